/* What is bad asks for a talk. */
#pragma once

#include "cmd/command.h"
#include "model/signaal.h"

/* Of a signaal that is rood and open: says when an extra talk could be, as a command to copy, unless one is
 * planned soon or the placement is over. */
gboolean stage_propose_extra(StageContext *ctx, const StageSignaal *t, GError **error);
