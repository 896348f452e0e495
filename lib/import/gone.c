#include "import/gone.h"

#include "base/error.h"
#include "base/i18n.h"
#include "import/put_part.h"
#include "model/herkomst.h"

/* Whether it came by an import, rather than by hand. */
static gboolean
is_imported(StageDb *db, gint64 id, gboolean *out, GError **error)
{
    static const char sql[] =
        "SELECT count(*) FROM journaal j JOIN handeling h ON h.id = j.handeling WHERE j.tabel = 'plaatsing' "
        "AND j.rij = $1 AND j.soort = 'add' AND " STAGE_SQL_IMPORT("h");
    gint64 n = 0;

    if (!stage_db_number(db, sql, STAGE_ARGS(stage_int(id)), &n, error))
        return FALSE;
    *out = n > 0;
    return TRUE;
}

static gboolean
close_one(StagePut *put, gint64 id, GError **error)
{
    StagePlaatsing p = { 0 }, given = { 0 };
    StageDay today = put->options->today;
    gboolean done = stage_entity_get(&stage_plaatsing, put->db, id, &p, error);

    if (done && stage_day_compare(p.begin, today) > 0) {
        given.status = g_strdup("vervallen");
        given.status_sinds = today;
    } else {
        given.einde_werkelijk = today;
    }
    given.reden = g_strdup(_("not in the export any more"));
    done = done && stage_entity_edit(&stage_plaatsing, put->db, id, &given, error);
    stage_entity_clear(&stage_plaatsing, &p);
    stage_entity_clear(&stage_plaatsing, &given);
    return done;
}

static gboolean
one_gone(StagePut *put, gint64 id, gboolean close, guint *n, GError **error)
{
    gboolean imported = FALSE;

    if (!is_imported(put->db, id, &imported, error))
        return FALSE;
    if (!imported)
        return TRUE;
    *n += 1;
    stage_put_tell(put, STAGE_IMPORT_GONE, &stage_plaatsing, id);
    return (!close || close_one(put, id, error)) && stage_put_settle(put, TRUE, error);
}

gboolean
stage_import_gone(StagePut *put, const StageSeen *seen, gboolean close, guint *out_n, GError **error)
{
    static const char sql[] = "SELECT id FROM plaatsing WHERE status IS DISTINCT FROM 'vervallen' "
                              "AND coalesce(einde_werkelijk, einde) > $1 AND id > $2 ORDER BY id LIMIT 1000";
    gint64 last = 0;
    gboolean more = TRUE;

    put->line = 0;
    while (more) { /* in pieces: closing changes what is read */
        g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_autoptr(StageStmt) rows = stage_db_query(
            put->db, sql, STAGE_ARGS(stage_text(put->options->today.text), stage_int(last)), error);
        while (rows != NULL && stage_stmt_next(rows)) {
            last = stage_stmt_number(rows, 0);
            g_array_append_val(ids, last);
        }
        if (rows == NULL || !stage_stmt_done(rows, error))
            return FALSE;
        more = ids->len > 0;
        g_clear_pointer(&rows, stage_stmt_free);
        for (guint i = 0; i < ids->len; i++) {
            gint64 id = g_array_index(ids, gint64, i);
            if (!stage_seen_has(seen, id) && !one_gone(put, id, close, out_n, error))
                return FALSE;
        }
    }
    return TRUE;
}
