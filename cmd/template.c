/* The templates of mail: which there are, how they look, what is wrong with them. */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/nouns.h"
#include "cmd/print.h"
#include "cmd/shown.h"
#include "cmd/templates.h"
#include "cmd/texts.h"
#include "mail/woorden.h"

#define AT(member) offsetof(StageTemplateOptions, member)

static const StageOption list_options[] = { { 0 } };
static const StageOption show_options[] = {
    { NULL, 0, STAGE_ARG_CHOICE, N_("NAME"), N_("its name"), AT(naam), .choices = stage_sjabloon_namen,
      .required = TRUE },
    { "language", 'l', STAGE_ARG_CHOICE, N_("LANGUAGE"),
      N_("the language of the mail (default: that of messages)"), AT(language), .choices = stage_mail_talen },
    { "team", 0, STAGE_ARG_TEXT, N_("TEAM"), N_("as this team has it, when it has its own"), AT(team) },
    { "raw", 0, STAGE_ARG_FLAG, NULL, N_("the template as it stands, not an example"), AT(raw) },
    { 0 },
};
static const StageOption check_options[] = {
    { NULL, 0, STAGE_ARG_CHOICE, N_("NAME"), N_("only this one, in every language"), AT(naam),
      .choices = stage_sjabloon_namen },
    { 0 },
};
static const StageColumn columns[] = {
    { "naam", N_("naam"), STAGE_COLUMN_TEXT },       { "taal", N_("language"), STAGE_COLUMN_TEXT },
    { "team", N_("team"), STAGE_COLUMN_TEXT },       { "eigen", N_("own"), STAGE_COLUMN_YESNO },
    { "fouten", N_("faults"), STAGE_COLUMN_NUMBER }, { "bron", N_("from where"), STAGE_COLUMN_TEXT },
    { "omschrijving", NULL, STAGE_COLUMN_TEXT },     { 0 },
};

/* --- list --- */

/* The teams that have a file of that name, each once. */
static GPtrArray *
teams_with(const GPtrArray *files, const char *name)
{
    GPtrArray *teams = g_ptr_array_new();

    for (guint i = 0; i < files->len; i++) {
        const StageTextsFile *file = g_ptr_array_index(files, i);
        if (file->team != NULL && strcmp(file->name, name) == 0 &&
            !g_ptr_array_find_with_equal_func(teams, file->team, g_str_equal, NULL))
            g_ptr_array_add(teams, file->team);
    }
    return teams;
}

static gboolean
is_ours(const GPtrArray *files, const char *path)
{
    for (guint i = 0; i < files->len; i++) {
        const StageTextsFile *file = g_ptr_array_index(files, i);
        if (file->ours && strcmp(file->path, path) == 0)
            return TRUE;
    }
    return FALSE;
}

/* One that cannot be read is a fault, and in the list all the same. */
static gboolean
print_one(StageContext *ctx, StagePrinter *printer, const GPtrArray *files, const StageSjabloonSoort *soort,
          const char *taal, const char *team, GError **error)
{
    g_autofree char *name = stage_template_file(soort, taal);
    g_auto(GStrv) paths = stage_texts_paths(ctx, STAGE_TEXTS_TEMPLATES, team, name);
    const char *path = *paths == NULL ? NULL : paths[g_strv_length(paths) - 1];
    g_autofree char *text = path == NULL ? NULL : stage_texts_read(path, NULL);
    guint faults = text == NULL ? 1 : stage_template_faults(soort, text, path, NULL);
    const StageValue row[] = { stage_text(soort->naam),
                               stage_text(taal),
                               stage_text_set(team),
                               stage_int(path != NULL && !is_ours(files, path) ? 1 : 0),
                               stage_int(faults),
                               stage_text_set(path),
                               stage_text(_(soort->omschrijving)) };

    return stage_printer_row(printer, row, error);
}

static gboolean
print_kind(StageContext *ctx, StagePrinter *printer, const GPtrArray *files, const StageSjabloonSoort *soort,
           GError **error)
{
    for (const char *const *taal = stage_mail_talen; *taal != NULL; taal++) {
        g_autofree char *name = stage_template_file(soort, *taal);
        g_autoptr(GPtrArray) teams = teams_with(files, name);
        if (!print_one(ctx, printer, files, soort, *taal, NULL, error))
            return FALSE;
        for (guint i = 0; i < teams->len; i++)
            if (!print_one(ctx, printer, files, soort, *taal, g_ptr_array_index(teams, i), error))
                return FALSE;
    }
    return TRUE;
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    g_autoptr(GPtrArray) files = stage_texts_files(ctx, STAGE_TEXTS_TEMPLATES);
    g_autoptr(StagePrinter) printer = stage_printer_new(ctx, columns, FALSE, error);

    (void)options;
    if (printer == NULL)
        return FALSE;
    for (const StageSjabloonSoort *soort = stage_sjabloon_soorten; soort->naam != NULL; soort++)
        if (!print_kind(ctx, printer, files, soort, error))
            return FALSE;
    return stage_printer_end(printer, error);
}

/* --- show --- */

