/* The story of a placement: how judging and guiding followed each other, how trust grew, what was learnt, and
 * what was agreed and kept. No signal and no confidential note stands in it. */
#pragma once

#include "report/document.h"
#include "report/placements.h"

typedef struct {
    const StageNorms *norms;
    gint64 plaatsing;
    StageDay on; /* what came later is not told */
} StageVerhaalQuery;

/* NOT_FOUND when there is no such placement. */
StageDocument *stage_report_verhaal(StageDb *db, const StageVerhaalQuery *query, GError **error);
