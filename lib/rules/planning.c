#include "rules/planning.h"

#include "rules/plan.h"

#include <stdlib.h>

/* --- what a plan comes to --- */

typedef struct {
    const StagePlanProblem *problem;
    const StageDay *days;
} Days;

static int
by_number(guint a, guint b)
{
    return a == b ? 0 : a < b ? -1 : 1;
}

/* By docent, day, whether on the road, place and opleider: what is one visit lies together. */
static int
by_visit(gconstpointer one, gconstpointer other, gpointer data)
{
    const Days *d = data;
    guint i = *(const guint *)one, j = *(const guint *)other;
    const StagePlanTask *a = &d->problem->tasks[i], *b = &d->problem->tasks[j];
    int order = by_number(a->docent, b->docent);

    order = order != 0 ? order : stage_day_compare(d->days[i], d->days[j]);
    order = order != 0 ? order : (a->on_road ? 0 : 1) - (b->on_road ? 0 : 1);
    order = order != 0 ? order : by_number(a->place, b->place);
    order = order != 0 ? order : by_number(a->with, b->with);
    return order != 0 ? order : by_number(i, j);
}

static int
by_placement(gconstpointer one, gconstpointer other, gpointer data)
{
    const Days *d = data;
    guint i = *(const guint *)one, j = *(const guint *)other;
    const StagePlanTask *a = &d->problem->tasks[i], *b = &d->problem->tasks[j];
    int order = by_number(a->docent, b->docent);

    order = order != 0 ? order : by_number(a->placement, b->placement);
    return order != 0 ? order : by_number(i, j);
}

/* The tasks that have a day, in an order. */
static GArray *
sorted(const Days *d, GCompareDataFunc compare)
{
    GArray *tasks = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < d->problem->n_tasks; i++)
        if (stage_day_is_set(d->days[i]))
            g_array_append_val(tasks, i);
    g_array_sort_with_data(tasks, compare, (gpointer)(guintptr)d);
    return tasks;
}

static guint
count_gaps(const Days *d)
{
    g_autoptr(GArray) order = sorted(d, by_placement);
    const StagePlanTask *tasks = d->problem->tasks;
    guint gaps = 0;

    for (guint i = 0; i < order->len; i++)
        for (guint j = i + 1; j < order->len; j++) {
            guint a = g_array_index(order, guint, i), b = g_array_index(order, guint, j);
            if (tasks[a].placement == 0 || tasks[a].placement != tasks[b].placement ||
                tasks[a].docent != tasks[b].docent)
                break;
            if (abs(stage_day_number(d->days[a]) - stage_day_number(d->days[b])) < d->problem->min_gap)
                gaps++;
        }
    return gaps;
}

static guint64
road(const Days *d, const GArray *stops, guint docent)
{
    int school = d->problem->docenten[docent].school;
    g_autofree guint *order = g_new(guint, stops->len);

    return stage_route_order((const StageStop *)(const void *)stops->data, stops->len,
                             school < 0 ? NULL : &d->problem->places[school], order);
}

static void
count_road(const Days *d, StagePlan *plan)
{
    g_autoptr(GArray) order = sorted(d, by_visit);
    g_autoptr(GArray) stops = g_array_new(FALSE, FALSE, sizeof(StageStop));
    const StagePlanTask *tasks = d->problem->tasks;

    for (guint i = 0; i < order->len; i++) {
        guint one = g_array_index(order, guint, i);
        guint next = i + 1 < order->len ? g_array_index(order, guint, i + 1) : one;
        StageStop stop = { .place = &d->problem->places[tasks[one].on_road ? tasks[one].place : 0],
                           .minutes = -1 };
        if (!tasks[one].on_road)
            continue;
        if (stops->len == 0 || g_array_index(stops, StageStop, stops->len - 1).place != stop.place)
            g_array_append_val(stops, stop);
        if (next != one && tasks[next].on_road && tasks[next].docent == tasks[one].docent &&
            stage_day_compare(d->days[next], d->days[one]) == 0)
            continue;
        plan->road_days++;
        plan->metres += road(d, stops, tasks[one].docent);
        g_array_set_size(stops, 0);
    }
}

