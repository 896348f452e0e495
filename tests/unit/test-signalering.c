/* The rules that watch: the least that raises each, every condition taken away one at a time, and what holds
 * for any dossier. */
#include "test.h"

#include <string.h>

#include "rules/signalering.h"
#include "rules/werkdag.h"

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

static StageAfspraak *
agree(StageDossier *d, int on)
{
    StageAfspraak *a = new_row(d->afspraken, &stage_afspraak, d->afspraken->len + 1);

    a->datum = day(on);
    return a;
}

static StageSignaal *
worry(StageDossier *d, int on, const char *soort, const char *ernst)
{
    StageSignaal *t = new_row(d->signalen, &stage_signaal, d->signalen->len + 1);

    t->datum = day(on);
    t->soort = g_strdup(soort);
    t->ernst = g_strdup(ernst);
    return t;
}

static StageDemping *
mute(StageDossier *d, StageRegel regel, int from, StageDay tot)
{
    StageDemping *m = new_row(d->dempingen, &stage_demping, d->dempingen->len + 1);

    m->regel = g_strdup(stage_regels[regel]);
    m->datum = day(from);
    m->tot = tot;
    m->reden = g_strdup("daarom");
    return m;
}

static void
rename_to(char **text, const char *value)
{
    g_free(*text);
    *text = g_strdup(value);
}

/* --- asking --- */

static const StageSignaleringNorm norm = { .contact = 70 };

static const StageWaarneming *
find(const GPtrArray *seen, StageRegel regel)
{
    for (guint i = 0; i < seen->len; i++)
        if (((const StageWaarneming *)g_ptr_array_index(seen, i))->regel == regel)
            return g_ptr_array_index(seen, i);
    return NULL;
}

static gboolean
raises(const StageDossier *d, StageRegel regel, int on)
{
    g_autoptr(GPtrArray) seen = stage_signalering(d, &norm, day(on));

    return find(seen, regel) != NULL;
}

/* "inschatting 1, inschatting 2", or NULL when the rule sees nothing. */
static char *
rows_of(const StageDossier *d, StageRegel regel, int on)
{
    g_autoptr(GPtrArray) seen = stage_signalering(d, &norm, day(on));
    const StageWaarneming *w = find(seen, regel);
    g_autoptr(GString) text = g_string_new(NULL);

    if (w == NULL)
        return NULL;
    for (guint i = 0; i < w->rijen->len; i++) {
        const StageGezien *row = &g_array_index(w->rijen, StageGezien, i);
        g_string_append_printf(text, "%s%s %d", i > 0 ? ", " : "", row->of->noun, (int)row->id);
    }
    return g_strdup(text->str);
}

static void
expect_rows(const StageDossier *d, StageRegel regel, int on, const char *rows)
{
    g_autofree char *seen = rows_of(d, regel, on);

    g_assert_cmpstr(seen, ==, rows);
}

/* --- each rule: the least that raises it, and each condition away --- */

