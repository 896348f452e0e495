/* Days on which one docent does not work: they visit nobody then, and get no reminders. Those of the school
 * are in vakantie.h. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    gint64 docent;
    StageDay van;
    StageDay tot; /* the last day */
} StageVerlof;

extern const StageEntity stage_verlof;

/* id, docent (code or name), van, tot of those that have not ended before a day (unset: all), of one docent
 * or all (0); by day. */
StageStmt *stage_verlof_list(StageDb *db, gint64 id, gint64 docent, StageDay from, GError **error);

/* van, tot of a docent's that have not ended before a day. */
StageStmt *stage_verlof_of(StageDb *db, gint64 docent, StageDay from, GError **error);
/* Whether a docent has one on a day. */
gboolean stage_verlof_on(StageDb *db, gint64 docent, StageDay day, gboolean *out, GError **error);
