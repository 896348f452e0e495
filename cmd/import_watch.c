#include "cmd/import_watch.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"

enum { DONE = 0, REJECTED = 1, BUSY = 75 }; /* statuses of the child: style.md's table */

/* What is still being put there has another name until it is whole. */
static gboolean
is_ready(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    struct stat st;

    return name[0] != '.' && !g_str_has_suffix(name, ".part") && !g_str_has_suffix(name, ".tmp") &&
           !g_str_has_suffix(name, "~") && lstat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* Where the bad rows of a file are written while it is imported: no name that is taken for an export. */
static char *
rejects_of(const char *path)
{
    return g_strconcat(path, ".bad~", NULL);
}

/* This process's own arguments, with the file in the place of the folder and without --watch-once. */
static char **
arguments_for(const char *folder, const char *path, GError **error)
{
    g_autofree char *line = NULL;
    gsize length = 0;
    g_autoptr(GPtrArray) argv = g_ptr_array_new_with_free_func(g_free);
    guint at = 0;

    if (!g_file_get_contents("/proc/self/cmdline", &line, &length, NULL)) {
        stage_fail(error, STAGE_ERROR_UNAVAILABLE, _("cannot read this process's own arguments"));
        return NULL;
    }
    for (const char *arg = line; arg < line + length; arg += strlen(arg) + 1) {
        if (strcmp(arg, "--watch-once") == 0)
            continue;
        if (strcmp(arg, folder) == 0)
            at = argv->len;
        g_ptr_array_add(argv, g_strdup(arg));
    }
    g_assert(at > 0);
    g_free(argv->pdata[at]);
    argv->pdata[at] = g_strdup(path);
    g_free(argv->pdata[0]);
    argv->pdata[0] = g_strdup("/proc/self/exe");
    g_ptr_array_add(argv, g_strdup("--rejects"));
    g_ptr_array_add(argv, rejects_of(path));
    g_ptr_array_add(argv, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&argv), FALSE);
}

static gboolean
run_one(const char *folder, const char *path, char **out_said, int *out_status, GError **error)
{
    g_auto(GStrv) argv = arguments_for(folder, path, error);
    g_autofree char *out = NULL, *err = NULL;
    g_autoptr(GError) failed = NULL;
    int status = 0;

    if (argv == NULL)
        return FALSE;
    if (!g_spawn_sync(NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &status, &failed))
        return stage_fail(error, STAGE_ERROR_UNAVAILABLE, "%s", failed->message);
    *out_said = g_strconcat(err, out, NULL);
    *out_status = WIFEXITED(status) ? WEXITSTATUS(status) : 70;
    return TRUE;
}

/* A free name in `folder`: "export.csv", "export.csv.2", … */
static char *
free_name(const char *folder, const char *name)
{
    for (guint i = 1;; i++) {
        g_autofree char *number = i == 1 ? g_strdup("") : g_strdup_printf(".%u", i);
        g_autofree char *file = g_strconcat(name, number, NULL);
        char *path = g_build_filename(folder, file, NULL);
        if (access(path, F_OK) != 0)
            return path;
        g_free(path);
    }
}

static gboolean
write_report(const char *path, const char *said, GError **error)
{
    g_autofree char *report = g_strconcat(path, ".txt", NULL);
    int fd = open(report, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    gboolean written = fd >= 0 && write(fd, said, strlen(said)) == (gssize)strlen(said);

    if (fd < 0 || close(fd) != 0 || !written)
        return stage_fail(error, STAGE_ERROR_IO, _("cannot write '%s': %s"), report, g_strerror(errno));
    return TRUE;
}

/* The bad rows, when there are any, beside the report. */
static gboolean
move_rejects(const char *from, const char *target, GError **error)
{
    g_autofree char *rejects = rejects_of(from);
    g_autofree char *to = g_strconcat(target, ".bad.csv", NULL);

    return rename(rejects, to) == 0 || errno == ENOENT ||
           stage_fail(error, STAGE_ERROR_IO, _("cannot move '%s': %s"), rejects, g_strerror(errno));
}

/* The report is there before the file is: who finds the file finds why. */
static gboolean
put_away(StageContext *ctx, const char *folder, const char *name, const char *to, const char *said,
         GError **error)
{
    g_autofree char *from = g_build_filename(folder, name, NULL);
    g_autofree char *target_folder = g_build_filename(folder, to, NULL);
    g_autofree char *shown = stage_visible(name);

    if (g_mkdir_with_parents(target_folder, 0700) != 0)
        return stage_fail(error, STAGE_ERROR_IO, _("cannot make '%s': %s"), target_folder, g_strerror(errno));
    g_autofree char *target = free_name(target_folder, name);
    if (!write_report(target, said, error) || !move_rejects(from, target, error))
        return FALSE;
    if (rename(from, target) != 0)
        return stage_fail(error, STAGE_ERROR_IO, _("cannot move '%s': %s"), shown, g_strerror(errno));
    stage_say(ctx, "%s: %s", shown, to);
    return TRUE;
}

static gboolean
watch(StageContext *ctx, const char *folder, guint *failed, GError **error)
{
    g_autofree char *shown = stage_visible(folder);
    g_autoptr(GPtrArray) names = stage_file_names(folder);

    if (names == NULL)
        return stage_fail(error, STAGE_ERROR_IO, _("cannot read the folder '%s'"), shown);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (!is_ready(folder, name))
            continue;
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *said = NULL;
        int status = 0;
        if (!run_one(folder, path, &said, &status, error))
            return FALSE;
        if (status == BUSY)
            return stage_fail(error, STAGE_ERROR_BUSY,
                              _("the store is in use by another process: try again"));
        gboolean done = status == DONE || status == REJECTED;
        *failed += done ? 0 : 1;
        if (!put_away(ctx, folder, name, done ? "done" : "failed", said, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
stage_import_watch(StageContext *ctx, const char *folder, guint *out_failed, GError **error)
{
    g_autofree char *shown = stage_visible(folder);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no folder that can be read: %s"), shown,
                          g_strerror(errno));
    gboolean done = flock(fd, LOCK_EX | LOCK_NB) == 0
                        ? watch(ctx, folder, out_failed, error)
                        : stage_fail(error, STAGE_ERROR_BUSY, _("another process is at '%s'"), shown);
    close(fd);
    return done;
}
