/* The report over a generated store against a plain recomputation from the same data. */
#include "test.h"

#include <string.h>

#include "model/docent.h"
#include "model/leerbedrijf.h"
#include "model/opleiding.h"
#include "model/plaatsing.h"
#include "model/student.h"
#include "report/contact.h"

enum { DOCENTEN = 3, OPLEIDINGEN = 3, STUDENTEN = 12, PLAATSINGEN = 40, TALKS = 6 };

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

static void
add_people(World *w)
{
    for (int i = 1; i <= DOCENTEN; i++) {
        StageDocent d = { .code = g_strdup_printf("D%d", i) };
        add(w, &stage_docent, &d);
        stage_entity_clear(&stage_docent, &d);
    }
    for (int i = 1; i <= OPLEIDINGEN; i++) {
        StageOpleiding o = { .naam = g_strdup_printf("opleiding %d", i),
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

static StageContactQuery
random_query(const World *w, StageContactBy by)
{
    StageContactQuery q = { .of = { .norms = w->norms, .on = random_day(450) }, .by = by };

    q.of.docent = test_chance(70) ? 0 : g_test_rand_int_range(1, DOCENTEN + 1);
    q.of.opleiding = test_chance(70) ? 0 : g_test_rand_int_range(1, OPLEIDINGEN + 1);
    q.of.student = test_chance(90) ? 0 : g_test_rand_int_range(1, STUDENTEN + 1);
    q.of.klas = test_chance(70) ? NULL : klassen[0];
    q.missing = test_chance(30);
    q.of.over = test_chance(30);
    return q;
}

static const StageEvaluation *
judged(const World *w, const Placement *place, StageDay on)
{
    const StageNormCase of = { .begin = place->p.begin, .einde = stage_plaatsing_einde(&place->p) };

    stage_evaluate(w->state, w->norms, &of, place->talks, place->n, NULL, 0, on);
    return w->state;
}

/* Whether a placement is asked for; if so, whether it stands in the report is counted. */
static gboolean
is_shown(const World *w, const Placement *place, const StageContactQuery *q, StageContactCounts *counts)
{
    const StagePlaatsing *p = &place->p;
    StageDay einde = stage_plaatsing_einde(p);

    if (g_strcmp0(p->status, "vervallen") == 0 || (q->of.docent != 0 && q->of.docent != p->docent) ||
        (q->of.student != 0 && q->of.student != p->student) ||
        (q->of.opleiding != 0 && q->of.opleiding != w->opleiding_of[p->student]) ||
        (q->of.klas != NULL && g_strcmp0(q->of.klas, w->klas_of[p->student]) != 0))
        return FALSE;
    if (p->status != NULL || strcmp(p->begin.text, q->of.on.text) > 0) {
        counts->left_out.ahead++;
        return FALSE;
    }
    if (!q->of.over && strcmp(stage_day_plus(einde, STAGE_NORM_NALOOP).text, q->of.on.text) < 0) {
        counts->left_out.over++;
        return FALSE;
    }
    const StageEvaluation *e = judged(w, place, q->of.on);
    if (q->missing && e->missing == 0)
        return FALSE;
    counts->shown++;
    counts->missing += e->missing > 0 ? 1 : 0;
    return TRUE;
}

typedef struct {
    const World *world;
    StageContactQuery query;
    gboolean seen[PLAATSINGEN];
    guint rows, placements, held, planned, missing, complete;
} Check;

static gboolean
check_row(const StageValue *v, void *data, GError **error)
{
    Check *check = data;
    const Placement *place = &check->world->placements[v[0].number - 1];
    const StageEvaluation *e = judged(check->world, place, check->query.of.on);
    g_autofree char *nummer = g_strdup_printf("%04d", (int)place->p.student);
    g_autofree char *docent = place->p.docent == 0 ? NULL : g_strdup_printf("D%d", (int)place->p.docent);
    guint named = 0;

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
    return TRUE;
}

static gboolean
check_total(const StageValue *v, void *data, GError **error)
{
    Check *check = data;
    guint placements = 0, asked = 0, held = 0, missing = 0;

    (void)error;
    for (guint i = 0; i < PLAATSINGEN; i++) {
        const Placement *place = &check->world->placements[i];
        gint64 opleiding = check->world->opleiding_of[place->p.student];
        StageContactCounts ignored = { 0 };
        g_autofree char *name = check->query.by == STAGE_BY_DOCENT
                                    ? (place->p.docent == 0 ? NULL
                                                            : g_strdup_printf("D%d", (int)place->p.docent))
                                : opleiding == 0 ? NULL
                                : opleiding == 1
                                    ? g_strdup("opleiding 1")
                                    : g_strdup_printf("2000%d opleiding %d", (int)opleiding, (int)opleiding);
        if (g_strcmp0(name, v[0].text) != 0 || !is_shown(check->world, place, &check->query, &ignored))
            continue;
        const StageEvaluation *e = judged(check->world, place, check->query.of.on);
        placements++;
        asked += e->asked;
        held += e->held;
        missing += e->missing;
    }
    g_assert_cmpint(v[1].number, ==, placements);
    g_assert_cmpint(v[2].number, ==, held);
    g_assert_cmpint(v[4].number, ==, missing);
    g_assert_cmpint(v[2].number + v[3].number + v[4].number, ==, asked);
    check->rows++;
    check->placements += placements;
    check->missing += placements - (guint)v[5].number;
    return TRUE;
}

static void
report(World *w, const void *data)
{
    StageContactBy by = (StageContactBy)GPOINTER_TO_INT(data);

    for (guint round = 0; round < 200; round++) {
        g_autoptr(GError) error = NULL;
        Check check = { .world = w, .query = random_query(w, by) };
        StageContactCounts counts, expected = { 0 };
        gboolean shown[PLAATSINGEN];
        for (guint i = 0; i < PLAATSINGEN; i++)
            shown[i] = is_shown(w, &w->placements[i], &check.query, &expected);
        test_done(stage_report_contact(w->db, &check.query,
                                       by == STAGE_BY_PLAATSING ? check_row : check_total, &check, &counts,
                                       &error),
                  &error);
        g_assert_true(memcmp(&counts, &expected, sizeof counts) == 0);
        if (by == STAGE_BY_PLAATSING)
            g_assert_true(memcmp(shown, check.seen, sizeof shown) == 0);
        else
            g_assert_cmpuint(check.placements, ==, expected.shown);
        g_assert_cmpuint(by == STAGE_BY_PLAATSING ? expected.missing : check.missing, ==, expected.missing);
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
    StageContactQuery query = { .of = { .norms = w->norms, .on = { "2027-01-01" }, .over = TRUE } };
    StageContactCounts counts;
    guint rows = 0;

    (void)data;
    test_failed(stage_report_contact(w->db, &query, stop, &rows, &counts, &error), &error, STAGE_ERROR_IO);
    g_assert_cmpuint(rows, ==, 1);
}

#define ADD(path, by, function)                                                                              \
    g_test_add("/contact/" path, World, GINT_TO_POINTER(by), set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("by-plaatsing", STAGE_BY_PLAATSING, report);
    ADD("by-docent", STAGE_BY_DOCENT, report);
    ADD("by-opleiding", STAGE_BY_OPLEIDING, report);
    ADD("stopped", 0, stopped);
    return g_test_run();
}
