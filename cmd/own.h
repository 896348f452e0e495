/* Whose case-load a command is about when nobody is named. */
#pragma once

#include "cmd/command.h"

/* The docent that was named (0: none), else the one of the setting `docent`, else the one for whom the login
 * stands on a server; 0 when there is none of these. CONFIG when the setting names nobody. */
gboolean stage_own_docent(StageContext *ctx, gint64 named, gint64 *out, GError **error);
/* Who asks for what is shown to one docent alone; 0: nobody is known. Who has a role on a server is whom the
 * login stands for, whatever they set. */
gboolean stage_own_asker(StageContext *ctx, gint64 *out, GError **error);
