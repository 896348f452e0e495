/* The extra talk that trouble asks for: when it could be. */
#pragma once

#include "base/day.h"
#include "db/db.h"

/* It is proposed for one of so many working days. */
enum { STAGE_EXTRA_WERKDAGEN = 10 };

typedef struct {
    gboolean wanted; /* FALSE: a talk is planned within those days, or the placement is over by then */
    StageDay day;    /* the first on which docent and student both work; unset: there is none */
} StageExtra;

/* For a placement, from the day after `on`. NOT_FOUND when there is no such placement. */
gboolean stage_report_extra(StageDb *db, gint64 plaatsing, StageDay on, StageExtra *out, GError **error);
