#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "import/apply.h"
#include "import/match.h"
#include "model/handeling.h"

typedef struct {
    char *folder;
    GError *error;
} Folder;

static void
set_up(Folder *f, const void *data)
{
    (void)data;
    f->folder = test_folder();
}

static void
tear_down(Folder *f, const void *data)
{
    (void)data;
    g_assert_no_error(f->error);
    test_folder_free(f->folder);
}

/* --- match --- */

static StageImportMap *
match(Folder *f, const char *header, const char *const *given)
{
    g_auto(GStrv) fields = g_strsplit(header, ";", -1);
    StageRecord record = { 1, g_strv_length(fields), (const char *const *)(void *)fields };

    return stage_import_match(&record, NULL, given, NULL, &f->error);
}

static int
place_of(const char *name)
{
    for (int c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        if (strcmp(stage_import_columns[c].name, name) == 0)
            return c;
    g_assert_not_reached();
}

/* Every header stands for one column, is written as headers are compared, and is found in any writing. */
static void
synonyms(Folder *f, const void *data)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    (void)data;
    for (int c = 0; c < STAGE_IMPORT_COLUMNS; c++) {
        g_assert_true(c == 0 || place_of(stage_import_columns[c].name) == c);
        for (const char *const *h = stage_import_columns[c].headers; *h != NULL; h++) {
            g_autofree char *tight = stage_fold_tight(*h), *upper = g_ascii_strup(*h, -1);
            g_autofree char *header = g_strdup_printf("%s; %c-%s ", c == 0 ? "x" : "Studentnummer", upper[0],
                                                      upper + 1);
            g_assert_cmpstr(tight, ==, *h);
            g_assert_true(g_hash_table_add(seen, g_steal_pointer(&tight)));
            g_autoptr(StageImportMap) map = match(f, header, NULL);
            g_autoptr(StageImportMap) sure = match(
                f, header,
                (const char *const[]){ c == 0 ? "x=student.naam" : "studentnummer=student.nummer", NULL });
            /* Alone it may lack what a placement needs, but then that is all that is said. */
            StageImportMap *either = map != NULL ? map : sure;
            g_clear_error(&f->error);
            if (either != NULL)
                g_assert_cmpint(either->at[c], ==, 1);
        }
    }
}

static void
matched(Folder *f, const void *data)
{
    static const char real[] = "OV-nummer;Naam;Bedrijf;Begindatum;Verwachte einddatum;Einddatum;Opmerking;";
    g_autoptr(StageImportMap) map = match(f, real, NULL);
    g_autoptr(StageImportMap) one_end = match(f, "nummer;bedrijf;begin;einde", NULL);
    g_autoptr(StageImportMap) students = match(f, "STUDENTNUMMER;Achternaam;Klas", NULL);
    g_autoptr(StageImportMap)
        guide = match(f, "nummer;bedrijf;begin;einde;Praktijkbegeleider;Praktijkopleider", NULL);
    g_autoptr(StageImportMap) said = match(f, "Sleutel;Naam;Klas;Groep",
                                           (const char *const[]){ "sleutel=student.nummer", "Groep=", NULL });

    (void)data;
    g_assert_no_error(f->error);
    g_assert_cmpint(map->at[place_of("student.nummer")], ==, 0);
    g_assert_cmpint(map->at[place_of("plaatsing.einde")], ==, 4);
    g_assert_cmpint(map->at[place_of("plaatsing.einde_werkelijk")], ==, 5);
    g_assert_cmpuint(map->unused->len, ==, 1);
    g_assert_cmpstr(g_ptr_array_index(map->unused, 0), ==, "Opmerking");
    g_assert_true(map->about == STAGE_ROW_PLAATSING && map->n == 8);
    g_assert_cmpint(one_end->at[place_of("plaatsing.einde")], ==, 3);
    g_assert_cmpint(one_end->at[place_of("plaatsing.einde_werkelijk")], ==, -1);
    g_assert_cmpint(students->about, ==, STAGE_ROW_STUDENT);
    g_assert_cmpint(guide->at[place_of("docent")], ==, 4);
    g_assert_cmpint(guide->at[place_of("opleider.naam")], ==, 5);
    g_assert_cmpint(said->at[place_of("student.nummer")], ==, 0);
    g_assert_cmpint(said->at[place_of("student.klas")], ==, 2);
}

