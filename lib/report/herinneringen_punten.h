/* What the reminders (report/herinneringen.h) read of the store: points that are no moments of the norm, what
 * was told of already, and what is snoozed. */
#pragma once

#include "db/db.h"
#include "rules/herinnering.h"

/* --- points of rows: agreements, signalen, blokkades, replies --- */

typedef struct {
    StagePunt punt;
    char *adres, *soort; /* of a blokkade, else NULL */
} StageExtraPunt;

typedef struct StagePunten StagePunten;
/* Of all placements, or one (0: all). A signaal without follow-up is one after `grace` days. */
StagePunten *stage_punten_read(StageDb *db, StageDay on, int grace, gint64 plaatsing, GError **error);
/* Those of a placement (StageExtraPunt); NULL when it has none. */
const GArray *stage_punten_of(const StagePunten *points, gint64 plaatsing);
void stage_punten_free(StagePunten *points);

/* --- what was told of placements --- */

typedef struct StageVerteld StageVerteld;
/* Of all placements of a docent, or (0) of one. */
StageVerteld *stage_verteld_read(StageDb *db, gint64 docent, gint64 plaatsing, GError **error);
StageHerinnerd stage_verteld_of(const StageVerteld *told, gint64 plaatsing, const StagePunt *point);
void stage_verteld_free(StageVerteld *told);

/* --- what is snoozed: a demping of the reminders of a placement, or of one kind of moment --- */

typedef struct StageDempingen StageDempingen;
/* Of all placements, or one (0: all). */
StageDempingen *stage_dempingen_read(StageDb *db, StageDay on, gint64 plaatsing, GError **error);
gboolean stage_dempingen_has(const StageDempingen *muted, gint64 plaatsing, const StagePunt *point);
void stage_dempingen_free(StageDempingen *muted);
