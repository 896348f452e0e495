/* Notes that are too short, and words that are not for a file. */
#include "test.h"

#include <string.h>

#include "base/text.h"
#include "rules/kwaliteit.h"

/* --- too short --- */

static void
too_short(void)
{
    static const char *const shorts[] = {
        "",
        " \n\t",
        "...",
        "goed",
        "Gaat prima!",
        "ok",
        "deed intake van bewoner", /* four words */
        "Alles gaat nog steeds gewoon goed.",
        "Geen bijzonderheden, het loopt prima.",
        "Het gaat heel erg goed, hoor, prima.",
        "GAAT GOED, GAAT GOED, GAAT GOED",
    };
    static const char *const longs[] = {
        "deed de intake van een bewoner",
        "Telde drie weken de kassa",
        "Het gaat goed omdat zij vraagt",
        "één twéé drié viér víjf",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(shorts); i++)
        if (!stage_kwaliteit_is_short(shorts[i]))
            g_error("'%s' is not short", shorts[i]);
    for (gsize i = 0; i < G_N_ELEMENTS(longs); i++)
        if (stage_kwaliteit_is_short(longs[i]))
            g_error("'%s' is short", longs[i]);
}

/* --- words --- */

static const char some[] = "# A list of our own.\n"
                           "[gezondheid]\n"
                           "woorden=adhd|depressie*|ziek gemeld|ziek|ziek*|burn-out|in therapie*\n"
                           "[geloof]\n"
                           "woorden = moskee* | draagt een hoofddoek|hoofddoek|Atheïst*\n";

static StageWoorden *
read_words(const char *text)
{
    g_autoptr(GError) error = NULL;
    StageWoorden *woorden = stage_woorden_new();

    test_done(stage_woorden_read(woorden, text, "woorden.ini", &error), &error);
    return woorden;
}

/* What was found as "gezondheid: ziek gemeld; geloof: …". */
static char *
found_in(const StageWoorden *woorden, const char *text)
{
    g_autoptr(GPtrArray) found = stage_woorden_find(woorden, text);
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < found->len; i++) {
        const StageWoordVondst *vondst = g_ptr_array_index(found, i);
        g_string_append_printf(out, "%s%s: %s", i > 0 ? "; " : "", vondst->groep, vondst->woorden);
    }
    return g_string_free(out, FALSE);
}

static void
finds(void)
{
    static const char *const cases[][2] = {
        { "", "" },
        { "Deelt medicatie op de afdeling in het ziekenhuis", "gezondheid: ziekenhuis" },
        { "Heeft ADHD.", "gezondheid: adhd" },
        { "Madhd en adhdx, geen van beide", "" },
        { "Sem is ziek gemeld, en nog eens ziek", "gezondheid: ziek gemeld; gezondheid: ziek" },
        { "Ziek. Ziek! ZIEK", "gezondheid: ziek" },
        { "Was depress", "" },
        { "Dépressies, depressieve buien", "gezondheid: depressies; gezondheid: depressieve" },
        { "burn-out of burn out, niet burnout", "gezondheid: burn out" },
        { "Draagt een hoofddoek naar de moskee", "geloof: draagt een hoofddoek; geloof: moskee" },
        { "draagt een hoed, of\neen\thoofddoek", "geloof: hoofddoek" },
        { "draagt een hoofddoekje", "" },
        { "atheïstisch", "geloof: atheistisch" },
        { "is in therapiegroep nu", "gezondheid: in therapiegroep" },
        { "in in therapie", "gezondheid: in therapie" },
        { "ziek gemel", "gezondheid: ziek" },
    };
    g_autoptr(StageWoorden) woorden = read_words(some);

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = found_in(woorden, cases[i][0]);
        g_assert_cmpstr(found, ==, cases[i][1]);
    }
}

/* A later file's group takes the place of the earlier one's; the other groups stay. */
static void
files(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(StageWoorden) woorden = read_words(some);
    static const char text[] = "adhd, moskee, pollenallergie";
    g_autofree char *before = found_in(woorden, text);

    g_assert_cmpstr(before, ==, "gezondheid: adhd; geloof: moskee");
    test_done(stage_woorden_read(woorden, "[gezondheid]\nwoorden=pollen*\n", "eigen.ini", &error), &error);
    g_autofree char *after = found_in(woorden, text);
    g_assert_cmpstr(after, ==, "geloof: moskee; gezondheid: pollenallergie");
    test_done(stage_woorden_read(woorden, "[geloof]\nwoorden=\n", "eigen.ini", &error), &error);
    g_autofree char *off = found_in(woorden, text);
    g_assert_cmpstr(off, ==, "gezondheid: pollenallergie");
    test_done(stage_woorden_read(woorden, "", "leeg.ini", &error), &error);
    g_autofree char *same = found_in(woorden, text);
    g_assert_cmpstr(same, ==, off);
}

