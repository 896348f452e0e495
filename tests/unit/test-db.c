#include "test.h"

#include <glib/gstdio.h>
#include <string.h>

#include "model/bericht.h"
#include "model/blokkade.h"
#include "model/docent.h"
#include "model/entities.h"
#include "model/gesprek.h"
#include "model/herinnering.h"
#include "model/key.h"
#include "model/notitie.h"
#include "model/leerbedrijf.h"
#include "model/opleider.h"
#include "model/opleiding.h"
#include "model/plaatsing.h"
#include "model/post.h"
#include "model/query.h"
#include "model/reactie.h"
#include "model/student.h"
#include "model/vakantie.h"
#include "model/vrijstelling.h"
#include "report/contact.h"

typedef struct {
    char *folder;
    char *path;
    StageDb *db;
    GError *error;
} Store;

static void
set_up(Store *s, const void *data)
{
    (void)data;
    s->folder = test_folder();
    s->path = g_build_filename(s->folder, "stage.db", NULL);
    s->db = test_store(s->folder);
}

static void
tear_down(Store *s, const void *data)
{
    (void)data;
    g_assert_no_error(s->error);
    stage_db_close(s->db);
    g_free(s->path);
    test_folder_free(s->folder);
}

static StageDb *
open_store(const char *path, StageDbMode mode, guint busy_ms, GError **error)
{
    StageDbOptions options = { .path = path, .mode = mode, .busy_ms = busy_ms, .today = "2026-11-23" };

    return stage_db_open(&options, error);
}

static void
opening(Store *s, const void *data)
{
    static const char junk[4096] = "this is no database at all, but it is long enough to look like one";
    g_autofree char *absent = g_build_filename(s->folder, "absent", NULL);
    g_autofree char *in_absent = g_build_filename(s->folder, "absent", "x", NULL);
    g_autofree char *under_file = g_build_filename(s->path, "x", NULL);
    g_autofree char *text = test_file(s->folder, "text", junk, sizeof junk);
    g_autofree char *empty = test_file(s->folder, "empty", "", 0);
    g_autofree char *odd = g_build_filename(s->folder, "a b%20?#ë.db", NULL);
    const struct {
        const char *path;
        StageDbMode mode;
        StageErrorCode code;
    } bad[] = {
        { absent, STAGE_DB_READ, STAGE_ERROR_NOT_FOUND },
        { absent, STAGE_DB_WRITE, STAGE_ERROR_NOT_FOUND },
        { under_file, STAGE_DB_READ, STAGE_ERROR_NOT_FOUND },
        { s->path, STAGE_DB_CREATE, STAGE_ERROR_EXISTS },
        { in_absent, STAGE_DB_CREATE, STAGE_ERROR_IO },
        { s->folder, STAGE_DB_READ, STAGE_ERROR_CORRUPT },
        { text, STAGE_DB_WRITE, STAGE_ERROR_CORRUPT },
        { empty, STAGE_DB_READ, STAGE_ERROR_CORRUPT },
        { text, STAGE_DB_CREATE, STAGE_ERROR_EXISTS },
    };
    GStatBuf info;

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        test_failed(open_store(bad[i].path, bad[i].mode, 0, &s->error) != NULL, &s->error, bad[i].code);
    g_assert_false(g_file_test(absent, G_FILE_TEST_EXISTS));
    g_assert_cmpint(g_stat(s->path, &info), ==, 0);
    g_assert_cmpint(info.st_mode & 0777, ==, 0600);
    g_autoptr(StageDb) made = open_store(odd, STAGE_DB_CREATE, 0, &s->error);
    g_assert_nonnull(made);
    g_assert_true(g_file_test(odd, G_FILE_TEST_EXISTS));
    g_autoptr(StageDb) reader = open_store(s->path, STAGE_DB_READ, 0, &s->error);
    test_failed(stage_db_exec(reader, "INSERT INTO docent (code, zoek, zoek_achternaam) VALUES ('A', '', '')",
                              STAGE_NO_ARGS, &s->error),
                &s->error, STAGE_ERROR_DENIED);
}

static gint64
count(Store *s, const char *table)
{
    g_autofree char *sql = g_strdup_printf("SELECT count(*) FROM %s", table);
    gint64 n = -1;
    StageDb *db = open_store(s->path, STAGE_DB_READ, 0, &s->error); /* a handle keeps SQL by address */

    test_done(stage_db_number(db, sql, STAGE_NO_ARGS, &n, &s->error), &s->error);
    stage_db_close(db);
    return n;
}

