#include "cmd/of_plaatsing.h"

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/placement.h"
#include "model/gesprek.h"

static void *
at(const void *entity, gsize offset)
{
    return (char *)(guintptr)entity + offset;
}

/* Whether a day was given; an empty one counts as none. */
static gboolean
is_given(StageDay day)
{
    return stage_day_is_set(day) && day.text[0] != '-';
}

/* What a gesprek that was named tells. */
static gboolean
take_gesprek(StageContext *ctx, gint64 gesprek, gint64 *plaatsing, StageDay *datum, GError **error)
{
    StageGesprek g = { 0 };

    if (gesprek <= 0)
        return TRUE;
    if (!stage_entity_get(&stage_gesprek, ctx->db, gesprek, &g, error))
        return FALSE;
    if (*plaatsing <= 0)
        *plaatsing = g.plaatsing;
    if (!is_given(*datum))
        *datum = g.gehouden;
    stage_entity_clear(&stage_gesprek, &g);
    return TRUE;
}

/* The talk that it comes from; 0 when there is none. */
static gint64
gesprek_of(const StageOfNoun *noun, const void *given)
{
    return noun->gesprek == 0 ? 0 : *(gint64 *)at(given, noun->gesprek);
}

static gboolean
fill_placement(StageContext *ctx, const StageOfArgs *of, const StageOfNoun *noun, void *given, GError **error)
{
    gint64 *plaatsing = at(given, noun->plaatsing), gesprek = gesprek_of(noun, given);
    StageDay *datum = at(given, noun->datum);
    gboolean insists = *plaatsing > 0 || (gesprek > 0 && !is_given(*datum)); /* a talk may lie outside too */
    StagePlaatsing p = { 0 };

    if (!take_gesprek(ctx, gesprek, plaatsing, datum, error))
        return FALSE;
    if (!is_given(*datum))
        *datum = ctx->today;
    const StageWhich which = {
        .plaatsing = MAX(*plaatsing, 0), .student = of->student, .force = insists, .insist = "--plaatsing"
    };
    gboolean found = stage_find_placement(ctx, &which, *datum, &p, error);
    *plaatsing = p.id;
    stage_entity_clear(&stage_plaatsing, &p);
    return found;
}

/* Another day for what is there lies in its placement as well, unless that was named. */
static gboolean
check_moved(StageContext *ctx, const StageOfArgs *of, const StageOfNoun *noun, const void *given,
            GError **error)
{
    const StageEntity *entity = noun->noun.entity;
    const StageDay *datum = at(given, noun->datum);
    g_autofree void *now = g_malloc0(entity->size);
    StagePlaatsing p = { 0 };

    if (!is_given(*datum) || *(gint64 *)at(given, noun->plaatsing) > 0)
        return TRUE;
    gboolean good = stage_entity_get(entity, ctx->db, of->args.id, now, error);
    if (good) {
        const StageWhich which = { .plaatsing = *(gint64 *)at(now, noun->plaatsing),
                                   .insist = "--plaatsing" };
        good = stage_find_placement(ctx, &which, *datum, &p, error);
        stage_entity_clear(&stage_plaatsing, &p);
    }
    stage_entity_clear(entity, now);
    return good;
}

gboolean
stage_of_fill(StageContext *ctx, const void *options, void *given, GError **error)
{
    const StageOfNoun *noun = ctx->command->extra;
    const StageOfArgs *of = options;
    const StageDay *datum = at(given, noun->datum);
    const StageDay *gesloten = noun->sluiting == NULL ? NULL : at(given, noun->sluiting->gesloten);

    if (of->args.id == 0 ? !fill_placement(ctx, of, noun, given, error)
                         : !check_moved(ctx, of, noun, given, error))
        return FALSE;
    return stage_check_past(ctx, *datum, error) &&
           (gesloten == NULL || stage_check_past(ctx, *gesloten, error));
}

StageStmt *
stage_of_show(StageContext *ctx, gint64 id, GError **error)
{
    const StageOfNoun *noun = ctx->command->extra;

    return noun->list(ctx->db, &(StageOfPlaatsing){ .id = id, .on = ctx->today }, error);
}

gboolean
stage_of_list_run(StageContext *ctx, const void *options, GError **error)
{
    const StageOfNoun *noun = ctx->command->extra;
    const StageOfArgs *of = options;
    const void *given = at(options, noun->noun.given);
    const StageOfPlaatsing filter = { .student = of->student,
                                      .docent = of->docent,
                                      .plaatsing = *(gint64 *)at(given, noun->plaatsing),
                                      .gesprek = gesprek_of(noun, given),
                                      .on = ctx->today,
                                      .open = of->open,
                                      .only = of->only };
    g_autoptr(StageStmt) rows = noun->list(ctx->db, &filter, error);

    return stage_list(ctx, rows, error);
}

static StageDay
day_of_closing(const StageContext *ctx, const StageOfArgs *of)
{
    return is_given(of->closed) ? of->closed : ctx->today;
}

gboolean
stage_of_close_check(StageContext *ctx, const void *options, GError **error)
{
    const StageOfNoun *noun = ctx->command->extra;
    const StageOfArgs *of = options;
    StageDay day = day_of_closing(ctx, of);

    return stage_check_past(ctx, day, error) &&
           stage_sluiting_check(noun->sluiting, ctx->db, of->args.id, day, error);
}

gboolean
stage_of_close_run(StageContext *ctx, const void *options, GError **error)
{
    const StageOfNoun *noun = ctx->command->extra;
    const StageOfArgs *of = options;
    const void *given = at(options, noun->noun.given);
    const char *uitkomst = *(char **)at(given, noun->sluiting->uitkomst);
    StageDay day = day_of_closing(ctx, of);

    return stage_check_past(ctx, day, error) &&
           stage_sluiting_close(noun->sluiting, ctx->db, of->args.id, day, uitkomst, error) &&
           stage_entity_say(ctx, &noun->noun, of->args.id, _("%s %s closed"), error);
}
