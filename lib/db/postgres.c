/* The engine for many who write at once: PostgreSQL 15 or later. A store is a schema in a database of a
 * server. */
#include <string.h>

#include "base/i18n.h"
#include "db/postgres_driver.h"

/* Whoever writes holds this lock of the schema for the length of the transaction, as each action of the
 * journal goes on from the hash of the one before it. The first number is that of the application, "STAG". */
#define LOCK "SELECT pg_advisory_xact_lock(1398030663, hashtext(current_schema()))"

/* --- transactions --- */

gboolean
stage_postgres_begin(StagePgConnection *c, const char *sql, GError **error)
{
    if (!stage_postgres_run(c, sql, error))
        return FALSE;
    c->transaction = STAGE_PG_BEGUN;
    c->told = c->wrote = FALSE;
    return TRUE;
}

static void
ended(StagePgConnection *c)
{
    c->transaction = STAGE_PG_NONE;
    c->told = c->wrote = FALSE;
}

/* A transaction that failed ends by COMMIT too, but with another word in the answer. */
gboolean
stage_postgres_commit(StagePgConnection *c, GError **error)
{
    const char *sql = c->wrote ? "SELECT tellers_bewaren(); COMMIT" : "COMMIT";

    if (!stage_postgres_take_rest(c, error)) {
        stage_postgres_rollback(c);
        return FALSE;
    }
    PGresult *result = PQexec(c->handle, sql);
    gboolean done = PQresultStatus(result) == PGRES_COMMAND_OK
                        ? strcmp(PQcmdStatus(result), "COMMIT") == 0 ||
                              stage_fail(error, STAGE_ERROR_INTERNAL, "%s",
                                         _(stage_db_words(STAGE_ERROR_INTERNAL)))
                        : stage_postgres_fail(c, result, FALSE, error);
    PQclear(result);
    if (!done)
        stage_postgres_run(c, "ROLLBACK", NULL);
    ended(c);
    return done;
}

void
stage_postgres_rollback(StagePgConnection *c)
{
    if (c->transaction == STAGE_PG_NONE)
        return;
    stage_postgres_stop_sending(c);
    stage_postgres_give_up(c);
    stage_postgres_run(c, "ROLLBACK", NULL);
    ended(c);
}

/* What is read outside a transaction is taken in before one begins. */
static gboolean
begin(StagePgConnection *c, const char *sql, GError **error)
{
    if (c->transaction == STAGE_PG_READING && !stage_postgres_commit(c, error))
        return FALSE;
    return stage_postgres_begin(c, sql, error);
}

static gboolean
begin_writing(StagePgConnection *c, GError **error)
{
    if (begin(c, "BEGIN; " LOCK, error))
        return TRUE;
    stage_postgres_run(c, "ROLLBACK", NULL);
    return FALSE;
}

