/* Everything in the store as JSON lines, and back. */
#include "model/dump.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/db.h"
#include "cmd/run.h"
#include "report/check.h"

typedef struct {
    char *file;
} Options;

#define AT(member) offsetof(Options, member)

/* --- dump --- */

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

/* What was loaded must be what the dump's own journal says, before it is kept. */
static gboolean
verify_loaded(StageDb *db, GError **error)
{
    g_autofree char *first = NULL;

    return stage_check_first(db, &first, error) &&
           (first == NULL ||
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
    gboolean there = stage_store_is_there(ctx), standard = g_str_equal(path, "-");
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

const StageCommand stage_db_dump = {
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

const StageCommand stage_db_load = {
    .name = "load",
    .summary = N_("put a dump into an empty store"),
    .details = N_("The store is made when it is not there. All of the dump goes in, or nothing."),
    .options = load_options,
    .options_size = sizeof(Options),
    .run = load_run,
};
