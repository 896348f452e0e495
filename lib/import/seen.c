#include "import/seen.h"

#include <string.h>

void
stage_seen_add(StageSeen *seen, gint64 id)
{
    guint byte = (guint)(id / 8), n = 0;

    if (seen->bits == NULL)
        seen->bits = g_byte_array_new();
    n = seen->bits->len;
    if (byte >= n) {
        g_byte_array_set_size(seen->bits, byte + 4096);
        memset(seen->bits->data + n, 0, seen->bits->len - n);
    }
    seen->bits->data[byte] |= (guint8)(1 << id % 8);
}

gboolean
stage_seen_has(const StageSeen *seen, gint64 id)
{
    guint byte = (guint)(id / 8);

    return seen->bits != NULL && byte < seen->bits->len && (seen->bits->data[byte] & 1 << id % 8) != 0;
}

void
stage_seen_clear(StageSeen *seen)
{
    g_clear_pointer(&seen->bits, g_byte_array_unref);
}