static gboolean
add_docent(Store *s, const char *code)
{
    static const char sql[] = "INSERT INTO docent (code, zoek, zoek_achternaam) VALUES ($1, '', '')";

    return stage_db_exec(s->db, sql, STAGE_ARGS(stage_text(code)), &s->error);
}

/* What a constraint refuses, by what the caller can do about it. */
static void
constraints(Store *s, const void *data)
{
    static const struct {
        const char *sql;
        StageErrorCode code;
    } bad[] = {
        { "INSERT INTO docent (code, zoek, zoek_achternaam) VALUES ('A', '', '')", STAGE_ERROR_EXISTS },
        { "INSERT INTO docent (id, code, zoek, zoek_achternaam) VALUES (1, 'B', '', '')",
          STAGE_ERROR_EXISTS },
        { "UPDATE docent SET code = 'A' WHERE code = 'Z'", STAGE_ERROR_EXISTS },
        { "INSERT INTO opleider (leerbedrijf, achternaam, zoek, zoek_achternaam) VALUES (99, 'x', '', '')",
          STAGE_ERROR_NOT_FOUND },
        { "UPDATE opleider SET leerbedrijf = 99", STAGE_ERROR_NOT_FOUND },
        { "DELETE FROM leerbedrijf WHERE id = 1", STAGE_ERROR_IN_USE },
        { "DELETE FROM leerbedrijf WHERE id = 1 RETURNING id", STAGE_ERROR_IN_USE },
        { "INSERT INTO docent (zoek, zoek_achternaam) VALUES ('', '')", STAGE_ERROR_BAD_INPUT },
        { "INSERT INTO docent (code, zoek, zoek_achternaam) VALUES ('', '', '')", STAGE_ERROR_BAD_INPUT },
        { "INSERT INTO docent (code, zoek) VALUES ('C', '')", STAGE_ERROR_BAD_INPUT },
        { "INSERT INTO opleiding (crebo, naam, zoek) VALUES ('1234x', 'x', 'x')", STAGE_ERROR_BAD_INPUT },
        { "INSERT INTO opleiding (naam, niveau, zoek) VALUES ('x', 5, 'x')", STAGE_ERROR_BAD_INPUT },
        { "INSERT INTO opleiding (naam, niveau, zoek) VALUES ('x', 'vier', 'x')", STAGE_ERROR_BAD_INPUT },
        { "SELECT * FROM nothing", STAGE_ERROR_INTERNAL },
        { "SELECT \"text\" FROM docent", STAGE_ERROR_INTERNAL }, /* double quotes are no text */
    };

    (void)data;
    test_done(add_docent(s, "A") && add_docent(s, "Z") &&
                  stage_db_exec(s->db, "INSERT INTO leerbedrijf (naam, zoek) VALUES ('x', 'x')",
                                STAGE_NO_ARGS, &s->error) &&
                  stage_db_exec(s->db,
                                "INSERT INTO opleider (leerbedrijf, achternaam, zoek, zoek_achternaam) "
                                "VALUES (1, 'x', 'x', 'x')",
                                STAGE_NO_ARGS, &s->error),
              &s->error);
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_test_message("%s", bad[i].sql);
        test_failed(stage_db_exec(s->db, bad[i].sql, STAGE_NO_ARGS, &s->error), &s->error, bad[i].code);
        /* and once more, from the statement that was kept */
        g_assert_false(stage_db_exec(s->db, bad[i].sql, STAGE_NO_ARGS, &s->error));
        g_assert_error(s->error, STAGE_ERROR, (gint)bad[i].code);
        g_assert_null(strstr(s->error->message, "constraint"));
        g_clear_error(&s->error);
    }
    g_assert_cmpint(count(s, "docent"), ==, 2);
    g_assert_cmpint(count(s, "leerbedrijf"), ==, 1);
}

static void
busy(Store *s, const void *data)
{
    g_autoptr(StageDb) other = open_store(s->path, STAGE_DB_WRITE, 50, &s->error);

    (void)data;
    test_done(stage_db_begin(s->db, &s->error) && add_docent(s, "A"), &s->error);
    gint64 before = g_get_monotonic_time();
    test_failed(stage_db_begin(other, &s->error), &s->error, STAGE_ERROR_BUSY);
    g_assert_cmpint(g_get_monotonic_time() - before, >=, 40 * 1000);
    g_assert_cmpint(count(s, "docent"), ==, 0); /* who reads sees what is committed */
    stage_db_rollback(other);
    test_done(stage_db_commit(s->db, &s->error), &s->error);
    test_done(stage_db_begin(other, &s->error), &s->error);
    stage_db_rollback(other);
    g_assert_cmpint(count(s, "docent"), ==, 1);
}

