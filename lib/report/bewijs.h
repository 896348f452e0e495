/* The leerbedrijf's own copy of the talks of a placement, for its file (an employer who claims subsidie
 * praktijkleren must show that the student was guided; reports of talks count as proof, to be kept five
 * years).
 *
 * Only talks at which the praktijkopleider was present stand in it, with what was said there in the open.
 * What is confidential, what is not under a key, the student's questions and feelings (key 1, vraag and
 * gevoel) and every signaal stay out: they were not said for the company's file. */
#pragma once

#include "base/day.h"
#include "report/document.h"

/* What is not in it, for who makes it; the copy itself does not tell. */
typedef struct {
    guint zonder_opleider; /* talks */
    guint notities;        /* notes of the other talks */
} StageBewijsRest;

/* NOT_FOUND when there is no such placement. */
StageDocument *stage_report_bewijs(StageDb *db, gint64 plaatsing, StageDay on, StageBewijsRest *out,
                                   GError **error);
