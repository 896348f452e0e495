/* The report inspectie: the school's evidence for the Inspectorate's standard on workplace learning, that
 * preparation, execution and guidance of the placement work, and that the company guides as agreed: contact,
 * agreements kept, guidance, and the evaluation at the end, each with what it counts. Source: Inspectie van
 * het Onderwijs, beroepspraktijkvorming (standard OP5 in its pages on the mbo). */
#include "base/i18n.h"
#include "report/contact_verloop.h"

enum {
    PLAATSINGEN = 1,
    GENORMEERD,
    VOLDOET,
    AFSPRAKEN,
    NAGEKOMEN,
    OP_TIJD,
    TE_LAAT,
    BEGELEID,
    GEEINDIGD,
    EVALUATIE,
    INGESCHAT,
    COUNTERS
};
const StageColumn stage_inspectie_cijfers[] = {
    { "plaatsingen", N_("plaatsingen"), STAGE_COLUMN_NUMBER },
    { "genormeerd", NULL, STAGE_COLUMN_NUMBER },
    { "voldoet", NULL, STAGE_COLUMN_NUMBER },
    { "aandeel_contact", N_("contact"), STAGE_COLUMN_PERCENT },
    { "afspraken", N_("afspraken"), STAGE_COLUMN_NUMBER },
    { "nagekomen", N_("nagekomen"), STAGE_COLUMN_NUMBER },
    { "op_tijd", NULL, STAGE_COLUMN_NUMBER },
    { "te_laat", N_("te laat"), STAGE_COLUMN_NUMBER },
    { "aandeel_nagekomen", N_("aandeel"), STAGE_COLUMN_PERCENT },
    { "begeleid", NULL, STAGE_COLUMN_NUMBER },
    { "aandeel_begeleid", N_("begeleiding"), STAGE_COLUMN_PERCENT },
    { "geeindigd", N_("geëindigd"), STAGE_COLUMN_NUMBER },
    { "evaluatie", NULL, STAGE_COLUMN_NUMBER },
    { "aandeel_evaluatie", N_("eindgesprek"), STAGE_COLUMN_PERCENT },
    { "ingeschat", NULL, STAGE_COLUMN_NUMBER },
    { "aandeel_ingeschat", N_("inschatting"), STAGE_COLUMN_PERCENT },
    { 0 },
};
static const StageCijfer cijfers[] = {
    { PLAATSINGEN },
    { GENORMEERD },
    { VOLDOET },
    { VOLDOET, GENORMEERD },
    { AFSPRAKEN },
    { NAGEKOMEN },
    { OP_TIJD },
    { TE_LAAT },
    { NAGEKOMEN, AFSPRAKEN },
    { BEGELEID },
    { BEGELEID, PLAATSINGEN },
    { GEEINDIGD },
    { EVALUATIE },
    { EVALUATIE, GEEINDIGD },
    { INGESCHAT },
    { INGESCHAT, GEEINDIGD },
};
G_STATIC_ASSERT(G_N_ELEMENTS(cijfers) == G_N_ELEMENTS(stage_inspectie_cijfers) - 1);
static const char *const charted[] = { "aandeel_contact", "aandeel_nagekomen", "aandeel_begeleid",
                                       "aandeel_evaluatie", NULL };

