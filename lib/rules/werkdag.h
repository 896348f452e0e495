/* Working days, and the first one on which two people can meet. Pure. */
#pragma once

#include "rules/planning.h"

/* Whether a day is Monday to Friday and no public holiday. */
gboolean stage_is_werkdag(StageDay day);

/* The n-th such day after a day; unset when the calendar ends before it. */
StageDay stage_werkdag_after(StageDay day, guint n);

/* Whether a day is in one of the periods. */
gboolean stage_is_closed(const StagePlanPeriod *closed, guint n, StageDay day);

/* What two people have in common. */
typedef struct {
    guint weekdays; /* on which both work, bit 0 = Monday */
    const StagePlanPeriod *closed;
    guint n_closed;
    StageDay from, until; /* inclusive, both set */
} StageMeeting;

/* The first of the days on which both work, that is no public holiday and in no closed period; unset when
 * there is none. */
StageDay stage_werkdag_first(const StageMeeting *meeting);
