#include "mail/maildir.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"

/* A name is the SHA-256 of the key and this; a reader puts its marks behind it. */
#define SUFFIX ".stage"
enum { NAME_LENGTH = 64 + (int)sizeof SUFFIX - 1 };

struct StageMaildir {
    char *tmp, *new;
    GHashTable *known;  /* the names that are there, in new or in cur, or wait */
    GPtrArray *waiting; /* the names of what is in tmp until it is flushed; NULL: nothing waits */
};

static char *
name_of(const char *key)
{
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, key, -1);

    return g_strconcat(hash, SUFFIX, NULL);
}

/* The name of a file of ours without what a reader put behind it, else NULL; the caller frees it. */
static char *
known_name(const char *file)
{
    if (strlen(file) < NAME_LENGTH || !g_str_has_prefix(file + 64, SUFFIX))
        return NULL;
    return g_strndup(file, NAME_LENGTH);
}

static gboolean
look(StageMaildir *m, const char *folder, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(GDir) files = g_dir_open(folder, 0, &cause);

    if (files == NULL) {
        g_autofree char *shown = stage_visible(cause->message);
        return stage_fail(error, STAGE_ERROR_CONFIG, _("cannot read the mail folder: %s"), shown);
    }
    for (const char *file; (file = g_dir_read_name(files)) != NULL;) {
        char *name = known_name(file);
        if (name != NULL)
            g_hash_table_add(m->known, name);
    }
    return TRUE;
}

/* Makes a folder when it is not there; it must be one that files can be put in. */
static gboolean
make(const char *folder, GError **error)
{
    if (g_mkdir_with_parents(folder, 0700) == 0 && access(folder, W_OK | X_OK) == 0)
        return TRUE;
    int cause = errno;
    g_autofree char *shown = stage_visible(folder);
    return stage_fail(error, STAGE_ERROR_CONFIG, _("cannot put mail in '%s': %s"), shown, g_strerror(cause));
}

/* What a process that was killed left in tmp. */
static void
sweep(const StageMaildir *m)
{
    g_autoptr(GDir) files = g_dir_open(m->tmp, 0, NULL);

    for (const char *file; files != NULL && (file = g_dir_read_name(files)) != NULL;) {
        g_autofree char *name = known_name(file);
        g_autofree char *base = name == NULL ? NULL : g_build_filename(m->tmp, name, NULL);
        if (base != NULL)
            stage_file_sweep(base);
    }
}

StageMaildir *
stage_maildir_open(const char *path, gboolean together, GError **error)
{
    g_autoptr(StageMaildir) m = g_new0(StageMaildir, 1);
    g_autofree char *cur = g_build_filename(path, "cur", NULL);

    m->tmp = g_build_filename(path, "tmp", NULL);
    m->new = g_build_filename(path, "new", NULL);
    m->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    m->waiting = together ? g_ptr_array_new_with_free_func(g_free) : NULL;
    /* A reader moves files from new to cur: read in this order none is missed. */
    if (!make(m->tmp, error) || !make(m->new, error) || !make(cur, error) || !look(m, m->new, error) ||
        !look(m, cur, error))
        return NULL;
    sweep(m);
    return g_steal_pointer(&m);
}

/* The name of a message while it is in tmp; the caller frees it. */
static char *
made_of(const StageMaildir *m, const char *name)
{
    g_autofree char *base = g_build_filename(m->tmp, name, NULL);

    return stage_file_new_name_only(base);
}

static void
drop_waiting(StageMaildir *m)
{
    for (guint i = 0; m->waiting != NULL && i < m->waiting->len; i++) {
        const char *name = g_ptr_array_index(m->waiting, i);
        g_autofree char *made = made_of(m, name);
        unlink(made);
        g_hash_table_remove(m->known, name);
    }
    if (m->waiting != NULL)
        g_ptr_array_set_size(m->waiting, 0);
}

void
stage_maildir_free(StageMaildir *m)
{
    if (m == NULL)
        return;
    drop_waiting(m);
    g_clear_pointer(&m->waiting, g_ptr_array_unref);
    g_clear_pointer(&m->known, g_hash_table_unref);
    g_free(m->tmp);
    g_free(m->new);
    g_free(m);
}

/* All of it; errno says why not. */
static gboolean
write_all(int fd, GBytes *message)
{
    gsize left = 0;
    const char *bytes = g_bytes_get_data(message, &left);

    while (left > 0) {
        ssize_t n = write(fd, bytes, left);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return FALSE;
        bytes += n;
        left -= (gsize)n;
    }
    return TRUE;
}

static gboolean
write_new(const char *path, GBytes *message, gboolean flush)
{
    int fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (fd < 0)
        return FALSE;
    gboolean written = write_all(fd, message) && (!flush || fsync(fd) == 0);
    int cause = errno;
    gboolean closed = close(fd) == 0;
    if (!written)
        errno = cause;
    return written && closed;
}

/* Calls `flush` on a folder. */
static gboolean
flush_folder(const char *folder, int (*flush)(int))
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    gboolean done = fd >= 0 && flush(fd) == 0;
    int cause = errno;

    if (fd >= 0)
        close(fd);
    errno = cause;
    return done;
}

/* From tmp to new; that somebody else put the same message there meanwhile is as good. */
static gboolean
move(const StageMaildir *m, const char *name)
{
    g_autofree char *made = made_of(m, name), *path = g_build_filename(m->new, name, NULL);

    if (renameat2(AT_FDCWD, made, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return TRUE;
    /* The way of a file system that cannot do that. */
    gboolean linked = (errno == EINVAL || errno == ENOSYS) && link(made, path) == 0;
    int cause = errno;
    unlink(made);
    errno = cause;
    return linked || cause == EEXIST;
}

static gboolean
fail(const StageMaildir *m, GError **error)
{
    int cause = errno;
    g_autofree char *folder = g_path_get_dirname(m->new), *shown = stage_visible(folder);

    return stage_fail(error, STAGE_ERROR_IO, _("cannot put mail in '%s': %s"), shown, g_strerror(cause));
}

/* A message by itself is flushed, and the folder behind it: what is told to be delivered stays so when the
 * power fails. That waits for the disk twice; tests/bench/post.c tells how long. */
gboolean
stage_maildir_put(StageMaildir *m, const char *key, GBytes *message, GError **error)
{
    g_autofree char *name = name_of(key), *made = made_of(m, name);
    gboolean together = m->waiting != NULL;

    if (g_hash_table_contains(m->known, name))
        return TRUE;
    gboolean written = write_new(made, message, !together);
    gboolean done = written && (together || (move(m, name) && flush_folder(m->new, fsync)));
    if (!done) {
        fail(m, error);
        unlink(made);
        return FALSE;
    }
    if (together)
        g_ptr_array_add(m->waiting, g_strdup(name));
    g_hash_table_add(m->known, g_steal_pointer(&name));
    return TRUE;
}

/* No name is in new before what it names is on the disk, so after a crash there is no half a message. */
gboolean
stage_maildir_flush(StageMaildir *m, GError **error)
{
    if (m->waiting == NULL || m->waiting->len == 0)
        return TRUE;
    gboolean done = flush_folder(m->tmp, syncfs);
    for (guint i = 0; done && i < m->waiting->len; i++)
        done = move(m, g_ptr_array_index(m->waiting, i));
    if (!done || !flush_folder(m->new, fsync)) {
        fail(m, error);
        drop_waiting(m);
        return FALSE;
    }
    g_ptr_array_set_size(m->waiting, 0);
    return TRUE;
}
