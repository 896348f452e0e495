#include "rules/signalering.h"

#include <string.h>

#include "rules/norm.h"

/* One placement on one day. */
typedef struct {
    const StageDossier *dossier;
    const StageSignaleringNorm *norm;
    StageDay on;
    StageDay einde;
    GPtrArray *held; /* StageGesprek: held on or before the day, by that day and then by id */
    GPtrArray *seen; /* StageWaarneming */
} Look;

/* --- days --- */

/* Whether a day is set and has come. */
static gboolean
is_by(StageDay day, StageDay on)
{
    return stage_day_is_set(day) && stage_day_compare(day, on) <= 0;
}

static gboolean
is_open(StageDay datum, StageDay gesloten, StageDay on)
{
    return is_by(datum, on) && !is_by(gesloten, on);
}

static int
days_between(StageDay from, StageDay until)
{
    return stage_day_number(until) - stage_day_number(from);
}

/* --- rows of a placement, whichever kind they are --- */

/* Where a kind of row has its day, and its id first. */
typedef struct {
    const StageEntity *of;
    gsize datum;
} Kind;

static const Kind talks = { &stage_gesprek, offsetof(StageGesprek, gehouden) };
static const Kind judgements = { &stage_inschatting, offsetof(StageInschatting, datum) };
static const Kind choices = { &stage_begeleidingskeuze, offsetof(StageBegeleidingskeuze, datum) };
static const Kind agreements = { &stage_afspraak, offsetof(StageAfspraak, datum) };
static const Kind concerns = { &stage_signaal, offsetof(StageSignaal, datum) };

static StageDay
day_of(const Kind *kind, const void *row)
{
    return *(const StageDay *)(const void *)((const char *)row + kind->datum);
}

static gint64
id_of(const void *row)
{
    return *(const gint64 *)row;
}

static int
by_day(gconstpointer one, gconstpointer other, gpointer data)
{
    const void *a = *(const void *const *)one, *b = *(const void *const *)other;
    int order = stage_day_compare(day_of(data, a), day_of(data, b));

    return order != 0 ? order : (id_of(a) > id_of(b)) - (id_of(a) < id_of(b));
}

/* Those that are there on the day, by day and then by id. */
static GPtrArray *
known(const GPtrArray *all, const Kind *kind, StageDay on)
{
    GPtrArray *rows = g_ptr_array_new();

    for (guint i = 0; i < all->len; i++)
        if (is_by(day_of(kind, g_ptr_array_index(all, i)), on))
            g_ptr_array_add(rows, g_ptr_array_index(all, i));
    g_ptr_array_sort_with_data(rows, by_day, (gpointer)(guintptr)kind);
    return rows;
}

/* Keeps the rows of the last days only: as many whole days as hold two rows, or of two days as they are
 * (`by_days`). FALSE when there is less. */
static gboolean
keep_last_two(GPtrArray *rows, const Kind *kind, gboolean by_days)
{
    guint first = rows->len, days = 0;

    while (first > 0 && (by_days ? days < 2 : rows->len - first < 2)) {
        StageDay day = day_of(kind, g_ptr_array_index(rows, first - 1));
        days++;
        while (first > 0 && stage_day_compare(day_of(kind, g_ptr_array_index(rows, first - 1)), day) == 0)
            first--;
    }
    if ((by_days ? days : rows->len - first) < 2)
        return FALSE;
    if (first > 0)
        g_ptr_array_remove_range(rows, 0, first);
    return TRUE;
}

static StageDay
first_day(const Kind *kind, const GPtrArray *rows)
{
    return day_of(kind, g_ptr_array_index(rows, 0));
}

/* --- what was seen --- */

static void
free_waarneming(void *data)
{
    StageWaarneming *w = data;

    g_array_free(w->rijen, TRUE);
    g_free(w);
}

