#include "cmd/templates.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/texts.h"

char *
stage_template_file(const StageSjabloonSoort *soort, const char *taal)
{
    return g_strdup_printf("%s.%s.txt", soort->naam, taal);
}

const StageSjabloonSoort *
stage_template_soort(const StageTemplateOptions *o)
{
    return stage_sjabloon_soort(o->naam);
}

const char *
stage_template_language(const StageContext *ctx, const StageTemplateOptions *o)
{
    return o->language == NULL ? stage_texts_language(ctx) : o->language;
}

char *
stage_template_text(const StageContext *ctx, const StageSjabloonSoort *soort, const char *taal,
                    const char *team, char **out_path, GError **error)
{
    g_autofree char *name = stage_template_file(soort, taal);
    g_auto(GStrv) paths = stage_texts_paths(ctx, STAGE_TEXTS_TEMPLATES, team, name);

    if (*paths == NULL)
        return stage_fail_null(error, STAGE_ERROR_CONFIG, _("'%s' is not installed"), name);
    const char *path = paths[g_strv_length(paths) - 1];
    char *text = stage_texts_read(path, error);
    if (text != NULL && out_path != NULL)
        *out_path = g_strdup(path);
    return text;
}

typedef struct {
    const char *name;
    GString *out;
} Faults;

static void
add_fault(guint line, const char *what, void *data)
{
    const Faults *faults = data;

    if (faults->out != NULL)
        g_string_append_printf(faults->out, "%s:%u: %s\n", faults->name, line, what);
}

guint
stage_template_faults(const StageSjabloonSoort *soort, const char *text, const char *name, GString *out)
{
    g_autofree char *shown = stage_visible(name);
    Faults faults = { shown, out };
    guint n = 0;

    stage_sjabloon_free(stage_sjabloon_read(soort, text, add_fault, &faults, &n));
    return n;
}

StageSjabloon *
stage_template_load(const StageContext *ctx, const StageSjabloonSoort *soort, const char *taal,
                    const char *team, GError **error)
{
    g_autofree char *path = NULL;
    g_autofree char *text = stage_template_text(ctx, soort, taal, team, &path, error);
    g_autofree char *shown = path == NULL ? NULL : stage_visible(path);
    g_autoptr(GString) told = g_string_new(NULL);
    Faults faults = { shown, told };
    guint n = 0;

    if (text == NULL)
        return NULL;
    g_autoptr(StageSjabloon) s = stage_sjabloon_read(soort, text, add_fault, &faults, &n);
    if (n == 0)
        return g_steal_pointer(&s);
    g_string_truncate(told, strcspn(told->str, "\n"));
    return stage_fail_null(error, STAGE_ERROR_CONFIG, _("%s ('stage template check' tells all)"), told->str);
}

GHashTable *
stage_template_table(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)stage_sjabloon_free);
}

const StageSjabloon *
stage_template_from(GHashTable *table, const StageContext *ctx, const char *naam, const char *taal,
                    const char *team, GError **error)
{
    g_autofree char *key = g_strdup_printf("%s/%s", naam, team == NULL ? "" : team);
    StageSjabloon *s = g_hash_table_lookup(table, key);

    if (s == NULL) {
        s = stage_template_load(ctx, stage_sjabloon_soort(naam), taal, team, error);
        if (s != NULL)
            g_hash_table_insert(table, g_steal_pointer(&key), s);
    }
    return s;
}
