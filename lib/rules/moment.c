#include "rules/moment.h"

#include <stdlib.h>
#include <string.h>

enum { NEAR_DAYS = 14, PART_MIN = 28 };

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

/* --- the moments and their windows --- */

/* The day of a bound: the first that has not less than so much of the period before it. */
static int
day_of(StageNormBound bound, int first, int length)
{
    return first + (bound.percent * length + 99) / 100 + bound.days;
}

/* A day that exists: the years of the calendar end (base/day.h). */
static StageDay
existing(int number)
{
    static const StageDay first = { "1900-01-01" }, last = { "2199-12-31" };

    return stage_day_from_number(CLAMP(number, stage_day_number(first), stage_day_number(last)));
}

static void
add_part(GArray *moments, const StageNorm *norm, guint deel, int first, int length)
{
    guint seen[STAGE_SOORTEN] = { 0 };

    for (guint i = 0; norm != NULL && i < norm->n; i++) {
        const StageNormMoment *m = &norm->momenten[i];
        int van = day_of(m->from, first, length);
        int tot = MAX(day_of(m->until, first, length) - 1, van); /* a short period has windows of a day */
        StageMoment moment = { .norm = norm,
                               .deel = deel,
                               .soort = m->soort,
                               .deel_van = existing(first),
                               .deel_tot = existing(first + length - 1),
                               .nummer = ++seen[m->soort],
                               .van = existing(van),
                               .tot = existing(tot),
                               .uiterlijk = existing(tot + (int)norm->uitloop),
                               .contact = -1,
                               .waiver = -1 };
        g_array_append_val(moments, moment);
    }
}

/* The first day of the school year that begins after a day. */
static int
next_school_year(StageDay day)
{
    StageDay august = day;

    memcpy(august.text + 4, "-08-01", 7);
    if (stage_day_compare(august, day) <= 0)
        august = stage_day_plus_months(august, 12);
    return stage_day_is_set(august) ? stage_day_number(august) : G_MAXINT;
}

static gboolean
is_per_year(const StageNorm *norm, const StageNormCase *of, int length)
{
    if (norm == NULL || norm->schooljaar == 0 || length <= 28 * norm->schooljaar)
        return FALSE;
    StageDay least = stage_day_plus_months(of->begin, (int)norm->schooljaar);
    return stage_day_is_set(least) && stage_day_compare(of->einde, least) >= 0;
}

/* A part that is too short for a norm of its own belongs to its neighbour. */
static void
add_years(GArray *moments, const StageNorms *norms, const StageNormCase *of)
{
    int first = stage_day_number(of->begin), last = stage_day_number(of->einde);

    for (guint deel = 0; first <= last; deel++) {
        StageDay begin = stage_day_from_number(first);
        int end = MIN(next_school_year(begin) - 1, last);
        if (end - first + 1 < PART_MIN && end < last)
            end = MIN(next_school_year(stage_day_from_number(end + 1)) - 1, last);
        if (last - end < PART_MIN)
            end = last;
        add_part(moments, stage_norms_choose(norms, of, begin), deel, first, end - first + 1);
        first = end + 1;
    }
}

/* The norm of the placement's beginning. */
static const StageNorm *
add_moments(GArray *moments, const StageNorms *norms, const StageNormCase *of)
{
    const StageNorm *norm = stage_norms_choose(norms, of, of->begin);
    int first = stage_day_number(of->begin);
    int length = stage_day_number(of->einde) - first + 1;

    g_array_set_size(moments, 0);
    if (is_per_year(norm, of, length))
        add_years(moments, norms, of);
    else
        add_part(moments, norm, 0, first, length);
    return norm;
}

/* --- the matching --- */

typedef struct {
    StageEvaluation *e;
    const StageNorms *norms;
    const StageNormCase *of;
    const StageContact *contacts;
    guint n;
    const StageWaiver *waivers;
    StageDay on;
    StageDay then_end; /* the end that e->then is of */
} Work;

static StageMoment *
moment(const Work *w, guint i)
{
    return &g_array_index(w->e->moments, StageMoment, i);
}

static StageVerdict *
verdict(const Work *w, guint i)
{
    return &g_array_index(w->e->verdicts, StageVerdict, i);
}

