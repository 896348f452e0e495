/* A whole import into a store that has the example, taken back afterwards: each row by itself, as when
 * changes are listed, and many at once. Both come to the same, and the counts add up. */
#include "fuzz.h"

#include <glib/gstdio.h>

#include "base/text.h"
#include "import/apply.h"
#include "model/handeling.h"

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
#define DATA STAGE_CORPUS "/../../../../data"
#else
#define DATA "data"
#endif

static StageDb *
new_store(void)
{
    g_autofree char *folder = g_dir_make_tmp("fuzz-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "stage.db", NULL);
    StageDbOptions options = { .path = path, .mode = STAGE_DB_CREATE, .today = "2026-11-12" };
    StageDb *db = stage_db_open(&options, NULL);

    g_unlink(path); /* the open file lives on without a name */
    for (guint i = 0; i < 2; i++) {
        g_autofree char *companion = g_strconcat(path, i == 0 ? "-wal" : "-shm", NULL);
        g_unlink(companion);
    }
    g_rmdir(folder);
    g_assert_nonnull(db);
    return db;
}

static void
fill(StageDb *db)
{
    const StageActor actor = { "2026-11-11T10:00:00Z", "kees", "import" };
    const StageImportOptions options = { .today = { "2026-11-11" }, .problem = on_problem };
    StageImportCounts counts;
    gboolean changed = FALSE;
    gint64 id = 0;

    g_assert_true(stage_db_begin(db, NULL) && stage_handeling_begin(db, &actor, &id, NULL));
    g_assert_true(stage_import_run(db, DATA "/voorbeeld/bpv-export.csv", &options, &counts, NULL));
    g_assert_true(stage_handeling_end(db, id, &changed, NULL) && changed && stage_db_commit(db, NULL));
    stage_import_counts_clear(&counts);
}

/* Gives the counts, of which the texts are gone. */
static StageImportCounts
import(StageDb *db, const char *path, StageImportOptions *options)
{
    const StageActor actor = { "2026-11-12T10:00:00Z", "kees", "import" };
    StageImportCounts counts;
    g_autoptr(GError) error = NULL;
    guint problems = 0;
    gint64 id = 0;

    options->data = &problems;
    g_assert_true(stage_db_begin(db, NULL) && stage_handeling_begin(db, &actor, &id, NULL));
    if (!stage_import_run(db, path, options, &counts, &error))
        g_assert_true(stage_is_visible(error->message));
    g_assert_cmpuint(counts.rejected, ==, problems);
    g_assert_cmpuint(counts.rejected, <=, counts.rows);
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++)
        g_assert_cmpuint(counts.of[i].added + counts.of[i].changed + counts.of[i].unchanged, <=,
                         counts.rows - counts.rejected);
    stage_db_rollback(db);
    stage_import_counts_clear(&counts);
    return counts;
}

static void
same_counts(const StageImportCounts *one, const StageImportCounts *other)
{
    g_assert_cmpuint(one->rows, ==, other->rows);
    g_assert_cmpuint(one->rejected, ==, other->rejected);
    g_assert_cmpuint(one->added, ==, other->added);
    g_assert_cmpuint(one->changed, ==, other->changed);
    g_assert_cmpuint(one->unchanged, ==, other->unchanged);
    g_assert_cmpuint(one->contradicted, ==, other->contradicted);
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++) {
        g_assert_cmpuint(one->of[i].added, ==, other->of[i].added);
        g_assert_cmpuint(one->of[i].changed, ==, other->of[i].changed);
        g_assert_cmpuint(one->of[i].unchanged, ==, other->of[i].unchanged);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const folders[] = { DATA "/import", NULL };
    static StageDb *db; /* made once; every input is taken back */
    static StageProfiles *profiles;
    StageImportOptions options = { .skip_bad = TRUE, .today = { "2026-11-12" }, .problem = on_problem };
    int fd = -1;
    g_autofree char *path = fuzz_file(data, size, &fd);

    if (db == NULL) {
        db = new_store();
        fill(db);
    }
    profiles = profiles == NULL ? stage_profiles_load(folders, NULL) : profiles;
    g_assert_true(profiles != NULL && profiles->all->len > 0);
    options.profiles = profiles;
    StageImportCounts many = import(db, path, &options);
    options.change = on_change;
    StageImportCounts each = import(db, path, &options);
    same_counts(&many, &each);
    close(fd);
    return 0;
}
