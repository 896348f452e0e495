/* What planning gains and costs, on generated case-loads.
 *
 *   bench-planning [DOCENTEN [PLACEMENTS [SEED]]]   one docent with 40 placements of three moments without
 *   bench-planning --small COUNT                    so many small, tight problems with our answer, as JSON
 * lines, for planning_milp.py
 */
#include <stdio.h>
#include <string.h>

#include "rules/feestdag.h"
#include "rules/planning.h"

enum { TOWNS = 10, MOMENTS = 3, YEAR = 400 };

static const StageDay first = { "2026-09-01" };

typedef struct {
    GArray *tasks, *docenten, *places, *holidays;
    GPtrArray *postcodes;
    StagePlanProblem problem;
} Load;

/* Half of the working days, at least. */
static guint
random_weekdays(GRand *rand, int least)
{
    guint days = 0x1f;

    for (int off = g_rand_int_range(rand, 0, 6 - least); off > 0; off--)
        days &= ~(1U << g_rand_int_range(rand, 0, 5));
    return days == 0 ? 0x1f : days;
}

/* Companies lie in towns: a few hundred metres to some kilometres from its middle. */
static guint
add_place(Load *load, GRand *rand, const double towns[TOWNS][2])
{
    int town = g_rand_int_range(rand, 0, TOWNS);
    char *postcode = g_strdup_printf("%d%02d AB", 35 + town * 3, g_rand_int_range(rand, 10, 40));
    StagePlace place = { .located = TRUE,
                         .latitude = towns[town][0] + g_rand_double_range(rand, -0.03, 0.03),
                         .longitude = towns[town][1] + g_rand_double_range(rand, -0.05, 0.05),
                         .postcode = postcode };

    g_ptr_array_add(load->postcodes, postcode);
    g_array_append_val(load->places, place);
    return load->places->len - 1;
}

/* The windows of the built-in norm. */
static void
add_placement(Load *load, GRand *rand, guint docent, guint place, guint with, guint placement, gboolean small)
{
    static const int from[MOMENTS] = { 0, 25, 75 }, until[MOMENTS] = { 25, 75, 100 };
    int begin = g_rand_int_range(rand, 0, small ? 10 : 60);
    int length = small ? g_rand_int_range(rand, 28, 43) : 7 * g_rand_int_range(rand, 10, 41);
    guint weekdays = random_weekdays(rand, small ? 1 : 2);

    for (guint m = 0; m < MOMENTS; m++) {
        StagePlanTask task = { .first = stage_day_plus(first, begin + (from[m] * length + 99) / 100),
                               .last = stage_day_plus(first, begin + (until[m] * length + 99) / 100 - 1 +
                                                                 (m == MOMENTS - 1 ? 14 : 0)),
                               .weekdays = weekdays,
                               .docent = docent,
                               .place = place,
                               .with = with,
                               .placement = placement,
                               .on_road = TRUE };
        g_array_append_val(load->tasks, task);
    }
}

static void
add_docent(Load *load, GRand *rand, guint placements, gboolean small)
{
    double towns[TOWNS][2];
    StagePlanDocent docent = { .weekdays = random_weekdays(rand, small ? 1 : 3),
                               .visits_per_day = small ? 1 : 3 };
    guint index = load->docenten->len, place = 0, with = 0;

    for (guint t = 0; t < TOWNS; t++) {
        towns[t][0] = g_rand_double_range(rand, 51.8, 52.4);
        towns[t][1] = g_rand_double_range(rand, 4.7, 5.7);
    }
    docent.school = (int)add_place(load, rand, (const double(*)[2])towns);
    g_array_append_val(load->docenten, docent);
    for (guint p = 0; p < placements; p++) {
        /* One in four students is at the company, and with the praktijkopleider, of the one before. */
        if (p == 0 || g_rand_int_range(rand, 0, 4) > 0) {
            place = add_place(load, rand, (const double(*)[2])towns);
            with = p + 1;
        }
        add_placement(load, rand, index, place, with, index * 1000 + p + 1, small);
    }
}

static Load *
new_load(GRand *rand, guint docenten, guint placements, gboolean small)
{
    Load *load = g_new0(Load, 1);

    load->tasks = g_array_new(FALSE, FALSE, sizeof(StagePlanTask));
    load->docenten = g_array_new(FALSE, FALSE, sizeof(StagePlanDocent));
    load->places = g_array_new(FALSE, FALSE, sizeof(StagePlace));
    load->holidays = g_array_new(FALSE, FALSE, sizeof(StagePlanPeriod));
    load->postcodes = g_ptr_array_new_with_free_func(g_free);
    for (guint d = 0; d < docenten; d++)
        add_docent(load, rand, placements, small);
    for (int i = 0; i < YEAR; i++) {
        StageDay day = stage_day_plus(first, i);
        StagePlanPeriod period = { day, day };
        if (stage_feestdag(day) != NULL)
            g_array_append_val(load->holidays, period);
    }
    load->problem = (StagePlanProblem){ .tasks = (const StagePlanTask *)(void *)load->tasks->data,
                                        .n_tasks = load->tasks->len,
                                        .docenten = (const StagePlanDocent *)(void *)load->docenten->data,
                                        .n_docenten = load->docenten->len,
                                        .places = (const StagePlace *)(void *)load->places->data,
                                        .n_places = load->places->len,
                                        .blocked = (const StagePlanPeriod *)(void *)load->holidays->data,
                                        .n_blocked = load->holidays->len,
                                        .from = first,
                                        .min_gap = small ? 0 : 14 };
    return load;
}

