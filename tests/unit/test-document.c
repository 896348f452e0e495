/* Documents, and how they are printed. */
#include <cjson/cJSON.h>
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "cmd/document.h"
#include "cmd/wrap.h"
#include "report/document.h"

static const StageColumn talk_columns[] = {
    { "id", NULL, STAGE_COLUMN_NUMBER },       { "datum", "date", STAGE_COLUMN_DAY },
    { "aspect", "aspect", STAGE_COLUMN_TEXT }, { "open", "open", STAGE_COLUMN_YESNO },
    { "tekst", "text", STAGE_COLUMN_TEXT },    { NULL },
};
static const StageColumn question_columns[] = {
    { "sleutel", NULL, STAGE_COLUMN_NUMBER },
    { "vraag", "question", STAGE_COLUMN_TEXT },
    { NULL },
};

typedef void (*Print)(StagePage *page, const StageDocument *document);

static char *
printed_as(Print print, const StageDocument *document, gboolean paper, guint width)
{
    const StageDocumentLook look = { .paper = paper };
    char *text = NULL;
    size_t length = 0;
    StagePage page = {
        .out = open_memstream(&text, &length), .look = &look, .language = "nl", .width = width
    };

    print(&page, document);
    fclose(page.out);
    g_assert_cmpuint(strlen(text), ==, length);
    return text;
}

static char *
printed(Print print, const StageDocument *document)
{
    return printed_as(print, document, FALSE, 80);
}

/* A document with a part of every kind, all of whose text is `text`. */
static StageDocument *
document_of(const char *text)
{
    StageDocument *document = stage_document_new(text);
    const StageValue talk[] = { stage_int(7), stage_text("2026-10-01"), stage_text(text), stage_int(1),
                                stage_text(text) };
    const StageValue bare[] = { stage_null(), stage_text("2026-10-02"), stage_null(), stage_int(0),
                                stage_null() };
    const StageValue question[] = { stage_int(1), stage_text(text) };

    stage_document_fact(document, "student", "student", STAGE_COLUMN_TEXT, stage_text(text));
    stage_document_fact(document, "uren", "hours", STAGE_COLUMN_NUMBER, stage_int(320));
    stage_document_fact(document, "leeg", "empty", STAGE_COLUMN_TEXT, stage_null());
    stage_document_fact(document, "stil", NULL, STAGE_COLUMN_YESNO, stage_int(0));
    stage_document_fact(document, "", "for people", STAGE_COLUMN_YESNO, stage_int(1));
    stage_document_rows(document, "tabel", "a table", STAGE_LAYOUT_TABLE, talk_columns, NULL);
    stage_document_row(document, talk);
    stage_document_row(document, bare);
    stage_document_rows(document, "lijst", text, STAGE_LAYOUT_LIST, talk_columns, NULL);
    stage_document_row(document, talk);
    stage_document_row(document, bare);
    stage_document_rows(document, "vragen", "questions", STAGE_LAYOUT_ASK, question_columns, NULL);
    stage_document_row(document, question);
    stage_document_say(document, text);
    stage_document_rows(document, "geen", "nothing here", STAGE_LAYOUT_LIST, talk_columns, "none yet");
    stage_document_rows(document, "weg", "not to be seen", STAGE_LAYOUT_LIST, talk_columns, NULL);
    stage_document_facts(document, "feiten", "neither to be seen");
    stage_document_fact(document, "een", "one", STAGE_COLUMN_TEXT, stage_null());
    return document;
}

/* --- text --- */

static void
test_text(void)
{
    g_autoptr(StageDocument) document = document_of("Zoë\nen Sem");
    g_autofree char *text = printed(stage_page_text, document);

    g_assert_cmpstr(text, ==,
                    "Zoë\\nen Sem\n"
                    "===========\n"
                    "\n"
                    "student     Zoë\n"
                    "            en Sem\n"
                    "hours       320\n"
                    "for people  ja\n"
                    "\n"
                    "a table\n"
                    "date       aspect open text\n"
                    "2026-10-01 Zoë    ja   Zoë\n"
                    "           en Sem      en Sem\n"
                    "2026-10-02        nee  \n"
                    "\n"
                    "Zoë\\nen Sem\n"
                    "- 2026-10-01 Zoë\n"
                    "  en Sem ja: Zoë\n"
                    "  en Sem\n"
                    "- 2026-10-02 nee\n"
                    "\n"
                    "questions\n"
                    "- Zoë\n"
                    "  en Sem\n"
                    "\n"
                    "Zoë\n"
                    "en Sem\n"
                    "\n"
                    "nothing here\n"
                    "none yet\n");
}

