/* Rows for programs: JSON, CSV (RFC 4180) and TSV. */
#include <cjson/cJSON.h>
#include <stdlib.h>

#include "base/csv.h"
#include "cmd/print.h"
#include "cmd/shown.h"

/* --- JSON: an array of objects, one a line --- */

static void
json_begin(StagePrinter *printer)
{
    if (!printer->single)
        fputs("[", printer->out);
}

static void
json_row(StagePrinter *printer, const StageValue *values)
{
    cJSON *object = cJSON_CreateObject();

    for (guint i = 0; i < printer->n_chosen; i++) {
        const StageColumn *column = &printer->columns[printer->chosen[i]];
        cJSON_AddItemToObjectCS(object, column->key,
                                stage_shown_json(column->type, values[printer->chosen[i]]));
    }
    char *text = cJSON_PrintUnformatted(object);
    if (text == NULL)
        g_error("cJSON: out of memory");
    if (printer->single)
        fprintf(printer->out, "%s", text);
    else
        fprintf(printer->out, "%s\n%s", printer->rows > 0 ? "," : "", text);
    cJSON_free(text);
    cJSON_Delete(object);
}

static void
json_end(StagePrinter *printer)
{
    if (!printer->single)
        fputs(printer->rows > 0 ? "\n]" : "]", printer->out);
    fputc('\n', printer->out);
}

const StageSink stage_sink_json = { json_begin, json_row, json_end, NULL };

/* --- CSV
 * -----------------------------------------------------------------------------------------------------------
 */

static void
csv_line(StagePrinter *printer, GString *line)
{
    g_string_append(line, "\r\n");
    fwrite(line->str, 1, line->len, printer->out);
    g_string_free(line, TRUE);
}

static void
csv_begin(StagePrinter *printer)
{
    GString *line = g_string_new(NULL);

    for (guint i = 0; i < printer->n_chosen; i++) {
        g_string_append(line, i > 0 ? "," : "");
        stage_csv_cell(line, printer->columns[printer->chosen[i]].key);
    }
    csv_line(printer, line);
}

static void
csv_row(StagePrinter *printer, const StageValue *values)
{
    GString *line = g_string_new(NULL);

    for (guint i = 0; i < printer->n_chosen; i++) {
        StageValue value = values[printer->chosen[i]];
        char number[STAGE_NUMBER_SIZE];
        g_string_append(line, i > 0 ? "," : "");
        if (value.type == STAGE_INT) {
            stage_shown_number(printer->columns[printer->chosen[i]].type, value.number, number);
            g_string_append(line, number);
        } else if (value.type == STAGE_TEXT) {
            stage_csv_cell(line, value.text);
        }
    }
    csv_line(printer, line);
}

static void
nothing(StagePrinter *printer)
{
    (void)printer;
}

const StageSink stage_sink_csv = { csv_begin, csv_row, nothing, NULL };

/* --- TSV: one line per row and no header, for xargs and cut; \t \n \r \\ stand for themselves --- */

static void
tsv_text(FILE *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p++)
        switch (*p) {
        case '\t':
            fputs("\\t", out);
            break;
        case '\n':
            fputs("\\n", out);
            break;
        case '\r':
            fputs("\\r", out);
            break;
        case '\\':
            fputs("\\\\", out);
            break;
        default:
            if ((guchar)*p < 0x20 || *p == 0x7f)
                fprintf(out, "\\x%02x", (guint)*p);
            else
                fputc(*p, out);
        }
}

static void
tsv_row(StagePrinter *printer, const StageValue *values)
{
    for (guint i = 0; i < printer->n_chosen; i++) {
        StageValue value = values[printer->chosen[i]];
        char number[STAGE_NUMBER_SIZE] = "";
        if (value.type == STAGE_INT)
            stage_shown_number(printer->columns[printer->chosen[i]].type, value.number, number);
        if (i > 0)
            fputc('\t', printer->out);
        if (value.type == STAGE_INT)
            fputs(number, printer->out);
        else if (value.type == STAGE_TEXT)
            tsv_text(printer->out, value.text);
    }
    fputc('\n', printer->out);
}

const StageSink stage_sink_tsv = { nothing, tsv_row, nothing, NULL };