/* What cannot be seen does not make another header of it. */
static void
invisible(Folder *f, const void *data)
{
    g_autoptr(StageImportMap) map = match(f, "\ufeffStudent\u200bnummer;Achternaam", NULL);

    (void)data;
    g_assert_no_error(f->error);
    g_assert_cmpint(map->at[place_of("student.nummer")], ==, 0);
}

static void
not_matched(Folder *f, const void *data)
{
    static const struct {
        const char *header;
        const char *given[2];
        StageErrorCode code;
        const char *says[2];
    } bad[] = {
        { "nummer;naam;Klas;Groep", { NULL }, STAGE_ERROR_BAD_INPUT, { "'Klas' (3)", "'Groep' (4)" } },
        { "nummer;naam;Begeleider", { NULL }, STAGE_ERROR_AMBIGUOUS, { "'Begeleider'", "--map" } },
        { "naam;klas", { NULL }, STAGE_ERROR_BAD_INPUT, { "student.nummer", "such as" } },
        { "Studentnumer;naam", { NULL }, STAGE_ERROR_BAD_INPUT, { "student.nummer", "'Studentnumer'" } },
        { "nummer;klas", { NULL }, STAGE_ERROR_BAD_INPUT, { "student.achternaam", "" } },
        { "nummer;bedrijf", { NULL }, STAGE_ERROR_BAD_INPUT, { "plaatsing.begin", "plaatsing.einde" } },
        { "nummer;begin;einde", { NULL }, STAGE_ERROR_BAD_INPUT, { "leerbedrijf.naam", "" } },
        { "nummer;naam", { "x" }, STAGE_ERROR_BAD_INPUT, { "'x'", "HEADER=FIELD" } },
        { "nummer;naam", { "naam=x" }, STAGE_ERROR_BAD_INPUT, { "no such field", "" } },
        { "nummer;naam", { "x=docent" }, STAGE_ERROR_BAD_INPUT, { "no such column", "" } },
        { "nummer;naam", { "\x1b[m=docent" }, STAGE_ERROR_BAD_INPUT, { "no such column", "\\x1b[m" } },
    };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_assert_null(match(f, bad[i].header, bad[i].given));
        g_assert_error(f->error, STAGE_ERROR, (gint)bad[i].code);
        for (guint s = 0; s < 2; s++)
            if (bad[i].says[s] != NULL && strstr(f->error->message, bad[i].says[s]) == NULL)
                g_error("'%s' does not say '%s'", f->error->message, bad[i].says[s]);
        g_assert_true(stage_is_visible(f->error->message));
        g_clear_error(&f->error);
    }
}

/* --- row --- */

static gboolean
cell(StageImportRow *row, const char *name, const char *text, GError **error)
{
    StageCellHow how = { 0 };
    g_autofree char *tidy = stage_import_tidy(text);

    stage_day_form_init(&how.days, STAGE_ORDER_ANY, (StageDay){ "2026-11-23" });
    stage_day_form_see(&how.days, tidy);
    return stage_day_form_decide(&how.days, error) &&
           stage_import_cell(&stage_import_columns[place_of(name)], &how, text, row, error);
}

