/* Statements. What reads is read by a cursor, a page at a time: several are open at once on the one
 * connection, and none of them is ever held whole. A statement that gave few rows runs without one from then
 * on: that is one answer of the server instead of three, and what runs often gives few. What writes stands
 * behind a savepoint of its own, because here a statement that fails would take the transaction with it, and
 * the library goes on. */
#include <string.h>

#include "base/i18n.h"
#include "db/postgres_driver.h"

enum { FIRST_ROWS = 100, PAGE_ROWS = 1000 };

/* --- preparing --- */

static StagePgKind
kind_of(const char *sql)
{
    static const char *const writing[] = { "INSERT", "UPDATE", "DELETE" };
    static const char *const reading[] = { "SELECT", "WITH", "VALUES" };

    for (gsize i = 0; i < G_N_ELEMENTS(writing); i++) {
        if (g_ascii_strncasecmp(sql, writing[i], strlen(writing[i])) == 0)
            return STAGE_PG_WRITES;
        if (g_ascii_strncasecmp(sql, reading[i], strlen(reading[i])) == 0)
            return STAGE_PG_READS;
    }
    return STAGE_PG_OTHER;
}

/* The server hears of a statement when it first runs. */
void *
stage_postgres_prepare(void *conn, const char *sql, GError **error)
{
    StagePgConnection *c = conn;
    StagePgStmt *s = g_new0(StagePgStmt, 1);

    (void)error;
    *s = (StagePgStmt){ .c = c, .sql = sql, .kind = kind_of(sql), .row = -1 };
    s->deletes = g_ascii_strncasecmp(sql, "DELETE", strlen("DELETE")) == 0;
    g_snprintf(s->cursor, sizeof s->cursor, "c%u", ++c->named);
    return s;
}

gboolean
stage_postgres_check(void *stmt, GError **error)
{
    StagePgStmt *s = stmt;
    StagePgConnection *c = s->c;

    if (s->kind == STAGE_PG_OTHER)
        return TRUE;
    PQenterPipelineMode(c->handle);
    c->said += (guint)PQsendPrepare(c->handle, "", s->sql, 0, NULL);
    if (stage_postgres_heard(c, error))
        return TRUE;
    g_debug("postgres: %s", s->sql);
    return FALSE;
}

void
stage_postgres_give_id(void *stmt)
{
    StagePgStmt *s = stmt;

    if (s->text == NULL && strstr(s->sql, "RETURNING") == NULL)
        s->text = g_strconcat(s->sql, " RETURNING id", NULL);
}

static void
clear_rows(StagePgStmt *s)
{
    g_clear_pointer(&s->result, PQclear);
    g_clear_pointer(&s->rest, PQclear);
    s->row = -1;
}

static void
clear_values(StagePgStmt *s)
{
    for (guint i = 0; i < s->n; i++)
        g_clear_pointer(&s->owned[i], g_free);
    s->n = 0;
}

/* The prepared statement stays on the server for as long as the connection. */
void
stage_postgres_finalize(void *stmt)
{
    StagePgStmt *s = stmt;

    stage_postgres_reset(s);
    stage_postgres_many_free(s->many);
    g_free(s->text);
    g_free(s);
}

gboolean
stage_postgres_bind(void *stmt, const StageValue *args, guint n, gboolean lasts, GError **error)
{
    StagePgStmt *s = stmt;

    (void)error;
    g_assert(n <= G_N_ELEMENTS(s->values));
    s->n = n;
    s->row = -1;
    for (guint i = 0; i < n; i++) {
        s->values[i] = NULL;
        if (args[i].type == STAGE_INT) {
            g_snprintf(s->numbers[i], sizeof s->numbers[i], "%" G_GINT64_FORMAT, args[i].number);
            s->values[i] = s->numbers[i];
        } else if (args[i].type == STAGE_TEXT) {
            s->owned[i] = lasts ? NULL : g_strdup(args[i].text);
            s->values[i] = lasts ? args[i].text : s->owned[i];
        }
    }
    return TRUE;
}

/* --- reading --- */

static gboolean
fetch(StagePgStmt *s, guint rows, PGresult **out, GError **error)
{
    char sql[64];

    g_snprintf(sql, sizeof sql, "FETCH FORWARD %u FROM %s", rows, s->cursor);
    PGresult *result = stage_postgres_rows(s->c, sql, 0, NULL, error);
    if (result == NULL)
        return FALSE;
    s->more = (guint)PQntuples(result) == rows;
    g_clear_pointer(out, PQclear);
    *out = result;
    return TRUE;
}

/* A transaction that nobody asked for ends with the last of the cursors that need it: at once, as whoever
 * reads may be at a question next. */
