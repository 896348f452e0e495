#include "test.h"

#include <sqlite3.h>
#include <string.h>

#include "db/driver.h"

/* Straight to the file, as an older or a newer program would have left it. */
static char *
raw(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    GString *out = g_string_new(NULL);

    g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
    for (const char *rest = sql; *rest != '\0';) {
        g_assert_cmpint(sqlite3_prepare_v2(db, rest, -1, &stmt, &rest), ==, SQLITE_OK);
        while (stmt != NULL && sqlite3_step(stmt) == SQLITE_ROW)
            for (int i = 0; i < sqlite3_column_count(stmt); i++)
                g_string_append_printf(out, "%s|", (const char *)sqlite3_column_text(stmt, i));
        g_assert_cmpint(sqlite3_finalize(stmt), ==, SQLITE_OK);
    }
    g_assert_cmpint(sqlite3_close(db), ==, SQLITE_OK);
    return g_string_free(out, FALSE);
}

static void
change(const char *path, const char *sql)
{
    g_autofree char *ignored = raw(path, sql);
}

/* A store of the first `n` migrations, each recorded. */
static char *
old_store(const char *folder, const char *name, guint n)
{
    char *path = g_build_filename(folder, name, NULL);

    change(path, "PRAGMA application_id = 1398030663; PRAGMA journal_mode = WAL"); /* 'STAG' */
    for (guint i = 0; i < n; i++) {
        const StageMigration *m = &stage_sqlite_migrations[i];
        g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, m->sql, -1);
        g_autofree char *record = g_strdup_printf(
            "INSERT INTO migratie VALUES (%u, '%s', '%s', '2026-01-01')", m->number, m->name, hash);
        change(path, m->sql);
        change(path, record);
    }
    change(path, "INSERT INTO docent (code, zoek, zoek_achternaam) VALUES ('WITK', '', '');"
                 "INSERT INTO student (nummer, achternaam, zoek, zoek_achternaam) VALUES ('0012', 'Hof', "
                 "'hof', 'hof');"
                 "INSERT INTO leerbedrijf (naam, zoek) VALUES ('De Korst', 'de korst');"
                 "INSERT INTO plaatsing (student, leerbedrijf, docent, begin, einde) "
                 "VALUES (1, 1, 1, '2026-02-01', '2026-07-01')");
    return path;
}

static guint
newest(void)
{
    guint n = 0;

    while (stage_sqlite_migrations[n].sql != NULL)
        n++;
    return n;
}

static StageDb *
open_store(const char *path, StageDbMode mode, char **out_copy, GError **error)
{
    StageDbOptions options = { .path = path, .mode = mode, .today = "2026-11-23" };
    StageDb *db = stage_db_open(&options, error);

    if (out_copy != NULL)
        *out_copy = options.migrated_copy;
    else
        g_free(options.migrated_copy);
    return db;
}

static const char schema[] = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name";
static const char record[] = "SELECT nummer, naam, sha256 FROM migratie ORDER BY nummer";
static const char rows[] = "SELECT * FROM docent; SELECT * FROM student; SELECT * FROM plaatsing";

static void
same(const char *one, const char *other, const char *sql)
{
    g_autofree char *a = raw(one, sql), *b = raw(other, sql);

    g_assert_cmpstr(a, ==, b);
    g_assert_cmpuint(strlen(a), >, 0);
}

/* Numbers go up by one, and names are there: what records and copies are named by. */
static void
numbered(void)
{
    for (guint i = 0; i < newest(); i++) {
        g_assert_cmpuint(stage_sqlite_migrations[i].number, ==, i + 1);
        g_assert_cmpuint(strlen(stage_sqlite_migrations[i].name), >, 0);
    }
}

