/* Placements that an earlier import brought, that are not over yet, and that this export does not have. */
#pragma once

#include "import/put.h"

/* Which placements an export has. */
typedef struct {
    GByteArray *bits; /* bit n: placement n */
} StageSeen;

void stage_seen_add(StageSeen *seen, gint64 plaatsing);

/* Tells each of them, as STAGE_IMPORT_GONE; closes it, with today as its last day, when the options say so
 * (one that was still to begin never takes place). */
gboolean stage_import_gone(StagePut *put, const StageSeen *seen, guint *out_n, GError **error);
