#include "model/inschatting.h"

#include <stddef.h>

#include "base/error.h"
#include "base/i18n.h"
#include "model/begeleidingskeuze.h"
#include "model/gesprek.h"
#include "model/opleider.h"
#include "model/plaatsing.h"

#define AT(member) offsetof(StageInschatting, member)

static const StageField fields[] = {
    { .name = N_("plaatsing"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(plaatsing),
      .required = TRUE,
      .refers = &stage_plaatsing },
    { .name = N_("gesprek"), .kind = STAGE_FIELD_REFERENCE, .at = AT(gesprek), .refers = &stage_gesprek },
    { .name = N_("opleider"), .kind = STAGE_FIELD_REFERENCE, .at = AT(opleider), .refers = &stage_opleider },
    { .name = N_("datum"), .kind = STAGE_FIELD_DAY, .at = AT(datum), .required = TRUE },
    { .name = N_("oordeel"), .kind = STAGE_FIELD_NOTE, .at = AT(oordeel), .required = TRUE },
    { .name = N_("voorbeeld"), .kind = STAGE_FIELD_NOTE, .at = AT(voorbeeld) },
    { .name = N_("verwachting"), .kind = STAGE_FIELD_NOTE, .at = AT(verwachting) },
    { .name = N_("zienswijze"), .kind = STAGE_FIELD_NOTE, .at = AT(zienswijze) },
    { .name = N_("herkend"), .kind = STAGE_FIELD_CHOICE, .at = AT(herkend), .choices = stage_herkenningen },
};

static const StageDependent dependents[] = {
    { N_("begeleidingskeuze"), "SELECT id FROM begeleidingskeuze WHERE inschatting = $1 ORDER BY id" },
    { NULL, NULL },
};

static gboolean
check(StageDb *db, const void *entity, GError **error)
{
    const StageInschatting *t = entity;

    return stage_gesprek_check_of(db, t->gesprek, t->plaatsing, error);
}

const StageEntity stage_inschatting = {
    .noun = N_("inschatting"),
    .plural = N_("inschattingen"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageInschatting),
    .shows_id = TRUE,
    .of_plaatsing = "plaatsing = $1 ORDER BY datum, id",
    .label = "SELECT CAST(t.id AS TEXT) || ' ' || " STAGE_SQL_NAAM(
        "s") " || ', ' || t.datum FROM inschatting t "
             "JOIN plaatsing p ON p.id = t.plaatsing JOIN student s ON s.id = p.student WHERE t.id = $1",
    .dependents = dependents,
    .check = check,
};

StageStmt *
stage_inschatting_list(StageDb *db, const StageOfPlaatsing *filter, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT t.id, t.plaatsing, t.gesprek, s.nummer, " STAGE_SQL_NAAM("s") ", t.datum, (SELECT " STAGE_SQL_NAAM("o") " FROM opleider o WHERE o.id = t.opleider), t.oordeel, t.voorbeeld, t.verwachting, t.zienswijze, t.herkend "
        STAGE_SQL_OF_PLAATSING("inschatting", "0 = 1", "''")
        "ORDER BY t.datum, t.id";
    /* clang-format on */

    return stage_query_of_plaatsing(db, sql, filter, error);
}
