#include "rules/plan.h"

#include <string.h>

/* How far back late acceptance looks, and how often go_on is asked. */
enum { HISTORY = 200, ASK = 256 };

/* Out of 1000 steps so many close a day or open one; the rest move or swap. */
enum { CLOSE = 10, OPEN = 10, SWAP = 350 };

typedef struct {
    StagePlanState *s;
    GRand *rand;
    guint8 *free; /* per talk: not fixed, and not where it was planned */
    guint *talks; /* those that are free */
    guint n;
    int *best; /* the best columns so far */
    StagePlanScore best_score;
    StagePlanScore history[HISTORY];
} Search;

static guint
any(Search *h, guint n)
{
    return (guint)g_rand_int_range(h->rand, 0, (gint32)n);
}

/* --- a first place --- */

static gboolean
fits(const StagePlanState *s, guint talk, int column)
{
    return stage_plan_has_room(s, column) || stage_plan_mate(s, talk, column) >= 0;
}

/* The talk with the fewest days that has none and was not tried. */
static int
next_talk(const StagePlanState *s, const guint8 *tried)
{
    int best = -1;

    for (guint i = 0; i < s->n; i++)
        if (!tried[i] && s->column[i] < 0 && (best < 0 || s->talks[i].n_columns < s->talks[best].n_columns))
            best = (int)i;
    return best;
}

static void
place_best(StagePlanState *s, guint talk)
{
    StagePlanScore least = { .unplaced = G_MAXUINT };
    int best = STAGE_PLAN_NOWHERE;

    for (guint i = 0; i < s->talks[talk].n_columns; i++) {
        int column = s->talks[talk].columns[i];
        if (!fits(s, talk, column))
            continue;
        stage_plan_put(s, talk, column);
        const StagePlanScore *score = stage_plan_score(s);
        if (stage_plan_compare(score, &least) < 0) {
            least = *score;
            best = column;
        }
    }
    stage_plan_put(s, talk, best);
}

void
stage_plan_greedy(StagePlanState *s)
{
    g_autofree guint8 *tried = g_new0(guint8, s->n);

    for (int talk = next_talk(s, tried); talk >= 0; talk = next_talk(s, tried)) {
        tried[talk] = TRUE;
        place_best(s, (guint)talk);
    }
    g_array_set_size(s->steps, 0);
}

/* --- moves; FALSE when nothing came of it, and the steps taken are then undone by the caller --- */

/* Where a talk may go without opening a day, or anywhere once in a while: some tries, as most days are
 * closed. */
static int
some_column(Search *h, guint talk)
{
    const StagePlanTalk *of = &h->s->talks[talk];

    for (guint tries = 0; tries < 24; tries++) {
        int column = of->columns[any(h, of->n_columns)];
        if (column != h->s->column[talk] &&
            (!stage_plan_on_road(h->s, column) || h->s->load[column] > 0 || tries == 23))
            return column;
    }
    return STAGE_PLAN_NOWHERE;
}

/* The whole visit of a talk, or in half of the cases the talk alone. */
static gboolean
move_one(Search *h)
{
    StagePlanState *s = h->s;
    guint talk = h->talks[any(h, h->n)];
    int to = some_column(h, talk), from = s->column[talk];
    gboolean alone = !s->shared || g_rand_boolean(h->rand);

    if (to < 0 || !fits(s, talk, to))
        return FALSE;
    for (int one = s->head[from], next; one >= 0; one = next) {
        next = s->next[one];
        if (one == (int)talk || (!alone && s->talks[one].visit == s->talks[talk].visit && h->free[one] &&
                                 stage_plan_may(s, (guint)one, to)))
            stage_plan_put(s, (guint)one, to);
    }
    return TRUE;
}

static gboolean
is_within_room(const StagePlanState *s, int column)
{
    return s->load[column] <= s->room[stage_plan_on_road(s, column) ? 0 : 1];
}

/* Two talks change places, or a talk goes to a day and one of that day to any other. */
static gboolean
swap(Search *h)
{
    StagePlanState *s = h->s;
    guint talk = h->talks[any(h, h->n)];
    int from = s->column[talk], to = some_column(h, talk), third;
    guint n = 0;

    if (to < 0)
        return FALSE;
    for (int one = s->head[to]; one >= 0; one = s->next[one])
        n += h->free[one];
    if (n == 0)
        return FALSE;
    n = any(h, n);
    for (int one = s->head[to]; one >= 0; one = s->next[one])
        if (h->free[one] && n-- == 0) {
            third = stage_plan_may(s, (guint)one, from) && any(h, 4) > 0 ? from : some_column(h, (guint)one);
            if (third < 0)
                return FALSE;
            stage_plan_put(s, (guint)one, third);
            stage_plan_put(s, talk, to);
            return is_within_room(s, to) && is_within_room(s, third);
        }
    return FALSE;
}

/* All visits of a day go to other days on the road, on which others may move on. */
static gboolean
close_day(Search *h, int column)
{
    StagePlanState *s = h->s;
    g_autoptr(GArray) talks = g_array_new(FALSE, FALSE, sizeof(int));

    for (int one = s->head[column]; one >= 0; one = s->next[one]) {
        if (!h->free[one])
            return FALSE;
        g_array_append_val(talks, one);
    }
    for (guint i = 0; i < talks->len; i++)
        stage_plan_put(s, (guint)g_array_index(talks, int, i), STAGE_PLAN_NOWHERE);
    for (guint i = 0; i < talks->len; i++)
        if (!stage_plan_augment(s, (guint)g_array_index(talks, int, i),
                                STAGE_PLAN_KEEP | STAGE_PLAN_GAPS | STAGE_PLAN_OPEN, column))
            return FALSE;
    return talks->len > 0;
}