static void
test_examples(void)
{
    const StageRegel regel = STAGE_REGEL_GEEN_VOORBEELD;
    g_autoptr(StageDossier) d = new_dossier();

    judge(d, 10, NULL);
    g_assert_false(raises(d, regel, 50));
    StageInschatting *second = judge(d, 20, NULL);
    expect_rows(d, regel, 50, "inschatting 1, inschatting 2");
    expect_rows(d, regel, 20, "inschatting 1, inschatting 2");
    g_assert_false(raises(d, regel, 19)); /* the second is not known yet */
    second->voorbeeld = g_strdup("de bestelling van vrijdag");
    g_assert_false(raises(d, regel, 50));
    rename_to(&second->voorbeeld, NULL);
    /* A note of the talk that it was given in is an example; a confidential one, of another aspect, or of a
     * talk that is to come is none. */
    talk(d, 20);
    second->gesprek = 1;
    StageNotitie *n = note(d, 1, 3, "voorbeeld");
    g_assert_false(raises(d, regel, 50));
    n->vertrouwelijk = STAGE_YES;
    g_assert_true(raises(d, regel, 50));
    n->vertrouwelijk = STAGE_NO;
    rename_to(&n->aspect, "verwachting");
    g_assert_true(raises(d, regel, 50));
    rename_to(&n->aspect, "voorbeeld");
    ((StageGesprek *)g_ptr_array_index(d->gesprekken, 0))->gehouden = day(51);
    g_assert_true(raises(d, regel, 50));
    g_assert_false(raises(d, regel, 51));
    g_ptr_array_set_size(d->notities, 0);
    /* Only the last two count, and those of one day belong together. */
    judge(d, 30, "aan de oven");
    g_assert_false(raises(d, regel, 50));
    judge(d, 31, NULL);
    g_assert_false(raises(d, regel, 50));
    judge(d, 32, NULL);
    expect_rows(d, regel, 50, "inschatting 4, inschatting 5");
    judge(d, 31, "in de winkel"); /* on the day of the one before the last */
    g_assert_false(raises(d, regel, 50));
    judge(d, 32, NULL);
    expect_rows(d, regel, 50, "inschatting 5, inschatting 7");
}

static void
test_learning(void)
{
    const StageRegel regel = STAGE_REGEL_GEEN_LEERMOMENT;
    g_autoptr(StageDossier) d = new_dossier();

    talk(d, 10);
    g_assert_false(raises(d, regel, 50));
    StageGesprek *second = talk(d, 20);
    expect_rows(d, regel, 50, "gesprek 1, gesprek 2");
    g_assert_false(raises(d, regel, 19));
    second->student_aanwezig = STAGE_NO;
    g_assert_false(raises(d, regel, 50));
    second->student_aanwezig = 0; /* not known */
    g_assert_false(raises(d, regel, 50));
    second->student_aanwezig = STAGE_YES;
    plan(d, 30);
    talk(d, 35)->student_aanwezig = STAGE_NO;
    expect_rows(d, regel, 50, "gesprek 1, gesprek 2");
    StageNotitie *n = note(d, 1, 1, "aha");
    g_assert_false(raises(d, regel, 50));
    rename_to(&n->aspect, NULL);
    g_assert_false(raises(d, regel, 50));
    n->vertrouwelijk = STAGE_YES;
    g_assert_true(raises(d, regel, 50));
    n->vertrouwelijk = STAGE_NO;
    rename_to(&n->aspect, "gevoel");
    g_assert_true(raises(d, regel, 50));
    n->sleutel = 2;
    rename_to(&n->aspect, NULL);
    g_assert_true(raises(d, regel, 50));
    n->sleutel = 1;
    n->gesprek = 4; /* of a talk that the student was not at */
    g_assert_true(raises(d, regel, 50));
}

static void
test_agreements(void)
{
    const StageRegel regel = STAGE_REGEL_AFSPRAAK_BLIJFT_OPEN;
    g_autoptr(StageDossier) d = new_dossier();
    StageAfspraak *a = agree(d, 10);

    talk(d, 20);
    g_assert_false(raises(d, regel, 50));
    StageGesprek *second = talk(d, 30);
    expect_rows(d, regel, 50, "afspraak 1, gesprek 1, gesprek 2");
    g_assert_false(raises(d, regel, 29));
    g_assert_true(raises(d, regel, 30));
    a->datum = day(20); /* made at the first of them */
    g_assert_false(raises(d, regel, 50));
    a->datum = day(19);
    a->gesloten = day(50);
    g_assert_false(raises(d, regel, 50));
    g_assert_true(raises(d, regel, 49));
    a->gesloten = STAGE_NO_DAY;
    second->gehouden = STAGE_NO_DAY;
    second->gepland = day(30);
    g_assert_false(raises(d, regel, 50));
    /* Any talk that was held is one to look at it, an extra one too. */
    rename_to(&second->soort, "extra");
    second->gehouden = day(31);
    g_assert_true(raises(d, regel, 50));
    agree(d, 5);
    agree(d, 25);
    expect_rows(d, regel, 50, "afspraak 2, afspraak 1, gesprek 1, gesprek 2");
    talk(d, 40);
    expect_rows(d, regel, 50, "afspraak 2, afspraak 1, afspraak 3, gesprek 2, gesprek 3");
}

