/* The engine for many who write at once: PostgreSQL 15 or later. A store is a schema in a database of a
 * server. */
#include <string.h>

#include "base/i18n.h"
#include "db/postgres_driver.h"

/* --- transactions --- */

void
stage_postgres_begin(StagePgConnection *c, const char *sql)
{
    stage_postgres_say(c, sql, 0, NULL);
    c->begin = sql;
    c->fresh = TRUE;
    c->again = c->locked = FALSE;
    g_clear_pointer(&c->number, g_free);
    c->transaction = STAGE_PG_BEGUN;
    c->told = STAGE_NO_ACTION;
    c->wrote = FALSE;
}

void
stage_postgres_ended(StagePgConnection *c)
{
    c->transaction = STAGE_PG_NONE;
    c->fresh = FALSE;
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
    gboolean answered = PQresultStatus(result) == PGRES_COMMAND_OK, wrote = c->wrote;
    gboolean done = answered &&
                    (strcmp(PQcmdStatus(result), "COMMIT") == 0 ||
                     stage_fail(error, STAGE_ERROR_INTERNAL, "%s", _(stage_db_words(STAGE_ERROR_INTERNAL))));
    if (!answered && wrote && stage_postgres_is_lost(c)) {
        done = stage_postgres_was_kept(c, error);
    } else if (!answered) {
        stage_postgres_fail(c, result, FALSE, error);
        stage_postgres_let_go(c, "ROLLBACK");
    }
    PQclear(result);
    stage_postgres_ended(c);
    return done;
}

void
stage_postgres_rollback(StagePgConnection *c)
{
    if (c->transaction == STAGE_PG_NONE)
        return;
    stage_postgres_many_hear(c, NULL);
    stage_postgres_give_up(c);
    stage_postgres_let_go(c, "ROLLBACK");
    stage_postgres_ended(c);
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
    stage_postgres_say_lock(c);
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
    g_free(c->path);
    g_free(c->login);
    g_ptr_array_free(c->holds, TRUE);
    g_free(c->number);
    g_free(c->uri);
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

typedef struct {
    gboolean comes_in, makes_tables;
} May;

/* What it is, and what the login may do with it. The owner is who may empty a table, as for is_eigenaar()
 * (lib/db/postgres/0009-rollen.sql). Who may not read what was said gets views on the path in the place of
 * those tables (0010-rechten.sql). */
static gboolean
look(StagePgConnection *c, May *may, GError **error)
{
    static const char sql[] =
        "SELECT to_regclass('migratie') IS NOT NULL, "
        "NOT pg_is_in_recovery() AND coalesce(has_table_privilege(h.oid, 'INSERT'), true), "
        "coalesce(has_table_privilege(h.oid, 'TRUNCATE'), true), "
        "coalesce(has_table_privilege(to_regclass('migratie')::oid, 'SELECT'), true), "
        "coalesce(has_schema_privilege(current_schema(), 'CREATE'), false), "
        "CASE WHEN NOT has_table_privilege(to_regclass('notitie')::oid, 'SELECT') AND "
        "to_regnamespace(quote_ident(n.nspname || '_geteld')) IS NOT NULL THEN "
        "quote_ident(n.nspname || '_geteld') || ', ' || quote_ident(n.nspname) END "
        "FROM (SELECT to_regclass('handeling') AS oid) t LEFT JOIN pg_class h ON h.oid = t.oid "
        "LEFT JOIN pg_namespace n ON n.oid = h.relnamespace";
    gboolean *const facts[] = { &c->is_store, &c->writable, &c->owns, &may->comes_in, &may->makes_tables };
    g_autoptr(GError) failed = NULL;

    stage_postgres_say_settings(c);
    PGresult *result = stage_postgres_rows(c, sql, 0, NULL, &failed);
    if (result == NULL && stage_postgres_is_lost(c)) { /* as soon as it was there */
        g_clear_error(&failed);
        result = stage_postgres_reconnect(c, &failed) ? stage_postgres_rows(c, sql, 0, NULL, &failed) : NULL;
    }
    if (result == NULL) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return FALSE;
    }
    for (int i = 0; i < (int)G_N_ELEMENTS(facts); i++)
        *facts[i] = *PQgetvalue(result, 0, i) == 't';
    if (!PQgetisnull(result, 0, G_N_ELEMENTS(facts)))
        c->path = g_strdup(PQgetvalue(result, 0, G_N_ELEMENTS(facts)));
    stage_postgres_say_path(c);
    PQclear(result);
    return TRUE;
}

