#include "test.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"

typedef struct {
    const char *text, *expected;
} Pair;

static void
each(const Pair *pairs, gsize n, char *(*function)(const char *))
{
    for (gsize i = 0; i < n; i++) {
        g_autofree char *got = function(pairs[i].text);
        g_assert_cmpstr(got, ==, pairs[i].expected);
    }
}

static void
fold(void)
{
    static const Pair pairs[] = {
        { "Zoë van 't Hof", "zoe van t hof" },
        { "Zoe\u0308 van \u2019t Hof", "zoe van t hof" },
        { "ÇELİK", "celik" },
        { "Çelik", "celik" },
        { "IJsbrand", "ijsbrand" },
        { "\u0132sbrand", "ijsbrand" },
        { "d'Ancona", "dancona" },
        { "d`Ancona", "dancona" },
        { "Søren Łuczak", "soren luczak" },
        { "Straße", "strasse" },
        { "STRAẞE", "strasse" },
        { "Æsir Œuvre Þór Đặng", "aesir oeuvre thor dang" },
        { "Hof-Smit, J.P.", "hof smit j p" },
        { "  a \u00a0 b\t\n", "a b" },
        { "...", "" },
        { "", "" },
        { "a\u200bb\u202ec", "abc" },
        { "\ufb01x", "fix" },
        { "Ωμέγα", "ωμεγα" },
        { "Иван", "иван" },
        { "0012", "0012" },
    };
    static const Pair tight[] = {
        { "E-mail adres", "emailadres" },
        { "BPV-begeleider", "bpvbegeleider" },
        { "Naam (student)", "naamstudent" },
        { "\ufeffNaam", "naam" },
        { " ", "" },
    };

    each(pairs, G_N_ELEMENTS(pairs), stage_fold);
    each(tight, G_N_ELEMENTS(tight), stage_fold_tight);
}

static const char *const broken[] = { "\xff",         "a\xc3",    "\xe2\x82",
                                      "\xed\xa0\x80", "\xc0\x80", "\xf5\x80\x80\x80",
                                      "2\xca",        "\x80",     "Zo\xeb",
                                      "\xfd",         "a\xfc" };

/* At the very end of what may be read: a step over the end of the text is a fault then, wherever it is made.
 */
static void
fold_broken(void)
{
    gsize page = (gsize)sysconf(_SC_PAGESIZE);
    char *memory = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    g_assert_true(memory != MAP_FAILED && mprotect(memory + page, page, PROT_NONE) == 0);
    for (gsize i = 0; i < G_N_ELEMENTS(broken); i++) {
        gsize size = strlen(broken[i]) + 1;
        const char *text = memcpy(memory + page - size, broken[i], size);
        g_autofree char *key = stage_fold(text), *tight = stage_fold_tight(text);
        g_autofree char *shown = stage_visible(text), *tidy = stage_squeeze(text);
        g_assert_cmpstr(key, ==, "");
        g_assert_cmpstr(tight, ==, "");
        g_assert_true(!stage_is_visible(text) && *shown != '\0' && *tidy != '\0');
    }
    munmap(memory, 2 * page);
}

/* Each way in which an apostrophe is typed; the acute accent is taken apart into a space and a mark. */
static void
apostrophes(void)
{
    static const Pair pairs[] = {
        { "d\u2018Ancona", "dancona" },
        { "d\u02bcAncona", "dancona" },
        { "d\u00b4Ancona", "dancona" },
    };

    each(pairs, G_N_ELEMENTS(pairs), stage_fold);
}

/* White space of any kind parts words. */
static void
white_space(void)
{
    static const char *const blanks[] = { " ", "\t", "\n", "\r\n", "\u00a0", "\u2003", "\u2028", "\xc2\x85" };

    for (gsize i = 0; i < G_N_ELEMENTS(blanks); i++) {
        g_autofree char *text = g_strconcat("Zoë", blanks[i], "Hof", NULL), *key = stage_fold(text);
        g_assert_cmpstr(key, ==, "zoe hof");
    }
}