static void
close_cursor(StagePgStmt *s)
{
    StagePgConnection *c = s->c;
    char sql[32];

    if (!s->has_cursor)
        return;
    s->has_cursor = s->more = FALSE;
    g_ptr_array_remove_fast(c->open, s);
    if (c->transaction != STAGE_PG_READING || c->open->len > 0) {
        g_snprintf(sql, sizeof sql, "CLOSE %s", s->cursor);
        stage_postgres_say(c, sql, 0, NULL);
    } else if (c->wrote) {
        stage_postgres_commit(c, NULL);
    } else {
        stage_postgres_let_go(c, "COMMIT");
        c->transaction = STAGE_PG_NONE;
    }
}

static gboolean
open_cursor(StagePgStmt *s, GError **error)
{
    StagePgConnection *c = s->c;

    if (c->transaction == STAGE_PG_NONE) {
        stage_postgres_begin(c, "BEGIN");
        c->transaction = STAGE_PG_READING;
    }
    g_autofree char *sql = g_strdup_printf("DECLARE %s NO SCROLL CURSOR FOR %s", s->cursor, s->sql);
    stage_postgres_say(c, sql, s->n, s->values);
    gboolean done = fetch(s, FIRST_ROWS, &s->result, error);
    if (!done && c->transaction == STAGE_PG_READING)
        stage_postgres_rollback(c);
    if (!done)
        return FALSE;
    s->has_cursor = TRUE;
    s->few = !s->more;
    g_ptr_array_add(c->open, s);
    if (s->few)
        close_cursor(s);
    return TRUE;
}

static gboolean
read_at_once(StagePgStmt *s, GError **error)
{
    stage_postgres_ask_stmt(s);
    s->result = stage_postgres_hear(s->c);
    s->few = PQntuples(s->result) < FIRST_ROWS;
    if (PQresultStatus(s->result) != PGRES_TUPLES_OK)
        return stage_postgres_fail(s->c, s->result, FALSE, error);
    s->prepared = s->c->times;
    return TRUE;
}

gboolean
stage_postgres_take_rest(StagePgConnection *c, GError **error)
{
    while (c->open->len > 0) {
        StagePgStmt *s = g_ptr_array_index(c->open, c->open->len - 1);
        if (s->more && !fetch(s, G_MAXINT, &s->rest, error))
            return FALSE;
        s->has_cursor = s->more = FALSE;
        g_ptr_array_remove_index_fast(c->open, c->open->len - 1);
    }
    return TRUE;
}

void
stage_postgres_give_up(StagePgConnection *c)
{
    for (guint i = 0; i < c->open->len; i++) {
        StagePgStmt *s = g_ptr_array_index(c->open, i);
        s->lost = s->more;
        s->has_cursor = s->more = FALSE;
    }
    g_ptr_array_set_size(c->open, 0);
}

/* --- writing --- */

void
stage_postgres_tell_action(StagePgConnection *c)
{
    static const char sql[] = "SELECT set_config('stage.handeling', $1, true)";
    g_autofree char *action = c->action == STAGE_NO_ACTION ? g_strdup("")
                                                           : g_strdup_printf("%" G_GINT64_FORMAT, c->action);
    const char *const values[] = { action };

    if (c->told != c->action)
        stage_postgres_say(c, sql, 1, values);
    c->told = c->action;
}

