/* The reader of imports: bytes → text → records → rows. */
#include "test.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "base/text.h"
#include "import/reader.h"
#include "import/utf8.h"

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

static StageLines *
open_bytes(Folder *f, const char *bytes, gssize size, const char *encoding)
{
    g_autofree char *path = test_file(f->folder, "in.csv", bytes, size);

    return stage_lines_open(path, encoding, &f->error);
}

/* That the last call failed over bad input, in this line of the file, with these words. */
static void
bad_at(Folder *f, const char *where, const char *says)
{
    g_assert_error(f->error, STAGE_ERROR, STAGE_ERROR_BAD_INPUT);
    if ((where != NULL && strstr(f->error->message, where) == NULL) ||
        (says != NULL && strstr(f->error->message, says) == NULL))
        g_error("'%s' does not say '%s' and '%s'", f->error->message, where, says);
    g_assert_true(stage_is_visible(f->error->message));
    g_clear_error(&f->error);
}

/* --- decode --- */

static char *
whole_text(StageLines *lines, GError **error)
{
    GString *out = g_string_new(NULL);
    char *text = NULL;
    gsize length = 0;
    guint line = 1;

    do {
        test_done(stage_lines_read(lines, &text, &length, error), error);
        g_assert_true(g_utf8_validate(text, (gssize)length, NULL));
        if (length > 0)
            g_assert_cmpuint(stage_lines_number(lines), ==, line);
        line += stage_lines_count(text, length);
        g_string_append_len(out, text, (gssize)length);
    } while (length > 0);
    return g_string_free(out, FALSE);
}

#define BYTES(text) text, sizeof text - 1

static void
encodings(Folder *f, const void *data)
{
    static const struct {
        const char *bytes;
        gssize size;
        const char *given, *encoding, *text;
    } files[] = {
        { BYTES("a"), NULL, "UTF-8", "a" },
        { BYTES("a\r\n\r\nb\rc\n"), NULL, "UTF-8", "a\r\n\r\nb\rc\n" },
        { BYTES("Zo\xc3\xab"), NULL, "UTF-8", "Zoë" },
        { BYTES("\xef\xbb\xbfZo\xc3\xab\r\nx"), NULL, "UTF-8 (BOM)", "Zoë\r\nx" },
        { BYTES("\xef\xbb\xbf"), NULL, "UTF-8 (BOM)", "" },
        { BYTES("x\nZo\xeb \x80\x92\n"), NULL, "Windows-1252", "x\nZoë €’\n" },
        { BYTES("\xeb"), NULL, "Windows-1252", "ë" },
        { BYTES("Zo\xc3"), NULL, "Windows-1252", "ZoÃ" },
        { BYTES("a\xef\xbb\xbf\n"), NULL, "UTF-8", "a\ufeff\n" },
        { BYTES("\xff\xfe"
                "Z\0o\0\xeb\0\n\0"),
          NULL, "UTF-16LE (BOM)", "Zoë\n" },
        { BYTES("\xfe\xff"
                "\0Z\0o\0\xeb\0\n"),
          NULL, "UTF-16BE (BOM)", "Zoë\n" },
        { BYTES("\xff\xfe"
                "\x3d\xd8\x00\xde"),
          NULL, "UTF-16LE (BOM)", "\U0001f600" },
        { BYTES("\xff\xfe"), NULL, "UTF-16LE (BOM)", "" },
        { BYTES("Z\0o\0\xeb\0\n\0"), "UTF-16LE", "UTF-16LE", "Zoë\n" },
        { BYTES("\xa4 \xeb"), "ISO-8859-15", "ISO-8859-15", "€ ë" },
        { BYTES("Zo\x91"), "MACINTOSH", "MACINTOSH", "Zoë" },
        { BYTES("Zo\xc3\xab\n\xeb"), "windows-1252", "windows-1252", "ZoÃ«\në" },
        { BYTES("\xef\xbb\xbfZo\xc3\xab"), "utf-8", "utf-8", "Zoë" },
        { BYTES("a\0b\n\0\0"), NULL, "UTF-8", "ab\n" },
    };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(StageLines) in = open_bytes(f, files[i].bytes, files[i].size, files[i].given);
        g_assert_no_error(f->error);
        g_assert_cmpstr(stage_lines_text(in)->encoding, ==, files[i].encoding);
        for (guint pass = 0; pass < 2; pass++) {
            g_autofree char *text = whole_text(in, &f->error);
            g_assert_cmpstr(text, ==, files[i].text);
            g_assert_true(stage_lines_rewind(in, &f->error));
        }
    }
}

