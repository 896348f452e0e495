#include "cmd/import.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/import_file.h"
#include "cmd/import_watch.h"
#include "cmd/nouns.h"
#include "cmd/print.h"
#include "cmd/progress.h"
#include "cmd/rejects.h"

typedef struct {
    char *file;
    char **map;
    char *encoding;
    char *profile;
    char *days;
    gboolean suggest;
    gboolean dry_run;
    gboolean skip_bad;
    gboolean changes;
    char **set;
    char **accept;
    char *gone;
    char *rejects;
    gboolean watch;
} Options;

#define AT(member) offsetof(Options, member)

static const char *const gone_choices[] = { "list", "close", NULL };
static const char *const days_choices[] = { "dmy", "mdy", "ymd", NULL };
static const StageOption import_options[] = {
    { NULL, 0, STAGE_ARG_FILE, N_("FILE"),
      N_("a delimited export, JSON or a OneRoster package; - is standard input; a folder with --watch-once"),
      AT(file), .required = TRUE },
    { "dry-run", 'n', STAGE_ARG_FLAG, NULL, N_("say what would change, and change nothing"), AT(dry_run) },
    { "skip-bad", 0, STAGE_ARG_FLAG, NULL, N_("leave bad rows out instead of refusing the file"),
      AT(skip_bad) },
    { "changes", 0, STAGE_ARG_FLAG, NULL, N_("list each change, as --dry-run does"), AT(changes) },
    { "map", 0, STAGE_ARG_TEXTS, N_("HEADER=FIELD"),
      N_("what a column means; may be repeated; an empty FIELD leaves it out"), AT(map) },
    { "set", 0, STAGE_ARG_TEXTS, N_("FIELD=VALUE"),
      N_("what a field is in every row of the file; may be repeated"), AT(set) },
    { "profile", 0, STAGE_ARG_PROFILE, N_("NAME"),
      N_("what system the file is from, as 'stage import profile list' lists them (default: found)"),
      AT(profile) },
    { "suggest", 0, STAGE_ARG_FLAG, NULL,
      N_("import nothing: write a profile for this file, with the fields that its headers may mean"),
      AT(suggest) },
    { "days", 0, STAGE_ARG_CHOICE, N_("ORDER"),
      N_("how days such as 03/04/2026 are written: day (d), month (m) and year (y) in this order"), AT(days),
      .choices = days_choices },
    { "accept", 0, STAGE_ARG_TEXTS, N_("FIELD"),
      N_("the export is right about a field, such as klas, also where somebody typed it; may be repeated"),
      AT(accept) },
    { "gone", 0, STAGE_ARG_CHOICE, N_("WHAT"),
      N_("placements of earlier imports that the file does not have: list them (the default), or close them"),
      AT(gone), .choices = gone_choices },
    { "rejects", 0, STAGE_ARG_FILE, N_("FILE"), N_("write the bad rows there, each with its reason"),
      AT(rejects) },
    { "watch-once", 0, STAGE_ARG_FLAG, NULL,
      N_("import each file of the folder, and move it to done or failed there"), AT(watch) },
    { "encoding", 0, STAGE_ARG_TEXT, N_("NAME"),
      N_("the encoding of the file, as iconv calls it (default: found)"), AT(encoding) },
    { 0 },
};

static const StageColumn columns[] = {
    { "line", N_("line"), STAGE_COLUMN_NUMBER }, { "change", N_("change"), STAGE_COLUMN_TEXT },
    { "entity", N_("what"), STAGE_COLUMN_TEXT }, { "which", N_("which"), STAGE_COLUMN_TEXT },
    { "field", N_("field"), STAGE_COLUMN_TEXT }, { "before", N_("before"), STAGE_COLUMN_TEXT },
    { "after", N_("after"), STAGE_COLUMN_TEXT }, { 0 },
};

typedef struct {
    StagePrinter *printer; /* NULL: changes are not listed */
    GError *failed;
    StageRejects rejects;
    StageProgress progress;
} Sink;

static const char *const kinds[] = { [STAGE_IMPORT_NEW] = "new",
                                     [STAGE_IMPORT_CHANGED] = "changed",
                                     [STAGE_IMPORT_CONFLICT] = "conflict",
                                     [STAGE_IMPORT_GONE] = "gone" };

static void
on_change(const StageImportChange *change, void *data)
{
    Sink *sink = data;
    const StageValue row[] = { stage_int_set(change->line), stage_text(kinds[change->kind]),
                               stage_text(change->entity),  stage_text(change->what),
                               stage_text(change->field),   stage_text(change->before),
                               stage_text(change->after) };

    if (sink->printer != NULL && sink->failed == NULL)
        stage_printer_row(sink->printer, row, &sink->failed);
}

static void
on_progress(guint rows, double part, void *data)
{
    stage_progress_step(&((Sink *)data)->progress, rows, part);
}

static void
on_problem(const char *message, void *data)
{
    stage_progress_end(&((Sink *)data)->progress);
    fprintf(stderr, "%s\n", message);
}

static gboolean
on_reject(guint n, const char *const *fields, const char *why, void *data, GError **error)
{
    return stage_rejects_row(&((Sink *)data)->rejects, n, fields, why, error);
}

/* Whether the error is about a place in the file, which it then begins with. */
static gboolean
is_placed(const GError *error)
{
    return g_error_matches(error, STAGE_ERROR, STAGE_ERROR_BAD_INPUT) ||
           g_error_matches(error, STAGE_ERROR, STAGE_ERROR_AMBIGUOUS);
}

