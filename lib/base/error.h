/* One error domain for the whole library. A code says what the caller can do about it, so that the
 * program can turn it into an exit status (stage(1), EXIT STATUS) without reading the message. */
#pragma once

#include <glib.h>

#define STAGE_ERROR (stage_error_quark())

typedef enum {
    STAGE_ERROR_BAD_INPUT,   /* a value or a row is wrong: mend it */
    STAGE_ERROR_NOT_FOUND,   /* nothing of that name or number */
    STAGE_ERROR_AMBIGUOUS,   /* more than one fits: say which */
    STAGE_ERROR_EXISTS,      /* it is there already */
    STAGE_ERROR_IN_USE,      /* something depends on it */
    STAGE_ERROR_BUSY,        /* somebody else is writing: try again */
    STAGE_ERROR_DENIED,      /* not permitted */
    STAGE_ERROR_TOO_NEW,     /* the store was made by a newer program */
    STAGE_ERROR_CORRUPT,     /* not a store, or a damaged one */
    STAGE_ERROR_CONFIG,      /* the configuration is wrong */
    STAGE_ERROR_IO,          /* disk full, file cannot be read */
    STAGE_ERROR_UNAVAILABLE, /* a server or module cannot be reached */
    STAGE_ERROR_UNSURE,      /* whether it was kept is not known: look before doing it again */
    STAGE_ERROR_INTERNAL,    /* should not happen: a fault in stage itself */
} StageErrorCode;

GQuark stage_error_quark(void);

/* Sets an error and returns FALSE, so that a function fails in one line. Text from outside goes
 * through stage_visible() (text.h) first. */
gboolean stage_fail(GError **error, StageErrorCode code, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* The same for a function that returns a pointer. */
void *stage_fail_null(GError **error, StageErrorCode code, const char *format, ...) G_GNUC_PRINTF(3, 4);