static gboolean
is_in(const StageMoment *m, StageDay day)
{
    return stage_day_compare(day, m->van) >= 0 && stage_day_compare(day, m->uiterlijk) <= 0;
}

/* Whether the day falls in the window that the moment had when the placement's end was another. */
static gboolean
was_in(const Work *w, const StageMoment *m, StageDay day)
{
    for (guint i = 0; i < w->e->then->len; i++) {
        const StageMoment *old = &g_array_index(w->e->then, StageMoment, i);
        if (old->deel == m->deel && old->soort == m->soort && old->nummer == m->nummer)
            return is_in(old, day);
    }
    return FALSE;
}

static void
make_then(Work *w, StageDay end)
{
    StageNormCase of = *w->of;

    if (stage_day_compare(w->then_end, end) == 0)
        return;
    of.einde = stage_day_compare(end, of.begin) < 0 ? of.begin : end;
    w->then_end = end;
    add_moments(w->e->then, w->norms, &of);
}

/* Which windows count: those of the end as it was known then, or all. */
typedef enum { THEN, ALL } Windows;

static gboolean
talk_fits(Work *w, guint item, guint m, Windows windows)
{
    const StageContact *c = &w->contacts[item];
    gboolean held = verdict(w, item)->held;
    StageDay day = held || !stage_day_is_set(c->gepland) ? c->gehouden : c->gepland;
    gboolean moved = held && stage_day_is_set(c->einde_toen) &&
                     stage_day_compare(c->einde_toen, w->of->einde) != 0;

    if (!moved)
        return is_in(moment(w, m), day);
    make_then(w, c->einde_toen);
    return was_in(w, moment(w, m), day) || (windows == ALL && is_in(moment(w, m), day));
}

/* A waiver is of a kind, and of the school year that its day falls in. */
static gboolean
waiver_fits(const Work *w, guint index, guint at)
{
    const StageWaiver *waiver = &w->waivers[index];
    const StageMoment *m = moment(w, at), *last = moment(w, w->e->moments->len - 1);

    return m->soort == waiver->moment &&
           (m->deel == 0 || stage_day_compare(waiver->datum, m->deel_van) >= 0) &&
           (m->deel == last->deel || stage_day_compare(waiver->datum, m->deel_tot) <= 0);
}

/* An item is a talk or, from n on, a waiver. */
static gboolean
fits(Work *w, guint item, guint m, Windows windows)
{
    return item < w->n ? talk_fits(w, item, m, windows) : waiver_fits(w, item - w->n, m);
}

static StageSoort
soort_of(const Work *w, guint item)
{
    return item < w->n ? w->contacts[item].soort : w->waivers[item - w->n].moment;
}

static int *
taken(const Work *w, guint m)
{
    return &g_array_index(w->e->taken, int, m);
}

/* What was held or waived stays where it is when plans are laid beside it. */
static gboolean
may_push(const Work *w, guint item, guint holder)
{
    gboolean is_plan = item < w->n && !verdict(w, item)->held;

    return !is_plan || (holder < w->n && !verdict(w, holder)->held);
}

/* Finds a moment for an item by an augmenting path; a moment of its own kind is tried first. */
static gboolean
augment(Work *w, guint item, Windows windows)
{
    StageSoort soort = soort_of(w, item);

    for (guint other = 0; other < 2; other++)
        for (guint m = 0; m < w->e->moments->len; m++) {
            gboolean *tried = &g_array_index(w->e->tried, gboolean, m);
            if ((moment(w, m)->soort != soort) != (other == 1) || *tried || !fits(w, item, m, windows))
                continue;
            *tried = TRUE;
            int holder = *taken(w, m);
            if (holder < 0 || (may_push(w, item, (guint)holder) && augment(w, (guint)holder, windows))) {
                *taken(w, m) = (int)item;
                return TRUE;
            }
        }
    return FALSE;
}

static gboolean
place(Work *w, guint item, Windows windows)
{
    guint n = w->e->tried->len;

    g_array_set_size(w->e->tried, 0);
    g_array_set_size(w->e->tried, n); /* all FALSE */
    return augment(w, item, windows);
}

static gboolean
is_placed(const Work *w, guint item)
{
    for (guint m = 0; m < w->e->moments->len; m++)
        if (*taken(w, m) == (int)item)
            return TRUE;
    return FALSE;
}

