/* Which rows of a table an export has told of, a bit for each. */
#pragma once

#include <glib.h>

typedef struct {
    GByteArray *bits; /* bit n: the row with id n */
} StageSeen;

void stage_seen_add(StageSeen *seen, gint64 id);
gboolean stage_seen_has(const StageSeen *seen, gint64 id);
void stage_seen_clear(StageSeen *seen);
