#include "db/db.h"

#include "base/error.h"
#include "base/i18n.h"
#include "base/module.h"
#include "db/handle.h"
#include "db/migrate.h"

typedef struct {
    const void *owner;
    guint kind;
    char *sql;
} Made;

struct StageStmt {
    StageDb *db;
    const char *sql;
    void *prepared;
    gboolean ended; /* an engine may begin again when it is stepped past the end */
    GError *failed;
};

static guint
made_hash(const void *made)
{
    const Made *m = made;

    return g_direct_hash(m->owner) + m->kind;
}

static gboolean
made_equal(const void *one, const void *other)
{
    const Made *a = one, *b = other;

    return a->owner == b->owner && a->kind == b->kind;
}

static void
made_free(void *made)
{
    g_free(((Made *)made)->sql);
    g_free(made);
}

static const StageDriver *
driver_of(const char *path, GError **error)
{
    if (!stage_db_is_place(path, error))
        return NULL;
    return stage_db_is_server(path) ? stage_module_symbol("postgres", "stage_postgres_driver", error)
                                    : &stage_sqlite_driver;
}

StageDb *
stage_db_open(StageDbOptions *options, GError **error)
{
    const StageDriver *driver = driver_of(options->path, error);
    void *conn = driver == NULL ? NULL : driver->open(options, error);

    if (conn == NULL)
        return NULL;
    gboolean ready = stage_migrate(driver, conn, options, error) &&
                     ((options->mode != STAGE_DB_READ && options->mode != STAGE_DB_PEEK) ||
                      driver->protect(conn, error));
    if (!ready) {
        driver->close(conn);
        if (options->mode == STAGE_DB_CREATE)
            driver->discard(options->path);
        return NULL;
    }
    StageDb *db = g_new0(StageDb, 1);
    db->driver = driver;
    db->conn = conn;
    db->idle = g_hash_table_new_full(NULL, NULL, NULL, driver->finalize);
    db->made = g_hash_table_new_full(made_hash, made_equal, made_free, NULL);
    return db;
}

void
stage_db_close(StageDb *db)
{
    if (db == NULL)
        return;
    stage_db_rollback(db);
    g_hash_table_destroy(db->idle);
    g_hash_table_destroy(db->made);
    db->driver->close(db->conn);
    g_free(db);
}

gboolean
stage_db_is_writable(StageDb *db)
{
    return db->driver->writable(db->conn);
}

gboolean
stage_db_hold(StageDb *db, const char *what, GError **error)
{
    return db->driver->hold == NULL || db->driver->hold(db->conn, what, error);
}

void
stage_db_set_action(StageDb *db, gint64 action)
{
    db->driver->set_action(db->conn, action);
}

gboolean
stage_db_begin_read(StageDb *db, GError **error)
{
    db->in_transaction = db->driver->script(db->conn, "BEGIN", error);
    return db->in_transaction;
}

gboolean
stage_db_begin_load(StageDb *db, GError **error)
{
    if (!stage_db_begin(db, error) || !db->driver->script(db->conn, db->driver->defer, error))
        return FALSE;
    stage_db_set_action(db, STAGE_NO_JOURNAL);
    return TRUE;
}

gboolean
stage_db_bulk_begin(StageDb *db, GError **error)
{
    return db->driver->bulk_begin(db->conn, error);
}

