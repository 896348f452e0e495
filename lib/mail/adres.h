/* Addresses and Message-IDs as they stand in what came in. */
#pragma once

#include <glib.h>

/* An address, with angle brackets or without, in lower case; NULL when it is none that could be written to:
 * one @ at least, no white space, nothing that stage_visible() would write out, at most 254 bytes. The caller
 * frees it. */
char *stage_adres_read(const char *text);

/* A Message-ID, with angle brackets or without, as it is; NULL when it is none, by the same measure but for
 * the
 * @ and with at most 900 bytes. The caller frees it. */
char *stage_adres_id(const char *text);
