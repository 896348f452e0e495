/* The evaluation against one that tries everything, and its promises on random small cases. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "rules/moment.h"

enum { MOST = 6, WAIVERS = 3 };

typedef struct {
    StageNorms *norms;
    StageNormCase of;
    StageContact talks[MOST + 1];
    guint n;
    StageWaiver waivers[WAIVERS];
    guint n_waivers;
    StageDay on;
} Case;

static StageDay
day(int number)
{
    return stage_day_plus((StageDay){ "2026-09-01" }, number);
}

static int
between(int least, int most)
{
    return g_test_rand_int_range(least, most + 1);
}

/* Windows that overlap, visits that are required, talks that count without somebody. */
static StageNorms *
random_norms(void)
{
    static const char *const soorten[] = { "start", "tussen", "eind" };
    static const char *const zonder[] = { "nee", "vervanger", "ja" };
    static const char *const locatie[] = { "gevraagd", "gemeld", "vereist" };
    g_autoptr(GString) text = g_string_new("[standaard]\nminimaal=0\nmomenten=");
    g_autoptr(GError) error = NULL;
    StageNorms *norms = stage_norms_new();

    for (int n = between(0, 5); n > 0; n--) {
        int from = between(0, 9) * 10;
        g_string_append_printf(text, "%s %d%%%+dd..%d%%%+dd;", soorten[between(0, 2)], from, between(0, 5),
                               between(from / 10 + 1, 10) * 10, between(5, 20));
    }
    g_string_append_printf(
        text, "\nuitloop=%d\nzonder_opleider=%s\nzonder_student=%s\nbezoeken=%d\nlocatie=%s\nschooljaar=%d\n",
        test_chance(50) ? 0 : between(1, 20), zonder[between(0, 2)], zonder[between(0, 2)], between(0, 2),
        locatie[between(0, 2)], test_chance(50) ? 0 : 1);
    test_done(stage_norms_read(norms, text->str, "test", &error), &error);
    return norms;
}

static StageContact
random_talk(int length)
{
    StageContact c = { .soort = (StageSoort)between(0, test_chance(20) ? 3 : 2),
                       .vervanger = test_chance(30),
                       .bezoek = test_chance(50) };
    int kind = between(0, 4);

    for (guint i = 0; i < STAGE_PARTIJEN; i++)
        c.aanwezig[i] = test_chance(85);
    if (kind != 0 || test_chance(50))
        c.gepland = day(between(-10, length + 30));
    if (kind <= 2)
        c.gehouden = day(between(-10, length + 30));
    else if (kind == 3 && test_chance(50))
        c.geannuleerd = day(between(-10, length + 30));
    return c;
}

static void
random_case(Case *c)
{
    int length = test_chance(50) ? between(1, 40) : between(41, 500);

    *c = (Case){ .norms = random_norms(),
                 .n = (guint)between(0, MOST),
                 .n_waivers = test_chance(50) ? 0 : (guint)between(1, WAIVERS) };
    c->of = (StageNormCase){ .begin = day(0), .einde = day(length - 1) };
    c->on = day(between(-20, length + 40));
    for (guint i = 0; i <= MOST; i++)
        c->talks[i] = random_talk(length);
    for (guint i = 0; i < c->n_waivers; i++)
        c->waivers[i] = (StageWaiver){ (StageSoort)between(0, 2), day(between(-10, length + 30)) };
}

static void
judge(StageEvaluation *e, const Case *c)
{
    stage_evaluate(e, c->norms, &c->of, c->talks, c->n, c->waivers, c->n_waivers, c->on);
}

/* --- trying everything --- */

static gboolean
is_by(StageDay when, StageDay on)
{
    return when.text[0] != '\0' && strcmp(when.text, on.text) <= 0;
}

/* Whether a talk may count at all, and which day decides; as the norm says it, apart from the matching. */
static gboolean
may_count(const Case *c, const StageNorm *norm, guint i, gboolean held)
{
    const StageContact *k = &c->talks[i];
    const char *plan = k->gepland.text[0] != '\0' ? k->gepland.text : k->gehouden.text;

    if (k->soort == STAGE_SOORT_EXTRA || is_by(k->gehouden, c->on) != held)
        return FALSE;
    if (!held)
        return !is_by(k->geannuleerd, c->on) && strcmp(plan, c->on.text) >= 0;
    for (guint p = 0; p < STAGE_PARTIJEN; p++)
        if (!k->aanwezig[p] && norm->zonder[p] != STAGE_ZONDER_JA &&
            !(norm->zonder[p] == STAGE_ZONDER_VERVANGER && k->vervanger))
            return FALSE;
    return TRUE;
}

