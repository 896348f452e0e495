/* What an import holds from its first row to its last, and what the cells of a row say. */
#pragma once

#include "import/coming.h"
#include "import/match.h"
#include "import/put.h"
#include "import/survey.h"

typedef struct {
    StageDb *db;
    const StageImportOptions *options;
    StageImportCounts *counts;
    const char *path;
    const StageImportMap *map;
    StageSurvey survey;
    StageComing *coming;
    StageComingRow *now; /* the one of these that is at its turn */
    GString *joined;     /* a cell that is made of several */
    GArray *only;        /* int: the columns by which the profile leaves rows out, in its order */
    gboolean zeros;      /* there is a student number that begins with a zero */
    StageBloom numbers;  /* then the numbers of the students that there were, without zeros in front */
    StagePut put;
    StageSeen refused;                     /* the lines of bad rows that were told of */
    GHashTable *known[STAGE_ROW_ENTITIES]; /* the cells of one, joined → its id */
    GPtrArray *fresh;                      /* what this row added to them, to be forgotten when it fails */
    StageRowEntity about;    /* what the row is about: of a student without a placement the student */
    StagePutOutcome outcome; /* the most that the row did */
} StageImporting;

/* Whether it has as many fields as the header. */
gboolean stage_import_is_whole(const StageImporting *in);
/* Whether the profile takes rows like this one. */
gboolean stage_import_is_wanted(const StageImporting *in);
/* Reads the cells of one entity, once; the error names the column. */
gboolean stage_import_read(StageImporting *in, StageRowEntity index, GError **error);
/* Whether the cells that were read say anything of an entity. */
gboolean stage_import_is_said(const StageImporting *in, StageRowEntity index);

/* Whether an earlier row said the same of an entity that belongs to `owner` (an id, or 0), and of which id.
 */
gboolean stage_import_was_said(StageImporting *in, StageRowEntity index, gint64 owner, gint64 *out_id);
/* Keeps what this row says; forgets it, when the row is taken back. */
void stage_import_remember(StageImporting *in, StageRowEntity index, gint64 owner, gint64 id);
void stage_import_forget_row(StageImporting *in);

/* Before the first row and after the last. */
void stage_import_rows_begin(StageImporting *in);
void stage_import_rows_end(StageImporting *in);