/* Takes what the server says of a statement that writes. */
static gboolean
take_written(StagePgStmt *s, GError **error)
{
    StagePgConnection *c = s->c;

    s->result = stage_postgres_hear(c);
    ExecStatusType status = PQresultStatus(s->result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return stage_postgres_fail(c, s->result, s->deletes, error);
    s->prepared = s->again ? c->times : 0;
    c->changed = g_ascii_strtoll(PQcmdTuples(s->result), NULL, 10);
    if (s->text != NULL && PQntuples(s->result) > 0)
        c->last_id = g_ascii_strtoll(PQgetvalue(s->result, 0, 0), NULL, 10);
    if (s->text != NULL)
        clear_rows(s);
    c->wrote = TRUE;
    return TRUE;
}

/* The savepoint, the statement and its release are one answer to wait for. A dump that fails to load is taken
 * back as a whole, so its rows need no savepoints. */
static gboolean
write_inside(StagePgStmt *s, GError **error)
{
    StagePgConnection *c = s->c;
    gboolean alone = c->action != STAGE_NO_JOURNAL;

    stage_postgres_tell_action(c);
    if (alone)
        stage_postgres_say(c, "SAVEPOINT rij", 0, NULL);
    stage_postgres_ask_stmt(s);
    if (alone)
        stage_postgres_say(c, "RELEASE rij", 0, NULL);
    if (take_written(s, error))
        return TRUE;
    c->told = STAGE_PG_NOT_KNOWN;
    if (alone) {
        stage_postgres_say(c, "ROLLBACK TO rij", 0, NULL);
        stage_postgres_say(c, "RELEASE rij", 0, NULL);
    }
    return FALSE;
}

/* Outside a transaction a statement is one of its own. */
static gboolean
write_alone(StagePgStmt *s, GError **error)
{
    stage_postgres_begin(s->c, "BEGIN");
    if (write_inside(s, error) && stage_postgres_commit(s->c, error))
        return TRUE;
    stage_postgres_rollback(s->c);
    return FALSE;
}

/* SAVEPOINT and its kind. What is told is forgotten with the part that is taken back. */
static gboolean
say_other(StagePgStmt *s)
{
    if (g_str_has_prefix(s->sql, "ROLLBACK")) {
        stage_postgres_many_hear(s->c, NULL);
        s->c->told = STAGE_PG_NOT_KNOWN;
    }
    stage_postgres_say(s->c, s->sql, 0, NULL);
    s->c->fresh = FALSE;
    return TRUE;
}

/* --- stepping --- */

static gboolean
run(StagePgStmt *s, GError **error)
{
    switch (s->kind) {
    case STAGE_PG_READS:
        return s->few ? read_at_once(s, error) : open_cursor(s, error);
    case STAGE_PG_WRITES:
        return s->c->transaction == STAGE_PG_NONE ? write_alone(s, error) : write_inside(s, error);
    default:
        return say_other(s);
    }
}

/* What is the first thing to be asked in a transaction, or is read outside of one, can be asked again on
 * another connection: a server was started anew while somebody typed. */
static gboolean
run_surely(StagePgStmt *s, GError **error)
{
    StagePgConnection *c = s->c;
    g_autoptr(GError) failed = NULL;
    gboolean first = c->transaction == STAGE_PG_NONE ? s->kind == STAGE_PG_READS : c->fresh;

    if (run(s, &failed))
        return TRUE;
    if (first && stage_postgres_is_lost(c)) {
        clear_rows(s);
        return stage_postgres_reconnect(c, error) && run(s, error);
    }
    g_propagate_error(error, g_steal_pointer(&failed));
    return FALSE;
}

StageStep
stage_postgres_step(void *stmt, GError **error)
{
    StagePgStmt *s = stmt;

    if (!s->ran) {
        s->ran = TRUE;
        gboolean done = run_surely(s, error);
        s->again = TRUE;
        if (!done)
            return STAGE_STEP_FAILED;
    }
    for (;;) {
        if (s->result != NULL && s->row + 1 < PQntuples(s->result)) {
            s->row++;
            return STAGE_STEP_ROW;
        }
        if (s->rest != NULL) {
            PQclear(s->result);
            s->result = g_steal_pointer(&s->rest);
        } else if (s->lost) {
            stage_fail(error, STAGE_ERROR_INTERNAL, "%s", _(stage_db_words(STAGE_ERROR_INTERNAL)));
            return STAGE_STEP_FAILED;
        } else if (!s->more) {
            return STAGE_STEP_DONE;
        } else if (!fetch(s, PAGE_ROWS, &s->result, error)) {
            return STAGE_STEP_FAILED;
        }
        s->row = -1;
    }
}

void
stage_postgres_reset(void *stmt)
{
    StagePgStmt *s = stmt;

    stage_postgres_many_clear(s->many);
    close_cursor(s);
    clear_rows(s);
    clear_values(s);
    s->ran = s->lost = FALSE;
}

guint
stage_postgres_columns(void *stmt)
{
    const StagePgStmt *s = stmt;

    return s->result == NULL ? 0 : (guint)PQnfields(s->result);
}

/* The sum of whole numbers is one here too, of a wider type. */
StageValue
stage_postgres_value(void *stmt, guint column)
{
    enum { BOOLEAN = 16, BIG = 20, SMALL = 21, WHOLE = 23, NUMERIC = 1700 }; /* pg_type.oid */
    const StagePgStmt *s = stmt;
    int at = (int)column;

    if (s->result == NULL || at >= PQnfields(s->result) || s->row < 0 || PQgetisnull(s->result, s->row, at))
        return stage_null();
    const char *text = PQgetvalue(s->result, s->row, at);
    switch (PQftype(s->result, at)) {
    case BOOLEAN:
        return stage_int(*text == 't' ? 1 : 0);
    case NUMERIC:
        if (strchr(text, '.') != NULL)
            return stage_text(text);
        return stage_int(g_ascii_strtoll(text, NULL, 10));
    case BIG:
    case SMALL:
    case WHOLE:
        return stage_int(g_ascii_strtoll(text, NULL, 10));
    default:
        return stage_text(text);
    }
}
