#include "model/leerbedrijf.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/query.h"

#define AT(member) offsetof(StageLeerbedrijf, member)

static const StageField fields[] = {
    { .name = N_("sbb"), .kind = STAGE_FIELD_DIGITS, .at = AT(sbb), .size = 9 },
    { .name = N_("kvk"), .kind = STAGE_FIELD_DIGITS, .at = AT(kvk), .size = 8 },
    { .name = N_("vestiging"), .kind = STAGE_FIELD_DIGITS, .at = AT(vestiging), .size = 12 },
    { .name = N_("naam"), .kind = STAGE_FIELD_LINE, .at = AT(naam), .required = TRUE },
    { .name = N_("adres"), .kind = STAGE_FIELD_LINE, .at = AT(adres) },
    { .name = N_("postcode"), .kind = STAGE_FIELD_POSTCODE, .at = AT(postcode) },
    { .name = N_("plaats"), .kind = STAGE_FIELD_LINE, .at = AT(plaats) },
    { .name = N_("telefoon"), .kind = STAGE_FIELD_LINE, .at = AT(telefoon) },
    { .name = N_("coordinaten"), .kind = STAGE_FIELD_LINE, .at = AT(coordinaten) },
    { .name = "zoek", .kind = STAGE_FIELD_DERIVED, .at = AT(zoek) },
};

static const StageDependent dependents[] = {
    { N_("plaatsing"), "SELECT id FROM plaatsing WHERE leerbedrijf = $1 ORDER BY id" },
    { N_("opleider"), "SELECT id FROM opleider WHERE leerbedrijf = $1 ORDER BY id" },
    { NULL, NULL },
};

static void
derive(void *entity)
{
    StageLeerbedrijf *l = entity;

    g_free(l->zoek);
    l->zoek = l->naam == NULL ? NULL : stage_fold(l->naam);
}

gboolean
stage_coordinaten_read(const char *text, double *out_latitude, double *out_longitude)
{
    char *end = NULL;
    double latitude = g_ascii_strtod(text, &end);

    if (end == text || *end != ',')
        return FALSE;
    const char *second = end + 1;
    double longitude = g_ascii_strtod(second, &end);
    if (end == second || *end != '\0' || strspn(text, "0123456789.,- ") != strlen(text) ||
        fabs(latitude) > 90 || fabs(longitude) > 180)
        return FALSE;
    if (out_latitude != NULL)
        *out_latitude = latitude;
    if (out_longitude != NULL)
        *out_longitude = longitude;
    return TRUE;
}

/* SBB counts from 100000000. */
static gboolean
check(StageDb *db, const void *entity, GError **error)
{
    const StageLeerbedrijf *l = entity;

    (void)db;
    if (l->sbb != NULL && l->sbb[0] == '0')
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("sbb '%s' begins with a zero"), l->sbb);
    return l->coordinaten == NULL || stage_coordinaten_read(l->coordinaten, NULL, NULL) ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("'%s' is no place: write latitude,longitude in degrees, such as 52.0907,5.1214"),
                      l->coordinaten);
}

static gboolean
is_branch(const StageLeerbedrijf *l)
{
    return l->kvk != NULL && l->vestiging != NULL;
}

static gboolean
is_postcode(const StageLeerbedrijf *l, const char *of_row)
{
    g_autofree char *postcode = g_strdup(l->postcode);

    stage_tidy_postcode(&postcode);
    return g_strcmp0(postcode, of_row) == 0;
}

static gboolean
fits_by_branch(const void *given, const void *row)
{
    (void)row;
    return ((const StageLeerbedrijf *)given)->sbb == NULL;
}

/* By name, and by postcode where the export tells it. */
static gboolean
fits_by_name(const void *given, const void *row)
{
    const StageLeerbedrijf *l = given, *known = row;

    return l->sbb == NULL && !is_branch(l) && (l->postcode == NULL || is_postcode(l, known->postcode));
}

