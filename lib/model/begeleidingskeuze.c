#include "model/begeleidingskeuze.h"

#include <stddef.h>

#include "base/error.h"
#include "base/i18n.h"
#include "model/gesprek.h"
#include "model/inschatting.h"
#include "model/plaatsing.h"

#define AT(member) offsetof(StageBegeleidingskeuze, member)

const char *const stage_strategieen[] = { "laten-zien", "meedoen", "toevertrouwen", NULL };
const char *const stage_gebieden[] = { "werk", "team", "beroepsgroep", NULL };
const char *const stage_herkenningen[] = { "ja", "nee", "deels", NULL };

static const StageField fields[] = {
    { .name = N_("plaatsing"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(plaatsing),
      .required = TRUE,
      .refers = &stage_plaatsing },
    { .name = N_("gesprek"), .kind = STAGE_FIELD_REFERENCE, .at = AT(gesprek), .refers = &stage_gesprek },
    { .name = N_("datum"), .kind = STAGE_FIELD_DAY, .at = AT(datum), .required = TRUE },
    { .name = N_("strategie"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(strategie),
      .choices = stage_strategieen,
      .required = TRUE },
    { .name = N_("gebied"), .kind = STAGE_FIELD_CHOICE, .at = AT(gebied), .choices = stage_gebieden },
    { .name = N_("voorbeeld"), .kind = STAGE_FIELD_NOTE, .at = AT(voorbeeld) },
    { .name = N_("herkend"), .kind = STAGE_FIELD_CHOICE, .at = AT(herkend), .choices = stage_herkenningen },
    { .name = N_("inschatting"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(inschatting),
      .refers = &stage_inschatting },
};

static gboolean
check(StageDb *db, const void *entity, GError **error)
{
    const StageBegeleidingskeuze *t = entity;

    static const char sql[] = "SELECT plaatsing FROM inschatting WHERE id = $1";
    gint64 of = t->plaatsing;

    if (t->gebied != NULL && g_strcmp0(t->strategie, "meedoen") != 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("only meedoen has a gebied (werk, team, beroepsgroep)"));
    if (t->inschatting != 0 && !stage_db_find(db, sql, STAGE_ARGS(stage_int(t->inschatting)), &of, error))
        return FALSE;
    if (of != t->plaatsing)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("inschatting %" PRId64 " is of another plaatsing"),
                          t->inschatting);
    return stage_gesprek_check_of(db, t->gesprek, t->plaatsing, error);
}

const StageEntity stage_begeleidingskeuze = {
    .noun = N_("begeleidingskeuze"),
    .plural = N_("begeleidingskeuzes"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageBegeleidingskeuze),
    .shows_id = TRUE,
    .of_plaatsing = "plaatsing %s ORDER BY datum, id",
    .label = "SELECT CAST(t.id AS TEXT) || ' ' || " STAGE_SQL_NAAM(
        "s") " || ', ' || t.strategie || ' ' || t.datum FROM begeleidingskeuze t "
             "JOIN plaatsing p ON p.id = t.plaatsing JOIN student s ON s.id = p.student WHERE t.id = $1",
    .check = check,
};

StageStmt *
stage_begeleidingskeuze_list(StageDb *db, const StageOfPlaatsing *filter, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT t.id, t.plaatsing, t.gesprek, s.nummer, " STAGE_SQL_NAAM("s") ", t.datum, t.strategie, t.gebied, t.herkend, t.inschatting, t.voorbeeld "
        STAGE_SQL_OF_PLAATSING("begeleidingskeuze", "0 = 1", "t.strategie")
        "ORDER BY t.datum, t.id";
    /* clang-format on */

    return stage_query_of_plaatsing(db, sql, filter, error);
}
