#include "import/bloom.h"

#include <string.h>

/* There are 1 << BITS bits, of which each hash has HASHES. */
enum { BITS = 24, HASHES = 2 };

static guint
bit_of(guint64 hash, guint i)
{
    return (guint)(hash >> i * BITS) & ((1 << BITS) - 1);
}

void
stage_bloom_add(StageBloom *bloom, guint64 hash)
{
    if (bloom->bits == NULL)
        bloom->bits = g_malloc0((1 << BITS) / 8);
    for (guint i = 0; i < HASHES; i++)
        bloom->bits[bit_of(hash, i) / 8] |= (guint8)(1 << bit_of(hash, i) % 8);
}

gboolean
stage_bloom_has(const StageBloom *bloom, guint64 hash)
{
    gboolean has = bloom->bits != NULL;

    for (guint i = 0; has && i < HASHES; i++)
        has = (bloom->bits[bit_of(hash, i) / 8] & 1 << bit_of(hash, i) % 8) != 0;
    return has;
}

void
stage_bloom_clear(StageBloom *bloom)
{
    g_clear_pointer(&bloom->bits, g_free);
}

void
stage_hash_take(guint64 *hash, gconstpointer data, gsize n)
{
    for (const guint8 *byte = data; n > 0; n--)
        *hash = (*hash ^ *byte++) * G_GUINT64_CONSTANT(0x100000001b3);
}

void
stage_hash_take_bare(guint64 *hash, const char *text)
{
    const char *bare = text + strspn(text, "0");

    stage_hash_take(hash, bare, strlen(bare) + 1);
}
