#include "report/bewijs.h"

#include <string.h>

#include "base/i18n.h"
#include "model/dossier.h"
#include "model/query.h"
#include "rules/leerlijn.h"

/* --- who and where --- */

static const struct {
    const char *key, *label;
    StageColumnType type;
} facts[] = {
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER },
    { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "opleiding", N_("opleiding"), STAGE_COLUMN_TEXT },
    { "leerweg", N_("leerweg"), STAGE_COLUMN_TEXT },
    { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    { "sbb", N_("leerbedrijf-ID"), STAGE_COLUMN_TEXT },
    { "kvk", N_("KvK"), STAGE_COLUMN_TEXT },
    { "overeenkomst", N_("overeenkomst"), STAGE_COLUMN_TEXT },
    { "begin", N_("begin"), STAGE_COLUMN_DAY },
    { "einde", N_("einde"), STAGE_COLUMN_DAY },
    { "uren", N_("uren"), STAGE_COLUMN_NUMBER },
    { "opleider", N_("praktijkopleider"), STAGE_COLUMN_TEXT },
    { "docent", N_("docent"), STAGE_COLUMN_TEXT },
};

static gboolean
add_facts(StageDocument *document, StageDb *db, gint64 plaatsing, StageDay on, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT p.id, " STAGE_SQL_NAAM("s") ", nullif(trim(coalesce(e.crebo, '') || ' ' || coalesce(e.naam, '')), ''), "
        "s.leerweg, l.naam, l.sbb, l.kvk, p.overeenkomst, p.begin, " STAGE_SQL_EINDE("p") ", p.uren, "
        "nullif(" STAGE_SQL_NAAM("o") ", ''), nullif(coalesce(nullif(" STAGE_SQL_NAAM("d") ", ''), d.code), '') "
        "FROM plaatsing p JOIN student s ON s.id = p.student JOIN leerbedrijf l ON l.id = p.leerbedrijf "
        "LEFT JOIN opleiding e ON e.id = s.opleiding "
        "LEFT JOIN docent d ON d.id = " STAGE_SQL_BEGELEIDER("p", "docent", "CAST($1 AS TEXT)") " "
        "LEFT JOIN opleider o ON o.id = " STAGE_SQL_BEGELEIDER("p", "opleider", "$1") " WHERE p.id = $2";
    /* clang-format on */
    g_autoptr(StageStmt)
        row = stage_db_query(db, sql, STAGE_ARGS(stage_text(on.text), stage_int(plaatsing)), error);

    if (row == NULL || !stage_stmt_next(row))
        return row != NULL && stage_stmt_done(row, error);
    for (guint i = 0; i < G_N_ELEMENTS(facts); i++)
        stage_document_fact(document, facts[i].key, facts[i].label == NULL ? NULL : _(facts[i].label),
                            facts[i].type, stage_stmt_value(row, i));
    stage_document_fact(document, "op", _("as known on"), STAGE_COLUMN_DAY, stage_text(on.text));
    return stage_stmt_done(row, error);
}

/* --- what is in it --- */

typedef struct {
    const StageDossier *dossier;
    StageDocument *document;
    StageDay on;
    StageBewijsRest rest;
} Bewijs;

/* A talk that was held by the day with the praktijkopleider; NULL when it was not. */
static const StageGesprek *
talk_of(const Bewijs *b, gint64 id)
{
    const StageGesprek *g = stage_dossier_gesprek(b->dossier, id);

    return g != NULL && stage_gesprek_was_held(g, b->on) && g->opleider_aanwezig == STAGE_YES ? g : NULL;
}

static gboolean
is_meant(const StageNotitie *n)
{
    return n->vertrouwelijk != STAGE_YES && n->sleutel != 0 && g_strcmp0(n->aspect, "vraag") != 0 &&
           g_strcmp0(n->aspect, "gevoel") != 0;
}

static const StageColumn talk_columns[] = {
    { "datum", N_("datum"), STAGE_COLUMN_DAY },         { "soort", N_("soort"), STAGE_COLUMN_TEXT },
    { "vorm", N_("vorm"), STAGE_COLUMN_TEXT },          { "minuten", N_("minuten"), STAGE_COLUMN_NUMBER },
    { "docent", N_("docent"), STAGE_COLUMN_YESNO },     { "student", N_("student"), STAGE_COLUMN_YESNO },
    { "opleider", N_("opleider"), STAGE_COLUMN_YESNO }, { 0 },
};

static void
add_talks(Bewijs *b)
{
    stage_document_rows(b->document, "gesprekken", _("Talks"), STAGE_LAYOUT_TABLE, talk_columns,
                        _("no talk with the praktijkopleider was held yet"));
    for (guint i = 0; i < b->dossier->gesprekken->len; i++) {
        const StageGesprek *g = g_ptr_array_index(b->dossier->gesprekken, i);
        if (!stage_gesprek_was_held(g, b->on))
            continue;
        if (talk_of(b, g->id) == NULL) {
            b->rest.zonder_opleider++;
            continue;
        }
        stage_document_row(
            b->document,
            (const StageValue[]){ stage_text(g->gehouden.text), stage_text(g->soort), stage_text(g->vorm),
                                  stage_int_set(g->duur), stage_int(g->docent_aanwezig == STAGE_YES ? 1 : 0),
                                  stage_int(g->student_aanwezig == STAGE_YES ? 1 : 0), stage_int(1) });
    }
}

