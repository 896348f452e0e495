/* What was done to the store, and taking it back. */
#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"
#include "cmd/print.h"
#include "cmd/run.h"
#include "model/handeling.h"
#include "model/journaal.h"

enum { NEWEST = 50 };

typedef struct {
    gint64 student;
    gint64 action;
    char *who;
    StageDay from, until;
    gint64 limit;
    gboolean all;
    gboolean changes;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption history_options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("only what concerns this student"), AT(student) },
    { "action", 'n', STAGE_ARG_NUMBER, N_("NUMBER"), N_("only this action"), AT(action) },
    { "changes", 'c', STAGE_ARG_FLAG, NULL, N_("each field that was changed, before and after"),
      AT(changes) },
    { "who", 0, STAGE_ARG_TEXT, N_("USER"), N_("only what this user did"), AT(who) },
    { "from", 0, STAGE_ARG_DATE, N_("DATUM"), N_("on or after this day"), AT(from), .lean = STAGE_LEAN_PAST },
    { "until", 0, STAGE_ARG_DATE, N_("DATUM"), N_("on or before this day"), AT(until),
      .lean = STAGE_LEAN_PAST },
    { "limit", 0, STAGE_ARG_NUMBER, N_("NUMBER"), N_("the newest so many (default: 50)"), AT(limit) },
    { "all", 'a', STAGE_ARG_FLAG, NULL, N_("all of them"), AT(all) },
    { 0 },
};

static const StageColumn columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },
    { "tijdstip", N_("tijdstip"), STAGE_COLUMN_TEXT },
    { "wie", N_("wie"), STAGE_COLUMN_TEXT },
    { "opdracht", N_("opdracht"), STAGE_COLUMN_TEXT },
    { "wat", N_("wat"), STAGE_COLUMN_TEXT },
    { "herstelt", N_("herstelt"), STAGE_COLUMN_NUMBER },
    { "hersteld_door", N_("hersteld door"), STAGE_COLUMN_NUMBER },
    { 0 },
};
static const StageColumn change_columns[] = {
    { "handeling", N_("id"), STAGE_COLUMN_NUMBER },
    { "tijdstip", NULL, STAGE_COLUMN_TEXT },
    { "wie", N_("wie"), STAGE_COLUMN_TEXT },
    { "opdracht", NULL, STAGE_COLUMN_TEXT },
    { "tabel", N_("tabel"), STAGE_COLUMN_TEXT },
    { "rij", NULL, STAGE_COLUMN_NUMBER },
    { "naam", N_("naam"), STAGE_COLUMN_TEXT },
    { "veld", N_("veld"), STAGE_COLUMN_TEXT },
    { "voor", N_("voor"), STAGE_COLUMN_TEXT },
    { "na", N_("na"), STAGE_COLUMN_TEXT },
    { 0 },
};

typedef struct {
    StageContext *ctx;
    const Options *options;
    StagePrinter *printer;
    StageStmt *row; /* of the action */
} Teller;

static gboolean
print_change(const StageChange *change, void *data, GError **error)
{
    const Teller *t = data;
    const StageValue values[] = {
        stage_int(change->handeling), stage_stmt_value(t->row, 1), stage_stmt_value(t->row, 2),
        stage_stmt_value(t->row, 3),  stage_text(change->tabel),   stage_int(change->rij),
        stage_text(change->what),     stage_text(change->veld),    stage_text(change->voor),
        stage_text(change->na),
    };

    return stage_printer_row(t->printer, values, error);
}

static gboolean
print_action(const Teller *t, GError **error)
{
    gint64 id = stage_stmt_number(t->row, 0);

    if (t->options->changes)
        return stage_journaal_changes(t->ctx->db, id, t->options->student, print_change, (void *)(guintptr)t,
                                      error);
    g_autofree char *summary = stage_handeling_summary(t->ctx->db, id, t->options->student, error);
    if (summary == NULL)
        return FALSE;
    const StageValue values[] = { stage_int(id),
                                  stage_stmt_value(t->row, 1),
                                  stage_stmt_value(t->row, 2),
                                  stage_stmt_value(t->row, 3),
                                  stage_text(summary),
                                  stage_stmt_value(t->row, 4),
                                  stage_stmt_value(t->row, 5) };
    return stage_printer_row(t->printer, values, error);
}

