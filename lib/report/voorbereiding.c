#include "report/voorbereiding.h"

#include <string.h>

#include "base/i18n.h"
#include "report/about.h"
#include "report/leerpotentieel.h"
#include "rules/leerlijn.h"
#include "verslag/verslag.h"

typedef struct {
    StageDb *db;
    const StageVoorbereidingQuery *query;
    StageDossier *dossier;
    StageDocument *document;
    StageSoort soort;
    gboolean talked; /* the section of the talk is there */
} Page;

/* --- which moment --- */

/* The talk that is planned next; NULL when none is. An extra one may be with the student alone, and is left
 * off a page that lies on the table. */
static const StageGesprek *
planned_next(const StageDossier *d, StageDay on)
{
    for (guint i = 0; i < d->gesprekken->len; i++) { /* by day */
        const StageGesprek *g = g_ptr_array_index(d->gesprekken, i);
        if (!stage_day_is_set(g->gehouden) && !stage_day_is_set(g->geannuleerd) &&
            stage_soort_of(g->soort) != STAGE_SOORT_EXTRA && stage_day_compare(g->gepland, on) >= 0)
            return g;
    }
    return NULL;
}

static StageSoort
soort_of(const Page *page, const StageGesprek *next, const StagePlacement *p)
{
    if (page->query->soort != NULL)
        return stage_soort_of(page->query->soort);
    if (next != NULL)
        return stage_soort_of(next->soort);
    if (p == NULL)
        return STAGE_SOORT_TUSSEN;
    return p->state->due >= 0 ? stage_moment_at(p->state, (guint)p->state->due)->soort
                              : stage_moment_soort(p->state, page->query->on);
}

static void
fact(Page *page, const char *key, const char *label, const char *text)
{
    stage_document_fact(page->document, key, label, STAGE_COLUMN_TEXT, stage_text_set(text));
}

/* A placement that never took place has no moments: then there is no `p`. */
static void
add_talk(Page *page, const StagePlacement *p)
{
    const StageGesprek *next = planned_next(page->dossier, page->query->on);
    const StageEvaluation *state = p == NULL ? NULL : p->state;
    const StageMoment *due = state == NULL || state->due < 0 ? NULL
                                                             : stage_moment_at(state, (guint)state->due);
    g_autofree char *held = state == NULL ? NULL : g_strdup_printf("%u/%u", state->held, state->asked);

    page->talked = TRUE;
    page->soort = soort_of(page, next, p);
    stage_document_facts(page->document, "gesprek", _("This talk"));
    fact(page, "soort", _("soort"), stage_gesprek_soorten[page->soort]);
    stage_document_fact(page->document, "id", NULL, STAGE_COLUMN_NUMBER,
                        stage_int_set(next == NULL ? 0 : next->id));
    fact(page, "datum", _("gepland"), next == NULL ? NULL : next->gepland.text);
    fact(page, "tijd", _("tijd"), next == NULL ? NULL : next->tijd);
    fact(page, "vorm", _("vorm"), next == NULL ? NULL : next->vorm);
    fact(page, "plek", _("plek"), next == NULL ? NULL : next->plek);
    fact(page, "moment", _("moment van de norm"), due == NULL ? NULL : stage_gesprek_soorten[due->soort]);
    stage_document_fact(page->document, "stand", _("stand"), STAGE_COLUMN_STAND,
                        stage_text(due == NULL ? NULL : stage_standen[due->stand]));
    fact(page, "voor", _("voor"), due == NULL ? NULL : due->tot.text);
    fact(page, "gehouden", _("gehouden"), held);
    fact(page, "laatste", _("laatste gesprek"), state == NULL ? NULL : state->last.text);
}

static gboolean
add_moment(const StagePlacement *p, void *data, GError **error)
{
    (void)error;
    add_talk(data, p);
    return TRUE;
}

/* --- what was agreed, judged and chosen --- */

static const StageColumn afspraak_columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },
    { "wie", N_("wie"), STAGE_COLUMN_TEXT },
    { "wat", N_("wat"), STAGE_COLUMN_TEXT },
    { "voor", N_("voor"), STAGE_COLUMN_DAY },
    { "dagen", N_("dagen te laat"), STAGE_COLUMN_NUMBER },
    { "datum", N_("van"), STAGE_COLUMN_DAY },
    { 0 },
};

