#include "rules/leerlijn.h"

#include <string.h>

static gboolean
is_until(StageDay day, StageDay on)
{
    return stage_day_is_set(day) && stage_day_compare(day, on) <= 0;
}

gboolean
stage_gesprek_was_held(const StageGesprek *g, StageDay on)
{
    return is_until(g->gehouden, on);
}

/* Whether a note is known on the day, and not confidential. */
static gboolean
counts(const StageDossier *d, const StageNotitie *n, StageDay on)
{
    const StageGesprek *g = stage_dossier_gesprek(d, n->gesprek);

    return n->vertrouwelijk != STAGE_YES && g != NULL && stage_gesprek_was_held(g, on);
}

/* --- coverage --- */

gboolean
stage_leerlijn_sleutel(const StageDossier *d, StageDay on, gint64 sleutel)
{
    for (guint i = 0; i < d->notities->len; i++) {
        const StageNotitie *n = g_ptr_array_index(d->notities, i);
        if (n->sleutel == sleutel && counts(d, n, on))
            return TRUE;
    }
    for (guint i = 0; sleutel == 3 && i < d->inschattingen->len; i++)
        if (is_until(((const StageInschatting *)g_ptr_array_index(d->inschattingen, i))->datum, on))
            return TRUE;
    for (guint i = 0; sleutel == 4 && i < d->keuzes->len; i++)
        if (is_until(((const StageBegeleidingskeuze *)g_ptr_array_index(d->keuzes, i))->datum, on))
            return TRUE;
    return FALSE;
}

/* What an inschatting has under one of the aspects of key 3. */
static const char *
text_of(const StageInschatting *t, const char *aspect)
{
    const struct {
        const char *aspect, *text;
    } texts[] = { { "oordeel", t->oordeel },
                  { "voorbeeld", t->voorbeeld },
                  { "verwachting", t->verwachting },
                  { "zienswijze", t->zienswijze } };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        if (strcmp(texts[i].aspect, aspect) == 0)
            return texts[i].text;
    return NULL;
}

/* What a student says without a judgement to say it of is a note of theirs under key 3, without an aspect. */
static gboolean
is_of(const StageNotitie *n, const char *aspect)
{
    if (n->aspect != NULL)
        return strcmp(n->aspect, aspect) == 0;
    return n->sleutel == 3 && g_strcmp0(n->volgens, "student") == 0 && strcmp(aspect, "zienswijze") == 0;
}

gboolean
stage_leerlijn_aspect(const StageDossier *d, StageDay on, const char *aspect)
{
    for (guint i = 0; i < d->notities->len; i++) {
        const StageNotitie *n = g_ptr_array_index(d->notities, i);
        if (is_of(n, aspect) && counts(d, n, on))
            return TRUE;
    }
    for (guint i = 0; i < d->inschattingen->len; i++) {
        const StageInschatting *t = g_ptr_array_index(d->inschattingen, i);
        if (text_of(t, aspect) != NULL && is_until(t->datum, on))
            return TRUE;
    }
    for (guint i = 0; i < d->keuzes->len; i++) {
        const StageBegeleidingskeuze *k = g_ptr_array_index(d->keuzes, i);
        if (g_strcmp0(k->strategie, aspect) == 0 && is_until(k->datum, on))
            return TRUE;
    }
    return FALSE;
}

/* --- judgement and guidance --- */

/* Of one day, what was taken down last is the last. */
static gboolean
is_later(StageDay day, gint64 id, StageDay than, gint64 than_id)
{
    int order = stage_day_compare(day, than);

    return order > 0 || (order == 0 && id > than_id);
}

const StageInschatting *
stage_leerlijn_laatste(const StageDossier *d, StageDay on)
{
    const StageInschatting *last = NULL;

    for (guint i = 0; i < d->inschattingen->len; i++) {
        const StageInschatting *t = g_ptr_array_index(d->inschattingen, i);
        if (is_until(t->datum, on) && (last == NULL || is_later(t->datum, t->id, last->datum, last->id)))
            last = t;
    }
    return last;
}

