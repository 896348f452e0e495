#include "import/cells.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

/* Of a company with a hundred students the export says the same a hundred times: what was said before is
 * known by its cells. So many are kept that memory does not grow with the length of the file. */
enum { KNOWN_MAX = 50000 };

/* --- reading a row --- */

/* What the row has of a field; NULL when it is not told. It lives until the next call. */
static const char *
cell_of(StageImporting *in, guint c)
{
    const GArray *more = in->map->more[c];
    int at = in->map->at[c];

    if (at < 0 || in->map->set[c] != NULL)
        return in->map->set[c];
    if (more == NULL)
        return in->now->record.fields[at];
    g_string_assign(in->joined, in->now->record.fields[at]);
    for (guint i = 0; i < more->len; i++)
        g_string_append_printf(in->joined, " %s", in->now->record.fields[g_array_index(more, guint, i)]);
    return in->joined->str;
}

gboolean
stage_import_read(StageImporting *in, StageRowEntity index, GError **error)
{
    guint bit = 1U << index;

    for (guint c = 0; (in->now->read & bit) == 0 && c < STAGE_IMPORT_COLUMNS; c++) {
        const StageImportColumn *column = &stage_import_columns[c];
        const char *cell = column->entity == stage_row_entities[index] ? cell_of(in, c) : NULL;
        if (cell == NULL || stage_import_cell(column, &in->survey.how[c], cell, &in->now->row, error))
            continue;
        if (in->map->at[c] < 0)
            g_prefix_error(error, "%s: ", column->name);
        else
            g_prefix_error(error, _("column \"%s\": "),
                           (const char *)g_ptr_array_index(in->map->headers, (guint)in->map->at[c]));
        return FALSE;
    }
    in->now->read |= bit;
    return TRUE;
}

gboolean
stage_import_is_whole(const StageImporting *in)
{
    return in->now->record.n == in->map->n;
}

gboolean
stage_import_is_wanted(const StageImporting *in)
{
    for (guint i = 0; i < in->only->len; i++) {
        const StageProfileOnly *only = g_ptr_array_index(in->map->profile->only, i);
        int at = g_array_index(in->only, int, i);
        g_autofree char *key = at < 0 || (guint)at >= in->now->record.n
                                   ? NULL
                                   : stage_fold_tight(in->now->record.fields[at]);
        gboolean wanted = key == NULL;
        for (guint v = 0; key != NULL && v < only->values->len; v++)
            wanted = wanted || strcmp(g_ptr_array_index(only->values, v), key) == 0;
        if (!wanted)
            return FALSE;
    }
    return TRUE;
}

gboolean
stage_import_is_said(const StageImporting *in, StageRowEntity index)
{
    const StageImportRow *row = &in->now->row;

    switch (index) {
    case STAGE_ROW_OPLEIDING:
        return row->opleiding.crebo != NULL || row->opleiding.naam != NULL;
    case STAGE_ROW_STUDENT: /* of placements, always: who has none is a bad row */
        return row->student.nummer != NULL || row->student.naam.achternaam != NULL ||
               in->map->about != STAGE_ROW_STUDENT;
    case STAGE_ROW_DOCENT:
        return row->docent.code != NULL || row->docent.naam.achternaam != NULL;
    case STAGE_ROW_LEERBEDRIJF:
        return row->leerbedrijf.sbb != NULL || row->leerbedrijf.naam != NULL;
    case STAGE_ROW_OPLEIDER:
        return row->opleider.naam.achternaam != NULL;
    default:
        return TRUE;
    }
}

/* --- what was said before --- */

/* The cells of one entity, and the id of what it belongs to. */
static char *
cells_of(StageImporting *in, StageRowEntity index, gint64 owner)
{
    GString *key = g_string_new(NULL);

    g_string_append_printf(key, "%" PRId64, owner);
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        if (stage_import_columns[c].entity == stage_row_entities[index] && in->map->at[c] >= 0) {
            g_string_append_c(key, '\x1f');
            g_string_append(key, cell_of(in, c));
        }
    return g_string_free(key, FALSE);
}

typedef struct {
    StageRowEntity index;
    char *key;
} Fresh;

static void
free_fresh(void *data)
{
    g_free(((Fresh *)data)->key);
    g_free(data);
}

gboolean
stage_import_was_said(StageImporting *in, StageRowEntity index, gint64 owner, gint64 *out_id)
{
    g_autofree char *key = cells_of(in, index, owner);
    const gint64 *id = g_hash_table_lookup(in->known[index], key);

    *out_id = id == NULL ? 0 : *id;
    return id != NULL;
}

void
stage_import_remember(StageImporting *in, StageRowEntity index, gint64 owner, gint64 id)
{
    char *key = cells_of(in, index, owner);
    Fresh *fresh = g_new(Fresh, 1);

    if (g_hash_table_size(in->known[index]) >= KNOWN_MAX)
        g_hash_table_remove_all(in->known[index]);
    *fresh = (Fresh){ index, g_strdup(key) };
    g_ptr_array_add(in->fresh, fresh);
    g_hash_table_insert(in->known[index], key, g_memdup2(&id, sizeof id));
}

void
stage_import_forget_row(StageImporting *in)
{
    for (guint i = 0; i < in->fresh->len; i++) {
        const Fresh *fresh = g_ptr_array_index(in->fresh, i);
        g_hash_table_remove(in->known[fresh->index], fresh->key);
    }
}

void
stage_import_rows_begin(StageImporting *in)
{
    in->coming = g_new0(StageComing, 1);
    in->fresh = g_ptr_array_new_with_free_func(free_fresh);
    in->joined = g_string_new(NULL);
    in->only = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; in->map->profile != NULL && i < in->map->profile->only->len; i++) {
        const StageProfileOnly *only = g_ptr_array_index(in->map->profile->only, i);
        int at = stage_import_map_find(in->map, only->header);
        g_array_append_val(in->only, at);
    }
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++)
        in->known[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

void
stage_import_rows_end(StageImporting *in)
{
    stage_coming_clear(in->coming);
    g_clear_pointer(&in->coming, g_free);
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++)
        g_hash_table_unref(in->known[i]);
    stage_bloom_clear(&in->numbers);
    g_array_unref(in->only);
    g_string_free(in->joined, TRUE);
    g_ptr_array_unref(in->fresh);
}
