#include "report/document.h"

#include <string.h>

static void
free_section(void *data)
{
    StageSection *s = data;

    g_array_free(s->facts, TRUE);
    g_ptr_array_free(s->rows, TRUE);
    g_ptr_array_free(s->says, TRUE);
    g_free(s);
}

static char *
keep(StageDocument *document, const char *text)
{
    return text == NULL ? NULL : g_string_chunk_insert(document->texts, text);
}

static StageValue
keep_value(StageDocument *document, StageValue value)
{
    if (value.type == STAGE_TEXT)
        value.text = keep(document, value.text);
    return value;
}

static StageSection *
begin(StageDocument *document, const char *key, const char *title, StageLayout layout)
{
    StageSection *s = g_new0(StageSection, 1);

    s->key = keep(document, key);
    s->title = keep(document, title);
    s->layout = layout;
    s->facts = g_array_new(FALSE, FALSE, sizeof(StageFact));
    s->rows = g_ptr_array_new_with_free_func(g_free);
    s->says = g_ptr_array_new();
    g_ptr_array_add(document->sections, s);
    return s;
}

static StageSection *
last(StageDocument *document)
{
    return g_ptr_array_index(document->sections, document->sections->len - 1);
}

StageDocument *
stage_document_new(const char *title)
{
    StageDocument *document = g_new0(StageDocument, 1);

    document->sections = g_ptr_array_new_with_free_func(free_section);
    document->texts = g_string_chunk_new(4096);
    document->title = keep(document, title);
    begin(document, NULL, NULL, STAGE_LAYOUT_FACTS);
    return document;
}

void
stage_document_free(StageDocument *document)
{
    if (document == NULL)
        return;
    g_ptr_array_free(document->sections, TRUE);
    g_string_chunk_free(document->texts);
    g_free(document);
}

void
stage_document_facts(StageDocument *document, const char *key, const char *title)
{
    begin(document, key, title, STAGE_LAYOUT_FACTS);
}

void
stage_document_rows(StageDocument *document, const char *key, const char *title, StageLayout layout,
                    const StageColumn *columns, const char *none)
{
    StageSection *s = begin(document, key, title, layout);

    g_assert(layout != STAGE_LAYOUT_FACTS);
    s->columns = columns;
    while (columns[s->n_columns].key != NULL)
        s->n_columns++;
    s->none = keep(document, none);
}

void
stage_document_fact(StageDocument *document, const char *key, const char *label, StageColumnType type,
                    StageValue value)
{
    StageFact fact = { keep(document, key), keep(document, label), type, keep_value(document, value) };

    g_assert(last(document)->layout == STAGE_LAYOUT_FACTS);
    g_array_append_val(last(document)->facts, fact);
}

void
stage_document_row(StageDocument *document, const StageValue *values)
{
    StageSection *s = last(document);
    StageValue *row = g_new(StageValue, s->n_columns);

    for (guint i = 0; i < s->n_columns; i++)
        row[i] = keep_value(document, values[i]);
    g_ptr_array_add(s->rows, row);
}

void
stage_document_say(StageDocument *document, const char *text)
{
    g_ptr_array_add(last(document)->says, keep(document, text));
}
