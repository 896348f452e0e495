/* A date for every open moment of a case-load. */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "cmd/own.h"
#include "cmd/print.h"
#include "cmd/progress.h"
#include "model/team.h"
#include "report/caseload.h"

typedef struct {
    gint64 docent;
    gint64 team;
    gboolean all;
    StageDay from;
    StageDay to;
    gint64 visits;
    gint64 seconds;
    gint64 seed;
    gboolean online;
    gboolean write;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption options[] = {
    { "docent", 'd', STAGE_ARG_DOCENT, N_("DOCENT"), N_("whose case-load (default: the setting docent)"),
      AT(docent) },
    { "team", 0, STAGE_ARG_TEAM, N_("TEAM"), N_("those of all docenten of this team"), AT(team) },
    { "all", 'a', STAGE_ARG_FLAG, NULL, N_("those of all docenten"), AT(all) },
    { "from", 0, STAGE_ARG_DATE, N_("DATUM"), N_("the first day to plan on (default: tomorrow)"), AT(from),
      .lean = STAGE_LEAN_NEXT },
    { "to", 0, STAGE_ARG_DATE, N_("DATUM"), N_("the last day to plan on (default: as far as the windows go)"),
      AT(to), .lean = STAGE_LEAN_NEXT },
    { "visits", 0, STAGE_ARG_NUMBER, N_("N"), N_("visits a day at most (default: the setting plan.visits)"),
      AT(visits) },
    { "online", 0, STAGE_ARG_FLAG, NULL, N_("on location only the visits that the norm asks"), AT(online) },
    { "seconds", 0, STAGE_ARG_NUMBER, N_("N"), N_("how long to look for a better plan at most (default: 60)"),
      AT(seconds) },
    { "seed", 0, STAGE_ARG_NUMBER, N_("N"), N_("another search: another plan, as good"), AT(seed) },
    { "write", 'w', STAGE_ARG_FLAG, NULL, N_("plan the talks; without it nothing is changed"), AT(write) },
    { 0 },
};

static const StageColumn columns[] = {
    { "week", N_("week"), STAGE_COLUMN_TEXT },
    { "dag", N_("dag"), STAGE_COLUMN_TEXT },
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "docent", N_("docent"), STAGE_COLUMN_TEXT },
    { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "nummer", NULL, STAGE_COLUMN_TEXT },
    { "klas", NULL, STAGE_COLUMN_TEXT },
    { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    { "plaats", N_("plaats"), STAGE_COLUMN_TEXT },
    { "moment", N_("moment"), STAGE_COLUMN_TEXT },
    { "vorm", NULL, STAGE_COLUMN_TEXT },
    { "wat", N_("what"), STAGE_COLUMN_TEXT },
    { "waarom", N_("why"), STAGE_COLUMN_TEXT },
    { "van", NULL, STAGE_COLUMN_DAY },
    { "tot", NULL, STAGE_COLUMN_DAY },
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER },
    { "gesprek", NULL, STAGE_COLUMN_NUMBER },
    { 0 },
};

/* What .ask made, for .run: the search takes longer than others should wait for the store. */
typedef struct {
    StageCaseload *load;
    StagePlan *plan;
} Made;

static void
free_made(void *data)
{
    Made *made = data;

    stage_plan_free(made->plan);
    stage_caseload_free(made->load);
    g_free(made);
}

/* --- the search --- */

typedef struct {
    StageProgress progress;
    gint64 until; /* in microseconds */
} Search;

static gboolean
go_on(double part, void *data)
{
    Search *search = data;

    stage_progress_step(&search->progress, 0, part);
    return g_get_monotonic_time() < search->until;
}

static StageCaseload *
read_caseload(StageContext *ctx, const Options *o, GError **error)
{
    g_autoptr(StageNorms) norms = stage_norms_load(ctx, error);
    StageCaseloadQuery query = {
        .norms = norms,
        .on = ctx->today,
        .from = stage_day_is_set(o->from) ? o->from : stage_day_plus(ctx->today, 1),
        .until = o->to,
        .team = o->team,
        .visits = (guint)(o->visits != 0 ? o->visits : stage_settings_number(ctx->settings, "plan.visits")),
        .online = o->online,
        .school = stage_settings_get(ctx->settings, "plan.school"),
    };

    if (norms == NULL || (!o->all && o->team == 0 && !stage_own_docent(ctx, o->docent, &query.docent, error)))
        return NULL;
    if (!o->all && o->team == 0 && query.docent == 0)
        return stage_fail_null(
            error, STAGE_ERROR_BAD_INPUT,
            _("whose? Give --docent, --team or --all, or set docent: 'stage config set docent CODE'"));
    if (stage_day_compare(query.from, ctx->today) < 0)
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("%s has passed"), query.from.text);
    return stage_caseload_read(ctx->db, &query, error);
}

