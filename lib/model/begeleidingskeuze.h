/* Key 4: what the praktijkopleider does to guide, the inschatting that it answers, and whether the student
 * recognises it. The three strategies are combined, not ranked. */
#pragma once

#include "model/entity.h"
#include "model/query.h"

typedef struct {
    gint64 id;
    gint64 plaatsing;
    gint64 gesprek; /* in which it was told; 0: apart from a talk */
    StageDay datum;
    char *strategie; /* laten-zien, meedoen, toevertrouwen */
    char *gebied;    /* of meedoen: werk, team, beroepsgroep */
    char *voorbeeld;
    char *herkend;      /* by the student: ja, nee, deels */
    gint64 inschatting; /* that it answers */
} StageBegeleidingskeuze;

extern const StageEntity stage_begeleidingskeuze;
extern const char *const stage_strategieen[];
extern const char *const stage_gebieden[];
extern const char *const stage_herkenningen[];

/* id, plaatsing, gesprek, nummer and naam of the student, datum, strategie, gebied, herkend, inschatting,
 * voorbeeld; by day. */
StageStmt *stage_begeleidingskeuze_list(StageDb *db, const StageOfPlaatsing *filter, GError **error);