static void
add_afspraken(Page *page)
{
    StageDay on = page->query->on;

    stage_document_rows(page->document, "afspraken", _("First: what was agreed"), STAGE_LAYOUT_TABLE,
                        afspraak_columns, _("no agreement is open"));
    for (guint i = 0; i < page->dossier->afspraken->len; i++) {
        const StageAfspraak *a = g_ptr_array_index(page->dossier->afspraken, i);
        int late = stage_day_is_set(a->voor) ? stage_day_number(on) - stage_day_number(a->voor) : 0;
        const StageValue row[] = { stage_int(a->id),
                                   stage_text(a->wie),
                                   stage_text(a->wat),
                                   stage_text_set(a->voor.text),
                                   late > 0 ? stage_int(late) : stage_null(),
                                   stage_text_set(a->datum.text) };
        if (!stage_day_is_set(a->gesloten) && stage_day_compare(a->datum, on) <= 0)
            stage_document_row(page->document, row);
    }
}

static void
add_inschatting(Page *page)
{
    const StageInschatting *t = stage_leerlijn_laatste(page->dossier, page->query->on);
    const StageInschatting none = { 0 };

    stage_document_facts(page->document, "inschatting",
                         _("Key 3: the last inschatting of the praktijkopleider"));
    if (t == NULL)
        stage_document_say(page->document,
                           _("none was taken down yet: ask for one beforehand, with an example"));
    t = t == NULL ? &none : t;
    stage_document_fact(page->document, "id", NULL, STAGE_COLUMN_NUMBER, stage_int_set(t->id));
    fact(page, "datum", _("datum"), t->datum.text);
    fact(page, "oordeel", _("oordeel"), t->oordeel);
    fact(page, "voorbeeld", _("voorbeeld"), t->voorbeeld);
    fact(page, "zienswijze", _("zienswijze"), t->zienswijze);
    fact(page, "herkend", _("herkend"), t->herkend);
    fact(page, "verwachting", _("verwachting"), t->verwachting);
    fact(page, "begeleiding", _("guides now"), t->begeleiding);
    fact(page, "bespreken", _("to talk about"), t->bespreken);
}

static const StageColumn keuze_columns[] = {
    { "id", NULL, STAGE_COLUMN_NUMBER },
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "strategie", N_("strategie"), STAGE_COLUMN_TEXT },
    { "gebied", N_("gebied"), STAGE_COLUMN_TEXT },
    { "inschatting", NULL, STAGE_COLUMN_NUMBER },
    { "voorbeeld", N_("voorbeeld"), STAGE_COLUMN_TEXT },
    { "herkend", N_("herkend"), STAGE_COLUMN_TEXT },
    { 0 },
};

static void
add_keuzes(Page *page)
{
    stage_document_rows(page->document, "begeleiding", _("Key 4: guidance choices so far"),
                        STAGE_LAYOUT_TABLE, keuze_columns, _("none was taken down yet"));
    for (guint i = 0; i < page->dossier->keuzes->len; i++) {
        const StageBegeleidingskeuze *k = g_ptr_array_index(page->dossier->keuzes, i);
        const StageValue row[] = {
            stage_int(k->id),      stage_text_set(k->datum.text), stage_text(k->strategie),
            stage_text(k->gebied), stage_int_set(k->inschatting), stage_text(k->voorbeeld),
            stage_text(k->herkend)
        };
        if (stage_day_compare(k->datum, page->query->on) <= 0)
            stage_document_row(page->document, row);
    }
}

static const StageColumn verschil_columns[] = {
    { "datum", N_("datum"), STAGE_COLUMN_DAY },        { "onderwerp", N_("onderwerp"), STAGE_COLUMN_TEXT },
    { "opleider", N_("opleider"), STAGE_COLUMN_TEXT }, { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "herkend", N_("herkend"), STAGE_COLUMN_TEXT },   { 0 },
};

static void
add_verschillen(Page *page)
{
    g_autoptr(GArray) all = stage_leerlijn_verschillen(page->dossier, page->query->on);

    stage_document_rows(page->document, "verschillen",
                        _("Where praktijkopleider and student see it differently"), STAGE_LAYOUT_TABLE,
                        verschil_columns, NULL);
    for (guint i = 0; i < all->len; i++) {
        const StageVerschil *v = &g_array_index(all, StageVerschil, i);
        const StageValue row[] = { stage_text_set(v->datum.text), stage_text(v->onderwerp),
                                   stage_text(v->opleider), stage_text(v->student), stage_text(v->herkend) };
        stage_document_row(page->document, row);
    }
}

