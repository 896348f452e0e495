/* stage import DIR --watch-once: what lies in a drop folder, for cron. */
#pragma once

#include "cmd/command.h"

/* Imports each file of the folder, in the order of their names, by a process of its own with the arguments of
 * this one; moves it to done/ or failed/ in the folder, with what was said beside it. Says each outcome.
 * *out_failed is how many failed. BUSY when another process is at it, or the store was in use: what is left
 * waits for the next time. */
gboolean stage_import_watch(StageContext *ctx, const char *folder, guint *out_failed, GError **error);
