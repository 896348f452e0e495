#include "cmd/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "report/check.h"

/* --- is a copy good --- */

typedef struct {
    guint n;
    gboolean damaged;
} Findings;

static gboolean
count_finding(const StageFinding *finding, void *data, GError **error)
{
    Findings *f = data;

    (void)error;
    f->n++;
    f->damaged = f->damaged || finding->damage;
    return TRUE;
}

/* Opened as any store is, without changing it, and checked from beginning to end. What is wrong in the store
 * itself is no reason to have no copy of it: only damage is. */
static gboolean
check_copy(const StageContext *ctx, const char *path, guint *out_findings, GError **error)
{
    StageDbOptions options = { .path = path, .mode = STAGE_DB_PEEK, .today = ctx->today.text };
    g_autoptr(StageDb) db = stage_db_open(&options, error);
    Findings findings = { 0 };

    if (db == NULL || !stage_check_store(db, count_finding, &findings, error))
        return FALSE;
    *out_findings = findings.n;
    return !findings.damaged || stage_fail(error, STAGE_ERROR_CORRUPT, _("the store is damaged"));
}

static void
say_findings(StageContext *ctx, guint findings)
{
    ctx->answer_no = findings > 0;
    if (findings > 0)
        stage_say(ctx,
                  Q_("but it has %u finding: 'stage db check' tells more",
                     "but it has %u findings: 'stage db check' tells more", findings),
                  findings);
}

/* --- backup --- */

/* Moves path to path.1, path.1 to path.2, …; the one after the last that is kept goes. */
static gboolean
rotate(const char *path, guint keep, GError **error)
{
    for (guint i = keep; i > 0; i--) {
        g_autofree char *from = i == 1 ? g_strdup(path) : g_strdup_printf("%s.%u", path, i - 1);
        g_autofree char *to = g_strdup_printf("%s.%u", path, i);
        if (rename(from, to) != 0 && errno != ENOENT)
            return stage_fail(error, STAGE_ERROR_IO, _("cannot move '%s': %s"), from, g_strerror(errno));
    }
    return TRUE;
}

/* Never over a file that is there, also when one comes meanwhile. */
static gboolean
give_name(const char *made, const char *path, GError **error)
{
    g_autofree char *shown = stage_visible(path);
    gboolean named = renameat2(AT_FDCWD, made, AT_FDCWD, path, RENAME_NOREPLACE) == 0;

    if (!named && (errno == EINVAL || errno == ENOSYS) && access(path, F_OK) != 0)
        named = rename(made, path) == 0; /* a file system that knows no better */
    return named || stage_fail(error, errno == EEXIST ? STAGE_ERROR_EXISTS : STAGE_ERROR_IO,
                               _("cannot make '%s': %s"), shown, g_strerror(errno));
}

/* So that the new name is on the disk too. */
static void
flush_folder(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

gboolean
stage_backup(StageContext *ctx, const char *path, guint keep, GError **error)
{
    g_autofree char *shown = stage_visible(path);
    g_autofree char *made = g_strdup_printf("%s.new-%d", path, (int)getpid());

    if (keep == 0 && access(path, F_OK) == 0)
        return stage_fail(error, STAGE_ERROR_EXISTS, _("'%s' is there already; --keep keeps it as '%s.1'"),
                          shown, shown);
    if (!stage_db_copy(ctx->store_path, made, error)) {
        g_prefix_error(error, _("the backup '%s': "), shown);
        return FALSE;
    }
    guint findings = 0;
    gboolean done = check_copy(ctx, made, &findings, error);
    if (!done)
        g_prefix_error(error, _("the copy is not good, so nothing was kept: "));
    done = done && rotate(path, keep, error) && give_name(made, path, error);
    if (!done) {
        stage_db_remove(made);
        return FALSE;
    }
    flush_folder(path);
    stage_say(ctx, _("the backup '%s' is made and checked"), shown);
    say_findings(ctx, findings);
    return TRUE;
}

/* --- restore --- */

/* What is there is kept, whole or, when it is damaged, as it is; then there is no store any more. */
static gboolean
keep_store(StageContext *ctx, gboolean *there, GError **error)
{
    g_autofree char *suffix = g_strdup_printf("before-restore-%s", ctx->today.text);
    g_autoptr(GError) failed = NULL;
    g_autofree char *kept = stage_db_keep_copy(ctx->store_path, suffix, &failed);

    if (kept == NULL && g_error_matches(failed, STAGE_ERROR, STAGE_ERROR_CORRUPT)) {
        kept = stage_db_put_aside(ctx->store_path, suffix, error);
        *there = FALSE;
    } else if (kept == NULL) {
        g_propagate_error(error, g_steal_pointer(&failed));
    }
    if (kept != NULL)
        stage_say(ctx, _("the store as it was stands in '%s'"), kept);
    return kept != NULL;
}

gboolean
stage_restore(StageContext *ctx, const char *path, GError **error)
{
    guint busy_ms = (guint)stage_settings_number(ctx->settings, "store.timeout") * 1000;
    gboolean there = access(ctx->store_path, F_OK) == 0;
    g_autofree char *shown = stage_visible(path);

    guint findings = 0;

    if (!check_copy(ctx, path, &findings, error)) {
        g_prefix_error(error, _("'%s' is not restored: "), shown);
        return FALSE;
    }
    if ((there && !keep_store(ctx, &there, error)) ||
        (!there && !stage_db_copy(path, ctx->store_path, error)) ||
        !stage_db_overwrite(path, ctx->store_path, busy_ms, error)) /* also makes a new one what a store is */
        return FALSE;
    stage_say(ctx, _("'%s' is restored"), shown);
    say_findings(ctx, findings);
    return TRUE;
}
