#include "model/team.h"

#include <stddef.h>

#include "base/i18n.h"
#include "base/text.h"
#include "model/docent.h"
#include "model/query.h"

#define AT(member) offsetof(StageTeam, member)

static const StageField fields[] = {
    { .name = N_("naam"), .kind = STAGE_FIELD_LINE, .at = AT(naam), .required = TRUE },
    { .name = N_("coordinator"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(coordinator),
      .refers = &stage_docent },
    { .name = "zoek", .kind = STAGE_FIELD_DERIVED, .at = AT(zoek) },
};

static const StageDependent dependents[] = {
    { N_("docent"), "SELECT id FROM docent WHERE team = $1 ORDER BY id" },
    { N_("opleiding"), "SELECT id FROM opleiding WHERE team = $1 ORDER BY id" },
    { NULL, NULL },
};

static void
derive(void *entity)
{
    StageTeam *t = entity;

    g_free(t->zoek);
    t->zoek = stage_fold(t->naam);
}

const StageEntity stage_team = {
    .noun = N_("team"),
    .plural = N_("teams"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageTeam),
    .find_name = "SELECT id, naam FROM team WHERE zoek = $1",
    .find_part = "SELECT id, naam, zoek FROM team WHERE zoek LIKE $1 ORDER BY zoek",
    .label = "SELECT naam FROM team WHERE id = $1",
    .dependents = dependents,
    .derive = derive,
};

StageStmt *
stage_team_list(StageDb *db, gint64 id, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT t.naam, coalesce(d.code, nullif(" STAGE_SQL_NAAM("d") ", '')), "
        "(SELECT count(*) FROM docent m WHERE m.team = t.id), "
        "(SELECT count(*) FROM opleiding o WHERE o.team = t.id) "
        "FROM team t LEFT JOIN docent d ON d.id = t.coordinator "
        "WHERE (CAST($1 AS BIGINT) IS NULL OR t.id = $1) ORDER BY t.zoek";
    /* clang-format on */

    return stage_db_query(db, sql, STAGE_ARGS(stage_int_set(id)), error);
}

gboolean
stage_team_of_plaatsing(StageDb *db, gint64 plaatsing, StageDay day, char **out_naam, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT t.naam FROM plaatsing p JOIN docent d ON d.id = " STAGE_SQL_BEGELEIDER("p", "docent", "CAST($1 AS TEXT)")
        " JOIN team t ON t.id = d.team WHERE p.id = $2";
    /* clang-format on */
    g_autoptr(StageStmt)
        rows = stage_db_query(db, sql, STAGE_ARGS(stage_text(day.text), stage_int(plaatsing)), error);

    if (rows == NULL)
        return FALSE;
    *out_naam = stage_stmt_next(rows) ? g_strdup(stage_stmt_text(rows, 0)) : NULL;
    return stage_stmt_done(rows, error);
}
