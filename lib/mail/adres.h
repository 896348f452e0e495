/* Addresses that mail is sent to and from, and addresses and Message-IDs as they stand in what came in. */
#pragma once

#include <glib.h>

/* The longest address, in bytes (RFC 5321, 4.5.3.1, less the angle brackets of a path). */
enum { STAGE_ADRES_MAX = 254 };

/* An address as it is sent: one address, without a name, a list or quotes; a domain beyond ASCII in its ASCII
 * form (RFC 3490). `what` names it in the error, in words to be translated. BAD_INPUT; the caller frees it.
 */
char *stage_adres_ascii(const char *address, const char *what, GError **error);

/* An address, with angle brackets or without, in lower case; NULL when it is none that could be written to:
 * one @ at least, no white space, nothing that stage_visible() would write out, at most 254 bytes. The caller
 * frees it. */
char *stage_adres_read(const char *text);

/* A Message-ID, with angle brackets or without, as it is; NULL when it is none, by the same measure but for
 * the
 * @ and with at most 900 bytes. The caller frees it. */
char *stage_adres_id(const char *text);