static gboolean
ask(StageContext *ctx, void *data, GError **error)
{
    const Options *o = data;
    Made *made = g_new0(Made, 1);
    Search search = { .until = g_get_monotonic_time() +
                               (o->seconds == 0 ? 60 : o->seconds) * G_USEC_PER_SEC };

    ctx->held = made;
    ctx->free_held = free_made;
    ctx->discard = !o->write;
    made->load = read_caseload(ctx, o, error);
    if (made->load == NULL)
        return FALSE;
    StagePlanProblem problem = made->load->problem;
    problem.seed = (guint32)o->seed;
    problem.go_on = go_on;
    problem.data = &search;
    stage_progress_begin(&search.progress, ctx->globals->quiet);
    made->plan = stage_plan_make(&problem);
    stage_progress_end(&search.progress);
    return TRUE;
}

/* --- what came of it --- */

static StageCaseTalk *
talk(const Made *made, guint i)
{
    return g_ptr_array_index(made->load->talks, i);
}

static int
by_day(gconstpointer one, gconstpointer other, gpointer data)
{
    const Made *made = data;
    guint a = *(const guint *)one, b = *(const guint *)other;
    StageDay day = made->plan->days[a].day, with = made->plan->days[b].day;

    if (stage_day_is_set(day) != stage_day_is_set(with))
        return stage_day_is_set(day) ? -1 : 1; /* what has none comes last */
    int order = stage_day_compare(day, with);
    if (order == 0)
        order = g_strcmp0(talk(made, a)->docent_naam, talk(made, b)->docent_naam);
    if (order == 0)
        order = g_strcmp0(talk(made, a)->leerbedrijf, talk(made, b)->leerbedrijf);
    return order != 0 ? order : (a > b) - (a < b);
}

static const char *
reason_words(StagePlanReason reason)
{
    static const char *const words[] = {
        [STAGE_PLAN_PLACED] = "",
        [STAGE_PLAN_PASSED] = N_("its window has passed"),
        [STAGE_PLAN_LATER] = N_("its window begins after the last day to plan on"),
        [STAGE_PLAN_NO_DAY] = N_("docent and student have no working day together in its window"),
        [STAGE_PLAN_FULL] = N_("the days in its window are full"),
    };

    return reason == STAGE_PLAN_PLACED ? "" : _(words[reason]);
}

/* ISO 8601: "2026-W48" */
static void
week_of(StageDay day, char out[16])
{
    StageDay thursday = stage_day_plus(day, 4 - stage_day_weekday(day));
    StageDay first = thursday;

    memcpy(first.text + 4, "-01-01", 7);
    g_snprintf(out, 16, "%.4s-W%02d", thursday.text,
               (stage_day_number(thursday) - stage_day_number(first)) / 7 + 1);
}

static gboolean
send(StagePrinter *printer, const StageCaseTalk *t, StageDay day, const char *what, const char *why,
     GError **error)
{
    static const char *const weekdays[] = { N_("ma"), N_("di"), N_("wo"), N_("do"),
                                            N_("vr"), N_("za"), N_("zo") };
    char week[16] = "";

    if (stage_day_is_set(day))
        week_of(day, week);
    const StageValue row[] = { stage_text_set(week),
                               stage_text(stage_day_is_set(day) ? weekdays[stage_day_weekday(day) - 1]
                                                                : NULL),
                               stage_text_set(day.text),
                               stage_text(t->docent_naam),
                               stage_text(t->student),
                               stage_text(t->nummer),
                               stage_text(t->klas),
                               stage_text(t->leerbedrijf),
                               stage_text(t->plaats),
                               stage_text(stage_gesprek_soorten[t->soort]),
                               stage_text(t->on_road ? "bezoek" : "online"),
                               stage_text(what),
                               stage_text_set(why),
                               stage_text(t->first.text),
                               stage_text(t->last.text),
                               stage_int(t->plaatsing),
                               stage_int_set(t->gesprek) };

    return stage_printer_row(printer, row, error);
}

static gboolean
send_talk(StagePrinter *printer, const Made *made, guint i, GError **error)
{
    const StageCaseTalk *t = talk(made, i);
    const StagePlanDay *d = &made->plan->days[i];
    g_autofree char *from = NULL;

    if (!stage_day_is_set(d->day))
        return send(printer, t, d->day, "niet geplaatst", reason_words(d->reason), error);
    if (t->gesprek == 0)
        return send(printer, t, d->day, "nieuw", NULL, error);
    if (stage_day_compare(d->day, t->planned) == 0)
        return send(printer, t, d->day, t->fixed ? "staat vast" : "blijft", NULL, error);
    from = g_strdup_printf(_("from %s"), t->planned.text);
    return send(printer, t, d->day, "verzet", from, error);
}

static gboolean
print_plan(StageContext *ctx, const Made *made, GError **error)
{
    g_autoptr(StagePrinter) printer = stage_printer_new(ctx, columns, FALSE, error);
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < made->load->talks->len; i++)
        g_array_append_val(order, i);
    g_array_sort_with_data(order, by_day, (void *)(guintptr)made);
    for (guint i = 0; printer != NULL && i < order->len; i++)
        if (!send_talk(printer, made, g_array_index(order, guint, i), error))
            return FALSE;
    for (guint i = 0; printer != NULL && i < made->load->too_late->len; i++)
        if (!send(printer, g_ptr_array_index(made->load->too_late, i), STAGE_NO_DAY, "niet geplaatst",
                  reason_words(STAGE_PLAN_PASSED), error))
            return FALSE;
    return printer != NULL && stage_printer_end(printer, error);
}

