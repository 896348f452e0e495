/* The store as a whole: is it sound, a copy of it, and everything in it as text. */
#include "model/dump.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/backup.h"
#include "cmd/nouns.h"
#include "cmd/print.h"
#include "cmd/run.h"
#include "model/handeling.h"
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
    const StageFinding damaged = { "file", ctx->store_path, failed->message, "stage db restore FILE", TRUE };
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
    return stage_db_index_all(ctx->db, error);
}

/* --- dump and load --- */

static const StageOption dump_options[] = {
    { NULL, 0, STAGE_ARG_FILE, N_("FILE"), N_("a new file (default: standard output)"), AT(file) },
    { 0 },
};

static gboolean
write_line(const char *text, void *data, GError **error)
{
    FILE *to = data;

    return fprintf(to, "%s\n", text) > 0 ||
           stage_fail(error, STAGE_ERROR_IO, _("cannot write the dump: %s"), g_strerror(errno));
}

/* Everything, as it stands at one moment. */
static gboolean
dump_to(StageContext *ctx, FILE *to, guint64 *rows, GError **error)
{
    gboolean done = stage_db_begin_read(ctx->db, error) &&
                    stage_dump_write(ctx->db, write_line, to, rows, error);

    stage_db_rollback(ctx->db);
    return done;
}

/* A file that was not there, which only its owner may read; it has its name when it is whole. */
static gboolean
dump_to_file(StageContext *ctx, const char *path, guint64 *rows, GError **error)
{
    g_autofree char *shown = stage_visible(path);

    if (access(path, F_OK) == 0)
        return stage_fail(error, STAGE_ERROR_EXISTS, _("'%s' is there already"), shown);
    g_autofree char *made = stage_file_new_name(path);
    int fd = open(made, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    FILE *to = fd < 0 ? NULL : fdopen(fd, "w");
    if (to == NULL)
        return stage_fail(error, STAGE_ERROR_IO, _("cannot make '%s': %s"), shown, g_strerror(errno));
    gboolean done = dump_to(ctx, to, rows, error);
    gboolean written = !done || (fflush(to) == 0 && fsync(fd) == 0);
    if (!written)
        stage_fail(error, STAGE_ERROR_IO, _("cannot write the dump: %s"), g_strerror(errno));
    fclose(to);
    done = done && written && stage_file_give_name(made, path, error);
    if (!done)
        unlink(made);
    return done;
}

static gboolean
dump_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    guint64 rows = 0;
    gboolean done = o->file == NULL ? dump_to(ctx, ctx->out, &rows, error)
                                    : dump_to_file(ctx, o->file, &rows, error);

    stage_say(ctx, Q_("%u row", "%u rows", (guint)rows), (guint)rows);
    return done;
}

static const StageOption load_options[] = {
    { NULL, 0, STAGE_ARG_FILE, N_("FILE"), N_("the dump; - for standard input"), AT(file), .required = TRUE },
    { 0 },
};

typedef struct {
    guint n;
    char *first;
} Findings;

static gboolean
count_finding(const StageFinding *finding, void *data, GError **error)
{
    Findings *f = data;

    (void)error;
    if (f->n++ == 0)
        f->first = g_strdup_printf("%s: %s", finding->what, finding->why);
    return TRUE;
}

/* What was loaded must be what the dump's own journal says, before it is kept. */
static gboolean
verify_loaded(StageDb *db, GError **error)
{
    Findings findings = { 0 };
    gboolean done = stage_check_store(db, count_finding, &findings, error);
    g_autofree char *first = findings.first;

    return done && (findings.n == 0 ||
                    stage_fail(error, STAGE_ERROR_CORRUPT, _("the dump contradicts itself: %s"), first));
}

typedef struct {
    FILE *from;
    const char *name;
} Source;

static gboolean
load(StageContext *ctx, StageDb *db, void *data, GError **error)
{
    const Source *source = data;
    guint64 rows = 0;

    if (!stage_db_begin_load(db, error) || !stage_dump_read(db, source->from, source->name, &rows, error) ||
        !verify_loaded(db, error) || !stage_db_commit(db, error))
        return FALSE;
    stage_say(ctx, Q_("%u row", "%u rows", (guint)rows), (guint)rows);
    return TRUE;
}

static gboolean
load_into(StageContext *ctx, Source *source, GError **error)
{
    g_autoptr(StageDb) db = stage_open_store(ctx, STAGE_DB_WRITE, error);

    return db != NULL && load(ctx, db, source, error);
}

/* Into the store when it is there and empty, else into a new one. */
static gboolean
load_run(StageContext *ctx, const void *options, GError **error)
{
    const char *path = ((const Options *)options)->file;
    gboolean there = g_file_test(ctx->store_path, G_FILE_TEST_EXISTS), standard = g_str_equal(path, "-");
    g_autofree char *shown = stage_visible(path);
    FILE *from = standard ? stdin : fopen(path, "re");

    if (from == NULL)
        return stage_fail(error, STAGE_ERROR_NOT_FOUND, _("cannot read '%s': %s"), shown, g_strerror(errno));
    Source source = { from, shown };
    gboolean done = there ? load_into(ctx, &source, error) : stage_make_store(ctx, load, &source, error);
    if (!standard)
        fclose(from);
    return done;
}

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
static const StageCommand dump = {
    .name = "dump",
    .summary = N_("write everything as JSON lines"),
    .details = N_(
        "With the journal and its hashes; stage-db(1) says what the lines are. It holds what was said in "
        "confidence."),
    .needs = STAGE_READS,
    .options = dump_options,
    .options_size = sizeof(Options),
    .run = dump_run,
};
static const StageCommand load_command = {
    .name = "load",
    .summary = N_("put a dump into an empty store"),
    .details = N_("The store is made when it is not there. All of the dump goes in, or nothing."),
    .options = load_options,
    .options_size = sizeof(Options),
    .run = load_run,
};
static const StageCommand reindex = {
    .name = "reindex",
    .summary = N_("make the search index anew"),
    .needs = STAGE_MAINTAINS,
    .options = no_options,
    .run = reindex_run,
};

static const StageCommand *const verbs[] = {
    &check, &backup, &restore, &dump, &load_command, &reindex, NULL
};
const StageNoun stage_noun_db = { "db", N_("the store as a whole: check, backup, dump"), verbs, NULL };
