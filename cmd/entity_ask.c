/* The text of what is added or changed, when it is not in the arguments. */
#include "base/error.h"
#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/typed.h"

static char **
text_of(const StageEntityNoun *noun, void *entity)
{
    return (void *)((char *)entity + noun->text);
}

gboolean
stage_entity_add_reads(const StageCommand *command, const void *options, gboolean any)
{
    const StageEntityNoun *noun = command->extra;

    (void)any;
    return *text_of(noun, (char *)(guintptr)options + noun->given) == NULL;
}

gboolean
stage_entity_edit_reads(const StageCommand *command, const void *options, gboolean any)
{
    (void)command;
    (void)options;
    return !any;
}

static gboolean
is_required(const StageEntityNoun *noun)
{
    for (guint i = 0; i < noun->entity->fields.n; i++)
        if (noun->entity->fields.fields[i].at == noun->text)
            return noun->entity->fields.fields[i].required;
    return FALSE;
}

static gboolean
ask(StageContext *ctx, const StageEntityNoun *noun, const char *now, gboolean required, void *options,
    GError **error)
{
    char **to = text_of(noun, (char *)options + noun->given);

    *to = stage_typed_text(ctx, _(noun->guidance), now, required, error);
    return *to != NULL;
}

/* Nobody writes for what is refused whatever they write. */
static gboolean
check_before(StageContext *ctx, const StageEntityNoun *noun, const void *options, GError **error)
{
    g_autofree void *given = stage_entity_given(ctx, options, error);
    g_autofree void *entity = g_malloc0(noun->entity->size);

    if (given == NULL)
        return FALSE;
    stage_fields_overlay(noun->entity->fields, entity, given);
    stage_set_text(text_of(noun, entity), "…");
    gboolean good = stage_entity_check(noun->entity, ctx->db, entity, error);
    stage_entity_clear(noun->entity, given);
    stage_entity_clear(noun->entity, entity);
    return good;
}

gboolean
stage_entity_add_ask(StageContext *ctx, void *options, GError **error)
{
    const StageEntityNoun *noun = ctx->command->extra;

    if (*text_of(noun, (char *)options + noun->given) != NULL)
        return TRUE;
    return check_before(ctx, noun, options, error) && ask(ctx, noun, NULL, is_required(noun), options, error);
}

gboolean
stage_entity_edit_ask(StageContext *ctx, void *options, GError **error)
{
    const StageEntityNoun *noun = ctx->command->extra;
    const StageEntityArgs *args = options;
    g_autofree void *entity = g_malloc0(noun->entity->size);

    if (stage_fields_any(noun->entity->fields, (char *)options + noun->given))
        return TRUE;
    gboolean done = stage_entity_get(noun->entity, ctx->db, args->id, entity, error) &&
                    ask(ctx, noun, *text_of(noun, entity), TRUE, options, error);
    stage_entity_clear(noun->entity, entity);
    return done;
}
