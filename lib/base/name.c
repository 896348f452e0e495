#include "base/name.h"

#include <string.h>

#include "base/text.h"

/* Folded, longest first where one begins another, so that "van der" wins over "van". */
static const char *const prefixes[] = {
    "van de",   "van den", "van der", "van het",  "van t",    "van ter",  "van n",     "van",
    "von der",  "von den", "von",     "vander",   "vanden",   "vande",    "ver",       "uit de",
    "uit den",  "uit het", "uit t",   "uijt de",  "uijt den", "uit",      "op de",     "op den",
    "op der",   "op het",  "op t",    "op ten",   "op",       "onder de", "onder den", "onder het",
    "onder t",  "onder",   "over de", "over den", "over het", "over t",   "over",      "voor de",
    "voor den", "voor t",  "voor",    "aan de",   "aan den",  "aan der",  "aan het",   "aan t",
    "aan",      "bij de",  "bij den", "bij het",  "bij t",    "bij",      "in de",     "in den",
    "in der",   "in het",  "in t",    "in",       "tot",      "te",       "ten",       "ter",
    "thoe",     "toe",     "de la",   "de le",    "de l",     "de die",   "de die le", "de van der",
    "de",       "den",     "der",     "des",      "del",      "della",    "di",        "da",
    "do",       "dos",     "das",     "du",       "het",      "t",        "s",         "la",
    "le",       "les",     "lo",      "los",      "am",       "auf dem",  "auf",       "zu",
    "zum",      "zur",     "dem",     "af",       "unter",
};
/* The ones that a capital does not turn into a first name: "De Wit" has none, "Lo Jansen" has. */
static const char *const strong[] = { "van", "de", "den", "der", "ter", "ten", "te", "von", "het", "t", "s" };
static const char *const titles[] = { "dhr", "mevr", "mw",  "mevrouw", "meneer", "heer",   "drs",
                                      "dr",  "ir",   "ing", "mr",      "prof",   "de heer" };

void
stage_naam_clear(StageNaam *naam)
{
    g_clear_pointer(&naam->roepnaam, g_free);
    g_clear_pointer(&naam->voorvoegsel, g_free);
    g_clear_pointer(&naam->achternaam, g_free);
}

static gboolean
is_one_of(const char *text, const char *const *list, gsize n)
{
    g_autofree char *key = stage_fold(text);

    for (gsize i = 0; i < n; i++)
        if (strcmp(key, list[i]) == 0)
            return TRUE;
    return FALSE;
}

static char *
join(char **words, guint from, guint until)
{
    GString *out = g_string_new(NULL);

    for (guint i = from; i < until; i++)
        g_string_append_printf(out, "%s%s", i == from ? "" : " ", words[i]);
    if (out->len == 0)
        return g_string_free(out, TRUE);
    return g_string_free(out, FALSE);
}

/* The number of words from `from` that are a voorvoegsel, at most five, leaving `keep` words after them. A
 * single capital letter ("A") is an initial, never one. */
static guint
prefix_length(char **words, guint from, guint n, guint keep)
{
    for (guint length = MIN(5, n - from - MIN(n - from, keep)); length > 0; length--) {
        g_autofree char *some = join(words, from, from + length);
        if (length == 1 && some[1] == '\0' && g_ascii_isupper(some[0]))
            continue;
        if (strchr(some, '.') == NULL && is_one_of(some, prefixes, G_N_ELEMENTS(prefixes)))
            return length;
    }
    return 0;
}

/* A voorvoegsel is written small after a first name; exports write "Van Der". */
static char *
lower(char *text)
{
    g_autofree char *old = text;

    return text == NULL ? NULL : g_utf8_strdown(old, -1);
}

static void
split_comma(char **before, guint nb, char **after, guint na, StageNaam *out)
{
    guint front = prefix_length(before, 0, nb, 1); /* "van 't Hof, Zoë" */
    guint back = 0;                                /* "Hof, Zoë van 't" */

    for (guint i = g_ascii_islower(after[0][0]) || after[0][0] == '\'' ? 0 : 1;
         front == 0 && back == 0 && i < na; i++)
        if (prefix_length(after, i, na, 0) == na - i)
            back = na - i;
    out->achternaam = join(before, front, nb);
    out->voorvoegsel = lower(front > 0 ? join(before, 0, front) : join(after, na - back, na));
    out->roepnaam = join(after, 0, na - back);
}

static void
split_plain(char **words, guint n, StageNaam *out)
{
    for (guint i = 0; i + 1 < n; i++) {
        guint length = prefix_length(words, i, n, 1);
        if (length == 0 || (i == 0 && length == 1 && g_ascii_isupper(words[0][0]) &&
                            !is_one_of(words[0], strong, G_N_ELEMENTS(strong))))
            continue;
        out->roepnaam = join(words, 0, i);
        out->voorvoegsel = lower(join(words, i, i + length));
        out->achternaam = join(words, i + length, n);
        return;
    }
    if (n > 1)
        out->roepnaam = g_strdup(words[0]);
    out->achternaam = join(words, n > 1 ? 1 : 0, n);
}

/* Splits into words, and drops the empty ones. */
static char **
words_of(const char *text)
{
    g_autofree char *tidy = stage_squeeze(text);

    return g_strsplit(tidy, " ", -1);
}

/* The number of words from `from` that are a title ("mevr.", "de heer"), leaving one word after them. */
static guint
title_length(char **words, guint from, guint n)
{
    for (guint length = 2; length > 0; length--) {
        if (from + length >= n)
            continue;
        g_autofree char *some = join(words, from, from + length);
        if (is_one_of(some, titles, G_N_ELEMENTS(titles)))
            return length;
    }
    return 0;
}

gboolean
stage_naam_split(const char *text, StageNaam *out)
{
    *out = (StageNaam){ 0 };
    const char *comma = strchr(text, ',');
    g_autofree char *first = comma == NULL ? g_strdup(text) : g_strndup(text, (gsize)(comma - text));
    g_auto(GStrv) before = words_of(first);
    g_auto(GStrv) after = words_of(comma == NULL ? "" : comma + 1);
    guint nb = g_strv_length(before), na = g_strv_length(after), skip = 0;

    for (guint length = 0; (length = title_length(before, skip, nb)) > 0;)
        skip += length;
    if (nb == 0)
        return FALSE;
    if (na > 0) {
        guint title = title_length(after, 0, na); /* "Wit, mevr. J. de" */
        split_comma(before + skip, nb - skip, after + title, na - title, out);
    } else
        split_plain(before + skip, nb - skip, out);
    return TRUE;
}

char *
stage_naam_full(const StageNaam *naam)
{
    GString *out = g_string_new(naam->roepnaam);

    if (naam->voorvoegsel != NULL && *naam->voorvoegsel != '\0')
        g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", naam->voorvoegsel);
    if (naam->achternaam != NULL && *naam->achternaam != '\0')
        g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", naam->achternaam);
    return g_string_free(out, FALSE);
}

char *
stage_naam_sorted(const StageNaam *naam)
{
    GString *out = g_string_new(naam->achternaam);

    if (naam->roepnaam != NULL)
        g_string_append_printf(out, ", %s", naam->roepnaam);
    if (naam->voorvoegsel != NULL)
        g_string_append_printf(out, "%s %s", naam->roepnaam == NULL ? "," : "", naam->voorvoegsel);
    return g_string_free(out, FALSE);
}
