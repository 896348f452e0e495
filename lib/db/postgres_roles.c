/* Roles (lib/db/postgres/0009-rollen.sql): a login of the server gets one, and loses it. */
#include "base/i18n.h"
#include "base/text.h"
#include "db/postgres_driver.h"

const char stage_postgres_roles[] =
    "SELECT l.rolname, g.rol, coalesce(d.code, concat_ws(' ', d.roepnaam, d.voorvoegsel, d.achternaam)), "
    "t.naam "
    "FROM groep g JOIN pg_roles r ON r.rolname = g.naam JOIN pg_auth_members m ON m.roleid = r.oid "
    "JOIN pg_roles l ON l.oid = m.member "
    "LEFT JOIN rol w ON w.login = l.rolname AND (g.rol = 'docent' AND w.docent IS NOT NULL OR "
    "g.rol = 'coordinator' AND w.team IS NOT NULL) "
    "LEFT JOIN docent d ON d.id = w.docent LEFT JOIN team t ON t.id = w.team "
    "WHERE l.oid <> (SELECT relowner FROM pg_class WHERE oid = 'groep'::regclass) "
    "AND (is_eigenaar() OR l.rolname = session_user) ORDER BY 1, 2, 3, 4";

/* Runs a statement of which $1 is the login and $2 the role, the docent and the team following. *out_answer:
 * the first thing that it gives, or NULL; the caller frees it. */
static gboolean
ask(StagePgConnection *c, const char *sql, const StageGrant *what, guint n, char **out_answer, GError **error)
{
    g_autofree char *docent = g_strdup_printf("%" G_GINT64_FORMAT, what->docent);
    g_autofree char *team = g_strdup_printf("%" G_GINT64_FORMAT, what->team);
    const char *const values[] = { what->login, what->rol, what->docent == 0 ? NULL : docent,
                                   what->team == 0 ? NULL : team };
    PGresult *result = stage_postgres_rows(c, sql, n, values, error);

    if (result == NULL)
        return FALSE;
    if (out_answer != NULL)
        *out_answer = PQntuples(result) == 0 ? NULL : g_strdup(PQgetvalue(result, 0, 0));
    PQclear(result);
    return TRUE;
}

static gboolean
is_owner(const StagePgConnection *c, GError **error)
{
    return c->owns ||
           stage_fail(error, STAGE_ERROR_DENIED, _("only the owner of the store gives and takes roles"));
}

/* Asked before, as the server's own refusal does not say which of these it is. A name that the server would
 * cut short is somebody else's. Where everybody may make functions, the store's own would call them
 * (functies_sluiten() in 0010-rechten.sql). */
static gboolean
may_grant(StagePgConnection *c, const StageGrant *what, GError **error)
{
    static const char known[] =
        "SELECT 1 FROM pg_roles WHERE rolname::text = CAST($1 AS text) AND rolcanlogin";
    static const char groups[] =
        "SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolcreaterole OR rolsuper) "
        "UNION ALL SELECT 1 FROM groep JOIN pg_roles ON rolname = naam";
    static const char open_to_all[] =
        "SELECT current_schema() WHERE has_schema_privilege('public', current_schema(), 'CREATE')";
    g_autofree char *login = stage_visible(what->login);
    g_autofree char *there = NULL, *makes = NULL, *schema = NULL;

    if (!is_owner(c, error) || !ask(c, known, what, 1, &there, error) ||
        !ask(c, groups, what, 0, &makes, error) || !ask(c, open_to_all, what, 0, &schema, error))
        return FALSE;
    if (there == NULL)
        return stage_fail(error, STAGE_ERROR_NOT_FOUND,
                          _("the server has no login '%s': make it there with createuser"), login);
    if (schema != NULL)
        return stage_fail(
            error, STAGE_ERROR_DENIED,
            _("everybody may make functions in the schema of the store, also for you to call: ask "
              "who runs the server for 'REVOKE CREATE ON SCHEMA %s FROM PUBLIC'"),
            schema);
    return makes != NULL ||
           stage_fail(
               error, STAGE_ERROR_DENIED,
               _("the first role makes groups on the server, which takes the right CREATEROLE: ask who "
                 "runs it for 'ALTER ROLE %s CREATEROLE'"),
               c->login);
}

gboolean
stage_postgres_grant(void *conn, const StageGrant *what, GError **error)
{
    static const char sql[] = "SELECT rol_geven($1, $2, $3, $4)";

    return may_grant(conn, what, error) && ask(conn, sql, what, 4, NULL, error);
}

gboolean
stage_postgres_revoke(void *conn, const StageGrant *what, GError **error)
{
    static const char has[] = "SELECT 1 FROM groep g JOIN pg_roles r ON r.rolname = g.naam "
                              "JOIN pg_auth_members m ON m.roleid = r.oid "
                              "JOIN pg_roles l ON l.oid = m.member WHERE l.rolname::text = $1 AND g.rol = $2";
    static const char sql[] = "SELECT rol_nemen($1, $2)";
    g_autofree char *login = stage_visible(what->login);
    g_autofree char *there = NULL;

    if (!is_owner(conn, error) || !ask(conn, has, what, 2, &there, error))
        return FALSE;
    if (there == NULL)
        return stage_fail(error, STAGE_ERROR_NOT_FOUND, _("'%s' does not have the role %s"), login,
                          what->rol);
    return ask(conn, sql, what, 2, NULL, error);
}
