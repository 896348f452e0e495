#include "report/verhaal.h"

#include <string.h>

#include "base/i18n.h"
#include "report/about.h"
#include "rules/leerlijn.h"

typedef struct {
    const StageDossier *dossier;
    StageDocument *document;
    StageDay on;
    gboolean normed; /* the section of the norm is there */
} Story;

static gboolean
is_known(const Story *s, StageDay day)
{
    return stage_day_is_set(day) && stage_day_compare(day, s->on) <= 0;
}

/* --- the norm, and the talks --- */

static const StageColumn gesprek_columns[] = {
    { "id", N_("gesprek"), STAGE_COLUMN_NUMBER },
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "soort", N_("soort"), STAGE_COLUMN_TEXT },
    { "vorm", N_("vorm"), STAGE_COLUMN_TEXT },
    { "gezamenlijk", N_("gezamenlijk"), STAGE_COLUMN_YESNO },
    { "docent_aanwezig", NULL, STAGE_COLUMN_YESNO },
    { "student_aanwezig", NULL, STAGE_COLUMN_YESNO },
    { "opleider_aanwezig", NULL, STAGE_COLUMN_YESNO },
    { 0 },
};

static StageValue
yesno(gint64 value)
{
    return value == 0 ? stage_null() : stage_int(value == STAGE_YES ? 1 : 0);
}

static void
add_talks(Story *s)
{
    stage_document_rows(s->document, "gesprekken", _("Talks"), STAGE_LAYOUT_TABLE, gesprek_columns,
                        _("no talk was held yet"));
    for (guint i = 0; i < s->dossier->gesprekken->len; i++) {
        const StageGesprek *g = g_ptr_array_index(s->dossier->gesprekken, i);
        const StageValue row[] = { stage_int(g->id),
                                   stage_text(g->gehouden.text),
                                   stage_text(g->soort),
                                   stage_text(g->vorm),
                                   stage_int(stage_gesprek_gezamenlijk(g) ? 1 : 0),
                                   yesno(g->docent_aanwezig),
                                   yesno(g->student_aanwezig),
                                   yesno(g->opleider_aanwezig) };
        if (stage_gesprek_was_held(g, s->on))
            stage_document_row(s->document, row);
    }
}

/* A placement that never took place has no norm: then there is no `p`. */
static void
add_moments(Story *s, const StagePlacement *p)
{
    const StageEvaluation *state = p == NULL ? NULL : p->state;
    g_autoptr(GString) stands = g_string_new(NULL);
    g_autofree char *held = state == NULL ? NULL : g_strdup_printf("%u/%u", state->held, state->asked);

    s->normed = TRUE;
    for (guint i = 0; state != NULL && i < state->moments->len; i++)
        g_string_append_printf(stands, "%s%s", i > 0 ? "," : "",
                               stage_standen[stage_moment_at(state, i)->stand]);
    stage_document_facts(s->document, "norm", _("The norm"));
    stage_document_fact(s->document, "norm", _("norm"), STAGE_COLUMN_TEXT,
                        stage_text(state == NULL || state->norm == NULL ? NULL : state->norm->naam));
    stage_document_fact(s->document, "gehouden", _("gehouden"), STAGE_COLUMN_TEXT, stage_text(held));
    stage_document_fact(s->document, "momenten", _("momenten"), STAGE_COLUMN_BAR,
                        stage_text_set(stands->str));
}

static gboolean
add_norm(const StagePlacement *p, void *data, GError **error)
{
    (void)error;
    add_moments(data, p);
    return TRUE;
}

/* --- judgement and guidance side by side --- */

static const StageColumn lijn_columns[] = {
    { "datum", N_("datum"), STAGE_COLUMN_DAY, .once = TRUE },
    { "inschatting", NULL, STAGE_COLUMN_NUMBER, .once = TRUE },
    { "oordeel", N_("ziet"), STAGE_COLUMN_TEXT, .once = TRUE },
    { "voorbeeld", N_("voorbeeld"), STAGE_COLUMN_TEXT, .once = TRUE },
    { "oordeel_herkend", N_("herkend"), STAGE_COLUMN_TEXT, .once = TRUE },
    { "keuze", NULL, STAGE_COLUMN_NUMBER },
    { "strategie", N_("doet"), STAGE_COLUMN_TEXT },
    { "gebied", NULL, STAGE_COLUMN_TEXT },
    { "begeleiding", N_("voorbeeld"), STAGE_COLUMN_TEXT },
    { "herkend", N_("herkend"), STAGE_COLUMN_TEXT },
    { 0 },
};

static void
add_pair(Story *s, StageDay datum, const StageInschatting *t, const StageBegeleidingskeuze *k)
{
    const StageInschatting no_judgement = { 0 };
    const StageBegeleidingskeuze no_choice = { 0 };

    t = t == NULL ? &no_judgement : t;
    k = k == NULL ? &no_choice : k;
    const StageValue row[] = { stage_text(datum.text),   stage_int_set(t->id),   stage_text(t->oordeel),
                               stage_text(t->voorbeeld), stage_text(t->herkend), stage_int_set(k->id),
                               stage_text(k->strategie), stage_text(k->gebied),  stage_text(k->voorbeeld),
                               stage_text(k->herkend) };
    stage_document_row(s->document, row);
}

