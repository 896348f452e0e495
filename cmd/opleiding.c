#include "model/opleiding.h"

#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"

typedef struct {
    StageEntityArgs args;
    StageOpleiding given;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHO \
    { NULL, 0, STAGE_ARG_OPLEIDING, N_("OPLEIDING"), N_("crebo, id or part of the name"), AT(args.id), .required = TRUE }
#define FIELDS \
    { "crebo", 0, STAGE_ARG_TEXT, N_("CREBO"), N_("its number, 5 digits"), AT(given.crebo) }, \
    { "niveau", 0, STAGE_ARG_NUMBER, N_("NIVEAU"), N_("level, 1 to 4"), AT(given.niveau) }, \
    { "team", 0, STAGE_ARG_TEAM, N_("TEAM"), N_("team: part of the name"), AT(given.team) }
/* clang-format on */

static const StageOption add_options[] = {
    { NULL, 0, STAGE_ARG_TEXT, N_("NAAM"), N_("its name"), AT(given.naam), .required = TRUE, .rest = TRUE },
    FIELDS,
    { 0 },
};
static const StageOption edit_options[] = {
    WHO,
    { "naam", 0, STAGE_ARG_TEXT, N_("NAAM"), N_("another name"), AT(given.naam) },
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
    { "crebo", N_("crebo"), STAGE_COLUMN_TEXT },
    { "naam", N_("naam"), STAGE_COLUMN_TEXT },
    { "niveau", N_("niveau"), STAGE_COLUMN_NUMBER },
    { "team", N_("team"), STAGE_COLUMN_TEXT },
    { "studenten", N_("studenten"), STAGE_COLUMN_NUMBER },
    { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_opleiding_list(ctx->db, &(StageOpleidingFilter){ .id = id }, error);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    const StageOpleidingFilter filter = { .part = o->args.part, .team = o->given.team };
    g_autoptr(StageStmt) rows = stage_opleiding_list(ctx->db, &filter, error);

    return stage_list(ctx, rows, error);
}

static const StageEntityNoun noun = { .entity = &stage_opleiding, .given = AT(given), .show = show_row };

STAGE_ENTITY_VERBS(N_("add a programme"), N_("change a programme"), N_("list programmes"),
                   N_("show one programme"), N_("remove a programme without students"), list_columns);

const StageNoun stage_noun_opleiding = { "opleiding", N_("programmes: crebo, level, team"), verbs, NULL };
