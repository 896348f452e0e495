#include "import/profile.h"

#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "import/privacy.h"
#include "import/profile_keys.h"

enum { SIZE_MAX_FILE = 1024 * 1024 };

int
stage_profile_field(const char *name)
{
    for (int c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        if (strcmp(stage_import_columns[c].name, name) == 0)
            return c;
    return -1;
}

void
stage_profile_free(StageProfile *p)
{
    if (p == NULL)
        return;
    g_free(p->path);
    g_free(p->name);
    g_free(p->title);
    g_free(p->source);
    g_free(p->refuse);
    g_ptr_array_unref(p->signs);
    g_ptr_array_unref(p->leave);
    g_ptr_array_unref(p->only);
    g_ptr_array_unref(p->records);
    g_ptr_array_unref(p->skip);
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++) {
        g_clear_pointer(&p->field[c].headers, g_ptr_array_unref);
        g_clear_pointer(&p->field[c].values, g_hash_table_unref);
        g_free(p->field[c].set);
    }
    g_free(p);
}

/* --- the whole --- */

/* What the keys must be together. */
static gboolean
check(const StageProfile *p, guint seen, const char *path, GError **error)
{
    if ((seen & 1) == 0 || p->name == NULL || p->title == NULL)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s: it needs \"%s\", \"name\" and \"title\""),
                          path, "stage-import-profile");
    gboolean fields = p->refuse != NULL || p->others;
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++) {
        fields = fields || p->field[c].headers != NULL;
        const GPtrArray *headers = p->field[c].headers;
        for (guint i = 0; headers != NULL && i < headers->len; i++) {
            g_autofree char *key = stage_fold_tight(g_ptr_array_index(headers, i));
            if (stage_import_is_forbidden(key))
                return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                                  _("%s: '%s': a column of that name is never stored"), path,
                                  (const char *)g_ptr_array_index(headers, i));
        }
    }
    return fields || stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s: it gives no column a meaning"), path);
}

static guint
line_of(const char *text, const char *at)
{
    guint line = 1;

    for (; text < at && *text != '\0'; text++)
        line += *text == '\n' ? 1 : 0;
    return line;
}

StageProfile *
stage_profile_parse(const char *path, const char *text, GError **error)
{
    g_autofree char *shown = stage_visible(path);
    g_autoptr(StageProfile) p = g_new0(StageProfile, 1);
    guint seen = 0;
    const char *end = NULL;

    p->path = g_strdup(path);
    p->others = TRUE;
    p->days = STAGE_ORDER_ANY;
    stage_profile_make_lists(p);
    if (!g_utf8_validate(text, -1, &end))
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("%s:%u: this is no UTF-8"), shown,
                               line_of(text, end));
    cJSON *json = cJSON_ParseWithOpts(text, &end, TRUE);
    if (json == NULL)
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("%s:%u: this is no JSON"), shown,
                               line_of(text, end));
    gboolean done = cJSON_IsObject(json) ||
                    stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s: a profile is a JSON object"), shown);
    for (const cJSON *item = json->child; done && item != NULL; item = item->next)
        done = stage_profile_read_key(p, shown, item, &seen, error);
    cJSON_Delete(json);
    return done && check(p, seen, shown, error) ? g_steal_pointer(&p) : NULL;
}

StageProfile *
stage_profile_load(const char *path, GError **error)
{
    g_autofree char *shown = stage_visible(path);
    g_autofree char *text = NULL;
    g_autoptr(GError) failed = NULL;
    struct stat st;
    gsize length = 0;

    if (stat(path, &st) == 0 && (!S_ISREG(st.st_mode) || st.st_size > SIZE_MAX_FILE))
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("%s: this is no profile"), shown);
    if (!g_file_get_contents(path, &text, &length, &failed))
        return stage_fail_null(error, STAGE_ERROR_NOT_FOUND, _("cannot read the profile '%s'"), shown);
    if (strlen(text) != length)
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("%s: it holds NUL bytes"), shown);
    return stage_profile_parse(path, text, error);
}