static void
test_trust(void)
{
    const StageRegel regel = STAGE_REGEL_VERTROUWEN_GROEIT_NIET;
    g_autoptr(StageDossier) d = new_dossier();

    choose(d, 10, "laten-zien");
    choose(d, 10, "meedoen");
    g_assert_false(raises(d, regel, 100)); /* of one day only */
    StageBegeleidingskeuze *third = choose(d, 20, "meedoen");
    expect_rows(d, regel, 100, "begeleidingskeuze 1, begeleidingskeuze 2, begeleidingskeuze 3");
    /* 150 days: day 74 is the 75th, exactly half. */
    g_assert_false(raises(d, regel, 74));
    g_assert_true(raises(d, regel, 75));
    d->plaatsing.einde_werkelijk = day(100);
    g_assert_true(raises(d, regel, 60));
    d->plaatsing.einde_werkelijk = STAGE_NO_DAY;
    rename_to(&third->strategie, "toevertrouwen");
    g_assert_false(raises(d, regel, 100));
    choose(d, 30, "meedoen");
    g_assert_false(raises(d, regel, 100));
    choose(d, 40, "meedoen"); /* now the last two days are 30 and 40 */
    expect_rows(d, regel, 100, "begeleidingskeuze 4, begeleidingskeuze 5");
    choose(d, 101, "toevertrouwen");
    g_assert_true(raises(d, regel, 100));
    g_assert_false(raises(d, regel, 101));
    g_ptr_array_set_size(d->keuzes, 5);
    /* A note of work that was entrusted says so too. */
    talk(d, 30);
    StageNotitie *n = note(d, 1, 4, "toevertrouwen");
    g_assert_false(raises(d, regel, 100));
    n->vertrouwelijk = STAGE_YES;
    g_assert_true(raises(d, regel, 100));
    n->vertrouwelijk = STAGE_NO;
    ((StageGesprek *)g_ptr_array_index(d->gesprekken, 0))->gehouden = day(29);
    g_assert_true(raises(d, regel, 100));
}

static void
test_opleider(void)
{
    const StageRegel regel = STAGE_REGEL_OPLEIDER_AFWEZIG;
    g_autoptr(StageDossier) d = new_dossier();
    StageGesprek *first = talk(d, 10), *second;

    first->opleider_aanwezig = STAGE_NO;
    g_assert_false(raises(d, regel, 50));
    second = talk(d, 20);
    g_assert_false(raises(d, regel, 50));
    second->opleider_aanwezig = STAGE_NO;
    expect_rows(d, regel, 50, "gesprek 1, gesprek 2");
    g_assert_false(raises(d, regel, 19));
    second->opleider_aanwezig = 0; /* not known */
    g_assert_false(raises(d, regel, 50));
    second->opleider_aanwezig = STAGE_NO;
    second->vervanger = g_strdup("collega");
    g_assert_false(raises(d, regel, 50));
    rename_to(&second->vervanger, NULL);
    rename_to(&second->soort, "extra"); /* nobody asked for three */
    g_assert_false(raises(d, regel, 50));
    rename_to(&second->soort, "eind");
    rename_to(&talk(d, 30)->soort, "extra");
    expect_rows(d, regel, 50, "gesprek 1, gesprek 2");
    talk(d, 40);
    g_assert_false(raises(d, regel, 50));
}