static gboolean
is_talk(const Work *w, guint m)
{
    return *taken(w, m) >= 0 && *taken(w, m) < (int)w->n;
}

/* Whether one more talk elsewhere than on location may count in the part that a talk falls in. */
static gboolean
has_room(Work *w, guint item)
{
    const StageMoment *first = NULL;
    guint elsewhere = 0, n = 0;

    if (w->contacts[item].bezoek)
        return TRUE;
    for (guint m = 0; first == NULL && m < w->e->moments->len; m++)
        if (talk_fits(w, item, m, ALL))
            first = moment(w, m);
    if (first == NULL || first->norm->locatie != STAGE_LOCATIE_VEREIST)
        return TRUE;
    for (guint m = 0; m < w->e->moments->len; m++)
        if (moment(w, m)->deel == first->deel) {
            n++;
            elsewhere += is_talk(w, m) && !w->contacts[*taken(w, m)].bezoek ? 1 : 0;
        }
    return elsewhere + (guint)first->norm->bezoeken < n;
}

/* The talks of one rank, those on location first where some must be: a largest set of visits can always be
 * made larger to a largest set of all (matroid), so that as few as possible fall off for want of a visit. */
static void
place_talks(Work *w, const GArray *items)
{
    gboolean visits = w->e->norm != NULL && w->e->norm->locatie == STAGE_LOCATIE_VEREIST;

    for (guint pass = 0; pass < 4; pass++)
        for (guint i = 0; i < items->len; i++) {
            guint item = g_array_index(items, guint, i);
            gboolean in_pass = !visits ? pass >= 2 : w->contacts[item].bezoek == (pass < 2);
            if (in_pass && !is_placed(w, item) && has_room(w, item))
                place(w, item, pass % 2 == 0 ? THEN : ALL);
        }
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
missed(const Work *w, const StageContact *c)
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
judge(const Work *w, const StageContact *c)
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
    const Work *w = data;
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
match_talks(Work *w, guint n, gboolean held)
{
    GArray *items = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < n; i++)
        if (verdict(w, i)->reason == STAGE_BUITEN && verdict(w, i)->held == held)
            g_array_append_val(items, i);
    if (items->len > 1)
        g_array_sort_with_data(items, by_day, w);
    if (items->len > 0)
        place_talks(w, items);
    g_array_free(items, TRUE);
}

/* --- the answer --- */

/* Why a talk that might have counted did not. */
static StageReason
why_not(Work *w, guint item)
{
    gboolean any = FALSE;

    for (guint m = 0; m < w->e->moments->len; m++)
        any |= talk_fits(w, item, m, ALL);
    return !any ? STAGE_BUITEN : has_room(w, item) ? STAGE_OVER : STAGE_GEEN_BEZOEK;
}

static void
settle_talks(Work *w, guint n)
{
    for (guint m = 0; m < w->e->moments->len; m++)
        if (is_talk(w, m)) {
            StageVerdict *v = verdict(w, (guint)*taken(w, m));
            v->moment = (int)m;
            v->reason = v->held ? STAGE_TELT : STAGE_TELT_GEPLAND;
            moment(w, m)->contact = *taken(w, m);
        } else if (*taken(w, m) >= 0) {
            moment(w, m)->waiver = *taken(w, m) - (int)w->n;
        }
    for (guint i = 0; i < n; i++)
        if (verdict(w, i)->reason == STAGE_BUITEN)
            verdict(w, i)->reason = why_not(w, i);
}

