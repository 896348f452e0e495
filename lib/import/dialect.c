#include "import/dialect.h"

#include <csv.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"

/* A quoted field over more lines than this is a quote that somebody forgot to close. */
enum { QUOTED_LINES_MAX = 200 };

const char stage_csv_separators[] = ";,\t|~";

struct StageCsv {
    StageLines *lines;
    struct csv_parser parser;
    GPtrArray *fields; /* char *, NULL-terminated when a record is complete */
    StageRecord record;
    gboolean complete;
};

static int
no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static void
on_field(void *text, size_t length, void *data)
{
    StageCsv *csv = data;

    g_ptr_array_add(csv->fields, g_strndup(text == NULL ? "" : text, length));
}

static void
on_record(int end, void *data)
{
    (void)end;
    ((StageCsv *)data)->complete = TRUE;
}

StageCsv *
stage_csv_new(StageLines *lines, char separator)
{
    StageCsv *csv = g_new0(StageCsv, 1);

    csv->lines = lines;
    csv->fields = g_ptr_array_new_with_free_func(g_free);
    if (csv_init(&csv->parser, CSV_REPALL_NL) != 0)
        g_error("csv_init: out of memory");
    csv_set_delim(&csv->parser, (unsigned char)separator);
    csv_set_space_func(&csv->parser, no_space);
    return csv;
}

void
stage_csv_free(StageCsv *csv)
{
    if (csv == NULL)
        return;
    csv_free(&csv->parser);
    g_ptr_array_free(csv->fields, TRUE);
    g_free(csv);
}

/* Each line is fed with one newline after it, so the physical line is known, and a record that is not
 * complete after it can only be inside quotes. */
static gboolean
feed(StageCsv *csv, const char *line, GError **error)
{
    gsize length = strlen(line);

    if (csv_parse(&csv->parser, line, length, on_field, on_record, csv) == length &&
        csv_parse(&csv->parser, "\n", 1, on_field, on_record, csv) == 1)
        return TRUE;
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, "%s:%u: %s", stage_lines_path(csv->lines),
                      stage_lines_number(csv->lines), csv_strerror(csv_error(&csv->parser)));
}

gboolean
stage_csv_next(StageCsv *csv, const StageRecord **out, GError **error)
{
    const char *line = NULL;
    gboolean open = FALSE;

    *out = NULL;
    g_ptr_array_set_size(csv->fields, 0);
    csv->complete = FALSE;
    while (!csv->complete && (line = stage_lines_next(csv->lines)) != NULL) {
        if (!open && *line == '\0')
            continue;
        if (!open)
            csv->record.line = stage_lines_number(csv->lines);
        open = TRUE;
        if (!feed(csv, line, error))
            return FALSE;
        if (!csv->complete && stage_lines_number(csv->lines) - csv->record.line >= QUOTED_LINES_MAX)
            break;
    }
    if (!stage_lines_done(csv->lines, error))
        return FALSE;
    if (!csv->complete && open)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("%s:%u: a quote opens in this record and is not closed"),
                          stage_lines_path(csv->lines), csv->record.line);
    if (!csv->complete)
        return TRUE;
    csv->record.n = csv->fields->len;
    csv->record.fields = (const char *const *)(void *)csv->fields->pdata;
    *out = &csv->record;
    return TRUE;
}