/* --- the last notes by key --- */

static const StageColumn notitie_columns[] = {
    { "sleutel", N_("sleutel"), STAGE_COLUMN_NUMBER },
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "aspect", N_("aspect"), STAGE_COLUMN_TEXT },
    { "geboden", N_("geboden"), STAGE_COLUMN_YESNO },
    { "volgens", NULL, STAGE_COLUMN_TEXT },
    { "tekst", N_("tekst"), STAGE_COLUMN_TEXT },
    { 0 },
};

/* The last talk in which a key has a note. */
static gint64
last_with(const Page *page, gint64 sleutel)
{
    StageDay day = STAGE_NO_DAY;
    gint64 last = 0;

    for (guint i = 0; i < page->dossier->notities->len; i++) {
        const StageNotitie *n = g_ptr_array_index(page->dossier->notities, i);
        StageDay on = stage_dossier_day_of(page->dossier, n);
        if (n->sleutel == sleutel && n->vertrouwelijk != STAGE_YES &&
            stage_day_compare(on, page->query->on) <= 0 && (last == 0 || stage_day_compare(on, day) >= 0)) {
            last = n->gesprek;
            day = on;
        }
    }
    return last;
}

static void
add_note(Page *page, const StageNotitie *n)
{
    const StageValue row[] = {
        stage_int(n->sleutel),  stage_text(stage_dossier_day_of(page->dossier, n).text),
        stage_text(n->aspect),  n->geboden == 0 ? stage_null() : stage_int(n->geboden == STAGE_YES ? 1 : 0),
        stage_text(n->volgens), stage_text(n->tekst)
    };

    stage_document_row(page->document, row);
}

static void
add_notes(Page *page)
{
    stage_document_rows(page->document, "notities", _("The last notes by key"), STAGE_LAYOUT_LIST,
                        notitie_columns, NULL);
    for (gint64 sleutel = 1; sleutel <= 4; sleutel++) {
        gint64 last = last_with(page, sleutel);
        for (guint i = 0; last != 0 && i < page->dossier->notities->len; i++) {
            const StageNotitie *n = g_ptr_array_index(page->dossier->notities, i);
            if (n->gesprek == last && n->sleutel == sleutel && n->vertrouwelijk != STAGE_YES)
                add_note(page, n);
        }
    }
}

/* --- what was never talked about --- */

static const StageColumn vraag_columns[] = {
    { "sleutel", N_("sleutel"), STAGE_COLUMN_NUMBER, .once = TRUE },
    { "aspect", NULL, STAGE_COLUMN_TEXT },
    { "onderwerp", N_("onderwerp"), STAGE_COLUMN_TEXT, .once = TRUE },
    { "aan", N_("aan"), STAGE_COLUMN_TEXT },
    { "vraag", N_("vraag"), STAGE_COLUMN_TEXT },
    { 0 },
};

static void
add_questions_of(Page *page, const char *groep, gint64 sleutel, const char *aspect)
{
    g_auto(GStrv) questions = stage_vragen_of(page->query->vragen, groep, page->soort);
    const char *title = aspect == NULL ? stage_vragen_text(page->query->vragen, groep, "titel") : aspect;

    for (char **question = questions; *question != NULL; question++) {
        const char *aan = NULL, *words = stage_vraag_words(*question, &aan);
        const StageValue row[] = { stage_int(sleutel), stage_text(aspect), stage_text(title), stage_text(aan),
                                   stage_text(words) };
        stage_document_row(page->document, row);
    }
}

/* A key that was never touched has questions of its own, in the place of those of each of its aspects: a page
 * has room for a dozen questions, not for forty. */
static void
add_questions(Page *page)
{
    StageDay on = page->query->on;

    stage_document_rows(page->document, "vragen", _("Not talked about yet"), STAGE_LAYOUT_ASK, vraag_columns,
                        _("all keys and aspects were talked about"));
    for (gint64 sleutel = 1; sleutel <= 4; sleutel++) {
        g_autofree char *groep = g_strdup_printf("sleutel%" PRId64, sleutel);
        gboolean touched = stage_leerlijn_sleutel(page->dossier, on, sleutel);
        if (!touched)
            add_questions_of(page, groep, sleutel, NULL);
        for (const StageKop *kop = stage_koppen; touched && kop->naam != NULL; kop++)
            if (kop->sleutel == sleutel && !g_ascii_isdigit(*kop->naam) &&
                !stage_leerlijn_aspect(page->dossier, on, kop->naam))
                add_questions_of(page, kop->naam, sleutel, kop->naam);
    }
}

