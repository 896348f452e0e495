/* A Maildir (https://cr.yp.to/proto/maildir.html) that messages are put in. */
#pragma once

#include <glib.h>

typedef struct StageMaildir StageMaildir;

/* Makes what is not there of `path` and its cur, new and tmp (modes 0700), and sees what is in it. CONFIG. */
StageMaildir *stage_maildir_open(const char *path, GError **error);
void stage_maildir_free(StageMaildir *m);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageMaildir, stage_maildir_free)

/* Puts a message in it, whole and on the disk, or not at all. Of a `key` that is there already, new or seen
 * by a reader, nothing is done. A message that a reader took out or moved to another folder is not known any
 * more. IO. */
gboolean stage_maildir_put(StageMaildir *m, const char *key, GBytes *message, GError **error);
