/* The store as a whole: is it sound, and a copy of it. */
#include "cmd/db.h"

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/backup.h"
#include "cmd/nouns.h"
#include "cmd/print.h"
#include "cmd/run.h"
#include "model/gelijkenis.h"
#include "report/check.h"

typedef struct {
    char *file;
    gint64 keep;
    gboolean structure;
} Options;

#define AT(member) offsetof(Options, member)

/* --- check --- */

static const StageOption check_options[] = {
    { "structure", 0, STAGE_ARG_FLAG, NULL, N_("only the file, the chain and the journal"), AT(structure) },
    { 0 },
};

static const StageColumn check_columns[] = {
    { "soort", N_("soort"), STAGE_COLUMN_TEXT },
    { "wat", N_("wat"), STAGE_COLUMN_TEXT },
    { "waarom", N_("waarom"), STAGE_COLUMN_TEXT },
    { "herstel", N_("herstel"), STAGE_COLUMN_TEXT },
    { 0 },
};

static gboolean
print_finding(const StageFinding *finding, void *data, GError **error)
{
    const StageValue values[] = { stage_text(finding->kind), stage_text(finding->what),
                                  stage_text(finding->why), stage_text(finding->mend) };

    return stage_printer_row(data, values, error);
}

/* A store that is too damaged to be opened is a finding too. */
static gboolean
check_store(StageContext *ctx, const Options *o, StagePrinter *printer, GError **error)
{
    g_autoptr(GError) failed = NULL;
    g_autoptr(StageDb) db = stage_open_store(ctx, STAGE_DB_READ, &failed);

    if (db != NULL && stage_check_store(db, print_finding, printer, &failed) &&
        (o->structure || stage_check_domain(db, ctx->today, print_finding, printer, &failed)))
        return TRUE;
    if (!g_error_matches(failed, STAGE_ERROR, STAGE_ERROR_CORRUPT)) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return FALSE;
    }
    g_autofree char *shown = stage_db_shown(ctx->store_path);
    const StageFinding damaged = { "file", shown, failed->message, "stage db restore FILE", TRUE };
    return print_finding(&damaged, printer, error);
}

static gboolean
check_run(StageContext *ctx, const void *options, GError **error)
{
    g_autoptr(StagePrinter) printer = stage_printer_new(ctx, check_columns, FALSE, error);

    if (printer == NULL || !check_store(ctx, options, printer, error) || !stage_printer_end(printer, error))
        return FALSE;
    ctx->answer_no = printer->rows > 0;
    stage_say(ctx, Q_("%u finding", "%u findings", (guint)printer->rows), (guint)printer->rows);
    return TRUE;
}

/* --- reindex --- */

static const StageOption no_options[] = { { 0 } };

static gboolean
reindex_run(StageContext *ctx, const void *options, GError **error)
{
    (void)options;
    stage_say(ctx, "%s", _("the search index is made anew"));
    return stage_db_index_all(ctx->db, error) && stage_gelijkenis_all(ctx->db, error);
}

/* --- copies --- */

static const StageOption backup_options[] = {
    { NULL, 0, STAGE_ARG_FILE, N_("FILE"), N_("where the copy goes"), AT(file), .required = TRUE },
    { "keep", 0, STAGE_ARG_NUMBER, N_("NUMBER"), N_("keep so many earlier copies, as FILE.1, FILE.2, …"),
      AT(keep) },
    { 0 },
};
static const StageOption restore_options[] = {
    { NULL, 0, STAGE_ARG_FILE, N_("FILE"), N_("a copy made by 'stage db backup'"), AT(file),
      .required = TRUE },
    { 0 },
};

static gboolean
backup_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;

    return stage_backup(ctx, o->file, (guint)o->keep, error);
}

static gboolean
restore_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;

    return stage_restore(ctx, o->file, error);
}

static const StageCommand check = {
    .name = "check",
    .summary = N_("is the store sound, and what mends it"),
    .details = N_("The file and its references, the chain of actions, every row against the journal, and "
                  "what cannot be in "
                  "the field:\n"
                  "placements that overlap, talks outside their placement, people twice, companies of "
                  "nobody. Exit status 1 "
                  "when it\n"
                  "finds something."),
    .options = check_options,
    .options_size = sizeof(Options),
    .columns = check_columns,
    .run = check_run,
};
static const StageCommand backup = {
    .name = "backup",
    .summary = N_("make a checked copy of the store, while others work"),
    .details = N_("The copy is opened and checked before it gets its name. It never takes the place of an "
                  "earlier one, which "
                  "--keep\n"
                  "moves aside."),
    .needs = STAGE_READS,
    .options = backup_options,
    .options_size = sizeof(Options),
    .run = backup_run,
};
static const StageCommand restore = {
    .name = "restore",
    .summary = N_("put a copy in the place of the store"),
    .details = N_("The copy is checked first, and the store as it is now is kept beside it."),
    .options = restore_options,
    .options_size = sizeof(Options),
    .run = restore_run,
};
static const StageCommand reindex = {
    .name = "reindex",
    .summary = N_("make the search index anew"),
    .needs = STAGE_MAINTAINS,
    .options = no_options,
    .run = reindex_run,
};

static const StageCommand *const verbs[] = {
    &check, &backup, &restore, &stage_db_dump, &stage_db_load, &stage_db_copy_command, &reindex, NULL
};
const StageNoun stage_noun_db = { "db", N_("the store as a whole: check, backup, dump"), verbs, NULL };
