/* Which of many things were seen, in little memory (B. H. Bloom, "Space/time trade-offs in hash coding with
 * allowable errors", 1970): one that was is always known, and of a million that were, one other in seventy is
 * taken for one of them. */
#pragma once

#include <glib.h>

typedef struct {
    guint8 *bits; /* NULL: none was seen */
} StageBloom;

void stage_bloom_add(StageBloom *bloom, guint64 hash);
gboolean stage_bloom_has(const StageBloom *bloom, guint64 hash);
void stage_bloom_clear(StageBloom *bloom);

/* A hash of pieces, one after the other: begins with STAGE_HASH (FNV-1a). */
#define STAGE_HASH G_GUINT64_CONSTANT(0xcbf29ce484222325)
void stage_hash_take(guint64 *hash, gconstpointer data, gsize n);
/* A number without the zeros in front of it, which may be lost in a spreadsheet. */
void stage_hash_take_bare(guint64 *hash, const char *text);
