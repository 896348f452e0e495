/* The engine for many who write at once: PostgreSQL 15 or later. A store is a schema in a database of a
 * server. */
#include <string.h>

#include "base/i18n.h"
#include "db/postgres_driver.h"

/* The schema that the store is; some roles have another one before it on their path (look()). */
#define SCHEMA                                                                                               \
    "coalesce((SELECT relnamespace::regnamespace::text FROM pg_class WHERE oid = "                           \
    "to_regclass('handeling')), "                                                                            \
    "current_schema())"

/* Whoever writes holds this lock of the schema for the length of the transaction, as each action of the
 * journal goes on from the hash of the one before it. The first number is that of the application, "STAG". */
#define LOCK "SELECT pg_advisory_xact_lock(1398030663, hashtext(" SCHEMA "))"

/* --- transactions --- */

void
stage_postgres_begin(StagePgConnection *c, const char *sql)
{
    stage_postgres_say(c, sql, 0, NULL);
    c->transaction = STAGE_PG_BEGUN;
    c->told = STAGE_NO_ACTION;
    c->wrote = FALSE;
}

static void
ended(StagePgConnection *c)
{
    c->transaction = STAGE_PG_NONE;
    c->told = STAGE_NO_ACTION;
    c->wrote = FALSE;
}

/* A transaction that failed ends by COMMIT too, but with another word in the answer. */
gboolean
stage_postgres_commit(StagePgConnection *c, GError **error)
{
    if (!stage_postgres_take_rest(c, error)) {
        stage_postgres_rollback(c);
        return FALSE;
    }
    if (c->wrote)
        stage_postgres_say(c, "SELECT tellers_bewaren()", 0, NULL);
    stage_postgres_ask(c, "COMMIT", 0, NULL);
    PGresult *result = stage_postgres_hear(c);
    gboolean done = PQresultStatus(result) == PGRES_COMMAND_OK
                        ? strcmp(PQcmdStatus(result), "COMMIT") == 0 ||
                              stage_fail(error, STAGE_ERROR_INTERNAL, "%s",
                                         _(stage_db_words(STAGE_ERROR_INTERNAL)))
                        : stage_postgres_fail(c, result, FALSE, error);
    PQclear(result);
    if (!done)
        stage_postgres_let_go(c, "ROLLBACK");
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
    stage_postgres_let_go(c, "ROLLBACK");
    ended(c);
}

/* What is read outside a transaction is taken in before one begins. */
static gboolean
begin(StagePgConnection *c, const char *sql, GError **error)
{
    if (c->transaction == STAGE_PG_READING && !stage_postgres_commit(c, error))
        return FALSE;
    stage_postgres_begin(c, sql);
    return TRUE;
}

static gboolean
begin_writing(StagePgConnection *c, GError **error)
{
    if (!begin(c, "BEGIN", error))
        return FALSE;
    stage_postgres_say(c, LOCK, 0, NULL);
    return TRUE;
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
    g_free(c);
}

/* A store is there when it has had its first migration; what was seen stays so. */
static gboolean
has_table(void *conn, const char *name, gboolean *out_there, GError **error)
{
    static const char sql[] = "SELECT 1 WHERE to_regclass($1) IS NOT NULL";
    StagePgConnection *c = conn;

    if (!c->is_store) {
        PGresult *result = stage_postgres_rows(c, sql, 1, &name, error);
        if (result == NULL)
            return FALSE;
        c->is_store = PQntuples(result) > 0;
        PQclear(result);
    }
    *out_there = c->is_store;
    return TRUE;
}

/* A lock timeout of 0 would be none at all. All rows of a cursor are wanted, not the first ones fast; and a
 * statement is never so long at work that compiling it pays. */
static void
say_settings(StagePgConnection *c, guint busy_ms)
{
    static const char sql[] =
        "SELECT set_config('lock_timeout', $1, false), set_config('client_min_messages', 'warning', false), "
        "set_config('standard_conforming_strings', 'on', false), set_config('timezone', 'UTC', false), "
        "set_config('cursor_tuple_fraction', '1', false), set_config('jit', 'off', false)";
    g_autofree char *timeout_ms = g_strdup_printf("%u", MAX(busy_ms, 1));
    const char *const values[] = { timeout_ms };

    stage_postgres_say(c, sql, 1, values);
}

/* What it is, and what the login may do with it; whether it has any role there shows when the first table is
 * read. Who may not read what was said gets views on the path in the place of those tables
 * (lib/db/postgres/0010-rechten.sql). */
