/* The store in a folder for others: per table a CSV and a JSON file, datapackage.json, which says what stands
 * in them (Frictionless Data Package v1), and LEESMIJ.txt for people. */
#pragma once

#include "export/column.h"

/* The tables of a list like "student,plaatsing" (NULL: all that an export can have), as StageExportTable, in
 * the order of the store. BAD_INPUT for what is none of them. */
GPtrArray *stage_export_choose(const char *names, GError **error);

typedef struct {
    GPtrArray *tables;
    const StagePseudonym *under; /* NULL: as it is */
    gboolean confidential;       /* also what an author keeps to themself */
    const char *now;             /* YYYY-MM-DDTHH:MM:SSZ */
    guint at_once; /* how many rows are put in order of pseudonym at once; 0: as many as take 8 MB */
} StageExportOptions;

typedef struct {
    guint64 rows;         /* of all tables */
    guint64 confidential; /* rows that were left out */
} StageExportOutcome;

/* Whether a folder of that name can be made; EXISTS when something is there. */
gboolean stage_export_check(const char *folder, GError **error);

/* Makes the folder: of its owner only, whole or not at all, never over what is there. The caller sees to one
 * and the same state of the store (stage_db_begin_read()). EXISTS, CORRUPT, DENIED, IO. */
gboolean stage_export_write(StageDb *db, const char *folder, const StageExportOptions *options,
                            StageExportOutcome *out, GError **error);
