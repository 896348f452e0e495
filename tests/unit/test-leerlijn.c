/* What a dossier says along the keys: the least of each answer, every condition taken away one at a time, and
 * what holds for any dossier. */
#include "test.h"

#include <string.h>

#include "rules/leerlijn.h"

/* --- a dossier in memory; its rows own their texts --- */

typedef struct {
    const StageEntity *of;
    gint64 id; /* where an entity begins */
} Row;

static void
free_row(void *entity)
{
    Row *row = (Row *)(void *)((char *)entity - offsetof(Row, id));

    stage_entity_clear(row->of, entity);
    g_free(row);
}

static void *
new_row(GPtrArray *to, const StageEntity *of, gint64 id)
{
    Row *row = g_malloc0(offsetof(Row, id) + of->size);

    row->of = of;
    row->id = id;
    g_ptr_array_add(to, &row->id);
    return &row->id;
}

static StageDossier *
new_dossier(void)
{
    StageDossier *d = g_new0(StageDossier, 1);
    GPtrArray **const parts[] = { &d->gesprekken, &d->notities, &d->inschattingen, &d->keuzes,
                                  &d->afspraken,  &d->signalen, &d->dempingen };

    d->plaatsing.id = 1;
    d->plaatsing.begin = (StageDay){ "2026-09-01" };
    d->plaatsing.einde = (StageDay){ "2027-01-28" }; /* 150 days */
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        *parts[i] = g_ptr_array_new_with_free_func(free_row);
    return d;
}

static StageDay
day(int number)
{
    return stage_day_plus((StageDay){ "2026-09-01" }, number);
}

static StageGesprek *
talk(StageDossier *d, int held)
{
    StageGesprek *g = new_row(d->gesprekken, &stage_gesprek, d->gesprekken->len + 1);

    g->plaatsing = 1;
    g->soort = g_strdup("tussen");
    g->gehouden = day(held);
    g->docent_aanwezig = g->student_aanwezig = g->opleider_aanwezig = STAGE_YES;
    return g;
}

static StageGesprek *
plan(StageDossier *d, int planned)
{
    StageGesprek *g = new_row(d->gesprekken, &stage_gesprek, d->gesprekken->len + 1);

    g->plaatsing = 1;
    g->soort = g_strdup("tussen");
    g->gepland = day(planned);
    return g;
}

static StageNotitie *
note(StageDossier *d, gint64 gesprek, gint64 sleutel, const char *aspect)
{
    StageNotitie *n = new_row(d->notities, &stage_notitie, d->notities->len + 1);

    n->gesprek = gesprek;
    n->sleutel = sleutel;
    n->aspect = g_strdup(aspect);
    n->tekst = g_strdup("x");
    return n;
}

static StageInschatting *
judge(StageDossier *d, int on, const char *voorbeeld)
{
    StageInschatting *t = new_row(d->inschattingen, &stage_inschatting, d->inschattingen->len + 1);

    t->datum = day(on);
    t->oordeel = g_strdup("gaat goed");
    t->voorbeeld = g_strdup(voorbeeld);
    return t;
}

static StageBegeleidingskeuze *
choose(StageDossier *d, int on, const char *strategie)
{
    StageBegeleidingskeuze *k = new_row(d->keuzes, &stage_begeleidingskeuze, d->keuzes->len + 1);

    k->datum = day(on);
    k->strategie = g_strdup(strategie);
    return k;
}

/* What the praktijkopleider (or the student) says of a chance. */
static StageNotitie *
chance(StageDossier *d, gint64 gesprek, const char *aspect, const char *volgens, gint64 geboden)
{
    StageNotitie *n = note(d, gesprek, 2, aspect);

    g_clear_pointer(&n->tekst, g_free);
    n->volgens = g_strdup(volgens);
    n->geboden = geboden;
    return n;
}

/* --- coverage --- */

static void
held(void)
{
    g_autoptr(StageDossier) d = new_dossier();
    StageGesprek *g = talk(d, 10), *planned = plan(d, 5);

    g_assert_false(stage_gesprek_was_held(g, day(9)));
    g_assert_true(stage_gesprek_was_held(g, day(10)));
    g_assert_true(stage_gesprek_was_held(g, day(11)));
    g_assert_false(stage_gesprek_was_held(planned, day(11)));
}

