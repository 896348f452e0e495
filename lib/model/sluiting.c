#include "model/sluiting.h"

#include "base/error.h"
#include "base/i18n.h"

static StageDay *
day_at(void *entity, gsize at)
{
    return (void *)((char *)entity + at);
}

gboolean
stage_sluiting_check_order(StageDay datum, const char *name, StageDay day, GError **error)
{
    return !stage_day_is_set(day) || !stage_day_is_set(datum) || stage_day_compare(day, datum) >= 0 ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s %s is before datum %s"), name, day.text,
                      datum.text);
}

static gboolean
get_open(const StageSluiting *how, StageDb *db, gint64 id, StageDay day, void *entity, GError **error)
{
    if (!stage_entity_get(how->of, db, id, entity, error))
        return FALSE;
    StageDay datum = *day_at(entity, how->datum), gesloten = *day_at(entity, how->gesloten);
    if (stage_day_is_set(gesloten))
        return stage_fail(error, STAGE_ERROR_IN_USE, _("%s %" PRId64 " was closed on %s"), _(how->of->noun),
                          id, gesloten.text);
    return stage_day_compare(day, datum) >= 0 ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("%s %" PRId64 " is of %s: it cannot be closed on %s, before that day"),
                      _(how->of->noun), id, datum.text, day.text);
}

gboolean
stage_sluiting_check(const StageSluiting *how, StageDb *db, gint64 id, StageDay day, GError **error)
{
    g_autofree void *entity = g_malloc0(how->of->size);
    gboolean open = get_open(how, db, id, day, entity, error);

    stage_entity_clear(how->of, entity);
    return open;
}

gboolean
stage_sluiting_close(const StageSluiting *how, StageDb *db, gint64 id, StageDay day, const char *uitkomst,
                     GError **error)
{
    g_autofree void *entity = g_malloc0(how->of->size);
    gboolean done = get_open(how, db, id, day, entity, error);

    if (done) {
        *day_at(entity, how->gesloten) = day;
        stage_set_text((void *)((char *)entity + how->uitkomst), uitkomst);
        done = stage_entity_save(how->of, db, entity, error);
    }
    stage_entity_clear(how->of, entity);
    return done;
}