static gboolean
show_run(StageContext *ctx, const void *options, GError **error)
{
    const StageTemplateOptions *o = options;
    const StageSjabloonSoort *soort = stage_template_soort(o);
    const char *taal = stage_template_language(ctx, o);
    g_autofree char *text = stage_template_text(ctx, soort, taal, o->team, NULL, error);
    guint faults = 0;

    if (text == NULL)
        return FALSE;
    g_autoptr(StageSjabloon) s = stage_sjabloon_read(soort, text, NULL, NULL, &faults);
    g_autofree char *example = o->raw ? NULL : stage_template_example(s, soort, taal, ctx->today);
    g_autofree char *shown = stage_visible_lines(o->raw ? text : example);
    fprintf(ctx->out, "%s%s", shown, g_str_has_suffix(shown, "\n") ? "" : "\n");
    if (faults > 0)
        stage_say(ctx,
                  Q_("%u fault: no mail is made from it; see 'stage template check %s'",
                     "%u faults: no mail is made from it; see 'stage template check %s'", faults),
                  faults, soort->naam);
    return !ferror(ctx->out) || stage_fail(error, STAGE_ERROR_IO, _("cannot write the output"));
}

/* --- check --- */

/* The kind whose template a file is; NULL when it is none. */
static const StageSjabloonSoort *
kind_of(const char *name)
{
    for (const StageSjabloonSoort *soort = stage_sjabloon_soorten; soort->naam != NULL; soort++)
        for (const char *const *taal = stage_mail_talen; *taal != NULL; taal++) {
            g_autofree char *known = stage_template_file(soort, *taal);
            if (strcmp(known, name) == 0)
                return soort;
        }
    return NULL;
}

/* A fault of a whole file stands in its first line. */
static guint
fault_of_file(GString *out, const char *shown, const char *what)
{
    g_string_append_printf(out, "%s:1: %s\n", shown, what);
    return 1;
}

/* What is no text or is too long is a fault of the whole file. */
static guint
check_text(const StageTextsFile *file, const StageSjabloonSoort *soort, GString *out)
{
    g_autoptr(GError) failed = NULL;
    g_autofree char *text = stage_texts_read(file->path, &failed);
    g_autofree char *shown = stage_visible(file->path);

    if (text != NULL)
        return stage_template_faults(soort, text, file->path, out);
    return fault_of_file(out, shown, failed->message);
}

/* A file that nobody will ever read is a slip of the finger: of its name, or of its team's. */
static guint
check_place(const StageTextsFile *file, const StageSjabloonSoort *soort, GString *out)
{
    g_autofree char *shown = stage_visible(file->path);
    g_autofree char *team = stage_texts_team(file->team);

    if (soort == NULL && g_str_has_suffix(file->name, ".txt"))
        return fault_of_file(out, shown,
                             _("there is no template of that name and language, so it is not used"));
    if (soort == NULL || file->team == NULL || g_strcmp0(team, file->team) == 0)
        return 0;
    g_autofree char *what = g_strdup_printf(
        _("the folder of a team has its name in small letters and hyphens: '%s'"), team == NULL ? "" : team);
    return fault_of_file(out, shown, what);
}

/* What is not there at all. */
static guint
check_installed(StageContext *ctx, const StageSjabloonSoort *soort, GString *out)
{
    guint faults = 0;

    for (const char *const *taal = stage_mail_talen; *taal != NULL; taal++) {
        g_autofree char *name = stage_template_file(soort, *taal);
        g_auto(GStrv) paths = stage_texts_paths(ctx, STAGE_TEXTS_TEMPLATES, NULL, name);
        if (*paths != NULL)
            continue;
        g_autofree char *what = g_strdup_printf(_("'%s' is not installed"), name);
        faults += fault_of_file(out, name, what);
    }
    return faults;
}

static gboolean
check_run(StageContext *ctx, const void *options, GError **error)
{
    const StageTemplateOptions *o = options;
    const StageSjabloonSoort *only = o->naam == NULL ? NULL : stage_template_soort(o);
    g_autoptr(GPtrArray) files = stage_texts_files(ctx, STAGE_TEXTS_TEMPLATES);
    g_autoptr(GString) out = g_string_new(NULL);
    guint faults = 0;

    for (const StageSjabloonSoort *soort = stage_sjabloon_soorten; soort->naam != NULL; soort++)
        if (only == NULL || soort == only)
            faults += check_installed(ctx, soort, out);
    for (guint i = 0; i < files->len; i++) {
        const StageTextsFile *file = g_ptr_array_index(files, i);
        const StageSjabloonSoort *soort = kind_of(file->name);
        if (only != NULL && soort != only)
            continue;
        faults += check_place(file, soort, out) + (soort == NULL ? 0 : check_text(file, soort, out));
    }
    fputs(out->str, ctx->out);
    ctx->answer_no = faults > 0;
    if (faults > 0)
        stage_say(ctx, Q_("%u fault in templates", "%u faults in templates", faults), faults);
    return !ferror(ctx->out) || stage_fail(error, STAGE_ERROR_IO, _("cannot write the output"));
}

static const StageCommand list = {
    .name = "list",
    .summary = N_("list the templates, with those that teams have"),
    .options = list_options,
    .options_size = sizeof(StageTemplateOptions),
    .columns = columns,
    .run = list_run,
};
static const StageCommand show = {
    .name = "show",
    .summary = N_("show a mail as it would be, with an invented placement"),
    .options = show_options,
    .options_size = sizeof(StageTemplateOptions),
    .run = show_run,
};
static const StageCommand check = {
    .name = "check",
    .summary = N_("tell what is wrong with templates"),
    .details = N_("A line for each fault, FILE:LINE: what. Exit status 1 when there are any, and nothing is "
                  "printed when there are none."),
    .options = check_options,
    .options_size = sizeof(StageTemplateOptions),
    .run = check_run,
};
static const StageCommand *const verbs[] = { &list, &show, &stage_template_edit, &check, NULL };
const StageNoun stage_noun_template = { "template",
                                        N_("templates of mail, which a school or team may replace"), verbs,
                                        NULL };
