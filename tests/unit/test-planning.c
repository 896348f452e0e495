#include "test.h"

#include <string.h>

#include "rules/planning.h"

enum { MOST = 60, PLACES = 6, DOCENTEN = 3, PERIODS = 3 };

static StageDay
day(int number)
{
    return stage_day_plus((StageDay){ "2026-09-07" }, number); /* a Monday */
}

/* A problem and all that it points to. */
typedef struct {
    StagePlanProblem p;
    StagePlanTask tasks[MOST];
    StagePlanDocent docenten[DOCENTEN];
    StagePlace places[PLACES];
    StagePlanPeriod blocked[PERIODS], own[DOCENTEN][PERIODS];
} Case;

/* How large a case may be. */
typedef struct {
    guint tasks, docenten;
    int days;
    int shared; /* percent of tasks that may share a visit */
    int fixed;  /* percent */
    int planned;
} Size;

static StagePlanPeriod
random_period(int days)
{
    int from = g_test_rand_int_range(-2, days);

    return (StagePlanPeriod){ day(from), day(from + g_test_rand_int_range(0, 3)) };
}

static void
random_task(StagePlanTask *task, const Size *size)
{
    int first = g_test_rand_int_range(-3, size->days), length = g_test_rand_int_range(0, size->days);

    *task = (StagePlanTask){
        .first = day(first),
        .last = day(first + length),
        .weekdays = (guint)g_test_rand_int_range(1, 128),
        .docent = (guint)g_test_rand_int_range(0, (gint32)size->docenten),
        .place = (guint)g_test_rand_int_range(0, PLACES),
        .with = test_chance(size->shared) ? 1 : 0,
        .placement = (guint)g_test_rand_int_range(0, 1 + (gint32)size->tasks / 2),
        .on_road = test_chance(80),
        .fixed = test_chance(size->fixed),
    };
    if (task->with != 0)
        task->place = (guint)g_test_rand_int_range(0, 2);
    if (task->fixed || test_chance(size->planned))
        task->planned = day(g_test_rand_int_range(-2, size->days + 2));
}

static void
random_case(Case *c, const Size *size)
{
    memset(c, 0, sizeof *c);
    for (guint i = 0; i < PLACES; i++)
        c->places[i] = (StagePlace){ TRUE, g_test_rand_double_range(51, 53), g_test_rand_double_range(4, 7),
                                     NULL };
    for (guint i = 0; i < PERIODS; i++)
        c->blocked[i] = random_period(size->days);
    for (guint i = 0; i < size->docenten; i++) {
        for (guint j = 0; j < PERIODS; j++)
            c->own[i][j] = random_period(size->days);
        c->docenten[i] = (StagePlanDocent){
            .weekdays = (guint)g_test_rand_int_range(0, 128) | 1U,
            .blocked = c->own[i],
            .n_blocked = (guint)g_test_rand_int_range(0, PERIODS),
            .school = g_test_rand_int_range(-1, PLACES),
            .visits_per_day = (guint)g_test_rand_int_range(1, 4),
            .calls_per_day = (guint)g_test_rand_int_range(0, 3),
        };
    }
    for (guint i = 0; i < size->tasks; i++)
        random_task(&c->tasks[i], size);
    c->p = (StagePlanProblem){
        .tasks = c->tasks,
        .n_tasks = size->tasks,
        .docenten = c->docenten,
        .n_docenten = size->docenten,
        .places = c->places,
        .n_places = PLACES,
        .blocked = c->blocked,
        .n_blocked = (guint)g_test_rand_int_range(0, PERIODS),
        .from = test_chance(50) ? day(g_test_rand_int_range(0, 3)) : STAGE_NO_DAY,
        .until = test_chance(50) ? day(g_test_rand_int_range(3, size->days)) : STAGE_NO_DAY,
        .min_gap = g_test_rand_int_range(0, 5),
        .seed = (guint32)g_test_rand_int(),
        .effort = 100,
    };
}

