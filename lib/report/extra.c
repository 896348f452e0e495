#include "report/extra.h"

#include "base/error.h"
#include "base/i18n.h"
#include "model/gesprek.h"
#include "model/plaatsing.h"
#include "model/query.h"
#include "report/caseload.h"
#include "report/closed.h"
#include "rules/werkdag.h"

static gboolean
read_days(StageDb *db, gint64 plaatsing, StageDay on, StageMeeting *out, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT p.werkdagen, d.werkdagen, p.begin, " STAGE_SQL_EINDE("p") " FROM plaatsing p LEFT JOIN docent d ON d.id = "
        STAGE_SQL_BEGELEIDER("p", "docent", "CAST($1 AS TEXT)") " WHERE p.id = $2";
    /* clang-format on */
    g_autoptr(StageStmt)
        row = stage_db_query(db, sql, STAGE_ARGS(stage_text(on.text), stage_int(plaatsing)), error);
    StageDay begin = STAGE_NO_DAY, einde = STAGE_NO_DAY;

    if (row == NULL || !stage_stmt_next(row))
        return row != NULL && stage_stmt_done(row, error) &&
               stage_fail(error, STAGE_ERROR_NOT_FOUND, _("there is no %s %" PRId64), _(stage_plaatsing.noun),
                          plaatsing);
    out->weekdays = stage_weekdays_of(stage_stmt_text(row, 0)) & stage_weekdays_of(stage_stmt_text(row, 1));
    out->from = stage_day_plus(on, 1);
    out->until = stage_werkdag_after(on, STAGE_EXTRA_WERKDAGEN);
    if (stage_day_from_iso(stage_stmt_text(row, 2), &begin) && stage_day_compare(begin, out->from) > 0)
        out->from = begin;
    if (stage_day_from_iso(stage_stmt_text(row, 3), &einde)) {
        StageDay last = stage_day_plus(einde, STAGE_NORM_NALOOP); /* until then a talk is of the placement */
        out->until = stage_day_is_set(last) && stage_day_compare(last, out->until) < 0 ? last : out->until;
    }
    return stage_stmt_done(row, error);
}

static gboolean
is_planned(const GPtrArray *open, StageDay from, StageDay until)
{
    for (guint i = 0; i < open->len; i++) {
        const StageGesprek *g = g_ptr_array_index(open, i);
        if (stage_day_compare(from, g->gepland) <= 0 && stage_day_compare(g->gepland, until) <= 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
stage_report_extra(StageDb *db, gint64 plaatsing, StageDay on, StageExtra *out, GError **error)
{
    StageMeeting meeting = { 0 };

    if (!read_days(db, plaatsing, on, &meeting, error))
        return FALSE;
    g_autoptr(GPtrArray) open = stage_gesprek_open(db, plaatsing, error);
    g_autoptr(GArray) closed = open == NULL ? NULL : stage_closed_read(db, meeting.from, error);
    if (closed == NULL)
        return FALSE;
    meeting.closed = (const StagePlanPeriod *)(void *)closed->data;
    meeting.n_closed = closed->len;
    out->wanted = stage_day_compare(meeting.from, meeting.until) <= 0 && !is_planned(open, on, meeting.until);
    out->day = out->wanted ? stage_werkdag_first(&meeting) : STAGE_NO_DAY;
    return TRUE;
}
