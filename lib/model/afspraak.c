#include "model/afspraak.h"

#include <stddef.h>

#include "base/error.h"
#include "base/i18n.h"
#include "model/gesprek.h"
#include "model/plaatsing.h"

#define AT(member) offsetof(StageAfspraak, member)

const char *const stage_afspraak_wie[] = { "student", "opleider", "docent", "anders", NULL };

static const StageField fields[] = {
    { .name = N_("plaatsing"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(plaatsing),
      .required = TRUE,
      .refers = &stage_plaatsing },
    { .name = N_("gesprek"), .kind = STAGE_FIELD_REFERENCE, .at = AT(gesprek), .refers = &stage_gesprek },
    { .name = N_("datum"), .kind = STAGE_FIELD_DAY, .at = AT(datum), .required = TRUE },
    { .name = N_("wie"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(wie),
      .choices = stage_afspraak_wie,
      .required = TRUE },
    { .name = N_("wat"), .kind = STAGE_FIELD_NOTE, .at = AT(wat), .required = TRUE },
    { .name = N_("voor"), .kind = STAGE_FIELD_DAY, .at = AT(voor) },
    { .name = N_("gesloten"), .kind = STAGE_FIELD_DAY, .at = AT(gesloten) },
    { .name = N_("resultaat"), .kind = STAGE_FIELD_NOTE, .at = AT(resultaat) },
};

static gboolean
check(StageDb *db, const void *entity, GError **error)
{
    const StageAfspraak *t = entity;

    if (t->resultaat != NULL && !stage_day_is_set(t->gesloten))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("only an afspraak that is closed has a resultaat; --resultaat= takes it away"));
    return stage_sluiting_check_order(t->datum, _("voor"), t->voor, error) &&
           stage_sluiting_check_order(t->datum, _("gesloten"), t->gesloten, error) &&
           stage_gesprek_check_of(db, t->gesprek, t->plaatsing, error);
}

const StageEntity stage_afspraak = {
    .noun = N_("afspraak"),
    .plural = N_("afspraken"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageAfspraak),
    .shows_id = TRUE,
    .of_plaatsing = "plaatsing %s ORDER BY coalesce(voor, '9999'), datum, id",
    .label = "SELECT CAST(t.id AS TEXT) || ' ' || " STAGE_SQL_NAAM(
        "s") " || ', ' || t.wie || ': ' || substr(t.wat, 1, 40) || coalesce(', voor ' || t.voor, '') FROM "
             "afspraak t "
             "JOIN plaatsing p ON p.id = t.plaatsing JOIN student s ON s.id = p.student WHERE t.id = $1",
    .check = check,
};

StageStmt *
stage_afspraak_list(StageDb *db, const StageOfPlaatsing *filter, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT t.id, t.plaatsing, t.gesprek, s.nummer, " STAGE_SQL_NAAM("s") ", t.datum, t.wie, t.wat, t.voor, t.gesloten, t.resultaat "
        STAGE_SQL_OF_PLAATSING("afspraak", "t.gesloten IS NOT NULL", "t.wie")
        "ORDER BY coalesce(t.voor, '9999'), t.datum, t.id";
    /* clang-format on */

    return stage_query_of_plaatsing(db, sql, filter, error);
}

const StageSluiting stage_afspraak_sluiting = { &stage_afspraak, AT(datum), AT(gesloten), AT(resultaat) };
