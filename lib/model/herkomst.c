#include "model/herkomst.h"

#include <string.h>

#include "base/text.h"
#include "model/journaal.h"

/* Whose the fields were when an action began. */
typedef struct {
    gint64 handeling;
    gboolean typed[STAGE_FIELDS_MAX];
} Before;

typedef struct {
    StageDb *db;
    const StageEntity *of;
    gboolean *typed;
    GArray *past; /* Before, one for each action */
} Walk;

static gboolean
read_action(StageDb *db, gint64 id, gboolean *out_import, gint64 *out_undone, GError **error)
{
    static const char sql[] = "SELECT " STAGE_SQL_IMPORT("h") ", herstelt FROM handeling h WHERE id = $1";
    g_autoptr(StageStmt) row = stage_db_query(db, sql, STAGE_ARGS(stage_int(id)), error);
    gboolean there = row != NULL && stage_stmt_next(row);

    *out_import = there && stage_stmt_number(row, 0) != 0;
    *out_undone = there ? stage_stmt_number(row, 1) : 0;
    return row != NULL && stage_stmt_done(row, error);
}

static const Before *
before_action(const Walk *w, gint64 handeling)
{
    for (guint i = w->past->len; i > 0; i--)
        if (g_array_index(w->past, Before, i - 1).handeling == handeling)
            return &g_array_index(w->past, Before, i - 1);
    return NULL;
}

static gboolean
has_value(const StageField *field, const void *row)
{
    return row != NULL && stage_field_value(field, row).type != STAGE_NULL;
}

static gboolean
take_change(gint64 handeling, const void *before, const void *after, void *data, GError **error)
{
    Walk *w = data;
    gboolean import = FALSE;
    gint64 undone = 0;
    Before now = { .handeling = handeling };

    if (!read_action(w->db, handeling, &import, &undone, error))
        return FALSE;
    memcpy(now.typed, w->typed, sizeof now.typed);
    const Before *then = undone == 0 ? NULL : before_action(w, undone);
    for (guint f = 0; f < w->of->fields.n; f++) {
        const StageField *field = &w->of->fields.fields[f];
        gboolean changed = before != NULL && after != NULL
                               ? stage_field_differs(field, before, after)
                               : has_value(field, before) || has_value(field, after);
        if (changed)
            w->typed[f] = then != NULL ? then->typed[f] : !import;
    }
    g_array_append_val(w->past, now);
    return TRUE;
}

gboolean
stage_herkomst_typed(StageDb *db, const StageEntity *of, const void *now,
                     gboolean out_typed[STAGE_FIELDS_MAX], GError **error)
{
    g_autoptr(GArray) past = g_array_new(FALSE, FALSE, sizeof(Before));
    Walk walk = { db, of, out_typed, past };

    memset(out_typed, 0, STAGE_FIELDS_MAX * sizeof *out_typed);
    return stage_journaal_states(db, of, *(const gint64 *)now, now, take_change, &walk, error);
}

StageStmt *
stage_herkomst_touched(StageDb *db, const StageEntity *of, GError **error)
{
    static const char sql[] =
        "SELECT j.rij FROM journaal j JOIN handeling h ON h.id = j.handeling WHERE j.tabel = $1 "
        "AND NOT " STAGE_SQL_IMPORT("h");

    return stage_db_query(db, sql, STAGE_ARGS(stage_text(of->noun)), error);
}
