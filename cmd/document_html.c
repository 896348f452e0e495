/* Documents as one HTML file that asks nothing of anything else: no script, no link, no request, which its
 * policy would not allow either. */
#include "base/text.h"
#include "cmd/document.h"
#include "cmd/shown.h"

/* Lines to write an answer on, and the questions beyond which there is one, so that all fit on a sheet. */
enum { RULES = 2, MANY = 16 };

static const char style[] =
    ":root { color-scheme: light dark; --ink: #1c1c1e; --paper: #fff; --soft: #5b5b63; --line: #c9c9cf }\n"
    "@media (prefers-color-scheme: dark) {\n"
    "  :root { --ink: #ececf0; --paper: #17171a; --soft: #a8a8b3; --line: #4a4a52 }\n"
    "}\n"
    "* { box-sizing: border-box }\n"
    "html { -webkit-text-size-adjust: 100%; text-size-adjust: 100% }\n"
    "body { margin: 0 auto; padding: 1.25rem; max-width: 48rem; color: var(--ink); background: "
    "var(--paper);\n"
    "  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }\n"
    "h1 { margin: 0 0 1rem; font-size: 1.6rem; line-height: 1.2 }\n"
    "h2 { margin: 1.75rem 0 .5rem; font-size: 1.2rem; line-height: 1.3 }\n"
    "h3 { margin: 1rem 0 .25rem; font-size: 1rem; line-height: 1.3 }\n"
    "p { margin: .5rem 0 }\n"
    "ul, ol { margin: .5rem 0; padding-left: 1.4rem }\n"
    "li { margin: .3rem 0 }\n"
    "dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .25rem 1rem;\n"
    "  margin: .5rem 0 }\n"
    "dt { color: var(--soft) }\n"
    "dd { margin: 0 }\n"
    ".wide { overflow-x: auto }\n"
    "table { border-collapse: collapse; width: 100%; font-size: .94rem; overflow-wrap: normal }\n"
    "th, td { padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top;\n"
    "  border-bottom: 1px solid var(--line) }\n"
    "th { color: var(--soft); font-weight: 600 }\n"
    ".number { text-align: right; font-variant-numeric: tabular-nums }\n"
    ".number, .day { white-space: nowrap }\n"
    ".room { display: none }\n"
    ".room div { height: 2.2rem; border-bottom: 1px solid var(--line) }\n"
    ".paper .room { display: block }\n"
    /* No room for columns: a row is a block, in which each value has its title before it. */
    "@media screen and (max-width: 36rem) {\n"
    "  thead { position: absolute; clip-path: inset(50%) }\n"
    "  table, tbody, tr, td { display: block }\n"
    "  tr { padding: .4rem 0; border-bottom: 1px solid var(--line) }\n"
    "  td { padding: .1rem 0 .1rem 8.5rem; border: 0; text-align: left !important }\n"
    "  td::before { float: left; width: 8rem; margin-left: -8.5rem; color: var(--soft); content: "
    "attr(data-title) }\n"
    "  td:empty { display: none }\n"
    "}\n"
    /* A page for a talk is two sheets at most. */
    "@page { size: A4; margin: 12mm 14mm }\n"
    "@media print {\n"
    "  :root { --ink: #000; --paper: #fff; --soft: #333; --line: #888 }\n"
    "  body { padding: 0; max-width: none; font-size: 9.5pt; line-height: 1.3 }\n"
    "  h1 { margin: 0 0 4pt; font-size: 15pt }\n"
    "  h2 { margin: 8pt 0 2pt; font-size: 11pt }\n"
    "  h3 { margin: 5pt 0 1pt; font-size: 9.5pt }\n"
    "  h1, h2, h3 { break-after: avoid }\n"
    "  p, ul, ol, dl { margin: 2pt 0 }\n"
    "  dl { grid-template-columns: max-content 1fr max-content 1fr; gap: 1pt 8pt }\n"
    "  li { margin: 1pt 0 }\n"
    "  table { font-size: inherit }\n"
    "  th, td { padding: 1.5pt 6pt 1.5pt 0 }\n"
    "  tr, li, dt, dd, p { break-inside: avoid }\n"
    "  thead { display: table-header-group }\n"
    "  .wide { overflow: visible }\n"
    "  .ask { columns: 2; column-gap: 8mm }\n"
    "  .room { display: block }\n"
    "  .room div { height: 7mm }\n"
    "}\n";

