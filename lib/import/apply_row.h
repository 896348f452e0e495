/* One row of an export into the store. */
#pragma once

#include "import/match.h"
#include "import/put.h"
#include "import/survey.h"

/* What an import holds from its first row to its last. */
typedef struct {
    StageDb *db;
    const StageImportOptions *options;
    StageImportCounts *counts;
    const char *path;
    const StageImportMap *map;
    StageSurvey survey;
    const StageRecord *record;
    StageImportRow row;
    GString *joined; /* a cell that is made of several */
    GArray *only;    /* int: the columns by which the profile leaves rows out, in its order */
    gboolean zeros;  /* there is a student number that begins with a zero */
    StagePut put;
    StageSeen refused;                     /* the lines of bad rows that were told of */
    GHashTable *known[STAGE_ROW_ENTITIES]; /* the cells of one, joined → its id */
    GPtrArray *fresh;                      /* what this row added to them, to be forgotten when it fails */
    StageRowEntity about;    /* what the row is about: of a student without a placement the student */
    StagePutOutcome outcome; /* the most that the row did */
} StageImporting;

/* Whether the profile takes rows like this one. */
gboolean stage_import_is_wanted(const StageImporting *in);
/* Puts the record in, as far as it goes: the caller takes back what a bad one began, and forgets it. */
gboolean stage_import_put_row(StageImporting *in, GError **error);
/* Forgets what a row that was taken back said. */
void stage_import_forget_row(StageImporting *in);
/* Before the first row and after the last. */
void stage_import_rows_begin(StageImporting *in);
void stage_import_rows_end(StageImporting *in);
