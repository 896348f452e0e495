#include "rules/window.h"

#include <string.h>

/* What is shorter than four weeks has no school year of its own. */
enum { PART_MIN = 28 };

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

const StageNorm *
stage_window_moments(GArray *moments, const StageNorms *norms, const StageNormCase *of)
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
