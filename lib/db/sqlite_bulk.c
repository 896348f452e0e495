/* Filling an empty store: an index that is made at once, from sorted rows, costs a fraction of one that each
 * row finds its place in. */
#include <string.h>

#include "db/sqlite_driver.h"

/* What is only searched by people and by rules, and has its rows in any order: none of these keeps a key
 * unique or tells an import what it knows already. */
static const char *const deferred[] = {
    "student_zoek",     "student_achternaam", "student_opleiding", "plaatsing_leerbedrijf",
    "plaatsing_docent", "plaatsing_opleider", "opleider_zoek",
};

static gboolean
run(SqliteConnection *c, const char *sql, GError **error)
{
    return sqlite3_exec(c->handle, sql, NULL, NULL, NULL) == SQLITE_OK || stage_sqlite_fail(c->handle, error);
}

/* Adds the statement that makes an index, and drops it. */
static gboolean
put_off(SqliteConnection *c, const char *name, GString *making, GError **error)
{
    sqlite3_stmt *stmt = NULL;
    g_autofree char *drop = g_strdup_printf("DROP INDEX %s", name);
    gboolean found = FALSE;

    if (sqlite3_prepare_v2(c->handle, "SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?1", -1,
                           &stmt, NULL) != SQLITE_OK)
        return stage_sqlite_fail(c->handle, error);
    sqlite3_bind_text(stmt, 1, name, -1, SQLITE_STATIC);
    if (sqlite3_step(stmt) == SQLITE_ROW) {
        found = TRUE;
        g_string_append_printf(making, "%s;", (const char *)sqlite3_column_text(stmt, 0));
    }
    sqlite3_finalize(stmt);
    return !found || run(c, drop, error);
}

gboolean
stage_sqlite_bulk_begin(void *conn, GError **error)
{
    SqliteConnection *c = conn;
    GString *making = g_string_new(NULL);
    gboolean done = TRUE;

    for (gsize i = 0; done && i < G_N_ELEMENTS(deferred); i++)
        done = put_off(c, deferred[i], making, error);
    g_free(c->deferred);
    c->deferred = g_string_free(making, FALSE);
    return done;
}

gboolean
stage_sqlite_bulk_end(void *conn, GError **error)
{
    SqliteConnection *c = conn;
    g_autofree char *making = g_steal_pointer(&c->deferred);

    return making == NULL || run(c, making, error);
}
