/* Which talk counts for which moment; only moment.c needs it. An item is a talk or, from n on, a waiver. */
#pragma once

#include "rules/moment.h"

typedef struct {
    StageEvaluation *e;
    const StageNorms *norms;
    const StageNormCase *of;
    const StageContact *contacts;
    guint n;
    const StageWaiver *waivers;
    StageDay on;
    StageDay then_end; /* the end that e->then is of */
} StageMatch;

static inline StageMoment *
stage_match_moment(const StageMatch *w, guint i)
{
    return &g_array_index(w->e->moments, StageMoment, i);
}

static inline StageVerdict *
stage_match_verdict(const StageMatch *w, guint i)
{
    return &g_array_index(w->e->verdicts, StageVerdict, i);
}

/* The item that a moment has, -1: none. */
static inline int *
stage_match_taken(const StageMatch *w, guint m)
{
    return &g_array_index(w->e->taken, int, m);
}

/* Gives the talks of one rank (their indices, in the order in which they go first) a moment each, as far as
 * that can be, and the waiver with an index one; what has a moment keeps having one. */
void stage_match_talks(StageMatch *w, const GArray *items);
void stage_match_waiver(StageMatch *w, guint index);

/* Whether a moment has a talk, rather than a waiver or nothing. */
gboolean stage_match_is_talk(const StageMatch *w, guint m);
/* Whether a talk falls in the window of a moment, as it is or as it was when the talk was held. */
gboolean stage_match_may(StageMatch *w, guint item, guint m);
/* Whether one more talk elsewhere than on location may count in the part that a talk falls in. */
gboolean stage_match_has_room(StageMatch *w, guint item);
