/* Bytes of a mail as text that is safe to keep, whatever they say they are. */
#pragma once

#include <glib.h>

/* UTF-8 of bytes in a charset (NULL: not told). What says too little or something else than it is, as old
 * clients and gateways do, is taken for UTF-8 when it is that, else for windows-1252. Never NULL; may hold
 * anything that UTF-8 may. The caller frees it. */
char *stage_tekst_decode(const char *bytes, gsize length, const char *charset);

/* Lines with newlines between them, without control characters or others that stage_visible() would write
 * out, at most `most` bytes; *out_cut (or NULL) becomes TRUE when there was more. The caller frees it. */
char *stage_tekst_clean(const char *text, gsize most, gboolean *out_cut);

/* The same as one line, without white space around it; NULL when nothing is left, or `text` is NULL. */
char *stage_tekst_line(const char *text, gsize most);
