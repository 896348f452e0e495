#include "mail/tekst.h"

#include <string.h>

#include "base/text.h"

/* Charsets that say how more bytes than one make a character, or that differ from windows-1252: taken at
 * their word. Others could name any converter that iconv(3) loads, and are not asked for. */
static const char *const trusted[] = {
    "iso-8859-15", "iso-8859-2",  "iso-8859-9", "iso-8859-5", "iso-8859-6",  "iso-8859-7", "iso-8859-8",
    "iso8859-15",  "windows-125", "cp125",      "koi8-",      "utf-16",      "utf-32",     "iso-2022-jp",
    "gb2312",      "gbk",         "gb18030",    "big5",       "euc-kr",      "euc-jp",     "shift_jis",
    "utf-7",       "macintosh",   "ibm850",     "cp850",      "x-mac-roman",
};

static gboolean
is_trusted(const char *charset)
{
    for (gsize i = 0; i < G_N_ELEMENTS(trusted); i++)
        if (g_ascii_strncasecmp(charset, trusted[i], strlen(trusted[i])) == 0)
            return strlen(charset) < 20;
    return FALSE;
}

static char *
convert(const char *bytes, gsize length, const char *from)
{
    gsize written = 0;
    char *text = g_convert_with_fallback(bytes, (gssize)length, "UTF-8", from, "\uFFFD", NULL, &written,
                                         NULL);

    /* A NUL that UTF-16 may have inside ends a C string too early. */
    for (gsize i = 0; text != NULL && i < written; i++)
        if (text[i] == '\0')
            text[i] = ' ';
    return text;
}

/* Whether a character of more than one byte stands in it, well formed. */
static gboolean
has_utf8(const char *bytes, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if ((guchar)bytes[i] >= 0xc2) {
            gunichar c = g_utf8_get_char_validated(bytes + i, (gssize)(length - i));
            if (c != (gunichar)-1 && c != (gunichar)-2)
                return TRUE;
        }
    return FALSE;
}

char *
stage_tekst_decode(const char *bytes, gsize length, const char *charset)
{
    gboolean told = charset != NULL && is_trusted(charset);
    gboolean wide = told && g_ascii_strncasecmp(charset, "utf-", 4) == 0;
    gboolean escaped = told && (wide || g_ascii_strncasecmp(charset, "iso-2022", 8) == 0);
    g_autofree char *whole = g_malloc(length + 1);
    char *text = NULL;
    gsize n = 0;

    for (gsize i = 0; i < length; i++)
        if (bytes[i] != '\0' || wide)
            whole[n++] = bytes[i];
    gboolean valid = g_utf8_validate_len(whole, n, NULL);
    if (told && (!valid || escaped))
        text = convert(whole, n, charset);
    if (text == NULL && !valid && !has_utf8(whole, n))
        text = convert(whole, n, "WINDOWS-1252");
    /* Else UTF-8, perhaps with a few broken bytes: a message that was cut, or two that were put together. */
    return text == NULL ? g_utf8_make_valid(whole, (gssize)n) : text;
}

static gboolean
is_wanted(const char *at)
{
    char c[7] = { 0 };

    if ((guchar)*at < 0x80)
        return (*at >= ' ' && *at != 0x7f) || *at == '\n' || *at == '\t';
    memcpy(c, at, (gsize)(g_utf8_next_char(at) - at));
    return stage_is_visible(c);
}

char *
stage_tekst_clean(const char *text, gsize most, gboolean *out_cut)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_new(NULL);

    for (const char *s = valid; *s != '\0';) {
        gsize length = (gsize)(g_utf8_next_char(s) - s);
        gunichar c = g_utf8_get_char(s);
        gboolean line = c == 0x2028 || c == 0x2029 || c == '\f' || (c == '\r' && s[1] != '\n');
        if (out->len + length > most) {
            if (out_cut != NULL)
                *out_cut = TRUE;
            break;
        }
        if (line)
            g_string_append_c(out, '\n');
        else if (is_wanted(s))
            g_string_append_len(out, s, (gssize)length);
        s += length;
    }
    return g_string_free(out, FALSE);
}

char *
stage_tekst_line(const char *text, gsize most)
{
    if (text == NULL)
        return NULL;
    g_autofree char *clean = stage_tekst_clean(text, most, NULL);
    char *line = stage_squeeze(clean);
    if (*line == '\0')
        g_clear_pointer(&line, g_free);
    return line;
}
