#include "import/reader.h"

#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "import/match.h"
#include "import/quotes.h"

/* Among so many records the header must be, and of so many names it must hold two to be taken for one that is
 * not the first record. */
enum { HEAD_RECORDS = 12, HEADER_NAMES = 2 };

struct StageReader {
    StageLines *lines;
    const StageReaderOptions *options;
    gboolean sep_line; /* the first line is "sep=;" */
    char separator;    /* what it says; '\0': nothing that can be used */
    StageDialect dialect;
    StageCsv *csv;
    GPtrArray *names; /* char *, of the header */
    StageRecord header, row;
    guint width; /* of the header, its empty columns at the end too */
    StageReading reading;
};

void
stage_reader_free(StageReader *reader)
{
    if (reader == NULL)
        return;
    stage_csv_free(reader->csv);
    g_ptr_array_free(reader->names, TRUE);
    g_free(reader);
}

const StageRecord *
stage_reader_header(const StageReader *reader)
{
    return reader->options->headerless ? NULL : &reader->header;
}

const StageReading *
stage_reader_reading(const StageReader *reader)
{
    return &reader->reading;
}

/* --- records --- */

/* Blanks, and the ^Z that DOS ends a file with. */
static gboolean
is_empty(const char *field)
{
    return field[strspn(field, " \t\x1a")] == '\0';
}

static gboolean
all_empty(const StageRecord *record, guint from)
{
    for (guint i = from; i < record->n; i++)
        if (!is_empty(record->fields[i]))
            return FALSE;
    return TRUE;
}

/* The next record that says something. */
static gboolean
next_full(StageCsv *csv, gboolean sep_line, guint *blank, const StageRecord **out, GError **error)
{
    while (stage_csv_next(csv, out, error)) {
        if (*out == NULL)
            return TRUE;
        if (sep_line && (*out)->line == 1)
            continue;
        if (!all_empty(*out, 0))
            return TRUE;
        *blank += 1;
    }
    return FALSE;
}

static guint
known(const StageReader *reader, const StageRecord *record)
{
    const StageReaderOptions *o = reader->options;
    guint n = o->known != NULL ? o->known(record, o->data) : stage_import_known(record);

    for (const char *const *given = o->map; given != NULL && *given != NULL; given++) {
        const char *equals = strrchr(*given, '=');
        g_autofree char *name = g_strndup(*given, equals == NULL ? 0 : (gsize)(equals - *given));
        g_autofree char *wanted = stage_fold_tight(name);
        for (guint i = 0; *wanted != '\0' && i < record->n; i++) {
            g_autofree char *tight = stage_fold_tight(record->fields[i]);
            n += strcmp(tight, wanted) == 0 ? 1 : 0;
        }
    }
    return n;
}

/* --- the header --- */

typedef struct {
    StageDialect dialect;
    guint line, above; /* of the header; 0: there is no record */
    guint known, n;    /* its known names, its fields */
    guint kept;        /* its fields without the empty ones at its end */
    guint full;        /* its fields that are not empty */
} Head;

static guint
count_full(const StageRecord *record)
{
    guint n = 0;

    for (guint i = 0; i < record->n; i++)
        n += is_empty(record->fields[i]) ? 0 : 1;
    return n;
}

/* Where the header is if the file is in this dialect: the first record, or one below it that knows more names
 * and has more to say, for a title is short. A dialect in which no record can be read has none. */
static gboolean
find_head(StageReader *reader, const StageDialect *dialect, Head *out, GError **error)
{
    g_autoptr(StageCsv) csv = stage_csv_new(reader->lines, dialect, error);
    const StageRecord *record = NULL;
    guint blank = 0;

    *out = (Head){ .dialect = *dialect };
    for (guint at = 0; csv != NULL && at < HEAD_RECORDS; at++) {
        if (!next_full(csv, reader->sep_line, &blank, &record, NULL) || record == NULL)
            break;
        guint names = reader->options->headerless ? 0 : known(reader, record);
        guint full = count_full(record);
        if (at > 0 && (names < HEADER_NAMES || names <= out->known || full <= out->full))
            continue;
        *out = (Head){ *dialect, record->line, at, names, record->n, record->n, full };
        while (out->kept > 1 && is_empty(record->fields[out->kept - 1]))
            out->kept--;
        if (reader->options->headerless)
            break;
    }
    return csv != NULL;
}