typedef struct {
    const Case *c;
    const StageEvaluation *e;
    int of[20]; /* the moment's item, or -1 */
} Search;

static gboolean
fits(const Search *s, guint i, gboolean held, guint m)
{
    const StageMoment *at = stage_moment_at(s->e, m);
    const StageContact *k = &s->c->talks[i];
    const char *when = held || k->gepland.text[0] == '\0' ? k->gehouden.text : k->gepland.text;

    return strcmp(when, at->van.text) >= 0 && strcmp(when, at->uiterlijk.text) <= 0;
}

/* Whether in each part as many moments as the norm requires are left for visits. */
static gboolean
has_visits(const Search *s)
{
    for (guint m = 0; m < s->e->moments->len; m++) {
        const StageMoment *at = stage_moment_at(s->e, m);
        guint n = 0, elsewhere = 0;
        for (guint o = 0; o < s->e->moments->len; o++)
            if (stage_moment_at(s->e, o)->deel == at->deel) {
                n++;
                elsewhere += s->of[o] >= 0 && s->of[o] < MOST && !s->c->talks[s->of[o]].bezoek ? 1 : 0;
            }
        if (at->norm->locatie == STAGE_LOCATIE_VEREIST && elsewhere > 0 &&
            elsewhere + (guint)at->norm->bezoeken > n)
            return FALSE;
    }
    return TRUE;
}

/* Every way to give the talks (those held, or the plans) from i on a moment that is free, or none; one more
 * than the most that count, 0 when no way leaves the visits that are required. */
static guint
search(Search *s, guint i, gboolean held)
{
    guint best = 0;

    if (i == s->c->n)
        return has_visits(s) ? 1 : 0;
    best = search(s, i + 1, held);
    for (guint m = 0; m < s->e->moments->len; m++)
        if (s->of[m] < 0 && may_count(s->c, s->e->norm, i, held) && fits(s, i, held, m)) {
            s->of[m] = (int)i;
            guint with = search(s, i + 1, held);
            best = MAX(best, with == 0 ? 0 : with + 1);
            s->of[m] = -1;
        }
    return best;
}

static void
brute_force(void)
{
    g_autoptr(StageEvaluation) e = stage_evaluation_new();

    for (guint round = 0; round < 6000; round++) {
        Case c;
        random_case(&c);
        c.n_waivers = 0;
        c.n = MIN(c.n, 5);
        judge(e, &c);
        gboolean years = e->moments->len > 0 && stage_moment_at(e, e->moments->len - 1)->deel > 0;
        if (e->moments->len <= 8 && !(years && e->norm->locatie == STAGE_LOCATIE_VEREIST)) {
            Search s = { .c = &c, .e = e };
            memset(s.of, -1, sizeof s.of);
            g_assert_cmpuint(e->held + 1, ==, search(&s, 0, TRUE));
            for (guint m = 0; m < e->moments->len; m++)
                if (stage_moment_at(e, m)->stand == STAGE_STAND_GEHOUDEN)
                    s.of[m] = stage_moment_at(e, m)->contact;
            g_assert_cmpuint(e->planned + 1, ==, search(&s, 0, FALSE));
        }
        stage_norms_free(c.norms);
    }
}

/* --- promises --- */

/* The state in words, moment by moment: what no order of entry may change. */
static char *
describe(const StageEvaluation *e, const Case *c)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < e->moments->len; i++) {
        const StageMoment *m = stage_moment_at(e, i);
        g_string_append_printf(text, "%s %s %s", stage_gesprek_soorten[m->soort], m->van.text,
                               stage_standen[m->stand]);
        if (m->contact >= 0)
            g_string_append_printf(text, " %s %s", c->talks[m->contact].gehouden.text,
                                   c->talks[m->contact].gepland.text);
        g_string_append_c(text, '\n');
    }
    g_string_append_printf(text, "%u %u %u %s %s %d", e->visits, e->apart, e->unknown, e->last.text,
                           e->next.text, e->due);
    return g_string_free(text, FALSE);
}

