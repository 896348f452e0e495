/* Who may what in a store on a server. */
#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"

typedef struct {
    char *rol, *login;
    gint64 docent, team;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define ROL { NULL, 0, STAGE_ARG_CHOICE, N_("ROLE"), N_("what the login may do"), AT(rol), .choices = stage_db_rollen, .required = TRUE }
#define LOGIN { NULL, 0, STAGE_ARG_TEXT, N_("LOGIN"), N_("its name on the server"), AT(login), .required = TRUE }
/* clang-format on */

static const StageOption grant_options[] = {
    ROL,
    LOGIN,
    { "docent", 'd', STAGE_ARG_DOCENT, N_("DOCENT"), N_("of a docent: who it is; code or part of the name"),
      AT(docent) },
    { "team", 0, STAGE_ARG_TEAM, N_("TEAM"), N_("of a coordinator: the team"), AT(team) },
    { 0 },
};
static const StageOption revoke_options[] = { ROL, LOGIN, { 0 } };
static const StageOption list_options[] = { { 0 } };

static const StageColumn list_columns[] = {
    { "login", N_("login"), STAGE_COLUMN_TEXT },
    { "rol", N_("role"), STAGE_COLUMN_TEXT },
    { "docent", N_("docent"), STAGE_COLUMN_TEXT },
    { "team", N_("team"), STAGE_COLUMN_TEXT },
    { 0 },
};

static StageGrant
grant_of(const Options *o)
{
    return (StageGrant){ .login = o->login, .rol = o->rol, .docent = o->docent, .team = o->team };
}

/* A docent is somebody, a coordinator is of a team, and the others are neither. */
static gboolean
check(const Options *o, GError **error)
{
    gboolean docent = g_str_equal(o->rol, "docent"), coordinator = g_str_equal(o->rol, "coordinator");

    if (docent != (o->docent != 0))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          docent ? _("say who it is: --docent CODE") : _("--docent is for the role docent"));
    return coordinator == (o->team != 0) || stage_fail(error, STAGE_ERROR_BAD_INPUT,
                                                       coordinator ? _("say of which team: --team NAAM")
                                                                   : _("--team is for the role coordinator"));
}

static gboolean
grant_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    const StageGrant what = grant_of(o);
    g_autofree char *login = stage_visible(o->login);

    if (!check(o, error) || !stage_db_grant(ctx->db, &what, error))
        return FALSE;
    stage_say(ctx, _("%s has the role %s"), login, o->rol);
    return TRUE;
}

static gboolean
revoke_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    const StageGrant what = grant_of(o);
    g_autofree char *login = stage_visible(o->login);

    if (!stage_db_revoke(ctx->db, &what, error))
        return FALSE;
    stage_say(ctx, _("%s does not have the role %s any more"), login, o->rol);
    return TRUE;
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    (void)options;
    g_autoptr(StageStmt) rows = stage_db_roles(ctx->db, error);

    return stage_list(ctx, rows, error);
}

static const StageCommand grant = {
    .name = "grant",
    .summary = N_("give a login of the server a role"),
    .details = N_(
        "A login may have more than one; a docent two codes, a coordinator two teams, each by a grant "
        "of its own.\n"
        "stage-role(1) says what each role may see and do."),
    .needs = STAGE_MAINTAINS,
    .options = grant_options,
    .options_size = sizeof(Options),
    .run = grant_run,
};
static const StageCommand revoke_ = {
    .name = "revoke",
    .summary = N_("take a role from a login"),
    .details = N_("All that it has of that role, at once, also while it is at work."),
    .needs = STAGE_MAINTAINS,
    .options = revoke_options,
    .options_size = sizeof(Options),
    .run = revoke_run,
};
static const StageCommand list = {
    .name = "list",
    .summary = N_("list the logins that have a role"),
    .needs = STAGE_READS,
    .options = list_options,
    .options_size = sizeof(Options),
    .columns = list_columns,
    .run = list_run,
};
static const StageCommand *const verbs[] = { &grant, &revoke_, &list, NULL };

const StageNoun stage_noun_role = { "role", N_("who may see and do what in a store on a server"), verbs,
                                    NULL };
