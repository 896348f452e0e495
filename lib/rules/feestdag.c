#include "rules/feestdag.h"

#include <string.h>

#include "base/i18n.h"

StageDay
stage_easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
    int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
    StageDay easter = STAGE_NO_DAY;
    char text[11];

    g_snprintf(text, sizeof text, "%04d-%02d-%02d", CLAMP(year, 0, 9999), CLAMP(month, 1, 12),
               CLAMP(day, 1, 31));
    stage_day_from_iso(text, &easter);
    return easter;
}

/* Koningsdag is on 27 April, on 26 when that is a Sunday. */
static gboolean
is_kings_day(StageDay day)
{
    const char *date = day.text + 5;

    return strcmp(date, "04-27") == 0 ? stage_day_weekday(day) != 7
                                      : strcmp(date, "04-26") == 0 && stage_day_weekday(day) == 6;
}

const char *
stage_feestdag(StageDay day)
{
    static const struct {
        const char *date, *name;
    } fixed[] = { { "01-01", N_("Nieuwjaarsdag") },
                  { "05-05", N_("Bevrijdingsdag") },
                  { "12-25", N_("Eerste kerstdag") },
                  { "12-26", N_("Tweede kerstdag") } };
    static const struct {
        int after;
        const char *name;
    } easter[] = { { 0, N_("Eerste paasdag") },
                   { 1, N_("Tweede paasdag") },
                   { 39, N_("Hemelvaartsdag") },
                   { 49, N_("Eerste pinksterdag") },
                   { 50, N_("Tweede pinksterdag") } };

    for (gsize i = 0; i < G_N_ELEMENTS(fixed); i++)
        if (strcmp(day.text + 5, fixed[i].date) == 0)
            return fixed[i].name;
    int after = stage_day_number(day) -
                stage_day_number(stage_easter((int)g_ascii_strtoll(day.text, NULL, 10)));
    for (gsize i = 0; i < G_N_ELEMENTS(easter); i++)
        if (after == easter[i].after)
            return easter[i].name;
    return is_kings_day(day) ? N_("Koningsdag") : NULL;
}
