/* Changing a conversation that is planned or was held. */
#include "base/error.h"
#include "base/i18n.h"
#include "cmd/gesprek.h"
#include "model/inschatting.h"

/* Empty text takes a note away. */
static const char *
text_of(const char *note)
{
    return *note == '\0' ? NULL : note;
}

static gboolean
any_note(const StageGesprekOptions *o)
{
    gboolean any = o->replaced_confidential != NULL;

    for (int k = 0; k < STAGE_SLEUTELS; k++)
        any = any || o->replaced[k] != NULL;
    return any;
}

/* Key 3 is an inschatting; a note below it without an aspect is of a store of before. */
static gboolean
replace_notes(StageContext *ctx, const StageGesprekOptions *o, const StageGesprek *g, GError **error)
{
    for (int k = 0; k < STAGE_SLEUTELS; k++) {
        gboolean judgement = k == 2;
        if (o->replaced[k] == NULL)
            continue;
        if (!stage_notitie_replace(ctx->db, g->id, k + 1, judgement ? NULL : text_of(o->replaced[k]),
                                   error) ||
            (judgement && !stage_inschatting_replace(ctx->db, g, text_of(o->replaced[k]), error)))
            return FALSE;
    }
    return o->replaced_confidential == NULL ||
           stage_notitie_replace(ctx->db, g->id, 0, text_of(o->replaced_confidential), error);
}

/* What was held has presence and no plan to move; what is planned has no presence yet. */
static gboolean
lay_over(const StageGesprekOptions *o, StageGesprek *g, GError **error)
{
    StageGesprek given = o->given;
    gboolean held = stage_day_is_set(g->gehouden);

    if (stage_day_is_set(g->geannuleerd))
        return stage_fail(error, STAGE_ERROR_IN_USE, _("gesprek %" PRId64 " was cancelled on %s"), g->id,
                          g->geannuleerd.text);
    if (!held && any_note(o))
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

gboolean
stage_gesprek_edit_run(StageContext *ctx, const void *options, GError **error)
{
    const StageGesprekOptions *o = options;
    StageGesprek g = { 0 };
    gboolean done = stage_entity_get(&stage_gesprek, ctx->db, o->args.id, &g, error) &&
                    lay_over(o, &g, error) &&
                    (!stage_day_is_set(o->datum) || stage_gesprek_check_day(ctx, o, &g, error)) &&
                    stage_entity_save(&stage_gesprek, ctx->db, &g, error);

    done = done && replace_notes(ctx, o, &g, error);
    if (done)
        stage_say(ctx, _("gesprek %" PRId64 " changed"), g.id);
    done = done && stage_gesprek_confirm(ctx, g.id, error);
    stage_entity_clear(&stage_gesprek, &g);
    return done;
}