/* Text that is safe already, with its line breaks. */
static void
write_safe(StagePage *page, const char *text)
{
    g_autofree char *safe = g_markup_escape_text(text, -1);
    g_auto(GStrv) lines = g_strsplit(safe, "\n", -1);
    g_autofree char *broken = g_strjoinv("<br>", lines);

    fputs(broken, page->out);
}

static void
write_text(StagePage *page, const char *text)
{
    g_autofree char *safe = stage_visible_lines(text);

    write_safe(page, safe);
}

static void
element(StagePage *page, const char *name, const char *text)
{
    fprintf(page->out, "<%s>", name);
    write_text(page, text);
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
        write_safe(page, value);
        fputs("</dd>\n", page->out);
    }
    fputs("</dl>\n", page->out);
}

static const char *const classes[] = {
    [STAGE_COLUMN_TEXT] = "text",      [STAGE_COLUMN_NUMBER] = "number", [STAGE_COLUMN_YESNO] = "yesno",
    [STAGE_COLUMN_DAY] = "day",        [STAGE_COLUMN_STAND] = "stand",   [STAGE_COLUMN_BAR] = "bar",
    [STAGE_COLUMN_PERCENT] = "number",
};

static void
table_row(StagePage *page, const StageSection *section, const guint *shown, guint n, const StageValue *values)
{
    fputs("<tr>", page->out);
    for (guint i = 0; i < n; i++) {
        const StageColumn *column = &section->columns[shown[i]];
        g_autofree char *text = stage_shown_lines(column->type, values[shown[i]]);
        fprintf(page->out, "<td class=\"%s\" data-title=\"", classes[column->type]);
        write_text(page, stage_shown_title(column));
        fputs("\">", page->out);
        write_safe(page, text);
        fputs("</td>", page->out);
    }
    fputs("</tr>\n", page->out);
}

static void
table(StagePage *page, const StageSection *section)
{
    guint n = 0;
    g_autofree guint *shown = stage_section_columns(section, &n);

    fputs("<div class=\"wide\" tabindex=\"0\">\n<table>\n<thead>\n<tr>", page->out);
    for (guint i = 0; i < n; i++) {
        const StageColumn *column = &section->columns[shown[i]];
        fprintf(page->out, "<th scope=\"col\" class=\"%s\">", classes[column->type]);
        write_text(page, stage_shown_title(column));
        fputs("</th>", page->out);
    }
    fputs("</tr>\n</thead>\n<tbody>\n", page->out);
    for (guint r = 0; r < section->rows->len; r++)
        table_row(page, section, shown, n, g_ptr_array_index(section->rows, r));
    fputs("</tbody>\n", page->out);
    if (section->total != NULL) {
        fputs("<tfoot>\n", page->out);
        table_row(page, section, shown, n, section->total);
        fputs("</tfoot>\n", page->out);
    }
    fputs("</table>\n</div>\n", page->out);
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
        write_safe(page, line);
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

static const StagePageParts parts = { heading, { facts, table, list, ask }, say };

void
stage_page_html(StagePage *page, const StageDocument *document)
{
    const char *title = document->title == NULL ? "stage" : document->title;

    fprintf(page->out,
            "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<title>",
            page->language);
    g_autofree char *safe = stage_visible(title);
    write_safe(page, safe);
    fprintf(page->out, "</title>\n<style>\n%s</style>\n</head>\n<body%s>\n<main>\n", style,
            page->look->paper ? " class=\"paper\"" : "");
    if (document->title != NULL)
        element(page, "h1", document->title);
    page->details = TRUE;
    stage_page_each(page, document, &parts);
    fputs("</main>\n</body>\n</html>\n", page->out);
}
