#include "model/json.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

/* A member that an object has twice, at any depth; cJSON reads no more than CJSON_NESTING_LIMIT levels. */
static const char *
find_twin(const cJSON *value)
{
    g_autoptr(GHashTable) names = cJSON_IsObject(value) ? g_hash_table_new(g_str_hash, g_str_equal) : NULL;

    for (const cJSON *one = value->child; one != NULL; one = one->next) {
        if (names != NULL && !g_hash_table_add(names, one->string))
            return one->string;
        const char *inner = find_twin(one);
        if (inner != NULL)
            return inner;
    }
    return NULL;
}

/* Whether \u0000 stands there; behind another backslash these are letters. */
static gboolean
holds_nul(const char *text)
{
    for (const char *p = text; (p = strstr(p, "\\u0000")) != NULL; p++) {
        const char *first = p;
        while (first > text && first[-1] == '\\')
            first--;
        if ((p - first) % 2 == 0)
            return TRUE;
    }
    return FALSE;
}

cJSON *
stage_json_read(const char *text, GError **error)
{
    g_autoptr(cJSON) value = cJSON_ParseWithOpts(text, NULL, TRUE);

    if (value == NULL || !g_utf8_validate(text, -1, NULL))
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("it is no JSON"));
    if (holds_nul(text))
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("it holds a NUL"));
    const char *twin = find_twin(value);
    g_autofree char *shown = twin == NULL ? NULL : stage_visible(twin);
    if (twin != NULL)
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("'%s' stands twice in one object"), shown);
    return g_steal_pointer(&value);
}

gsize
stage_json_member(const char *name, const void *table, gsize size, gsize n, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (gsize i = 0; i < n; i++) {
        const void *row = (const char *)table + i * size;
        const char *const *known = row;
        if (strcmp(*known, name) == 0)
            return i;
        g_ptr_array_add(names, (char *)(guintptr)*known);
    }
    g_ptr_array_add(names, NULL);
    g_autofree char *shown = stage_visible(name);
    g_autofree char *list = g_strjoinv(", ", (char **)names->pdata);
    stage_fail(error, STAGE_ERROR_BAD_INPUT, _("there is no member '%s'; there are: %s"), shown, list);
    return n;
}

void
stage_fields_to_json(StageFields of, const void *entity, cJSON *object)
{
    for (guint i = 0; i < of.n; i++) {
        const StageField *field = &of.fields[i];
        StageValue value = stage_field_value(field, entity);
        if (field->kind == STAGE_FIELD_DERIVED)
            continue;
        if (value.type == STAGE_INT)
            cJSON_AddNumberToObject(object, field->name, (double)value.number);
        else if (value.type == STAGE_TEXT)
            cJSON_AddStringToObject(object, field->name, value.text);
        else
            cJSON_AddNullToObject(object, field->name);
    }
}

static const StageField *
field_named(StageFields of, const char *name)
{
    const StageField *field = of.fields;

    while (field < of.fields + of.n && (strcmp(field->name, name) != 0 || field->kind == STAGE_FIELD_DERIVED))
        field++;
    return field < of.fields + of.n ? field : NULL;
}

static gboolean
read_member(const StageField *field, void *entity, const cJSON *value, GError **error)
{
    if (cJSON_IsNull(value))
        return TRUE;
    if (cJSON_IsString(value) && stage_field_is_text(field))
        return stage_field_set(field, entity, stage_text(value->valuestring)) ||
               stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s holds no day"), _(field->name));
    if (cJSON_IsNumber(value) && !stage_field_is_text(field) &&
        floor(value->valuedouble) == value->valuedouble && fabs(value->valuedouble) < 9007199254740992.0)
        return stage_field_set(field, entity, stage_int((gint64)value->valuedouble));
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s holds a value of the wrong kind"), _(field->name));
}

gboolean
stage_fields_from_json(StageFields of, void *entity, const cJSON *object, const char *const *also,
                       GError **error)
{
    const cJSON *member = NULL;

    if (!cJSON_IsObject(object))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("it is no JSON object"));
    cJSON_ArrayForEach(member, object)
    {
        const StageField *field = field_named(of, member->string);
        if (field == NULL && also != NULL && g_strv_contains(also, member->string))
            continue;
        if (field == NULL) {
            g_autofree char *shown = stage_visible(member->string);
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("there is no field '%s'"), shown);
        }
        if (!read_member(field, entity, member, error))
            return FALSE;
    }
    return TRUE;
}
