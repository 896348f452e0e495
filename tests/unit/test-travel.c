#include "test.h"

#include <math.h>
#include <string.h>

#include "rules/travel.h"

enum { MOST = 16 };

static const char *const postcodes[] = { "1012 AB", "1012ab", "1012 XY", "1013 AB", "2511 CV",
                                         NULL,      "",       "B-9000",  "10" };

static StagePlace
random_place(void)
{
    return (StagePlace){
        .located = test_chance(70),
        .latitude = g_test_rand_double_range(50.8, 53.5),
        .longitude = g_test_rand_double_range(3.4, 7.2),
        .postcode = test_any(postcodes),
    };
}

static void
distances(void)
{
    StagePlace amsterdam = { TRUE, 52.379189, 4.899431, NULL }, utrecht = { TRUE, 52.089444, 5.110278, NULL };
    StagePlace pole = { TRUE, 90, 0, NULL }, other = { TRUE, -90, 120, NULL };

    g_assert_cmpuint(stage_travel_metres(&amsterdam, &utrecht), >, 35000);
    g_assert_cmpuint(stage_travel_metres(&amsterdam, &utrecht), <, 35500);
    g_assert_cmpuint(stage_travel_metres(&pole, &other) / 1000, ==, 20015); /* half of the earth's girth */
    for (guint round = 0; round < 20000; round++) {
        StagePlace a = random_place(), b = random_place(), same = a;
        guint metres = stage_travel_metres(&a, &b);
        g_assert_cmpuint(metres, ==, stage_travel_metres(&b, &a));
        g_assert_cmpuint(metres, <=, 400000);
        g_assert_cmpuint(stage_travel_metres(&a, &a), ==, 0);
        if (a.located)
            g_assert_cmpuint(stage_travel_metres(&a, &same), ==, 0);
    }
}

static void
by_postcode(void)
{
    static const struct {
        const char *one, *other;
        guint metres;
    } cases[] = {
        { "1012 AB", "1012ab", STAGE_TRAVEL_SAME },     { "1012 AB", "1012 AC", STAGE_TRAVEL_DISTRICT },
        { "1012 AB", "1012", STAGE_TRAVEL_DISTRICT },   { "1012", "1012", STAGE_TRAVEL_DISTRICT },
        { "1012 AB", "1055 AB", STAGE_TRAVEL_REGION },  { "1012 AB", "2012 AB", STAGE_TRAVEL_ELSEWHERE },
        { "1012 AB", NULL, STAGE_TRAVEL_ELSEWHERE },    { NULL, NULL, STAGE_TRAVEL_ELSEWHERE },
        { "B-9000", "B-9000", STAGE_TRAVEL_ELSEWHERE }, { "1012 ABC", "1012 AB", STAGE_TRAVEL_ELSEWHERE },
        { "1012 A", "1012 A", STAGE_TRAVEL_ELSEWHERE },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        StagePlace a = { .postcode = cases[i].one }, b = { .located = TRUE, .postcode = cases[i].other };
        g_assert_cmpuint(stage_travel_metres(&a, &b), ==, cases[i].metres);
        g_assert_cmpuint(stage_travel_metres(&b, &a), ==, cases[i].metres);
    }
}

/* --- routes --- */

typedef struct {
    StagePlace places[MOST], home;
    StageStop stops[MOST];
    guint n;
    const StagePlace *from;
} Day;

static void
random_day(Day *day, guint n)
{
    *day = (Day){ .n = n, .home = random_place() };
    day->from = test_chance(50) ? &day->home : NULL;
    int timed = test_chance(50) ? 50 : 0;
    for (guint i = 0; i < n; i++) {
        day->places[i] = random_place();
        day->stops[i].place = &day->places[test_chance(10) ? 0 : i];
        day->stops[i].minutes = test_chance(timed) ? 60 * g_test_rand_int_range(8, 17) : -1;
    }
}

