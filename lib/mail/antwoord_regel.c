#include "mail/antwoord_regel.h"

#include <string.h>

#include "base/text.h"
#include "mail/antwoord.h"
#include "mail/antwoord_woorden.h"

enum { LINE_MAX_BYTES = 1000, NAME_WORDS = 5 };

guint
stage_regel_depth(const char *line, const char **out_rest)
{
    guint depth = 0;

    while (*line == '>' || (*line == ' ' && line[1] == '>' && depth > 0)) {
        depth += *line == '>' ? 1 : 0;
        line++;
    }
    *out_rest = depth > 0 && *line == ' ' ? line + 1 : line;
    return depth;
}

gboolean
stage_regel_empty(const char *line)
{
    for (; *line != '\0'; line = g_utf8_next_char(line))
        if (!g_unichar_isspace(g_utf8_get_char(line)))
            return FALSE;
    return TRUE;
}

/* A word before a number: "vraag 2", "ad 2". */
static const char *
skip_number_word(const char *s)
{
    static const char *const words[] = {
        "vraag", "bij", "antwoord", "antw.", "antw", "ad", "punt", "question", "answer", "re", "q", "a",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        gsize length = strlen(words[i]);
        if (g_ascii_strncasecmp(s, words[i], length) == 0 && (s[length] == ' ' || length == 1) &&
            g_ascii_isdigit(s[length + (length > 1 ? 1 : 0)]))
            return s + length + (length > 1 ? 1 : 0);
    }
    return s;
}

guint
stage_regel_nummer(const char *line, const char **out_rest)
{
    const char *s = line + strspn(line, " \t*_([#@-");
    const char *first = skip_number_word(s);
    gboolean said = first != s;

    if (*first < '1' || *first > '0' + STAGE_ANTWOORD_VRAGEN)
        return 0;
    const char *after = first + 1 + strspn(first + 1, "*_");
    gsize marks = strspn(after, ".):]");
    if (marks == 0 && (*after == '-' || *after == '/' || g_str_has_prefix(after, "\u2013")))
        marks = after[1] == ' ' || (guchar)*after >= 0x80 ? strcspn(after, " ") : 0;
    if (marks == 0 && g_str_has_prefix(after, " - "))
        marks = 2;
    gboolean alone = stage_regel_empty(after);
    if (marks == 0 && (!alone || (!said && after != first + 1 && s == line)))
        return 0;
    if (g_ascii_isdigit(after[marks])) /* 1.5 hours, 2:30 */
        return 0;
    *out_rest = after + marks + strspn(after + marks, " \t*_");
    return (guint)(*first - '0');
}

guint
stage_regel_kaal_nummer(const char *line, const char **out_rest)
{
    const char *s = line + strspn(line, " \t");

    if (*s < '1' || *s > '0' + STAGE_ANTWOORD_VRAGEN || (s[1] != ' ' && s[1] != '\t'))
        return 0;
    *out_rest = s + 1 + strspn(s + 1, " \t");
    return (guint)(*s - '0');
}

/* --- who wrote what is quoted --- */

/* The header that a line is, as a bit; 0: none. */
static guint
header_of(const char *line)
{
    const char *s = line + strspn(line, " \t*|>");
    const char *colon = memchr(s, ':', strnlen(s, 24));

    if (colon == NULL)
        return 0;
    g_autofree char *label = g_strndup(s, (gsize)(colon - s));
    g_autofree char *folded = stage_fold(label);
    for (const StageKopWoord *w = stage_kop_woorden; w->woord != NULL; w++)
        if (strcmp(w->woord, folded) == 0)
            return w->bit;
    return 0;
}

/* The headers that Outlook and others put above what they answer: of the four at least three, beginning with
 * who wrote it. */
static guint
count_headers(char *const *lines)
{
    guint seen = header_of(lines[0]), last = 0, bits = 0;

    if (seen != STAGE_KOP_VAN)
        return 0;
    for (guint i = 1; i < 14 && lines[i] != NULL; i++) {
        guint bit = header_of(lines[i]);
        if (bit != 0 && i - last <= 4) {
            seen |= bit;
            last = i;
        }
    }
    for (guint bit = STAGE_KOP_VAN; bit <= STAGE_KOP_ONDERWERP; bit <<= 1)
        bits += (seen & bit) != 0 ? 1 : 0;
    return bits >= 3 ? last + 1 : 0;
}

static gboolean
has_digits(const char *text, guint least)
{
    guint n = 0;

    for (; *text != '\0'; text++)
        n += g_ascii_isdigit(*text) ? 1 : 0;
    return n >= least;
}

