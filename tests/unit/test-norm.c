#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "rules/norm.h"

enum { MOST = 8 };

static StageDay
day(int number)
{
    return stage_day_plus((StageDay){ "2026-09-01" }, number);
}

static StageDay
random_day(void)
{
    return day(g_test_rand_int_range(0, 20));
}

/* As the store allows them: planned or held, not held and cancelled. */
static StageContact
random_contact(void)
{
    StageContact c = { .soort = (StageSoort)g_test_rand_int_range(0, STAGE_SOORTEN) };
    int kind = g_test_rand_int_range(0, 4);

    if (kind != 0 || test_chance(50))
        c.gepland = random_day();
    if (kind <= 1)
        c.gehouden = random_day();
    if (kind == 2)
        c.geannuleerd = random_day();
    c.gezamenlijk = kind <= 1 && test_chance(70);
    return c;
}

static gboolean
same(const StageCoverage *a, const StageCoverage *b)
{
    return memcmp(a->held, b->held, sizeof a->held) == 0 &&
           memcmp(a->planned, b->planned, sizeof a->planned) == 0 &&
           memcmp(a->slots, b->slots, sizeof a->slots) == 0 && a->apart == b->apart &&
           a->unlogged == b->unlogged && stage_day_compare(a->last, b->last) == 0 &&
           stage_day_compare(a->next, b->next) == 0;
}

/* The promises of norm.h, counted slot by slot: every slot takes the first talk that fits it. */
static StageCoverage
naive(guint moments, const StageContact *contacts, guint n, StageDay on)
{
    StageCoverage c = { 0 };
    gboolean used[MOST] = { FALSE };

    for (guint m = 0; m < moments; m++)
        c.slots[m + 1 == moments ? STAGE_SOORT_EIND : m == 0 ? STAGE_SOORT_START : STAGE_SOORT_TUSSEN]++;
    for (guint pass = 0; pass < 2; pass++)
        for (guint s = 0; s < STAGE_SOORTEN; s++)
            for (guint slot = c.held[s]; slot < c.slots[s]; slot++)
                for (guint i = 0; i < n; i++) {
                    const StageContact *k = &contacts[i];
                    gboolean held = k->gehouden.text[0] != 0 && strcmp(k->gehouden.text, on.text) <= 0;
                    gboolean gone = k->geannuleerd.text[0] != 0 && strcmp(k->geannuleerd.text, on.text) <= 0;
                    const char *plan = k->gepland.text[0] != 0 ? k->gepland.text : k->gehouden.text;
                    if (used[i] || k->soort != s ||
                        !(pass == 0 ? held && k->gezamenlijk : !held && !gone && strcmp(plan, on.text) >= 0))
                        continue;
                    used[i] = TRUE;
                    (pass == 0 ? c.held : c.planned)[s]++;
                    break;
                }
    for (guint i = 0; i < n; i++) {
        const StageContact *k = &contacts[i];
        gboolean held = k->gehouden.text[0] != 0 && strcmp(k->gehouden.text, on.text) <= 0;
        gboolean gone = k->geannuleerd.text[0] != 0 && strcmp(k->geannuleerd.text, on.text) <= 0;
        StageDay plan = k->gepland.text[0] != 0 ? k->gepland : k->gehouden;
        if (held && !k->gezamenlijk)
            c.apart++;
        if (held && strcmp(k->gehouden.text, c.last.text) > 0)
            c.last = k->gehouden;
        if (!held && !gone && strcmp(plan.text, on.text) < 0)
            c.unlogged++;
        if (!held && !gone && strcmp(plan.text, on.text) >= 0 &&
            (c.next.text[0] == 0 || strcmp(plan.text, c.next.text) < 0))
            c.next = plan;
    }
    return c;
}

static void
coverage(void)
{
    for (guint round = 0; round < 50000; round++) {
        StageContact talks[MOST];
        guint n = (guint)g_test_rand_int_range(0, MOST), moments = (guint)g_test_rand_int_range(1, 6);
        StageDay on = random_day();
        for (guint i = 0; i < n + 1; i++)
            talks[i] = random_contact();
        StageCoverage c = stage_norm_coverage(moments, talks, n, on);
        StageCoverage expected = naive(moments, talks, n, on);
        g_assert_true(same(&c, &expected));
        g_assert_cmpuint(stage_coverage_held(&c) + stage_coverage_planned(&c) + stage_coverage_missing(&c),
                         ==, moments);
        g_assert_cmpuint(c.held[STAGE_SOORT_EXTRA] + c.planned[STAGE_SOORT_EXTRA], ==, 0);
        StageCoverage more = stage_norm_coverage(moments, talks, n + 1, on);
        g_assert_cmpuint(stage_coverage_held(&more), >=, stage_coverage_held(&c));
        g_assert_cmpuint(stage_coverage_missing(&more), <=, stage_coverage_missing(&c));
        if (talks[n].soort == STAGE_SOORT_EXTRA)
            g_assert_cmpuint(stage_coverage_missing(&more), ==, stage_coverage_missing(&c));
        for (guint i = n; i > 1; i--) { /* in another order */
            guint j = (guint)g_test_rand_int_range(0, (gint32)i);
            StageContact swap = talks[i - 1];
            talks[i - 1] = talks[j];
            talks[j] = swap;
        }
        StageCoverage shuffled = stage_norm_coverage(moments, talks, n, on);
        g_assert_true(same(&c, &shuffled));
    }
}

