#include "cmd/backup.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
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

/* A copy of ours is opened as any store is, an older one migrated, and checked from beginning to end. What is
 * wrong in the store itself is no reason to have no copy of it: only damage is. */
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

/* --- backup --- */

static gboolean
is_same_file(const char *path, const char *other)
{
    struct stat one, two;

    return lstat(path, &one) == 0 && lstat(other, &two) == 0 && one.st_dev == two.st_dev &&
           one.st_ino == two.st_ino;
}

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

static gboolean
move(const char *from, const char *to, GError **error)
{
    g_autofree char *shown = stage_file_shown(from);

    return rename(from, to) == 0 ||
           stage_fail(error, STAGE_ERROR_IO, _("cannot move '%s': %s"), shown, g_strerror(errno));
}

static char *
numbered(const char *path, guint i)
{
    return g_strdup_printf("%s.%u", path, i);
}

/* Makes path.1 free: it moves to path.2 and so on, up to the first place that is free, as one is when an
 * earlier backup was stopped halfway here. When none is, the last copy goes. */
static gboolean
make_room(const char *path, guint keep, GError **error)
{
    guint last = 1;

    for (; last < keep; last++) {
        g_autofree char *there = numbered(path, last);
        if (access(there, F_OK) != 0)
            break;
    }
    for (guint i = last; i > 1; i--) {
        g_autofree char *from = numbered(path, i - 1);
        g_autofree char *to = numbered(path, i);
        if (access(from, F_OK) == 0 && !move(from, to, error))
            return FALSE;
    }
    return TRUE;
}

/* The earlier copy is path.1 as well, until path is the new one: there is a copy there at every moment. */
static gboolean
keep_earlier(const char *path, guint keep, GError **error)
{
    g_autofree char *first = numbered(path, 1);

    if (access(path, F_OK) != 0 || is_same_file(path, first))
        return TRUE;
    if (!make_room(path, keep, error))
        return FALSE;
    return (unlink(first) == 0 || errno == ENOENT) && link(path, first) == 0
               ? TRUE
               : move(path, first, error); /* a file system without links */
}

/* Two backups that end at once take turns. */
static gboolean
put_in_place(const char *made, const char *path, guint keep, GError **error)
{
    if (keep == 0)
        return stage_db_give_name(made, path, error);
    int lock = stage_file_lock_folder(path);
    gboolean done = keep_earlier(path, keep, error);
    if (done)
        stage_db_remove_companions(path);
    done = done && move(made, path, error);
    if (done)
        stage_db_remove_companions(made);
    if (lock >= 0)
        close(lock);
    stage_file_flush_folder(path);
    return done;
}

static guint
busy_ms(const StageContext *ctx)
{
    return (guint)stage_settings_number(ctx->settings, "store.timeout") * 1000;
}

gboolean
stage_backup(StageContext *ctx, const char *path, guint keep, GError **error)
{
    g_autofree char *shown = stage_visible(path);

    if (keep == 0 && access(path, F_OK) == 0)
        return stage_fail(error, STAGE_ERROR_EXISTS, _("'%s' is there already; --keep keeps it as '%s.1'"),
                          shown, shown);
    if (!check_rotates(ctx, path, keep, error))
        return FALSE;
    g_autofree char *made = stage_file_new_name(path);
    if (!stage_db_copy(ctx->store_path, made, STAGE_DB_AS_FILE, busy_ms(ctx), error)) {
        g_prefix_error(error, _("the backup '%s': "), shown);
        return FALSE;
    }
    guint findings = 0;
    gboolean done = check_copy(ctx, made, &findings, error);
    if (!done)
        g_prefix_error(error, _("the copy is not good, so nothing was kept: "));
    done = done && put_in_place(made, path, keep, error);
    if (!done) {
        stage_db_remove(made);
        return FALSE;
    }
    stage_say(ctx, _("the backup '%s' is made and checked"), shown);
    say_findings(ctx, findings);
    return TRUE;
}

/* --- restore --- */

static gboolean
make_from(StageContext *ctx, const char *path, GError **error)
{
    g_autofree char *made = stage_file_new_name(ctx->store_path);
    gboolean done = stage_db_copy(path, made, STAGE_DB_AS_STORE, busy_ms(ctx), error) &&
                    stage_db_give_name(made, ctx->store_path, error);

    if (!done)
        stage_db_remove(made);
    return done;
}

/* What is there is kept, whole or, when it is damaged, as it is. */
static gboolean
replace(StageContext *ctx, const char *path, GError **error)
{
    g_autofree char *suffix = g_strdup_printf("before-restore-%s", ctx->today.text);
    g_autoptr(GError) failed = NULL;
    g_autofree char *kept = stage_db_overwrite(path, ctx->store_path, suffix, busy_ms(ctx), &failed);
    gboolean damaged = kept == NULL && g_error_matches(failed, STAGE_ERROR, STAGE_ERROR_CORRUPT);

    if (damaged)
        kept = stage_db_put_aside(ctx->store_path, suffix, error);
    else if (kept == NULL)
        g_propagate_error(error, g_steal_pointer(&failed));
    if (kept == NULL || (damaged && !make_from(ctx, path, error)))
        return FALSE;
    stage_say(ctx, _("the store as it was stands in '%s'"), kept);
    return TRUE;
}

gboolean
stage_restore(StageContext *ctx, const char *path, GError **error)
{
    if (!stage_db_is_file(ctx->store_path, error))
        return FALSE;
    gboolean there = access(ctx->store_path, F_OK) == 0;
    g_autofree char *shown = stage_visible(path);
    guint findings = 0;
    g_autofree char *beside = g_strconcat(ctx->store_path, STAGE_RESTORE, NULL);
    g_autofree char *made = stage_file_new_name(beside);
    gboolean done = stage_db_copy(path, made, STAGE_DB_AS_FILE, busy_ms(ctx), error) &&
                    check_copy(ctx, made, &findings, error);

    if (!done)
        g_prefix_error(error, _("'%s' is not restored: "), shown);
    done = done && (there ? replace(ctx, made, error) : make_from(ctx, made, error));
    stage_db_remove(made);
    if (!done)
        return FALSE;
    stage_say(ctx, _("'%s' is restored"), shown);
    say_findings(ctx, findings);
    return TRUE;
}
