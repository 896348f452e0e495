#include "cmd/document.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/texts.h"

/* What paper and files have, and the least that a screen is taken to have. */
enum { WIDTH = 80, LEAST = 40 };

const char *const stage_document_formats[] = { "text", "md", "html", "json", NULL };
const char *const stage_page_formats[] = { "text", "md", "html", "json", "table", "csv", "tsv", NULL };

static const struct {
    void (*print)(StagePage *page, const StageDocument *document);
    gboolean prose;
} formats[] = {
    { stage_page_text, TRUE },
    { stage_page_markdown, TRUE },
    { stage_page_html, TRUE },
    { stage_page_json, FALSE },
};

/* Its place among the formats of documents, or -1. */
static int
format_named(const char *name)
{
    for (int i = 0; stage_document_formats[i] != NULL; i++)
        if (strcmp(stage_document_formats[i], name) == 0)
            return i;
    return -1;
}

gboolean
stage_is_prose(const char *format)
{
    int i = format_named(format);

    return i >= 0 && formats[i].prose;
}

gboolean
stage_is_document_wanted(const StageContext *ctx)
{
    const StageOption *output = stage_command_output(ctx->command);
    const char *format = ctx->globals->format;

    return (output == stage_document_options || output == stage_page_options) &&
           ctx->globals->columns == NULL && (format == NULL || format_named(format) >= 0);
}

static guint
find_width(gboolean terminal)
{
    struct winsize size = { 0 };

    if (!terminal || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return WIDTH;
    return MAX(size.ws_col, LEAST);
}

gboolean
stage_document_print(StageContext *ctx, const StageDocument *document, const StageDocumentLook *look,
                     GError **error)
{
    const char *format = ctx->globals->format == NULL ? stage_document_formats[0] : ctx->globals->format;
    gboolean screen = !look->paper && isatty(STDOUT_FILENO) == 1;
    StagePage page = { .out = ctx->out,
                       .look = look,
                       .language = look->language == NULL ? stage_texts_language(ctx) : look->language,
                       .bold = screen && g_getenv("NO_COLOR") == NULL,
                       .width = find_width(screen) };
    int i = format_named(format);

    formats[MAX(i, 0)].print(&page, document);
    return !ferror(ctx->out) || stage_fail(error, STAGE_ERROR_IO, _("cannot write the output"));
}
