/* The report caseload: what each docent has in hand, what is due, how far they travel for it and how long it
 * takes, and how that lies beside a fair share within the team. */
#include "base/i18n.h"
#include "report/caseload.h"
#include "report/rapport.h"
#include "rules/travel.h"

/* Ours, not measured: what the planner of a year would take. */
enum { GESPREK_MINUTEN = 60, KM_PER_UUR = 50 };

enum {
    PLAATSINGEN = 1,
    MOMENTEN,
    NU,
    LAAT,
    GEPLAND,
    BEZOEKEN,
    METERS,
    MINUTEN,
    KM,
    UREN,
    DAGEN,
    EERLIJK,
    MEER,
    MINDER,
    COUNTERS
};
const StageColumn stage_caseload_cijfers[] = {
    { "plaatsingen", N_("plaatsingen"), STAGE_COLUMN_NUMBER },
    { "momenten", N_("momenten"), STAGE_COLUMN_NUMBER },
    { "nu", N_("nu"), STAGE_COLUMN_NUMBER },
    { "laat", N_("laat"), STAGE_COLUMN_NUMBER },
    { "gepland", N_("gepland"), STAGE_COLUMN_NUMBER },
    { "bezoeken", N_("bezoeken"), STAGE_COLUMN_NUMBER },
    { "km", N_("km"), STAGE_COLUMN_NUMBER },
    { "uren", N_("uren"), STAGE_COLUMN_NUMBER },
    { "werkdagen", N_("werkdagen"), STAGE_COLUMN_NUMBER },
    { "eerlijk", N_("eerlijk deel"), STAGE_COLUMN_NUMBER },
    { "meer", N_("uren meer"), STAGE_COLUMN_NUMBER },
    { "minder", N_("uren minder"), STAGE_COLUMN_NUMBER },
    { 0 },
};
static const StageCijfer cijfers[] = {
    { PLAATSINGEN },
    { MOMENTEN },
    { NU },
    { LAAT },
    { GEPLAND },
    { BEZOEKEN },
    { KM },
    { UREN },
    { DAGEN, .los = TRUE },
    { EERLIJK, .los = TRUE },
    { MEER, .los = TRUE },
    { MINDER, .los = TRUE },
};
G_STATIC_ASSERT(G_N_ELEMENTS(cijfers) == G_N_ELEMENTS(stage_caseload_cijfers) - 1);
static const char *const charted[] = { "uren", "eerlijk", NULL };

