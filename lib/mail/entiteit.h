/* The named and numbered characters of HTML. */
#pragma once

#include <glib.h>

/* The character that `text`, which begins with "&", stands for, and how many bytes that took; 0 when it is no
 * character that we know. A number without a character gives U+FFFD, as browsers do, and one of 128 to 159
 * what windows-1252 has there. */
gsize stage_entiteit(const char *text, gunichar *out_char);
