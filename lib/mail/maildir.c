#include "mail/maildir.h"

#include <errno.h>
#include <fcntl.h>
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
    GHashTable *known; /* the names that are there, in new or in cur */
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

StageMaildir *
stage_maildir_open(const char *path, GError **error)
{
    g_autoptr(StageMaildir) m = g_new0(StageMaildir, 1);
    g_autofree char *cur = g_build_filename(path, "cur", NULL);

    m->tmp = g_build_filename(path, "tmp", NULL);
    m->new = g_build_filename(path, "new", NULL);
    m->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    /* A reader moves files from new to cur: read in this order none is missed. */
    if (!make(m->tmp, error) || !make(m->new, error) || !make(cur, error) || !look(m, m->new, error) ||
        !look(m, cur, error))
        return NULL;
    return g_steal_pointer(&m);
}

void
stage_maildir_free(StageMaildir *m)
{
    if (m == NULL)
        return;
    g_clear_pointer(&m->known, g_hash_table_unref);
    g_free(m->tmp);
    g_free(m->new);
    g_free(m);
}

/* All of it, on the disk; errno says why not. */
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
    return fsync(fd) == 0;
}

static gboolean
write_new(const char *path, GBytes *message)
{
    int fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (fd < 0)
        return FALSE;
    gboolean written = write_all(fd, message);
    int cause = errno;
    gboolean closed = close(fd) == 0;
    if (!written)
        errno = cause;
    return written && closed;
}

/* Each message is flushed on its own, and the folder behind it: what is told to be delivered stays so when
 * the power fails. tests/bench/post.c tells what that costs. */
gboolean
stage_maildir_put(StageMaildir *m, const char *key, GBytes *message, GError **error)
{
    g_autofree char *name = name_of(key);
    g_autofree char *path = g_build_filename(m->new, name, NULL),
                    *base = g_build_filename(m->tmp, name, NULL);
    g_autoptr(GError) cause = NULL;

    if (g_hash_table_contains(m->known, name))
        return TRUE;
    g_autofree char *made = stage_file_new_name(base);
    if (!write_new(made, message)) {
        int why = errno;
        g_autofree char *shown = stage_visible(m->tmp);
        unlink(made);
        return stage_fail(error, STAGE_ERROR_IO, _("cannot write in '%s': %s"), shown, g_strerror(why));
    }
    gboolean named = stage_file_give_name(made, path, &cause);
    if (!named)
        unlink(made);
    /* Somebody else put the same message there meanwhile. */
    if (!named && !g_error_matches(cause, STAGE_ERROR, STAGE_ERROR_EXISTS)) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return FALSE;
    }
    g_hash_table_add(m->known, g_steal_pointer(&name));
    return TRUE;
}