const StageColumn stage_caseload_rows[] = {
    { "plaatsing", N_("plaatsing"), STAGE_COLUMN_NUMBER },
    { "nummer", N_("nummer"), STAGE_COLUMN_TEXT },
    { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "docent", N_("docent"), STAGE_COLUMN_TEXT },
    { "team", NULL, STAGE_COLUMN_TEXT },
    { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    { "moment", N_("moment"), STAGE_COLUMN_TEXT },
    { "stand", N_("stand"), STAGE_COLUMN_STAND },
    { "van", N_("van"), STAGE_COLUMN_DAY },
    { "tot", N_("tot"), STAGE_COLUMN_DAY },
    { "bezoek", N_("bezoek"), STAGE_COLUMN_YESNO },
    { "meter", N_("meter"), STAGE_COLUMN_NUMBER },
    { "minuten", N_("minuten"), STAGE_COLUMN_NUMBER },
    { 0 },
};

static const StageDefinitie definities[] = {
    { "plaatsingen", N_("placements in the period that the docent guides on the day") },
    { "momenten",
      N_("contact moments of the norm that can still be held: nu (the window is open), laat (it has "
         "passed), gepland, and later ones") },
    { "bezoeken",
      N_("of those: planned at the company, or to be held there since the norm asks a visit that was not "
         "made") },
    { "km", N_("there and back from the school (the setting plan.school) for each of those, as the crow "
               "flies; where "
               "only a postcode is known, by it; 0 when the school's place is not set") },
    { "uren", N_("an hour for each of the momenten, and the way at 50 km an hour") },
    { "werkdagen",
      N_("days a week on which the docent works (docent edit --werkdagen); five when that is not said") },
    { "eerlijk",
      N_("fair share: the hours of the team, divided by the werkdagen of its docenten who have placements; "
         "meer and minder: the hours above and below it") },
    { 0 },
};

/* --- one moment that can still be held --- */

typedef struct {
    const StagePlacement *p;
    const StageMoment *moment;
    gboolean visit;
    guint metres, minutes;
} Werk;

static guint
metres_to(const StageRapportage *r, const StagePlacement *p)
{
    const char *school = r->query->school;

    if (school == NULL)
        return 0;
    const StagePlace from = stage_place_of(school, school), to = stage_place_of(p->postcode, p->coordinaten);
    return 2 * stage_travel_metres(&from, &to);
}

static gboolean
can_be_held(StageStand stand)
{
    return stand == STAGE_STAND_GEPLAND || stand == STAGE_STAND_NU || stand == STAGE_STAND_LAAT ||
           stand == STAGE_STAND_LATER;
}

static Werk
work_of(const StageRapportage *r, const StagePlacement *p, const StageMoment *m)
{
    Werk w = { .p = p, .moment = m };

    w.visit = m->stand == STAGE_STAND_GEPLAND ? p->contacts[m->contact].bezoek : m->bezoek;
    w.metres = w.visit ? metres_to(r, p) : 0;
    w.minutes = GESPREK_MINUTEN + (guint)((guint64)w.metres * 60 / (KM_PER_UUR * 1000));
    return w;
}

static gboolean
count_placement(StageRapportage *r, const StagePlacement *p)
{
    const StageKop kop = stage_kop_of(p);
    gint64 *tel = stage_groepen_at(r->groepen, stage_groep_of(r->query->of.by, &kop, p->einde));

    stage_rapport_norm(r, p->state->norm);
    tel[PLAATSINGEN]++;
    for (guint i = 0; i < p->state->moments->len; i++) {
        const StageMoment *m = stage_moment_at(p->state, i);
        if (!can_be_held(m->stand))
            continue;
        Werk w = work_of(r, p, m);
        tel[MOMENTEN]++;
        tel[NU] += m->stand == STAGE_STAND_NU ? 1 : 0;
        tel[LAAT] += m->stand == STAGE_STAND_LAAT ? 1 : 0;
        tel[GEPLAND] += m->stand == STAGE_STAND_GEPLAND ? 1 : 0;
        tel[BEZOEKEN] += w.visit ? 1 : 0;
        tel[METERS] += w.metres;
        tel[MINUTEN] += w.minutes;
    }
    return TRUE;
}

static gboolean
send_work(const StageRapportage *r, const Werk *w, GError **error)
{
    const StagePlacement *p = w->p;
    const StageMoment *m = w->moment;
    const StageValue values[] = { stage_int(p->id),
                                  stage_text(p->text[STAGE_PLACEMENT_NUMMER]),
                                  stage_text(p->text[STAGE_PLACEMENT_STUDENT]),
                                  stage_text(p->text[STAGE_PLACEMENT_DOCENT]),
                                  stage_text(stage_wie_team(r->wie, p->team)),
                                  stage_text(p->text[STAGE_PLACEMENT_LEERBEDRIJF]),
                                  stage_text(stage_gesprek_soorten[m->soort]),
                                  stage_text(stage_standen[m->stand]),
                                  stage_text(m->van.text),
                                  stage_text(m->tot.text),
                                  stage_int(w->visit ? 1 : 0),
                                  stage_int(w->metres),
                                  stage_int(w->minutes) };

    G_STATIC_ASSERT(G_N_ELEMENTS(values) == G_N_ELEMENTS(stage_caseload_rows) - 1);
    return r->row(values, r->data, error);
}

static gboolean
take(const StagePlacement *p, void *data, GError **error)
{
    StageRapportage *r = data;
    gboolean done = TRUE;

    if (r->row == NULL)
        return count_placement(r, p);
    for (guint i = 0; done && i < p->state->moments->len; i++) {
        const StageMoment *m = stage_moment_at(p->state, i);
        if (!can_be_held(m->stand))
            continue;
        Werk w = work_of(r, p, m);
        done = send_work(r, &w, error);
    }
    return done;
}

/* --- the fair share --- */

typedef struct {
    gint64 minutes, days;
} Team;

static Team *
team_of(GHashTable *teams, gint64 id)
{
    Team *team = g_hash_table_lookup(teams, &id);

    if (team == NULL) {
        team = g_new0(Team, 1);
        g_hash_table_insert(teams, g_memdup2(&id, sizeof id), team);
    }
    return team;
}

/* The days that each docent of a group works, and what each team has to do on them. */
static gboolean
read_days(StageRapportage *r, GHashTable *teams, GHashTable *team_of_docent, GError **error)
{
    static const char sql[] = "SELECT id, team, werkdagen FROM docent";
    g_autoptr(StageStmt) rows = stage_db_query(r->db, sql, STAGE_NO_ARGS, error);

    while (rows != NULL && stage_stmt_next(rows)) {
        gint64 id = stage_stmt_number(rows, 0);
        gint64 *tel = stage_groepen_find(r->groepen, id);
        if (tel == NULL)
            continue;
        guint bits = stage_weekdays_of(stage_stmt_text(rows, 2));
        Team *team = team_of(teams, stage_stmt_number(rows, 1));
        for (; bits != 0; bits >>= 1)
            tel[DAGEN] += bits & 1;
        team->minutes += tel[MINUTEN];
        team->days += tel[DAGEN];
        g_hash_table_insert(team_of_docent, g_memdup2(&id, sizeof id), team);
    }
    return rows != NULL && stage_stmt_done(rows, error);
}

static gboolean
divide(StageRapportage *r, GError **error)
{
    g_autoptr(GHashTable) teams = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    g_autoptr(GHashTable) of = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

    if (r->query->of.by == STAGE_BY_DOCENT && !read_days(r, teams, of, error))
        return FALSE;
    for (guint i = 0; i < stage_groepen_count(r->groepen); i++) {
        const StageGroep *groep = stage_groepen_get(r->groepen, i);
        const Team *team = g_hash_table_lookup(of, &groep->key);
        gint64 *tel = groep->tel;
        tel[KM] = (tel[METERS] + 500) / 1000;
        tel[UREN] = (tel[MINUTEN] + 30) / 60;
        if (team == NULL || team->days == 0)
            continue;
        tel[EERLIJK] = (team->minutes * tel[DAGEN] / team->days + 30) / 60;
        tel[MEER] = MAX(tel[UREN] - tel[EERLIJK], 0);
        tel[MINDER] = MAX(tel[EERLIJK] - tel[UREN], 0);
    }
    return TRUE;
}

/* --- all of them --- */

static gboolean
each(StageRapportage *r, GError **error)
{
    StagePlacementsQuery of = stage_rapport_placements(r->query);

    of.figures = r->row == NULL && r->query->school == NULL;
    return stage_placements_each(r->db, &of, take, r, r->groups_only ? NULL : &r->left_out, error);
}

static gboolean
count(StageRapportage *r, GError **error)
{
    return each(r, error) && divide(r, error);
}

const StageRapport stage_rapport_caseload = {
    .name = "caseload",
    .title = N_("Case-load: who has how much in hand"),
    .group_title = N_("Work still to be done"),
    .cijfers = stage_caseload_cijfers,
    .parts = cijfers,
    .counters = COUNTERS,
    .by = STAGE_BY_DOCENT,
    .chart = STAGE_CHART_BARS,
    .chart_columns = charted,
    .rows = stage_caseload_rows,
    .definities = definities,
    .counts_left_out = TRUE,
    .count = count,
    .each = each,
};
