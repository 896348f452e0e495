#include "mail/opmaak.h"

#include <string.h>

enum { COLUMNS = 72 };

#define SIGNATURE "-- "

/* --- text/plain --- */

static guint
columns(gunichar c)
{
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

/* Where the first line of `text` ends when it is broken: behind the last space that still fits, or, when the
 * first word does not, behind that. The end of the text when all of it fits. Spaces stay together, none come
 * alone, and no line becomes the one above a signature. */
static const char *
line_end(const char *text)
{
    const char *word = text + strspn(text, " "), *fits = NULL;
    guint width = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        if (width > COLUMNS && fits != NULL)
            return fits;
        gboolean may = *p == ' ' && p > word && p[1] != ' ' && p[1] != '\0';
        gboolean signature = p == text + 2 && g_str_has_prefix(text, SIGNATURE);
        if (may && !signature && (width < COLUMNS || fits == NULL))
            fits = p + 1;
        width += columns(g_utf8_get_char(p));
    }
    return width > COLUMNS && fits != NULL ? fits : text + strlen(text);
}

static gboolean
needs_stuffing(const char *line)
{
    return *line == ' ' || *line == '>' || g_str_has_prefix(line, "From ");
}

static void
flow_line(GString *out, char *line)
{
    if (strcmp(line, SIGNATURE) != 0)
        g_strchomp(line);
    do {
        const char *end = line_end(line);
        if (needs_stuffing(line))
            g_string_append_c(out, ' ');
        g_string_append_len(out, line, end - line);
        g_string_append_c(out, '\n');
        line += end - line;
    } while (*line != '\0');
}

/* The lines of a text; an end of line at its end begins no other. */
static char **
lines_of(const char *text)
{
    g_autofree char *copy = g_strdup(text);

    if (g_str_has_suffix(copy, "\n"))
        copy[strlen(copy) - 1] = '\0';
    return g_strsplit(copy, "\n", -1);
}

char *
stage_opmaak_flowed(const char *text)
{
    g_auto(GStrv) lines = lines_of(text);
    GString *out = g_string_sized_new(strlen(text) + strlen(text) / 16);

    for (char **line = lines; *line != NULL; line++)
        flow_line(out, *line);
    return g_string_free(out, FALSE);
}

/* --- text/html --- */

/* What is open, and so has to be closed before something else begins. */
typedef enum { NOTHING, PARAGRAPH, LIST } Open;

static const struct {
    const char *first, *next, *end; /* before its first line, between two lines, behind its last */
} tags[] = {
    [NOTHING] = { "", "", "" },
    [PARAGRAPH] = { "<p>", "<br>\n", "</p>\n" },
    [LIST] = { "<ul>\n<li>", "</li>\n<li>", "</li>\n</ul>\n" },
};

static Open
kind_of(const char *line, Open open)
{
    if (*line == '\0')
        return NOTHING;
    /* An indented line behind an item goes on with it. */
    return g_str_has_prefix(line, "- ") || (open == LIST && *line == ' ') ? LIST : PARAGRAPH;
}

static void
append_line(GString *out, const char *line, Open *open)
{
    Open kind = kind_of(line, *open);
    const char *text = g_str_has_prefix(line, "- ") ? line + 2 : line;
    g_autofree char *escaped = g_markup_escape_text(text, -1);

    if (kind != *open) {
        g_string_append(out, tags[*open].end);
        g_string_append(out, tags[kind].first);
    } else {
        g_string_append(out, kind == LIST && text == line ? "<br>\n" : tags[kind].next);
    }
    g_string_append(out, escaped);
    *open = kind;
}

char *
stage_opmaak_html(const char *text, const char *title, const char *language)
{
    g_auto(GStrv) lines = lines_of(text);
    g_autofree char *head = g_markup_escape_text(title, -1), *lang = g_markup_escape_text(language, -1);
    GString *out = g_string_sized_new(strlen(text) + strlen(text) / 8 + 256);
    Open open = NOTHING;

    g_string_append_printf(out,
                           "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                           "<title>%s</title>\n</head>\n<body>\n",
                           lang, head);
    for (char **line = lines; *line != NULL; line++)
        append_line(out, g_strchomp(*line), &open);
    g_string_append_printf(out, "%s</body>\n</html>\n", tags[open].end);
    return g_string_free(out, FALSE);
}
