#include "mail/flowed.h"

#include <string.h>

enum { DEPTH_MAX = 8 };

static void
put_depth(GString *out, gsize depth)
{
    for (gsize i = 0; i < MIN(depth, DEPTH_MAX); i++)
        g_string_append(out, i == 0 ? ">" : " >");
    if (depth > 0)
        g_string_append_c(out, ' ');
}

char *
stage_flowed_text(const char *text, gboolean delsp)
{
    GString *out = g_string_new(NULL);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    gboolean open = FALSE; /* the last line goes on */
    gsize open_depth = 0;

    for (char **at = lines; *at != NULL; at++) {
        gsize depth = strspn(*at, ">");
        char *line = *at + depth;
        if (*line == ' ')
            line++;
        gsize length = strlen(line);
        gboolean signature = strcmp(line, "-- ") == 0;
        if (open && (depth != open_depth || signature)) {
            g_string_append_c(out, '\n');
            open = FALSE;
        }
        if (!open)
            put_depth(out, depth);
        /* Typed like that, and stuffed so that it is not taken for quoted: it must stay so. */
        if (!open && depth == 0 && *line == '>')
            g_string_append_c(out, ' ');
        open = length > 0 && line[length - 1] == ' ' && !signature;
        open_depth = depth;
        g_string_append_len(out, line, (gssize)(open && delsp ? length - 1 : length));
        if (!open && (at[1] != NULL || length > 0))
            g_string_append_c(out, '\n');
    }
    if (open)
        g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}
