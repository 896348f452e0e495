#include "model/opleiding.h"

#include <stddef.h>

#include "base/i18n.h"
#include "base/text.h"
#include "model/query.h"
#include "model/team.h"

#define AT(member) offsetof(StageOpleiding, member)

static const StageField fields[] = {
    { .name = N_("crebo"), .kind = STAGE_FIELD_DIGITS, .at = AT(crebo), .size = 5 },
    { .name = N_("naam"), .kind = STAGE_FIELD_LINE, .at = AT(naam), .required = TRUE },
    { .name = N_("niveau"), .kind = STAGE_FIELD_NUMBER, .at = AT(niveau), .size = 4 },
    { .name = N_("team"), .kind = STAGE_FIELD_REFERENCE, .at = AT(team), .refers = &stage_team },
    { .name = "zoek", .kind = STAGE_FIELD_DERIVED, .at = AT(zoek) },
};

static const StageDependent dependents[] = {
    { N_("student"), "SELECT id FROM student WHERE opleiding = $1 ORDER BY id" },
    { NULL, NULL },
};

static void
derive(void *entity)
{
    StageOpleiding *o = entity;

    g_free(o->zoek);
    o->zoek = o->naam == NULL ? NULL : stage_fold(o->naam);
}

static gboolean
fits_by_name(const void *given, const void *row)
{
    (void)row;
    return ((const StageOpleiding *)given)->crebo == NULL;
}

static const StageKey keys[] = {
    { { "crebo" } },
    { { "zoek" }, .fits = fits_by_name },
    { { NULL } },
};

/* One without a crebo goes by its id: its name may be that of others. */
#define LABEL                                                                                                \
    "CASE WHEN crebo IS NULL THEN naam || ' [' || CAST(id AS TEXT) || ']' ELSE crebo || ' ' || naam END"

const StageEntity stage_opleiding = {
    .noun = N_("opleiding"),
    .plural = N_("opleidingen"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageOpleiding),
    .shows_id = TRUE,
    .find_key = "SELECT id, " LABEL " FROM opleiding WHERE crebo = $1",
    .find_name = "SELECT id, " LABEL " FROM opleiding WHERE zoek = $1 ORDER BY zoek, crebo NULLS FIRST",
    .find_part = "SELECT id, " LABEL
                 ", zoek FROM opleiding WHERE zoek LIKE $1 ORDER BY zoek, crebo NULLS FIRST",
    .label = "SELECT " LABEL " FROM opleiding WHERE id = $1",
    .dependents = dependents,
    .keys = keys,
    .derive = derive,
};

StageStmt *
stage_opleiding_list(StageDb *db, const StageOpleidingFilter *filter, GError **error)
{
    static const char sql[] = "SELECT o.id, o.crebo, o.naam, o.niveau, t.naam, (SELECT count(*) FROM student "
                              "s WHERE s.opleiding = o.id) "
                              "FROM opleiding o LEFT JOIN team t ON t.id = o.team "
                              "WHERE (CAST($1 AS TEXT) IS NULL OR o.zoek LIKE $1) "
                              "AND (CAST($2 AS BIGINT) IS NULL OR o.id = $2) "
                              "AND (CAST($3 AS BIGINT) IS NULL OR o.team = $3) "
                              "ORDER BY o.zoek, o.crebo NULLS FIRST, o.id";

    return stage_query_part(db, sql, filter->part,
                            STAGE_ARGS(stage_null(), stage_int_set(filter->id), stage_int_set(filter->team)),
                            error);
}
