/* A rule that raises a concern by itself (rules/signalering.h) is quiet about a placement, or no reminders
 * are sent of it (rules/herinnering.h), for a reason. */
#pragma once

#include "model/entity.h"
#include "model/query.h"

typedef struct {
    gint64 id;
    gint64 plaatsing;
    char *regel;    /* stage_demping_regels */
    StageDay datum; /* from which day */
    char *reden;
    StageDay tot; /* the last day; unset: for good */
} StageDemping;

extern const StageEntity stage_demping;
/* The rules that there are, in the order of StageRegel (rules/signalering.h); ends with NULL. */
extern const char *const stage_regels[];
/* All that can be muted: those, and reminders ("herinnering", "herinnering-start" …); ends with NULL. */
extern const char *const stage_demping_regels[];

/* id, plaatsing, nummer and naam of the student, datum, regel, tot, reden; by day. */
StageStmt *stage_demping_list(StageDb *db, const StageOfPlaatsing *filter, GError **error);
