/* Rows for people. */
#include <libsmartcols.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/print.h"

/* The states of moments (rules/moment.h), each with its sign in a bar and its colour. */
static const struct {
    const char *stand, *sign, *colour;
} stands[] = {
    { "gehouden", "●", "green" }, { "vrijgesteld", "◌", "green" }, { "gepland", "◐", "cyan" },
    { "nu", "○", "brown" },       { "laat", "!", "lightred" },     { "later", "·", NULL },
    { "gemist", "✗", "red" },
};

static char *
bar_of(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, ",", -1);
    GString *bar = g_string_new(NULL);

    for (char **word = words; *word != NULL; word++)
        for (gsize i = 0; i < G_N_ELEMENTS(stands); i++)
            if (strcmp(stands[i].stand, *word) == 0)
                g_string_append(bar, stands[i].sign);
    return g_string_free(bar, FALSE);
}

static const char *
colour_of(const StageColumn *column, StageValue value)
{
    for (gsize i = 0; column->type == STAGE_COLUMN_STAND && i < G_N_ELEMENTS(stands); i++)
        if (g_strcmp0(stands[i].stand, value.text) == 0)
            return stands[i].colour;
    return NULL;
}

/* What a person reads: control characters made visible, 1 and 0 as words, nothing for nothing. */
static char *
shown(const StageColumn *column, StageValue value)
{
    if (value.type == STAGE_NULL)
        return g_strdup("");
    if (value.type == STAGE_TEXT)
        return column->type == STAGE_COLUMN_BAR ? bar_of(value.text) : stage_visible(value.text);
    if (column->type == STAGE_COLUMN_YESNO)
        return g_strdup(value.number != 0 ? _("ja") : _("nee"));
    return g_strdup_printf("%" PRId64, value.number);
}

static const char *
title(const StageColumn *column)
{
    return column->title == NULL ? column->key : _(column->title);
}

typedef struct {
    struct libscols_table *table;
    char **named; /* per column that is named once: what it was in the row before */
} Table;

static void
begin(StagePrinter *printer)
{
    if (printer->single)
        return;
    struct libscols_table *table = scols_new_table();
    if (table == NULL)
        g_error("libsmartcols: out of memory");
    printer->state = g_new0(Table, 1);
    *(Table *)printer->state = (Table){ table, g_new0(char *, printer->n_chosen) };
    scols_table_enable_colors(table, printer->terminal && g_getenv("NO_COLOR") == NULL);
    scols_table_enable_noencoding(table, 1); /* what we made visible is not to be made so again */
    for (guint i = 0; i < printer->n_chosen; i++) {
        const StageColumn *column = &printer->columns[printer->chosen[i]];
        int flags = column->type == STAGE_COLUMN_NUMBER ? SCOLS_FL_RIGHT : 0;
        struct libscols_column *c = scols_table_new_column(table, title(column), 0, flags);
        if (c != NULL)
            scols_cell_set_color(scols_column_get_header(c), "bold");
    }
}

/* "titel  waarde", further lines of a value below its first; what is not known is left out. */
static void
single_row(StagePrinter *printer, const StageValue *values)
{
    glong width = 0;

    for (guint i = 0; i < printer->n_chosen; i++)
        if (values[printer->chosen[i]].type != STAGE_NULL)
            width = MAX(width, g_utf8_strlen(title(&printer->columns[printer->chosen[i]]), -1));
    for (guint i = 0; i < printer->n_chosen; i++) {
        const StageColumn *column = &printer->columns[printer->chosen[i]];
        StageValue value = values[printer->chosen[i]];
        const char *label = title(column);
        if (value.type == STAGE_NULL)
            continue;
        gboolean is_text = value.type == STAGE_TEXT && column->type != STAGE_COLUMN_BAR;
        g_auto(GStrv) lines = is_text ? g_strsplit(value.text, "\n", -1) : NULL;
        g_autofree char *text = lines == NULL ? shown(column, value) : NULL;
        fprintf(printer->out, "%s%*s", label, (int)(width - g_utf8_strlen(label, -1)), "");
        if (lines == NULL)
            fprintf(printer->out, "  %s\n", text);
        for (char **line = lines; line != NULL && *line != NULL; line++) {
            g_autofree char *safe = stage_visible(*line);
            fprintf(printer->out, "%*s%s\n", line == lines ? 2 : (int)width + 2, "", safe);
        }
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
    Table *table = printer->state;
    struct libscols_line *line = scols_table_new_line(table->table, NULL);
    gboolean same = TRUE; /* so far, of what is named once */
    for (guint i = 0; line != NULL && i < printer->n_chosen; i++) {
        const StageColumn *column = &printer->columns[printer->chosen[i]];
        const StageValue value = values[printer->chosen[i]];
        g_autofree char *text = shown(column, value);
        same = same && (!column->once || g_strcmp0(text, table->named[i]) == 0);
        if (column->once && !same) {
            g_free(table->named[i]);
            table->named[i] = g_strdup(text);
        }
        scols_line_refer_data(line, i, column->once && same ? g_strdup("") : g_steal_pointer(&text));
        if (colour_of(column, value) != NULL)
            scols_cell_set_color(scols_line_get_cell(line, i), colour_of(column, value));
    }
}

static void
end(StagePrinter *printer)
{
    if (printer->single || printer->pages || printer->rows == 0)
        return;
    Table *table = printer->state;
    scols_table_set_stream(table->table, printer->out);
    scols_print_table(table->table);
}

static void
free_table(StagePrinter *printer)
{
    Table *table = printer->state;

    if (table == NULL)
        return;
    for (guint i = 0; i < printer->n_chosen; i++)
        g_free(table->named[i]);
    g_free(table->named);
    scols_unref_table(table->table);
    g_free(table);
}

const StageSink stage_sink_table = { begin, row, end, free_table };
