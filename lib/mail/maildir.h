/* A Maildir (https://cr.yp.to/proto/maildir.html) that messages are put in. */
#pragma once

#include <glib.h>

typedef struct StageMaildir StageMaildir;

/* Makes what is not there of `path` and its cur, new and tmp (modes 0700), and sees what is in it. With
 * `together` what is put in it waits for stage_maildir_flush(). CONFIG. */
StageMaildir *stage_maildir_open(const char *path, gboolean together, GError **error);
/* What waits is not delivered. */
void stage_maildir_free(StageMaildir *m);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageMaildir, stage_maildir_free)

/* Puts a message in it, whole and on the disk, or not at all. Of a `key` that is there already, new or seen
 * by a reader, nothing is done. A message that a reader took out or moved to another folder is not known any
 * more. IO. */
gboolean stage_maildir_put(StageMaildir *m, const char *key, GBytes *message, GError **error);

/* All that waits, on the disk; on error none of it is certain to be there, and it is not known any more. IO.
 */
gboolean stage_maildir_flush(StageMaildir *m, GError **error);