gboolean
stage_db_bulk_end(StageDb *db, GError **error)
{
    return db->driver->bulk_end(db->conn, error);
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
stage_db_can_again(StageDb *db)
{
    return db->driver->can_again != NULL && db->driver->can_again(db->conn);
}

gboolean
stage_db_in_transaction(StageDb *db)
{
    return db->in_transaction;
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
stage_db_end(StageDb *db, gboolean done, GError **error)
{
    if (done && stage_db_commit(db, error))
        return TRUE;
    stage_db_rollback(db);
    return FALSE;
}

gboolean
stage_db_savepoint(StageDb *db, GError **error)
{
    return stage_db_exec(db, "SAVEPOINT part", STAGE_NO_ARGS, error);
}

void
stage_db_savepoint_undo(StageDb *db)
{
    stage_db_exec(db, "ROLLBACK TO part", STAGE_NO_ARGS, NULL);
}

gboolean
stage_db_savepoint_end(StageDb *db, GError **error)
{
    return stage_db_exec(db, "RELEASE part", STAGE_NO_ARGS, error);
}

static StageStmt *
new_statement(StageDb *db, const char *sql, void *prepared)
{
    StageStmt *stmt = g_new0(StageStmt, 1);

    stmt->db = db;
    stmt->sql = sql;
    stmt->prepared = prepared;
    return stmt;
}

static void *
take_prepared(StageDb *db, const char *sql, GError **error)
{
    void *prepared = NULL;

    return g_hash_table_steal_extended(db->idle, sql, NULL, &prepared)
               ? prepared
               : db->driver->prepare(db->conn, sql, error);
}

static StageStmt *
begin_statement(StageDb *db, const char *sql, const StageValue *args, guint n, gboolean lasts, GError **error)
{
    void *prepared = take_prepared(db, sql, error);

    if (prepared == NULL)
        return NULL;
    if (!db->driver->bind(prepared, args, n, lasts, error)) {
        db->driver->finalize(prepared);
        return NULL;
    }
    return new_statement(db, sql, prepared);
}

StageStmt *
stage_db_query(StageDb *db, const char *sql, const StageValue *args, guint n, GError **error)
{
    return begin_statement(db, sql, args, n, FALSE, error);
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

StageStmt *
stage_db_many(StageDb *db, const char *sql, GError **error)
{
    void *prepared = take_prepared(db, sql, error);

    return prepared == NULL ? NULL : new_statement(db, sql, prepared);
}

gboolean
stage_db_many_put(StageStmt *many, const StageValue *args, guint n, GError **error)
{
    const StageDriver *driver = many->db->driver;

    if (!driver->bind(many->prepared, args, n, TRUE, error))
        return FALSE;
    if (driver->many_put != NULL)
        return driver->many_put(many->prepared, error);
    gboolean done = driver->step(many->prepared, error) != STAGE_STEP_FAILED;
    driver->reset(many->prepared);
    return done;
}

gboolean
stage_db_many_send(StageStmt *many, GError **error)
{
    const StageDriver *driver = many->db->driver;

    return driver->many_send == NULL || driver->many_send(many->prepared, error);
}

gboolean
stage_db_many_hear(StageDb *db, GError **error)
{
    return db->driver->many_hear == NULL || db->driver->many_hear(db->conn, error);
}

gboolean
stage_db_many_end(StageStmt *many, GError **error)
{
    return stage_db_many_send(many, error) && stage_db_many_hear(many->db, error);
}

static gboolean
run_to_end(StageStmt *stmt, GError **error)
{
    while (stage_stmt_next(stmt))
        ;
    return stage_stmt_done(stmt, error);
}

gboolean
stage_db_exec(StageDb *db, const char *sql, const StageValue *args, guint n, GError **error)
{
    g_autoptr(StageStmt) stmt = begin_statement(db, sql, args, n, TRUE, error);

    return stmt != NULL && run_to_end(stmt, error);
}

gboolean
stage_db_insert(StageDb *db, const char *sql, const StageValue *args, guint n, gint64 *out_id, GError **error)
{
    g_autoptr(StageStmt) stmt = begin_statement(db, sql, args, n, TRUE, error);

    if (stmt == NULL)
        return FALSE;
    if (db->driver->give_id != NULL)
        db->driver->give_id(stmt->prepared);
    if (!run_to_end(stmt, error))
        return FALSE;
    *out_id = db->driver->last_id(db->conn);
    return TRUE;
}

gboolean
stage_db_change(StageDb *db, const char *sql, const StageValue *args, guint n, GError **error)
{
    return stage_db_exec(db, sql, args, n, error) &&
           (db->driver->changed(db->conn) > 0 ||
            stage_fail(error, STAGE_ERROR_NOT_FOUND, _("there is no such row")));
}

gboolean
stage_db_number(StageDb *db, const char *sql, const StageValue *args, guint n, gint64 *out, GError **error)
{
    g_autoptr(StageStmt) stmt = begin_statement(db, sql, args, n, TRUE, error);

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
    g_autoptr(StageStmt) stmt = begin_statement(db, sql, args, n, TRUE, error);
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

const char *
stage_db_made(StageDb *db, const void *owner, guint kind, StageMakeSql make)
{
    const Made key = { owner, kind, NULL };
    Made *made = g_hash_table_lookup(db->made, &key);

    if (made == NULL) {
        made = g_new0(Made, 1);
        *made = (Made){ owner, kind, make(owner, kind) };
        g_hash_table_add(db->made, made);
    }
    return made->sql;
}

gboolean
stage_db_takes(StageDb *db, const char *sql, GError **error)
{
    void *prepared = db->driver->prepare(db->conn, sql, error);

    if (prepared == NULL)
        return FALSE;
    gboolean takes = db->driver->check == NULL || db->driver->check(prepared, error);
    db->driver->finalize(prepared);
    return takes;
}
