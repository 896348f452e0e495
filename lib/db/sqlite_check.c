/* What SQLite itself can tell of a store: broken pages, broken references, an index that is not of its text.
 */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "db/sqlite_driver.h"

typedef struct {
    StageFound found;
    void *data;
} Sink;

/* Tells every row but "ok", its columns joined by spaces. */
static gboolean
tell_rows(sqlite3 *handle, const char *sql, StageFault fault, const Sink *sink, GError **error)
{
    sqlite3_stmt *stmt = NULL;
    int rc = SQLITE_OK;

    if (sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL) != SQLITE_OK)
        return stage_sqlite_fail(handle, error);
    while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        if (stage_sqlite_disk_failed(handle, error)) {
            sqlite3_finalize(stmt);
            return FALSE;
        }
        g_autoptr(GString) text = g_string_new(NULL);
        for (int i = 0; i < sqlite3_column_count(stmt); i++) {
            const char *cell = (const char *)sqlite3_column_text(stmt, i);
            g_string_append_printf(text, "%s%s", i > 0 ? " " : "", cell == NULL ? "-" : cell);
        }
        if (strcmp(text->str, "ok") != 0)
            sink->found(fault, text->str, sink->data);
    }
    gboolean done = rc == SQLITE_DONE || stage_sqlite_fail(handle, error);
    sqlite3_finalize(stmt);
    return done;
}

/* The full-text indexes; NULL on error. */
static GPtrArray *
find_indexes(sqlite3 *handle, GError **error)
{
    static const char sql[] =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'zoek\\_%' ESCAPE '\\' "
        "AND sql LIKE 'CREATE VIRTUAL%' ORDER BY name";
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    sqlite3_stmt *stmt = NULL;
    int rc = SQLITE_OK;

    if (sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL) != SQLITE_OK) {
        stage_sqlite_fail(handle, error);
        return NULL;
    }
    while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
        g_ptr_array_add(names, g_strdup((const char *)sqlite3_column_text(stmt, 0)));
    gboolean done = rc == SQLITE_DONE || stage_sqlite_fail(handle, error);
    sqlite3_finalize(stmt);
    return done ? g_steal_pointer(&names) : NULL;
}

static gboolean
check_index(sqlite3 *handle, const char *name, const Sink *sink, GError **error)
{
    char *check = sqlite3_mprintf("INSERT INTO \"%w\" (\"%w\", rank) VALUES ('integrity-check', 1)", name,
                                  name);
    int rc = sqlite3_exec(handle, check, NULL, NULL, NULL);

    sqlite3_free(check);
    if ((rc & 0xff) != SQLITE_CORRUPT)
        return rc == SQLITE_OK || stage_sqlite_fail(handle, error);
    if (stage_sqlite_disk_failed(handle, error))
        return FALSE;
    sink->found(STAGE_FAULT_INDEX, name, sink->data);
    return TRUE;
}

/* FTS5 takes its check as an INSERT, which a connection that only reads refuses; nothing is written. It waits
 * for who writes meanwhile only when nothing is being read, so the names are read first. */
static gboolean
check_indexes(sqlite3 *handle, const Sink *sink, GError **error)
{
    g_autoptr(GPtrArray) names = find_indexes(handle, error);

    for (guint i = 0; names != NULL && i < names->len; i++)
        if (!check_index(handle, g_ptr_array_index(names, i), sink, error))
            return FALSE;
    return names != NULL;
}

static gboolean
check_indexes_of(const SqliteConnection *c, const Sink *sink, GError **error)
{
    if (!c->reads)
        return check_indexes(c->handle, sink, error);
    sqlite3_exec(c->handle, "PRAGMA query_only = OFF", NULL, NULL, NULL);
    gboolean done = check_indexes(c->handle, sink, error);
    sqlite3_exec(c->handle, "PRAGMA query_only = ON", NULL, NULL, NULL);
    return done;
}

gboolean
stage_sqlite_integrity(void *conn, StageFound found, void *data, GError **error)
{
    const SqliteConnection *c = conn;
    const Sink sink = { found, data };

    return tell_rows(c->handle, "PRAGMA integrity_check", STAGE_FAULT_FILE, &sink, error) &&
           tell_rows(c->handle, "PRAGMA foreign_key_check", STAGE_FAULT_REFERENCE, &sink, error) &&
           (!c->writable || check_indexes_of(c, &sink, error));
}
