/* Whatever text as norms: refused with words that can go to a terminal, or norms that can judge any
 * placement. As holidays the same: refused, or days that are some. */
#include "fuzz.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "import/holidays.h"
#include "rules/moment.h"

static const StageDay first = { "2026-09-01" };

/* Placements of a day to ten years, with talks here and there. */
static void
judge(const StageNorms *norms)
{
    static const int lengths[] = { 1, 2, 27, 28, 140, 366, 700, 3653 };
    g_autoptr(StageEvaluation) e = stage_evaluation_new();

    for (gsize i = 0; i < G_N_ELEMENTS(lengths); i++) {
        const StageNormCase of = { .begin = first, .einde = stage_day_plus(first, lengths[i] - 1) };
        StageContact talks[4] = { 0 };
        for (guint t = 0; t < G_N_ELEMENTS(talks); t++) {
            talks[t].soort = (StageSoort)t;
            talks[t].gehouden = stage_day_plus(first, lengths[i] * (int)t / 4);
            talks[t].aanwezig[0] = talks[t].aanwezig[1] = TRUE;
            talks[t].aanwezig[2] = t % 2 == 0;
            talks[t].vervanger = t == 1;
            talks[t].bezoek = t > 1;
            talks[t].einde_toen = stage_day_plus(first, 100);
        }
        const StageWaiver waiver = { STAGE_SOORT_TUSSEN, stage_day_plus(first, lengths[i] / 2) };
        stage_evaluate(e, norms, &of, talks, G_N_ELEMENTS(talks), &waiver, 1,
                       stage_day_plus(first, lengths[i] / 2));
        g_assert_cmpuint(e->asked, ==, e->held + e->waived + e->planned + e->missing);
        for (guint m = 0; m < e->moments->len; m++)
            g_assert_true(stage_day_is_set(stage_moment_at(e, m)->uiterlijk));
    }
}

static void
try_holidays(const uint8_t *data, size_t size)
{
    int fd = -1;
    g_autofree char *path = fuzz_file(data, size, &fd);
    g_autoptr(GError) error = NULL;
    g_autoptr(StageLines) lines = stage_lines_open(path, NULL, &error);
    g_autoptr(GPtrArray) all = lines == NULL ? NULL : stage_holidays_read(lines, first, &error);

    g_assert_true((all == NULL) == (error != NULL));
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const StageVakantie *v = g_ptr_array_index(all, i);
        g_assert_true(stage_day_is_set(v->van) && stage_day_compare(v->van, v->tot) <= 0);
        g_assert_true(stage_is_visible(v->naam));
    }
    close(fd);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(StageNorms) norms = stage_norms_new();
    g_autoptr(GError) error = NULL;

    if (stage_norms_read(norms, text, "norm.ini", &error))
        judge(norms);
    else
        g_assert_true(g_error_matches(error, STAGE_ERROR, STAGE_ERROR_CONFIG) &&
                      stage_is_visible(error->message));
    try_holidays(data, size);
    return 0;
}
