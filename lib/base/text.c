#include "base/text.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"

/* Characters that move the cursor, hide text or turn its direction round, and so could make a terminal
 * or a reader see something else than what is there. */
static gboolean
is_treacherous(gunichar c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff ||
           (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f);
}

/* Whether all of it is printable ASCII, as nearly all text is. */
static gboolean
is_plain(const char *text)
{
    while (*text >= ' ' && *text <= '~')
        text++;
    return *text == '\0';
}

gboolean
stage_is_visible(const char *text)
{
    for (const char *p = text; *p != '\0';) {
        if ((guchar)*p < 0x80) {
            if (is_treacherous((guchar)*p))
                return FALSE;
            p++;
            continue;
        }
        gunichar c = g_utf8_get_char_validated(p, -1);
        if (c == (gunichar)-1 || c == (gunichar)-2 || is_treacherous(c))
            return FALSE;
        p = g_utf8_next_char(p);
    }
    return TRUE;
}

char *
stage_visible(const char *text)
{
    if (stage_is_visible(text))
        return g_strdup(text);
    GString *out = g_string_new(NULL);
    for (const char *p = text; *p != '\0';) {
        gunichar c = g_utf8_get_char_validated(p, -1);
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            g_string_append_printf(out, "\\x%02x", (guint)(guchar)*p++);
            continue;
        }
        if (c == '\n' || c == '\t')
            g_string_append(out, c == '\n' ? "\\n" : "\\t");
        else if (is_treacherous(c))
            g_string_append_printf(out, c < 0x80 ? "\\x%02x" : "\\u%04x", c);
        else
            g_string_append_unichar(out, c);
        p = g_utf8_next_char(p);
    }
    return g_string_free(out, FALSE);
}

static gboolean
check(const char *text, const char *what, gsize max, gboolean lines, GError **error)
{
    const char *end = NULL;
    gsize length = strlen(text);

    if (length == 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s is empty"), _(what));
    if (length > max)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s has %zu bytes, at most %zu fit"), _(what),
                          length, max);
    if (is_plain(text))
        return TRUE;
    if (!g_utf8_validate(text, -1, &end))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s is not valid UTF-8 at byte %zu"), _(what),
                          (gsize)(end - text) + 1);
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (is_treacherous(c) && !(lines && (c == '\n' || c == '\t')))
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s holds a control character (U+%04X)"),
                              _(what), c);
    }
    return TRUE;
}

gboolean
stage_is_remark(const char *line)
{
    return line[0] == '#' && (line[1] == '\0' || line[1] == ' ');
}

gboolean
stage_check_line(const char *text, const char *what, GError **error)
{
    return check(text, what, STAGE_LINE_MAX, FALSE, error);
}

gboolean
stage_check_note(const char *text, const char *what, GError **error)
{
    return check(text, what, STAGE_NOTE_MAX, TRUE, error);
}

/* The nine figures at the beginning of `text` as the grouping writes them ("423": four, two and three), and
 * where they end; NULL when there are none. */
static const char *
figures(const char *text, const char *grouping, char out_figures[9])
{
    char separator = '\0';
    guint n = 0;

    for (const char *group = grouping; *group != '\0'; group++) {
        if (group == grouping + 1)
            separator = *text;
        if (group > grouping && ((separator != '.' && separator != ' ') || *text++ != separator))
            return NULL;
        for (int i = 0; i < *group - '0'; i++)
            if (g_ascii_isdigit(*text))
                out_figures[n++] = *text++;
            else
                return NULL;
    }
    return g_ascii_isdigit(*text) ? NULL : text;
}

gboolean
stage_passes_eleven_test(const char *nine)
{
    int sum = -(nine[8] - '0');

    for (int i = 0; i < 8; i++)
        sum += (9 - i) * (nine[i] - '0');
    return sum % 11 == 0 && strspn(nine, "0") < 9;
}

/* How many bytes at `p`, in `text`, are a BSN as it is written; 0: none begins there. */
static gsize
bsn_at(const char *text, const char *p)
{
    static const char *const groupings[] = { "9", "423", "333" };
    char nine[10] = "";

    if (!g_ascii_isdigit(*p) || (p > text && g_ascii_isdigit(p[-1])))
        return 0;
    for (gsize i = 0; i < G_N_ELEMENTS(groupings); i++) {
        const char *end = figures(p, groupings[i], nine);
        if (end != NULL && stage_passes_eleven_test(nine))
            return (gsize)(end - p);
    }
    return 0;
}

gboolean
stage_has_bsn(const char *text)
{
    for (const char *p = text; *p != '\0'; p++)
        if (bsn_at(text, p) > 0)
            return TRUE;
    return FALSE;
}

char *
stage_mask_bsn(const char *text)
{
    GString *out = g_string_new(NULL);

    for (const char *p = text; *p != '\0';) {
        gsize n = bsn_at(text, p);
        for (gsize i = 0; i < n; i++)
            g_string_append_c(out, 'x');
        if (n == 0)
            g_string_append_c(out, *p);
        p += MAX(n, 1);
    }
    return g_string_free(out, FALSE);
}