static gboolean
check_there(StagePgConnection *c, const StageDbOptions *options, GError **error)
{
    g_autofree char *shown = stage_db_shown(options->path);
    gboolean makes = options->mode == STAGE_DB_CREATE;
    May may;

    if (!look(c, &may, error))
        return FALSE;
    if (c->is_store && makes)
        return stage_fail(error, STAGE_ERROR_EXISTS, _("'%s' is there already"), shown);
    if (!c->is_store && !makes)
        return stage_fail(error, STAGE_ERROR_NOT_FOUND,
                          _("there is no store '%s': make one with 'stage init'"), shown);
    if (makes && !may.makes_tables)
        return stage_fail(error, STAGE_ERROR_DENIED,
                          _("'%s': this user may make no tables there: make the database with 'createdb "
                            "--owner'"),
                          shown);
    return may.comes_in ||
           stage_fail(error, STAGE_ERROR_DENIED,
                      _("you have no role in the store '%s': its owner gives one with 'stage role grant'"),
                      shown);
}

static void *
open_connection(const StageDbOptions *options, GError **error)
{
    PGconn *handle = stage_postgres_connect(options->path, options->busy_ms, error);

    if (handle == NULL)
        return NULL;
    StagePgConnection *c = g_new0(StagePgConnection, 1);
    c->handle = handle;
    c->times = 1;
    c->uri = g_strdup(options->path);
    c->login = g_strdup(PQuser(handle));
    c->busy_ms = options->busy_ms;
    c->holds = g_ptr_array_new_with_free_func(g_free);
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
    StagePgConnection *c = conn;

    (void)error;
    c->protected = TRUE;
    stage_postgres_let_go(c, "SET default_transaction_read_only = on");
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
    return ((StagePgConnection *)conn)->login;
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

gboolean
stage_postgres_take_hold(StagePgConnection *c, const char *what, GError **error)
{
    static const char sql[] = "SELECT pg_try_advisory_lock(" STAGE_PG_LOCKS ", hashtext(" STAGE_PG_SCHEMA
                              " || ' ' || $1)) AS held";
    PGresult *result = stage_postgres_rows(c, sql, 1, &what, error);

    if (result == NULL)
        return FALSE;
    gboolean held = *PQgetvalue(result, 0, 0) == 't' ||
                    stage_fail(error, STAGE_ERROR_BUSY, "%s", _(stage_db_words(STAGE_ERROR_BUSY)));
    PQclear(result);
    return held;
}

static gboolean
hold(void *conn, const char *what, GError **error)
{
    StagePgConnection *c = conn;

    if (!stage_postgres_take_hold(c, what, error))
        return FALSE;
    g_ptr_array_add(c->holds, g_strdup(what));
    return TRUE;
}

static void
set_action(void *conn, gint64 action)
{
    ((StagePgConnection *)conn)->action = action;
}

/* The server keeps what was committed. */
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
    .many_put = stage_postgres_many_put,
    .many_send = stage_postgres_many_send,
    .many_hear = stage_postgres_many_hear,
    .can_again = stage_postgres_can_again,
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
    .own_docent = "SELECT d[1] FROM mijn_docenten() AS d WHERE cardinality(d) = 1",
    .seal = seal,
    .set_action = set_action,
    .integrity = stage_postgres_integrity,
    .index_changes = stage_postgres_index_changes,
    .index_all = stage_postgres_index_all,
    .bulk_begin = stage_postgres_bulk_begin,
    .bulk_end = stage_postgres_bulk_end,
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
