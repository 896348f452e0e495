#include "rules/kwaliteit.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

/* --- too short --- */

gboolean
stage_kwaliteit_is_short(const char *text)
{
    /* Words that say that there is nothing to say. */
    static const char *const empty[] = { "alles",      "best",     "bijzonderheden",
                                         "blijft",     "dat",      "de",
                                         "doet",       "een",      "en",
                                         "er",         "erg",      "ervan",
                                         "gaat",       "geen",     "gewoon",
                                         "ging",       "goed",     "heel",
                                         "het",        "hij",      "hoor",
                                         "is",         "ja",       "lekker",
                                         "leuk",       "loopt",    "mee",
                                         "met",        "naar",     "nee",
                                         "netjes",     "niets",    "nog",
                                         "nu",         "nvt",      "ok",
                                         "oke",        "ook",      "op",
                                         "positief",   "prima",    "redelijk",
                                         "stage",      "steeds",   "student",
                                         "super",      "tevreden", "top",
                                         "uitstekend", "van",      "verder",
                                         "voldoende",  "was",      "wel",
                                         "ze",         "zeer",     "zij",
                                         "zin",        "zo",       NULL };
    g_autofree char *folded = stage_fold(text);
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);

    if (g_strv_length(words) < STAGE_KWALITEIT_WORDS)
        return TRUE;
    for (char **word = words; *word != NULL; word++)
        if (!g_strv_contains(empty, *word))
            return FALSE;
    return TRUE;
}

/* --- the lists --- */

enum { GROUPS = 8, LETTERS_LEAST = 3 };

const char *const stage_woorden_groepen[] = { "gezondheid", "geloof",
                                              "herkomst",   "seksualiteit",
                                              "politiek",   "strafrecht",
                                              "schulden",   STAGE_WOORDEN_VEILIGHEID,
                                              NULL };
G_STATIC_ASSERT(G_N_ELEMENTS(stage_woorden_groepen) == GROUPS + 1);

typedef struct {
    char *text;    /* folded, without the * */
    gsize first;   /* bytes of its first word */
    gboolean open; /* whatever may follow its last letter */
    const char *groep;
} Pattern;

struct StageWoorden {
    GPtrArray *groups[GROUPS]; /* of Pattern, as they were read; NULL: none */
    GHashTable
        *by_word; /* the first word of a pattern, when it is a whole word → GPtrArray, the longest first */
    GPtrArray *prefixes; /* patterns of one open word, sorted; none begins with another */
};

static void
free_pattern(void *data)
{
    Pattern *pattern = data;

    g_free(pattern->text);
    g_free(pattern);
}

static void
forget_index(StageWoorden *woorden)
{
    g_clear_pointer(&woorden->by_word, g_hash_table_unref);
    g_clear_pointer(&woorden->prefixes, g_ptr_array_unref);
}

StageWoorden *
stage_woorden_new(void)
{
    StageWoorden *woorden = g_new0(StageWoorden, 1);

    woorden->by_word = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify)g_ptr_array_unref);
    woorden->prefixes = g_ptr_array_new();
    return woorden;
}

void
stage_woorden_free(StageWoorden *woorden)
{
    if (woorden == NULL)
        return;
    forget_index(woorden);
    for (guint i = 0; i < GROUPS; i++)
        g_clear_pointer(&woorden->groups[i], g_ptr_array_unref);
    g_free(woorden);
}

/* --- the index over them --- */

static int
by_length(const void *a, const void *b)
{
    const Pattern *one = *(Pattern *const *)a, *other = *(Pattern *const *)b;
    gsize n = strlen(one->text), m = strlen(other->text);

    return n != m ? (n > m ? -1 : 1) : strcmp(one->text, other->text);
}

static int
by_text(const void *a, const void *b)
{
    return strcmp((*(Pattern *const *)a)->text, (*(Pattern *const *)b)->text);
}

static void
add_to_index(StageWoorden *woorden, Pattern *pattern)
{
    if (pattern->open && pattern->text[pattern->first] == '\0') {
        g_ptr_array_add(woorden->prefixes, pattern);
        return;
    }
    g_autofree char *word = g_strndup(pattern->text, pattern->first);
    GPtrArray *same = g_hash_table_lookup(woorden->by_word, word);
    if (same == NULL) {
        same = g_ptr_array_new();
        g_hash_table_insert(woorden->by_word, g_steal_pointer(&word), same);
    }
    g_ptr_array_add(same, pattern);
}

