#include "base/day.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199 };

static gboolean
make(int year, int month, int day, StageDay *out)
{
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31 ||
        day > g_date_get_days_in_month((GDateMonth)month, (GDateYear)year))
        return FALSE;
    *out = (StageDay){ { (char)('0' + year / 1000), (char)('0' + year / 100 % 10),
                         (char)('0' + year / 10 % 10), (char)('0' + year % 10), '-', (char)('0' + month / 10),
                         (char)('0' + month % 10), '-', (char)('0' + day / 10), (char)('0' + day % 10),
                         '\0' } };
    return TRUE;
}

static int
two(const char *digits)
{
    return (digits[0] - '0') * 10 + digits[1] - '0';
}

static int
year_of(StageDay day)
{
    return two(day.text) * 100 + two(day.text + 2);
}

static int
month_of(StageDay day)
{
    return two(day.text + 5);
}

static int
day_of(StageDay day)
{
    return two(day.text + 8);
}

gboolean
stage_day_from_iso(const char *text, StageDay *out)
{
    static const char shape[] = "dddd-dd-dd";

    for (gsize i = 0; i < sizeof shape - 1; i++)
        if (shape[i] == 'd' ? !g_ascii_isdigit(text[i]) : text[i] != shape[i])
            return FALSE;
    if (text[sizeof shape - 1] != '\0')
        return FALSE;
    return make(two(text) * 100 + two(text + 2), two(text + 5), two(text + 8), out);
}

/* Days before 1 March of year 0 are counted per era of 400 years; the year begins in March, so that the leap
 * day is its last one. Plain integers, because reports turn millions of days into numbers. */
int
stage_day_number(StageDay day)
{
    int month = month_of(day), year = year_of(day) - (month <= 2 ? 1 : 0);
    int in_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day_of(day) - 1;

    return 365 * year + year / 4 - year / 100 + year / 400 + in_year - 305;
}

StageDay
stage_day_from_number(int number)
{
    StageDay out = STAGE_NO_DAY;
    GDate date;

    g_date_clear(&date, 1);
    g_date_set_julian(&date, (guint32)number);
    make(g_date_get_year(&date), (int)g_date_get_month(&date), g_date_get_day(&date), &out);
    return out;
}

StageDay
stage_day_plus(StageDay day, int days)
{
    return stage_day_from_number(stage_day_number(day) + days);
}

StageDay
stage_day_plus_months(StageDay day, int months)
{
    int count = year_of(day) * 12 + month_of(day) - 1 + months;
    int year = count / 12, month = count % 12 + 1;
    StageDay out = STAGE_NO_DAY;

    if (year >= FIRST_YEAR && year <= LAST_YEAR)
        make(year, month, MIN(day_of(day), g_date_get_days_in_month((GDateMonth)month, (GDateYear)year)),
             &out);
    return out;
}

int
stage_day_weekday(StageDay day)
{
    return (stage_day_number(day) + 6) % 7 + 1;
}

int
stage_day_compare(StageDay one, StageDay other)
{
    return strcmp(one.text, other.text);
}

/* --- days as people say them ------------------------------------------------------------------------------
 */

typedef struct {
    const char *word;
    int value;
} Word;

