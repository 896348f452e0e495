/* Planning a conversation. */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/gesprek.h"
#include "cmd/norms.h"
#include "model/student.h"

static gboolean
say_planned(StageContext *ctx, const StageGesprek *g, gint64 student, GError **error)
{
    g_autofree char *who = stage_entity_label(&stage_student, ctx->db, student, error);

    if (who == NULL)
        return FALSE;
    if (stage_day_compare(g->gepland, ctx->today) < 0)
        stage_say(ctx, _("note: that day has passed; 'stage gesprek log' takes down a talk that was held"));
    stage_say(ctx, _("gesprek %" PRId64 " planned: %s on %s%s%s, %s"), g->id, g->soort, g->gepland.text,
              g->tijd == NULL ? "" : " ", g->tijd == NULL ? "" : g->tijd, who);
    return TRUE;
}

/* Planning the same talk twice is easily done; it is said, not forbidden. */
static gboolean
say_twins(StageContext *ctx, const StageGesprek *g, GError **error)
{
    g_autoptr(GPtrArray) open = stage_gesprek_open(ctx->db, g->plaatsing, error);

    for (guint i = 0; open != NULL && i < open->len; i++) {
        const StageGesprek *other = g_ptr_array_index(open, i);
        if (other->id != g->id && strcmp(other->soort, g->soort) == 0)
            stage_say(ctx, _("note: gesprek %" PRId64 " is planned too: %s on %s"), other->id, other->soort,
                      other->gepland.text);
    }
    return open != NULL;
}

static gboolean
plan(StageContext *ctx, const StageGesprekOptions *o, StageGesprek *g, StagePlaatsing *p, GError **error)
{
    if (!stage_gesprek_placement(ctx, o, o->given.gepland, p, error))
        return FALSE;
    stage_fields_overlay(stage_gesprek.fields, g, &o->given);
    g->plaatsing = p->id;
    return stage_gesprek_set_soort(ctx, g, g->gepland, error) &&
           stage_entity_add(&stage_gesprek, ctx->db, g, error) && say_planned(ctx, g, p->student, error) &&
           say_twins(ctx, g, error) && stage_say_counted(ctx, p->id, g->id, error) &&
           stage_gesprek_confirm(ctx, g->id, error);
}

gboolean
stage_gesprek_plan_run(StageContext *ctx, const void *options, GError **error)
{
    StageGesprek g = { 0 };
    StagePlaatsing p = { 0 };
    gboolean done = plan(ctx, options, &g, &p, error);

    stage_entity_clear(&stage_gesprek, &g);
    stage_entity_clear(&stage_plaatsing, &p);
    return done;
}

/* --- the next one, agreed at the end of a talk --- */

/* Whether one is planned for that day already. */
static gboolean
is_planned(StageContext *ctx, gint64 plaatsing, StageDay day, gboolean *out, GError **error)
{
    g_autoptr(GPtrArray) open = stage_gesprek_open(ctx->db, plaatsing, error);

    *out = FALSE;
    for (guint i = 0; open != NULL && i < open->len; i++) {
        const StageGesprek *other = g_ptr_array_index(open, i);
        if (stage_day_compare(other->gepland, day) == 0) {
            stage_say(ctx, _("the next talk is planned already: gesprek %" PRId64 ", %s on %s"), other->id,
                      other->soort, day.text);
            *out = TRUE;
        }
    }
    return open != NULL;
}

gboolean
stage_gesprek_plan_next(StageContext *ctx, const StageVerslag *verslag, const StageGesprek *g, GError **error)
{
    const StageGesprekOptions of = { .given.plaatsing = g->plaatsing };
    StagePlaatsing p = { 0 };
    gboolean planned = FALSE;

    if (!stage_day_is_set(verslag->volgende))
        return TRUE;
    if (!is_planned(ctx, g->plaatsing, verslag->volgende, &planned, error) || planned)
        return planned;
    StageGesprek next = { .plaatsing = g->plaatsing,
                          .gepland = verslag->volgende,
                          .tijd = g_strdup(verslag->tijd),
                          .vorm = g_strdup(verslag->vorm) };
    gboolean done = stage_gesprek_placement(ctx, &of, next.gepland, &p, error) &&
                    stage_gesprek_set_soort(ctx, &next, next.gepland, error) &&
                    stage_entity_add(&stage_gesprek, ctx->db, &next, error) &&
                    say_planned(ctx, &next, p.student, error);
    if (!done)
        g_prefix_error(error, "%s: ", _("the next talk"));
    stage_entity_clear(&stage_gesprek, &next);
    stage_entity_clear(&stage_plaatsing, &p);
    return done;
}
