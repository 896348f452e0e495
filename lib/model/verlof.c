#include "model/verlof.h"

#include <stddef.h>

#include "base/error.h"
#include "base/i18n.h"
#include "model/docent.h"

#define AT(member) offsetof(StageVerlof, member)

static const StageField fields[] = {
    { .name = N_("docent"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(docent),
      .required = TRUE,
      .refers = &stage_docent },
    { .name = N_("van"), .kind = STAGE_FIELD_DAY, .at = AT(van), .required = TRUE },
    { .name = N_("tot"), .kind = STAGE_FIELD_DAY, .at = AT(tot), .required = TRUE },
};

static gboolean
check(StageDb *db, const void *entity, GError **error)
{
    const StageVerlof *v = entity;

    (void)db;
    return !stage_day_is_set(v->van) || !stage_day_is_set(v->tot) || stage_day_compare(v->van, v->tot) <= 0 ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("it ends on %s, before it begins on %s"), v->tot.text,
                      v->van.text);
}

#define NAME "coalesce(d.code, nullif(" STAGE_SQL_NAAM("d") ", ''))"

const StageEntity stage_verlof = {
    .noun = N_("verlof"),
    .plural = N_("verlof"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageVerlof),
    .shows_id = TRUE,
    .label = "SELECT CAST(v.id AS TEXT) || ' ' || " NAME
             " || ', ' || v.van FROM verlof v JOIN docent d ON d.id = v.docent WHERE v.id = $1",
    .check = check,
};

StageStmt *
stage_verlof_list(StageDb *db, gint64 id, gint64 docent, StageDay from, GError **error)
{
    static const char sql[] = "SELECT v.id, " NAME
                              ", v.van, v.tot FROM verlof v JOIN docent d ON d.id = v.docent "
                              "WHERE (CAST($1 AS BIGINT) IS NULL OR v.id = $1) "
                              "AND (CAST($2 AS BIGINT) IS NULL OR v.docent = $2) "
                              "AND (CAST($3 AS TEXT) IS NULL OR v.tot >= $3) ORDER BY v.van, v.id";

    return stage_db_query(
        db, sql, STAGE_ARGS(stage_int_set(id), stage_int_set(docent), stage_text_set(from.text)), error);
}

StageStmt *
stage_verlof_of(StageDb *db, gint64 docent, StageDay from, GError **error)
{
    static const char sql[] = "SELECT van, tot FROM verlof WHERE docent = $1 AND tot >= $2 ORDER BY van, id";

    return stage_db_query(db, sql, STAGE_ARGS(stage_int(docent), stage_text(from.text)), error);
}

gboolean
stage_verlof_on(StageDb *db, gint64 docent, StageDay day, gboolean *out, GError **error)
{
    static const char sql[] = "SELECT count(*) FROM verlof WHERE docent = $1 AND van <= $2 AND tot >= $2";
    gint64 n = 0;

    if (!stage_db_number(db, sql, STAGE_ARGS(stage_int(docent), stage_text(day.text)), &n, error))
        return FALSE;
    *out = n > 0;
    return TRUE;
}
