/* Documents as plain text, for a terminal, a file or a printer. */
#include <string.h>

#include "base/text.h"
#include "cmd/document.h"
#include "cmd/shown.h"
#include "cmd/table.h"
#include "cmd/wrap.h"

/* Lines to write an answer on, and what is left of a line beside a label at least. */
enum { RULES = 3, VALUE = 20 };

static void
set_apart(StagePage *page)
{
    if (page->gap)
        fputc('\n', page->out);
    page->gap = TRUE;
}

static void
line_of(StagePage *page, char c, guint n)
{
    while (n-- > 0)
        fputc(c, page->out);
    fputc('\n', page->out);
}

static void
strong(StagePage *page, const char *text)
{
    g_autofree char *safe = stage_visible(text);
    g_autofree char *wrapped = stage_text_wrap(safe, page->width);

    fprintf(page->out, page->bold ? "\x1b[1m%s\x1b[0m\n" : "%s\n", wrapped);
}

static void
title(StagePage *page, const char *text)
{
    g_autofree char *safe = stage_visible(text);

    strong(page, text);
    line_of(page, '=', MIN(stage_text_width(safe), page->width));
    page->gap = TRUE;
}

static void
heading(StagePage *page, const char *text)
{
    set_apart(page);
    strong(page, text);
    page->gap = FALSE;
}

static void
facts(StagePage *page, const StageSection *section)
{
    guint width = 0;

    set_apart(page);
    for (guint i = 0; i < section->facts->len; i++) {
        const StageFact *fact = &g_array_index(section->facts, StageFact, i);
        g_autofree char *label = stage_fact_is_shown(fact) ? stage_visible(fact->label) : NULL;
        if (label != NULL)
            width = MAX(width, stage_text_width(label));
    }
    width = MIN(width, page->width - VALUE);
    for (guint i = 0; i < section->facts->len; i++) {
        const StageFact *fact = &g_array_index(section->facts, StageFact, i);
        if (!stage_fact_is_shown(fact))
            continue;
        g_autofree char *label = stage_visible(fact->label);
        g_autofree char *value = stage_shown_lines(fact->type, fact->value);
        guint wide = stage_text_width(label);
        g_autofree char *first = g_strdup_printf("%s%*s  ", label, (int)(width > wide ? width - wide : 0),
                                                 "");
        stage_text_print(page->out, first, value, page->width);
    }
}

static void
table(StagePage *page, const StageSection *section)
{
    guint n = 0;
    g_autofree guint *shown = stage_section_columns(section, &n);
    g_autoptr(StageTable) rows = stage_table_new(section->columns, shown, n, page->bold, TRUE);

    set_apart(page);
    for (guint i = 0; i < section->rows->len; i++)
        stage_table_row(rows, g_ptr_array_index(section->rows, i));
    if (section->total != NULL)
        stage_table_row(rows, section->total);
    stage_table_fit(rows, page->width);
    stage_table_print(rows, page->out);
}

static void
group(StagePage *page, const StageSection *section, guint row)
{
    g_autofree char *text = stage_section_group(section, row);

    if (text != NULL)
        stage_text_print(page->out, "", text, page->width);
}

static void
list(StagePage *page, const StageSection *section)
{
    set_apart(page);
    for (guint i = 0; i < section->rows->len; i++) {
        g_autofree char *line = stage_section_line(section, g_ptr_array_index(section->rows, i));
        group(page, section, i);
        stage_text_print(page->out, "- ", line, page->width);
    }
}

static void
ask(StagePage *page, const StageSection *section)
{
    if (!page->look->paper) {
        list(page, section);
        return;
    }
    for (guint i = 0; i < section->rows->len; i++) {
        g_autofree char *line = stage_section_line(section, g_ptr_array_index(section->rows, i));
        set_apart(page);
        group(page, section, i);
        stage_text_print(page->out, "- ", line, page->width);
        for (int rule = 0; rule < RULES; rule++) {
            fputs("\n  ", page->out);
            line_of(page, '_', page->width - 2);
        }
    }
}

static void
say(StagePage *page, const char *const *paragraphs, guint n)
{
    gboolean after_item = FALSE;

    for (guint i = 0; i < n; i++) {
        const char *item = stage_item_text(paragraphs[i]);
        g_autofree char *safe = stage_visible_lines(item == NULL ? paragraphs[i] : item);
        if (item == NULL || !after_item)
            set_apart(page);
        stage_text_print(page->out, item == NULL ? "" : "- ", safe, page->width);
        after_item = item != NULL;
    }
}

static const StagePageParts parts = { heading, { facts, table, list, ask }, say };

void
stage_page_text(StagePage *page, const StageDocument *document)
{
    if (document->title != NULL)
        title(page, document->title);
    stage_page_each(page, document, &parts);
    if (page->look->paper)
        fputc('\f', page->out);
}
