/* The visits of a day, in order. */
#include "base/i18n.h"
#include "cmd/nouns.h"
#include "cmd/own.h"
#include "cmd/print.h"
#include "report/route.h"
#include "rules/feestdag.h"

typedef struct {
    StageDay day;
    gint64 docent;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption options[] = {
    { NULL, 0, STAGE_ARG_DATE, N_("DAY"), N_("which day (default: today)"), AT(day), .rest = TRUE,
      .lean = STAGE_LEAN_NEXT },
    { "docent", 'd', STAGE_ARG_DOCENT, N_("DOCENT"),
      N_("whose visits (default: the setting docent, else all)"), AT(docent) },
    { 0 },
};

static const StageColumn columns[] = {
    { "stop", N_("stop"), STAGE_COLUMN_NUMBER },
    { "tijd", N_("tijd"), STAGE_COLUMN_TEXT },
    { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    { "adres", N_("adres"), STAGE_COLUMN_TEXT },
    { "postcode", N_("postcode"), STAGE_COLUMN_TEXT },
    { "plaats", N_("plaats"), STAGE_COLUMN_TEXT },
    { "telefoon", N_("telefoon"), STAGE_COLUMN_TEXT },
    { "opleider", N_("opleider"), STAGE_COLUMN_TEXT },
    { "opleider_telefoon", NULL, STAGE_COLUMN_TEXT },
    { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "nummer", NULL, STAGE_COLUMN_TEXT },
    { "klas", NULL, STAGE_COLUMN_TEXT },
    { "soort", N_("soort"), STAGE_COLUMN_TEXT },
    { "vorm", NULL, STAGE_COLUMN_TEXT },
    { "km", N_("km"), STAGE_COLUMN_TEXT },
    { "prep", N_("before you go"), STAGE_COLUMN_TEXT },
    { "gesprek", NULL, STAGE_COLUMN_NUMBER },
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER },
    { "docent", NULL, STAGE_COLUMN_TEXT },
    { 0 },
};

static gboolean
print_row(const StageValue *values, void *data, GError **error)
{
    return stage_printer_row(data, values, error);
}

static gboolean
run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    StageRouteQuery query = { .day = stage_day_is_set(o->day) ? o->day : ctx->today,
                              .school = stage_settings_get(ctx->settings, "plan.school") };
    g_autoptr(StagePrinter) printer = stage_printer_new(ctx, columns, FALSE, error);
    guint stops = 0;
    guint64 metres = 0;

    if (printer == NULL || !stage_own_docent(ctx, o->docent, &query.docent, error) ||
        !stage_report_route(ctx->db, &query, print_row, printer, &stops, &metres, error))
        return FALSE;
    const char *feestdag = stage_feestdag(query.day);
    if (feestdag != NULL)
        stage_say(ctx, _("note: %s is %s"), query.day.text, _(feestdag));
    stage_say(ctx,
              Q_("%s: %u stop, some %.0f km as the crow flies",
                 "%s: %u stops, some %.0f km as the crow flies", stops),
              query.day.text, stops, (double)metres / 1000);
    return stage_printer_end(printer, error);
}

static const StageCommand route = {
    .summary = N_("the visits of a day, in the order of the shortest way"),
    .details = N_("From the school and back, where the setting plan.school says where that is. Talks with a "
                  "time come in the "
                  "order of their\ntimes. A row per student; who is seen together shares a stop. --columns "
                  "prep says what to "
                  "know beforehand."),
    .needs = STAGE_READS,
    .options = options,
    .options_size = sizeof(Options),
    .columns = columns,
    .run = run,
};
const StageNoun stage_noun_route = { "route", N_("the visits of a day, in order"), NULL, &route };
