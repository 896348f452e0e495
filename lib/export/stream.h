/* A file that is being written: counted and hashed on its way, so that a package can say what it must be. */
#pragma once

#include <glib.h>

typedef struct {
    char *path;
    int fd;
    GString *waiting; /* append to it, then call stage_stream_flow() */
    GChecksum *sum;   /* SHA-256 of what was written */
    guint64 bytes;    /* that were written */
} StageStream;

/* A new file of its owner only. Errors, here and below: IO. */
StageStream *stage_stream_new(const char *folder, const char *name, GError **error);
/* Writes what waits, when it is enough to be worth it. */
gboolean stage_stream_flow(StageStream *stream, GError **error);
/* Writes what waits, to the disk itself. */
gboolean stage_stream_end(StageStream *stream, GError **error);
void stage_stream_free(StageStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageStream, stage_stream_free)