/* The judgement of that id that is known; NULL when there is none. */
static const StageInschatting *
judgement(const Story *s, gint64 id)
{
    for (guint i = 0; i < s->dossier->inschattingen->len; i++) {
        const StageInschatting *t = g_ptr_array_index(s->dossier->inschattingen, i);
        if (t->id == id && is_known(s, t->datum))
            return t;
    }
    return NULL;
}

/* The choices of a day that answer a judgement of that day; with NULL all others of that day, each beside the
 * judgement of another day that it answers, if any. */
static guint
add_choices(Story *s, StageDay day, const StageInschatting *t)
{
    guint n = 0;

    for (guint i = 0; i < s->dossier->keuzes->len; i++) {
        const StageBegeleidingskeuze *k = g_ptr_array_index(s->dossier->keuzes, i);
        const StageInschatting *answered = judgement(s, k->inschatting);
        gboolean today = answered != NULL && stage_day_compare(answered->datum, day) == 0;
        if (stage_day_compare(k->datum, day) != 0 || (t != NULL ? answered != t : today))
            continue;
        add_pair(s, day, answered, k);
        n++;
    }
    return n;
}

/* The days of judgements and of choices. */
static GArray *
days_of(const Story *s)
{
    GArray *days = g_array_new(FALSE, FALSE, sizeof(StageDay));

    for (guint i = 0; i < s->dossier->inschattingen->len; i++) {
        const StageInschatting *t = g_ptr_array_index(s->dossier->inschattingen, i);
        if (is_known(s, t->datum))
            g_array_append_val(days, t->datum);
    }
    for (guint i = 0; i < s->dossier->keuzes->len; i++) {
        const StageBegeleidingskeuze *k = g_ptr_array_index(s->dossier->keuzes, i);
        if (is_known(s, k->datum))
            g_array_append_val(days, k->datum);
    }
    g_array_sort(days, (GCompareFunc)strcmp); /* a day is its text */
    return days;
}

static void
add_line(Story *s)
{
    g_autoptr(GArray) days = days_of(s);
    StageDay last = STAGE_NO_DAY;

    stage_document_rows(s->document, "lijn", _("What the praktijkopleider sees, and does"),
                        STAGE_LAYOUT_TABLE, lijn_columns,
                        _("no judgement and no guidance choice was taken down yet"));
    for (guint d = 0; d < days->len; d++) {
        StageDay day = g_array_index(days, StageDay, d);
        if (stage_day_compare(day, last) == 0)
            continue;
        last = day;
        for (guint i = 0; i < s->dossier->inschattingen->len; i++) {
            const StageInschatting *t = g_ptr_array_index(s->dossier->inschattingen, i);
            if (stage_day_compare(t->datum, day) == 0 && add_choices(s, day, t) == 0)
                add_pair(s, day, t, NULL);
        }
        add_choices(s, day, NULL);
    }
}

/* --- trust --- */

static const StageColumn groei_columns[] = {
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "laten_zien", N_("laten zien"), STAGE_COLUMN_NUMBER },
    { "meedoen", N_("meedoen"), STAGE_COLUMN_NUMBER },
    { "toevertrouwen", N_("toevertrouwen"), STAGE_COLUMN_NUMBER },
    { "beeld", N_("beeld"), STAGE_COLUMN_TEXT },
    { 0 },
};

/* A sign for each choice, fuller where more is left to the student. */
static char *
picture_of(const StageGroei *g)
{
    static const char *const signs[] = { "░", "▒", "█" };
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
        for (guint n = 0; n < MIN(g->n[i], 20); n++)
            g_string_append(out, signs[i]);
    return g_string_free(out, FALSE);
}

static void
add_growth(Story *s)
{
    g_autoptr(GArray) growth = stage_leerlijn_groei(s->dossier, s->on);

    stage_document_rows(s->document, "groei", _("From laten zien to toevertrouwen"), STAGE_LAYOUT_TABLE,
                        groei_columns, NULL);
    for (guint i = 0; i < growth->len; i++) {
        const StageGroei *g = &g_array_index(growth, StageGroei, i);
        g_autofree char *picture = picture_of(g);
        const StageValue row[] = { stage_text(g->datum.text), stage_int(g->n[0]), stage_int(g->n[1]),
                                   stage_int(g->n[2]), stage_text(picture) };
        stage_document_row(s->document, row);
    }
}

/* --- learning --- */

static const StageColumn moment_columns[] = {
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "sleutel", NULL, STAGE_COLUMN_NUMBER },
    { "aspect", N_("aspect"), STAGE_COLUMN_TEXT },
    { "geboden", N_("geboden"), STAGE_COLUMN_YESNO },
    { "volgens", NULL, STAGE_COLUMN_TEXT },
    { "tekst", N_("tekst"), STAGE_COLUMN_TEXT },
    { 0 },
};

