#include "model/vrijstelling.h"

#include <stddef.h>

#include "base/i18n.h"
#include "model/plaatsing.h"
#include "model/query.h"

#define AT(member) offsetof(StageVrijstelling, member)

const char *const stage_vrijstelling_momenten[] = { "start", "tussen", "eind", NULL };

static const StageField fields[] = {
    { .name = N_("plaatsing"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(plaatsing),
      .required = TRUE,
      .refers = &stage_plaatsing },
    { .name = N_("moment"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(moment),
      .choices = stage_vrijstelling_momenten,
      .required = TRUE },
    { .name = N_("datum"), .kind = STAGE_FIELD_DAY, .at = AT(datum), .required = TRUE },
    { .name = N_("reden"), .kind = STAGE_FIELD_LINE, .at = AT(reden), .prose = TRUE, .required = TRUE },
};

const StageEntity stage_vrijstelling = {
    .noun = N_("vrijstelling"),
    .plural = N_("vrijstellingen"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageVrijstelling),
    .shows_id = TRUE,
    .label = "SELECT CAST(t.id AS TEXT) || ' ' || " STAGE_SQL_NAAM(
        "s") " || ', ' || t.moment || ' ' || t.datum FROM vrijstelling t "
             "JOIN plaatsing p ON p.id = t.plaatsing JOIN student s ON s.id = p.student WHERE t.id = $1",
};

StageStmt *
stage_vrijstelling_list(StageDb *db, const StageOfPlaatsing *filter, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT t.id, t.plaatsing, s.nummer, " STAGE_SQL_NAAM("s") ", t.datum, t.moment, t.reden "
        STAGE_SQL_BY_PLAATSING("vrijstelling")
        "ORDER BY t.datum, t.id";
    /* clang-format on */

    return stage_query_by_plaatsing(db, sql, filter, error);
}

gboolean
stage_vrijstelling_any(StageDb *db, gboolean *out, GError **error)
{
    return stage_query_any(db, "SELECT count(*) FROM (SELECT 1 FROM vrijstelling LIMIT 1) een", out, error);
}

StageStmt *
stage_vrijstelling_of(StageDb *db, gint64 plaatsing, GError **error)
{
    static const char sql[] =
        "SELECT moment, datum, reden FROM vrijstelling WHERE plaatsing = $1 ORDER BY datum, id";

    return stage_db_query(db, sql, STAGE_ARGS(stage_int(plaatsing)), error);
}
