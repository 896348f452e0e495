/* The guide for praktijkopleiders: what guiding is, before they are asked about it. */
#include "cmd/document.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/nouns.h"
#include "cmd/texts.h"

typedef struct {
    char *language;
    char *team;
} Options;

#define AT(member) offsetof(Options, member)

static const char *const languages[] = { "nl", "en", NULL };
static const StageOption guide_options[] = {
    { "language", 'l', STAGE_ARG_CHOICE, N_("LANGUAGE"),
      N_("the language of the guide (default: that of messages)"), AT(language), .choices = languages },
    { "team", 0, STAGE_ARG_TEXT, N_("TEAM"), N_("as this team has it, when it has its own"), AT(team) },
    { 0 },
};

/* The Markdown as it stands, but for what would do something to a terminal. */
static void
print_markdown(FILE *out, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        g_auto(GStrv) pieces = g_strsplit(*line, "\t", -1);
        for (char **piece = pieces; *piece != NULL; piece++) {
            g_autofree char *safe = stage_visible(*piece);
            fprintf(out, piece == pieces ? "%s" : "\t%s", safe);
        }
        if (line[1] != NULL)
            fputc('\n', out);
    }
}

/* A program gets the text as well, since all of a guide is prose. */
static StageDocument *
make_document(const char *language, const char *text)
{
    StageDocument *document = stage_document_from_markdown(text);

    stage_document_facts(document, NULL, NULL);
    stage_document_fact(document, "taal", NULL, STAGE_COLUMN_TEXT, stage_text(language));
    stage_document_fact(document, "titel", NULL, STAGE_COLUMN_TEXT, stage_text(document->title));
    stage_document_fact(document, "tekst", NULL, STAGE_COLUMN_TEXT, stage_text(text));
    return document;
}

static gboolean
guide_run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    const StageDocumentLook look = { .language = o->language == NULL ? stage_texts_language(ctx)
                                                                     : o->language };
    g_autofree char *name = g_strdup_printf("gids.%s.md", look.language);
    g_auto(GStrv) paths = stage_texts_paths(ctx, STAGE_TEXTS_GESPREK, o->team, name);

    if (*paths == NULL)
        return stage_fail(error, STAGE_ERROR_CONFIG, _("'%s' is not installed"), name);
    g_autofree char *text = stage_texts_read(paths[g_strv_length(paths) - 1], error);
    if (text == NULL)
        return FALSE;
    if (g_strcmp0(ctx->globals->format, "md") == 0) {
        print_markdown(ctx->out, text);
        return !ferror(ctx->out) || stage_fail(error, STAGE_ERROR_IO, _("cannot write the output"));
    }
    g_autoptr(StageDocument) document = make_document(look.language, text);
    return stage_document_print(ctx, document, &look, error);
}

static const StageCommand guide = {
    .summary = N_("the guide for praktijkopleiders: three ways to guide a student"),
    .details = N_("One page, to be sent before a talk. A school or a team may have its own: stage(5)."),
    .needs = STAGE_NEEDS_NOTHING,
    .options = guide_options,
    .options_size = sizeof(Options),
    .output = stage_document_options,
    .run = guide_run,
};

const StageNoun stage_noun_guide = { "guide", N_("the guide for praktijkopleiders"), NULL, &guide };
