#include "model/plaatsing.h"

#include <stddef.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/docent.h"
#include "model/leerbedrijf.h"
#include "model/opleider.h"
#include "model/query.h"
#include "model/student.h"

#define AT(member) offsetof(StagePlaatsing, member)

const char *const stage_plaatsing_statussen[] = { "voorlopig", "vervallen", NULL };

static const StageField fields[] = {
    { .name = N_("student"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(student),
      .required = TRUE,
      .refers = &stage_student },
    { .name = N_("leerbedrijf"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(leerbedrijf),
      .required = TRUE,
      .refers = &stage_leerbedrijf },
    { .name = N_("docent"), .kind = STAGE_FIELD_REFERENCE, .at = AT(docent), .refers = &stage_docent },
    { .name = N_("opleider"), .kind = STAGE_FIELD_REFERENCE, .at = AT(opleider), .refers = &stage_opleider },
    { .name = N_("begin"), .kind = STAGE_FIELD_DAY, .at = AT(begin), .required = TRUE },
    { .name = N_("einde"), .kind = STAGE_FIELD_DAY, .at = AT(einde), .required = TRUE },
    { .name = N_("einde_werkelijk"), .kind = STAGE_FIELD_DAY, .at = AT(einde_werkelijk) },
    { .name = N_("reden"), .kind = STAGE_FIELD_LINE, .at = AT(reden), .prose = TRUE },
    { .name = N_("uren"), .kind = STAGE_FIELD_NUMBER, .at = AT(uren), .size = 9999 },
    { .name = N_("overeenkomst"), .kind = STAGE_FIELD_LINE, .at = AT(overeenkomst) },
    { .name = N_("status"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(status),
      .choices = stage_plaatsing_statussen },
    { .name = N_("werkdagen"), .kind = STAGE_FIELD_WEEKDAYS, .at = AT(werkdagen) },
    { .name = N_("status_sinds"), .kind = STAGE_FIELD_DAY, .at = AT(status_sinds) },
};

static const StageDependent dependents[] = {
    { N_("gesprek"), "SELECT id FROM gesprek WHERE plaatsing = $1 ORDER BY id" },
    { N_("begeleider"), "SELECT id FROM begeleider WHERE plaatsing = $1 ORDER BY id" },
    { N_("inschatting"), "SELECT id FROM inschatting WHERE plaatsing = $1 ORDER BY id" },
    { N_("begeleidingskeuze"), "SELECT id FROM begeleidingskeuze WHERE plaatsing = $1 ORDER BY id" },
    { N_("afspraak"), "SELECT id FROM afspraak WHERE plaatsing = $1 ORDER BY id" },
    { N_("signaal"), "SELECT id FROM signaal WHERE plaatsing = $1 ORDER BY id" },
    { N_("demping"), "SELECT id FROM demping WHERE plaatsing = $1 ORDER BY id" },
    { NULL, NULL },
};

/* Who guides at one company does not guide at another. */
static gboolean
check_opleider(StageDb *db, const StagePlaatsing *p, GError **error)
{
    static const char sql[] = "SELECT leerbedrijf FROM opleider WHERE id = $1";
    gint64 leerbedrijf = 0;

    if (db == NULL || p->opleider == 0)
        return TRUE;
    if (!stage_db_find(db, sql, STAGE_ARGS(stage_int(p->opleider)), &leerbedrijf, error))
        return FALSE;
    return leerbedrijf == p->leerbedrijf ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("praktijkopleider %" PRId64
                        " is of another leerbedrijf: give one of this leerbedrijf, or none (\"\")"),
                      p->opleider);
}

static gboolean
check(StageDb *db, const void *entity, GError **error)
{
    const StagePlaatsing *p = entity;

    if (stage_day_compare(p->einde, p->begin) < 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the end %s is before the begin %s"), p->einde.text,
                          p->begin.text);
    if (stage_day_is_set(p->einde_werkelijk) && stage_day_compare(p->einde_werkelijk, p->begin) < 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the real end %s is before the begin %s"),
                          p->einde_werkelijk.text, p->begin.text);
    return check_opleider(db, p, error);
}

/* Of two numbers of an agreement each is another placement. */
static gboolean
fits_by_begin(const void *given, const void *row)
{
    const StagePlaatsing *p = given, *known = row;

    return p->overeenkomst == NULL || known->overeenkomst == NULL;
}

static const StageKey keys[] = {
    { { "overeenkomst" } },
    { { "student", "leerbedrijf", "begin" }, .fits = fits_by_begin },
    { { NULL } },
};

#define LABEL                                                                                                \
    "CAST(p.id AS TEXT) || ' ' || " STAGE_SQL_NAAM(                                                          \
        "s") " || ', ' || l.naam || ', ' || p.begin || ' – ' || " STAGE_SQL_EINDE("p")
#define TABLES                                                                                               \
    " FROM plaatsing p JOIN student s ON s.id = p.student JOIN leerbedrijf l ON l.id = p.leerbedrijf "

const StageEntity stage_plaatsing = {
    .noun = N_("plaatsing"),
    .plural = N_("plaatsingen"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StagePlaatsing),
    .shows_id = TRUE,
    .find_key = "SELECT p.id, " LABEL TABLES
                "WHERE p.overeenkomst = $1 OR s.nummer = $1 ORDER BY p.begin, p.id",
    .find_name = "SELECT p.id, " LABEL TABLES "WHERE s.zoek = $1 ORDER BY p.begin, p.id",
    .find_part = "SELECT p.id, " LABEL ", s.zoek" TABLES
                 "WHERE s.zoek LIKE $1 ORDER BY s.zoek_achternaam, s.zoek, p.begin",
    .label = "SELECT " LABEL TABLES "WHERE p.id = $1",
    .of_plaatsing = "id %s",
    .dependents = dependents,
    .keys = keys,
    .check = check,
};

StageDay
stage_plaatsing_einde(const StagePlaatsing *p)
{
    return stage_day_is_set(p->einde_werkelijk) ? p->einde_werkelijk : p->einde;
}

StageStmt *
stage_plaatsing_list(StageDb *db, const StagePlaatsingFilter *filter, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT p.id, s.nummer, " STAGE_SQL_NAAM("s")
        ", s.klas, l.naam, l.plaats, coalesce(d.code, nullif(" STAGE_SQL_NAAM("d") ", '')), nullif("
        STAGE_SQL_NAAM("o") ", ''), p.begin, " STAGE_SQL_EINDE("p")
        ", p.uren, p.overeenkomst, p.status, p.reden, p.werkdagen, p.status_sinds" TABLES
        "LEFT JOIN docent d ON d.id = " STAGE_SQL_BEGELEIDER("p", "docent", "CAST($8 AS TEXT)") " "
        "LEFT JOIN opleider o ON o.id = " STAGE_SQL_BEGELEIDER("p", "opleider", "CAST($8 AS TEXT)") " "
        "WHERE (CAST($1 AS BIGINT) IS NULL OR p.id = $1) "
        "AND (CAST($2 AS BIGINT) IS NULL OR p.student = $2) "
        "AND (CAST($3 AS BIGINT) IS NULL OR " STAGE_SQL_IS_BEGELEIDER("p", "docent", "$3", "$8") ") "
        "AND (CAST($4 AS BIGINT) IS NULL OR p.leerbedrijf = $4) "
        "AND (CAST($5 AS BIGINT) IS NULL OR " STAGE_SQL_IS_BEGELEIDER("p", "opleider", "$5", "$8") ") "
        "AND (CAST($6 AS TEXT) IS NULL OR s.klas = $6) "
        "AND (CAST($7 AS TEXT) IS NULL OR " STAGE_SQL_LOOPT("p", "$7") ") "
        "ORDER BY p.begin, s.zoek_achternaam, s.zoek, p.id";
    /* clang-format on */

    return stage_db_query(
        db, sql,
        STAGE_ARGS(stage_int_set(filter->id), stage_int_set(filter->student), stage_int_set(filter->docent),
                   stage_int_set(filter->leerbedrijf), stage_int_set(filter->opleider),
                   stage_text(filter->klas), stage_text_set(filter->on.text),
                   stage_text(stage_day_is_set(filter->on) ? filter->on.text : filter->today.text)),
        error);
}

/* 0 when the day falls in the placement, else the days between. */
static int
distance(StageDay begin, StageDay einde, StageDay day)
{
    if (stage_day_compare(day, begin) < 0)
        return stage_day_number(begin) - stage_day_number(day);
    return stage_day_compare(day, einde) > 0 ? stage_day_number(day) - stage_day_number(einde) : 0;
}

gboolean
stage_plaatsing_on(StageDb *db, gint64 student, StageDay day, StagePlaatsing *out, gboolean *out_inside,
                   GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT p.id, p.begin, " STAGE_SQL_EINDE("p") ", " LABEL TABLES
        "WHERE p.student = $1 "
        "AND p.status IS DISTINCT FROM 'vervallen' "
        "ORDER BY p.begin, p.id";
    /* clang-format on */
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_ARGS(stage_int(student)), error);
    g_autoptr(GString) several = g_string_new(NULL);
    int least = G_MAXINT;
    guint inside = 0;
    gint64 id = 0;

    if (rows == NULL)
        return FALSE;
    while (stage_stmt_next(rows)) {
        StageDay begin = STAGE_NO_DAY, einde = STAGE_NO_DAY;
        stage_day_from_iso(stage_stmt_text(rows, 1), &begin);
        stage_day_from_iso(stage_stmt_text(rows, 2), &einde);
        int away = distance(begin, einde, day);
        if (away == 0) {
            inside++;
            g_autofree char *safe = stage_visible(stage_stmt_text(rows, 3));
            g_string_append_printf(several, "\n  %s", safe);
        }
        if (away < least) {
            least = away;
            id = stage_stmt_number(rows, 0);
        }
    }
    if (!stage_stmt_done(rows, error))
        return FALSE;
    if (inside > 1)
        return stage_fail(error, STAGE_ERROR_AMBIGUOUS,
                          _("%s falls in %u placements; say which with --plaatsing:%s"), day.text, inside,
                          several->str);
    g_autofree char *label = stage_entity_label(&stage_student, db, student, error);
    if (label == NULL)
        return FALSE;
    if (id == 0)
        return stage_fail(error, STAGE_ERROR_NOT_FOUND, _("student %s has no plaatsing"), label);
    *out_inside = inside == 1;
    return stage_entity_get(&stage_plaatsing, db, id, out, error);
}

gboolean
stage_plaatsing_registered(StageDb *db, const char *sbb, StageDay begin, const char *crebo, gint64 *out_id,
                           GError **error)
{
    static const char sql[] =
        "SELECT p.id FROM plaatsing p JOIN leerbedrijf l ON l.id = p.leerbedrijf "
        "JOIN student s ON s.id = p.student LEFT JOIN opleiding o ON o.id = s.opleiding "
        "WHERE l.sbb = $1 AND p.begin = $2 AND p.status IS DISTINCT FROM 'vervallen' "
        "AND (CAST($3 AS TEXT) IS NULL OR o.crebo IS NULL OR o.crebo = $3)";

    if (!stage_db_find(db, sql, STAGE_ARGS(stage_text(sbb), stage_text_set(begin.text), stage_text(crebo)),
                       out_id, error)) {
        g_prefix_error(error, _("leerbedrijf %s, %s: "), sbb, begin.text);
        return FALSE;
    }
    return *out_id != 0 ||
           stage_fail(error, STAGE_ERROR_NOT_FOUND,
                      _("no placement in the store begins at leerbedrijf %s on %s"), sbb, begin.text);
}
