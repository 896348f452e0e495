#include "import/dialect.h"

#include <csv.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"

const char stage_csv_separators[] = ";,\t|~";

/* Bytes that never stand in UTF-8: what libcsv is to take for a quote, and for a newline that ends nothing.
 */
enum { NO_QUOTE = 0xff, KEPT_LF = 0xfe, KEPT_CR = 0xfd };

/* libcsv is fed whole blocks, so a call gives many records. They wait here, the fields one after another with
 * a NUL after each, and behind the last record the fields of one that the next block goes on with. There are
 * 13 million fields in an export of half a million rows: hence the bare arrays. */
struct StageCsv {
    StageLines *lines;
    StageDialect dialect;
    struct csv_parser parser;
    char *text;
    gsize text_n, text_size;
    gsize *places;       /* where each field begins in the text */
    const char **fields; /* the same as pointers, once the text does not move any more */
    guint places_n, places_size;
    GArray *records; /* Record */
    guint next;      /* of the records, the one to hand out */
    guint first;     /* of the places, the first one of the record that is being read */
    guint line;      /* the physical line that the parser is on */
    guint begun;     /* the one on which that record began */
    gboolean after_cr, ended;
    gboolean newlines, returns; /* a field may hold LF, CR */
    GError *failed;
    StageRecord record;
};

typedef struct {
    guint line, first, n;
} Record;

static int
no_space(unsigned char c)
{
    (void)c;
    return 0;
}

/* Newlines that stand in a field, counted, and the kept ones made themselves again. */
static guint
field_lines(StageCsv *csv, char *field, gsize length)
{
    for (gsize i = 0; csv->dialect.crlf && i < length; i++)
        if ((unsigned char)field[i] == KEPT_LF || (unsigned char)field[i] == KEPT_CR)
            field[i] = (unsigned char)field[i] == KEPT_LF ? '\n' : '\r';
    if (memchr(field, '\n', length) != NULL || (csv->returns && memchr(field, '\r', length) != NULL))
        return stage_lines_count(field, length);
    return 0;
}

static void
on_field(void *field, size_t length, void *data)
{
    StageCsv *csv = data;
    char *to = csv->text + csv->text_n; /* more() has made room */

    if (csv->places_n == csv->places_size) {
        csv->places_size = csv->places_size * 2 + 1024;
        csv->places = g_renew(gsize, csv->places, csv->places_size);
    }
    if (csv->places_n == csv->first)
        csv->begun = csv->line;
    csv->places[csv->places_n++] = csv->text_n;
    if (length > 0)
        memcpy(to, field, length);
    to[length] = '\0';
    csv->text_n += length + 1;
    if (csv->newlines)
        csv->line += field_lines(csv, to, length);
    csv->after_cr = FALSE;
}

/* `end` is the byte that ends it, or -1 at the end of the file. Without fields it is an empty line, or the LF
 * of a CRLF. */
static void
on_record(int end, void *data)
{
    StageCsv *csv = data;
    const Record record = { csv->begun, csv->first, csv->places_n - csv->first };

    if (record.n > 0)
        g_array_append_val(csv->records, record);
    if (record.n > 0 || end != '\n' || !csv->after_cr)
        csv->line++;
    csv->after_cr = end == '\r';
    csv->first = csv->places_n;
}

StageCsv *
stage_csv_new(StageLines *lines, const StageDialect *dialect, GError **error)
{
    const StageText *text = stage_lines_text(lines);

    if (!stage_lines_rewind(lines, error))
        return NULL;
    StageCsv *csv = g_new0(StageCsv, 1);
    csv->lines = lines;
    csv->dialect = *dialect;
    csv->line = 1;
    csv->newlines = (text->quotes && !dialect->literal) || dialect->crlf;
    csv->returns = csv->newlines && (text->crlf || text->cr);
    csv->records = g_array_new(FALSE, FALSE, sizeof(Record));
    if (csv_init(&csv->parser, CSV_REPALL_NL) != 0)
        g_error("csv_init: out of memory");
    csv_set_delim(&csv->parser, (unsigned char)dialect->separator);
    csv_set_space_func(&csv->parser, no_space);
    csv_set_blk_size(&csv->parser, 4096);
    if (dialect->literal)
        csv_set_quote(&csv->parser, NO_QUOTE);
    return csv;
}

