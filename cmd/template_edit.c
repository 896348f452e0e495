/* Changing a template: what is written is one that mail can be made from. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/templates.h"
#include "cmd/texts.h"
#include "cmd/typed.h"
#include "mail/woorden.h"

/* More faults than these are told by their number. */
enum { FAULTS_SHOWN = 20 };

#define AT(member) offsetof(StageTemplateOptions, member)

static const StageOption edit_options[] = {
    { NULL, 0, STAGE_ARG_CHOICE, N_("NAME"), N_("its name"), AT(naam), .choices = stage_sjabloon_namen,
      .required = TRUE },
    { "language", 'l', STAGE_ARG_CHOICE, N_("LANGUAGE"),
      N_("the language of the mail (default: that of messages)"), AT(language), .choices = stage_mail_talen },
    { "team", 0, STAGE_ARG_TEXT, N_("TEAM"), N_("only for this team"), AT(team) },
    { 0 },
};

/* With a newline at its end; empty when there is nothing in it. */
static char *
tidy(const char *typed)
{
    g_autofree char *text = stage_texts_lines(typed);

    if (text[strspn(text, " \t\n")] == '\0')
        return g_strdup("");
    return g_strconcat(text, g_str_has_suffix(text, "\n") ? "" : "\n", NULL);
}

/* An empty text is as good as any: it takes the own template away. */
static gboolean
check_typed(const StageSjabloonSoort *soort, const char *name, const char *text, GError **error)
{
    g_autoptr(GString) faults = g_string_new(NULL);
    guint n = *text == '\0' ? 0 : stage_template_faults(soort, text, name, faults);

    if (n == 0)
        return TRUE;
    g_auto(GStrv) lines = g_strsplit(faults->str, "\n", -1);
    g_string_truncate(faults, 0);
    for (guint i = 0; i < MIN(n, FAULTS_SHOWN); i++)
        g_string_append_printf(faults, "%s%s", i == 0 ? "" : "\n", lines[i]);
    if (n > FAULTS_SHOWN)
        g_string_append_printf(faults, Q_("\nand %u more", "\nand %u more", n - FAULTS_SHOWN),
                               n - FAULTS_SHOWN);
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, "%s", faults->str);
}

/* The text until nothing is wrong with it, or until the user has enough of it: then the draft remains. */
static char *
read_typed(StageContext *ctx, const StageSjabloonSoort *soort, const char *name, char *first, gboolean again,
           GError **error)
{
    g_autofree char *typed = first;

    while (typed != NULL) {
        g_autofree char *text = tidy(typed);
        g_autoptr(GError) failed = NULL;
        if (check_typed(soort, name, text, &failed))
            return g_steal_pointer(&text);
        char *next = again ? stage_typed_again(ctx, typed, failed) : NULL;
        g_free(typed);
        typed = next;
        ctx->placed = typed == NULL;
        if (typed == NULL)
            g_propagate_error(error, g_steal_pointer(&failed));
    }
    return NULL;
}

static char *
take_editor(StageContext *ctx, const StageTemplateOptions *o, const char *name, GError **error)
{
    const StageSjabloonSoort *soort = stage_template_soort(o);
    g_autofree char *before = stage_template_text(ctx, soort, stage_template_language(ctx, o), o->team, NULL,
                                                  error);
    g_autofree char *typed = before == NULL ? NULL : stage_typed_editor(ctx, before, error);

    if (typed != NULL && strcmp(typed, before) == 0)
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("nothing was changed, so nothing was stored"));
    return read_typed(ctx, soort, name, g_steal_pointer(&typed), TRUE, error);
}

static gboolean
edit_reads(const StageCommand *command, const void *options, gboolean any)
{
    (void)command;
    (void)options;
    (void)any;
    return TRUE;
}

static gboolean
edit_ask(StageContext *ctx, void *options, GError **error)
{
    const StageTemplateOptions *o = options;
    const StageSjabloonSoort *soort = stage_template_soort(o);
    g_autofree char *name = stage_template_file(soort, stage_template_language(ctx, o));
    g_autofree char *path = stage_texts_own(ctx, STAGE_TEXTS_TEMPLATES, o->team, name, error);

    if (path == NULL)
        return FALSE; /* before anything is typed */
    ctx->held = isatty(STDIN_FILENO)
                    ? take_editor(ctx, o, name, error)
                    : read_typed(ctx, soort, name, stage_typed_input(ctx, error), FALSE, error);
    ctx->free_held = g_free;
    return ctx->held != NULL;
}

static gboolean
write_own(const char *path, const char *text, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *shown = stage_visible(path);
    g_autoptr(GError) failed = NULL;

    if (g_mkdir_with_parents(folder, 0700) == 0 &&
        g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &failed))
        return TRUE;
    gboolean denied = failed == NULL ? errno == EACCES
                                     : g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_ACCES);
    return stage_fail(error, denied ? STAGE_ERROR_DENIED : STAGE_ERROR_IO, _("cannot write '%s': %s"), shown,
                      failed == NULL ? g_strerror(errno) : failed->message);
}

static gboolean
remove_own(StageContext *ctx, const char *path, GError **error)
{
    g_autofree char *shown = stage_visible(path);

    if (unlink(path) == 0) {
        stage_say(ctx, _("'%s' is removed"), shown);
        return TRUE;
    }
    if (errno == ENOENT || errno == ENOTDIR)
        return stage_fail(error, STAGE_ERROR_NOT_FOUND,
                          _("the text is empty, and there is no '%s' to remove"), shown);
    return stage_fail(error, errno == EACCES ? STAGE_ERROR_DENIED : STAGE_ERROR_IO,
                      _("cannot remove '%s': %s"), shown, g_strerror(errno));
}

static gboolean
edit_run(StageContext *ctx, const void *options, GError **error)
{
    const StageTemplateOptions *o = options;
    g_autofree char *name = stage_template_file(stage_template_soort(o), stage_template_language(ctx, o));
    g_autofree char *path = stage_texts_own(ctx, STAGE_TEXTS_TEMPLATES, o->team, name, error);
    g_autofree char *shown = path == NULL ? NULL : stage_visible(path);
    const char *text = ctx->held;

    if (path == NULL)
        return FALSE;
    if (*text == '\0')
        return remove_own(ctx, path, error);
    if (!write_own(path, text, error))
        return FALSE;
    stage_say(ctx, _("'%s' is written"), shown);
    return TRUE;
}

const StageCommand stage_template_edit = {
    .name = "edit",
    .summary = N_("change a template in an editor, or put one in its place"),
    .details = N_(
        "What has a fault is not written, and kept as a draft. An empty text removes your own "
        "template, so that\nthe one before it counts again. A text on standard input takes the place "
        "of the editor."),
    .options = edit_options,
    .options_size = sizeof(StageTemplateOptions),
    .reads_input = edit_reads,
    .ask = edit_ask,
    .run = edit_run,
};
