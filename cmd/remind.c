/* Reminders from cron: one digest for each person who must act. */
#include "cmd/remind.h"

#include "base/i18n.h"
#include "cmd/environment.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "cmd/remind_mail.h"

typedef struct {
    gboolean dry;
    gboolean check;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption options[] = {
    { "dry-run", 'n', STAGE_ARG_FLAG, NULL, N_("show each mail, and send none"), AT(dry) },
    { "check", 0, STAGE_ARG_FLAG, NULL, N_("print nothing; exit status 1 when there is something to send"),
      AT(check) },
    { 0 },
};

StageHerinneringenQuery
stage_remind_query(const StageContext *ctx, const StageNorms *norms)
{
    StageHerinneringenQuery query = { .of = { .norms = norms, .on = ctx->today },
                                      .minute = stage_find_minute(),
                                      .ahead = (int)stage_settings_number(ctx->settings, "remind.ahead"),
                                      .between = (int)stage_settings_number(ctx->settings, "remind.again") };

    stage_verzend_hours(ctx, &query.from, &query.until);
    return query;
}

/* Replies that are of no placement that is known stand in nobody's digest. */
static gboolean
say_post(StageContext *ctx, GError **error)
{
    static const char sql[] = "SELECT count(*) FROM post WHERE uitkomst = 'nakijken'";
    gint64 n = 0;

    if (!stage_db_number(ctx->db, sql, STAGE_NO_ARGS, &n, error))
        return FALSE;
    if (n > 0)
        stage_say(ctx,
                  Q_("%" PRId64 " message that came in waits for somebody: 'stage mail list'",
                     "%" PRId64 " messages that came in wait for somebody: 'stage mail list'", n),
                  n);
    return TRUE;
}

static gboolean
run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    gboolean as_mail = o->dry && stage_is_plain(ctx), any = FALSE;
    g_autoptr(StageNorms) norms = stage_norms_load(ctx, error);
    g_autoptr(StagePrinter) printer = norms == NULL || o->check || as_mail
                                          ? NULL
                                          : stage_printer_new(ctx, stage_verzend_columns, FALSE, error);
    StageVerzendTelling count = { 0 };

    if (norms == NULL || (printer == NULL && !o->check && !as_mail))
        return FALSE;
    const StageHerinneringenQuery query = stage_remind_query(ctx, norms);
    if (o->check) {
        gboolean done = stage_remind_any(ctx, &query, &any, error);
        ctx->answer_no = any;
        return done;
    }
    return (o->dry ? stage_remind_show : stage_remind_send)(ctx, &query, printer, &count, error) &&
           stage_verzend_say(ctx, &count, o->dry, error) && say_post(ctx, error) &&
           (printer == NULL || stage_printer_end(printer, error));
}

static const StageCommand remind_self = {
    .summary = N_("tell who must act, in one mail for each person"),
    .details = N_(
        "From cron, as often as you like: what was told is not told again, and a run that was missed "
        "catches up.\nA docent is told of a point twice at most, then the coordinator once; then it is "
        "quiet."),
    .needs = STAGE_STEPS,
    .options = options,
    .options_size = sizeof(Options),
    .columns = stage_verzend_columns,
    .run = run,
};

static const StageCommand *const verbs[] = { &stage_remind_why, &stage_remind_snooze, &stage_remind_waive,
                                             NULL };

const StageNoun stage_noun_remind = { "remind", N_("reminders by mail: one digest for each person"), verbs,
                                      &remind_self };
