/* The notes of a conversation by key, from wherever they are typed. */
#pragma once

#include "cmd/command.h"

enum { STAGE_SLEUTELS = 4 };

/* Takes text apart at lines that begin with "1:" to "4:"; further lines belong to the note above them, lines
 * with # at the front are left out. What has no note stays NULL. BAD_INPUT, naming the line, for text before
 * the first key. The notes are the caller's. */
gboolean stage_notes_parse(const char *text, char *out_notes[STAGE_SLEUTELS], GError **error);

/* Whether there is a note under any key. */
gboolean stage_notes_any(char *const notes[STAGE_SLEUTELS]);

/* Reads standard input to its end. */
gboolean stage_notes_from_input(char *out_notes[STAGE_SLEUTELS], GError **error);

/* Lets the user write into a template with the guiding questions, headed by `heading`. The file is kept as
 * the context's draft until the store has the notes. */
gboolean stage_notes_from_editor(StageContext *ctx, const char *heading, char *out_notes[STAGE_SLEUTELS],
                                 GError **error);