/* One of the same name that another file brought without the code, the branch number or the postcode that is
 * told now. Where several could be meant it is none of them: this one has a key of its own. */
static gboolean
fits_poorer(const void *given, const void *row)
{
    const StageLeerbedrijf *l = given, *known = row;
    gboolean only_name = l->sbb == NULL && !is_branch(l) && l->postcode == NULL;

    return !only_name && (l->sbb == NULL || known->sbb == NULL) &&
           (l->postcode == NULL || known->postcode == NULL || is_postcode(l, known->postcode)) &&
           (l->vestiging == NULL || known->vestiging == NULL ||
            strcmp(l->vestiging, known->vestiging) == 0) &&
           (l->plaats == NULL || known->plaats == NULL || g_ascii_strcasecmp(l->plaats, known->plaats) == 0);
}

static const StageKey keys[] = {
    { { "sbb" } },
    { { "kvk", "vestiging" }, .fits = fits_by_branch },
    { { "zoek" }, .fits = fits_by_name },
    { { "zoek" }, .fits = fits_poorer, .guess = TRUE },
    { { NULL } },
};

#define LABEL                                                                                                \
    "l.naam || coalesce(' (' || l.plaats || ')', '') || ' [' || coalesce(l.sbb, CAST(l.id AS TEXT)) || ']'"

const StageEntity stage_leerbedrijf = {
    .noun = N_("leerbedrijf"),
    .plural = N_("leerbedrijven"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageLeerbedrijf),
    .shows_id = TRUE,
    .find_key = "SELECT l.id, " LABEL " FROM leerbedrijf l WHERE l.sbb = $1",
    .find_name = "SELECT l.id, " LABEL
                 " FROM leerbedrijf l WHERE l.zoek = $1 ORDER BY l.plaats NULLS FIRST, l.id",
    .find_part =
        "SELECT l.id, " LABEL
        ", l.zoek FROM leerbedrijf l WHERE l.zoek LIKE $1 ORDER BY l.zoek, l.plaats NULLS FIRST, l.id",
    .label = "SELECT " LABEL " FROM leerbedrijf l WHERE l.id = $1",
    .dependents = dependents,
    .keys = keys,
    .derive = derive,
    .check = check,
};

StageStmt *
stage_leerbedrijf_list(StageDb *db, const char *part, gint64 id, StageDay on, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT l.id, l.naam, l.sbb, l.adres, l.postcode, l.plaats, l.telefoon, (SELECT count(*) "
        "FROM plaatsing p "
        "WHERE p.leerbedrijf = l.id "
        "AND " STAGE_SQL_LOOPT("p", "$2") "), l.kvk, l.vestiging, l.coordinaten "
        "FROM leerbedrijf l "
        "WHERE (CAST($1 AS TEXT) IS NULL OR l.zoek LIKE $1) "
        "AND (CAST($3 AS BIGINT) IS NULL OR l.id = $3) "
        "ORDER BY l.zoek, l.plaats NULLS FIRST, l.id";
    /* clang-format on */

    return stage_query_part(db, sql, part, STAGE_ARGS(stage_null(), stage_text(on.text), stage_int_set(id)),
                            error);
}

StageStmt *
stage_leerbedrijf_complete(StageDb *db, const char *prefix, guint limit, GError **error)
{
    static const char sql[] = "SELECT coalesce(sbb, CAST(id AS TEXT)), naam FROM leerbedrijf "
                              "WHERE sbb LIKE $1 || '%' OR zoek LIKE $2 ORDER BY zoek, id LIMIT $3";
    g_autofree char *folded = stage_fold(prefix);
    g_autofree char *pattern = g_strdup_printf("%%%s%%", folded);
    g_autofree char *code = g_strdup(prefix);

    g_strdelimit(code, "%_", ' '); /* no wildcards of the user's */
    return stage_db_query(db, sql, STAGE_ARGS(stage_text(code), stage_text(pattern), stage_int(limit)),
                          error);
}
