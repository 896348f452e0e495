/* What is open until the day on which it is closed, with what came of it: an afspraak, a signaal. */
#pragma once

#include "model/entity.h"

/* Where its struct has them. */
typedef struct {
    const StageEntity *of;
    gsize datum;    /* StageDay: of its beginning */
    gsize gesloten; /* StageDay */
    gsize uitkomst; /* char *: resultaat, afloop */
} StageSluiting;

/* Whether a day that belongs to one (0: not set) lies before its beginning, which is refused; `name` is the
 * field's. */
gboolean stage_sluiting_check_order(StageDay datum, const char *name, StageDay day, GError **error);

/* Whether one is there and open, and was there on the day; NOT_FOUND, IN_USE or BAD_INPUT when not. */
gboolean stage_sluiting_check(const StageSluiting *how, StageDb *db, gint64 id, StageDay day, GError **error);

/* Closes one on a day; refuses as the check does. */
gboolean stage_sluiting_close(const StageSluiting *how, StageDb *db, gint64 id, StageDay day,
                              const char *uitkomst, GError **error);
