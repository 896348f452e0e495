#include "rules/plan.h"

#include <string.h>

/* --- augmenting paths --- */

/* A path is as long as the existing plans that it moves; of equals the one that moves the fewest visits, then
 * the one that joins a visit, then the one that adds no day on the road. */
enum { PER_PLAN = 4096, PER_VISIT = 4 };

/* How a column was reached: the visit of `talk` left `from` for it. */
typedef struct {
    guint cost;
    int from; /* -1: it is where the path begins */
    int talk;
} Label;

/* The visit of a talk goes to a column; the talk that is to be placed goes alone. */
typedef struct {
    int talk, to;
} Move;

typedef struct {
    StagePlanState *s;
    guint talk; /* to be placed */
    StagePlanHow how;
    int closed;
    Label *labels; /* per column */
    GArray *queue; /* int: columns */
    guint8 *queued;
    GArray *moves; /* Move: the best path so far, its end first; empty: no path yet */
    guint cost;    /* of those */
} Path;

/* Whether a talk may come to a column under the rules of the path. */
static gboolean
welcome(const Path *p, guint talk, int column)
{
    const StagePlanState *s = p->s;

    return column != p->closed && stage_plan_may(s, talk, column) &&
           ((p->how & STAGE_PLAN_OPEN) == 0 || !stage_plan_on_road(s, column) || s->load[column] > 0) &&
           ((p->how & STAGE_PLAN_GAPS) == 0 || stage_plan_gaps(s, talk, column) == 0);
}

/* What it costs to move the visit of a talk away from its column, per talk; FALSE when it has to stay. */
static gboolean
price(const Path *p, int talk, guint *cost)
{
    const StagePlanState *s = p->s;
    guint visit = s->talks[talk].visit;

    *cost = PER_VISIT;
    for (int one = s->head[s->column[talk]]; one >= 0; one = s->next[one]) {
        gboolean home = stage_plan_is_home(s, (guint)one);
        if (s->talks[one].visit != visit)
            continue;
        if (s->talks[one].fixed || (home && (p->how & STAGE_PLAN_KEEP) != 0))
            return FALSE;
        *cost += home && (p->how & STAGE_PLAN_PLAIN) == 0 ? PER_PLAN : 0;
    }
    return TRUE;
}

static gboolean
all_welcome(const Path *p, int talk, int column)
{
    const StagePlanState *s = p->s;

    for (int one = s->head[s->column[talk]]; one >= 0; one = s->next[one])
        if (s->talks[one].visit == s->talks[talk].visit && !welcome(p, (guint)one, column))
            return FALSE;
    return TRUE;
}

/* A path can end on a column that it passed, when a visit comes to the part of it that left there. By then
 * they are one, so the path takes them on together: that has to be right for both. */
static gboolean
may_end(const Path *p, int talk, int from, int column)
{
    const StagePlanTalk *talks = p->s->talks;

    for (int at = from; at >= 0; at = p->labels[at].from)
        if (p->labels[at].from == column && talks[p->labels[at].talk].visit == talks[talk].visit)
            return all_welcome(p, talk, at);
    return TRUE;
}

/* The path as it is now: labels on it may get better yet, and then lead another way. */
static void
write_down(Path *p, int talk, int from, int column)
{
    Move move = { .talk = talk, .to = column };

    g_array_set_size(p->moves, 0);
    g_array_append_val(p->moves, move);
    for (int at = from; at >= 0; at = p->labels[at].from) {
        move = (Move){ .talk = p->labels[at].talk, .to = at };
        g_array_append_val(p->moves, move);
    }
}

static gboolean
is_better(const Path *p, guint cost)
{
    return p->moves->len == 0 || cost < p->cost;
}

