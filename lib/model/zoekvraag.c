#include "model/zoekvraag.h"

#include <stddef.h>

#include "base/i18n.h"

#define AT(member) offsetof(StageZoekvraag, member)

static const StageField fields[] = {
    { .name = N_("naam"), .kind = STAGE_FIELD_LINE, .at = AT(naam), .required = TRUE },
    { .name = N_("vraag"), .kind = STAGE_FIELD_LINE, .at = AT(vraag), .required = TRUE },
};

const StageEntity stage_zoekvraag = {
    .noun = N_("zoekvraag"),
    .plural = N_("zoekvragen"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageZoekvraag),
    .find_key = "SELECT id, naam FROM zoekvraag WHERE naam = $1",
    .label = "SELECT naam FROM zoekvraag WHERE id = $1",
};

StageStmt *
stage_zoekvraag_list(StageDb *db, gint64 id, GError **error)
{
    static const char sql[] =
        "SELECT naam, vraag FROM zoekvraag WHERE (CAST($1 AS BIGINT) IS NULL OR id = $1) "
        "ORDER BY naam";

    return stage_db_query(db, sql, STAGE_ARGS(stage_int_set(id)), error);
}
