#include "model/reactie.h"

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"
#include "cmd/placement.h"
#include "model/gesprek.h"

typedef struct {
    StageEntityArgs args;
    StageReactie given;
    gint64 student;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHICH { NULL, 0, STAGE_ARG_REACTIE, N_("REACTIE"), N_("its number"), AT(args.id), .required = TRUE }
#define REST(version_, day_) \
    { "versie", 0, STAGE_ARG_NUMBER, N_("VERSIE"), version_, AT(given.versie) }, \
    { "datum", 0, STAGE_ARG_DATE, N_("DATUM"), day_, AT(given.datum), .lean = STAGE_LEAN_PAST }
/* clang-format on */

static const StageOption add_options[] = {
    { NULL, 0, STAGE_ARG_GESPREK, N_("GESPREK"), N_("the talk that the summary is of"), AT(given.gesprek),
      .required = TRUE },
    { NULL, 0, STAGE_ARG_CHOICE, N_("ROL"), N_("who says it"), AT(given.rol), .choices = stage_reactie_rollen,
      .required = TRUE },
    { NULL, 0, STAGE_ARG_CHOICE, N_("SOORT"), N_("what they say"), AT(given.soort),
      .choices = stage_reactie_soorten, .required = TRUE },
    { NULL, 0, STAGE_ARG_NOTE, N_("TEXT"), N_("in which words"), AT(given.tekst), .rest = TRUE },
    REST(N_("of which version (default: the last one that was sent to them, else 1)"),
         N_("the day on which they said it (default: today)")),
    { 0 },
};
static const StageOption edit_options[] = {
    WHICH,
    { "rol", 0, STAGE_ARG_CHOICE, N_("ROL"), N_("who says it"), AT(given.rol),
      .choices = stage_reactie_rollen },
    { "soort", 0, STAGE_ARG_CHOICE, N_("SOORT"), N_("what they say"), AT(given.soort),
      .choices = stage_reactie_soorten },
    { "tekst", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("in which words"), AT(given.tekst) },
    REST(N_("of which version"), N_("the day on which they said it")),
    { 0 },
};
static const StageOption list_options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("only about this student"), AT(student) },
    { "gesprek", 'g', STAGE_ARG_GESPREK, N_("GESPREK"), N_("only of this talk"), AT(given.gesprek) },
    { 0 },
};
static const StageOption who_options[] = { WHICH, { 0 } };

static const StageColumn list_columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },     { "gesprek", N_("gesprek"), STAGE_COLUMN_NUMBER },
    { "nummer", NULL, STAGE_COLUMN_TEXT },       { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "datum", N_("datum"), STAGE_COLUMN_DAY },  { "versie", N_("versie"), STAGE_COLUMN_NUMBER },
    { "rol", N_("rol"), STAGE_COLUMN_TEXT },     { "soort", N_("soort"), STAGE_COLUMN_TEXT },
    { "tekst", N_("tekst"), STAGE_COLUMN_TEXT }, { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_reactie_list(ctx->db, id, 0, 0, error);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    g_autoptr(StageStmt) rows = stage_reactie_list(ctx->db, 0, o->given.gesprek, o->student, error);

    return stage_list(ctx, rows, error);
}

/* The talk of a reaction that is there. */
static gboolean
find_gesprek(StageContext *ctx, gint64 id, gint64 *out, GError **error)
{
    StageReactie r = { 0 };
    gboolean done = stage_entity_get(&stage_reactie, ctx->db, id, &r, error);

    *out = r.gesprek;
    stage_entity_clear(&stage_reactie, &r);
    return done;
}

/* What was said of a summary was said after the talk. */
static gboolean
check_day(StageContext *ctx, gint64 gesprek, StageDay day, GError **error)
{
    StageGesprek g = { 0 };
    gboolean good = stage_gesprek_get_held(ctx->db, gesprek, &g, error);
    StageDay held = g.gehouden;

    stage_entity_clear(&stage_gesprek, &g);
    if (!good || !stage_check_past(ctx, day, error))
        return FALSE;
    return stage_day_compare(day, held) >= 0 ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("gesprek %" PRId64 " was held later, on %s"), gesprek,
                      held.text);
}

static gboolean
fill(StageContext *ctx, const void *options, void *given, GError **error)
{
    const Options *o = options;
    StageReactie *r = given;
    gint64 gesprek = r->gesprek;

    if (o->args.id != 0)
        return !stage_day_is_set(r->datum) || r->datum.text[0] == '-' ||
               (find_gesprek(ctx, o->args.id, &gesprek, error) && check_day(ctx, gesprek, r->datum, error));
    if (!stage_day_is_set(r->datum))
        r->datum = ctx->today;
    return (r->versie != 0 || stage_reactie_versie(ctx->db, gesprek, r->rol, &r->versie, error)) &&
           check_day(ctx, gesprek, r->datum, error);
}

static const StageEntityNoun noun = { .entity = &stage_reactie,
                                      .given = AT(given),
                                      .show = show_row,
                                      .fill = fill,
                                      .text = offsetof(StageReactie, tekst),
                                      .guidance = N_("What should be different? In their own words.") };

/* Who agrees needs no words for it. */
static gboolean
is_asked(const Options *o)
{
    return g_strcmp0(o->given.soort, "bezwaar") == 0;
}

static gboolean
add_reads(const StageCommand *command, const void *options, gboolean any)
{
    return is_asked(options) && stage_entity_add_reads(command, options, any);
}

static gboolean
add_ask(StageContext *ctx, void *options, GError **error)
{
    return !is_asked(options) || stage_entity_add_ask(ctx, options, error);
}

STAGE_ENTITY_ADD(N_("take down what somebody says of the summary of a talk"), list_columns,
                 .details = N_("The words of a bezwaar that are not given come from standard input or, at a "
                               "terminal, from your\neditor: only so they stay out of the history of the "
                               "shell."),
                 .reads_input = add_reads, .ask = add_ask, .run = stage_entity_add_run);
STAGE_ENTITY_EDIT(N_("change a reactie"), list_columns, .details = STAGE_EDIT_DETAILS,
                  .reads_input = stage_entity_edit_reads, .ask = stage_entity_edit_ask,
                  .run = stage_entity_edit_run);
STAGE_ENTITY_LOOK(N_("list reacties, by talk and day"), list_run, N_("show one reactie"),
                  N_("remove a reactie"), list_columns);

static const StageCommand *const verbs[] = { &add, &edit, &list, &show, &rm, NULL };

const StageNoun stage_noun_reactie = { "reactie",
                                       N_("what student and praktijkopleider say of the summary of a talk"),
                                       verbs, NULL };
