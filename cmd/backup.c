#include "cmd/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
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

/* Opened as any store is, an older one migrated, and checked from beginning to end. What is wrong in the
 * store itself is no reason to have no copy of it: only damage is. */
static gboolean
check_copy(const StageContext *ctx, const char *made, guint *out_findings, GError **error)
{
    StageDbOptions options = { .path = made, .mode = STAGE_DB_READ, .today = ctx->today.text };
    g_autoptr(StageDb) db = stage_db_open(&options, error);
    Findings findings = { 0 };

    if (options.migrated_copy != NULL) /* of what is a copy already */
        stage_db_remove(options.migrated_copy);
    g_free(options.migrated_copy);
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

/* --- a copy in the making --- */

#define MAKING ".new-"

/* What a process that was killed left of a copy beside `path`. */
static void
sweep(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *file = g_path_get_basename(path);
    g_autofree char *prefix = g_strconcat(file, MAKING, NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name = NULL;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        gint64 pid = 0;
        if (!g_str_has_prefix(name, prefix) ||
            !g_ascii_string_to_signed(name + strlen(prefix), 10, 1, G_MAXINT, &pid, NULL) ||
            kill((pid_t)pid, 0) == 0 || errno != ESRCH)
            continue;
        g_autofree char *left = g_build_filename(folder, name, NULL);
        stage_db_remove(left);
    }
}

/* A checked copy of the store at `from`, under a passing name beside `path`; NULL when it is not good. The
 * caller frees the name. */
static char *
make_copy(const StageContext *ctx, const char *from, const char *path, guint *out_findings, GError **error)
{
    g_autofree char *made = g_strdup_printf("%s" MAKING "%d", path, (int)getpid());

    sweep(path);
    if (stage_db_copy(from, made, error) && check_copy(ctx, made, out_findings, error))
        return g_steal_pointer(&made);
    stage_db_remove(made);
    return NULL;
}

/* --- backup --- */

/* What is moved on must be a copy of a store, and not the store itself. */
static gboolean
check_rotates(const StageContext *ctx, const char *path, guint keep, GError **error)
{
    struct stat store, file;

    if (stat(ctx->store_path, &store) != 0)
        return TRUE; /* the copy will tell */
    for (guint i = 0; i <= keep; i++) {
        g_autofree char *name = i == 0 ? g_strdup(path) : g_strdup_printf("%s.%u", path, i);
        g_autofree char *shown = stage_visible(name);
        if (stat(name, &file) != 0)
            continue;
        if (file.st_dev == store.st_dev && file.st_ino == store.st_ino)
            return stage_fail(error, STAGE_ERROR_EXISTS, _("'%s' is the store itself"), shown);
        if (!stage_db_is_store(name))
            return stage_fail(error, STAGE_ERROR_EXISTS,
                              _("'%s' is there already, and is no copy of a store"), shown);
    }
    return TRUE;
}

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
    guint findings = 0;

    if (keep == 0 && access(path, F_OK) == 0)
        return stage_fail(error, STAGE_ERROR_EXISTS, _("'%s' is there already; --keep keeps it as '%s.1'"),
                          shown, shown);
    if (!check_rotates(ctx, path, keep, error))
        return FALSE;
    g_autofree char *made = make_copy(ctx, ctx->store_path, path, &findings, error);
    if (made == NULL) {
        g_prefix_error(error, _("the backup '%s': "), shown);
        return FALSE;
    }
    if (!rotate(path, keep, error) || !give_name(made, path, error)) {
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
    g_autofree char *made = make_copy(ctx, path, ctx->store_path, &findings, error);

    if (made == NULL) {
        g_prefix_error(error, _("'%s' is not restored: "), shown);
        return FALSE;
    }
    gboolean done = (!there || keep_store(ctx, &there, error)) &&
                    (there || stage_db_copy(made, ctx->store_path, error)) &&
                    stage_db_overwrite(made, ctx->store_path, busy_ms,
                                       error); /* also makes a new one what a store is */
    stage_db_remove(made);
    if (!done)
        return FALSE;
    stage_say(ctx, _("'%s' is restored"), shown);
    say_findings(ctx, findings);
    return TRUE;
}