static void
refused(Folder *f, const void *data)
{
    static const struct {
        const char *bytes;
        gssize size;
        const char *given, *where, *says;
    } bad[] = {
        { BYTES(""), NULL, "in.csv", "is empty" },
        { BYTES(""), "UTF-8", "in.csv", "is empty" },
        { BYTES("\xef\xbb\xbfx\ny\xeb\n"), NULL, "in.csv:2:", "0xeb" },
        { BYTES("\xef\xbb\xbfx\ny\xc3"), NULL, "in.csv:2:", "0xc3" },
        { BYTES("a\nb\x81\n"), NULL, "in.csv:2:", "0x81" },
        { BYTES("Zo\xc3\xab\r\nx\r\nZo\xeb\r\n"), NULL, "in.csv:3:", "--encoding" },
        { BYTES("Zo\xc3\xab\nZo\xeb\n"), "UTF-8", "in.csv:2:", "0xeb is not UTF-8" },
        { BYTES("a\rb\r\xe2\x82"), "UTF-8", "in.csv:3:", "0xe2" },
        { BYTES("a\0b\0\n\0"), NULL, "in.csv:1:", "UTF-16LE" },
        { BYTES("\0a\0b\0\n"), NULL, "in.csv:1:", "UTF-16BE" },
        { BYTES("\0\0\0\0\0\0"), NULL, "in.csv:1:", "NUL" },
        { BYTES("PK\3\4xxxx"), NULL, "in.csv:1:", "workbook" },
        { BYTES("\xff\xfe"
                "a\0\n\0\x3d\xd8"
                "b\0"),
          NULL, "in.csv:2:", "UTF-16" },
        { BYTES("\xff\xfe"
                "a\0\n"),
          NULL, "in.csv:1:", "UTF-16" },
        { BYTES("a"), "klingon", NULL, "'klingon'" },
        { BYTES("a"), "", NULL, "''" },
        { BYTES("a"), "UTF-16//IGNORE", NULL, "UTF-16//IGNORE" },
        { BYTES("a"), "x\x1b[m", NULL, "\\x1b" },
    };
    g_autofree char *absent = g_build_filename(f->folder, "absent", NULL);

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_assert_null(open_bytes(f, bad[i].bytes, bad[i].size, bad[i].given));
        bad_at(f, bad[i].where, bad[i].says);
    }
    test_failed(stage_lines_open(absent, NULL, &f->error) != NULL, &f->error, STAGE_ERROR_NOT_FOUND);
    test_failed(stage_lines_open(f->folder, NULL, &f->error) != NULL, &f->error, STAGE_ERROR_BAD_INPUT);
}

/* Whatever falls on the border of two blocks. */
static void
borders(Folder *f, const void *data)
{
    static const char *const tails[] = {
        "ë\r\nx", "\r\n\r\n", "€\r", "\U0001f600\n", "\r\rx", "\"\"x", "Ã«"
    };
    static const char *const encoding[] = { "UTF-8", "UTF-16LE", "UTF-16BE" };

    (void)data;
    for (gsize t = 0; t < G_N_ELEMENTS(tails); t++)
        for (gsize e = 0; e < G_N_ELEMENTS(encoding); e++)
            for (gsize before = 65536 - 6; before <= 65536; before++) {
                gsize size = 0;
                g_autofree char *fill = g_strnfill(e == 0 ? before : before / 2, 'a');
                g_autofree char *want = g_strconcat(fill, tails[t], "z", NULL);
                g_autofree char *bytes = g_convert(want, -1, encoding[e], "UTF-8", NULL, &size, &f->error);
                g_autoptr(StageLines) in = open_bytes(f, bytes, (gssize)size, encoding[e]);
                g_assert_no_error(f->error);
                g_autofree char *text = whole_text(in, &f->error);
                g_assert_cmpstr(text, ==, want);
            }
}

/* Against GLib's own check. */
static void
valid_utf8(Folder *f, const void *data)
{
    (void)f;
    (void)data;
    for (guint round = 0; round < 200000; round++) {
        char bytes[12];
        gsize n = (gsize)g_test_rand_int_range(1, sizeof bytes), first = 0;
        const char *end = NULL;
        guint64 doubled = 0;
        for (gsize i = 0; i < n; i++)
            bytes[i] = (char)(test_chance(50)   ? g_test_rand_int_range(1, 256)
                              : test_chance(50) ? g_test_rand_int_range(0x80, 0xc0)
                                                : g_test_rand_int_range(0xe0, 0xf5));
        g_utf8_validate(bytes, (gssize)n, &end);
        g_assert_cmpuint(stage_utf8_valid(bytes, n, &doubled, &first), ==, (gsize)(end - bytes));
    }
}

static void
text_facts(Folder *f, const void *data)
{
    static const struct {
        const char *bytes;
        gssize size;
        StageText text;
    } files[] = {
        { BYTES("a\nb"), { .lf = TRUE } },
        { BYTES("a\r\nb\r\n"), { .crlf = TRUE } },
        { BYTES("a\rb\r"), { .cr = TRUE } },
        { BYTES("a\r\nb\nc\r"), { .crlf = TRUE, .lf = TRUE, .cr = TRUE } },
        { BYTES("a\n\"b\""), { .lf = TRUE, .quotes = TRUE } },
        { BYTES("aaaa\nbb\0bbb\0\0bbbb\n"), { .lf = TRUE, .nuls = 3, .nul_line = 2 } },
        { BYTES("a\nb\nZoÃ« en FranÃ§ois â€™\n"), { .lf = TRUE, .doubled = 3, .doubled_line = 3 } },
        { BYTES("SÃO Â«\n"), { .lf = TRUE } },
    };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(StageLines) in = open_bytes(f, files[i].bytes, files[i].size, NULL);
        g_assert_no_error(f->error);
        const StageText *text = stage_lines_text(in), *want = &files[i].text;
        g_assert_true(text->lf == want->lf && text->cr == want->cr && text->crlf == want->crlf);
        g_assert_cmpint(text->quotes, ==, want->quotes);
        g_assert_cmpuint(text->nuls, ==, want->nuls);
        g_assert_cmpuint(text->nul_line, ==, want->nul_line);
        g_assert_cmpuint(text->doubled, ==, want->doubled);
        g_assert_cmpuint(text->doubled_line, ==, want->doubled_line);
    }
}