static StageStand
stand_of(const Work *w, const StageMoment *m)
{
    if (m->contact >= 0)
        return verdict(w, (guint)m->contact)->held ? STAGE_STAND_GEHOUDEN : STAGE_STAND_GEPLAND;
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
urgency(const Work *w, const StageMoment *m)
{
    if (m->stand != STAGE_STAND_LAAT)
        return 1;
    return stage_day_compare(w->on, m->uiterlijk) <= 0 ? 0 : 2;
}

/* Then by the day on which it is planned, or should be held at the latest. */
static gboolean
is_sooner(const Work *w, const StageMoment *a, const StageMoment *b)
{
    StageDay day = a->stand == STAGE_STAND_GEPLAND ? planned_day(&w->contacts[a->contact]) : a->tot;
    StageDay other = b->stand == STAGE_STAND_GEPLAND ? planned_day(&w->contacts[b->contact]) : b->tot;
    int order = urgency(w, a) - urgency(w, b);

    return order != 0 ? order < 0 : stage_day_compare(day, other) < 0;
}

static void
count_moments(Work *w)
{
    StageEvaluation *e = w->e;

    for (guint i = 0; i < e->moments->len; i++) {
        StageMoment *m = moment(w, i);
        m->stand = stand_of(w, m);
        gboolean held = m->stand == STAGE_STAND_GEHOUDEN;
        e->held += held ? 1 : 0;
        e->visits += held && w->contacts[m->contact].bezoek ? 1 : 0;
        e->waived += m->stand == STAGE_STAND_VRIJGESTELD ? 1 : 0;
        e->planned += m->stand == STAGE_STAND_GEPLAND ? 1 : 0;
        if (held || m->stand == STAGE_STAND_VRIJGESTELD || m->stand == STAGE_STAND_GEMIST)
            continue;
        if (e->due < 0 || is_sooner(w, m, moment(w, (guint)e->due)))
            e->due = (int)i;
    }
    e->asked = e->moments->len;
    e->missing = e->asked - e->held - e->waived - e->planned;
}

/* Which of the open moments are asked on location: the first ones, for as many visits as are lacking. */
static void
ask_visits(Work *w)
{
    guint lacking = 0, deel = G_MAXUINT;

    for (guint i = 0; i < w->e->moments->len; i++) {
        StageMoment *m = moment(w, i);
        if (m->deel != deel) {
            deel = m->deel;
            lacking = (guint)m->norm->bezoeken;
            w->e->visits_asked += lacking;
            for (guint k = i; k < w->e->moments->len && moment(w, k)->deel == deel; k++)
                if (moment(w, k)->contact >= 0 && w->contacts[moment(w, k)->contact].bezoek && lacking > 0)
                    lacking--;
        }
        m->bezoek = lacking > 0 && m->contact < 0 && m->waiver < 0 &&
                    stage_day_compare(w->on, m->uiterlijk) <= 0;
        lacking -= m->bezoek ? 1 : 0;
    }
}

/* Who was absent from the last talk and was not spoken to since. */
static void
follow_up(Work *w, guint n, guint party)
{
    StageEvaluation *e = w->e;
    StageDay spoken = STAGE_NO_DAY, absent = STAGE_NO_DAY;

    e->nagesprek[party] = STAGE_NO_DAY;
    e->nagesprek_van[party] = -1;
    for (guint i = 0; i < n; i++) {
        const StageContact *c = &w->contacts[i];
        if (!verdict(w, i)->held)
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
count_talks(Work *w, guint n)
{
    StageEvaluation *e = w->e;

    for (guint i = 0; i < n; i++) {
        const StageContact *c = &w->contacts[i];
        const StageVerdict *v = verdict(w, i);
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
begin(Work *w, guint n)
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
    e->norm = add_moments(e->moments, w->norms, w->of);
    g_array_set_size(e->taken, 0);
    g_array_set_size(e->tried, e->moments->len);
    for (guint i = 0; i < e->moments->len; i++)
        g_array_append_val(e->taken, none);
    g_array_set_size(e->verdicts, n);
    for (guint i = 0; i < n; i++)
        *verdict(w, i) = judge(w, &w->contacts[i]);
}

void
stage_evaluate(StageEvaluation *e, const StageNorms *norms, const StageNormCase *of,
               const StageContact *contacts, guint n, const StageWaiver *waivers, guint n_waivers,
               StageDay on)
{
    Work w = { .e = e, .norms = norms, .of = of, .contacts = contacts, .n = n, .waivers = waivers, .on = on };

    begin(&w, n);
    match_talks(&w, n, TRUE);
    for (guint i = 0; i < n_waivers; i++)
        if (is_by(waivers[i].datum, on))
            place(&w, n + i, ALL);
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
        if (soort == NULL ? away > NEAR_DAYS : strcmp(soort, g->soort) != 0)
            continue;
        if (away < least) {
            least = away;
            best = (int)i;
        }
    }
    return best;
}
