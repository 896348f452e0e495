#include "report/contact.h"

#include <string.h>

#include "base/i18n.h"
#include "report/contact_verloop.h"

/* --- what there is to see --- */

const StageColumn stage_contact_rows[] = {
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER },
    { "nummer", N_("nummer"), STAGE_COLUMN_TEXT },
    { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "klas", N_("klas"), STAGE_COLUMN_TEXT },
    { "opleiding", NULL, STAGE_COLUMN_TEXT },
    { "docent", N_("docent"), STAGE_COLUMN_TEXT },
    { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    { "begin", N_("begin"), STAGE_COLUMN_DAY },
    { "einde", N_("einde"), STAGE_COLUMN_DAY },
    { "gehouden", N_("gehouden"), STAGE_COLUMN_NUMBER },
    { "gepland", N_("gepland"), STAGE_COLUMN_NUMBER },
    { "ontbreekt", N_("ontbreekt"), STAGE_COLUMN_NUMBER },
    { "welke", N_("welke"), STAGE_COLUMN_TEXT },
    { "laatste", N_("laatste"), STAGE_COLUMN_DAY },
    { "volgende", N_("volgende"), STAGE_COLUMN_DAY },
    { "apart", NULL, STAGE_COLUMN_NUMBER },
    { "onbekend", NULL, STAGE_COLUMN_NUMBER },
    { "vrijgesteld", NULL, STAGE_COLUMN_NUMBER },
    { "bezoeken", NULL, STAGE_COLUMN_NUMBER },
    { "bezoeken_gevraagd", NULL, STAGE_COLUMN_NUMBER },
    { "afwezig", N_("afwezig"), STAGE_COLUMN_TEXT },
    { "team", NULL, STAGE_COLUMN_TEXT },
    { "niveau", NULL, STAGE_COLUMN_NUMBER },
    { "norm", NULL, STAGE_COLUMN_TEXT },
    { "gevraagd", NULL, STAGE_COLUMN_NUMBER },
    { "op_tijd", NULL, STAGE_COLUMN_NUMBER },
    { "gesprekken", NULL, STAGE_COLUMN_NUMBER },
    { "gezamenlijk", NULL, STAGE_COLUMN_NUMBER },
    { "voldoet", NULL, STAGE_COLUMN_YESNO },
    { 0 },
};
enum { ROW_COLUMNS = G_N_ELEMENTS(stage_contact_rows) - 1 };

enum {
    PLAATSINGEN = 1,
    GEHOUDEN,
    GEPLAND,
    ONTBREEKT,
    VOLLEDIG,
    GEVRAAGD,
    VRIJGESTELD,
    OP_TIJD,
    OP_LOCATIE,
    MET_BEZOEK,
    GESPREKKEN,
    GEZAMENLIJK,
    GENORMEERD,
    VOLDOET,
    COUNTERS
};
const StageColumn stage_contact_cijfers[] = {
    { "plaatsingen", N_("plaatsingen"), STAGE_COLUMN_NUMBER },
    { "gehouden", N_("gehouden"), STAGE_COLUMN_NUMBER },
    { "gepland", N_("gepland"), STAGE_COLUMN_NUMBER },
    { "ontbreekt", N_("ontbreekt"), STAGE_COLUMN_NUMBER },
    { "volledig", N_("volledig"), STAGE_COLUMN_NUMBER },
    { "gevraagd", NULL, STAGE_COLUMN_NUMBER },
    { "vrijgesteld", NULL, STAGE_COLUMN_NUMBER },
    { "op_tijd", N_("op tijd"), STAGE_COLUMN_NUMBER },
    { "op_locatie", N_("op locatie"), STAGE_COLUMN_NUMBER },
    { "met_bezoek", NULL, STAGE_COLUMN_NUMBER },
    { "gesprekken", N_("gesprekken"), STAGE_COLUMN_NUMBER },
    { "gezamenlijk", N_("gezamenlijk"), STAGE_COLUMN_NUMBER },
    { "genormeerd", NULL, STAGE_COLUMN_NUMBER },
    { "voldoet", N_("voldoet"), STAGE_COLUMN_NUMBER },
    { "aandeel", N_("aandeel"), STAGE_COLUMN_PERCENT },
    { 0 },
};
static const StageCijfer cijfers[] = {
    { PLAATSINGEN }, { GEHOUDEN },    { GEPLAND },    { ONTBREEKT },  { VOLLEDIG },
    { GEVRAAGD },    { VRIJGESTELD }, { OP_TIJD },    { OP_LOCATIE }, { MET_BEZOEK },
    { GESPREKKEN },  { GEZAMENLIJK }, { GENORMEERD }, { VOLDOET },    { VOLDOET, GENORMEERD },
};
G_STATIC_ASSERT(G_N_ELEMENTS(cijfers) == G_N_ELEMENTS(stage_contact_cijfers) - 1);

