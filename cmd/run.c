#include "cmd/run.h"

#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/backup.h"
#include "cmd/environment.h"
#include "cmd/typed.h"
#include "model/handeling.h"

static StageDb *
open_at(StageContext *ctx, const char *path, StageDbMode mode, GError **error)
{
    StageDbOptions options = { .path = path,
                               .mode = mode,
                               .busy_ms = (guint)stage_settings_number(ctx->settings, "store.timeout") * 1000,
                               .today = ctx->today.text };
    StageDb *db = stage_db_open(&options, error);

    if (options.migrated_copy != NULL)
        fprintf(stderr, _("the store was brought up to date; as it was it stands in '%s'\n"),
                options.migrated_copy);
    g_free(options.migrated_copy);
    return db;
}

StageDb *
stage_open_store(StageContext *ctx, StageDbMode mode, GError **error)
{
    return open_at(ctx, ctx->store_path, mode, error);
}

/* A store on a server is made in its place, in one transaction; what fills it is another one. */
static gboolean
make_on_server(StageContext *ctx, StageFill fill, void *data, GError **error)
{
    g_autoptr(StageDb) db = stage_open_store(ctx, STAGE_DB_CREATE, error);

    return db != NULL && (fill == NULL || fill(ctx, db, data, error));
}

gboolean
stage_store_is_there(const StageContext *ctx)
{
    StageDbOptions options = { .path = ctx->store_path, .mode = STAGE_DB_PEEK, .today = ctx->today.text };
    g_autoptr(GError) failed = NULL;

    if (!stage_db_is_server(ctx->store_path))
        return access(ctx->store_path, F_OK) == 0;
    g_autoptr(StageDb) db = stage_db_open(&options, &failed);
    return db != NULL || !g_error_matches(failed, STAGE_ERROR, STAGE_ERROR_NOT_FOUND);
}

gboolean
stage_make_store(StageContext *ctx, StageFill fill, void *data, GError **error)
{
    g_autofree char *shown = stage_visible(ctx->store_path);

    if (stage_db_is_server(ctx->store_path))
        return make_on_server(ctx, fill, data, error);
    if (access(ctx->store_path, F_OK) == 0)
        return stage_fail(error, STAGE_ERROR_EXISTS, _("'%s' is there already"), shown);
    g_autofree char *made = stage_file_new_name(ctx->store_path);
    StageDb *db = open_at(ctx, made, STAGE_DB_CREATE, error);
    gboolean done = db != NULL && (fill == NULL || fill(ctx, db, data, error)) && stage_db_settle(db, error);
    stage_db_close(db);
    done = done && stage_db_give_name(made, ctx->store_path, error);
    if (!done)
        stage_db_remove(made);
    return done;
}

static gboolean
open_store(StageContext *ctx, GError **error)
{
    gboolean writes = ctx->command->needs >= STAGE_MAINTAINS;

    if (ctx->command->needs == STAGE_NEEDS_NOTHING)
        return TRUE;
    if (writes && !stage_db_is_server(ctx->store_path)) {
        g_autofree char *restore = g_strconcat(ctx->store_path, STAGE_RESTORE, NULL);
        stage_file_sweep(restore);
    }
    ctx->db = stage_open_store(ctx, writes ? STAGE_DB_WRITE : STAGE_DB_READ, error);
    if (ctx->db == NULL || !writes || stage_db_is_writable(ctx->db))
        return ctx->db != NULL;
    /* Said before anything is typed. */
    return stage_fail(error, STAGE_ERROR_DENIED, "%s",
                      stage_db_is_server(ctx->store_path)
                          ? _("the store is read-only: your role only reads, or the server is a copy")
                          : _("the store is read-only"));
}

const char *
stage_user(const StageContext *ctx)
{
    const char *login = stage_db_login(ctx->db);

    return login == NULL ? g_get_user_name() : login;
}

static gboolean
begin_action(StageContext *ctx, GError **error)
{
    g_autofree char *now = stage_find_now(ctx->today);
    g_autofree char *command = stage_command_path(ctx->noun, ctx->command);
    const StageActor actor = { .instant = now,
                               .who = stage_user(ctx),
                               .command = command + strlen("stage ") };

    return stage_handeling_begin(ctx->db, &actor, &ctx->action, error);
}

