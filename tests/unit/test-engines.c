/* The two engines keep the same store: the same tables and columns, what one refuses the other refuses, and
 * statements behave alike. The server is that of the tests (tests/run): an empty store at $STAGE_TEST_SERVER.
 */
#include "test.h"

#include <string.h>

#include "base/error.h"

typedef struct {
    char *folder;
    StageDb *file, *server;
    GPtrArray *texts; /* of statements, which a handle knows by their address */
} Pair;

static gboolean
begin_pair(Pair *p)
{
    g_autoptr(GError) error = NULL;
    StageDbOptions options = {
        .path = g_getenv("STAGE_TEST_SERVER"), .mode = STAGE_DB_WRITE, .busy_ms = 200, .today = "2026-11-23"
    };

    *p = (Pair){ 0 };
    if (options.path == NULL) {
        g_test_skip("no server");
        return FALSE;
    }
    p->folder = test_folder();
    p->file = test_store(p->folder);
    p->server = stage_db_open(&options, &error);
    g_assert_no_error(error);
    p->texts = g_ptr_array_new_with_free_func(g_free);
    stage_db_set_action(p->file, STAGE_NO_JOURNAL);
    stage_db_set_action(p->server, STAGE_NO_JOURNAL);
    return TRUE;
}

static void
end_pair(Pair *p)
{
    stage_db_close(p->file);
    stage_db_close(p->server);
    test_folder_free(p->folder);
    g_ptr_array_free(p->texts, TRUE);
}

static const char *
kept(Pair *p, char *text)
{
    g_ptr_array_add(p->texts, text);
    return text;
}

/* The rows of a statement, its columns joined by blanks; an error is a failure. */
static char *
rows_of(StageDb *db, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_NO_ARGS, &error);
    GString *out = g_string_new(NULL);

    while (rows != NULL && stage_stmt_next(rows)) {
        for (guint i = 0; i < stage_stmt_columns(rows); i++) {
            StageValue value = stage_stmt_value(rows, i);
            if (value.type == STAGE_INT)
                g_string_append_printf(out, "%" G_GINT64_FORMAT " ", value.number);
            else
                g_string_append_printf(out, "%s ", value.text);
        }
        g_string_append_c(out, '\n');
    }
    test_done(rows != NULL && stage_stmt_done(rows, &error), &error);
    return g_string_free(out, FALSE);
}

static int
code_of(StageDb *db, const char *sql)
{
    g_autoptr(GError) error = NULL;

    return stage_db_exec(db, sql, STAGE_NO_ARGS, &error) ? -1 : error->code;
}

/* --- the catalogue, but for who may see what, which a file does not know --- */

#define ROLES "'groep', 'rol', 'schrijver'"

/* clang-format off */
static const char *const catalogue[][2] = {
    { /* columns, in their order */
        "SELECT m.name, p.name, p.type, CASE WHEN p.\"notnull\" = 1 OR p.pk > 0 THEN 1 ELSE 0 END "
        "FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'zoek\\_%' ESCAPE '\\' "
        "AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, p.cid",
        "SELECT c.relname::text, a.attname::text, CASE WHEN a.atttypid = 'bigint'::regtype THEN 'INTEGER' "
        "WHEN a.atttypid = 'text'::regtype AND l.collname = 'C' THEN 'TEXT' ELSE 'OTHER' END, "
        "CASE WHEN a.attnotnull THEN 1 ELSE 0 END FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
        "LEFT JOIN pg_collation l ON l.oid = a.attcollation "
        "WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 "
        "AND c.relname NOT IN ('teller', 'zoekindex', " ROLES ") "
        "AND (c.relname, a.attname) NOT IN (('journaal', 'plaatsing'), ('journaal', 'voor_wie')) "
        "ORDER BY c.relname, a.attnum" },
    { /* references */
        "SELECT m.name, f.\"from\", f.\"table\", f.on_delete FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f "
        "WHERE m.type = 'table' ORDER BY m.name, f.\"from\"",
        "SELECT c.relname::text, a.attname::text, f.relname::text, CASE confdeltype WHEN 'r' THEN 'RESTRICT' ELSE 'OTHER' END "
        "FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid "
        "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1] "
        "WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace AND c.relname NOT IN (" ROLES ") ORDER BY c.relname, a.attname" },
    { /* what is unique but the key, and the names of the other indexes */
        "SELECT m.name, (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) AS what "
        "FROM sqlite_schema m JOIN pragma_index_list(m.name) i WHERE m.type = 'table' AND m.name NOT LIKE 'zoek\\_%' ESCAPE '\\' "
        "AND i.\"unique\" = 1 AND i.origin <> 'pk' ORDER BY 1, 2",
        "SELECT c.relname::text, (SELECT string_agg(a.attname::text, ',' ORDER BY n) FROM unnest(i.indkey) WITH ORDINALITY k (col, n) "
        "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.col) COLLATE \"C\" AS what FROM pg_index i "
        "JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = current_schema()::regnamespace AND i.indisunique "
        "AND NOT i.indisprimary AND c.relname NOT IN (" ROLES ") ORDER BY 1, 2" },
    { "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
      "SELECT i.relname::text FROM pg_class i JOIN pg_index x ON x.indexrelid = i.oid "
      "WHERE i.relnamespace = current_schema()::regnamespace AND i.relname NOT LIKE 'zoekindex%' "
      "AND i.relname NOT IN ('journaal_plaatsing', 'handeling_open') "
      "AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.oid) ORDER BY i.relname" },
    { "SELECT name FROM sqlite_schema WHERE type = 'view' AND name <> 'boek' ORDER BY name",
      "SELECT relname::text FROM pg_class WHERE relkind = 'v' AND relnamespace = current_schema()::regnamespace "
      "AND relname NOT IN ('zoek_tekst', 'recht', 'verborgen', 'begeleidt') AND NOT starts_with(relname, 'mijn_') ORDER BY relname" },
    { "SELECT max(nummer) FROM migratie", "SELECT max(nummer) FROM migratie" },
};
/* clang-format on */