static gboolean
lasts_longer(const StageDemping *one, const StageDemping *other)
{
    const char *a = stage_day_is_set(one->tot) ? one->tot.text : "9999";
    const char *b = stage_day_is_set(other->tot) ? other->tot.text : "9999";
    int order = strcmp(a, b);

    return order > 0 || (order == 0 && one->id < other->id);
}

static const StageDemping *
muted_by(const Look *look, StageRegel regel)
{
    const StageDemping *muted = NULL;

    for (guint i = 0; i < look->dossier->dempingen->len; i++) {
        const StageDemping *d = g_ptr_array_index(look->dossier->dempingen, i);
        gboolean over = stage_day_is_set(d->tot) && stage_day_compare(d->tot, look->on) < 0;
        if (is_by(d->datum, look->on) && !over && g_strcmp0(d->regel, stage_regels[regel]) == 0 &&
            (muted == NULL || lasts_longer(d, muted)))
            muted = d;
    }
    return muted;
}

static void
add_row(StageWaarneming *w, const StageEntity *of, gint64 id)
{
    StageGezien row = { of, id };

    g_array_append_val(w->rijen, row);
}

static void
add_rows(StageWaarneming *w, const Kind *kind, const GPtrArray *rows)
{
    for (guint i = 0; i < rows->len; i++)
        add_row(w, kind->of, id_of(g_ptr_array_index(rows, i)));
}

static StageWaarneming *
see(Look *look, StageRegel regel, const char *soort, StageDay sinds)
{
    StageWaarneming *w = g_new0(StageWaarneming, 1);

    w->regel = regel;
    w->soort = soort;
    w->sinds = sinds;
    w->dagen = days_between(sinds, look->on);
    w->rijen = g_array_new(FALSE, FALSE, sizeof(StageGezien));
    w->demping = muted_by(look, regel);
    g_ptr_array_add(look->seen, w);
    return w;
}

/* Raises a rule about rows of one kind. */
static StageWaarneming *
see_rows(Look *look, StageRegel regel, const char *soort, const Kind *kind, const GPtrArray *rows)
{
    StageWaarneming *w = see(look, regel, soort, first_day(kind, rows));

    w->aantal = rows->len;
    add_rows(w, kind, rows);
    return w;
}

/* --- the rules --- */

/* Whether a talk has a note of a key that is everybody's, with an aspect (or, when `bare`, without one). */
static gboolean
has_note(const Look *look, gint64 gesprek, gint64 sleutel, const char *aspect, gboolean bare)
{
    for (guint i = 0; i < look->dossier->notities->len; i++) {
        const StageNotitie *n = g_ptr_array_index(look->dossier->notities, i);
        if (n->gesprek == gesprek && n->sleutel == sleutel && n->vertrouwelijk != STAGE_YES &&
            (g_strcmp0(n->aspect, aspect) == 0 || (bare && n->aspect == NULL)))
            return TRUE;
    }
    return FALSE;
}

static gboolean
was_held(const Look *look, gint64 gesprek)
{
    const StageGesprek *g = stage_dossier_gesprek(look->dossier, gesprek);

    return g != NULL && is_by(g->gehouden, look->on);
}

static void
look_for_examples(Look *look)
{
    g_autoptr(GPtrArray) rows = known(look->dossier->inschattingen, &judgements, look->on);

    if (!keep_last_two(rows, &judgements, FALSE))
        return;
    for (guint i = 0; i < rows->len; i++) {
        const StageInschatting *t = g_ptr_array_index(rows, i);
        if (t->voorbeeld != NULL ||
            (was_held(look, t->gesprek) && has_note(look, t->gesprek, 3, "voorbeeld", FALSE)))
            return;
    }
    see_rows(look, STAGE_REGEL_GEEN_VOORBEELD, "begeleiding", &judgements, rows);
}

static void
look_for_learning(Look *look)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new();

    for (guint i = 0; i < look->held->len; i++) {
        StageGesprek *g = g_ptr_array_index(look->held, i);
        if (g->student_aanwezig == STAGE_YES)
            g_ptr_array_add(rows, g);
    }
    if (!keep_last_two(rows, &talks, FALSE))
        return;
    for (guint i = 0; i < rows->len; i++)
        if (has_note(look, id_of(g_ptr_array_index(rows, i)), 1, "aha", TRUE))
            return;
    see_rows(look, STAGE_REGEL_GEEN_LEERMOMENT, "te-weinig-leren", &talks, rows);
}

