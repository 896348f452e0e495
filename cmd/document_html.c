/* Documents as one HTML file that asks nothing of anything else: no link, no request, which its policy would
 * not allow either; and no script, but for one with pictures. */
#include "cmd/document_html.h"

#include "base/text.h"
#include "cmd/shown.h"

/* Lines to write an answer on, and the questions beyond which there is one, so that all fit on a sheet. */
enum { RULES = 2, MANY = 16 };

/* Text that is safe already, with its line breaks. */
void
stage_html_safe(StagePage *page, const char *text)
{
    g_autofree char *safe = g_markup_escape_text(text, -1);
    g_auto(GStrv) lines = g_strsplit(safe, "\n", -1);
    g_autofree char *broken = g_strjoinv("<br>", lines);

    fputs(broken, page->out);
}

void
stage_html_text(StagePage *page, const char *text)
{
    g_autofree char *safe = stage_visible_lines(text);

    stage_html_safe(page, safe);
}

void
stage_html_attribute(StagePage *page, const char *name, const char *text)
{
    g_autofree char *visible = stage_visible(text);
    g_autofree char *safe = g_markup_escape_text(visible, -1);

    fprintf(page->out, " %s=\"%s\"", name, safe);
}

static void
element(StagePage *page, const char *name, const char *text)
{
    fprintf(page->out, "<%s>", name);
    stage_html_text(page, text);
    fprintf(page->out, "</%s>\n", name);
}

static void
heading(StagePage *page, const char *text)
{
    element(page, "h2", text);
}

static void
facts(StagePage *page, const StageSection *section)
{
    fputs("<dl>\n", page->out);
    for (guint i = 0; i < section->facts->len; i++) {
        const StageFact *fact = &g_array_index(section->facts, StageFact, i);
        if (!stage_fact_is_shown(fact))
            continue;
        g_autofree char *value = stage_shown_lines(fact->type, fact->value);
        element(page, "dt", fact->label);
        fputs("<dd>", page->out);
        stage_html_safe(page, value);
        fputs("</dd>\n", page->out);
    }
    fputs("</dl>\n", page->out);
}

static void
items(StagePage *page, const StageSection *section, const char *list, guint room)
{
    for (guint i = 0; i < section->rows->len; i++) {
        g_autofree char *line = stage_section_line(section, g_ptr_array_index(section->rows, i));
        g_autofree char *group = stage_section_group(section, i);
        if (group != NULL) {
            if (i > 0)
                fprintf(page->out, "</%s>\n", list);
            element(page, "h3", group);
        }
        if (i == 0 || group != NULL)
            fprintf(page->out, "<%s>\n", list);
        fputs("<li>", page->out);
        stage_html_safe(page, line);
        if (room > 0)
            fputs("\n<div class=\"room\" aria-hidden=\"true\">", page->out);
        for (guint rule = 0; rule < room; rule++)
            fputs("<div></div>", page->out);
        fputs(room > 0 ? "</div></li>\n" : "</li>\n", page->out);
    }
    if (section->rows->len > 0)
        fprintf(page->out, "</%s>\n", list);
}

static void
list(StagePage *page, const StageSection *section)
{
    items(page, section, "ul", 0);
}

static void
ask(StagePage *page, const StageSection *section)
{
    fputs("<div class=\"ask\">\n", page->out);
    items(page, section, "ol", section->rows->len > MANY ? 1 : RULES);
    fputs("</div>\n", page->out);
}

static void
say(StagePage *page, const char *const *paragraphs, guint n)
{
    gboolean in_list = FALSE;

    for (guint i = 0; i < n; i++) {
        const char *item = stage_item_text(paragraphs[i]);
        if (in_list != (item != NULL))
            fputs(in_list ? "</ul>\n" : "<ul>\n", page->out);
        in_list = item != NULL;
        element(page, in_list ? "li" : "p", in_list ? item : paragraphs[i]);
    }
    if (in_list)
        fputs("</ul>\n", page->out);
}

static gboolean
has_picture(const StageDocument *document)
{
    for (guint i = 0; i < document->sections->len; i++)
        if (((const StageSection *)g_ptr_array_index(document->sections, i))->chart.kind != STAGE_CHART_NONE)
            return TRUE;
    return FALSE;
}

void
stage_page_html(StagePage *page, const StageDocument *document)
{
    gboolean figures = has_picture(document);
    const StagePageParts parts = { heading,
                                   { facts, figures ? stage_html_figures : stage_html_table, list, ask },
                                   say };

    stage_html_begin(page, document->title, figures);
    if (document->title != NULL)
        element(page, "h1", document->title);
    page->details = TRUE;
    stage_page_each(page, document, &parts);
    stage_html_end(page, figures);
}