static void
same_catalogue(void)
{
    Pair p;

    if (!begin_pair(&p))
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(catalogue); i++) {
        g_autofree char *file = rows_of(p.file, catalogue[i][0]);
        g_autofree char *server = rows_of(p.server, catalogue[i][1]);
        g_assert_cmpstr(server, ==, file);
        g_assert_cmpuint(strlen(file), >, 2);
    }
    end_pair(&p);
}

/* --- what is refused --- */

/* A row in every table; then every column of it is given values that may stand in it, and that may not. */
/* clang-format off */
static const char *const valid[] = {
    "INSERT INTO docent (id, code, achternaam, zoek, zoek_achternaam) VALUES (1, 'A', 'x', 'x', 'x')",
    "INSERT INTO team (id, naam, coordinator, zoek) VALUES (1, 'x', 1, 'x')",
    "INSERT INTO opleiding (id, naam, zoek) VALUES (1, 'x', 'x')",
    "INSERT INTO student (id, nummer, achternaam, zoek, zoek_achternaam) VALUES (1, '1', 'x', 'x', 'x')",
    "INSERT INTO leerbedrijf (id, naam, zoek) VALUES (1, 'x', 'x')",
    "INSERT INTO opleider (id, leerbedrijf, achternaam, zoek, zoek_achternaam) VALUES (1, 1, 'x', 'x', 'x')",
    "INSERT INTO plaatsing (id, student, leerbedrijf, begin, einde) VALUES (1, 1, 1, '2026-09-01', '2027-01-29')",
    "INSERT INTO begeleider (id, plaatsing, rol, docent, vervangt, van) VALUES (1, 1, 'docent', 1, 0, '2026-10-01')",
    "INSERT INTO gesprek (id, plaatsing, soort, gehouden, docent_aanwezig, student_aanwezig, opleider_aanwezig) "
    "VALUES (1, 1, 'start', '2026-10-01', 1, 1, 1)",
    "INSERT INTO notitie (id, gesprek, sleutel, tekst) VALUES (1, 1, 1, 'x')",
    "INSERT INTO inschatting (id, plaatsing, datum, oordeel) VALUES (1, 1, '2026-10-01', 'x')",
    "INSERT INTO begeleidingskeuze (id, plaatsing, datum, strategie) VALUES (1, 1, '2026-10-01', 'meedoen')",
    "INSERT INTO afspraak (id, plaatsing, datum, wie, wat, gesloten) VALUES (1, 1, '2026-10-01', 'student', 'x', '2026-10-02')",
    "INSERT INTO signaal (id, plaatsing, datum, soort, gesloten) VALUES (1, 1, '2026-10-01', 'contact', '2026-10-02')",
    "INSERT INTO signaal (id, plaatsing, datum, soort) VALUES (2, 1, '2026-10-01', 'onveilig')",
    "INSERT INTO zoekvraag (id, naam, vraag) VALUES (1, 'x', 'x')",
    "INSERT INTO invoer (id, bestand, sha256) VALUES (1, 'x', '0000000000000000000000000000000000000000000000000000000000000000')",
    "INSERT INTO conflict (id, tabel, rij, veld, waarde) VALUES (1, 'x', 1, 'x', 'x')",
    "INSERT INTO vrijstelling (id, plaatsing, moment, datum, reden) VALUES (1, 1, 'start', '2026-10-01', 'x')",
    "INSERT INTO vakantie (id, van, tot, naam) VALUES (1, '2026-10-01', '2026-10-02', 'x')",
    "INSERT INTO demping (id, plaatsing, regel, datum, reden) VALUES (1, 1, 'x', '2026-10-01', 'x')",
    "INSERT INTO verlof (id, docent, van, tot) VALUES (1, 1, '2026-10-01', '2026-10-02')",
    "INSERT INTO blokkade (id, adres, soort, oorzaak, datum) VALUES (1, 'x', 'vraag', 'stop', '2026-10-01')",
    "INSERT INTO reactie (id, gesprek, versie, rol, datum, soort) VALUES (1, 1, 1, 'student', '2026-10-01', 'akkoord')",
    "INSERT INTO bericht (id, soort, rol, persoon, adres, taal, kenmerk, messageid, datum, gemaakt) "
    "VALUES (1, 'vraag', 'student', 1, 'x', 'nl', 'x', 'x', '2026-10-01', 'x')",
    "INSERT INTO herinnering (id, bericht, plaatsing, punt, stap, rol, keer, datum) "
    "VALUES (1, 1, 1, 'x', 'nu', 'docent', 1, '2026-10-01')",
    "INSERT INTO post (id, ontvangen, datum, afdruk, uitkomst) VALUES (1, 'x', '2026-10-01', "
    "'0000000000000000000000000000000000000000000000000000000000000000', 'stop')",
    "INSERT INTO geheim (id, naam, waarde) VALUES (1, 'x', 'x')",
    "INSERT INTO handeling (id, tijdstip, wie, opdracht) VALUES (1, '2026-10-01T10:00:00Z', 'x', 'x')",
    "INSERT INTO journaal (id, handeling, tabel, rij, soort, afdruk) VALUES (1, 1, 'x', 1, 'add', 'x')",
    "INSERT INTO voor_journaal (tabel, laatste) VALUES ('x', 1)",
    "INSERT INTO gelijkenis (band, tabel, rij) VALUES (1, 'x', 1)",
};
static const char *const words[] = {
    "NULL", "''", "'x'", "'2026-10-05'", "'2026-13-01'", "'2026-11-2x'", "'0026-11-20'", "'2025-01-01'", "'2026-10-05'||chr(10)",
    "'12:30'", "'32:30'", "'12345'", "'1234x'", "'123456789'", "'012345678'", "'12345678'", "'123456789012'",
    "'2026-10-01T10:00:00Z'", "'2026-10-01T10:00:00'", "'BOL'", "'bol'", "'voorlopig'", "'start'", "'eind'", "'bezoek'",
    "'docent'", "'opleider'", "'anders'", "'aha'", "'toevertrouwen'", "'meedoen'", "'werk'", "'ja'", "'deels'", "'discriminatie'",
    "'stoppen'", "'geel'", "'add'", "'nl'", "'coordinator'", "'herinnering'", "'alles'", "'onbestelbaar'", "'post'", "'laat'",
    "'bezwaar'", "'dubbel'", "'verslag'", "'é'",
    "'1111111111111111111111111111111111111111111111111111111111111111'",
};
/* clang-format on */
static const char *const numbers[] = { "NULL", "0",    "1",    "2",    "4",     "5",
                                       "-1",   "1440", "1441", "9999", "10000", "'x'" };

