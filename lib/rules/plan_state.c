#include "rules/plan.h"

#include <stdlib.h>

/* Must be a power of two. */
enum { MEMO = 1 << 12 };

/* Above this many places a day's metres are estimated in the search: the exact table doubles with each. */
enum { EXACT = 8 };

/* --- days --- */

static int
number(StageDay day, int otherwise)
{
    return stage_day_is_set(day) ? stage_day_number(day) : otherwise;
}

/* Which days fall in the periods, in a row of days from `base`. */
static void
block(guint8 *blocked, int base, guint days, const StagePlanPeriod *periods, guint n)
{
    for (guint i = 0; i < n; i++) {
        int from = MAX(stage_day_number(periods[i].from) - base, 0);
        int until = MIN(stage_day_number(periods[i].until) - base, (int)days - 1);
        for (int day = from; day <= until; day++)
            blocked[day] = TRUE;
    }
}

/* The row of days that this docent's windows and fixed days span. */
static void
span(StagePlanState *s, const StagePlanProblem *p)
{
    int first = G_MAXINT, last = G_MININT;
    int from = number(p->from, G_MININT), until = number(p->until, G_MAXINT);

    for (guint i = 0; i < s->n; i++) {
        const StagePlanTask *task = &p->tasks[s->talks[i].task];
        StageDay a = s->talks[i].fixed ? task->planned : task->first;
        StageDay b = s->talks[i].fixed ? task->planned : task->last;
        int begin = stage_day_number(a), end = stage_day_number(b);
        if (!s->talks[i].fixed) {
            begin = MAX(begin, from);
            end = MIN(end, until);
        }
        if (begin > end)
            continue;
        first = MIN(first, begin);
        last = MAX(last, end);
    }
    s->base = first <= last ? first : 0;
    s->days = first <= last ? (guint)(last - first) + 1 : 1;
}

static void
allow(StagePlanState *s, guint i, const StagePlanProblem *p, const guint8 *blocked)
{
    const StagePlanTask *task = &p->tasks[s->talks[i].task];
    const StagePlanDocent *docent = &p->docenten[task->docent];
    int from = MAX(stage_day_number(task->first), number(p->from, G_MININT));
    int until = MIN(stage_day_number(task->last), number(p->until, G_MAXINT));
    int side = task->on_road ? 0 : (int)s->days;
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(int));

    for (int day = from; day <= until; day++) {
        guint weekday = (guint)(day + 6) % 7; /* day 1 was a Monday */
        int at = day - s->base, column = at + side;
        if ((task->weekdays & docent->weekdays & 1U << weekday) == 0 || blocked[at] ||
            (task->on_road && docent->visits_per_day == 0))
            continue;
        s->allowed[(gsize)i * s->days + (guint)at] = TRUE;
        g_array_append_val(columns, column);
    }
    s->talks[i].n_columns = columns->len;
    s->talks[i].columns = (int *)(void *)g_array_free(g_steal_pointer(&columns), FALSE);
}

/* --- who belongs to whom --- */

static gboolean
one_visit(const StagePlanTask *a, const StagePlanTask *b)
{
    return a->with != 0 && a->with == b->with && a->place == b->place && a->on_road == b->on_road;
}

static void
relate(StagePlanState *s, const StagePlanProblem *p)
{
    for (guint i = 0; i < s->n; i++) {
        StagePlanTalk *talk = &s->talks[i];
        const StagePlanTask *task = &p->tasks[talk->task];
        talk->visit = talk->ring = i;
        for (guint j = 0; j < i && talk->visit == i; j++)
            if (one_visit(task, &p->tasks[s->talks[j].task])) {
                talk->visit = s->talks[j].visit;
                s->shared = TRUE;
            }
        for (guint j = i; j > 0 && task->placement != 0; j--)
            if (p->tasks[s->talks[j - 1].task].placement == task->placement) {
                talk->ring = s->talks[j - 1].ring;
                s->talks[j - 1].ring = i;
                break;
            }
    }
}