/* What is counted of a day, in its place among the days. */
static StageGroei *
growth_on(GArray *growth, StageDay day)
{
    const StageGroei none = { .datum = day };
    guint i = growth->len;

    while (i > 0 && stage_day_compare(g_array_index(growth, StageGroei, i - 1).datum, day) > 0)
        i--;
    if (i > 0 && stage_day_compare(g_array_index(growth, StageGroei, i - 1).datum, day) == 0)
        return &g_array_index(growth, StageGroei, i - 1);
    g_array_insert_val(growth, i, none);
    return &g_array_index(growth, StageGroei, i);
}

GArray *
stage_leerlijn_groei(const StageDossier *d, StageDay on)
{
    GArray *growth = g_array_new(FALSE, TRUE, sizeof(StageGroei));

    for (guint i = 0; i < d->keuzes->len; i++) {
        const StageBegeleidingskeuze *k = g_ptr_array_index(d->keuzes, i);
        if (!is_until(k->datum, on))
            continue;
        StageGroei *now = growth_on(growth, k->datum);
        for (guint s = 0; stage_strategieen[s] != NULL; s++)
            now->n[s] += g_strcmp0(stage_strategieen[s], k->strategie) == 0 ? 1 : 0;
    }
    return growth;
}

/* --- two views --- */

static gboolean
is_doubted(const char *herkend)
{
    return g_strcmp0(herkend, "nee") == 0 || g_strcmp0(herkend, "deels") == 0;
}

static const char *
answer_of(const StageNotitie *n)
{
    return n->geboden == STAGE_YES ? "ja" : "nee";
}

/* The last word that each has on a chance to learn. */
static void
add_chance(const StageDossier *d, StageDay on, const char *aspect, GArray *out)
{
    const StageNotitie *opleider = NULL, *student = NULL;

    for (guint i = 0; i < d->notities->len; i++) {
        const StageNotitie *n = g_ptr_array_index(d->notities, i);
        if (n->geboden == 0 || g_strcmp0(n->aspect, aspect) != 0 || !counts(d, n, on))
            continue;
        const StageNotitie **whose = g_strcmp0(n->volgens, "opleider") == 0  ? &opleider
                                     : g_strcmp0(n->volgens, "student") == 0 ? &student
                                                                             : NULL;
        if (whose != NULL && (*whose == NULL || is_later(stage_dossier_day_of(d, n), n->id,
                                                         stage_dossier_day_of(d, *whose), (*whose)->id)))
            *whose = n;
    }
    if (opleider == NULL || student == NULL || opleider->geboden == student->geboden)
        return;
    StageDay one = stage_dossier_day_of(d, opleider), other = stage_dossier_day_of(d, student);
    const StageVerschil v = { .datum = stage_day_compare(one, other) > 0 ? one : other,
                              .onderwerp = aspect,
                              .opleider = opleider->tekst != NULL ? opleider->tekst : answer_of(opleider),
                              .student = student->tekst != NULL ? student->tekst : answer_of(student) };
    g_array_append_val(out, v);
}

static int
by_day(gconstpointer one, gconstpointer other)
{
    return stage_day_compare(((const StageVerschil *)one)->datum, ((const StageVerschil *)other)->datum);
}

GArray *
stage_leerlijn_verschillen(const StageDossier *d, StageDay on)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(StageVerschil));

    for (guint i = 0; i < d->inschattingen->len; i++) {
        const StageInschatting *t = g_ptr_array_index(d->inschattingen, i);
        const StageVerschil v = { t->datum, "oordeel", t->oordeel, t->zienswijze, t->herkend };
        if (is_until(t->datum, on) && is_doubted(t->herkend))
            g_array_append_val(out, v);
    }
    for (guint i = 0; i < d->keuzes->len; i++) {
        const StageBegeleidingskeuze *k = g_ptr_array_index(d->keuzes, i);
        const StageVerschil v = { k->datum, k->strategie, k->voorbeeld, NULL, k->herkend };
        if (is_until(k->datum, on) && is_doubted(k->herkend))
            g_array_append_val(out, v);
    }
    for (guint i = 0; stage_aspecten[i] != NULL; i++)
        if (stage_aspect_sleutel(stage_aspecten[i]) == 2)
            add_chance(d, on, stage_aspecten[i], out);
    g_array_sort(out, by_day);
    return out;
}
