#include "model/gesprek.h"

#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/docent.h"
#include "model/opleider.h"
#include "model/plaatsing.h"
#include "model/query.h"

#define AT(member) offsetof(StageGesprek, member)

const char *const stage_gesprek_soorten[] = { "start", "tussen", "eind", "extra", NULL };
const char *const stage_gesprek_vormen[] = { "bezoek", "online", "telefoon", "op-school", NULL };
const char *const stage_gesprek_standen[] = { "gepland", "gehouden", "geannuleerd", NULL };

static const StageField fields[] = {
    { .name = N_("plaatsing"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(plaatsing),
      .required = TRUE,
      .refers = &stage_plaatsing },
    { .name = N_("soort"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(soort),
      .choices = stage_gesprek_soorten,
      .required = TRUE },
    { .name = N_("vorm"), .kind = STAGE_FIELD_CHOICE, .at = AT(vorm), .choices = stage_gesprek_vormen },
    { .name = N_("gepland"), .kind = STAGE_FIELD_DAY, .at = AT(gepland) },
    { .name = N_("tijd"), .kind = STAGE_FIELD_LINE, .at = AT(tijd) },
    { .name = N_("gehouden"), .kind = STAGE_FIELD_DAY, .at = AT(gehouden) },
    { .name = N_("geannuleerd"), .kind = STAGE_FIELD_DAY, .at = AT(geannuleerd) },
    { .name = N_("reden"), .kind = STAGE_FIELD_LINE, .at = AT(reden), .prose = TRUE },
    { .name = N_("docent_aanwezig"), .kind = STAGE_FIELD_YESNO, .at = AT(docent_aanwezig) },
    { .name = N_("student_aanwezig"), .kind = STAGE_FIELD_YESNO, .at = AT(student_aanwezig) },
    { .name = N_("opleider_aanwezig"), .kind = STAGE_FIELD_YESNO, .at = AT(opleider_aanwezig) },
    { .name = N_("docent"), .kind = STAGE_FIELD_REFERENCE, .at = AT(docent), .refers = &stage_docent },
    { .name = N_("opleider"), .kind = STAGE_FIELD_REFERENCE, .at = AT(opleider), .refers = &stage_opleider },
    { .name = N_("anderen"), .kind = STAGE_FIELD_LINE, .at = AT(anderen), .prose = TRUE },
    { .name = N_("plek"), .kind = STAGE_FIELD_LINE, .at = AT(plek), .prose = TRUE },
    { .name = N_("duur"), .kind = STAGE_FIELD_NUMBER, .at = AT(duur), .size = 1440 },
    { .name = N_("vervanger"), .kind = STAGE_FIELD_LINE, .at = AT(vervanger), .prose = TRUE },
    { .name = N_("einde_toen"), .kind = STAGE_FIELD_DAY, .at = AT(einde_toen) },
};

#define COLUMNS                                                                                              \
    "plaatsing, soort, vorm, gepland, tijd, gehouden, geannuleerd, reden, docent_aanwezig, "                 \
    "student_aanwezig, opleider_aanwezig, docent, opleider, anderen, plek, duur, vervanger, einde_toen"
static const StageDependent dependents[] = {
    { N_("notitie"), "SELECT id FROM notitie WHERE gesprek = $1 ORDER BY id" },
    { N_("inschatting"), "SELECT id FROM inschatting WHERE gesprek = $1 ORDER BY id" },
    { N_("begeleidingskeuze"), "SELECT id FROM begeleidingskeuze WHERE gesprek = $1 ORDER BY id" },
    { N_("afspraak"), "SELECT id FROM afspraak WHERE gesprek = $1 ORDER BY id" },
    { N_("signaal"), "SELECT id FROM signaal WHERE gesprek = $1 ORDER BY id" },
    { N_("reactie"), "SELECT id FROM reactie WHERE gesprek = $1 ORDER BY id" },
    { NULL, NULL },
};

#define LABEL                                                                                                \
    "CAST(g.id AS TEXT) || ' ' || " STAGE_SQL_NAAM(                                                          \
        "s") " || ', ' || g.soort || ' ' || coalesce(g.gehouden, g.gepland)"
#define TABLES " FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing JOIN student s ON s.id = p.student "

static gboolean
check(StageDb *db, const void *entity, GError **error)
{
    const StageGesprek *g = entity;

    (void)db;
    if (stage_day_is_set(g->gehouden) &&
        g->docent_aanwezig + g->student_aanwezig + g->opleider_aanwezig == 3 * STAGE_NO)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("nobody was present"));
    return TRUE;
}

const StageEntity stage_gesprek = {
    .noun = N_("gesprek"),
    .plural = N_("gesprekken"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageGesprek),
    .shows_id = TRUE,
    .of_plaatsing = "plaatsing %s ORDER BY coalesce(gehouden, gepland), id",
    .label = "SELECT " LABEL TABLES "WHERE g.id = $1",
    .dependents = dependents,
    .check = check,
};

StageSoort
stage_soort_of(const char *soort)
{
    StageSoort at = STAGE_SOORT_START;

    while (at < STAGE_SOORT_EXTRA && g_strcmp0(stage_gesprek_soorten[at], soort) != 0)
        at++;
    return at;
}

gboolean
stage_gesprek_gezamenlijk(const StageGesprek *g)
{
    return stage_day_is_set(g->gehouden) && g->docent_aanwezig == STAGE_YES &&
           g->student_aanwezig == STAGE_YES && g->opleider_aanwezig == STAGE_YES;
}

void
stage_gesprek_free(StageGesprek *g)
{
    if (g == NULL)
        return;
    stage_entity_clear(&stage_gesprek, g);
    g_free(g);
}

/* The day of a talk: held, else planned. */
#define DAG "coalesce(g.gehouden, g.gepland)"
#define STAND                                                                                                \
    "CASE WHEN g.gehouden IS NOT NULL THEN 'gehouden' WHEN g.geannuleerd IS NOT NULL THEN 'geannuleerd' "    \
    "ELSE 'gepland' END"

/* What went by mail and came back: "gevraagd 2026-11-23; beantwoord 2026-11-25", and of the summary to `rol`
 * "versie 2 verstuurd 2026-11-26; akkoord met versie 1 op 2026-11-25". Only when $9 is 1. */
/* clang-format off */
#define VRAAG \
    "CASE WHEN CAST($9 AS BIGINT) = 1 THEN (SELECT CASE WHEN b.verstuurd IS NOT NULL THEN 'gevraagd ' || substr(b.verstuurd, 1, 10) " \
    "WHEN b.ingetrokken IS NOT NULL THEN 'niet bezorgd' ELSE 'nog te versturen' END || " \
    "coalesce('; beantwoord ' || (SELECT min(q.datum) FROM post q WHERE q.bericht = b.id AND q.uitkomst = 'inschatting'), '') " \
    "FROM bericht b WHERE b.gesprek = g.id AND b.soort = 'vraag' ORDER BY b.id DESC LIMIT 1) END"
#define VERSLAG(rol_) \
    "CASE WHEN CAST($9 AS BIGINT) = 1 THEN nullif(coalesce((SELECT 'versie ' || CAST(b.versie AS TEXT) || CASE WHEN b.verstuurd IS NOT NULL " \
    "THEN ' verstuurd ' || substr(b.verstuurd, 1, 10) WHEN b.ingetrokken IS NOT NULL THEN ' niet bezorgd' ELSE ' nog te versturen' END " \
    "FROM bericht b WHERE b.gesprek = g.id AND b.soort = 'verslag' AND b.rol = '" rol_ "' ORDER BY b.id DESC LIMIT 1), '') || " \
    "coalesce((SELECT '; ' || r.soort || ' met versie ' || CAST(r.versie AS TEXT) || ' op ' || r.datum || coalesce(': ' || r.tekst, '') " \
    "FROM reactie r WHERE r.gesprek = g.id AND r.rol = '" rol_ "' ORDER BY r.id DESC LIMIT 1), ''), '') END"
/* clang-format on */

StageStmt *
stage_gesprek_list(StageDb *db, const StageGesprekFilter *filter, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT g.id, g.plaatsing, s.nummer, " STAGE_SQL_NAAM("s")
        ", s.klas, l.naam, coalesce(d.code, nullif(" STAGE_SQL_NAAM("d")
        ", '')), coalesce(g.gehouden, g.gepland), g.tijd, g.soort, g.vorm, " STAND
        ", g.docent_aanwezig, g.student_aanwezig, g.opleider_aanwezig, "
        "CASE WHEN g.gehouden IS NULL THEN NULL ELSE g.docent_aanwezig * g.student_aanwezig * g.opleider_aanwezig END, "
        "g.reden, n.sleutel1, n.sleutel2, n.sleutel3, n.sleutel4, "
        "CASE WHEN CAST($8 AS BIGINT) = 1 THEN n.vertrouwelijk END, "
        "nullif(" STAGE_SQL_NAAM("o") ", ''), g.anderen, g.plek, g.duur, g.vervanger, " VRAAG ", " VERSLAG("student") ", " VERSLAG("opleider")
        TABLES
        "JOIN leerbedrijf l ON l.id = p.leerbedrijf "
        "LEFT JOIN docent d ON d.id = coalesce(g.docent, " STAGE_SQL_BEGELEIDER("p", "docent", DAG) ") "
        "LEFT JOIN opleider o ON o.id = coalesce(g.opleider, " STAGE_SQL_BEGELEIDER("p", "opleider", DAG) ") "
        "JOIN gesprek_notities n ON n.gesprek = g.id "
        "WHERE (CAST($1 AS BIGINT) IS NULL OR g.id = $1) "
        "AND (CAST($2 AS BIGINT) IS NULL OR p.student = $2) "
        "AND (CAST($3 AS BIGINT) IS NULL OR d.id = $3) "
        "AND (CAST($4 AS BIGINT) IS NULL OR g.plaatsing = $4) "
        "AND (CAST($5 AS TEXT) IS NULL OR coalesce(g.gehouden, g.gepland) >= $5) "
        "AND (CAST($6 AS TEXT) IS NULL OR coalesce(g.gehouden, g.gepland) <= $6) "
        "AND (CAST($7 AS TEXT) IS NULL OR " STAND " = $7) "
        "ORDER BY coalesce(g.gehouden, g.gepland), g.tijd, g.id";
    /* clang-format on */

    return stage_db_query(db, sql,
                          STAGE_ARGS(stage_int_set(filter->id), stage_int_set(filter->student),
                                     stage_int_set(filter->docent), stage_int_set(filter->plaatsing),
                                     stage_text_set(filter->from.text), stage_text_set(filter->until.text),
                                     stage_text(filter->state), stage_int(filter->confidential ? 1 : 0),
                                     stage_int(filter->mail ? 1 : 0)),
                          error);
}

GPtrArray *
stage_gesprek_open(StageDb *db, gint64 plaatsing, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT id, " COLUMNS " FROM gesprek "
        "WHERE plaatsing = $1 AND gehouden IS NULL AND geannuleerd IS NULL ORDER BY gepland, id";
    /* clang-format on */
    g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func((GDestroyNotify)stage_gesprek_free);
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_ARGS(stage_int(plaatsing)), error);

    if (rows == NULL)
        return NULL;
    while (stage_stmt_next(rows)) {
        StageGesprek *g = g_new0(StageGesprek, 1);
        g->id = stage_stmt_number(rows, 0);
        stage_fields_read(stage_gesprek.fields, g, rows, 1);
        g_ptr_array_add(open, g);
    }
    return stage_stmt_done(rows, error) ? g_steal_pointer(&open) : NULL;
}