static gboolean
history_run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    const StageHandelingFilter filter = { .id = o->action,
                                          .student = o->student,
                                          .who = o->who,
                                          .from = o->from,
                                          .until = o->until,
                                          .limit = o->all          ? 0
                                                   : o->limit == 0 ? NEWEST
                                                                   : (guint)o->limit };
    g_autoptr(StagePrinter)
        printer = stage_printer_new(ctx, o->changes ? change_columns : columns, FALSE, error);
    g_autoptr(StageStmt) rows = printer == NULL ? NULL : stage_handeling_list(ctx->db, &filter, error);
    const Teller t = { ctx, o, printer, rows };
    guint n = 0;

    if (rows == NULL)
        return FALSE;
    for (; stage_stmt_next(rows); n++)
        if (!print_action(&t, error))
            return FALSE;
    if (n == 0)
        stage_say(ctx, "%s", _("nothing found"));
    else if (n == filter.limit)
        stage_say(ctx, _("the newest %u; --all shows all"), n);
    return stage_stmt_done(rows, error) && stage_printer_end(printer, error);
}

/* --- undo --- */

static const StageOption undo_options[] = {
    { NULL, 0, STAGE_ARG_NUMBER, N_("ACTION"), N_("its number in 'stage history' (default: your last one)"),
      AT(action) },
    { 0 },
};

static gboolean
choose(StageContext *ctx, gint64 *id, GError **error)
{
    g_autofree char *user = stage_visible(stage_user(ctx));
    gboolean undone = FALSE;

    if (*id == 0 && !stage_handeling_last(ctx->db, stage_user(ctx), id, error))
        return FALSE;
    if (*id == 0 || *id == ctx->action)
        return stage_fail(error, STAGE_ERROR_NOT_FOUND, _("there is nothing of %s to undo"), user);
    g_autoptr(StageStmt) row = stage_handeling_list(ctx->db, &(StageHandelingFilter){ .id = *id }, error);
    if (row == NULL)
        return FALSE;
    if (!stage_stmt_next(row))
        return stage_stmt_done(row, error) &&
               stage_fail(error, STAGE_ERROR_NOT_FOUND, _("there is no action %" PRId64), *id);
    if (!stage_handeling_is_undone(ctx->db, *id, &undone, error))
        return FALSE;
    return !undone ||
           stage_fail(error, STAGE_ERROR_EXISTS, _("action %" PRId64 " was undone by action %" PRId64), *id,
                      stage_stmt_number(row, 5));
}

static gboolean
undo_run(StageContext *ctx, const void *data, GError **error)
{
    gint64 id = ((const Options *)data)->action;

    if (!choose(ctx, &id, error))
        return FALSE;
    g_autofree char *what = stage_handeling_summary(ctx->db, id, 0, error);
    if (what == NULL)
        return FALSE;
    if (!stage_journaal_undo(ctx->db, id, error)) {
        g_prefix_error(error, _("action %" PRId64 " cannot be undone: "), id);
        return FALSE;
    }
    g_autoptr(StageStmt) row = stage_handeling_list(ctx->db, &(StageHandelingFilter){ .id = id }, error);
    if (row == NULL || !stage_stmt_next(row) || !stage_handeling_undoes(ctx->db, ctx->action, id, error))
        return FALSE;
    stage_say(ctx, _("action %" PRId64 " undone: %s of %s (%s); 'stage undo %" PRId64 "' does it again"), id,
              stage_stmt_text(row, 3), stage_stmt_text(row, 1), what, ctx->action);
    return TRUE;
}

static const StageCommand history = {
    .summary = N_("show what was done, by whom and when"),
    .details = N_(
        "Every command that writes is one action. '+' counts what it added, '~' what it changed, '-' what it "
        "removed."),
    .needs = STAGE_READS,
    .options = history_options,
    .options_size = sizeof(Options),
    .columns = columns,
    .total_columns = change_columns,
    .run = history_run,
};
static const StageCommand undo = {
    .summary = N_("take an action back"),
    .details = N_(
        "Without a number: the last thing that you did and that was not undone yet. The undoing is an action "
        "itself.\n"
        "It is refused when something that came later depends on it."),
    .needs = STAGE_WRITES,
    .options = undo_options,
    .options_size = sizeof(Options),
    .run = undo_run,
};

const StageNoun stage_noun_history = { "history", N_("show what was done, by whom and when"), NULL,
                                       &history };
const StageNoun stage_noun_undo = { "undo", N_("take an action back"), NULL, &undo };
