/* Who guides a placement when, after random changes, against a plain model: whom each day has. */
#include "test.h"

#include <string.h>

#include "model/begeleider.h"
#include "model/docent.h"
#include "model/leerbedrijf.h"
#include "model/opleider.h"
#include "model/student.h"

/* Day 0 is some time before the placement begins, day BEGIN its beginning; the last stands for all the time
 * after the others, which only what lasts until further notice reaches. */
enum { PEOPLE = 4, BEGIN = 8, DAYS = 120, LATER = DAYS, ROLLEN = 2, ROUNDS = 100, CHANGES = 40 };

typedef struct {
    gint64 own[DAYS + 1];   /* who guides, but for those who stand in */
    gint64 stand[DAYS + 1]; /* who stands in; 0: nobody */
} Model;

typedef struct {
    StageDb *db;
    StagePlaatsing p; /* as it stands */
    Model models[ROLLEN];
    GString *told; /* what was done to this placement, for when it fails */
} World;

static const StageDay day0 = { "2026-01-25" };

static StageDay
day_of(int day)
{
    return stage_day_plus(day0, day);
}

static void
add(StageDb *db, const StageEntity *of, void *entity)
{
    g_autoptr(GError) error = NULL;

    test_done(stage_entity_add(of, db, entity, &error), &error);
}

static void
add_people(StageDb *db)
{
    StageLeerbedrijf l = { .naam = g_strdup("De Korst") };
    StageStudent s = { .nummer = g_strdup("0012"), .naam.achternaam = g_strdup("Hof") };

    add(db, &stage_leerbedrijf, &l);
    add(db, &stage_student, &s);
    for (int i = 1; i <= PEOPLE; i++) {
        StageDocent d = { .code = g_strdup_printf("D%d", i) };
        StageOpleider o = { .leerbedrijf = l.id, .naam.achternaam = g_strdup_printf("Naam%d", i) };
        add(db, &stage_docent, &d);
        add(db, &stage_opleider, &o);
        g_assert_cmpint(d.id, ==, i);
        g_assert_cmpint(o.id, ==, i);
        stage_entity_clear(&stage_docent, &d);
        stage_entity_clear(&stage_opleider, &o);
    }
    stage_entity_clear(&stage_leerbedrijf, &l);
    stage_entity_clear(&stage_student, &s);
}

/* --- what must hold --- */

static gint64
entries(StageDb *db)
{
    g_autoptr(GError) error = NULL;
    gint64 n = 0;

    test_done(stage_db_number(db, "SELECT count(*) FROM journaal", STAGE_NO_ARGS, &n, &error), &error);
    return n;
}

static void
same_days(World *w, StageRol rol)
{
    const Model *model = &w->models[rol];
    g_autoptr(GError) error = NULL;

    for (int day = 0; day <= LATER; day++) {
        gint64 who = 0, expected = model->stand[day] != 0 ? model->stand[day] : model->own[day];
        test_done(stage_begeleider_on(w->db, w->p.id, rol, day_of(day), &who, &error), &error);
        if (who != expected)
            g_error("%s on %s is %" G_GINT64_FORMAT ", expected %" G_GINT64_FORMAT " after\n%s",
                    stage_rollen[rol], day_of(day).text, who, expected, w->told->str);
    }
}

/* Those who stand in never overlap; those who took over begin one after another, none is the same as the one
 * before him, and none begins before the placement does. */
