/* What a docent is told, gently, of the notes that they take down. Nothing is refused. */
#pragma once

#include "cmd/command.h"
#include "verslag/verslag.h"

/* Says which notes of a report for a student's file are too short, nearly equal to one in another's file,
 * without an example, or point at special personal data; each kind can be switched off (the settings log.*).
 * FALSE only when the store or a list of words cannot be read. */
gboolean stage_say_kwaliteit(StageContext *ctx, const StageVerslag *verslag, gint64 plaatsing,
                             GError **error);
