#include "test.h"

#include <string.h>

#include "base/day.h"

static const StageDay today = { "2026-11-12" }; /* a Thursday */

static void
all_days(void)
{
    GDate date;
    StageDay last = STAGE_NO_DAY;

    g_date_clear(&date, 1);
    for (g_date_set_dmy(&date, 1, G_DATE_JANUARY, 1900); g_date_get_year(&date) < 2200;
         g_date_add_days(&date, 1)) {
        char iso[16];
        StageDay day = STAGE_NO_DAY;
        g_snprintf(iso, sizeof iso, "%04d-%02d-%02d", g_date_get_year(&date), (int)g_date_get_month(&date),
                   g_date_get_day(&date));
        g_assert_true(stage_day_from_iso(iso, &day));
        g_assert_cmpstr(day.text, ==, iso);
        g_assert_cmpint(stage_day_number(day), ==, (int)g_date_get_julian(&date));
        g_assert_cmpstr(stage_day_from_number(stage_day_number(day)).text, ==, iso);
        g_assert_cmpint(stage_day_weekday(day), ==, (int)g_date_get_weekday(&date));
        if (stage_day_is_set(last)) {
            g_assert_cmpstr(stage_day_plus(last, 1).text, ==, iso);
            g_assert_cmpstr(stage_day_plus(day, -1).text, ==, last.text);
            g_assert_cmpint(stage_day_compare(last, day), <, 0);
        }
        last = day;
    }
    g_assert_cmpstr(last.text, ==, "2199-12-31");
    g_assert_false(stage_day_is_set(stage_day_plus(last, 1)));
    g_assert_false(stage_day_is_set(stage_day_plus((StageDay){ "1900-01-01" }, -1)));
}

static StageDay
random_day(void)
{
    int first = stage_day_number((StageDay){ "1900-01-01" });
    int last = stage_day_number((StageDay){ "2199-12-31" });

    return stage_day_from_number(g_test_rand_int_range(first, last + 1));
}

/* Against GDate, and nothing outside the years that exist. */
static void
months(void)
{
    for (guint i = 0; i < 20000; i++) {
        StageDay day = random_day();
        int n = g_test_rand_int_range(-1300, 1301);
        GDate date;
        g_date_clear(&date, 1);
        g_date_set_julian(&date, (guint32)stage_day_number(day));
        if (n >= 0)
            g_date_add_months(&date, (guint)n);
        else
            g_date_subtract_months(&date, (guint)-n);
        StageDay later = stage_day_plus_months(day, n);
        if (g_date_get_year(&date) < 1900 || g_date_get_year(&date) > 2199)
            g_assert_false(stage_day_is_set(later));
        else
            g_assert_cmpint(stage_day_number(later), ==, (int)g_date_get_julian(&date));
    }
    g_assert_cmpstr(stage_day_plus_months((StageDay){ "2024-01-31" }, 1).text, ==, "2024-02-29");
    g_assert_cmpstr(stage_day_plus_months((StageDay){ "2023-01-31" }, 1).text, ==, "2023-02-28");
    g_assert_cmpstr(stage_day_plus_months((StageDay){ "2024-02-29" }, -12).text, ==, "2023-02-28");
}

static void
iso(void)
{
    static const char *const bad[] = { "",           "2026-11-1",   "2026-11-123", "2026-1-12",
                                       "2026/11/12", "2026-02-29",  "2100-02-29",  "1899-12-31",
                                       "2200-01-01", "2026-00-10",  "2026-13-01",  "2026-04-31",
                                       "2026-01-00", " 2026-11-12", "2026-11-12 ", "-026-11-12",
                                       "20261112" };
    StageDay day = today;

    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_assert_false(stage_day_from_iso(bad[i], &day));
        g_assert_cmpstr(day.text, ==, today.text);
    }
    g_assert_true(stage_day_from_iso("2000-02-29", &day));
    g_assert_true(stage_day_from_iso("2096-02-29", &day));
}

typedef struct {
    const char *text, *near, *past, *next; /* NULL: not a day */
} Said;

#define ALL(text, day)                                                                                       \
    {                                                                                                        \
        text, day, day, day                                                                                  \
    }

