/* The visits of a day in the order that is the shortest way past them. */
#pragma once

#include "base/day.h"
#include "report/column.h"
#include "rules/travel.h"

typedef struct {
    StageDay day;
    gint64 docent;      /* 0: all together, as if one travelled */
    const char *school; /* where the day begins and ends: postcode, or latitude,longitude; NULL: unknown */
} StageRouteQuery;

/* stop (from 1; none for a talk by telephone or online), tijd, leerbedrijf, adres, postcode, plaats, telefoon
 * (of the company), opleider, opleider_telefoon, student, nummer, klas, soort, vorm, km (from the stop before
 * it), prep (the last talk, what was agreed and is open, how many signals are), gesprek, plaatsing, docent.
 * Students who are seen with one praktijkopleider share a stop. */
enum { STAGE_ROUTE_COLUMNS = 19 };

gboolean stage_report_route(StageDb *db, const StageRouteQuery *query, StageRowFunc row, void *data,
                            guint *out_stops, guint64 *out_metres, GError **error);