static void
visible(void)
{
    static const Pair pairs[] = {
        { "", "" },
        { "Zoë – “x”", "Zoë – “x”" },
        { "\x1b[31mrood", "\\x1b[31mrood" },
        { "a\nb\tc\rd", "a\\nb\\tc\\x0dd" },
        { "\x7f", "\\x7f" },
        { "\xc2\x85\xc2\x9b", "\\u0085\\u009b" },
        { "\u202egnp.exe", "\\u202egnp.exe" },
        { "\u2066\u2069\u200f\u061c", "\\u2066\\u2069\\u200f\\u061c" },
        { "\u2028\u2029", "\\u2028\\u2029" },
        { "\ufeffx\u200b", "\\ufeffx\\u200b" },
        { "\U000e0041", "\\ue0041" },
        { "a\xff\xc3", "a\\xff\\xc3" },
        { "Zo\xeb", "Zo\\xeb" },
        { "\xed\xa0\x80", "\\xed\\xa0\\x80" },
        { "日本 😀", "日本 😀" },
    };

    each(pairs, G_N_ELEMENTS(pairs), stage_visible);
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_assert_true(stage_is_visible(pairs[i].expected));
        g_assert_true(stage_is_visible(pairs[i].text) == (strcmp(pairs[i].text, pairs[i].expected) == 0));
    }
}

static char *
random_bytes(void)
{
    static const char *const parts[] = { "a",      "é",       "\u202e", "\x1b",     "\xff", "\xc3",
                                         "\u00a0", " ",       "\u2003", "'",        "Z",    "\n",
                                         "😀",      "e\u0301", "-",      "\xe2\x80", "\x8e" };
    GString *text = g_string_new(NULL);

    for (int n = g_test_rand_int_range(0, 30); n > 0; n--)
        if (test_chance(50))
            g_string_append_c(text, (char)g_test_rand_int_range(1, 256));
        else
            g_string_append(text, test_any(parts));
    return g_string_free(text, FALSE);
}

/* What holds for any bytes at all. */
static void
any_bytes(void)
{
    for (guint i = 0; i < 50000; i++) {
        g_autofree char *text = random_bytes(), *shown = stage_visible(text), *tidy = stage_squeeze(text);
        g_assert_true(g_utf8_validate(shown, -1, NULL));
        g_assert_true(stage_is_visible(shown));
        g_assert_true(stage_is_visible(text) == (strcmp(text, shown) == 0));
        g_assert_true(*text == '\0' || stage_check_line(text, "x", NULL) == stage_is_visible(text));
        g_autofree char *key = stage_fold(text), *same = stage_fold(key), *tight = stage_fold_tight(text);
        if (!g_utf8_validate(text, -1, NULL)) {
            g_assert_false(stage_check_note(text, "x", NULL));
            g_assert_true(*key == '\0' && *tight == '\0');
            continue;
        }
        g_autofree char *tidier = stage_squeeze(tidy);
        g_assert_cmpstr(tidier, ==, tidy);
        g_assert_cmpstr(same, ==, key);
        g_auto(GStrv) words = g_strsplit(key, " ", -1);
        g_autofree char *joined = g_strjoinv("", words);
        g_assert_cmpstr(joined, ==, tight);
    }
}

static void
squeeze(void)
{
    static const Pair pairs[] = {
        { "", "" },          { " \t ", "" }, { "a", "a" }, { "  a  b  ", "a b" }, { "a\u00a0\u2003b", "a b" },
        { "a\r\nb", "a b" },
    };

    each(pairs, G_N_ELEMENTS(pairs), stage_squeeze);
}

/* Broken bytes stay where they are, and what parts them too. */
static void
squeeze_broken(void)
{
    static const Pair pairs[] = { { "\xff  \xff", "\xff \xff" }, { " a \xc3", "a \xc3" } };

    each(pairs, G_N_ELEMENTS(pairs), stage_squeeze);
}

static void
check(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *most = g_strnfill(STAGE_LINE_MAX, 'x'), *more = g_strnfill(STAGE_LINE_MAX + 1, 'x');
    g_autofree char *note = g_strnfill(STAGE_NOTE_MAX, 'x'), *too_long = g_strnfill(STAGE_NOTE_MAX + 1, 'x');
    static const char *const bad[] = { "", "a\x1b", "\u202e", "a\xc2\x85", "\x7f", "\ufeff" };

    test_done(stage_check_line(most, "x", &error), &error);
    test_failed(stage_check_line(more, "x", &error), &error, STAGE_ERROR_BAD_INPUT);
    test_done(stage_check_note(note, "x", &error), &error);
    test_failed(stage_check_note(too_long, "x", &error), &error, STAGE_ERROR_BAD_INPUT);
    test_failed(stage_check_line("a\nb", "x", &error), &error, STAGE_ERROR_BAD_INPUT);
    test_failed(stage_check_line("a\tb", "x", &error), &error, STAGE_ERROR_BAD_INPUT);
    test_done(stage_check_note("a\n\tb", "x", &error), &error);
    test_failed(stage_check_note("a\rb", "x", &error), &error, STAGE_ERROR_BAD_INPUT);
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        test_failed(stage_check_line(bad[i], "x", &error), &error, STAGE_ERROR_BAD_INPUT);
        test_failed(stage_check_note(bad[i], "x", &error), &error, STAGE_ERROR_BAD_INPUT);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(broken); i++)
        test_failed(stage_check_note(broken[i], "x", &error), &error, STAGE_ERROR_BAD_INPUT);
    g_assert_false(stage_check_line("ab\xff", "the klas", &error));
    g_assert_nonnull(strstr(error->message, "the klas"));
    g_assert_nonnull(strstr(error->message, "byte 3"));
}