/* --- the promises, counted again --- */

static gboolean
is_in(const StagePlanPeriod *periods, guint n, StageDay at)
{
    for (guint i = 0; i < n; i++)
        if (stage_day_compare(periods[i].from, at) <= 0 && stage_day_compare(at, periods[i].until) <= 0)
            return TRUE;
    return FALSE;
}

static gboolean
may(const StagePlanProblem *p, const StagePlanTask *task, StageDay at)
{
    const StagePlanDocent *docent = &p->docenten[task->docent];
    guint weekday = 1U << (stage_day_weekday(at) - 1);

    return stage_day_compare(task->first, at) <= 0 && stage_day_compare(at, task->last) <= 0 &&
           (!stage_day_is_set(p->from) || stage_day_compare(p->from, at) <= 0) &&
           (!stage_day_is_set(p->until) || stage_day_compare(at, p->until) <= 0) &&
           (task->weekdays & docent->weekdays & weekday) != 0 && !is_in(p->blocked, p->n_blocked, at) &&
           !is_in(docent->blocked, docent->n_blocked, at);
}

static gboolean
is_visit(const StagePlanTask *a, const StagePlanTask *b)
{
    return a->with != 0 && a->with == b->with && a->place == b->place;
}

/* Whether a day is not fuller than it may be, or only of what is fixed. */
static gboolean
has_room(const StagePlanProblem *p, const StageDay *days, guint like)
{
    const StagePlanTask *task = &p->tasks[like];
    const StagePlanDocent *docent = &p->docenten[task->docent];
    guint room = task->on_road ? docent->visits_per_day : docent->calls_per_day, visits = 0;
    gboolean free_visit = FALSE;

    for (guint i = 0; i < p->n_tasks; i++) {
        gboolean counts = p->tasks[i].docent == task->docent && p->tasks[i].on_road == task->on_road &&
                          stage_day_compare(days[i], days[like]) == 0;
        gboolean all_free = TRUE;
        for (guint j = 0; j < p->n_tasks && counts; j++)
            if (p->tasks[j].docent == task->docent && p->tasks[j].on_road == task->on_road &&
                stage_day_compare(days[j], days[like]) == 0 &&
                (i == j || is_visit(&p->tasks[i], &p->tasks[j]))) {
                counts = j >= i; /* a visit is counted with its first */
                all_free = all_free && !p->tasks[j].fixed;
            }
        visits += counts ? 1 : 0;
        free_visit = free_visit || (counts && all_free);
    }
    return visits <= room || (!task->on_road && room == 0) || !free_visit;
}

static void
get_days(const StagePlan *plan, guint n, StageDay *out)
{
    for (guint i = 0; i < n; i++)
        out[i] = plan->days[i].day;
}

static void
check_reason(const StagePlanProblem *p, const StagePlanTask *task, StagePlanReason reason)
{
    gboolean some = FALSE;

    for (StageDay at = task->first; stage_day_compare(at, task->last) <= 0; at = stage_day_plus(at, 1))
        some = some || may(p, task, at);
    if (stage_day_is_set(p->from) && stage_day_compare(task->last, p->from) < 0)
        g_assert_cmpint(reason, ==, STAGE_PLAN_PASSED);
    else if (stage_day_is_set(p->until) && stage_day_compare(task->first, p->until) > 0)
        g_assert_cmpint(reason, ==, STAGE_PLAN_LATER);
    else
        g_assert_cmpint(reason, ==, some ? STAGE_PLAN_FULL : STAGE_PLAN_NO_DAY);
}

