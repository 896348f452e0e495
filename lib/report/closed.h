/* The school's own holidays, as the rules take them. */
#pragma once

#include "db/db.h"
#include "rules/planning.h"

/* Those that have not ended before a day, as StagePlanPeriod; the caller frees them. */
GArray *stage_closed_read(StageDb *db, StageDay from, GError **error);

/* Adds the rest of the rows, whose first and last day stand in `column` and the next, as StagePlanPeriod. */
gboolean stage_periods_read(StageStmt *rows, guint column, GArray *periods, GError **error);
