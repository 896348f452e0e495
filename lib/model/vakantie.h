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

/* What the module agenda gives: it calls `add` for each event of a day or more. FALSE of `add` stops it. */
typedef gboolean (*StageHolidayAdd)(const char *from, const char *until, const char *name, void *data,
                                    GError **error);
typedef gboolean (*StageHolidayRead)(const char *text, StageHolidayAdd add, void *data, GError **error);
