#include "rules/norm.h"

#include <stdlib.h>
#include <string.h>

enum { NEAR_DAYS = 14 };

void
stage_norm_slots(guint moments, guint out_slots[STAGE_SOORTEN])
{
    out_slots[STAGE_SOORT_START] = moments >= 2 ? 1 : 0;
    out_slots[STAGE_SOORT_TUSSEN] = moments > 2 ? moments - 2 : 0;
    out_slots[STAGE_SOORT_EIND] = moments >= 1 ? 1 : 0;
    out_slots[STAGE_SOORT_EXTRA] = 0;
}

StageSoort
stage_norm_soort(StageDay begin, StageDay einde, StageDay day)
{
    int first = stage_day_number(begin), length = stage_day_number(einde) - first + 1;
    int into = stage_day_number(day) - first;

    if (into * 4 < length)
        return STAGE_SOORT_START;
    /* The last day is an end, however short the placement. */
    return into * 4 < length * 3 && into < length - 1 ? STAGE_SOORT_TUSSEN : STAGE_SOORT_EIND;
}

static gboolean
is_by(StageDay day, StageDay on)
{
    return stage_day_is_set(day) && stage_day_compare(day, on) <= 0;
}

static void
count(StageCoverage *c, const StageContact *contact, StageDay on)
{
    if (is_by(contact->gehouden, on)) {
        if (stage_day_compare(contact->gehouden, c->last) > 0)
            c->last = contact->gehouden;
        if (contact->gezamenlijk)
            c->held[contact->soort]++;
        else
            c->apart++;
        return;
    }
    if (is_by(contact->geannuleerd, on))
        return;
    StageDay planned = stage_day_is_set(contact->gepland) ? contact->gepland : contact->gehouden;
    if (stage_day_compare(planned, on) < 0) {
        c->unlogged++;
        return;
    }
    c->planned[contact->soort]++;
    if (!stage_day_is_set(c->next) || stage_day_compare(planned, c->next) < 0)
        c->next = planned;
}

StageCoverage
stage_norm_coverage(guint moments, const StageContact *contacts, guint n, StageDay on)
{
    StageCoverage c = { 0 };

    stage_norm_slots(moments, c.slots);
    for (guint i = 0; i < n; i++)
        count(&c, &contacts[i], on);
    for (guint s = 0; s < STAGE_SOORTEN; s++) {
        c.held[s] = MIN(c.held[s], c.slots[s]);
        c.planned[s] = MIN(c.planned[s], c.slots[s] - c.held[s]);
    }
    return c;
}

guint
stage_coverage_held(const StageCoverage *c)
{
    return c->held[STAGE_SOORT_START] + c->held[STAGE_SOORT_TUSSEN] + c->held[STAGE_SOORT_EIND];
}

guint
stage_coverage_planned(const StageCoverage *c)
{
    return c->planned[STAGE_SOORT_START] + c->planned[STAGE_SOORT_TUSSEN] + c->planned[STAGE_SOORT_EIND];
}

guint
stage_coverage_missing(const StageCoverage *c)
{
    guint wanted = c->slots[STAGE_SOORT_START] + c->slots[STAGE_SOORT_TUSSEN] + c->slots[STAGE_SOORT_EIND];

    return wanted - stage_coverage_held(c) - stage_coverage_planned(c);
}

int
stage_norm_fulfils(const GPtrArray *open, const char *soort, StageDay day)
{
    int best = -1, least = G_MAXINT;

    for (guint i = 0; i < open->len; i++) {
        const StageGesprek *g = g_ptr_array_index(open, i);
        int away = abs(stage_day_number(g->gepland) - stage_day_number(day));
        if (soort == NULL ? away > NEAR_DAYS : strcmp(soort, g->soort) != 0)
            continue;
        if (away < least) {
            least = away;
            best = (int)i;
        }
    }
    return best;
}
