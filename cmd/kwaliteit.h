/* What a docent is told, gently, of the notes that they take down. Nothing is refused. */
#pragma once

#include "cmd/command.h"
#include "verslag/verslag.h"

/* Says which notes of a report for a student's file are too short, without an example, or point at special
 * personal data; each kind can be switched off (the settings log.*). */
void stage_say_kwaliteit(StageContext *ctx, const StageVerslag *verslag);

/* Says which of them are nearly equal to one in the file of another student. That is looked for in all that
 * was ever written: when others write too, after the action, in which everybody waits. FALSE when the store
 * cannot be read. */
gboolean stage_say_alike(StageContext *ctx, const StageVerslag *verslag, gint64 student, GError **error);
