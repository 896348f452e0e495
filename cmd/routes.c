#include "cmd/routes.h"

#include "base/i18n.h"
#include "base/text.h"

static const struct {
    const char *key;
    const char *line;
    gboolean own; /* of the school */
} known[] = {
    { "meldpunt.school", N_("the school's meldpunt: %s"), TRUE },
    { "meldpunt.vertrouwenspersoon", N_("the vertrouwenspersoon: %s"), TRUE },
    { "meldpunt.sbb", "%s", FALSE },
    { "meldpunt.job", "%s", FALSE },
    { "meldpunt.discriminatie", "%s", FALSE },
};

char *
stage_routes(const StageContext *ctx)
{
    g_autoptr(GString) own = g_string_new(NULL);
    g_autoptr(GString) others = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(known); i++) {
        const char *value = stage_settings_get(ctx->settings, known[i].key);
        g_autofree char *shown = stage_visible(value == NULL ? "" : value);
        g_autofree char *line = g_strdup_printf(known[i].own ? _(known[i].line) : known[i].line, shown);
        if (*shown != '\0')
            g_string_append_printf(known[i].own ? own : others, "\n  %s", line);
    }
    if (own->len == 0)
        g_string_append_printf(own, "\n  %s",
                               _("the school's own meldpunt or vertrouwenspersoon, which is not set here: "
                                 "'stage config set meldpunt.school …'"));
    return g_strconcat(_("the student is helped by:"), own->str, others->str, NULL);
}
