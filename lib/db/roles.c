/* Who may what in a store: a server knows, a file does not. */
#include "base/error.h"
#include "base/i18n.h"
#include "db/handle.h"

const char *const stage_db_rollen[] = { "docent", "coordinator", "bpvbureau", "auditor", NULL };

const char *
stage_db_login(StageDb *db)
{
    return db->driver->login == NULL ? NULL : db->driver->login(db->conn);
}

gboolean
stage_db_sees_all(StageDb *db, GError **error)
{
    return db->driver->sees_all == NULL || db->driver->sees_all(db->conn) ||
           stage_fail(error, STAGE_ERROR_DENIED,
                      _("that is about the whole store, of which your role sees a part"));
}

static gboolean
knows_roles(StageDb *db, GError **error)
{
    return db->driver->roles != NULL ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("a store in a file has no roles: who can read the file reads all of it"));
}

gboolean
stage_db_grant(StageDb *db, const StageGrant *what, GError **error)
{
    return knows_roles(db, error) && db->driver->grant(db->conn, what, error);
}

gboolean
stage_db_revoke(StageDb *db, const StageGrant *what, GError **error)
{
    return knows_roles(db, error) && db->driver->revoke(db->conn, what, error);
}

StageStmt *
stage_db_roles(StageDb *db, GError **error)
{
    return knows_roles(db, error) ? stage_db_query(db, db->driver->roles, STAGE_NO_ARGS, error) : NULL;
}

gboolean
stage_db_own_docent(StageDb *db, gint64 *out, GError **error)
{
    *out = 0;
    return db->driver->own_docent == NULL ||
           stage_db_find(db, db->driver->own_docent, STAGE_NO_ARGS, out, error);
}

gboolean
stage_db_seals(StageDb *db)
{
    return db->driver->seal != NULL;
}

gboolean
stage_db_seal(StageDb *db, gint64 action, gint64 *out_first, gint64 *out_last, GError **error)
{
    return db->driver->seal(db->conn, action, out_first, out_last, error);
}
