#include "cmd/entity.h"

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/document.h"
#include "cmd/print.h"

gboolean
stage_is_row_wanted(const StageContext *ctx)
{
    return (ctx->globals->format != NULL || ctx->globals->columns != NULL) && !stage_is_document_wanted(ctx);
}

gboolean
stage_entity_say(StageContext *ctx, const StageEntityNoun *noun, gint64 id, const char *sentence,
                 GError **error)
{
    g_autofree char *label = stage_entity_label(noun->entity, ctx->db, id, error);

    if (label == NULL)
        return FALSE;
    stage_say(ctx, sentence, _(noun->entity->noun), label);
    if (!stage_is_row_wanted(ctx))
        return TRUE;
    g_autoptr(StageStmt) row = noun->show(ctx, id, error);
    return stage_print_one(ctx, row, error);
}

/* What was given for a part of a name goes before the part of the whole one; a whole name without it has
 * none. */
static void
fill_part(char **to, const char *part)
{
    if (*to == NULL)
        *to = g_strdup(part == NULL ? "" : part);
}

static void
fill_naam(StageNaam *to, const char *naam)
{
    StageNaam parts = { 0 };

    stage_naam_split(naam, &parts);
    fill_part(&to->roepnaam, parts.roepnaam);
    fill_part(&to->voorvoegsel, parts.voorvoegsel);
    fill_part(&to->achternaam, parts.achternaam);
    stage_naam_clear(&parts);
}

void *
stage_entity_given(StageContext *ctx, const void *options, GError **error)
{
    const StageEntityNoun *noun = ctx->command->extra;
    const StageEntityArgs *args = options;
    void *given = g_malloc0(noun->entity->size);

    stage_fields_copy(noun->entity->fields, given, (const char *)options + noun->given);
    if (noun->naam != 0 && args->naam != NULL)
        fill_naam((void *)((char *)given + noun->naam), args->naam);
    if (noun->fill == NULL || noun->fill(ctx, options, given, error))
        return given;
    stage_entity_clear(noun->entity, given);
    g_free(given);
    return NULL;
}

gboolean
stage_entity_add_run(StageContext *ctx, const void *options, GError **error)
{
    const StageEntityNoun *noun = ctx->command->extra;
    g_autofree void *given = stage_entity_given(ctx, options, error);
    g_autofree void *entity = g_malloc0(noun->entity->size);

    if (given == NULL)
        return FALSE;
    stage_fields_overlay(noun->entity->fields, entity, given);
    gboolean done = stage_entity_add(noun->entity, ctx->db, entity, error) &&
                    stage_entity_say(ctx, noun, *(const gint64 *)entity, _("%s %s added"), error);
    stage_entity_clear(noun->entity, given);
    stage_entity_clear(noun->entity, entity);
    return done;
}

gboolean
stage_entity_edit_run(StageContext *ctx, const void *options, GError **error)
{
    const StageEntityNoun *noun = ctx->command->extra;
    const StageEntityArgs *args = options;
    g_autofree void *given = stage_entity_given(ctx, options, error);

    if (given == NULL)
        return FALSE;
    gboolean done = stage_entity_edit(noun->entity, ctx->db, args->id, given, error) &&
                    stage_entity_say(ctx, noun, args->id, _("%s %s changed"), error);
    stage_entity_clear(noun->entity, given);
    return done;
}

gboolean
stage_entity_show_run(StageContext *ctx, const void *options, GError **error)
{
    const StageEntityNoun *noun = ctx->command->extra;
    const StageEntityArgs *args = options;
    g_autoptr(StageStmt) row = noun->show(ctx, args->id, error);

    return stage_print_one(ctx, row, error);
}

gboolean
stage_entity_rm_run(StageContext *ctx, const void *options, GError **error)
{
    const StageEntity *of = ((const StageEntityNoun *)ctx->command->extra)->entity;
    const StageEntityArgs *args = options;
    g_autofree char *label = stage_entity_label(of, ctx->db, args->id, error);

    if (label == NULL || !stage_entity_remove(of, ctx->db, args->id, error))
        return FALSE;
    stage_say(ctx, _("%s %s removed"), _(of->noun), label);
    return TRUE;
}

gboolean
stage_list(StageContext *ctx, StageStmt *rows, GError **error)
{
    guint n = 0;

    if (!stage_print_rows(ctx, rows, &n, error))
        return FALSE;
    if (n == 0)
        stage_say(ctx, "%s", _("nothing found"));
    return TRUE;
}
