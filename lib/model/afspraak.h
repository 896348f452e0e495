/* An agreement: who does what before when. It is open until the day on which it was closed. */
#pragma once

#include "model/entity.h"
#include "model/query.h"
#include "model/sluiting.h"

typedef struct {
    gint64 id;
    gint64 plaatsing;
    gint64 gesprek; /* in which it was made; 0: apart from a talk */
    StageDay datum; /* on which it was made */
    char *wie;      /* student, opleider, docent, anders */
    char *wat;
    StageDay voor; /* the day before or on which it should be done */
    StageDay gesloten;
    char *resultaat; /* how it was closed */
} StageAfspraak;

extern const StageEntity stage_afspraak;
extern const char *const stage_afspraak_wie[];

/* How one is closed. */
extern const StageSluiting stage_afspraak_sluiting;

/* id, plaatsing, gesprek, nummer and naam of the student, datum, wie, wat, voor, gesloten, resultaat; those
 * that are to be done first, first. */
StageStmt *stage_afspraak_list(StageDb *db, const StageOfPlaatsing *filter, GError **error);
