/* Rows for people. */
#include "cmd/print.h"
#include "cmd/shown.h"
#include "cmd/table.h"

static void
begin(StagePrinter *printer)
{
    if (!printer->single)
        printer->state = stage_table_new(printer->columns, printer->chosen, printer->n_chosen,
                                         printer->terminal && g_getenv("NO_COLOR") == NULL, FALSE);
}

/* "titel  waarde", further lines of a value below its first; what is not known is left out. */
static void
single_row(StagePrinter *printer, const StageValue *values)
{
    glong width = 0;

    for (guint i = 0; i < printer->n_chosen; i++)
        if (values[printer->chosen[i]].type != STAGE_NULL)
            width = MAX(width, g_utf8_strlen(stage_shown_title(&printer->columns[printer->chosen[i]]), -1));
    for (guint i = 0; i < printer->n_chosen; i++) {
        const StageColumn *column = &printer->columns[printer->chosen[i]];
        StageValue value = values[printer->chosen[i]];
        const char *label = stage_shown_title(column);
        if (value.type == STAGE_NULL)
            continue;
        g_autofree char *text = stage_shown_lines(column->type, value);
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
        fprintf(printer->out, "%s%*s  %s\n", label, (int)(width - g_utf8_strlen(label, -1)), "",
                *lines == NULL ? "" : *lines);
        for (char **line = lines; *line != NULL && *++line != NULL;)
            fprintf(printer->out, "%*s%s\n", (int)width + 2, "", *line);
    }
}

static void
row(StagePrinter *printer, const StageValue *values)
{
    if (printer->single || printer->pages) {
        if (printer->rows > 0)
            fputc('\n', printer->out);
        single_row(printer, values);
        return;
    }
    stage_table_row(printer->state, values);
}

static void
end(StagePrinter *printer)
{
    if (printer->single || printer->pages || printer->rows == 0)
        return;
    stage_table_print(printer->state, printer->out);
}

static void
free_table(StagePrinter *printer)
{
    stage_table_free(printer->state);
}

const StageSink stage_sink_table = { begin, row, end, free_table };
