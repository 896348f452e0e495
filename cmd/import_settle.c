/* What imports did, and what they left to decide. */
#include "base/error.h"
#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/import.h"
#include "cmd/print.h"
#include "model/conflict.h"
#include "model/invoer.h"

typedef struct {
    gint64 id;
    gint64 limit;
    gboolean all;
} Options;

#define AT(member) offsetof(Options, member)

/* --- history --- */

enum { USUALLY = 20 };

static const StageOption history_options[] = {
    { "limit", 0, STAGE_ARG_NUMBER, N_("NUMBER"), N_("the newest so many (default: 20)"), AT(limit) },
    { "all", 'a', STAGE_ARG_FLAG, NULL, N_("all of them"), AT(all) },
    { 0 },
};

static const StageColumn history_columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },
    { "tijdstip", N_("tijdstip"), STAGE_COLUMN_TEXT },
    { "wie", N_("wie"), STAGE_COLUMN_TEXT },
    { "bestand", N_("bestand"), STAGE_COLUMN_TEXT },
    { "profiel", NULL, STAGE_COLUMN_TEXT },
    { "codering", NULL, STAGE_COLUMN_TEXT },
    { "rijen", N_("rijen"), STAGE_COLUMN_NUMBER },
    { "nieuw", N_("nieuw"), STAGE_COLUMN_NUMBER },
    { "gewijzigd", N_("gewijzigd"), STAGE_COLUMN_NUMBER },
    { "ongewijzigd", N_("ongewijzigd"), STAGE_COLUMN_NUMBER },
    { "conflicten", N_("conflicten"), STAGE_COLUMN_NUMBER },
    { "geweigerd", N_("geweigerd"), STAGE_COLUMN_NUMBER },
    { "verdwenen", N_("verdwenen"), STAGE_COLUMN_NUMBER },
    { "sha256", NULL, STAGE_COLUMN_TEXT },
    { 0 },
};

static gboolean
history_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    guint limit = o->all ? 0 : o->limit > 0 ? (guint)o->limit : USUALLY;
    g_autoptr(StageStmt) rows = stage_invoer_list(ctx->db, limit, error);

    return rows != NULL && stage_list(ctx, rows, error);
}

const StageCommand stage_import_history = {
    .name = "history",
    .summary = N_("list imports: the file, how it was read, what it did"),
    .needs = STAGE_READS,
    .options = history_options,
    .options_size = sizeof(Options),
    .columns = history_columns,
    .run = history_run,
};

/* --- conflicts --- */

static const StageOption conflicts_options[] = {
    { "all", 'a', STAGE_ARG_FLAG, NULL, N_("also those that were settled by keeping what was typed"),
      AT(all) },
    { 0 },
};

static const StageColumn conflicts_columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },     { "entity", N_("what"), STAGE_COLUMN_TEXT },
    { "which", N_("which"), STAGE_COLUMN_TEXT }, { "field", N_("field"), STAGE_COLUMN_TEXT },
    { "typed", N_("typed"), STAGE_COLUMN_TEXT }, { "export", N_("export"), STAGE_COLUMN_TEXT },
    { "kept", NULL, STAGE_COLUMN_YESNO },        { 0 },
};

typedef struct {
    StagePrinter *printer;
    guint n;
} Sink;

static gboolean
print_conflict(const StageConflict *c, const char *wat, const char *nu, const char *export_, void *data,
               GError **error)
{
    Sink *sink = data;
    const StageValue row[] = { stage_int(c->id),
                               stage_text(c->tabel),
                               stage_text(wat),
                               stage_text(c->veld),
                               stage_text(nu),
                               stage_text(export_),
                               stage_int(c->behouden == STAGE_YES) };

    sink->n++;
    return stage_printer_row(sink->printer, row, error);
}

static gboolean
conflicts_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    g_autoptr(StagePrinter) printer = stage_printer_new(ctx, conflicts_columns, FALSE, error);
    Sink sink = { printer, 0 };

    if (printer == NULL || !stage_conflict_tell(ctx->db, o->all, ctx->today, print_conflict, &sink, error) ||
        !stage_printer_end(printer, error))
        return FALSE;
    if (sink.n == 0)
        stage_say(ctx, "%s", _("no conflicts"));
    return TRUE;
}

const StageCommand stage_import_conflicts = {
    .name = "conflicts",
    .summary = N_("list where an export contradicts what somebody typed"),
    .needs = STAGE_READS,
    .options = conflicts_options,
    .options_size = sizeof(Options),
    .columns = conflicts_columns,
    .run = conflicts_run,
};

/* --- settling --- */

static const StageOption settle_options[] = {
    { NULL, 0, STAGE_ARG_CONFLICT, N_("CONFLICT"), N_("its number in 'stage import conflicts'"), AT(id) },
    { "all", 'a', STAGE_ARG_FLAG, NULL, N_("all that are open"), AT(all) },
    { 0 },
};

static gboolean
collect(const StageConflict *c, const char *wat, const char *nu, const char *export_, void *data,
        GError **error)
{
    (void)wat;
    (void)nu;
    (void)export_;
    (void)error;
    g_array_append_val((GArray *)data, c->id);
    return TRUE;
}

static gboolean
settle(StageContext *ctx, const Options *o, gboolean accept, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

    if ((o->id != 0) == o->all)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("give the number of a conflict, or --all"));
    if (o->id != 0)
        g_array_append_val(ids, o->id);
    else if (!stage_conflict_tell(ctx->db, FALSE, ctx->today, collect, ids, error))
        return FALSE;
    for (guint i = 0; i < ids->len; i++) {
        gint64 id = g_array_index(ids, gint64, i);
        if (accept ? !stage_conflict_accept(ctx->db, id, ctx->today, error)
                   : !stage_conflict_keep(ctx->db, id, error))
            return FALSE;
    }
    stage_say(ctx, Q_("%u conflict settled", "%u conflicts settled", ids->len), ids->len);
    return TRUE;
}

static gboolean
accept_run(StageContext *ctx, const void *options, GError **error)
{
    return settle(ctx, options, TRUE, error);
}

static gboolean
keep_run(StageContext *ctx, const void *options, GError **error)
{
    return settle(ctx, options, FALSE, error);
}

const StageCommand stage_import_accept = {
    .name = "accept",
    .summary = N_("settle a conflict: the export is right"),
    .needs = STAGE_WRITES,
    .options = settle_options,
    .options_size = sizeof(Options),
    .run = accept_run,
};

const StageCommand stage_import_keep = {
    .name = "keep",
    .summary = N_("settle a conflict: what was typed stays, until the export says something else"),
    .needs = STAGE_WRITES,
    .options = settle_options,
    .options_size = sizeof(Options),
    .run = keep_run,
};