/* --- dialect --- */

static void
append_record(GString *out, const StageRecord *record)
{
    g_string_append_printf(out, "%u", record->line);
    for (guint i = 0; i < record->n; i++)
        g_string_append_printf(out, "[%s]", record->fields[i]);
    g_string_append_c(out, '/');
}

static char *
read_records(Folder *f, const char *bytes, char separator)
{
    StageDialect dialect = { separator, FALSE, FALSE };
    g_autoptr(StageLines) in = open_bytes(f, bytes, -1, NULL);
    g_autoptr(StageCsv) csv = in == NULL ? NULL : stage_csv_new(in, &dialect, &f->error);
    const StageRecord *record = NULL;
    GString *out = g_string_new(NULL);

    while (csv != NULL && stage_csv_next(csv, &record, &f->error) && record != NULL)
        append_record(out, record);
    return g_string_free(out, FALSE);
}

/* What libcsv sees: line[field][field]/ */
static void
records(Folder *f, const void *data)
{
    static const struct {
        const char *bytes, *table;
    } files[] = {
        { "a,b,c\n1,2,3", "1[a][b][c]/2[1][2][3]/" },
        { "a,b\r\n\"een\r\nkeer\",2\r\n3,4\r\n", "1[a][b]/2[een\r\nkeer][2]/4[3][4]/" },
        { "a,b\r\"een\rkeer\n\",2\r3,4\r", "1[a][b]/2[een\rkeer\n][2]/5[3][4]/" },
        { "a,b\n1,\"ha\n\"\"ha\"\"\n\nha\"\n3,4\n", "1[a][b]/2[1][ha\n\"ha\"\n\nha]/6[3][4]/" },
        { "\n\na\n\n\nb\n", "3[a]/6[b]/" },
        { "\r\n\r\na\r\n\r\n\nb\r\r", "3[a]/6[b]/" },
        { "a\r\rb\n\rc", "1[a]/3[b]/5[c]/" },
        { " a , b \n", "1[ a ][ b ]/" },
        { "a\"b,c\n", "1[a\"b][c]/" },
        { ",\n", "1[][]/" },
        { "\"\"\n", "1[]/" },
        { "\"\"", "1[]/" },
        { "a,", "1[a][]/" },
        { "\"a\"\r\n\"b\"\r\n", "1[a]/2[b]/" },
    };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *table = read_records(f, files[i].bytes, ',');
        g_assert_no_error(f->error);
        g_assert_cmpstr(table, ==, files[i].table);
    }
    g_autofree char *open = read_records(f, "a,b\n1,2\n3,\"open\n4,5\n", ',');
    bad_at(f, "in.csv:3:", "not closed");
    g_assert_cmpstr(open, ==, "1[a][b]/2[1][2]/");
}

/* A record may have 1 MiB, and memory does not go further. */
static void
long_record(Folder *f, const void *data)
{
    g_autofree char *most = g_strnfill(STAGE_IMPORT_LINE_MAX, 'x');
    g_autofree char *much = g_strnfill(STAGE_IMPORT_LINE_MAX / 2, 'x');
    g_autofree char *good = g_strconcat("a;b\n", most, "\nc", NULL);
    g_autofree char *bad = g_strconcat("a;b\n1;2\n", most, much, "\nc", NULL);
    g_autofree char *cells = g_strconcat("a;b\n", much, ";", much, ";", much, "\nc", NULL);
    g_autofree char *table = read_records(f, good, ';');

    (void)data;
    g_assert_no_error(f->error);
    g_assert_true(g_str_has_suffix(table, "x]/3[c]/"));
    g_autofree char *rest = read_records(f, bad, ';');
    bad_at(f, "in.csv:3:", "1 MiB");
    g_autofree char *other = read_records(f, cells, ';');
    bad_at(f, "in.csv:2:", "1 MiB");
}

/* --- reader --- */

/* header|line[field][field]/… */
static char *
read_rows(Folder *f, StageLines *in, const StageReaderOptions *options, StageReading *reading)
{
    g_autoptr(StageReader) reader = in == NULL ? NULL : stage_reader_new(in, options, &f->error);
    const StageRecord *row = NULL;
    GString *out = g_string_new(NULL);

    if (reader != NULL && stage_reader_header(reader) != NULL)
        append_record(out, stage_reader_header(reader));
    while (reader != NULL && stage_reader_next(reader, &row, &f->error) && row != NULL)
        append_record(out, row);
    if (reader != NULL && reading != NULL)
        *reading = *stage_reader_reading(reader);
    return g_string_free(out, FALSE);
}