static void
add_notes_of(Story *s, const StageGesprek *g, gint64 sleutel)
{
    for (guint i = 0; i < s->dossier->notities->len; i++) {
        const StageNotitie *n = g_ptr_array_index(s->dossier->notities, i);
        const StageValue row[] = { stage_text(g->gehouden.text), stage_int(n->sleutel),
                                   stage_text(n->aspect),        yesno(n->geboden),
                                   stage_text(n->volgens),       stage_text(n->tekst) };
        if (n->gesprek == g->id && n->sleutel == sleutel && n->vertrouwelijk != STAGE_YES)
            stage_document_row(s->document, row);
    }
}

/* By the day of the talk: notes stand in the order in which talks were taken down. */
static void
add_notes(Story *s, const char *key, const char *title, gint64 sleutel)
{
    stage_document_rows(s->document, key, title, STAGE_LAYOUT_LIST, moment_columns, NULL);
    for (guint i = 0; i < s->dossier->gesprekken->len; i++) {
        const StageGesprek *g = g_ptr_array_index(s->dossier->gesprekken, i);
        if (stage_gesprek_was_held(g, s->on))
            add_notes_of(s, g, sleutel);
    }
}

/* --- agreements --- */

static const StageColumn afspraak_columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "wie", N_("wie"), STAGE_COLUMN_TEXT },
    { "wat", N_("wat"), STAGE_COLUMN_TEXT },
    { "voor", N_("voor"), STAGE_COLUMN_DAY },
    { "stand", N_("stand"), STAGE_COLUMN_TEXT },
    { "gesloten", N_("gesloten"), STAGE_COLUMN_DAY },
    { "resultaat", N_("resultaat"), STAGE_COLUMN_TEXT },
    { 0 },
};

typedef enum { OPEN, TE_LAAT, OP_TIJD, LATER, AFSPRAAK_STANDEN } AfspraakStand;

static AfspraakStand
stand_of(const Story *s, const StageAfspraak *a)
{
    gboolean closed = is_known(s, a->gesloten), due = stage_day_is_set(a->voor);

    if (closed)
        return due && stage_day_compare(a->gesloten, a->voor) > 0 ? LATER : OP_TIJD;
    return due && stage_day_compare(a->voor, s->on) < 0 ? TE_LAAT : OPEN;
}

static void
add_agreements(Story *s)
{
    static const char *const stands[AFSPRAAK_STANDEN] = { "open", "te laat", "op tijd", "later" };
    guint n[AFSPRAAK_STANDEN] = { 0 };

    stage_document_rows(s->document, "afspraken", _("Agreements"), STAGE_LAYOUT_TABLE, afspraak_columns,
                        _("nothing was agreed yet"));
    for (guint i = 0; i < s->dossier->afspraken->len; i++) {
        const StageAfspraak *a = g_ptr_array_index(s->dossier->afspraken, i);
        AfspraakStand stand = stand_of(s, a);
        gboolean closed = is_known(s, a->gesloten);
        const StageValue row[] = { stage_int(a->id),
                                   stage_text(a->datum.text),
                                   stage_text(a->wie),
                                   stage_text(a->wat),
                                   stage_text_set(a->voor.text),
                                   stage_text(stands[stand]),
                                   stage_text(closed ? a->gesloten.text : NULL),
                                   stage_text(closed ? a->resultaat : NULL) };
        if (!is_known(s, a->datum))
            continue;
        stage_document_row(s->document, row);
        n[stand]++;
    }
    g_autofree char *kept = g_strdup_printf(_("kept on time %u, later %u, open %u, overdue %u"), n[OP_TIJD],
                                            n[LATER], n[OPEN], n[TE_LAAT]);
    if (n[OP_TIJD] + n[LATER] + n[OPEN] + n[TE_LAAT] > 0)
        stage_document_say(s->document, kept);
}

StageDocument *
stage_report_verhaal(StageDb *db, const StageVerhaalQuery *q, GError **error)
{
    g_autoptr(StageDossier) dossier = stage_dossier_read(db, q->plaatsing, error);
    g_autofree char *name = dossier == NULL ? NULL : stage_about_student(db, q->plaatsing, error);
    const StagePlacementsQuery placement = {
        .norms = q->norms, .on = q->on, .plaatsing = q->plaatsing, .over = TRUE, .ahead = TRUE
    };
    StageLeftOut out = { 0 };

    if (name == NULL)
        return NULL;
    g_autofree char *title = g_strdup_printf(_("The story of a placement: %s"), name);
    g_autoptr(StageDocument) document = stage_document_new(title);
    Story story = { dossier, document, q->on, FALSE };
    if (!stage_document_about(document, db, q->plaatsing, q->on, error) ||
        !stage_placements_each(db, &placement, add_norm, &story, &out, error))
        return NULL;
    if (!story.normed)
        add_moments(&story, NULL);
    add_line(&story);
    add_growth(&story);
    add_notes(&story, "leermomenten", _("Learning moments"), 1);
    add_notes(&story, "leerpotentieel", _("What there was to learn"), 2);
    add_agreements(&story);
    add_talks(&story);
    return g_steal_pointer(&document);
}