/* Of a prefix that begins with another the other one is enough; without it at most one prefix fits a word,
 * the last that sorts before it. */
static void
drop_longer_prefixes(GPtrArray *prefixes)
{
    guint n = 0;

    g_ptr_array_sort(prefixes, by_text);
    for (guint i = 0; i < prefixes->len; i++) {
        const Pattern *kept = n == 0 ? NULL : prefixes->pdata[n - 1], *next = prefixes->pdata[i];
        if (kept == NULL || !g_str_has_prefix(next->text, kept->text))
            prefixes->pdata[n++] = prefixes->pdata[i];
    }
    g_ptr_array_set_size(prefixes, (gint)n);
}

static void
make_index(StageWoorden *woorden)
{
    GHashTableIter iter;
    void *same = NULL;

    g_hash_table_remove_all(woorden->by_word);
    g_ptr_array_set_size(woorden->prefixes, 0);
    for (guint g = 0; g < GROUPS; g++)
        for (guint i = 0; woorden->groups[g] != NULL && i < woorden->groups[g]->len; i++)
            add_to_index(woorden, g_ptr_array_index(woorden->groups[g], i));
    drop_longer_prefixes(woorden->prefixes);
    g_hash_table_iter_init(&iter, woorden->by_word);
    while (g_hash_table_iter_next(&iter, NULL, &same))
        g_ptr_array_sort(same, by_length);
}

/* --- reading them --- */

static int
group_named(const char *name)
{
    for (int i = 0; i < GROUPS; i++)
        if (strcmp(stage_woorden_groepen[i], name) == 0)
            return i;
    return -1;
}

/* NULL when it is no pattern. */
static Pattern *
read_pattern(const char *text, const char *groep, GError **error)
{
    g_autofree char *tidy = stage_squeeze(text);
    gsize length = strlen(tidy);
    gboolean open = g_str_has_suffix(tidy, "*");

    if (open)
        tidy[length - 1] = '\0';
    g_autofree char *folded = stage_fold(tidy), *letters = stage_fold_tight(tidy);
    if (strchr(tidy, '*') != NULL || (open && g_str_has_suffix(tidy, " ")))
        return stage_fail_null(error, STAGE_ERROR_CONFIG, _("'%s': a * only stands at the end of a word"),
                               text);
    if (g_utf8_strlen(letters, -1) < LETTERS_LEAST)
        return stage_fail_null(error, STAGE_ERROR_CONFIG, _("'%s' has fewer than %d letters"), text,
                               (int)LETTERS_LEAST);
    Pattern *pattern = g_new0(Pattern, 1);
    pattern->first = strcspn(folded, " ");
    pattern->text = g_steal_pointer(&folded);
    pattern->open = open;
    pattern->groep = groep;
    return pattern;
}

static GPtrArray *
read_patterns(const char *value, const char *groep, GError **error)
{
    g_autoptr(GPtrArray) patterns = g_ptr_array_new_with_free_func(free_pattern);
    g_auto(GStrv) parts = g_strsplit(value, "|", -1);

    for (char **part = parts; *part != NULL; part++) {
        Pattern *pattern = read_pattern(*part, groep, error);
        if (pattern == NULL)
            return NULL;
        g_ptr_array_add(patterns, pattern);
    }
    return g_steal_pointer(&patterns);
}

/* The patterns of one group; NULL on error. */
static GPtrArray *
read_group(GKeyFile *file, int group, GError **error)
{
    const char *groep = stage_woorden_groepen[group];
    g_auto(GStrv) keys = g_key_file_get_keys(file, groep, NULL, NULL);

    for (char **key = keys; key != NULL && *key != NULL; key++)
        if (strcmp(*key, "woorden") != 0)
            return stage_fail_null(error, STAGE_ERROR_CONFIG, _("there is no key '%s', only '%s'"), *key,
                                   "woorden");
    g_autofree char *value = g_key_file_get_string(file, groep, "woorden", error);
    return value == NULL ? NULL : read_patterns(value, groep, error);
}

