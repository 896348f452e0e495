#include "cmd/shown.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

/* The states of moments (rules/moment.h), each with its sign in a bar and its colour. */
static const struct {
    const char *stand, *sign, *colour;
} stands[] = {
    { "gehouden", "●", "green" }, { "vrijgesteld", "◌", "green" }, { "gepland", "◐", "cyan" },
    { "nu", "○", "brown" },       { "laat", "!", "lightred" },     { "later", "·", NULL },
    { "gemist", "✗", "red" },
};

static char *
bar_of(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, ",", -1);
    GString *bar = g_string_new(NULL);

    for (char **word = words; *word != NULL; word++)
        for (gsize i = 0; i < G_N_ELEMENTS(stands); i++)
            if (strcmp(stands[i].stand, *word) == 0)
                g_string_append(bar, stands[i].sign);
    return g_string_free(bar, FALSE);
}

const char *
stage_shown_colour(StageColumnType type, StageValue value)
{
    for (gsize i = 0; type == STAGE_COLUMN_STAND && i < G_N_ELEMENTS(stands); i++)
        if (g_strcmp0(stands[i].stand, value.text) == 0)
            return stands[i].colour;
    return NULL;
}

void
stage_shown_number(StageColumnType type, gint64 number, char out[STAGE_NUMBER_SIZE])
{
    if (type == STAGE_COLUMN_PERCENT)
        g_snprintf(out, STAGE_NUMBER_SIZE, "%s%" PRId64 ".%d", number < 0 ? "-" : "",
                   (number < 0 ? -number : number) / 10, abs((int)(number % 10)));
    else
        g_snprintf(out, STAGE_NUMBER_SIZE, "%" PRId64, number);
}

gboolean
stage_shown_right(StageColumnType type)
{
    return type == STAGE_COLUMN_NUMBER || type == STAGE_COLUMN_PERCENT;
}

/* "37,5 %", with the point of the user's language. */
static char *
percentage(gint64 number)
{
    char text[STAGE_NUMBER_SIZE];

    stage_shown_number(STAGE_COLUMN_PERCENT, number, text);
    g_auto(GStrv) parts = g_strsplit(text, ".", 2);
    /* TRANSLATORS: a percentage with one decimal: 37.5 % */
    return g_strdup_printf(_("%s.%s %%"), parts[0], parts[1]);
}

char *
stage_shown(StageColumnType type, StageValue value)
{
    if (stage_is_few(value))
        return g_strdup("<5");
    if (value.type == STAGE_NULL)
        return g_strdup("");
    if (value.type == STAGE_TEXT)
        return type == STAGE_COLUMN_BAR ? bar_of(value.text) : stage_visible(value.text);
    if (type == STAGE_COLUMN_YESNO)
        return g_strdup(value.number != 0 ? _("ja") : _("nee"));
    if (type == STAGE_COLUMN_PERCENT)
        return percentage(value.number);
    return g_strdup_printf("%" PRId64, value.number);
}

char *
stage_shown_lines(StageColumnType type, StageValue value)
{
    gboolean is_text = value.type == STAGE_TEXT && type != STAGE_COLUMN_BAR;

    return is_text ? stage_visible_lines(value.text) : stage_shown(type, value);
}

char *
stage_visible_lines(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        char *safe = stage_visible(*line);
        g_free(*line);
        *line = safe;
    }
    return g_strjoinv("\n", lines);
}

const char *
stage_shown_title(const StageColumn *column)
{
    return column->title == NULL ? column->key : _(column->title);
}

cJSON *
stage_shown_json(StageColumnType type, StageValue value)
{
    if (value.type == STAGE_NULL)
        return cJSON_CreateNull();
    if (value.type == STAGE_TEXT)
        return cJSON_CreateStringReference(value.text);
    if (type == STAGE_COLUMN_YESNO)
        return cJSON_CreateBool(value.number != 0);
    if (type == STAGE_COLUMN_PERCENT)
        return cJSON_CreateNumber((double)value.number / 10);
    return cJSON_CreateNumber((double)value.number);
}
