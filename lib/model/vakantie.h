/* A holiday of the school: its docenten visit nobody then. The public ones are computed (rules/feestdag.h).
 */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    StageDay van;
    StageDay tot; /* the last day */
    char *naam;
} StageVakantie;

extern const StageEntity stage_vakantie;

/* id, van, tot, naam of those that have not ended before a day (unset: all); by day. */
StageStmt *stage_vakantie_list(StageDb *db, gint64 id, StageDay from, GError **error);