/* Whether one is the better guess; the first of equals stays. Where no name is known, the one with more
 * columns. */
static gboolean
is_better(const Head *one, const Head *than)
{
    if (one->known != than->known)
        return one->known > than->known;
    return one->known == 0 && one->n > MAX(than->n, 1);
}

/* "sep=;" in the first line, as spreadsheets write it. One that a spreadsheet has since saved with another
 * separator behind it says nothing, but is no row either. */
static gboolean
read_sep_line(StageReader *reader, GError **error)
{
    char *text = NULL;
    gsize length = 0;

    if (!stage_lines_rewind(reader->lines, error) || !stage_lines_read(reader->lines, &text, &length, error))
        return FALSE;
    g_autofree char *start = g_strndup(text, MIN(length, 64));
    start[strcspn(start, "\r\n")] = '\0';
    const char *p = *start == '"' ? start + 1 : start;
    if (g_ascii_strncasecmp(p, "sep=", 4) != 0)
        return TRUE;
    char separator = p[4];
    const char *rest = separator == '\0' || separator == '"' ? p + 4 : p + 5;
    if (strlen(start) > 60 || rest[strspn(rest, "\";,\t|~ ")] != '\0')
        return TRUE;
    reader->sep_line = TRUE;
    if (*(*rest == '"' ? rest + 1 : rest) == '\0' && (separator == '\t' || g_ascii_ispunct(separator)) &&
        separator != '"')
        reader->separator = separator;
    return TRUE;
}

/* The separator under which the header holds the most known names. */
static gboolean
choose_separator(StageReader *reader, Head *best, GError **error)
{
    const StageText *text = stage_lines_text(reader->lines);
    const char given[] = { reader->options->separator, '\0' }, said[] = { reader->separator, '\0' };
    g_autofree char *all = g_strconcat(said, stage_csv_separators, NULL);
    guint quotings = text->quotes ? 2 : 1, ends = text->crlf && (text->lf || text->cr) ? 2 : 1;

    *best = (Head){ 0 };
    for (const char *separator = *given != '\0' ? given : all; *separator != '\0'; separator++)
        for (guint variant = 0; variant < quotings * ends; variant++) {
            StageDialect dialect = { *separator, variant % quotings > 0, variant / quotings > 0 };
            Head head = { 0 };
            if (!find_head(reader, &dialect, &head, error))
                return FALSE;
            /* What the file says itself counts for more, unless nothing is known in it that way. */
            if (separator == all && *said != '\0' && head.known >= HEADER_NAMES) {
                *best = head;
                return TRUE;
            }
            if (best->dialect.separator == '\0' || is_better(&head, best))
                *best = head;
        }
    return TRUE;
}

/* --- the whole file --- */

typedef struct {
    guint64 rows, full, fitting; /* full: as wide as the header; fitting: or without its empty columns */
    gboolean failed;             /* it cannot be read to its end this way */
    gboolean named;              /* the header has quotes */
    guint64 wrapped;             /* cells that stand in quotes as a whole */
    gboolean open;               /* a cell begins with a quote and has no other */
    Head head;
} Trial;

/* What the quotes of a cell look like when they are letters. */
static void
look_at_quotes(Trial *trial, const StageRecord *record)
{
    for (guint i = 0; i < record->n; i++) {
        const char *field = record->fields[i];
        gsize n = strlen(field);
        if (*field != '"')
            continue;
        trial->wrapped += n > 1 && strchr(field + 1, '"') == field + n - 1 ? 1 : 0;
        trial->open = trial->open || strchr(field + 1, '"') == NULL;
    }
}