static void
test_contact(void)
{
    const StageRegel regel = STAGE_REGEL_GEEN_CONTACT;
    g_autoptr(StageDossier) d = new_dossier();

    g_assert_false(raises(d, regel, 69));
    expect_rows(d, regel, 70, "");
    StageGesprek *early = talk(d, -30); /* before it began */
    expect_rows(d, regel, 70, "");
    g_assert_false(raises(d, regel, 69));
    early->gehouden = day(0);
    expect_rows(d, regel, 70, "gesprek 1");
    StageGesprek *g = talk(d, 1);
    g_assert_false(raises(d, regel, 70));
    expect_rows(d, regel, 71, "gesprek 2");
    rename_to(&g->soort, "extra");
    g->opleider_aanwezig = g->student_aanwezig = STAGE_NO;
    g_assert_false(raises(d, regel, 70)); /* any talk is contact */
    StageGesprek *p = plan(d, 80 + 14);
    g_assert_false(raises(d, regel, 80));
    g_assert_true(raises(d, regel, 79));
    p->gepland = day(80);
    g_assert_false(raises(d, regel, 80));
    g_assert_true(raises(d, regel, 81)); /* planned, and not heard of since */
    p->geannuleerd = day(75);
    g_assert_true(raises(d, regel, 80));
    p->geannuleerd = day(81);
    g_assert_false(raises(d, regel, 80)); /* it still stood */
    p->geannuleerd = STAGE_NO_DAY;
    p->gehouden = day(85);
    g_assert_false(raises(d, regel, 80)); /* it was planned then */
    g_assert_false(raises(d, regel, 134));
    g_ptr_array_set_size(d->gesprekken, 0);
    /* Only while it runs, and when it is certain. */
    g_assert_true(raises(d, regel, 149));
    g_assert_false(raises(d, regel, 150));
    d->plaatsing.status = g_strdup("voorlopig");
    g_assert_false(raises(d, regel, 100));
    rename_to(&d->plaatsing.status, NULL);
    g_assert_false(raises(d, regel, -1));
}

static void
test_red(void)
{
    const StageRegel regel = STAGE_REGEL_ROOD_ZONDER_GESPREK;
    g_autoptr(StageDossier) d = new_dossier();
    StageSignaal *t = worry(d, 30, "klusjes", "rood");

    expect_rows(d, regel, 50, "signaal 1");
    expect_rows(d, regel, 30, "signaal 1");
    g_assert_false(raises(d, regel, 29));
    rename_to(&t->ernst, "oranje");
    g_assert_false(raises(d, regel, 50));
    rename_to(&t->ernst, NULL);
    g_assert_false(raises(d, regel, 50));
    rename_to(&t->ernst, "rood");
    t->gesloten = day(50);
    g_assert_false(raises(d, regel, 50));
    g_assert_true(raises(d, regel, 49));
    t->gesloten = STAGE_NO_DAY;
    StageGesprek *g = talk(d, 30); /* it came up in that talk */
    g_assert_true(raises(d, regel, 50));
    g->gehouden = day(31);
    g_assert_false(raises(d, regel, 50));
    g->gehouden = day(51);
    g_assert_false(raises(d, regel, 50)); /* was planned for then */
    g->gepland = day(49);
    g_assert_true(raises(d, regel, 50));
    g_ptr_array_set_size(d->gesprekken, 0);
    plan(d, 140);
    g_assert_false(raises(d, regel, 50));
    g_ptr_array_set_size(d->gesprekken, 0);
    /* The kind is that of the first by day, and of one day the first of the kinds. */
    worry(d, 20, "stoppen", "rood");
    worry(d, 20, "onveilig", "rood");
    g_autoptr(GPtrArray) seen = stage_signalering(d, &norm, day(50));
    const StageWaarneming *w = find(seen, regel);
    g_assert_cmpstr(w->soort, ==, "onveilig");
    g_assert_cmpuint(w->aantal, ==, 3);
    g_assert_cmpstr(w->sinds.text, ==, day(20).text);
    g_assert_cmpint(w->dagen, ==, 30);
}

/* --- all of them --- */

/* What raises every rule, from day 90 on. */
static StageDossier *
everything(void)
{
    StageDossier *d = new_dossier();

    judge(d, 5, NULL);
    judge(d, 15, NULL);
    talk(d, 10)->opleider_aanwezig = STAGE_NO;
    talk(d, 15)->opleider_aanwezig = STAGE_NO;
    agree(d, 5);
    choose(d, 5, "laten-zien");
    choose(d, 15, "meedoen");
    worry(d, 16, "klusjes", "rood");
    return d;
}

