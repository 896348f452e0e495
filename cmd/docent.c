#include "model/docent.h"

#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"

typedef struct {
    StageEntityArgs args;
    StageDocent given;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHO \
    { NULL, 0, STAGE_ARG_DOCENT, N_("DOCENT"), N_("code or part of the name"), AT(args.id), .required = TRUE }
#define FIELDS \
    STAGE_NAME_PARTS(given.naam), \
    { "email", 0, STAGE_ARG_TEXT, N_("EMAIL"), N_("e-mail address"), AT(given.email) }, \
    { "telefoon", 0, STAGE_ARG_TEXT, N_("TELEFOON"), N_("telephone number"), AT(given.telefoon) }, \
    { "team", 0, STAGE_ARG_TEAM, N_("TEAM"), N_("team: part of the name"), AT(given.team) }, \
    { "days", 0, STAGE_ARG_TEXT, N_("DAGEN"), N_("working days, such as ma,di,do"), AT(given.werkdagen) }
/* clang-format on */

static const StageOption add_options[] = {
    { NULL, 0, STAGE_ARG_TEXT, N_("CODE"), N_("the abbreviation that the school uses"), AT(given.code),
      .required = TRUE },
    { NULL, 0, STAGE_ARG_TEXT, N_("NAAM"), N_("the whole name, such as \"Zoë van 't Hof\""), AT(args.naam),
      .rest = TRUE },
    FIELDS,
    { 0 },
};
static const StageOption edit_options[] = {
    WHO,
    { "code", 0, STAGE_ARG_TEXT, N_("CODE"), N_("another abbreviation"), AT(given.code) },
    { "naam", 0, STAGE_ARG_TEXT, N_("NAAM"), N_("the whole name"), AT(args.naam) },
    FIELDS,
    { 0 },
};
static const StageOption list_options[] = {
    { NULL, 0, STAGE_ARG_TEXT, N_("NAAM"), N_("only names with this part"), AT(args.part), .rest = TRUE },
    { "team", 0, STAGE_ARG_TEAM, N_("TEAM"), N_("only of this team"), AT(given.team) },
    { 0 },
};
static const StageOption who_options[] = { WHO, { 0 } };

static const StageColumn list_columns[] = {
    { "id", NULL, STAGE_COLUMN_NUMBER },
    { "code", N_("code"), STAGE_COLUMN_TEXT },
    { "naam", N_("naam"), STAGE_COLUMN_TEXT },
    { "email", N_("email"), STAGE_COLUMN_TEXT },
    { "telefoon", N_("telefoon"), STAGE_COLUMN_TEXT },
    { "team", N_("team"), STAGE_COLUMN_TEXT },
    { "plaatsingen", N_("lopende plaatsingen"), STAGE_COLUMN_NUMBER },
    { "werkdagen", NULL, STAGE_COLUMN_TEXT },
    { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_docent_list(ctx->db, &(StageDocentFilter){ .id = id, .on = ctx->today }, error);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    const StageDocentFilter filter = { .part = o->args.part, .team = o->given.team, .on = ctx->today };
    g_autoptr(StageStmt) rows = stage_docent_list(ctx->db, &filter, error);

    return stage_list(ctx, rows, error);
}

static const StageEntityNoun noun = { &stage_docent, AT(given), offsetof(StageDocent, naam), show_row };

STAGE_ENTITY_ROWS(N_("add a docent"), N_("change a docent"), N_("list docenten"), N_("show one docent"),
                  N_("remove a docent without placements"), list_columns, stage_entity_edit_run);

static const StageCommand *const verbs[] = { &add, &edit, &list, &show, &stage_docent_handover, &rm, NULL };

const StageNoun stage_noun_docent = { "docent", N_("teachers who guide placements"), verbs, NULL };
