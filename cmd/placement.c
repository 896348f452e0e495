#include "cmd/placement.h"

#include "base/error.h"
#include "base/i18n.h"
#include "rules/norm.h"

gboolean
stage_check_past(const StageContext *ctx, StageDay day, GError **error)
{
    return !stage_day_is_set(day) || day.text[0] == '-' || stage_day_compare(day, ctx->today) <= 0 ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s is still to come"), day.text);
}

static gboolean
outside(const StageWhich *which, const StagePlaatsing *p, StageDay day, GError **error)
{
    StageDay einde = stage_plaatsing_einde(p);

    return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("%s is outside plaatsing %" PRId64 " (%s – %s); %s insists"), day.text, p->id,
                      p->begin.text, einde.text, which->insist);
}

static gboolean
get_named(StageContext *ctx, const StageWhich *which, StagePlaatsing *out, GError **error)
{
    if (!stage_entity_get(&stage_plaatsing, ctx->db, which->plaatsing, out, error))
        return FALSE;
    if (which->student != 0 && out->student != which->student)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("plaatsing %" PRId64 " is of another student"),
                          out->id);
    return g_strcmp0(out->status, "vervallen") != 0 || which->force ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("plaatsing %" PRId64 " never took place; %s insists"),
                      out->id, which->insist);
}

gboolean
stage_find_placement(StageContext *ctx, const StageWhich *which, StageDay day, StagePlaatsing *out,
                     GError **error)
{
    gboolean inside = TRUE;

    if (which->plaatsing != 0 ? !get_named(ctx, which, out, error)
                              : !stage_plaatsing_on(ctx->db, which->student, day, out, &inside, error))
        return FALSE;
    int after = stage_day_number(day) - stage_day_number(stage_plaatsing_einde(out));
    inside = stage_day_compare(day, out->begin) >= 0 && after <= STAGE_NORM_NALOOP;
    return inside || which->force || outside(which, out, day, error);
}