static const StageDefinitie definities[] = {
    { "plaatsingen",
      N_("placements of which a day lies in the period, that are certain; those that never took "
         "place are not counted") },
    { "gevraagd", N_("contact moments that the norm of the placement asks, over its whole length: gehouden + "
                     "vrijgesteld + gepland + ontbreekt") },
    { "gehouden", N_("moments for which a talk that counts was held by the day: with docent, student and "
                     "praktijkopleider, unless the norm says otherwise") },
    { "gepland", N_("moments for which a talk is planned on or after the day") },
    { "ontbreekt",
      N_("moments that are neither held, nor planned, nor waived; also those whose time is still "
         "to come") },
    { "volledig", N_("placements without a moment that is missing") },
    { "op_tijd", N_("of the moments held: within their own window") },
    { "op_locatie", N_("of the moments held: at the company") },
    { "met_bezoek", N_("placements with at least one of those") },
    { "gesprekken", N_("talks held by the day, of any kind; in the period, when one was named") },
    { "gezamenlijk", N_("of those: with docent, student and praktijkopleider") },
    { "voldoet", N_("placements that meet the norm: each moment whose time has passed was held or waived") },
    { "aandeel", N_("voldoet as a part of the placements of which the norm asks something (genormeerd)") },
    { "verloop",
      N_("per month: the talks held in it, and of the placements that ended in it the part that met "
         "the norm; beside it the same month of the year before") },
    { "bpv_monitor",
      N_("a talk of all three in the first quarter of the placement, in the half after it, or in "
         "the last quarter and the 14 days after; each over the placements of which that part is "
         "over, 'eind' and 'geen' over those that ended. The national figures are what SBB's BPV Monitor "
         "asked students; they were published rounded") },
    { 0 },
};

/* --- one placement --- */

static void
add_word(char *out, gsize size, const char *word)
{
    if (*out != '\0')
        g_strlcat(out, ", ", size);
    g_strlcat(out, word, size);
}

/* "start, eind" */
static void
name_missing(const StageEvaluation *state, char *out, gsize size)
{
    *out = '\0';
    for (guint i = 0; i < state->moments->len; i++) {
        const StageMoment *m = stage_moment_at(state, i);
        if (m->contact < 0 && m->waiver < 0)
            add_word(out, size, stage_gesprek_soorten[m->soort]);
    }
}

void
stage_contact_absent(const StageEvaluation *state, char *out, gsize size)
{
    static const char *const parties[STAGE_PARTIJEN] = { "docent", "student", "opleider" };

    *out = '\0';
    for (guint i = 0; i < STAGE_PARTIJEN; i++)
        if (state->norm != NULL && state->norm->afwezig > 0 && state->absent[i] >= state->norm->afwezig) {
            char text[40];
            g_snprintf(text, sizeof text, "%s %u", parties[i], state->absent[i]);
            add_word(out, size, text);
        }
}

/* What one placement adds to the counters of its group. */
static void
count_placement(const StagePlacement *p, const StageSelectie *of, gint64 tel[COUNTERS])
{
    const StageEvaluation *state = p->state;
    StageDay first = stage_selectie_first(of), last = stage_selectie_last(of);

    memset(tel, 0, COUNTERS * sizeof *tel);
    tel[PLAATSINGEN] = 1;
    tel[GEHOUDEN] = state->held;
    tel[GEPLAND] = state->planned;
    tel[ONTBREEKT] = state->missing;
    tel[VOLLEDIG] = state->missing == 0 ? 1 : 0;
    tel[GEVRAAGD] = state->asked;
    tel[VRIJGESTELD] = state->waived;
    tel[OP_TIJD] = stage_verloop_in_time(p);
    tel[OP_LOCATIE] = state->visits;
    tel[MET_BEZOEK] = state->visits > 0 ? 1 : 0;
    for (guint i = 0; i < p->n; i++) {
        if (!stage_verloop_was_held(p, i, first, last))
            continue;
        tel[GESPREKKEN]++;
        tel[GEZAMENLIJK] += stage_verloop_is_joint(&p->contacts[i]) ? 1 : 0;
    }
    tel[GENORMEERD] = state->asked > 0 ? 1 : 0;
    tel[VOLDOET] = state->asked > 0 && stage_verloop_meets(state) ? 1 : 0;
}

