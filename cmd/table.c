#include "cmd/table.h"

#include <libsmartcols.h>
#include <string.h>

#include "cmd/shown.h"
#include "cmd/wrap.h"

/* A column is not made narrower than this, if it can be helped. */
enum { NARROW = 8 };

/* A cell's colour is not its own to free. */
typedef struct {
    char *text;
    const char *colour;
} Cell;

struct StageTable {
    struct libscols_table *table;
    const StageColumn *columns;
    guint *chosen;
    guint n;
    GPtrArray *rows; /* Cell[n] each, until they are wrapped; NULL: a row is a line, and goes on at once */
    char **named;    /* per column that is named once: what it was in the row before */
};

StageTable *
stage_table_new(const StageColumn *columns, const guint *chosen, guint n_chosen, gboolean coloured,
                gboolean lines)
{
    StageTable *table = g_new0(StageTable, 1);

    *table = (StageTable){ .table = scols_new_table(),
                           .columns = columns,
                           .chosen = g_memdup2(chosen, n_chosen * sizeof *chosen),
                           .n = n_chosen,
                           .rows = lines ? g_ptr_array_new_with_free_func(g_free) : NULL,
                           .named = g_new0(char *, n_chosen) };
    if (table->table == NULL)
        g_error("libsmartcols: out of memory");
    scols_table_enable_colors(table->table, coloured);
    scols_table_enable_noencoding(table->table, 1); /* what we made visible is not to be made so again */
    for (guint i = 0; i < n_chosen; i++) {
        const StageColumn *column = &columns[chosen[i]];
        int flags = stage_shown_right(column->type) ? SCOLS_FL_RIGHT : 0;
        struct libscols_column *c = scols_table_new_column(table->table, stage_shown_title(column), 0, flags);
        if (c != NULL)
            scols_cell_set_color(scols_column_get_header(c), "bold");
    }
    return table;
}

void
stage_table_free(StageTable *table)
{
    if (table == NULL)
        return;
    for (guint i = 0; i < table->n; i++)
        g_free(table->named[i]);
    for (guint r = 0; table->rows != NULL && r < table->rows->len; r++)
        for (guint i = 0; i < table->n; i++)
            g_free(((Cell *)g_ptr_array_index(table->rows, r))[i].text);
    if (table->rows != NULL)
        g_ptr_array_free(table->rows, TRUE);
    g_free(table->named);
    g_free(table->chosen);
    scols_unref_table(table->table);
    g_free(table);
}

/* Takes the texts of the cells. */
static void
add_line(StageTable *table, Cell *cells)
{
    struct libscols_line *line = scols_table_new_line(table->table, NULL);

    for (guint i = 0; line != NULL && i < table->n; i++) {
        scols_line_refer_data(line, i, g_steal_pointer(&cells[i].text));
        if (cells[i].colour != NULL)
            scols_cell_set_color(scols_line_get_cell(line, i), cells[i].colour);
    }
}

void
stage_table_row(StageTable *table, const StageValue *values)
{
    g_autofree Cell *cells = g_new0(Cell, table->n);
    gboolean same = TRUE; /* so far, of what is named once */

    for (guint i = 0; i < table->n; i++) {
        const StageColumn *column = &table->columns[table->chosen[i]];
        const StageValue value = values[table->chosen[i]];
        g_autofree char *text = table->rows != NULL ? stage_shown_lines(column->type, value)
                                                    : stage_shown(column->type, value);
        same = same && (!column->once || g_strcmp0(text, table->named[i]) == 0);
        if (column->once && !same) {
            g_free(table->named[i]);
            table->named[i] = g_strdup(text);
        }
        cells[i].text = column->once && same ? g_strdup("") : g_steal_pointer(&text);
        cells[i].colour = stage_shown_colour(column->type, value);
    }
    if (table->rows != NULL)
        g_ptr_array_add(table->rows, g_steal_pointer(&cells));
    else
        add_line(table, cells);
}