static void
locate(StagePlanState *s, const StagePlanProblem *p, int school)
{
    g_autofree guint *places = g_new(guint, s->n + 1);

    for (guint i = 0; i < s->n; i++) {
        const StagePlanTask *task = &p->tasks[s->talks[i].task];
        guint spot = 0;
        if (!task->on_road)
            continue;
        while (spot < s->spots && places[spot] != task->place)
            spot++;
        places[spot] = task->place;
        s->talks[i].spot = spot;
        s->spots = MAX(s->spots, spot + 1);
    }
    guint wide = s->spots + 1;
    s->ways = g_new0(guint, (gsize)wide * wide);
    for (guint i = 0; i < wide; i++)
        for (guint j = 0; j < i; j++) {
            guint metres = 0;
            if (i < s->spots || school >= 0)
                metres = stage_travel_metres(&p->places[i < s->spots ? places[i] : (guint)school],
                                             &p->places[places[j]]);
            s->ways[i * wide + j] = s->ways[j * wide + i] = metres;
        }
}

/* --- the state --- */

static void
allocate(StagePlanState *s)
{
    gsize columns = 2 * (gsize)s->days;

    s->allowed = g_new0(guint8, (gsize)s->n * s->days);
    s->column = g_new(int, s->n);
    s->next = g_new(int, s->n);
    s->previous = g_new(int, s->n);
    s->head = g_new(int, columns);
    s->load = g_new0(guint, columns);
    s->key = g_new0(guint64, columns);
    s->metres = g_new0(guint64, columns);
    s->stale = g_new0(guint8, columns);
    s->stales = g_array_new(FALSE, FALSE, sizeof(int));
    s->memo = g_new0(StagePlanMemo, MEMO);
    s->steps = g_array_new(FALSE, FALSE, sizeof(StagePlanStep));
    for (gsize i = 0; i < columns; i++)
        s->head[i] = -1;
    for (guint i = 0; i < s->n; i++)
        s->column[i] = STAGE_PLAN_NOWHERE;
    s->score.unplaced = s->n;
}

/* Fixed talks first, as they take their room whatever; then the plans that can stay and find room. */
static void
settle(StagePlanState *s, const StagePlanProblem *p)
{
    for (guint i = 0; i < s->n; i++) {
        StagePlanTalk *talk = &s->talks[i];
        const StagePlanTask *task = &p->tasks[talk->task];
        int at = stage_day_is_set(task->planned) ? stage_day_number(task->planned) - s->base : -1;
        int side = task->on_road ? 0 : (int)s->days;
        talk->middle = number(task->first, s->base) + number(task->last, s->base) - 2 * s->base;
        talk->home = -1;
        if (at < 0 || at >= (int)s->days)
            continue;
        if (talk->fixed || stage_plan_may(s, i, at))
            talk->home = at + side;
        if (talk->fixed)
            stage_plan_put(s, i, talk->home);
        else if (talk->home >= 0)
            s->score.moved++;
    }
    for (guint i = 0; i < s->n; i++)
        if (s->talks[i].home >= 0 && s->column[i] < 0 &&
            (stage_plan_has_room(s, s->talks[i].home) || stage_plan_mate(s, i, s->talks[i].home) >= 0))
            stage_plan_put(s, i, s->talks[i].home);
    g_array_set_size(s->steps, 0);
}

StagePlanState *
stage_plan_state_new(const StagePlanProblem *p, guint docent)
{
    StagePlanState *s = g_new0(StagePlanState, 1);
    const StagePlanDocent *of = &p->docenten[docent];

    s->talks = g_new0(StagePlanTalk, p->n_tasks);
    for (guint i = 0; i < p->n_tasks; i++)
        if (p->tasks[i].docent == docent)
            s->talks[s->n++] = (StagePlanTalk){
                .task = i,
                .fixed = p->tasks[i].fixed && stage_day_is_set(p->tasks[i].planned),
            };
    s->min_gap = p->min_gap;
    s->room[0] = of->visits_per_day;
    s->room[1] = of->calls_per_day == 0 ? G_MAXUINT : of->calls_per_day;
    span(s, p);
    allocate(s);
    relate(s, p);
    locate(s, p, of->school);
    g_autofree guint8 *blocked = g_new0(guint8, s->days);
    block(blocked, s->base, s->days, p->blocked, p->n_blocked);
    block(blocked, s->base, s->days, of->blocked, of->n_blocked);
    for (guint i = 0; i < s->n; i++)
        if (!s->talks[i].fixed)
            allow(s, i, p, blocked);
    settle(s, p);
    return s;
}

