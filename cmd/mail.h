/* Mail that comes in: what the verbs of the noun share. */
#pragma once

#include "cmd/command.h"
#include "mail/ontvang.h"

extern const StageCommand stage_mail_receive;

/* Does with a message that is kept what it says, as one action; an outcome is written down whatever comes of
 * it. `brief` may be NULL: it could not be read. */
gboolean stage_mail_place(StageContext *ctx, const StageBrief *brief, StageOntvangst *job, GError **error);

/* Tells what came of it. */
void stage_mail_say(StageContext *ctx, const StageOntvangst *job);

/* The module's reader. UNAVAILABLE when it is not there. */
StageMailRead stage_mail_reader(GError **error);
