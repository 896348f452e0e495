/* Days on which one docent does not work. */
#include "model/verlof.h"

#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"

typedef struct {
    StageEntityArgs args;
    StageVerlof given;
    gboolean all;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHICH { NULL, 0, STAGE_ARG_VERLOF, N_("VERLOF"), N_("its number"), AT(args.id), .required = TRUE }
/* clang-format on */

static const StageOption add_options[] = {
    { NULL, 0, STAGE_ARG_DOCENT, N_("DOCENT"), N_("code or part of the name"), AT(given.docent),
      .required = TRUE },
    { NULL, 0, STAGE_ARG_DATE, N_("VAN"), N_("the first day"), AT(given.van), .required = TRUE,
      .lean = STAGE_LEAN_NEXT },
    { NULL, 0, STAGE_ARG_DATE, N_("TOT"), N_("the last day (default: the first)"), AT(given.tot),
      .lean = STAGE_LEAN_NEXT },
    { 0 },
};
static const StageOption edit_options[] = {
    WHICH,
    { "docent", 0, STAGE_ARG_DOCENT, N_("DOCENT"), N_("whose it is"), AT(given.docent) },
    { "van", 0, STAGE_ARG_DATE, N_("DATUM"), N_("the first day"), AT(given.van), .lean = STAGE_LEAN_NEXT },
    { "tot", 0, STAGE_ARG_DATE, N_("DATUM"), N_("the last day"), AT(given.tot), .lean = STAGE_LEAN_NEXT },
    { 0 },
};
static const StageOption list_options[] = {
    { NULL, 0, STAGE_ARG_DOCENT, N_("DOCENT"), N_("only of this docent"), AT(given.docent) },
    { "all", 'a', STAGE_ARG_FLAG, NULL, N_("also what is over"), AT(all) },
    { 0 },
};
static const StageOption who_options[] = { WHICH, { 0 } };

static const StageColumn list_columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },
    { "docent", N_("docent"), STAGE_COLUMN_TEXT },
    { "van", N_("van"), STAGE_COLUMN_DAY },
    { "tot", N_("tot"), STAGE_COLUMN_DAY },
    { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_verlof_list(ctx->db, id, 0, STAGE_NO_DAY, error);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    g_autoptr(StageStmt)
        rows = stage_verlof_list(ctx->db, 0, o->given.docent, o->all ? STAGE_NO_DAY : ctx->today, error);

    return stage_list(ctx, rows, error);
}

static gboolean
fill(StageContext *ctx, const void *options, void *given, GError **error)
{
    const Options *o = options;
    StageVerlof *v = given;

    (void)ctx;
    (void)error;
    if (o->args.id == 0 && !stage_day_is_set(v->tot))
        v->tot = v->van;
    return TRUE;
}

static const StageEntityNoun noun = {
    .entity = &stage_verlof, .given = AT(given), .show = show_row, .fill = fill
};

STAGE_ENTITY_VERBS(N_("days on which a docent does not work: no visits, no reminders"), N_("change a verlof"),
                   N_("list verlof that is not over, by day"), N_("show one verlof"), N_("remove a verlof"),
                   list_columns);

const StageNoun stage_noun_verlof = { "verlof", N_("days on which one docent does not work"), verbs, NULL };