static void
transactions(Store *s, const void *data)
{
    (void)data;
    stage_db_rollback(s->db); /* harmless */
    test_done(stage_db_begin(s->db, &s->error) && add_docent(s, "A"), &s->error);
    stage_db_rollback(s->db);
    g_assert_cmpint(count(s, "docent"), ==, 0);
    test_done(stage_db_begin(s->db, &s->error) && add_docent(s, "A"), &s->error);
    for (guint i = 0; i < 3; i++) { /* a part that is taken back, and one that stays */
        test_done(stage_db_savepoint(s->db, &s->error) && add_docent(s, "B"), &s->error);
        g_assert_false(add_docent(s, "A"));
        g_clear_error(&s->error);
        stage_db_savepoint_undo(s->db);
        test_done(stage_db_savepoint_end(s->db, &s->error), &s->error);
    }
    test_done(stage_db_savepoint(s->db, &s->error) && add_docent(s, "C") &&
                  stage_db_savepoint_end(s->db, &s->error),
              &s->error);
    test_done(stage_db_commit(s->db, &s->error), &s->error);
    stage_db_rollback(s->db); /* after the commit it takes nothing back */
    g_assert_cmpint(count(s, "docent"), ==, 2);
    test_done(stage_db_begin(s->db, &s->error) && add_docent(s, "D"), &s->error);
    stage_db_close(s->db); /* without a commit */
    s->db = open_store(s->path, STAGE_DB_WRITE, 0, &s->error);
    g_assert_cmpint(count(s, "docent"), ==, 2);
}

static guint
walk(StageDb *db, const char *sql, guint depth)
{
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_ARGS(stage_int(depth)), NULL);
    guint n = 0;

    while (stage_stmt_next(rows)) {
        n += 1 + (depth > 0 ? walk(db, sql, depth - 1) : 0);
        g_assert_cmpint(stage_stmt_number(rows, 1), ==, depth);
    }
    g_assert_false(stage_stmt_next(rows)); /* it does not begin again */
    g_assert_true(stage_stmt_done(rows, NULL));
    return n;
}

static void
statements(Store *s, const void *data)
{
    static const char numbers[] =
        "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 4) SELECT i, $1 FROM n";
    static const char swapped[] = "SELECT $2, $1, $3, 'x'";
    gint64 id = -1;

    (void)data;
    for (guint i = 0; i < 3; i++) /* 4 + 16 + 64 + 256 rows, the same statement inside itself */
        g_assert_cmpuint(walk(s->db, numbers, 3), ==, 340);
    StageStmt *row = stage_db_query(
        s->db, swapped, STAGE_ARGS(stage_text("one"), stage_int(G_MININT64), stage_null()), &s->error);
    g_assert_true(stage_stmt_next(row));
    g_assert_cmpuint(stage_stmt_columns(row), ==, 4);
    g_assert_cmpint(stage_stmt_number(row, 0), ==, G_MININT64);
    g_assert_cmpstr(stage_stmt_text(row, 1), ==, "one");
    g_assert_cmpint(stage_stmt_value(row, 2).type, ==, STAGE_NULL);
    g_assert_null(stage_stmt_text(row, 2));
    stage_stmt_free(row); /* not read to its end */
    test_done(stage_db_begin(s->db, &s->error) && stage_db_commit(s->db, &s->error), &s->error);

    static const char none[] = "SELECT id FROM docent WHERE code = $1";
    static const char all[] = "SELECT id FROM docent";
    test_failed(stage_db_number(s->db, none, STAGE_ARGS(stage_text("A")), &id, &s->error), &s->error,
                STAGE_ERROR_NOT_FOUND);
    test_done(stage_db_find(s->db, none, STAGE_ARGS(stage_text("A")), &id, &s->error), &s->error);
    g_assert_cmpint(id, ==, 0);
    test_done(add_docent(s, "A") && add_docent(s, "B"), &s->error);
    test_done(stage_db_find(s->db, none, STAGE_ARGS(stage_text("B")), &id, &s->error), &s->error);
    g_assert_cmpint(id, ==, 2);
    test_failed(stage_db_find(s->db, all, STAGE_NO_ARGS, &id, &s->error), &s->error, STAGE_ERROR_AMBIGUOUS);
    g_assert_cmpint(id, ==, 2);
}

