#include "cmd/wrap.h"

#include <string.h>

/* However narrow the screen is. */
enum { LEAST = 10 };

static guint
char_width(gunichar c)
{
    return c < 0x80 ? 1 : g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

guint
stage_text_width(const char *text)
{
    guint widest = 0, width = 0;

    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        width = *text == '\n' ? 0 : width + char_width(g_utf8_get_char(text));
        widest = MAX(widest, width);
    }
    return widest;
}

/* A word on a line of its own, in pieces when it is longer; returns how wide the last one is. */
static guint
add_word(GString *out, const char *word, guint width)
{
    gboolean whole = strstr(word, "://") != NULL;
    guint at = 0;

    if (whole || stage_text_width(word) <= width) {
        g_string_append(out, word);
        return stage_text_width(word);
    }
    for (; *word != '\0'; word = g_utf8_next_char(word)) {
        guint wide = char_width(g_utf8_get_char(word));
        if (at + wide > width) {
            g_string_append_c(out, '\n');
            at = 0;
        }
        g_string_append_unichar(out, g_utf8_get_char(word));
        at += wide;
    }
    return at;
}

/* What fits stays as it was typed, with the spaces between its words. */
static void
wrap_line(GString *out, const char *line, guint width)
{
    g_auto(GStrv) words = NULL;
    guint at = 0;

    if (stage_text_width(line) <= width) {
        g_string_append(out, line);
        return;
    }
    words = g_strsplit(line, " ", -1);
    for (char **word = words; *word != NULL; word++) {
        guint wide = stage_text_width(*word);
        if (**word == '\0')
            continue;
        if (at > 0 && at + 1 + wide > width) {
            g_string_append_c(out, '\n');
            at = 0;
        }
        if (at > 0) {
            g_string_append_c(out, ' ');
            g_string_append(out, *word);
            at += 1 + wide;
        } else {
            at = add_word(out, *word, width);
        }
    }
}

char *
stage_text_wrap(const char *text, guint width)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *out = g_string_new(NULL);

    for (char **line = lines; *line != NULL; line++) {
        if (line > lines)
            g_string_append_c(out, '\n');
        wrap_line(out, *line, MAX(width, 1));
    }
    return g_string_free(out, FALSE);
}

void
stage_text_print(FILE *out, const char *first, const char *text, guint width)
{
    guint indent = stage_text_width(first);
    g_autofree char *wrapped = stage_text_wrap(text, width >= indent + LEAST ? width - indent : LEAST);
    g_auto(GStrv) lines = g_strsplit(wrapped, "\n", -1);

    fprintf(out, "%s%s\n", first, *lines == NULL ? "" : *lines);
    for (char **line = lines; *line != NULL && *++line != NULL;)
        fprintf(out, "%*s%s\n", **line == '\0' ? 0 : (int)indent, "", *line);
}