/* What is said on Thursday 12 November 2026. */
static const Said said[] = {
    ALL("vandaag", "2026-11-12"),
    ALL("nu", "2026-11-12"),
    ALL("today", "2026-11-12"),
    ALL("gisteren", "2026-11-11"),
    ALL("yesterday", "2026-11-11"),
    ALL("eergisteren", "2026-11-10"),
    ALL("morgen", "2026-11-13"),
    ALL("tomorrow", "2026-11-13"),
    ALL("overmorgen", "2026-11-14"),
    ALL("  VANDAAG ", "2026-11-12"),
    { "ma", "2026-11-09", "2026-11-09", "2026-11-16" },
    { "maandag", "2026-11-09", "2026-11-09", "2026-11-16" },
    { "Monday", "2026-11-09", "2026-11-09", "2026-11-16" },
    { "di", "2026-11-10", "2026-11-10", "2026-11-17" },
    { "wed", "2026-11-11", "2026-11-11", "2026-11-18" },
    { "do", "2026-11-12", "2026-11-12", "2026-11-19" },
    { "thursday", "2026-11-12", "2026-11-12", "2026-11-19" },
    { "vr", "2026-11-13", "2026-11-06", "2026-11-13" },
    { "zaterdag", "2026-11-14", "2026-11-07", "2026-11-14" },
    { "sat", "2026-11-14", "2026-11-07", "2026-11-14" },
    { "zo", "2026-11-15", "2026-11-08", "2026-11-15" },
    { "sun", "2026-11-15", "2026-11-08", "2026-11-15" },
    ALL("vorige week", "2026-11-05"),
    ALL("vorige week di", "2026-11-03"),
    ALL("di vorige week", "2026-11-03"),
    ALL("last week tue", "2026-11-03"),
    ALL("afgelopen week dinsdag", "2026-11-03"),
    ALL("volgende week", "2026-11-19"),
    ALL("volgende week vrijdag", "2026-11-20"),
    ALL("friday next week", "2026-11-20"),
    ALL("deze week ma", "2026-11-09"),
    ALL("this week sunday", "2026-11-15"),
    ALL("komende week wo", "2026-11-18"),
    ALL("vorige di", "2026-11-10"),
    ALL("vorige do", "2026-11-05"),
    ALL("last thursday", "2026-11-05"),
    ALL("volgende do", "2026-11-19"),
    ALL("next monday", "2026-11-16"),
    ALL("over 2 weken", "2026-11-26"),
    ALL("over een week", "2026-11-19"),
    ALL("in 2 weeks", "2026-11-26"),
    ALL("in a week", "2026-11-19"),
    ALL("3 dagen geleden", "2026-11-09"),
    ALL("3 days ago", "2026-11-09"),
    ALL("1 dag geleden", "2026-11-11"),
    ALL("over 3 maanden", "2027-02-12"),
    ALL("a month ago", "2026-10-12"),
    ALL("een maand geleden", "2026-10-12"),
    { "12-11", "2026-11-12", "2026-11-12", "2026-11-12" },
    { "13-11", "2026-11-13", "2025-11-13", "2026-11-13" },
    { "11-11", "2026-11-11", "2026-11-11", "2027-11-11" },
    { "1.2", "2027-02-01", "2026-02-01", "2027-02-01" },
    { "13/11", "2026-11-13", "2025-11-13", "2026-11-13" },
    { "29-2", "2028-02-29", "2024-02-29", "2028-02-29" },
    { "12 nov", "2026-11-12", "2026-11-12", "2026-11-12" },
    { "1 mrt.", "2027-03-01", "2026-03-01", "2027-03-01" },
    { "31 Dec", "2026-12-31", "2025-12-31", "2026-12-31" },
    { "2 october", "2026-10-02", "2026-10-02", "2027-10-02" },
    ALL("12 november 2026", "2026-11-12"),
    ALL("1 jan 2030", "2030-01-01"),
    ALL("29 februari 2028", "2028-02-29"),
    ALL("12-11-2026", "2026-11-12"),
    ALL("12.11.2026", "2026-11-12"),
    ALL("1-2-2026", "2026-02-01"),
    ALL("2026-11-12", "2026-11-12"),
    ALL("2026-1-2", "2026-01-02"),
    ALL("2026/11/12", "2026-11-12"),
    ALL("20261112", "2026-11-12"),
    ALL("12112026", "2026-11-12"),
    ALL("31/12/2026", "2026-12-31"),
    ALL("5/5/2026", "2026-05-05"),
    ALL("29-2-2024", "2024-02-29"),
    ALL("di 10-11-2026", "2026-11-10"),
    { "dinsdag 10 nov", "2026-11-10", "2026-11-10", NULL }, /* in 2027 it is a Wednesday */
    /* Not days. */
    ALL("", NULL),
    ALL(" ", NULL),
    ALL("x", NULL),
    ALL("12", NULL),
    ALL("1234567", NULL),
    ALL("29-2-2023", NULL),
    ALL("29-2-2100", NULL),
    ALL("31-4", NULL),
    ALL("31 juni", NULL),
    ALL("0-1-2026", NULL),
    ALL("1-0-2026", NULL),
    ALL("32-1-2026", NULL),
    ALL("1-13-2026", NULL),
    ALL("1-1-1899", NULL),
    ALL("1-1-2200", NULL),
    ALL("1-1-202", NULL),
    ALL("1-1-2026-1", NULL),
    ALL("1--1", NULL),
    ALL("-1-1", NULL),
    ALL("1-1-", NULL),
    ALL("20261312", NULL),
    ALL("12 nov 26x", NULL),
    ALL("12 foo", NULL),
    ALL("over 2 jaar", NULL),
    ALL("over weken", NULL),
    ALL("over 1000 dagen", NULL),
    ALL("vorige", NULL),
    ALL("week", NULL),
    ALL("vorige week 3", NULL),
    ALL("ma di", NULL),
    ALL("ma 10-11-2026", NULL), /* it is a Tuesday */
    ALL("vandaag morgen", NULL),
};

