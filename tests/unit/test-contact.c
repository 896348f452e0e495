/* The report over a generated store against a plain recomputation from the same data. */
#include "test.h"

#include <string.h>

#include "model/docent.h"
#include "model/leerbedrijf.h"
#include "model/opleiding.h"
#include "model/plaatsing.h"
#include "model/student.h"
#include "model/team.h"
#include "report/contact.h"

enum { TEAMS = 2, DOCENTEN = 3, OPLEIDINGEN = 3, STUDENTEN = 12, PLAATSINGEN = 40, TALKS = 6 };

typedef struct {
    StagePlaatsing p;
    StageContact talks[TALKS];
    guint n;
} Placement;

typedef struct {
    char *folder;
    StageDb *db;
    StageNorms *norms;
    StageEvaluation *state;
    gint64 opleiding_of[STUDENTEN + 1];
    const char *klas_of[STUDENTEN + 1];
    Placement placements[PLAATSINGEN];
} World;

static const StageDay first = { "2026-01-01" };
static const char *const klassen[] = { "IT1", "IT2", NULL };

static StageDay
random_day(int most)
{
    return stage_day_plus(first, g_test_rand_int_range(0, most));
}

static void
add(World *w, const StageEntity *of, void *entity)
{
    g_autoptr(GError) error = NULL;

    test_done(stage_entity_add(of, w->db, entity, &error), &error);
}

/* By id; 0: none. */
static const gint64 team_of_docent[DOCENTEN + 1] = { 0, 1, 2, 0 };
static const gint64 team_of_opleiding[OPLEIDINGEN + 1] = { 0, 0, 2, 1 };

static void
add_people(World *w)
{
    for (int i = 1; i <= TEAMS; i++) {
        StageTeam t = { .naam = g_strdup_printf("team %d", i) };
        add(w, &stage_team, &t);
        stage_entity_clear(&stage_team, &t);
    }
    for (int i = 1; i <= DOCENTEN; i++) {
        StageDocent d = { .code = g_strdup_printf("D%d", i), .team = team_of_docent[i] };
        add(w, &stage_docent, &d);
        stage_entity_clear(&stage_docent, &d);
    }
    for (int i = 1; i <= OPLEIDINGEN; i++) {
        StageOpleiding o = { .naam = g_strdup_printf("opleiding %d", i),
                             .niveau = i,
                             .team = team_of_opleiding[i],
                             .crebo = i == 1 ? NULL : g_strdup_printf("2000%d", i) };
        add(w, &stage_opleiding, &o);
        stage_entity_clear(&stage_opleiding, &o);
    }
    StageLeerbedrijf l = { .naam = g_strdup("De Korst") };
    add(w, &stage_leerbedrijf, &l);
    stage_entity_clear(&stage_leerbedrijf, &l);
    for (int i = 1; i <= STUDENTEN; i++) {
        StageStudent s = { .nummer = g_strdup_printf("%04d", i),
                           .naam.achternaam = g_strdup_printf("Naam%d", i) };
        w->klas_of[i] = test_any(klassen);
        w->opleiding_of[i] = g_test_rand_int_range(0, OPLEIDINGEN + 1);
        s.klas = g_strdup(w->klas_of[i]);
        s.opleiding = w->opleiding_of[i];
        add(w, &stage_student, &s);
        stage_entity_clear(&stage_student, &s);
    }
}