static void
check(const StagePlanProblem *p, const StagePlan *plan)
{
    StageDay days[MOST];
    guint placed = 0, moved = 0, gaps = 0;

    get_days(plan, p->n_tasks, days);
    for (guint i = 0; i < p->n_tasks; i++) {
        const StagePlanTask *task = &p->tasks[i];
        placed += stage_day_is_set(days[i]) ? 1 : 0;
        moved += stage_day_is_set(task->planned) && stage_day_compare(task->planned, days[i]) != 0 ? 1 : 0;
        for (guint j = 0; j < i && stage_day_is_set(days[i]); j++)
            if (stage_day_is_set(days[j]) && task->placement != 0 &&
                task->placement == p->tasks[j].placement && task->docent == p->tasks[j].docent &&
                ABS(stage_day_number(days[i]) - stage_day_number(days[j])) < p->min_gap)
                gaps++;
        if (task->fixed) {
            g_assert_cmpstr(days[i].text, ==, task->planned.text);
        } else if (stage_day_is_set(days[i])) {
            g_assert_true(may(p, task, days[i]));
            g_assert_true(has_room(p, days, i));
        } else {
            check_reason(p, task, plan->days[i].reason);
        }
    }
    g_assert_cmpuint(plan->placed, ==, placed);
    g_assert_cmpuint(plan->unplaced, ==, p->n_tasks - placed);
    g_assert_cmpuint(plan->moved, ==, moved);
    g_assert_cmpuint(plan->gaps, ==, gaps);
}

static void
same(const StagePlanProblem *p, const StagePlan *a, const StagePlan *b)
{
    for (guint i = 0; i < p->n_tasks; i++) {
        g_assert_cmpstr(a->days[i].day.text, ==, b->days[i].day.text);
        g_assert_cmpint(a->days[i].reason, ==, b->days[i].reason);
    }
    g_assert_cmpuint(a->metres, ==, b->metres);
    g_assert_cmpuint(a->road_days, ==, b->road_days);
}

/* Made, made once more, and made again from its own outcome with another seed. */
static void
make_and_check(Case *c)
{
    g_autoptr(StagePlan) plan = stage_plan_make(&c->p);
    g_autoptr(StagePlan) twin = stage_plan_make(&c->p);

    check(&c->p, plan);
    same(&c->p, plan, twin);
    for (guint i = 0; i < c->p.n_tasks; i++)
        if (!c->tasks[i].fixed)
            c->tasks[i].planned = plan->days[i].day;
    c->p.seed++;
    g_autoptr(StagePlan) again = stage_plan_make(&c->p);
    same(&c->p, plan, again);
    g_assert_cmpuint(again->moved, ==, 0);
}

static void
promises(void)
{
    for (guint round = 0; round < 120; round++) {
        static const int some[] = { 0, 10, 40, 90 };
        Case c;
        Size size = {
            .tasks = (guint)g_test_rand_int_range(0, MOST),
            .docenten = (guint)g_test_rand_int_range(1, DOCENTEN + 1),
            .days = g_test_rand_int_range(5, 60),
            .shared = test_any(some),
            .fixed = test_chance(50) ? 10 : 0,
            .planned = test_any(some),
        };
        random_case(&c, &size);
        make_and_check(&c);
    }
}

/* --- against all ways --- */

/* The most tasks from `at` on that can have a day, on top of the days that are given. */
static guint
most_placed(const StagePlanProblem *p, StageDay *days, guint at)
{
    guint best = 0;

    if (at == p->n_tasks)
        return 0;
    if (p->tasks[at].fixed)
        return 1 + most_placed(p, days, at + 1);
    for (StageDay one = p->tasks[at].first;
         stage_day_compare(one, p->tasks[at].last) <= 0 && best < p->n_tasks - at;
         one = stage_day_plus(one, 1)) {
        days[at] = one;
        if (may(p, &p->tasks[at], one) && has_room(p, days, at))
            best = MAX(best, 1 + most_placed(p, days, at + 1));
    }
    days[at] = STAGE_NO_DAY;
    return best == p->n_tasks - at ? best : MAX(best, most_placed(p, days, at + 1));
}

