/* UTF-8 checked in bulk: exports are mostly ASCII, and 110 MB of it should not be looked at byte by byte. */
#pragma once

#include <glib.h>

/* How many bytes the character at `text` has; 0 when it is none, or is cut off by the end. */
gsize stage_utf8_character(const char *text, gsize length);

/* How many bytes from the beginning are valid. Pairs that betray a double encoding are added to `doubled`,
 * and the place of the first is put in `first` when there was none before. */
gsize stage_utf8_valid(const char *text, gsize length, guint64 *doubled, gsize *first);

/* How many bytes at the end may be the beginning of a character: 0 to 3. */
gsize stage_utf8_unfinished(const char *text, gsize length);