static void
add_talk(World *w, Placement *place)
{
    StageContact *c = &place->talks[place->n++];
    StageGesprek g = { .plaatsing = place->p.id };
    int kind = g_test_rand_int_range(0, 4);

    c->soort = (StageSoort)g_test_rand_int_range(0, STAGE_SOORTEN);
    if (kind != 0 || test_chance(50))
        c->gepland = random_day(400);
    if (kind <= 1) {
        c->gehouden = random_day(400);
        g.docent_aanwezig = test_chance(90) ? STAGE_YES : STAGE_NO;
        g.student_aanwezig = test_chance(90) ? STAGE_YES : STAGE_NO;
        g.opleider_aanwezig = test_chance(80) ? STAGE_YES : STAGE_NO;
        if (g.docent_aanwezig == STAGE_NO && g.student_aanwezig == STAGE_NO)
            g.opleider_aanwezig = STAGE_YES;
    }
    if (kind == 2)
        c->geannuleerd = random_day(400);
    c->aanwezig[STAGE_PARTIJ_DOCENT] = g.docent_aanwezig == STAGE_YES;
    c->aanwezig[STAGE_PARTIJ_STUDENT] = g.student_aanwezig == STAGE_YES;
    c->aanwezig[STAGE_PARTIJ_OPLEIDER] = g.opleider_aanwezig == STAGE_YES;
    c->vervanger = test_chance(30);
    c->bezoek = test_chance(50);
    g.vervanger = c->vervanger ? g_strdup("chef") : NULL;
    g.vorm = c->bezoek ? g_strdup("bezoek") : NULL;
    g.soort = g_strdup(stage_gesprek_soorten[c->soort]);
    g.gepland = c->gepland;
    g.gehouden = c->gehouden;
    g.geannuleerd = c->geannuleerd;
    add(w, &stage_gesprek, &g);
    stage_entity_clear(&stage_gesprek, &g);
}

static void
set_up(World *w, const void *data)
{
    (void)data;
    w->folder = test_folder();
    w->db = test_store(w->folder);
    w->norms = stage_norms_new();
    w->state = stage_evaluation_new();
    g_assert_true(stage_db_begin(w->db, NULL));
    add_people(w);
    for (guint i = 0; i < PLAATSINGEN; i++) {
        StagePlaatsing *p = &w->placements[i].p;
        p->student = g_test_rand_int_range(1, STUDENTEN + 1);
        p->leerbedrijf = 1;
        p->docent = g_test_rand_int_range(0, DOCENTEN + 1);
        p->begin = random_day(300);
        p->einde = stage_day_plus(p->begin, g_test_rand_int_range(0, 150));
        if (test_chance(30))
            p->einde_werkelijk = stage_day_plus(p->begin, g_test_rand_int_range(0, 200));
        if (test_chance(20))
            p->status = g_strdup(stage_plaatsing_statussen[g_test_rand_int_range(0, 2)]);
        add(w, &stage_plaatsing, p);
        for (int n = g_test_rand_int_range(0, TALKS + 1); n > 0; n--)
            add_talk(w, &w->placements[i]);
    }
    g_assert_true(stage_db_commit(w->db, NULL));
}

static void
tear_down(World *w, const void *data)
{
    (void)data;
    for (guint i = 0; i < PLAATSINGEN; i++)
        stage_entity_clear(&stage_plaatsing, &w->placements[i].p);
    stage_norms_free(w->norms);
    stage_evaluation_free(w->state);
    stage_db_close(w->db);
    test_folder_free(w->folder);
}

enum { ROWS = -1 }; /* in the place of a StageBy */

static StageRapportQuery
random_query(const World *w, int by)
{
    StageRapportQuery q = { .norms = w->norms, .of = { .on = random_day(450) } };

    q.of.by = by == ROWS ? STAGE_BY_TEAM : (StageBy)by;
    q.of.docent = test_chance(70) ? 0 : g_test_rand_int_range(1, DOCENTEN + 1);
    q.of.opleiding = test_chance(70) ? 0 : g_test_rand_int_range(1, OPLEIDINGEN + 1);
    q.of.team = test_chance(70) ? 0 : g_test_rand_int_range(1, TEAMS + 1);
    q.of.klas = test_chance(70) ? NULL : klassen[0];
    q.student = test_chance(90) ? 0 : g_test_rand_int_range(1, STUDENTEN + 1);
    q.missing = test_chance(30);
    if (test_chance(40))
        q.of.until = random_day(450);
    if (test_chance(40))
        q.of.from = stage_day_plus(stage_day_is_set(q.of.until) ? q.of.until : q.of.on,
                                   -g_test_rand_int_range(0, 300));
    g_assert_true(stage_selectie_complete(&q.of, NULL));
    return q;
}

