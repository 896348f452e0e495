#include "export/column.h"

#include <string.h>

#include "base/i18n.h"

/* What is done with a field under a pseudonym; FALSE: it is left out. */
static gboolean
hide(StageExportColumn *column)
{
    StageFieldKind kind = column->field->kind;

    switch (column->privacy) {
    case STAGE_PRIVACY_PLAIN:
        return TRUE;
    case STAGE_PRIVACY_KEY:
    case STAGE_PRIVACY_GROUP:
        column->act = STAGE_EXPORT_PSEUDONYM;
        break;
    case STAGE_PRIVACY_QUASI:
        column->act = kind == STAGE_FIELD_DAY        ? STAGE_EXPORT_WEEK
                      : kind == STAGE_FIELD_POSTCODE ? STAGE_EXPORT_REGION
                                                     : STAGE_EXPORT_AS_IS;
        break;
    case STAGE_PRIVACY_IDENTIFYING:
    case STAGE_PRIVACY_PROSE:
    case STAGE_PRIVACY_UNKNOWN:
        return FALSE;
    }
    if (column->privacy != STAGE_PRIVACY_KEY && column->act != STAGE_EXPORT_WEEK)
        column->common = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return TRUE;
}

StageExportShape *
stage_export_shape_new(const StageExportTable *table, const StagePseudonym *under)
{
    StageExportShape *shape = g_new0(StageExportShape, 1);
    StageFields fields = table->of->fields;

    shape->table = table;
    shape->under = under;
    shape->left_out = g_ptr_array_new();
    shape->columns[shape->n++] = (StageExportColumn){
        .name = "id",
        .about = N_("which row it is, in this table; never given out again"),
        .privacy = STAGE_PRIVACY_KEY,
        .act = under == NULL ? STAGE_EXPORT_AS_IS : STAGE_EXPORT_PSEUDONYM
    };
    for (guint i = 0, at = 1; i < fields.n; i++) {
        const StageField *field = &fields.fields[i];
        const StageExportField *said = stage_export_field_named(table, field->name);
        if (field->kind == STAGE_FIELD_DERIVED)
            continue;
        StageExportColumn column = { .name = field->name,
                                     .field = field,
                                     .about = said == NULL ? NULL : said->about,
                                     .privacy = said == NULL ? STAGE_PRIVACY_UNKNOWN : said->privacy,
                                     .at = at };
        at++;
        if (g_strcmp0(table->confidential, field->name) == 0)
            shape->private_at = column.at;
        if (under == NULL || hide(&column))
            shape->columns[shape->n++] = column;
        else
            g_ptr_array_add(shape->left_out, (char *)(guintptr)field->name);
    }
    g_assert(table->confidential == NULL || shape->private_at > 0);
    return shape;
}

void
stage_export_shape_free(StageExportShape *shape)
{
    for (guint i = 0; i < shape->n; i++)
        g_clear_pointer(&shape->columns[i].common, g_hash_table_unref);
    g_ptr_array_unref(shape->left_out);
    g_free(shape);
}

gboolean
stage_export_is_private(const StageExportShape *shape, StageStmt *row)
{
    return shape->private_at > 0 && stage_stmt_number(row, shape->private_at) != 0;
}

/* --- values --- */

static const char *
text_of(StageValue value, char number[24])
{
    if (value.type == STAGE_INT)
        g_snprintf(number, 24, "%" G_GINT64_FORMAT, value.number);
    return value.type == STAGE_INT ? number : value.text;
}

static StageValue
region_of(StageValue value, StageExportRoom *room)
{
    if (value.type != STAGE_TEXT || strspn(value.text, "0123456789") != 4 || strlen(value.text) != 7)
        return stage_null();
    g_snprintf(room->text, sizeof room->text, "%.2s", value.text);
    return stage_text(room->text);
}

static StageValue
week_of(StageValue value, StageExportRoom *room)
{
    StageDay day;

    if (value.type != STAGE_TEXT || !stage_day_from_iso(value.text, &day))
        return stage_null();
    day = stage_day_plus(day, 1 - stage_day_weekday(day));
    g_strlcpy(room->text, day.text, sizeof room->text);
    return stage_text(room->text);
}

static StageValue
pseudonym_of(const StageExportShape *shape, const StageExportColumn *column, StageValue value,
             StageExportRoom *room)
{
    const StageEntity *refers = column->field == NULL ? shape->table->of : column->field->refers;
    char number[24];

    if (value.type == STAGE_NULL)
        return value;
    stage_pseudonym_of(shape->under, refers == NULL ? shape->table->of->noun : refers->noun,
                       refers == NULL ? column->name : "id", text_of(value, number), room->text);
    return stage_text(room->text);
}

void
stage_export_count(const StageExportColumn *column, StageValue value)
{
    StageExportRoom room;
    char number[24];

    if (column->act == STAGE_EXPORT_REGION)
        value = region_of(value, &room);
    if (value.type == STAGE_NULL)
        return;
    const char *text = text_of(value, number);
    guint rows = GPOINTER_TO_UINT(g_hash_table_lookup(column->common, text));
    if (rows < STAGE_EXPORT_COMMON)
        g_hash_table_insert(column->common, g_strdup(text), GUINT_TO_POINTER(rows + 1));
}

static gboolean
is_common(const StageExportColumn *column, StageValue value)
{
    char number[24];

    return value.type != STAGE_NULL &&
           GPOINTER_TO_UINT(g_hash_table_lookup(column->common, text_of(value, number))) >=
               STAGE_EXPORT_COMMON;
}

StageValue
stage_export_value(const StageExportShape *shape, const StageExportColumn *column, StageValue value,
                   StageExportRoom *room)
{
    if (column->act == STAGE_EXPORT_REGION)
        value = region_of(value, room);
    else if (column->act == STAGE_EXPORT_WEEK)
        value = week_of(value, room);
    if (column->common != NULL && !is_common(column, value))
        return stage_null();
    return column->act == STAGE_EXPORT_PSEUDONYM ? pseudonym_of(shape, column, value, room) : value;
}
