/* What the unit tests share. */
#pragma once

#include "base/error.h"
#include "db/db.h"

/* A new empty folder; test_folder_free() removes it with all that is in it. */
char *test_folder(void);
void test_folder_free(char *folder);

/* A file in it. */
char *test_file(const char *folder, const char *name, const void *bytes, gssize size);

/* A new store in it, opened for writing. */
StageDb *test_store(const char *folder);

/* That a call failed as it should; then forgets the error. */
#define test_failed(call, error, code)                                                                       \
    do {                                                                                                     \
        g_assert_false(call);                                                                                \
        g_assert_error(*(error), STAGE_ERROR, (gint)(code));                                                 \
        g_clear_error(error);                                                                                \
    } while (0)

/* That a call succeeded; shows the error when it did not. */
#define test_done(call, error)                                                                               \
    do {                                                                                                     \
        gboolean test_is_done = (call);                                                                      \
        g_assert_no_error(*(error));                                                                         \
        g_assert_true(test_is_done);                                                                         \
    } while (0)

/* A random one of an array. */
#define test_any(array) ((array)[g_test_rand_int_range(0, (gint32)G_N_ELEMENTS(array))])
/* TRUE in `percent` of a hundred cases. */
#define test_chance(percent) (g_test_rand_int_range(0, 100) < (percent))