static const StageEvaluation *
judged(const World *w, const Placement *place, StageDay on)
{
    const StageNormCase of = { .begin = place->p.begin, .einde = stage_plaatsing_einde(&place->p) };

    stage_evaluate(w->state, w->norms, &of, place->talks, place->n, NULL, 0, on);
    return w->state;
}

/* A docent's team goes before that of the opleiding. */
static gint64
team_of(const World *w, const Placement *place)
{
    gint64 docent = place->p.docent, opleiding = w->opleiding_of[place->p.student];

    if (docent != 0 && team_of_docent[docent] != 0)
        return team_of_docent[docent];
    return opleiding == 0 ? 0 : team_of_opleiding[opleiding];
}

typedef struct {
    guint shown, missing;
    StageLeftOut left_out;
} Counts;

/* Whether a placement is asked for; if so, whether it stands in the report is counted. */
static gboolean
is_shown(const World *w, const Placement *place, const StageRapportQuery *q, Counts *counts)
{
    const StagePlaatsing *p = &place->p;
    const StageSelectie *of = &q->of;

    if (g_strcmp0(p->status, "vervallen") == 0 || (of->docent != 0 && of->docent != p->docent) ||
        (q->student != 0 && q->student != p->student) || (of->team != 0 && of->team != team_of(w, place)) ||
        (of->opleiding != 0 && of->opleiding != w->opleiding_of[p->student]) ||
        (of->klas != NULL && g_strcmp0(of->klas, w->klas_of[p->student]) != 0))
        return FALSE;
    if (p->status != NULL || strcmp(p->begin.text, of->until.text) > 0) {
        counts->left_out.ahead++;
        return FALSE;
    }
    if (strcmp(stage_plaatsing_einde(p).text, of->from.text) < 0) {
        counts->left_out.over++;
        return FALSE;
    }
    const StageEvaluation *e = judged(w, place, of->on);
    if (q->missing && e->missing == 0)
        return FALSE;
    counts->shown++;
    counts->missing += e->missing > 0 ? 1 : 0;
    return TRUE;
}

typedef struct {
    const World *world;
    StageRapportQuery query;
    gboolean seen[PLAATSINGEN];
    guint rows, placements, missing;
} Check;

static guint
column(const StageColumn *columns, const char *key)
{
    guint i = 0;

    while (!g_str_equal(columns[i].key, key))
        i++;
    return i;
}

/* What a row has under a key. */
static gint64
of_row(const StageValue *v, const char *key)
{
    return v[column(stage_contact_rows, key)].number;
}

/* Talks of the period that were held by the day, counted without what the report counts with. */
static void
count_talks(const Check *check, const Placement *place, guint *out_held, guint *out_joint)
{
    const StageSelectie *of = &check->query.of;

    *out_held = *out_joint = 0;
    for (guint i = 0; i < place->n; i++) {
        const StageContact *c = &place->talks[i];
        const char *day = c->gehouden.text;
        if (*day == '\0' || strcmp(day, of->on.text) > 0 ||
            (of->period && (strcmp(day, of->from.text) < 0 || strcmp(day, of->until.text) > 0)))
            continue;
        *out_held += 1;
        *out_joint += c->aanwezig[0] && c->aanwezig[1] && c->aanwezig[2] ? 1 : 0;
    }
}