static void
total(const StagePlanProblem *problem, const StageDay *days, StagePlan *plan)
{
    Days d = { .problem = problem, .days = days };

    for (guint i = 0; i < problem->n_tasks; i++) {
        const StagePlanTask *task = &problem->tasks[i];
        plan->days[i].day = days[i];
        plan->days[i].moved = stage_day_is_set(task->planned) &&
                              stage_day_compare(task->planned, days[i]) != 0;
        plan->moved += plan->days[i].moved ? 1 : 0;
        if (stage_day_is_set(days[i]))
            plan->placed++;
        else
            plan->unplaced++;
    }
    plan->gaps = count_gaps(&d);
    count_road(&d, plan);
}

/* --- the docenten --- */

typedef struct {
    const StagePlanProblem *problem;
    guint before, now; /* tasks of the docenten that are done, and of this one */
} Progress;

static gboolean
go_on(double part, void *data)
{
    const Progress *p = data;
    guint all = p->problem->n_tasks;

    return p->problem->go_on((p->before + part * p->now) / all, p->problem->data);
}

static StagePlanReason
reason(const StagePlanProblem *problem, const StagePlanState *s, guint talk)
{
    const StagePlanTask *task = &problem->tasks[s->talks[talk].task];

    if (s->column[talk] >= 0)
        return STAGE_PLAN_PLACED;
    if (stage_day_is_set(problem->from) && stage_day_compare(task->last, problem->from) < 0)
        return STAGE_PLAN_PASSED;
    if (stage_day_is_set(problem->until) && stage_day_compare(task->first, problem->until) > 0)
        return STAGE_PLAN_LATER;
    return s->talks[talk].n_columns == 0 ? STAGE_PLAN_NO_DAY : STAGE_PLAN_FULL;
}

/* The search begins from a plan in which all is placed that can be, and its outcome is mended once more: that
 * is what planning again begins with, and then finds nothing to do. */
static gboolean
plan_docent(const StagePlanProblem *problem, guint docent, Progress *progress, gboolean search,
            StagePlan *plan, StageDay *days)
{
    g_autoptr(StagePlanState) s = stage_plan_state_new(problem, docent);
    guint effort = problem->effort == 0 ? STAGE_PLAN_EFFORT : problem->effort;
    StagePlanSearch how = {
        .seed = problem->seed,
        .steps = s->n * effort,
        .go_on = problem->go_on == NULL ? NULL : go_on,
        .data = progress,
    };

    progress->now = s->n;
    stage_plan_greedy(s);
    stage_plan_repair(s);
    if (search)
        search = stage_plan_search(s, &how);
    stage_plan_repair(s);
    for (guint i = 0; i < s->n; i++) {
        guint task = s->talks[i].task;
        plan->days[task].reason = reason(problem, s, i);
        if (s->column[i] >= 0)
            days[task] = stage_day_from_number(s->base + s->column[i] % (int)s->days);
    }
    progress->before += s->n;
    return search;
}

StagePlan *
stage_plan_make(const StagePlanProblem *problem)
{
    StagePlan *plan = g_new0(StagePlan, 1);
    g_autofree StageDay *days = g_new0(StageDay, problem->n_tasks);
    Progress progress = { .problem = problem };

    plan->days = g_new0(StagePlanDay, problem->n_tasks);
    for (guint i = 0; i < problem->n_docenten; i++)
        plan->stopped |= !plan_docent(problem, i, &progress, !plan->stopped, plan, days);
    total(problem, days, plan);
    return plan;
}

StagePlan *
stage_plan_measure(const StagePlanProblem *problem, const StageDay *days)
{
    StagePlan *plan = g_new0(StagePlan, 1);

    plan->days = g_new0(StagePlanDay, problem->n_tasks);
    total(problem, days, plan);
    return plan;
}

void
stage_plan_free(StagePlan *plan)
{
    if (plan == NULL)
        return;
    g_free(plan->days);
    g_free(plan);
}
