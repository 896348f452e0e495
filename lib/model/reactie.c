#include "model/reactie.h"

#include <stddef.h>

#include "base/error.h"
#include "base/i18n.h"
#include "model/gesprek.h"

#define AT(member) offsetof(StageReactie, member)

const char *const stage_reactie_rollen[] = { "student", "opleider", NULL };
const char *const stage_reactie_soorten[] = { "akkoord", "bezwaar", NULL };

static const StageField fields[] = {
    { .name = N_("gesprek"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(gesprek),
      .required = TRUE,
      .refers = &stage_gesprek },
    { .name = N_("versie"),
      .kind = STAGE_FIELD_NUMBER,
      .at = AT(versie),
      .size = STAGE_FIELD_MANY,
      .required = TRUE },
    { .name = N_("rol"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(rol),
      .choices = stage_reactie_rollen,
      .required = TRUE },
    { .name = N_("datum"), .kind = STAGE_FIELD_DAY, .at = AT(datum), .required = TRUE },
    { .name = N_("soort"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(soort),
      .choices = stage_reactie_soorten,
      .required = TRUE },
    { .name = N_("tekst"), .kind = STAGE_FIELD_NOTE, .at = AT(tekst) },
};

static gboolean
check(StageDb *db, const void *entity, GError **error)
{
    const StageReactie *r = entity;

    (void)db;
    return g_strcmp0(r->soort, "bezwaar") != 0 || r->tekst != NULL ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("a bezwaar says what should be different"));
}

const StageEntity stage_reactie = {
    .noun = N_("reactie"),
    .plural = N_("reacties"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageReactie),
    .shows_id = TRUE,
    .label =
        "SELECT CAST(id AS TEXT) || ' ' || rol || ', ' || soort || ', ' || datum FROM reactie WHERE id = $1",
    .check = check,
};

StageStmt *
stage_reactie_list(StageDb *db, gint64 id, gint64 gesprek, gint64 student, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT r.id, r.gesprek, s.nummer, " STAGE_SQL_NAAM("s") ", r.datum, r.versie, r.rol, r.soort, r.tekst "
        "FROM reactie r JOIN gesprek g ON g.id = r.gesprek JOIN plaatsing p ON p.id = g.plaatsing "
        "JOIN student s ON s.id = p.student "
        "WHERE (CAST($1 AS BIGINT) IS NULL OR r.id = $1) AND (CAST($2 AS BIGINT) IS NULL OR r.gesprek = $2) "
        "AND (CAST($3 AS BIGINT) IS NULL OR p.student = $3) ORDER BY r.gesprek, r.datum, r.id";
    /* clang-format on */

    return stage_db_query(
        db, sql, STAGE_ARGS(stage_int_set(id), stage_int_set(gesprek), stage_int_set(student)), error);
}

gboolean
stage_reactie_versie(StageDb *db, gint64 gesprek, const char *rol, gint64 *out, GError **error)
{
    static const char sql[] = "SELECT coalesce(max(versie), 1) FROM bericht WHERE gesprek = $1 AND "
                              "soort = 'verslag' AND rol = $2 AND verstuurd IS NOT NULL";

    return stage_db_number(db, sql, STAGE_ARGS(stage_int(gesprek), stage_text(rol)), out, error);
}