void
stage_plan_state_free(StagePlanState *s)
{
    if (s == NULL)
        return;
    for (guint i = 0; i < s->n; i++)
        g_free(s->talks[i].columns);
    g_free(s->talks);
    g_free(s->allowed);
    g_free(s->ways);
    g_free(s->column);
    g_free(s->next);
    g_free(s->previous);
    g_free(s->head);
    g_free(s->load);
    g_free(s->key);
    g_free(s->metres);
    g_free(s->stale);
    g_array_unref(s->stales);
    g_free(s->memo);
    g_array_unref(s->steps);
    g_free(s);
}

/* --- steps --- */

int
stage_plan_mate(const StagePlanState *s, guint talk, int column)
{
    for (int other = s->head[column]; other >= 0; other = s->next[other])
        if (s->talks[other].visit == s->talks[talk].visit && other != (int)talk)
            return other;
    return -1;
}

gboolean
stage_plan_has_room(const StagePlanState *s, int column)
{
    return s->load[column] < s->room[stage_plan_on_road(s, column) ? 0 : 1];
}

guint
stage_plan_gaps(const StagePlanState *s, guint talk, int column)
{
    guint gaps = 0;

    for (guint other = s->talks[talk].ring; other != talk; other = s->talks[other].ring)
        if (s->column[other] >= 0 &&
            abs(s->column[other] % (int)s->days - column % (int)s->days) < s->min_gap)
            gaps++;
    return gaps;
}

static guint64
away(const StagePlanState *s, guint talk, int column)
{
    return s->talks[talk].fixed ? 0 : (guint64)abs(2 * (column % (int)s->days) - s->talks[talk].middle);
}

/* A number for a place of which sums differ: the mixing step of SplitMix64 (G. L. Steele, D. Lea and C. H.
 * Flood, OOPSLA 2014). */
static guint64
mixed(guint64 x)
{
    x = (x + 1) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    x = (x ^ x >> 30) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
    return x ^ x >> 31;
}

static void
soil(StagePlanState *s, int column)
{
    if (s->stale[column])
        return;
    s->stale[column] = TRUE;
    g_array_append_val(s->stales, column);
}

/* The talks of a column lie in the order of their numbers, whatever the order in which they came: so that
 * what is done with them depends on where all are, and not on how they got there. */
static void
join_row(StagePlanState *s, guint talk, int column)
{
    int before = -1, after = s->head[column];

    for (; after >= 0 && after < (int)talk; after = s->next[after])
        before = after;
    s->previous[talk] = before;
    s->next[talk] = after;
    if (after >= 0)
        s->previous[after] = (int)talk;
    if (before >= 0)
        s->next[before] = (int)talk;
    else
        s->head[column] = (int)talk;
}

static void
leave_row(StagePlanState *s, guint talk, int column)
{
    int before = s->previous[talk], after = s->next[talk];

    if (before >= 0)
        s->next[before] = after;
    else
        s->head[column] = after;
    if (after >= 0)
        s->previous[after] = before;
}

static void
leave(StagePlanState *s, guint talk)
{
    int column = s->column[talk];
    gboolean road = stage_plan_on_road(s, column);

    leave_row(s, talk, column);
    s->score.gaps -= stage_plan_gaps(s, talk, column);
    s->score.away -= away(s, talk, column);
    s->score.unplaced++;
    s->column[talk] = STAGE_PLAN_NOWHERE;
    if (stage_plan_mate(s, talk, column) < 0) {
        s->load[column]--;
        s->score.days -= road && s->load[column] == 0 ? 1 : 0;
    }
    if (road) {
        s->key[column] -= mixed(s->talks[talk].spot);
        soil(s, column);
    }
}

static void
enter(StagePlanState *s, guint talk, int column)
{
    gboolean road = stage_plan_on_road(s, column);

    if (stage_plan_mate(s, talk, column) < 0) {
        s->score.days += road && s->load[column] == 0 ? 1 : 0;
        s->load[column]++;
    }
    join_row(s, talk, column);
    s->score.gaps += stage_plan_gaps(s, talk, column);
    s->score.away += away(s, talk, column);
    s->score.unplaced--;
    s->column[talk] = column;
    if (road) {
        s->key[column] += mixed(s->talks[talk].spot);
        soil(s, column);
    }
}

