/* One page for the coming conversation. */
#include "base/error.h"
#include "base/i18n.h"
#include "cmd/document.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "cmd/placement.h"
#include "cmd/routes.h"
#include "cmd/vragen.h"
#include "model/gesprek.h"
#include "report/voorbereiding.h"

typedef struct {
    gint64 student;
    gint64 plaatsing;
    char *soort;
    gboolean paper;
    gboolean alone;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("number or part of the name"), AT(student),
      .required = TRUE },
    { "soort", 's', STAGE_ARG_CHOICE, N_("SOORT"), N_("kind of talk (default: the one planned next, or due)"),
      AT(soort), .choices = stage_gesprek_soorten },
    { "plaatsing", 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("which placement, when the student has more"),
      AT(plaatsing) },
    { "print", 'p', STAGE_ARG_FLAG, NULL, N_("for paper: room to write below each question"), AT(paper) },
    { "alleen", 0, STAGE_ARG_FLAG, NULL,
      N_("instead, the sheet for the part with the student alone: safety, and where the student is helped"),
      AT(alone) },
    { 0 },
};

static gboolean
print_alone(StageContext *ctx, const StageVragen *vragen, const StageDocumentLook *look, GError **error)
{
    g_autofree char *lines = stage_routes(ctx);
    g_auto(GStrv) routes = g_strsplit(lines, "\n", -1);
    guint n = 0;
    while (routes[n] != NULL)
        g_strstrip(routes[n++]);
    g_autoptr(StageDocument)
        document = stage_report_alleen(vragen, (const char *const *)routes + 1); /* a heading */

    return stage_document_print(ctx, document, look, error);
}

static void
say_rest(StageContext *ctx, const Options *o, const StageVoorbereidingRest *rest)
{
    if (rest->signalen > 0)
        stage_say(ctx,
                  Q_("not on the page: %u open signaal ('stage signaal list')",
                     "not on the page: %u open signalen ('stage signaal list')", rest->signalen),
                  rest->signalen);
    if (rest->vertrouwelijk > 0)
        stage_say(ctx,
                  Q_("not on the page: %u confidential note ('stage notitie list --vertrouwelijk')",
                     "not on the page: %u confidential notes ('stage notitie list --vertrouwelijk')",
                     rest->vertrouwelijk),
                  rest->vertrouwelijk);
    if (!o->paper)
        stage_say(ctx, _("for the part with the student alone: 'stage prep STUDENT --alleen'"));
}

static gboolean
print_page(StageContext *ctx, const Options *o, gint64 plaatsing, const StageDocumentLook *look,
           GError **error)
{
    g_autoptr(StageNorms) norms = stage_norms_load(ctx, error);
    g_autoptr(StageVragen) vragen = norms == NULL ? NULL : stage_vragen_load(ctx, plaatsing, error);
    StageVoorbereidingRest rest = { 0 };

    if (vragen == NULL)
        return FALSE;
    if (o->alone)
        return print_alone(ctx, vragen, look, error);
    const StageVoorbereidingQuery query = {
        .norms = norms, .vragen = vragen, .plaatsing = plaatsing, .on = ctx->today, .soort = o->soort
    };
    g_autoptr(StageDocument) document = stage_report_voorbereiding(ctx->db, &query, &rest, error);
    if (document == NULL || !stage_document_print(ctx, document, look, error))
        return FALSE;
    say_rest(ctx, o, &rest);
    return TRUE;
}

static gboolean
run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    /* A placement that is still to begin, or is over, may be prepared for too. */
    const StageWhich which = {
        .plaatsing = o->plaatsing, .student = o->student, .force = TRUE, .insist = ""
    };
    const StageDocumentLook look = { .paper = o->paper };
    StagePlaatsing p = { 0 };
    gboolean done = stage_find_placement(ctx, &which, ctx->today, &p, error) &&
                    print_page(ctx, o, p.id, &look, error);

    stage_entity_clear(&stage_plaatsing, &p);
    return done;
}

static const StageCommand prep = {
    .summary = N_("one page for the coming conversation, along the four keys"),
    .details = N_(
        "What was agreed, judged, chosen and noted so far, what is known of the company, and questions for\n"
        "what was never talked about. It may lie on the table: no signaal and nothing confidential stands on "
        "it."),
    .needs = STAGE_READS,
    .options = options,
    .options_size = sizeof(Options),
    .output = stage_document_options,
    .run = run,
};
const StageNoun stage_noun_prep = { "prep", N_("prepare a conversation: one page along the four keys"), NULL,
                                    &prep };