/* The words of the embedded engine for a transaction are those of the driver's interface. */
static gboolean
script(void *conn, const char *sql, GError **error)
{
    StagePgConnection *c = conn;

    if (strcmp(sql, "BEGIN") == 0)
        return begin(c, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", error);
    if (strcmp(sql, "BEGIN IMMEDIATE") == 0)
        return begin_writing(c, error);
    if (strcmp(sql, "COMMIT") == 0)
        return stage_postgres_commit(c, error);
    if (strcmp(sql, "ROLLBACK") == 0) {
        stage_postgres_rollback(c);
        return TRUE;
    }
    return stage_postgres_run(c, sql, error);
}

/* --- the connection --- */

static void
close_connection(void *conn)
{
    StagePgConnection *c = conn;

    PQfinish(c->handle);
    g_ptr_array_free(c->open, TRUE);
    g_hash_table_destroy(c->ids);
    g_free(c);
}

static gboolean
has_table(void *conn, const char *name, gboolean *out_there, GError **error)
{
    static const char sql[] = "SELECT 1 FROM pg_class WHERE oid = to_regclass($1) AND relnamespace = "
                              "current_schema()::regnamespace";
    StagePgConnection *c = conn;
    PGresult *result = PQexecParams(c->handle, sql, 1, NULL, &name, NULL, NULL, 0);
    gboolean done = PQresultStatus(result) == PGRES_TUPLES_OK || stage_postgres_fail(c, result, FALSE, error);

    if (done)
        *out_there = PQntuples(result) > 0;
    PQclear(result);
    return done;
}

/* Whether the one question of yes or no is answered yes. */
static gboolean
is_true(StagePgConnection *c, const char *sql)
{
    PGresult *result = PQexec(c->handle, sql);
    gboolean yes = PQntuples(result) == 1 && strcmp(PQgetvalue(result, 0, 0), "t") == 0;

    PQclear(result);
    return yes;
}

/* A store is there when it has had its first migration. */
static gboolean
check_there(StagePgConnection *c, const StageDbOptions *options, GError **error)
{
    g_autofree char *shown = stage_db_shown(options->path);
    gboolean there = FALSE, makes = options->mode == STAGE_DB_CREATE;

    if (!has_table(c, "migratie", &there, error))
        return FALSE;
    if (there && makes)
        return stage_fail(error, STAGE_ERROR_EXISTS, _("'%s' is there already"), shown);
    if (!there && !makes)
        return stage_fail(error, STAGE_ERROR_NOT_FOUND,
                          _("there is no store '%s': make one with 'stage init'"), shown);
    c->writable = !is_true(c, "SELECT pg_is_in_recovery()") &&
                  (makes || is_true(c, "SELECT has_table_privilege('journaal', 'INSERT')"));
    return TRUE;
}

static void *
open_connection(const StageDbOptions *options, GError **error)
{
    PGconn *handle = stage_postgres_connect(options->path, options->busy_ms, error);

    if (handle == NULL)
        return NULL;
    StagePgConnection *c = g_new0(StagePgConnection, 1);
    c->handle = handle;
    c->action = STAGE_NO_ACTION;
    c->open = g_ptr_array_new();
    c->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (check_there(c, options, error))
        return c;
    close_connection(c);
    return NULL;
}

static gboolean
protect(void *conn, GError **error)
{
    return stage_postgres_run(conn, "SET default_transaction_read_only = on", error);
}

static gint64
last_id(void *conn)
{
    return ((StagePgConnection *)conn)->last_id;
}

static gint64
changed(void *conn)
{
    return ((StagePgConnection *)conn)->changed;
}

static gboolean
writable(void *conn)
{
    return ((StagePgConnection *)conn)->writable;
}

static gboolean
hold(void *conn, const char *what, GError **error)
{
    static const char sql[] =
        "SELECT pg_try_advisory_lock(1398030663, hashtext(current_schema() || ' ' || $1)) AS held";
    StagePgConnection *c = conn;
    PGresult *result = PQexecParams(c->handle, sql, 1, NULL, &what, NULL, NULL, 0);
    gboolean done = PQresultStatus(result) == PGRES_TUPLES_OK || stage_postgres_fail(c, result, FALSE, error);

    if (done && strcmp(PQgetvalue(result, 0, 0), "t") != 0)
        done = stage_fail(error, STAGE_ERROR_BUSY, "%s", _(stage_db_words(STAGE_ERROR_BUSY)));
    PQclear(result);
    return done;
}

static void
set_action(void *conn, gint64 action)
{
    StagePgConnection *c = conn;

    c->told = c->told && c->action == action;
    c->action = action;
}

/* A plan for tables that were just filled needs to know that they are. A journal that came with them has no
 * placements yet. */
static gboolean
bulk_end(void *conn, GError **error)
{
    StagePgConnection *c = conn;

    return (c->action != STAGE_NO_JOURNAL || stage_postgres_run(c, "SELECT plaats_journaal()", error)) &&
           stage_postgres_run(c, "ANALYZE", error);
}

/* The server keeps what was committed, and its indexes are made fast enough as they are. */
static gboolean
nothing_to_do(void *conn, GError **error)
{
    (void)conn;
    (void)error;
    return TRUE;
}

/* A store is made in one transaction: when that fails, nothing is there. */
static void
discard(const char *path)
{
    (void)path;
}

static gboolean
is_store(const char *path)
{
    (void)path;
    return TRUE;
}

const StageDriver stage_postgres_driver = {
    .open = open_connection,
    .close = close_connection,
    .discard = discard,
    .protect = protect,
    .script = script,
    .prepare = stage_postgres_prepare,
    .finalize = stage_postgres_finalize,
    .bind = stage_postgres_bind,
    .step = stage_postgres_step,
    .reset = stage_postgres_reset,
    .send = stage_postgres_send,
    .sent = stage_postgres_sent,
    .last_id = last_id,
    .changed = changed,
    .columns = stage_postgres_columns,
    .value = stage_postgres_value,
    .has_table = has_table,
    .settle = nothing_to_do,
    .is_store = is_store,
    .hold = hold,
    .set_action = set_action,
    .integrity = stage_postgres_integrity,
    .index_changes = stage_postgres_index_changes,
    .index_all = stage_postgres_index_all,
    .bulk_begin = nothing_to_do,
    .bulk_end = bulk_end,
    .search_words = stage_postgres_search_words,
    .search = stage_postgres_search,
    .defer = "SET CONSTRAINTS ALL DEFERRED",
    .counters = "SELECT tabel, laatste FROM teller WHERE laatste > 0 ORDER BY tabel",
    .last_number = "SELECT laatste_nummer($1)",
    .set_counter = "UPDATE teller SET laatste = $2 WHERE tabel = $1",
    .add_counter = "INSERT INTO teller (tabel, laatste) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    .writable = writable,
    .migrations = stage_postgres_migrations,
};
