/* A whole import into a store, taken back afterwards. A file that goes in changes nothing the second time
 * unless it contradicts itself, so only what always holds is asked: the counts add up. */
#include "fuzz.h"

#include <glib/gstdio.h>

#include "base/text.h"
#include "import/apply.h"

static void
on_change(const StageImportChange *change, void *data)
{
    (void)data;
    g_assert_true(change->what != NULL && change->id > 0);
}

static void
on_problem(const char *message, void *data)
{
    guint *problems = data;

    g_assert_true(stage_is_visible(message));
    *problems += 1;
}

/* The profiles that are installed: records, JSON and what they leave out are imported too. */
#ifdef STAGE_CORPUS
#define PROFILES STAGE_CORPUS "/../../../../data/import"
#else
#define PROFILES "data/import"
#endif

static StageDb *
new_store(void)
{
    g_autofree char *folder = g_dir_make_tmp("fuzz-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "stage.db", NULL);
    StageDbOptions options = { .path = path, .mode = STAGE_DB_CREATE, .today = "2026-11-12" };
    StageDb *db = stage_db_open(&options, NULL);
    stage_db_set_action(db, 1);

    g_unlink(path); /* the open file lives on without a name */
    for (guint i = 0; i < 2; i++) {
        g_autofree char *companion = g_strconcat(path, i == 0 ? "-wal" : "-shm", NULL);
        g_unlink(companion);
    }
    g_rmdir(folder);
    g_assert_nonnull(db);
    return db;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const folders[] = { PROFILES, NULL };
    static StageDb *db; /* made once; every input is taken back */
    static StageProfiles *profiles;
    guint problems = 0;
    StageImportOptions options = { .skip_bad = TRUE,
                                   .today = { "2026-11-12" },
                                   .change = on_change,
                                   .problem = on_problem,
                                   .data = &problems };
    StageImportCounts counts;
    g_autoptr(GError) error = NULL;
    int fd = -1;
    g_autofree char *path = fuzz_file(data, size, &fd);

    db = db == NULL ? new_store() : db;
    profiles = profiles == NULL ? stage_profiles_load(folders, NULL) : profiles;
    g_assert_true(profiles != NULL && profiles->all->len > 0);
    options.profiles = profiles;
    g_assert_true(stage_db_begin(db, NULL));
    if (!stage_import_run(db, path, &options, &counts, &error))
        g_assert_true(stage_is_visible(error->message));
    g_assert_cmpuint(counts.rejected, ==, problems);
    g_assert_cmpuint(counts.rejected, <=, counts.rows);
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++)
        g_assert_cmpuint(counts.of[i].added + counts.of[i].changed + counts.of[i].unchanged, <=,
                         counts.rows - counts.rejected);
    stage_db_rollback(db);
    stage_import_counts_clear(&counts);
    close(fd);
    return 0;
}