static const Word plain_days[] = {
    { "vandaag", 0 },      { "nu", 0 },     { "today", 0 },    { "gisteren", -1 },  { "yesterday", -1 },
    { "eergisteren", -2 }, { "morgen", 1 }, { "tomorrow", 1 }, { "overmorgen", 2 }, { NULL, 0 },
};
static const Word weekdays[] = {
    { "ma", 1 },  { "maandag", 1 },   { "mon", 1 }, { "monday", 1 },   { "di", 2 },  { "dinsdag", 2 },
    { "tue", 2 }, { "tuesday", 2 },   { "wo", 3 },  { "woensdag", 3 }, { "wed", 3 }, { "wednesday", 3 },
    { "do", 4 },  { "donderdag", 4 }, { "thu", 4 }, { "thursday", 4 }, { "vr", 5 },  { "vrijdag", 5 },
    { "fri", 5 }, { "friday", 5 },    { "za", 6 },  { "zaterdag", 6 }, { "sat", 6 }, { "saturday", 6 },
    { "zo", 7 },  { "zondag", 7 },    { "sun", 7 }, { "sunday", 7 },   { NULL, 0 },
};
static const Word months[] = {
    { "jan", 1 },       { "januari", 1 },   { "january", 1 },  { "feb", 2 },       { "februari", 2 },
    { "february", 2 },  { "mrt", 3 },       { "maart", 3 },    { "mar", 3 },       { "march", 3 },
    { "apr", 4 },       { "april", 4 },     { "mei", 5 },      { "may", 5 },       { "jun", 6 },
    { "juni", 6 },      { "june", 6 },      { "jul", 7 },      { "juli", 7 },      { "july", 7 },
    { "aug", 8 },       { "augustus", 8 },  { "august", 8 },   { "sep", 9 },       { "sept", 9 },
    { "september", 9 }, { "okt", 10 },      { "oktober", 10 }, { "oct", 10 },      { "october", 10 },
    { "nov", 11 },      { "november", 11 }, { "dec", 12 },     { "december", 12 }, { NULL, 0 },
};
static const Word which_week[] = {
    { "vorige", -1 },  { "afgelopen", -1 }, { "last", -1 }, { "deze", 0 }, { "this", 0 },
    { "volgende", 1 }, { "komende", 1 },    { "next", 1 },  { NULL, 0 },
};
/* Units in days; months are counted apart. */
static const Word units[] = {
    { "dag", 1 },   { "dagen", 1 }, { "day", 1 },     { "days", 1 },  { "week", 7 },   { "weken", 7 },
    { "weeks", 7 }, { "maand", 0 }, { "maanden", 0 }, { "month", 0 }, { "months", 0 }, { NULL, 0 },
};

static gboolean
look_up(const Word *words, const char *word, int *out)
{
    for (; words->word != NULL; words++)
        if (strcmp(words->word, word) == 0) {
            *out = words->value;
            return TRUE;
        }
    return FALSE;
}

/* At most `digits` digits and nothing else. */
static gboolean
number(const char *text, gsize digits, int *out)
{
    gsize n = strspn(text, "0123456789");

    if (n == 0 || n > digits || text[n] != '\0')
        return FALSE;
    *out = (int)strtol(text, NULL, 10);
    return TRUE;
}

static StageDay
weekday_near(StageDay today, int weekday, StageLean lean)
{
    int ahead = (weekday - stage_day_weekday(today) + 7) % 7;

    if (lean == STAGE_LEAN_NEXT)
        return stage_day_plus(today, ahead == 0 ? 7 : ahead);
    if (lean == STAGE_LEAN_PAST || ahead > 3)
        return stage_day_plus(today, ahead == 0 ? 0 : ahead - 7);
    return stage_day_plus(today, ahead);
}

/* A day and month without a year, in the year that the lean asks for. A leap day may be eight years away. */
static gboolean
without_year(int day, int month, StageDay today, StageLean lean, StageDay *out)
{
    int best = G_MAXINT;
    gboolean found = FALSE;

    for (int year = year_of(today) - 8; year <= year_of(today) + 8; year++) {
        StageDay candidate;
        if (!make(year, month, day, &candidate))
            continue;
        int ahead = stage_day_number(candidate) - stage_day_number(today);
        if ((lean == STAGE_LEAN_PAST && ahead > 0) || (lean == STAGE_LEAN_NEXT && ahead < 0) ||
            abs(ahead) >= best)
            continue;
        best = abs(ahead);
        *out = candidate;
        found = TRUE;
    }
    return found;
}

static gboolean
ambiguous(const char *text, StageDay one, StageDay other, GError **error)
{
    return stage_fail(error, STAGE_ERROR_AMBIGUOUS, _("'%s' could be %s or %s: write the one you mean"), text,
                      one.text, other.text);
}

static gboolean
nonexistent(const char *text, GError **error)
{
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the day '%s' does not exist"), text);
}

/* The readings of a date in figures; at most one of them may be a day. */
static gboolean
one_of_two(const char *text, gboolean is_one, StageDay one, gboolean is_other, StageDay other, StageDay *out,
           GError **error)
{
    if (is_one && is_other && stage_day_compare(one, other) != 0)
        return ambiguous(text, one, other, error);
    if (!is_one && !is_other)
        return nonexistent(text, error);
    *out = is_one ? one : other;
    return TRUE;
}