static guint
keys_of(const StageDossier *d, int on)
{
    guint bits = 0;

    for (gint64 key = 1; key <= STAGE_SLEUTELS_MAX; key++)
        bits |= stage_leerlijn_sleutel(d, day(on), key) ? 1u << key : 0;
    return bits;
}

static void
nothing(void)
{
    g_autoptr(StageDossier) d = new_dossier();

    talk(d, 1);
    g_assert_cmpuint(keys_of(d, 100), ==, 0);
    for (guint i = 0; stage_aspecten[i] != NULL; i++)
        g_assert_false(stage_leerlijn_aspect(d, day(100), stage_aspecten[i]));
    g_assert_null(stage_leerlijn_laatste(d, day(100)));
    g_autoptr(GArray) growth = stage_leerlijn_groei(d, day(100));
    g_autoptr(GArray) differences = stage_leerlijn_verschillen(d, day(100));
    g_assert_cmpuint(growth->len + differences->len, ==, 0);
}

/* A note touches its key and its aspect, and no other. */
static void
note_covers(void)
{
    for (guint i = 0; stage_aspecten[i] != NULL; i++) {
        g_autoptr(StageDossier) d = new_dossier();
        gint64 key = stage_aspect_sleutel(stage_aspecten[i]);
        talk(d, 10);
        note(d, 1, key, stage_aspecten[i]);
        g_assert_cmpuint(keys_of(d, 10), ==, 1u << key);
        for (guint j = 0; stage_aspecten[j] != NULL; j++)
            g_assert_cmpint(stage_leerlijn_aspect(d, day(10), stage_aspecten[j]), ==, i == j);
        g_assert_cmpuint(keys_of(d, 9), ==, 0);
        g_assert_false(stage_leerlijn_aspect(d, day(9), stage_aspecten[i]));
    }
}

static void
note_without_aspect(void)
{
    g_autoptr(StageDossier) d = new_dossier();

    talk(d, 10);
    note(d, 1, 2, NULL);
    g_assert_cmpuint(keys_of(d, 10), ==, 1u << 2);
    for (guint i = 0; stage_aspecten[i] != NULL; i++)
        g_assert_false(stage_leerlijn_aspect(d, day(10), stage_aspecten[i]));
}

/* What a student says without a judgement to say it of. */
static void
note_of_the_student(void)
{
    static const struct {
        gint64 key;
        const char *aspect, *volgens;
        gboolean covers;
    } cases[] = { { 3, NULL, "student", TRUE },
                  { 3, NULL, "opleider", FALSE },
                  { 3, NULL, NULL, FALSE },
                  { 2, NULL, "student", FALSE },
                  { 3, "oordeel", "student", FALSE } };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(StageDossier) d = new_dossier();
        talk(d, 10);
        note(d, 1, cases[i].key, cases[i].aspect)->volgens = g_strdup(cases[i].volgens);
        g_assert_cmpint(stage_leerlijn_aspect(d, day(10), "zienswijze"), ==, cases[i].covers);
    }
}

/* Not a confidential one, nor one of a talk that is planned, cancelled, or of another placement. */
static void
note_that_does_not_count(void)
{
    for (guint i = 0; i < 4; i++) {
        g_autoptr(StageDossier) d = new_dossier();
        talk(d, 10);
        plan(d, 5);
        plan(d, 5)->geannuleerd = day(5);
        StageNotitie *n = note(d, i == 3 ? 99 : i, 1, "aha");
        if (i == 0) {
            n->gesprek = 1;
            n->vertrouwelijk = STAGE_YES;
        } else if (i == 1)
            n->gesprek = 2;
        else if (i == 2)
            n->gesprek = 3;
        g_assert_cmpuint(keys_of(d, 100), ==, 0);
        g_assert_false(stage_leerlijn_aspect(d, day(100), "aha"));
    }
    g_autoptr(StageDossier) d = new_dossier();
    talk(d, 10);
    note(d, 1, 1, "aha")->vertrouwelijk = STAGE_NO;
    g_assert_cmpuint(keys_of(d, 100), ==, 1u << 1);
}