/* The visit of a talk comes to a column: the path ends there, or somebody has to make room. */
static void
reach(Path *p, int talk, int from, int column, guint cost)
{
    StagePlanState *s = p->s;
    gboolean joins = stage_plan_mate(s, (guint)talk, column) >= 0;

    if (joins || stage_plan_has_room(s, column)) {
        cost += (joins ? 0U : 1U) + (stage_plan_on_road(s, column) && s->load[column] == 0 ? 1U : 0U);
        if (is_better(p, cost) && may_end(p, talk, from, column)) {
            p->cost = cost;
            write_down(p, talk, from, column);
        }
        return;
    }
    if (cost >= p->labels[column].cost)
        return;
    p->labels[column] = (Label){ .cost = cost, .from = from, .talk = talk };
    if (!p->queued[column])
        g_array_append_val(p->queue, column);
    p->queued[column] = TRUE;
}

/* All visits of a full column look for another. */
static void
leave_for_others(Path *p, int column)
{
    StagePlanState *s = p->s;

    for (int talk = s->head[column]; talk >= 0; talk = s->next[talk]) {
        const StagePlanTalk *of = &s->talks[talk];
        guint cost;
        int mate = stage_plan_mate(s, (guint)talk, column);
        if ((mate >= 0 && mate < talk) || !price(p, talk, &cost))
            continue;
        cost += p->labels[column].cost;
        for (guint i = 0; i < of->n_columns; i++)
            if (of->columns[i] != column && is_better(p, cost) && all_welcome(p, talk, of->columns[i]))
                reach(p, talk, column, of->columns[i], cost);
    }
}

static void
move_visit(StagePlanState *s, int talk, int to)
{
    int from = s->column[talk];

    for (int one = s->head[from], next; one >= 0; one = next) {
        next = s->next[one];
        if (s->talks[one].visit == s->talks[talk].visit)
            stage_plan_put(s, (guint)one, to);
    }
}

/* From its end to its beginning, so that each finds room. */
static void
follow(Path *p)
{
    for (guint i = 0; i < p->moves->len; i++) {
        const Move *move = &g_array_index(p->moves, Move, i);
        if (move->talk == (int)p->talk)
            stage_plan_put(p->s, p->talk, move->to);
        else
            move_visit(p->s, move->talk, move->to);
    }
}

/* Shortest paths by label correcting, which suits costs of which most are equal. */
static gboolean
find(Path *p)
{
    StagePlanState *s = p->s;
    const StagePlanTalk *talk = &s->talks[p->talk];

    for (guint i = 0; i < talk->n_columns; i++)
        if (welcome(p, p->talk, talk->columns[i]))
            reach(p, (int)p->talk, -1, talk->columns[i], 0);
    for (guint i = 0; i < p->queue->len; i++) {
        int column = g_array_index(p->queue, int, i);
        p->queued[column] = FALSE;
        leave_for_others(p, column);
    }
    return p->moves->len > 0;
}

gboolean
stage_plan_augment(StagePlanState *s, guint talk, StagePlanHow how, int closed)
{
    gsize columns = 2 * (gsize)s->days;
    g_autofree Label *labels = g_new(Label, columns);
    g_autofree guint8 *queued = g_new0(guint8, columns);
    g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GArray) moves = g_array_new(FALSE, FALSE, sizeof(Move));
    Path path = { .s = s, .talk = talk, .how = how, .closed = closed };
    guint mark = s->steps->len, gaps = s->score.gaps;

    memset(labels, 0xff, columns * sizeof *labels); /* no cost is as high */
    path.labels = labels;
    path.queued = queued;
    path.queue = queue;
    path.moves = moves;
    if (!find(&path))
        return FALSE;
    follow(&path);
    if ((how & STAGE_PLAN_GAPS) == 0 || s->score.gaps <= gaps)
        return TRUE;
    stage_plan_undo(s, mark); /* two talks of one placement moved towards each other */
    return FALSE;
}

/* --- all ways, within bounds --- */

/* Each talk is placed once: what a better plan puts elsewhere is moved there directly, so that no plan is
 * missed while steps are left. */
enum { STEPS = 30000, STEPS_IN_ALL = 120000 };

typedef enum { IDLE, WANTED, PLACED, DROPPED } Fate;

typedef struct {
    StagePlanState *s;
    guint8 *fate;  /* of each talk */
    gboolean keep; /* existing plans stay */
    guint drops;   /* talks that may be left over */
    guint steps;   /* left */
} Ways;

