/* The ledger of reminders: which point of which placement was told of, at which step and for which time, in
 * which message. It is what holds a point to its number of reminders (rules/herinnering.h), whatever happens
 * to the placement meanwhile. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    gint64 bericht;
    gint64 plaatsing;
    char *punt; /* what it is about, as rules/herinnering.h names it */
    char *stap; /* stage_stappen (rules/herinnering.h) */
    char *rol;  /* who was told: docent, coordinator */
    gint64 keer;
    StageDay datum; /* the day on which the message was made */
    StageDay voor;
    gint64 vervallen; /* STAGE_YES: it was no longer so before its message went */
} StageHerinnering;

extern const StageEntity stage_herinnering;

/* punt, stap, rol, how many times, the last day of what a placement was told of, the last keer, and
 * plaatsing. What was given up or withdrawn before it went was not told. Of one placement, or of all that a
 * docent ever had. */
StageStmt *stage_herinnering_of(StageDb *db, gint64 plaatsing, GError **error);
StageStmt *stage_herinnering_of_docent(StageDb *db, gint64 docent, GError **error);

/* plaatsing, punt, stap, rol, id, bericht of what stands in messages that have yet to go. */
StageStmt *stage_herinnering_open(StageDb *db, GError **error);
/* It is no longer so: its message does not tell of it. */
gboolean stage_herinnering_lapse(StageDb *db, gint64 id, GError **error);
