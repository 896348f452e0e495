#include "cmd/norms.h"

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

char *
stage_norm_file(const char *config)
{
    g_autofree char *folder = g_path_get_dirname(config);

    return g_build_filename(folder, "norm.ini", NULL);
}

static gboolean
read_file(StageNorms *norms, const char *config, GError **error)
{
    g_autofree char *path = config == NULL ? NULL : stage_norm_file(config);
    g_autofree char *text = NULL;
    g_autoptr(GError) failed = NULL;
    gsize length = 0;

    if (path == NULL)
        return TRUE;
    if (!g_file_get_contents(path, &text, &length, &failed)) {
        if (g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
            g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
            return TRUE;
        return stage_fail(error, STAGE_ERROR_CONFIG, _("cannot read '%s': %s"), path, failed->message);
    }
    if (strlen(text) != length)
        return stage_fail(error, STAGE_ERROR_CONFIG, _("'%s' is no text"), path);
    return stage_norms_read(norms, text, path, error);
}

StageNorms *
stage_norms_load(const StageContext *ctx, GError **error)
{
    g_autoptr(StageNorms) norms = stage_norms_new();

    if (read_file(norms, ctx->system_config, error) && read_file(norms, ctx->user_config, error))
        return g_steal_pointer(&norms);
    return NULL;
}

gboolean
stage_norms_try(const char *text, const char *path, GError **error)
{
    g_autoptr(StageNorms) norms = stage_norms_new();
    g_autoptr(GError) failed = NULL;

    if (stage_norms_read(norms, text, path, &failed))
        return TRUE;
    failed->code = STAGE_ERROR_BAD_INPUT; /* it is what was typed that is wrong */
    g_propagate_error(error, g_steal_pointer(&failed));
    return FALSE;
}

gboolean
stage_judge_placement(StageContext *ctx, gint64 plaatsing, StageDay on, StagePlacementFunc func, void *data,
                      GError **error)
{
    g_autoptr(StageNorms) norms = stage_norms_load(ctx, error);
    const StagePlacementsQuery query = {
        .norms = norms, .on = on, .plaatsing = plaatsing, .over = TRUE, .ahead = TRUE
    };
    StageLeftOut out = { 0 };

    return norms != NULL && stage_placements_each(ctx->db, &query, func, data, &out, error);
}

typedef struct {
    StageContext *ctx;
    StageDay day;
    gint64 gesprek;
    StageSoort soort;
} Question;

static gboolean
take_soort(const StagePlacement *placement, void *data, GError **error)
{
    Question *q = data;

    (void)error;
    q->soort = stage_moment_soort(placement->state, q->day);
    return TRUE;
}

gboolean
stage_soort_on(StageContext *ctx, gint64 plaatsing, StageDay day, StageSoort *out, GError **error)
{
    Question q = { .day = day, .soort = STAGE_SOORT_EXTRA };

    if (!stage_judge_placement(ctx, plaatsing, day, take_soort, &q, error))
        return FALSE;
    *out = q.soort;
    return TRUE;
}

StageSignaleringNorm
stage_signalering_norm(const StageContext *ctx)
{
    return (StageSignaleringNorm){ .contact = (int)stage_settings_number(ctx->settings, "signaal.contact") };
}

const char *
stage_reason_words(StageReason reason)
{
    static const char *const words[] = {
        [STAGE_TELT] = N_("counts"),
        [STAGE_TELT_GEPLAND] = N_("planned"),
        [STAGE_EXTRA] = N_("an extra talk"),
        [STAGE_BUITEN] = N_("outside every window"),
        [STAGE_ZONDER_DE_DOCENT] = N_("without the docent"),
        [STAGE_ZONDER_DE_STUDENT] = N_("without the student"),
        [STAGE_ZONDER_DE_OPLEIDER] = N_("without the praktijkopleider"),
        [STAGE_OVER] = N_("the moment of that window has a talk already"),
        [STAGE_GEEN_BEZOEK] = N_("what is left must be held on location"),
        [STAGE_GEANNULEERD] = N_("cancelled"),
        [STAGE_ONBEKEND] = N_("planned, and not heard of since"),
    };

    return _(words[reason]);
}

char *
stage_moment_words(const StageEvaluation *state, const StageMoment *m)
{
    guint deel = m->deel, last = stage_moment_at(state, state->moments->len - 1)->deel;
    gboolean several = m->nummer > 1;
    g_autofree char *year = NULL;

    for (guint i = 0; i < state->moments->len && !several; i++) {
        const StageMoment *other = stage_moment_at(state, i);
        several = other->deel == deel && other->soort == m->soort && other->nummer > 1;
    }
    if (last > 0)
        year = g_strdup_printf(" (%.4s–%.4s)", m->deel_van.text, m->deel_tot.text);
    return several ? g_strdup_printf("%s %u%s", stage_gesprek_soorten[m->soort], m->nummer,
                                     year == NULL ? "" : year)
                   : g_strdup_printf("%s%s", stage_gesprek_soorten[m->soort], year == NULL ? "" : year);
}

static void
say_follow_up(StageContext *ctx, const StageEvaluation *state, int talk)
{
    if (state->nagesprek_van[STAGE_PARTIJ_STUDENT] == talk &&
        stage_day_is_set(state->nagesprek[STAGE_PARTIJ_STUDENT]))
        stage_say(ctx, _("speak with the student yet, before %s"),
                  state->nagesprek[STAGE_PARTIJ_STUDENT].text);
    if (state->nagesprek_van[STAGE_PARTIJ_OPLEIDER] == talk &&
        stage_day_is_set(state->nagesprek[STAGE_PARTIJ_OPLEIDER]))
        stage_say(ctx, _("speak with the praktijkopleider yet, before %s"),
                  state->nagesprek[STAGE_PARTIJ_OPLEIDER].text);
}

static gboolean
say_verdict(const StagePlacement *p, void *data, GError **error)
{
    const Question *q = data;
    const StageEvaluation *state = p->state;

    (void)error;
    for (guint i = 0; i < p->n; i++) {
        const StageVerdict *v = &g_array_index(state->verdicts, StageVerdict, i);
        if (p->contacts[i].id != q->gesprek)
            continue;
        if (v->moment >= 0) {
            g_autofree char *moment = stage_moment_words(state, stage_moment_at(state, (guint)v->moment));
            stage_say(q->ctx, v->held ? _("it counts: %s; %u of %u held") : _("it is for: %s; %u of %u held"),
                      moment, state->held, state->asked);
        } else if (v->reason != STAGE_EXTRA) {
            stage_say(q->ctx, _("it does not count: %s; %u of %u held"), stage_reason_words(v->reason),
                      state->held, state->asked);
        }
        say_follow_up(q->ctx, state, (int)i);
    }
    return TRUE;
}

gboolean
stage_say_counted(StageContext *ctx, gint64 plaatsing, gint64 gesprek, GError **error)
{
    Question q = { .ctx = ctx, .gesprek = gesprek };

    return stage_judge_placement(ctx, plaatsing, ctx->today, say_verdict, &q, error);
}