static void
test_over(void)
{
    g_autoptr(StageDossier) d = everything();
    g_autoptr(GPtrArray) all = stage_signalering(d, &norm, day(90));

    g_assert_cmpuint(all->len, ==, STAGE_REGELS);
    for (guint i = 0; i < all->len; i++) {
        const StageWaarneming *w = g_ptr_array_index(all, i);
        g_assert_cmpuint(w->regel, ==, i); /* in their order */
        g_assert_true(g_strv_contains(stage_signaal_soorten, w->soort));
    }
    /* The last day is day 149. */
    g_autoptr(GPtrArray) after = stage_signalering(d, &norm, day(149 + 14));
    g_assert_cmpuint(after->len, ==, STAGE_REGELS - 1);
    g_autoptr(GPtrArray) later = stage_signalering(d, &norm, day(149 + 15));
    g_assert_cmpuint(later->len, ==, 0);
    d->plaatsing.status = g_strdup("vervallen");
    g_autoptr(GPtrArray) none = stage_signalering(d, &norm, day(90));
    g_assert_cmpuint(none->len, ==, 0);
    g_assert_cmpuint(g_strv_length((char **)(guintptr)stage_regels), ==, STAGE_REGELS);
}

static const StageDemping *
muting(const StageDossier *d, StageRegel regel, int on)
{
    g_autoptr(GPtrArray) seen = stage_signalering(d, &norm, day(on));
    const StageWaarneming *w = find(seen, regel);

    g_assert_nonnull(w);
    return w == NULL ? NULL : w->demping;
}

static void
test_muting(void)
{
    for (StageRegel regel = 0; regel < STAGE_REGELS; regel++) {
        g_autoptr(StageDossier) d = everything();
        StageDemping *m = mute(d, regel, 95, day(100));
        g_assert_null(muting(d, regel, 94));
        g_assert_true(muting(d, regel, 95) == m);
        g_assert_true(muting(d, regel, 100) == m);
        g_assert_null(muting(d, regel, 101));
        for (StageRegel other = 0; other < STAGE_REGELS; other++)
            g_assert_true(muting(d, other, 97) == (other == regel ? m : NULL));
        StageDemping *longer = mute(d, regel, 96, day(110));
        g_assert_true(muting(d, regel, 95) == m);
        g_assert_true(muting(d, regel, 96) == longer);
        StageDemping *forever = mute(d, regel, 98, STAGE_NO_DAY);
        mute(d, regel, 98, STAGE_NO_DAY);
        g_assert_true(muting(d, regel, 98) == forever);
        g_assert_true(muting(d, regel, 111) == forever);
        void *moved = d->dempingen->pdata[2]; /* whichever comes first */
        d->dempingen->pdata[2] = d->dempingen->pdata[3];
        d->dempingen->pdata[3] = moved;
        g_assert_true(muting(d, regel, 98) == forever);
    }
}

/* --- any dossier --- */

static int
between(int least, int most)
{
    return g_test_rand_int_range(least, most + 1);
}

static void
random_talks(StageDossier *d)
{
    for (int n = between(0, 5); n > 0; n--) {
        StageGesprek *g = test_chance(30) ? plan(d, between(0, 200)) : talk(d, between(-10, 160));
        g->opleider_aanwezig = between(0, 2);
        g->student_aanwezig = test_chance(80) ? STAGE_YES : STAGE_NO;
        if (test_chance(30))
            rename_to(&g->soort, "extra");
        if (test_chance(20))
            g->vervanger = g_strdup("collega");
        if (!stage_day_is_set(g->gehouden) && test_chance(30))
            g->geannuleerd = day(between(0, 160));
        else if (test_chance(30))
            g->gepland = day(between(0, 160));
    }
}