static gboolean
act_once(StageContext *ctx, StageAction action, const void *data, GError **error)
{
    gboolean changed = FALSE;
    gboolean done = stage_db_begin(ctx->db, error) && begin_action(ctx, error) && action(ctx, data, error) &&
                    (ctx->discard || stage_handeling_end(ctx->db, ctx->action, &changed, error));

    if (done && changed)
        return stage_db_commit(ctx->db, error);
    stage_db_rollback(ctx->db);
    if (done && !ctx->discard && ctx->command->needs == STAGE_WRITES)
        stage_say(ctx, "%s", _("note: all of it was so already: there is no action, and nothing to undo"));
    return done;
}

/* What it printed goes away with what it did. */
static void
forget(StageContext *ctx, gsize said)
{
    g_string_truncate(ctx->said, said);
    if (ctx->out != stdout)
        rewind(ctx->out);
}

gboolean
stage_run_action(StageContext *ctx, StageAction action, const void *data, GError **error)
{
    enum { TIMES = 5 };
    gsize said = ctx->said->len;

    for (guint time = 1;; time++) {
        g_autoptr(GError) failed = NULL;
        if (act_once(ctx, action, data, &failed))
            return TRUE;
        if (!ctx->command->again || time == TIMES || !stage_db_can_again(ctx->db)) {
            g_propagate_error(error, g_steal_pointer(&failed));
            return FALSE;
        }
        forget(ctx, said);
    }
}

/* A command that writes is one transaction and one action: all of it or nothing. */
static gboolean
run_in_transaction(StageContext *ctx, void *values, GError **error)
{
    if (ctx->command->needs < STAGE_MAINTAINS || ctx->command->needs == STAGE_STEPS ||
        ctx->discard) /* .ask may have found that nothing is written */
        return ctx->command->run(ctx, values, error);
    if (ctx->command->needs == STAGE_MAINTAINS)
        return stage_db_begin(ctx->db, error) && ctx->command->run(ctx, values, error) &&
               stage_db_commit(ctx->db, error);
    return stage_run_action(ctx, ctx->command->run, values, error);
}

/* Nothing that was typed is lost: it is gone from the draft only when it is in the store. */
static void
settle_draft(StageContext *ctx, gboolean done)
{
    if (done && ctx->draft != NULL)
        unlink(ctx->draft);
    else if (ctx->draft != NULL && access(ctx->draft, F_OK) == 0)
        fprintf(stderr, _("what you typed is kept in '%s'\n"), ctx->draft);
    else if (!done && ctx->no_draft != NULL)
        fprintf(stderr, _("what you typed could not be kept: %s\n"), ctx->no_draft);
    g_clear_pointer(&ctx->draft, g_free);
    g_clear_pointer(&ctx->no_draft, g_free);
}

/* What a command that writes prints is held until the store has it. */
gboolean
stage_run(StageContext *ctx, const StageParsed *parsed, void *values, GError **error)
{
    char *held = NULL;
    size_t length = 0;

    ctx->out = ctx->command->needs == STAGE_WRITES ? open_memstream(&held, &length) : stdout;
    gboolean piped = ctx->command->reads_input != NULL && !isatty(STDIN_FILENO) &&
                     ctx->command->reads_input(ctx->command, values, stage_parsed_any(parsed));
    gboolean done = (!piped || stage_typed_take_input(ctx, error)) && open_store(ctx, error) &&
                    (ctx->db == NULL || stage_parse_resolve(parsed, ctx->db, values, error)) &&
                    (ctx->command->ask == NULL || ctx->command->ask(ctx, values, error)) &&
                    run_in_transaction(ctx, values, error);
    settle_draft(ctx, done);
    if (done && ctx->command->after != NULL)
        ctx->command->after(ctx);
    g_clear_pointer(&ctx->input, g_free);
    if (ctx->held != NULL)
        ctx->free_held(ctx->held);
    g_clear_pointer(&ctx->db, stage_db_close);
    if (ctx->out != stdout) {
        fclose(ctx->out);
        if (done && length > 0)
            fwrite(held, 1, length, stdout);
        free(held);
    }
    return done;
}
