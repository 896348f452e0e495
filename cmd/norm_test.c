/* What norms ask of the placements that there are. */
#include "base/error.h"
#include "base/i18n.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "cmd/print.h"

typedef struct {
    char *file;
    StageDay on;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption test_options[] = {
    { NULL, 0, STAGE_ARG_FILE, N_("FILE"), N_("norms to try on top of those that are there"), AT(file) },
    { "on", 0, STAGE_ARG_DATE, N_("DATUM"), N_("as it was or will be on this day (default: today)"), AT(on) },
    { 0 },
};

static const StageColumn test_columns[] = {
    { "norm", N_("norm"), STAGE_COLUMN_TEXT },
    { "van", N_("van"), STAGE_COLUMN_DAY },
    { "plaatsingen", N_("plaatsingen"), STAGE_COLUMN_NUMBER },
    { "gevraagd", N_("gevraagd"), STAGE_COLUMN_NUMBER },
    { "gehouden", N_("gehouden"), STAGE_COLUMN_NUMBER },
    { "gepland", N_("gepland"), STAGE_COLUMN_NUMBER },
    { "vrijgesteld", N_("vrijgesteld"), STAGE_COLUMN_NUMBER },
    { "ontbreekt", N_("ontbreekt"), STAGE_COLUMN_NUMBER },
    { 0 },
};

typedef struct {
    const StageNorm *norm;
    guint placements, asked, held, planned, waived, missing;
} Tally;

static gboolean
count(const StagePlacement *placement, void *data, GError **error)
{
    GArray *tallies = data;
    const StageEvaluation *state = placement->state;
    Tally *tally = NULL;

    (void)error;
    for (guint i = 0; i < tallies->len && tally == NULL; i++)
        if (g_array_index(tallies, Tally, i).norm == state->norm)
            tally = &g_array_index(tallies, Tally, i);
    if (tally == NULL) {
        g_array_set_size(tallies, tallies->len + 1);
        tally = &g_array_index(tallies, Tally, tallies->len - 1);
        tally->norm = state->norm;
    }
    tally->placements++;
    tally->asked += state->asked;
    tally->held += state->held;
    tally->planned += state->planned;
    tally->waived += state->waived;
    tally->missing += state->missing;
    return TRUE;
}

static gboolean
read_extra(StageNorms *norms, const char *path, GError **error)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) failed = NULL;

    if (path == NULL)
        return TRUE;
    if (!g_file_get_contents(path, &text, NULL, &failed))
        return stage_fail(error, STAGE_ERROR_NOT_FOUND, _("cannot read '%s': %s"), path, failed->message);
    return stage_norms_try(text, path, error) && stage_norms_read(norms, text, path, error);
}

static gboolean
tally_all(StageContext *ctx, const StageNorms *norms, StageDay on, GArray *tallies, StageLeftOut *out,
          GError **error)
{
    const StagePlacementsQuery query = { .norms = norms, .on = on };

    return stage_placements_each(ctx->db, &query, count, tallies, out, error);
}

static guint
missing_in(const GArray *tallies)
{
    guint missing = 0;

    for (guint i = 0; i < tallies->len; i++)
        missing += g_array_index(tallies, Tally, i).missing;
    return missing;
}

static gboolean
print_tally(StagePrinter *printer, const Tally *t, GError **error)
{
    const StageValue row[] = { stage_text(t->norm == NULL ? _("none") : t->norm->naam),
                               stage_text_set(t->norm == NULL ? "" : t->norm->van.text),
                               stage_int(t->placements),
                               stage_int(t->asked),
                               stage_int(t->held),
                               stage_int(t->planned),
                               stage_int(t->waived),
                               stage_int(t->missing) };

    return stage_printer_row(printer, row, error);
}

/* In the order of the norms; placements without one last. */
static gboolean
print_tallies(StageContext *ctx, const StageNorms *norms, const GArray *tallies, GError **error)
{
    g_autoptr(StagePrinter) printer = stage_printer_new(ctx, test_columns, FALSE, error);
    guint n = stage_norms_count(norms);

    for (guint i = 0; printer != NULL && i <= n; i++)
        for (guint t = 0; t < tallies->len; t++) {
            const Tally *tally = &g_array_index(tallies, Tally, t);
            const StageNorm *norm = i < n ? stage_norms_at(norms, i) : NULL;
            if (tally->norm == norm && !print_tally(printer, tally, error))
                return FALSE;
        }
    return printer != NULL && stage_printer_end(printer, error);
}

static gboolean
test_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    StageDay on = stage_day_is_set(o->on) ? o->on : ctx->today;
    g_autoptr(StageNorms) norms = stage_norms_load(ctx, error);
    g_autoptr(StageNorms) tried = norms == NULL ? NULL : stage_norms_load(ctx, error);
    g_autoptr(GArray) now = g_array_new(FALSE, TRUE, sizeof(Tally));
    g_autoptr(GArray) then = g_array_new(FALSE, TRUE, sizeof(Tally));
    StageLeftOut out = { 0 };

    if (tried == NULL || !read_extra(tried, o->file, error) ||
        !tally_all(ctx, tried, on, then, &out, error) ||
        (o->file != NULL && !tally_all(ctx, norms, on, now, &out, error)))
        return FALSE;
    if (o->file != NULL)
        stage_say(ctx, _("moments missing: %u now, %u with '%s'"), missing_in(now), missing_in(then),
                  o->file);
    return print_tallies(ctx, tried, then, error);
}

const StageCommand stage_norm_test = {
    .name = "test",
    .summary = N_("count by norm what placements are asked and lack"),
    .details = N_(
        "With FILE as it would be when its norms were added to those that are there; nothing is changed."),
    .needs = STAGE_READS,
    .options = test_options,
    .options_size = sizeof(Options),
    .columns = test_columns,
    .run = test_run,
};
