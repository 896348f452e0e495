#include "report/document.h"

#include <string.h>

static void
free_section(void *data)
{
    StageSection *s = data;

    g_array_free(s->facts, TRUE);
    g_ptr_array_free(s->rows, TRUE);
    g_free(s->total);
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
    document->owned = g_ptr_array_new_with_free_func(g_free);
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
    g_ptr_array_free(document->owned, TRUE);
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
    s->n_columns = stage_columns_count(columns);
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

static StageValue *
keep_row(StageDocument *document, const StageValue *values)
{
    guint n = last(document)->n_columns;
    StageValue *row = g_new(StageValue, n);

    for (guint i = 0; i < n; i++)
        row[i] = keep_value(document, values[i]);
    return row;
}

void
stage_document_row(StageDocument *document, const StageValue *values)
{
    g_ptr_array_add(last(document)->rows, keep_row(document, values));
}

void
stage_document_total(StageDocument *document, const StageValue *values)
{
    g_assert(last(document)->total == NULL);
    last(document)->total = keep_row(document, values);
}

void
stage_document_chart(StageDocument *document, StageChartKind kind, const char *const *columns)
{
    last(document)->chart = (StageChart){ kind, columns };
}

void
stage_document_detail(StageDocument *document)
{
    last(document)->detail = TRUE;
}

void
stage_document_own(StageDocument *document, void *memory)
{
    g_ptr_array_add(document->owned, memory);
}

const StageSection *
stage_document_section(const StageDocument *document, const char *key)
{
    for (guint i = 0; i < document->sections->len; i++) {
        const StageSection *s = g_ptr_array_index(document->sections, i);
        if (g_strcmp0(s->key, key) == 0)
            return s;
    }
    return NULL;
}

void
stage_document_say(StageDocument *document, const char *text)
{
    g_ptr_array_add(last(document)->says, keep(document, text));
}
