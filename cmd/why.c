/* Why a placement stands where it stands: its norm, its moments, and what counts for them. */
#include "base/error.h"
#include "base/i18n.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "cmd/print.h"
#include "model/student.h"

typedef struct {
    gint64 student;
    gint64 plaatsing;
    StageDay on;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("number or part of the name"), AT(student),
      .required = TRUE },
    { "plaatsing", 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("only this placement"), AT(plaatsing) },
    { "on", 0, STAGE_ARG_DATE, N_("DATUM"), N_("as it was or will be on this day (default: today)"), AT(on) },
    { 0 },
};

static const StageColumn columns[] = {
    { "plaatsing", N_("plaatsing"), STAGE_COLUMN_NUMBER },
    { "wat", N_("what"), STAGE_COLUMN_TEXT },
    { "van", N_("van"), STAGE_COLUMN_DAY },
    { "tot", N_("tot"), STAGE_COLUMN_DAY },
    { "stand", N_("stand"), STAGE_COLUMN_STAND },
    { "uitleg", N_("why"), STAGE_COLUMN_TEXT },
    { "norm", NULL, STAGE_COLUMN_TEXT },
    { 0 },
};

typedef struct {
    StageContext *ctx;
    StagePrinter *printer;
    StageDay on;
    guint placements;
} Why;

typedef struct {
    const char *what, *stand, *why, *norm;
    StageDay from, until;
} Row;

static gboolean
send(Why *w, const StagePlacement *p, const Row *row, GError **error)
{
    const StageValue values[] = { stage_int(p->id),
                                  stage_text(row->what),
                                  stage_text_set(row->from.text),
                                  stage_text_set(row->until.text),
                                  stage_text(row->stand),
                                  stage_text_set(row->why),
                                  stage_text(row->norm) };

    return stage_printer_row(w->printer, values, error);
}

static int
days(StageDay from, StageDay until)
{
    return stage_day_number(until) - stage_day_number(from);
}

/* What there is to say of an open moment. */
static char *
open_words(const Why *w, const StageMoment *m)
{
    const char *where = m->bezoek ? _("; on location") : "";
    int left = days(w->on, m->tot), late = days(m->tot, w->on);

    switch (m->stand) {
    case STAGE_STAND_NU:
        return g_strdup_printf(Q_("%d day left%s", "%d days left%s", (gulong)left), left, where);
    case STAGE_STAND_LAAT:
        if (stage_day_compare(w->on, m->uiterlijk) <= 0)
            return g_strdup_printf(_("late; a talk still counts until %s%s"), m->uiterlijk.text, where);
        return g_strdup_printf(
            Q_("its window passed %d day ago", "its window passed %d days ago", (gulong)late), late);
    case STAGE_STAND_GEMIST:
        return g_strdup(_("its window passed, and the placement did"));
    default:
        return g_strdup_printf(_("its window is still to come%s"), where);
    }
}

static gboolean
send_moment(Why *w, const StagePlacement *p, const StageMoment *m, GError **error)
{
    g_autofree char *name = stage_moment_words(p->state, m);
    g_autofree char *why = m->contact >= 0
                               ? g_strdup_printf(_("gesprek %" PRId64), p->contacts[m->contact].id)
                           : m->waiver >= 0 ? g_strdup(_("handled elsewhere: see 'stage vrijstelling list'"))
                                            : open_words(w, m);
    const Row row = { name, stage_standen[m->stand], why, m->norm->naam, m->van, m->tot };

    return send(w, p, &row, error);
}

static StageDay
day_of(const StagePlacement *p, guint i)
{
    const StageVerdict *v = &g_array_index(p->state->verdicts, StageVerdict, i);
    const StageContact *c = &p->contacts[i];

    return v->held || !stage_day_is_set(c->gepland) ? c->gehouden : c->gepland;
}

static gboolean
send_talk(Why *w, const StagePlacement *p, guint i, GError **error)
{
    const StageContact *c = &p->contacts[i];
    const StageVerdict *v = &g_array_index(p->state->verdicts, StageVerdict, i);
    g_autofree char *name = g_strdup_printf(_("gesprek %" PRId64), c->id);
    g_autofree char *moment = v->moment < 0
                                  ? NULL
                                  : stage_moment_words(p->state, stage_moment_at(p->state, (guint)v->moment));
    g_autofree char *why = moment == NULL ? g_strdup(stage_reason_words(v->reason))
                                          : g_strdup_printf(_("for %s"), moment);
    const char *stand = v->reason == STAGE_TELT           ? "telt"
                        : v->reason == STAGE_TELT_GEPLAND ? "gepland"
                                                          : "telt niet";
    const Row row = { name, stand, why, NULL, day_of(p, i), STAGE_NO_DAY };

    return send(w, p, &row, error);
}