/* --- every statement of the library --- */

static void
run(Store *s, const char *sql, guint n)
{
    StageValue args[STAGE_FIELDS_MAX + 1];

    if (sql == NULL)
        return;
    g_test_message("%s", sql);
    for (guint i = 0; i < n; i++)
        args[i] = stage_null();
    StageStmt *stmt = stage_db_query(s->db, sql, args, n, &s->error);
    g_assert_no_error(s->error);
    stage_stmt_free(stmt);
}

/* A list gives as many columns as its header says. */
static void
list(Store *s, StageStmt *stmt, guint columns)
{
    g_assert_no_error(s->error);
    g_assert_nonnull(stmt);
    g_assert_cmpuint(stage_stmt_columns(stmt), ==, columns);
    while (stage_stmt_next(stmt))
        ;
    g_assert_true(stage_stmt_done(stmt, &s->error));
    stage_stmt_free(stmt);
}

static gboolean
no_row(const StageValue *values, void *data, GError **error)
{
    (void)values;
    (void)data;
    (void)error;
    return TRUE;
}

/* Every field is a column, and every column a field. */
static void
columns(Store *s, const StageEntity *of)
{
    static const char sql[] = "SELECT count(*) FROM pragma_table_info($1)";
    g_autofree void *none = g_malloc0(of->size);
    gint64 n = 0;

    list(s, stage_entity_all(of, s->db, &s->error), of->fields.n + 1);
    test_done(stage_db_number(s->db, sql, STAGE_ARGS(stage_text(of->noun)), &n, &s->error), &s->error);
    g_assert_cmpint(n, ==, of->fields.n + 1);
    test_failed(stage_entity_get(of, s->db, 1, none, &s->error), &s->error, STAGE_ERROR_NOT_FOUND);
    test_failed(stage_entity_remove_raw(of, s->db, 1, &s->error), &s->error, STAGE_ERROR_NOT_FOUND);
}

static void
finding(Store *s, const StageEntity *of)
{
    gint64 id = -1;

    run(s, of->find_key, 1);
    run(s, of->find_name, 1);
    run(s, of->find_part, 1);
    run(s, of->label, 1);
    for (const StageDependent *d = of->dependents; d != NULL && d->noun != NULL; d++)
        run(s, d->sql, 1);
    test_failed(stage_entity_find(of, s->db, "a, b", &id, &s->error), &s->error, STAGE_ERROR_NOT_FOUND);
    test_failed(stage_entity_find(of, s->db, "1", &id, &s->error), &s->error, STAGE_ERROR_NOT_FOUND);
    test_failed(stage_entity_find(of, s->db, "", &id, &s->error), &s->error, STAGE_ERROR_NOT_FOUND);
    g_assert_null(stage_entity_label(of, s->db, 1, &s->error));
    g_assert_error(s->error, STAGE_ERROR, STAGE_ERROR_NOT_FOUND);
    g_clear_error(&s->error);
}

static void
knowing_again(Store *s, const StageEntity *of)
{
    for (const StageKey *key = of->keys; key != NULL && key->fields[0] != NULL; key++) {
        g_autoptr(GPtrArray) rows = stage_entities_new();
        test_done(stage_key_rows(of, s->db, key, NULL, 0, rows, &s->error), &s->error);
        g_assert_cmpuint(rows->len, ==, 0);
    }
}

static void
every_entity(Store *s, const void *data)
{
    (void)data;
    for (gsize i = 0; stage_entities[i] != NULL; i++) {
        const StageEntity *of = stage_entities[i];
        columns(s, of);
        finding(s, of);
        knowing_again(s, of);
    }
    for (gsize i = 0; stage_logs[i] != NULL; i++) {
        columns(s, stage_logs[i]);
        finding(s, stage_logs[i]);
    }
}

/* --- every statement about mail --- */