/* Every file of csv-spectrum gives the values that stand beside it. */
static void
spectrum(Folder *f, const void *data)
{
    g_autoptr(GDir) folder = g_dir_open(STAGE_SPECTRUM, 0, &f->error);
    guint files = 0;

    (void)data;
    g_assert_no_error(f->error);
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
        if (!g_str_has_suffix(name, ".csv"))
            continue;
        g_autofree char *stem = g_strndup(name, strlen(name) - 4), *values = NULL;
        g_autofree char *path = g_build_filename(STAGE_SPECTRUM, name, NULL);
        g_autofree char *json_path = g_strdup_printf(STAGE_SPECTRUM "/%s.json", stem);
        g_test_message("%s", name);
        test_done(g_file_get_contents(json_path, &values, NULL, &f->error), &f->error);
        cJSON *json = cJSON_Parse(values), *expected = cJSON_IsArray(json) ? json->child : json;
        g_autoptr(StageLines) in = stage_lines_open(path, NULL, &f->error);
        g_autoptr(StageReader) reader = stage_reader_new(in, NULL, &f->error);
        const StageRecord *row = NULL, *header = stage_reader_header(reader);
        for (; stage_reader_next(reader, &row, &f->error) && row != NULL; expected = expected->next) {
            g_assert_nonnull(expected);
            g_assert_cmpuint(row->n, ==, (guint)cJSON_GetArraySize(expected));
            for (guint i = 0; i < row->n; i++)
                g_assert_cmpstr(
                    row->fields[i], ==,
                    cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(expected, header->fields[i])));
        }
        g_assert_no_error(f->error);
        g_assert_null(expected);
        cJSON_Delete(json);
        files++;
    }
    g_assert_cmpuint(files, ==, 12);
}

#define H   "Nummer;Naam;Klas"
#define X10 "xxxxxxxxxx"
#define HT  "[Nummer][Naam][Klas]/"

