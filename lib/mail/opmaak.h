/* The text of a message in the two forms in which it goes out. */
#pragma once

#include <glib.h>

/* As lines of at most 72 columns for text/plain; format=flowed; delsp=no (RFC 3676): a line that was longer
 * is broken behind a space, and the space stays; a word is never broken. Lines end in \n; what a line ended
 * in otherwise is gone, but for the line "-- ". The caller frees it. */
char *stage_opmaak_flowed(const char *text);

/* As a page: a paragraph between empty lines, a list of lines that begin with "- ", every other line a line.
 * Nothing in it is fetched, and nothing is a link: what was not is not made one. `title` and `language` go
 * into its head. The caller frees it. */
char *stage_opmaak_html(const char *text, const char *title, const char *language);
