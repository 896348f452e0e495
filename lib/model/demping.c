#include "model/demping.h"

#include <stddef.h>

#include "base/i18n.h"
#include "model/plaatsing.h"
#include "model/sluiting.h"

#define AT(member) offsetof(StageDemping, member)

/* clang-format off */
#define REGELS \
    "geen-voorbeeld", "geen-leermoment", "afspraak-blijft-open", "vertrouwen-groeit-niet", "opleider-afwezig", \
    "geen-contact", "rood-zonder-gesprek"
/* clang-format on */
const char *const stage_regels[] = { REGELS, NULL };
/* The rules, and what is told of by mail: reminders of a placement, or of one kind of its moments. */
const char *const stage_demping_regels[] = {
    REGELS, "herinnering", "herinnering-start", "herinnering-tussen", "herinnering-eind", NULL
};

static const StageField fields[] = {
    { .name = N_("plaatsing"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(plaatsing),
      .required = TRUE,
      .refers = &stage_plaatsing },
    { .name = N_("regel"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(regel),
      .choices = stage_demping_regels,
      .required = TRUE },
    { .name = N_("datum"), .kind = STAGE_FIELD_DAY, .at = AT(datum), .required = TRUE },
    { .name = N_("reden"), .kind = STAGE_FIELD_LINE, .at = AT(reden), .prose = TRUE, .required = TRUE },
    { .name = N_("tot"), .kind = STAGE_FIELD_DAY, .at = AT(tot) },
};

static gboolean
check(StageDb *db, const void *entity, GError **error)
{
    const StageDemping *t = entity;

    (void)db;
    return stage_sluiting_check_order(t->datum, _("tot"), t->tot, error);
}

const StageEntity stage_demping = {
    .noun = N_("demping"),
    .plural = N_("dempingen"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageDemping),
    .shows_id = TRUE,
    .of_plaatsing = "plaatsing %s ORDER BY datum, id",
    .label = "SELECT CAST(t.id AS TEXT) || ' ' || " STAGE_SQL_NAAM(
        "s") " || ', ' || t.regel FROM demping t "
             "JOIN plaatsing p ON p.id = t.plaatsing JOIN student s ON s.id = p.student WHERE t.id = $1",
    .check = check,
};

StageStmt *
stage_demping_list(StageDb *db, const StageOfPlaatsing *filter, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT t.id, t.plaatsing, s.nummer, " STAGE_SQL_NAAM("s") ", t.datum, t.regel, t.tot, t.reden "
        STAGE_SQL_BY_PLAATSING("demping")
        "ORDER BY t.datum, t.id";
    /* clang-format on */

    return stage_query_by_plaatsing(db, sql, filter, error);
}
