/* After a connection was lost: what of it can be had again, and what became of what was under way. */
#include <string.h>

#include "base/i18n.h"
#include "db/postgres_driver.h"

gboolean
stage_postgres_is_lost(const StagePgConnection *c)
{
    return PQstatus(c->handle) == CONNECTION_BAD;
}

gboolean
stage_postgres_can_again(void *conn)
{
    const StagePgConnection *c = conn;

    return c->again && c->transaction == STAGE_PG_NONE;
}

/* A lock timeout of 0 would be none at all. All rows of a cursor are wanted, not the first ones fast; and a
 * statement is never so long at work that compiling it pays. */
void
stage_postgres_say_settings(StagePgConnection *c)
{
    static const char sql[] =
        "SELECT set_config('lock_timeout', $1, false), set_config('client_min_messages', 'warning', false), "
        "set_config('standard_conforming_strings', 'on', false), set_config('timezone', 'UTC', false), "
        "set_config('cursor_tuple_fraction', '1', false), set_config('jit', 'off', false)";
    g_autofree char *timeout_ms = g_strdup_printf("%u", MAX(c->busy_ms, 1));
    const char *const values[] = { timeout_ms };

    stage_postgres_say(c, sql, 1, values);
}

/* Who may not read what was said gets views on the path in the place of those tables (look()). */
void
stage_postgres_say_path(StagePgConnection *c)
{
    const char *const values[] = { c->path };

    if (c->path != NULL)
        stage_postgres_say(c, "SELECT set_config('search_path', $1, false)", 1, values);
}

/* What another process took meanwhile is lost. */
static gboolean
take_holds(StagePgConnection *c, GError **error)
{
    for (guint i = 0; i < c->holds->len; i++)
        if (!stage_postgres_take_hold(c, g_ptr_array_index(c->holds, i), error))
            return FALSE;
    return TRUE;
}

gboolean
stage_postgres_reconnect(StagePgConnection *c, GError **error)
{
    gboolean had_begun = c->transaction == STAGE_PG_BEGUN, locked = c->locked;
    PGconn *handle = stage_postgres_connect(c->uri, c->busy_ms, error);

    if (handle == NULL)
        return FALSE;
    PQfinish(c->handle);
    c->handle = handle;
    c->times++;
    c->said = c->asked = c->locks = c->unheard = 0;
    stage_postgres_give_up(c);
    stage_postgres_ended(c);
    stage_postgres_say_settings(c);
    stage_postgres_say_path(c);
    if (!take_holds(c, error))
        return FALSE;
    if (c->protected)
        stage_postgres_let_go(c, "SET default_transaction_read_only = on");
    if (had_begun)
        stage_postgres_begin(c, c->begin);
    if (had_begun && locked)
        stage_postgres_say_lock(c);
    return TRUE;
}

/* What the server says of a transaction: committed, aborted, in progress; NULL when it does not know. */
static char *
ask_status(StagePgConnection *c, const char *number)
{
    static const char sql[] = "SELECT pg_xact_status($1::xid8)";
    PGresult *result = stage_postgres_rows(c, sql, 1, &number, NULL);
    char *status = result == NULL || PQgetisnull(result, 0, 0) ? NULL : g_strdup(PQgetvalue(result, 0, 0));

    PQclear(result);
    return status;
}

/* A server that has not noticed yet that the connection is gone may still be at it. */
static char *
wait_for_status(StagePgConnection *c, const char *number)
{
    enum { WAIT_MS = 50 };
    gint64 until = g_get_monotonic_time() + c->busy_ms * (gint64)1000;

    for (;;) {
        g_autofree char *status = ask_status(c, number);
        if (g_strcmp0(status, "in progress") != 0 || g_get_monotonic_time() > until)
            return g_steal_pointer(&status);
        g_usleep(WAIT_MS * 1000);
    }
}

gboolean
stage_postgres_was_kept(StagePgConnection *c, GError **error)
{
    g_autofree char *number = g_steal_pointer(&c->number);

    stage_postgres_ended(c);
    g_autofree char *status = number != NULL && stage_postgres_reconnect(c, NULL) ? wait_for_status(c, number)
                                                                                  : NULL;
    if (g_strcmp0(status, "committed") == 0)
        return TRUE;
    c->again = g_strcmp0(status, "aborted") == 0;
    StageErrorCode code = c->again ? STAGE_ERROR_UNAVAILABLE : STAGE_ERROR_UNSURE;
    return stage_fail(error, code, "%s", _(stage_db_words(code)));
}
