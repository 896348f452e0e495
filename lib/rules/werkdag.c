#include "rules/werkdag.h"

#include "rules/feestdag.h"

enum { FRIDAY = 5 };

gboolean
stage_is_werkdag(StageDay day)
{
    return stage_day_weekday(day) <= FRIDAY && stage_feestdag(day) == NULL;
}

StageDay
stage_werkdag_after(StageDay day, guint n)
{
    while (n > 0 && stage_day_is_set(day)) {
        day = stage_day_plus(day, 1);
        if (stage_day_is_set(day) && stage_is_werkdag(day))
            n--;
    }
    return day;
}

gboolean
stage_is_closed(const StagePlanPeriod *closed, guint n, StageDay day)
{
    for (guint i = 0; i < n; i++)
        if (stage_day_compare(closed[i].from, day) <= 0 && stage_day_compare(day, closed[i].until) <= 0)
            return TRUE;
    return FALSE;
}

StageDay
stage_werkdag_first(const StageMeeting *m)
{
    StageDay day = m->from;

    while (stage_day_is_set(day) && stage_day_compare(day, m->until) <= 0) {
        if ((m->weekdays & 1U << (stage_day_weekday(day) - 1)) != 0 && stage_feestdag(day) == NULL &&
            !stage_is_closed(m->closed, m->n_closed, day))
            return day;
        day = stage_day_plus(day, 1);
    }
    return STAGE_NO_DAY;
}
