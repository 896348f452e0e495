#include "base/error.h"

GQuark
stage_error_quark(void)
{
    return g_quark_from_static_string("stage-error");
}

static void G_GNUC_PRINTF(3, 0) set(GError **error, StageErrorCode code, const char *format, va_list args)
{
    if (error != NULL)
        *error = g_error_new_valist(STAGE_ERROR, (gint)code, format, args);
}

gboolean
stage_fail(GError **error, StageErrorCode code, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    set(error, code, format, args);
    va_end(args);
    return FALSE;
}

void *
stage_fail_null(GError **error, StageErrorCode code, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    set(error, code, format, args);
    va_end(args);
    return NULL;
}
