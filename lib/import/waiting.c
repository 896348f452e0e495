#include "import/waiting.h"

#include <string.h>

#include "model/key.h"

/* So many rows wait at most. */
enum { MANY = 2000 };

/* --- what was told --- */

/* The hash of a row by one of its keys; FALSE when it cannot be known by that. */
static gboolean
hash_of(const StageEntity *of, const StageKey *key, const void *entity, guint64 *out)
{
    StageValue value;

    *out = STAGE_HASH;
    stage_hash_take(out, of->noun, strlen(of->noun));
    for (const char *const *field = key->fields; *field != NULL; field++) {
        stage_hash_take(out, *field, strlen(*field));
        if (!stage_key_value(of, *field, entity, &value))
            return FALSE;
        if (value.type == STAGE_INT)
            stage_hash_take(out, &value.number, sizeof value.number);
        else
            stage_hash_take_bare(out, value.text);
    }
    return TRUE;
}

void
stage_waiting_tell(StageWaiting *waiting, const StageEntity *of, const void *entity)
{
    guint64 hash = 0;

    for (const StageKey *key = of->keys; key->fields[0] != NULL; key++)
        if (hash_of(of, key, entity, &hash))
            stage_bloom_add(&waiting->told, hash);
}

static gboolean
was_told(const StageWaiting *waiting, const StageEntity *of, const void *given)
{
    guint64 hash = 0;

    for (const StageKey *key = of->keys; key->fields[0] != NULL; key++)
        if (hash_of(of, key, given, &hash) && stage_bloom_has(&waiting->told, hash))
            return TRUE;
    return FALSE;
}

gboolean
stage_waiting_hear(StageWaiting *waiting, GError **error)
{
    gboolean done = stage_db_many_hear(waiting->db, error);

    waiting->refused = waiting->refused || !done;
    return done;
}

gboolean
stage_waiting_had_none(const StageWaiting *waiting, const StageEntity *of)
{
    return waiting->of[stage_row_entity(of)].had == 0;
}

gboolean
stage_waiting_is_new(const StageWaiting *waiting, const StageEntity *of, gint64 id)
{
    return id > waiting->of[stage_row_entity(of)].had;
}

gboolean
stage_waiting_look(StageWaiting *waiting, const StageEntity *of, void *given, StageWaitingPlace *out,
                   GError **error)
{
    if (of->derive != NULL)
        of->derive(given);
    *out = was_told(waiting, of, given)          ? STAGE_WAITING_TOLD
           : stage_waiting_had_none(waiting, of) ? STAGE_WAITING_NOWHERE
                                                 : STAGE_WAITING_STORED;
    return *out == STAGE_WAITING_TOLD     ? stage_waiting_write_kept(waiting, error)
           : *out == STAGE_WAITING_STORED ? stage_waiting_hear(waiting, error)
                                          : TRUE;
}

/* --- what waits --- */

static void
free_rows(StageWaitingRows *list, const StageEntity *of, guint from, guint n)
{
    for (guint i = from; i < from + n; i++)
        stage_entity_clear(of, g_ptr_array_index(list->rows, i));
    if (n > 0)
        g_ptr_array_remove_range(list->rows, from, n);
}

static gboolean
send_rows(StageWaiting *waiting, const StageEntity *of, gboolean is_new, const GPtrArray *rows, guint n,
          GError **error)
{
    g_autoptr(StageStmt) many = n == 0 ? NULL : stage_entity_many(of, waiting->db, is_new, error);
    StageValue values[STAGE_FIELDS_MAX + 1];

    if (many == NULL)
        return n == 0;
    for (guint i = 0; i < n; i++) {
        const void *row = g_ptr_array_index(rows, i);
        guint count = stage_fields_bind(of->fields, *(const gint64 *)row, row, values);
        if (!stage_db_many_put(many, values, count, error))
            return FALSE;
    }
    return stage_db_many_send(many, error);
}