static void
well_formed(World *w, StageRol rol)
{
    static const char sql[] = "SELECT coalesce(docent, opleider), vervangt, van, tot FROM begeleider "
                              "WHERE plaatsing = $1 AND rol = $2 ORDER BY vervangt, van";
    g_autoptr(GError) error = NULL;
    g_autoptr(StageStmt) rows = stage_db_query(
        w->db, sql, STAGE_ARGS(stage_int(w->p.id), stage_text(stage_rollen[rol])), &error);
    gint64 person = rol == STAGE_ROL_DOCENT ? w->p.docent : w->p.opleider, stands_in = 0;
    StageDay from = w->p.begin, until = STAGE_NO_DAY;

    g_assert_no_error(error);
    while (stage_stmt_next(rows)) {
        const char *van = stage_stmt_text(rows, 2), *tot = stage_stmt_text(rows, 3);
        if (stage_stmt_number(rows, 1) == 0) {
            g_assert_null(tot);
            g_assert_cmpstr(van, >, from.text);
            g_assert_cmpint(stage_stmt_number(rows, 0), !=, person);
            person = stage_stmt_number(rows, 0);
            g_assert_true(stage_day_from_iso(van, &from));
            continue;
        }
        if (stands_in++ > 0) {
            g_assert_true(stage_day_is_set(until)); /* after one without an end there is no other */
            g_assert_cmpstr(van, >, until.text);
        }
        until = STAGE_NO_DAY;
        if (tot != NULL) {
            g_assert_cmpstr(tot, >=, van);
            g_assert_true(stage_day_from_iso(tot, &until));
        }
    }
    test_done(stage_stmt_done(rows, &error), &error);
}

/* A placement is a docent's while it has not ended, and he is to guide it on the day or later, himself or for
 * another. */
static void
same_caseload(World *w)
{
    const Model *model = &w->models[STAGE_ROL_DOCENT];
    int from = g_test_rand_int_range(0, DAYS);
    gint64 docent = g_test_rand_int_range(1, PEOPLE + 1);
    g_autoptr(GError) error = NULL;
    g_autoptr(StageStmt) rows = stage_begeleider_caseload(w->db, docent, day_of(from), &error);
    gboolean expected = FALSE, found = FALSE;

    g_assert_no_error(error);
    while (stage_stmt_next(rows))
        found = found || stage_stmt_number(rows, 0) == w->p.id;
    test_done(stage_stmt_done(rows, &error), &error);
    for (int day = from; day <= LATER; day++)
        expected = expected || model->own[day] == docent || model->stand[day] == docent;
    expected = expected && stage_day_compare(stage_plaatsing_einde(&w->p), day_of(from)) >= 0;
    if (found != expected)
        g_error("placement of docent %" G_GINT64_FORMAT " from %s: %d, expected %d after\n%s", docent,
                day_of(from).text, found, expected, w->told->str);
}

/* --- the changes --- */

static int
random_day(void)
{
    /* The beginning, and days just before and after it, more often than others. */
    return test_chance(20) ? BEGIN + g_test_rand_int_range(-2, 3) : g_test_rand_int_range(0, DAYS);
}

/* Before the placement begins, the one is shown who will begin. */
static void
before_begin(Model *model)
{
    for (int day = 0; day < BEGIN; day++)
        model->own[day] = model->own[BEGIN];
}

static void
set(World *w, StageRol rol)
{
    Model *model = &w->models[rol];
    gint64 person = g_test_rand_int_range(1, PEOPLE + 1);
    int from = random_day();
    g_autoptr(GError) error = NULL;

    g_string_append_printf(w->told, "set %s %" G_GINT64_FORMAT " from %s\n", stage_rollen[rol], person,
                           day_of(from).text);
    for (int day = MAX(from, BEGIN); day <= LATER; day++)
        model->own[day] = person;
    test_done(stage_begeleider_set(w->db, &w->p, rol, person, day_of(from), &error), &error);
}

static void
stand_in(World *w, StageRol rol)
{
    Model *model = &w->models[rol];
    gint64 person = g_test_rand_int_range(1, PEOPLE + 1);
    int from = random_day(), until = test_chance(15) ? LATER : from + g_test_rand_int_range(0, 15);
    StageDay last = until >= LATER ? STAGE_NO_DAY : day_of(until);
    gboolean taken = FALSE;
    g_autoptr(GError) error = NULL;

    g_string_append_printf(w->told, "stand in %s %" G_GINT64_FORMAT " from %s until %s\n", stage_rollen[rol],
                           person, day_of(from).text, last.text);
    for (int day = from; day <= MIN(until, LATER); day++)
        taken = taken || model->stand[day] != 0;
    if (taken) {
        test_failed(stage_begeleider_stand_in(w->db, &w->p, rol, person, day_of(from), last, &error), &error,
                    STAGE_ERROR_EXISTS);
        return;
    }
    for (int day = from; day <= MIN(until, LATER); day++)
        model->stand[day] = person;
    test_done(stage_begeleider_stand_in(w->db, &w->p, rol, person, day_of(from), last, &error), &error);
    test_failed(stage_begeleider_stand_in(w->db, &w->p, rol, person, day_of(from), day_of(from - 1), &error),
                &error, STAGE_ERROR_BAD_INPUT);
}

