#include "import/apply.h"

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/nouns.h"
#include "cmd/print.h"

typedef struct {
    char *file;
    char **map;
    char *encoding;
    gboolean dry_run;
    gboolean skip_bad;
    gboolean changes;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption import_options[] = {
    { NULL, 0, STAGE_ARG_FILE, N_("FILE"), N_("a delimited export with a header; - is standard input"),
      AT(file), .required = TRUE },
    { "dry-run", 'n', STAGE_ARG_FLAG, NULL, N_("say what would change, and change nothing"), AT(dry_run) },
    { "skip-bad", 0, STAGE_ARG_FLAG, NULL, N_("leave bad rows out instead of refusing the file"),
      AT(skip_bad) },
    { "changes", 0, STAGE_ARG_FLAG, NULL, N_("list each change, as --dry-run does"), AT(changes) },
    { "map", 0, STAGE_ARG_TEXTS, N_("HEADER=FIELD"),
      N_("what a column means; may be repeated; an empty FIELD leaves it out"), AT(map) },
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
} Sink;

static void
on_change(const StageImportChange *change, void *data)
{
    Sink *sink = data;
    const StageValue row[] = {
        stage_int(change->line),    stage_text(change->kind == STAGE_IMPORT_NEW ? "new" : "changed"),
        stage_text(change->entity), stage_text(change->what),
        stage_text(change->field),  stage_text(change->before),
        stage_text(change->after)
    };

    if (sink->printer != NULL && sink->failed == NULL)
        stage_printer_row(sink->printer, row, &sink->failed);
}

static void
on_problem(const char *message, void *data)
{
    (void)data;
    fprintf(stderr, "%s\n", message);
}

static void
say_counts(StageContext *ctx, const Options *o, const StageImportCounts *counts)
{
    g_autoptr(GPtrArray) reading = stage_reading_say(&counts->reading);

    for (guint i = 0; i < reading->len; i++)
        stage_say(ctx, "%s", (const char *)g_ptr_array_index(reading, i));
    for (guint i = 0; i < STAGE_IMPORT_ENTITIES; i++)
        if (counts->of[i].added + counts->of[i].changed + counts->of[i].unchanged > 0)
            stage_say(ctx, _("%-14s %u new, %u changed, %u unchanged"), _(counts->of[i].plural),
                      counts->of[i].added, counts->of[i].changed, counts->of[i].unchanged);
    if (counts->unused->len > 0) {
        g_autoptr(GString) names = g_string_new(NULL);
        for (guint i = 0; i < counts->unused->len; i++)
            g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                                   (const char *)g_ptr_array_index(counts->unused, i));
        stage_say(ctx, _("columns not used: %s"), names->str);
    }
    stage_say(ctx, Q_("%u row read, %u rejected%s", "%u rows read, %u rejected%s", counts->rows),
              counts->rows, counts->rejected, o->dry_run ? _("; nothing was changed (--dry-run)") : "");
}

/* Whether the error is about a place in the file, which it then begins with. */
static gboolean
is_placed(const GError *error)
{
    return g_error_matches(error, STAGE_ERROR, STAGE_ERROR_BAD_INPUT) ||
           g_error_matches(error, STAGE_ERROR, STAGE_ERROR_AMBIGUOUS);
}

static void
free_lines(void *lines)
{
    stage_lines_free(lines);
}

/* The file is read in before the transaction begins: a pipe that is slow must not keep everybody from
 * writing. */
static gboolean
import_ask(StageContext *ctx, void *data, GError **error)
{
    const Options *o = data;

    ctx->held = stage_lines_open(o->file, o->encoding, error);
    ctx->free_held = free_lines;
    ctx->placed = ctx->held == NULL && is_placed(*error);
    return ctx->held != NULL;
}

static gboolean
import_run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    StageImportCounts counts = { 0 };
    Sink sink = { 0 };
    const StageImportOptions options = { .map = (const char *const *)o->map,
                                         .skip_bad = o->skip_bad,
                                         .today = ctx->today,
                                         .change = on_change,
                                         .problem = on_problem,
                                         .data = &sink };
    g_autoptr(StagePrinter) printer = o->dry_run || o->changes ? stage_printer_new(ctx, columns, FALSE, error)
                                                               : NULL;

    if (printer == NULL && (o->dry_run || o->changes))
        return FALSE;
    sink.printer = printer;
    gboolean done = stage_import_lines(ctx->db, ctx->held, &options, &counts, error);
    ctx->placed = !done && is_placed(*error);
    if (done && sink.failed != NULL) {
        g_propagate_error(error, sink.failed);
        done = FALSE;
    }
    if (done)
        say_counts(ctx, o, &counts);
    g_ptr_array_free(counts.unused, TRUE);
    ctx->discard = o->dry_run;
    ctx->answer_no = counts.rejected > 0;
    return done && (printer == NULL || stage_printer_end(printer, error));
}

static const StageCommand import_command = {
    .summary = N_("put a school's export into the store"),
    .details = N_("Rows are students or placements, known by their headers. What is there already is "
                  "recognised by number and\n"
                  "changed only where the export says something else; empty cells change nothing. A bad row "
                  "is reported\n"
                  "with its line and column, and then nothing goes in, unless --skip-bad."),
    .needs = STAGE_WRITES,
    .options = import_options,
    .options_size = sizeof(Options),
    .columns = columns,
    .ask = import_ask,
    .run = import_run,
};

const StageNoun stage_noun_import = { "import", N_("put a school's export into the store"), NULL,
                                      &import_command };
