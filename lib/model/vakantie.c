#include "model/vakantie.h"

#include <stddef.h>

#include "base/error.h"
#include "base/i18n.h"

#define AT(member) offsetof(StageVakantie, member)

static const StageField fields[] = {
    { .name = N_("van"), .kind = STAGE_FIELD_DAY, .at = AT(van), .required = TRUE },
    { .name = N_("tot"), .kind = STAGE_FIELD_DAY, .at = AT(tot), .required = TRUE },
    { .name = N_("naam"), .kind = STAGE_FIELD_LINE, .at = AT(naam), .required = TRUE },
};

enum { LONGEST = 100 }; /* days; the summer has some fifty, and a year too many is a typing error */

static gboolean
check(StageDb *db, const void *entity, GError **error)
{
    const StageVakantie *v = entity;

    (void)db;
    if (stage_day_compare(v->tot, v->van) < 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the end %s is before the begin %s"), v->tot.text,
                          v->van.text);
    return stage_day_number(v->tot) - stage_day_number(v->van) < LONGEST ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("a holiday from %s to %s is longer than %d days"),
                      v->van.text, v->tot.text, LONGEST);
}

const StageEntity stage_vakantie = {
    .noun = N_("vakantie"),
    .plural = N_("vakanties"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageVakantie),
    .shows_id = TRUE,
    .label =
        "SELECT CAST(id AS TEXT) || ' ' || naam || ', ' || van || ' – ' || tot FROM vakantie WHERE id = $1",
    /* That it grew longer is a change of it. */
    .keys = (const StageKey[]){ { { "van", "naam" } }, { { NULL } } },
    .check = check,
};

StageStmt *
stage_vakantie_list(StageDb *db, gint64 id, StageDay from, GError **error)
{
    static const char sql[] = "SELECT id, van, tot, naam FROM vakantie WHERE (CAST($1 AS BIGINT) IS NULL OR "
                              "id = $1) AND (CAST($2 AS TEXT) IS NULL OR tot >= $2) ORDER BY van, id";

    return stage_db_query(db, sql, STAGE_ARGS(stage_int_set(id), stage_text_set(from.text)), error);
}
