/* Reports that a message was not delivered, read from their text. */
#pragma once

#include "mail/brief.h"

/* The fields of a message/delivery-status (RFC 3464): the recipient that failed for good, else the one that
 * waits, else the first. */
void stage_bezorging_status(StageBrief *brief, const char *fields);

/* Whether a text reads like a report of qmail, exim or another without that form. */
gboolean stage_bezorging_is_report(const char *text);

/* What such a text tells; `failed` is what X-Failed-Recipients says, or NULL. */
void stage_bezorging_text(StageBrief *brief, const char *text, const char *failed);

/* The Message-ID in headers that are sent back as text, without angle brackets; NULL when there is none. The
 * caller frees it. */
char *stage_bezorging_id(const char *headers);
