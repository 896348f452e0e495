/* What an export has of a table: its columns, and what becomes of the values in them. Without a pseudonym
 * that are all fields, as they are. */
#pragma once

#include "export/dictionary.h"
#include "export/pseudonym.h"

/* Under a pseudonym a value that fewer rows have is left out. */
enum { STAGE_EXPORT_COMMON = 5 };

typedef enum {
    STAGE_EXPORT_AS_IS,
    STAGE_EXPORT_PSEUDONYM,
    STAGE_EXPORT_WEEK,   /* of a day the Monday of its week */
    STAGE_EXPORT_REGION, /* of a Dutch postcode the first two figures, of another nothing */
} StageExportAct;

typedef struct {
    const char *name;
    const StageField *field; /* NULL: the id */
    const char *about;       /* to be translated */
    StagePrivacy privacy;
    StageExportAct act;
    guint at;           /* which column of its statement it is */
    GHashTable *common; /* only what at least STAGE_EXPORT_COMMON rows have: how many have it; NULL: all */
} StageExportColumn;

typedef struct {
    const StageExportTable *table;
    const StagePseudonym *under; /* NULL: as it is */
    StageExportColumn columns[STAGE_FIELDS_MAX + 1];
    guint n;
    guint
        private_at; /* the column of its statement that is 1 in a row that is its author's own; 0: none is */
    GPtrArray *left_out; /* the names of the fields that it has not */
} StageExportShape;

StageExportShape *stage_export_shape_new(const StageExportTable *table, const StagePseudonym *under);
void stage_export_shape_free(StageExportShape *shape);

/* Whether a row of its statement is its author's own. */
gboolean stage_export_is_private(const StageExportShape *shape, StageStmt *row);

/* Where a value that was changed stands, until the next one. */
typedef struct {
    char text[STAGE_PSEUDONYM_FIGURES + 1];
} StageExportRoom;

/* Counts a value of a column of which only what is common is kept. */
void stage_export_count(const StageExportColumn *column, StageValue value);
/* What the export has for a value. */
StageValue stage_export_value(const StageExportShape *shape, const StageExportColumn *column,
                              StageValue value, StageExportRoom *room);