static gboolean
send_follow_ups(Why *w, const StagePlacement *p, GError **error)
{
    static const char *const who[STAGE_PARTIJEN] = { NULL, "nagesprek student", "nagesprek opleider" };

    for (guint i = 0; i < STAGE_PARTIJEN; i++) {
        const StageEvaluation *state = p->state;
        if (who[i] == NULL || !stage_day_is_set(state->nagesprek[i]))
            continue;
        g_autofree char *why = g_strdup_printf(_("absent from gesprek %" PRId64),
                                               p->contacts[state->nagesprek_van[i]].id);
        const Row row = {
            _(who[i]),
            stage_standen[stage_day_compare(w->on, state->nagesprek[i]) <= 0 ? STAGE_STAND_NU
                                                                             : STAGE_STAND_LAAT],
            why,
            NULL,
            STAGE_NO_DAY,
            state->nagesprek[i]
        };
        if (!send(w, p, &row, error))
            return FALSE;
    }
    return TRUE;
}

static void
say_norm(Why *w, const StagePlacement *p)
{
    const StageEvaluation *state = p->state;
    const StageNorm *norm = state->norm;

    if (norm == NULL) {
        stage_say(w->ctx, _("plaatsing %" PRId64 ": no norm applies, nothing is asked"), p->id);
        return;
    }
    stage_say(w->ctx, _("plaatsing %" PRId64 ", %s – %s: norm %s%s%s%s"), p->id, p->begin.text, p->einde.text,
              norm->naam, norm->omschrijving == NULL ? "" : " (",
              norm->omschrijving == NULL ? "" : norm->omschrijving, norm->omschrijving == NULL ? "" : ")");
    stage_say(w->ctx, _("%u of %u held, %u planned, %u waived, %u missing; on location %u of %u"),
              state->held, state->asked, state->planned, state->waived, state->missing, state->visits,
              state->visits_asked);
}

static int
by_day(gconstpointer one, gconstpointer other, gpointer data)
{
    const StagePlacement *p = data;
    guint a = *(const guint *)one, b = *(const guint *)other;
    int order = stage_day_compare(day_of(p, a), day_of(p, b));

    return order != 0 ? order
                      : (p->contacts[a].id > p->contacts[b].id) - (p->contacts[a].id < p->contacts[b].id);
}

static gboolean
send_talks(Why *w, const StagePlacement *p, GError **error)
{
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < p->n; i++)
        g_array_append_val(order, i);
    g_array_sort_with_data(order, by_day, (void *)(guintptr)p);
    for (guint i = 0; i < order->len; i++)
        if (!send_talk(w, p, g_array_index(order, guint, i), error))
            return FALSE;
    return TRUE;
}

static gboolean
send_placement(const StagePlacement *p, void *data, GError **error)
{
    Why *w = data;

    w->placements++;
    say_norm(w, p);
    for (guint i = 0; i < p->state->moments->len; i++)
        if (!send_moment(w, p, stage_moment_at(p->state, i), error))
            return FALSE;
    return send_talks(w, p, error) && send_follow_ups(w, p, error);
}

static gboolean
run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    g_autoptr(StageNorms) norms = stage_norms_load(ctx, error);
    g_autoptr(StagePrinter) printer = norms == NULL ? NULL : stage_printer_new(ctx, columns, FALSE, error);
    Why w = { ctx, printer, stage_day_is_set(o->on) ? o->on : ctx->today, 0 };
    const StagePlacementsQuery query = { .norms = norms,
                                         .on = w.on,
                                         .student = o->student,
                                         .plaatsing = o->plaatsing,
                                         .over = TRUE,
                                         .ahead = TRUE };
    StageLeftOut out = { 0 };

    if (printer == NULL || !stage_placements_each(ctx->db, &query, send_placement, &w, &out, error))
        return FALSE;
    if (w.placements == 0)
        stage_say(ctx, "%s", _("nothing found"));
    return stage_printer_end(printer, error);
}

static const StageCommand why = {
    .summary = N_("explain what counts for a student's placements, and why"),
    .details = N_("A row for each moment that the norm asks, with its window; then each talk, with what it "
                  "counts for or "
                  "why it does not;\nthen who is to be spoken to because they were absent."),
    .needs = STAGE_READS,
    .options = options,
    .options_size = sizeof(Options),
    .columns = columns,
    .run = run,
};
const StageNoun stage_noun_why = { "why", N_("explain what counts for a placement, and why"), NULL, &why };
