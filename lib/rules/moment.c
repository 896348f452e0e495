#include "rules/moment.h"

#include <stdlib.h>
#include <string.h>

#include "rules/matching.h"
#include "rules/window.h"

enum { NEAR_DAYS = 14 };

const char *const stage_standen[] = { "gehouden", "vrijgesteld", "gepland", "nu",
                                      "laat",     "later",       "gemist",  NULL };

StageEvaluation *
stage_evaluation_new(void)
{
    StageEvaluation *e = g_new0(StageEvaluation, 1);

    e->moments = g_array_new(FALSE, FALSE, sizeof(StageMoment));
    e->then = g_array_new(FALSE, FALSE, sizeof(StageMoment));
    e->verdicts = g_array_new(FALSE, FALSE, sizeof(StageVerdict));
    e->taken = g_array_new(FALSE, FALSE, sizeof(int));
    e->tried = g_array_new(FALSE, TRUE, sizeof(gboolean));
    return e;
}

void
stage_evaluation_free(StageEvaluation *e)
{
    if (e == NULL)
        return;
    g_array_free(e->moments, TRUE);
    g_array_free(e->then, TRUE);
    g_array_free(e->verdicts, TRUE);
    g_array_free(e->taken, TRUE);
    g_array_free(e->tried, TRUE);
    g_free(e);
}

/* --- talks --- */

static gboolean
is_by(StageDay day, StageDay on)
{
    return stage_day_is_set(day) && stage_day_compare(day, on) <= 0;
}

static StageDay
planned_day(const StageContact *c)
{
    return stage_day_is_set(c->gepland) ? c->gepland : c->gehouden;
}

/* Who was missed, as the norm has it; STAGE_TELT: nobody. */
static StageReason
missed(const StageMatch *w, const StageContact *c)
{
    for (guint i = 0; i < STAGE_PARTIJEN && w->e->norm != NULL; i++) {
        StageZonder without = (StageZonder)w->e->norm->zonder[i];
        gboolean excused = without == STAGE_ZONDER_JA || (without == STAGE_ZONDER_VERVANGER && c->vervanger);
        if (!c->aanwezig[i] && !excused)
            return STAGE_ZONDER_DE_DOCENT + i;
    }
    return STAGE_TELT;
}

/* What can be said of a talk before the matching: STAGE_BUITEN stands for one that may count. */
static StageVerdict
judge(const StageMatch *w, const StageContact *c)
{
    StageVerdict v = { STAGE_BUITEN, is_by(c->gehouden, w->on), -1 };
    StageReason without = v.held ? missed(w, c) : STAGE_TELT;

    if (!v.held && is_by(c->geannuleerd, w->on))
        v.reason = STAGE_GEANNULEERD;
    else if (!v.held && stage_day_compare(planned_day(c), w->on) < 0)
        v.reason = STAGE_ONBEKEND;
    else if (c->soort == STAGE_SOORT_EXTRA)
        v.reason = STAGE_EXTRA;
    else if (without != STAGE_TELT)
        v.reason = without;
    return v;
}

/* By what was said of them, never by the order in which they were typed. */
static int
by_day(gconstpointer one, gconstpointer other, gpointer data)
{
    const StageMatch *w = data;
    const StageContact *a = &w->contacts[*(const guint *)one], *b = &w->contacts[*(const guint *)other];
    StageDay day = stage_day_is_set(a->gehouden) ? a->gehouden : a->gepland;
    int order = stage_day_compare(day, stage_day_is_set(b->gehouden) ? b->gehouden : b->gepland);

    if (order == 0)
        order = a->soort != b->soort ? (int)a->soort - (int)b->soort : b->bezoek - a->bezoek;
    if (order == 0)
        order = stage_day_compare(a->einde_toen, b->einde_toen);
    if (order == 0)
        order = stage_day_compare(a->gepland, b->gepland);
    return order != 0 ? order : stage_day_compare(a->gehouden, b->gehouden);
}

static void
match_talks(StageMatch *w, guint n, gboolean held)
{
    GArray *items = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < n; i++)
        if (stage_match_verdict(w, i)->reason == STAGE_BUITEN && stage_match_verdict(w, i)->held == held)
            g_array_append_val(items, i);
    if (items->len > 1)
        g_array_sort_with_data(items, by_day, w);
    if (items->len > 0)
        stage_match_talks(w, items);
    g_array_free(items, TRUE);
}

/* --- the answer --- */

/* Why a talk that might have counted did not. */
static StageReason
why_not(StageMatch *w, guint item)
{
    gboolean any = FALSE;

    for (guint m = 0; m < w->e->moments->len; m++)
        any |= stage_match_may(w, item, m);
    return !any ? STAGE_BUITEN : stage_match_has_room(w, item) ? STAGE_OVER : STAGE_GEEN_BEZOEK;
}