/* 12-11-2026, 12.11.2026, 2026-11-12, 12/11/2026, 12-11-26. A slash is also how Americans write month/day. */
static gboolean
three_figures(const char *text, const char *const part[3], char separator, StageDay *out, GError **error)
{
    int a = 0, b = 0, c = 0;
    StageDay dutch = STAGE_NO_DAY, other = STAGE_NO_DAY;
    gboolean short_year = strlen(part[2]) == 2;

    if (!number(part[0], 4, &a) || !number(part[1], 2, &b) || !number(part[2], 4, &c) ||
        strlen(part[0]) == 3 || strlen(part[2]) == 3 || (strlen(part[0]) == 4 && strlen(part[2]) > 2))
        return nonexistent(text, error);
    if (strlen(part[0]) == 4)
        return one_of_two(text, make(a, b, c, &dutch), dutch, FALSE, other, out, error);
    if (strlen(part[2]) == 1)
        return nonexistent(text, error);
    gboolean is_dutch = make(short_year ? 2000 + c : c, b, a, &dutch);
    gboolean is_other = separator == '/' ? make(short_year ? 2000 + c : c, a, b, &other)
                                         : short_year && strlen(part[0]) == 2 && make(2000 + a, b, c, &other);
    return one_of_two(text, is_dutch, dutch, is_other, other, out, error);
}

static gboolean
in_figures(const char *text, StageDay today, StageLean lean, StageDay *out, GError **error)
{
    char separator = text[strspn(text, "0123456789")];
    const char split[2] = { separator, '\0' };
    int a = 0, b = 0;

    if (separator == '\0') { /* eight digits */
        StageDay iso = STAGE_NO_DAY, dutch = STAGE_NO_DAY;
        if (strlen(text) != 8)
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no day"), text);
        return one_of_two(text, make(two(text) * 100 + two(text + 2), two(text + 4), two(text + 6), &iso),
                          iso, make(two(text + 4) * 100 + two(text + 6), two(text + 2), two(text), &dutch),
                          dutch, out, error);
    }
    g_auto(GStrv) part = g_strsplit(text, split, -1);
    if (g_strv_length(part) == 3)
        return three_figures(text, (const char *const *)part, separator, out, error);
    if (g_strv_length(part) != 2 || !number(part[0], 2, &a) || !number(part[1], 2, &b))
        return nonexistent(text, error);
    StageDay dutch = STAGE_NO_DAY, american = STAGE_NO_DAY;
    return one_of_two(text, without_year(a, b, today, lean, &dutch), dutch,
                      separator == '/' && without_year(b, a, today, lean, &american), american, out, error);
}

/* "over 2 weken", "3 dagen geleden", "in 2 weeks", "2 weeks ago" */
static gboolean
counted(char **word, guint n, StageDay today, StageDay *out)
{
    gboolean ahead = n == 3 && (strcmp(word[0], "over") == 0 || strcmp(word[0], "in") == 0);
    gboolean ago = n == 3 && (strcmp(word[2], "geleden") == 0 || strcmp(word[2], "ago") == 0);
    int count = 0, unit = 0;

    if (!ahead && !ago)
        return FALSE;
    const char *how_many = word[ahead ? 1 : 0];
    if (strcmp(how_many, "een") == 0 || strcmp(how_many, "a") == 0)
        count = 1;
    else if (!number(how_many, 3, &count))
        return FALSE;
    if (!look_up(units, word[ahead ? 2 : 1], &unit))
        return FALSE;
    if (ago)
        count = -count;
    *out = unit == 0 ? stage_day_plus_months(today, count) : stage_day_plus(today, count * unit);
    return stage_day_is_set(*out);
}

