#include "export/schema.h"

#include "base/i18n.h"
#include "base/text.h"

/* As stage_is_email() has it, and with the apostrophe of stage_csv_cell(). */
#define EMAIL     "^[^@ \\t,;<>()\"]+@[^@ \\t,;<>()\"]+\\.[^@ \\t,;<>()\"]+$"
#define WEEKDAYS  "^(ma|di|wo|do|vr|za|zo)(,(ma|di|wo|do|vr|za|zo))*$"
#define PSEUDONYM "^[0-9a-f]{32}$"

static const char *
type_of(const StageExportColumn *column)
{
    if (column->act == STAGE_EXPORT_PSEUDONYM || column->act == STAGE_EXPORT_REGION)
        return "string";
    if (column->field == NULL)
        return "integer";
    switch (column->field->kind) {
    case STAGE_FIELD_NUMBER:
    case STAGE_FIELD_REFERENCE:
        return "integer";
    case STAGE_FIELD_YESNO:
        return "boolean";
    case STAGE_FIELD_DAY:
        return "date";
    default:
        return "string";
    }
}

static void
add_words(cJSON *to, const char *name, const char *const *words)
{
    cJSON *list = cJSON_AddArrayToObject(to, name);

    for (; *words != NULL; words++)
        cJSON_AddItemToArray(list, cJSON_CreateString(*words));
}

/* Counted in characters there and in bytes by us, so none has more; and the apostrophe may come before it. */
static void
add_most(cJSON *constraints, guint bytes)
{
    cJSON_AddNumberToObject(constraints, "maxLength", bytes + 1);
}

static void
add_constraints_of(cJSON *constraints, const StageField *field)
{
    g_autofree char *digits = g_strdup_printf("^[0-9]{%u}$", field->size);

    switch (field->kind) {
    case STAGE_FIELD_LINE:
        add_most(constraints, STAGE_LINE_MAX);
        break;
    case STAGE_FIELD_NOTE:
        add_most(constraints, STAGE_NOTE_MAX);
        break;
    case STAGE_FIELD_DIGITS:
        cJSON_AddStringToObject(constraints, "pattern", digits);
        break;
    case STAGE_FIELD_EMAIL:
        cJSON_AddStringToObject(constraints, "pattern", EMAIL);
        break;
    case STAGE_FIELD_WEEKDAYS:
        cJSON_AddStringToObject(constraints, "pattern", WEEKDAYS);
        break;
    case STAGE_FIELD_CHOICE:
        add_words(constraints, "enum", field->choices);
        break;
    case STAGE_FIELD_NUMBER:
        cJSON_AddNumberToObject(constraints, "minimum", 1);
        if (field->size < STAGE_FIELD_MANY)
            cJSON_AddNumberToObject(constraints, "maximum", field->size);
        break;
    case STAGE_FIELD_REFERENCE:
        cJSON_AddNumberToObject(constraints, "minimum", 1);
        break;
    default: /* its type says all */
        break;
    }
}

static void
add_constraints(cJSON *to, const StageExportColumn *column)
{
    cJSON *constraints = cJSON_CreateObject();
    gboolean is_id = column->field == NULL;

    if (is_id || (column->field->required && column->common == NULL))
        cJSON_AddBoolToObject(constraints, "required", TRUE);
    if (is_id)
        cJSON_AddBoolToObject(constraints, "unique", TRUE);
    if (column->act == STAGE_EXPORT_PSEUDONYM)
        cJSON_AddStringToObject(constraints, "pattern", PSEUDONYM);
    else if (column->act == STAGE_EXPORT_REGION)
        cJSON_AddStringToObject(constraints, "pattern", "^[0-9]{2}$");
    else if (is_id)
        cJSON_AddNumberToObject(constraints, "minimum", 1);
    else
        add_constraints_of(constraints, column->field);
    if (constraints->child != NULL)
        cJSON_AddItemToObject(to, "constraints", constraints);
    else
        cJSON_Delete(constraints);
}

/* What it holds, and what was done to that. */
static char *
describe(const StageExportColumn *column)
{
    GString *text = g_string_new(column->about == NULL ? "" : _(column->about));

    if (column->act == STAGE_EXPORT_PSEUDONYM)
        g_string_append_printf(text, "; %s", _("a pseudonym"));
    if (column->act == STAGE_EXPORT_WEEK)
        g_string_append_printf(text, "; %s", _("the Monday of its week"));
    if (column->act == STAGE_EXPORT_REGION)
        g_string_append_printf(text, "; %s", _("the first two figures of a Dutch one"));
    if (column->common != NULL)
        g_string_append_printf(text, _("; nothing when fewer than %d rows have it"), STAGE_EXPORT_COMMON);
    return g_string_free(text, FALSE);
}

static cJSON *
field_of(const StageExportColumn *column)
{
    static const char *const yes[] = { "true", NULL };
    static const char *const no[] = { "false", NULL };
    cJSON *to = cJSON_CreateObject();
    g_autofree char *about = describe(column);
    const char *type = type_of(column);

    cJSON_AddStringToObject(to, "name", column->name);
    cJSON_AddStringToObject(to, "type", type);
    cJSON_AddStringToObject(to, "format", g_str_equal(type, "date") ? "%Y-%m-%d" : "default");
    if (g_str_equal(type, "boolean")) {
        add_words(to, "trueValues", yes);
        add_words(to, "falseValues", no);
    }
    cJSON_AddStringToObject(to, "description", about);
    cJSON_AddStringToObject(to, "privacy", stage_privacy_word(column->privacy));
    add_constraints(to, column);
    return to;
}

static gboolean
has_table(GPtrArray *tables, const StageEntity *of)
{
    for (guint i = 0; i < tables->len; i++)
        if (((const StageExportTable *)tables->pdata[i])->of == of)
            return TRUE;
    return FALSE;
}

static cJSON *
foreign_key(const StageField *field)
{
    cJSON *key = cJSON_CreateObject();

    cJSON_AddStringToObject(key, "fields", field->name);
    cJSON *reference = cJSON_AddObjectToObject(key, "reference");
    cJSON_AddStringToObject(reference, "resource", field->refers->noun);
    cJSON_AddStringToObject(reference, "fields", "id");
    return key;
}

cJSON *
stage_export_schema(const StageExportShape *shape, GPtrArray *tables)
{
    static const char *const missing[] = { "", NULL };
    cJSON *schema = cJSON_CreateObject(), *keys = cJSON_CreateArray();

    cJSON *fields = cJSON_AddArrayToObject(schema, "fields");
    for (guint i = 0; i < shape->n; i++) {
        const StageField *field = shape->columns[i].field;
        cJSON_AddItemToArray(fields, field_of(&shape->columns[i]));
        if (field != NULL && field->refers != NULL && has_table(tables, field->refers))
            cJSON_AddItemToArray(keys, foreign_key(field));
    }
    add_words(schema, "missingValues", missing);
    cJSON_AddStringToObject(schema, "primaryKey", "id");
    if (keys->child != NULL)
        cJSON_AddItemToObject(schema, "foreignKeys", keys);
    else
        cJSON_Delete(keys);
    return schema;
}
