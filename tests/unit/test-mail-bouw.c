/* Messages that are built: whatever goes in, what comes out is one message with the headers that it should
 * have, in lines that every relay passes. */
#include "test.h"

#include <string.h>

#include "base/text.h"
#include "mail/adres.h"
#include "mail/brief.h"
#include "mail/opmaak.h"

static const StageMail plain = {
    .from = "stage@example.org",
    .from_name = "Stagebureau",
    .to = "ria@example.org",
    .to_name = "Ria Smit",
    .subject = "Een vraag",
    .text = "Dag Ria,\n\nHoe gaat het?\n",
    .language = "nl",
    .message_id = "een@example.org",
    .date = 1795428000,
    .automatic = TRUE,
};

/* --- addresses --- */

static void
addresses(void)
{
    static const struct {
        const char *address, *ascii;
    } each[] = {
        { "ria@example.org", "ria@example.org" },
        { "R.I.A+x@EXAMPLE.org", "R.I.A+x@example.org" },
        { "o'brien@example.org", "o'brien@example.org" },
        { "ria@b\u00e4ckerei.example", "ria@xn--bckerei-5wa.example" },
        { "ria@localhost", "ria@localhost" },
        { "ria@\uff45xample.org", "ria@example.org" },
        { "", NULL },
        { "ria", NULL },
        { "@", NULL },
        { "ria@", NULL },
        { "@example.org", NULL },
        { "ria@@example.org", NULL },
        { "ria@x@example.org", NULL },
        { "ria\uff20x@example.org", NULL },
        { "zo\u00eb@example.org", NULL },
        { "ria@example.org.", NULL },
        { "ria@.example.org", NULL },
        { "ria@exa_mple.org", NULL },
        { "ria@example.org\n", NULL },
        { "ria@example.org ", NULL },
        { " ria@example.org", NULL },
        { "ria@example.org\u2028x", NULL },
        { "ria@\xff.org", NULL },
        { "-ria@example.org", NULL },
        { "\"ria\"@example.org", NULL },
        { "ria(x)@example.org", NULL },
        { "a,b@example.org", NULL },
        { "a;b@example.org", NULL },
        { "a:b@example.org", NULL },
        { "a\\b@example.org", NULL },
        { "<a@example.org>", NULL },
        { "a\tb@example.org", NULL },
        { "a\x7f@example.org", NULL },
        { "\u202eria@example.org", NULL },
        { NULL, NULL },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(each); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *ascii = stage_adres_ascii(each[i].address, "the recipient", &error);
        g_assert_cmpstr(ascii, ==, each[i].ascii);
        g_assert_true((ascii == NULL) == (error != NULL));
        if (error == NULL)
            continue;
        g_assert_error(error, STAGE_ERROR, STAGE_ERROR_BAD_INPUT);
        g_assert_true(stage_is_visible(error->message));
    }
}

/* The limits of RFC 5321, 4.5.3.1, to the byte. */
static void
lengths_of_addresses(void)
{
    for (gsize local = 63; local <= 66; local++)
        for (gsize label = 62; label <= 64; label++)
            for (gsize last = 55; last <= 63; last++) {
                g_autofree char *l = g_strnfill(local, 'a'), *d = g_strnfill(label, 'b');
                g_autofree char *e = g_strnfill(last, 'c');
                g_autofree char *address = g_strdup_printf("%s@%s.%s.%s", l, d, d, e);
                g_autofree char *ascii = stage_adres_ascii(address, "x", NULL);
                g_assert_true((ascii != NULL) == (local <= 64 && label <= 63 && strlen(address) <= 254));
            }
}

/* --- the text, flowed --- */

