/* Text of which the lines were broken to be joined again: format=flowed (RFC 3676). */
#pragma once

#include <glib.h>

/* The lines as they were typed: a line that ends in a space goes on in the next one of the same depth of
 * quotation, the space that was put before some lines is taken away, and quoted lines have "> " for each
 * level. `delsp` takes away the space at the end of a line too. The caller frees it. */
char *stage_flowed_text(const char *text, gboolean delsp);