/* The definition, tried in every way. */
static guint
plain_distance(const char *one, gsize n, const char *other, gsize m)
{
    if (n == 0 || m == 0)
        return (guint)(n + m);
    guint best = plain_distance(one, n - 1, other, m - 1) + (one[n - 1] == other[m - 1] ? 0 : 1);
    best = MIN(best, plain_distance(one, n - 1, other, m) + 1);
    best = MIN(best, plain_distance(one, n, other, m - 1) + 1);
    if (n > 1 && m > 1 && one[n - 1] == other[m - 2] && one[n - 2] == other[m - 1])
        best = MIN(best, plain_distance(one, n - 2, other, m - 2) + 1);
    return best;
}

static void
random_word(char out[8])
{
    int n = g_test_rand_int_range(0, 7);

    for (int i = 0; i < n; i++)
        out[i] = (char)('a' + g_test_rand_int_range(0, 3));
    out[n] = '\0';
}

static void
distance(void)
{
    g_autofree char *long_word = g_strnfill(63, 'a'), *longer = g_strnfill(64, 'a');

    for (guint i = 0; i < 2000; i++) {
        char one[8], other[8];
        random_word(one);
        random_word(other);
        guint expected = plain_distance(one, strlen(one), other, strlen(other));
        g_assert_cmpuint(stage_distance(one, other), ==, expected);
        g_assert_cmpuint(stage_distance(other, one), ==, expected);
    }
    g_assert_cmpuint(stage_distance(long_word, ""), ==, 63);
    g_assert_cmpuint(stage_distance(long_word, long_word), ==, 0);
    g_assert_cmpuint(stage_distance(longer, long_word), ==, 64);
    g_assert_cmpuint(stage_distance("", longer), ==, 64);
}

static void
nearest(void)
{
    static const char *const names[] = { "gesprek", "student", "docent", "import", NULL };
    static const char *const none[] = { NULL };

    g_assert_cmpstr(stage_nearest("studnet", names), ==, "student");
    g_assert_cmpstr(stage_nearest("gesprk", names), ==, "gesprek");
    g_assert_cmpstr(stage_nearest("docenten", names), ==, "docent");
    g_assert_cmpstr(stage_nearest("import", names), ==, "import");
    g_autofree char *long_one = g_strnfill(200, 'x');
    g_assert_null(stage_nearest(long_one, names));
    g_assert_null(stage_nearest("xyz", names));
    g_assert_null(stage_nearest("", names));
    g_assert_null(stage_nearest("student", none));
    for (guint i = 0; i < 2000; i++) { /* against every name */
        char words[4][8];
        const char *list[4] = { NULL };
        for (guint w = 0; w < 4; w++)
            random_word(words[w]);
        for (guint w = 0; w < 3; w++)
            list[w] = words[w + 1];
        const char *best = NULL;
        for (guint w = 0; w < 3; w++) {
            guint away = stage_distance(words[0], list[w]);
            if (away * 3 <= MAX(strlen(words[0]), strlen(list[w])) &&
                (best == NULL || away < stage_distance(words[0], best)))
                best = list[w];
        }
        g_assert_true(stage_nearest(words[0], list) == best);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/fold", fold);
    g_test_add_func("/text/visible", visible);
    g_test_add_func("/text/any-bytes", any_bytes);
    g_test_add_func("/text/squeeze", squeeze);
    g_test_add_func("/text/check", check);
    g_test_add_func("/text/distance", distance);
    g_test_add_func("/text/nearest", nearest);
    g_test_add_func("/text/squeeze-broken", squeeze_broken);
    g_test_add_func("/text/white-space", white_space);
    g_test_add_func("/text/apostrophes", apostrophes);
    g_test_add_func("/text/fold-broken", fold_broken);
    return g_test_run();
}
