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
    { .name = N_("begeleiding"), .kind = STAGE_FIELD_NOTE, .at = AT(begeleiding) },
    { .name = N_("bespreken"), .kind = STAGE_FIELD_NOTE, .at = AT(bespreken) },
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
    .of_plaatsing = "plaatsing %s ORDER BY datum, id",
    .label = "SELECT CAST(t.id AS TEXT) || ' ' || " STAGE_SQL_NAAM(
        "s") " || ', ' || t.datum FROM inschatting t "
             "JOIN plaatsing p ON p.id = t.plaatsing JOIN student s ON s.id = p.student WHERE t.id = $1",
    .dependents = dependents,
    .check = check,
};

/* The only one of a talk; 0 when there is none. */
static gboolean
find_only(StageDb *db, gint64 gesprek, gint64 *out_id, GError **error)
{
    static const char sql[] = "SELECT id FROM inschatting WHERE gesprek = $1 ORDER BY id";
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_ARGS(stage_int(gesprek)), error);

    if (rows == NULL)
        return FALSE;
    *out_id = stage_stmt_next(rows) ? stage_stmt_number(rows, 0) : 0;
    if (*out_id != 0 && stage_stmt_next(rows))
        return stage_fail(
            error, STAGE_ERROR_BAD_INPUT,
            _("gesprek %" PRId64 " has more than one inschatting: 'stage inschatting edit' changes one"),
            gesprek);
    return stage_stmt_done(rows, error);
}

gboolean
stage_inschatting_replace(StageDb *db, const StageGesprek *g, const char *oordeel, GError **error)
{
    StageInschatting row = {
        .plaatsing = g->plaatsing, .gesprek = g->id, .opleider = g->opleider, .datum = g->gehouden
    };
    gint64 id = 0;
    gboolean done = find_only(db, g->id, &id, error);

    if (!done || (id != 0 && !stage_entity_get(&stage_inschatting, db, id, &row, error)) ||
        (id == 0 && oordeel == NULL))
        return done && id == 0;
    if (oordeel == NULL) {
        gboolean more = row.voorbeeld != NULL || row.verwachting != NULL || row.zienswijze != NULL ||
                        row.begeleiding != NULL || row.bespreken != NULL;
        stage_entity_clear(&stage_inschatting, &row);
        return more ? stage_fail(error, STAGE_ERROR_IN_USE,
                                 _("inschatting %" PRId64
                                   " has more than its oordeel: 'stage inschatting rm %" PRId64
                                   "' takes all of it away"),
                                 id, id)
                    : stage_entity_remove(&stage_inschatting, db, id, error);
    }
    stage_set_text(&row.oordeel, oordeel);
    done = (id == 0 ? stage_entity_add : stage_entity_save)(&stage_inschatting, db, &row, error);
    stage_entity_clear(&stage_inschatting, &row);
    return done;
}

StageStmt *
stage_inschatting_list(StageDb *db, const StageOfPlaatsing *filter, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT t.id, t.plaatsing, t.gesprek, s.nummer, " STAGE_SQL_NAAM("s") ", t.datum, (SELECT " STAGE_SQL_NAAM("o") " FROM opleider o WHERE o.id = t.opleider), t.oordeel, t.voorbeeld, t.verwachting, t.zienswijze, t.herkend, t.begeleiding, t.bespreken "
        STAGE_SQL_OF_PLAATSING("inschatting", "0 = 1", "''")
        "ORDER BY t.datum, t.id";
    /* clang-format on */

    return stage_query_of_plaatsing(db, sql, filter, error);
}
