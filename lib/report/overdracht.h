/* What a docent needs to know of a placement that another one guided: a page per student. */
#pragma once

#include "base/day.h"
#include "report/column.h"
#include "report/placements.h"

/* plaatsing, nummer, student, klas, leerbedrijf, opleider, begin, einde, laatste (the last talk), notities
 * (of that talk, by key), afspraken (open ones, a line each), signalen (open ones), volgende (the next talk
 * planned, else the moment that is missing). Confidential notes are their author's, and stay out. */
enum { STAGE_OVERDRACHT_COLUMNS = 13 };

/* The page of one placement as it is on a day. */
gboolean stage_report_overdracht(StageDb *db, gint64 plaatsing, const StageNorms *norms, StageDay on,
                                 StageRowFunc row, void *data, GError **error);
