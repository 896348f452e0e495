/* Every statement of the program is taken by every engine. They are found where they end up: in the text of
 * the library, its modules and the program. Those of one engine are in its own files, and told apart by what
 * only it knows. The server is that of the tests, when there is one (tests/run). */
#include "test.h"

#include <string.h>

#include "base/error.h"
#include "model/entities.h"

static const char *const files[] = { STAGE_LIBRARY, STAGE_PROGRAM };

static gboolean
is_statement(const char *text)
{
    static const char *const begins[] = { "SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "WITH " };
    /* Of a migration, of a text that is still to be filled in, and of the engine that the library has in it.
     */
    static const char *const others[] = { ";", "\n", "%s", "%w", "%li", "sqlite_", "?1", "MATCH" };

    gboolean begun = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(begins); i++)
        begun = begun || g_str_has_prefix(text, begins[i]);
    for (gsize i = 0; begun && i < G_N_ELEMENTS(others); i++)
        if (strstr(text, others[i]) != NULL)
            return FALSE;
    return begun && g_utf8_validate(text, -1, NULL) && strlen(text) > strlen("INSERT INTO x ");
}

/* A literal ends at a zero, and begins after something that is no text. */
static void
take_statements(const char *path, GHashTable *all)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = NULL;
    gsize size = 0;

    g_file_get_contents(path, &bytes, &size, &error);
    g_assert_no_error(error);
    for (gsize i = 1; i < size; i++)
        if (!g_ascii_isprint(bytes[i - 1]) && g_ascii_isupper(bytes[i]) && is_statement(bytes + i))
            g_hash_table_add(all, g_strdup(bytes + i));
}

/* Those that are made from the fields of a table; there is no row of that id. */
static guint
take_made(StageDb *db, const StageEntity *const *list)
{
    guint wrong = 0;

    for (; *list != NULL; list++) {
        const StageEntity *of = *list;
        g_autofree gint64 *entity = g_malloc0(of->size);
        g_autoptr(GError) error = NULL;
        const char *made[] = { "get", "remove", "change", "all" };
        for (gsize i = 0; i < G_N_ELEMENTS(made); i++) {
            g_autoptr(StageStmt) rows = NULL;
            entity[0] = 999999;
            for (guint f = 0; f < of->fields.n; f++) /* a name is needed to make what it is searched by */
                if (stage_field_is_text(&of->fields.fields[f]))
                    stage_field_set(&of->fields.fields[f], entity, stage_text("x"));
            if (i == 0)
                stage_entity_get(of, db, 999999, entity, &error);
            else if (i == 1)
                stage_entity_remove_raw(of, db, 999999, &error);
            else if (i == 2)
                stage_entity_put_raw(of, db, entity, FALSE, &error);
            else if ((rows = stage_entity_all(of, db, &error)) != NULL)
                stage_stmt_next(rows);
            if (error != NULL && error->code != STAGE_ERROR_NOT_FOUND) {
                g_test_message("%s %s: %s", made[i], of->noun, error->message);
                wrong++;
            }
            g_clear_error(&error);
        }
        stage_entity_clear(of, entity);
    }
    return wrong;
}

static void
taken(StageDb *db)
{
    g_autoptr(GHashTable) all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter next;
    gpointer sql = NULL;
    guint wrong = take_made(db, stage_entities) + take_made(db, stage_logs);

    for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
        take_statements(files[i], all);
    g_assert_cmpuint(g_hash_table_size(all), >, 200);
    g_test_message("%u statements", g_hash_table_size(all));
    g_hash_table_iter_init(&next, all);
    while (g_hash_table_iter_next(&next, &sql, NULL)) {
        g_autoptr(GError) error = NULL;
        if (stage_db_takes(db, sql, &error))
            continue;
        g_test_message("%s: %s", error->message, (const char *)sql);
        wrong++;
    }
    g_assert_cmpuint(wrong, ==, 0);
}

static void
in_a_file(void)
{
    char *folder = test_folder();
    StageDb *db = test_store(folder);

    taken(db);
    stage_db_close(db);
    test_folder_free(folder);
}

/* A store that is there and empty, at $STAGE_TEST_SERVER. */
static void
on_a_server(void)
{
    g_autoptr(GError) error = NULL;
    StageDbOptions options = { .path = g_getenv("STAGE_TEST_SERVER"),
                               .mode = STAGE_DB_WRITE,
                               .today = "2026-11-23" };

    if (options.path == NULL) {
        g_test_skip("no server");
        return;
    }
    g_autoptr(StageDb) db = stage_db_open(&options, &error);
    g_assert_no_error(error);
    taken(db);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/statements/file", in_a_file);
    g_test_add_func("/statements/server", on_a_server);
    return g_test_run();
}
