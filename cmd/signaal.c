#include "model/signaal.h"

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/nouns.h"
#include "cmd/extra.h"
#include "cmd/norms.h"
#include "cmd/of_plaatsing.h"
#include "cmd/routes.h"
#include "cmd/typed.h"
#include "report/signalering.h"

typedef struct {
    StageOfArgs of;
    StageSignaal given;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHICH { NULL, 0, STAGE_ARG_SIGNAAL, N_("SIGNAAL"), N_("its number"), AT(of.args.id), .required = TRUE }
#define FIELDS \
    { "ernst", 'e', STAGE_ARG_CHOICE, N_("ERNST"), N_("how bad it is"), AT(given.ernst), .choices = stage_signaal_ernst }, \
    { "verwezen", 0, STAGE_ARG_TEXT, N_("WAARHEEN"), N_("where it was referred to"), AT(given.verwezen) }, \
    { "opvolging", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("what is being done about it"), AT(given.opvolging) }, \
    { "voor", 0, STAGE_ARG_DATE, N_("DATUM"), N_("the day before or on which you look at it again"), AT(given.voor), .lean = STAGE_LEAN_NEXT }, \
    { "ingelicht", 0, STAGE_ARG_TEXT, N_("WIE"), N_("who was told, by role"), AT(given.ingelicht) }, \
    STAGE_OF_WHEN
/* clang-format on */

static const StageOption add_options[] = {
    STAGE_OF_STUDENT,
    { NULL, 0, STAGE_ARG_CHOICE, N_("SOORT"), N_("kind of concern"), AT(given.soort),
      .choices = stage_signaal_soorten, .required = TRUE },
    { NULL, 0, STAGE_ARG_NOTE, N_("OMSCHRIJVING"), N_("what threatens to go wrong"), AT(given.omschrijving),
      .rest = TRUE },
    FIELDS,
    { 0 },
};
static const StageOption edit_options[] = {
    WHICH,
    { "soort", 's', STAGE_ARG_CHOICE, N_("SOORT"), N_("kind of concern"), AT(given.soort),
      .choices = stage_signaal_soorten },
    { "omschrijving", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("what threatens to go wrong"),
      AT(given.omschrijving) },
    FIELDS,
    { "gesloten", 0, STAGE_ARG_DATE, N_("DATUM"), N_("the day on which it was closed; empty: open again"),
      AT(given.gesloten), .lean = STAGE_LEAN_PAST },
    { "afloop", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("what was done"), AT(given.afloop) },
    { 0 },
};
static const StageOption close_options[] = {
    WHICH,
    { NULL, 0, STAGE_ARG_NOTE, N_("AFLOOP"), N_("what was done"), AT(given.afloop), .rest = TRUE },
    { "datum", 0, STAGE_ARG_DATE, N_("DATUM"), N_("the day on which it was closed (default: today)"),
      AT(of.closed), .lean = STAGE_LEAN_PAST },
    { 0 },
};
static const StageOption list_options[] = {
    STAGE_OF_LIST,
    { "open", 0, STAGE_ARG_FLAG, NULL, N_("only what is not closed"), AT(of.open) },
    { "soort", 's', STAGE_ARG_CHOICE, N_("SOORT"), N_("only this kind"), AT(of.only),
      .choices = stage_signaal_soorten },
    { 0 },
};
static const StageOption who_options[] = { WHICH, { 0 } };

/* What happened is for show and for programs that ask: a list on a screen in a classroom does not spread it.
 */
static const StageColumn list_columns[] = {
    STAGE_OF_COLUMNS,
    { "soort", N_("soort"), STAGE_COLUMN_TEXT },
    { "ernst", N_("ernst"), STAGE_COLUMN_TEXT },
    { "omschrijving", NULL, STAGE_COLUMN_TEXT },
    { "verwezen", N_("verwezen"), STAGE_COLUMN_TEXT },
    { "gesloten", N_("gesloten"), STAGE_COLUMN_DAY },
    { "afloop", NULL, STAGE_COLUMN_TEXT },
    { "opvolging", NULL, STAGE_COLUMN_TEXT },
    { "voor", N_("voor"), STAGE_COLUMN_DAY },
    { "ingelicht", N_("ingelicht"), STAGE_COLUMN_TEXT },
    { 0 },
};

/* --- of what no story is kept --- */

static gboolean
get_is_silent(StageContext *ctx, gint64 id, gboolean *out_silent, GError **error)
{
    StageSignaal t = { 0 };
    gboolean there = stage_entity_get(&stage_signaal, ctx->db, id, &t, error);

    *out_silent = there && stage_signaal_is_silent(t.soort);
    stage_entity_clear(&stage_signaal, &t);
    return there;
}

static gboolean
refuse_story(const StageContext *ctx, const StageSignaal *given, GError **error)
{
    g_autofree char *routes = stage_routes(ctx);
    const char *texts[] = { given->omschrijving, given->afloop, given->opvolging, given->ingelicht };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        if (texts[i] != NULL && *texts[i] != '\0')
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, "%s; %s",
                              _("no story of discrimination or safety is kept, only the day and where it was "
                                "referred to"),
                              routes);
    return TRUE;
}