static void
all_ways(int shared, guint rounds)
{
    for (guint round = 0; round < rounds; round++) {
        Case c;
        Size size = {
            .tasks = (guint)g_test_rand_int_range(1, 8),
            .docenten = 1,
            .days = g_test_rand_int_range(4, 7),
            .shared = shared,
            .fixed = round % 3 == 0 ? 20 : 0,
            .planned = round % 2 == 0 ? 60 : 0,
        };
        StageDay days[MOST] = { 0 };
        random_case(&c, &size);
        c.docenten[0].visits_per_day = test_chance(80) ? 1 : 2;
        c.docenten[0].calls_per_day = 1;
        for (guint i = 0; i < size.tasks; i++) {
            c.tasks[i].weekdays |= 31;
            days[i] = c.tasks[i].fixed ? c.tasks[i].planned : STAGE_NO_DAY;
        }
        c.docenten[0].weekdays |= 31;
        g_autoptr(StagePlan) plan = stage_plan_make(&c.p);
        g_assert_cmpuint(plan->placed, ==, most_placed(&c.p, days, 0));
        make_and_check(&c);
    }
}

static void
all_ways_alone(void)
{
    all_ways(0, 300);
}

static void
all_ways_shared(void)
{
    all_ways(70, 300);
}

/* --- what a docent sees --- */

/* Twelve visits in three towns, windows of eight weeks: three towns are three days, not twelve. */
static void
towns(void)
{
    Case c = { 0 };

    for (guint i = 0; i < 12; i++) {
        c.tasks[i] = (StagePlanTask){ .first = day((int)i),
                                      .last = day(56 + (int)i),
                                      .weekdays = 31,
                                      .place = i % 3,
                                      .placement = i + 1,
                                      .on_road = TRUE };
        c.places[i % 3] = (StagePlace){ TRUE, 52 + (double)(i % 3), 5, NULL };
    }
    c.docenten[0] = (StagePlanDocent){ .weekdays = 15, .school = -1, .visits_per_day = 4 };
    c.p = (StagePlanProblem){ .tasks = c.tasks,
                              .n_tasks = 12,
                              .docenten = c.docenten,
                              .n_docenten = 1,
                              .places = c.places,
                              .n_places = 3 };
    g_autoptr(StagePlan) plan = stage_plan_make(&c.p);
    g_assert_cmpuint(plan->unplaced, ==, 0);
    g_assert_cmpuint(plan->road_days, ==, 3);
    g_assert_cmpuint(plan->metres, ==, 0);
    /* Three days are called off: those visits move and no other. */
    for (guint i = 0; i < 12; i++)
        c.tasks[i].planned = plan->days[i].day;
    c.blocked[0] = (StagePlanPeriod){ plan->days[0].day, plan->days[0].day };
    c.p.blocked = c.blocked;
    c.p.n_blocked = 1;
    g_autoptr(StagePlan) again = stage_plan_make(&c.p);
    for (guint i = 0; i < 12; i++)
        g_assert_cmpint(again->days[i].moved, ==, i % 3 == 0);
    g_assert_cmpuint(again->road_days, ==, 3);
}

/* Five students of one opleider are one visit; the same five without him need five places. */
static void
one_visit(void)
{
    for (guint with = 0; with < 2; with++) {
        Case c = { 0 };
        for (guint i = 0; i < 5; i++)
            c.tasks[i] = (StagePlanTask){ .first = day(0),
                                          .last = day(3),
                                          .weekdays = 31,
                                          .with = with,
                                          .placement = i + 1,
                                          .on_road = TRUE };
        c.docenten[0] = (StagePlanDocent){ .weekdays = 31, .school = -1, .visits_per_day = 1 };
        c.p = (StagePlanProblem){ .tasks = c.tasks,
                                  .n_tasks = 5,
                                  .docenten = c.docenten,
                                  .n_docenten = 1,
                                  .places = c.places,
                                  .n_places = 1 };
        g_autoptr(StagePlan) plan = stage_plan_make(&c.p);
        g_assert_cmpuint(plan->unplaced, ==, with == 0 ? 1 : 0);
        g_assert_cmpuint(plan->road_days, ==, with == 0 ? 4 : 1);
    }
}

