#include "mail/entiteit.h"

#include <string.h>

/* The names of U+00A0 to U+00FF, in order (HTML 4, 24.2). */
static const char *const latin[96] = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",
    "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",
    "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12",
    "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil",
    "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde",
    "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",
    "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",
    "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",
    "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml",
};

/* Others that mail programs write instead of the character. */
static const struct {
    const char *name;
    gunichar character;
} others[] = {
    { "Dagger", 0x2021 }, { "NewLine", 0x000a }, { "OElig", 0x0152 },  { "Prime", 0x2033 },
    { "Scaron", 0x0160 }, { "Tab", 0x0009 },     { "Yuml", 0x0178 },   { "alefsym", 0x2135 },
    { "amp", 0x0026 },    { "apos", 0x0027 },    { "bdquo", 0x201e },  { "bull", 0x2022 },
    { "check", 0x2713 },  { "circ", 0x02c6 },    { "crarr", 0x21b5 },  { "dArr", 0x21d3 },
    { "dagger", 0x2020 }, { "darr", 0x2193 },    { "emsp", 0x2003 },   { "ensp", 0x2002 },
    { "euro", 0x20ac },   { "fnof", 0x0192 },    { "frasl", 0x2044 },  { "ge", 0x2265 },
    { "gt", 0x003e },     { "hArr", 0x21d4 },    { "harr", 0x2194 },   { "hellip", 0x2026 },
    { "image", 0x2111 },  { "lArr", 0x21d0 },    { "larr", 0x2190 },   { "ldquo", 0x201c },
    { "le", 0x2264 },     { "lrm", 0x200e },     { "lsaquo", 0x2039 }, { "lsquo", 0x2018 },
    { "lt", 0x003c },     { "mdash", 0x2014 },   { "ndash", 0x2013 },  { "ne", 0x2260 },
    { "oelig", 0x0153 },  { "oline", 0x203e },   { "permil", 0x2030 }, { "prime", 0x2032 },
    { "quot", 0x0022 },   { "rArr", 0x21d2 },    { "rarr", 0x2192 },   { "rdquo", 0x201d },
    { "real", 0x211c },   { "rlm", 0x200f },     { "rsaquo", 0x203a }, { "rsquo", 0x2019 },
    { "sbquo", 0x201a },  { "scaron", 0x0161 },  { "star", 0x2606 },   { "starf", 0x2605 },
    { "thinsp", 0x2009 }, { "tilde", 0x02dc },   { "trade", 0x2122 },  { "uArr", 0x21d1 },
    { "uarr", 0x2191 },   { "weierp", 0x2118 },  { "zwj", 0x200d },    { "zwnj", 0x200c },
};

/* U+0080 to U+009F are control characters; who wrote their numbers meant windows-1252. */
static const guint16 windows[32] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

static gunichar
by_name(const char *name, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS(latin); i++)
        if (strlen(latin[i]) == length && strncmp(latin[i], name, length) == 0)
            return 0xa0 + (gunichar)i;
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        if (strlen(others[i].name) == length && strncmp(others[i].name, name, length) == 0)
            return others[i].character;
    return 0;
}

static gunichar
by_number(guint64 number)
{
    if (number >= 0x80 && number < 0xa0)
        return windows[number - 0x80];
    return number == 0 || number > 0x10ffff || !g_unichar_validate((gunichar)number) ? 0xfffd
                                                                                     : (gunichar)number;
}

gsize
stage_entiteit(const char *text, gunichar *out_char)
{
    gboolean number = text[1] == '#', hexadecimal = number && (text[2] == 'x' || text[2] == 'X');
    const char *first = text + (hexadecimal ? 3 : number ? 2 : 1), *end = first;

    while (hexadecimal ? g_ascii_isxdigit(*end) : number ? g_ascii_isdigit(*end) : g_ascii_isalnum(*end))
        end++;
    if (end == first || end - first > 10)
        return 0;
    gunichar found = number ? by_number(g_ascii_strtoull(first, NULL, hexadecimal ? 16 : 10))
                            : by_name(first, (gsize)(end - first));
    if (found == 0)
        return 0;
    *out_char = found;
    return (gsize)(end - text) + (*end == ';' ? 1 : 0);
}