static gboolean
try_dialect(StageReader *reader, const StageDialect *dialect, Trial *out, GError **error)
{
    const StageRecord *record = NULL;
    guint blank = 0;

    *out = (Trial){ 0 };
    if (!find_head(reader, dialect, &out->head, error))
        return FALSE;
    g_autoptr(StageCsv) csv = stage_csv_new(reader->lines, dialect, error);
    if (csv == NULL)
        return FALSE;
    while (next_full(csv, reader->sep_line, &blank, &record, NULL)) {
        if (record == NULL)
            return TRUE;
        if (record->line < out->head.line)
            continue;
        out->rows++;
        gboolean full = record->n == out->head.n && all_empty(record, out->head.kept);
        out->full += full || record->line == out->head.line ? 1 : 0;
        out->fitting += full || record->n == out->head.kept || record->line == out->head.line ? 1 : 0;
        if (dialect->literal)
            look_at_quotes(out, record);
        if (record->line == out->head.line)
            out->named = out->wrapped > 0 || out->open;
    }
    out->failed = TRUE;
    return TRUE;
}

/* Whether it gives more rows that are as wide as the header, else fewer that are not. */
static gboolean
fits_better(const Trial *one, const Trial *than)
{
    if (one->failed || than->failed)
        return than->failed && !one->failed;
    if (one->head.known != than->head.known)
        return one->head.known > than->head.known;
    return one->full != than->full ? one->full > than->full
                                   : one->rows - one->fitting < than->rows - than->fitting;
}

/* Whether an LF by itself ends a row or belongs to a value, in a file that has CRLF too. */
static gboolean
try_ends(StageReader *reader, StageDialect *dialect, Trial *out, GError **error)
{
    const StageText *text = stage_lines_text(reader->lines);
    StageDialect only_crlf = { dialect->separator, dialect->literal, TRUE };
    Trial trial = { 0 };

    if (!try_dialect(reader, dialect, out, error))
        return FALSE;
    if (reader->options->headerless || !text->crlf || !(text->lf || text->cr) ||
        (out->full == out->rows && !out->failed))
        return TRUE;
    if (!try_dialect(reader, &only_crlf, &trial, error))
        return FALSE;
    if (!fits_better(&trial, out))
        return TRUE;
    *dialect = only_crlf;
    *out = trial;
    return TRUE;
}

/* A file whose quotes do not pair up is one without quoting when it reads well that way: all rows are as wide
 * as the header, and no cell looks as if it was quoted after all. In a file with a separator after each last
 * field, as the lists of EduArte are written, some may: nothing is ever quoted there. */
static gboolean
reads_without_quotes(const StageReader *reader, const Trial *trial)
{
    if (reader->options->headerless || trial->failed || trial->fitting < trial->rows || trial->rows == 0 ||
        trial->named)
        return FALSE;
    if (trial->head.kept < trial->head.n)
        return trial->wrapped * 2 < trial->rows;
    return trial->wrapped == 0 && !trial->open;
}

/* The quotes of the file are bad, or one of its cells may be rows that they swallowed. Sets `literal` and the
 * head when it is a file without quoting; fails when it must not be read with it either. */
static gboolean
try_literal(StageReader *reader, const StageQuotes *quotes, Head *head, GError **error)
{
    const char *why = quotes->line > 0 ? quotes->why
                                       : _("a quote opens a cell here, and closes it only in a later row");
    guint line = quotes->line > 0 ? quotes->line : quotes->spanning;
    StageDialect literal = { reader->dialect.separator, TRUE, FALSE };
    Trial trial = { 0 };

    if (reader->options->quoting == STAGE_QUOTING_FOUND && !try_ends(reader, &literal, &trial, error))
        return FALSE;
    if ((quotes->line > 0 || trial.wrapped == 0) && reads_without_quotes(reader, &trial)) {
        reader->dialect = literal;
        *head = trial.head;
        return TRUE;
    }
    /* A note that only looks like rows is none when the lines of it are not as wide as the header, or when
     * other cells stand in quotes. */
    if (quotes->line == 0 &&
        (trial.rows == 0 || trial.failed || trial.fitting < trial.rows || trial.wrapped > 0))
        return TRUE;
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, "%s:%u: %s", stage_lines_path(reader->lines), line, why);
}

