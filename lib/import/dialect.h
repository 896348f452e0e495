/* Lines into records of fields, by libcsv. */
#pragma once

#include "import/decode.h"

/* The separators that exports use, in the order in which they are tried. */
extern const char stage_csv_separators[];

typedef struct {
    guint line; /* the physical line on which it begins */
    guint n;
    const char *const *fields; /* UTF-8, untrimmed; they live until the next record */
} StageRecord;

typedef struct StageCsv StageCsv;

/* Reads from the lines as they stand; they stay the caller's. */
StageCsv *stage_csv_new(StageLines *lines, char separator);
void stage_csv_free(StageCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageCsv, stage_csv_free)

/* The next record that is not an empty line. TRUE and NULL at the end. A quote that is not closed is an error
 * that names the line on which its record begins. */
gboolean stage_csv_next(StageCsv *csv, const StageRecord **out, GError **error);
