/* How long it takes to find a note that is nearly equal, for tests/bench/bench:
 *   bench-alike STORE find|scan|upkeep N
 * find looks by the table gelijkenis for the copies of N notes; scan does the same by comparing all notes;
 * upkeep is what a talk with four notes adds to the end of its action, N times, taken back each time. Prints
 * the median and the most, in milliseconds, and how many had one. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/gelijkenis.h"
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
    fprintf(stderr, "bench-alike: %s\n", *error == NULL ? "refused" : (*error)->message);
    exit(1);
}

typedef struct {
    gint64 id, student;
    char *text;
} Note;

/* One that is not confidential, from anywhere in the store. */
static Note
pick(StageDb *db, gint64 i)
{
    static const char sql[] =
        "SELECT n.id, p.student, n.tekst FROM notitie n JOIN gesprek g ON g.id = n.gesprek "
        "JOIN plaatsing p ON p.id = g.plaatsing WHERE n.id >= (SELECT min(id) + $1 % (max(id) - min(id) + 1) "
        "FROM notitie) "
        "AND n.tekst IS NOT NULL AND n.vertrouwelijk IS NOT 1 ORDER BY n.id LIMIT 1";
    g_autoptr(GError) error = NULL;
    g_autoptr(StageStmt) row = stage_db_query(db, sql, STAGE_ARGS(stage_int(i * 7919)), &error);

    done(row != NULL && stage_stmt_next(row), &error);
    return (Note){ stage_stmt_number(row, 0), stage_stmt_number(row, 1), g_strdup(stage_stmt_text(row, 2)) };
}

static gboolean
find(StageDb *db, const Note *note)
{
    const StageGelijkenisVraag vraag = { note->text, note->student, "notitie", note->id };
    StageGelijkenisVondst found = { 0 };
    g_autoptr(GError) error = NULL;

    done(stage_gelijkenis_find(db, &vraag, &found, &error), &error);
    return found.rij != 0;
}

static gboolean
scan(StageDb *db, const Note *note)
{
    static const char sql[] =
        "SELECT n.tekst FROM notitie n JOIN gesprek g ON g.id = n.gesprek "
        "JOIN plaatsing p ON p.id = g.plaatsing WHERE n.vertrouwelijk IS DISTINCT FROM 1 "
        "AND n.tekst IS NOT NULL AND p.student <> $1";
    g_autoptr(StageShingles) one = stage_shingles_new(note->text);
    g_autoptr(GError) error = NULL;
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_ARGS(stage_int(note->student)), &error);
    guint best = 0;

    done(rows != NULL, &error);
    while (stage_stmt_next(rows)) {
        g_autoptr(StageShingles) other = stage_shingles_new(stage_stmt_text(rows, 0));
        best = MAX(best, stage_shingles_alike(one, other));
    }
    done(stage_stmt_done(rows, &error), &error);
    return best >= STAGE_GELIJKENIS_NEAR;
}

static gint64
last_entry(StageDb *db)
{
    static const char sql[] = "SELECT coalesce(max(id), 0) FROM journaal";
    g_autoptr(GError) error = NULL;
    gint64 id = 0;

    done(stage_db_number(db, sql, STAGE_NO_ARGS, &id, &error), &error);
    return id;
}

/* Microseconds. */
static gint64
upkeep(StageDb *db, const Note *note)
{
    static const char of[] = "SELECT gesprek FROM notitie WHERE id = $1";
    g_autoptr(GError) error = NULL;
    gint64 action = 0, gesprek = 0, before = last_entry(db);

    done(stage_db_begin(db, &error) && stage_handeling_begin(db, &actor, &action, &error) &&
             stage_db_number(db, of, STAGE_ARGS(stage_int(note->id)), &gesprek, &error),
         &error);
    for (int key = 1; key <= 4; key++)
        done(stage_notitie_add(db, gesprek, key, note->text, &error), &error);
    gint64 last = last_entry(db), start = g_get_monotonic_time();
    done(stage_gelijkenis_changes(db, before + 1, last, &error), &error);
    gint64 took = g_get_monotonic_time() - start;
    stage_db_set_action(db, STAGE_NO_ACTION);
    stage_db_rollback(db);
    return took;
}

static int
by_time(const void *a, const void *b)
{
    gint64 one = *(const gint64 *)a, other = *(const gint64 *)b;

    return one < other ? -1 : one > other;
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(gint64));
    guint had = 0;

    setlocale(LC_ALL, "C.UTF-8");
    gint64 n = argc == 4 ? g_ascii_strtoll(argv[3], NULL, 10) : 0;
    if (n < 1) {
        fprintf(stderr, "usage: bench-alike STORE find|scan|upkeep N\n");
        return 64;
    }
    StageDbOptions options = {
        .path = argv[1], .mode = STAGE_DB_WRITE, .busy_ms = 1000, .today = today.text
    };
    g_autoptr(StageDb) db = stage_db_open(&options, &error);
    done(db != NULL, &error);
    for (gint64 i = 1; i <= n; i++) {
        Note note = pick(db, i);
        gint64 start = g_get_monotonic_time(), took = 0;
        if (strcmp(argv[2], "upkeep") == 0)
            took = upkeep(db, &note);
        else
            had += (strcmp(argv[2], "scan") == 0 ? scan(db, &note) : find(db, &note)) ? 1 : 0;
        took = took > 0 ? took : g_get_monotonic_time() - start;
        g_array_append_val(times, took);
        g_free(note.text);
    }
    g_array_sort(times, by_time);
    printf("%.3f %.3f %u\n", (double)g_array_index(times, gint64, times->len / 2) / 1000,
           (double)g_array_index(times, gint64, times->len - 1) / 1000, had);
    return 0;
}
