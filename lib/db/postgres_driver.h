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
    guint times; /* that it was connected: what was prepared goes with a connection */
    char *uri;
    guint busy_ms;
    gboolean protected;
    char *login;      /* the user that the server let in */
    GPtrArray *holds; /* what stage_db_hold() took */
    StagePgTransaction transaction;
    const char *begin; /* how the transaction began; borrowed */
    gboolean fresh;    /* nothing was answered in it yet */
    gboolean again;    /* what failed last can be done again as a whole */
    gboolean locked;   /* it is of who writes */
    guint locks;       /* which of what was said is the lock's; 0: none */
    char *number;      /* of the transaction, on the server: whoever writes has one */
    gboolean writable;
    char *path;     /* of schemas, for a role that has one of its own; else NULL */
    gboolean owns;  /* the store, and so sees all of it */
    gboolean wrote; /* in this transaction */
    gboolean is_store;
    gint64 action;   /* what handeling() gives; STAGE_NO_ACTION: NULL */
    gint64 told;     /* which one the server knows in this transaction */
    guint named;     /* cursors, and statements that were prepared */
    GPtrArray *open; /* StagePgStmt: those that have a cursor open */
    gint64 last_id, changed;
    /* What was said since the last answer, which of that was asked, and how often answers were not waited
     * for. */
    guint said, asked, unheard;
    gboolean sends; /* rows are under way, of which the answer was not taken yet (postgres_many.c) */
} StagePgConnection;

/* The schema that the store is; some roles have another one before it on their path. */
#define STAGE_PG_SCHEMA                                                                                      \
    "coalesce((SELECT relnamespace::regnamespace::text FROM pg_class WHERE oid = "                           \
    "to_regclass('handeling')), current_schema())"

/* The first number of every lock that a store takes: that of the application, "STAG". */
#define STAGE_PG_LOCKS "1398030663"

/* Which action the server knows of, after what was said of it may have been taken back. */
enum { STAGE_PG_NOT_KNOWN = -2 };

/* A word of a statement decides how it runs: what reads is read by a cursor, what writes can be taken back
 * alone. */
typedef enum { STAGE_PG_READS, STAGE_PG_WRITES, STAGE_PG_OTHER } StagePgKind;

enum { STAGE_PG_ARGS = 64 };

/* Rows that are gathered, to be sent together (postgres_many.c). */
typedef struct StagePgMany StagePgMany;

