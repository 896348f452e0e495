/* Whether a machine sent a message: out of office, a receipt, a ticket system (RFC 3834, and what programs
 * send without it). */
#pragma once

#include <glib.h>

/* The value of a header, or NULL when the message does not have it. */
typedef const char *(*StageKop)(void *data, const char *name);

gboolean stage_is_automatisch(StageKop header, void *data);
