/* One row of an export, in the terms of the model: what the columns of an export can be mapped to. */
#pragma once

#include "import/days.h"
#include "model/docent.h"
#include "model/leerbedrijf.h"
#include "model/opleider.h"
#include "model/opleiding.h"
#include "model/plaatsing.h"
#include "model/student.h"

typedef struct {
    StageOpleiding opleiding;
    StageStudent student;
    StageDocent docent;
    StageLeerbedrijf leerbedrijf;
    StageOpleider opleider;
    StagePlaatsing plaatsing;
    gboolean ended; /* its status says that the placement is over */
} StageImportRow;

/* In the order in which a row refers to them: its entities. */
typedef enum {
    STAGE_ROW_OPLEIDING,
    STAGE_ROW_STUDENT,
    STAGE_ROW_DOCENT,
    STAGE_ROW_LEERBEDRIJF,
    STAGE_ROW_OPLEIDER,
    STAGE_ROW_PLAATSING,
    STAGE_ROW_ENTITIES
} StageRowEntity;
extern const StageEntity *const stage_row_entities[STAGE_ROW_ENTITIES];
StageRowEntity stage_row_entity(const StageEntity *of);

/* How a cell is read. */
typedef enum {
    STAGE_CELL_TEXT,
    STAGE_CELL_NAME,   /* a full name, taken apart into a StageNaam */
    STAGE_CELL_DOCENT, /* a code, or a full name when it has more than one word */
    STAGE_CELL_DAY,
    STAGE_CELL_HOURS,   /* a whole number, "640" or "640,00" */
    STAGE_CELL_NIVEAU,  /* "4", "MBO-4", "Niveau 4" */
    STAGE_CELL_CREBO,   /* "25655", "25.655", "25655BOL" */
    STAGE_CELL_LEERWEG, /* BOL, BOL_DT, BBL */
    STAGE_CELL_STATUS,  /* the words of registers */
} StageCellKind;

typedef struct {
    const char *name; /* "student.klas", for --map */
    const StageEntity *entity;
    StageCellKind kind;
    gsize at;                   /* of the value in StageImportRow */
    const char *const *headers; /* the headers that mean it, folded tight (text.h); NULL-terminated */
} StageImportColumn;

enum { STAGE_IMPORT_COLUMNS = 42 };
extern const StageImportColumn stage_import_columns[STAGE_IMPORT_COLUMNS];

/* The entity's struct in a row. */
void *stage_import_entity(StageImportRow *row, const StageEntity *entity);

/* How the cells of one column are read. */
typedef struct {
    StageDayForm days; /* of a column of days */
    GHashTable
        *values;   /* what stands there, folded tight → what it means; NULL: no more than the words below */
    gboolean list; /* it is a list with commas, of which the first counts */
} StageCellHow;

/* Reads a cell into the row; an empty one leaves the row as it is. Messages say what is wrong and show the
 * value only where it is no personal data. */
gboolean stage_import_cell(const StageImportColumn *column, const StageCellHow *how, const char *cell,
                           StageImportRow *row, GError **error);

/* The cell without blanks around it and what spreadsheets write around a number so that it keeps its zeros:
 * ="0123". The caller frees it. */
char *stage_import_tidy(const char *cell);

void stage_import_row_clear(StageImportRow *row);
