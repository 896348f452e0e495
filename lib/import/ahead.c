#include "import/ahead.h"

#include <inttypes.h>
#include <string.h>

#include "model/key.h"

static void
free_rows(void *rows)
{
    g_ptr_array_unref(rows);
}

void
stage_ahead_begin(StageAhead *ahead, StageDb *db, const StageWaiting *waiting)
{
    ahead->db = db;
    ahead->waiting = waiting;
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++) {
        ahead->of[i].rows = stage_entities_new();
        for (guint k = 0; k < STAGE_AHEAD_KEYS; k++) {
            ahead->of[i].by[k] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_rows);
            ahead->of[i].asked[k] = g_ptr_array_new_with_free_func(g_free);
        }
    }
}

void
stage_ahead_end(StageAhead *ahead)
{
    for (guint i = 0; ahead->db != NULL && i < STAGE_ROW_ENTITIES; i++) {
        for (guint k = 0; k < STAGE_AHEAD_KEYS; k++) {
            g_hash_table_unref(ahead->of[i].by[k]);
            g_ptr_array_unref(ahead->of[i].asked[k]);
        }
        g_ptr_array_unref(ahead->of[i].rows);
    }
    ahead->db = NULL;
}

void
stage_ahead_clear(StageAhead *ahead)
{
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++) {
        for (guint k = 0; k < STAGE_AHEAD_KEYS; k++) {
            g_hash_table_remove_all(ahead->of[i].by[k]);
            g_ptr_array_set_size(ahead->of[i].asked[k], 0);
        }
        g_ptr_array_set_size(ahead->of[i].rows, 0);
    }
}

/* Keys with the same first field share what is known by it: the place of the first of them. */
static guint
place_of(const StageEntity *of, const StageKey *key)
{
    const StageKey *first = of->keys;

    while (strcmp(first->fields[0], key->fields[0]) != 0)
        first++;
    g_assert(first - of->keys < STAGE_AHEAD_KEYS);
    return (guint)(first - of->keys);
}

/* The first field of a key as text; the caller frees it. */
static char *
text_of(const StageEntity *of, const StageKey *key, const void *entity)
{
    StageValue value;

    if (!stage_key_value(of, key->fields[0], entity, &value))
        return NULL;
    return value.type == STAGE_INT ? g_strdup_printf("%" PRId64, value.number) : g_strdup(value.text);
}

/* Whether a row that was there before the import can have all that the key goes by. */
static gboolean
can_fit(const StageAhead *ahead, const StageEntity *of, const StageKey *key, const void *given)
{
    StageValue value;

    for (const char *const *field = key->fields; *field != NULL; field++) {
        const StageEntity *refers = stage_key_field(of, *field)->refers;
        if (!stage_key_value(of, *field, given, &value) ||
            (refers != NULL && stage_waiting_is_new(ahead->waiting, refers, value.number)))
            return FALSE;
    }
    return TRUE;
}

gboolean
stage_ahead_find(StageAhead *ahead, const StageEntity *of, const void *given, gboolean ask,
                 gboolean *out_known, const void **out, GError **error)
{
    StageRowEntity entity = stage_row_entity(of);

    *out_known = TRUE;
    *out = NULL;
    for (const StageKey *key = of->keys; key->fields[0] != NULL && *out == NULL; key++) {
        guint place = place_of(of, key);
        if (!can_fit(ahead, of, key, given))
            continue;
        g_autofree char *text = text_of(of, key, given);
        const GPtrArray *rows = g_hash_table_lookup(ahead->of[entity].by[place], text);
        if (rows == NULL) {
            *out_known = FALSE;
            if (ask)
                g_ptr_array_add(ahead->of[entity].asked[place], g_steal_pointer(&text));
            return TRUE;
        }
        if (!stage_key_choose(of, key, given, rows, out, error))
            return FALSE;
    }
    return TRUE;
}

/* Some rows, by values that were not asked before: of each value it is known now. */
static gboolean
ask_some(StageAhead *ahead, StageRowEntity entity, guint place, char **texts, guint n, GError **error)
{
    const StageEntity *of = stage_row_entities[entity];
    const StageKey *key = &of->keys[place];
    GPtrArray *rows = ahead->of[entity].rows;
    const StageField *field = stage_key_field(of, key->fields[0]);
    StageValue values[STAGE_KEYED];
    guint had = rows->len;

    for (guint i = 0; i < n; i++)
        values[i] = stage_field_is_text(field) ? stage_text(texts[i])
                                               : stage_int(g_ascii_strtoll(texts[i], NULL, 10));
    if (!stage_key_rows(of, ahead->db, key, values, n, rows, error))
        return FALSE;
    for (guint i = had; i < rows->len; i++) {
        g_autofree char *text = text_of(of, key, g_ptr_array_index(rows, i));
        GPtrArray *known = text == NULL ? NULL : g_hash_table_lookup(ahead->of[entity].by[place], text);
        if (known != NULL) /* the store is no friend: it may answer what was not asked */
            g_ptr_array_add(known, g_ptr_array_index(rows, i));
    }
    return TRUE;
}

static gboolean
ask_by(StageAhead *ahead, StageRowEntity entity, guint place, GError **error)
{
    GPtrArray *asked = ahead->of[entity].asked[place];
    GHashTable *by = ahead->of[entity].by[place];
    char *some[STAGE_KEYED];
    guint n = 0;

    for (guint i = 0; i < asked->len; i++) {
        char *text = g_ptr_array_index(asked, i);
        if (!g_hash_table_contains(by, text)) {
            g_hash_table_insert(by, g_strdup(text), g_ptr_array_new());
            some[n++] = text;
        }
        if ((n == STAGE_KEYED || (n > 0 && i + 1 == asked->len))) {
            if (!ask_some(ahead, entity, place, some, n, error))
                return FALSE;
            n = 0;
        }
    }
    g_ptr_array_set_size(asked, 0);
    return TRUE;
}

gboolean
stage_ahead_ask(StageAhead *ahead, gboolean *out_any, GError **error)
{
    *out_any = FALSE;
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++)
        for (guint k = 0; k < STAGE_AHEAD_KEYS; k++) {
            *out_any = *out_any || ahead->of[i].asked[k]->len > 0;
            if (!ask_by(ahead, i, k, error))
                return FALSE;
        }
    return TRUE;
}