static void
hand_over(World *w)
{
    Model *model = &w->models[STAGE_ROL_DOCENT];
    gint64 from_whom = g_test_rand_int_range(1, PEOPLE + 1);
    gint64 to = 1 + (from_whom - 1 + g_test_rand_int_range(1, PEOPLE)) % PEOPLE;
    int from = random_day();
    g_autoptr(GError) error = NULL;

    g_string_append_printf(w->told, "hand over %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " from %s\n",
                           from_whom, to, day_of(from).text);
    g_assert_cmpint(from_whom, !=, to);
    for (int day = from; day <= LATER; day++) {
        if (day >= BEGIN && model->own[day] == from_whom)
            model->own[day] = to;
        if (model->stand[day] == from_whom)
            model->stand[day] = to;
    }
    test_done(stage_begeleider_hand_over(w->db, &w->p, from_whom, to, day_of(from), &error), &error);
}

/* The placement as it stands: its own docent or opleider may be another. */
static void
read_again(World *w)
{
    gint64 id = w->p.id;
    g_autoptr(GError) error = NULL;

    stage_entity_clear(&stage_plaatsing, &w->p);
    test_done(stage_entity_get(&stage_plaatsing, w->db, id, &w->p, &error), &error);
}

static void
change(World *w)
{
    StageRol rol = test_chance(70) ? STAGE_ROL_DOCENT : STAGE_ROL_OPLEIDER;
    Model before = w->models[rol];
    gint64 written = entries(w->db);
    g_autoptr(GError) error = NULL;

    if (test_chance(40))
        set(w, rol);
    else if (test_chance(50))
        stand_in(w, rol);
    else if (rol == STAGE_ROL_DOCENT)
        hand_over(w);
    before_begin(&w->models[rol]);
    read_again(w);
    if (memcmp(&before, &w->models[rol], sizeof before) == 0)
        g_assert_cmpint(entries(w->db), ==, written);
    same_days(w, rol);
    well_formed(w, rol);
    same_caseload(w);
}

/* A placement, of nobody yet in some rounds. */
static void
begin(World *w)
{
    memset(w->models, 0, sizeof w->models);
    w->p = (StagePlaatsing){ .student = 1,
                             .leerbedrijf = 1,
                             .docent = g_test_rand_int_range(0, PEOPLE + 1),
                             .opleider = g_test_rand_int_range(0, PEOPLE + 1),
                             .begin = day_of(BEGIN),
                             .einde = day_of(g_test_rand_int_range(BEGIN + 30, DAYS)) };
    add(w->db, &stage_plaatsing, &w->p);
    for (int day = 0; day <= LATER; day++) {
        w->models[STAGE_ROL_DOCENT].own[day] = w->p.docent;
        w->models[STAGE_ROL_OPLEIDER].own[day] = w->p.opleider;
    }
    w->told = g_string_new(NULL);
    g_string_append_printf(w->told, "docent %" G_GINT64_FORMAT ", opleider %" G_GINT64_FORMAT ", from %s\n",
                           w->p.docent, w->p.opleider, w->p.begin.text);
}

static void
random_changes(void)
{
    char *folder = test_folder();
    World w = { .db = test_store(folder) };
    g_autoptr(GError) error = NULL;

    test_done(stage_db_begin(w.db, &error), &error);
    add_people(w.db);
    for (int round = 0; round < ROUNDS; round++) {
        begin(&w);
        for (int i = 0; i < CHANGES; i++)
            change(&w);
        for (int rol = 0; rol < ROLLEN; rol++) { /* what was done for the one left the other alone */
            same_days(&w, (StageRol)rol);
            well_formed(&w, (StageRol)rol);
        }
        stage_entity_clear(&stage_plaatsing, &w.p);
        g_string_free(w.told, TRUE);
    }
    stage_db_rollback(w.db);
    stage_db_close(w.db);
    test_folder_free(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/begeleider/random-changes", random_changes);
    return g_test_run();
}
