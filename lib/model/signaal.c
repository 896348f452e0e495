#include "model/signaal.h"

#include <stddef.h>

#include "base/error.h"
#include "base/i18n.h"
#include "model/gesprek.h"
#include "model/plaatsing.h"

#define AT(member) offsetof(StageSignaal, member)

const char *const stage_signaal_soorten[] = { "begeleiding",   "volwaardig-werknemer",
                                              "klusjes",       "te-weinig-leren",
                                              "discriminatie", "onveilig",
                                              "stoppen",       "contact",
                                              "anders",        NULL };
const char *const stage_signaal_ernst[] = { "geel", "oranje", "rood", NULL };

static const StageField fields[] = {
    { .name = N_("plaatsing"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(plaatsing),
      .required = TRUE,
      .refers = &stage_plaatsing },
    { .name = N_("gesprek"), .kind = STAGE_FIELD_REFERENCE, .at = AT(gesprek), .refers = &stage_gesprek },
    { .name = N_("datum"), .kind = STAGE_FIELD_DAY, .at = AT(datum), .required = TRUE },
    { .name = N_("soort"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(soort),
      .choices = stage_signaal_soorten,
      .required = TRUE },
    { .name = N_("ernst"), .kind = STAGE_FIELD_CHOICE, .at = AT(ernst), .choices = stage_signaal_ernst },
    { .name = N_("omschrijving"), .kind = STAGE_FIELD_NOTE, .at = AT(omschrijving) },
    { .name = N_("verwezen"), .kind = STAGE_FIELD_LINE, .at = AT(verwezen), .prose = TRUE },
    { .name = N_("gesloten"), .kind = STAGE_FIELD_DAY, .at = AT(gesloten) },
    { .name = N_("afloop"), .kind = STAGE_FIELD_NOTE, .at = AT(afloop) },
    { .name = N_("opvolging"), .kind = STAGE_FIELD_NOTE, .at = AT(opvolging) },
    { .name = N_("voor"), .kind = STAGE_FIELD_DAY, .at = AT(voor) },
    { .name = N_("ingelicht"), .kind = STAGE_FIELD_LINE, .at = AT(ingelicht), .prose = TRUE },
};

gboolean
stage_signaal_is_silent(const char *soort)
{
    return g_strcmp0(soort, "discriminatie") == 0 || g_strcmp0(soort, "onveilig") == 0;
}

static gboolean
check(StageDb *db, const void *entity, GError **error)
{
    const StageSignaal *t = entity;

    if (stage_signaal_is_silent(t->soort) &&
        (t->omschrijving != NULL || t->afloop != NULL || t->opvolging != NULL || t->ingelicht != NULL))
        return stage_fail(
            error, STAGE_ERROR_BAD_INPUT,
            _("of %s only the day and where it was referred to are kept, no story: --omschrijving=, "
              "--afloop=, --opvolging= and --ingelicht= take it away"),
            t->soort);
    if (t->afloop != NULL && !stage_day_is_set(t->gesloten))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("only a signaal that is closed has an afloop; --afloop= takes it away"));
    return stage_sluiting_check_order(t->datum, _("gesloten"), t->gesloten, error) &&
           stage_sluiting_check_order(t->datum, _("voor"), t->voor, error) &&
           stage_gesprek_check_of(db, t->gesprek, t->plaatsing, error);
}

/* What was told before it became one of which no story is kept is not told by the history either. */
static gboolean
is_private(const void *entity)
{
    const StageSignaal *t = entity;

    return stage_signaal_is_silent(t->soort);
}

const StageEntity stage_signaal = {
    .noun = N_("signaal"),
    .plural = N_("signalen"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageSignaal),
    .shows_id = TRUE,
    .of_plaatsing = "plaatsing %s ORDER BY datum, id",
    .label = "SELECT CAST(t.id AS TEXT) || ' ' || " STAGE_SQL_NAAM(
        "s") " || ', ' || t.soort || ' ' || t.datum FROM signaal t "
             "JOIN plaatsing p ON p.id = t.plaatsing JOIN student s ON s.id = p.student WHERE t.id = $1",
    .check = check,
    .is_private = is_private,
};

StageStmt *
stage_signaal_list(StageDb *db, const StageOfPlaatsing *filter, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT t.id, t.plaatsing, t.gesprek, s.nummer, " STAGE_SQL_NAAM("s") ", t.datum, t.soort, t.ernst, t.omschrijving, t.verwezen, t.gesloten, t.afloop, t.opvolging, t.voor, t.ingelicht "
        STAGE_SQL_OF_PLAATSING("signaal", "t.gesloten IS NOT NULL", "t.soort")
        "ORDER BY t.datum, t.id";
    /* clang-format on */

    return stage_query_of_plaatsing(db, sql, filter, error);
}

gboolean
stage_signaal_erase_stories(StageDb *db, gint64 first, gint64 last, GError **error)
{
    /* The print's hash stays, so that the seal over it does. A member that is set is text, and a quote in a
     * text has a backslash before it. */
    static const char sql[] =
        "UPDATE journaal SET voor = NULL, afdruk = '$' || substr(afdruk, length(afdruk) - 63) "
        "WHERE tabel = 'signaal' AND rij IN (SELECT j.rij FROM journaal j JOIN signaal t ON t.id = j.rij "
        "WHERE j.id BETWEEN $1 AND $2 AND coalesce(j.tabel, '') = 'signaal' "
        "AND t.soort IN ('discriminatie', 'onveilig')) "
        "AND (voor LIKE '%\"omschrijving\":\"%' OR voor LIKE '%\"afloop\":\"%' "
        "OR voor LIKE '%\"opvolging\":\"%' OR voor LIKE '%\"ingelicht\":\"%')";

    return stage_db_exec(db, sql, STAGE_ARGS(stage_int(first), stage_int(last)), error);
}

const StageSluiting stage_signaal_sluiting = { &stage_signaal, AT(datum), AT(gesloten), AT(afloop) };
