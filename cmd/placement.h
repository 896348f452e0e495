/* Which placement something belongs to that happened on a day. */
#pragma once

#include "cmd/command.h"
#include "model/plaatsing.h"

typedef struct {
    gint64 plaatsing;   /* the one that was named; 0: the one of the student that the day falls in */
    gint64 student;     /* whose it must be; 0: anybody's */
    gboolean force;     /* also one that never took place, and a day outside it */
    const char *insist; /* the option that insists */
} StageWhich;

/* Whether a day that was given ("-" and unset: none) is not one to come. */
gboolean stage_check_past(const StageContext *ctx, StageDay day, GError **error);

/* A talk may be held until some days after the end: the last one often is. BAD_INPUT when the day is outside,
 * the placement is of another student or never took place; NOT_FOUND and AMBIGUOUS as in
 * stage_plaatsing_on(). `out` is the caller's to clear. */
gboolean stage_find_placement(StageContext *ctx, const StageWhich *which, StageDay day, StagePlaatsing *out,
                              GError **error);