/* RFC 3676, 4.2: the lines that a reader sees. */
static char *
unflow(const char *flowed)
{
    g_auto(GStrv) lines = g_strsplit(flowed, "\n", -1);
    GString *out = g_string_new(NULL);

    for (char **line = lines; *line != NULL && line[1] != NULL; line++) {
        const char *text = **line == ' ' ? *line + 1 : *line;
        g_assert_true(**line != '>' && !g_str_has_prefix(*line, "From "));
        g_string_append(out, text);
        if (!g_str_has_suffix(text, " ") || strcmp(text, "-- ") == 0)
            g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

/* What a text is when no line ends in white space, but for a signature's, and the last has its end. */
static char *
tidy(const char *text)
{
    gboolean ended = *text == '\0' || g_str_has_suffix(text, "\n");
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (char **line = lines; *line != NULL; line++)
        if (strcmp(*line, "-- ") != 0)
            g_strchomp(*line);
    g_autofree char *joined = g_strjoinv("\n", lines);
    return g_strconcat(joined, ended ? "" : "\n", NULL);
}

static char *
random_text(void)
{
    static const char *const pieces[] = { "a",
                                          "een ",
                                          "woord ",
                                          " ",
                                          "\n",
                                          "\n\n",
                                          "> ",
                                          "From ",
                                          ".",
                                          "-- ",
                                          "- ",
                                          "\t",
                                          "\u00e9\u00e9",
                                          "\u5173",
                                          "<b>",
                                          "&",
                                          "=?",
                                          "1. ",
                                          "--=_",
                                          "=",
                                          "e\u0301",
                                          "\U0001f393 ",
                                          "hottentottententententoonstellingsmakersopleidingsinstituut ",
                                          "en nog wat woorden achter elkaar die een regel vullen " };
    GString *text = g_string_new(NULL);

    for (gint32 n = g_test_rand_int_range(0, 120); n > 0; n--)
        g_string_append(text, test_any(pieces));
    return g_string_free(text, FALSE);
}

static gsize
columns(const char *line)
{
    gsize width = 0;

    for (const char *p = line; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        width += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return width;
}

/* Only a line of one word is longer than it should be. */
static void
check_widths(const char *flowed)
{
    g_auto(GStrv) lines = g_strsplit(flowed, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        g_autofree char *words = g_strstrip(g_strdup(*line));
        const char *rest = g_str_has_prefix(words, "-- ") ? words + 3 : words;
        if (columns(*line) > 73) /* with the space that stuffs it */
            g_assert_null(strchr(rest, ' '));
    }
}

static void
flowed_and_back(void)
{
    for (int i = 0; i < 3000; i++) {
        g_autofree char *text = random_text(), *expected = tidy(text);
        g_autofree char *flowed = stage_opmaak_flowed(text), *back = unflow(flowed);
        g_assert_cmpstr(back, ==, expected);
        check_widths(flowed);
    }
}

static void
flowed_as_written(void)
{
    static const struct {
        const char *text, *flowed;
    } each[] = {
        { "", "" },
        { "\n", "\n" },
        { "a", "a\n" },
        { "a \n", "a\n" },
        { "-- \nx", "-- \nx\n" },
        { " a\n>b\nFrom c\nfrom d\n", "  a\n >b\n From c\nfrom d\n" },
        { "1234567890 1234567890 1234567890 1234567890 1234567890 1234567890 12345 x",
          "1234567890 1234567890 1234567890 1234567890 1234567890 1234567890 12345 \nx\n" },
        { "  1234567890123456789012345678901234567890123456789012345678901234567890123456789 x",
          "   1234567890123456789012345678901234567890123456789012345678901234567890123456789 \nx\n" },
        { "1234567890 1234567890 1234567890 1234567890 1234567890 1234567890 1234",
          "1234567890 1234567890 1234567890 1234567890 1234567890 1234567890 1234\n" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(each); i++) {
        g_autofree char *flowed = stage_opmaak_flowed(each[i].text);
        g_assert_cmpstr(flowed, ==, each[i].flowed);
    }
}

/* --- the text, as a page --- */

static void
page_as_written(void)
{
    static const struct {
        const char *text, *body;
    } each[] = {
        { "", "" },
        { "a\nb\n\n\nc\n", "<p>a<br>\nb</p>\n<p>c</p>\n" },
        { "x:\n- a\n- b\n  c\ny\n", "<p>x:</p>\n<ul>\n<li>a</li>\n<li>b<br>\n  c</li>\n</ul>\n<p>y</p>\n" },
        { "1. Wat?\n2. Hoe?\n", "<p>1. Wat?<br>\n2. Hoe?</p>\n" },
        { "<b>&\"'", "<p>&lt;b&gt;&amp;&quot;'</p>\n" },
        { "- a\n\n- b\n", "<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>\n" },
        { "https://example.org/", "<p>https://example.org/</p>\n" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(each); i++) {
        g_autofree char *page = stage_opmaak_html(each[i].text, "<t>", "nl");
        g_autofree char *expected = g_strconcat(
            "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<title>&lt;t&gt;</title>\n</head>\n<body>\n",
            each[i].body, "</body>\n</html>\n", NULL);
        g_assert_cmpstr(page, ==, expected);
    }
}

/* --- the whole --- */

/* The names that there may be, each once. */
static void
check_head(const char *head)
{
    static const char *const names[] = { "Date",
                                         "From",
                                         "Reply-To",
                                         "Subject",
                                         "To",
                                         "Message-Id",
                                         "In-Reply-To",
                                         "References",
                                         "MIME-Version",
                                         "Content-Language",
                                         "Auto-Submitted",
                                         "X-Auto-Response-Suppress",
                                         "Content-Type",
                                         NULL };
    g_auto(GStrv) lines = g_strsplit(head, "\r\n", -1);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (char **line = lines; *line != NULL; line++) {
        const char *colon = strchr(*line, ':');
        if (**line == ' ' || **line == '\t')
            continue;
        g_assert_nonnull(colon);
        char *name = g_strndup(*line, (gsize)(colon - *line));
        g_assert_true(g_strv_contains(names, name));
        g_assert_true(g_hash_table_add(seen, name));
    }
}

static void
check_message(GBytes *bytes)
{
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    g_autofree char *text = g_strndup(data, length);

    g_assert_cmpuint(strlen(text), ==, length);
    g_assert_true(g_str_is_ascii(text));
    g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        g_assert_cmpuint(strlen(*line), <=, 998);
        g_assert_null(strpbrk(*line, "\r\n"));
    }
    char *body = strstr(text, "\r\n\r\n");
    g_assert_nonnull(body);
    *body = '\0';
    check_head(text);
    /* Three lines of boundary, and no more. */
    char *begin = strstr(text, "boundary=\"") + strlen("boundary=\"");
    *strchr(begin, '"') = '\0';
    g_auto(GStrv) parts = g_strsplit(body + 4, begin, -1);
    g_assert_cmpuint(g_strv_length(parts), ==, 4);
}

static char *
random_line(void)
{
    static const char *const pieces[] = { "a",
                                          " ",
                                          "\"",
                                          ",",
                                          "<",
                                          ">",
                                          "@",
                                          "example.org",
                                          "\\",
                                          ";",
                                          ":",
                                          "(",
                                          ")",
                                          "=?utf-8?q?x?=",
                                          "=?",
                                          "?=",
                                          "\u00e9",
                                          "\u5173",
                                          "\U0001f393",
                                          "\u0645",
                                          "Bcc: x@example.org",
                                          "abcdefghijklmnopqrstuvwxyz",
                                          "_",
                                          "=",
                                          "\n",
                                          "\r",
                                          "\r\n",
                                          "\x1b",
                                          "\x7f",
                                          "\xc3",
                                          "\u202e",
                                          "\xc2\x85" };
    GString *text = g_string_new(NULL);
    gsize n = test_chance(80) ? G_N_ELEMENTS(pieces) - 8 : G_N_ELEMENTS(pieces);

    for (gint32 left = g_test_rand_int_range(0, 60); left > 0; left--)
        g_string_append(text, pieces[g_test_rand_int_range(0, (gint32)n)]);
    return g_string_free(text, FALSE);
}

static void
anything(void)
{
    guint built = 0;

    for (int i = 0; i < 3000; i++) {
        g_autofree char *name = random_line(), *other = random_line(), *text = random_text();
        const char *references[] = { "oud@example.org", other, NULL };
        StageMail mail = plain;
        g_autoptr(GError) error = NULL;
        mail.text = text;
        mail.to_name = name;
        if (test_chance(70))
            mail.subject = other;
        if (test_chance(5))
            mail.to = other;
        if (test_chance(5))
            mail.reply_to = other;
        if (test_chance(5))
            mail.message_id = other;
        if (test_chance(5))
            mail.references = references;
        if (test_chance(3))
            mail.language = other;
        g_autoptr(GBytes) bytes = stage_mail_build(&mail, &error);
        if (bytes == NULL) {
            g_assert_error(error, STAGE_ERROR, STAGE_ERROR_BAD_INPUT);
            g_assert_true(stage_is_visible(error->message));
            continue;
        }
        built++;
        check_message(bytes);
        g_autoptr(GBytes) again = stage_mail_build(&mail, NULL);
        g_assert_true(g_bytes_equal(bytes, again));
        g_assert_true(stage_is_visible(name));
    }
    g_assert_cmpuint(built, >, 1000);
}

/* Somebody who knows which identifier comes writes what would end the part. */
static void
boundary_in_the_text(void)
{
    StageMail mail = plain;
    g_autoptr(GBytes) first = stage_mail_build(&mail, NULL);
    g_autofree char *text = g_strndup(g_bytes_get_data(first, NULL), g_bytes_get_size(first));
    char *begin = strstr(text, "boundary=\"") + strlen("boundary=\"");

    *strchr(begin, '"') = '\0';
    g_autofree char *evil = g_strdup_printf("Dag\n--%s\nContent-Type: text/html\n\n<b>x</b>\n--%s--\n", begin,
                                            begin);
    mail.text = evil;
    g_autoptr(GBytes) bytes = stage_mail_build(&mail, NULL);
    check_message(bytes);
}

static void
dates(void)
{
    static const gint64 each[] = { G_MININT64, G_MAXINT64, 253402300800 };

    for (gsize i = 0; i < G_N_ELEMENTS(each); i++) {
        g_autoptr(GError) error = NULL;
        StageMail mail = plain;
        mail.date = each[i];
        g_autoptr(GBytes) bytes = stage_mail_build(&mail, &error);
        g_assert_null(bytes);
        g_assert_error(error, STAGE_ERROR, STAGE_ERROR_BAD_INPUT);
    }
}

/* A long thread is told by its first message and its last ones. */
static void
long_thread(void)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    StageMail mail = plain;

    for (int i = 0; i < 100; i++)
        g_ptr_array_add(ids, g_strdup_printf("oud.%d@example.org", i));
    g_ptr_array_add(ids, NULL);
    mail.references = (const char *const *)ids->pdata;
    g_autoptr(GBytes) bytes = stage_mail_build(&mail, NULL);
    check_message(bytes);
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_assert_nonnull(strstr(text, "\r\nIn-Reply-To: <oud.99@example.org>\r\n"));
    g_assert_nonnull(strstr(text, "\r\nReferences: <oud.0@example.org>"));
    g_assert_null(strstr(text, "<oud.60@example.org>"));
    g_assert_nonnull(strstr(text, "<oud.61@example.org>"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail-bouw/addresses", addresses);
    g_test_add_func("/mail-bouw/lengths-of-addresses", lengths_of_addresses);
    g_test_add_func("/mail-bouw/flowed-as-written", flowed_as_written);
    g_test_add_func("/mail-bouw/flowed-and-back", flowed_and_back);
    g_test_add_func("/mail-bouw/page-as-written", page_as_written);
    g_test_add_func("/mail-bouw/anything", anything);
    g_test_add_func("/mail-bouw/boundary-in-the-text", boundary_in_the_text);
    g_test_add_func("/mail-bouw/dates", dates);
    g_test_add_func("/mail-bouw/long-thread", long_thread);
    return g_test_run();
}