/* What is no list, what the error must name, and that nothing changed. */
static void
refused(void)
{
    static const char *const cases[][2] = {
        { "[gezondhied]\nwoorden=adhd\n", "gezondhied" },
        { "[geloof]\nwoord=moskee\n", "[geloof]" },
        { "[geloof]\nwoorden=moskee\nanders=x\n", "anders" },
        { "[geloof]\n", "geloof" },
        { "[geloof]\nwoorden=ms\n", "[geloof]" },
        { "[geloof]\nwoorden=ab*\n", "ab*" },
        { "[geloof]\nwoorden=a b\n", "a b" },
        { "[geloof]\nwoorden=moskee||kerk\n", "[geloof]" },
        { "[geloof]\nwoorden=moskee|\n", "[geloof]" },
        { "[geloof]\nwoorden=*moskee\n", "*moskee" },
        { "[geloof]\nwoorden=mos*kee\n", "mos*kee" },
        { "[geloof]\nwoorden=moskee *\n", "moskee *" },
        { "[geloof]\nwoorden=mos* kee\n", "mos* kee" },
        { "[geloof]\nwoorden=moskee**\n", "moskee**" },
        { "woorden=moskee\n", "woorden.ini" },
        { "[geloof]\nwoorden=\xff\xfe\xfd\xfc\n", "woorden.ini" },
        { "[geloof]\nwoorden=\x1b[m\n", "[geloof]" },
        { "[gezondheid]\nwoorden=kanker\n[x\x1b]\nwoorden=abc\n", "woorden.ini" },
    };
    g_autoptr(StageWoorden) woorden = read_words(some);

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(stage_woorden_read(woorden, cases[i][0], "woorden.ini", &error));
        g_assert_error(error, STAGE_ERROR, STAGE_ERROR_CONFIG);
        g_assert_true(g_str_has_prefix(error->message, "woorden.ini: "));
        if (strstr(error->message, cases[i][1]) == NULL)
            g_error("'%s' does not name %s", error->message, cases[i][1]);
        g_assert_true(stage_is_visible(error->message));
        g_autofree char *found = found_in(woorden, "adhd en kanker");
        g_assert_cmpstr(found, ==, "gezondheid: adhd");
    }
}

/* --- against trying every pattern at every word --- */

static const char *const parts[] = { "a", "b", "ab", "abc", "ba" };

static char *
random_words(int most)
{
    GString *out = g_string_new(NULL);

    for (int n = g_test_rand_int_range(1, most + 1); n > 0; n--) {
        if (out->len > 0)
            g_string_append_c(out, ' ');
        for (int m = g_test_rand_int_range(1, 4); m > 0; m--)
            g_string_append(out, test_any(parts));
    }
    return g_string_free(out, FALSE);
}

/* The most of `text` that a pattern takes. */
static gsize
takes(const char *pattern, const char *text)
{
    g_autofree char *bare = g_strdup(pattern);
    gboolean open = g_str_has_suffix(bare, "*");
    gsize n = 0;

    if (open)
        bare[strlen(bare) - 1] = '\0';
    if (!g_str_has_prefix(text, bare))
        return 0;
    n = strlen(bare);
    if (!open && text[n] != ' ' && text[n] != '\0')
        return 0;
    while (text[n] != ' ' && text[n] != '\0')
        n++;
    return n;
}

static void
like_the_naive_way(void)
{
    guint hits = 0;

    for (int round = 0; round < 3000; round++) {
        g_autoptr(GPtrArray) patterns = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_autoptr(GString) ini = g_string_new("[politiek]\nwoorden="), expected = g_string_new(NULL);
        g_autofree char *text = random_words(30);

        while (patterns->len < 8) {
            g_autofree char *words = random_words(2);
            if (strlen(words) < 4)
                continue;
            g_ptr_array_add(patterns, g_strconcat(words, test_chance(40) ? "*" : "", NULL));
            g_string_append_printf(ini, "%s%s", patterns->len > 1 ? "|" : "",
                                   (char *)patterns->pdata[patterns->len - 1]);
        }
        for (const char *at = text; *at != '\0';) {
            gsize most = 0;
            for (guint i = 0; i < patterns->len; i++)
                most = MAX(most, takes(patterns->pdata[i], at));
            g_autofree char *words = g_strndup(at, most);
            if (most > 0 && g_hash_table_add(seen, g_strdup(words)))
                g_string_append_printf(expected, "%spolitiek: %s", expected->len > 0 ? "; " : "", words);
            at += most > 0 ? most : strcspn(at, " ");
            at += *at == ' ';
        }
        g_autoptr(StageWoorden) woorden = read_words(ini->str);
        g_autofree char *found = found_in(woorden, text);
        g_assert_cmpstr(found, ==, expected->str);
        hits += *found != '\0';
    }
    g_assert_cmpuint(hits, >, 500);
    g_assert_cmpuint(hits, <, 3000);
}

/* A long list and the longest note take no time: it is one pass. */
static void
long_texts(void)
{
    g_autoptr(GString) ini = g_string_new("[gezondheid]\nwoorden="), text = g_string_new(NULL);

    for (int i = 0; i < 20000; i++)
        g_string_append_printf(ini, "%szz%d%s", i > 0 ? "|" : "", i, i % 2 == 0 ? "*" : " abc");
    while (text->len < STAGE_NOTE_MAX)
        g_string_append(text, "zza zy😀 z\xcc\x81z ");
    g_autoptr(StageWoorden) woorden = read_words(ini->str);
    gint64 start = g_get_monotonic_time();
    g_autofree char *found = found_in(woorden, text->str);
    g_assert_cmpstr(found, ==, "");
    g_assert_cmpint(g_get_monotonic_time() - start, <, 2 * G_USEC_PER_SEC);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/kwaliteit/too-short", too_short);
    g_test_add_func("/kwaliteit/finds", finds);
    g_test_add_func("/kwaliteit/files", files);
    g_test_add_func("/kwaliteit/refused", refused);
    g_test_add_func("/kwaliteit/like-the-naive-way", like_the_naive_way);
    g_test_add_func("/kwaliteit/long-texts", long_texts);
    return g_test_run();
}
