#include "report/closed.h"

#include "model/vakantie.h"

gboolean
stage_periods_read(StageStmt *rows, guint column, GArray *periods, GError **error)
{
    while (stage_stmt_next(rows)) {
        StagePlanPeriod period = { STAGE_NO_DAY, STAGE_NO_DAY };
        if (stage_day_from_iso(stage_stmt_text(rows, column), &period.from) &&
            stage_day_from_iso(stage_stmt_text(rows, column + 1), &period.until))
            g_array_append_val(periods, period);
    }
    return stage_stmt_done(rows, error);
}

GArray *
stage_closed_read(StageDb *db, StageDay from, GError **error)
{
    g_autoptr(GArray) closed = g_array_new(FALSE, FALSE, sizeof(StagePlanPeriod));
    g_autoptr(StageStmt) rows = stage_vakantie_list(db, 0, from, error);

    return rows != NULL && stage_periods_read(rows, 1, closed, error) ? g_steal_pointer(&closed) : NULL;
}
