/* The forms of exports: which there are, what one says, whether one is right, and a new one. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/environment.h"
#include "cmd/import.h"
#include "cmd/print.h"
#include "import/suggest.h"

typedef struct {
    char *action;
    char *name;
    char *file;
} Options;

#define AT(member) offsetof(Options, member)

static const char *const actions[] = { "list", "show", "check", "new", NULL };
static const StageOption profile_options[] = {
    { NULL, 0, STAGE_ARG_CHOICE, N_("ACTION"), N_("list, show NAME, check FILE, or new NAME FILE"),
      AT(action), .choices = actions, .required = TRUE },
    { NULL, 0, STAGE_ARG_PROFILE, N_("NAME"), N_("a profile; for check the path of its file"), AT(name) },
    { NULL, 0, STAGE_ARG_FILE, N_("FILE"), N_("for new: an export, whose header it is made from"), AT(file) },
    { 0 },
};

static const StageColumn columns[] = {
    { "name", N_("name"), STAGE_COLUMN_TEXT },
    { "title", N_("title"), STAGE_COLUMN_TEXT },
    { "known", N_("known by"), STAGE_COLUMN_TEXT },
    { "file", NULL, STAGE_COLUMN_TEXT },
    { 0 },
};

StageProfiles *
stage_import_profiles(GError **error)
{
    g_auto(GStrv) folders = stage_profile_folders();

    return stage_profiles_load((const char *const *)folders, error);
}

/* --- list --- */

static char *
known_by(const StageProfile *p)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < p->records->len; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : _("records: "),
                               ((StageProfileRecord *)g_ptr_array_index(p->records, i))->type);
    for (guint i = 0; out->len == 0 && i < p->signs->len; i++) {
        const StageProfileSign *sign = g_ptr_array_index(p->signs, i);
        for (guint h = 0; h < sign->headers->len; h++)
            g_string_append_printf(out, "%s%s", h > 0 ? ", " : "",
                                   (const char *)g_ptr_array_index(sign->headers, h));
    }
    return g_string_free(out, FALSE);
}

static gboolean
list(StageContext *ctx, GError **error)
{
    g_autoptr(StageProfiles) profiles = stage_import_profiles(error);
    g_autoptr(StagePrinter) printer = profiles == NULL ? NULL : stage_printer_new(ctx, columns, FALSE, error);

    for (guint i = 0; printer != NULL && i < profiles->all->len; i++) {
        const StageProfile *p = g_ptr_array_index(profiles->all, i);
        g_autofree char *known = known_by(p);
        const StageValue row[] = { stage_text(p->name), stage_text(p->title), stage_text_set(known),
                                   stage_text(p->path) };
        if (!stage_printer_row(printer, row, error))
            return FALSE;
    }
    const StageValue generic[] = { stage_text(STAGE_PROFILE_GENERIC),
                                   stage_text(_("any export whose headers are known")),
                                   stage_text(_("when no other fits")), stage_null() };
    return printer != NULL && stage_printer_row(printer, generic, error) && stage_printer_end(printer, error);
}

/* --- show, check --- */

static gboolean
show(StageContext *ctx, const Options *o, GError **error)
{
    g_autoptr(StageProfiles) profiles = stage_import_profiles(error);
    g_autofree char *text = NULL;
    g_autoptr(GError) failed = NULL;

    if (profiles == NULL)
        return FALSE;
    if (strcmp(o->name, STAGE_PROFILE_GENERIC) == 0) {
        text = stage_suggest_generic();
    } else {
        const StageProfile *p = stage_profiles_find(profiles, o->name, error);
        if (p == NULL)
            return FALSE;
        if (!g_file_get_contents(p->path, &text, NULL, &failed))
            return stage_fail(error, STAGE_ERROR_IO, "%s", failed->message);
    }
    fputs(text, ctx->out);
    return TRUE;
}

static gboolean
check(StageContext *ctx, const Options *o, GError **error)
{
    g_autoptr(StageProfile) p = stage_profile_load(o->name, error);

    ctx->placed = p == NULL && error != NULL && g_error_matches(*error, STAGE_ERROR, STAGE_ERROR_BAD_INPUT);
    if (p == NULL)
        return FALSE;
    stage_say(ctx, _("%s is good: profile %s (%s)"), o->name, p->name, p->title);
    return TRUE;
}

/* --- new --- */

