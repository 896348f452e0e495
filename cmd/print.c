#include "cmd/print.h"

#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

const char *const stage_formats[] = { "table", "json", "csv", "tsv", NULL };
static const StageSink *const sinks[] = { &stage_sink_table, &stage_sink_json, &stage_sink_csv,
                                          &stage_sink_tsv };

static int
column_named(const StagePrinter *printer, const char *key)
{
    for (guint c = 0; c < printer->n; c++)
        if (strcmp(printer->columns[c].key, key) == 0)
            return (int)c;
    return -1;
}

/* Programs get every column; people get those that have a title. */
static void
choose_usual(StagePrinter *printer)
{
    for (guint c = 0; c < printer->n; c++)
        if (printer->columns[c].title != NULL || printer->sink != &stage_sink_table || printer->single ||
            printer->pages)
            printer->chosen[printer->n_chosen++] = c;
}

static gboolean
choose(StagePrinter *printer, const char *wanted, GError **error)
{
    g_auto(GStrv) keys = g_strsplit(wanted, ",", -1);

    for (char **key = keys; *key != NULL; key++) {
        int c = column_named(printer, *key);
        if (c < 0 || printer->n_chosen >= printer->n) {
            g_autofree char *shown = stage_visible(*key);
            g_autoptr(GString) known = g_string_new(NULL);
            for (guint i = 0; i < printer->n; i++)
                g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", printer->columns[i].key);
            return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                              _("there is no column '%s' (or it is one too many); there are: %s"), shown,
                              known->str);
        }
        printer->chosen[printer->n_chosen++] = (guint)c;
    }
    return TRUE;
}

gboolean
stage_is_plain(const StageContext *ctx)
{
    return (ctx->globals->format == NULL || strcmp(ctx->globals->format, "table") == 0) &&
           ctx->globals->columns == NULL;
}

StagePrinter *
stage_printer_new(StageContext *ctx, const StageColumn *columns, gboolean single, GError **error)
{
    g_autoptr(StagePrinter) printer = g_new0(StagePrinter, 1);
    const char *format = ctx->globals->format == NULL ? stage_formats[0] : ctx->globals->format;

    printer->sink = sinks[0];
    printer->out = ctx->out;
    printer->columns = columns;
    printer->single = single;
    printer->pages = ctx->command->pages;
    printer->terminal = isatty(STDOUT_FILENO) == 1;
    printer->n = stage_columns_count(columns);
    for (guint i = 0; stage_formats[i] != NULL; i++)
        if (strcmp(stage_formats[i], format) == 0)
            printer->sink = sinks[i];
    printer->chosen = g_new0(guint, printer->n);
    if (ctx->globals->columns == NULL)
        choose_usual(printer);
    else if (!choose(printer, ctx->globals->columns, error))
        return NULL;
    printer->sink->begin(printer);
    return g_steal_pointer(&printer);
}

void
stage_printer_as_pages(StagePrinter *printer)
{
    printer->pages = TRUE;
}

static gboolean
check_output(StagePrinter *printer, GError **error)
{
    return !ferror(printer->out) || stage_fail(error, STAGE_ERROR_IO, _("cannot write the output"));
}

gboolean
stage_printer_row(StagePrinter *printer, const StageValue *values, GError **error)
{
    printer->sink->row(printer, values);
    printer->rows++;
    return check_output(printer, error);
}

gboolean
stage_printer_end(StagePrinter *printer, GError **error)
{
    printer->sink->end(printer);
    return check_output(printer, error);
}

void
stage_printer_free(StagePrinter *printer)
{
    if (printer == NULL)
        return;
    if (printer->sink != NULL && printer->sink->free != NULL)
        printer->sink->free(printer);
    g_free(printer->chosen);
    g_free(printer);
}

static gboolean
send(StageContext *ctx, StageStmt *rows, gboolean single, guint *out_rows, GError **error)
{
    g_autoptr(StagePrinter) printer = stage_printer_new(ctx, ctx->command->columns, single, error);

    if (printer == NULL)
        return FALSE;
    g_autofree StageValue *values = g_new(StageValue, printer->n);
    while (stage_stmt_next(rows)) {
        g_assert(stage_stmt_columns(rows) == printer->n);
        for (guint c = 0; c < printer->n; c++)
            values[c] = stage_stmt_value(rows, c);
        if (!stage_printer_row(printer, values, error))
            return FALSE;
    }
    if (out_rows != NULL)
        *out_rows = (guint)printer->rows;
    return stage_stmt_done(rows, error) && stage_printer_end(printer, error);
}

gboolean
stage_print_rows(StageContext *ctx, StageStmt *rows, guint *out_rows, GError **error)
{
    return rows != NULL && send(ctx, rows, FALSE, out_rows, error);
}

gboolean
stage_print_one(StageContext *ctx, StageStmt *rows, GError **error)
{
    guint n = 0;

    if (rows == NULL || !send(ctx, rows, TRUE, &n, error))
        return FALSE;
    return n == 1 || stage_fail(error, STAGE_ERROR_NOT_FOUND, _("it is not in the store"));
}
