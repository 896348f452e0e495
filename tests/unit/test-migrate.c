#include "test.h"

#include <sqlite3.h>
#include <string.h>

#include "db/driver.h"
#include "model/journaal.h"
#include "model/student.h"

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

/* What a user of each version had put in, that of a later one after what there was. Of the docenten, the
 * talks and the notes the last was taken away again: its number never comes back. */
static const char *const content[] = {
    "INSERT INTO docent (code, zoek, zoek_achternaam) VALUES ('WITK', '', ''), ('SMIT', '', '');"
    "DELETE FROM docent WHERE code = 'SMIT';"
    "INSERT INTO student (nummer, achternaam, klas, zoek, zoek_achternaam) VALUES ('0012', 'Hof', 'IT3', "
    "'hof', "
    "'hof');"
    "INSERT INTO leerbedrijf (naam, zoek) VALUES ('De Korst', 'de korst');"
    "INSERT INTO opleider (leerbedrijf, achternaam, zoek, zoek_achternaam) VALUES (1, 'Bos', 'bos', 'bos');"
    "INSERT INTO plaatsing (student, leerbedrijf, docent, opleider, begin, einde) "
    "VALUES (1, 1, 1, 1, '2026-02-01', '2026-07-01'), (1, 1, NULL, NULL, '2026-09-01', '2027-02-01')",
    "INSERT INTO gesprek (plaatsing, soort, gepland, gehouden, docent_aanwezig, student_aanwezig, "
    "opleider_aanwezig) VALUES (1, 'start', NULL, '2026-02-10', 1, 1, 0), (2, 'start', NULL, '2026-09-10', "
    "1, 1, "
    "1), (1, 'tussen', '2026-04-10', NULL, NULL, NULL, NULL), (1, 'eind', '2026-06-10', NULL, NULL, NULL, "
    "NULL);"
    "DELETE FROM gesprek WHERE soort = 'eind';"
    "INSERT INTO notitie (gesprek, sleutel, tekst) VALUES (1, 1, 'kent de oven'), (1, 1, 'en de kassa'), "
    "(1, 4, 'vraagt door'), (1, 2, 'weg');"
    "DELETE FROM notitie WHERE tekst = 'weg'",
};

/* A store of the first `n` migrations, each recorded, and what its users had put in. */
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
        if (i < G_N_ELEMENTS(content))
            change(path, content[i]);
    }
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
static const char counters[] =
    "SELECT name, seq FROM sqlite_sequence WHERE name IN ('opleiding', 'docent', 'student', 'leerbedrijf', "
    "'opleider', 'plaatsing', 'gesprek', 'notitie') ORDER BY name";
/* By their columns: a later version has more of them. */
#define ROWS1                                                                                                \
    "SELECT id, crebo, naam, niveau, zoek FROM opleiding ORDER BY id;"                                       \
    "SELECT id, code, roepnaam, voorvoegsel, achternaam, email, telefoon, zoek, zoek_achternaam FROM "       \
    "docent "                                                                                                \
    "ORDER BY id;"                                                                                           \
    "SELECT id, nummer, roepnaam, voorvoegsel, achternaam, email, klas, cohort, leerweg, opleiding, zoek, "  \
    "zoek_achternaam FROM student ORDER BY id;"                                                              \
    "SELECT id, sbb, kvk, vestiging, naam, adres, postcode, plaats, telefoon, zoek FROM leerbedrijf ORDER "  \
    "BY "                                                                                                    \
    "id;"                                                                                                    \
    "SELECT id, leerbedrijf, roepnaam, voorvoegsel, achternaam, email, telefoon, zoek, zoek_achternaam "     \
    "FROM "                                                                                                  \
    "opleider ORDER BY id;"                                                                                  \
    "SELECT id, student, leerbedrijf, docent, opleider, begin, einde, einde_werkelijk, reden, uren, "        \
    "overeenkomst, status FROM plaatsing ORDER BY id"