/* An inschatting touches key 3, and the aspects of which it has words. */
static void
judgement_covers(void)
{
    static const char *const aspects[] = { "oordeel", "voorbeeld", "verwachting", "zienswijze" };

    for (guint i = 0; i < G_N_ELEMENTS(aspects); i++) {
        g_autoptr(StageDossier) d = new_dossier();
        StageInschatting *t = judge(d, 10, NULL);
        char **texts[] = { &t->oordeel, &t->voorbeeld, &t->verwachting, &t->zienswijze };
        g_clear_pointer(&t->oordeel, g_free);
        *texts[i] = g_strdup("x");
        g_assert_cmpuint(keys_of(d, 10), ==, 1u << 3);
        g_assert_cmpuint(keys_of(d, 9), ==, 0);
        for (guint j = 0; j < G_N_ELEMENTS(aspects); j++) {
            g_assert_cmpint(stage_leerlijn_aspect(d, day(10), aspects[j]), ==, i == j);
            g_assert_false(stage_leerlijn_aspect(d, day(9), aspects[j]));
        }
        g_assert_false(stage_leerlijn_aspect(d, day(10), "aha"));
    }
}

static void
choice_covers(void)
{
    for (guint i = 0; stage_strategieen[i] != NULL; i++) {
        g_autoptr(StageDossier) d = new_dossier();
        choose(d, 10, stage_strategieen[i]);
        g_assert_cmpuint(keys_of(d, 10), ==, 1u << 4);
        g_assert_cmpuint(keys_of(d, 9), ==, 0);
        for (guint j = 0; stage_strategieen[j] != NULL; j++) {
            g_assert_cmpint(stage_leerlijn_aspect(d, day(10), stage_strategieen[j]), ==, i == j);
            g_assert_false(stage_leerlijn_aspect(d, day(9), stage_strategieen[j]));
        }
    }
}

/* --- the last judgement --- */

static gint64
last_on(const StageDossier *d, int on)
{
    const StageInschatting *t = stage_leerlijn_laatste(d, day(on));

    return t == NULL ? 0 : t->id;
}

static void
last_judgement(void)
{
    g_autoptr(StageDossier) d = new_dossier();

    judge(d, 20, NULL);
    judge(d, 10, NULL);
    judge(d, 20, NULL);
    judge(d, 30, NULL);
    g_assert_cmpint(last_on(d, 9), ==, 0);
    g_assert_cmpint(last_on(d, 10), ==, 2);
    g_assert_cmpint(last_on(d, 19), ==, 2);
    g_assert_cmpint(last_on(d, 20), ==, 3); /* of one day, what was taken down last */
    g_assert_cmpint(last_on(d, 30), ==, 4);
}

/* --- growth --- */

static char *
growth_on(const StageDossier *d, int on)
{
    g_autoptr(GArray) growth = stage_leerlijn_groei(d, day(on));
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < growth->len; i++) {
        const StageGroei *g = &g_array_index(growth, StageGroei, i);
        g_string_append_printf(text, "%s%d: %u %u %u", i > 0 ? ", " : "",
                               stage_day_number(g->datum) - stage_day_number(day(0)), g->n[0], g->n[1],
                               g->n[2]);
    }
    return g_string_free(text, FALSE);
}

static void
growth(void)
{
    g_autoptr(StageDossier) d = new_dossier();

    choose(d, 20, "toevertrouwen");
    choose(d, 10, "laten-zien");
    choose(d, 20, "meedoen");
    choose(d, 10, "laten-zien");
    choose(d, 20, "toevertrouwen");
    choose(d, 30, "meedoen");
    g_autofree char *before = growth_on(d, 9), *first = growth_on(d, 19), *second = growth_on(d, 20),
                    *all = growth_on(d, 30);
    g_assert_cmpstr(before, ==, "");
    g_assert_cmpstr(first, ==, "10: 2 0 0");
    g_assert_cmpstr(second, ==, "10: 2 0 0, 20: 0 1 2");
    g_assert_cmpstr(all, ==, "10: 2 0 0, 20: 0 1 2, 30: 0 1 0");
}

/* --- two views --- */

