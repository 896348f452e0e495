#include "mail/gesprek.h"

#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "mail/woorden.h"
#include "model/query.h"

/* --- a talk with its people --- */

/* Who they are on day $2 of talk $1. Who took part goes before who guides then. */
/* clang-format off */
static const char select_people[] =
    "SELECT s.id, s.roepnaam, " STAGE_SQL_NAAM("s") ", s.email, l.naam, "
    "d.id, coalesce(nullif(" STAGE_SQL_NAAM("d") ", ''), d.code), d.email, d.telefoon, "
    "o.id, nullif(" STAGE_SQL_NAAM("o") ", ''), o.email, t.naam, "
    "(SELECT min(v.gepland) FROM gesprek v WHERE v.plaatsing = p.id AND v.gehouden IS NULL AND v.geannuleerd IS NULL "
    "AND v.gepland > $2) "
    "FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing JOIN student s ON s.id = p.student "
    "JOIN leerbedrijf l ON l.id = p.leerbedrijf "
    "LEFT JOIN docent d ON d.id = coalesce(g.docent, " STAGE_SQL_BEGELEIDER("p", "docent", "$2") ") "
    "LEFT JOIN opleider o ON o.id = coalesce(g.opleider, " STAGE_SQL_BEGELEIDER("p", "opleider", "$2") ") "
    "LEFT JOIN team t ON t.id = d.team WHERE g.id = $1";
/* clang-format on */

static void
read_row(StageMailGesprek *g, StageStmt *row)
{
    char **const texts[] = { NULL,
                             &g->student_roepnaam,
                             &g->student_naam,
                             &g->student_email,
                             &g->leerbedrijf,
                             NULL,
                             &g->docent_naam,
                             &g->docent_email,
                             &g->docent_telefoon,
                             NULL,
                             &g->opleider_naam,
                             &g->opleider_email,
                             &g->team };

    g->student = stage_stmt_number(row, 0);
    g->docent = stage_stmt_number(row, 5);
    g->opleider = stage_stmt_number(row, 9);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        if (texts[i] != NULL)
            *texts[i] = g_strdup(stage_stmt_text(row, i));
    if (g->student_roepnaam == NULL)
        g->student_roepnaam = g_strdup(g->student_naam);
    if (stage_stmt_text(row, 13) != NULL)
        (void)stage_day_from_iso(stage_stmt_text(row, 13), &g->volgende);
}

gboolean
stage_mail_gesprek_read(StageDb *db, gint64 gesprek, StageMailGesprek *out, GError **error)
{
    if (!stage_entity_get(&stage_gesprek, db, gesprek, &out->gesprek, error))
        return FALSE;
    out->dag = stage_day_is_set(out->gesprek.gehouden) ? out->gesprek.gehouden : out->gesprek.gepland;
    g_autoptr(StageStmt) row = stage_db_query(
        db, select_people, STAGE_ARGS(stage_int(gesprek), stage_text(out->dag.text)), error);
    if (row == NULL)
        return FALSE;
    if (stage_stmt_next(row))
        read_row(out, row);
    return stage_stmt_done(row, error);
}

void
stage_mail_gesprek_clear(StageMailGesprek *g)
{
    char *const texts[] = { g->student_roepnaam, g->student_naam, g->student_email,   g->leerbedrijf,
                            g->docent_naam,      g->docent_email, g->docent_telefoon, g->opleider_naam,
                            g->opleider_email,   g->team };

    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    stage_entity_clear(&stage_gesprek, &g->gesprek);
    *g = (StageMailGesprek){ 0 };
}

/* --- the two messages --- */

char *
stage_mail_vraag_over(const StageMailGesprek *g)
{
    return g_strdup_printf("%s %s %s", g->gesprek.gepland.text,
                           g->gesprek.tijd == NULL ? "" : g->gesprek.tijd,
                           g->gesprek.vorm == NULL ? "" : g->gesprek.vorm);
}

