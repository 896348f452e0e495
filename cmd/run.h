/* One command between its arguments and its output: the store that its row asks for, what it asks of the
 * user, one transaction and one action around what it writes. */
#pragma once

#include "cmd/command.h"
#include "cmd/parse.h"

/* Opens the context's store as its command needs it, or in a mode; says when it was brought up to date. NULL
 * on error. */
StageDb *stage_open_store(StageContext *ctx, StageDbMode mode, GError **error);

/* Whether there is something in the place of the context's store. */
gboolean stage_store_is_there(const StageContext *ctx);

/* Makes the context's store, which must not be there (EXISTS), and fills it (NULL: it stays empty). Until it
 * is whole it has another name: a process that is stopped leaves no half store. */
typedef gboolean (*StageFill)(StageContext *ctx, StageDb *db, void *data, GError **error);
gboolean stage_make_store(StageContext *ctx, StageFill fill, void *data, GError **error);

/* Whom the journal writes the command down to: the login on the server of the store, else the user of the
 * system. */
const char *stage_user(const StageContext *ctx);

/* One transaction and one action, as the context's command: all of it or nothing. When the action changes
 * nothing that the journal watches over, all is taken back. */
typedef gboolean (*StageAction)(StageContext *ctx, const void *data, GError **error);
gboolean stage_run_action(StageContext *ctx, StageAction action, const void *data, GError **error);

/* Runs the context's command with its checked values. What a command that writes prints comes out when the
 * store has it. */
gboolean stage_run(StageContext *ctx, const StageParsed *parsed, void *values, GError **error);
