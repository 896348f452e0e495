/* Changing a conversation that is planned or was held. */
#include "base/error.h"
#include "base/i18n.h"
#include "cmd/gesprek.h"

/* What was held has presence and no plan to move; what is planned has no presence yet. */
static gboolean
lay_over(const StageGesprekOptions *o, StageGesprek *g, GError **error)
{
    StageGesprek given = o->given;
    gboolean held = stage_day_is_set(g->gehouden);

    if (stage_day_is_set(g->geannuleerd))
        return stage_fail(error, STAGE_ERROR_IN_USE, _("gesprek %" PRId64 " was cancelled on %s"), g->id,
                          g->geannuleerd.text);
    if (!held && (stage_notes_any(o->notes) || o->confidential != NULL))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("it was not held yet: log it with 'stage gesprek log'"));
    if (!held && (given.docent_aanwezig | given.student_aanwezig | given.opleider_aanwezig) != 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("it was not held yet: log it with 'stage gesprek log'"));
    if (stage_day_is_set(o->datum) && o->datum.text[0] == '-')
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("a gesprek has a day; 'stage gesprek cancel' cancels it"));
    if (held)
        given.gehouden = o->datum;
    else
        given.gepland = o->datum;
    stage_fields_overlay(stage_gesprek.fields, g, &given);
    return TRUE;
}

/* Empty text takes a note away. */
static const char *
text_of(const char *note)
{
    return *note == '\0' ? NULL : note;
}

gboolean
stage_gesprek_edit_run(StageContext *ctx, const void *options, GError **error)
{
    const StageGesprekOptions *o = options;
    StageGesprek g = { 0 };
    gboolean done = stage_entity_get(&stage_gesprek, ctx->db, o->args.id, &g, error) &&
                    lay_over(o, &g, error) &&
                    (!stage_day_is_set(o->datum) || stage_gesprek_check_day(ctx, o, &g, error)) &&
                    stage_entity_save(&stage_gesprek, ctx->db, &g, error);

    for (int k = 0; done && k < STAGE_SLEUTELS; k++)
        if (o->notes[k] != NULL)
            done = stage_notitie_replace(ctx->db, g.id, k + 1, text_of(o->notes[k]), error);
    if (done && o->confidential != NULL)
        done = stage_notitie_replace(ctx->db, g.id, 0, text_of(o->confidential), error);
    if (done)
        stage_say(ctx, _("gesprek %" PRId64 " changed"), g.id);
    done = done && stage_gesprek_confirm(ctx, g.id, error);
    stage_entity_clear(&stage_gesprek, &g);
    return done;
}
