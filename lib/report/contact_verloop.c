#include "report/contact_verloop.h"

#include <string.h>

#include "base/i18n.h"

enum { YEAR = 12, MONTHS_MAX = 36, WEEKS_BACK = 12, WEEKS = 2 * WEEKS_BACK + 1, FIGURES = 4 };

typedef struct {
    guint talks, joint, visits; /* held in it */
    guint ended, met;           /* placements that ended in it, and met the norm */
} Month;

typedef struct {
    guint held, planned;
} Week;

typedef struct {
    guint with, of;
} Figure;

struct StageVerloop {
    const StageSelectie *of;
    gint64 first; /* month: a year before the first one that is shown */
    guint months;
    Month month[MONTHS_MAX + YEAR];
    int monday; /* day number of the first week */
    Week week[WEEKS];
    Figure figure[FIGURES];
};

StageVerloop *
stage_verloop_new(const StageSelectie *of)
{
    StageVerloop *v = g_new0(StageVerloop, 1);
    gint64 last = stage_month_of(stage_selectie_last(of));
    gint64 first = of->period ? stage_month_of(of->from) : last - YEAR + 1;
    int today = stage_day_number(of->on);

    v->of = of;
    first = CLAMP(first, last - MONTHS_MAX + 1, last);
    v->months = (guint)(last - first + 1);
    v->first = first - YEAR;
    v->monday = today - stage_day_weekday(of->on) + 1 - 7 * WEEKS_BACK;
    return v;
}

void
stage_verloop_free(StageVerloop *verloop)
{
    g_free(verloop);
}

StageDay
stage_verloop_first(const StageVerloop *verloop)
{
    char month[STAGE_MONTH_SIZE];
    StageDay day = STAGE_NO_DAY;

    stage_month_text(verloop->first, month);
    g_snprintf(day.text, sizeof day.text, "%s-01", month);
    return stage_day_compare(verloop->of->from, day) < 0 ? verloop->of->from : day;
}

/* --- of one placement --- */

gboolean
stage_verloop_was_held(const StagePlacement *p, guint talk, StageDay first, StageDay last)
{
    const StageVerdict *v = &g_array_index(p->state->verdicts, StageVerdict, talk);
    StageDay day = p->contacts[talk].gehouden;

    return v->held && stage_day_compare(day, first) >= 0 && stage_day_compare(day, last) <= 0;
}

gboolean
stage_verloop_is_joint(const StageContact *c)
{
    return c->aanwezig[STAGE_PARTIJ_DOCENT] && c->aanwezig[STAGE_PARTIJ_STUDENT] &&
           c->aanwezig[STAGE_PARTIJ_OPLEIDER];
}

gboolean
stage_verloop_meets(const StageEvaluation *state)
{
    for (guint i = 0; i < state->moments->len; i++) {
        StageStand stand = stage_moment_at(state, i)->stand;
        if (stand == STAGE_STAND_LAAT || stand == STAGE_STAND_GEMIST)
            return FALSE;
    }
    return TRUE;
}

guint
stage_verloop_in_time(const StagePlacement *p)
{
    guint n = 0;

    for (guint i = 0; i < p->state->moments->len; i++) {
        const StageMoment *m = stage_moment_at(p->state, i);
        n += m->stand == STAGE_STAND_GEHOUDEN &&
                     stage_day_compare(p->contacts[m->contact].gehouden, m->tot) <= 0
                 ? 1
                 : 0;
    }
    return n;
}

/* --- counting --- */

static Month *
month_of(StageVerloop *v, StageDay day)
{
    gint64 i = stage_month_of(day) - v->first;

    return i < 0 || i >= v->months + YEAR ? NULL : &v->month[i];
}

static void
add_week(StageVerloop *v, StageDay day, gboolean held)
{
    int i = (stage_day_number(day) - v->monday) / 7;

    if (stage_day_number(day) >= v->monday && i < WEEKS)
        *(held ? &v->week[i].held : &v->week[i].planned) += 1;
}

