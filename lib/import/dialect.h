/* Text into records of fields, by libcsv. */
#pragma once

#include "import/decode.h"

/* The longest record that is read, in bytes; a longer one is no export. */
#define STAGE_IMPORT_LINE_MAX (1024 * 1024)

/* The separators that exports use, in the order in which they are tried. */
extern const char stage_csv_separators[];

typedef struct {
    char separator;
    gboolean literal; /* a quote is a letter like any other */
    gboolean crlf;    /* only CRLF ends a record: an LF or CR by itself belongs to the value */
} StageDialect;

typedef struct {
    guint line; /* the physical line on which it begins */
    guint n;
    const char *const *fields; /* UTF-8, untrimmed; they live until the next record */
} StageRecord;

typedef struct StageCsv StageCsv;

/* Reads the lines from the first one on; they stay the caller's, and nobody else may read them meanwhile. */
StageCsv *stage_csv_new(StageLines *lines, const StageDialect *dialect, GError **error);
void stage_csv_free(StageCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageCsv, stage_csv_free)

/* The next record that is not an empty line. TRUE and NULL at the end. A quote that is not closed before the
 * end and a record over STAGE_IMPORT_LINE_MAX are errors that name the line on which the record begins. */
gboolean stage_csv_next(StageCsv *csv, const StageRecord **out, GError **error);