/* "Op di 1 dec 2026 om 10:12 schreef X <x@y>:", over at most four lines. */
static guint
count_attribution(char *const *lines)
{
    g_autoptr(GString) joined = g_string_new(NULL);

    for (guint n = 0; n < 4 && lines[n] != NULL && !stage_regel_empty(lines[n]); n++) {
        g_string_append(joined, lines[n]);
        g_string_append_c(joined, ' ');
        if (joined->len > LINE_MAX_BYTES)
            return 0;
        g_autofree char *folded = stage_fold(joined->str);
        g_autofree char *trimmed = g_strchomp(g_strdup(joined->str));
        gsize length = strlen(trimmed);
        while (length > 0 && strchr(" -*", trimmed[length - 1]) != NULL)
            trimmed[--length] = '\0';
        if (n == 0 && !stage_woorden_any_prefix(stage_schreef_begin, folded) &&
            !stage_woorden_in(stage_schreef_midden, folded))
            return 0;
        if (!g_str_has_suffix(trimmed, ":") || !has_digits(trimmed, 3))
            continue;
        g_autofree char *spaced = g_strconcat(folded, " ", NULL);
        if (stage_woorden_in(stage_schreef, spaced))
            return n + 1;
    }
    return 0;
}

/* "-----Oorspronkelijk bericht-----", with or without the dashes. */
static gboolean
is_divider(const char *line)
{
    g_autofree char *folded = stage_fold(line);

    return stage_woorden_is(stage_scheiding, folded) &&
           (strstr(line, "--") != NULL || strchr(line, ':') != NULL);
}

guint
stage_regel_kop(char *const *lines)
{
    if (strlen(lines[0]) > LINE_MAX_BYTES)
        return 0;
    if (is_divider(lines[0]))
        return 1;
    guint headers = count_headers(lines);
    return headers > 0 ? headers : count_attribution(lines);
}

/* --- greetings, closings, signatures --- */

/* Whether every word from `words` on may be of a name: a capital first, or a word that stands in names. */
static gboolean
is_name(const char *text, guint most)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \t,.!/&()|-", -1);
    guint n = 0;

    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0')
            continue;
        g_autofree char *folded = stage_fold(*word);
        gunichar c = g_utf8_get_char(*word);
        if (stage_woorden_is(stage_akkoord_woorden, folded) || stage_woorden_is(stage_geen_naam, folded))
            return FALSE;
        if (!g_unichar_isupper(c) && !stage_woorden_is(stage_naam_woorden, folded))
            return FALSE;
        n++;
    }
    return n <= most;
}

/* What stands in a line behind its first `words` words. */
static const char *
behind(const char *line, guint words)
{
    for (; words > 0; words--) {
        while (*line != '\0' && !g_unichar_isalnum(g_utf8_get_char(line)))
            line = g_utf8_next_char(line);
        while (*line != '\0' && g_unichar_isalnum(g_utf8_get_char(line)))
            line = g_utf8_next_char(line);
    }
    return line;
}

static guint
count_words(const char *folded)
{
    guint n = *folded == '\0' ? 0 : 1;

    for (; *folded != '\0'; folded++)
        n += *folded == ' ' ? 1 : 0;
    return n;
}

gboolean
stage_regel_aanhef(const char *line)
{
    if (strlen(line) > 100)
        return FALSE;
    g_autofree char *folded = stage_fold(line);
    const char *phrase = stage_woorden_prefix(stage_aanhef, folded);
    if (phrase == NULL)
        return FALSE;
    g_autofree char *rest = g_strstrip(g_strdup(behind(line, count_words(phrase))));
    gsize length = strlen(rest);
    char end = length > 0 ? rest[length - 1] : '\0';
    if (end == ',' || end == '!' || end == '.' || end == ':')
        rest[length - 1] = '\0';
    /* A sentence that goes on after a comma says more than whom it greets. */
    const char *first = rest + strspn(rest, ", ");
    if (strpbrk(first, ",;:?!") != NULL || has_digits(first, 1))
        return FALSE;
    /* "hoi kees," is a name too, without a capital. */
    gboolean small = end == ',' && rest == first && strchr(first, ' ') == NULL && !stage_regel_akkoord(first);
    return small || is_name(first, NAME_WORDS);
}

gboolean
stage_regel_afsluiting(const char *line)
{
    if (strlen(line) > 120)
        return FALSE;
    if (strcmp(line, "-- ") == 0 || strcmp(line, "--") == 0 || strcmp(line, "\u2014") == 0)
        return TRUE;
    g_autofree char *folded = stage_fold(line);
    const char *phrase = stage_woorden_prefix(stage_afsluiting, folded);
    if (phrase == NULL)
        return FALSE;
    const char *rest = behind(line, count_words(phrase));
    /* In two languages: "Met vriendelijke groet / Kind regards,". */
    g_autofree char *folded_rest = stage_fold(rest);
    const char *second = stage_woorden_prefix(stage_afsluiting, folded_rest);
    if (second != NULL)
        rest = behind(rest, count_words(second));
    return strpbrk(rest, "?:;") == NULL && !has_digits(rest, 1) && is_name(rest, 8);
}

