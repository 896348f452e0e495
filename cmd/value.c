#include "cmd/value.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/field.h"

static gboolean
read_choice(const StageOption *o, const char *text, char **to, GError **error)
{
    for (const char *const *choice = o->choices; *choice != NULL; choice++)
        if (g_ascii_strcasecmp(*choice, text) == 0) {
            g_free(*to);
            *to = g_strdup(*choice);
            return TRUE;
        }
    g_autofree char *shown = stage_visible(text);
    g_autofree char *known = g_strjoinv(", ", (char **)(guintptr)o->choices);
    const char *near = stage_nearest(text, o->choices);
    if (near != NULL)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is not one of %s; did you mean '%s'?"), shown,
                          known, near);
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is not one of %s"), shown, known);
}

static gboolean
read_yesno(const char *text, gint64 *to, GError **error)
{
    static const char *const no[] = { "nee", "no", "n", "0", NULL }, *const yes[] = { "ja", "yes", "j",
                                                                                      "y",  "1",   NULL };
    g_autofree char *lower = g_ascii_strdown(text, -1);
    g_autofree char *shown = stage_visible(text);

    if (!g_strv_contains(no, lower) && !g_strv_contains(yes, lower))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is neither ja nor nee"), shown);
    *to = g_strv_contains(yes, lower) ? STAGE_YES : STAGE_NO;
    return TRUE;
}

static gboolean
read_day(const StageOption *o, const char *text, StageDay today, StageDay *to, GError **error)
{
    if (*text == '\0') {
        *to = (StageDay){ "-" };
        return TRUE;
    }
    return stage_day_parse(text, today, o->lean, to, error);
}

static gboolean
read_time(const char *text, char **to, GError **error)
{
    char time[6] = "";

    if (*text != '\0' && !stage_time_parse(text, time, error))
        return FALSE;
    g_free(*to);
    *to = g_strdup(time);
    return TRUE;
}

/* Empty text takes a value away. */
static gboolean
read_text(const StageOption *o, const char *text, char **to, GError **error)
{
    if (*text != '\0' &&
        !(o->kind == STAGE_ARG_NOTE ? stage_check_note : stage_check_line)(text, N_("the value"), error))
        return FALSE;
    g_free(*to);
    *to = g_strdup(text);
    return TRUE;
}

static gboolean
read_number(const char *text, gint64 *to, GError **error)
{
    g_autofree char *shown = stage_visible(text);

    if (*text == '\0')
        *to = -1;
    return *text == '\0' || g_ascii_string_to_signed(text, 10, 1, G_MAXINT32, to, NULL) ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no number from 1"), shown);
}

gboolean
stage_value_read(const StageOption *o, const char *text, StageDay today, gboolean may_clear, void *to,
                 GError **error)
{
    gboolean may_be_empty = may_clear && !o->required && o->kind != STAGE_ARG_FILE &&
                            o->kind != STAGE_ARG_YESNO;

    if (*text == '\0' && !may_be_empty)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the value is empty"));
    switch (o->kind) {
    case STAGE_ARG_CHOICE:
        return *text == '\0' ? read_text(o, text, to, error) : read_choice(o, text, to, error);
    case STAGE_ARG_YESNO:
        return read_yesno(text, to, error);
    case STAGE_ARG_DATE:
        return read_day(o, text, today, to, error);
    case STAGE_ARG_TIME:
        return read_time(text, to, error);
    case STAGE_ARG_NUMBER:
        return read_number(text, to, error);
    default:
        return read_text(o, text, to, error);
    }
}

gboolean
stage_values_check(const StageOption *o, char *const *texts, GError **error)
{
    for (; o->kind == STAGE_ARG_NOTES && texts != NULL && *texts != NULL; texts++)
        if (**texts == '\0' ? !stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the value is empty"))
                            : !stage_check_note(*texts, N_("the value"), error))
            return FALSE;
    return TRUE;
}

static gboolean
holds_text(StageArgKind kind)
{
    static const StageArgKind texts[] = { STAGE_ARG_TEXT,     STAGE_ARG_NOTE,    STAGE_ARG_FILE,
                                          STAGE_ARG_TIME,     STAGE_ARG_CHOICE,  STAGE_ARG_SETTING,
                                          STAGE_ARG_COMMAND,  STAGE_ARG_PROFILE, STAGE_ARG_NORM,
                                          STAGE_ARG_NORM_KEY, STAGE_ARG_TABLES };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        if (texts[i] == kind)
            return TRUE;
    return FALSE;
}

void
stage_values_clear(const StageOption *options, void *values)
{
    for (const StageOption *o = options; o != NULL && !stage_option_is_end(o); o++) {
        void *at = (char *)values + o->at;
        if (holds_text(o->kind))
            g_clear_pointer((char **)at, g_free);
        else if (o->kind == STAGE_ARG_TEXTS || o->kind == STAGE_ARG_NOTES)
            g_clear_pointer((char ***)at, g_strfreev);
    }
}
