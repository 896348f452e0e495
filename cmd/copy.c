/* A store copied to another place, from one engine to the other. */
#include "model/copy.h"

#include <sys/stat.h>

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/db.h"
#include "cmd/progress.h"
#include "cmd/run.h"
#include "report/check.h"

typedef struct {
    char *from, *to;
} Options;

#define AT(member) offsetof(Options, member)
static const StageOption copy_options[] = {
    { NULL, 0, STAGE_ARG_FILE, N_("FROM"), N_("the store: a file, or a postgresql:// URI"), AT(from),
      .required = TRUE },
    { NULL, 0, STAGE_ARG_FILE, N_("TO"), N_("a new or empty one, or a copy of FROM that was broken off"),
      AT(to), .required = TRUE },
    { 0 },
};

static gboolean
is_same_file(const char *one, const char *other)
{
    struct stat a, b;

    return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static void
show_step(guint rows, double part, void *data)
{
    stage_progress_step(data, rows, part);
}

/* Marked before it has its name, so that no other command finds it empty. */
static gboolean
begin_in(StageContext *ctx, StageDb *db, void *data, GError **error)
{
    StageCopy *copy = data;

    (void)ctx;
    copy->to = db;
    gboolean done = stage_copy_begin(copy, error);
    copy->to = NULL;
    return done;
}

/* Opens the other store, which is made when it is not there. */
static gboolean
begin(StageContext *to, StageCopy *copy, GError **error)
{
    gboolean there = stage_store_is_there(to);

    if (!there && !stage_make_store(to, begin_in, copy, error))
        return FALSE;
    copy->to = stage_open_store(to, STAGE_DB_COPY, error);
    if (copy->to == NULL || !stage_copy_begin(copy, error))
        return FALSE;
    if (copy->there > 0 && !to->globals->quiet)
        fprintf(stderr, _("the copy that was broken off goes on: %u of %u rows are there\n"),
                (guint)copy->there, (guint)copy->total);
    return TRUE;
}

/* What is finished must be what its own journal says; else so is what it is a copy of. */
static gboolean
verify(const StageCopy *copy, GError **error)
{
    g_autofree char *first = NULL;

    return stage_check_first(copy->to, &first, error) &&
           (first == NULL ||
            stage_fail(error, STAGE_ERROR_CORRUPT,
                       _("the copy is not sound, so it is not finished: %s; 'stage db check' "
                         "tells whether '%s' is"),
                       first, copy->from_name));
}

static gboolean
fill(StageContext *ctx, StageCopy *copy, GError **error)
{
    stage_progress_begin(copy->data, ctx->globals->quiet);
    gboolean done = stage_copy_rows(copy, error);
    stage_progress_end(copy->data);
    return done && stage_copy_finish(copy, error) && verify(copy, error) &&
           stage_db_commit(copy->to, error) && stage_db_settle(copy->to, error);
}

/* A failure that may be gone the next time. */
static void
say_how_to_go_on(const StageCopy *copy, GError **error)
{
    static const StageErrorCode passing[] = { STAGE_ERROR_BUSY, STAGE_ERROR_UNAVAILABLE, STAGE_ERROR_IO };

    for (gsize i = 0; i < G_N_ELEMENTS(passing); i++)
        if (g_error_matches(*error, STAGE_ERROR, (gint)passing[i])) {
            g_autoptr(GError) failed = g_steal_pointer(error);
            stage_fail(error, passing[i],
                       _("%s; %u of %u rows are there, and the same command goes on with it"),
                       failed->message, (guint)copy->kept, (guint)copy->total);
            return;
        }
}

static gboolean
copy_to(StageContext *to, StageCopy *copy, GError **error)
{
    g_autoptr(GError) failed = NULL;
    gboolean done = begin(to, copy, error);

    if (done && !fill(to, copy, &failed)) {
        say_how_to_go_on(copy, &failed);
        g_propagate_error(error, g_steal_pointer(&failed));
        done = FALSE;
    }
    g_clear_pointer(&copy->to, stage_db_close);
    return done;
}

static gboolean
copy_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    StageContext from = *ctx, to = *ctx;
    g_autofree char *from_name = stage_db_shown(o->from);
    g_autofree char *to_name = stage_db_shown(o->to);

    from.store_path = o->from;
    to.store_path = o->to;
    if (is_same_file(o->from, o->to))
        return stage_fail(error, STAGE_ERROR_EXISTS, _("'%s' is the store itself"), to_name);
    g_autoptr(StageDb) db = stage_open_store(&from, STAGE_DB_READ, error);
    if (db == NULL || !stage_db_sees_all(db, error) || !stage_db_begin_read(db, error))
        return FALSE;
    StageProgress progress = { 0 };
    StageCopy copy = { .from = db,
                       .from_name = from_name,
                       .to_name = to_name,
                       .today = ctx->today.text,
                       .step = show_step,
                       .data = &progress };
    gboolean done = copy_to(&to, &copy, error);
    if (done)
        stage_say(ctx,
                  Q_("%u row is in '%s', which is checked", "%u rows are in '%s', which is checked",
                     (guint)copy.total),
                  (guint)copy.total, to_name);
    stage_copy_clear(&copy);
    return done;
}

const StageCommand stage_db_copy_command = {
    .name = "copy",
    .summary = N_("copy a store to another place, from a file to a server or back"),
    .details = N_(
        "With the journal and its hashes. A copy that was broken off goes on where it was by the same "
        "command; until then\n"
        "nothing else opens it. FROM stays as it is, and may be in use."),
    .options = copy_options,
    .options_size = sizeof(Options),
    .run = copy_run,
};
