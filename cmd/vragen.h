/* The guiding questions as this school and team have them. */
#pragma once

#include "cmd/command.h"
#include "verslag/vragen.h"

/* Those of the team of who guides a placement (0: of no team), in the language of the messages. CONFIG names
 * the file that is wrong. */
StageVragen *stage_vragen_load(StageContext *ctx, gint64 plaatsing, GError **error);
