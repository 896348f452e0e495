#include "test.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/csv.h"
#include "base/file.h"
#include "export/export.h"
#include "model/entities.h"
#include "model/opleiding.h"
#include "model/student.h"
#include "model/vakantie.h"

#define KEY "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

/* --- the dictionary --- */

/* The first field of an entity of which a table says nothing, or nothing in words; NULL: there is none. */
static const char *
unsaid(const StageEntity *of, const StageExportTable *table)
{
    for (guint i = 0; i < of->fields.n; i++) {
        const StageField *field = &of->fields.fields[i];
        const StageExportField *said = stage_export_field_named(table, field->name);
        if (field->kind == STAGE_FIELD_DERIVED)
            continue;
        if (said == NULL || said->privacy == STAGE_PRIVACY_UNKNOWN || said->about == NULL ||
            *said->about == '\0')
            return field->name;
    }
    return NULL;
}

static const StageField *
field_named(const StageEntity *of, const char *name)
{
    for (guint i = 0; i < of->fields.n; i++)
        if (strcmp(of->fields.fields[i].name, name) == 0)
            return &of->fields.fields[i];
    return NULL;
}

static void
every_field_has_a_class(void)
{
    const StageExportTable *table = stage_export_tables;

    for (; table->of != NULL; table++) {
        g_assert_cmpstr(unsaid(table->of, table), ==, NULL);
        for (const StageExportField *said = table->fields; said->name != NULL; said++) {
            const StageField *field = field_named(table->of, said->name);
            g_assert_true(field != NULL && field->kind != STAGE_FIELD_DERIVED);
            g_assert_true(stage_export_field_named(table, said->name) == said); /* not twice */
        }
        g_assert_true(table->confidential == NULL || field_named(table->of, table->confidential) != NULL);
    }
    g_assert_cmpint(table - stage_export_tables, ==, 20);
}

/* A field that somebody adds to an entity is seen by that check. */
static void
a_new_field_is_seen(void)
{
    const StageExportTable *table = stage_export_table_named("student");
    StageField fields[STAGE_FIELDS_MAX];
    StageEntity more = stage_student;

    memcpy(fields, more.fields.fields, more.fields.n * sizeof *fields);
    fields[more.fields.n] = (StageField){ .name = "geboortenaam", .kind = STAGE_FIELD_LINE };
    more.fields = (StageFields){ fields, more.fields.n + 1 };
    g_assert_cmpstr(unsaid(&more, table), ==, "geboortenaam");
}

static gboolean
never_leaves(const StageEntity *of)
{
    for (const StageEntity *const *never = stage_export_never; *never != NULL; never++)
        if (*never == of)
            return TRUE;
    return FALSE;
}

/* Each table of the store leaves, or somebody decided that it does not. */
static void
every_table_is_decided_on(void)
{
    const StageExportTable *table = stage_export_tables;

    for (const StageEntity *const *of = stage_entities; *of != NULL; of++) {
        gboolean leaves = stage_export_table_named((*of)->noun) != NULL;
        g_assert_cmpint(leaves, !=, never_leaves(*of));
        if (leaves)
            g_assert_true(table++->of == *of);
    }
    g_assert_null(table->of);
    for (const StageEntity *const *of = stage_logs; *of != NULL; of++) {
        g_assert_null(stage_export_table_named((*of)->noun));
        g_assert_true(never_leaves(*of));
    }
}

/* What a field is follows in part from its kind: a class that contradicts that is a mistake. */
static void
classes_fit_kinds(void)
{
    for (const StageExportTable *table = stage_export_tables; table->of != NULL; table++)
        for (const StageExportField *said = table->fields; said->name != NULL; said++) {
            const StageField *field = field_named(table->of, said->name);
            if (field == NULL)
                g_error("%s.%s is no field", table->of->noun, said->name);
            g_test_message("%s.%s", table->of->noun, said->name);
            if (field->kind == STAGE_FIELD_REFERENCE)
                g_assert_cmpint(said->privacy, ==, STAGE_PRIVACY_KEY);
            if (field->kind == STAGE_FIELD_NOTE || field->prose)
                g_assert_cmpint(said->privacy, ==, STAGE_PRIVACY_PROSE);
            if (field->kind == STAGE_FIELD_EMAIL)
                g_assert_cmpint(said->privacy, ==, STAGE_PRIVACY_IDENTIFYING);
            if (field->kind == STAGE_FIELD_DAY && table->of != &stage_vakantie)
                g_assert_cmpint(said->privacy, ==, STAGE_PRIVACY_QUASI);
            if (field->kind == STAGE_FIELD_LINE && table->of != &stage_opleiding)
                g_assert_cmpint(said->privacy, !=, STAGE_PRIVACY_PLAIN);
        }
}

/* --- shapes --- */