/* --- writing --- */

static gboolean
write_talk(StageContext *ctx, const StageCaseTalk *t, StageDay day, GError **error)
{
    StageGesprek g = { 0 };
    gboolean done = TRUE;

    if (t->gesprek != 0) {
        done = stage_entity_get(&stage_gesprek, ctx->db, t->gesprek, &g, error);
        g.gepland = day;
        done = done && stage_entity_save(&stage_gesprek, ctx->db, &g, error);
    } else {
        g.plaatsing = t->plaatsing;
        g.gepland = day;
        stage_set_text(&g.soort, stage_gesprek_soorten[t->soort]);
        stage_set_text(&g.vorm, t->on_road ? "bezoek" : "online");
        done = stage_entity_add(&stage_gesprek, ctx->db, &g, error);
    }
    stage_entity_clear(&stage_gesprek, &g);
    return done;
}

static gboolean
is_same(const StageCaseload *a, const StageCaseload *b)
{
    gboolean same = a->talks->len == b->talks->len;

    for (guint i = 0; same && i < a->talks->len; i++) {
        const StageCaseTalk *x = g_ptr_array_index(a->talks, i), *y = g_ptr_array_index(b->talks, i);
        same = x->plaatsing == y->plaatsing && x->gesprek == y->gesprek && x->soort == y->soort &&
               stage_day_compare(x->planned, y->planned) == 0 && stage_day_compare(x->first, y->first) == 0 &&
               stage_day_compare(x->last, y->last) == 0 && x->fixed == y->fixed;
    }
    return same;
}

/* Somebody may have planned or logged a talk while the plan was made. */
static gboolean
write_plan(StageContext *ctx, const Options *o, const Made *made, GError **error)
{
    g_autoptr(StageCaseload) now = read_caseload(ctx, o, error);
    guint added = 0, moved = 0;

    if (now == NULL)
        return FALSE;
    if (!is_same(now, made->load))
        return stage_fail(error, STAGE_ERROR_BUSY,
                          _("the case-load changed while it was planned: run it again"));
    for (guint i = 0; i < made->load->talks->len; i++) {
        const StageCaseTalk *t = talk(made, i);
        StageDay day = made->plan->days[i].day;
        if (!stage_day_is_set(day) || stage_day_compare(day, t->planned) == 0)
            continue;
        if (!write_talk(ctx, t, day, error))
            return FALSE;
        *(t->gesprek == 0 ? &added : &moved) += 1;
    }
    stage_say(ctx, _("planned: %u new, %u moved ('stage undo' takes it back)"), added, moved);
    return TRUE;
}

static void
say(StageContext *ctx, const Options *o, const Made *made)
{
    const StagePlan *plan = made->plan;
    guint late = made->load->too_late->len;

    stage_say(ctx,
              Q_("%u talk on %u days on the road, some %.0f km as the crow flies",
                 "%u talks on %u days on the road, some %.0f km as the crow flies", plan->placed),
              plan->placed, plan->road_days, (double)plan->metres / 1000);
    if (plan->unplaced + late > 0)
        stage_say(ctx,
                  Q_("%u moment could not be placed: see why", "%u moments could not be placed: see why",
                     plan->unplaced + late),
                  plan->unplaced + late);
    if (plan->gaps > 0)
        stage_say(ctx, _("%u times two talks of one placement lie within two weeks"), plan->gaps);
    if (made->load->without_docent > 0)
        stage_say(ctx,
                  Q_("left out: %u placement that no docent guides",
                     "left out: %u placements that no docent guides", made->load->without_docent),
                  made->load->without_docent);
    if (plan->stopped)
        stage_say(ctx, "%s", _("the search was stopped by its time limit; --seconds gives it more"));
    if (!o->write)
        stage_say(ctx, "%s", _("nothing was changed; --write plans it"));
}

static gboolean
run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    const Made *made = ctx->held;

    if (o->write && !write_plan(ctx, o, made, error))
        return FALSE;
    say(ctx, o, made);
    return print_plan(ctx, made, error);
}

static const StageCommand plan = {
    .summary = N_("propose a date for every open moment"),
    .details = N_(
        "Inside its window, on working days of student and docent, on no holiday, visits near each other on "
        "one day, "
        "and who guides\nseveral students is seen once for all of them. What has a time stays; other plans "
        "change only when they must."),
    .needs = STAGE_WRITES,
    .options = options,
    .options_size = sizeof(Options),
    .columns = columns,
    .ask = ask,
    .run = run,
};
const StageNoun stage_noun_plan = { "plan", N_("plan the talks of a case-load"), NULL, &plan };
