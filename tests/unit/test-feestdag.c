#include "test.h"

#include "rules/feestdag.h"

static void
easter(void)
{
    static const char *const sundays[] = { "1961-04-02", "2000-04-23", "2025-04-20", "2026-04-05",
                                           "2027-03-28", "2028-04-16", "2031-04-13", "2038-04-25" };

    for (gsize i = 0; i < G_N_ELEMENTS(sundays); i++)
        g_assert_cmpstr(stage_easter((int)g_ascii_strtoll(sundays[i], NULL, 10)).text, ==, sundays[i]);
    /* A Sunday from 22 March to 25 April in every year there is. */
    for (int year = 1900; year <= 2199; year++) {
        StageDay day = stage_easter(year);
        g_assert_cmpint(stage_day_weekday(day), ==, 7);
        g_assert_cmpstr(day.text + 5, >=, "03-22");
        g_assert_cmpstr(day.text + 5, <=, "04-25");
    }
}

static void
holidays(void)
{
    static const struct {
        const char *day, *name;
    } cases[] = {
        { "2025-04-26", "Koningsdag" },
        { "2025-04-27", NULL },
        { "2026-04-27", "Koningsdag" },
        { "2026-04-26", NULL },
        { "2031-04-26", "Koningsdag" },
        { "2026-05-14", "Hemelvaartsdag" },
        { "2027-05-06", "Hemelvaartsdag" },
        { "2028-05-25", "Hemelvaartsdag" },
        { "2027-03-28", "Eerste paasdag" },
        { "2027-03-29", "Tweede paasdag" },
        { "2027-03-26", NULL },
        { "2026-05-25", "Tweede pinksterdag" },
        { "2026-12-25", "Eerste kerstdag" },
        { "2026-12-26", "Tweede kerstdag" },
        { "2027-01-01", "Nieuwjaarsdag" },
        { "2026-05-05", "Bevrijdingsdag" },
        { "2026-12-24", NULL },
        { "1900-01-01", "Nieuwjaarsdag" },
        { "2199-12-31", NULL },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        StageDay day;
        g_assert_true(stage_day_from_iso(cases[i].day, &day));
        g_assert_cmpstr(stage_feestdag(day), ==, cases[i].name);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/feestdag/easter", easter);
    g_test_add_func("/feestdag/holidays", holidays);
    return g_test_run();
}