static void
look_at_agreements(Look *look)
{
    g_autoptr(GPtrArray) last = g_ptr_array_copy(look->held, NULL, NULL);
    g_autoptr(GPtrArray) rows = known(look->dossier->afspraken, &agreements, look->on);

    if (!keep_last_two(last, &talks, FALSE))
        return;
    for (guint i = rows->len; i > 0; i--) {
        const StageAfspraak *a = g_ptr_array_index(rows, i - 1);
        if (!is_open(a->datum, a->gesloten, look->on) ||
            stage_day_compare(a->datum, first_day(&talks, last)) >= 0)
            g_ptr_array_remove_index(rows, i - 1);
    }
    if (rows->len > 0)
        add_rows(see_rows(look, STAGE_REGEL_AFSPRAAK_BLIJFT_OPEN, "anders", &agreements, rows), &talks, last);
}

/* Whether a talk held on that day or later has a note of work that was entrusted. */
static gboolean
has_entrusted(const Look *look, StageDay from)
{
    for (guint i = 0; i < look->held->len; i++) {
        const StageGesprek *g = g_ptr_array_index(look->held, i);
        if (stage_day_compare(g->gehouden, from) >= 0 && has_note(look, g->id, 4, "toevertrouwen", FALSE))
            return TRUE;
    }
    return FALSE;
}

static void
look_for_trust(Look *look)
{
    const StagePlaatsing *p = &look->dossier->plaatsing;
    g_autoptr(GPtrArray) rows = known(look->dossier->keuzes, &choices, look->on);
    int gone = days_between(p->begin, look->on) + 1, all = days_between(p->begin, look->einde) + 1;

    if (gone * 2 <= all || !keep_last_two(rows, &choices, TRUE) ||
        has_entrusted(look, first_day(&choices, rows)))
        return;
    for (guint i = 0; i < rows->len; i++)
        if (g_strcmp0(((const StageBegeleidingskeuze *)g_ptr_array_index(rows, i))->strategie,
                      "toevertrouwen") == 0)
            return;
    see_rows(look, STAGE_REGEL_VERTROUWEN_GROEIT_NIET, "begeleiding", &choices, rows);
}

static void
look_for_opleider(Look *look)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new();

    for (guint i = 0; i < look->held->len; i++) {
        StageGesprek *g = g_ptr_array_index(look->held, i);
        if (stage_soort_of(g->soort) != STAGE_SOORT_EXTRA)
            g_ptr_array_add(rows, g);
    }
    if (!keep_last_two(rows, &talks, FALSE))
        return;
    for (guint i = 0; i < rows->len; i++) {
        const StageGesprek *g = g_ptr_array_index(rows, i);
        if (g->opleider_aanwezig != STAGE_NO || g->vervanger != NULL)
            return;
    }
    see_rows(look, STAGE_REGEL_OPLEIDER_AFWEZIG, "contact", &talks, rows);
}

/* Whether a talk is planned from the day on, on or before another (unset: whenever). What was held later was
 * planned. */
static gboolean
is_planned(const Look *look, StageDay until)
{
    for (guint i = 0; i < look->dossier->gesprekken->len; i++) {
        const StageGesprek *g = g_ptr_array_index(look->dossier->gesprekken, i);
        StageDay day = stage_day_is_set(g->gepland) ? g->gepland : g->gehouden;
        if (!is_by(g->gehouden, look->on) && !is_by(g->geannuleerd, look->on) && stage_day_is_set(day) &&
            stage_day_compare(day, look->on) >= 0 &&
            (!stage_day_is_set(until) || stage_day_compare(day, until) <= 0))
            return TRUE;
    }
    return FALSE;
}

