/* The days of a column: whatever days it holds, written in any one way, are read back, or refused as a whole.
 */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "import/days.h"
#include "import/privacy.h"

typedef enum { ISO, DMY, SLASHED, AMERICAN, SHORT, BARE_YMD, BARE_DMY, TIMED, ISO_TIMED, WRITINGS } Writing;

static char *
written(Writing writing, StageDay day)
{
    int year = 0, month = 0, at = 0;

    g_assert_cmpint(sscanf(day.text, "%4d-%2d-%2d", &year, &month, &at), ==, 3);
    switch (writing) {
    case ISO:
        return g_strdup(day.text);
    case DMY:
        return g_strdup_printf("%02d-%02d-%04d", at, month, year);
    case SLASHED:
        return g_strdup_printf("%d/%d/%04d", at, month, year);
    case AMERICAN:
        return g_strdup_printf("%d/%d/%04d", month, at, year);
    case SHORT:
        return g_strdup_printf("%d.%d.%02d", at, month, year % 100);
    case BARE_YMD:
        return g_strdup_printf("%04d%02d%02d", year, month, at);
    case BARE_DMY:
        return g_strdup_printf("%02d%02d%04d", at, month, year);
    case TIMED:
        return g_strdup_printf("%d-%d-%04d 00:00:00", at, month, year);
    default:
        return g_strdup_printf("%sT08:30:00+02:00", day.text);
    }
}

/* A column that is decided gives every day back; one that is not has no day that tells the orders apart. */
static void
columns(void)
{
    const StageDay today = { "2026-11-24" };
    guint decided = 0, undecided = 0;

    for (guint n = 0; n < 3000; n++) {
        Writing w = (Writing)g_test_rand_int_range(0, WRITINGS);
        g_autoptr(GError) error = NULL;
        StageDay days[6];
        char *cells[6];
        StageDayForm form;
        gboolean telling = FALSE, early = test_chance(10); /* none after the 12th: they need not tell */
        stage_day_form_init(&form, STAGE_ORDER_ANY, today);
        for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
            do
                days[i] = stage_day_plus(today, g_test_rand_int_range(-3000, 3000));
            while (early && strcmp(days[i].text + 8, "12") > 0);
            cells[i] = written(w, days[i]);
            stage_day_form_see(&form, cells[i]);
            telling = telling || (w != SHORT && strcmp(days[i].text + 8, "12") > 0);
        }
        gboolean done = stage_day_form_decide(&form, &error);
        g_test_message("%d: %s", w, cells[0]);
        g_assert_true(done || (g_error_matches(error, STAGE_ERROR, STAGE_ERROR_AMBIGUOUS) && !telling));
        for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
            StageDay read = STAGE_NO_DAY;
            if (done) {
                g_assert_true(stage_day_form_read(&form, cells[i], &read, &error));
                g_assert_cmpstr(read.text, ==, days[i].text);
            }
            g_free(cells[i]);
        }
        *(done ? &decided : &undecided) += 1;
    }
    g_assert_cmpuint(decided, >, undecided);
    g_assert_cmpuint(undecided, >, 0);
}

static void
cells(void)
{
    static const struct {
        const char *cell, *day; /* NULL: refused */
        gboolean months, serials;
    } cases[] = {
        { "1 sep. 2026", "2026-09-01", TRUE, FALSE },
        { "1 september 2026", "2026-09-01", TRUE, FALSE },
        { "12-mrt-26", "2026-03-12", TRUE, FALSE },
        { "3 maart 2026", "2026-03-03", TRUE, FALSE },
        { "1 sep. 2026", NULL, FALSE, FALSE },
        { "1 x 2026", NULL, TRUE, FALSE },
        { "46266", "2026-09-01", FALSE, TRUE },
        { "46266,0", "2026-09-01", FALSE, TRUE },
        { "46266", NULL, FALSE, FALSE },
        { "46266,5", NULL, FALSE, TRUE },
        { "99999", NULL, FALSE, TRUE },
        { "31-09-2026", NULL, TRUE, TRUE },
        { "2026-9-1", "2026-09-01", FALSE, FALSE },
        { "2026-13-01", NULL, FALSE, FALSE },
        { "1-9", NULL, TRUE, TRUE },
        { "", NULL, TRUE, TRUE },
        { "1-9-2026-", NULL, FALSE, FALSE },
        { "1/9-2026", NULL, FALSE, FALSE },
        { "01092026", "2026-09-01", FALSE, FALSE },
        { "\xef\xbc\x91-9-2026", NULL, TRUE, TRUE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        StageDay read = STAGE_NO_DAY;
        StageDayForm form;
        stage_day_form_init(&form, STAGE_ORDER_ANY, (StageDay){ "2026-11-24" });
        form.months = cases[i].months;
        form.serials = cases[i].serials;
        stage_day_form_see(&form, cases[i].cell);
        g_test_message("%s", cases[i].cell);
        g_assert_true(stage_day_form_decide(&form, &error));
        g_assert_cmpint(stage_day_form_read(&form, cases[i].cell, &read, &error), ==, cases[i].day != NULL);
        g_assert_cmpstr(read.text, ==, cases[i].day == NULL ? "" : cases[i].day);
    }
}

/* What the user or the profile prefers decides only where the cells do not. */
static void
preferred(void)
{
    static const struct {
        guint prefer;
        const char *one, *other, *day;
    } cases[] = {
        { STAGE_ORDER_MDY, "03/04/2026", "05/06/2026", "2026-03-04" },
        { STAGE_ORDER_DMY, "03/04/2026", "05/06/2026", "2026-04-03" },
        { STAGE_ORDER_MDY, "03/04/2026", "13/06/2026", "2026-04-03" },
        { STAGE_ORDER_YMD, "19-11-20", "20-11-19", "2019-11-20" },
        { STAGE_ORDER_ANY, "03-04-2026", "05-06-2026", "2026-04-03" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        StageDay read = STAGE_NO_DAY;
        StageDayForm form;
        stage_day_form_init(&form, cases[i].prefer, (StageDay){ "2026-11-24" });
        stage_day_form_see(&form, cases[i].one);
        stage_day_form_see(&form, cases[i].other);
        g_assert_true(stage_day_form_decide(&form, &error));
        g_assert_true(stage_day_form_read(&form, cases[i].one, &read, &error));
        g_assert_cmpstr(read.text, ==, cases[i].day);
    }
}

/* Columns of random numbers are hardly ever taken for BSNs, columns of BSNs always. */
static void
numbers(void)
{
    guint taken = 0;

    for (guint n = 0; n < 2000; n++) {
        StageBsnCount random = { 0 }, bsn = { 0 };
        for (guint i = 0; i < 20;) {
            guint number = (guint)g_test_rand_int_range(10000000, 999999999);
            g_autofree char *text = g_strdup_printf("%u", number);
            g_autofree char *nine = g_strdup_printf("%09u", number);
            stage_bsn_count(&random, text);
            if (!stage_passes_eleven_test(nine))
                continue;
            stage_bsn_count(&bsn, i % 2 == 0 ? text : nine);
            i++;
        }
        taken += stage_bsn_is_column(&random) ? 1 : 0;
        g_assert_true(stage_bsn_is_column(&bsn));
    }
    g_assert_cmpuint(taken, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/dagen/columns", columns);
    g_test_add_func("/dagen/cells", cells);
    g_test_add_func("/dagen/preferred", preferred);
    g_test_add_func("/dagen/numbers", numbers);
    return g_test_run();
}
