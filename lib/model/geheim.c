#include "model/geheim.h"

#include <errno.h>
#include <stddef.h>
#include <sys/random.h>

#include "base/error.h"
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

static gboolean
make(StageDb *db, const char *naam, char **out, GError **error)
{
    static const char sql[] = "INSERT INTO geheim (naam, waarde) VALUES ($1, $2)";
    guchar bytes[32];
    g_autoptr(GString) hex = g_string_new(NULL);

    if (getrandom(bytes, sizeof bytes, 0) != (gssize)sizeof bytes)
        return stage_fail(error, STAGE_ERROR_UNAVAILABLE, _("the system gives no random numbers: %s"),
                          g_strerror(errno));
    for (gsize i = 0; i < sizeof bytes; i++)
        g_string_append_printf(hex, "%02x", bytes[i]);
    if (!stage_db_exec(db, sql, STAGE_ARGS(stage_text(naam), stage_text(hex->str)), error))
        return FALSE;
    *out = g_string_free(g_steal_pointer(&hex), FALSE);
    return TRUE;
}

gboolean
stage_geheim_get(StageDb *db, const char *naam, char **out, GError **error)
{
    static const char sql[] = "SELECT waarde FROM geheim WHERE naam = $1";
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_ARGS(stage_text(naam)), error);

    if (rows == NULL)
        return FALSE;
    char *found = stage_stmt_next(rows) ? g_strdup(stage_stmt_text(rows, 0)) : NULL;
    if (!stage_stmt_done(rows, error) || (found == NULL && !make(db, naam, &found, error)))
        return FALSE;
    *out = found;
    return TRUE;
}