/* Every awkward form, with the rows that come of it and what is said. */
static void
forms(Folder *f, const void *data)
{
    static const struct {
        const char *bytes;
        gssize size;
        const char *table;
        char separator;
        StageQuoting quoting;
        const char *says; /* one of the lines that are told; NULL: only the first */
    } files[] = {
        { BYTES(H "\n1;a;b\n"), "1" HT "2[1][a][b]/", ';', STAGE_QUOTING_NONE, NULL },
        { BYTES("Nummer,Naam,Klas\r\n1,a,b\r\n"), "1" HT "2[1][a][b]/", ',', STAGE_QUOTING_NONE, NULL },
        { BYTES("Nummer\tNaam\tKlas\r1\ta\tb"), "1" HT "2[1][a][b]/", '\t', STAGE_QUOTING_NONE, NULL },
        { BYTES("Nummer|Naam|Klas\n"), "1" HT, '|', STAGE_QUOTING_NONE, NULL },
        { BYTES("Nummer~Naam~Klas"), "1" HT, '~', STAGE_QUOTING_NONE, NULL },
        /* the line of Excel */
        { BYTES("sep=,\r\nNummer,Naam,Klas\r\n1,a,b\r\n"), "2" HT "3[1][a][b]/", ',', STAGE_QUOTING_NONE,
          NULL },
        { BYTES("\xef\xbb\xbfSEP=:\nNummer:Naam:Klas\n1:a:b\n"), "2" HT "3[1][a][b]/", ':',
          STAGE_QUOTING_NONE, "read as UTF-8 (BOM), separated by ':'" },
        { BYTES("\"sep=;\"\n" H "\n1;a;b\n"), "2" HT "3[1][a][b]/", ';', STAGE_QUOTING_QUOTED, NULL },
        { BYTES("sep=,;;\n" H "\n1;a;b\n"), "2" HT "3[1][a][b]/", ';', STAGE_QUOTING_NONE, NULL },
        { BYTES("sep=,\n" H "\n1;a;b\n"), "2" HT "3[1][a][b]/", ';', STAGE_QUOTING_NONE, NULL },
        { BYTES("sep=\n" H "\n1;a;b\n"), "2" HT "3[1][a][b]/", ';', STAGE_QUOTING_NONE, NULL },
        { BYTES("\xff\xfes\0e\0p\0=\0;\0\n\0N\0a\0a\0m\0;\0K\0l\0a\0s\0"), "2[Naam][Klas]/", ';',
          STAGE_QUOTING_NONE, NULL },
        /* quoting */
        { BYTES("\"Nummer\";\"Naam\";\"Klas\"\n\"1\";\"a;\"\"x\"\"\";\"\"\n"), "1" HT "2[1][a;\"x\"][]/", ';',
          STAGE_QUOTING_QUOTED, "read as UTF-8, separated by ';', quoted" },
        { BYTES(H "\n1;5\" pipe;\"b\"\n"), "1" HT "2[1][5\" pipe][b]/", ';', STAGE_QUOTING_MIXED,
          "read as UTF-8, separated by ';', partly quoted" },
        { BYTES(H "\n1;\"De Hoek\" Ede;b\n2;\"a\" en \"b\";c\n"),
          "1" HT "2[1][\"De Hoek\" Ede][b]/3[2][\"a\" en \"b\"][c]/", ';', STAGE_QUOTING_LITERAL,
          "read as UTF-8, separated by ';', without quoting: quotes are letters" },
        { BYTES(H ";\r\n1;\"t Hoekje;b;\r\n2;\"De Hoek\";b;\r\n"),
          "1" HT "2[1][\"t Hoekje][b]/3[2][\"De Hoek\"][b]/", ';', STAGE_QUOTING_LITERAL, NULL },
        { BYTES(H "\r\n1;\"a\nb\r\nc\rd\";e\r\n2;a;b\r\n"), "1" HT "2[1][a\nb\r\nc\rd][e]/6[2][a][b]/", ';',
          STAGE_QUOTING_QUOTED, NULL },
        { BYTES("Nummer,Naam,Klas\n1,\"a;b;c;d\",e\n"), "1" HT "2[1][a;b;c;d][e]/", ',', STAGE_QUOTING_QUOTED,
          NULL },
        { BYTES("Nummer;Naam;Klas;Cohort;\n1;\"t H;b;c;\n2;pijp 5\";b;c;\n"),
          "1[Nummer][Naam][Klas][Cohort]/2[1][\"t H][b][c]/3[2][pijp 5\"][b][c]/", ';', STAGE_QUOTING_LITERAL,
          NULL },
        { BYTES("Nummer;Naam;Klas;Cohort\n1;\"a;b;c\nd;e;f;g;h\";x;y\n"),
          "1[Nummer][Naam][Klas][Cohort]/2[1][a;b;c\nd;e;f;g;h][x][y]/", ';', STAGE_QUOTING_QUOTED, NULL },
        /* the bare LF of EduArte, in the middle, at the end, twice, and one that ends a row after all */
        { BYTES(H ";\r\n1;a\nb;c;\r\n2;d;e;\r\n"), "1" HT "2[1][a\nb][c]/4[2][d][e]/", ';',
          STAGE_QUOTING_NONE, "a line end that is not CRLF was taken as part of its cell" },
        { BYTES(H "\r\n1;a;b\nc\r\n2;d;e\r\n"), "1" HT "2[1][a][b\nc]/4[2][d][e]/", ';', STAGE_QUOTING_NONE,
          NULL },
        { BYTES(H ";\r\n1;a\n\nb\rx;c;\r\n\r\n2;d;e;\r\n"), "1" HT "2[1][a\n\nb\rx][c]/7[2][d][e]/", ';',
          STAGE_QUOTING_NONE, NULL },
        { BYTES(H ";\r\n1;\"a\" b\nc;c;\r\n2;d;e;\r\n"), "1" HT "2[1][\"a\" b\nc][c]/4[2][d][e]/", ';',
          STAGE_QUOTING_LITERAL, NULL },
        { BYTES("Nummer;Na\nam;Klas;\r\n1;a;b;\r\n2;c;d;\r\n"),
          "1[Nummer][Na\nam][Klas]/3[1][a][b]/4[2][c][d]/", ';', STAGE_QUOTING_NONE, NULL },
        { BYTES(H "\r\n1;a;b\n2;c;d\r\n3;e;f\r4;g;h"), "1" HT "2[1][a][b]/3[2][c][d]/4[3][e][f]/5[4][g][h]/",
          ';', STAGE_QUOTING_NONE, NULL },
        /* above, below and between */
        { BYTES("BPV-overzicht 2026\r\n\r\n" H ";\r\n1;a;b;\r\n"), "3" HT "4[1][a][b]/", ';',
          STAGE_QUOTING_NONE, "the header is line 3; what stands above it was left out" },
        { BYTES("Lijst: naam, nummer; alles\n" H "\n1;a;b\n"), "2" HT "3[1][a][b]/", ';', STAGE_QUOTING_NONE,
          NULL },
        { BYTES("Titel;;\n" H "\n1;a;b\n"), "2" HT "3[1][a][b]/", ';', STAGE_QUOTING_NONE, NULL },
        { BYTES("Naam;Rol;Functie\nJan;praktijkopleider;docent\n"),
          "1[Naam][Rol][Functie]/2[Jan][praktijkopleider][docent]/", ';', STAGE_QUOTING_NONE, NULL },
        { BYTES("sep=;\nTitel\n" H "\n1;a;b\n"), "3" HT "4[1][a][b]/", ';', STAGE_QUOTING_NONE, NULL },
        { BYTES(H "\n1;a;b\n" H "\n\xef\xbb\xbf" H "\n2;c;d\n"), "1" HT "2[1][a][b]/5[2][c][d]/", ';',
          STAGE_QUOTING_NONE, "the header came again 2 times, and was left out" },
        { BYTES(H ";\n1;a;b;\n2;c;d\n"), "1" HT "2[1][a][b]/3[2][c][d]/", ';', STAGE_QUOTING_NONE, NULL },
        { BYTES(H ";;;\n1;a;b;;;\n2;;;;;\n"), "1" HT "2[1][a][b]/3[2][][]/", ';', STAGE_QUOTING_NONE, NULL },
        { BYTES(H ";\n1;a;b;x\n2;c;d;;\n3;e\n"), "1" HT "2[1][a][b][x]/3[2][c][d][][]/4[3][e]/", ';',
          STAGE_QUOTING_NONE, NULL },
        { BYTES(H "\n1;a;b\n2;c;d;\n"), "1" HT "2[1][a][b]/3[2][c][d][]/", ';', STAGE_QUOTING_NONE, NULL },
        { BYTES(H "\n1;a;b\n;;\n \t; ;\n\n;\n2;;\n;;\n"), "1" HT "2[1][a][b]/7[2][][]/", ';',
          STAGE_QUOTING_NONE, "4 rows of empty cells were left out" },
        { BYTES(H "\r\n1;a;b\r\n\x1a"), "1" HT "2[1][a][b]/", ';', STAGE_QUOTING_NONE, NULL },
        { BYTES(H "\n1;a\0a;b\0\n"), "1" HT "2[1][aa][b]/", ';', STAGE_QUOTING_NONE,
          "NUL bytes (2, the first in line 2) were left out" },
        { BYTES(H "\n1;ZoÃ«;b"), "1" HT "2[1][ZoÃ«][b]/", ';', STAGE_QUOTING_NONE,
          "line 2 and 1 places in all look encoded twice ('Ã«' for 'ë'): mend the export, or names are "
          "spoilt" },
        { BYTES(H), "1" HT, ';', STAGE_QUOTING_NONE, NULL },
        { BYTES("\n\n" H "\n"), "3" HT, ';', STAGE_QUOTING_NONE, NULL },
        /* nothing is known: the first row is the header, under the separator that gives most columns */
        { BYTES("x,y;z,w\n1,2;3,4\n"), "1[x][y;z][w]/2[1][2;3][4]/", ',', STAGE_QUOTING_NONE, NULL },
        { BYTES("x\n1\n"), "1[x]/2[1]/", ';', STAGE_QUOTING_NONE, NULL },
    };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        StageReading reading = { 0 };
        g_autoptr(StageLines) in = open_bytes(f, files[i].bytes, files[i].size, NULL);
        g_test_message("%s", files[i].bytes);
        g_autofree char *table = read_rows(f, in, NULL, &reading);
        g_assert_no_error(f->error);
        g_assert_cmpstr(table, ==, files[i].table);
        g_assert_cmpint(reading.separator, ==, files[i].separator);
        g_assert_cmpint(reading.quoting, ==, files[i].quoting);
        g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
        stage_reading_say(&reading, said);
        gboolean found = files[i].says == NULL;
        for (guint s = 0; s < said->len; s++)
            found = found || strcmp(g_ptr_array_index(said, s), files[i].says) == 0;
        g_assert_true(found);
    }
}