static void
cells(Folder *f, const void *data)
{
    StageImportRow row = { 0 };
    static const struct {
        const char *column, *text;
    } bad[] = {
        { "plaatsing.begin", "gisteren" },
        { "plaatsing.begin", "1-9" },
        { "plaatsing.begin", "31-02-2026" },
        { "plaatsing.begin", "10-11-12" },
        { "plaatsing.uren", "x" },
        { "plaatsing.uren", "12,5 uur" },
        { "plaatsing.uren", "16.00.5" },
        { "plaatsing.uren", "12345" },
        { "opleiding.niveau", "5" },
        { "opleiding.niveau", "MBO" },
        { "opleiding.crebo", "1234" },
        { "opleiding.crebo", "123456" },
        { "student.leerweg", "x" },
        { "plaatsing.status", "x" },
        { "student.klas", "a\x1b"
                          "b" },
        { "student.naam", "\xff" },
    };

    (void)data;
#define READS(name, text) test_done(cell(&row, name, text, &f->error), &f->error)
    READS("student.nummer", " 0012 ");
    g_assert_cmpstr(row.student.nummer, ==, "0012");
    READS("student.nummer", "  ");
    g_assert_cmpstr(row.student.nummer, ==, "0012"); /* an empty cell changes nothing */
    READS("student.naam", "Hof, Zoë van 't");
    g_assert_cmpstr(row.student.naam.voorvoegsel, ==, "van 't");
    READS("docent", "WITK");
    g_assert_cmpstr(row.docent.code, ==, "WITK");
    READS("docent", "Kees de Wit");
    g_assert_cmpstr(row.docent.naam.achternaam, ==, "Wit");
    static const char *const days[] = { "2026-09-01",          "01-09-2026",          "1-9-2026",  "20260901",
                                        "2026-09-01T00:00:00", "01-09-2026 00:00:00", "01.09.2026" };
    for (gsize i = 0; i < G_N_ELEMENTS(days); i++) {
        row.plaatsing.begin = STAGE_NO_DAY;
        READS("plaatsing.begin", days[i]);
        g_assert_cmpstr(row.plaatsing.begin.text, ==, "2026-09-01");
    }
    static const char *const hours[] = { "640", "640,00", "640.0", "0640", "639,5", "640,4" };
    for (gsize i = 0; i < G_N_ELEMENTS(hours); i++) {
        row.plaatsing.uren = 0;
        READS("plaatsing.uren", hours[i]);
        g_assert_cmpint(row.plaatsing.uren, ==, 640);
    }
    static const char *const niveaus[] = { "4", "MBO-4", "Niveau 4", "mbo 4" };
    for (gsize i = 0; i < G_N_ELEMENTS(niveaus); i++) {
        row.opleiding.niveau = 0;
        READS("opleiding.niveau", niveaus[i]);
        g_assert_cmpint(row.opleiding.niveau, ==, 4);
    }
    static const char *const crebos[] = { "25655", "25.655", "25655BOL", "25655 - Software" };
    for (gsize i = 0; i < G_N_ELEMENTS(crebos); i++) {
        READS("opleiding.crebo", crebos[i]);
        g_assert_cmpstr(row.opleiding.crebo, ==, "25655");
    }
    READS("student.leerweg", "BOL_DT");
    g_assert_cmpstr(row.student.leerweg, ==, "BOL");
    READS("student.leerweg", "bbl");
    g_assert_cmpstr(row.student.leerweg, ==, "BBL");
    READS("plaatsing.status", "Voorlopig");
    g_assert_cmpstr(row.plaatsing.status, ==, "voorlopig");
    READS("plaatsing.status", "Overeenkomst afgedrukt");
    g_assert_cmpstr(row.plaatsing.status, ==, "");
    READS("plaatsing.status", "Beëindigd");
    READS("plaatsing.status", "Afgemeld");
    g_assert_cmpstr(row.plaatsing.status, ==, "vervallen");
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_test_message("%s: %s", bad[i].column, bad[i].text);
        g_assert_false(cell(&row, bad[i].column, bad[i].text, &f->error));
        g_assert_nonnull(f->error);
        g_clear_error(&f->error);
    }
    stage_import_row_clear(&row);
    g_assert_null(row.student.nummer);
}