static gboolean place_wanted(Ways *w);

/* The wanted talk with the fewest days. */
static int
most_wanted(const Ways *w)
{
    int best = -1;

    for (guint i = 0; i < w->s->n; i++)
        if (w->fate[i] == WANTED && (best < 0 || w->s->talks[i].n_columns < w->s->talks[best].n_columns))
            best = (int)i;
    return best;
}

/* Takes the visit of a talk off its column; FALSE when it has to stay. */
static gboolean
evict(Ways *w, int talk)
{
    StagePlanState *s = w->s;
    int column = s->column[talk];

    for (int one = s->head[column]; one >= 0; one = s->next[one])
        if (s->talks[one].visit == s->talks[talk].visit &&
            (s->talks[one].fixed || w->fate[one] == PLACED || (w->keep && stage_plan_is_home(s, (guint)one))))
            return FALSE;
    for (int one = s->head[column], next; one >= 0; one = next) {
        next = s->next[one];
        if (s->talks[one].visit != s->talks[talk].visit)
            continue;
        w->fate[one] = WANTED;
        stage_plan_put(s, (guint)one, STAGE_PLAN_NOWHERE);
    }
    return TRUE;
}

/* Undoes the steps, and what was said of the talks in them. */
static void
back_to(Ways *w, guint mark)
{
    StagePlanState *s = w->s;

    for (guint i = mark; i < s->steps->len; i++) {
        const StagePlanStep *step = &g_array_index(s->steps, StagePlanStep, i);
        if (step->from >= 0)
            w->fate[step->talk] = IDLE;
    }
    stage_plan_undo(s, mark);
}

/* A talk goes to a full column: each visit there makes room in its turn. */
static gboolean
make_room(Ways *w, int talk, int column)
{
    StagePlanState *s = w->s;
    guint mark = s->steps->len;

    for (guint i = 0; i < s->n; i++) {
        int mate = s->column[i] == column ? stage_plan_mate(s, i, column) : -1;
        if (s->column[i] != column || (mate >= 0 && mate < (int)i) || !evict(w, (int)i))
            continue;
        stage_plan_put(s, (guint)talk, column);
        if (place_wanted(w))
            return TRUE;
        back_to(w, mark);
    }
    return FALSE;
}

static gboolean
place_wanted(Ways *w)
{
    StagePlanState *s = w->s;
    int talk = most_wanted(w);
    guint mark = s->steps->len;

    if (talk < 0)
        return TRUE;
    if (w->steps == 0)
        return FALSE;
    w->steps--;
    w->fate[talk] = PLACED;
    for (guint pass = 0; pass < 2; pass++)
        for (guint i = 0; i < s->talks[talk].n_columns; i++) {
            int column = s->talks[talk].columns[i];
            gboolean fits = stage_plan_has_room(s, column) || stage_plan_mate(s, (guint)talk, column) >= 0;
            if (fits != (pass == 0))
                continue;
            if (fits)
                stage_plan_put(s, (guint)talk, column);
            if (fits ? place_wanted(w) : make_room(w, talk, column))
                return TRUE;
            back_to(w, mark);
        }
    if (w->drops > 0) {
        w->drops--;
        w->fate[talk] = DROPPED;
        if (place_wanted(w))
            return TRUE;
        w->drops++;
    }
    w->fate[talk] = WANTED;
    return FALSE;
}

/* Whether one talk, or more of all those without a day when `one` is -1, can be placed; done when so. */
static gboolean
try_all_ways(StagePlanState *s, int one, gboolean keep, guint *steps)
{
    g_autofree guint8 *fate = g_new0(guint8, s->n);
    Ways ways = { .s = s, .fate = fate, .keep = keep, .steps = MIN(*steps, STEPS) };
    guint wanted = 0, given = ways.steps, mark = s->steps->len;

    for (guint i = 0; i < s->n; i++)
        if (s->column[i] < 0) {
            gboolean wants = s->talks[i].n_columns > 0 && (one < 0 || one == (int)i);
            fate[i] = wants ? WANTED : DROPPED;
            wanted += wants ? 1 : 0;
        }
    ways.drops = wanted - 1;
    gboolean done = wanted > 0 && place_wanted(&ways);
    if (!done)
        back_to(&ways, mark);
    *steps -= given - ways.steps;
    return done;
}

