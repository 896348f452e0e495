/* A look at all rows before the first of them goes in: what a column means can follow from its last cell. */
#pragma once

#include "import/match.h"
#include "import/rows.h"

typedef struct {
    StageCellHow how[STAGE_IMPORT_COLUMNS]; /* what the map and the profile say, and the order of days */
    gboolean *bsn;                          /* of each column: what stands in it looks like BSNs */
} StageSurvey;

/* Reads the rows to their end and goes back to the first. `orders` are the orders of days that the user
 * allows (STAGE_ORDER_ANY: none was said). Refuses a column that has a meaning and holds BSNs, and one of
 * days of which the order cannot be told; messages begin with file and line. */
gboolean stage_survey(StageRows *rows, const StageImportMap *map, guint orders, StageDay today,
                      StageSurvey *out, GError **error);
void stage_survey_clear(StageSurvey *survey);