void
stage_plan_put(StagePlanState *s, guint talk, int column)
{
    StagePlanStep step = { .talk = talk, .from = s->column[talk] };
    gboolean planned = s->talks[talk].home >= 0 && !s->talks[talk].fixed;

    if (step.from == column)
        return;
    g_array_append_val(s->steps, step);
    if (planned)
        s->score.moved += (step.from == s->talks[talk].home ? 1U : 0U) -
                          (column == s->talks[talk].home ? 1U : 0U);
    if (step.from >= 0)
        leave(s, talk);
    if (column >= 0)
        enter(s, talk, column);
}

void
stage_plan_undo(StagePlanState *s, guint mark)
{
    while (s->steps->len > mark) {
        StagePlanStep step = g_array_index(s->steps, StagePlanStep, s->steps->len - 1);
        stage_plan_put(s, step.talk, step.from);
        g_array_set_size(s->steps, s->steps->len - 2); /* the step and its undoing */
    }
}

/* --- the score --- */

/* From school past the nearest place that is left, and back. */
static guint64
estimate(const StagePlanState *s, guint *spots, guint n)
{
    guint wide = s->spots + 1, at = s->spots;
    guint64 metres = 0;

    for (; n > 0; n--) {
        guint best = 0;
        for (guint i = 1; i < n; i++)
            if (s->ways[at * wide + spots[i]] < s->ways[at * wide + spots[best]])
                best = i;
        metres += s->ways[at * wide + spots[best]];
        at = spots[best];
        spots[best] = spots[n - 1];
    }
    return metres + s->ways[at * wide + s->spots];
}

/* The different places of a column; more than EXACT when they do not fit. */
static guint
places_of(const StagePlanState *s, int column, guint spots[EXACT + 1])
{
    guint n = 0;

    for (int talk = s->head[column]; talk >= 0 && n <= EXACT; talk = s->next[talk]) {
        guint i = 0;
        spots[n] = s->talks[talk].spot;
        while (spots[i] != spots[n])
            i++;
        n += i == n ? 1 : 0;
    }
    return n;
}

static guint64
tour(const StagePlanState *s, int column)
{
    guint spots[EXACT + 1] = { 0 }, ways[(EXACT + 1) * (EXACT + 1)], wide = s->spots + 1, n;

    n = places_of(s, column, spots);
    if (n > EXACT) {
        g_autofree guint *all = g_new(guint, s->n);
        guint count = 0;
        for (int one = s->head[column]; one >= 0; one = s->next[one])
            all[count++] = s->talks[one].spot;
        return estimate(s, all, count);
    }
    spots[n] = s->spots;
    for (guint i = 0; i <= n; i++)
        for (guint j = 0; j <= n; j++)
            ways[i * (n + 1) + j] = s->ways[spots[i] * wide + spots[j]];
    return stage_route_exact(ways, n, NULL, NULL);
}

const StagePlanScore *
stage_plan_score(StagePlanState *s)
{
    for (guint i = 0; i < s->stales->len; i++) {
        int column = g_array_index(s->stales, int, i);
        StagePlanMemo *memo = &s->memo[s->key[column] & (MEMO - 1)];
        if (s->key[column] != 0 && memo->key != s->key[column])
            *memo = (StagePlanMemo){ .key = s->key[column], .metres = tour(s, column) };
        guint64 metres = s->key[column] == 0 ? 0 : memo->metres;
        s->score.metres += metres - s->metres[column];
        s->metres[column] = metres;
        s->stale[column] = FALSE;
    }
    g_array_set_size(s->stales, 0);
    return &s->score;
}

int
stage_plan_compare(const StagePlanScore *a, const StagePlanScore *b)
{
    if (a->unplaced != b->unplaced)
        return a->unplaced < b->unplaced ? -1 : 1;
    if (a->gaps != b->gaps)
        return a->gaps < b->gaps ? -1 : 1;
    if (a->moved != b->moved)
        return a->moved < b->moved ? -1 : 1;
    if (a->days != b->days)
        return a->days < b->days ? -1 : 1;
    if (a->metres != b->metres)
        return a->metres < b->metres ? -1 : 1;
    return a->away == b->away ? 0 : a->away < b->away ? -1 : 1;
}
