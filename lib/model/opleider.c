#include "model/opleider.h"

#include <stddef.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/leerbedrijf.h"
#include "model/query.h"

#define AT(member) offsetof(StageOpleider, member)

static const StageField fields[] = {
    { .name = N_("leerbedrijf"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(leerbedrijf),
      .required = TRUE,
      .refers = &stage_leerbedrijf },
    { .name = N_("roepnaam"), .kind = STAGE_FIELD_LINE, .at = AT(naam.roepnaam) },
    { .name = N_("voorvoegsel"), .kind = STAGE_FIELD_LINE, .at = AT(naam.voorvoegsel) },
    { .name = N_("achternaam"), .kind = STAGE_FIELD_LINE, .at = AT(naam.achternaam), .required = TRUE },
    { .name = N_("email"), .kind = STAGE_FIELD_EMAIL, .at = AT(email) },
    { .name = N_("telefoon"), .kind = STAGE_FIELD_LINE, .at = AT(telefoon) },
    { .name = "zoek", .kind = STAGE_FIELD_DERIVED, .at = AT(zoek) },
    { .name = "zoek_achternaam", .kind = STAGE_FIELD_DERIVED, .at = AT(zoek_achternaam) },
};

static const StageDependent dependents[] = {
    { N_("plaatsing"), "SELECT id FROM plaatsing WHERE opleider = $1 "
                       "UNION SELECT plaatsing FROM begeleider WHERE opleider = $1 ORDER BY 1" },
    { N_("gesprek"), "SELECT id FROM gesprek WHERE opleider = $1 ORDER BY id" },
    { N_("inschatting"), "SELECT id FROM inschatting WHERE opleider = $1 ORDER BY id" },
    { NULL, NULL },
};

static void
derive(void *entity)
{
    StageOpleider *o = entity;

    stage_naam_keys(&o->naam, &o->zoek, &o->zoek_achternaam);
}

#define LABEL  STAGE_SQL_NAAM("o") " || ' (' || l.naam || ') [' || CAST(o.id AS TEXT) || ']'"
#define TABLES " FROM opleider o JOIN leerbedrijf l ON l.id = o.leerbedrijf "

const StageEntity stage_opleider = {
    .noun = N_("opleider"),
    .plural = N_("opleiders"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageOpleider),
    .shows_id = TRUE,
    .find_key = "SELECT o.id, " LABEL TABLES "WHERE lower(o.email) = lower($1)",
    .find_name = "SELECT o.id, " LABEL TABLES "WHERE o.zoek = $1 ORDER BY l.zoek, o.id",
    .find_part = "SELECT o.id, " LABEL ", o.zoek" TABLES
                 "WHERE o.zoek LIKE $1 ORDER BY o.zoek_achternaam, l.zoek, o.id",
    .label = "SELECT " LABEL TABLES "WHERE o.id = $1",
    .dependents = dependents,
    .keys = (const StageKey[]){ { { "leerbedrijf", "zoek" } }, { { NULL } } },
    .derive = derive,
};

StageStmt *
stage_opleider_list(StageDb *db, const char *part, gint64 leerbedrijf, gint64 id, StageDay on, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT o.id, " STAGE_SQL_NAAM("o") ", l.naam, l.plaats, o.email, o.telefoon, (SELECT count(*) "
        "FROM plaatsing p "
        "WHERE " STAGE_SQL_IS_BEGELEIDER("p", "opleider", "o.id", "$2")
        " AND " STAGE_SQL_LOOPT("p", "$2") ")" TABLES
        "WHERE (CAST($1 AS TEXT) IS NULL OR o.zoek LIKE $1) "
        "AND (CAST($3 AS BIGINT) IS NULL OR o.leerbedrijf = $3) "
        "AND (CAST($4 AS BIGINT) IS NULL OR o.id = $4) "
        "ORDER BY o.zoek_achternaam, o.zoek, o.id";
    /* clang-format on */

    return stage_query_part(
        db, sql, part,
        STAGE_ARGS(stage_null(), stage_text(on.text), stage_int_set(leerbedrijf), stage_int_set(id)), error);
}

StageStmt *
stage_opleider_complete(StageDb *db, const char *prefix, guint limit, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT CAST(o.id AS TEXT), " STAGE_SQL_NAAM("o") TABLES
        "WHERE CAST(o.id AS TEXT) LIKE $1 || '%' OR o.zoek LIKE $2 ORDER BY o.zoek_achternaam, o.zoek, o.id LIMIT $3";
    /* clang-format on */
    g_autofree char *folded = stage_fold(prefix);
    g_autofree char *pattern = g_strdup_printf("%%%s%%", folded);
    g_autofree char *id = g_strdup(prefix);

    g_strdelimit(id, "%_", ' ');
    return stage_db_query(db, sql, STAGE_ARGS(stage_text(id), stage_text(pattern), stage_int(limit)), error);
}

gboolean
stage_opleider_anywhere(StageDb *db, const StageNaam *naam, gint64 *out_leerbedrijf, GError **error)
{
    static const char sql[] = "SELECT leerbedrijf FROM opleider WHERE zoek = $1";
    g_autofree char *full = stage_naam_full(naam);
    g_autofree char *zoek = stage_fold(full);

    if (!stage_db_find(db, sql, STAGE_ARGS(stage_text(zoek)), out_leerbedrijf, error))
        return FALSE;
    return *out_leerbedrijf != 0 ||
           stage_fail(error, STAGE_ERROR_NOT_FOUND,
                      _("the row names no leerbedrijf, and no opleider of this name is known"));
}
