/* Whole copies of a store: before a migration, as a backup, and back. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "db/sqlite_driver.h"

/* All pages in one step, which is one snapshot: who writes meanwhile is not kept waiting. */
static gboolean
copy_pages(sqlite3 *source, sqlite3 *target, GError **error)
{
    sqlite3_backup *backup = sqlite3_backup_init(target, "main", source, "main");

    if (backup == NULL)
        return stage_sqlite_fail(target, error);
    int rc = sqlite3_backup_step(backup, -1);
    int ended = sqlite3_backup_finish(backup);
    if (rc == SQLITE_DONE && ended == SQLITE_OK)
        return TRUE;
    if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
        return stage_fail(error, STAGE_ERROR_BUSY, _("the store is in use by another process: try again"));
    return stage_sqlite_fail(target, error);
}

/* Whether SQLite's own check finds nothing; its answer is a row, not a result code. */
static gboolean
check_whole(sqlite3 *handle, GError **error)
{
    sqlite3_stmt *stmt = NULL;
    gboolean answered = sqlite3_prepare_v2(handle, "PRAGMA integrity_check(1)", -1, &stmt, NULL) ==
                            SQLITE_OK &&
                        sqlite3_step(stmt) == SQLITE_ROW;
    gboolean whole = answered && g_strcmp0((const char *)sqlite3_column_text(stmt, 0), "ok") == 0;

    if (!answered)
        stage_sqlite_fail(handle, error);
    else if (!whole && !stage_sqlite_disk_failed(handle, error))
        stage_fail(error, STAGE_ERROR_CORRUPT, _("the store is damaged"));
    sqlite3_finalize(stmt);
    return whole;
}

static gboolean
open_file(const char *path, int flags, guint busy_ms, sqlite3 **out, GError **error)
{
    if (sqlite3_open_v2(path, out, flags, NULL) != SQLITE_OK)
        return stage_sqlite_fail(*out, error);
    sqlite3_busy_timeout(*out, (int)busy_ms);
    return TRUE;
}

/* A copy is one file, without companions; a store has a write-ahead log. */
static gboolean
set_kind(sqlite3 *target, StageDbCopy kind, GError **error)
{
    const char *sql = kind == STAGE_DB_AS_FILE ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL";

    return sqlite3_exec(target, sql, NULL, NULL, NULL) == SQLITE_OK || stage_sqlite_fail(target, error);
}

static gboolean
flush(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    gboolean done = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return done || stage_fail(error, STAGE_ERROR_IO, _("the copy cannot be written: is the disk full?"));
}

/* By a connection of its own, since one that holds the lock cannot be copied from. */
static gboolean
copy_into(const char *from, const char *to, StageDbCopy kind, guint busy_ms, GError **error)
{
    sqlite3 *source = NULL, *target = NULL;
    gboolean done = open_file(from, SQLITE_OPEN_READWRITE, busy_ms, &source, error) &&
                    open_file(to, SQLITE_OPEN_READWRITE, 0, &target, error) &&
                    copy_pages(source, target, error) && set_kind(target, kind, error) &&
                    check_whole(target, error);

    sqlite3_close(target);
    sqlite3_close(source);
    return done && flush(to, error);
}

gboolean
stage_sqlite_copy(const char *from, const char *to, StageDbCopy kind, guint busy_ms, GError **error)
{
    if (!stage_sqlite_make_file(to, error))
        return FALSE;
    if (copy_into(from, to, kind, busy_ms, error))
        return TRUE;
    stage_sqlite_discard(to);
    return FALSE;
}

gboolean
stage_sqlite_is_store(const char *path)
{
    static const char magic[] = "SQLite format 3"; /* and its zero: the first 16 bytes of the file format */
    char begin[sizeof magic] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    gboolean is = fd >= 0 && read(fd, begin, sizeof begin) == (gssize)sizeof begin &&
                  memcmp(begin, magic, sizeof magic) == 0;

    if (fd >= 0)
        close(fd);
    return is;
}

/* A log that is left of a store that was removed would be taken for one of this store, and its changes would
 * go into it. Nobody makes a store of that name meanwhile. */
gboolean
stage_sqlite_give_name(const char *made, const char *path, GError **error)
{
    int lock = stage_file_lock_folder(path);

    if (access(path, F_OK) != 0)
        stage_sqlite_discard_companions(path);
    gboolean named = stage_file_give_name(made, path, error);
    if (named) /* what could not be removed when it was closed is of no use any more */
        stage_sqlite_discard_companions(made);
    if (lock >= 0)
        close(lock);
    return named;
}