static void
every_list_of_mail(Store *s, const void *data)
{
    StageBericht b = { .id = 1, .rol = (char *)(guintptr) "docent", .soort = (char *)(guintptr) "vraag" };
    StageBericht next = { 0 };
    gint64 n = -1;

    (void)data;
    list(s, stage_blokkade_list(s->db, 1, "x", &s->error), 6);
    list(s, stage_reactie_list(s->db, 1, 1, 1, &s->error), 9);
    list(s, stage_bericht_list(s->db, &(StageBerichtFilter){ .open = TRUE, .soort = "vraag" }, &s->error),
         18);
    list(s,
         stage_bericht_list(s->db, &(StageBerichtFilter){ .id = 1, .student = 1, .gesprek = 1 }, &s->error),
         18);
    list(s, stage_herinnering_of(s->db, 1, &s->error), 7);
    list(s, stage_herinnering_of_docent(s->db, 1, &s->error), 7);
    list(s, stage_herinnering_open(s->db, &s->error), 6);
    list(s, stage_post_list(s->db, &(StagePostFilter){ .student = 1 }, &s->error), 12);
    test_done(stage_blokkade_find(s->db, "x", "coordinator", &n, &s->error), &s->error);
    g_assert_cmpint(n, ==, 0);
    test_done(stage_bericht_find(s->db, "x", &n, &s->error), &s->error);
    g_assert_cmpint(n, ==, 0);
    test_done(stage_bericht_last(s->db, "vraag", 1, "docent", &n, &s->error), &s->error);
    g_assert_cmpint(n, ==, 0);
    g_assert_cmpint(n, ==, 0);
    test_done(stage_reactie_versie(s->db, 1, "student", &n, &s->error), &s->error);
    g_assert_cmpint(n, ==, 1);
    test_done(stage_bericht_next(s->db, 0, "2026-11-23T09:00:00Z", &next, &s->error), &s->error);
    g_assert_cmpint(next.id, ==, 0);
    g_auto(GStrv) thread = stage_bericht_thread(s->db, &b, &s->error);
    g_assert_nonnull(thread);
    g_assert_null(*thread);
    test_failed(stage_bericht_sent(s->db, 1, "x", &s->error), &s->error, STAGE_ERROR_NOT_FOUND);
    test_failed(stage_bericht_failed(s->db, 1, "x", NULL, "x", &s->error), &s->error, STAGE_ERROR_NOT_FOUND);
    test_failed(stage_bericht_withdraw(s->db, 1, "x", &s->error), &s->error, STAGE_ERROR_NOT_FOUND);
    test_failed(stage_bericht_retry(s->db, 1, &s->error), &s->error, STAGE_ERROR_NOT_FOUND);
    test_failed(stage_herinnering_lapse(s->db, 1, &s->error), &s->error, STAGE_ERROR_NOT_FOUND);
}

static void
every_list(Store *s, const void *data)
{
    StageDay on = { "2026-11-23" };
    g_autoptr(StageNorms) norms = stage_norms_new();

    (void)data;
    list(s, stage_vakantie_list(s->db, 1, on, &s->error), 4);
    list(s, stage_vrijstelling_list(s->db, &(StageOfPlaatsing){ .on = on }, &s->error), 7);
    list(s, stage_vrijstelling_of(s->db, 1, &s->error), 3);
    list(s, stage_student_list(s->db, "x", "x", 1, &s->error), 8);
    list(s, stage_student_list(s->db, NULL, NULL, 0, &s->error), 8);
    list(s, stage_student_show(s->db, 1, &s->error), 14);
    list(s, stage_student_complete(s->db, "x", 5, &s->error), 3);
    list(s, stage_leerbedrijf_complete(s->db, "1", 9, &s->error), 2);
    list(s, stage_opleider_complete(s->db, "1", 9, &s->error), 2);
    list(s, stage_opleiding_list(s->db, &(StageOpleidingFilter){ .part = "x" }, &s->error), 6);
    list(s, stage_gesprek_held(s->db, 1, (StageDay){ "2026-11-23" }, &s->error), 1);
    list(s, stage_docent_list(s->db, &(StageDocentFilter){ .part = "x", .on = on }, &s->error), 8);
    list(s, stage_leerbedrijf_list(s->db, "x", 1, on, &s->error), 11);
    list(s, stage_opleider_list(s->db, "x", 1, 1, on, &s->error), 7);
    list(
        s,
        stage_plaatsing_list(s->db, &(StagePlaatsingFilter){ .on = on, .klas = "x", .today = on }, &s->error),
        16);
    list(s, stage_gesprek_list(s->db, &(StageGesprekFilter){ .from = on, .state = "gepland" }, &s->error),
         30);
    for (StageBy by = 0; by < STAGE_BYS; by++) {
        StageRapportQuery query = { .norms = norms, .of = { .on = on, .from = on, .until = on, .by = by } };
        test_done(stage_rapport_cijfers(s->db, &stage_rapport_contact, &query, no_row, NULL, &s->error),
                  &s->error);
        test_done(stage_rapport_rows(s->db, &stage_rapport_contact, &query, no_row, NULL, NULL, &s->error),
                  &s->error);
    }
    g_autoptr(GPtrArray) open = stage_gesprek_open(s->db, 1, &s->error);
    g_assert_cmpuint(open->len, ==, 0);
    StagePlaatsing p = { 0 };
    gboolean inside = TRUE;
    test_failed(stage_plaatsing_on(s->db, 1, on, &p, &inside, &s->error), &s->error, STAGE_ERROR_NOT_FOUND);
    test_failed(stage_gesprek_cancel(s->db, 1, on, NULL, &s->error), &s->error, STAGE_ERROR_NOT_FOUND);
    test_failed(stage_notitie_add(s->db, 1, 1, "x", &s->error), &s->error, STAGE_ERROR_NOT_FOUND);
    test_done(stage_notitie_replace(s->db, 1, 1, NULL, &s->error), &s->error);
}