static void
look_for_contact(Look *look)
{
    const StagePlaatsing *p = &look->dossier->plaatsing;
    const StageGesprek *last = look->held->len == 0 ? NULL
                                                    : g_ptr_array_index(look->held, look->held->len - 1);
    gboolean runs = p->status == NULL && is_by(p->begin, look->on) &&
                    stage_day_compare(look->einde, look->on) >= 0;

    /* What was said before the placement began does not make the time without a talk longer. */
    if (last != NULL && stage_day_compare(last->gehouden, p->begin) < 0)
        last = NULL;
    StageDay sinds = last == NULL ? p->begin : last->gehouden;
    if (!runs || days_between(sinds, look->on) < look->norm->contact ||
        is_planned(look, stage_day_plus(look->on, STAGE_SIGNALERING_STRAKS)))
        return;
    StageWaarneming *w = see(look, STAGE_REGEL_GEEN_CONTACT, "contact", sinds);
    if (last != NULL)
        add_row(w, &stage_gesprek, last->id);
}

/* The kind of the first one by day; of several on that day the one that stands first among the kinds. */
static const char *
soort_of_first(const GPtrArray *rows)
{
    StageDay first = first_day(&concerns, rows);

    for (const char *const *soort = stage_signaal_soorten; *soort != NULL; soort++)
        for (guint i = 0; i < rows->len; i++) {
            const StageSignaal *t = g_ptr_array_index(rows, i);
            if (stage_day_compare(t->datum, first) == 0 && g_strcmp0(t->soort, *soort) == 0)
                return *soort;
        }
    return "anders";
}

static void
look_at_red(Look *look)
{
    g_autoptr(GPtrArray) rows = known(look->dossier->signalen, &concerns, look->on);
    StageDay last = look->held->len == 0 ? STAGE_NO_DAY
                                         : day_of(&talks, g_ptr_array_index(look->held, look->held->len - 1));

    if (is_planned(look, STAGE_NO_DAY))
        return;
    for (guint i = rows->len; i > 0; i--) {
        const StageSignaal *t = g_ptr_array_index(rows, i - 1);
        if (g_strcmp0(t->ernst, "rood") != 0 || !is_open(t->datum, t->gesloten, look->on) ||
            stage_day_compare(last, t->datum) > 0)
            g_ptr_array_remove_index(rows, i - 1);
    }
    if (rows->len > 0)
        see_rows(look, STAGE_REGEL_ROOD_ZONDER_GESPREK, soort_of_first(rows), &concerns, rows);
}

GPtrArray *
stage_signalering(const StageDossier *dossier, const StageSignaleringNorm *norm, StageDay on)
{
    static void (*const rules[STAGE_REGELS])(Look *) = {
        [STAGE_REGEL_GEEN_VOORBEELD] = look_for_examples,
        [STAGE_REGEL_GEEN_LEERMOMENT] = look_for_learning,
        [STAGE_REGEL_AFSPRAAK_BLIJFT_OPEN] = look_at_agreements,
        [STAGE_REGEL_VERTROUWEN_GROEIT_NIET] = look_for_trust,
        [STAGE_REGEL_OPLEIDER_AFWEZIG] = look_for_opleider,
        [STAGE_REGEL_GEEN_CONTACT] = look_for_contact,
        [STAGE_REGEL_ROOD_ZONDER_GESPREK] = look_at_red,
    };
    const StagePlaatsing *p = &dossier->plaatsing;
    Look look = { .dossier = dossier, .norm = norm, .on = on, .einde = stage_plaatsing_einde(p) };

    look.seen = g_ptr_array_new_with_free_func(free_waarneming);
    if (g_strcmp0(p->status, "vervallen") == 0 || days_between(look.einde, on) > STAGE_NORM_NALOOP)
        return look.seen;
    look.held = known(dossier->gesprekken, &talks, on);
    for (guint i = 0; i < STAGE_REGELS; i++)
        rules[i](&look);
    g_ptr_array_unref(look.held);
    return look.seen;
}