static void
test_text_on_paper(void)
{
    g_autoptr(StageDocument) document = stage_document_new(NULL);
    const StageValue question[] = { stage_int(1), stage_text("Wat leerde je?") };

    stage_document_rows(document, "vragen", NULL, STAGE_LAYOUT_ASK, question_columns, NULL);
    stage_document_row(document, question);
    stage_document_row(document, question);
    g_autofree char *text = printed_as(stage_page_text, document, TRUE, 20);
    g_assert_cmpstr(
        text, ==,
        "- Wat leerde je?\n\n  __________________\n\n  __________________\n\n  __________________\n"
        "\n"
        "- Wat leerde je?\n\n  __________________\n\n  __________________\n\n  __________________\n"
        "\f");
}

static void
test_text_fits(void)
{
    g_autoptr(StageDocument) document = document_of("Een lange zin met gewone woorden, en zonder één woord "
                                                    "dat zelf te lang is voor een regel op papier.");

    for (guint width = 48; width <= 120; width += 9) {
        g_autofree char *text = printed_as(stage_page_text, document, FALSE, width);
        g_assert_cmpuint(stage_text_width(text), <=, width);
    }
}

static void
test_wrap(void)
{
    static const struct {
        const char *text;
        guint width;
        const char *wrapped;
    } cases[] = {
        { "", 5, "" },
        { "een twee", 8, "een twee" },
        { "een twee", 7, "een\ntwee" },
        { "een twee", 3, "een\ntwe\ne" },
        { "  in  de  kantlijn", 30, "  in  de  kantlijn" },
        { "een\n\ntwee drie", 5, "een\n\ntwee\ndrie" },
        { "日本語", 4, "日本\n語" },
        { "zie https://example.org/lang", 8, "zie\nhttps://example.org/lang" },
        { "ë e\u0308", 3, "ë e\u0308" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *wrapped = stage_text_wrap(cases[i].text, cases[i].width);
        g_assert_cmpstr(wrapped, ==, cases[i].wrapped);
    }
}

/* --- Markdown --- */

static void
test_markdown(void)
{
    g_autoptr(StageDocument) document = document_of("a|b\n# c");
    g_autofree char *text = printed(stage_page_markdown, document);

    g_assert_cmpstr(text, ==,
                    "# a\\|b\\\\n# c\n"
                    "\n"
                    "- **student**: a\\|b\\\n"
                    "  \\# c\n"
                    "- **hours**: 320\n"
                    "- **for people**: ja\n"
                    "\n"
                    "## a table\n"
                    "\n"
                    "| date | aspect | open | text |\n"
                    "| --- | --- | --- | --- |\n"
                    "| 2026-10-01 | a\\|b<br>\\# c | ja | a\\|b<br>\\# c |\n"
                    "| 2026-10-02 |  | nee |  |\n"
                    "\n"
                    "## a\\|b\\\\n# c\n"
                    "\n"
                    "- 2026-10-01 a\\|b\\\n"
                    "  \\# c ja: a\\|b\\\n"
                    "  \\# c\n"
                    "- 2026-10-02 nee\n"
                    "\n"
                    "## questions\n"
                    "\n"
                    "- a\\|b\\\n"
                    "  \\# c\n"
                    "\n"
                    "a\\|b\\\n"
                    "\\# c\n"
                    "\n"
                    "## nothing here\n"
                    "\n"
                    "none yet\n");
}

static void
test_markdown_escapes(void)
{
    static const struct {
        const char *text, *escaped;
    } cases[] = {
        { "# geen kop", "\\# geen kop\n" },
        { "- geen lijst", "\\- geen lijst\n" },
        { "+ geen lijst", "\\+ geen lijst\n" },
        { "* geen lijst", "\\* geen lijst\n" },
        { "> geen citaat", "\\> geen citaat\n" },
        { "12. geen nummer", "12\\. geen nummer\n" },
        { "12) geen nummer", "12\\) geen nummer\n" },
        { "12 gewoon. En 3.", "12 gewoon. En 3.\n" },
        { "```\ncode", "\\`\\`\\`\\\ncode\n" },
        { "~~~", "\\~\\~\\~\n" },
        { "    code", "&nbsp;&nbsp;&nbsp;&nbsp;code\n" },
        { "  - geen lijst", "&nbsp;&nbsp;\\- geen lijst\n" },
        { "<b>&lt; _nadruk_ [x](y) ![z]", "\\<b\\>\\&lt; \\_nadruk\\_ \\[x\\](y) !\\[z\\]\n" },
        { "kop\n===", "kop\\\n\\===\n" },
        { "kop\n---", "kop\\\n\\---\n" },
        { "hard  \neinde", "hard\\\neinde\n" },
        { "een\n\ntwee", "een\n\ntwee\n" },
        { "een\n   \ntwee", "een\n\ntwee\n" },
        { "een\\", "een\\\\\n" },
        { "zie https://x.nl/a_b en www.x.nl om 12:30", "zie https\\://x.nl/a\\_b en www\\.x.nl om 12:30\n" },
        { "|a|\n|-|", "\\|a\\|\\\n\\|-\\|\n" },
        { "a\x1b[31m", "a\\\\x1b\\[31m\n" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(StageDocument) document = stage_document_new(NULL);
        stage_document_say(document, cases[i].text);
        g_autofree char *text = printed(stage_page_markdown, document);
        g_assert_cmpstr(text, ==, cases[i].escaped);
    }
}

/* --- HTML --- */

/* All tags of a page, in order. */
static char *
tags_of(const char *html)
{
    GString *tags = g_string_new(NULL);

    for (const char *p = strstr(html, "</style>"); *p != '\0'; p++)
        if (*p == '<')
            g_string_append_len(tags, p, (gssize)strcspn(p, ">") + 1);
    return g_string_free(tags, FALSE);
}

static const char *const hostile[] = {
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=y>",
    "&lt;b&gt;",
    "</title></style><b>",
    "<!--",
    "]]>",
    "\x1b]8;;http://x\x07",
    "\u202e",
    "\r",
    "\x7f",
    "\t",
    "\x01",
    "{{x}}",
    "`x`",
    "|",
    "\\",
    "\u2028",
};

static char *
random_text(void)
{
    GString *text = g_string_new("t");

    for (int n = g_test_rand_int_range(0, 5); n >= 0; n--)
        g_string_append(text, hostile[g_test_rand_int_range(0, (gint32)G_N_ELEMENTS(hostile))]);
    return g_string_free(text, FALSE);
}

static void
assert_no_controls(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        g_assert_true(c == '\n' || c == '\t' || (c >= 0x20 && c != 0x7f && c != 0x202e && c != 0x2028));
    }
}

static void
test_html_is_not_moved_by_text(void)
{
    g_autoptr(StageDocument) plain = document_of("tekst");
    g_autofree char *plain_html = printed(stage_page_html, plain);
    g_autofree char *plain_tags = tags_of(plain_html);

    g_assert_nonnull(strstr(plain_html, "<html lang=\"nl\">"));
    g_assert_nonnull(strstr(plain_html, "default-src 'none'"));
    g_assert_null(strstr(plain_html, "not to be seen"));
    g_assert_nonnull(strstr(plain_tags, "<th scope=\"col\" class=\"text\">"));
    for (int i = 0; i < 200; i++) {
        g_autofree char *text = random_text();
        g_autoptr(StageDocument) document = document_of(text);
        g_autofree char *html = printed(stage_page_html, document);
        g_autofree char *tags = tags_of(html);
        g_assert_cmpstr(tags, ==, plain_tags);
        assert_no_controls(html);
    }
}

static void
test_html_lines(void)
{
    g_autoptr(StageDocument) document = stage_document_new("een \"&\" <twee>");

    stage_document_say(document, STAGE_BULLET "eerste");
    stage_document_say(document, STAGE_BULLET "tweede\nregel");
    stage_document_say(document, "einde");
    g_autofree char *html = printed_as(stage_page_html, document, TRUE, 80);
    g_assert_nonnull(strstr(html, "<title>een &quot;&amp;&quot; &lt;twee&gt;</title>"));
    g_assert_nonnull(strstr(html, "<body class=\"paper\">"));
    g_assert_nonnull(
        strstr(html, "<ul>\n<li>eerste</li>\n<li>tweede<br>regel</li>\n</ul>\n<p>einde</p>\n</main>"));
}

/* --- JSON --- */

static void
assert_text(const cJSON *object, const char *key, const char *text)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);

    g_assert_cmpstr(cJSON_GetStringValue(item), ==, text);
}