void
stage_csv_free(StageCsv *csv)
{
    if (csv == NULL)
        return;
    csv_free(&csv->parser);
    g_array_free(csv->records, TRUE);
    g_free(csv->text);
    g_free(csv->places);
    g_free(csv->fields);
    g_clear_error(&csv->failed);
    g_free(csv);
}

/* Hides the newlines that end no record from libcsv. */
static void
keep_newlines(char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (text[i] == '\r' && i + 1 < length && text[i + 1] == '\n')
            i++;
        else if (text[i] == '\n' || text[i] == '\r')
            text[i] = (char)(text[i] == '\n' ? KEPT_LF : KEPT_CR);
}

/* Where the record begins that is being read. */
static gsize
open_text(const StageCsv *csv)
{
    return csv->first < csv->places_n ? csv->places[csv->first] : csv->text_n;
}

/* Drops the records that have been handed out; what is left is the beginning of the next one. */
static void
start_over(StageCsv *csv)
{
    gsize from = open_text(csv);

    g_array_set_size(csv->records, 0);
    csv->next = 0;
    csv->text_n -= from;
    if (csv->text_n > 0)
        memmove(csv->text, csv->text + from, csv->text_n);
    csv->places_n -= csv->first;
    for (guint i = 0; i < csv->places_n; i++)
        csv->places[i] = csv->places[csv->first + i] - from;
    csv->first = 0;
}

/* Room for all fields that come of `length` more bytes, even if each is empty. */
static void
make_room(StageCsv *csv, gsize length)
{
    gsize need = csv->text_n + csv->parser.entry_pos + 2 * length + 2;

    if (need <= csv->text_size)
        return;
    csv->text_size = need + need / 2;
    csv->text = g_realloc(csv->text, csv->text_size);
}

/* The text stays where it is until these records have been handed out. */
static void
point_at_fields(StageCsv *csv)
{
    csv->fields = g_renew(const char *, csv->fields, csv->places_size);
    for (guint i = 0; i < csv->first; i++)
        csv->fields[i] = csv->text + csv->places[i];
}

static gboolean
fail_at(StageCsv *csv, guint line, const char *what)
{
    return stage_fail(&csv->failed, STAGE_ERROR_BAD_INPUT, "%s:%u: %s", stage_lines_path(csv->lines), line,
                      what);
}

/* The line on which what is not complete yet begins. */
static guint
open_line(const StageCsv *csv)
{
    return csv->first < csv->places_n ? csv->begun : csv->line;
}

static gboolean
end(StageCsv *csv)
{
    csv->ended = TRUE;
    make_room(csv, 0);
    csv_set_opts(&csv->parser, CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI);
    return csv_fini(&csv->parser, on_field, on_record, csv) == 0 ||
           fail_at(csv, open_line(csv), _("a quote opens in this record and is not closed"));
}

/* More records into the row, from one block. */
static gboolean
more(StageCsv *csv)
{
    char *text = NULL;
    gsize length = 0;

    start_over(csv);
    if (!stage_lines_read(csv->lines, &text, &length, &csv->failed))
        return FALSE;
    if (length == 0)
        return end(csv);
    if (csv->dialect.crlf)
        keep_newlines(text, length);
    make_room(csv, length);
    if (csv_parse(&csv->parser, text, length, on_field, on_record, csv) != length)
        return fail_at(csv, open_line(csv), csv_strerror(csv_error(&csv->parser)));
    if (csv->text_n - open_text(csv) + csv->parser.entry_pos > STAGE_IMPORT_LINE_MAX)
        return fail_at(csv, open_line(csv), _("the line is longer than 1 MiB: this is no export"));
    return TRUE;
}

gboolean
stage_csv_next(StageCsv *csv, const StageRecord **out, GError **error)
{
    *out = NULL;
    while (csv->next == csv->records->len) {
        if (csv->failed != NULL) {
            g_propagate_error(error, g_error_copy(csv->failed));
            return FALSE;
        }
        if (csv->ended)
            return TRUE;
        more(csv);
        point_at_fields(csv);
    }
    const Record *record = &g_array_index(csv->records, Record, csv->next++);
    csv->record = (StageRecord){ record->line, record->n, csv->fields + record->first };
    *out = &csv->record;
    return TRUE;
}
