/* The leerbedrijf's own copy of the talks of a placement. */
#include "base/i18n.h"
#include "cmd/document.h"
#include "cmd/report.h"
#include "report/bewijs.h"

typedef struct {
    gint64 plaatsing;
    StageDay on;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption options[] = {
    { NULL, 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("whose talks: its number"), AT(plaatsing),
      .required = TRUE },
    { "on", 0, STAGE_ARG_DATE, N_("DATUM"), N_("as it was on this day (default: today)"), AT(on) },
    { 0 },
};

static gboolean
run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    StageDay on = stage_day_is_set(o->on) ? o->on : ctx->today;
    StageBewijsRest rest = { 0 };
    g_autoptr(StageDocument) document = stage_report_bewijs(ctx->db, o->plaatsing, on, &rest, error);

    if (document == NULL || !stage_document_print(ctx, document, &(StageDocumentLook){ 0 }, error))
        return FALSE;
    if (rest.zonder_opleider > 0)
        stage_say(ctx,
                  Q_("not in it: %u talk without the praktijkopleider",
                     "not in it: %u talks without the praktijkopleider", rest.zonder_opleider),
                  rest.zonder_opleider);
    if (rest.notities > 0)
        stage_say(ctx,
                  Q_("not in it: %u note that is not for the company",
                     "not in it: %u notes that are not for the company", rest.notities),
                  rest.notities);
    return TRUE;
}

const StageCommand stage_report_bewijs_command = {
    .name = "bewijs",
    .summary = N_("the company's own copy of the talks, for its file"),
    .details = N_(
        "Talks at which the praktijkopleider was present, with what was said in the open: for an employer "
        "who claims\n"
        "subsidie praktijkleren. Nothing confidential, no signaal, no question or feeling of the student."),
    .needs = STAGE_READS,
    .options = options,
    .options_size = sizeof(Options),
    .output = stage_document_options,
    .run = run,
};
