/* What of a document people see, in whatever format. */
#include <string.h>

#include "cmd/document.h"
#include "cmd/shown.h"

gboolean
stage_fact_is_shown(const StageFact *fact)
{
    return fact->label != NULL && fact->value.type != STAGE_NULL;
}

guint *
stage_section_columns(const StageSection *section, guint *out_n)
{
    guint *shown = g_new0(guint, MAX(section->n_columns, 1));

    *out_n = 0;
    for (guint c = 0; c < section->n_columns; c++)
        if (section->columns[c].title != NULL)
            shown[(*out_n)++] = c;
    return shown;
}

char *
stage_section_line(const StageSection *section, const StageValue *row)
{
    guint n = 0;
    g_autofree guint *shown = stage_section_columns(section, &n);
    GString *line = g_string_new(NULL);

    for (guint i = 0; i < n; i++) {
        g_autofree char *text = stage_shown_lines(section->columns[shown[i]].type, row[shown[i]]);
        if (*text == '\0' || section->columns[shown[i]].once)
            continue;
        if (line->len > 0)
            g_string_append(line, i == n - 1 ? ": " : " ");
        g_string_append(line, text);
    }
    return g_string_free(line, FALSE);
}

static char *
group_of(const StageSection *section, const StageValue *row)
{
    guint n = 0;
    g_autofree guint *shown = stage_section_columns(section, &n);
    GString *group = g_string_new(NULL);

    for (guint i = 0; i < n; i++) {
        g_autofree char *text = section->columns[shown[i]].once
                                    ? stage_shown_lines(section->columns[shown[i]].type, row[shown[i]])
                                    : g_strdup("");
        g_string_append_printf(group, "%s%s", group->len > 0 && *text != '\0' ? " " : "", text);
    }
    return g_string_free(group, FALSE);
}

char *
stage_section_group(const StageSection *section, guint row)
{
    g_autofree char *now = group_of(section, g_ptr_array_index(section->rows, row));
    g_autofree char *before = row == 0 ? NULL : group_of(section, g_ptr_array_index(section->rows, row - 1));

    return *now == '\0' || g_strcmp0(now, before) == 0 ? NULL : g_steal_pointer(&now);
}

const char *
stage_item_text(const char *paragraph)
{
    return g_str_has_prefix(paragraph, STAGE_BULLET) ? paragraph + strlen(STAGE_BULLET) : NULL;
}

static gboolean
has_content(const StageSection *section)
{
    guint n = 0;
    g_autofree guint *shown = stage_section_columns(section, &n);

    for (guint i = 0; i < section->facts->len; i++)
        if (stage_fact_is_shown(&g_array_index(section->facts, StageFact, i)))
            return TRUE;
    return n > 0 && section->rows->len > 0;
}

static gboolean
is_shown(const StageSection *section)
{
    if (has_content(section))
        return TRUE;
    return section->layout == STAGE_LAYOUT_FACTS ? section->says->len > 0 : section->none != NULL;
}

void
stage_page_each(StagePage *page, const StageDocument *document, const StagePageParts *parts)
{
    for (guint i = 0; i < document->sections->len; i++) {
        const StageSection *section = g_ptr_array_index(document->sections, i);
        const char *none = section->none;
        if (!is_shown(section) || (section->detail && !page->details))
            continue;
        if (section->title != NULL)
            parts->heading(page, section->title);
        if (has_content(section))
            parts->of[section->layout](page, section);
        else if (none != NULL)
            parts->say(page, &none, 1);
        if (section->says->len > 0)
            parts->say(page, (const char *const *)section->says->pdata, section->says->len);
    }
}
