#include "rules/herinnering.h"

#include <inttypes.h>

#include "rules/feestdag.h"
#include "rules/werkdag.h"

const char *const stage_stappen[] = { "nu",   "laat",         "onbekend", "afspraak", "signaal",
                                      "stop", "onbestelbaar", "post",     NULL };

/* How many times the docent is told at each step, and whether the coordinator is told after that. */
static const struct {
    guint docent;
    gboolean coordinator;
} steps[STAGE_STAPPEN] = {
    [STAGE_STAP_NU] = { 2, FALSE }, /* it goes on as LAAT */
    [STAGE_STAP_LAAT] = { 2, TRUE },     [STAGE_STAP_ONBEKEND] = { 2, TRUE },
    [STAGE_STAP_AFSPRAAK] = { 2, TRUE }, [STAGE_STAP_SIGNAAL] = { 2, TRUE },
    [STAGE_STAP_STOP] = { 1, FALSE },    [STAGE_STAP_ONBESTELBAAR] = { 1, FALSE },
    [STAGE_STAP_POST] = { 2, FALSE },
};

/* --- points --- */

static gboolean
is_unknown(const StageEvaluation *state, guint talk)
{
    return g_array_index(state->verdicts, StageVerdict, talk).reason == STAGE_ONBEKEND;
}

/* Whether a talk that nobody logged was planned for it. */
static gboolean
is_waiting_for_a_log(const StageEvaluation *state, const StageContact *contacts, guint n,
                     const StageMoment *m)
{
    for (guint i = 0; i < n; i++)
        if (is_unknown(state, i) && contacts[i].soort == m->soort &&
            stage_day_compare(m->van, contacts[i].gepland) <= 0 &&
            stage_day_compare(contacts[i].gepland, m->uiterlijk) <= 0)
            return TRUE;
    return FALSE;
}

static gboolean
is_due(const StageMoment *m, StageDay on, int ahead)
{
    return m->stand == STAGE_STAND_LAAT ||
           (m->stand == STAGE_STAND_NU && stage_day_number(m->tot) - stage_day_number(on) <= ahead);
}

void
stage_herinnering_punten(const StageEvaluation *state, const StageContact *contacts, guint n, StageDay on,
                         int ahead, GArray *points)
{
    for (guint i = 0; i < state->moments->len; i++) {
        const StageMoment *m = stage_moment_at(state, i);
        if (!is_due(m, on, ahead) || (state->unknown > 0 && is_waiting_for_a_log(state, contacts, n, m)))
            continue;
        StagePunt point = { .stap = m->stand == STAGE_STAND_NU ? STAGE_STAP_NU : STAGE_STAP_LAAT,
                            .soort = m->soort,
                            .voor = m->tot };
        g_snprintf(point.punt, sizeof point.punt, "%u:%s:%u", m->deel, stage_gesprek_soorten[m->soort],
                   m->nummer);
        g_array_append_val(points, point);
    }
    for (guint i = 0; state->unknown > 0 && i < n; i++) {
        if (!is_unknown(state, i))
            continue;
        StagePunt point = { .stap = STAGE_STAP_ONBEKEND,
                            .soort = contacts[i].soort,
                            .voor = contacts[i].gepland };
        g_snprintf(point.punt, sizeof point.punt, "gesprek %" PRId64, contacts[i].id);
        g_array_append_val(points, point);
    }
}

void
stage_punt_of_row(StagePunt *point, StageStap stap, gint64 id, StageDay voor)
{
    static const char *const nouns[STAGE_STAPPEN] = {
        [STAGE_STAP_ONBEKEND] = "gesprek",      [STAGE_STAP_AFSPRAAK] = "afspraak",
        [STAGE_STAP_SIGNAAL] = "signaal",       [STAGE_STAP_STOP] = "blokkade",
        [STAGE_STAP_ONBESTELBAAR] = "blokkade", [STAGE_STAP_POST] = "post",
    };

    *point = (StagePunt){ .stap = stap, .soort = STAGE_SOORTEN, .voor = voor };
    g_assert(nouns[stap] != NULL);
    g_snprintf(point->punt, sizeof point->punt, "%s %" PRId64, nouns[stap], id);
}

/* --- whose turn it is --- */

StageBeurt
stage_herinnering_beurt(StageStap stap, const StageHerinnerd *told, gboolean reachable, int between,
                        StageDay on, StageDay *out_again)
{
    gboolean docent = reachable && told->docent < steps[stap].docent;
    gboolean coordinator = (steps[stap].coordinator || !reachable) && told->coordinator == 0;

    if (out_again != NULL)
        *out_again = STAGE_NO_DAY;
    if (told->coordinator > 0 || (!docent && !coordinator))
        return STAGE_BEURT_STIL;
    if (stage_day_is_set(told->laatst)) {
        StageDay again = stage_day_plus(told->laatst, between);
        if (stage_day_is_set(again) && stage_day_compare(on, again) < 0) {
            if (out_again != NULL)
                *out_again = again;
            return STAGE_BEURT_WACHT;
        }
    }
    return docent ? STAGE_BEURT_DOCENT : STAGE_BEURT_COORDINATOR;
}

/* --- when --- */

StageTijd
stage_verzendtijd(const StageVerzendtijd *when, StageDay day, int minute)
{
    if (stage_feestdag(day) != NULL)
        return STAGE_TIJD_FEESTDAG;
    if ((when->weekdays & 1U << (stage_day_weekday(day) - 1)) == 0)
        return STAGE_TIJD_VRIJ;
    if (stage_is_closed(when->closed, when->n_closed, day))
        return STAGE_TIJD_VAKANTIE;
    return minute < when->from || minute >= when->until ? STAGE_TIJD_UREN : STAGE_TIJD_GOED;
}
