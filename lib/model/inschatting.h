/* Key 3: how the praktijkopleider judges the student's development, with the example that shows it. */
#pragma once

#include "model/entity.h"
#include "model/query.h"

typedef struct {
    gint64 id;
    gint64 plaatsing;
    gint64 gesprek;  /* in which it was given; 0: apart from a talk */
    gint64 opleider; /* whose it is */
    StageDay datum;
    char *oordeel;
    char *voorbeeld;
    char *verwachting; /* what the company expects of a beginner */
    char *zienswijze;  /* what the student says of it */
    char *herkend;     /* by the student: ja, nee, deels */
} StageInschatting;

extern const StageEntity stage_inschatting;

/* id, plaatsing, gesprek, nummer and naam of the student, datum, opleider, oordeel, voorbeeld, verwachting,
 * zienswijze, herkend; by day. */
StageStmt *stage_inschatting_list(StageDb *db, const StageOfPlaatsing *filter, GError **error);
