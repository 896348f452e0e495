#include "import/put_part.h"

#include <inttypes.h>

#include "model/begeleider.h"
#include "model/conflict.h"

/* --- what is told --- */

static void
free_change(void *data)
{
    StageImportChange *change = data;

    g_free(change->what);
    g_free(change->before);
    g_free(change->after);
    g_free(change);
}

StageImportChange *
stage_put_tell(StagePut *put, StageImportKind kind, const StageEntity *of, gint64 id)
{
    if (put->options->change == NULL)
        return NULL;
    StageImportChange *change = g_new0(StageImportChange, 1);
    change->line = put->line;
    change->kind = kind;
    change->entity = of->noun;
    change->id = id;
    change->what = stage_entity_label(of, put->db, id, NULL);
    g_ptr_array_add(put->pending, change);
    return change;
}

/* --- parts --- */

static gboolean
read_periods(StagePut *put, GError **error)
{
    g_autoptr(StageStmt) rows = stage_begeleider_plaatsingen(put->db, error);

    while (rows != NULL && stage_stmt_next(rows))
        stage_seen_add(&put->periods, stage_stmt_number(rows, 0));
    return rows != NULL && stage_stmt_done(rows, error);
}

gboolean
stage_put_begin(StagePut *put, GError **error)
{
    g_autoptr(StageStmt) rows = stage_entity_all(&stage_conflict, put->db, error);

    put->pending = g_ptr_array_new_with_free_func(free_change);
    while (rows != NULL && stage_stmt_next(rows)) {
        StageConflict c = { .id = stage_stmt_number(rows, 0) };
        stage_fields_read(stage_conflict.fields, &c, rows, 1);
        if (put->unsettled == NULL)
            put->unsettled = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        g_hash_table_insert(put->unsettled, g_strdup_printf("%s %" PRId64 " %s", c.tabel, c.rij, c.veld),
                            g_memdup2(&c.id, sizeof c.id));
        stage_entity_clear(&stage_conflict, &c);
    }
    stage_ahead_begin(&put->ahead, put->db, &put->waiting);
    return rows != NULL && stage_stmt_done(rows, error) &&
           stage_waiting_begin(&put->waiting, put->db, error) && read_periods(put, error);
}

void
stage_put_end(StagePut *put)
{
    g_clear_pointer(&put->pending, g_ptr_array_unref);
    g_clear_pointer(&put->unsettled, g_hash_table_unref);
    stage_waiting_end(&put->waiting);
    stage_ahead_end(&put->ahead);
    stage_seen_clear(&put->periods);
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++) {
        stage_seen_clear(&put->seen[i]);
        stage_seen_clear(&put->touched[i]);
    }
}

gboolean
stage_put_part(StagePut *put, GError **error)
{
    put->part = put->part ||
                (stage_waiting_write_kept(&put->waiting, error) && stage_db_savepoint(put->db, error));
    return put->part && stage_waiting_write_all(&put->waiting, error);
}

gboolean
stage_put_settle(StagePut *put, gboolean keep, GError **error)
{
    gboolean part = put->part;

    put->part = FALSE;
    if (!keep) {
        g_ptr_array_set_size(put->pending, 0);
        stage_waiting_drop(&put->waiting);
    }
    if (part && !keep)
        stage_db_savepoint_undo(put->db);
    if (part && !stage_db_savepoint_end(put->db, keep ? error : NULL))
        return FALSE;
    for (guint i = 0; i < put->pending->len; i++)
        put->options->change(g_ptr_array_index(put->pending, i), put->options->data);
    g_ptr_array_set_size(put->pending, 0);
    return !keep || stage_waiting_keep(&put->waiting, error);
}