/* What cannot be read, with the line on which it begins. */
static void
bad_forms(Folder *f, const void *data)
{
    static const struct {
        const char *bytes, *where, *says;
    } files[] = {
        { "\n\n\r\n", "in.csv", "only empty lines" },
        { ";;\n \n", "in.csv", "only empty lines" },
        { "sep=;\n", "in.csv", "only empty lines" },
        { H "\n1;a;b\n2;\"open;c\n3;d;e\n", "in.csv:3:", "not closed" },
        { H "\n1;\"a\nb\";c\n2;\"open;c\n3;\"d\";e\n", "in.csv:4:", "text follows" },
        { H "\r\n1;a;b\r\n2;\"open;c\r\n3;\"\";e\r\n4;f;g\r\n", "in.csv:3:", "not closed" },
        { H "\r1;a;b\r2;\"open;c\r3;\"\";\"e\"\r4;f;g\r", "in.csv:3:", "text follows" },
        { H "\n1;\"a\";b\n2;\"De \"Hoek\" Ede\";c\n", "in.csv:3:", "text follows" },
        { "Nummer;Naam;Klas;Cohort\n1;a;b;c\n2;\"t H;b;c\n3;pijp 5\";b;c\n", "in.csv:3:", "later row" },
        { "\"Nummer\";\"Naam\";\n\"1\";\"De \"Hoek\" Ede\";\n", "in.csv:2:", "text follows" },
        { "Nummer;Naam;\n\"1\";\"De \"Hoek\" Ede\";\n\"2\";\"a\";\n", "in.csv:2:", "text follows" },
        { H "\n1;\"a\" x;b;c\n", "in.csv:2:", "text follows" },
        { "\"" H "\n1;a;b\n", "in.csv:1:", "not closed" },
    };
    g_autoptr(GString) text = g_string_new(H "\n1;a;b\n2;\"open;c\n");

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(StageLines) in = open_bytes(f, files[i].bytes, -1, NULL);
        g_test_message("%s", files[i].bytes);
        g_autofree char *table = read_rows(f, in, NULL, NULL);
        g_assert_cmpstr(table, ==, "");
        bad_at(f, files[i].where, files[i].says);
    }
    /* One that closes far below is found too, and so is a cell that is one line but far too long. */
    for (guint i = 0; i < 5000; i++)
        g_string_append(text, "x\n");
    g_string_append(text, "\";4\n");
    g_autoptr(StageLines) in = open_bytes(f, text->str, -1, NULL);
    g_autofree char *table = read_rows(f, in, NULL, NULL);
    bad_at(f, "in.csv:3:", "200 lines");
    g_autofree char *big = g_strnfill(70000, 'x');
    g_autofree char *cell = g_strconcat(H "\n1;a;b\n2;\"", big, "\";c;\n", NULL);
    g_autoptr(StageLines) other = open_bytes(f, cell, -1, NULL);
    g_autofree char *none = read_rows(f, other, NULL, NULL);
    bad_at(f, "in.csv:3:", "64 KiB");
}

