#include "model/query.h"

#include <string.h>

#include "base/text.h"
#include "model/field.h"

StageStmt *
stage_query_of_plaatsing(StageDb *db, const char *sql, const StageOfPlaatsing *filter, GError **error)
{
    return stage_db_query(db, sql,
                          STAGE_ARGS(stage_int_set(filter->id), stage_int_set(filter->student),
                                     stage_int_set(filter->plaatsing), stage_int_set(filter->gesprek),
                                     stage_int_set(filter->docent), stage_text(filter->on.text),
                                     stage_int(filter->open ? 1 : 0), stage_text(filter->only)),
                          error);
}

StageStmt *
stage_query_by_plaatsing(StageDb *db, const char *sql, const StageOfPlaatsing *filter, GError **error)
{
    return stage_db_query(db, sql,
                          STAGE_ARGS(stage_int_set(filter->id), stage_int_set(filter->student),
                                     stage_int_set(filter->plaatsing), stage_int_set(filter->docent),
                                     stage_text(filter->on.text)),
                          error);
}

GArray *
stage_query_ids(StageStmt *rows, GError **error)
{
    g_autoptr(StageStmt) own = rows;
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

    while (own != NULL && stage_stmt_next(own)) {
        gint64 id = stage_stmt_number(own, 0);
        g_array_append_val(ids, id);
    }
    return own != NULL && stage_stmt_done(own, error) ? g_steal_pointer(&ids) : NULL;
}

gboolean
stage_query_any(StageDb *db, const char *sql, gboolean *out, GError **error)
{
    gint64 n = 0;

    if (!stage_db_number(db, sql, STAGE_NO_ARGS, &n, error))
        return FALSE;
    *out = n > 0;
    return TRUE;
}

StageStmt *
stage_query_part(StageDb *db, const char *sql, const char *part, const StageValue *args, guint n,
                 GError **error)
{
    StageValue all[STAGE_FIELDS_MAX];
    g_autofree char *folded = part == NULL ? NULL : stage_fold(part);
    g_autofree char *pattern = part == NULL      ? NULL
                               : *folded == '\0' ? g_strdup("")
                                                 : g_strdup_printf("%%%s%%", folded);

    g_assert(n > 0 && n <= G_N_ELEMENTS(all));
    memcpy(all, args, n * sizeof *args);
    all[0] = stage_text(pattern);
    return stage_db_query(db, sql, all, n, error);
}

StageDay
stage_day_at(StageStmt *row, guint column)
{
    StageDay day = STAGE_NO_DAY;
    const char *text = stage_stmt_text(row, column);

    if (text != NULL && strlen(text) == sizeof day.text - 1)
        memcpy(day.text, text, sizeof day.text);
    return day;
}
