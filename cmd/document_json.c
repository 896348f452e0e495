/* Documents as JSON, for programs. */
#include <cjson/cJSON.h>

#include "cmd/document.h"
#include "cmd/shown.h"

static void
add_facts(cJSON *object, const StageSection *section)
{
    for (guint i = 0; i < section->facts->len; i++) {
        const StageFact *fact = &g_array_index(section->facts, StageFact, i);
        if (fact->key != NULL && *fact->key != '\0')
            cJSON_AddItemToObjectCS(object, fact->key, stage_shown_json(fact->type, fact->value));
    }
}

static cJSON *
row_of(const StageSection *section, const StageValue *values)
{
    cJSON *row = cJSON_CreateObject();

    for (guint c = 0; c < section->n_columns; c++)
        cJSON_AddItemToObjectCS(row, section->columns[c].key,
                                stage_shown_json(section->columns[c].type, values[c]));
    return row;
}

static void
add_rows(cJSON *object, const StageSection *section)
{
    cJSON *rows = cJSON_AddArrayToObject(object, section->key);
    g_autofree char *total = g_strconcat(section->key, "_totaal", NULL);

    for (guint i = 0; i < section->rows->len; i++)
        cJSON_AddItemToArray(rows, row_of(section, g_ptr_array_index(section->rows, i)));
    if (section->total != NULL)
        cJSON_AddItemToObject(object, total, row_of(section, section->total));
}

/* Facts of a section without a key are the document's own. */
static void
add_section(cJSON *object, const StageSection *section)
{
    cJSON *facts = object;

    if (section->layout == STAGE_LAYOUT_FACTS) {
        if (section->key != NULL)
            cJSON_AddItemToObjectCS(object, section->key, facts = cJSON_CreateObject());
        add_facts(facts, section);
    } else if (section->key != NULL) {
        add_rows(object, section);
    }
}

void
stage_page_json(StagePage *page, const StageDocument *document)
{
    cJSON *object = cJSON_CreateObject();

    for (guint i = 0; i < document->sections->len; i++)
        add_section(object, g_ptr_array_index(document->sections, i));
    char *text = cJSON_Print(object);
    if (text == NULL)
        g_error("cJSON: out of memory");
    fprintf(page->out, "%s\n", text);
    cJSON_free(text);
    cJSON_Delete(object);
}
