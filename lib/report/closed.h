/* The school's own holidays, as the rules take them. */
#pragma once

#include "db/db.h"
#include "rules/planning.h"

/* Those that have not ended before a day, as StagePlanPeriod; the caller frees them. */
GArray *stage_closed_read(StageDb *db, StageDay from, GError **error);