static StageDossier *
random_dossier(void)
{
    static const char *const strategies[] = { "laten-zien", "meedoen", "toevertrouwen" };
    static const char *const severities[] = { "geel", "rood", "rood", NULL };
    static const char *const kinds[] = { "klusjes", "onveilig", "contact" };
    static const char *const aspects[] = { "aha", "gevoel", NULL };
    StageDossier *d = new_dossier();

    d->plaatsing.einde = day(between(20, 160));
    random_talks(d);
    for (int n = d->gesprekken->len == 0 ? 0 : between(0, 3); n > 0; n--) {
        gint64 of = between(1, (int)d->gesprekken->len);
        StageNotitie *t = test_chance(60)   ? note(d, of, 1, test_any(aspects))
                          : test_chance(50) ? note(d, of, 3, "voorbeeld")
                                            : note(d, of, 4, "toevertrouwen");
        t->vertrouwelijk = test_chance(30) ? STAGE_YES : 0;
    }
    for (int n = between(0, 4); n > 0; n--)
        judge(d, between(0, 160), test_chance(25) ? "x" : NULL)->gesprek = between(0,
                                                                                   (int)d->gesprekken->len);
    for (int n = between(0, 4); n > 0; n--)
        choose(d, between(0, 160), test_any(strategies));
    for (int n = between(0, 3); n > 0; n--)
        if (test_chance(70))
            agree(d, between(0, 160));
        else
            agree(d, between(0, 60))->gesloten = day(between(60, 160));
    for (int n = between(0, 3); n > 0; n--) {
        StageSignaal *t = worry(d, between(0, 160), test_any(kinds), test_any(severities));
        if (test_chance(30))
            t->gesloten = stage_day_plus(t->datum, between(0, 40));
    }
    for (int n = between(0, 2); n > 0; n--)
        mute(d, (StageRegel)between(0, STAGE_REGELS - 1), between(0, 160),
             test_chance(50) ? STAGE_NO_DAY : day(160));
    return d;
}

enum { PARTS = 7 };

static GPtrArray *
part(StageDossier *d, guint i)
{
    GPtrArray *const parts[PARTS] = { d->gesprekken, d->notities, d->inschattingen, d->keuzes,
                                      d->afspraken,  d->signalen, d->dempingen };

    return parts[i];
}

