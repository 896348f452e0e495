/* A date for every open moment of a case-load. */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "cmd/own.h"
#include "cmd/plan.h"
#include "cmd/progress.h"
#include "model/team.h"

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

static void
free_made(void *data)
{
    StageMade *made = data;

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
    StageDay tomorrow = stage_day_plus(ctx->today, 1);
    StageCaseloadQuery query = {
        .norms = norms,
        .on = ctx->today,
        .from = stage_day_is_set(o->from)    ? o->from
                : stage_day_is_set(tomorrow) ? tomorrow
                                             : ctx->today,
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
    StageMade *made = g_new0(StageMade, 1);
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
write_plan(StageContext *ctx, const Options *o, const StageMade *made, GError **error)
{
    g_autoptr(StageCaseload) now = read_caseload(ctx, o, error);
    guint added = 0, moved = 0;

    if (now == NULL)
        return FALSE;
    if (!is_same(now, made->load))
        return stage_fail(error, STAGE_ERROR_BUSY,
                          _("the case-load changed while it was planned: run it again"));
    for (guint i = 0; i < made->load->talks->len; i++) {
        const StageCaseTalk *t = stage_made_talk(made, i);
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
say(StageContext *ctx, const Options *o, const StageMade *made)
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
    const StageMade *made = ctx->held;

    if (o->write && !write_plan(ctx, o, made, error))
        return FALSE;
    say(ctx, o, made);
    return stage_plan_print(ctx, made, error);
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
    .columns = stage_plan_columns,
    .ask = ask,
    .run = run,
};
const StageNoun stage_noun_plan = { "plan", N_("plan the talks of a case-load"), NULL, &plan };