/* What an order takes, and whether it keeps the times. */
static guint64
walk(const Day *day, const guint *order, gboolean *out_keeps)
{
    const StagePlace *at = day->from;
    guint64 metres = 0;
    int last = -1;

    *out_keeps = TRUE;
    for (guint i = 0; i < day->n; i++) {
        const StageStop *stop = &day->stops[order[i]];
        metres += at == NULL ? 0 : stage_travel_metres(at, stop->place);
        at = stop->place;
        if (stop->minutes >= 0 && stop->minutes < last)
            *out_keeps = FALSE;
        last = MAX(last, stop->minutes);
    }
    return metres + (day->from == NULL || day->n == 0 ? 0 : stage_travel_metres(at, day->from));
}

static void
best_of_all(const Day *day, guint *order, guint fixed, guint64 *best)
{
    gboolean keeps;

    if (fixed == day->n) {
        guint64 metres = walk(day, order, &keeps);
        *best = keeps ? MIN(*best, metres) : *best;
        return;
    }
    for (guint i = fixed; i < day->n; i++) {
        guint one = order[fixed], other = order[i];
        order[fixed] = other;
        order[i] = one;
        best_of_all(day, order, fixed + 1, best);
        order[fixed] = one;
        order[i] = other;
    }
}

/* An order holds each stop once, keeps the times, and takes what is said. */
static guint64
route(const Day *day)
{
    guint order[MOST], again[MOST];
    guint64 metres = stage_route_order(day->stops, day->n, day->from, order);
    gboolean seen[MOST] = { FALSE }, keeps;

    for (guint i = 0; i < day->n; i++) {
        g_assert_cmpuint(order[i], <, day->n);
        g_assert_false(seen[order[i]]);
        seen[order[i]] = TRUE;
    }
    g_assert_cmpuint(walk(day, order, &keeps), ==, metres);
    g_assert_true(keeps);
    g_assert_cmpuint(stage_route_order(day->stops, day->n, day->from, again), ==, metres);
    g_assert_cmpint(memcmp(order, again, day->n * sizeof *order), ==, 0);
    return metres;
}

static void
small_days(void)
{
    for (guint round = 0; round < 600; round++) {
        Day day;
        guint order[MOST];
        guint64 best = G_MAXUINT64;
        random_day(&day, round % 8);
        for (guint i = 0; i < day.n; i++)
            order[i] = i;
        best_of_all(&day, order, 0, &best);
        g_assert_cmpuint(route(&day), ==, best);
    }
}

/* Twelve on a circle, shuffled: the shortest tour goes round it. With a stop more the order is only good. */
static void
large_days(void)
{
    for (guint round = 0; round < 20; round++) {
        Day day = { .n = round % 2 == 0 ? STAGE_ROUTE_EXACT : MOST };
        guint at = (guint)g_test_rand_int_range(0, (gint32)day.n);
        guint64 round_trip = 0;
        for (guint i = 0; i < day.n; i++) {
            double angle = 2 * G_PI * (i * 5 % day.n) / day.n;
            day.places[i] = (StagePlace){ TRUE, 52 + 0.3 * sin(angle), 5 + 0.5 * cos(angle), NULL };
            day.stops[i] = (StageStop){ &day.places[i], -1 };
        }
        for (guint i = 0; i < day.n; i++) /* 5 * 5 = 25 = 1 modulo 12; 5 * 13 = 65 = 1 modulo 16 */
            for (guint j = 0; j < day.n; j++)
                if ((i * 5 + 1) % day.n == j * 5 % day.n)
                    round_trip += stage_travel_metres(&day.places[i], &day.places[j]);
        day.from = &day.places[at];
        g_assert_cmpuint(route(&day), <=, day.n == STAGE_ROUTE_EXACT ? round_trip : round_trip * 11 / 10);
    }
    for (guint round = 0; round < 200; round++) {
        Day day;
        random_day(&day, (guint)g_test_rand_int_range(8, MOST + 1));
        route(&day);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/travel/distances", distances);
    g_test_add_func("/travel/by-postcode", by_postcode);
    g_test_add_func("/travel/small-days", small_days);
    g_test_add_func("/travel/large-days", large_days);
    return g_test_run();
}