static gboolean
read_groups(GKeyFile *file, GPtrArray *out[GROUPS], GError **error)
{
    g_auto(GStrv) names = g_key_file_get_groups(file, NULL);

    for (char **name = names; *name != NULL; name++) {
        int group = group_named(*name);
        if (group < 0) {
            g_autofree char *known = g_strjoinv(", ", (char **)(guintptr)stage_woorden_groepen);
            return stage_fail(error, STAGE_ERROR_CONFIG, _("[%s] is none of the groups %s"), *name, known);
        }
        out[group] = read_group(file, group, error);
        if (out[group] == NULL) {
            g_prefix_error(error, "[%s] ", *name);
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
stage_woorden_read(StageWoorden *woorden, const char *text, const char *path, GError **error)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) failed = NULL;
    GPtrArray *read[GROUPS] = { NULL };
    gboolean done = (*text == '\0' ||
                     g_key_file_load_from_data(file, text, (gsize)-1, G_KEY_FILE_NONE, &failed)) &&
                    read_groups(file, read, &failed);

    for (guint i = 0; i < GROUPS; i++) {
        if (done && read[i] != NULL) {
            g_clear_pointer(&woorden->groups[i], g_ptr_array_unref);
            woorden->groups[i] = g_steal_pointer(&read[i]);
        }
        g_clear_pointer(&read[i], g_ptr_array_unref);
    }
    if (done) {
        make_index(woorden);
        return TRUE;
    }
    g_autofree char *safe = stage_visible(failed->message); /* it may hold the file's text */
    return stage_fail(error, STAGE_ERROR_CONFIG, "%s: %s", path, safe);
}

/* --- finding them --- */

static void
free_vondst(void *data)
{
    StageWoordVondst *vondst = data;

    g_free(vondst->woorden);
    g_free(vondst);
}

/* How many bytes at the beginning of `text` fit a pattern; 0 when it does not fit. */
static gsize
fitting(const Pattern *pattern, const char *text)
{
    gsize n = strlen(pattern->text);

    if (strncmp(text, pattern->text, n) != 0)
        return 0;
    if (pattern->open)
        return n + strcspn(text + n, " ");
    return text[n] == ' ' || text[n] == '\0' ? n : 0;
}

/* The only prefix that may fit `text`: the last that does not sort behind it. */
static const Pattern *
prefix_of(const GPtrArray *prefixes, const char *text)
{
    guint low = 0, high = prefixes->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (strcmp(((const Pattern *)prefixes->pdata[middle])->text, text) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? NULL : prefixes->pdata[low - 1];
}

/* The pattern that takes most of the beginning of `text`, whose first word is `word`; NULL: none does. */
static const Pattern *
find_pattern(const StageWoorden *woorden, const char *text, const char *word, gsize *out_length)
{
    const GPtrArray *same = g_hash_table_lookup(woorden->by_word, word);
    const Pattern *prefix = prefix_of(woorden->prefixes, text), *best = NULL;

    *out_length = prefix == NULL ? 0 : fitting(prefix, text);
    best = *out_length > 0 ? prefix : NULL;
    for (guint i = 0; same != NULL && i < same->len; i++) {
        gsize length = fitting(same->pdata[i], text);
        if (length > *out_length) {
            *out_length = length;
            best = same->pdata[i];
        }
    }
    return best;
}

/* Adds what fitted, when it was not there yet. */
static void
add_vondst(GPtrArray *found, GHashTable *seen, const char *groep, char *woorden)
{
    if (g_hash_table_contains(seen, woorden)) {
        g_free(woorden);
        return;
    }
    StageWoordVondst *vondst = g_new0(StageWoordVondst, 1);
    vondst->groep = groep;
    vondst->woorden = woorden;
    g_hash_table_add(seen, woorden);
    g_ptr_array_add(found, vondst);
}

GPtrArray *
stage_woorden_find(const StageWoorden *woorden, const char *text)
{
    GPtrArray *found = g_ptr_array_new_with_free_func(free_vondst);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GString) word = g_string_new(NULL);
    g_autofree char *folded = stage_fold(text);
    const char *at = folded;

    while (*at != '\0') {
        gsize length = 0;
        g_string_truncate(word, 0);
        g_string_append_len(word, at, (gssize)strcspn(at, " "));
        const Pattern *pattern = find_pattern(woorden, at, word->str, &length);
        if (pattern != NULL)
            add_vondst(found, seen, pattern->groep, g_strndup(at, length));
        at += MAX(length, word->len);
        at += *at == ' ' ? 1 : 0;
    }
    return found;
}
