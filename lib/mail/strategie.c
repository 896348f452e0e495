#include "mail/strategie.h"

#include <string.h>

#include "base/text.h"

/* Folded (base/text.h), with a space at both ends. In the order of stage_strategieen. */
static const struct {
    guint bit;
    const char *words;
} phrases[] = {
    { 0, " laten zien " },   { 0, " voordoen " },       { 0, " voorgedaan " },    { 0, " laat zien " },
    { 0, " showing " },      { 1, " mee laten doen " }, { 1, " laten meedoen " }, { 1, " meedoen " },
    { 1, " mee doen " },     { 1, " taking part " },    { 2, " toevertrouwen " }, { 2, " toevertrouwd " },
    { 2, " vertrouw toe " }, { 2, " entrusting " },     { 2, " entrusted " },
};

/* The letters that it begins with: "a", "B)", "a en c:", "b, c". A sentence that begins with one ("A nice
 * student") is no answer by letter, so a sign or the end of the line stands behind the last of them. */
static guint
letters(const char *text)
{
    g_autoptr(GRegex)
        list = g_regex_new("^\\s*(\\(?[abc]\\)?(?:\\s*(?:,|/|\\+|&|\\ben\\b|\\band\\b|\\bof\\b|\\bor\\b)\\s*"
                           "\\(?[abc]\\b\\)?)*)\\h*(?:[.):;,-]|\\x{2013}|\\x{2014}|\\R|$)",
                           G_REGEX_CASELESS, 0, NULL);
    g_autoptr(GRegex) one = g_regex_new("\\b[abc]\\b", G_REGEX_CASELESS, 0, NULL);
    g_autoptr(GMatchInfo) found = NULL, each = NULL;
    guint bits = 0;

    if (!g_regex_match(list, text, 0, &found))
        return 0;
    g_autofree char *all = g_match_info_fetch(found, 1);
    for (g_regex_match(one, all, 0, &each); g_match_info_matches(each); g_match_info_next(each, NULL)) {
        g_autofree char *letter = g_match_info_fetch(each, 0);
        bits |= 1U << (g_ascii_tolower(*letter) - 'a');
    }
    return bits;
}

static guint
words(const char *text)
{
    g_autofree char *folded = stage_fold(text);
    g_autofree char *padded = g_strconcat(" ", folded, " ", NULL);
    guint bits = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(phrases); i++)
        bits |= strstr(padded, phrases[i].words) != NULL ? 1U << phrases[i].bit : 0;
    return bits;
}

guint
stage_strategie_named(const char *text)
{
    guint bits = letters(text);

    return bits != 0 ? bits : words(text);
}