static void
from_each(void)
{
    for (guint version = 1; version < newest(); version++)
        for (int mode = STAGE_DB_READ; mode <= STAGE_DB_WRITE; mode++) {
            g_autoptr(GError) error = NULL;
            char *folder = test_folder();
            g_autofree char *path = old_store(folder, "old.db", version);
            g_autofree char *twin = old_store(folder, "twin.db", version);
            g_autofree char *new_path = g_build_filename(folder, "stage.db", NULL);
            g_autofree char *copy = NULL, *none = NULL, *in_the_way = NULL;
            g_autofree char *name = g_strdup_printf("old.db.schema%u-2026-11-23", version);
            StageDb *new_store = test_store(folder);
            if (mode == STAGE_DB_WRITE) /* a copy of the same day is never written over */
                in_the_way = test_file(folder, name, "mine", 4);
            StageDb *db = open_store(path, (StageDbMode)mode, &copy, &error);
            g_assert_no_error(error);
            g_assert_nonnull(copy);
            stage_db_close(db);
            stage_db_close(new_store);
            same(path, new_path, schema);
            same(path, new_path, record);
            same(path, twin, rows);
            same(copy, twin, schema);
            same(copy, twin, record);
            same(copy, twin, rows);
            if (in_the_way != NULL) {
                g_autofree char *text = NULL;
                g_assert_true(g_file_get_contents(in_the_way, &text, NULL, NULL));
                g_assert_cmpstr(text, ==, "mine");
                g_assert_cmpstr(copy, !=, in_the_way);
            }
            StageDb *again = open_store(path, STAGE_DB_WRITE, &none, &error);
            g_assert_no_error(error);
            g_assert_null(none);
            stage_db_close(again);
            test_folder_free(folder);
        }
}

static void
refused(void)
{
    static const struct {
        const char *change;
        StageErrorCode code;
    } bad[] = {
        { "UPDATE migratie SET sha256 = replace(sha256, substr(sha256, 1, 1), '_') WHERE nummer = 1",
          STAGE_ERROR_CORRUPT },
        { "INSERT INTO migratie SELECT nummer + 1, 'later', sha256, toegepast FROM migratie "
          "ORDER BY nummer DESC LIMIT 1",
          STAGE_ERROR_TOO_NEW },
        { "DELETE FROM migratie WHERE nummer = 1", STAGE_ERROR_CORRUPT },
        { "PRAGMA application_id = 1", STAGE_ERROR_CORRUPT },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        for (int mode = STAGE_DB_READ; mode <= STAGE_DB_WRITE; mode++) {
            g_autoptr(GError) error = NULL;
            char *folder = test_folder();
            g_autofree char *path = old_store(folder, "old.db", newest());
            g_autofree char *copy = NULL, *before = NULL, *after = NULL;
            change(path, bad[i].change);
            before = raw(path, rows);
            test_failed(open_store(path, (StageDbMode)mode, &copy, &error) != NULL, &error, bad[i].code);
            g_assert_null(copy);
            after = raw(path, rows);
            g_assert_cmpstr(before, ==, after);
            test_folder_free(folder);
        }
}

/* A migration that fails leaves the store as it was, and the copy beside it. */
static void
half_way(void)
{
    g_autoptr(GError) error = NULL;
    char *folder = test_folder();
    g_autofree char *path = old_store(folder, "old.db", 1), *twin = old_store(folder, "twin.db", 1);

    change(path, "CREATE TABLE gesprek_notities (x)"); /* the last thing that migration 2 makes */
    change(twin, "CREATE TABLE gesprek_notities (x)");
    test_failed(open_store(path, STAGE_DB_WRITE, NULL, &error) != NULL, &error, STAGE_ERROR_INTERNAL);
    same(path, twin, schema);
    same(path, twin, record);
    same(path, twin, rows);
    test_folder_free(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/migrate/numbered", numbered);
    g_test_add_func("/migrate/from-each", from_each);
    g_test_add_func("/migrate/refused", refused);
    g_test_add_func("/migrate/half-way", half_way);
    return g_test_run();
}
