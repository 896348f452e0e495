/* What the files of the PostgreSQL engine share; postgres.c is the driver itself. All of it is in the module
 * `postgres`, which is opened when a store's place is a postgresql:// URI: nothing else links libpq. */
#pragma once

#include <libpq-fe.h>

#include "db/driver.h"

/* What is going on on the connection. READING is a transaction that nobody asked for: it lasts while a
 * statement outside of one has rows to give, because a cursor has to. */
typedef enum { STAGE_PG_NONE, STAGE_PG_READING, STAGE_PG_BEGUN } StagePgTransaction;

typedef struct {
    PGconn *handle;
    StagePgTransaction transaction;
    gboolean writable;
    gboolean wrote;  /* in this transaction */
    gint64 action;   /* what handeling() gives; STAGE_NO_ACTION: NULL */
    gboolean told;   /* whether the server knows that, in this transaction */
    guint named;     /* statements that were given a name */
    GPtrArray *open; /* StagePgStmt: those that have a cursor open */
    GHashTable *ids; /* the name of a table → whether it numbers its rows */
    gint64 last_id, changed;
    gboolean sends; /* rows are under way, of which the answer was not taken yet (postgres_many.c) */
} StagePgConnection;

/* A word of a statement decides how it runs: what reads is read by a cursor, what writes can be taken back
 * alone. */
typedef enum { STAGE_PG_READS, STAGE_PG_WRITES, STAGE_PG_OTHER } StagePgKind;

enum { STAGE_PG_ARGS = 64 };

/* Rows that are gathered, to be sent together (postgres_many.c). */
typedef struct StagePgMany StagePgMany;

typedef struct {
    StagePgConnection *c;
    const char *sql; /* borrowed */
    char name[16];   /* of the prepared statement; with c for s, of its cursor */
    StagePgKind kind;
    gboolean deletes;
    gboolean gives_id; /* RETURNING id was put behind it */
    gboolean few;      /* the last time it gave so few rows that they need no cursor */
    /* The arguments, as text. */
    guint n;
    const char *values[STAGE_PG_ARGS];
    char numbers[STAGE_PG_ARGS][24];
    char *owned[STAGE_PG_ARGS];
    /* The rows that are here, and the one that is shown; `more` when the cursor has others. */
    gboolean ran, has_cursor, more, lost;
    PGresult *result, *rest;
    int row;
    StagePgMany *many; /* NULL: it never ran many times over */
} StagePgStmt;

/* Connects, and says what the server must know. UNAVAILABLE, DENIED, NOT_FOUND (no such database). */
PGconn *stage_postgres_connect(const char *uri, guint busy_ms, GError **error);

/* Sets the error for what the server last answered, in our words, and returns FALSE. `deletes`: a broken
 * reference is of something that still refers to it. */
gboolean stage_postgres_fail(StagePgConnection *c, const PGresult *result, gboolean deletes, GError **error);

/* Runs SQL without arguments. */
gboolean stage_postgres_run(StagePgConnection *c, const char *sql, GError **error);

/* See driver.h. */
void *stage_postgres_prepare(void *conn, const char *sql, GError **error);
void stage_postgres_finalize(void *stmt);
gboolean stage_postgres_bind(void *stmt, const StageValue *args, guint n, gboolean lasts, GError **error);
StageStep stage_postgres_step(void *stmt, GError **error);
void stage_postgres_reset(void *stmt);
guint stage_postgres_columns(void *stmt);
StageValue stage_postgres_value(void *stmt, guint column);

gboolean stage_postgres_send(void *stmt, GError **error);
gboolean stage_postgres_sent(void *stmt, GError **error);
/* Takes in what the server still has to say of what was sent; harmless when nothing was. */
void stage_postgres_stop_sending(StagePgConnection *c);
/* Drops the rows that were not sent; frees it. Both take NULL. */
void stage_postgres_many_clear(StagePgMany *many);
void stage_postgres_many_free(StagePgMany *many);

/* Tells the journal's triggers which action it is, in a setting that goes with the transaction. */
gboolean stage_postgres_tell_action(StagePgConnection *c, GError **error);

/* Takes in all that cursors have still to give, before the transaction that they are in ends; or gives them
 * up. */
gboolean stage_postgres_take_rest(StagePgConnection *c, GError **error);
void stage_postgres_give_up(StagePgConnection *c);

/* Begins and ends a transaction: these keep c->transaction. */
gboolean stage_postgres_begin(StagePgConnection *c, const char *sql, GError **error);
gboolean stage_postgres_commit(StagePgConnection *c, GError **error);
void stage_postgres_rollback(StagePgConnection *c);

gboolean stage_postgres_integrity(void *conn, StageFound found, void *data, GError **error);
gboolean stage_postgres_index_changes(void *conn, gint64 first, gint64 last, GError **error);
gboolean stage_postgres_index_all(void *conn, GError **error);
char *stage_postgres_search_words(const char *const *words);
extern const char stage_postgres_search[];
