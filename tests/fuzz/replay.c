/* Runs every input of a corpus through a fuzz target as a plain test: replay.c and the target make a program
 * of GLib's g_test. STAGE_CORPUS is the folder. */
#include "fuzz.h"

static void
replay(const void *path)
{
    g_autofree char *data = NULL;
    gsize size = 0;

    g_assert_true(g_file_get_contents(path, &data, &size, NULL));
    /* Of exactly its size, so that a sanitizer sees a read behind it. */
    g_autofree uint8_t *exact = g_memdup2(data, size);
    g_assert_cmpint(LLVMFuzzerTestOneInput(exact, size), ==, 0);
}

int
main(int argc, char **argv)
{
    g_autoptr(GDir) folder = g_dir_open(STAGE_CORPUS, 0, NULL);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

    g_test_init(&argc, &argv, NULL);
    g_assert_nonnull(folder);
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
        g_autofree char *test = g_strconcat("/corpus/", name, NULL);
        g_ptr_array_add(paths, g_build_filename(STAGE_CORPUS, name, NULL));
        g_test_add_data_func(test, g_ptr_array_index(paths, paths->len - 1), replay);
    }
    g_assert_cmpuint(paths->len, >, 0);
    return g_test_run();
}
