/* The tables of an HTML page. */
#include "cmd/document_html.h"
#include "cmd/shown.h"

/* What a column holds: the class of its cells, and what the script of figures knows it by. */
static const struct {
    const char *class, *kind;
} columns[] = {
    [STAGE_COLUMN_TEXT] = { "text", "text" },
    [STAGE_COLUMN_NUMBER] = { "number", "number" },
    [STAGE_COLUMN_PERCENT] = { "number", "percent" },
    [STAGE_COLUMN_YESNO] = { "yesno", "text" },
    [STAGE_COLUMN_DAY] = { "day", "day" },
    [STAGE_COLUMN_STAND] = { "stand", "text" },
    [STAGE_COLUMN_BAR] = { "bar", "text" },
};

typedef void (*HeadFunc)(StagePage *page, const StageSection *section, const StageColumn *column);
typedef void (*CellFunc)(StagePage *page, const StageColumn *column, StageValue value, gboolean first);

static void
row_of(StagePage *page, const StageSection *section, const StageValue *values, CellFunc cell)
{
    guint n = 0;
    g_autofree guint *shown = stage_section_columns(section, &n);

    fputs("<tr>", page->out);
    for (guint i = 0; i < n; i++)
        cell(page, &section->columns[shown[i]], values[shown[i]], i == 0);
    fputs("</tr>\n", page->out);
}

/* What is in a table: its columns, its rows, and the row of all together. */
static void
parts_of(StagePage *page, const StageSection *section, HeadFunc head, CellFunc cell)
{
    guint n = 0;
    g_autofree guint *shown = stage_section_columns(section, &n);

    fputs("<thead>\n<tr>", page->out);
    for (guint i = 0; i < n; i++) {
        const StageColumn *column = &section->columns[shown[i]];
        fprintf(page->out, "<th scope=\"col\" class=\"%s\"", columns[column->type].class);
        head(page, section, column);
        fputs(">", page->out);
        stage_html_text(page, stage_shown_title(column));
        fputs("</th>", page->out);
    }
    fputs("</tr>\n</thead>\n<tbody>\n", page->out);
    for (guint r = 0; r < section->rows->len; r++)
        row_of(page, section, g_ptr_array_index(section->rows, r), cell);
    fputs("</tbody>\n", page->out);
    if (section->total == NULL)
        return;
    fputs("<tfoot>\n", page->out);
    row_of(page, section, section->total, cell);
    fputs("</tfoot>\n", page->out);
}

/* --- of a few rows --- */

static void
told_head(StagePage *page, const StageSection *section, const StageColumn *column)
{
    (void)page;
    (void)section;
    (void)column;
}

static void
told_cell(StagePage *page, const StageColumn *column, StageValue value, gboolean first)
{
    g_autofree char *text = stage_shown_lines(column->type, value);

    (void)first;
    fprintf(page->out, "<td class=\"%s\"", columns[column->type].class);
    stage_html_attribute(page, "data-title", stage_shown_title(column));
    fputs(">", page->out);
    stage_html_safe(page, text);
    fputs("</td>", page->out);
}

void
stage_html_table(StagePage *page, const StageSection *section)
{
    fputs("<div class=\"wide\" tabindex=\"0\">\n<table class=\"told\">\n", page->out);
    parts_of(page, section, told_head, told_cell);
    fputs("</table>\n</div>\n", page->out);
}

/* --- of figures --- */

static gboolean
is_drawn(const StageSection *section, const StageColumn *column)
{
    const char *const *drawn = section->chart.columns;

    return section->chart.kind != STAGE_CHART_NONE && g_strv_contains(drawn, column->key);
}

static void
figures_head(StagePage *page, const StageSection *section, const StageColumn *column)
{
    fprintf(page->out, " data-key=\"%s\" data-kind=\"%s\"%s", column->key, columns[column->type].kind,
            is_drawn(section, column) ? " data-drawn" : "");
}

/* Numbers are most of it, so they are what a cell is unless it says otherwise. The text of a percentage is
 * for people; its number stands beside it. */
static void
figures_cell(StagePage *page, const StageColumn *column, StageValue value, gboolean first)
{
    g_autofree char *text = stage_shown_lines(column->type, value);
    char number[STAGE_NUMBER_SIZE];

    fputs(first ? "<th scope=\"row\"" : "<td", page->out);
    if (!first && !stage_shown_right(column->type))
        fprintf(page->out, " class=\"%s\"", columns[column->type].class);
    if (column->type == STAGE_COLUMN_PERCENT && value.type == STAGE_INT) {
        stage_shown_number(column->type, value.number, number);
        fprintf(page->out, " data-value=\"%s\"", number);
    }
    fputs(">", page->out);
    stage_html_safe(page, text);
    fputs(first ? "</th>" : "</td>", page->out);
}

void
stage_html_figures(StagePage *page, const StageSection *section)
{
    static const char *const charts[] = { [STAGE_CHART_NONE] = "none",
                                          [STAGE_CHART_BARS] = "bars",
                                          [STAGE_CHART_STACK] = "stack",
                                          [STAGE_CHART_LINES] = "lines",
                                          [STAGE_CHART_HEAT] = "heat" };
    fputs("<div class=\"wide\" role=\"region\" tabindex=\"0\"", page->out);
    if (section->title != NULL)
        stage_html_attribute(page, "aria-label", section->title);
    fprintf(page->out, ">\n<table data-section=\"%s\" data-chart=\"%s\">\n",
            section->key == NULL ? "" : section->key, charts[section->chart.kind]);
    if (section->title != NULL) {
        fputs("<caption>", page->out);
        stage_html_text(page, section->title);
        fputs("</caption>\n", page->out);
    }
    parts_of(page, section, figures_head, figures_cell);
    fputs("</table>\n</div>\n", page->out);
}