/* What is said of a cell can go to a terminal, and is whole UTF-8 where it was cut. */
static void
cell_messages(Folder *f, const void *data)
{
    static const char *const columns[] = { "plaatsing.begin", "plaatsing.uren",  "opleiding.niveau",
                                           "opleiding.crebo", "student.leerweg", "plaatsing.status" };
    static const char *const texts[] = { "\x1b[2Jx", "\u202egnp",
                                         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaëë" };
    StageImportRow row = { 0 };

    (void)data;
    for (gsize c = 0; c < G_N_ELEMENTS(columns); c++)
        for (gsize t = 0; t < G_N_ELEMENTS(texts); t++) {
            g_assert_false(cell(&row, columns[c], texts[t], &f->error));
            g_assert_true(stage_is_visible(f->error->message));
            g_clear_error(&f->error);
        }
}

/* --- apply --- */

typedef struct {
    guint added, changed, problems;
    GString *log;
} Seen;

static void
on_change(const StageImportChange *change, void *data)
{
    Seen *seen = data;

    *(change->kind == STAGE_IMPORT_NEW ? &seen->added : &seen->changed) += 1;
    g_string_append_printf(seen->log, "%u %s %s %s: '%s' -> '%s'\n", change->line, change->entity,
                           change->what, change->field == NULL ? "new" : change->field, change->before,
                           change->after);
}

static void
on_problem(const char *message, void *data)
{
    Seen *seen = data;

    seen->problems++;
    g_string_append_printf(seen->log, "%s\n", message);
}

typedef struct {
    StageImportCounts counts;
    Seen seen;
    gboolean done;
    guint added, changed, unchanged;
} Outcome;

static void
outcome_clear(Outcome *o)
{
    g_ptr_array_unref(o->counts.unused);
    g_string_free(o->seen.log, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Outcome, outcome_clear)

static Outcome
import(Folder *f, StageDb *db, const char *text, gboolean skip_bad)
{
    Outcome o = { .seen.log = g_string_new(NULL) };
    g_autofree char *path = test_file(f->folder, "in.csv", text, -1);
    StageImportOptions options = { .skip_bad = skip_bad,
                                   .today = { "2026-11-23" },
                                   .change = on_change,
                                   .problem = on_problem,
                                   .data = &o.seen };

    static const StageActor actor = { "2026-11-23T10:00:00Z", "kees", "import" };
    gboolean changed = FALSE;
    gint64 id = 0;
    g_assert_true(stage_db_begin(db, &f->error) && stage_handeling_begin(db, &actor, &id, &f->error));
    o.done = stage_import_run(db, path, &options, &o.counts, &f->error);
    if (o.done)
        g_assert_true(stage_handeling_end(db, id, &changed, &f->error));
    if (changed)
        g_assert_true(stage_db_commit(db, &f->error));
    else
        stage_db_rollback(db);
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++) {
        o.added += o.counts.of[i].added;
        o.changed += o.counts.of[i].changed;
        o.unchanged += o.counts.of[i].unchanged;
    }
    g_test_message("%s", o.seen.log->str);
    g_assert_cmpuint(o.counts.rejected, ==, o.seen.problems);
    return o;
}

static const char header[] =
    "Studentnummer;Naam;Crebo;Opleiding;Docent;BPV-bedrijf;Postcode bedrijf;Praktijkopleider;"
    "Begindatum;Verwachte einddatum;Overeenkomstnummer\n";

/* A random export that does not contradict itself: the second time it changes nothing. */
static void
twice(Folder *f, const void *data)
{
    (void)data;
    for (guint round = 0; round < 15; round++) {
        char *folder = test_folder();
        g_autoptr(StageDb) db = test_store(folder);
        g_autoptr(GString) text = g_string_new(header);
        guint rows = (guint)g_test_rand_int_range(1, 40);
        gint64 n = 0, sum = 0;
        for (guint i = 0; i < rows; i++) {
            int student = g_test_rand_int_range(0, 10), company = g_test_rand_int_range(0, 5);
            gboolean placed = test_chance(80);
            g_string_append_printf(text, "%04d;Zoë van 't Hof%d;2565%d;opleiding %d;%s;", student, student,
                                   student % 3, student % 3, student % 2 == 0 ? "WITK" : "Kees de Wit");
            if (placed) {
                g_string_append_printf(text, "Bedrijf %d;351%dab;Ria Smit%d;0%d-09-2026;01-02-2027;", company,
                                       company, company, 1 + company);
                g_string_append_printf(text, student % 3 == 0 ? "\n" : "POK%d-%d\n", student, company);
            } else {
                g_string_append(text, ";;;;;\n");
            }
        }
        g_auto(Outcome) first = import(f, db, text->str, FALSE);
        g_assert_no_error(f->error);
        g_assert_true(first.done);
        g_assert_cmpuint(first.counts.rows, ==, rows);
        g_assert_cmpuint(first.counts.of[1].added + first.counts.of[1].changed + first.counts.of[1].unchanged,
                         <=, rows);
        g_assert_cmpuint(first.added, ==, first.seen.added);
        g_assert_cmpuint(first.counts.of[0].added, <=, 3);
        static const char *const tables[] = {
            "SELECT count(*) FROM opleiding", "SELECT count(*) FROM student",
            "SELECT count(*) FROM docent",    "SELECT count(*) FROM leerbedrijf",
            "SELECT count(*) FROM opleider",  "SELECT count(*) FROM plaatsing"
        };
        for (guint i = 0; i < STAGE_ROW_ENTITIES; i++, sum += n) {
            g_assert_true(stage_db_number(db, tables[i], STAGE_NO_ARGS, &n, &f->error));
            g_assert_cmpint(n, ==, first.counts.of[i].added);
        }
        g_auto(Outcome) second = import(f, db, text->str, FALSE);
        g_assert_no_error(f->error);
        g_assert_cmpuint(second.added + second.seen.added, ==, 0);
        g_assert_cmpuint(first.changed + second.changed + second.seen.changed, ==, 0);
        g_assert_cmpuint(second.unchanged, ==, first.added + first.unchanged);
        stage_db_close(g_steal_pointer(&db));
        test_folder_free(folder);
    }
}

#define STORE()                                                                                              \
    g_autoptr(StageDb) db = test_store(f->folder);                                                           \
    (void)data

static void
changes(Folder *f, const void *data)
{
    STORE();
    g_auto(Outcome) first = import(f, db, "nummer;naam;klas\n1;Sem Çelik;IT1\n2;Ria Smit;IT1\n", FALSE);
    g_auto(Outcome)
        second = import(f, db, "nummer,naam,klas\n1,Sem Çelik,IT2\n2,Ria Smit,\n3,An Wit,IT2\n", FALSE);
    g_assert_no_error(f->error);
    g_assert_true(first.counts.separator == ';' && second.counts.separator == ',');
    g_assert_cmpuint(first.added, ==, 2);
    g_assert_cmpuint(second.added, ==, 1);
    g_assert_cmpuint(second.changed, ==, 1);
    g_assert_cmpuint(second.unchanged, ==, 1);
    g_assert_nonnull(strstr(second.seen.log->str, "2 student 1 Sem Çelik (IT2) klas: 'IT1' -> 'IT2'"));
}

static const char bad_rows[] = "nummer;naam;bedrijf;begin;einde\n"
                               "1;An Wit;Korst;1-9-2026;1-2-2027\n"
                               "2;Bo Wit;Korst;x;1-2-2027\n"
                               "3;Cas Wit;;1-9-2026;1-2-2027\n"
                               ";;;;\n"
                               "4;Do Wit;Korst;1-9-2026\n"
                               "5;Ed Wit;Korst;1-9-2026;1-2-2025\n";

static void
rejected(Folder *f, const void *data)
{
    STORE();
    g_auto(Outcome) all = import(f, db, bad_rows, FALSE);
    gint64 n = -1;
    g_assert_false(all.done);
    g_assert_error(f->error, STAGE_ERROR, STAGE_ERROR_BAD_INPUT);
    g_clear_error(&f->error);
    g_assert_cmpuint(all.counts.rows, ==, 5);
    g_assert_cmpuint(all.counts.rejected, ==, 4);
    for (int line = 3; line <= 7; line++) {
        g_autofree char *where = g_strdup_printf("in.csv:%d: ", line);
        g_assert_true((strstr(all.seen.log->str, where) != NULL) == (line != 5));
    }
    g_auto(Outcome) good = import(f, db, bad_rows, TRUE);
    g_assert_true(good.done);
    g_assert_cmpuint(good.counts.rejected, ==, 4);
    g_assert_cmpuint(good.added, ==, 3);
    g_assert_true(stage_db_number(db, "SELECT count(*) FROM student", STAGE_NO_ARGS, &n, &f->error));
    g_assert_cmpint(n, ==, 1);
}

/* What a bad row had begun is taken back, so it was no change. */
static void
rejected_unsaid(Folder *f, const void *data)
{
    STORE();
    g_auto(Outcome) o = import(f, db, bad_rows, TRUE);
    g_assert_cmpuint(o.added, ==, 3);
    g_assert_cmpuint(o.seen.added, ==, o.added);
}

/* An export with only the crebo does not take the programme's name away. */
static void
crebo_alone(Folder *f, const void *data)
{
    STORE();
    g_auto(Outcome)
        first = import(f, db, "nummer;naam;crebo;opleiding\n1;An Wit;25655;Software developer\n", FALSE);
    g_auto(Outcome) second = import(f, db, "nummer;naam;crebo\n1;An Wit;25655\n", FALSE);
    g_assert_no_error(f->error);
    g_assert_cmpuint(second.changed, ==, 0);
}

/* A full name is given whole: one without a voorvoegsel takes the old one away. */
static void
new_name(Folder *f, const void *data)
{
    StageStudent s = { 0 };

    STORE();
    g_auto(Outcome) first = import(f, db, "nummer;naam\n1;Zoë van 't Hof\n", FALSE);
    g_auto(Outcome) second = import(f, db, "nummer;naam\n1;Zoë Smit\n", FALSE);
    test_done(stage_entity_get(&stage_student, db, 1, &s, &f->error), &f->error);
    g_autofree char *full = stage_naam_full(&s.naam);
    stage_entity_clear(&stage_student, &s);
    g_assert_cmpstr(full, ==, "Zoë Smit");
}

/* Whatever the separator, and whichever headers are quoted. */
static void
separators(Folder *f, const void *data)
{
    static const char *const names[] = { "Studentnummer", "Naam", "Klas" };

    (void)data;
    for (guint quoted = 0; quoted < 8; quoted++)
        for (const char *separator = stage_csv_separators; *separator != '\0'; separator++) {
            char *folder = test_folder();
            g_autoptr(StageDb) db = test_store(folder);
            g_autoptr(GString) text = g_string_new(NULL);
            for (guint i = 0; i < 3; i++)
                g_string_append_printf(text, (quoted >> i & 1) == 1 ? "\"%s\"%c" : "%s%c", names[i],
                                       i < 2 ? *separator : '\n');
            g_string_append_printf(text, "1%cAn Wit%cIT1\n", *separator, *separator);
            g_auto(Outcome) o = import(f, db, text->str, FALSE);
            g_assert_no_error(f->error);
            g_assert_cmpint(o.counts.separator, ==, *separator);
            g_assert_cmpuint(o.added, ==, 1);
            stage_db_close(g_steal_pointer(&db));
            test_folder_free(folder);
        }
}

#define ADD(path, function) g_test_add("/import/" path, Folder, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("match/synonyms", synonyms);
    ADD("match/matched", matched);
    ADD("match/not-matched", not_matched);
    ADD("row/cells", cells);
    ADD("apply/twice", twice);
    ADD("apply/changes", changes);
    ADD("apply/rejected", rejected);
    ADD("row/messages", cell_messages);
    ADD("apply/separators", separators);
    ADD("apply/rejected-unsaid", rejected_unsaid);
    ADD("match/invisible", invisible);
    ADD("apply/crebo-alone", crebo_alone);
    ADD("apply/new-name", new_name);
    return g_test_run();
}