static void
settle_talks(StageMatch *w, guint n)
{
    for (guint m = 0; m < w->e->moments->len; m++)
        if (stage_match_is_talk(w, m)) {
            StageVerdict *v = stage_match_verdict(w, (guint)*stage_match_taken(w, m));
            v->moment = (int)m;
            v->reason = v->held ? STAGE_TELT : STAGE_TELT_GEPLAND;
            stage_match_moment(w, m)->contact = *stage_match_taken(w, m);
        } else if (*stage_match_taken(w, m) >= 0) {
            stage_match_moment(w, m)->waiver = *stage_match_taken(w, m) - (int)w->n;
        }
    for (guint i = 0; i < n; i++)
        if (stage_match_verdict(w, i)->reason == STAGE_BUITEN)
            stage_match_verdict(w, i)->reason = why_not(w, i);
}

static StageStand
stand_of(const StageMatch *w, const StageMoment *m)
{
    if (m->contact >= 0)
        return stage_match_verdict(w, (guint)m->contact)->held ? STAGE_STAND_GEHOUDEN : STAGE_STAND_GEPLAND;
    if (m->waiver >= 0)
        return STAGE_STAND_VRIJGESTELD;
    if (stage_day_compare(w->on, m->van) < 0)
        return STAGE_STAND_LATER;
    if (stage_day_compare(w->on, m->tot) <= 0)
        return STAGE_STAND_NU;
    return stage_day_compare(w->on, m->uiterlijk) <= 0 || stage_day_compare(w->on, m->deel_tot) <= 0
               ? STAGE_STAND_LAAT
               : STAGE_STAND_GEMIST;
}

/* What is late and can still count goes first, what is too late for that last. */
static int
urgency(const StageMatch *w, const StageMoment *m)
{
    if (m->stand != STAGE_STAND_LAAT)
        return 1;
    return stage_day_compare(w->on, m->uiterlijk) <= 0 ? 0 : 2;
}

/* Then by the day on which it is planned, or should be held at the latest. */
static gboolean
is_sooner(const StageMatch *w, const StageMoment *a, const StageMoment *b)
{
    StageDay day = a->stand == STAGE_STAND_GEPLAND ? planned_day(&w->contacts[a->contact]) : a->tot;
    StageDay other = b->stand == STAGE_STAND_GEPLAND ? planned_day(&w->contacts[b->contact]) : b->tot;
    int order = urgency(w, a) - urgency(w, b);

    return order != 0 ? order < 0 : stage_day_compare(day, other) < 0;
}

static void
count_moments(StageMatch *w)
{
    StageEvaluation *e = w->e;

    for (guint i = 0; i < e->moments->len; i++) {
        StageMoment *m = stage_match_moment(w, i);
        m->stand = stand_of(w, m);
        gboolean held = m->stand == STAGE_STAND_GEHOUDEN;
        e->held += held ? 1 : 0;
        e->visits += held && w->contacts[m->contact].bezoek ? 1 : 0;
        e->waived += m->stand == STAGE_STAND_VRIJGESTELD ? 1 : 0;
        e->planned += m->stand == STAGE_STAND_GEPLAND ? 1 : 0;
        if (held || m->stand == STAGE_STAND_VRIJGESTELD || m->stand == STAGE_STAND_GEMIST)
            continue;
        if (e->due < 0 || is_sooner(w, m, stage_match_moment(w, (guint)e->due)))
            e->due = (int)i;
    }
    e->asked = e->moments->len;
    e->missing = e->asked - e->held - e->waived - e->planned;
}

/* Which of the open moments are asked on location: the first ones, for as many visits as are lacking. */
static void
ask_visits(StageMatch *w)
{
    guint lacking = 0, deel = G_MAXUINT;

    for (guint i = 0; i < w->e->moments->len; i++) {
        StageMoment *m = stage_match_moment(w, i);
        if (m->deel != deel) {
            deel = m->deel;
            lacking = (guint)m->norm->bezoeken;
            w->e->visits_asked += lacking;
            for (guint k = i; k < w->e->moments->len && stage_match_moment(w, k)->deel == deel; k++)
                if (stage_match_moment(w, k)->contact >= 0 &&
                    w->contacts[stage_match_moment(w, k)->contact].bezoek && lacking > 0)
                    lacking--;
        }
        m->bezoek = lacking > 0 && m->contact < 0 && m->waiver < 0 &&
                    stage_day_compare(w->on, m->uiterlijk) <= 0;
        lacking -= m->bezoek ? 1 : 0;
    }
}