gboolean
stage_regel_ruis(const char *line)
{
    g_autofree char *copy = g_strstrip(g_strdup(line));

    if (*copy != '\0' && (strspn(copy, "_") == strlen(copy) || strspn(copy, "-=*") == strlen(copy)))
        return strlen(copy) >= 5;
    if (*copy == '[' && g_str_has_suffix(copy, "]") &&
        (g_str_has_prefix(copy, "[cid:") || g_ascii_strncasecmp(copy, "[image", 6) == 0 ||
         g_ascii_strncasecmp(copy, "[afbeelding", 11) == 0))
        return strpbrk(copy + 1, "[ ") == NULL || strchr(copy + 1, '[') == NULL;
    if (*copy == '<' && (g_str_has_prefix(copy, "<mailto:") || g_str_has_prefix(copy, "<http")) &&
        g_str_has_suffix(copy, ">") && strchr(copy, ' ') == NULL)
        return TRUE;
    if (strlen(copy) > 300)
        return FALSE;
    /* The address behind "Outlook voor iOS" may be long; its words do not count. */
    char *address = strstr(copy, "<http");
    if (address != NULL)
        *address = '\0';
    g_autofree char *folded = stage_fold(copy);
    return count_words(folded) <= 14 && stage_woorden_prefix(stage_verstuurd, folded) != NULL &&
           stage_woorden_in(stage_toestel, folded);
}

gboolean
stage_regel_waarschuwing(const char *line)
{
    g_autofree char *folded = stage_fold(line);

    return stage_woorden_in(stage_waarschuwing, folded);
}

gboolean
stage_regel_disclaimer(const char *line, gboolean below)
{
    g_autofree char *folded = stage_fold(line);

    return stage_woorden_any_prefix(stage_disclaimer_begin, folded) ||
           (below && stage_woorden_in(stage_disclaimer, folded));
}

/* "7411 AA Deventer" */
static gboolean
has_postcode(const char *line)
{
    for (const char *s = line; *s != '\0'; s++) {
        gsize digits = strspn(s, "0123456789");
        const char *letters = s + digits + strspn(s + digits, " ");
        if (digits == 4 && g_ascii_isupper(letters[0]) && g_ascii_isupper(letters[1]) &&
            !g_ascii_isalnum(letters[2]))
            return TRUE;
        s += digits > 0 ? digits - 1 : 0;
    }
    return FALSE;
}

static gboolean
is_contact(const char *line, const char *folded)
{
    return strchr(line, '@') != NULL || strstr(line, "www.") != NULL || strstr(line, "http") != NULL ||
           stage_woorden_any_prefix(stage_contact, folded) || has_postcode(line) || has_digits(line, 7);
}

gboolean
stage_regel_ondertekening(const char *line, gboolean apart)
{
    const char *rest = NULL;
    g_autofree char *text = g_strstrip(g_strdup(line));
    g_autofree char *folded = stage_fold(text);
    guint words = count_words(folded);

    if (stage_regel_ruis(text) || words == 0)
        return !stage_regel_akkoord(text);
    if (stage_regel_nummer(text, &rest) > 0 || stage_regel_kaal_nummer(text, &rest) > 0 ||
        stage_regel_akkoord(text) || strcmp(folded, "stop") == 0)
        return FALSE;
    if (is_contact(text, folded) && words <= 16)
        return TRUE;
    if (strpbrk(text, "?!") != NULL || words > 8)
        return FALSE;
    if (is_name(text, 8))
        return TRUE;
    gboolean sentence = g_str_has_suffix(text, ".") && !g_str_has_suffix(text, ".V.") && words > 2;
    gboolean capital = g_unichar_isupper(g_utf8_get_char(text));
    if (sentence || stage_woorden_word(stage_geen_naam, folded))
        return FALSE;
    return apart ? capital && words <= 4 : words <= 6;
}

gboolean
stage_regel_akkoord(const char *text)
{
    g_autofree char *folded = stage_fold(text);
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);
    gboolean agrees = strstr(text, "\U0001F44D") != NULL || strstr(text, "\u2705") != NULL;
    guint n = 0;

    if (strchr(text, '?') != NULL)
        return FALSE;
    if (stage_woorden_is(stage_akkoord_zinnen, folded))
        return TRUE;
    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0')
            continue;
        gboolean yes = stage_woorden_is(stage_akkoord_woorden, *word);
        if (!yes && !stage_woorden_is(stage_vul_woorden, *word))
            return FALSE;
        agrees = agrees || yes;
        n++;
    }
    return agrees && n <= 14;
}