/* All that is seen, as text; with rows and who mutes it, or only the rules with their kinds and days. */
static char *
tell(const StageDossier *d, int on, gboolean rows)
{
    g_autoptr(GPtrArray) seen = stage_signalering(d, &norm, day(on));
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < seen->len; i++) {
        const StageWaarneming *w = g_ptr_array_index(seen, i);
        g_string_append_printf(text, "%s %s %u %d %s %s;", stage_regels[w->regel], w->soort, w->aantal,
                               w->dagen, w->sinds.text, w->demping == NULL ? "" : "gedempt");
        for (guint r = 0; rows && r < w->rijen->len; r++)
            g_string_append_printf(text, " %s %d", g_array_index(w->rijen, StageGezien, r).of->noun,
                                   (int)g_array_index(w->rijen, StageGezien, r).id);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

static void
shuffle(GPtrArray *rows)
{
    for (guint i = rows->len; i > 1; i--) {
        guint j = (guint)between(0, (int)i - 1);
        void *other = rows->pdata[j];
        rows->pdata[j] = rows->pdata[i - 1];
        rows->pdata[i - 1] = other;
    }
}

static void
test_order(void)
{
    for (guint round = 0; round < 2000; round++) {
        g_autoptr(StageDossier) d = random_dossier();
        int on = between(0, 180);
        g_autofree char *before = tell(d, on, TRUE);
        for (guint i = 0; i < PARTS; i++)
            shuffle(part(d, i));
        g_autofree char *after = tell(d, on, TRUE);
        g_assert_cmpstr(before, ==, after);
    }
}

static void
swap_id(GPtrArray *rows, guint i, guint j)
{
    gint64 *a = g_ptr_array_index(rows, i), *b = g_ptr_array_index(rows, j), kept = *a;

    *a = *b;
    *b = kept;
}

static gint64
exchanged(gint64 id, gint64 one, gint64 other)
{
    return id == one ? other : id == other ? one : id;
}

/* What was typed first makes no difference to what is raised, only to the numbers of the rows. */
static void
test_ids(void)
{
    for (guint round = 0; round < 2000; round++) {
        g_autoptr(StageDossier) d = random_dossier();
        int on = between(0, 180);
        g_autofree char *before = tell(d, on, FALSE);
        for (guint i = 0; i < PARTS; i++) {
            GPtrArray *rows = part(d, i);
            if (rows->len < 2)
                continue;
            guint a = (guint)between(0, (int)rows->len - 1), b = (guint)between(0, (int)rows->len - 1);
            gint64 one = *(gint64 *)g_ptr_array_index(rows, a), other = *(gint64 *)g_ptr_array_index(rows, b);
            swap_id(rows, a, b);
            for (guint n = 0; i == 0 && n < d->notities->len; n++) {
                StageNotitie *t = g_ptr_array_index(d->notities, n);
                t->gesprek = exchanged(t->gesprek, one, other);
            }
            for (guint n = 0; i == 0 && n < d->inschattingen->len; n++) {
                StageInschatting *t = g_ptr_array_index(d->inschattingen, n);
                t->gesprek = exchanged(t->gesprek, one, other);
            }
        }
        g_autofree char *after = tell(d, on, FALSE);
        g_assert_cmpstr(before, ==, after);
    }
}

/* What is dated after the day, and what nobody but its author may see, changes nothing. */
static void
test_unknown(void)
{
    for (guint round = 0; round < 2000; round++) {
        g_autoptr(StageDossier) d = random_dossier();
        int on = between(0, 150);
        g_autofree char *before = tell(d, on, TRUE);
        judge(d, on + between(1, 30), "een voorbeeld");
        choose(d, on + between(1, 30), "toevertrouwen");
        agree(d, on + between(1, 30));
        worry(d, on + between(1, 30), "stoppen", "rood");
        mute(d, (StageRegel)between(0, STAGE_REGELS - 1), on + between(1, 30), STAGE_NO_DAY);
        if (d->gesprekken->len > 0) {
            gint64 of = between(1, (int)d->gesprekken->len);
            note(d, of, 1, "aha")->vertrouwelijk = STAGE_YES;
            note(d, of, 3, "voorbeeld")->vertrouwelijk = STAGE_YES;
            note(d, of, 4, "toevertrouwen")->vertrouwelijk = STAGE_YES;
        }
        g_autofree char *after = tell(d, on, TRUE);
        g_assert_cmpstr(before, ==, after);
    }
}

static gboolean
is_seen(const StageWaarneming *w, const StageEntity *of, gint64 id)
{
    for (guint i = 0; i < w->rijen->len; i++)
        if (g_array_index(w->rijen, StageGezien, i).of == of &&
            g_array_index(w->rijen, StageGezien, i).id == id)
            return TRUE;
    return FALSE;
}

/* A rule rests on the rows that it names: whatever is taken away besides them, it is still raised, and still
 * sees them. (More it may see: without a talk another signaal has none after it.) */
static void
test_rests_on_rows(void)
{
    guint raised[STAGE_REGELS] = { 0 };

    for (guint round = 0; round < 2000; round++) {
        g_autoptr(StageDossier) d = random_dossier();
        int on = between(0, 160);
        g_autoptr(GPtrArray) seen = stage_signalering(d, &norm, day(on));
        if (seen->len == 0)
            continue;
        const StageWaarneming *w = g_ptr_array_index(seen, (guint)between(0, (int)seen->len - 1));
        const StageEntity *const of[PARTS] = { &stage_gesprek,     &stage_notitie,
                                               &stage_inschatting, &stage_begeleidingskeuze,
                                               &stage_afspraak,    &stage_signaal,
                                               &stage_demping };
        StageRegel regel = w->regel;
        raised[regel]++;
        for (guint i = 0; i + 1 < PARTS; i++)
            for (guint r = part(d, i)->len; r > 0; r--)
                if (!is_seen(w, of[i], *(gint64 *)g_ptr_array_index(part(d, i), r - 1)) && test_chance(70))
                    g_ptr_array_remove_index(part(d, i), r - 1);
        g_autoptr(GPtrArray) after = stage_signalering(d, &norm, day(on));
        const StageWaarneming *still = find(after, regel);
        g_assert_nonnull(still);
        for (guint i = 0; i < w->rijen->len; i++) {
            const StageGezien *row = &g_array_index(w->rijen, StageGezien, i);
            g_assert_true(is_seen(still, row->of, row->id));
        }
    }
    for (guint i = 0; i < STAGE_REGELS; i++)
        g_assert_cmpuint(raised[i], >, 0); /* every one of them was tried */
}

/* --- the day of an extra talk --- */

static void
test_werkdag(void)
{
    const StagePlanPeriod closed[] = { { { "2026-12-21" }, { "2027-01-03" } } };
    StageMeeting m = { .weekdays = 0x1f, .from = { "2026-11-24" }, .until = { "2026-12-07" } };

    g_assert_cmpstr(stage_werkdag_after((StageDay){ "2026-11-23" }, 10).text, ==, "2026-12-07");
    g_assert_cmpstr(stage_werkdag_after((StageDay){ "2026-12-24" }, 1).text, ==,
                    "2026-12-28"); /* Christmas */
    g_assert_cmpstr(stage_werkdag_after((StageDay){ "2026-11-23" }, 0).text, ==, "2026-11-23");
    g_assert_cmpstr(stage_werkdag_after((StageDay){ "2199-12-31" }, 3).text, ==, "");
    g_assert_cmpstr(stage_werkdag_first(&m).text, ==, "2026-11-24");
    m.weekdays = 1U << 4; /* Fridays */
    g_assert_cmpstr(stage_werkdag_first(&m).text, ==, "2026-11-27");
    m.until = (StageDay){ "2026-11-26" };
    g_assert_cmpstr(stage_werkdag_first(&m).text, ==, "");
    m.until = (StageDay){ "2026-11-27" };
    g_assert_cmpstr(stage_werkdag_first(&m).text, ==, "2026-11-27");
    m.weekdays = 0;
    g_assert_cmpstr(stage_werkdag_first(&m).text, ==, "");
    m = (StageMeeting){
        .weekdays = 0x1f, .closed = closed, .n_closed = 1, .from = { "2026-12-19" }, .until = { "2027-01-10" }
    };
    g_assert_cmpstr(stage_werkdag_first(&m).text, ==, "2027-01-04");
    m.weekdays = 1U << 5; /* Saturdays */
    g_assert_cmpstr(stage_werkdag_first(&m).text, ==, "2026-12-19");
    m = (StageMeeting){ .weekdays = 0x7f, .from = { "2026-12-25" }, .until = { "2026-12-31" } };
    g_assert_cmpstr(stage_werkdag_first(&m).text, ==,
                    "2026-12-27"); /* a Sunday, behind both days of Christmas */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/signalering/examples", test_examples);
    g_test_add_func("/signalering/learning", test_learning);
    g_test_add_func("/signalering/agreements", test_agreements);
    g_test_add_func("/signalering/trust", test_trust);
    g_test_add_func("/signalering/opleider", test_opleider);
    g_test_add_func("/signalering/contact", test_contact);
    g_test_add_func("/signalering/red", test_red);
    g_test_add_func("/signalering/over", test_over);
    g_test_add_func("/signalering/muting", test_muting);
    g_test_add_func("/signalering/order", test_order);
    g_test_add_func("/signalering/ids", test_ids);
    g_test_add_func("/signalering/unknown", test_unknown);
    g_test_add_func("/signalering/rests-on-rows", test_rests_on_rows);
    g_test_add_func("/signalering/werkdag", test_werkdag);
    return g_test_run();
}
