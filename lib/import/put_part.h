/* Around what a row of the file puts in: what is told of it, and what it writes at once, in a part of its own
 * that can be taken back. */
#pragma once

#include "import/put.h"

gboolean stage_put_begin(StagePut *put, GError **error);
void stage_put_end(StagePut *put);

/* Tells that something happened to a row of the store; NULL when nobody listens. The caller fills in field,
 * before and after. */
StageImportChange *stage_put_tell(StagePut *put, StageImportKind kind, const StageEntity *of, gint64 id);

/* Begins to write at once. What earlier rows added is not part of it; what this one added is, as what it
 * writes now may refer to that. */
gboolean stage_put_part(StagePut *put, GError **error);
/* Ends what the row wrote: keeps it, or takes it back. */
gboolean stage_put_settle(StagePut *put, gboolean keep, GError **error);
