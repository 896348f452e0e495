/* One command between its arguments and its output: the store that its row asks for, what it asks of the
 * user, one transaction and one action around what it writes. */
#pragma once

#include "cmd/command.h"
#include "cmd/parse.h"

/* Runs the context's command with its checked values. What a command that writes prints comes out when the
 * store has it. */
gboolean stage_run(StageContext *ctx, const StageParsed *parsed, void *values, GError **error);
