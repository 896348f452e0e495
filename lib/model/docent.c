#include "model/docent.h"

#include <stddef.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/query.h"
#include "model/team.h"

#define AT(member) offsetof(StageDocent, member)

static const StageField fields[] = {
    { .name = N_("code"), .kind = STAGE_FIELD_LINE, .at = AT(code) },
    { .name = N_("roepnaam"), .kind = STAGE_FIELD_LINE, .at = AT(naam.roepnaam) },
    { .name = N_("voorvoegsel"), .kind = STAGE_FIELD_LINE, .at = AT(naam.voorvoegsel) },
    { .name = N_("achternaam"), .kind = STAGE_FIELD_LINE, .at = AT(naam.achternaam) },
    { .name = N_("email"), .kind = STAGE_FIELD_EMAIL, .at = AT(email) },
    { .name = N_("telefoon"), .kind = STAGE_FIELD_LINE, .at = AT(telefoon) },
    { .name = N_("team"), .kind = STAGE_FIELD_REFERENCE, .at = AT(team), .refers = &stage_team },
    { .name = N_("werkdagen"), .kind = STAGE_FIELD_WEEKDAYS, .at = AT(werkdagen) },
    { .name = "zoek", .kind = STAGE_FIELD_DERIVED, .at = AT(zoek) },
    { .name = "zoek_achternaam", .kind = STAGE_FIELD_DERIVED, .at = AT(zoek_achternaam) },
};

static const StageDependent dependents[] = {
    { N_("plaatsing"), "SELECT id FROM plaatsing WHERE docent = $1 "
                       "UNION SELECT plaatsing FROM begeleider WHERE docent = $1 ORDER BY 1" },
    { N_("gesprek"), "SELECT id FROM gesprek WHERE docent = $1 ORDER BY id" },
    { N_("team"), "SELECT id FROM team WHERE coordinator = $1 ORDER BY id" },
    { N_("verlof"), "SELECT id FROM verlof WHERE docent = $1 ORDER BY id" },
    { NULL, NULL },
};

static void
derive(void *entity)
{
    StageDocent *d = entity;

    stage_naam_keys(&d->naam, &d->zoek, &d->zoek_achternaam);
}

static gboolean
check(StageDb *db, const void *entity, GError **error)
{
    const StageDocent *d = entity;

    (void)db;
    return d->code != NULL || d->naam.achternaam != NULL ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("a docent has at least a code or a name"));
}

/* Who has a code is another one than who has another code; who has none yet is the same. */
static gboolean
fits_by_name(const void *given, const void *row)
{
    const StageDocent *d = given, *known = row;

    return d->naam.achternaam != NULL && (d->code == NULL || known->code == NULL);
}

static const StageKey keys[] = {
    { { "code" } },
    { { "zoek" }, .fits = fits_by_name },
    { { NULL } },
};

#define LABEL "trim(coalesce(d.code || ' ', '') || " STAGE_SQL_NAAM("d") ")"

const StageEntity stage_docent = {
    .noun = N_("docent"),
    .plural = N_("docenten"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageDocent),
    .find_key = "SELECT d.id, " LABEL " FROM docent d WHERE d.code = $1",
    .find_name = "SELECT d.id, " LABEL
                 " FROM docent d WHERE d.zoek = $1 OR lower(d.code) = $1 ORDER BY d.code NULLS FIRST, d.id",
    .find_part = "SELECT d.id, " LABEL
                 ", d.zoek FROM docent d WHERE d.zoek LIKE $1 ORDER BY d.zoek_achternaam, d.id",
    .label = "SELECT " LABEL " FROM docent d WHERE d.id = $1",
    .dependents = dependents,
    .keys = keys,
    .derive = derive,
    .check = check,
};

StageStmt *
stage_docent_list(StageDb *db, const StageDocentFilter *filter, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT d.id, d.code, " STAGE_SQL_NAAM("d") ", d.email, d.telefoon, t.naam, (SELECT count(*) "
        "FROM plaatsing p "
        "WHERE " STAGE_SQL_IS_BEGELEIDER("p", "docent", "d.id", "$2")
        " AND " STAGE_SQL_LOOPT("p", "$2") "), d.werkdagen "
        "FROM docent d LEFT JOIN team t ON t.id = d.team "
        "WHERE (CAST($1 AS TEXT) IS NULL OR d.zoek LIKE $1) "
        "AND (CAST($3 AS BIGINT) IS NULL OR d.id = $3) "
        "AND (CAST($4 AS BIGINT) IS NULL OR d.team = $4) "
        "ORDER BY d.zoek_achternaam, d.zoek, d.code NULLS FIRST, d.id";
    /* clang-format on */

    return stage_query_part(db, sql, filter->part,
                            STAGE_ARGS(stage_null(), stage_text(filter->on.text), stage_int_set(filter->id),
                                       stage_int_set(filter->team)),
                            error);
}