static gboolean
send_placement(StageRapportage *r, const StagePlacement *p, const gint64 tel[COUNTERS], GError **error)
{
    const StageEvaluation *state = p->state;
    char welke[400], afwezig[120];
    StageValue values[ROW_COLUMNS];
    guint n = 0;

    name_missing(state, welke, sizeof welke);
    stage_contact_absent(state, afwezig, sizeof afwezig);
    values[n++] = stage_int(p->id);
    for (guint i = 0; i < STAGE_PLACEMENT_TEXTS; i++)
        values[n++] = stage_text(p->text[i]);
    values[n++] = stage_text(p->begin.text);
    values[n++] = stage_text(p->einde.text);
    values[n++] = stage_int(state->held);
    values[n++] = stage_int(state->planned);
    values[n++] = stage_int(state->missing);
    values[n++] = stage_text_set(welke);
    values[n++] = stage_text_set(state->last.text);
    values[n++] = stage_text_set(state->next.text);
    values[n++] = stage_int(state->apart);
    values[n++] = stage_int(state->unknown);
    values[n++] = stage_int(state->waived);
    values[n++] = stage_int(state->visits);
    values[n++] = stage_int(state->visits_asked);
    values[n++] = stage_text_set(afwezig);
    values[n++] = stage_text(stage_wie_team(r->wie, p->team));
    values[n++] = stage_int_set(p->niveau);
    values[n++] = stage_text(state->norm == NULL ? NULL : state->norm->naam);
    values[n++] = stage_int(tel[GEVRAAGD]);
    values[n++] = stage_int(tel[OP_TIJD]);
    values[n++] = stage_int(tel[GESPREKKEN]);
    values[n++] = stage_int(tel[GEZAMENLIJK]);
    values[n++] = tel[GENORMEERD] == 0 ? stage_null() : stage_int(tel[VOLDOET]);
    g_assert(n == ROW_COLUMNS);
    return r->row(values, r->data, error);
}

static gboolean
take_placement(const StagePlacement *p, void *data, GError **error)
{
    StageRapportage *r = data;
    StageVerloop **verloop = r->own;
    const StageSelectie *of = &r->query->of;
    gint64 tel[COUNTERS];
    gboolean earlier = stage_day_compare(p->einde, of->from) < 0;

    if (*verloop != NULL)
        stage_verloop_add(*verloop, p, !earlier);
    if (earlier) { /* it was read for the year before only */
        r->left_out.over++;
        return TRUE;
    }
    if (r->query->missing && p->state->missing == 0) {
        r->outside++;
        return TRUE;
    }
    stage_rapport_norm(r, p->state->norm);
    count_placement(p, of, tel);
    if (r->row != NULL)
        return send_placement(r, p, tel, error);
    const StageKop kop = stage_kop_of(p);
    stage_groepen_add(r->groepen, stage_groep_of(of->by, &kop, p->einde), tel);
    return TRUE;
}

/* --- all of them --- */

static gboolean
each(StageRapportage *r, GError **error)
{
    StageVerloop **verloop = r->own;
    StagePlacementsQuery of = stage_rapport_placements(r->query);
    StageLeftOut unread = { 0 };

    of.figures = r->row == NULL;
    if (*verloop != NULL)
        of.from = stage_verloop_first(*verloop);
    gboolean done = stage_placements_each(r->db, &of, take_placement, r, r->groups_only ? NULL : &unread,
                                          error);

    r->left_out.over += unread.over;
    r->left_out.ahead += unread.ahead;
    return done;
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
    stage_verloop_document(*verloop, r, document);
    return TRUE;
}

static void
clear(StageRapportage *r)
{
    StageVerloop **verloop = r->own;

    g_clear_pointer(verloop, stage_verloop_free);
}

static const char *const charted[] = { "aandeel", NULL };
const StageRapport stage_rapport_contact = {
    .name = "contact",
    .title = N_("Contact: the norm of three joint talks"),
    .group_title = N_("Contact moments"),
    .cijfers = stage_contact_cijfers,
    .parts = cijfers,
    .counters = COUNTERS,
    .chart = STAGE_CHART_BARS,
    .chart_columns = charted,
    .rows = stage_contact_rows,
    .definities = definities,
    .outside = N_("placements of which no moment is missing"),
    .counts_left_out = TRUE,
    .size = sizeof(StageVerloop *),
    .count = count,
    .more = more,
    .clear = clear,
    .each = each,
};
