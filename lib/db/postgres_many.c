/* A statement that runs many times over. They are sent one after the other and the answers are
 * taken in a hundred or so at a time: few enough to lie ready on the way while neither side reads. */
#include "db/postgres_driver.h"

enum { UNANSWERED = 200 };

/* Whether it was prepared is not known when something failed. */
static gboolean
take_answers(StagePgStmt *s, GError **error)
{
    s->c->unanswered = 0;
    gboolean done = stage_postgres_heard(s->c, error);
    s->prepared = done ? s->c->times : 0;
    return done;
}

static gboolean
leave(StagePgStmt *s, GError **error)
{
    s->c->sends = NULL;
    return take_answers(s, error);
}

void
stage_postgres_stop_sending(StagePgConnection *c)
{
    if (c->sends != NULL)
        leave(c->sends, NULL);
}

gboolean
stage_postgres_send(void *stmt, GError **error)
{
    StagePgStmt *s = stmt;
    StagePgConnection *c = s->c;

    if (c->sends == NULL)
        stage_postgres_tell_action(c);
    c->sends = s;
    c->wrote = s->again = TRUE;
    stage_postgres_ask_stmt(s);
    s->prepared = c->times;
    if (++c->unanswered < UNANSWERED || take_answers(s, error))
        return TRUE;
    c->sends = NULL;
    return FALSE;
}

gboolean
stage_postgres_sent(void *stmt, GError **error)
{
    StagePgStmt *s = stmt;

    return s->c->sends == NULL || leave(s, error);
}
