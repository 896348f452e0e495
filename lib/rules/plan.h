/* What the parts of the planning share: the talks of one docent and the days that they are on. A day is a
 * column; talks on the road have columns 0 … days-1, those that are not have days … 2*days-1, as their room
 * is another. */
#pragma once

#include "rules/planning.h"

enum { STAGE_PLAN_NOWHERE = -1 };

/* One task, as its docent's plan sees it. */
typedef struct {
    guint task;   /* index in the problem */
    guint visit;  /* equal for talks that are one visit when they are on one day */
    guint spot;   /* which of the places; of talks on the road */
    int middle;   /* twice the day in the middle of its window, counted from day 0 */
    int home;     /* the column of its existing plan, when it can stay there */
    guint ring;   /* the next talk of the same placement; itself when it is the only one */
    int *columns; /* where it may be, ascending; NULL: nowhere */
    guint n_columns;
    gboolean fixed;
} StagePlanTalk;

/* In the order in which it counts. */
typedef struct {
    guint unplaced, gaps, moved, days;
    guint64 metres, away;
} StagePlanScore;

/* A step, so that it can be undone. */
typedef struct {
    guint talk;
    int from;
} StagePlanStep;

/* The metres of a set of places, kept for when a day has them again. */
typedef struct {
    guint64 key, metres;
} StagePlanMemo;

typedef struct {
    guint n, days;
    int base; /* the day number of column 0 */
    int min_gap;
    guint room[2];   /* visits, calls a day */
    gboolean shared; /* some talks can share a visit */
    StagePlanTalk *talks;
    guint8 *allowed; /* talks by days */
    guint *ways;     /* spots + 1 by spots + 1: metres; the last is the school, 0 from all when unknown */
    guint spots;
    /* what changes */
    int *column;          /* of each talk */
    int *head;            /* the first talk of each column */
    int *next, *previous; /* in the column */
    guint *load;          /* visits of each column */
    guint64 *key;         /* of its places */
    guint64 *metres;
    guint8 *stale;  /* its metres are of before */
    GArray *stales; /* int: those columns */
    StagePlanMemo *memo;
    GArray *steps; /* StagePlanStep */
    StagePlanScore score;
} StagePlanState;

/* The state of one docent: fixed talks and existing plans that can stay are in place, other talks nowhere. */
StagePlanState *stage_plan_state_new(const StagePlanProblem *problem, guint docent);
void stage_plan_state_free(StagePlanState *s);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StagePlanState, stage_plan_state_free)

/* Puts a talk on a column, or nowhere. Room is not looked at. */
void stage_plan_put(StagePlanState *s, guint talk, int column);
/* Takes back all steps but the first `mark`. */
void stage_plan_undo(StagePlanState *s, guint mark);

/* The score, with the metres brought up to date. */
const StagePlanScore *stage_plan_score(StagePlanState *s);
int stage_plan_compare(const StagePlanScore *a, const StagePlanScore *b);

static inline gboolean
stage_plan_may(const StagePlanState *s, guint talk, int column)
{
    return s->allowed[(gsize)talk * s->days + (guint)column % s->days] != 0;
}

static inline gboolean
stage_plan_on_road(const StagePlanState *s, int column)
{
    return column < (int)s->days;
}

static inline gboolean
stage_plan_is_home(const StagePlanState *s, guint talk)
{
    return s->talks[talk].home >= 0 && s->column[talk] == s->talks[talk].home;
}

/* A talk of the same visit on that column, not the talk itself; -1: none. */
int stage_plan_mate(const StagePlanState *s, guint talk, int column);
gboolean stage_plan_has_room(const StagePlanState *s, int column);
/* How many talks of its placement would be too near. */
guint stage_plan_gaps(const StagePlanState *s, guint talk, int column);

/* --- plan_fit.c: making it fit --- */

typedef enum {
    STAGE_PLAN_ANY = 0,
    STAGE_PLAN_KEEP = 1,  /* existing plans stay */
    STAGE_PLAN_GAPS = 2,  /* no pair comes nearer than min_gap */
    STAGE_PLAN_OPEN = 4,  /* no day on the road is added */
    STAGE_PLAN_PLAIN = 8, /* existing plans count as others: the outcome depends on the columns only */
} StagePlanHow;

/* Finds a place for a talk that has none, if needed by moving others, but none to `closed` (-1: no column).
 * FALSE and as it was when there is none. */
gboolean stage_plan_augment(StagePlanState *s, guint talk, StagePlanHow how, int closed);

/* Places all talks that can be, then mends what gaps can be. Whether that changes anything depends on the
 * columns only, not on what was planned: this is why planning again keeps a plan. */
void stage_plan_repair(StagePlanState *s);

/* --- plan_search.c: making it good --- */

/* How the search is bounded and begins. */
typedef struct {
    guint32 seed;
    guint steps;
    gboolean (*go_on)(double part, void *data);
    void *data;
} StagePlanSearch;

/* A first place for each talk that has none and finds room without moving others. */
void stage_plan_greedy(StagePlanState *s);

/* Talks that are not where they were planned go where that is better. FALSE when go_on ended it. */
gboolean stage_plan_search(StagePlanState *s, const StagePlanSearch *how);
