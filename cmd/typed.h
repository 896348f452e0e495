/* Text that is typed rather than given in the arguments, where the history of the shell would keep it: from
 * standard input, or in an editor on a draft that outlives a failure. */
#pragma once

#include "cmd/command.h"

/* Standard input to its end, valid UTF-8. The caller frees it. */
char *stage_typed_input(GError **error);

/* Lets the user write in an editor, from the text `before` on, and returns what it holds then. The file is
 * the context's draft, kept until the store has the text; it goes at once when nothing was typed. */
char *stage_typed_editor(StageContext *ctx, const char *before, GError **error);

/* There is nothing in the draft to keep. */
void stage_typed_drop(StageContext *ctx);

/* Whether a line of a draft is one of ours, to be left out: "#", or "# " and more. */
gboolean stage_typed_is_remark(const char *line);

/* One text, from standard input when that is no terminal, else from the editor with a line of guidance and
 * the text as it is (NULL: there is none). What is empty gives empty text, and BAD_INPUT when it is required;
 * so does a text that an editor left as it was. */
char *stage_typed_text(StageContext *ctx, const char *guidance, const char *now, gboolean required,
                       GError **error);