/* Who was absent from the last talk and was not spoken to since. */
static void
follow_up(StageMatch *w, guint n, guint party)
{
    StageEvaluation *e = w->e;
    StageDay spoken = STAGE_NO_DAY, absent = STAGE_NO_DAY;

    e->nagesprek[party] = STAGE_NO_DAY;
    e->nagesprek_van[party] = -1;
    for (guint i = 0; i < n; i++) {
        const StageContact *c = &w->contacts[i];
        if (!stage_match_verdict(w, i)->held)
            continue;
        if (c->aanwezig[party] && stage_day_compare(c->gehouden, spoken) > 0)
            spoken = c->gehouden;
        if (c->aanwezig[party] || c->soort == STAGE_SOORT_EXTRA)
            continue;
        e->absent[party]++;
        if (stage_day_compare(c->gehouden, absent) > 0) {
            absent = c->gehouden;
            e->nagesprek_van[party] = (int)i;
        }
    }
    if (party != STAGE_PARTIJ_DOCENT && stage_day_compare(absent, spoken) > 0 && e->norm != NULL &&
        e->norm->nagesprek > 0)
        e->nagesprek[party] = stage_day_plus(absent, (int)e->norm->nagesprek);
}

static void
count_talks(StageMatch *w, guint n)
{
    StageEvaluation *e = w->e;

    for (guint i = 0; i < n; i++) {
        const StageContact *c = &w->contacts[i];
        const StageVerdict *v = stage_match_verdict(w, i);
        gboolean joint = c->aanwezig[0] && c->aanwezig[1] && c->aanwezig[2];
        if (v->held && stage_day_compare(c->gehouden, e->last) > 0)
            e->last = c->gehouden;
        e->apart += v->held && !joint ? 1 : 0;
        e->unknown += v->reason == STAGE_ONBEKEND ? 1 : 0;
        if (!v->held && v->reason != STAGE_ONBEKEND && v->reason != STAGE_GEANNULEERD &&
            (!stage_day_is_set(e->next) || stage_day_compare(planned_day(c), e->next) < 0))
            e->next = planned_day(c);
    }
    for (guint party = 0; party < STAGE_PARTIJEN; party++)
        follow_up(w, n, party);
}

static void
begin(StageMatch *w, guint n)
{
    StageEvaluation *e = w->e;
    const StageEvaluation empty = { .moments = e->moments,
                                    .verdicts = e->verdicts,
                                    .then = e->then,
                                    .taken = e->taken,
                                    .tried = e->tried,
                                    .due = -1 };
    int none = -1;

    *e = empty;
    g_array_set_size(e->then, 0);
    e->norm = stage_window_moments(e->moments, w->norms, w->of);
    g_array_set_size(e->taken, 0);
    g_array_set_size(e->tried, e->moments->len);
    for (guint i = 0; i < e->moments->len; i++)
        g_array_append_val(e->taken, none);
    g_array_set_size(e->verdicts, n);
    for (guint i = 0; i < n; i++)
        *stage_match_verdict(w, i) = judge(w, &w->contacts[i]);
}

void
stage_evaluate(StageEvaluation *e, const StageNorms *norms, const StageNormCase *of,
               const StageContact *contacts, guint n, const StageWaiver *waivers, guint n_waivers,
               StageDay on)
{
    StageMatch w = {
        .e = e, .norms = norms, .of = of, .contacts = contacts, .n = n, .waivers = waivers, .on = on
    };

    begin(&w, n);
    match_talks(&w, n, TRUE);
    for (guint i = 0; i < n_waivers; i++)
        if (is_by(waivers[i].datum, on))
            stage_match_waiver(&w, i);
    match_talks(&w, n, FALSE);
    settle_talks(&w, n);
    count_moments(&w);
    ask_visits(&w);
    count_talks(&w, n);
}

/* --- smaller questions --- */

StageSoort
stage_moment_soort(const StageEvaluation *e, StageDay day)
{
    StageSoort soort = STAGE_SOORT_EXTRA;
    int least = G_MAXINT, at = stage_day_number(day);

    for (guint i = 0; i < e->moments->len; i++) {
        const StageMoment *m = stage_moment_at(e, i);
        int van = stage_day_number(m->van), tot = stage_day_number(m->tot);
        int away = at < van ? van - at : MAX(at - tot, 0);
        if (away < least) {
            least = away;
            soort = m->soort;
        }
    }
    return soort;
}

int
stage_moment_fulfils(const GPtrArray *open, const char *soort, StageDay day)
{
    int best = -1, least = G_MAXINT;

    for (guint i = 0; i < open->len; i++) {
        const StageGesprek *g = g_ptr_array_index(open, i);
        int away = abs(stage_day_number(g->gepland) - stage_day_number(day));
        int near = stage_soort_of(g->soort) == STAGE_SOORT_EXTRA ? 0 : NEAR_DAYS;
        if (soort == NULL ? away > near : strcmp(soort, g->soort) != 0)
            continue;
        if (away < least) {
            least = away;
            best = (int)i;
        }
    }
    return best;
}
