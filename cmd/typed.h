/* Text that is typed rather than given in the arguments, where the history of the shell would keep it: from
 * standard input, or in an editor on a draft that outlives a failure. */
#pragma once

#include "cmd/command.h"

/* Reads standard input to its end into the context, once, and makes what came by it the context's draft: who
 * typed it loses nothing when the command fails. */
gboolean stage_typed_take_input(StageContext *ctx, GError **error);
/* The same, and hands it over as valid UTF-8. The caller frees it. */
char *stage_typed_input(StageContext *ctx, GError **error);

/* Lets the user write in an editor, from the text `before` on, and returns what it holds then. The file is
 * the context's draft, kept until the store has the text; it goes at once when nothing was typed. */
char *stage_typed_editor(StageContext *ctx, const char *before, GError **error);

/* Says what is wrong with the text in the draft, which is `typed`, and asks, at the terminal, whether to go
 * on in it: what it holds then; NULL when the user would rather not, or when the editor does not end well. */
char *stage_typed_again(StageContext *ctx, const char *typed, const GError *why);

/* There is nothing in the draft to keep. */
void stage_typed_drop(StageContext *ctx);

/* One text, from standard input when that is no terminal, else from the editor with a line of guidance and
 * the text as it is (NULL: there is none). What is empty gives empty text, and BAD_INPUT when it is required;
 * so does a text that an editor left as it was. */
char *stage_typed_text(StageContext *ctx, const char *guidance, const char *now, gboolean required,
                       GError **error);