static int
code_of_change(Pair *p, StageDb *db, const char *sql)
{
    g_autoptr(GError) error = NULL;
    int code = 0;

    (void)p;
    test_done(stage_db_begin(db, &error), &error);
    stage_db_set_action(db, STAGE_NO_JOURNAL);
    code = code_of(db, sql);
    stage_db_rollback(db);
    return code;
}

static guint
try_column(Pair *p, const char *table, const char *column, gboolean is_text)
{
    const char *const *values = is_text ? words : numbers;
    gsize n = is_text ? G_N_ELEMENTS(words) : G_N_ELEMENTS(numbers);
    guint wrong = 0;

    for (gsize i = 0; i < n; i++) {
        const char *server = kept(p, g_strdup_printf("UPDATE %s SET %s = %s", table, column, values[i]));
        g_auto(GStrv) parts = g_strsplit(server, "chr(", -1);
        const char *file = kept(p, g_strjoinv("char(", parts));
        int one = code_of_change(p, p->file, file), other = code_of_change(p, p->server, server);
        if (one == other)
            continue;
        g_test_message("%s: %d in a file, %d on a server", server, one, other);
        wrong++;
    }
    return wrong;
}

static void
same_refusals(void)
{
    g_autoptr(GError) error = NULL;
    guint wrong = 0, columns = 0;
    Pair p;

    if (!begin_pair(&p))
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(valid); i++) {
        test_done(stage_db_exec(p.file, valid[i], STAGE_NO_ARGS, &error), &error);
        test_done(stage_db_exec(p.server, valid[i], STAGE_NO_ARGS, &error), &error);
    }
    g_autofree char *all = rows_of(p.file, catalogue[0][0]);
    g_auto(GStrv) lines = g_strsplit(all, "\n", -1);
    for (char **line = lines; **line != '\0'; line++, columns++) {
        g_auto(GStrv) cells = g_strsplit(*line, " ", -1);
        wrong += try_column(&p, cells[0], cells[1], strcmp(cells[2], "TEXT") == 0);
    }
    g_assert_cmpuint(columns, >, 200);
    for (gsize i = G_N_ELEMENTS(valid); i-- > 0;) { /* what refers to a row goes before it */
        g_auto(GStrv) parts = g_strsplit(valid[i], " ", 4);
        const char *clear = kept(&p, g_strdup_printf("DELETE FROM %s", parts[2]));
        int one = code_of_change(&p, p.file, clear), other = code_of_change(&p, p.server, clear);
        g_assert_cmpint(one, ==, other);
    }
    g_assert_cmpuint(wrong, ==, 0);
    end_pair(&p);
}

