#include "import/utf8.h"

#include <string.h>

gsize
stage_utf8_character(const char *text, gsize length)
{
    /* Table 3-7 of the Unicode Standard: what the second byte may be. */
    static const struct {
        unsigned char first, last, low, high;
        gsize n;
    } rows[] = {
        { 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 }, { 0xe1, 0xec, 0x80, 0xbf, 3 },
        { 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 }, { 0xf0, 0xf0, 0x90, 0xbf, 4 },
        { 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 },
    };
    const unsigned char *p = (const unsigned char *)text;

    if (length > 0 && *p < 0x80)
        return 1;
    for (gsize r = 0; length > 0 && r < G_N_ELEMENTS(rows); r++) {
        if (*p < rows[r].first || *p > rows[r].last)
            continue;
        if (rows[r].n > length || p[1] < rows[r].low || p[1] > rows[r].high)
            return 0;
        for (gsize i = 2; i < rows[r].n; i++)
            if ((p[i] & 0xc0) != 0x80)
                return 0;
        return rows[r].n;
    }
    return 0;
}

/* "Ã" before one of U+0080 to U+00BF, or "â€": what becomes of a letter with a diacritic, and of a
 * typographic quote or dash, when its UTF-8 is read as Windows-1252. No language writes them. */
static gboolean
is_doubled(const char *text, gsize length)
{
    return length >= 4 && (memcmp(text, "\xc3\x83\xc2", 3) == 0 ||
                           (length >= 5 && memcmp(text, "\xc3\xa2\xe2\x82\xac", 5) == 0));
}

gsize
stage_utf8_valid(const char *text, gsize length, guint64 *doubled, gsize *first)
{
    gsize at = 0;

    while (at < length) {
        guint64 word = 0;
        while (at + sizeof word <= length) {
            memcpy(&word, text + at, sizeof word);
            if ((word & G_GUINT64_CONSTANT(0x8080808080808080)) != 0)
                break;
            at += sizeof word;
        }
        while (at < length && (unsigned char)text[at] < 0x80)
            at++;
        if (at == length)
            break;
        gsize n = stage_utf8_character(text + at, length - at);
        if (n == 0)
            break;
        if (text[at] == '\xc3' && is_doubled(text + at, length - at)) {
            if (*doubled == 0)
                *first = at;
            *doubled += 1;
        }
        at += n;
    }
    return at;
}

gsize
stage_utf8_unfinished(const char *text, gsize length)
{
    for (gsize n = 1; n <= MIN(length, 3); n++) {
        unsigned char c = (unsigned char)text[length - n];
        if (c >= 0xc0)
            return (c >= 0xf0 ? 4u : c >= 0xe0 ? 3u : 2u) > n ? n : 0;
        if (c < 0x80)
            return 0;
    }
    return 0;
}