/* Three days with room for one visit. Who wants Monday can have it when the first of two students of one
 * opleider goes to Tuesday, whose visit goes to Wednesday, whose second of those two comes to Monday, where
 * the first is: but that is where he leaves, so the second has to come along to Tuesday, if he works then. */
static void
joins_who_leaves(void)
{
    enum { MON = 1, TUE = 2, WED = 4 };
    static const guint second[] = { MON | WED, MON | TUE | WED };

    for (guint i = 0; i < G_N_ELEMENTS(second); i++) {
        const StagePlanTask tasks[] = {
            { .weekdays = MON | TUE, .with = 1, .planned = day(0) },
            { .weekdays = TUE | WED, .planned = day(1) },
            { .weekdays = second[i], .with = 1, .planned = day(2) },
            { .weekdays = MON },
        };
        Case c = { 0 };
        for (guint j = 0; j < G_N_ELEMENTS(tasks); j++) {
            c.tasks[j] = tasks[j];
            c.tasks[j].first = day(0);
            c.tasks[j].last = day(2);
            c.tasks[j].on_road = TRUE;
        }
        c.docenten[0] = (StagePlanDocent){ .weekdays = 31, .school = -1, .visits_per_day = 1 };
        c.p = (StagePlanProblem){ .tasks = c.tasks,
                                  .n_tasks = G_N_ELEMENTS(tasks),
                                  .docenten = c.docenten,
                                  .n_docenten = 1,
                                  .places = c.places,
                                  .n_places = 1 };
        g_autoptr(StagePlan) plan = stage_plan_make(&c.p);
        g_assert_cmpuint(plan->unplaced, ==, i == 0 ? 1 : 0);
        g_assert_cmpuint(plan->moved, ==, i == 0 ? 0 : 3);
        make_and_check(&c);
    }
}

static gboolean
count_down(double part, void *data)
{
    guint *left = data;

    g_assert_cmpfloat(part, >=, 0);
    g_assert_cmpfloat(part, <=, 1);
    return (*left)-- > 0;
}

/* Ended at any moment, what is placed is placed as well. */
static void
ended(void)
{
    for (guint round = 0; round < 10; round++) {
        Case c;
        Size size = { .tasks = MOST, .docenten = 2, .days = 50, .shared = 20 };
        guint left = round;
        random_case(&c, &size);
        g_autoptr(StagePlan) whole = stage_plan_make(&c.p);
        c.p.go_on = count_down;
        c.p.data = &left;
        g_autoptr(StagePlan) plan = stage_plan_make(&c.p);
        check(&c.p, plan);
        g_assert_false(whole->stopped);
        g_assert_cmpuint(plan->placed, ==, whole->placed);
    }
}

static void
measured(void)
{
    for (guint round = 0; round < 50; round++) {
        Case c;
        StageDay days[MOST];
        Size size = { .tasks = 40, .docenten = 2, .days = 40, .shared = 20, .planned = 40 };
        random_case(&c, &size);
        g_autoptr(StagePlan) plan = stage_plan_make(&c.p);
        get_days(plan, size.tasks, days);
        g_autoptr(StagePlan) again = stage_plan_measure(&c.p, days);
        g_assert_cmpuint(plan->metres, ==, again->metres);
        g_assert_cmpuint(plan->moved, ==, again->moved);
        g_assert_cmpuint(plan->road_days, ==, again->road_days);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/planning/promises", promises);
    g_test_add_func("/planning/all-ways-alone", all_ways_alone);
    g_test_add_func("/planning/all-ways-shared", all_ways_shared);
    g_test_add_func("/planning/towns", towns);
    g_test_add_func("/planning/one-visit", one_visit);
    g_test_add_func("/planning/joins-who-leaves", joins_who_leaves);
    g_test_add_func("/planning/ended", ended);
    g_test_add_func("/planning/measured", measured);
    return g_test_run();
}