/* "bpv export 2026.csv" gives bpv-export-2026. */
static char *
profile_name(const Options *o)
{
    g_autofree char *base = g_path_get_basename(o->file);
    g_autofree char *key = stage_fold(base);

    if (o->profile != NULL)
        return g_strdup(o->profile);
    if (g_str_has_suffix(key, " csv"))
        key[strlen(key) - 4] = '\0';
    key[MIN(strlen(key), 40)] = '\0';
    g_strcanon(key, "abcdefghijklmnopqrstuvwxyz0123456789", '-');
    return g_ascii_isalpha(*key) ? g_steal_pointer(&key) : g_strdup("export");
}

/* Instead of importing. */
static gboolean
suggest(StageContext *ctx, const Options *o, GError **error)
{
    g_autoptr(StageLines) lines = stage_lines_open(o->file, o->encoding, error);
    g_autofree char *name = profile_name(o);

    ctx->held = lines == NULL ? NULL : stage_import_suggest(ctx, lines, name, error);
    ctx->free_held = g_free;
    return ctx->held != NULL;
}

static void
free_file(void *file)
{
    stage_import_file_free(file);
}

static gboolean
open_file(StageContext *ctx, const Options *o, GError **error)
{
    ctx->held = stage_import_file_open(o->file, o->encoding, o->profile, error);
    ctx->free_held = free_file;
    return ctx->held != NULL;
}

/* The file is read in before the transaction begins: a pipe that is slow must not keep everybody from
 * writing. A folder is done here, each of its files by a process of its own. */
static gboolean
import_ask(StageContext *ctx, void *data, GError **error)
{
    const Options *o = data;
    guint failed = 0;

    if (o->watch && o->rejects != NULL)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("with --watch-once the bad rows of each file are written beside it"));
    if (o->watch) {
        gboolean done = stage_import_watch(ctx, o->file, &failed, error);
        ctx->answer_no = failed > 0;
        return done;
    }
    gboolean done = o->suggest ? suggest(ctx, o, error) : open_file(ctx, o, error);
    ctx->placed = !done && is_placed(*error);
    return done;
}

static gboolean
import_file(StageContext *ctx, const Options *o, Sink *sink, StageImportCounts *counts, GError **error)
{
    const StageImportFile *file = ctx->held;
    const StageImportOptions options = { .map = (const char *const *)o->map,
                                         .set = (const char *const *)o->set,
                                         .profiles = file->profiles,
                                         .profile = file->profile,
                                         .days = o->days == NULL ? 0 : stage_day_orders(o->days),
                                         .accept = (const char *const *)o->accept,
                                         .skip_bad = o->skip_bad,
                                         .close_gone = g_strcmp0(o->gone, "close") == 0,
                                         .today = ctx->today,
                                         .change = sink->printer == NULL ? NULL : on_change,
                                         .problem = on_problem,
                                         .reject = o->rejects == NULL ? NULL : on_reject,
                                         .progress = on_progress,
                                         .data = sink };
    stage_progress_begin(&sink->progress, ctx->globals->quiet);
    gboolean done = stage_import_file_run(ctx->db, file, &options, counts, error);

    stage_progress_end(&sink->progress);
    ctx->placed = !done && is_placed(*error);
    if (done && sink->failed != NULL) {
        g_propagate_error(error, g_steal_pointer(&sink->failed));
        return FALSE;
    }
    return done && stage_import_file_write_down(ctx, file, counts, error);
}

static gboolean
import_run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    StageImportCounts counts = { 0 };
    Sink sink = { .rejects.path = o->rejects };

    if (o->suggest)
        fputs(ctx->held, ctx->out);
    ctx->discard = o->suggest;
    if (o->watch || o->suggest)
        return TRUE;
    g_autoptr(StagePrinter) printer = o->dry_run || o->changes ? stage_printer_new(ctx, columns, FALSE, error)
                                                               : NULL;
    if (printer == NULL && (o->dry_run || o->changes))
        return FALSE;
    sink.printer = printer;
    sink.rejects.separator = &counts.separator;
    gboolean done = import_file(ctx, o, &sink, &counts, error);
    /* The bad rows are wanted above all when nothing went in. */
    gboolean kept = stage_rejects_end(&sink.rejects, done ? error : NULL);
    if (kept && sink.rejects.rows > 0)
        stage_say(ctx, Q_("%u bad row is in '%s'", "%u bad rows are in '%s'", sink.rejects.rows),
                  sink.rejects.rows, o->rejects);
    stage_rejects_clear(&sink.rejects);
    if (done && kept)
        stage_import_say(ctx, &counts, g_strcmp0(o->gone, "close") == 0, o->dry_run);
    stage_import_counts_clear(&counts);
    g_clear_error(&sink.failed);
    ctx->discard = o->dry_run;
    ctx->answer_no = counts.rejected > 0;
    return done && kept && (printer == NULL || stage_printer_end(printer, error));
}

static const StageCommand import_command = {
    .summary = N_("put a school's export into the store"),
    .details = N_(
        "A row is a student, a placement, a company, a contact or a member of staff, known by its headers "
        "or by a\n"
        "profile of the system that wrote it. What is there already is recognised by number and changed "
        "only where the\n"
        "export says something else; empty cells change nothing. A bad row is reported with its line and "
        "column, and\n"
        "then nothing goes in, unless --skip-bad."),
    .needs = STAGE_WRITES,
    .options = import_options,
    .options_size = sizeof(Options),
    .columns = columns,
    .ask = import_ask,
    .run = import_run,
};

static const StageCommand *const verbs[] = { &stage_import_history, &stage_import_conflicts,
                                             &stage_import_accept,  &stage_import_keep,
                                             &stage_import_profile, NULL };

const StageNoun stage_noun_import = { "import", N_("put a school's export into the store"), verbs,
                                      &import_command };
