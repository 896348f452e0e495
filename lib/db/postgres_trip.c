/* The way to the server and back. What does not have to be answered before something else is said goes along
 * with it, in one pipeline: so that a statement, and all that must stand around it, is waited for once,
 * however far the server is. */
#include "db/postgres_driver.h"

/* Whoever writes holds this lock of the schema for the length of the transaction, as each action of the
 * journal goes on from the hash of the one before it. */
#define LOCK                                                                                                 \
    "SELECT pg_advisory_xact_lock(" STAGE_PG_LOCKS ", hashtext(" STAGE_PG_SCHEMA ")), pg_current_xact_id()"

void
stage_postgres_say(StagePgConnection *c, const char *sql, guint n, const char *const *values)
{
    PQenterPipelineMode(c->handle);
    c->said += (guint)PQsendQueryParams(c->handle, sql, (int)n, NULL, values, NULL, NULL, 0);
}

/* The lock's answer is the number of the transaction, by which the server knows later whether it was kept. */
void
stage_postgres_say_lock(StagePgConnection *c)
{
    stage_postgres_say(c, LOCK, 0, NULL);
    c->locks = c->said;
    c->locked = TRUE;
}

void
stage_postgres_ask(StagePgConnection *c, const char *sql, guint n, const char *const *values)
{
    stage_postgres_say(c, sql, n, values);
    c->asked = c->said;
}

/* The first time it goes as it stands. What runs again is prepared, under a name that was never used: whether
 * the server took the one before is not known when something that was said with it failed. */
void
stage_postgres_ask_stmt(StagePgStmt *s)
{
    StagePgConnection *c = s->c;
    const char *sql = s->text != NULL ? s->text : s->sql;

    if (!s->again) {
        stage_postgres_ask(c, sql, s->n, s->values);
        return;
    }
    PQenterPipelineMode(c->handle);
    if (s->prepared != c->times) {
        g_snprintf(s->name, sizeof s->name, "s%u", ++c->named);
        c->said += (guint)PQsendPrepare(c->handle, s->name, sql, 0, NULL);
    }
    c->said += (guint)PQsendQueryPrepared(c->handle, s->name, (int)s->n, s->values, NULL, NULL, 0);
    c->asked = c->said;
}

void
stage_postgres_let_go(StagePgConnection *c, const char *sql)
{
    stage_postgres_say(c, sql, 0, NULL);
    c->unheard += (guint)PQpipelineSync(c->handle);
    c->said = c->asked = c->locks = 0;
}

static gboolean
has_failed(const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);

    return result != NULL && status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK &&
           status != PGRES_PIPELINE_ABORTED;
}

/* Two answers of nothing in a row: no more will come, the connection is gone. */
PGresult *
stage_postgres_hear(StagePgConnection *c)
{
    PGresult *kept = NULL, *failed = NULL;
    guint at = 0;

    c->unheard += (guint)PQpipelineSync(c->handle);
    for (guint nothing = 0; c->unheard > 0 && nothing < 2;) {
        PGresult *result = PQgetResult(c->handle);
        nothing = result == NULL ? nothing + 1 : 0;
        if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
            if (--c->unheard > 0) { /* all that was until here was let go */
                g_clear_pointer(&failed, PQclear);
                at = 0;
            }
        } else if (result != NULL) {
            at++;
            if (c->unheard == 1 && at == c->locks && PQntuples(result) == 1) {
                g_free(c->number);
                c->number = g_strdup(PQgetvalue(result, 0, 1));
            }
            if (failed == NULL && has_failed(result))
                failed = g_steal_pointer(&result);
            else if (c->unheard == 1 && at == c->asked)
                kept = g_steal_pointer(&result);
        }
        PQclear(result);
    }
    c->unheard = c->said = c->asked = c->locks = 0;
    if (failed == NULL && kept != NULL)
        c->fresh = FALSE;
    if (failed == NULL)
        return kept;
    PQclear(kept);
    return failed;
}

gboolean
stage_postgres_heard(StagePgConnection *c, GError **error)
{
    PGresult *result = stage_postgres_hear(c);
    gboolean done = (!has_failed(result) && PQstatus(c->handle) == CONNECTION_OK) ||
                    stage_postgres_fail(c, result, FALSE, error);

    PQclear(result);
    return done;
}

PGresult *
stage_postgres_rows(StagePgConnection *c, const char *sql, guint n, const char *const *values, GError **error)
{
    stage_postgres_ask(c, sql, n, values);
    PGresult *result = stage_postgres_hear(c);
    if (PQresultStatus(result) == PGRES_TUPLES_OK)
        return result;
    stage_postgres_fail(c, result, FALSE, error);
    PQclear(result);
    return NULL;
}

/* On its way at once, so that the server is at work while more is gathered. */
void
stage_postgres_send_prepared(StagePgConnection *c, const char *name, guint n, const char *const *values)
{
    PQenterPipelineMode(c->handle);
    c->said += (guint)PQsendQueryPrepared(c->handle, name, (int)n, values, NULL, NULL, 0);
    c->asked = c->said;
    PQflush(c->handle);
}

gboolean
stage_postgres_leave(StagePgConnection *c, GError **error)
{
    if ((c->said > 0 || c->unheard > 0) && !stage_postgres_heard(c, error))
        return FALSE;
    c->fresh = FALSE;
    PQexitPipelineMode(c->handle);
    return TRUE;
}

/* More than one statement is no message of a pipeline. */
gboolean
stage_postgres_run(StagePgConnection *c, const char *sql, GError **error)
{
    if (!stage_postgres_leave(c, error))
        return FALSE;
    PGresult *result = PQexec(c->handle, sql);
    gboolean done = !has_failed(result) || stage_postgres_fail(c, result, FALSE, error);
    PQclear(result);
    return done;
}
