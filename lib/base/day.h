/* Calendar days. A day is its ISO text (2026-11-12), so that it compares with strcmp(), is what the store
 * holds, and needs no time zone. Years 1900 to 2199 exist; the rest are typing errors. */
#pragma once

#include <glib.h>

typedef struct {
    char text[11]; /* "2026-11-12"; empty: no day */
} StageDay;

#define STAGE_NO_DAY ((StageDay){ "" })

static inline gboolean
stage_day_is_set(StageDay day)
{
    return day.text[0] != '\0';
}

/* Days since 0000-12-31 (the proleptic Gregorian calendar, as GDate's Julian day); the day must be set. */
int stage_day_number(StageDay day);
StageDay stage_day_from_number(int number);

/* `days` later, or earlier when negative. */
StageDay stage_day_plus(StageDay day, int days);

/* `months` later; the last day of the month when that month is shorter. */
StageDay stage_day_plus_months(StageDay day, int months);

/* 1 Monday … 7 Sunday (ISO 8601). */
int stage_day_weekday(StageDay day);

/* 0 when equal, else negative or positive as in strcmp(). */
int stage_day_compare(StageDay one, StageDay other);

/* Exactly YYYY-MM-DD and a day that exists. `out` is untouched otherwise. */
gboolean stage_day_from_iso(const char *text, StageDay *out);

/* Which way a day without a year or a bare weekday points. */
typedef enum {
    STAGE_LEAN_NEAR, /* the nearest such day; of two equally near the earlier */
    STAGE_LEAN_PAST, /* the last such day, today included */
    STAGE_LEAN_NEXT, /* the next such day, today excluded for a weekday, included for a date */
} StageLean;

/* A day as people say it, in Dutch or English: vandaag, gisteren, morgen, ma … zo, vorige week di, over 2
 * weken, 3 dagen geleden, 12-11, 12 nov, 12-11-2026, 2026-11-12, and the eight digits 20261112 or 12112026.
 * The order is the Dutch one, day before month. What could be two days is an error that names both
 * (03/04/2026, 10-11-12), never a guess. */
gboolean stage_day_parse(const char *text, StageDay today, StageLean lean, StageDay *out, GError **error);

/* HH:MM in 24 hours (also 9:05, 14.30, 14u30, 14), written as HH:MM into `out`. */
gboolean stage_time_parse(const char *text, char out[6], GError **error);

/* The minute of the day of HH:MM, which must be a time. */
int stage_minute_of(const char *time);
