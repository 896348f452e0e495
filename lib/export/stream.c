#include "export/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"

enum { ENOUGH = 256 * 1024 };

StageStream *
stage_stream_new(const char *folder, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *shown = stage_file_shown(path);
    int fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

    if (fd < 0)
        return stage_fail_null(error, STAGE_ERROR_IO, _("cannot make '%s': %s"), shown, g_strerror(errno));
    StageStream *stream = g_new0(StageStream, 1);
    *stream = (StageStream){ .path = g_steal_pointer(&path),
                             .fd = fd,
                             .waiting = g_string_sized_new(ENOUGH + ENOUGH / 4),
                             .sum = g_checksum_new(G_CHECKSUM_SHA256) };
    return stream;
}

static gboolean
fail(const StageStream *stream, GError **error)
{
    g_autofree char *shown = stage_file_shown(stream->path);

    return stage_fail(error, STAGE_ERROR_IO, _("cannot write '%s': %s"), shown, g_strerror(errno));
}

static gboolean
write_all(StageStream *stream, GError **error)
{
    const char *text = stream->waiting->str;
    gsize left = stream->waiting->len;

    g_checksum_update(stream->sum, (const guchar *)text, (gssize)left);
    stream->bytes += left;
    while (left > 0) {
        gssize written = write(stream->fd, text, left);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail(stream, error);
        text += written;
        left -= (gsize)written;
    }
    g_string_truncate(stream->waiting, 0);
    return TRUE;
}

gboolean
stage_stream_flow(StageStream *stream, GError **error)
{
    return stream->waiting->len < ENOUGH || write_all(stream, error);
}

gboolean
stage_stream_end(StageStream *stream, GError **error)
{
    return write_all(stream, error) && (fsync(stream->fd) == 0 || fail(stream, error));
}

void
stage_stream_free(StageStream *stream)
{
    if (stream == NULL)
        return;
    close(stream->fd);
    g_string_free(stream->waiting, TRUE);
    g_checksum_free(stream->sum);
    g_free(stream->path);
    g_free(stream);
}