static void
free_load(Load *load)
{
    g_array_free(load->tasks, TRUE);
    g_array_free(load->docenten, TRUE);
    g_array_free(load->places, TRUE);
    g_array_free(load->holidays, TRUE);
    g_ptr_array_unref(load->postcodes);
    g_free(load);
}

static gboolean
is_open(const Load *load, const StagePlanTask *task, StageDay day)
{
    guint bit = 1U << (stage_day_weekday(day) - 1);
    const StagePlanDocent *docent = &g_array_index(load->docenten, StagePlanDocent, task->docent);

    return (task->weekdays & docent->weekdays & bit) != 0 && stage_feestdag(day) == NULL &&
           stage_day_compare(day, task->first) >= 0 && stage_day_compare(day, task->last) <= 0;
}

/* Each moment at the middle of its window: the open day nearest to it. How many visits a day has is not
 * looked at, which flatters this side. */
static StagePlan *
at_the_middle(const Load *load)
{
    g_autofree StageDay *days = g_new0(StageDay, load->tasks->len);

    for (guint i = 0; i < load->tasks->len; i++) {
        const StagePlanTask *task = &g_array_index(load->tasks, StagePlanTask, i);
        int length = stage_day_number(task->last) - stage_day_number(task->first);
        StageDay middle = stage_day_plus(task->first, length / 2);
        for (int away = 0; away <= length && !stage_day_is_set(days[i]); away++) {
            if (is_open(load, task, stage_day_plus(middle, away)))
                days[i] = stage_day_plus(middle, away);
            else if (is_open(load, task, stage_day_plus(middle, -away)))
                days[i] = stage_day_plus(middle, -away);
        }
    }
    return stage_plan_measure(&load->problem, days);
}

static int
compare(guint docenten, guint placements, guint32 seed)
{
    GRand *rand = g_rand_new_with_seed(seed);
    Load *load = new_load(rand, docenten, placements, FALSE);
    gint64 begin = g_get_monotonic_time();
    g_autoptr(StagePlan) plan = stage_plan_make(&load->problem);
    double seconds = (double)(g_get_monotonic_time() - begin) / G_USEC_PER_SEC;
    g_autoptr(StagePlan) middle = at_the_middle(load);

    printf("%u docenten, %u moments: %.2f s, %u not placed\n", docenten, load->tasks->len, seconds,
           plan->unplaced);
    printf("days on the road: %u, at the middle of the windows %u (%u not placed): %.0f %% fewer\n",
           plan->road_days, middle->road_days, middle->unplaced,
           100.0 * (1 - (double)plan->road_days / middle->road_days));
    printf(
        "kilometres: %.0f, at the middle %.0f; within two weeks of each other: %u pairs, at the middle %u\n",
        (double)plan->metres / 1000, (double)middle->metres / 1000, plan->gaps, middle->gaps);
    free_load(load);
    g_rand_free(rand);
    return 0;
}

/* Each talk by the days that are open for it and by whom is seen. */
static void
print_problem(const Load *load, const StagePlan *plan)
{
    printf("{\"placed\":%u,\"days\":%u,\"visits\":%u,\"talks\":[", plan->placed, plan->road_days,
           g_array_index(load->docenten, StagePlanDocent, 0).visits_per_day);
    for (guint i = 0; i < load->tasks->len; i++) {
        const StagePlanTask *task = &g_array_index(load->tasks, StagePlanTask, i);
        const char *between = "";
        printf("%s{\"with\":%u,\"open\":[", i > 0 ? "," : "", task->with);
        for (int d = 0; d < YEAR; d++)
            if (is_open(load, task, stage_day_plus(first, d))) {
                printf("%s%d", between, d);
                between = ",";
            }
        printf("]}");
    }
    printf("]}\n");
}

static int
small(guint count)
{
    GRand *rand = g_rand_new_with_seed(20260901);

    for (guint i = 0; i < count; i++) {
        Load *load = new_load(rand, 1, (guint)g_rand_int_range(rand, 4, 9), TRUE);
        g_autoptr(StagePlan) plan = stage_plan_make(&load->problem);
        print_problem(load, plan);
        free_load(load);
    }
    g_rand_free(rand);
    return 0;
}

static guint
number(char **argv, int argc, int at, guint otherwise)
{
    return at < argc ? (guint)g_ascii_strtoull(argv[at], NULL, 10) : otherwise;
}

int
main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--small") == 0)
        return small(number(argv, argc, 2, 100));
    return compare(number(argv, argc, 1, 1), number(argv, argc, 2, 40), number(argv, argc, 3, 1));
}