static void
forms(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(said); i++) {
        const char *const meant[] = { said[i].near, said[i].past, said[i].next };
        for (guint lean = 0; lean < G_N_ELEMENTS(meant); lean++) {
            g_autoptr(GError) error = NULL;
            StageDay day = STAGE_NO_DAY;
            gboolean is_day = stage_day_parse(said[i].text, today, (StageLean)lean, &day, &error);
            if (meant[lean] == NULL) {
                if (is_day)
                    g_error("'%s' is no day, but was read as %s", said[i].text, day.text);
                g_assert_error(error, STAGE_ERROR, STAGE_ERROR_BAD_INPUT);
            } else if (!is_day || strcmp(day.text, meant[lean]) != 0) {
                g_error("'%s' (lean %u) is %s, but was read as '%s' %s", said[i].text, lean, meant[lean],
                        day.text, error == NULL ? "" : error->message);
            }
            g_assert_true(is_day || !stage_day_is_set(day));
        }
    }
}

/* What could be two days is refused, and both are named. */
static void
ambiguous(void)
{
    static const char *const two[][3] = {
        { "03/04/2026", "2026-04-03", "2026-03-04" }, { "3/4/26", "2026-04-03", "2026-03-04" },
        { "10-11-12", "2012-11-10", "2010-11-12" },   { "10.11.12", "2012-11-10", "2010-11-12" },
        { "10/11", "2026-11-10", "2026-10-11" },      { "di 03/04/2026", "2026-04-03", "2026-03-04" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(two); i++) {
        g_autoptr(GError) error = NULL;
        StageDay day = STAGE_NO_DAY;
        g_assert_false(stage_day_parse(two[i][0], today, STAGE_LEAN_NEAR, &day, &error));
        g_assert_error(error, STAGE_ERROR, STAGE_ERROR_AMBIGUOUS);
        g_assert_nonnull(strstr(error->message, two[i][1]));
        g_assert_nonnull(strstr(error->message, two[i][2]));
        g_assert_false(stage_day_is_set(day));
    }
}

/* The nearest, last or next day of a month and day or of a weekday, by looking at every day around. */
static StageDay
look_around(StageDay from, const char *end, int weekday, StageLean lean)
{
    for (int away = 0; away < 9 * 366; away++)
        for (int way = -1; way <= 1; way += 2) { /* the earlier first */
            StageDay day = stage_day_plus(from, away * way);
            if ((lean == STAGE_LEAN_PAST && way > 0) || (lean == STAGE_LEAN_NEXT && way < 0) ||
                (lean == STAGE_LEAN_NEXT && weekday != 0 && away == 0))
                continue;
            if (weekday != 0 ? stage_day_weekday(day) == weekday : g_str_has_suffix(day.text, end))
                return day;
        }
    g_assert_not_reached();
}

static void
leans(void)
{
    static const char *const weekdays[] = { "ma", "tuesday", "woensdag", "thu", "vr", "za", "sunday" };
    StageDay early = { "1920-01-01" };

    for (guint i = 0; i < 3000; i++) {
        StageDay from = stage_day_plus(early, g_test_rand_int_range(0, 260 * 365));
        StageDay wanted = random_day(), day = STAGE_NO_DAY;
        StageLean lean = (StageLean)g_test_rand_int_range(0, 3);
        int weekday = g_test_rand_int_range(1, 8);
        char text[8];
        g_snprintf(text, sizeof text, "%.2s-%.2s", wanted.text + 8, wanted.text + 5);
        g_assert_true(stage_day_parse(text, from, lean, &day, NULL));
        g_assert_cmpstr(day.text, ==, look_around(from, wanted.text + 4, 0, lean).text);
        g_assert_true(stage_day_parse(weekdays[weekday - 1], from, lean, &day, NULL));
        g_assert_cmpstr(day.text, ==, look_around(from, NULL, weekday, lean).text);
    }
}

/* A leap day is eight years away around 1900 and 2100. */
static void
leap_day_of_2100(void)
{
    StageDay day = STAGE_NO_DAY;

    g_assert_true(stage_day_parse("29-2", (StageDay){ "2103-01-01" }, STAGE_LEAN_PAST, &day, NULL));
    g_assert_cmpstr(day.text, ==, "2096-02-29");
    g_assert_true(stage_day_parse("29-2", (StageDay){ "2097-01-01" }, STAGE_LEAN_NEXT, &day, NULL));
    g_assert_cmpstr(day.text, ==, "2104-02-29");
}

/* Every way to write a random day in full gives it back. */
static void
written(void)
{
    for (guint i = 0; i < 5000; i++) {
        StageDay day = random_day(), read = STAGE_NO_DAY;
        const char *y = day.text, *m = day.text + 5, *d = day.text + 8;
        char ways[5][16];
        g_snprintf(ways[0], sizeof ways[0], "%.4s-%.2s-%.2s", y, m, d);
        g_snprintf(ways[1], sizeof ways[1], "%.2s-%.2s-%.4s", d, m, y);
        g_snprintf(ways[2], sizeof ways[2], "%.2s.%.2s.%.4s", d, m, y);
        g_snprintf(ways[3], sizeof ways[3], "%.4s%.2s%.2s", y, m, d);
        g_snprintf(ways[4], sizeof ways[4], "%.2s%.2s%.4s", d, m, y);
        for (guint way = 0; way < G_N_ELEMENTS(ways); way++) {
            g_assert_true(stage_day_parse(ways[way], today, STAGE_LEAN_NEAR, &read, NULL));
            g_assert_cmpstr(read.text, ==, day.text);
        }
    }
}

static void
no_crash(void)
{
    static const char *const parts[] = { "vorige",  "week", "di",  "over", "2",      "999", "weken",
                                         "geleden", "12",   "-",   ".",    "/",      " ",   "nov",
                                         "a",       "een",  "ago", "in",   "2026",   "29",  "02",
                                         "\xff",    "ë",    ",",   "next", "maanden" };

    for (guint i = 0; i < 200000; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autoptr(GError) error = NULL;
        StageDay day = STAGE_NO_DAY;
        char time[6] = "";
        for (int n = g_test_rand_int_range(0, 8); n > 0; n--)
            if (i % 2 == 0)
                g_string_append_c(text, (char)g_test_rand_int_range(1, 256));
            else
                g_string_append_printf(text, "%s%s", test_any(parts), test_chance(50) ? " " : "");
        if (stage_day_parse(text->str, random_day(), (StageLean)g_test_rand_int_range(0, 3), &day, &error))
            g_assert_true(stage_day_from_iso(day.text, &day));
        else
            g_assert_nonnull(error);
        g_clear_error(&error);
        g_assert_true(stage_time_parse(text->str, time, &error) == (error == NULL));
    }
}

static void
times(void)
{
    static const char *const good[][2] = { { "14:30", "14:30" }, { "9:05", "09:05" }, { "14.30", "14:30" },
                                           { "14u30", "14:30" }, { "14", "14:00" },   { "0:00", "00:00" },
                                           { "23:59", "23:59" }, { "9", "09:00" },    { "14u", "14:00" },
                                           { "9h15", "09:15" } };
    static const char *const bad[] = { "",    "24:00", "14:60", "x",      "14:3",  "14:300", "114:30",
                                       ":30", "14;30", "-1:00", " 14:30", "14:3x", "14 30",  "14:30:00" };
    char out[6] = "";

    for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
        g_assert_true(stage_time_parse(good[i][0], out, NULL));
        g_assert_cmpstr(out, ==, good[i][1]);
    }
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        char untouched[6] = "same";
        test_failed(stage_time_parse(bad[i], untouched, &error), &error, STAGE_ERROR_BAD_INPUT);
        g_assert_cmpstr(untouched, ==, "same");
    }
}

/* A message is shown on a terminal. */
static void
messages(void)
{
    g_autoptr(GError) error = NULL;
    StageDay day = STAGE_NO_DAY;
    char out[6] = "";

    g_assert_false(stage_day_parse("\x1b[31m\xff", today, STAGE_LEAN_NEAR, &day, &error));
    g_assert_nonnull(strstr(error->message, "\\x1b[31m\\xff"));
    g_clear_error(&error);
    g_assert_false(stage_time_parse("\x1b[31m", out, &error));
    g_assert_nonnull(strstr(error->message, "\\x1b[31m"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/day/all-days", all_days);
    g_test_add_func("/day/months", months);
    g_test_add_func("/day/iso", iso);
    g_test_add_func("/day/forms", forms);
    g_test_add_func("/day/ambiguous", ambiguous);
    g_test_add_func("/day/leans", leans);
    g_test_add_func("/day/written", written);
    g_test_add_func("/day/times", times);
    g_test_add_func("/day/messages", messages);
    g_test_add_func("/day/no-crash", no_crash);
    g_test_add_func("/day/leap-day-of-2100", leap_day_of_2100);
    return g_test_run();
}
