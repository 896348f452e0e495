/* Which placement a talk belongs to, and which days it may have. */
#include "base/error.h"
#include "base/i18n.h"
#include "cmd/gesprek.h"
#include "cmd/norms.h"
#include "cmd/placement.h"

gboolean
stage_gesprek_placement(StageContext *ctx, const StageGesprekOptions *o, StageDay day, StagePlaatsing *out,
                        GError **error)
{
    const StageWhich which = {
        .plaatsing = o->given.plaatsing, .student = o->student, .force = o->force, .insist = "--force"
    };

    return stage_find_placement(ctx, &which, day, out, error);
}

gboolean
stage_gesprek_check_past(const StageContext *ctx, const StageGesprekOptions *o, StageDay day, GError **error)
{
    return o->force || stage_day_compare(day, ctx->today) <= 0 ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("%s is still to come: 'stage gesprek plan' plans it; --force insists"), day.text);
}

gboolean
stage_gesprek_check_day(StageContext *ctx, const StageGesprekOptions *o, const StageGesprek *g,
                        GError **error)
{
    StageGesprekOptions of = { .given.plaatsing = g->plaatsing, .force = o->force };
    gboolean held = stage_day_is_set(g->gehouden);
    StageDay day = held ? g->gehouden : g->gepland;
    StagePlaatsing p = { 0 };
    gboolean good = (!held || stage_gesprek_check_past(ctx, o, day, error)) &&
                    stage_gesprek_placement(ctx, &of, day, &p, error);

    stage_entity_clear(&stage_plaatsing, &p);
    return good;
}

gboolean
stage_gesprek_set_soort(StageContext *ctx, StageGesprek *g, StageDay day, GError **error)
{
    StageSoort soort = STAGE_SOORT_EXTRA;

    if (g->soort != NULL)
        return TRUE;
    if (!stage_soort_on(ctx, g->plaatsing, day, &soort, error))
        return FALSE;
    stage_set_text(&g->soort, stage_gesprek_soorten[soort]);
    return TRUE;
}
