#include "base/namen.h"

#include <string.h>

#include "base/text.h"

/* --- words --- */

/* A run of letters, marks and figures. */
typedef struct {
    char *fold; /* the caller's to free */
    const char *start, *end;
    gboolean capital; /* it has one */
    gboolean near;    /* only what may stand inside a name is between it and the word before */
    gboolean tied;    /* a hyphen alone is */
} Word;

static void
clear_word(void *word)
{
    g_free(((Word *)word)->fold);
}

static gboolean
is_letter(gunichar c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

static gboolean
is_hyphen(gunichar c)
{
    return c == '-' || c == 0x2010 || c == 0x2011;
}

/* Spaces of all kinds, the point of an initial, apostrophes as people type them, and what is not seen. */
static gboolean
is_inside(gunichar c)
{
    return g_unichar_isspace(c) || is_hyphen(c) || c == '.' || c == '\'' || c == '`' || c == 0xb4 ||
           c == 0x2018 || c == 0x2019 || c == 0x02bc || g_unichar_type(c) == G_UNICODE_FORMAT;
}

/* The next word of a text; FALSE when there is none. */
static gboolean
next_word(const char *text, Word *out)
{
    const char *from = text;

    *out = (Word){ .near = TRUE };
    for (; *text != '\0' && !is_letter(g_utf8_get_char(text)); text = g_utf8_next_char(text))
        out->near = out->near && is_inside(g_utf8_get_char(text));
    if (*text == '\0')
        return FALSE;
    out->tied = text > from && is_hyphen(g_utf8_get_char(from)) && g_utf8_next_char(from) == text;
    out->start = text;
    out->end = text;
    /* What is not seen may stand inside a word, such as a soft hyphen. */
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gboolean letter = is_letter(g_utf8_get_char(text));
        if (!letter && g_unichar_type(g_utf8_get_char(text)) != G_UNICODE_FORMAT)
            break;
        out->capital = out->capital || g_unichar_isupper(g_utf8_get_char(text));
        out->end = letter ? g_utf8_next_char(text) : out->end;
    }
    GString *plain = g_string_new(NULL);
    for (const char *p = out->start; p < out->end; p = g_utf8_next_char(p))
        if (g_unichar_type(g_utf8_get_char(p)) != G_UNICODE_FORMAT)
            g_string_append_unichar(plain, g_utf8_get_char(p));
    out->fold = stage_fold(plain->str);
    g_string_free(plain, TRUE);
    return TRUE;
}

static GArray *
words_of(const char *text)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));

    g_array_set_clear_func(words, clear_word);
    for (Word word; text != NULL && next_word(text, &word); text = word.end) {
        word.tied = word.tied && words->len > 0; /* "-Zoë" is an item of a list */
        g_array_append_val(words, word);
    }
    return words;
}

static const Word *
word_at(const GArray *words, guint i)
{
    return &g_array_index(words, Word, i);
}

/* --- the names --- */

/* Words that name somebody. */
typedef struct {
    char **words; /* folded */
    guint length;
    guint capitals; /* one of so many of its last words has a capital; 0: it need not */
    gboolean alone; /* it is a name of one word, to which an s may be fast */
} Way;

struct StageNamen {
    GHashTable *by_word; /* the first word of a way → GPtrArray of Way */
    GHashTable *known;   /* ways, as text: a thousand students have a few hundred first names */
};

static void
free_way(void *way)
{
    g_strfreev(((Way *)way)->words);
    g_free(way);
}

static void
free_list(void *list)
{
    g_ptr_array_free(list, TRUE);
}

StageNamen *
stage_namen_new(void)
{
    StageNamen *namen = g_new0(StageNamen, 1);

    namen->by_word = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_list);
    namen->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return namen;
}

void
stage_namen_free(StageNamen *namen)
{
    if (namen == NULL)
        return;
    g_hash_table_destroy(namen->by_word);
    g_hash_table_destroy(namen->known);
    g_free(namen);
}

static void
add_words(GPtrArray *out, const GArray *words)
{
    for (guint i = 0; words != NULL && i < words->len; i++)
        g_ptr_array_add(out, g_strdup(word_at(words, i)->fold));
}

/* A way to name somebody by the words of up to three parts of the name. */
static void
add_way(StageNamen *namen, const GArray *one, const GArray *two, const GArray *three, Way way)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);

    add_words(words, one);
    add_words(words, two);
    add_words(words, three);
    g_ptr_array_add(words, NULL);
    g_autofree char *joined = g_strjoinv(" ", (char **)words->pdata);
    if (*joined == '\0' ||
        !g_hash_table_add(namen->known, g_strdup_printf("%u%d %s", way.capitals, way.alone, joined)))
        return;
    way.words = g_strdupv((char **)words->pdata);
    way.length = words->len - 1;
    GPtrArray *list = g_hash_table_lookup(namen->by_word, *way.words);
    if (list == NULL) {
        list = g_ptr_array_new_with_free_func(free_way);
        g_hash_table_insert(namen->by_word, g_strdup(*way.words), list);
    }
    g_ptr_array_add(list, g_memdup2(&way, sizeof way));
}