static gboolean
choose_quoting(StageReader *reader, Head *head, GError **error)
{
    const StageReaderOptions *o = reader->options;
    StageDialect *dialect = &reader->dialect;
    const StageText *text = stage_lines_text(reader->lines);
    StageQuotes quotes = { 0 };
    Trial trial = { 0 };

    dialect->literal = o->quoting == STAGE_QUOTING_LITERAL;
    if (text->quotes && !dialect->literal &&
        !stage_quotes_check(reader->lines, dialect->separator, o->headerless ? 0 : head->kept, &quotes,
                            error))
        return FALSE;
    if ((quotes.line > 0 || quotes.spanning > 0) && !try_literal(reader, &quotes, head, error))
        return FALSE;
    if (quotes.line == 0 && !o->headerless && text->crlf && (text->lf || text->cr) &&
        dialect->literal == (o->quoting == STAGE_QUOTING_LITERAL)) {
        if (!try_ends(reader, dialect, &trial, error))
            return FALSE;
        *head = trial.head;
    } else if (!find_head(reader, dialect, head, error)) {
        return FALSE;
    }
    reader->reading.quoting = !text->quotes       ? STAGE_QUOTING_NONE
                              : dialect->literal  ? STAGE_QUOTING_LITERAL
                              : quotes.inside > 0 ? STAGE_QUOTING_MIXED
                                                  : STAGE_QUOTING_QUOTED;
    return TRUE;
}

/* Reads up to and over the header. */
static gboolean
read_header(StageReader *reader, const Head *head, GError **error)
{
    const StageRecord *record = NULL;

    reader->csv = stage_csv_new(reader->lines, &reader->dialect, error);
    if (reader->csv == NULL)
        return FALSE;
    if (reader->options->headerless)
        return TRUE;
    do {
        if (!next_full(reader->csv, reader->sep_line, &reader->reading.blank, &record, error))
            return FALSE;
        if (record == NULL)
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' holds only empty lines"),
                              stage_lines_path(reader->lines));
    } while (record->line < head->line);
    reader->width = record->n;
    for (guint i = 0; i < head->kept; i++)
        g_ptr_array_add(reader->names, g_strdup(record->fields[i]));
    reader->header = (StageRecord){ record->line, head->kept,
                                    (const char *const *)(void *)reader->names->pdata };
    reader->reading.header_line = record->line;
    reader->reading.above_header = head->above;
    reader->reading.blank = 0;
    return TRUE;
}

StageReader *
stage_reader_new(StageLines *lines, const StageReaderOptions *options, GError **error)
{
    static const StageReaderOptions none = { 0 };
    g_autoptr(StageReader) reader = g_new0(StageReader, 1);
    Head head = { 0 };

    reader->lines = lines;
    reader->options = options == NULL ? &none : options;
    reader->names = g_ptr_array_new_with_free_func(g_free);
    reader->reading.text = *stage_lines_text(lines);
    if (!read_sep_line(reader, error) || !choose_separator(reader, &head, error))
        return NULL;
    reader->dialect.separator = head.dialect.separator;
    if (!choose_quoting(reader, &head, error) || !read_header(reader, &head, error))
        return NULL;
    reader->reading.separator = reader->dialect.separator;
    reader->reading.crlf_only = reader->dialect.crlf;
    return g_steal_pointer(&reader);
}

/* --- rows --- */

