/* What an engine must do for db.c; nothing else in the library includes this. An engine without files has
 * none of the functions on a path but open, discard and is_store. Every function that can fail sets a GError
 * in the words of stage (error.h), never the engine's own. */
#pragma once

#include "base/error.h"
#include "db/db.h"

typedef struct {
    guint number;
    const char *name;
    const char *sha256; /* of its text, which every opening of a store asks for */
    const char *sql;
} StageMigration;

typedef enum { STAGE_STEP_ROW, STAGE_STEP_DONE, STAGE_STEP_FAILED } StageStep;

typedef struct {
    void *(*open)(const StageDbOptions *options, GError **error);
    void (*close)(void *conn);
    /* Removes a store that could not be made whole. */
    void (*discard)(const char *path);
    void (*discard_companions)(const char *path);
    /* See stage_db_give_name(). */
    gboolean (*give_name)(const char *made, const char *path, GError **error);
    /* From here on nothing may be written through this connection. */
    gboolean (*protect)(void *conn, GError **error);
    /* Several statements without parameters: a migration, BEGIN. */
    gboolean (*script)(void *conn, const char *sql, GError **error);
    void *(*prepare)(void *conn, const char *sql, GError **error);
    void (*finalize)(void *stmt);
    /* Whether the engine takes a statement; NULL: preparing it told. */
    gboolean (*check)(void *stmt, GError **error);
    /* Said before an INSERT of which last_id() will be asked; NULL: the engine always knows. */
    void (*give_id)(void *stmt);
    /* `lasts`: the texts live until the statement is reset, so that they need no copy. */
    gboolean (*bind)(void *stmt, const StageValue *args, guint n, gboolean lasts, GError **error);
    StageStep (*step)(void *stmt, GError **error);
    void (*reset)(void *stmt);
    /* One of many rows that a bound statement puts in (stage_db_many()), the rest of what was gathered of
     * them, and the answers to what is under way; NULL: each is stepped and reset. */
    gboolean (*many_put)(void *stmt, GError **error);
    gboolean (*many_send)(void *stmt, GError **error);
    gboolean (*many_hear)(void *conn, GError **error);
    /* See stage_db_can_again(); NULL: never. */
    gboolean (*can_again)(void *conn);
    /* After an INSERT: the id of its row; after an UPDATE or DELETE: how many rows it changed. */
    gint64 (*last_id)(void *conn);
    gint64 (*changed)(void *conn);
    guint (*columns)(void *stmt);
    StageValue (*value)(void *stmt, guint column);
    /* Whether a table is there; used before the first migration. */
    gboolean (*has_table)(void *conn, const char *name, gboolean *out_there, GError **error);
    /* Puts all that was committed into the file that is the store, so that it can be given another name. */
    gboolean (*settle)(void *conn, GError **error);
    /* See stage_db_copy(). */
    gboolean (*copy)(const char *from, const char *to, StageDbCopy kind, guint busy_ms, GError **error);
    /* A copy beside the store, under the first free name that begins with its own and the suffix; gives it.
     */
    gboolean (*is_store)(const char *path);
    char *(*keep_copy)(const char *path, const char *suffix, guint busy_ms, GError **error);
    /* Gives a damaged store, whole, another name beside it; gives that name. */
    char *(*put_aside)(const char *path, const char *suffix, GError **error);
    /* See stage_db_overwrite(). */
    char *(*overwrite)(const char *from, const char *store, const char *suffix, guint busy_ms,
                       GError **error);
    /* Whether the store may be written by this process. */
    gboolean (*writable)(void *conn);
    /* See stage_db_hold(); NULL: a file beside the store has to do. */
    gboolean (*hold)(void *conn, const char *what, GError **error);
    /* The name by which the server let the user in; NULL: there is no server. */
    const char *(*login)(void *conn);
    /* Whether the login sees all of the store; NULL: who can open it does. */
    gboolean (*sees_all)(void *conn);
    /* See stage_db_grant(), stage_db_revoke(), stage_db_roles(); NULL: the store knows no roles. */
    gboolean (*grant)(void *conn, const StageGrant *what, GError **error);
    gboolean (*revoke)(void *conn, const StageGrant *what, GError **error);
    const char *roles;
    const char *own_docent; /* see stage_db_own_docent(); NULL: it knows no roles */
    /* See stage_db_seal(). */
    gboolean (*seal)(void *conn, gint64 action, gint64 *out_first, gint64 *out_last, GError **error);
    /* What the journal's triggers take for the current action. */
    void (*set_action)(void *conn, gint64 action);
    /* The engine's own checks of the file, its references and its indexes. */
    gboolean (*integrity)(void *conn, StageFound found, void *data, GError **error);
    /* Full-text search: brings the index up to date with these entries of the journal, or wholly. */
    gboolean (*index_changes)(void *conn, gint64 first, gint64 last, GError **error);
    gboolean (*index_all)(void *conn, GError **error);
    /* See stage_db_bulk_begin(). */
    gboolean (*bulk_begin)(void *conn, GError **error);
    gboolean (*bulk_end)(void *conn, GError **error);
    char *(*search_words)(const char *const *words); /* plain words as the engine's query: $1 of .search */
    const char *search;                              /* see stage_db_search() */
    const char *defer; /* puts off the checks of references until the end of the transaction */
    /* The last id that each table has given out: reading (name, number), and setting it. */
    const char *counters, *set_counter, *add_counter;
    const char *last_number;          /* of table $1, as it is in this transaction */
    const StageMigration *migrations; /* ends with one whose sql is NULL */
} StageDriver;

/* The words for an error of this kind, to be translated. */
const char *stage_db_words(StageErrorCode code);

extern const StageDriver stage_sqlite_driver;
extern const StageMigration stage_sqlite_migrations[];

/* In the module `postgres`, by the name that db.c looks for. */
extern const StageDriver stage_postgres_driver;
extern const StageMigration stage_postgres_migrations[];