/* What the caller knows goes before what is found. */
static void
told(Folder *f, const void *data)
{
    static const char *const map[] = { "x=student.nummer", "y=student.naam", NULL };
    static const struct {
        const char *bytes;
        StageReaderOptions options;
        const char *table;
    } files[] = {
        { "BPV;1;a\nVLP;1\nBPV;2;b;;;\n",
          { .separator = ';', .headerless = TRUE },
          "1[BPV][1][a]/2[VLP][1]/3[BPV][2][b][][][]/" },
        { "BPV|1|a;b\n", { .separator = '|', .headerless = TRUE }, "1[BPV][1][a;b]/" },
        { "BPV~1~\"a\n",
          { .separator = '~', .headerless = TRUE, .quoting = STAGE_QUOTING_LITERAL },
          "1[BPV][1][\"a]/" },
        { H "\n1;\"a\";b\n", { .quoting = STAGE_QUOTING_LITERAL }, "1" HT "2[1][\"a\"][b]/" },
        { "Titel, nog wat\nx;y\n1;2\n", { .map = map }, "2[x][y]/3[1][2]/" },
        { "Naam,Klas;Nummer\n1,2;3\n", { .separator = ';' }, "1[Naam,Klas][Nummer]/2[1,2][3]/" },
    };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(StageLines) in = open_bytes(f, files[i].bytes, -1, NULL);
        g_autofree char *table = read_rows(f, in, &files[i].options, NULL);
        g_assert_no_error(f->error);
        g_assert_cmpstr(table, ==, files[i].table);
    }
    StageReaderOptions quoted = { .quoting = STAGE_QUOTING_QUOTED };
    g_autoptr(StageLines) in = open_bytes(f, H "\n1;\"a\" b;c\n", -1, NULL);
    g_autofree char *table = read_rows(f, in, &quoted, NULL);
    bad_at(f, "in.csv:2:", "text follows");
}

/* --- any table, any dialect --- */

typedef struct {
    char separator;
    const char *end;
    enum { ALWAYS, NEEDED, INSIDE, NEVER } quoting; /* INSIDE: a quote within a cell is left alone */
    gboolean trailing;                              /* a separator after the last field */
    gboolean sep_line, title, last_end;
    const char *encoding, *mark; /* mark: what stands before the text, in UTF-8 */
    gboolean given;              /* the encoding is told */
} Dialect;

static guint
lines_of(const char *text)
{
    guint n = 0;

    for (; *text != '\0'; text++)
        n += *text == '\n' || (*text == '\r' && text[1] != '\n') ? 1 : 0;
    return n;
}

static gboolean
is_quoted(const char *value, const Dialect *d)
{
    return d->quoting != NEVER &&
           (d->quoting == ALWAYS || *value == '"' || strpbrk(value, "\r\n") != NULL ||
            (d->quoting == NEEDED && strchr(value, '"') != NULL) || strchr(value, d->separator) != NULL);
}

static void
write_field(GString *out, const char *value, const Dialect *d)
{
    gboolean quoted = is_quoted(value, d);

    g_string_append(out, quoted ? "\"" : "");
    for (const char *p = value; *p != '\0'; p++) {
        g_string_append_c(out, *p);
        if (quoted && *p == '"')
            g_string_append_c(out, '"');
    }
    g_string_append(out, quoted ? "\"" : "");
}

/* Anything that the dialect can hold. Without quotes that is no separator and no CRLF, and in EduArte's way a
 * bare LF. */
static char *
random_value(const Dialect *d)
{
    static const char *const parts[] = { "a",  "Zoë",  " ", ";", ",",  "\t", "|", "~",        "\"",  "\n",
                                         "\r", "\r\n", "'", "€", "x1", "=",  "’", "5\" pijp", "\"\"" };
    static const char *const others[] = { "日", "\U0001f600", "ş", "\ufeff", "\u00a0" };
    gboolean narrow = strstr(d->encoding, "1252") != NULL;
    GString *out = g_string_new(NULL);

    for (int n = g_test_rand_int_range(0, 6); n > 0; n--) {
        const char *part = !narrow && test_chance(10) ? test_any(others) : test_any(parts);
        gboolean newline = strpbrk(part, "\r\n") != NULL;
        if (d->quoting == NEVER && (strchr(part, d->separator) != NULL ||
                                    (newline && (*part == '\r' || strcmp(d->end, "\r\n") != 0))))
            continue;
        g_string_append(out, part);
    }
    if (test_chance(1))
        for (int n = g_test_rand_int_range(1, 5000); n > 0; n--)
            g_string_append(out, "lang ");
    return g_string_free(out, FALSE);
}