static gboolean
check_row(const StageValue *v, void *data, GError **error)
{
    Check *check = data;
    const Placement *place = &check->world->placements[v[0].number - 1];
    const StageEvaluation *e = judged(check->world, place, check->query.of.on);
    g_autofree char *nummer = g_strdup_printf("%04d", (int)place->p.student);
    g_autofree char *docent = place->p.docent == 0 ? NULL : g_strdup_printf("D%d", (int)place->p.docent);
    guint named = 0, held, joint;
    gboolean meets = TRUE;

    (void)error;
    g_assert_false(check->seen[v[0].number - 1]);
    check->seen[v[0].number - 1] = TRUE;
    check->rows++;
    g_assert_cmpstr(v[1].text, ==, nummer);
    g_assert_cmpstr(v[3].text, ==, check->world->klas_of[place->p.student]);
    g_assert_true((v[4].text == NULL) == (check->world->opleiding_of[place->p.student] == 0));
    g_assert_cmpstr(v[5].text, ==, docent);
    g_assert_cmpstr(v[6].text, ==, "De Korst");
    g_assert_cmpstr(v[7].text, ==, place->p.begin.text);
    g_assert_cmpstr(v[8].text, ==, stage_plaatsing_einde(&place->p).text);
    g_assert_cmpint(v[9].number, ==, e->held);
    g_assert_cmpint(v[10].number, ==, e->planned);
    g_assert_cmpint(v[11].number, ==, e->missing);
    g_auto(GStrv) kinds = g_strsplit(v[12].text == NULL ? "" : v[12].text, ", ", -1);
    for (char **kind = kinds; *kind != NULL; kind++, named++)
        g_assert_cmpint(stage_soort_of(*kind), !=, STAGE_SOORT_EXTRA);
    g_assert_cmpuint(named, ==, e->missing);
    g_assert_cmpstr(v[13].text, ==, *e->last.text == '\0' ? NULL : e->last.text);
    g_assert_cmpstr(v[14].text, ==, *e->next.text == '\0' ? NULL : e->next.text);
    g_assert_cmpint(v[15].number, ==, e->apart);
    g_assert_cmpint(v[16].number, ==, e->unknown);
    g_assert_cmpint(v[18].number, ==, e->visits);
    g_assert_cmpint(of_row(v, "gevraagd"), ==, e->asked);
    g_assert_cmpint(of_row(v, "op_tijd"), <=, e->held);
    count_talks(check, place, &held, &joint);
    g_assert_cmpint(of_row(v, "gesprekken"), ==, held);
    g_assert_cmpint(of_row(v, "gezamenlijk"), ==, joint);
    for (guint i = 0; i < e->moments->len; i++)
        meets = meets && strcmp(stage_standen[stage_moment_at(e, i)->stand], "laat") != 0 &&
                strcmp(stage_standen[stage_moment_at(e, i)->stand], "gemist") != 0;
    g_assert_cmpint(of_row(v, "voldoet"), ==, e->asked > 0 && meets ? 1 : 0);
    return TRUE;
}

static char *
group_name(const Check *check, const Placement *place)
{
    gint64 opleiding = check->world->opleiding_of[place->p.student], team = team_of(check->world, place);

    switch (check->query.of.by) {
    case STAGE_BY_DOCENT:
        return place->p.docent == 0 ? NULL : g_strdup_printf("D%d", (int)place->p.docent);
    case STAGE_BY_OPLEIDING:
        return opleiding == 0   ? NULL
               : opleiding == 1 ? g_strdup("opleiding 1")
                                : g_strdup_printf("2000%d opleiding %d", (int)opleiding, (int)opleiding);
    case STAGE_BY_NIVEAU:
        return opleiding == 0 ? NULL : g_strdup_printf("%d", (int)opleiding);
    case STAGE_BY_LEERBEDRIJF:
        return g_strdup("De Korst");
    case STAGE_BY_MAAND:
        return g_strndup(stage_plaatsing_einde(&place->p).text, 7);
    default:
        return team == 0 ? NULL : g_strdup_printf("team %d", (int)team);
    }
}