static gboolean
close_one(Search *h)
{
    guint talk = h->talks[any(h, h->n)];

    return stage_plan_on_road(h->s, h->s->column[talk]) && close_day(h, h->s->column[talk]);
}

/* Opens a day, draws to it what is free to come, and closes what days it can of those that it came from. */
static gboolean
open_one(Search *h)
{
    StagePlanState *s = h->s;
    guint first = any(h, h->n), skip = any(h, h->n), talk = h->talks[first];
    int column = s->talks[talk].columns[any(h, s->talks[talk].n_columns)];
    g_autoptr(GArray) from = g_array_new(FALSE, FALSE, sizeof(int));

    if (!stage_plan_on_road(s, column) || s->load[column] > 0)
        return FALSE;
    for (guint i = 0; i < h->n; i++) {
        guint one = h->talks[(first + i * (i > 0) + (i > 0 ? skip : 0)) % h->n];
        int at = s->column[one];
        if (at == column || !stage_plan_on_road(s, at) || !stage_plan_may(s, one, column) ||
            !fits(s, one, column))
            continue;
        stage_plan_put(s, one, column);
        g_array_append_val(from, at);
    }
    for (guint i = 0; i < from->len; i++) {
        guint mark = s->steps->len;
        int at = g_array_index(from, int, i);
        if (s->load[at] > 0 && !close_day(h, at))
            stage_plan_undo(s, mark);
    }
    return TRUE;
}

/* --- the search --- */

static void
keep_best(Search *h)
{
    StagePlanState *s = h->s;

    if (stage_plan_compare(stage_plan_score(s), &h->best_score) >= 0)
        return;
    h->best_score = s->score;
    memcpy(h->best, s->column, s->n * sizeof *h->best);
}

/* Days are closed, those with the fewest visits first, until none can be. */
static void
close_days(Search *h)
{
    StagePlanState *s = h->s;
    gboolean closed = TRUE;

    while (closed) {
        closed = FALSE;
        for (guint load = 1; load <= s->n && load <= s->room[0]; load++)
            for (int column = 0; column < (int)s->days; column++)
                if (s->load[column] == load) {
                    if (close_day(h, column))
                        closed = TRUE;
                    else
                        stage_plan_undo(s, 0);
                    g_array_set_size(s->steps, 0);
                }
    }
}

static void
step(Search *h, guint i)
{
    StagePlanState *s = h->s;
    guint kind = any(h, 1000);
    StagePlanScore now = *stage_plan_score(s), *late = &h->history[i % HISTORY];
    gboolean done = kind < CLOSE                 ? close_one(h)
                    : kind < CLOSE + OPEN        ? open_one(h)
                    : kind < CLOSE + OPEN + SWAP ? swap(h)
                                                 : move_one(h);
    /* The metres take the most time, and mostly it is the rest that decides. */
    StagePlanScore rough = s->score;
    rough.metres = rough.away = 0;

    if (!done || (stage_plan_compare(&rough, &now) > 0 && stage_plan_compare(&rough, late) > 0) ||
        (stage_plan_compare(stage_plan_score(s), &now) > 0 && stage_plan_compare(&s->score, late) > 0))
        stage_plan_undo(s, 0);
    else
        keep_best(h);
    g_array_set_size(s->steps, 0);
    if (stage_plan_compare(stage_plan_score(s), late) < 0)
        *late = s->score;
}

static gboolean
climb(Search *h, const StagePlanSearch *how)
{
    for (guint i = 0; i < HISTORY; i++)
        h->history[i] = h->s->score;
    for (guint i = 0; i < how->steps; i++) {
        if (i % ASK == 0 && how->go_on != NULL && !how->go_on((double)i / how->steps, how->data))
            return FALSE;
        step(h, i);
    }
    return TRUE;
}

static void
find_free(Search *h)
{
    const StagePlanState *s = h->s;

    for (guint i = 0; i < s->n; i++)
        if (s->column[i] >= 0 && !s->talks[i].fixed && !stage_plan_is_home(s, i)) {
            h->free[i] = TRUE;
            h->talks[h->n++] = i;
        }
}

gboolean
stage_plan_search(StagePlanState *s, const StagePlanSearch *how)
{
    g_autofree guint8 *free_talks = g_new0(guint8, s->n);
    g_autofree guint *talks = g_new(guint, s->n);
    g_autofree int *best = g_new(int, s->n);
    g_autofree Search *h = g_new0(Search, 1);

    *h = (Search){ .s = s, .free = free_talks, .talks = talks, .best = best };
    find_free(h);
    if (h->n == 0)
        return TRUE;
    h->best_score = (StagePlanScore){ .unplaced = G_MAXUINT };
    g_array_set_size(s->steps, 0);
    close_days(h);
    keep_best(h);
    h->rand = g_rand_new_with_seed(how->seed);
    gboolean whole = climb(h, how);
    g_rand_free(h->rand);
    for (guint i = 0; i < s->n; i++)
        stage_plan_put(s, i, h->best[i]);
    g_array_set_size(s->steps, 0);
    return whole;
}