/* Each on a line: day, subject, what one says, what the other says, whether it is recognised. */
static char *
differences_on(const StageDossier *d, int on)
{
    g_autoptr(GArray) all = stage_leerlijn_verschillen(d, day(on));
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < all->len; i++) {
        const StageVerschil *v = &g_array_index(all, StageVerschil, i);
        g_string_append_printf(text, "%d %s|%s|%s|%s\n",
                               stage_day_number(v->datum) - stage_day_number(day(0)), v->onderwerp,
                               v->opleider == NULL ? "-" : v->opleider, v->student == NULL ? "-" : v->student,
                               v->herkend == NULL ? "-" : v->herkend);
    }
    return g_string_free(text, FALSE);
}

static void
expect_differences(const StageDossier *d, int on, const char *lines)
{
    g_autofree char *text = differences_on(d, on);

    g_assert_cmpstr(text, ==, lines);
}

static void
judgement_doubted(void)
{
    static const struct {
        const char *herkend, *lines;
    } cases[] = { { "nee", "10 oordeel|gaat goed|-|nee\n" },
                  { "deels", "10 oordeel|gaat goed|-|deels\n" },
                  { "ja", "" },
                  { NULL, "" } };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(StageDossier) d = new_dossier();
        StageInschatting *t = judge(d, 10, "de storing");
        t->herkend = g_strdup(cases[i].herkend);
        expect_differences(d, 10, cases[i].lines);
        expect_differences(d, 9, "");
    }
    g_autoptr(StageDossier) d = new_dossier();
    StageInschatting *t = judge(d, 10, NULL);
    t->herkend = g_strdup("deels");
    t->zienswijze = g_strdup("te streng");
    expect_differences(d, 10, "10 oordeel|gaat goed|te streng|deels\n");
}

static void
choice_doubted(void)
{
    static const struct {
        const char *herkend, *lines;
    } cases[] = { { "nee", "10 meedoen|teamdag|-|nee\n" },
                  { "deels", "10 meedoen|teamdag|-|deels\n" },
                  { "ja", "" },
                  { NULL, "" } };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(StageDossier) d = new_dossier();
        StageBegeleidingskeuze *k = choose(d, 10, "meedoen");
        k->voorbeeld = g_strdup("teamdag");
        k->herkend = g_strdup(cases[i].herkend);
        expect_differences(d, 10, cases[i].lines);
        expect_differences(d, 9, "");
    }
}

static void
chance_seen_by_one(void)
{
    for (guint i = 0; stage_aspecten[i] != NULL; i++) {
        g_autoptr(StageDossier) d = new_dossier();
        const char *aspect = stage_aspecten[i];
        talk(d, 10);
        talk(d, 20);
        chance(d, 1, aspect, "opleider", STAGE_YES);
        expect_differences(d, 20, "");
        chance(d, 2, aspect, "student", STAGE_NO)->tekst = g_strdup("geen tijd");
        g_autofree char *lines = g_strdup_printf("20 %s|ja|geen tijd|-\n", aspect);
        expect_differences(d, 20, stage_aspect_sleutel(aspect) == 2 ? lines : "");
        expect_differences(d, 19, "");
    }
    /* The other way round, and the later of the two days. */
    g_autoptr(StageDossier) d = new_dossier();
    talk(d, 10);
    talk(d, 20);
    chance(d, 1, "praten", "student", STAGE_YES);
    chance(d, 2, "praten", "opleider", STAGE_NO)->tekst = g_strdup("druk");
    expect_differences(d, 20, "20 praten|druk|ja|-\n");
}

/* Each condition away, one at a time. */
static void
chance_not_seen_otherwise(void)
{
    enum { SAME, DOCENT, NOBODY, OTHER, UNSAID, SECRET, PLANNED, NONE };

    for (int i = SAME; i <= NONE; i++) {
        g_autoptr(StageDossier) d = new_dossier();
        talk(d, 10);
        plan(d, 5);
        chance(d, 1, "praten", "opleider", STAGE_YES);
        StageNotitie *n = chance(d, i == PLANNED ? 2 : 1, i == OTHER ? "meekijken" : "praten",
                                 i == DOCENT   ? "docent"
                                 : i == NOBODY ? NULL
                                               : "student",
                                 i == SAME     ? STAGE_YES
                                 : i == UNSAID ? 0
                                               : STAGE_NO);
        n->vertrouwelijk = i == SECRET ? STAGE_YES : 0;
        expect_differences(d, 100, i == NONE ? "10 praten|ja|nee|-\n" : "");
    }
}