static const char *const rows[] = {
    ROWS1,
    ROWS1 ";SELECT id, plaatsing, soort, vorm, gepland, tijd, gehouden, geannuleerd, reden, docent_aanwezig, "
          "student_aanwezig, opleider_aanwezig FROM gesprek ORDER BY id;"
          "SELECT id, gesprek, sleutel, tekst FROM notitie ORDER BY id;"
          "SELECT gesprek, sleutel1, sleutel2, sleutel3, sleutel4 FROM gesprek_notities ORDER BY gesprek",
};

/* The rows of what a store of a version can hold. */
static const char *
rows_of(guint version)
{
    return rows[MIN(version, G_N_ELEMENTS(rows)) - 1];
}

static void
same(const char *one, const char *other, const char *sql)
{
    g_autofree char *a = raw(one, sql), *b = raw(other, sql);

    g_assert_cmpstr(a, ==, b);
    g_assert_cmpuint(strlen(a), >, 0);
}

static void
expect(const char *path, const char *sql, const char *what)
{
    g_autofree char *is = raw(path, sql);

    g_assert_cmpstr(is, ==, what);
}

static void
wrong_row(const char *tabel, gint64 rij, const char *why, void *data)
{
    g_string_append_printf(data, "%s %" G_GINT64_FORMAT ": %s\n", tabel, rij, why);
}

static void
wrong_action(gint64 id, const char *why, void *data)
{
    g_string_append_printf(data, "action %" G_GINT64_FORMAT ": %s\n", id, why);
}

static void
verified(StageDb *db)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) found = g_string_new(NULL);

    test_done(stage_journaal_verify(db, wrong_row, found, &error), &error);
    test_done(stage_handeling_verify(db, wrong_action, found, &error), &error);
    g_assert_cmpstr(found->str, ==, "");
}

/* What the journal knows of rows that were there before it, and that it goes on from there. */
static void
journaled(const char *path, StageDb *db, guint version)
{
    static const StageActor actor = { "2026-11-23T10:00:00Z", "kees", "student edit" };
    static const char before[] = "SELECT tabel, laatste FROM voor_journaal ORDER BY tabel";
    StageStudent given = { .klas = (char *)(guintptr) "IT4" };
    g_autoptr(GError) error = NULL;
    gboolean changed = FALSE;
    gint64 id = 0;

    expect(path, before,
           version == 1 ? "docent|2|leerbedrijf|1|opleider|1|plaatsing|2|student|1|"
                        : "docent|2|gesprek|4|leerbedrijf|1|notitie|4|opleider|1|plaatsing|2|student|1|");
    expect(path, "SELECT count(*) FROM journaal; SELECT count(*) FROM handeling", "0|0|");
    verified(db);
    test_done(stage_db_begin(db, &error), &error);
    test_done(stage_handeling_begin(db, &actor, &id, &error), &error);
    test_done(stage_entity_edit(&stage_student, db, 1, &given, &error), &error);
    test_done(stage_handeling_end(db, id, &changed, &error), &error);
    g_assert_true(changed);
    test_done(stage_db_commit(db, &error), &error);
    verified(db);
    expect(path, "SELECT tabel, rij, soort FROM journaal", "student|1|edit|");
}

/* Who took part in a talk that was held, and the index over what was there. */
static void
filled_in(const char *path, guint version)
{
    if (version >= 2)
        expect(path, "SELECT id, coalesce(docent, 0), coalesce(opleider, 0) FROM gesprek ORDER BY id",
               "1|1|1|2|0|0|3|0|0|");
    expect(path, "SELECT rowid FROM zoek_student('hof'); SELECT rowid FROM zoek_leerbedrijf('korst')",
           "1|1|");
    expect(path, "SELECT count(*) FROM zoek_notitie('kassa OR oven')", version == 1 ? "0|" : "2|");
    expect(path, "PRAGMA foreign_key_check; PRAGMA integrity_check", "ok|");
}

