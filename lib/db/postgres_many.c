/* A statement that runs many times over. They are sent one after the other in a pipeline, and the answers are
 * taken in a hundred or so at a time: few enough to lie ready on the way while neither side reads. */
#include "db/postgres_driver.h"

enum { UNANSWERED = 200 };

/* Two answers of nothing in a row: no more will come, the connection is gone. */
static gboolean
take_answers(StagePgConnection *c, GError **error)
{
    gboolean done = TRUE, synced = FALSE;

    c->unanswered = 0;
    PQpipelineSync(c->handle);
    for (guint nothing = 0; !synced && nothing < 2;) {
        PGresult *result = PQgetResult(c->handle);
        ExecStatusType status = PQresultStatus(result);
        nothing = result == NULL ? nothing + 1 : 0;
        synced = result != NULL && status == PGRES_PIPELINE_SYNC;
        if (done && result != NULL && !synced && status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK &&
            status != PGRES_PIPELINE_ABORTED)
            done = stage_postgres_fail(c, result, FALSE, error);
        PQclear(result);
    }
    return done && (synced || stage_postgres_fail(c, NULL, FALSE, error));
}

static gboolean
leave(StagePgConnection *c, GError **error)
{
    gboolean done = take_answers(c, error);

    PQexitPipelineMode(c->handle);
    c->sends = FALSE;
    return done;
}

void
stage_postgres_stop_sending(StagePgConnection *c)
{
    if (c->sends)
        leave(c, NULL);
}

gboolean
stage_postgres_send(void *stmt, GError **error)
{
    StagePgStmt *s = stmt;
    StagePgConnection *c = s->c;

    if (!c->sends && !stage_postgres_tell_action(c, error))
        return FALSE;
    if (!c->sends && !PQenterPipelineMode(c->handle))
        return stage_postgres_fail(c, NULL, FALSE, error);
    c->sends = c->wrote = TRUE;
    if (!PQsendQueryPrepared(c->handle, s->name, (int)s->n, s->values, NULL, NULL, 0)) {
        stage_postgres_fail(c, NULL, FALSE, error);
        stage_postgres_stop_sending(c);
        return FALSE;
    }
    if (++c->unanswered < UNANSWERED || take_answers(c, error))
        return TRUE;
    stage_postgres_stop_sending(c);
    return FALSE;
}

gboolean
stage_postgres_sent(void *stmt, GError **error)
{
    StagePgConnection *c = ((StagePgStmt *)stmt)->c;

    return !c->sends || leave(c, error);
}
