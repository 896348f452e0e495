/* Moving a docent's whole case-load to another. */
#include "base/error.h"
#include "base/i18n.h"
#include "cmd/command.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "cmd/print.h"
#include "model/begeleider.h"
#include "model/docent.h"
#include "report/overdracht.h"

typedef struct {
    gint64 old;
    gint64 new;
    StageDay from;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption options[] = {
    { NULL, 0, STAGE_ARG_DOCENT, N_("OLD"), N_("who guides now: code or part of the name"), AT(old),
      .required = TRUE },
    { NULL, 0, STAGE_ARG_DOCENT, N_("NEW"), N_("who takes over"), AT(new), .required = TRUE },
    { "from", 0, STAGE_ARG_DATE, N_("DATUM"), N_("from which day (default: today)"), AT(from),
      .lean = STAGE_LEAN_NEXT },
    { 0 },
};

static const StageColumn columns[] = {
    { "plaatsing", N_("plaatsing"), STAGE_COLUMN_NUMBER },
    { "nummer", N_("nummer"), STAGE_COLUMN_TEXT },
    { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "klas", N_("klas"), STAGE_COLUMN_TEXT },
    { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    { "opleider", N_("opleider"), STAGE_COLUMN_TEXT },
    { "begin", N_("begin"), STAGE_COLUMN_DAY },
    { "einde", N_("einde"), STAGE_COLUMN_DAY },
    { "laatste", N_("laatste gesprek"), STAGE_COLUMN_TEXT },
    { "notities", N_("notities"), STAGE_COLUMN_TEXT },
    { "afspraken", N_("open afspraken"), STAGE_COLUMN_TEXT },
    { "signalen", N_("open signalen"), STAGE_COLUMN_TEXT },
    { "volgende", N_("volgende moment"), STAGE_COLUMN_TEXT },
    { 0 },
};

static gboolean
print_row(const StageValue *values, void *data, GError **error)
{
    return stage_printer_row(data, values, error);
}

static gboolean
hand_over(StageContext *ctx, const Options *o, const StageNorms *norms, gint64 id, StageDay from,
          StagePrinter *printer, GError **error)
{
    StagePlaatsing p = { 0 };
    gboolean done = stage_entity_get(&stage_plaatsing, ctx->db, id, &p, error) &&
                    stage_begeleider_hand_over(ctx->db, &p, o->old, o->new, from, error) &&
                    stage_report_overdracht(ctx->db, id, norms, from, print_row, printer, error);

    stage_entity_clear(&stage_plaatsing, &p);
    return done;
}

static gboolean
handover_run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    StageDay from = stage_day_is_set(o->from) ? o->from : ctx->today;
    g_autofree char *old = stage_entity_label(&stage_docent, ctx->db, o->old, error);
    g_autofree char *new = old == NULL ? NULL : stage_entity_label(&stage_docent, ctx->db, o->new, error);

    if (new == NULL)
        return FALSE;
    if (o->old == o->new)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("docent %s cannot take over from themself"), old);
    g_autoptr(GArray) ids = stage_query_ids(stage_begeleider_caseload(ctx->db, o->old, from, error), error);
    g_autoptr(StagePrinter) printer = ids == NULL ? NULL : stage_printer_new(ctx, columns, FALSE, error);
    g_autoptr(StageNorms) norms = printer == NULL ? NULL : stage_norms_load(ctx, error);
    if (norms == NULL)
        return FALSE;
    for (guint i = 0; i < ids->len; i++)
        if (!hand_over(ctx, o, norms, g_array_index(ids, gint64, i), from, printer, error))
            return FALSE;
    ctx->answer_no = ids->len == 0;
    stage_say(ctx, Q_("%u placement of %s goes to %s on %s", "%u placements of %s go to %s on %s", ids->len),
              ids->len, old, new, from.text);
    return stage_printer_end(printer, error);
}

const StageCommand stage_docent_handover = {
    .name = "handover",
    .summary = N_("move a docent's case-load to another"),
    .details = N_("From that day on NEW guides every placement that OLD would have guided; who guided "
                  "before, and who was "
                  "at a talk,\n"
                  "stays as it was. A page per student tells NEW what to know. 'stage undo' takes it back."),
    .needs = STAGE_WRITES,
    .options = options,
    .options_size = sizeof(Options),
    .columns = columns,
    .pages = TRUE,
    .run = handover_run,
};
