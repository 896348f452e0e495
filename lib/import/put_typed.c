#include "import/put_typed.h"

#include <inttypes.h>
#include <string.h>

#include "import/put_part.h"
#include "model/conflict.h"
#include "model/herkomst.h"

static gint64
unsettled(const StagePut *put, const StageEntity *of, gint64 rij, const char *veld)
{
    if (put->unsettled == NULL)
        return 0;
    g_autofree char *key = g_strdup_printf("%s %" PRId64 " %s", of->noun, rij, veld);
    const gint64 *id = g_hash_table_lookup(put->unsettled, key);

    return id == NULL ? 0 : *id;
}

gboolean
stage_put_agree(StagePut *put, const StageEntity *of, gint64 rij, const char *veld, GError **error)
{
    gint64 id = unsettled(put, of, rij, veld);

    return id == 0 ||
           (stage_put_part(put, error) && stage_entity_remove_raw(&stage_conflict, put->db, id, error));
}

gboolean
stage_put_conflict(StagePut *put, const StageEntity *of, gint64 rij, const char *veld, const char *waarde,
                   gboolean *out_open, GError **error)
{
    StageConflict c = { 0 }, given = { .rij = rij, .behouden = STAGE_NO };
    gint64 id = unsettled(put, of, rij, veld);
    gboolean done = id == 0 || stage_entity_get(&stage_conflict, put->db, id, &c, error);

    *out_open = TRUE;
    if (done && id != 0 && g_strcmp0(c.waarde, waarde) == 0) {
        *out_open = c.behouden != STAGE_YES;
    } else if (done) {
        given.tabel = g_strdup(of->noun);
        given.veld = g_strdup(veld);
        given.waarde = g_strdup(waarde);
        done = stage_put_part(put, error) &&
               (id == 0 ? stage_entity_add(&stage_conflict, put->db, &given, error)
                        : stage_entity_edit(&stage_conflict, put->db, id, &given, error));
    }
    put->conflicts += *out_open ? 1 : 0;
    stage_entity_clear(&stage_conflict, &c);
    stage_entity_clear(&stage_conflict, &given);
    return done;
}

gboolean
stage_put_accepts(const StagePut *put, const StageEntity *of, const char *veld)
{
    g_autofree char *whole = g_strconcat(of->noun, ".", veld, NULL);
    const char *const *accept = put->options->accept;

    return accept != NULL && (g_strv_contains(accept, veld) || g_strv_contains(accept, whole));
}

/* Of which rows that may be is taken in the first time that it is asked of an entity. */
gboolean
stage_put_typed(StagePut *put, const StageEntity *of, const void *row, gboolean typed[STAGE_FIELDS_MAX],
                GError **error)
{
    StageRowEntity entity = stage_row_entity(of);

    if (!put->asked[entity]) {
        g_autoptr(StageStmt) rows = stage_herkomst_touched(put->db, of, error);
        while (rows != NULL && stage_stmt_next(rows))
            stage_seen_add(&put->touched[entity], stage_stmt_number(rows, 0));
        if (rows == NULL || !stage_stmt_done(rows, error))
            return FALSE;
        put->asked[entity] = TRUE;
    }
    memset(typed, 0, STAGE_FIELDS_MAX * sizeof *typed);
    return !stage_seen_has(&put->touched[entity], *(const gint64 *)row) ||
           stage_herkomst_typed(put->db, of, row, typed, error);
}
