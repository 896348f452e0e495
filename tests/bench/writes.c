/* The same writes with the journal and without it, for tests/bench/bench:
 *   bench-writes with|without STORE import FILE
 *   bench-writes with|without STORE log N
 * Without it nothing is written down and nothing is added to the search index. Prints the milliseconds that
 * the writes took, from the beginning of the (first) transaction to the end of the (last) commit. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/db.h"
#include "import/apply.h"
#include "model/gesprek.h"
#include "model/handeling.h"
#include "model/notitie.h"

static const StageActor actor = { "2026-11-23T10:00:00Z", "bench", "bench" };
static const StageDay today = { "2026-11-23" };

static void
done(gboolean did, GError **error)
{
    if (did)
        return;
    fprintf(stderr, "bench-writes: %s\n", *error == NULL ? "refused" : (*error)->message);
    exit(1);
}

typedef struct {
    StageDb *db;
    gboolean with;
    gint64 id;
} Action;

static Action
begin(StageDb *db, gboolean with)
{
    g_autoptr(GError) error = NULL;
    Action action = { db, with, 0 };

    done(stage_db_begin(db, &error), &error);
    if (with)
        done(stage_handeling_begin(db, &actor, &action.id, &error), &error);
    else
        stage_db_set_action(db, STAGE_NO_JOURNAL);
    return action;
}

static void
end(const Action *action)
{
    g_autoptr(GError) error = NULL;
    gboolean changed = FALSE;

    if (action->with)
        done(stage_handeling_end(action->db, action->id, &changed, &error) && changed, &error);
    done(stage_db_commit(action->db, &error), &error);
}

static void
tell_problem(const char *message, void *data)
{
    (void)data;
    fprintf(stderr, "%s\n", message);
}

static void
import(StageDb *db, gboolean with, const char *path)
{
    const StageImportOptions options = { .today = today, .problem = tell_problem };
    StageImportCounts counts = { 0 };
    g_autoptr(GError) error = NULL;
    Action action = begin(db, with);

    done(stage_import_run(db, path, &options, &counts, &error), &error);
    g_ptr_array_free(counts.unused, TRUE);
    end(&action);
}

/* A talk with four notes, as `gesprek log` writes it; one transaction each. */
static void
log_talks(StageDb *db, gboolean with, gint64 n)
{
    static const char pick[] =
        "SELECT id FROM plaatsing WHERE id >= $1 % (SELECT max(id) FROM plaatsing) ORDER BY id LIMIT 1";
    static const char text[] =
        "Werkt nauwkeurig; 't tempo mag nog wat omhoog. Keek twee dagen mee op de poli.";
    g_autoptr(GError) error = NULL;

    for (gint64 i = 0; i < n; i++) {
        StageGesprek talk = { .soort = g_strdup("extra"),
                              .vorm = g_strdup("bezoek"),
                              .gehouden = today,
                              .docent_aanwezig = STAGE_YES,
                              .student_aanwezig = STAGE_YES,
                              .opleider_aanwezig = STAGE_YES };
        Action action = begin(db, with);

        done(stage_db_number(db, pick, STAGE_ARGS(stage_int(i * 7919)), &talk.plaatsing, &error) &&
                 stage_entity_add(&stage_gesprek, db, &talk, &error),
             &error);
        for (int key = 1; key <= 4; key++)
            done(stage_notitie_add(db, talk.id, key, text, &error), &error);
        end(&action);
        stage_entity_clear(&stage_gesprek, &talk);
    }
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;

    setlocale(LC_ALL, "C.UTF-8");
    if (argc != 5) {
        fprintf(stderr, "usage: bench-writes with|without STORE import FILE|log N\n");
        return 64;
    }
    StageDbOptions options = {
        .path = argv[2], .mode = STAGE_DB_WRITE, .busy_ms = 1000, .today = today.text
    };
    g_autoptr(StageDb) db = stage_db_open(&options, &error);
    done(db != NULL, &error);
    gboolean with = strcmp(argv[1], "with") == 0;
    gint64 start = g_get_monotonic_time();
    if (strcmp(argv[3], "import") == 0)
        import(db, with, argv[4]);
    else
        log_talks(db, with, g_ascii_strtoll(argv[4], NULL, 10));
    printf("%.3f\n", (double)(g_get_monotonic_time() - start) / 1000);
    return 0;
}