static gboolean
look(StagePgConnection *c, const StageDbOptions *options, GError **error)
{
    static const char sql[] =
        "SELECT to_regclass('migratie') IS NOT NULL, "
        "NOT pg_is_in_recovery() AND coalesce(has_table_privilege(h.oid, 'INSERT'), true), "
        "coalesce(pg_has_role(h.relowner, 'USAGE'), true), "
        "CASE WHEN NOT has_table_privilege(to_regclass('notitie')::oid, 'SELECT') AND "
        "to_regnamespace(quote_ident(n.nspname || '_geteld')) IS NOT NULL THEN set_config('search_path', "
        "quote_ident(n.nspname || '_geteld') || ', ' || quote_ident(n.nspname), false) END "
        "FROM (SELECT to_regclass('handeling') AS oid) t LEFT JOIN pg_class h ON h.oid = t.oid "
        "LEFT JOIN pg_namespace n ON n.oid = h.relnamespace";
    gboolean *const facts[] = { &c->is_store, &c->writable, &c->owns };

    say_settings(c, options->busy_ms);
    PGresult *result = stage_postgres_rows(c, sql, 0, NULL, error);
    if (result == NULL)
        return FALSE;
    for (int i = 0; i < (int)G_N_ELEMENTS(facts); i++)
        *facts[i] = *PQgetvalue(result, 0, i) == 't';
    PQclear(result);
    return TRUE;
}

static gboolean
check_there(StagePgConnection *c, const StageDbOptions *options, GError **error)
{
    g_autofree char *shown = stage_db_shown(options->path);
    gboolean makes = options->mode == STAGE_DB_CREATE;

    if (!look(c, options, error))
        return FALSE;
    if (c->is_store && makes)
        return stage_fail(error, STAGE_ERROR_EXISTS, _("'%s' is there already"), shown);
    return c->is_store || makes ||
           stage_fail(error, STAGE_ERROR_NOT_FOUND, _("there is no store '%s': make one with 'stage init'"),
                      shown);
}

static void *
open_connection(const StageDbOptions *options, GError **error)
{
    PGconn *handle = stage_postgres_connect(options->path, error);

    if (handle == NULL)
        return NULL;
    StagePgConnection *c = g_new0(StagePgConnection, 1);
    c->handle = handle;
    c->action = c->told = STAGE_NO_ACTION;
    c->open = g_ptr_array_new();
    if (check_there(c, options, error))
        return c;
    close_connection(c);
    return NULL;
}

static gboolean
protect(void *conn, GError **error)
{
    (void)error;
    stage_postgres_let_go(conn, "SET default_transaction_read_only = on");
    return TRUE;
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

static const char *
login(void *conn)
{
    return PQuser(((StagePgConnection *)conn)->handle);
}

static gboolean
sees_all(void *conn)
{
    return ((StagePgConnection *)conn)->owns;
}

static gboolean
seal(void *conn, gint64 action, gint64 *out_first, gint64 *out_last, GError **error)
{
    static const char sql[] = "SELECT eerste, laatste FROM verzegel($1)";
    StagePgConnection *c = conn;
    g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, action);
    const char *const values[] = { number };
    PGresult *result = stage_postgres_rows(c, sql, 1, values, error);

    if (result == NULL)
        return FALSE;
    *out_first = g_ascii_strtoll(PQgetvalue(result, 0, 0), NULL, 10);
    *out_last = g_ascii_strtoll(PQgetvalue(result, 0, 1), NULL, 10);
    PQclear(result);
    return TRUE;
}

static gboolean
hold(void *conn, const char *what, GError **error)
{
    static const char sql[] = "SELECT pg_try_advisory_lock(1398030663, hashtext(" SCHEMA
                              " || ' ' || $1)) AS held";
    StagePgConnection *c = conn;
    PGresult *result = stage_postgres_rows(c, sql, 1, &what, error);

    if (result == NULL)
        return FALSE;
    gboolean held = *PQgetvalue(result, 0, 0) == 't' ||
                    stage_fail(error, STAGE_ERROR_BUSY, "%s", _(stage_db_words(STAGE_ERROR_BUSY)));
    PQclear(result);
    return held;
}

static void
set_action(void *conn, gint64 action)
{
    ((StagePgConnection *)conn)->action = action;
}

/* A plan for tables that were just filled needs to know that they are. */
static gboolean
bulk_end(void *conn, GError **error)
{
    return stage_postgres_run(conn, "ANALYZE", error);
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
    .check = stage_postgres_check,
    .give_id = stage_postgres_give_id,
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
    .login = login,
    .sees_all = sees_all,
    .grant = stage_postgres_grant,
    .revoke = stage_postgres_revoke,
    .roles = stage_postgres_roles,
    .seal = seal,
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
