#include "db/db.h"

#include "base/error.h"
#include "base/i18n.h"
#include "db/driver.h"
#include "db/migrate.h"

struct StageDb {
    const StageDriver *driver;
    void *conn;
    GHashTable *idle; /* the address of a statement's SQL → the engine's prepared statement, not in use */
    gboolean in_transaction;
};

struct StageStmt {
    StageDb *db;
    const char *sql;
    void *prepared;
    gboolean ended; /* an engine may begin again when it is stepped past the end */
    GError *failed;
};

StageDb *
stage_db_open(StageDbOptions *options, GError **error)
{
    const StageDriver *driver = &stage_sqlite_driver;
    void *conn = driver->open(options, error);

    if (conn == NULL)
        return NULL;
    gboolean ready = stage_migrate(driver, conn, options, error) &&
                     ((options->mode != STAGE_DB_READ && options->mode != STAGE_DB_PEEK) ||
                      driver->protect(conn, error));
    if (!ready) {
        driver->close(conn);
        if (options->mode == STAGE_DB_CREATE)
            driver->discard(options);
        return NULL;
    }
    StageDb *db = g_new0(StageDb, 1);
    db->driver = driver;
    db->conn = conn;
    db->idle = g_hash_table_new_full(NULL, NULL, NULL, driver->finalize);
    return db;
}

void
stage_db_close(StageDb *db)
{
    if (db == NULL)
        return;
    stage_db_rollback(db);
    g_hash_table_destroy(db->idle);
    db->driver->close(db->conn);
    g_free(db);
}

gboolean
stage_db_is_writable(StageDb *db)
{
    return db->driver->writable(db->conn);
}

gboolean
stage_db_begin(StageDb *db, GError **error)
{
    if (!db->driver->script(db->conn, "BEGIN IMMEDIATE", error))
        return FALSE;
    db->in_transaction = TRUE;
    return TRUE;
}

gboolean
stage_db_commit(StageDb *db, GError **error)
{
    if (!db->driver->script(db->conn, "COMMIT", error)) {
        stage_db_rollback(db);
        return FALSE;
    }
    db->in_transaction = FALSE;
    return TRUE;
}

void
stage_db_rollback(StageDb *db)
{
    if (!db->in_transaction)
        return;
    db->driver->script(db->conn, "ROLLBACK", NULL);
    db->in_transaction = FALSE;
}

gboolean
stage_db_savepoint(StageDb *db, GError **error)
{
    return db->driver->script(db->conn, "SAVEPOINT part", error);
}

void
stage_db_savepoint_undo(StageDb *db)
{
    db->driver->script(db->conn, "ROLLBACK TO part", NULL);
}

gboolean
stage_db_savepoint_end(StageDb *db, GError **error)
{
    return db->driver->script(db->conn, "RELEASE part", error);
}

StageStmt *
stage_db_query(StageDb *db, const char *sql, const StageValue *args, guint n, GError **error)
{
    void *prepared = NULL;

    if (!g_hash_table_steal_extended(db->idle, sql, NULL, &prepared))
        prepared = db->driver->prepare(db->conn, sql, error);
    if (prepared == NULL)
        return NULL;
    if (!db->driver->bind(prepared, args, n, error)) {
        db->driver->finalize(prepared);
        return NULL;
    }
    StageStmt *stmt = g_new0(StageStmt, 1);
    stmt->db = db;
    stmt->sql = sql;
    stmt->prepared = prepared;
    return stmt;
}

gboolean
stage_stmt_next(StageStmt *stmt)
{
    if (!stmt->ended)
        stmt->ended = stmt->db->driver->step(stmt->prepared, &stmt->failed) != STAGE_STEP_ROW;
    return !stmt->ended;
}

gboolean
stage_stmt_done(StageStmt *stmt, GError **error)
{
    if (stmt->failed == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&stmt->failed));
    return FALSE;
}

StageValue
stage_stmt_value(StageStmt *stmt, guint column)
{
    return stmt->db->driver->value(stmt->prepared, column);
}

const char *
stage_stmt_text(StageStmt *stmt, guint column)
{
    return stage_stmt_value(stmt, column).text;
}

gint64
stage_stmt_number(StageStmt *stmt, guint column)
{
    return stage_stmt_value(stmt, column).number;
}

guint
stage_stmt_columns(StageStmt *stmt)
{
    return stmt->db->driver->columns(stmt->prepared);
}

void
stage_stmt_free(StageStmt *stmt)
{
    if (stmt == NULL)
        return;
    stmt->db->driver->reset(stmt->prepared);
    /* The same statement may run inside itself; the second copy is kept in place of the first. */
    g_hash_table_replace(stmt->db->idle, (void *)(guintptr)stmt->sql, stmt->prepared);
    g_clear_error(&stmt->failed);
    g_free(stmt);
}

gboolean
stage_db_exec(StageDb *db, const char *sql, const StageValue *args, guint n, GError **error)
{
    g_autoptr(StageStmt) stmt = stage_db_query(db, sql, args, n, error);

    if (stmt == NULL)
        return FALSE;
    while (stage_stmt_next(stmt))
        ;
    return stage_stmt_done(stmt, error);
}

gboolean
stage_db_number(StageDb *db, const char *sql, const StageValue *args, guint n, gint64 *out, GError **error)
{
    g_autoptr(StageStmt) stmt = stage_db_query(db, sql, args, n, error);

    if (stmt == NULL)
        return FALSE;
    gboolean found = stage_stmt_next(stmt);
    gint64 number = found ? stage_stmt_number(stmt, 0) : 0;
    while (stage_stmt_next(stmt)) /* RETURNING takes effect when the statement has run to its end */
        ;
    if (!stage_stmt_done(stmt, error))
        return FALSE;
    if (!found)
        return stage_fail(error, STAGE_ERROR_NOT_FOUND, _("there is no such row"));
    *out = number;
    return TRUE;
}

gboolean
stage_db_find(StageDb *db, const char *sql, const StageValue *args, guint n, gint64 *out_id, GError **error)
{
    g_autoptr(StageStmt) stmt = stage_db_query(db, sql, args, n, error);
    guint found = 0;
    gint64 id = 0;

    if (stmt == NULL)
        return FALSE;
    while (stage_stmt_next(stmt)) {
        id = stage_stmt_number(stmt, 0);
        found++;
    }
    if (!stage_stmt_done(stmt, error))
        return FALSE;
    if (found > 1)
        return stage_fail(error, STAGE_ERROR_AMBIGUOUS, _("%u in the store fit it"), found);
    *out_id = id;
    return TRUE;
}
