/* The rows of a table as CSV and as JSON, one after the other, however many there are. */
#pragma once

#include "export/export.h"
#include "export/stream.h"

typedef struct {
    guint64 rows;
    guint64 confidential; /* that were left out, being their author's own */
} StageExportRows;

/* Without a pseudonym they stand by id, with one by pseudonym: by their place nobody would be told apart.
 * CORRUPT for a text that is no UTF-8; IO. */
gboolean stage_export_rows(StageDb *db, StageExportShape *shape, const StageExportOptions *options,
                           StageStream *csv, StageStream *json, StageExportRows *out, GError **error);