/* In the order in which they refer to one another. */
static gboolean
send_until(StageWaiting *waiting, gboolean all, GError **error)
{
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++)
        for (guint kind = 0; kind < STAGE_WAITING_KINDS; kind++) {
            StageWaitingRows *list = &waiting->of[i].rows[kind];
            guint n = all ? list->rows->len : list->kept;
            if (!send_rows(waiting, stage_row_entities[i], kind == STAGE_WAITING_NEW, list->rows, n, error)) {
                waiting->refused = TRUE;
                return FALSE;
            }
            free_rows(list, stage_row_entities[i], 0, n);
            list->kept = 0;
        }
    return TRUE;
}

gboolean
stage_waiting_write_kept(StageWaiting *waiting, GError **error)
{
    return send_until(waiting, FALSE, error) && stage_waiting_hear(waiting, error);
}

gboolean
stage_waiting_write_all(StageWaiting *waiting, GError **error)
{
    return send_until(waiting, TRUE, error) && stage_waiting_hear(waiting, error);
}

static void
wait(StageWaiting *waiting, StageWaitingKind kind, const StageEntity *of, const void *entity)
{
    void *copy = g_malloc0(of->size);

    stage_entity_copy(of, copy, entity);
    g_ptr_array_add(waiting->of[stage_row_entity(of)].rows[kind].rows, copy);
    stage_waiting_tell(waiting, of, entity);
}

gboolean
stage_waiting_add(StageWaiting *waiting, const StageEntity *of, void *entity, GError **error)
{
    gint64 *next = &waiting->of[stage_row_entity(of)].next, last = 0;

    if (*next == 0 &&
        (!stage_waiting_hear(waiting, error) || !stage_db_last_number(waiting->db, of->noun, &last, error)))
        return FALSE;
    *next = MAX(*next, last + 1);
    *(gint64 *)entity = (*next)++;
    wait(waiting, STAGE_WAITING_NEW, of, entity);
    return TRUE;
}

void
stage_waiting_change(StageWaiting *waiting, const StageEntity *of, const void *before, const void *after)
{
    stage_waiting_tell(waiting, of, before);
    wait(waiting, STAGE_WAITING_CHANGED, of, after);
}

gboolean
stage_waiting_keep(StageWaiting *waiting, GError **error)
{
    guint n = 0;

    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++)
        for (guint kind = 0; kind < STAGE_WAITING_KINDS; kind++) {
            StageWaitingRows *list = &waiting->of[i].rows[kind];
            n += list->kept = list->rows->len;
        }
    return n < MANY || send_until(waiting, FALSE, error);
}

/* Some of its rows may have been written, and be taken back: which id is next then, the store knows. */
void
stage_waiting_drop(StageWaiting *waiting)
{
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++) {
        for (guint kind = 0; kind < STAGE_WAITING_KINDS; kind++) {
            StageWaitingRows *list = &waiting->of[i].rows[kind];
            free_rows(list, stage_row_entities[i], list->kept, list->rows->len - list->kept);
        }
        const GPtrArray *added = waiting->of[i].rows[STAGE_WAITING_NEW].rows;
        waiting->of[i].next = added->len == 0 ? 0
                                              : *(const gint64 *)g_ptr_array_index(added, added->len - 1) + 1;
    }
}

gboolean
stage_waiting_begin(StageWaiting *waiting, StageDb *db, GError **error)
{
    *waiting = (StageWaiting){ .db = db };
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++)
        for (guint kind = 0; kind < STAGE_WAITING_KINDS; kind++)
            waiting->of[i].rows[kind].rows = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++)
        if (!stage_db_last_number(db, stage_row_entities[i]->noun, &waiting->of[i].had, error))
            return FALSE;
    return TRUE;
}

void
stage_waiting_end(StageWaiting *waiting)
{
    for (guint i = 0; waiting->db != NULL && i < STAGE_ROW_ENTITIES; i++)
        for (guint kind = 0; kind < STAGE_WAITING_KINDS; kind++) {
            StageWaitingRows *list = &waiting->of[i].rows[kind];
            free_rows(list, stage_row_entities[i], 0, list->rows->len);
            g_ptr_array_unref(list->rows);
        }
    stage_bloom_clear(&waiting->told);
    waiting->db = NULL;
}
