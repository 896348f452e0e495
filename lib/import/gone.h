/* Placements that an earlier import brought, that are not over yet, and that this export does not have. */
#pragma once

#include "import/put.h"
#include "import/seen.h"

/* Tells each of them, as STAGE_IMPORT_GONE; closes it, with today as its last day, when `close` says so
 * (one that was still to begin never takes place). */
gboolean stage_import_gone(StagePut *put, const StageSeen *seen, gboolean close, guint *out_n,
                           GError **error);
