/* What a message may cost. GMime reads any message, but some cost it minutes, gigabytes or the end of the
 * stack: thousands of boundaries inside each other, headers of megabytes, groups of addresses in groups. No
 * message that somebody writes comes near these bounds. */
#pragma once

#include <glib.h>

enum {
    STAGE_SNOEI_RUN = 512 * 1024,      /* bytes in lines without an empty one: headers, or a part in base64 */
    STAGE_SNOEI_ALL = 6 * 1024 * 1024, /* bytes in all */
    STAGE_SNOEI_BOUNDARIES = 2000,     /* lines that begin with two dashes */
    STAGE_SNOEI_COLONS = 1000,         /* in a line with those that continue it */
};

/* A copy within the bounds: what is too long of a run of lines is left out, which cuts big attachments short;
 * *out_cut becomes TRUE when the end of the message is left out. The caller frees it. */
GByteArray *stage_snoei(const char *bytes, gsize length, gboolean *out_cut);
