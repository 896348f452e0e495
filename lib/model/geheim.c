#include "model/geheim.h"

#include <stddef.h>

#include "base/i18n.h"

#define AT(member) offsetof(StageGeheim, member)

static const StageField fields[] = {
    { .name = N_("naam"), .kind = STAGE_FIELD_LINE, .at = AT(naam), .required = TRUE },
    { .name = "waarde", .kind = STAGE_FIELD_KEPT, .at = AT(waarde), .required = TRUE },
};

const StageEntity stage_geheim = {
    .noun = "geheim",
    .plural = "geheim",
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageGeheim),
    .label = "SELECT naam FROM geheim WHERE id = $1",
};

gboolean
stage_geheim_get(StageDb *db, const char *naam, const char *chance, char **out, GError **error)
{
    static const char find[] = "SELECT waarde FROM geheim WHERE naam = $1";
    static const char make[] = "INSERT INTO geheim (naam, waarde) VALUES ($1, $2)";
    g_autoptr(StageStmt) rows = stage_db_query(db, find, STAGE_ARGS(stage_text(naam)), error);

    if (rows == NULL)
        return FALSE;
    g_autofree char *found = stage_stmt_next(rows) ? g_strdup(stage_stmt_text(rows, 0)) : NULL;
    if (!stage_stmt_done(rows, error) ||
        (found == NULL && !stage_db_exec(db, make, STAGE_ARGS(stage_text(naam), stage_text(chance)), error)))
        return FALSE;
    *out = found == NULL ? g_strdup(chance) : g_steal_pointer(&found);
    return TRUE;
}