static void
adds_up(const StageEvaluation *e, const Case *c)
{
    guint stands[STAGE_STANDEN] = { 0 }, counted = 0;

    for (guint i = 0; i < e->moments->len; i++) {
        const StageMoment *m = stage_moment_at(e, i);
        stands[m->stand]++;
        g_assert_cmpint(stage_day_compare(m->van, m->tot), <=, 0);
        g_assert_true((m->contact >= 0) ==
                      (m->stand == STAGE_STAND_GEHOUDEN || m->stand == STAGE_STAND_GEPLAND));
        if (m->contact >= 0)
            g_assert_cmpint(g_array_index(e->verdicts, StageVerdict, m->contact).moment, ==, i);
    }
    for (guint i = 0; i < c->n; i++) {
        const StageVerdict *v = &g_array_index(e->verdicts, StageVerdict, i);
        g_assert_true((v->moment >= 0) == (v->reason == STAGE_TELT || v->reason == STAGE_TELT_GEPLAND));
        counted += v->moment >= 0 ? 1 : 0;
    }
    g_assert_cmpuint(e->verdicts->len, ==, c->n);
    g_assert_cmpuint(counted, ==, e->held + e->planned);
    g_assert_cmpuint(e->asked, ==, e->held + e->waived + e->planned + e->missing);
    g_assert_cmpuint(stands[STAGE_STAND_GEHOUDEN], ==, e->held);
    g_assert_cmpuint(stands[STAGE_STAND_VRIJGESTELD], ==, e->waived);
    g_assert_cmpuint(stands[STAGE_STAND_GEPLAND], ==, e->planned);
}

static void
more_never_less(void)
{
    g_autoptr(StageEvaluation) e = stage_evaluation_new();
    g_autoptr(StageEvaluation) more = stage_evaluation_new();

    for (guint round = 0; round < 20000; round++) {
        Case c;
        random_case(&c);
        judge(e, &c);
        adds_up(e, &c);
        g_autofree char *words = describe(e, &c);
        Case with = c;
        with.n = c.n + 1;
        judge(more, &with);
        adds_up(more, &with);
        g_assert_cmpuint(more->held, >=, e->held);
        if (e->norm == NULL || e->norm->locatie != STAGE_LOCATIE_VEREIST)
            g_assert_cmpuint(more->missing, <=, e->missing);
        for (guint i = c.n; i > 1; i--) { /* in another order */
            guint j = (guint)g_test_rand_int_range(0, (gint32)i);
            StageContact swap = c.talks[i - 1];
            c.talks[i - 1] = c.talks[j];
            c.talks[j] = swap;
        }
        judge(more, &c);
        g_autofree char *shuffled = describe(more, &c);
        g_assert_cmpstr(shuffled, ==, words);
        stage_norms_free(c.norms);
    }
}

/* A placement that becomes shorter or longer: what was held stays held, as far as its moment is still asked.
 */
static void
only_open_ones_move(void)
{
    g_autoptr(StageEvaluation) e = stage_evaluation_new();
    g_autoptr(StageEvaluation) after = stage_evaluation_new();

    for (guint round = 0; round < 20000; round++) {
        Case c;
        random_case(&c);
        c.n_waivers = 0;
        for (guint i = 0; i < c.n; i++)
            c.talks[i].einde_toen = c.of.einde;
        judge(e, &c);
        gboolean visits = e->norm != NULL && e->norm->locatie == STAGE_LOCATIE_VEREIST;
        c.of.einde = day(between(0, 600));
        judge(after, &c);
        adds_up(after, &c);
        for (guint i = 0; i < e->moments->len; i++) {
            const StageMoment *m = stage_moment_at(e, i);
            for (guint k = 0; k < after->moments->len && m->stand == STAGE_STAND_GEHOUDEN; k++) {
                const StageMoment *now = stage_moment_at(after, k);
                if (now->deel == m->deel && now->soort == m->soort && now->nummer == m->nummer)
                    g_assert_true(visits || now->stand == STAGE_STAND_GEHOUDEN);
            }
        }
        stage_norms_free(c.norms);
    }
}

/* --- examples --- */

static const StageNormCase half_year = { .begin = { "2026-09-01" },
                                         .einde = { "2027-01-18" } }; /* 140 days */

static void
windows(void)
{
    g_autoptr(StageNorms) norms = stage_norms_new();
    g_autoptr(StageEvaluation) e = stage_evaluation_new();
    static const char *const expected[][2] = { { "2026-09-01", "2026-10-05" },
                                               { "2026-10-06", "2026-12-14" },
                                               { "2026-12-15", "2027-02-01" } };

    stage_evaluate(e, norms, &half_year, NULL, 0, NULL, 0, day(0));
    g_assert_cmpuint(e->asked, ==, 3);
    for (guint i = 0; i < 3; i++) {
        g_assert_cmpstr(stage_moment_at(e, i)->van.text, ==, expected[i][0]);
        g_assert_cmpstr(stage_moment_at(e, i)->tot.text, ==, expected[i][1]);
    }
    for (int into = -20; into < 170; into++)
        g_assert_cmpint(stage_moment_soort(e, day(into)), ==,
                        into < 35    ? STAGE_SOORT_START
                        : into < 105 ? STAGE_SOORT_TUSSEN
                                     : STAGE_SOORT_EIND);
}