static const cJSON *
member(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);

    g_assert_nonnull(item);
    return item;
}

static void
test_json(void)
{

    for (int i = 0; i < 50; i++) {
        g_autofree char *text = random_text();
        g_autoptr(StageDocument) document = document_of(text);
        g_autofree char *json = printed(stage_page_json, document);
        cJSON *object = cJSON_Parse(json);
        g_assert_nonnull(object);
        g_assert_true(g_str_has_suffix(json, "}\n"));
        g_assert_cmpint(cJSON_GetArraySize(object), ==, 10);
        assert_text(object, "student", text);
        g_assert_cmpfloat(member(object, "uren")->valuedouble, ==, 320);
        g_assert_true(cJSON_IsNull(member(object, "leeg")));
        g_assert_true(cJSON_IsFalse(member(object, "stil")));
        g_assert_cmpint(cJSON_GetArraySize(member(object, "weg")), ==, 0);
        g_assert_true(cJSON_IsNull(member(member(object, "feiten"), "een")));
        const cJSON *row = cJSON_GetArrayItem(member(object, "lijst"), 0);
        g_assert_cmpint(cJSON_GetArraySize(row), ==, 5);
        g_assert_cmpfloat(member(row, "id")->valuedouble, ==, 7);
        g_assert_true(cJSON_IsTrue(member(row, "open")));
        assert_text(row, "tekst", text);
        cJSON_Delete(object);
    }
}

