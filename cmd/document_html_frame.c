/* The frame of an HTML page: its policy, its style and its script, each of which stands in the page itself.
 */
#include "base/i18n.h"
#include "cmd/document_html.h"
#include "cmd/inline.h"

static const char *const page_style[] = { stage_inline_page_css, NULL };
static const char *const figures_style[] = { stage_inline_page_css, stage_inline_figures_css, NULL };
static const char *const begin[] = { stage_inline_begin_js, NULL };
static const char *const script[] = { stage_inline_chart_min_js, stage_inline_table_js,
                                      stage_inline_picture_js, NULL };

/* What the script says, whose %s it fills in. */
static const struct {
    const char *name, *text;
} texts[] = {
    /* TRANSLATORS: before a field to type in: rows of which this column has what is typed. */
    { "contains", N_("%s contains") },
    /* TRANSLATORS: in a list to choose from: rows with any of them. */
    { "any", N_("any") },
    /* TRANSLATORS: how many rows are shown: 12 of 1500 rows. */
    { "shown", N_("%s of %s rows") },
    /* TRANSLATORS: the same, when not all of them stand there: 750 of 1500 rows; the first 100 stand below.
     */
    { "first", N_("%s of %s rows; the first %s stand below") },
    { "more", N_("show all rows") },
    /* TRANSLATORS: beside the last row of a table, when only some of its rows stand there. */
    { "whole", N_("of all %s rows") },
    { "filter", N_("Filter: %s") },
    /* TRANSLATORS: what a picture shows, for who does not see it: the figures, per team. */
    { "bars", N_("Bars: %s, per %s. The table below has the numbers.") },
    { "stack", N_("Stacked bars: %s, per %s. The table below has the numbers.") },
    { "lines", N_("Lines: %s, per %s. The table below has the numbers.") },
    { "drawn",
      N_("The picture has the first %s of %s rows: filter the table, or sort it by a column, for others.") },
    { "heat", N_("The stronger the colour, the higher the number.") },
};

/* The source by which a policy allows these texts, put together, and nothing else. */
static char *
source_of(const char *const *parts)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize size = sizeof digest;

    for (; *parts != NULL; parts++)
        g_checksum_update(sum, (const guchar *)*parts, -1);
    g_checksum_get_digest(sum, digest, &size);
    g_autofree char *base64 = g_base64_encode(digest, size);
    return g_strdup_printf("'sha256-%s'", base64);
}

static void
write_policy(StagePage *page, gboolean figures)
{
    g_autofree char *style = source_of(figures ? figures_style : page_style);
    g_autofree char *first = source_of(begin), *last = source_of(script);
    g_autofree char *run = figures ? g_strjoin(" ", first, last, NULL) : g_strdup("'none'");

    fprintf(page->out,
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src %s; "
            "style-src %s; base-uri 'none'; form-action 'none'\">\n",
            run, style);
}

static void
write_parts(StagePage *page, const char *element, const char *const *parts)
{
    fprintf(page->out, "<%s>", element);
    for (; *parts != NULL; parts++)
        fputs(*parts, page->out);
    fprintf(page->out, "</%s>\n", element);
}

void
stage_html_begin(StagePage *page, const char *title, gboolean figures)
{
    fprintf(page->out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
            page->language);
    write_policy(page, figures);
    fputs("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>", page->out);
    stage_html_text(page, title == NULL ? "stage" : title);
    fputs("</title>\n", page->out);
    write_parts(page, "style", figures ? figures_style : page_style);
    if (figures)
        write_parts(page, "script", begin);
    fputs("</head>\n<body", page->out);
    if (figures || page->look->paper)
        fprintf(page->out, " class=\"%s\"", figures ? "figures" : "paper");
    for (gsize i = 0; figures && i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *name = g_strconcat("data-", texts[i].name, NULL);
        stage_html_attribute(page, name, _(texts[i].text));
    }
    fputs(">\n<main>\n", page->out);
}

void
stage_html_end(StagePage *page, gboolean figures)
{
    fputs("</main>\n", page->out);
    if (figures)
        write_parts(page, "script", script);
    fputs("</body>\n</html>\n", page->out);
}
