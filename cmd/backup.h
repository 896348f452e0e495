/* Copies of the store, and back. */
#pragma once

#include "cmd/command.h"

/* Behind the store's name: what a restore works on. It holds all that was said, so the next command that
 * writes sweeps away what a restore that was killed left of it. */
#define STAGE_RESTORE ".restore"

/* Copies the context's store to a path, checks the copy, and only then gives it its name. EXISTS when there
 * is a file of that name and `keep` is 0; else what is there becomes path.1, that path.2, and so on until
 * path.`keep`. */
gboolean stage_backup(StageContext *ctx, const char *path, guint keep, GError **error);

/* Checks a copy and puts it in the place of what the context's store holds, which is copied aside first. */
gboolean stage_restore(StageContext *ctx, const char *path, GError **error);
