#include "cmd/slots.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

void
stage_slots_add(StageSlots *slots, const StageOption *options, void *values)
{
    for (const StageOption *o = options; o != NULL && !stage_option_is_end(o); o++) {
        if (o->name == NULL)
            continue;
        g_assert(slots->n < STAGE_SLOTS_MAX);
        StageSlot *slot = &slots->slots[slots->n];
        slot->option = o;
        slot->values = values;
        slots->entries[slots->n++] = (GOptionEntry){
            .long_name = o->name,
            .short_name = o->letter,
            .arg = o->kind == STAGE_ARG_FLAG ? G_OPTION_ARG_NONE : G_OPTION_ARG_STRING_ARRAY,
            .arg_data = o->kind == STAGE_ARG_FLAG ? (void *)&slot->flag : (void *)&slot->texts,
        };
    }
}

static gboolean
is_known(const StageSlots *slots, const char *word)
{
    gsize length = strcspn(word + 2, "=");

    for (guint i = 0; i < slots->n; i++)
        if (strlen(slots->slots[i].option->name) == length &&
            strncmp(slots->slots[i].option->name, word + 2, length) == 0)
            return TRUE;
    return FALSE;
}

/* GOption's own words are in GLib's language, not in ours. */
gboolean
stage_slots_explain(const StageSlots *slots, const GError *failed, GError **error)
{
    const char *last = strrchr(failed->message, ' ');
    g_autofree char *option = stage_visible(last == NULL ? failed->message : last + 1);

    option[strcspn(option, "=")] = '\0';
    const char *names[STAGE_SLOTS_MAX + 1] = { NULL };

    if (g_error_matches(failed, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION)) {
        for (guint i = 0; i < slots->n; i++)
            names[i] = slots->slots[i].option->name;
        const char *near = g_str_has_prefix(option, "--") && !is_known(slots, option)
                               ? stage_nearest(option + 2, names)
                               : NULL;
        if (near != NULL)
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("unknown option '%s'; did you mean '--%s'?"),
                              option, near);
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("unknown option '%s'"), option);
    }
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("option '%s' has no value, or one too many"), option);
}

/* "--force=nee" would force: GOption takes any value of a flag for yes. */
gboolean
stage_slots_check_flags(const StageSlots *slots, char *const *words, GError **error)
{
    for (; *words != NULL && strcmp(*words, "--") != 0; words++)
        for (guint i = 0; i < slots->n; i++) {
            const StageOption *o = slots->slots[i].option;
            gsize length = strlen(o->name);
            if (o->kind == STAGE_ARG_FLAG && g_str_has_prefix(*words, "--") &&
                strncmp(*words + 2, o->name, length) == 0 && (*words)[2 + length] == '=')
                return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("option '--%s' takes no value"), o->name);
        }
    return TRUE;
}