/* "vorige week di", "di vorige week", "volgende week", "next monday" */
static gboolean
in_week(char **word, guint n, StageDay today, StageDay *out)
{
    int week = 0, weekday = 0;
    guint at = look_up(weekdays, word[0], &weekday) ? 1 : 0;

    if (at >= n || !look_up(which_week, word[at++], &week))
        return FALSE;
    if (at < n && strcmp(word[at], "week") == 0) {
        at++;
        if (at < n && weekday == 0 && !look_up(weekdays, word[at++], &weekday))
            return FALSE;
        if (at != n)
            return FALSE;
        int same = weekday == 0 ? stage_day_weekday(today) : weekday;
        *out = stage_day_plus(today, week * 7 + same - stage_day_weekday(today));
        return TRUE;
    }
    if (at + 1 != n || weekday != 0 || week == 0 || !look_up(weekdays, word[at], &weekday))
        return FALSE;
    int back = (stage_day_weekday(today) - weekday + 6) % 7 + 1; /* "vorige di": the last one before today */
    *out = week < 0 ? stage_day_plus(today, -back) : weekday_near(today, weekday, STAGE_LEAN_NEXT);
    return TRUE;
}

/* "12 nov", "12 november 2026" */
static gboolean
with_month(char **word, guint n, const char *text, StageDay today, StageLean lean, StageDay *out,
           GError **error)
{
    int day = 0, month = 0, year = 0;

    if (g_str_has_suffix(word[1], ".")) /* "12 nov." */
        word[1][strlen(word[1]) - 1] = '\0';
    if (n > 3 || !number(word[0], 2, &day) || !look_up(months, word[1], &month) ||
        (n == 3 && (strlen(word[2]) != 4 || !number(word[2], 4, &year))))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no day"), text);
    if (n == 3 ? make(year, month, day, out) : without_year(day, month, today, lean, out))
        return TRUE;
    return nonexistent(text, error);
}

gboolean
stage_day_parse(const char *text, StageDay today, StageLean lean, StageDay *out, GError **error)
{
    g_autofree char *shown = stage_visible(text);
    g_autofree char *tidy = stage_squeeze(text);
    g_autofree char *lower = g_ascii_strdown(tidy, -1);
    g_auto(GStrv) word = g_strsplit(lower, " ", -1);
    guint n = g_strv_length(word);
    StageDay found = STAGE_NO_DAY;
    int value = 0;

    if (n > 1 && look_up(weekdays, word[0], &value) && g_ascii_isdigit(word[1][0])) { /* "di 12-11-2026" */
        const char *rest = strchr(tidy, ' ') + 1;
        if (!stage_day_parse(rest, today, lean, &found, error))
            return FALSE;
        if (stage_day_weekday(found) != value)
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s': %s is another day of the week"), shown,
                              found.text);
        *out = found;
        return TRUE;
    }
    if (n == 1 && look_up(plain_days, word[0], &value))
        found = stage_day_plus(today, value);
    else if (n == 1 && look_up(weekdays, word[0], &value))
        found = weekday_near(today, value, lean);
    else if (n == 1 && strspn(word[0], "0123456789-./") == strlen(word[0]) && g_ascii_isdigit(word[0][0]))
        return in_figures(word[0], today, lean, out, error);
    else if (n > 0 && (counted(word, n, today, &found) || in_week(word, n, today, &found)))
        ;
    else if (n > 1 && g_ascii_isdigit(word[0][0]))
        return with_month(word, n, shown, today, lean, out, error);
    if (!stage_day_is_set(found))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no day"), shown);
    *out = found;
    return TRUE;
}

gboolean
stage_time_parse(const char *text, char out[6], GError **error)
{
    g_autofree char *shown = stage_visible(text);
    gsize digits = strspn(text, "0123456789");
    int hour = 0, minute = 0;
    g_autofree char *first = g_strndup(text, digits);

    const char *rest = text + digits; /* "", ":30", ".30", "u30", "u" */
    gboolean shaped = *rest == '\0' || strcmp(rest, "u") == 0 || strcmp(rest, "h") == 0 ||
                      (strchr(":.uh", *rest) != NULL && strlen(rest + 1) == 2 &&
                       number(rest + 1, 2, &minute));
    if (!shaped || !number(first, 2, &hour) || hour > 23 || minute > 59)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no time of day: write 14:30"), shown);
    g_snprintf(out, 6, "%02d:%02d", hour, minute);
    return TRUE;
}

int
stage_minute_of(const char *time)
{
    g_assert(strlen(time) == 5);
    return (time[0] - '0') * 600 + (time[1] - '0') * 60 + (time[3] - '0') * 10 + (time[4] - '0');
}