/* Files that were put one behind the other repeat the header, and the byte order mark before it. */
static gboolean
is_header_again(const StageReader *reader, const StageRecord *record)
{
    if (record->n < reader->header.n)
        return FALSE;
    for (guint i = 0; i < reader->header.n; i++) {
        const char *field = record->fields[i], *name = reader->header.fields[i];
        field += i == 0 && g_str_has_prefix(field, "\ufeff") ? strlen("\ufeff") : 0;
        if (strcmp(field, name) != 0)
            return FALSE;
    }
    return all_empty(record, reader->header.n);
}

gboolean
stage_reader_next(StageReader *reader, const StageRecord **out, GError **error)
{
    const StageRecord *record = NULL;

    *out = NULL;
    do
        if (!next_full(reader->csv, reader->sep_line, &reader->reading.blank, &record, error))
            return FALSE;
    while (record != NULL && !reader->options->headerless && is_header_again(reader, record) &&
           ++reader->reading.repeated > 0);
    if (record == NULL)
        return TRUE;
    reader->row = *record;
    if (!reader->options->headerless && record->n == reader->width && all_empty(record, reader->header.n))
        reader->row.n = reader->header.n;
    *out = &reader->row;
    return TRUE;
}

gboolean
stage_reader_rewind(StageReader *reader, GError **error)
{
    const StageRecord *record = NULL;

    g_clear_pointer(&reader->csv, stage_csv_free);
    reader->csv = stage_csv_new(reader->lines, &reader->dialect, error);
    if (reader->csv == NULL)
        return FALSE;
    reader->reading.blank = reader->reading.repeated = 0;
    while (!reader->options->headerless && (record == NULL || record->line < reader->header.line))
        if (!next_full(reader->csv, reader->sep_line, &reader->reading.blank, &record, error))
            return FALSE;
    reader->reading.blank = 0;
    return TRUE;
}

/* --- in words --- */

static char *
say_dialect(const StageReading *r)
{
    const char separator[2] = { r->separator, '\0' };
    const char *quoting = r->quoting == STAGE_QUOTING_QUOTED    ? _(", quoted")
                          : r->quoting == STAGE_QUOTING_MIXED   ? _(", partly quoted")
                          : r->quoting == STAGE_QUOTING_LITERAL ? _(", without quoting: quotes are letters")
                                                                : "";

    return g_strdup_printf(_("read as %s, separated by '%s'%s"), r->text.encoding,
                           r->separator == '\t' ? "tab" : separator, quoting);
}

void
stage_text_say(const StageText *text, GPtrArray *out)
{
    if (text->nuls > 0)
        g_ptr_array_add(out, g_strdup_printf(_("NUL bytes (%" PRIu64 ", the first in line %u) were left out"),
                                             text->nuls, text->nul_line));
    if (text->doubled > 0)
        g_ptr_array_add(out, g_strdup_printf(_("line %u and %" PRIu64 " places in all look encoded twice "
                                               "('Ã«' for 'ë'): mend the export, or names are spoilt"),
                                             text->doubled_line, text->doubled));
}

void
stage_reading_say(const StageReading *r, GPtrArray *out)
{
    g_ptr_array_add(out, say_dialect(r));
    if (r->crlf_only)
        g_ptr_array_add(out, g_strdup(_("a line end that is not CRLF was taken as part of its cell")));
    if (r->above_header > 0)
        g_ptr_array_add(out, g_strdup_printf(_("the header is line %u; what stands above it was left out"),
                                             r->header_line));
    if (r->repeated > 0)
        g_ptr_array_add(out,
                        g_strdup_printf(Q_("the header came again %u time, and was left out",
                                           "the header came again %u times, and was left out", r->repeated),
                                        r->repeated));
    if (r->blank > 0)
        g_ptr_array_add(out, g_strdup_printf(Q_("%u row of empty cells was left out",
                                                "%u rows of empty cells were left out", r->blank),
                                             r->blank));
    stage_text_say(&r->text, out);
}