/* --- the page --- */

static void
count_rest(const Page *page, StageVoorbereidingRest *out)
{
    *out = (StageVoorbereidingRest){ 0 };
    for (guint i = 0; i < page->dossier->signalen->len; i++)
        out->signalen += stage_day_is_set(
                             ((const StageSignaal *)g_ptr_array_index(page->dossier->signalen, i))->gesloten)
                             ? 0
                             : 1;
    for (guint i = 0; i < page->dossier->notities->len; i++)
        out->vertrouwelijk += ((const StageNotitie *)g_ptr_array_index(page->dossier->notities, i))
                                          ->vertrouwelijk == STAGE_YES
                                  ? 1
                                  : 0;
}

static gboolean
fill(Page *page, GError **error)
{
    const StageVoorbereidingQuery *q = page->query;
    const StagePlacementsQuery placement = {
        .norms = q->norms, .on = q->on, .plaatsing = q->plaatsing, .over = TRUE, .ahead = TRUE
    };
    const StageLeerpotentieelQuery company = { .leerbedrijf = page->dossier->plaatsing.leerbedrijf,
                                               .behalve = q->plaatsing,
                                               .on = q->on,
                                               .examples = 2,
                                               .none = _("nothing is known from other placements yet") };
    StageLeftOut out = { 0 };
    guint talks = 0;

    if (!stage_document_about(page->document, page->db, q->plaatsing, q->on, error) ||
        !stage_placements_each(page->db, &placement, add_moment, page, &out, error))
        return FALSE;
    if (!page->talked)
        add_talk(page, NULL);
    add_afspraken(page);
    add_inschatting(page);
    add_keuzes(page);
    add_verschillen(page);
    add_notes(page);
    if (!stage_document_leerpotentieel(page->document, page->db, &company, &talks, error))
        return FALSE;
    add_questions(page);
    return TRUE;
}

StageDocument *
stage_report_voorbereiding(StageDb *db, const StageVoorbereidingQuery *query, StageVoorbereidingRest *out,
                           GError **error)
{
    g_autoptr(StageDossier) dossier = stage_dossier_read(db, query->plaatsing, error);
    g_autofree char *name = dossier == NULL ? NULL : stage_about_student(db, query->plaatsing, error);

    if (name == NULL)
        return NULL;
    g_autofree char *title = g_strdup_printf(_("Preparation: %s"), name);
    g_autoptr(StageDocument) document = stage_document_new(title);
    Page page = { db, query, dossier, document, STAGE_SOORT_TUSSEN, FALSE };
    if (!fill(&page, error))
        return NULL;
    count_rest(&page, out);
    return g_steal_pointer(&document);
}

/* --- for the student alone --- */

static const StageColumn alleen_columns[] = { { "vraag", N_("vraag"), STAGE_COLUMN_TEXT }, { 0 } };
static const StageColumn route_columns[] = { { "route", N_("route"), STAGE_COLUMN_TEXT }, { 0 } };

StageDocument *
stage_report_alleen(const StageVragen *vragen, const char *const *routes)
{
    const char *titel = stage_vragen_text(vragen, "veiligheid", "titel");
    StageDocument *document = stage_document_new(titel == NULL ? _("With the student alone") : titel);
    g_auto(GStrv) questions = stage_vragen_of(vragen, "veiligheid", STAGE_SOORT_EXTRA);

    stage_document_rows(document, "vragen", NULL, STAGE_LAYOUT_LIST, alleen_columns, NULL);
    for (char **question = questions; *question != NULL; question++) {
        const char *aan = NULL;
        const StageValue row[] = { stage_text(stage_vraag_words(*question, &aan)) };
        stage_document_row(document, row);
    }
    stage_document_say(document,
                       _("Never with the company there. Do not ask what happened: only that the student was "
                         "referred, and to whom, is taken down."));
    stage_document_rows(document, "routes", _("Where the student is helped"), STAGE_LAYOUT_LIST,
                        route_columns, NULL);
    for (; *routes != NULL; routes++) {
        const StageValue row[] = { stage_text(*routes) };
        stage_document_row(document, row);
    }
    return document;
}