/* What is kept comes back, field by field; what is used cannot be removed. */
static void
entities(Store *s, const void *data)
{
    StageLeerbedrijf l = { .naam = g_strdup(" De  Korst "),
                           .postcode = g_strdup("3511ab"),
                           .sbb = g_strdup("100012345") };
    StageOpleider o = { .naam.achternaam = g_strdup("Smit") };
    StageLeerbedrijf read = { 0 };
    gint64 id = 0;

    (void)data;
    test_done(stage_entity_add(&stage_leerbedrijf, s->db, &l, &s->error), &s->error);
    test_done(stage_entity_get(&stage_leerbedrijf, s->db, l.id, &read, &s->error), &s->error);
    g_assert_cmpstr(read.naam, ==, "De Korst");
    g_assert_cmpstr(read.postcode, ==, "3511 AB");
    g_assert_cmpstr(read.zoek, ==, "de korst");
    g_assert_null(read.kvk);
    o.leerbedrijf = l.id;
    test_done(stage_entity_add(&stage_opleider, s->db, &o, &s->error), &s->error);
    g_assert_false(stage_entity_remove(&stage_leerbedrijf, s->db, l.id, &s->error));
    g_assert_error(s->error, STAGE_ERROR, STAGE_ERROR_IN_USE);
    g_assert_nonnull(strstr(s->error->message, "opleider 1"));
    g_clear_error(&s->error);
    test_done(stage_entity_find(&stage_leerbedrijf, s->db, "KORST", &id, &s->error), &s->error);
    g_assert_cmpint(id, ==, l.id);
    test_failed(stage_entity_add(&stage_leerbedrijf, s->db, &l, &s->error), &s->error, STAGE_ERROR_EXISTS);
    test_done(stage_entity_edit(
                  &stage_leerbedrijf, s->db, 1,
                  &(StageLeerbedrijf){ .sbb = (char *)(guintptr) "", .plaats = (char *)(guintptr) "Ede" },
                  &s->error),
              &s->error);
    test_done(stage_entity_get(&stage_leerbedrijf, s->db, 1, &read, &s->error), &s->error);
    g_assert_null(read.sbb);
    g_assert_cmpstr(read.plaats, ==, "Ede");
    g_assert_cmpstr(read.postcode, ==, "3511 AB");
    test_done(stage_entity_remove(&stage_opleider, s->db, 1, &s->error) &&
                  stage_entity_remove(&stage_leerbedrijf, s->db, 1, &s->error),
              &s->error);
    test_failed(stage_entity_remove(&stage_leerbedrijf, s->db, 1, &s->error), &s->error,
                STAGE_ERROR_NOT_FOUND);
    stage_entity_clear(&stage_leerbedrijf, &l);
    stage_entity_clear(&stage_leerbedrijf, &read);
    stage_entity_clear(&stage_opleider, &o);
}

#define ADD(path, function) g_test_add("/db/" path, Store, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("opening", opening);
    ADD("constraints", constraints);
    ADD("busy", busy);
    ADD("transactions", transactions);
    ADD("statements", statements);
    ADD("every-entity", every_entity);
    ADD("every-list", every_list);
    ADD("every-list-of-mail", every_list_of_mail);
    ADD("entities", entities);
    return g_test_run();
}
