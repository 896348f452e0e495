#include "mail/snoei.h"

#include <string.h>

/* Puts a line in, with every colon too many made a space: nothing that people write has them. */
static void
add_line(GByteArray *out, const char *line, gsize length, guint *colons)
{
    guint first = out->len;

    g_byte_array_append(out, (const guint8 *)line, (guint)length);
    if (*line != ' ' && *line != '\t')
        *colons = 0;
    for (guint i = first; i < out->len; i++)
        if (out->data[i] == ':' && ++*colons > STAGE_SNOEI_COLONS)
            out->data[i] = ' ';
}

GByteArray *
stage_snoei(const char *bytes, gsize length, gboolean *out_cut)
{
    GByteArray *out = g_byte_array_sized_new((guint)MIN(length, STAGE_SNOEI_ALL));
    guint boundaries = 0, colons = 0;
    gsize run = 0;

    for (gsize at = 0, next = 0; at < length; at = next) {
        const char *line = bytes + at, *end = memchr(line, '\n', length - at);
        next = end == NULL ? length : (gsize)(end - bytes) + 1;
        gsize size = next - at;
        gboolean empty = *line == '\n' || (size == 2 && line[0] == '\r' && line[1] == '\n');
        gboolean boundary = size > 2 && line[0] == '-' && line[1] == '-';
        gsize room = STAGE_SNOEI_RUN - MIN(run, STAGE_SNOEI_RUN);
        boundaries += boundary ? 1 : 0;
        run = empty || boundary ? 0 : run + size;
        size = empty || boundary ? size : MIN(size, room);
        if (boundaries > STAGE_SNOEI_BOUNDARIES || out->len + size > STAGE_SNOEI_ALL) {
            *out_cut = TRUE;
            break;
        }
        if (size == 0)
            continue;
        add_line(out, line, size, &colons);
        if (size < next - at) /* still a line of its own */
            out->data[out->len - 1] = '\n';
    }
    return out;
}
