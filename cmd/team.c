#include "model/team.h"

#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"

typedef struct {
    StageEntityArgs args;
    StageTeam given;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHO { NULL, 0, STAGE_ARG_TEAM, N_("TEAM"), N_("part of the name"), AT(args.id), .required = TRUE }
#define COORDINATOR \
    { "coordinator", 0, STAGE_ARG_DOCENT, N_("DOCENT"), N_("who watches over its placements: code or part of the name"), AT(given.coordinator) }
/* clang-format on */

static const StageOption add_options[] = {
    { NULL, 0, STAGE_ARG_TEXT, N_("NAAM"), N_("its name"), AT(given.naam), .required = TRUE, .rest = TRUE },
    COORDINATOR,
    { 0 },
};
static const StageOption edit_options[] = {
    WHO,
    { "naam", 0, STAGE_ARG_TEXT, N_("NAAM"), N_("another name"), AT(given.naam) },
    COORDINATOR,
    { 0 },
};
static const StageOption list_options[] = { { 0 } };
static const StageOption who_options[] = { WHO, { 0 } };

static const StageColumn list_columns[] = {
    { "naam", N_("naam"), STAGE_COLUMN_TEXT },
    { "coordinator", N_("coordinator"), STAGE_COLUMN_TEXT },
    { "docenten", N_("docenten"), STAGE_COLUMN_NUMBER },
    { "opleidingen", N_("opleidingen"), STAGE_COLUMN_NUMBER },
    { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_team_list(ctx->db, id, error);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    (void)options;
    g_autoptr(StageStmt) rows = stage_team_list(ctx->db, 0, error);

    return stage_list(ctx, rows, error);
}

static const StageEntityNoun noun = { .entity = &stage_team, .given = AT(given), .show = show_row };

STAGE_ENTITY_VERBS(N_("add a team"), N_("change a team"), N_("list teams"), N_("show one team"),
                   N_("remove a team without docenten and opleidingen"), list_columns);

const StageNoun stage_noun_team = { "team", N_("teams of docenten, and who coordinates them"), verbs, NULL };
