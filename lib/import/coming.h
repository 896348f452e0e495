/* The rows of a file that come next: so many are read before the first of them goes into the store, so that
 * what they need of it can be asked for all of them at once. */
#pragma once

#include "import/row.h"
#include "import/rows.h"

typedef struct {
    StageRecord record; /* a copy; its fields are one piece of memory */
    StageImportRow row;
    guint read; /* which of the row's entities were read from the record, a bit each */
} StageComingRow;

enum { STAGE_COMING = 256 };
typedef struct {
    StageComingRow at[STAGE_COMING];
    guint n;
    GError *failed; /* why no row could be read behind these */
} StageComing;

/* The next rows in the place of those that it has; none are left when there are fewer than STAGE_COMING. */
void stage_coming_read(StageComing *coming, StageRows *rows);
void stage_coming_clear(StageComing *coming);
