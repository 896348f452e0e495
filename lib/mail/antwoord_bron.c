#include "mail/antwoord_bron.h"

#include <string.h>

#include "base/text.h"
#include "mail/antwoord.h"
#include "mail/antwoord_regel.h"

enum {
    WORDS_MAX = 4096, /* of the source */
    RUN_MAX = 64,     /* words that are compared to find a place */
    SHORT = 4,        /* a line of fewer words needs more proof than that they are there */
    LONG = 8,         /* and one of so many needs none */
};

typedef struct {
    guint id;            /* the same word has the same number; 0: not of the source */
    const char *end;     /* in the line that it was read from */
    guint vraag;         /* of the source, as are the others */
    gboolean line_start; /* the first of its line */
    gboolean line_end;   /* or the last */
    gboolean stop;       /* a sentence ends with it */
    gboolean number;     /* it is the number of a question */
} Word;

struct StageBron {
    GHashTable *ids;
    GArray *words;
};

static gboolean
is_part(gunichar c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

/* The next word at or after `s`, folded, and where it begins and ends; NULL when there are no more. */
static char *
next_word(const char *s, const char **out_start, const char **out_end)
{
    while (*s != '\0' && !is_part(g_utf8_get_char(s)))
        s = g_utf8_next_char(s);
    if (*s == '\0')
        return NULL;
    const char *end = s;
    while (*end != '\0' && is_part(g_utf8_get_char(end)))
        end = g_utf8_next_char(end);
    *out_start = s;
    *out_end = end;
    g_autofree char *word = g_strndup(s, (gsize)(end - s));
    return stage_fold(word);
}

/* The words of a line; those that the source does not have get a number when `learn`, else 0. */
static GArray *
read_words(GHashTable *ids, const char *line, gboolean learn)
{
    GArray *words = g_array_new(FALSE, TRUE, sizeof(Word));
    const char *start = NULL, *end = line;

    for (char *text; (text = next_word(end, &start, &end)) != NULL;) {
        Word word = { .end = end,
                      .line_start = words->len == 0,
                      .stop = *end != '\0' && strchr("?.!", *end) != NULL };
        word.id = GPOINTER_TO_UINT(g_hash_table_lookup(ids, text));
        if (word.id == 0 && learn) {
            word.id = g_hash_table_size(ids) + 1;
            g_hash_table_insert(ids, text, GUINT_TO_POINTER(word.id));
        } else {
            g_free(text);
        }
        g_array_append_val(words, word);
    }
    if (words->len > 0)
        g_array_index(words, Word, words->len - 1).line_end = TRUE;
    return words;
}

StageBron *
stage_bron_new(const char *sent)
{
    StageBron *bron = g_new0(StageBron, 1);
    g_auto(GStrv) lines = g_strsplit(sent == NULL ? "" : sent, "\n", -1);
    guint vraag = 0;

    bron->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bron->words = g_array_new(FALSE, TRUE, sizeof(Word));
    for (char **line = lines; *line != NULL && bron->words->len < WORDS_MAX; line++) {
        const char *rest = NULL;
        guint number = stage_regel_nummer(*line, &rest);
        g_autoptr(GArray) words = read_words(bron->ids, *line, TRUE);
        /* The last question ends with its paragraph; the others where the next begins. */
        if (number == vraag + 1)
            vraag = number;
        else if (words->len == 0 && vraag == STAGE_ANTWOORD_VRAGEN)
            vraag = STAGE_ANTWOORD_VRAGEN + 1;
        for (guint i = 0; i < words->len; i++) {
            Word *word = &g_array_index(words, Word, i);
            word->vraag = vraag > STAGE_ANTWOORD_VRAGEN ? 0 : vraag;
            word->number = i == 0 && number > 0 && number == vraag;
        }
        if (words->len > 0)
            g_array_append_vals(bron->words, words->data, words->len);
    }
    return bron;
}

void
stage_bron_free(StageBron *bron)
{
    if (bron == NULL)
        return;
    g_hash_table_unref(bron->ids);
    g_array_unref(bron->words);
    g_free(bron);
}

static const Word *
source(const StageBron *bron, guint at)
{
    return &g_array_index(bron->words, Word, at);
}

/* How many words of the line stand at a place in the source. */
static guint
run_at(const StageBron *bron, const GArray *line, guint at, guint most)
{
    guint n = 0;

    while (n < most && n < line->len && at + n < bron->words->len &&
           g_array_index(line, Word, n).id == source(bron, at + n)->id)
        n++;
    return n;
}

/* The place in the source where most of the line stands, the first of equals after `from`. */
static guint
best_place(const StageBron *bron, const GArray *line, guint from, guint *out_run)
{
    guint best = 0, run = 0;

    for (guint i = 0; i < bron->words->len; i++) {
        guint at = (from + i) % bron->words->len;
        guint n = run_at(bron, line, at, RUN_MAX);
        if (n > run) {
            run = n;
            best = at;
        }
    }
    *out_run = run == RUN_MAX ? run_at(bron, line, best, G_MAXUINT) : run;
    return best;
}

/* Whether the source's words at..at+n are what a question asks first: its first sentence, whole. */
static gboolean
is_asking(const StageBron *bron, guint at, guint n)
{
    const Word *first = source(bron, at);
    gboolean start = first->number || (at > 0 && source(bron, at - 1)->number);

    if (!start || first->vraag == 0 || n < SHORT)
        return FALSE;
    return source(bron, at + n - 1)->stop || source(bron, at + n - 1)->line_end;
}

/* Whether the next line goes on at a place: then a line before it that ended there was of the source. */
static gboolean
goes_on(const StageBron *bron, const char *after, guint at)
{
    if (after == NULL || at >= bron->words->len)
        return FALSE;
    g_autoptr(GArray) words = read_words(bron->ids, after, FALSE);
    return words->len > 0 && run_at(bron, words, at, RUN_MAX) == MIN(words->len, RUN_MAX);
}

/* What was typed behind words of ours may begin with the word that comes next there: back to where a line or
 * a sentence ended. */
static guint
back_to_end(const StageBron *bron, const GArray *line, guint at, guint run)
{
    if (run == line->len)
        return run;
    while (run > 0 && !source(bron, at + run - 1)->stop && !source(bron, at + run - 1)->line_end)
        run--;
    return run;
}

/* Whether a line that goes on where the one before ended is of the source: all of it, or the tail of a
 * sentence that the client broke there. */
static gboolean
is_next(const StageBron *bron, const GArray *line, const char *after, guint from, guint run)
{
    if (run == 0 || run >= SHORT)
        return run > 0;
    if (run == line->len)
        return source(bron, from + run - 1)->line_end || goes_on(bron, after, from + run);
    return from > 0 && !source(bron, from - 1)->stop;
}

/* Whether a line that stands elsewhere in the source is of it, and no answer in the words of the question:
 * who chooses "b. mee laten doen" repeats a line that stood above. */
static gboolean
is_elsewhere(const StageBron *bron, const GArray *line, const char *after, guint from, guint at, guint run)
{
    const Word *last = source(bron, at + run - 1);

    if (run >= SHORT && source(bron, at)->number)
        return TRUE;
    if (at < from)
        return FALSE;
    if (run < SHORT)
        return run == line->len && goes_on(bron, after, at + run);
    return run >= LONG || last->line_end || last->stop || goes_on(bron, after, at + run);
}

gboolean
stage_bron_is_at(const StageBron *bron, const char *line, guint at)
{
    if (at >= bron->words->len)
        return FALSE;
    g_autoptr(GArray) words = read_words(bron->ids, line, FALSE);
    guint run = run_at(bron, words, at, SHORT);
    return run == SHORT || (run > 0 && run == words->len && source(bron, at + run - 1)->line_end);
}

StageBronDeel
stage_bron_find(const StageBron *bron, const char *line, const char *after, guint from)
{
    g_autoptr(GArray) words = read_words(bron->ids, line, FALSE);
    StageBronDeel deel = { .of = words->len, .rest = line };

    if (words->len == 0 || bron->words->len == 0)
        return deel;
    guint at = MIN(from, bron->words->len), run = run_at(bron, words, at, G_MAXUINT);
    run = back_to_end(bron, words, at, run);
    if (!is_next(bron, words, after, at, run)) {
        at = best_place(bron, words, at, &run);
        run = back_to_end(bron, words, at, run);
        if (run == 0 || !is_elsewhere(bron, words, after, from, at, run))
            return deel;
    }
    deel.words = run;
    deel.next = at + run;
    deel.vraag = source(bron, at + run - 1)->vraag;
    deel.begins = source(bron, at)->line_start;
    deel.asks = is_asking(bron, at, run);
    deel.rest = g_array_index(words, Word, run - 1).end;
    while (*deel.rest != '\0' && !is_part(g_utf8_get_char(deel.rest)) && *deel.rest != '(')
        deel.rest = g_utf8_next_char(deel.rest);
    return deel;
}