gboolean
stage_gesprek_get_held(StageDb *db, gint64 id, StageGesprek *out, GError **error)
{
    if (!stage_entity_get(&stage_gesprek, db, id, out, error))
        return FALSE;
    if (stage_day_is_set(out->geannuleerd))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("gesprek %" PRId64 " was cancelled on %s"), id,
                          out->geannuleerd.text);
    return stage_day_is_set(out->gehouden) ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("gesprek %" PRId64 " was not held yet: log it with 'stage gesprek log'"), id);
}

StageStmt *
stage_gesprek_held(StageDb *db, gint64 plaatsing, StageDay day, GError **error)
{
    static const char sql[] = "SELECT id FROM gesprek WHERE plaatsing = $1 AND gehouden = $2 ORDER BY id";

    return stage_db_query(db, sql, STAGE_ARGS(stage_int(plaatsing), stage_text(day.text)), error);
}

gboolean
stage_gesprek_check_of(StageDb *db, gint64 gesprek, gint64 plaatsing, GError **error)
{
    static const char sql[] = "SELECT plaatsing FROM gesprek WHERE id = $1";
    gint64 of = 0;

    if (gesprek == 0)
        return TRUE;
    if (!stage_db_find(db, sql, STAGE_ARGS(stage_int(gesprek)), &of, error))
        return FALSE;
    return of == plaatsing ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("gesprek %" PRId64 " is not of plaatsing %" PRId64),
                      gesprek, plaatsing);
}

gboolean
stage_gesprek_cancel(StageDb *db, gint64 id, StageDay day, const char *reden, GError **error)
{
    StageGesprek g = { 0 };
    gboolean done = stage_entity_get(&stage_gesprek, db, id, &g, error);

    if (done && stage_day_is_set(g.gehouden))
        done = stage_fail(error, STAGE_ERROR_IN_USE, _("gesprek %" PRId64 " was held on %s"), id,
                          g.gehouden.text);
    else if (done && stage_day_is_set(g.geannuleerd))
        done = stage_fail(error, STAGE_ERROR_EXISTS, _("gesprek %" PRId64 " was cancelled on %s"), id,
                          g.geannuleerd.text);
    if (done) {
        g.geannuleerd = day;
        stage_set_text(&g.reden, reden);
        done = stage_entity_save(&stage_gesprek, db, &g, error);
    }
    stage_entity_clear(&stage_gesprek, &g);
    return done;
}