static const StageExportColumn *
column_named(const StageExportShape *shape, const char *name)
{
    for (guint i = 0; i < shape->n; i++)
        if (strcmp(shape->columns[i].name, name) == 0)
            return &shape->columns[i];
    return NULL;
}

/* What nobody said anything about stays where it is. */
static void
unknown_stays(void)
{
    static const StageExportField some[] = { { "leerweg", STAGE_PRIVACY_PLAIN, "a" }, { 0 } };
    const StageExportTable table = { &stage_student, "students", some, NULL };
    g_autoptr(StagePseudonym) under = stage_pseudonym_new(KEY);
    StageExportShape *shape = stage_export_shape_new(&table, under);

    g_assert_cmpint(shape->n, ==, 2);
    g_assert_cmpstr(shape->columns[0].name, ==, "id");
    g_assert_cmpstr(shape->columns[1].name, ==, "leerweg");
    g_assert_cmpint(shape->left_out->len, ==, 8);
    stage_export_shape_free(shape);
    shape = stage_export_shape_new(&table, NULL);
    g_assert_cmpint(shape->n, ==, 10);
    g_assert_cmpint(shape->left_out->len, ==, 0);
    stage_export_shape_free(shape);
}

static const char *
shown(const StageExportShape *shape, const char *name, StageValue value, StageExportRoom *room)
{
    return stage_export_value(shape, column_named(shape, name), value, room).text;
}

static void
days_become_weeks(void)
{
    static const char *const days[][2] = {
        { "2026-11-23", "2026-11-23" }, { "2026-11-29", "2026-11-23" }, { "2027-01-01", "2026-12-28" },
        { "2024-02-29", "2024-02-26" }, { "2026-02-30", NULL },
    };
    g_autoptr(StagePseudonym) under = stage_pseudonym_new(KEY);
    StageExportShape *shape = stage_export_shape_new(stage_export_table_named("plaatsing"), under);
    StageExportRoom room;

    for (gsize i = 0; i < G_N_ELEMENTS(days); i++)
        g_assert_cmpstr(shown(shape, "begin", stage_text(days[i][0]), &room), ==, days[i][1]);
    g_assert_cmpstr(shown(shape, "begin", stage_null(), &room), ==, NULL);
    stage_export_shape_free(shape);
}

/* Four of a kind are too few to be told of, five are not. */
static void
rare_values_stay(void)
{
    g_autoptr(StagePseudonym) under = stage_pseudonym_new(KEY);
    StageExportShape *students = stage_export_shape_new(stage_export_table_named("student"), under);
    StageExportShape *companies = stage_export_shape_new(stage_export_table_named("leerbedrijf"), under);
    StageExportRoom room;
    char klas[STAGE_PSEUDONYM_FIGURES + 1];

    stage_pseudonym_of(under, "student", "klas", "IT3", klas);
    for (guint i = 0; i < 5; i++) {
        stage_export_count(column_named(students, "klas"), stage_text("IT3"));
        stage_export_count(column_named(companies, "postcode"), stage_text(i % 2 ? "3511 AB" : "3584 CX"));
        if (i > 0)
            stage_export_count(column_named(students, "klas"), stage_text("IT4"));
    }
    g_assert_cmpstr(shown(students, "klas", stage_text("IT3"), &room), ==, klas);
    g_assert_cmpstr(shown(students, "klas", stage_text("IT4"), &room), ==, NULL);
    g_assert_cmpstr(shown(students, "klas", stage_text("IT5"), &room), ==, NULL);
    /* They are alike as regions. */
    g_assert_cmpstr(shown(companies, "postcode", stage_text("3511 AB"), &room), ==, "35");
    g_assert_cmpstr(shown(companies, "postcode", stage_text("9000"), &room), ==, NULL);
    stage_export_shape_free(students);
    stage_export_shape_free(companies);
}

/* --- pseudonyms --- */

/* Independent of how it is made: what RFC 2104 says of that message, by GLib in one go. */
static void
pseudonyms(void)
{
    static const char message[] = "student\0nummer\0000012";
    g_autoptr(StagePseudonym) under = stage_pseudonym_new(KEY);
    guchar key[32];
    char made[STAGE_PSEUDONYM_FIGURES + 1], other[STAGE_PSEUDONYM_FIGURES + 1];

    for (guint i = 0; i < sizeof key; i++)
        key[i] = (guchar)i;
    g_autofree char *whole = g_compute_hmac_for_data(G_CHECKSUM_SHA256, key, sizeof key,
                                                     (const guchar *)message, sizeof message);
    stage_pseudonym_of(under, "student", "nummer", "0012", made);
    g_assert_cmpuint(strlen(made), ==, 32);
    g_assert_true(strncmp(whole, made, 32) == 0);
    stage_pseudonym_of(under, "docent", "nummer", "0012", other);
    g_assert_cmpstr(made, !=, other);
    stage_pseudonym_of(under, "student", "nummer0", "012", other);
    g_assert_cmpstr(made, !=, other);
}