/* A double name is said in parts too: Anna of Anna-Maria, Visser of de Boer-Visser, Annamaria; each with a
 * capital, and not a part of three letters or fewer, such as de. */
static void
add_parts(StageNamen *namen, const GArray *words)
{
    g_autoptr(GString) joined = g_string_new(NULL);

    for (guint i = 0; words->len > 1 && i < words->len; i++) {
        g_autoptr(GArray) part = words_of(word_at(words, i)->fold);
        g_string_append(joined, word_at(words, i)->fold);
        if (g_utf8_strlen(word_at(words, i)->fold, -1) > 3)
            add_way(namen, part, NULL, NULL, (Way){ .capitals = 1, .alone = TRUE });
    }
    g_autoptr(GArray) whole = words_of(words->len > 1 ? joined->str : NULL);
    if (whole->len == 1)
        add_way(namen, whole, NULL, NULL, (Way){ .capitals = 1, .alone = TRUE });
}

/* Whether it says by itself who is meant: more than a letter, or initials. */
static gboolean
is_telling(const GArray *words)
{
    for (guint i = 0; i < words->len; i++)
        if (g_utf8_strlen(word_at(words, i)->fold, -1) > 1)
            return TRUE;
    return FALSE;
}

void
stage_namen_add(StageNamen *namen, const StageNaam *naam)
{
    g_autoptr(GArray) first = words_of(naam->roepnaam);
    g_autoptr(GArray) prefix = words_of(naam->voorvoegsel);
    g_autoptr(GArray) last = words_of(naam->achternaam);

    if (is_telling(first))
        add_way(namen, first, NULL, NULL, (Way){ .alone = first->len == 1 });
    if (is_telling(last)) {
        add_way(namen, last, NULL, NULL, (Way){ .capitals = last->len, .alone = last->len == 1 });
        add_way(namen, prefix, last, NULL, (Way){ .capitals = last->len });
    }
    add_parts(namen, first);
    add_parts(namen, last);
    if (first->len == 0 || last->len == 0)
        return;
    add_way(namen, first, last, NULL, (Way){ 0 });
    add_way(namen, first, prefix, last, (Way){ 0 });
}

/* --- leaving out --- */

/* The number of words that go this way from word `from`; 0 when they do not. */
static guint
follow(const Way *way, const GArray *words, guint from)
{
    guint n = 0;
    gboolean capital = way->capitals == 0;

    for (; n < way->length && from + n < words->len; n++) {
        const Word *word = word_at(words, from + n);
        if (strcmp(word->fold, way->words[n]) != 0 || (n > 0 && !word->near))
            return 0;
        capital = capital || (n + way->capitals >= way->length && word->capital);
    }
    gboolean whole = n == way->length && (from + n == words->len || !word_at(words, from + n)->tied);
    return whole && capital ? n : 0;
}

/* Whether a word is a name with the s of what belongs to somebody fast to it. */
static gboolean
is_possessive(const StageNamen *namen, const Word *word)
{
    gsize length = strlen(word->fold);

    if (!word->capital || length < 2 || word->fold[length - 1] != 's')
        return FALSE;
    g_autofree char *without = g_strndup(word->fold, length - 1);
    const GPtrArray *ways = g_hash_table_lookup(namen->by_word, without);
    for (guint i = 0; ways != NULL && i < ways->len; i++)
        if (((const Way *)g_ptr_array_index(ways, i))->alone)
            return TRUE;
    return FALSE;
}

/* The number of words of the longest name that begins at word `from`; 0 when none does. */
static guint
name_length(const StageNamen *namen, const GArray *words, guint from)
{
    const GPtrArray *ways = g_hash_table_lookup(namen->by_word, word_at(words, from)->fold);
    guint most = 0;

    if (word_at(words, from)->tied)
        return 0;
    for (guint i = 0; ways != NULL && i < ways->len; i++)
        most = MAX(most, follow(g_ptr_array_index(ways, i), words, from));
    if (most == 0 && is_possessive(namen, word_at(words, from)) &&
        (from + 1 == words->len || !word_at(words, from + 1)->tied))
        return 1;
    return most;
}

char *
stage_namen_left_out(const StageNamen *namen, const char *text, const char *instead)
{
    g_autoptr(GArray) words = words_of(text);
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < words->len; i++) {
        guint n = name_length(namen, words, i);
        if (n == 0)
            continue;
        g_string_append_len(out, text, word_at(words, i)->start - text);
        g_string_append(out, instead);
        i += n - 1;
        text = word_at(words, i)->end;
    }
    g_string_append(out, text);
    return g_string_free(out, FALSE);
}
