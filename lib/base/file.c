#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

#define NEW ".new-"

/* Also one that was killed and that its parent did not hear of yet. */
static gboolean
has_ended(pid_t pid)
{
    struct pollfd process = { .fd = pidfd_open(pid, 0), .events = POLLIN };
    gboolean ended = process.fd < 0 ? errno == ESRCH : poll(&process, 1, 0) == 1;

    if (process.fd >= 0)
        close(process.fd);
    return ended;
}

/* Whether `name` is that of a file that nobody will finish, or begins with it and names a companion or a
 * copy: NAME.new-PID, with a process that is not there, or that is us before we began. Of a process that we
 * cannot see, on another machine, it may be taken away wrongly; that one then says that it could not make its
 * file. */
static gboolean
is_left(const char *name, const char *base)
{
    gsize length = strlen(base);
    char *end = NULL;

    if (!g_str_has_prefix(name, base) || !g_str_has_prefix(name + length, NEW))
        return FALSE;
    const char *digits = name + length + strlen(NEW);
    gint64 pid = g_ascii_strtoll(digits, &end, 10);
    if (!g_ascii_isdigit(*digits) || pid <= 0 || pid > G_MAXINT32 ||
        (*end != '\0' && *end != '-' && *end != '.'))
        return FALSE;
    return pid == getpid() || has_ended((pid_t)pid);
}

void
stage_file_remove_folder(const char *path)
{
    g_autoptr(GDir) files = g_dir_open(path, 0, NULL);
    const char *name = NULL;

    while (files != NULL && (name = g_dir_read_name(files)) != NULL) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        unlink(file);
    }
    rmdir(path);
}

void
stage_file_sweep(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *base = g_path_get_basename(path);
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    const char *name = NULL;

    while (files != NULL && (name = g_dir_read_name(files)) != NULL) {
        g_autofree char *file = g_build_filename(folder, name, NULL);
        if (is_left(name, base) && unlink(file) != 0 && errno == EISDIR)
            stage_file_remove_folder(file);
    }
}

char *
stage_file_new_name_only(const char *path)
{
    return g_strdup_printf("%s" NEW "%d", path, (int)getpid());
}

char *
stage_file_new_name(const char *path)
{
    stage_file_sweep(path);
    return stage_file_new_name_only(path);
}

/* A copy of a file that is being made has it twice, or in the middle. */
char *
stage_file_shown(const char *path)
{
    g_autofree char *new = g_strdup_printf(NEW "%d", (int)getpid());
    g_autoptr(GString) known = g_string_new(path);

    g_string_replace(known, new, "", 0);
    return stage_visible(known->str);
}

static int
open_folder(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);

    return open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

int
stage_file_lock_folder(const char *path)
{
    int fd = open_folder(path);

    if (fd >= 0)
        flock(fd, LOCK_EX);
    return fd;
}

void
stage_file_flush_folder(const char *path)
{
    int fd = open_folder(path);

    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

static int
by_name(gconstpointer one, gconstpointer other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

GPtrArray *
stage_file_names(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name = NULL;

    if (dir == NULL)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    while ((name = g_dir_read_name(dir)) != NULL)
        g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, by_name);
    return names;
}

gboolean
stage_file_give_name(const char *made, const char *path, GError **error)
{
    g_autofree char *shown = stage_file_shown(path);
    gboolean named = renameat2(AT_FDCWD, made, AT_FDCWD, path, RENAME_NOREPLACE) == 0;

    if (!named && (errno == EINVAL || errno == ENOSYS) && access(path, F_OK) != 0)
        named = rename(made, path) == 0; /* a file system that knows no better */
    if (!named && errno == EEXIST)
        return stage_fail(error, STAGE_ERROR_EXISTS, _("'%s' is there already"), shown);
    if (!named)
        return stage_fail(error, STAGE_ERROR_IO, _("cannot make '%s': %s"), shown, g_strerror(errno));
    stage_file_flush_folder(path);
    return TRUE;
}
