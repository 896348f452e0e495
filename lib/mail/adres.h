/* Addresses that mail is sent to and from. */
#pragma once

#include <glib.h>

/* The longest address, in bytes (RFC 5321, 4.5.3.1, less the angle brackets of a path). */
enum { STAGE_ADRES_MAX = 254 };

/* An address as it is sent: one address, without a name, a list or quotes; a domain beyond ASCII in its ASCII
 * form (RFC 3490). `what` names it in the error, in words to be translated. BAD_INPUT; the caller frees it.
 */
char *stage_adres_ascii(const char *address, const char *what, GError **error);