/* One talk, planned for day 10, seen from other days. */
static void
on_a_day(void)
{
    StageContact held = { STAGE_SOORT_START, day(10), day(12), STAGE_NO_DAY, TRUE };
    StageContact cancelled = { STAGE_SOORT_START, day(10), STAGE_NO_DAY, day(5), FALSE };
    StageContact unplanned = { STAGE_SOORT_START, STAGE_NO_DAY, day(12), STAGE_NO_DAY, TRUE };
    static const struct {
        int on;
        guint held, planned, unlogged;
    } of_held[] = { { 0, 0, 1, 0 }, { 10, 0, 1, 0 }, { 11, 0, 0, 1 }, { 12, 1, 0, 0 }, { 90, 1, 0, 0 } };

    for (gsize i = 0; i < G_N_ELEMENTS(of_held); i++) {
        StageCoverage c = stage_norm_coverage(3, &held, 1, day(of_held[i].on));
        g_assert_cmpuint(c.held[STAGE_SOORT_START], ==, of_held[i].held);
        g_assert_cmpuint(c.planned[STAGE_SOORT_START], ==, of_held[i].planned);
        g_assert_cmpuint(c.unlogged, ==, of_held[i].unlogged);
    }
    g_assert_cmpuint(stage_norm_coverage(3, &cancelled, 1, day(4)).planned[STAGE_SOORT_START], ==, 1);
    g_assert_cmpuint(stage_norm_coverage(3, &cancelled, 1, day(5)).planned[STAGE_SOORT_START], ==, 0);
    g_assert_cmpuint(stage_norm_coverage(3, &cancelled, 1, day(11)).unlogged, ==, 0);
    g_assert_cmpuint(stage_norm_coverage(3, &unplanned, 1, day(11)).planned[STAGE_SOORT_START], ==, 1);
    held.gezamenlijk = FALSE;
    StageCoverage c = stage_norm_coverage(3, &held, 1, day(12));
    g_assert_cmpuint(c.apart, ==, 1);
    g_assert_cmpuint(stage_coverage_missing(&c), ==, 3);
    g_assert_cmpstr(c.last.text, ==, day(12).text);
}

static void
slots(void)
{
    static const guint expected[][STAGE_SOORTEN] = { { 0, 0, 0, 0 }, { 0, 0, 1, 0 }, { 1, 0, 1, 0 },
                                                     { 1, 1, 1, 0 }, { 1, 2, 1, 0 }, { 1, 3, 1, 0 } };
    guint of[STAGE_SOORTEN];

    for (guint moments = 0; moments < G_N_ELEMENTS(expected); moments++) {
        stage_norm_slots(moments, of);
        g_assert_true(memcmp(of, expected[moments], sizeof of) == 0);
    }
}

/* The quarters of a placement: each day's part of it that has gone by, in whole days. */
static void
windows(void)
{
    for (int length = 4; length <= 400; length++)
        for (int into = -20; into < length + 20; into++) {
            StageSoort soort = stage_norm_soort(day(0), day(length - 1), day(into));
            double part = (double)into / length;
            g_assert_cmpint(soort, ==,
                            part < 0.25   ? STAGE_SOORT_START
                            : part < 0.75 ? STAGE_SOORT_TUSSEN
                                          : STAGE_SOORT_EIND);
        }
    g_assert_cmpint(stage_norm_soort(day(0), day(0), day(0)), ==, STAGE_SOORT_START);
}

/* The last day of even the shortest placement is in its last quarter. */
static void
short_windows(void)
{
    for (int length = 2; length <= 3; length++)
        g_assert_cmpint(stage_norm_soort(day(0), day(length - 1), day(length - 1)), ==, STAGE_SOORT_EIND);
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
                if (abs(from) == away && (soort == NULL ? away <= 14 : strcmp(soort, g->soort) == 0))
                    expected = (int)i;
            }
        g_assert_cmpint(stage_norm_fulfils(open, soort, held), ==, expected);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/norm/coverage", coverage);
    g_test_add_func("/norm/on-a-day", on_a_day);
    g_test_add_func("/norm/slots", slots);
    g_test_add_func("/norm/windows", windows);
    g_test_add_func("/norm/fulfils", fulfils);
    g_test_add_func("/norm/short-windows", short_windows);
    return g_test_run();
}
