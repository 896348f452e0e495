/* Planning: which day each talk of a case-load takes place, so that all of them fit their windows and the
 * docent is on the road on as few days as can be. Pure: a problem in, days out; the same problem gives the
 * same plan.
 *
 * What counts, each only when all before it are equal:
 *   1. talks left without a day (fewest);
 *   2. pairs of talks of one placement that lie nearer than min_gap days;
 *   3. existing plans that change;
 *   4. days on the road, metres, and how far days lie from the middle of their window.
 * A plan that was made is kept: planning again with the outcome as `planned` gives the same plan, and with a
 * few changes moves only what 1 and 2 ask for.
 *
 * How. Docenten are independent, each is planned for itself. Visits to days with room for so many is
 * bipartite matching with capacities, so nothing that fits is left over: a talk that finds its days full is
 * placed by a shortest augmenting path (C. Berge, PNAS 43, 1957; J. Edmonds and R. M. Karp, J. ACM 19, 1972),
 * on which whole visits move on. Talks that share a visit make that incomplete, as they take one place
 * together, and then the best is NP-hard; so where a path fails a bounded search follows that tries all ways,
 * exact on small cases. Fewest days for unit tasks with a capacity is minimum active time (J. Chang, H. N.
 * Gabow and S. Khuller, "A Model for Minimizing Active Processor Time", Algorithmica 70, 2014), NP-hard when
 * the days of a task are not one row, as here. So days are closed one by one while their visits find room
 * elsewhere, which alone is within a factor of the best (J. Chang, S. Khuller and K. Mukherjee, J. Scheduling
 * 20, 2017), and moves, swaps and closings follow under late acceptance hill climbing (E. K. Burke and Y.
 * Bykov, EJOR 258, 2017), which compares and needs no weights, so that the order above stays strict. */
#pragma once

#include "base/day.h"
#include "rules/travel.h"

/* Both days inclusive. */
typedef struct {
    StageDay from, until;
} StagePlanPeriod;

/* A talk that wants a day. */
typedef struct {
    StageDay first, last; /* its window, inclusive; set unless it is fixed */
    guint weekdays;       /* bit 0 = Monday: on which the student works */
    guint docent;         /* index */
    guint place;          /* index; not looked at when not on_road, but for `with` */
    guint with; /* number of the opleider at that place; 0: nobody to share a visit with. Talks of one
                   docent with the same place, number and on_road on one day are one visit */
    guint
        placement; /* number; talks of one placement and docent want min_gap days between them; 0: of none */
    gboolean on_road; /* FALSE: by telephone or online */
    StageDay planned; /* the day it has, kept while that can be; unset: none */
    gboolean fixed;   /* stays on `planned`, which is set, whatever else holds: agreed, held, or something
                         else that the docent has to do. It takes its room of that day */
} StagePlanTask;

typedef struct {
    guint weekdays; /* bit 0 = Monday */
    const StagePlanPeriod *blocked;
    guint n_blocked;
    int school;           /* index of the place where days on the road begin and end; -1: unknown */
    guint visits_per_day; /* on the road */
    guint calls_per_day;  /* not on the road; 0: any number */
} StagePlanDocent;

/* Asked now and then with the part that is done (0 … 1); FALSE ends the search with the best so far. */
typedef gboolean (*StagePlanGoOn)(double part, void *data);

typedef struct {
    const StagePlanTask *tasks;
    guint n_tasks;
    const StagePlanDocent *docenten;
    guint n_docenten;
    const StagePlace *places;
    guint n_places;
    const StagePlanPeriod *blocked; /* for everybody */
    guint n_blocked;
    StageDay from, until; /* no proposal outside them; unset: no bound */
    int min_gap;          /* days; 0: none */
    guint32 seed;
    guint effort;        /* steps of the search per talk; 0: STAGE_PLAN_EFFORT */
    StagePlanGoOn go_on; /* may be NULL */
    void *data;
} StagePlanProblem;

enum { STAGE_PLAN_EFFORT = 500 };

/* Why a talk has no day. */
typedef enum {
    STAGE_PLAN_PLACED,
    STAGE_PLAN_PASSED, /* its window ended before `from` */
    STAGE_PLAN_LATER,  /* its window begins after `until` */
    STAGE_PLAN_NO_DAY, /* docent and student have no working day in it together that is not blocked */
    STAGE_PLAN_FULL,   /* all those days are full */
} StagePlanReason;

typedef struct {
    StageDay day; /* unset: see reason */
    StagePlanReason reason;
    gboolean moved; /* it had another day, or has none left */
} StagePlanDay;

typedef struct {
    StagePlanDay *days; /* one for each task */
    guint placed, unplaced;
    guint gaps;  /* pairs nearer than min_gap */
    guint moved; /* existing plans that changed */
    guint road_days;
    guint64 metres;   /* of all days on the road: from school and back when it is known */
    gboolean stopped; /* go_on ended the search */
} StagePlan;

/* A plan for the problem, whose indices must be right; the caller frees it. When go_on never stops it, it
 * depends on the problem only, and one docent's on the tasks of that docent. */
StagePlan *stage_plan_make(const StagePlanProblem *problem);

/* What the plan of these days comes to: `days` holds a day or none for each task. For comparing plans that
 * were made otherwise; reasons are not filled in. */
StagePlan *stage_plan_measure(const StagePlanProblem *problem, const StageDay *days);

void stage_plan_free(StagePlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StagePlan, stage_plan_free)