static void
random_dialect(Dialect *d)
{
    static const char *const ends[] = { "\n", "\r\n", "\r" };
    static const struct {
        const char *encoding, *mark;
        gboolean given;
    } encodings[] = {
        { "UTF-8", "", FALSE },          { "UTF-8", "\ufeff", FALSE },   { "UTF-16LE", "\ufeff", FALSE },
        { "UTF-16BE", "\ufeff", FALSE }, { "UTF-16LE", "", TRUE },       { "WINDOWS-1252", "", FALSE },
        { "WINDOWS-1252", "", TRUE },    { "UTF-32LE", "\ufeff", TRUE }, { "UTF-8", "", TRUE },
    };
    int e = g_test_rand_int_range(0, G_N_ELEMENTS(encodings));

    *d = (Dialect){ .separator = stage_csv_separators[g_test_rand_int_range(0, 5)],
                    .end = test_any(ends),
                    .quoting = g_test_rand_int_range(ALWAYS, NEVER + 1),
                    .trailing = test_chance(30),
                    .sep_line = test_chance(20),
                    .title = test_chance(20),
                    .last_end = test_chance(70),
                    .encoding = encodings[e].encoding,
                    .mark = encodings[e].mark,
                    .given = encodings[e].given };
    d->trailing = d->trailing || d->quoting == NEVER;
}

static void
end_row(GString *text, const Dialect *d)
{
    if (d->trailing)
        g_string_append_c(text, d->separator);
    g_string_append(text, d->end);
}

/* A line of Windows-1252 that happens to be UTF-8 beyond ASCII makes the file UTF-8, or mixed. */
static gboolean
has_utf8_line(const char *bytes)
{
    g_auto(GStrv) lines = g_strsplit_set(bytes, "\r\n", -1);

    for (char **line = lines; *line != NULL; line++)
        if (!g_str_is_ascii(*line) && g_utf8_validate(*line, -1, NULL))
            return TRUE;
    return FALSE;
}

/* Writes a table; `expected` is what reading it should give. */
static void
write_table(const Dialect *d, GString *text, GString *expected)
{
    static const char *const names[] = { "Nummer", "Naam", "Klas", "Opmerking", "Cohort" };
    int columns = g_test_rand_int_range(2, 6), rows = g_test_rand_int_range(1, test_chance(5) ? 800 : 8);

    g_string_append(text, d->mark);
    if (d->sep_line)
        g_string_append_printf(text, "sep=%c%s", d->separator, d->end);
    if (d->title)
        g_string_append_printf(text, "Lijst van alles%s", d->end);
    g_string_append_printf(expected, "%u", 1 + lines_of(text->str));
    for (int c = 0; c < columns; c++) {
        if (c > 0)
            g_string_append_c(text, d->separator);
        write_field(text, names[c], d);
        g_string_append_printf(expected, "[%s]", names[c]);
    }
    end_row(text, d);
    g_string_append_c(expected, '/');
    for (int r = 0, line = (int)lines_of(text->str) + 1; r < rows; r++) {
        gsize start = text->len;
        g_string_append_printf(expected, "%d", line);
        for (int c = 0; c < columns; c++) {
            g_autofree char *value = c == 0 ? g_strdup_printf("%d", r) : random_value(d);
            if (c > 0)
                g_string_append_c(text, d->separator);
            write_field(text, value, d);
            g_string_append_printf(expected, "[%s]", value);
        }
        end_row(text, d);
        line += (int)lines_of(text->str + start);
        g_string_append_c(expected, '/');
    }
    if (!d->last_end)
        g_string_truncate(text, text->len - strlen(d->end));
}

static void
round_trip(Folder *f, const void *data)
{
    (void)data;
    for (guint round = 0; round < 1500; round++) {
        Dialect d;
        gsize size = 0;
        random_dialect(&d);
        g_autoptr(GString) text = g_string_new(NULL), expected = g_string_new(NULL);
        write_table(&d, text, expected);
        g_autofree char *bytes = g_convert(text->str, -1, d.encoding, "UTF-8", NULL, &size, &f->error);
        g_assert_no_error(f->error);
        if (!d.given && strstr(d.encoding, "1252") != NULL && has_utf8_line(bytes))
            continue;
        /* That nothing is quoted cannot always be seen. */
        StageReaderOptions options = { .quoting = d.quoting == NEVER ? STAGE_QUOTING_LITERAL
                                                                     : STAGE_QUOTING_FOUND };
        g_autoptr(StageLines) in = open_bytes(f, bytes, (gssize)size, d.given ? d.encoding : NULL);
        g_autofree char *table = read_rows(f, in, &options, NULL);
        g_assert_no_error(f->error);
        g_assert_cmpstr(table, ==, expected->str);
    }
}

#define ADD(path, function) g_test_add("/lezer/" path, Folder, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("decode/encodings", encodings);
    ADD("decode/refused", refused);
    ADD("decode/borders", borders);
    ADD("decode/valid-utf8", valid_utf8);
    ADD("decode/facts", text_facts);
    ADD("dialect/records", records);
    ADD("dialect/long-record", long_record);
    ADD("reader/spectrum", spectrum);
    ADD("reader/forms", forms);
    ADD("reader/bad-forms", bad_forms);
    ADD("reader/told", told);
    ADD("reader/round-trip", round_trip);
    return g_test_run();
}