/* Each figure of a group is the sum of what its rows have: the test adds them up on its own. */
static gboolean
check_total(const StageValue *values, void *data, GError **error)
{
    Check *check = data;
    const StageValue *v = values + stage_groep_leading(check->query.of.by) - 1;
    guint placements = 0, asked = 0, held = 0, missing = 0, talks = 0, together = 0, complete = 0;

    (void)error;
    for (guint i = 0; i < PLAATSINGEN; i++) {
        const Placement *place = &check->world->placements[i];
        g_autofree char *name = group_name(check, place);
        Counts ignored = { 0 };
        guint n, joint;
        if (g_strcmp0(name, values[0].text) != 0 || !is_shown(check->world, place, &check->query, &ignored))
            continue;
        const StageEvaluation *e = judged(check->world, place, check->query.of.on);
        placements++;
        asked += e->asked;
        held += e->held;
        missing += e->missing;
        complete += e->missing == 0 ? 1 : 0;
        count_talks(check, place, &n, &joint);
        talks += n;
        together += joint;
    }
#define FIGURE(key) v[1 + column(stage_contact_cijfers, key)].number
    g_assert_cmpint(FIGURE("plaatsingen"), ==, placements);
    g_assert_cmpint(FIGURE("gevraagd"), ==, asked);
    g_assert_cmpint(FIGURE("gehouden"), ==, held);
    g_assert_cmpint(FIGURE("ontbreekt"), ==, missing);
    g_assert_cmpint(FIGURE("volledig"), ==, complete);
    g_assert_cmpint(FIGURE("gesprekken"), ==, talks);
    g_assert_cmpint(FIGURE("gezamenlijk"), ==, together);
    g_assert_cmpint(FIGURE("gehouden") + FIGURE("gepland") + FIGURE("ontbreekt") + FIGURE("vrijgesteld"), ==,
                    asked);
    g_assert_cmpint(FIGURE("voldoet"), <=, FIGURE("genormeerd"));
#undef FIGURE
    check->rows++;
    check->placements += placements;
    check->missing += placements - complete;
    return TRUE;
}

static void
report(World *w, const void *data)
{
    int by = GPOINTER_TO_INT(data);

    for (guint round = 0; round < 200; round++) {
        g_autoptr(GError) error = NULL;
        Check check = { .world = w, .query = random_query(w, by) };
        Counts expected = { 0 };
        StageLeftOut left_out = { 0 };
        gboolean shown[PLAATSINGEN];
        for (guint i = 0; i < PLAATSINGEN; i++)
            shown[i] = is_shown(w, &w->placements[i], &check.query, &expected);
        if (by == ROWS) {
            test_done(stage_rapport_rows(w->db, &stage_rapport_contact, &check.query, check_row, &check,
                                         &left_out, &error),
                      &error);
            g_assert_true(memcmp(&left_out, &expected.left_out, sizeof left_out) == 0);
            g_assert_true(memcmp(shown, check.seen, sizeof shown) == 0);
        } else {
            test_done(stage_rapport_cijfers(w->db, &stage_rapport_contact, &check.query, check_total, &check,
                                            &error),
                      &error);
            g_assert_cmpuint(check.placements, ==, expected.shown);
            g_assert_cmpuint(check.missing, ==, expected.missing);
        }
    }
}

static gboolean
stop(const StageValue *values, void *data, GError **error)
{
    (void)values;
    *(guint *)data += 1;
    return stage_fail(error, STAGE_ERROR_IO, "stop");
}

/* Who receives the rows can end the report. */
static void
stopped(World *w, const void *data)
{
    g_autoptr(GError) error = NULL;
    StageRapportQuery query = { .norms = w->norms,
                                .of = { .on = { "2027-01-01" }, .from = { "2026-01-01" } } };
    guint rows = 0;

    (void)data;
    g_assert_true(stage_selectie_complete(&query.of, &error));
    test_failed(stage_rapport_rows(w->db, &stage_rapport_contact, &query, stop, &rows, NULL, &error), &error,
                STAGE_ERROR_IO);
    g_assert_cmpuint(rows, ==, 1);
    test_failed(stage_rapport_cijfers(w->db, &stage_rapport_contact, &query, stop, &rows, &error), &error,
                STAGE_ERROR_IO);
    g_assert_cmpuint(rows, ==, 2);
}

#define ADD(path, by, function)                                                                              \
    g_test_add("/contact/" path, World, GINT_TO_POINTER(by), set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("rows", ROWS, report);
    ADD("by-team", STAGE_BY_TEAM, report);
    ADD("by-docent", STAGE_BY_DOCENT, report);
    ADD("by-opleiding", STAGE_BY_OPLEIDING, report);
    ADD("by-niveau", STAGE_BY_NIVEAU, report);
    ADD("by-leerbedrijf", STAGE_BY_LEERBEDRIJF, report);
    ADD("by-maand", STAGE_BY_MAAND, report);
    ADD("stopped", 0, stopped);
    return g_test_run();
}