/* Asks for what the header does not tell, where somebody is there to answer. */
static gboolean
ask(StageSuggestion *suggestion, GError **error)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return TRUE;
    for (guint i = 0; i < suggestion->columns->len; i++) {
        StageSuggested *column = g_ptr_array_index(suggestion->columns, i);
        char answer[80] = "";
        if (column->certain)
            continue;
        const char *guess = column->field < 0 ? "" : stage_import_columns[column->field].name;
        fprintf(stderr, _("what is the column '%s'? a field of stage-import(1), or - to leave it out [%s]: "),
                column->header, *guess == '\0' ? "-" : guess);
        if (fgets(answer, sizeof answer, stdin) == NULL)
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("no answer"));
        g_strstrip(answer);
        if (strcmp(answer, "-") == 0)
            column->field = -1;
        else if (*answer != '\0' && stage_profile_field(answer) < 0)
            i--; /* no such field: asked again */
        else if (*answer != '\0')
            column->field = stage_profile_field(answer);
    }
    return TRUE;
}

/* Where nobody was asked, what there is to look at. */
static void
tell(StageContext *ctx, const StageSuggestion *suggestion)
{
    for (guint i = 0; i < suggestion->columns->len; i++) {
        const StageSuggested *column = g_ptr_array_index(suggestion->columns, i);
        if (column->certain)
            continue;
        if (column->field >= 0)
            stage_say(ctx, _("look at '%s': is it %s? it only resembles it"), column->header,
                      stage_import_columns[column->field].name);
        else
            stage_say(ctx, _("look at '%s': it is left out, for no field resembles it"), column->header);
    }
}

char *
stage_import_suggest(StageContext *ctx, StageLines *lines, const char *name, GError **error)
{
    g_autoptr(StageProfiles) profiles = stage_import_profiles(error);
    const StageRowsOptions how = { NULL, profiles, NULL };
    g_autoptr(StageRows) rows = profiles == NULL ? NULL : stage_rows_new(lines, &how, error);

    if (rows == NULL)
        return NULL;
    if (rows->profile != NULL)
        stage_say(ctx, _("the profile %s fits this file already"), rows->profile->name);
    g_autoptr(StageSuggestion) suggestion = stage_suggest(stage_rows_header(rows));
    if (!ask(suggestion, error))
        return NULL;
    tell(ctx, suggestion);
    return stage_suggestion_text(suggestion, name);
}

/* Into the folder of the user's own profiles, never over one that is there. */
static gboolean
make(StageContext *ctx, const Options *o, GError **error)
{
    g_auto(GStrv) folders = stage_profile_folders();
    const char *folder = folders[g_strv_length(folders) - 1];
    g_autofree char *file = g_strconcat(o->name, ".json", NULL);
    g_autofree char *path = g_build_filename(folder, file, NULL);
    g_autofree char *made = stage_file_new_name(path);
    g_autoptr(StageLines) lines = stage_lines_open(o->file, NULL, error);
    g_autofree char *text = lines == NULL ? NULL : stage_import_suggest(ctx, lines, o->name, error);
    g_autoptr(StageProfile) good = text == NULL ? NULL : stage_profile_parse(path, text, error);
    g_autoptr(GError) failed = NULL;

    if (good == NULL)
        return FALSE;
    if (g_mkdir_with_parents(folder, 0700) != 0 ||
        !g_file_set_contents_full(made, text, -1, G_FILE_SET_CONTENTS_DURABLE, 0600, &failed))
        return stage_fail(error, STAGE_ERROR_IO, _("cannot write '%s': %s"), path,
                          failed == NULL ? g_strerror(errno) : failed->message);
    if (!stage_file_give_name(made, path, error))
        return FALSE;
    stage_say(ctx, _("written: %s; look at it, then try 'stage import --dry-run'"), path);
    return TRUE;
}

static gboolean
profile_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    gboolean new = strcmp(o->action, "new") == 0;

    if (strcmp(o->action, "list") == 0)
        return (o->name == NULL || stage_fail(error, STAGE_ERROR_BAD_INPUT, _("list takes no name"))) &&
               list(ctx, error);
    if (o->name == NULL || (o->file == NULL) == new)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("write: list, show NAME, check FILE, or new NAME FILE"));
    return new                              ? make(ctx, o, error)
           : strcmp(o->action, "show") == 0 ? show(ctx, o, error)
                                            : check(ctx, o, error);
}

const StageCommand stage_import_profile = {
    .name = "profile",
    .summary = N_("the forms of exports: list, show, check or make one"),
    .needs = STAGE_NEEDS_NOTHING,
    .options = profile_options,
    .options_size = sizeof(Options),
    .columns = columns,
    .run = profile_run,
};
