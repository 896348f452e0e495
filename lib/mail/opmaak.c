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
    char **lines = g_strsplit(text, "\n", -1);
    guint n = g_strv_length(lines);

    if (n > 0 && *lines[n - 1] == '\0')
        g_clear_pointer(&lines[n - 1], g_free);
    return lines;
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

/* An apostrophe stays one: not every mail program knows &apos;. */
static void
append_escaped(GString *out, const char *text)
{
    for (; *text != '\0'; text++) {
        const char *entity = *text == '&'   ? "&amp;"
                             : *text == '<' ? "&lt;"
                             : *text == '>' ? "&gt;"
                             : *text == '"' ? "&quot;"
                                            : NULL;
        if (entity != NULL)
            g_string_append(out, entity);
        else
            g_string_append_c(out, *text);
    }
}

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

    if (kind != *open) {
        g_string_append(out, tags[*open].end);
        g_string_append(out, tags[kind].first);
    } else {
        g_string_append(out, kind == LIST && text == line ? "<br>\n" : tags[kind].next);
    }
    append_escaped(out, text);
    *open = kind;
}

char *
stage_opmaak_html(const char *text, const char *title, const char *language)
{
    g_auto(GStrv) lines = lines_of(text);
    GString *out = g_string_sized_new(strlen(text) + strlen(text) / 8 + 256);
    Open open = NOTHING;

    g_string_append(out, "<!DOCTYPE html>\n<html lang=\"");
    append_escaped(out, language);
    g_string_append(out, "\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    append_escaped(out, title);
    g_string_append(out, "</title>\n</head>\n<body>\n");
    for (char **line = lines; *line != NULL; line++)
        append_line(out, g_strchomp(*line), &open);
    g_string_append_printf(out, "%s</body>\n</html>\n", tags[open].end);
    return g_string_free(out, FALSE);
}