/* The states of the start of a placement in which nothing happens. */
static void
stands(void)
{
    g_autoptr(StageNorms) norms = stage_norms_new();
    g_autoptr(StageEvaluation) e = stage_evaluation_new();
    static const struct {
        int on;
        StageStand start, end;
    } cases[] = {
        { -1, STAGE_STAND_LATER, STAGE_STAND_LATER }, { 0, STAGE_STAND_NU, STAGE_STAND_LATER },
        { 34, STAGE_STAND_NU, STAGE_STAND_LATER },    { 35, STAGE_STAND_LAAT, STAGE_STAND_LATER },
        { 139, STAGE_STAND_LAAT, STAGE_STAND_NU },    { 140, STAGE_STAND_GEMIST, STAGE_STAND_NU },
        { 153, STAGE_STAND_GEMIST, STAGE_STAND_NU },  { 154, STAGE_STAND_GEMIST, STAGE_STAND_GEMIST }
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        stage_evaluate(e, norms, &half_year, NULL, 0, NULL, 0, day(cases[i].on));
        g_assert_cmpint(stage_moment_at(e, 0)->stand, ==, cases[i].start);
        g_assert_cmpint(stage_moment_at(e, 2)->stand, ==, cases[i].end);
    }
    g_assert_cmpint(e->due, ==, -1);
}

/* Two that might both be the tussen: the first one takes the start. A greedy one that looks only at the first
 * free moment would lose one of them. */
static void
matching(void)
{
    g_autoptr(StageNorms) norms = stage_norms_new();
    g_autoptr(StageEvaluation) e = stage_evaluation_new();
    g_autoptr(GError) error = NULL;
    StageContact talks[] = {
        { .soort = STAGE_SOORT_TUSSEN, .gehouden = day(45), .aanwezig = { TRUE, TRUE, TRUE } },
        { .soort = STAGE_SOORT_TUSSEN, .gehouden = day(60), .aanwezig = { TRUE, TRUE, TRUE } }
    };

    stage_evaluate(e, norms, &half_year, talks, 2, NULL, 0, day(90));
    g_assert_cmpuint(e->held, ==, 1);
    g_assert_cmpint(g_array_index(e->verdicts, StageVerdict, 1).reason, ==, STAGE_OVER);
    test_done(stage_norms_read(norms, "[standaard]\nuitloop=14\n", "test", &error), &error);
    stage_evaluate(e, norms, &half_year, talks, 2, NULL, 0, day(90));
    g_assert_cmpuint(e->held, ==, 2);
    g_assert_cmpint(stage_moment_at(e, 0)->contact, ==, 0);
}

/* Without the praktijkopleider: it counts when somebody sat in, and they are spoken to afterwards. */
static void
absence(void)
{
    g_autoptr(StageNorms) norms = stage_norms_new();
    g_autoptr(StageEvaluation) e = stage_evaluation_new();
    StageContact talks[] = {
        { .soort = STAGE_SOORT_START, .gehouden = day(5), .aanwezig = { TRUE, TRUE, FALSE } },
        { .soort = STAGE_SOORT_TUSSEN, .gehouden = day(50), .aanwezig = { TRUE, TRUE, FALSE } },
        { .soort = STAGE_SOORT_EXTRA, .gehouden = day(60), .aanwezig = { TRUE, FALSE, TRUE } }
    };

    stage_evaluate(e, norms, &half_year, talks, 1, NULL, 0, day(6));
    g_assert_cmpuint(e->held, ==, 0);
    g_assert_cmpint(g_array_index(e->verdicts, StageVerdict, 0).reason, ==, STAGE_ZONDER_DE_OPLEIDER);
    g_assert_cmpstr(e->nagesprek[STAGE_PARTIJ_OPLEIDER].text, ==, day(19).text);
    talks[0].vervanger = TRUE;
    stage_evaluate(e, norms, &half_year, talks, 2, NULL, 0, day(55));
    g_assert_cmpuint(e->held, ==, 1);
    g_assert_cmpuint(e->absent[STAGE_PARTIJ_OPLEIDER], ==, 2);
    g_assert_cmpstr(e->nagesprek[STAGE_PARTIJ_OPLEIDER].text, ==, day(64).text);
    stage_evaluate(e, norms, &half_year, talks, 3, NULL, 0, day(70));
    g_assert_cmpstr(e->nagesprek[STAGE_PARTIJ_OPLEIDER].text, ==, "");
    g_assert_cmpuint(e->absent[STAGE_PARTIJ_STUDENT], ==, 0);
}