char *
stage_squeeze(const char *text)
{
    if (is_plain(text) && *text != ' ' && strstr(text, "  ") == NULL && !g_str_has_suffix(text, " "))
        return g_strdup(text);
    GString *out = g_string_sized_new(strlen(text));
    gboolean gap = FALSE;

    for (const char *p = text; *p != '\0';) {
        gunichar c = g_utf8_get_char_validated(p, -1);
        if (c == (gunichar)-1 ||
            c == (gunichar)-2) { /* broken bytes stay, to be refused where they are checked */
            if (gap)
                g_string_append_c(out, ' ');
            g_string_append_c(out, *p++);
            gap = FALSE;
            continue;
        }
        p = g_utf8_next_char(p);
        if (g_unichar_isspace(c)) {
            gap = out->len > 0;
            continue;
        }
        if (gap)
            g_string_append_c(out, ' ');
        gap = FALSE;
        g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

/* Letters that Unicode does not take apart into a base letter and a mark. */
static const char *
plain(gunichar c)
{
    switch (c) {
    case 0x00f8:
        return "o";
    case 0x0142:
        return "l";
    case 0x0111:
    case 0x00f0:
        return "d";
    case 0x00e6:
        return "ae";
    case 0x0153:
        return "oe";
    case 0x00fe:
        return "th";
    case 0x0131:
        return "i";
    case 0x00df:
        return "ss";
    default:
        return NULL;
    }
}

static gboolean
is_apostrophe(gunichar c)
{
    return c == '\'' || c == '`' || c == 0x00b4 || c == 0x02bc || c == 0x2018 || c == 0x2019;
}

static char *
fold_plain(const char *text, gboolean tight)
{
    char *out = g_malloc(strlen(text) + 1), *to = out;
    gboolean gap = FALSE;

    for (; *text != '\0'; text++) {
        if (!g_ascii_isalnum(*text)) {
            gap = *text != '\'' && *text != '`' ? to > out && !tight : gap;
            continue;
        }
        if (gap)
            *to++ = ' ';
        gap = FALSE;
        *to++ = g_ascii_tolower(*text);
    }
    *to = '\0';
    return out;
}

static char *
fold(const char *text, gboolean tight)
{
    g_autofree char *apart = NULL;
    gboolean gap = FALSE;

    if (is_plain(text))
        return fold_plain(text, tight);
    if (!g_str_is_ascii(text)) {
        if (!g_utf8_validate(text, -1, NULL)) /* taking it apart would step over its end */
            return g_strdup("");
        /* An acute accent that somebody used as an apostrophe would be taken apart into a space and a mark.
         */
        g_auto(GStrv) around = g_strsplit(text, "\u00b4", -1);
        g_autofree char *joined = g_strjoinv("'", around);
        apart = g_utf8_normalize(joined, -1, G_NORMALIZE_NFKD);
        text = apart;
    }
    GString *out = g_string_sized_new(strlen(text));
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_unichar_tolower(g_utf8_get_char(p));
        gboolean space = g_unichar_isspace(c) || c == 0x85; /* a tab, a newline, NEL too */
        if (!space && (g_unichar_ismark(c) || is_apostrophe(c) || is_treacherous(c)))
            continue;
        if (!g_unichar_isalnum(c)) {
            gap = out->len > 0 && !tight;
            continue;
        }
        if (gap)
            g_string_append_c(out, ' ');
        gap = FALSE;
        const char *base = c < 0x80 ? NULL : plain(c);
        if (base != NULL)
            g_string_append(out, base);
        else
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

char *
stage_fold(const char *text)
{
    return fold(text, FALSE);
}

char *
stage_fold_tight(const char *text)
{
    return fold(text, TRUE);
}

guint
stage_distance(const char *one, const char *other)
{
    enum { MAX = 64 };
    gsize n = strlen(one), m = strlen(other);
    guint rows[3][MAX + 1]; /* the row before the last one, the last one, this one */

    if (n >= MAX || m >= MAX)
        return MAX;
    for (gsize j = 0; j <= m; j++)
        rows[1][j] = (guint)j;
    for (gsize i = 1; i <= n; i++) {
        rows[2][0] = (guint)i;
        for (gsize j = 1; j <= m; j++) {
            guint change = rows[1][j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
            guint best = MIN(change, MIN(rows[1][j], rows[2][j - 1]) + 1);
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                best = MIN(best, rows[0][j - 2] + 1);
            rows[2][j] = best;
        }
        memcpy(rows[0], rows[1], sizeof rows[0]);
        memcpy(rows[1], rows[2], sizeof rows[1]);
    }
    return rows[1][m];
}

const char *
stage_nearest(const char *text, const char *const *names)
{
    const char *best = NULL;
    guint least = 64; /* which stage_distance() gives for what is too long to be near anything */

    for (; *names != NULL; names++) {
        guint distance = stage_distance(text, *names);
        if (distance < least && distance <= MAX(strlen(text), strlen(*names)) / 3) {
            least = distance;
            best = *names;
        }
    }
    return best;
}

gboolean
stage_is_email(const char *text)
{
    const char *at = strchr(text, '@');

    return at != NULL && at != text && strchr(at + 1, '@') == NULL && strchr(at + 1, '.') != NULL &&
           at[1] != '.' && text[strlen(text) - 1] != '.' && strpbrk(text, " \t,;<>()\"") == NULL &&
           strlen(text) <= 254;
}

char *
stage_shell_word(const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:@/";

    return *text != '\0' && text[strspn(text, plain)] == '\0' ? g_strdup(text) : g_shell_quote(text);
}

int
stage_word_place(const char *const *words, const char *word)
{
    for (int i = 0; word != NULL && words[i] != NULL; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}