static gboolean
fill(StageContext *ctx, const void *options, void *given, GError **error)
{
    const Options *o = options;
    const StageSignaal *t = given;
    gboolean silent = stage_signaal_is_silent(t->soort);

    if (t->soort == NULL && !get_is_silent(ctx, o->of.args.id, &silent, error))
        return FALSE;
    return (!silent || refuse_story(ctx, t, error)) && stage_of_fill(ctx, options, given, error);
}

static gboolean
say_routes(StageContext *ctx, const Options *o)
{
    g_autofree char *routes = stage_routes(ctx);

    if (stage_signaal_is_silent(o->given.soort))
        stage_say(ctx, "%s; %s", _("no story of this is kept, here or in a note"), routes);
    return TRUE;
}

static const StageOfNoun noun = {
    STAGE_OF_NOUN(StageSignaal, stage_signaal, fill, .text = offsetof(StageSignaal, omschrijving),
                  .guidance = N_("What threatens to go wrong? Facts, no diagnosis, nobody else's name.")),
    .list = stage_signaal_list,
    .sluiting = &stage_signaal_sluiting,
};

/* --- adding, changing, closing --- */

static gboolean
add_ask(StageContext *ctx, void *options, GError **error)
{
    const Options *o = options;

    return stage_signaal_is_silent(o->given.soort) || stage_entity_add_ask(ctx, options, error);
}

static gboolean
add_run(StageContext *ctx, const void *options, GError **error)
{
    g_autofree StageSignaal *t = NULL;

    if (!stage_entity_add_run(ctx, options, error) || !say_routes(ctx, options))
        return FALSE;
    t = stage_entity_given(ctx, options, error); /* once more: with the placement that was found for it */
    gboolean done = t != NULL && stage_propose_extra(ctx, t, error);
    if (t != NULL)
        stage_entity_clear(&stage_signaal, t);
    return done;
}

static gboolean
edit_ask(StageContext *ctx, void *options, GError **error)
{
    const Options *o = options;
    gboolean silent = FALSE;

    if (!get_is_silent(ctx, o->of.args.id, &silent, error))
        return FALSE;
    if (silent && !stage_fields_any(stage_signaal.fields, &o->given))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("nothing was given to change"));
    return silent || stage_entity_edit_ask(ctx, options, error);
}

static gboolean
edit_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    StageSignaal t = { 0 };

    if (!stage_entity_edit_run(ctx, options, error) || !say_routes(ctx, options))
        return FALSE;
    gboolean done = o->given.ernst == NULL ||
                    (stage_entity_get(&stage_signaal, ctx->db, o->of.args.id, &t, error) &&
                     stage_propose_extra(ctx, &t, error));
    stage_entity_clear(&stage_signaal, &t);
    return done;
}

static gboolean
close_ask(StageContext *ctx, void *options, GError **error)
{
    Options *o = options;
    gboolean silent = FALSE;

    if (!stage_of_close_check(ctx, options, error) || !get_is_silent(ctx, o->of.args.id, &silent, error))
        return FALSE;
    if (silent)
        return refuse_story(ctx, &o->given, error);
    if (o->given.afloop == NULL)
        o->given.afloop = stage_typed_text(ctx, _("What was done, and how did it end?"), NULL, FALSE, error);
    return o->given.afloop != NULL;
}

/* --- listing --- */

/* What the rules see besides is told for who was named, and never stands among what somebody took down. */
static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    const StageSignaleringQuery query = { .norm = stage_signalering_norm(ctx),
                                          .on = ctx->today,
                                          .student = o->of.student,
                                          .docent = o->of.docent,
                                          .plaatsing = o->given.plaatsing };
    guint seen = 0;

    if (!stage_of_list_run(ctx, options, error))
        return FALSE;
    if ((query.student != 0 || query.docent != 0 || query.plaatsing != 0) &&
        !stage_report_signalering(ctx->db, &query, NULL, NULL, &seen, error))
        return FALSE;
    if (seen > 0)
        stage_say(ctx,
                  Q_("%u more is seen by rules: 'stage signaal rules'",
                     "%u more are seen by rules: 'stage signaal rules'", seen),
                  seen);
    return TRUE;
}

STAGE_ENTITY_ADD(N_("take down that something threatens to go wrong"), list_columns,
                 .details = STAGE_ADD_DETAILS, .ask = add_ask, .run = add_run);
STAGE_ENTITY_EDIT(N_("change a signaal"), list_columns, .details = STAGE_EDIT_DETAILS, .ask = edit_ask,
                  .run = edit_run);
STAGE_ENTITY_LOOK(N_("list signalen, by day"), list_run, N_("show one signaal"), N_("remove a signaal"),
                  list_columns);
STAGE_ENTITY_ROW(close_row, "close", N_("close a signaal, with what was done"), .needs = STAGE_WRITES,
                 .again = TRUE, .details = STAGE_ADD_DETAILS, .options = close_options,
                 .columns = list_columns, .ask = close_ask, .run = stage_of_close_run);

static const StageCommand *const verbs[] = { &add,       &edit, &list, &show, &stage_signaal_rules,
                                             &close_row, &rm,   NULL };

const StageNoun stage_noun_signaal = { "signaal", N_("concerns: what threatens to go wrong"), verbs, NULL };