static guint
title_width(const StageTable *table, guint column)
{
    return stage_text_width(stage_shown_title(&table->columns[table->chosen[column]]));
}

/* How wide a column would like to be. */
static guint
natural_width(const StageTable *table, guint column)
{
    guint width = title_width(table, column);

    for (guint r = 0; r < table->rows->len; r++) {
        const Cell *cells = g_ptr_array_index(table->rows, r);
        width = MAX(width, stage_text_width(cells[column].text));
    }
    return width;
}

/* The longest word of a column. */
static guint
word_width(const StageTable *table, guint i)
{
    guint most = 0;

    for (guint r = 0; r < table->rows->len; r++) {
        g_auto(GStrv)
            words = g_strsplit_set(((const Cell *)g_ptr_array_index(table->rows, r))[i].text, " \n", -1);
        for (char **word = words; *word != NULL; word++)
            most = MAX(most, stage_text_width(*word));
    }
    return most;
}

/* How narrow each column may become: that of text as narrow as its longest word, or its title when words may
 * be broken; the others not at all. */
static guint *
least_widths(const StageTable *table, const guint *natural, gboolean whole)
{
    guint *least = g_new0(guint, table->n);

    for (guint i = 0; i < table->n; i++) {
        guint title = MAX(NARROW, title_width(table, i));
        gboolean text = table->columns[table->chosen[i]].type == STAGE_COLUMN_TEXT;
        least[i] = !text ? natural[i] : MIN(natural[i], whole ? MAX(title, word_width(table, i)) : title);
    }
    return least;
}

/* The widest column that may still become narrower gives way first. */
static void
narrow(guint *widths, const guint *least, guint n, guint width)
{
    guint total = n - 1; /* a space between two columns */

    for (guint i = 0; i < n; i++)
        total += widths[i];
    while (total > width) {
        guint widest = n;
        for (guint i = 0; i < n; i++)
            if (widths[i] > least[i] && (widest == n || widths[i] > widths[widest]))
                widest = i;
        if (widest == n)
            return;
        widths[widest]--;
        total--;
    }
}

static guint *
fit_widths(const StageTable *table, guint width)
{
    guint *widths = g_new0(guint, table->n);

    for (guint i = 0; i < table->n; i++)
        widths[i] = natural_width(table, i);
    for (int whole = 1; whole >= 0; whole--) { /* words stay whole as long as that can be */
        g_autofree guint *least = least_widths(table, widths, whole == 1);
        for (guint i = 0; i < table->n; i++) /* nothing is wider than the page */
            widths[i] = MIN(widths[i], MAX(width, least[i]));
        narrow(widths, least, table->n, width);
    }
    return widths;
}

/* A row as so many lines as its longest cell has. */
static void
add_lines(StageTable *table, const Cell *cells, const guint *widths)
{
    g_autofree char ***lines = g_new0(char **, table->n);
    guint most = 1;

    for (guint i = 0; i < table->n; i++) {
        g_autofree char *wrapped = stage_text_wrap(cells[i].text, widths[i]);
        lines[i] = g_strsplit(wrapped, "\n", -1);
        most = MAX(most, g_strv_length(lines[i]));
    }
    for (guint l = 0; l < most; l++) {
        g_autofree Cell *line = g_new0(Cell, table->n);
        for (guint i = 0; i < table->n; i++)
            line[i] = (Cell){ g_strdup(l < g_strv_length(lines[i]) ? lines[i][l] : ""), cells[i].colour };
        add_line(table, line);
    }
    for (guint i = 0; i < table->n; i++)
        g_strfreev(lines[i]);
}

void
stage_table_fit(StageTable *table, guint width)
{
    g_autofree guint *widths = fit_widths(table, width);

    for (guint r = 0; r < table->rows->len; r++)
        add_lines(table, g_ptr_array_index(table->rows, r), widths);
    scols_table_set_termforce(table->table, SCOLS_TERMFORCE_NEVER);
}

void
stage_table_print(StageTable *table, FILE *out)
{
    scols_table_set_stream(table->table, out);
    scols_print_table(table->table);
}
