#include "rules/matching.h"

#include <string.h>

#include "rules/window.h"

static gboolean
is_in(const StageMoment *m, StageDay day)
{
    return stage_day_compare(day, m->van) >= 0 && stage_day_compare(day, m->uiterlijk) <= 0;
}

/* Whether the day falls in the window that the moment had when the placement's end was another. */
static gboolean
was_in(const StageMatch *w, const StageMoment *m, StageDay day)
{
    for (guint i = 0; i < w->e->then->len; i++) {
        const StageMoment *old = &g_array_index(w->e->then, StageMoment, i);
        if (old->deel == m->deel && old->soort == m->soort && old->nummer == m->nummer)
            return is_in(old, day);
    }
    return FALSE;
}

static void
make_then(StageMatch *w, StageDay end)
{
    StageNormCase of = *w->of;

    if (stage_day_compare(w->then_end, end) == 0)
        return;
    of.einde = stage_day_compare(end, of.begin) < 0 ? of.begin : end;
    w->then_end = end;
    stage_window_moments(w->e->then, w->norms, &of);
}

/* Which windows count: those of the end as it was known then, or all. */
typedef enum { THEN, ALL } Windows;

static gboolean
talk_fits(StageMatch *w, guint item, guint m, Windows windows)
{
    const StageContact *c = &w->contacts[item];
    gboolean held = stage_match_verdict(w, item)->held;
    StageDay day = held || !stage_day_is_set(c->gepland) ? c->gehouden : c->gepland;
    gboolean moved = held && stage_day_is_set(c->einde_toen) &&
                     stage_day_compare(c->einde_toen, w->of->einde) != 0;

    if (!moved)
        return is_in(stage_match_moment(w, m), day);
    make_then(w, c->einde_toen);
    return was_in(w, stage_match_moment(w, m), day) ||
           (windows == ALL && is_in(stage_match_moment(w, m), day));
}

/* A waiver is of a kind, and of the school year that its day falls in. */
static gboolean
waiver_fits(const StageMatch *w, guint index, guint at)
{
    const StageWaiver *waiver = &w->waivers[index];
    const StageMoment *m = stage_match_moment(w, at), *last = stage_match_moment(w, w->e->moments->len - 1);

    return m->soort == waiver->moment &&
           (m->deel == 0 || stage_day_compare(waiver->datum, m->deel_van) >= 0) &&
           (m->deel == last->deel || stage_day_compare(waiver->datum, m->deel_tot) <= 0);
}

/* An item is a talk or, from n on, a waiver. */
static gboolean
fits(StageMatch *w, guint item, guint m, Windows windows)
{
    return item < w->n ? talk_fits(w, item, m, windows) : waiver_fits(w, item - w->n, m);
}

static StageSoort
soort_of(const StageMatch *w, guint item)
{
    return item < w->n ? w->contacts[item].soort : w->waivers[item - w->n].moment;
}

/* What was held or waived stays where it is when plans are laid beside it. */
static gboolean
may_push(const StageMatch *w, guint item, guint holder)
{
    gboolean is_plan = item < w->n && !stage_match_verdict(w, item)->held;

    return !is_plan || (holder < w->n && !stage_match_verdict(w, holder)->held);
}

/* Finds a moment for an item by an augmenting path; a moment of its own kind is tried first. */
static gboolean
augment(StageMatch *w, guint item, Windows windows)
{
    StageSoort soort = soort_of(w, item);

    for (guint other = 0; other < 2; other++)
        for (guint m = 0; m < w->e->moments->len; m++) {
            gboolean *tried = &g_array_index(w->e->tried, gboolean, m);
            if ((stage_match_moment(w, m)->soort != soort) != (other == 1) || *tried ||
                !fits(w, item, m, windows))
                continue;
            *tried = TRUE;
            int holder = *stage_match_taken(w, m);
            if (holder < 0 || (may_push(w, item, (guint)holder) && augment(w, (guint)holder, windows))) {
                *stage_match_taken(w, m) = (int)item;
                return TRUE;
            }
        }
    return FALSE;
}

static gboolean
place(StageMatch *w, guint item, Windows windows)
{
    guint n = w->e->tried->len;

    g_array_set_size(w->e->tried, 0);
    g_array_set_size(w->e->tried, n); /* all FALSE */
    return augment(w, item, windows);
}

static gboolean
is_placed(const StageMatch *w, guint item)
{
    for (guint m = 0; m < w->e->moments->len; m++)
        if (*stage_match_taken(w, m) == (int)item)
            return TRUE;
    return FALSE;
}

gboolean
stage_match_is_talk(const StageMatch *w, guint m)
{
    return *stage_match_taken(w, m) >= 0 && *stage_match_taken(w, m) < (int)w->n;
}

/* Whether one more talk elsewhere than on location may count in the part that a talk falls in. */
gboolean
stage_match_has_room(StageMatch *w, guint item)
{
    const StageMoment *first = NULL;
    guint elsewhere = 0, n = 0;

    if (w->contacts[item].bezoek)
        return TRUE;
    for (guint m = 0; first == NULL && m < w->e->moments->len; m++)
        if (talk_fits(w, item, m, ALL))
            first = stage_match_moment(w, m);
    if (first == NULL || first->norm->locatie != STAGE_LOCATIE_VEREIST)
        return TRUE;
    for (guint m = 0; m < w->e->moments->len; m++)
        if (stage_match_moment(w, m)->deel == first->deel) {
            n++;
            elsewhere += stage_match_is_talk(w, m) && !w->contacts[*stage_match_taken(w, m)].bezoek ? 1 : 0;
        }
    return elsewhere + (guint)first->norm->bezoeken < n;
}

/* The talks of one rank, those on location first where some must be: a largest set of visits can always be
 * made larger to a largest set of all (matroid), so that as few as possible fall off for want of a visit. */
void
stage_match_talks(StageMatch *w, const GArray *items)
{
    gboolean visits = w->e->norm != NULL && w->e->norm->locatie == STAGE_LOCATIE_VEREIST;

    for (guint pass = 0; pass < 4; pass++)
        for (guint i = 0; i < items->len; i++) {
            guint item = g_array_index(items, guint, i);
            gboolean in_pass = !visits ? pass >= 2 : w->contacts[item].bezoek == (pass < 2);
            if (in_pass && !is_placed(w, item) && stage_match_has_room(w, item))
                place(w, item, pass % 2 == 0 ? THEN : ALL);
        }
}

void
stage_match_waiver(StageMatch *w, guint index)
{
    place(w, w->n + index, ALL);
}

gboolean
stage_match_may(StageMatch *w, guint item, guint m)
{
    return talk_fits(w, item, m, ALL);
}