/* --- statements --- */

enum { MANY = 25000 };

/* Rows of two statements in turn, each more than fits a page, while others run and write in between. */
static void
several_at_once(void)
{
    static const char all[] =
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT i FROM n";
    static const char also[] =
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT -i FROM n";
    static const char add[] = "INSERT INTO geheim (naam, waarde) VALUES ($1, 'x')";
    g_autoptr(GError) error = NULL;
    Pair p;

    if (!begin_pair(&p))
        return;
    for (guint inside = 0; inside < 2; inside++) {
        if (inside)
            test_done(stage_db_begin(p.server, &error), &error);
        g_autoptr(StageStmt) one = stage_db_query(p.server, all, STAGE_ARGS(stage_int(MANY)), &error);
        g_autoptr(StageStmt) two = stage_db_query(p.server, also, STAGE_ARGS(stage_int(MANY)), &error);
        g_assert_no_error(error);
        for (gint64 i = 1; i <= MANY; i++) {
            gint64 id = 0;
            g_autofree char *name = g_strdup_printf("%u %" G_GINT64_FORMAT, inside, i);
            g_assert_true(stage_stmt_next(one) && stage_stmt_number(one, 0) == i);
            g_assert_true(stage_stmt_next(two) && stage_stmt_number(two, 0) == -i);
            if (i % 5000 == 0)
                test_done(stage_db_insert(p.server, add, STAGE_ARGS(stage_text(name)), &id, &error), &error);
        }
        g_assert_false(stage_stmt_next(one) || stage_stmt_next(two) || stage_stmt_next(one));
        test_done(stage_stmt_done(one, &error) && stage_stmt_done(two, &error), &error);
        g_clear_pointer(&one, stage_stmt_free);
        g_clear_pointer(&two, stage_stmt_free);
        stage_db_rollback(p.server);
    }
    g_autofree char *left = rows_of(p.server, "SELECT count(*) FROM geheim WHERE naam LIKE '0 %'");
    g_assert_cmpstr(left, ==, "5 \n");
    end_pair(&p);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/engines/catalogue", same_catalogue);
    g_test_add_func("/engines/refusals", same_refusals);
    g_test_add_func("/engines/several", several_at_once);
    return g_test_run();
}
