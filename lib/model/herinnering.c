#include "model/herinnering.h"

#include <stddef.h>

#include "base/i18n.h"
#include "model/bericht.h"

#define AT(member) offsetof(StageHerinnering, member)
#define NUMBER(member)                                                                                       \
    {                                                                                                        \
        .name = #member, .kind = STAGE_FIELD_NUMBER, .at = AT(member), .size = STAGE_FIELD_MANY,             \
        .required = TRUE                                                                                     \
    }

static const StageField fields[] = {
    { .name = N_("bericht"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(bericht),
      .required = TRUE,
      .refers = &stage_bericht },
    NUMBER(plaatsing),
    { .name = "punt", .kind = STAGE_FIELD_KEPT, .at = AT(punt), .required = TRUE },
    { .name = "stap", .kind = STAGE_FIELD_KEPT, .at = AT(stap), .required = TRUE },
    { .name = "rol", .kind = STAGE_FIELD_KEPT, .at = AT(rol), .required = TRUE },
    NUMBER(keer),
    { .name = N_("datum"), .kind = STAGE_FIELD_DAY, .at = AT(datum), .required = TRUE },
    { .name = N_("voor"), .kind = STAGE_FIELD_DAY, .at = AT(voor) },
    { .name = "vervallen", .kind = STAGE_FIELD_YESNO, .at = AT(vervallen) },
};

const StageEntity stage_herinnering = {
    .noun = N_("herinnering"),
    .plural = N_("herinneringen"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageHerinnering),
    .shows_id = TRUE,
    .label = "SELECT CAST(id AS TEXT) || ' ' || punt || ', ' || datum FROM herinnering WHERE id = $1",
};

/* Told is what went, and what is written down to go: not what was withdrawn or given up before anybody had
 * it. */
#define TELT "h.vervallen IS DISTINCT FROM 1 AND (b.verstuurd IS NOT NULL OR b.ingetrokken IS NULL)"

/* clang-format off */
#define TOLD(which) \
    "SELECT h.punt, h.stap, h.rol, count(*) FILTER (WHERE " TELT "), max(h.datum) FILTER (WHERE " TELT "), max(h.keer), " \
    "h.plaatsing FROM herinnering h JOIN bericht b ON b.id = h.bericht WHERE h.plaatsing " which \
    " GROUP BY h.plaatsing, h.punt, h.stap, h.rol"
/* clang-format on */

StageStmt *
stage_herinnering_of(StageDb *db, gint64 plaatsing, GError **error)
{
    static const char sql[] = TOLD("= $1");

    return stage_db_query(db, sql, STAGE_ARGS(stage_int(plaatsing)), error);
}

StageStmt *
stage_herinnering_of_docent(StageDb *db, gint64 docent, GError **error)
{
    static const char sql[] = TOLD("IN (SELECT id FROM plaatsing WHERE docent = $1 "
                                   "UNION SELECT plaatsing FROM begeleider WHERE docent = $1)");

    return stage_db_query(db, sql, STAGE_ARGS(stage_int(docent)), error);
}

StageStmt *
stage_herinnering_open(StageDb *db, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT h.plaatsing, h.punt, h.stap, h.rol, h.id, h.bericht FROM bericht b JOIN herinnering h ON h.bericht = b.id "
        "WHERE " STAGE_SQL_TE_GAAN("b") " AND h.vervallen IS DISTINCT FROM 1 ORDER BY h.id";
    /* clang-format on */

    return stage_db_query(db, sql, STAGE_NO_ARGS, error);
}

gboolean
stage_herinnering_lapse(StageDb *db, gint64 id, GError **error)
{
    static const char sql[] = "UPDATE herinnering SET vervallen = 1 WHERE id = $1";

    return stage_db_change(db, sql, STAGE_ARGS(stage_int(id)), error);
}