const StageColumn stage_inspectie_rows[] = {
    { "plaatsing", N_("plaatsing"), STAGE_COLUMN_NUMBER },
    { "nummer", N_("nummer"), STAGE_COLUMN_TEXT },
    { "team", N_("team"), STAGE_COLUMN_TEXT },
    { "opleiding", NULL, STAGE_COLUMN_TEXT },
    { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    { "begin", N_("begin"), STAGE_COLUMN_DAY },
    { "einde", N_("einde"), STAGE_COLUMN_DAY },
    { "voldoet", N_("voldoet"), STAGE_COLUMN_YESNO },
    { "afspraken", N_("afspraken"), STAGE_COLUMN_NUMBER },
    { "nagekomen", N_("nagekomen"), STAGE_COLUMN_NUMBER },
    { "op_tijd", NULL, STAGE_COLUMN_NUMBER },
    { "te_laat", N_("te laat"), STAGE_COLUMN_NUMBER },
    { "begeleid", N_("begeleiding"), STAGE_COLUMN_YESNO },
    { "geeindigd", N_("geëindigd"), STAGE_COLUMN_YESNO },
    { "evaluatie", N_("eindgesprek"), STAGE_COLUMN_YESNO },
    { "ingeschat", N_("inschatting"), STAGE_COLUMN_YESNO },
    { 0 },
};

static const StageDefinitie definities[] = {
    { "standaard",
      N_("what the Inspectorate asks of workplace learning (OP5): preparation, execution and guidance "
         "work, and the company guides as agreed. These figures are the school's own; what they prove is "
         "for the reader to judge") },
    { "plaatsingen", N_("placements of which a day lies in the period, that are certain") },
    { "contact",
      N_("voldoet as a part of genormeerd: each contact moment of the norm whose time has passed was held "
         "with docent, student and praktijkopleider, or was waived") },
    { "afspraken",
      N_("agreements made by the day; nagekomen: closed by then; op_tijd: closed on the day that was "
         "agreed or before it; te_laat: open after that day") },
    { "begeleiding",
      N_("placements of which at least one guidance choice of the praktijkopleider is known") },
    { "eindgesprek", N_("of the placements that ended before the day: the talk at the end was held") },
    { "inschatting",
      N_("of those: with at least one judgement of the praktijkopleider that has a concrete example") },
    { "bpv_monitor",
      N_("SBB's four figures over the same placements; 'stage report contact' says how they are "
         "counted") },
    { 0 },
};

/* --- one placement --- */

/* What was agreed, chosen and judged of a placement by the day. */
static gboolean
read_kept(StageRapportage *r, gint64 plaatsing, gint64 tel[COUNTERS], gboolean *out_judged, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT count(*), count(CASE WHEN gesloten <= $1 THEN 1 END), "
        "count(CASE WHEN gesloten <= $1 AND (voor IS NULL OR gesloten <= voor) THEN 1 END), "
        "count(CASE WHEN (gesloten IS NULL OR gesloten > $1) AND voor < $1 THEN 1 END), "
        "CASE WHEN EXISTS (SELECT 1 FROM begeleidingskeuze WHERE plaatsing = $2 AND datum <= $1) THEN 1 ELSE 0 END, "
        "CASE WHEN EXISTS (SELECT 1 FROM inschatting WHERE plaatsing = $2 AND datum <= $1 AND voorbeeld IS NOT NULL) "
        "THEN 1 ELSE 0 END FROM afspraak WHERE plaatsing = $2 AND datum <= $1";
    /* clang-format on */
    static const guint counters[] = { AFSPRAKEN, NAGEKOMEN, OP_TIJD, TE_LAAT, BEGELEID };
    g_autoptr(StageStmt) row = stage_db_query(
        r->db, sql, STAGE_ARGS(stage_text(r->query->of.on.text), stage_int(plaatsing)), error);

    if (row == NULL || !stage_stmt_next(row))
        return row != NULL && stage_stmt_done(row, error);
    for (guint i = 0; i < G_N_ELEMENTS(counters); i++)
        tel[counters[i]] = stage_stmt_number(row, i);
    *out_judged = stage_stmt_number(row, G_N_ELEMENTS(counters)) != 0;
    return TRUE;
}

static gboolean
had_final_talk(const StageEvaluation *state)
{
    for (guint i = 0; i < state->moments->len; i++) {
        const StageMoment *m = stage_moment_at(state, i);
        if (m->soort == STAGE_SOORT_EIND && m->stand == STAGE_STAND_GEHOUDEN)
            return TRUE;
    }
    return FALSE;
}

static gboolean
count_placement(StageRapportage *r, const StagePlacement *p, gint64 tel[COUNTERS], GError **error)
{
    gboolean ended = stage_day_compare(p->einde, r->query->of.on) < 0, judged = FALSE;

    tel[PLAATSINGEN] = 1;
    tel[GENORMEERD] = p->state->asked > 0 ? 1 : 0;
    tel[VOLDOET] = p->state->asked > 0 && stage_verloop_meets(p->state) ? 1 : 0;
    if (!read_kept(r, p->id, tel, &judged, error))
        return FALSE;
    tel[GEEINDIGD] = ended ? 1 : 0;
    tel[EVALUATIE] = ended && had_final_talk(p->state) ? 1 : 0;
    tel[INGESCHAT] = ended && judged ? 1 : 0;
    return TRUE;
}

static gboolean
send_placement(StageRapportage *r, const StagePlacement *p, const gint64 tel[COUNTERS], GError **error)
{
    gboolean ended = tel[GEEINDIGD] != 0;
    const StageValue values[] = { stage_int(p->id),
                                  stage_text(p->text[STAGE_PLACEMENT_NUMMER]),
                                  stage_text(stage_wie_team(r->wie, p->team)),
                                  stage_text(p->text[STAGE_PLACEMENT_OPLEIDING]),
                                  stage_text(p->text[STAGE_PLACEMENT_LEERBEDRIJF]),
                                  stage_text(p->begin.text),
                                  stage_text(p->einde.text),
                                  tel[GENORMEERD] == 0 ? stage_null() : stage_int(tel[VOLDOET]),
                                  stage_int(tel[AFSPRAKEN]),
                                  stage_int(tel[NAGEKOMEN]),
                                  stage_int(tel[OP_TIJD]),
                                  stage_int(tel[TE_LAAT]),
                                  stage_int(tel[BEGELEID]),
                                  stage_int(tel[GEEINDIGD]),
                                  ended ? stage_int(tel[EVALUATIE]) : stage_null(),
                                  ended ? stage_int(tel[INGESCHAT]) : stage_null() };

    G_STATIC_ASSERT(G_N_ELEMENTS(values) == G_N_ELEMENTS(stage_inspectie_rows) - 1);
    return r->row(values, r->data, error);
}

static gboolean
take(const StagePlacement *p, void *data, GError **error)
{
    StageRapportage *r = data;
    StageVerloop **verloop = r->own;
    gint64 tel[COUNTERS] = { 0 };

    if (!count_placement(r, p, tel, error))
        return FALSE;
    if (r->row != NULL)
        return send_placement(r, p, tel, error);
    stage_rapport_norm(r, p->state->norm);
    const StageKop kop = stage_kop_of(p);
    stage_groepen_add(r->groepen, stage_groep_of(r->query->of.by, &kop, p->einde), tel);
    if (*verloop != NULL)
        stage_verloop_add(*verloop, p, TRUE);
    return TRUE;
}

/* --- all of them --- */

static gboolean
each(StageRapportage *r, GError **error)
{
    StagePlacementsQuery of = stage_rapport_placements(r->query);

    of.figures = r->row == NULL;
    return stage_placements_each(r->db, &of, take, r, r->groups_only ? NULL : &r->left_out, error);
}

static gboolean
count(StageRapportage *r, GError **error)
{
    StageVerloop **verloop = r->own;

    if (!r->groups_only)
        *verloop = stage_verloop_new(&r->query->of);
    return each(r, error);
}

static gboolean
more(StageRapportage *r, StageDocument *document, GError **error)
{
    StageVerloop **verloop = r->own;

    (void)error;
    stage_verloop_monitor(*verloop, r, document);
    return TRUE;
}

static void
clear(StageRapportage *r)
{
    StageVerloop **verloop = r->own;

    g_clear_pointer(verloop, stage_verloop_free);
}

const StageRapport stage_rapport_inspectie = {
    .name = "inspectie",
    .title = N_("Evidence of workplace learning"),
    .group_title = N_("Contact, agreements, guidance and evaluation"),
    .cijfers = stage_inspectie_cijfers,
    .parts = cijfers,
    .counters = COUNTERS,
    .chart = STAGE_CHART_BARS,
    .chart_columns = charted,
    .rows = stage_inspectie_rows,
    .definities = definities,
    .counts_left_out = TRUE,
    .size = sizeof(StageVerloop *),
    .count = count,
    .more = more,
    .clear = clear,
    .each = each,
};
