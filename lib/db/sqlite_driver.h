/* What the files of the embedded engine share; sqlite.c is the driver itself. */
#pragma once

#include <sqlite3.h>

#include "db/driver.h"

typedef struct {
    sqlite3 *handle;
    gboolean writable;
    gboolean reads; /* nothing may be written through it */
    char *deferred; /* the statements that make the indexes which were put off; or NULL */
    gint64 action;  /* what handeling() gives; STAGE_NO_ACTION: NULL */
    /* Of the journal's functions (sqlite_functions.c): the statement that reads a row of each table, the
     * state that an update is about to change, and how deep they are in one another. */
    GHashTable *row_readers;
    char *was_tabel, *was;
    gint64 was_rij;
    guint depth;
} SqliteConnection;

/* Sets the error for what the handle last failed at, in our words, and returns FALSE. */
gboolean stage_sqlite_fail(sqlite3 *handle, GError **error);

/* What looks damaged may be whole, on a disk that did not give it: whether that was so, and then the error.
 */
gboolean stage_sqlite_disk_failed(sqlite3 *handle, GError **error);

/* Makes an empty file that only its owner may read; EXISTS when there is one. */
gboolean stage_sqlite_make_file(const char *path, GError **error);

/* Removes a store and its companion files. */
void stage_sqlite_discard(const char *path);
void stage_sqlite_discard_companions(const char *path);
gboolean stage_sqlite_give_name(const char *made, const char *path, GError **error);

/* The SQL functions of the journal's triggers: handeling(), staat(), onthoud(), voorheen() and afdruk(). */
gboolean stage_sqlite_add_functions(SqliteConnection *c, GError **error);
/* What they keep; before the handle is closed. */
void stage_sqlite_clear_functions(SqliteConnection *c);

/* See driver.h. */
gboolean stage_sqlite_is_store(const char *path);
gboolean stage_sqlite_copy(const char *from, const char *to, StageDbCopy kind, guint busy_ms, GError **error);
char *stage_sqlite_keep_copy(const char *path, const char *suffix, guint busy_ms, GError **error);
char *stage_sqlite_put_aside(const char *path, const char *suffix, GError **error);
char *stage_sqlite_overwrite(const char *from, const char *store, const char *suffix, guint busy_ms,
                             GError **error);
gboolean stage_sqlite_integrity(void *conn, StageFound found, void *data, GError **error);
gboolean stage_sqlite_index_changes(void *conn, gint64 first, gint64 last, GError **error);
gboolean stage_sqlite_index_all(void *conn, GError **error);
gboolean stage_sqlite_bulk_begin(void *conn, GError **error);
gboolean stage_sqlite_bulk_end(void *conn, GError **error);
char *stage_sqlite_search_words(const char *const *words);
extern const char stage_sqlite_search[];
