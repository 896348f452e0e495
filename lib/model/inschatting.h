/* Key 3: how the praktijkopleider judges the student's development, with the example that shows it. */
#pragma once

#include "model/entity.h"
#include "model/gesprek.h"
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
    char *begeleiding; /* how the praktijkopleider guides now, where it names no strategy by itself */
    char *bespreken;   /* what the coming talk should be about */
} StageInschatting;

extern const StageEntity stage_inschatting;

/* Makes `oordeel` the judgement that was given in a talk: that of the only one there, or a new one; NULL
 * takes it away. BAD_INPUT when there are more, IN_USE when a begeleidingskeuze answers what is taken away,
 * or more than an oordeel stands there.
 */
gboolean stage_inschatting_replace(StageDb *db, const StageGesprek *gesprek, const char *oordeel,
                                   GError **error);

/* id, plaatsing, gesprek, nummer and naam of the student, datum, opleider, oordeel, voorbeeld, verwachting,
 * zienswijze, herkend, begeleiding, bespreken; by day. */
StageStmt *stage_inschatting_list(StageDb *db, const StageOfPlaatsing *filter, GError **error);