/* Numbers go up by one, and names are there: what records and copies are named by. */
static void
numbered(void)
{
    for (guint i = 0; i < newest(); i++) {
        g_assert_cmpuint(stage_sqlite_migrations[i].number, ==, i + 1);
        g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256,
                                                              stage_sqlite_migrations[i].sql, -1);
        g_assert_cmpuint(strlen(stage_sqlite_migrations[i].name), >, 0);
        g_assert_cmpstr(stage_sqlite_migrations[i].sha256, ==, hash); /* the one that the build wrote down */
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
            same(path, twin, rows_of(version));
            same(path, twin, counters);
            same(copy, twin, schema);
            same(copy, twin, record);
            same(copy, twin, rows_of(version));
            same(copy, twin, counters);
            filled_in(path, version);
            if (in_the_way != NULL) {
                g_autofree char *text = NULL;
                g_assert_true(g_file_get_contents(in_the_way, &text, NULL, NULL));
                g_assert_cmpstr(text, ==, "mine");
                g_assert_cmpstr(copy, !=, in_the_way);
            }
            StageDb *again = open_store(path, STAGE_DB_WRITE, &none, &error);
            g_assert_no_error(error);
            g_assert_null(none);
            journaled(path, again, version);
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
            before = raw(path, rows_of(newest()));
            test_failed(open_store(path, (StageDbMode)mode, &copy, &error) != NULL, &error, bad[i].code);
            g_assert_null(copy);
            after = raw(path, rows_of(newest()));
            g_assert_cmpstr(before, ==, after);
            test_folder_free(folder);
        }
}

/* A migration that fails leaves the store as it was, also when others went well before it, and no copy. */
static void
half_way(void)
{
    /* The last thing that each migration makes is there already; by the number of the migration. */
    static const char *const in_the_way[] = {
        [2] = "CREATE TABLE gesprek_notities (x)",
        [3] = "CREATE TABLE zoekvraag (x)",
        [4] = "CREATE TRIGGER zoekvraag_rm AFTER DELETE ON leerbedrijf BEGIN SELECT 1; END",
        [5] = "CREATE TABLE zoek_signaal (x)",
        [6] = NULL, /* it makes nothing */
        [7] = "CREATE TRIGGER conflict_rm AFTER DELETE ON leerbedrijf BEGIN SELECT 1; END",
        [8] = "CREATE TRIGGER vakantie_rm AFTER DELETE ON leerbedrijf BEGIN SELECT 1; END",
        [9] = "CREATE TRIGGER demping_rm AFTER DELETE ON leerbedrijf BEGIN SELECT 1; END",
        [10] = "CREATE TABLE gesprek_open (x)",
    };

    g_assert_cmpuint(newest(), ==, G_N_ELEMENTS(in_the_way) - 1);
    for (guint fails = 2; fails <= newest(); fails++)
        for (guint version = 1; version < fails && in_the_way[fails] != NULL; version++) {
            g_autoptr(GError) error = NULL;
            char *folder = test_folder();
            g_autofree char *path = old_store(folder, "old.db", version);
            g_autofree char *twin = old_store(folder, "twin.db", version);
            g_autofree char *number = g_strdup_printf("migration %u ", fails);
            char *copy = NULL;
            change(path, in_the_way[fails]);
            change(twin, in_the_way[fails]);
            StageDb *db = open_store(path, STAGE_DB_WRITE, &copy, &error);
            g_assert_null(db);
            g_assert_null(copy);
            g_assert_nonnull(strstr(error->message, number));
            g_assert_error(error, STAGE_ERROR, STAGE_ERROR_INTERNAL);
            same(path, twin, schema);
            same(path, twin, record);
            same(path, twin, rows_of(version));
            same(path, twin, counters);
            test_folder_free(folder);
        }
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
