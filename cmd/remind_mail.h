/* What `stage remind` does: what there is to tell becomes a message for each person, which is written down,
 * handed over, and marked. */
#pragma once

#include "cmd/verzend.h"

/* Whether a run would send anything now. */
gboolean stage_remind_any(StageContext *ctx, const StageHerinneringenQuery *query, gboolean *out,
                          GError **error);

/* Shows each message, as rows, or (`printer` NULL) as it is; nothing is written. */
gboolean stage_remind_show(StageContext *ctx, const StageHerinneringenQuery *query, StagePrinter *printer,
                           StageVerzendTelling *count, GError **error);

/* Sends them, and those of earlier runs that may be tried now, whatever their kind. */
gboolean stage_remind_send(StageContext *ctx, const StageHerinneringenQuery *query, StagePrinter *printer,
                           StageVerzendTelling *count, GError **error);
