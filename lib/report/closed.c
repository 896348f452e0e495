#include "report/closed.h"

#include "model/vakantie.h"

GArray *
stage_closed_read(StageDb *db, StageDay from, GError **error)
{
    g_autoptr(GArray) closed = g_array_new(FALSE, FALSE, sizeof(StagePlanPeriod));
    g_autoptr(StageStmt) rows = stage_vakantie_list(db, 0, from, error);

    while (rows != NULL && stage_stmt_next(rows)) {
        StagePlanPeriod period = { STAGE_NO_DAY, STAGE_NO_DAY };
        if (stage_day_from_iso(stage_stmt_text(rows, 1), &period.from) &&
            stage_day_from_iso(stage_stmt_text(rows, 2), &period.until))
            g_array_append_val(closed, period);
    }
    return rows != NULL && stage_stmt_done(rows, error) ? g_steal_pointer(&closed) : NULL;
}