static void
add_talks(StageVerloop *v, const StagePlacement *p, gboolean inside)
{
    for (guint i = 0; i < p->n; i++) {
        const StageContact *c = &p->contacts[i];
        const StageVerdict *verdict = &g_array_index(p->state->verdicts, StageVerdict, i);
        Month *month = verdict->held ? month_of(v, c->gehouden) : NULL;
        if (month != NULL) {
            month->talks++;
            month->joint += stage_verloop_is_joint(c) ? 1 : 0;
            month->visits += c->bezoek ? 1 : 0;
        }
        if (inside && verdict->held)
            add_week(v, c->gehouden, TRUE);
        else if (inside && verdict->reason != STAGE_GEANNULEERD && verdict->reason != STAGE_ONBEKEND &&
                 stage_day_is_set(c->gepland) && !verdict->held)
            add_week(v, c->gepland, FALSE);
    }
}

enum { GEEN, BEGIN, TIJDENS, EIND };

/* In which part of the placement a day falls: the first quarter, the half after it, the rest and the days
 * after it in which a talk still is of the placement; -1: none. */
static int
part_of(const StagePlacement *p, StageDay day)
{
    if (stage_day_compare(day, p->begin) < 0 ||
        stage_day_compare(day, stage_day_plus(p->einde, STAGE_NORM_NALOOP)) > 0)
        return -1;
    return BEGIN + stage_deel_of(p->begin, p->einde, day);
}

static void
add_figures(StageVerloop *v, const StagePlacement *p)
{
    int part = part_of(p, v->of->on);
    gboolean has[FIGURES] = { 0 }, over = stage_day_compare(p->einde, v->of->on) < 0;

    for (guint i = 0; i < p->n; i++) {
        const StageContact *c = &p->contacts[i];
        int when = g_array_index(p->state->verdicts, StageVerdict, i).held && stage_verloop_is_joint(c)
                       ? part_of(p, c->gehouden)
                       : -1;
        if (when >= 0)
            has[when] = TRUE;
    }
    has[GEEN] = !has[BEGIN] && !has[TIJDENS] && !has[EIND];
    for (int i = 0; i < FIGURES; i++) {
        gboolean passed = over || ((i == BEGIN || i == TIJDENS) && part > i);
        v->figure[i].of += passed ? 1 : 0;
        v->figure[i].with += passed && has[i] ? 1 : 0;
    }
}

void
stage_verloop_add(StageVerloop *verloop, const StagePlacement *p, gboolean inside)
{
    Month *month = month_of(verloop, p->einde);

    add_talks(verloop, p, inside);
    if (month != NULL && p->state->asked > 0 && stage_day_compare(p->einde, verloop->of->on) <= 0) {
        month->ended++;
        month->met += stage_verloop_meets(p->state) ? 1 : 0;
    }
    if (inside)
        add_figures(verloop, p);
}

/* --- the sections --- */

static const StageColumn month_columns[] = {
    { "maand", N_("maand"), STAGE_COLUMN_TEXT },
    { "gesprekken", N_("gesprekken"), STAGE_COLUMN_NUMBER },
    { "gezamenlijk", N_("gezamenlijk"), STAGE_COLUMN_NUMBER },
    { "bezoeken", N_("bezoeken"), STAGE_COLUMN_NUMBER },
    { "geeindigd", N_("geëindigd"), STAGE_COLUMN_NUMBER },
    { "voldeed", N_("voldeed"), STAGE_COLUMN_NUMBER },
    { "aandeel", N_("aandeel"), STAGE_COLUMN_PERCENT },
    { "vorig_jaar", N_("vorig jaar"), STAGE_COLUMN_PERCENT },
    { "verschil", N_("verschil"), STAGE_COLUMN_PERCENT },
    { 0 },
};
static const char *const month_chart[] = { "aandeel", "vorig_jaar", NULL };

static void
add_months(StageVerloop *v, StageRapportage *r, StageDocument *document)
{
    stage_rapport_section(r, document, "verloop", _("Month by month, beside the year before"), month_columns,
                          NULL);
    stage_document_chart(document, STAGE_CHART_LINES, month_chart);
    for (guint i = YEAR; i < v->months + YEAR; i++) {
        const Month *m = &v->month[i], *before = &v->month[i - YEAR];
        StageValue now = stage_rapport_part(m->met, m->ended);
        StageValue then = stage_rapport_part(before->met, before->ended);
        gboolean both = now.type == STAGE_INT && then.type == STAGE_INT;
        char text[STAGE_MONTH_SIZE];
        stage_month_text(v->first + i, text);
        stage_document_row(document, (const StageValue[]){
                                         stage_text(text), stage_int(m->talks), stage_int(m->joint),
                                         stage_int(m->visits), stage_int(m->ended), stage_int(m->met), now,
                                         then, both ? stage_int(now.number - then.number) : stage_null() });
    }
}