/* Of ways that place as many, one that keeps existing plans when there is one. Whether there is any is asked
 * first, for the answer must not depend on those. */
static gboolean
place_by_all_ways(StagePlanState *s, int one, guint *steps)
{
    guint mark = s->steps->len, more = STEPS;

    if (!try_all_ways(s, one, FALSE, steps))
        return FALSE;
    stage_plan_undo(s, mark);
    if (try_all_ways(s, one, TRUE, &more))
        return TRUE;
    more = STEPS;
    return try_all_ways(s, one, FALSE, &more);
}

/* --- repair --- */

/* First asked without looking at existing plans: of visits that talks share a path may be missed, and which
 * ones must not depend on those. */
static gboolean
place(StagePlanState *s, guint talk)
{
    static const StagePlanHow hows[] = { STAGE_PLAN_KEEP | STAGE_PLAN_GAPS, STAGE_PLAN_GAPS, STAGE_PLAN_KEEP,
                                         STAGE_PLAN_ANY, STAGE_PLAN_PLAIN };
    guint mark = s->steps->len;

    if (!stage_plan_augment(s, talk, STAGE_PLAN_PLAIN, -1))
        return FALSE;
    stage_plan_undo(s, mark);
    for (guint i = 0; i < G_N_ELEMENTS(hows); i++)
        if (stage_plan_augment(s, talk, hows[i], -1))
            return TRUE;
    return FALSE;
}

static gboolean
place_all(StagePlanState *s)
{
    gboolean placed = FALSE;
    guint steps = STEPS_IN_ALL, before = s->score.unplaced;

    for (guint i = 0; i < s->n; i++)
        if (s->column[i] < 0 && s->talks[i].n_columns > 0)
            placed |= place(s, i);
    if (placed || !s->shared)
        return placed;
    for (guint i = 0; i < s->n && steps > 0; i++)
        if (s->column[i] < 0 && s->talks[i].n_columns > 0)
            placed |= place_by_all_ways(s, (int)i, &steps);
    if (!placed && s->score.unplaced > 1)
        placed = place_by_all_ways(s, -1, &steps);
    return placed && s->score.unplaced < before;
}

/* Moves a talk so that fewer pairs are too near; FALSE and as it was when that fails. */
static gboolean
mend(StagePlanState *s, guint talk, StagePlanHow how)
{
    guint mark = s->steps->len, gaps = s->score.gaps;

    stage_plan_put(s, talk, STAGE_PLAN_NOWHERE);
    if (stage_plan_augment(s, talk, how | STAGE_PLAN_GAPS, -1) && s->score.gaps < gaps)
        return TRUE;
    stage_plan_undo(s, mark);
    return FALSE;
}

/* First asked without looking at existing plans, as with all ways. */
static gboolean
mend_gaps(StagePlanState *s)
{
    gboolean mended = FALSE;

    for (guint pass = 0; pass < 2 && s->score.gaps > 0; pass++)
        for (guint i = 0; i < s->n; i++) {
            guint mark = s->steps->len;
            if (s->talks[i].fixed || s->column[i] < 0 || (pass == 0 && stage_plan_is_home(s, i)) ||
                stage_plan_gaps(s, i, s->column[i]) == 0 || !mend(s, i, STAGE_PLAN_PLAIN))
                continue;
            stage_plan_undo(s, mark);
            mended = TRUE;
            if (!mend(s, i, STAGE_PLAN_KEEP) && !mend(s, i, STAGE_PLAN_ANY))
                mend(s, i, STAGE_PLAN_PLAIN);
        }
    return mended;
}

void
stage_plan_repair(StagePlanState *s)
{
    while (place_all(s) || mend_gaps(s))
        ;
    g_array_set_size(s->steps, 0);
}
