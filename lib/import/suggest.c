#include "import/suggest.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "base/text.h"
#include "import/match.h"
#include "import/privacy.h"

/* A longer header is no name. */
enum { NAME_MAX_BYTES = 100 };

/* --- guessing --- */

static void
free_suggested(void *data)
{
    g_free(((StageSuggested *)data)->header);
    g_free(data);
}

static int
field_known(const char *key)
{
    for (int c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        if (g_strv_contains(stage_import_columns[c].headers, key) || stage_profile_field(key) == c)
            return c;
    return -1;
}

/* The field with the header that is nearest, or the longest one that stands in it. */
static int
field_near(const char *key)
{
    guint least = G_MAXUINT, longest = 4;
    int near = -1, inside = -1;

    for (int c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        for (const char *const *h = stage_import_columns[c].headers; *h != NULL; h++) {
            const char *one[] = { *h, NULL };
            guint distance = stage_nearest(key, one) == NULL ? G_MAXUINT : stage_distance(key, *h);
            if (distance < least) {
                least = distance;
                near = c;
            }
            if (strlen(*h) > longest && strstr(key, *h) != NULL) {
                longest = (guint)strlen(*h);
                inside = c;
            }
        }
    return near >= 0 ? near : inside;
}

static gboolean
is_taken(const StageSuggestion *s, int field)
{
    for (guint i = 0; i < s->columns->len; i++)
        if (((StageSuggested *)g_ptr_array_index(s->columns, i))->field == field)
            return TRUE;
    return FALSE;
}

/* "Adres#2" where an earlier column has the same name. */
static char *
name_of(const StageRecord *header, guint at)
{
    g_autofree char *tidy = stage_squeeze(header->fields[at]);
    g_autofree char *key = stage_fold_tight(tidy);
    char *shown = stage_visible(tidy);
    guint before = 0;

    for (guint i = 0; i < at; i++) {
        g_autofree char *other = stage_fold_tight(header->fields[i]);
        before += strcmp(key, other) == 0 ? 1 : 0;
    }
    if (before == 0)
        return shown;
    char *numbered = g_strdup_printf("%s#%u", shown, before + 1);
    g_free(shown);
    return numbered;
}

StageSuggestion *
stage_suggest(const StageRecord *header)
{
    StageSuggestion *s = g_new0(StageSuggestion, 1);

    s->columns = g_ptr_array_new_with_free_func(free_suggested);
    for (guint pass = 0; pass < 2; pass++) /* what is known first, so that no guess takes its field */
        for (guint i = 0; i < header->n; i++) {
            g_autofree char *key = stage_fold_tight(header->fields[i]);
            gboolean never = stage_import_is_forbidden(key) || strlen(header->fields[i]) > NAME_MAX_BYTES;
            int known = never ? -1 : field_known(key);
            if (pass == 0) {
                StageSuggested *column = g_new0(StageSuggested, 1);
                column->header = name_of(header, i);
                column->certain = never || *key == '\0' || (known >= 0 && !is_taken(s, known));
                column->field = column->certain ? known : -1;
                g_ptr_array_add(s->columns, column);
                continue;
            }
            StageSuggested *column = g_ptr_array_index(s->columns, i);
            int near = column->certain ? -1 : field_near(key);
            if (near >= 0 && !is_taken(s, near))
                column->field = near;
        }
    return s;
}

void
stage_suggestion_free(StageSuggestion *suggestion)
{
    if (suggestion == NULL)
        return;
    g_ptr_array_unref(suggestion->columns);
    g_free(suggestion);
}

/* --- writing --- */

static char *
print(cJSON *json)
{
    char *text = cJSON_Print(json);
    GString *out = g_string_new(text);

    g_string_replace(out, ":\t", ": ", 0); /* a tab inside a text is written \t, so these are cJSON's own */
    g_string_replace(out, "\t", "  ", 0);
    g_string_append_c(out, '\n');
    cJSON_free(text);
    cJSON_Delete(json);
    return g_string_free(out, FALSE);
}

static cJSON *
begin(const char *name, const char *title)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddNumberToObject(json, "stage-import-profile", STAGE_PROFILE_VERSION);
    cJSON_AddStringToObject(json, "name", name);
    cJSON_AddStringToObject(json, "title", title);
    return json;
}

/* It is known by all headers that have a meaning: another export of the same system may have them in another
 * order.
 */
char *
stage_suggestion_text(const StageSuggestion *suggestion, const char *name)
{
    cJSON *json = begin(name, name), *sign = cJSON_CreateObject();
    cJSON *headers = cJSON_AddArrayToObject(sign, "headers");
    cJSON *columns = cJSON_AddObjectToObject(json, "columns"), *leave = cJSON_AddArrayToObject(json, "leave");

    for (guint i = 0; i < suggestion->columns->len; i++) {
        const StageSuggested *column = g_ptr_array_index(suggestion->columns, i);
        g_autofree char *key = stage_fold_tight(column->header);
        if (*key == '\0' || strlen(column->header) > STAGE_LINE_MAX)
            continue;
        if (column->field < 0) {
            cJSON_AddItemToArray(leave, cJSON_CreateString(column->header));
            continue;
        }
        cJSON_AddStringToObject(columns, stage_import_columns[column->field].name, column->header);
        if (strchr(column->header, '#') == NULL)
            cJSON_AddItemToArray(headers, cJSON_CreateString(column->header));
    }
    if (cJSON_GetArraySize(headers) > 0)
        cJSON_AddItemToArray(cJSON_AddArrayToObject(json, "recognise"), sign);
    else
        cJSON_Delete(sign);
    cJSON_AddStringToObject(json, "days", "found");
    return print(json);
}

char *
stage_suggest_generic(void)
{
    cJSON *json = begin("generiek", "any export whose headers are known");
    cJSON *columns = cJSON_AddObjectToObject(json, "columns");

    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++) {
        cJSON *headers = cJSON_AddArrayToObject(columns, stage_import_columns[c].name);
        for (const char *const *h = stage_import_columns[c].headers; *h != NULL; h++)
            cJSON_AddItemToArray(headers, cJSON_CreateString(*h));
    }
    return print(json);
}