/* --- reading Markdown --- */

static const StageSection *
section(const StageDocument *document, guint i)
{
    g_assert_cmpuint(i, <, document->sections->len);
    return g_ptr_array_index(document->sections, i);
}

static void
assert_says(const StageSection *of, const char *said)
{
    GString *all = g_string_new(NULL);

    for (guint i = 0; i < of->says->len; i++)
        g_string_append_printf(all, "%s/", (const char *)g_ptr_array_index(of->says, i));
    g_assert_cmpstr(all->str, ==, said);
    g_string_free(all, TRUE);
}

static void
test_from_markdown(void)
{
    g_autoptr(StageDocument)
        document = stage_document_from_markdown("\n# Titel \nEen alinea\nvan twee regels.\n\nEn nog een.\n## "
                                                "Kop\n- een\n  en verder\n- twee\n### geen kop\n\n"
                                                "#geen\n##\n-geen\n- \n# Later een kop\n  - geen item\n");

    g_assert_cmpstr(document->title, ==, "Titel");
    g_assert_cmpuint(document->sections->len, ==, 3);
    g_assert_null(section(document, 0)->title);
    assert_says(section(document, 0), "Een alinea van twee regels./En nog een./");
    g_assert_cmpstr(section(document, 1)->title, ==, "Kop");
    assert_says(section(document, 1), "• een en verder/• twee ### geen kop/#geen ## -geen -/");
    g_assert_cmpstr(section(document, 2)->title, ==, "Later een kop");
    assert_says(section(document, 2), "- geen item/");
}

static void
test_from_odd_markdown(void)
{
    static const struct {
        const char *text, *title;
        guint sections;
    } cases[] = {
        { "", NULL, 1 },        { "\n\n", NULL, 1 },
        { "tekst", NULL, 1 },   { "# ", NULL, 1 },
        { "## Kop", NULL, 2 },  { "tekst\n# Kop", NULL, 2 },
        { "# A\n# B", "A", 2 }, { "# <b>&\x1b", "<b>&\x1b", 1 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(StageDocument) document = stage_document_from_markdown(cases[i].text);
        g_assert_cmpstr(document->title, ==, cases[i].title);
        g_assert_cmpuint(document->sections->len, ==, cases[i].sections);
    }
}

static guint
count_words(const char *text)
{
    guint words = 0;

    for (const char *p = text; p != NULL && (p = strstr(p, "woord")) != NULL; p++)
        words++;
    return words;
}

/* Whatever stands in it, all words are kept, and no printer is upset. */
static void
test_from_any_markdown(void)
{
    static const char *const pieces[] = { "# ", "## ", "- ", "\n", "\n\n", " ", "woord",  "#",
                                          "-",  "• ",  "|",  "\t", "<b>",  "é", "\x1b[1m" };
    static const Print prints[] = { stage_page_text, stage_page_markdown, stage_page_html, stage_page_json };

    for (int i = 0; i < 2000; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int n = g_test_rand_int_range(0, 30); n > 0; n--)
            g_string_append(text, pieces[g_test_rand_int_range(0, (gint32)G_N_ELEMENTS(pieces))]);
        g_autoptr(StageDocument) document = stage_document_from_markdown(text->str);
        guint kept = count_words(document->title);
        for (guint s = 0; s < document->sections->len; s++) {
            kept += count_words(section(document, s)->title);
            for (guint p = 0; p < section(document, s)->says->len; p++)
                kept += count_words(g_ptr_array_index(section(document, s)->says, p));
        }
        g_assert_cmpuint(kept, ==, count_words(text->str));
        for (gsize f = 0; f < G_N_ELEMENTS(prints); f++) {
            g_autofree char *any = printed(prints[f], document);
            assert_no_controls(any);
        }
    }
}

int
main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8"); /* libsmartcols measures in that of the locale */
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/document/text", test_text);
    g_test_add_func("/document/text/paper", test_text_on_paper);
    g_test_add_func("/document/text/fits", test_text_fits);
    g_test_add_func("/document/wrap", test_wrap);
    g_test_add_func("/document/markdown", test_markdown);
    g_test_add_func("/document/markdown/escapes", test_markdown_escapes);
    g_test_add_func("/document/html/hostile", test_html_is_not_moved_by_text);
    g_test_add_func("/document/html/lines", test_html_lines);
    g_test_add_func("/document/json", test_json);
    g_test_add_func("/document/from-markdown", test_from_markdown);
    g_test_add_func("/document/from-markdown/odd", test_from_odd_markdown);
    g_test_add_func("/document/from-markdown/any", test_from_any_markdown);
    return g_test_run();
}