typedef struct {
    StagePgConnection *c;
    const char *sql; /* borrowed */
    char *text;      /* with RETURNING id put behind it; else NULL */
    char name[16], cursor[16];
    StagePgKind kind;
    gboolean deletes;
    gboolean again; /* it ran before */
    guint prepared; /* under `name`, on which of the connections; 0: none */
    gboolean few;   /* the last time it gave so few rows that they need no cursor */
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

/* Connects, and tries again for a while when that may help. UNAVAILABLE, DENIED, NOT_FOUND (no such
 * database). */
PGconn *stage_postgres_connect(const char *uri, guint busy_ms, GError **error);

/* Whether the connection is gone. */
gboolean stage_postgres_is_lost(const StagePgConnection *c);
/* Connects anew, and puts everything as it was: the settings, what is held, a transaction that had only
 * begun. */
gboolean stage_postgres_reconnect(StagePgConnection *c, GError **error);
/* After the connection was lost during a COMMIT: TRUE when it was kept all the same; UNSURE when nobody can
 * tell, and UNAVAILABLE when it was not. */
gboolean stage_postgres_was_kept(StagePgConnection *c, GError **error);
/* Says the settings of a connection, and the lock of whoever writes. */
void stage_postgres_say_settings(StagePgConnection *c);
void stage_postgres_say_path(StagePgConnection *c);
void stage_postgres_say_lock(StagePgConnection *c);
gboolean stage_postgres_take_hold(StagePgConnection *c, const char *what, GError **error);
gboolean stage_postgres_can_again(void *conn);

/* Sets the error for what the server last answered, in our words, and returns FALSE. `deletes`: a broken
 * reference is of something that still refers to it. */
gboolean stage_postgres_fail(StagePgConnection *c, const PGresult *result, gboolean deletes, GError **error);

/* Says something to the server that goes with what is asked next: one statement, and its arguments as text.
 * When it fails, so does that. */
void stage_postgres_say(StagePgConnection *c, const char *sql, guint n, const char *const *values);
/* The same, of what the answer is wanted of: one between two times of hearing. */
void stage_postgres_ask(StagePgConnection *c, const char *sql, guint n, const char *const *values);
void stage_postgres_ask_stmt(StagePgStmt *s);
/* Says something at once, and does not wait for the answer, which is not looked at. */
void stage_postgres_let_go(StagePgConnection *c, const char *sql);
/* Asks what was prepared under a name, and sends it at once. */
void stage_postgres_send_prepared(StagePgConnection *c, const char *name, guint n, const char *const *values);
/* Waits for all that was said, and gives the answer to what was asked; what failed before it instead, if
 * anything did. NULL: the connection is gone. The caller clears it. */
PGresult *stage_postgres_hear(StagePgConnection *c);
/* The same, when nothing was asked or only whether it went well. */
gboolean stage_postgres_heard(StagePgConnection *c, GError **error);
/* Asks and hears: the rows of a statement, which the caller clears. NULL on error. */
PGresult *stage_postgres_rows(StagePgConnection *c, const char *sql, guint n, const char *const *values,
                              GError **error);
/* Waits for all that was said, and leaves the pipeline. */
gboolean stage_postgres_leave(StagePgConnection *c, GError **error);
/* Runs SQL without arguments, of one or more statements. */
gboolean stage_postgres_run(StagePgConnection *c, const char *sql, GError **error);

/* See driver.h. */
void *stage_postgres_prepare(void *conn, const char *sql, GError **error);
void stage_postgres_finalize(void *stmt);
gboolean stage_postgres_check(void *stmt, GError **error);
void stage_postgres_give_id(void *stmt);
gboolean stage_postgres_bind(void *stmt, const StageValue *args, guint n, gboolean lasts, GError **error);
StageStep stage_postgres_step(void *stmt, GError **error);
void stage_postgres_reset(void *stmt);
guint stage_postgres_columns(void *stmt);
StageValue stage_postgres_value(void *stmt, guint column);

gboolean stage_postgres_many_put(void *stmt, GError **error);
gboolean stage_postgres_many_send(void *stmt, GError **error);
/* Takes in what the server still has to say of what was sent; harmless when nothing was. */
gboolean stage_postgres_many_hear(void *conn, GError **error);
/* Drops the rows that were not sent; frees it. Both take NULL. */
void stage_postgres_many_clear(StagePgMany *many);
void stage_postgres_many_free(StagePgMany *many);

/* Tells the journal's triggers which action it is, in a setting that goes with the transaction. */
void stage_postgres_tell_action(StagePgConnection *c);

/* Takes in all that cursors have still to give, before the transaction that they are in ends; or gives them
 * up. */
gboolean stage_postgres_take_rest(StagePgConnection *c, GError **error);
void stage_postgres_give_up(StagePgConnection *c);

/* Begins and ends a transaction: these keep c->transaction. It has begun when something is asked in it. */
void stage_postgres_begin(StagePgConnection *c, const char *sql);
void stage_postgres_ended(StagePgConnection *c);
gboolean stage_postgres_commit(StagePgConnection *c, GError **error);
void stage_postgres_rollback(StagePgConnection *c);

gboolean stage_postgres_bulk_begin(void *conn, GError **error);
gboolean stage_postgres_bulk_end(void *conn, GError **error);
gboolean stage_postgres_integrity(void *conn, StageFound found, void *data, GError **error);
gboolean stage_postgres_index_changes(void *conn, gint64 first, gint64 last, GError **error);
gboolean stage_postgres_index_all(void *conn, GError **error);
char *stage_postgres_search_words(const char *const *words);
extern const char stage_postgres_search[];

extern const char stage_postgres_roles[];
gboolean stage_postgres_grant(void *conn, const StageGrant *what, GError **error);
gboolean stage_postgres_revoke(void *conn, const StageGrant *what, GError **error);