/* The last word of each: by the day, and of one day what was taken down last. */
static void
last_word_of_each(void)
{
    g_autoptr(StageDossier) d = new_dossier();

    talk(d, 20);
    talk(d, 10);
    talk(d, 30);
    chance(d, 1, "praten", "opleider", STAGE_NO);
    chance(d, 2, "praten", "opleider", STAGE_YES);
    chance(d, 1, "praten", "student", STAGE_YES);
    expect_differences(d, 10, "");
    expect_differences(d, 20, "20 praten|nee|ja|-\n");
    chance(d, 1, "praten", "student", STAGE_NO);
    expect_differences(d, 20, "");
    chance(d, 3, "praten", "student", STAGE_YES);
    expect_differences(d, 30, "30 praten|nee|ja|-\n");
}

static void
differences_by_day(void)
{
    g_autoptr(StageDossier) d = new_dossier();

    talk(d, 15);
    judge(d, 20, NULL)->herkend = g_strdup("nee");
    judge(d, 5, NULL)->herkend = g_strdup("nee");
    choose(d, 10, "laten-zien")->herkend = g_strdup("deels");
    chance(d, 1, "meekijken", "opleider", STAGE_YES);
    chance(d, 1, "meekijken", "student", STAGE_NO);
    expect_differences(d, 20,
                       "5 oordeel|gaat goed|-|nee\n10 laten-zien|-|-|deels\n"
                       "15 meekijken|ja|nee|-\n20 oordeel|gaat goed|-|nee\n");
}

/* --- any dossier --- */

enum { DAYS = 40, ROWS = 12 };

static const char *const answers[] = { NULL, "ja", "nee", "deels" };
static const char *const whose[] = { NULL, "student", "opleider", "docent" };

static StageDossier *
any_dossier(void)
{
    StageDossier *d = new_dossier();
    guint aspects = g_strv_length((char **)(guintptr)stage_aspecten);

    for (guint i = 0; i < ROWS; i++) {
        int on = g_test_rand_int_range(0, DAYS);
        const char *aspect = stage_aspecten[g_test_rand_int_range(0, (gint32)aspects)];
        test_chance(80) ? talk(d, on) : plan(d, on);
        StageNotitie *n = note(d, g_test_rand_int_range(1, ROWS + 2), stage_aspect_sleutel(aspect), aspect);
        n->vertrouwelijk = test_chance(20) ? STAGE_YES : 0;
        for (int j = 0; j < 3; j++)
            chance(d, g_test_rand_int_range(1, ROWS + 1), test_chance(50) ? "praten" : "meekijken",
                   test_any(whose), g_test_rand_int_range(0, 3) - 1)
                ->vertrouwelijk = test_chance(20) ? STAGE_YES : 0;
        judge(d, g_test_rand_int_range(0, DAYS), NULL)->herkend = g_strdup(test_any(answers));
        choose(d, g_test_rand_int_range(0, DAYS), stage_strategieen[g_test_rand_int_range(0, 3)])
            ->herkend = g_strdup(test_any(answers));
    }
    return d;
}

/* All answers, those of one day in one order. */
static char *
all_of(const StageDossier *d, int on)
{
    GString *text = g_string_new(NULL);
    g_autofree char *growth = growth_on(d, on), *lines = differences_on(d, on);
    g_auto(GStrv) sorted = g_strsplit(lines, "\n", -1);

    g_string_append_printf(text, "%x %" G_GINT64_FORMAT " %s ", keys_of(d, on), last_on(d, on), growth);
    for (guint i = 0; stage_aspecten[i] != NULL; i++)
        g_string_append_c(text, stage_leerlijn_aspect(d, day(on), stage_aspecten[i]) ? '1' : '0');
    for (guint i = 0; sorted[i] != NULL; i++)
        for (guint j = i; j > 0 && strcmp(sorted[j - 1], sorted[j]) > 0; j--) {
            char *line = sorted[j];
            sorted[j] = sorted[j - 1];
            sorted[j - 1] = line;
        }
    g_autofree char *joined = g_strjoinv("\n", sorted);
    g_string_append(text, joined);
    return g_string_free(text, FALSE);
}