static const StageColumn said_columns[] = {
    { "datum", N_("datum"), STAGE_COLUMN_DAY, .once = TRUE },
    { "sleutel", NULL, STAGE_COLUMN_NUMBER },
    { "onderwerp", N_("onderwerp"), STAGE_COLUMN_TEXT },
    { "tekst", N_("tekst"), STAGE_COLUMN_TEXT },
    { 0 },
};

static void
add_line(Bewijs *b, const StageGesprek *g, gint64 sleutel, const char *onderwerp, const char *tekst)
{
    if (tekst != NULL)
        stage_document_row(b->document,
                           (const StageValue[]){ stage_text(g->gehouden.text), stage_int(sleutel),
                                                 stage_text(onderwerp), stage_text(tekst) });
}

static void
add_notes(Bewijs *b, const StageGesprek *g)
{
    for (guint i = 0; i < b->dossier->notities->len; i++) {
        const StageNotitie *n = g_ptr_array_index(b->dossier->notities, i);
        const char *offered = n->geboden == STAGE_YES ? _("ja") : n->geboden == STAGE_NO ? _("nee") : NULL;
        if (n->gesprek != g->id)
            continue;
        if (is_meant(n))
            add_line(b, g, n->sleutel, n->aspect, n->tekst != NULL ? n->tekst : offered);
        else
            b->rest.notities++;
    }
}

/* The judgements and choices that were given in a talk. */
static void
add_judged(Bewijs *b, const StageGesprek *g)
{
    for (guint i = 0; i < b->dossier->inschattingen->len; i++) {
        const StageInschatting *t = g_ptr_array_index(b->dossier->inschattingen, i);
        if (t->gesprek != g->id)
            continue;
        add_line(b, g, 3, "oordeel", t->oordeel);
        add_line(b, g, 3, "voorbeeld", t->voorbeeld);
        add_line(b, g, 3, "verwachting", t->verwachting);
    }
    for (guint i = 0; i < b->dossier->keuzes->len; i++) {
        const StageBegeleidingskeuze *k = g_ptr_array_index(b->dossier->keuzes, i);
        if (k->gesprek == g->id)
            add_line(b, g, 4, k->strategie, k->voorbeeld != NULL ? k->voorbeeld : k->strategie);
    }
}

static void
add_said(Bewijs *b)
{
    stage_document_rows(b->document, "verslag", _("What was said"), STAGE_LAYOUT_LIST, said_columns, NULL);
    for (guint i = 0; i < b->dossier->gesprekken->len; i++) {
        const StageGesprek *g = g_ptr_array_index(b->dossier->gesprekken, i);
        if (talk_of(b, g->id) == NULL)
            continue;
        add_notes(b, g);
        add_judged(b, g);
    }
}

static const StageColumn agreed_columns[] = {
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "wie", N_("wie"), STAGE_COLUMN_TEXT },
    { "wat", N_("wat"), STAGE_COLUMN_TEXT },
    { "voor", N_("voor"), STAGE_COLUMN_DAY },
    { "gesloten", N_("gesloten"), STAGE_COLUMN_DAY },
    { "resultaat", N_("resultaat"), STAGE_COLUMN_TEXT },
    { 0 },
};

/* What the docent is to do is between docent and student, unless it was agreed with the company. */
static void
add_agreed(Bewijs *b)
{
    stage_document_rows(b->document, "afspraken", _("Agreements"), STAGE_LAYOUT_TABLE, agreed_columns, NULL);
    for (guint i = 0; i < b->dossier->afspraken->len; i++) {
        const StageAfspraak *a = g_ptr_array_index(b->dossier->afspraken, i);
        gboolean closed = stage_day_is_set(a->gesloten) && stage_day_compare(a->gesloten, b->on) <= 0;
        if (talk_of(b, a->gesprek) == NULL || stage_day_compare(a->datum, b->on) > 0)
            continue;
        stage_document_row(b->document,
                           (const StageValue[]){ stage_text(a->datum.text), stage_text(a->wie),
                                                 stage_text(a->wat), stage_text_set(a->voor.text),
                                                 stage_text_set(closed ? a->gesloten.text : NULL),
                                                 stage_text(closed ? a->resultaat : NULL) });
    }
}

StageDocument *
stage_report_bewijs(StageDb *db, gint64 plaatsing, StageDay on, StageBewijsRest *out, GError **error)
{
    g_autoptr(StageDossier) dossier = stage_dossier_read(db, plaatsing, error);
    g_autoptr(StageDocument) document = stage_document_new(_("Guidance during the placement: talks held"));
    Bewijs b = { .dossier = dossier, .document = document, .on = on };

    if (dossier == NULL || !add_facts(document, db, plaatsing, on, error))
        return NULL;
    add_talks(&b);
    add_said(&b);
    add_agreed(&b);
    stage_document_facts(document, NULL, _("What this is"));
    stage_document_say(
        document, _("The leerbedrijf's own copy of the talks at which its praktijkopleider was present, with "
                    "what was said there in the open."));
    stage_document_say(
        document, _("For an employer who claims subsidie praktijkleren: reports of talks count as proof of "
                    "guidance, and are kept for five years. They are personal data of the student."));
    *out = b.rest;
    return g_steal_pointer(&document);
}