static void
keys(void)
{
    static const char *const bad[] = { "", "00", KEY "0",
                                       "g00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                                       " " KEY };

    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_null(stage_pseudonym_new(bad[i]));
}

/* --- the folder --- */

static void
fill(StageDb *db)
{
    GError *error = NULL;

    test_done(stage_db_begin(db, &error), &error);
    stage_db_set_action(db, STAGE_NO_JOURNAL);
    for (guint i = 0; i < 300; i++) {
        StageStudent s = { .nummer = g_strdup_printf("%05u", i),
                           .naam.achternaam = g_strdup("Smit"),
                           .klas = g_strdup(i % 100 == 0 ? "rare" : "IT3") };
        test_done(stage_entity_add(&stage_student, db, &s, &error), &error);
        stage_entity_clear(&stage_student, &s);
    }
    test_done(stage_db_commit(db, &error), &error);
}

static char *
exported(StageDb *db, const char *folder, guint at_once, const char *file)
{
    GError *error = NULL;
    g_autoptr(StagePseudonym) under = stage_pseudonym_new(KEY);
    g_autoptr(GPtrArray) tables = stage_export_choose("student", NULL);
    const StageExportOptions options = {
        .tables = tables, .under = under, .now = "2026-11-23T12:00:00Z", .at_once = at_once
    };
    g_autofree char *name = g_strdup_printf("out-%u", at_once);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *whole = g_build_filename(path, file, NULL);
    StageExportOutcome outcome;
    char *text = NULL;

    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        test_done(stage_export_write(db, path, &options, &outcome, &error), &error);
        g_assert_cmpuint(outcome.rows, ==, 300);
    }
    test_failed(stage_export_write(db, path, &options, &outcome, &error), &error, STAGE_ERROR_EXISTS);
    g_assert_true(g_file_get_contents(whole, &text, NULL, NULL));
    return text;
}

/* A table that is put in order part by part comes out as one that is put in order in one go. */
static void
parts_are_one(void)
{
    static const char *const files[] = { "student.csv", "student.json", "datapackage.json", "LEESMIJ.txt" };
    static const guint at_once[] = { 1, 7, 100, 299, 300, 301 };
    char *folder = test_folder();
    StageDb *db = test_store(folder);

    fill(db);
    for (gsize f = 0; f < G_N_ELEMENTS(files); f++) {
        g_autofree char *whole = exported(db, folder, 0, files[f]);
        g_assert_cmpuint(strlen(whole), >, 1000);
        for (gsize i = 0; i < G_N_ELEMENTS(at_once); i++) {
            g_autofree char *parts = exported(db, folder, at_once[i], files[f]);
            g_assert_cmpstr(parts, ==, whole);
        }
    }
    stage_db_close(db);
    for (gsize i = 0; i <= G_N_ELEMENTS(at_once); i++) {
        g_autofree char *name = g_strdup_printf("out-%u", i == 0 ? 0 : at_once[i - 1]);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        stage_file_remove_folder(path);
        g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    }
    test_folder_free(folder);
}

/* --- cells --- */

static void
cells(void)
{
    static const char *const pairs[][2] = {
        { "", "" },
        { "gewoon", "gewoon" },
        { "met spatie", "\"met spatie\"" },
        { "=1+1", "'=1+1" },
        { "=1, 2", "\"'=1, 2\"" },
        { "@SOM(A1)", "'@SOM(A1)" },
        { "-5", "'-5" },
        { "+31", "'+31" },
        { "\tx", "\"'\tx\"" },
        { "\rx", "\"'\rx\"" },
        { "een \"twee\"", "\"een \"\"twee\"\"\"" },
        { "\"", "\"\"\"\"" },
        { "a\nb", "\"a\nb\"" },
        { "a;b", "\"a;b\"" },
        { "'=1", "'=1" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autoptr(GString) to = g_string_new("x,");
        stage_csv_cell(to, pairs[i][0]);
        g_assert_true(g_str_has_prefix(to->str, "x,"));
        g_assert_cmpstr(to->str + 2, ==, pairs[i][1]);
        g_assert_cmpuint(to->len, ==, strlen(to->str));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/export/dictionary/every-field", every_field_has_a_class);
    g_test_add_func("/export/dictionary/new-field", a_new_field_is_seen);
    g_test_add_func("/export/dictionary/every-table", every_table_is_decided_on);
    g_test_add_func("/export/dictionary/kinds", classes_fit_kinds);
    g_test_add_func("/export/shape/unknown", unknown_stays);
    g_test_add_func("/export/shape/weeks", days_become_weeks);
    g_test_add_func("/export/shape/rare", rare_values_stay);
    g_test_add_func("/export/pseudonym/hmac", pseudonyms);
    g_test_add_func("/export/pseudonym/keys", keys);
    g_test_add_func("/export/folder/parts", parts_are_one);
    g_test_add_func("/export/cells", cells);
    return g_test_run();
}
