#include "test.h"

#include <glib/gstdio.h>

char *
test_folder(void)
{
    g_autoptr(GError) error = NULL;
    char *folder = g_dir_make_tmp("stage-test-XXXXXX", &error);

    g_assert_no_error(error);
    return folder;
}

void
test_folder_free(char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);

    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
            test_folder_free(g_steal_pointer(&path));
        else
            g_assert_cmpint(g_unlink(path), ==, 0);
    }
    g_assert_cmpint(g_rmdir(folder), ==, 0);
    g_free(folder);
}

char *
test_file(const char *folder, const char *name, const void *bytes, gssize size)
{
    g_autoptr(GError) error = NULL;
    char *path = g_build_filename(folder, name, NULL);

    g_file_set_contents(path, bytes, size, &error);
    g_assert_no_error(error);
    return path;
}

StageDb *
test_store(const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(folder, "stage.db", NULL);
    StageDbOptions options = { .path = path, .mode = STAGE_DB_CREATE, .today = "2026-11-23" };
    StageDb *db = stage_db_open(&options, &error);

    g_assert_no_error(error);
    g_assert_null(options.migrated_copy);
    stage_db_set_action(db, 1); /* outside an action nothing may be written */
    return db;
}