static const StageColumn week_columns[] = {
    { "week", N_("week van"), STAGE_COLUMN_DAY },
    { "gehouden", N_("gehouden"), STAGE_COLUMN_NUMBER },
    { "gepland", N_("gepland"), STAGE_COLUMN_NUMBER },
    { 0 },
};
static const char *const week_chart[] = { "gehouden", "gepland", NULL };

static void
add_weeks(StageVerloop *v, StageRapportage *r, StageDocument *document)
{
    stage_rapport_section(r, document, "weken", _("Talks week by week"), week_columns, NULL);
    stage_document_chart(document, STAGE_CHART_STACK, week_chart);
    stage_document_detail(document);
    for (int i = 0; i < WEEKS; i++) {
        StageDay monday = stage_day_from_number(v->monday + 7 * i);
        stage_document_row(document,
                           (const StageValue[]){ stage_text(monday.text), stage_int(v->week[i].held),
                                                 stage_int(v->week[i].planned) });
    }
}

static const StageColumn figure_columns[] = {
    { "figuur", N_("gezamenlijk gesprek"), STAGE_COLUMN_TEXT },
    { "aantal", N_("aantal"), STAGE_COLUMN_NUMBER },
    { "van", N_("van"), STAGE_COLUMN_NUMBER },
    { "aandeel", N_("aandeel"), STAGE_COLUMN_PERCENT },
    { "landelijk_2022", N_("landelijk 2022"), STAGE_COLUMN_PERCENT },
    { "landelijk_2023", N_("landelijk 2023"), STAGE_COLUMN_PERCENT },
    { "bron", NULL, STAGE_COLUMN_TEXT },
    { 0 },
};
static const char *const figure_chart[] = { "aandeel", "landelijk_2022", "landelijk_2023", NULL };

/* SBB's figures as they were told of 2022 and 2023, in tenths of a percent; 0: not told. "About a third" and
 * "about two thirds" of 2022 are taken as 33 and 67. */
#define MONITOR_2022 "SBB, BPV Monitor 2022: mbo-today.nl/bpv-monitor-begeleiding-door-school-kan-beter/"
#define MONITOR_2023 "; 2023: vacatures.opleidingenwerk.nl (9 July 2024)"
static const struct {
    const char *figuur;
    guint in_2022, in_2023;
    const char *bron;
} national[FIGURES] = {
    [GEEN] = { "geen", 110, 0, MONITOR_2022 },
    [BEGIN] = { "begin", 330, 380, MONITOR_2022 MONITOR_2023 },
    [TIJDENS] = { "tijdens", 670, 0, MONITOR_2022 },
    [EIND] = { "eind", 330, 380, MONITOR_2022 MONITOR_2023 },
};

void
stage_verloop_monitor(StageVerloop *v, StageRapportage *r, StageDocument *document)
{
    stage_rapport_section(r, document, "bpv_monitor", _("Beside the national figures (SBB's BPV Monitor)"),
                          figure_columns, NULL);
    stage_document_chart(document, STAGE_CHART_BARS, figure_chart);
    for (int i = 0; i < FIGURES; i++)
        stage_document_row(document, (const StageValue[]){
                                         stage_text(national[i].figuur), stage_int(v->figure[i].with),
                                         stage_int(v->figure[i].of),
                                         stage_rapport_part(v->figure[i].with, v->figure[i].of),
                                         stage_int_set(national[i].in_2022),
                                         stage_int_set(national[i].in_2023), stage_text(national[i].bron) });
    g_autofree char *source = g_strdup_printf(_("National: %s"), MONITOR_2022 MONITOR_2023);
    stage_document_say(document, source);
}

void
stage_verloop_document(StageVerloop *verloop, StageRapportage *r, StageDocument *document)
{
    add_months(verloop, r, document);
    add_weeks(verloop, r, document);
    stage_verloop_monitor(verloop, r, document);
}
