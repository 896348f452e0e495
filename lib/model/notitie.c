#include "model/notitie.h"

#include <stddef.h>

#include "base/error.h"
#include "base/i18n.h"
#include "model/gesprek.h"

#define AT(member) offsetof(StageNotitie, member)

/* In the order of their keys. */
const char *const stage_aspecten[] = { "aha",
                                       "vraag",
                                       "gevoel",
                                       "praten",
                                       "meekijken",
                                       "uitvoeren-begeleid",
                                       "uitvoeren-zelfstandig",
                                       "werkveld",
                                       "oordeel",
                                       "voorbeeld",
                                       "verwachting",
                                       "laten-zien",
                                       "meedoen",
                                       "toevertrouwen",
                                       NULL };
const char *const stage_notitie_volgens[] = { "student", "opleider", "docent", NULL };
static const gint64 sleutels[] = { 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4 };

static const StageField fields[] = {
    { .name = N_("gesprek"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(gesprek),
      .required = TRUE,
      .refers = &stage_gesprek },
    { .name = N_("sleutel"), .kind = STAGE_FIELD_NUMBER, .at = AT(sleutel), .size = 4 },
    { .name = N_("aspect"), .kind = STAGE_FIELD_CHOICE, .at = AT(aspect), .choices = stage_aspecten },
    { .name = N_("geboden"), .kind = STAGE_FIELD_YESNO, .at = AT(geboden) },
    { .name = N_("tekst"), .kind = STAGE_FIELD_NOTE, .at = AT(tekst) },
    { .name = N_("vertrouwelijk"), .kind = STAGE_FIELD_YESNO, .at = AT(vertrouwelijk) },
    { .name = N_("volgens"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(volgens),
      .choices = stage_notitie_volgens },
};

gint64
stage_aspect_sleutel(const char *aspect)
{
    for (guint i = 0; stage_aspecten[i] != NULL; i++)
        if (g_strcmp0(stage_aspecten[i], aspect) == 0)
            return sleutels[i];
    return 0;
}

static gboolean
check(StageDb *db, const void *entity, GError **error)
{
    const StageNotitie *n = entity;
    gint64 of_aspect = stage_aspect_sleutel(n->aspect);

    (void)db;
    if (n->tekst == NULL && n->geboden == 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("a note has a text, or says whether something is offered"));
    if (n->sleutel == 0 && n->vertrouwelijk != STAGE_YES)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("only a confidential note may stand outside the keys"));
    if (n->aspect != NULL && of_aspect != n->sleutel)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("aspect %s is of key %" PRId64), n->aspect,
                          of_aspect);
    return n->geboden == 0 || n->sleutel == 2 ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("only what key 2 is about is offered or not"));
}

static gboolean
is_private(const void *entity)
{
    const StageNotitie *n = entity;

    return n->vertrouwelijk == STAGE_YES;
}

#define TABLES                                                                                               \
    " FROM notitie n JOIN gesprek g ON g.id = n.gesprek JOIN plaatsing p ON p.id = g.plaatsing "             \
    "JOIN student s ON s.id = p.student "

const StageEntity stage_notitie = {
    .noun = N_("notitie"),
    .plural = N_("notities"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageNotitie),
    .shows_id = TRUE,
    .of_plaatsing =
        "gesprek IN (SELECT id FROM gesprek WHERE plaatsing %s) ORDER BY gesprek, sleutel NULLS FIRST, id",
    .label = "SELECT CAST(n.id AS TEXT) || ' ' || " STAGE_SQL_NAAM(
        "s") " || ', ' || g.soort || ' ' || "
             "coalesce(g.gehouden, g.gepland)" TABLES "WHERE n.id = $1",
    .check = check,
    .is_private = is_private,
};

StageStmt *
stage_notitie_list(StageDb *db, const StageNotitieFilter *filter, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT n.id, n.gesprek, s.nummer, " STAGE_SQL_NAAM("s")
        ", coalesce(g.gehouden, g.gepland), n.sleutel, n.aspect, n.geboden, "
        "CASE WHEN n.vertrouwelijk = 1 THEN 1 ELSE 0 END, n.tekst, n.volgens" TABLES
        "WHERE (CAST($1 AS BIGINT) IS NULL OR n.id = $1) "
        "AND (CAST($2 AS BIGINT) IS NULL OR n.gesprek = $2) "
        "AND (CAST($3 AS BIGINT) IS NULL OR p.student = $3) "
        "AND (CAST($4 AS BIGINT) IS NULL OR g.plaatsing = $4) "
        "AND (CAST($5 AS BIGINT) IS NULL OR n.sleutel = $5) "
        "AND (CAST($6 AS TEXT) IS NULL OR n.aspect = $6) "
        "AND (CAST($7 AS BIGINT) = 1 OR n.vertrouwelijk IS DISTINCT FROM 1) "
        "ORDER BY coalesce(g.gehouden, g.gepland), n.gesprek, n.sleutel, n.id";
    /* clang-format on */

    return stage_db_query(db, sql,
                          STAGE_ARGS(stage_int_set(filter->id), stage_int_set(filter->gesprek),
                                     stage_int_set(filter->student), stage_int_set(filter->plaatsing),
                                     stage_int_set(filter->sleutel), stage_text(filter->aspect),
                                     stage_int(filter->confidential ? 1 : 0)),
                          error);
}

gboolean
stage_notitie_add(StageDb *db, gint64 gesprek, int sleutel, const char *tekst, GError **error)
{
    StageNotitie n = { .gesprek = gesprek,
                       .sleutel = sleutel,
                       .tekst = g_strdup(tekst),
                       .vertrouwelijk = sleutel == 0 ? STAGE_YES : 0 };
    gboolean done = stage_entity_add(&stage_notitie, db, &n, error);

    stage_entity_clear(&stage_notitie, &n);
    return done;
}

gboolean
stage_notitie_replace(StageDb *db, gint64 gesprek, int sleutel, const char *tekst, GError **error)
{
    static const char sql[] =
        "DELETE FROM notitie WHERE gesprek = $1 AND coalesce(sleutel, 0) = $2 AND aspect IS NULL "
        "AND CASE WHEN vertrouwelijk = 1 THEN 0 ELSE 1 END = $3";

    return stage_db_exec(db, sql,
                         STAGE_ARGS(stage_int(gesprek), stage_int(sleutel), stage_int(sleutel == 0 ? 0 : 1)),
                         error) &&
           (tekst == NULL || stage_notitie_add(db, gesprek, sleutel, tekst, error));
}