/* A placement of years: three moments for each school year, a waiver for the year of its day. */
static void
school_years(void)
{
    g_autoptr(StageNorms) norms = stage_norms_new();
    g_autoptr(StageEvaluation) e = stage_evaluation_new();
    const StageNormCase bbl = { .begin = { "2025-09-01" }, .einde = { "2028-07-14" }, .leerweg = "BBL" };
    const StageNormCase year = { .begin = { "2025-09-01" }, .einde = { "2026-08-31" } };
    const StageNormCase longer = { .begin = { "2025-07-20" }, .einde = { "2026-08-10" } };
    const StageWaiver waiver = { STAGE_SOORT_TUSSEN, { "2027-01-10" } };

    stage_evaluate(e, norms, &bbl, NULL, 0, &waiver, 1, (StageDay){ "2027-02-01" });
    g_assert_cmpuint(e->asked, ==, 9);
    g_assert_cmpstr(stage_moment_at(e, 3)->van.text, ==, "2026-08-01");
    g_assert_cmpstr(stage_moment_at(e, 5)->tot.text, ==, "2027-08-14");
    g_assert_cmpint(stage_moment_at(e, 4)->stand, ==, STAGE_STAND_VRIJGESTELD);
    g_assert_cmpint(stage_moment_at(e, 1)->stand, ==, STAGE_STAND_GEMIST);
    stage_evaluate(e, norms, &year, NULL, 0, NULL, 0, (StageDay){ "2026-01-01" });
    g_assert_cmpuint(e->asked, ==, 3);
    /* Ten days before the first of August, and ten after the next: no years of their own. */
    stage_evaluate(e, norms, &longer, NULL, 0, NULL, 0, (StageDay){ "2026-01-01" });
    g_assert_cmpuint(e->asked, ==, 3);
}

static int
by_day(const void *one, const void *other)
{
    const StageGesprek *a = *(StageGesprek *const *)one, *b = *(StageGesprek *const *)other;

    return stage_day_compare(a->gepland, b->gepland);
}

static void
fulfils(void)
{
    for (guint round = 0; round < 20000; round++) {
        StageGesprek talks[5] = { 0 };
        g_autoptr(GPtrArray) open = g_ptr_array_new();
        const char *soort = test_chance(50) ? NULL : stage_gesprek_soorten[g_test_rand_int_range(0, 4)];
        StageDay held = day(g_test_rand_int_range(0, 60));
        for (int i = g_test_rand_int_range(0, 6); i > 0; i--) {
            talks[i - 1].soort = (char *)(guintptr)stage_gesprek_soorten[g_test_rand_int_range(0, 4)];
            talks[i - 1].gepland = day(g_test_rand_int_range(0, 60));
            g_ptr_array_add(open, &talks[i - 1]);
        }
        g_ptr_array_sort(open, by_day);
        int expected = -1;
        for (int away = 0; away < 100 && expected < 0; away++) /* every distance, nearest first */
            for (guint i = 0; i < open->len && expected < 0; i++) {
                const StageGesprek *g = g_ptr_array_index(open, i);
                int from = stage_day_number(g->gepland) - stage_day_number(held);
                int near = strcmp(g->soort, "extra") == 0 ? 0 : 14;
                if (abs(from) == away && (soort == NULL ? away <= near : strcmp(soort, g->soort) == 0))
                    expected = (int)i;
            }
        g_assert_cmpint(stage_moment_fulfils(open, soort, held), ==, expected);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/moment/brute-force", brute_force);
    g_test_add_func("/moment/more-never-less", more_never_less);
    g_test_add_func("/moment/only-open-ones-move", only_open_ones_move);
    g_test_add_func("/moment/windows", windows);
    g_test_add_func("/moment/stands", stands);
    g_test_add_func("/moment/matching", matching);
    g_test_add_func("/moment/absence", absence);
    g_test_add_func("/moment/school-years", school_years);
    g_test_add_func("/moment/fulfils", fulfils);
    return g_test_run();
}