/* The first free name; never over a copy that is there. */
static char *
name_copy(const char *made, const char *path, const char *suffix, GError **error)
{
    for (guint i = 0; i < 1000; i++) {
        g_autofree char *number = i == 0 ? g_strdup("") : g_strdup_printf("-%u", i + 1);
        g_autofree char *to = g_strconcat(path, ".", suffix, number, NULL);
        g_autoptr(GError) failed = NULL;

        if (stage_sqlite_give_name(made, to, &failed))
            return g_steal_pointer(&to);
        if (g_error_matches(failed, STAGE_ERROR, STAGE_ERROR_EXISTS))
            continue;
        g_propagate_error(error, g_steal_pointer(&failed));
        return NULL;
    }
    g_autofree char *shown = stage_visible(path);
    return stage_fail_null(error, STAGE_ERROR_IO, _("there are too many copies beside '%s'"), shown);
}

char *
stage_sqlite_keep_copy(const char *path, const char *suffix, guint busy_ms, GError **error)
{
    g_autofree char *made = stage_file_new_name(path);
    char *named = stage_sqlite_copy(path, made, STAGE_DB_AS_FILE, busy_ms, error)
                      ? name_copy(made, path, suffix, error)
                      : NULL;

    if (named == NULL) {
        g_prefix_error(error, "%s", _("cannot copy the store first: "));
        stage_sqlite_discard(made);
    }
    return named;
}

/* The companions first: without its name the file itself is nobody's store. */
char *
stage_sqlite_put_aside(const char *path, const char *suffix, GError **error)
{
    static const char *const companions[] = { "-wal", "-shm", "" };
    g_autofree char *to = NULL;
    guint number = 1;

    do {
        g_free(to);
        to = number == 1 ? g_strconcat(path, ".", suffix, NULL)
                         : g_strdup_printf("%s.%s-%u", path, suffix, number);
    } while (access(to, F_OK) == 0 && number++ < 1000);
    for (gsize i = 0; i < G_N_ELEMENTS(companions); i++) {
        g_autofree char *from = g_strconcat(path, companions[i], NULL);
        g_autofree char *name = g_strconcat(to, companions[i], NULL);
        if (rename(from, name) != 0 && errno != ENOENT)
            return stage_fail_null(error, STAGE_ERROR_IO, _("cannot move '%s': %s"), from, g_strerror(errno));
    }
    return g_steal_pointer(&to);
}

/* The lock is taken first: nobody writes between what is kept and what replaces it. */
static char *
replace(sqlite3_backup *backup, sqlite3 *target, const char *store, const char *suffix, guint busy_ms,
        GError **error)
{
    int rc = sqlite3_backup_step(backup, 0);
    g_autofree char *kept = rc == SQLITE_OK ? stage_sqlite_keep_copy(store, suffix, busy_ms, error) : NULL;

    if (kept != NULL)
        rc = sqlite3_backup_step(backup, -1);
    int ended = sqlite3_backup_finish(backup);
    if (rc == SQLITE_DONE && ended == SQLITE_OK)
        return g_steal_pointer(&kept);
    if (kept != NULL)
        unlink(kept); /* nothing was replaced, so there is nothing to keep */
    if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
        stage_fail(error, STAGE_ERROR_BUSY, _("the store is in use by another process: try again"));
    else if (rc != SQLITE_OK) /* of the copy that is kept when it is, and told */
        stage_sqlite_fail(target, error);
    return NULL;
}

/* The pages go in as one transaction of the store's own, so that a crash leaves the old store or the new.
 * With a write-ahead log, what is there can be read, and copied, while that one is open. */
char *
stage_sqlite_overwrite(const char *from, const char *store, const char *suffix, guint busy_ms, GError **error)
{
    sqlite3 *source = NULL, *target = NULL;
    gboolean ready = open_file(from, SQLITE_OPEN_READONLY, busy_ms, &source, error) &&
                     open_file(store, SQLITE_OPEN_READWRITE, busy_ms, &target, error) &&
                     set_kind(target, STAGE_DB_AS_STORE, error);
    sqlite3_backup *backup = ready ? sqlite3_backup_init(target, "main", source, "main") : NULL;
    char *kept = backup != NULL ? replace(backup, target, store, suffix, busy_ms, error) : NULL;

    if (ready && backup == NULL)
        stage_sqlite_fail(target, error);
    sqlite3_close(target);
    sqlite3_close(source);
    return kept;
}
