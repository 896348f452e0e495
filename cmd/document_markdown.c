/* Documents as CommonMark, with the tables of GitHub's. Text shows as it was typed: what would be markup has
 * a backslash before it. */
#include <string.h>

#include "base/text.h"
#include "cmd/document.h"
#include "cmd/shown.h"

/* Characters that may be markup anywhere in a line, and those that are where it begins. */
#define ANYWHERE "\\`*_[]<>&|~"
#define AT_START "#+-=:"

/* A figure and a point or parenthesis begin a numbered list: where that mark stands, or NULL. */
static const char *
list_mark(const char *line)
{
    const char *mark = line + strspn(line, "0123456789");

    return mark > line && (*mark == '.' || *mark == ')') ? mark : NULL;
}

/* GitHub makes links of bare addresses, in which a backslash would be kept: no address, then. */
static gboolean
makes_link(const char *line, const char *p)
{
    return (p[0] == ':' && p[1] == '/') ||
           (p[0] == '.' && p - line >= 3 && g_ascii_strncasecmp(p - 3, "www", 3) == 0);
}

/* A line in which nothing is markup. Spaces before it would be lost, or make it code. */
static void
escape_line(GString *out, const char *line)
{
    for (; *line == ' '; line++)
        g_string_append(out, "&nbsp;");
    const char *mark = list_mark(line);
    for (const char *p = line; *p != '\0'; p++) {
        if (strchr(ANYWHERE, *p) != NULL || (p == line && strchr(AT_START, *p) != NULL) || p == mark ||
            makes_link(line, p))
            g_string_append_c(out, '\\');
        g_string_append_c(out, *p);
    }
}

/* A text that is safe already, with what stands between its lines: in a table a tag, elsewhere a backslash
 * that breaks the line and the spaces that keep the next one in its item. A line without text parts
 * paragraphs. */
static char *
escape(const char *text, const char *indent, gboolean cell)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *out = g_string_new(NULL);

    for (char **line = lines; *line != NULL; line++) {
        g_strchomp(*line); /* two spaces would break the line */
        escape_line(out, *line);
        if (line[1] == NULL)
            break;
        g_strchomp(line[1]);
        if (cell)
            g_string_append(out, "<br>");
        else if (**line == '\0' || *line[1] == '\0')
            g_string_append_printf(out, "\n%s", *line[1] == '\0' ? "" : indent);
        else
            g_string_append_printf(out, "\\\n%s", indent);
    }
    return g_string_free(out, FALSE);
}

/* The same of a title, which is one line. */
static char *
escape_title(const char *text)
{
    g_autofree char *safe = stage_visible(text);

    return escape(safe, "", FALSE);
}

static void
set_apart(StagePage *page)
{
    if (page->gap)
        fputc('\n', page->out);
    page->gap = TRUE;
}

static void
heading(StagePage *page, const char *text)
{
    g_autofree char *safe = escape_title(text);

    set_apart(page);
    fprintf(page->out, "## %s\n", safe);
}

static void
facts(StagePage *page, const StageSection *section)
{
    set_apart(page);
    for (guint i = 0; i < section->facts->len; i++) {
        const StageFact *fact = &g_array_index(section->facts, StageFact, i);
        if (!stage_fact_is_shown(fact))
            continue;
        g_autofree char *label = escape_title(fact->label);
        g_autofree char *value = stage_shown_lines(fact->type, fact->value);
        g_autofree char *safe = escape(value, "  ", FALSE);
        fprintf(page->out, "- **%s**: %s\n", label, safe);
    }
}

static void
table_row(StagePage *page, const StageSection *section, const guint *shown, guint n, const StageValue *values)
{
    for (guint i = 0; i < n; i++) {
        g_autofree char *text = stage_shown_lines(section->columns[shown[i]].type, values[shown[i]]);
        g_autofree char *safe = escape(text, "", TRUE);
        fprintf(page->out, "| %s ", safe);
    }
    fputs("|\n", page->out);
}

static void
table(StagePage *page, const StageSection *section)
{
    guint n = 0;
    g_autofree guint *shown = stage_section_columns(section, &n);

    set_apart(page);
    for (guint i = 0; i < n; i++) {
        g_autofree char *safe = escape_title(stage_shown_title(&section->columns[shown[i]]));
        fprintf(page->out, "| %s ", safe);
    }
    fputs("|\n", page->out);
    for (guint i = 0; i < n; i++)
        fputs(stage_shown_right(section->columns[shown[i]].type) ? "| --: " : "| --- ", page->out);
    fputs("|\n", page->out);
    for (guint i = 0; i < section->rows->len; i++)
        table_row(page, section, shown, n, g_ptr_array_index(section->rows, i));
    if (section->total != NULL)
        table_row(page, section, shown, n, section->total);
}

static void
list(StagePage *page, const StageSection *section)
{
    set_apart(page);
    for (guint i = 0; i < section->rows->len; i++) {
        g_autofree char *line = stage_section_line(section, g_ptr_array_index(section->rows, i));
        g_autofree char *safe = escape(line, "  ", FALSE);
        g_autofree char *group = stage_section_group(section, i);
        g_autofree char *above = group == NULL ? NULL : escape(group, "", FALSE);
        if (above != NULL)
            fprintf(page->out, "%s**%s**\n\n", i > 0 ? "\n" : "", above);
        fprintf(page->out, "- %s\n", safe);
    }
}

static void
say(StagePage *page, const char *const *paragraphs, guint n)
{
    gboolean after_item = FALSE;

    for (guint i = 0; i < n; i++) {
        const char *item = stage_item_text(paragraphs[i]);
        g_autofree char *text = stage_visible_lines(item == NULL ? paragraphs[i] : item);
        g_autofree char *safe = escape(text, item == NULL ? "" : "  ", FALSE);
        if (item == NULL || !after_item)
            set_apart(page);
        fprintf(page->out, item == NULL ? "%s\n" : "- %s\n", safe);
        after_item = item != NULL;
    }
}

static const StagePageParts parts = { heading, { facts, table, list, list }, say };

void
stage_page_markdown(StagePage *page, const StageDocument *document)
{
    if (document->title != NULL) {
        g_autofree char *safe = escape_title(document->title);
        fprintf(page->out, "# %s\n", safe);
        page->gap = TRUE;
    }
    stage_page_each(page, document, &parts);
}