void
stage_mail_vraag_make(const StageSjabloon *s, const StageMailGesprek *g, const char *taal, const char *school,
                      char **out_onderwerp, char **out_tekst)
{
    g_autofree char *day = stage_mail_dag(taal, g->dag);
    g_autofree char *time = stage_mail_tijd(taal, g->gesprek.tijd);
    const StageInvulling values[] = { { "naam", g->opleider_naam },
                                      { "student", g->student_roepnaam },
                                      { "student_heel", g->student_naam },
                                      { "leerbedrijf", g->leerbedrijf },
                                      { "docent", g->docent_naam },
                                      { "docent_mail", g->docent_email },
                                      { "docent_telefoon", g->docent_telefoon },
                                      { "moment", stage_mail_moment(taal, g->gesprek.soort) },
                                      { "dag", day },
                                      { "tijd", time },
                                      { "vorm", stage_mail_vorm(taal, g->gesprek.vorm) },
                                      { "school", school },
                                      { NULL, NULL } };

    *out_onderwerp = stage_sjabloon_fill(s, "onderwerp", values);
    *out_tekst = stage_sjabloon_fill(s, NULL, values);
}

void
stage_mail_verslag_make(const StageSjabloon *s, const StageMailGesprek *g, const StageSamenvatting *what,
                        const StageVerslagAan *to, char **out_onderwerp, char **out_tekst)
{
    const gboolean there[STAGE_PARTIJEN] = { g->gesprek.docent_aanwezig == STAGE_YES,
                                             g->gesprek.student_aanwezig == STAGE_YES,
                                             g->gesprek.opleider_aanwezig == STAGE_YES };
    g_autofree char *day = stage_mail_dag(to->taal, g->dag);
    g_autofree char *next = stage_mail_dag(to->taal, g->volgende);
    g_autofree char *present = stage_mail_aanwezig(to->taal, there);
    g_autofree char *version = g_strdup_printf("%" PRId64, to->versie);
    const StageInvulling values[] = { { "naam", to->naam },
                                      { "student", g->student_roepnaam },
                                      { "leerbedrijf", g->leerbedrijf },
                                      { "docent", g->docent_naam },
                                      { "docent_mail", g->docent_email },
                                      { "dag", day },
                                      { "moment", stage_mail_moment(to->taal, g->gesprek.soort) },
                                      { "vorm", stage_mail_vorm(to->taal, g->gesprek.vorm) },
                                      { "aanwezig", present },
                                      { "sleutel1", what->sleutel[0] },
                                      { "sleutel2", what->sleutel[1] },
                                      { "sleutel3", what->sleutel[2] },
                                      { "sleutel4", what->sleutel[3] },
                                      { "afspraken", what->afspraken },
                                      { "volgende", next },
                                      { "versie", version },
                                      { "vervangt", to->vervangt ? version : NULL },
                                      { "school", to->school },
                                      { NULL, NULL } };

    *out_onderwerp = stage_sjabloon_fill(s, "onderwerp", values);
    *out_tekst = stage_sjabloon_fill(s, NULL, values);
}

/* --- one that waits --- */

static gboolean
question_holds(const StageBericht *b, const StageMailGesprek *g, StageDay today)
{
    g_autofree char *about = stage_mail_vraag_over(g);

    return !stage_day_is_set(g->gesprek.gehouden) && !stage_day_is_set(g->gesprek.geannuleerd) &&
           stage_day_compare(g->gesprek.gepland, today) >= 0 && g_strcmp0(about, b->inhoud) == 0;
}

static gboolean
summary_holds(StageDb *db, const StageBericht *b, const StageMailGesprek *g, gboolean *out, GError **error)
{
    StageSamenvatting now = { 0 };
    gboolean done = stage_samenvatting_read(db, g, b->taal, &now, error);

    *out = done && g_strcmp0(now.afdruk, b->inhoud) == 0;
    stage_samenvatting_clear(&now);
    return done;
}

gboolean
stage_mail_brief_holds(StageDb *db, const StageBericht *b, StageDay today, gboolean *out, GError **error)
{
    StageMailGesprek g = { 0 };
    g_autoptr(GError) gone = NULL;
    gboolean done = stage_mail_gesprek_read(db, b->gesprek, &g, &gone);

    *out = FALSE;
    if (!done && g_error_matches(gone, STAGE_ERROR, STAGE_ERROR_NOT_FOUND))
        return TRUE;
    if (!done)
        g_propagate_error(error, g_steal_pointer(&gone));
    else if (strcmp(b->soort, "vraag") == 0)
        *out = question_holds(b, &g, today);
    else
        done = summary_holds(db, b, &g, out, error);
    stage_mail_gesprek_clear(&g);
    return done;
}
