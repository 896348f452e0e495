#include "report/document.h"

#include <string.h>

/* What is read so far of a paragraph or an item. */
typedef struct {
    StageDocument *document;
    GString *text;
    gboolean begun; /* something stands before this, so that a title is no longer the document's */
} Reader;

static void
end_paragraph(Reader *reader)
{
    if (reader->text->len > 0)
        stage_document_say(reader->document, reader->text->str);
    g_string_truncate(reader->text, 0);
}

static void
take_heading(Reader *reader, const char *title)
{
    end_paragraph(reader);
    if (*title == '\0')
        return;
    if (reader->begun)
        stage_document_facts(reader->document, NULL, title);
    else
        reader->document->title = g_string_chunk_insert(reader->document->texts, title);
    reader->begun = TRUE;
}

static void
take_text(Reader *reader, const char *text)
{
    if (reader->text->len > 0 && !g_str_has_suffix(reader->text->str, " "))
        g_string_append_c(reader->text, ' ');
    g_string_append(reader->text, text);
    reader->begun = TRUE;
}

/* "# ", "## " and "- " count where a line begins, so that an indented line goes on with an item. */
static void
take_line(Reader *reader, const char *line)
{
    g_autofree char *text = g_strstrip(g_strdup(line));

    if (*text == '\0') {
        end_paragraph(reader);
    } else if (g_str_has_prefix(line, "# ")) {
        take_heading(reader, g_strchug(text + 1));
    } else if (g_str_has_prefix(line, "## ")) {
        reader->begun = TRUE;
        take_heading(reader, g_strchug(text + 2));
    } else if (g_str_has_prefix(line, "- ") && text[1] != '\0') {
        end_paragraph(reader);
        g_string_append(reader->text, STAGE_BULLET);
        take_text(reader, g_strchug(text + 1));
    } else {
        take_text(reader, text);
    }
}

StageDocument *
stage_document_from_markdown(const char *text)
{
    StageDocument *document = stage_document_new(NULL);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    Reader reader = { document, g_string_new(NULL), FALSE };

    for (char **line = lines; *line != NULL; line++)
        take_line(&reader, *line);
    end_paragraph(&reader);
    g_string_free(reader.text, TRUE);
    return document;
}