static void
shuffle(GPtrArray *rows)
{
    for (guint i = rows->len; i > 1; i--) {
        guint j = (guint)g_test_rand_int_range(0, (gint32)i);
        void *row = rows->pdata[i - 1];
        rows->pdata[i - 1] = rows->pdata[j];
        rows->pdata[j] = row;
    }
}

static void
order_makes_no_difference(void)
{
    for (guint i = 0; i < 300; i++) {
        g_autoptr(StageDossier) d = any_dossier();
        int on = g_test_rand_int_range(0, DAYS);
        g_autofree char *before = all_of(d, on);
        shuffle(d->gesprekken);
        shuffle(d->notities);
        shuffle(d->inschattingen);
        shuffle(d->keuzes);
        g_autofree char *after = all_of(d, on);
        g_assert_cmpstr(before, ==, after);
    }
}

static gboolean
is_until(StageDay datum, int on)
{
    return stage_day_is_set(datum) && stage_day_compare(datum, day(on)) <= 0;
}

/* Takes away what is confidential, and what is of after the day. */
static void
prune(StageDossier *d, int on)
{
    for (guint i = d->notities->len; i-- > 0;) {
        const StageNotitie *n = g_ptr_array_index(d->notities, i);
        const StageGesprek *g = stage_dossier_gesprek(d, n->gesprek);
        if (n->vertrouwelijk == STAGE_YES || g == NULL || !is_until(g->gehouden, on))
            g_ptr_array_remove_index(d->notities, i);
    }
    for (guint i = d->inschattingen->len; i-- > 0;)
        if (!is_until(((const StageInschatting *)g_ptr_array_index(d->inschattingen, i))->datum, on))
            g_ptr_array_remove_index(d->inschattingen, i);
    for (guint i = d->keuzes->len; i-- > 0;)
        if (!is_until(((const StageBegeleidingskeuze *)g_ptr_array_index(d->keuzes, i))->datum, on))
            g_ptr_array_remove_index(d->keuzes, i);
}

static void
secrets_and_tomorrow_make_no_difference(void)
{
    for (guint i = 0; i < 300; i++) {
        g_autoptr(StageDossier) d = any_dossier();
        int on = g_test_rand_int_range(0, DAYS);
        g_autofree char *before = all_of(d, on);
        prune(d, on);
        g_autofree char *after = all_of(d, on);
        g_assert_cmpstr(before, ==, after);
        g_autofree char *later = all_of(d, on + DAYS);
        g_assert_cmpstr(before, ==, later);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/leerlijn/held", held);
    g_test_add_func("/leerlijn/nothing", nothing);
    g_test_add_func("/leerlijn/note-covers", note_covers);
    g_test_add_func("/leerlijn/note-without-aspect", note_without_aspect);
    g_test_add_func("/leerlijn/note-of-the-student", note_of_the_student);
    g_test_add_func("/leerlijn/note-that-does-not-count", note_that_does_not_count);
    g_test_add_func("/leerlijn/judgement-covers", judgement_covers);
    g_test_add_func("/leerlijn/choice-covers", choice_covers);
    g_test_add_func("/leerlijn/last-judgement", last_judgement);
    g_test_add_func("/leerlijn/growth", growth);
    g_test_add_func("/leerlijn/judgement-doubted", judgement_doubted);
    g_test_add_func("/leerlijn/choice-doubted", choice_doubted);
    g_test_add_func("/leerlijn/chance-seen-by-one", chance_seen_by_one);
    g_test_add_func("/leerlijn/chance-not-seen-otherwise", chance_not_seen_otherwise);
    g_test_add_func("/leerlijn/last-word-of-each", last_word_of_each);
    g_test_add_func("/leerlijn/differences-by-day", differences_by_day);
    g_test_add_func("/leerlijn/order-makes-no-difference", order_makes_no_difference);
    g_test_add_func("/leerlijn/secrets-and-tomorrow", secrets_and_tomorrow_make_no_difference);
    return g_test_run();
}
