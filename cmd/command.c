#include "cmd/command.h"

#include <string.h>

#include "base/i18n.h"
#include "cmd/document.h"
#include "cmd/nouns.h"
#include "cmd/print.h"

/* clang-format off */
const StageNoun *const stage_nouns[] = {
    &stage_noun_init,
    &stage_noun_team,
    &stage_noun_opleiding,
    &stage_noun_docent,
    &stage_noun_student,
    &stage_noun_leerbedrijf,
    &stage_noun_opleider,
    &stage_noun_plaatsing,
    &stage_noun_gesprek,
    &stage_noun_notitie,
    &stage_noun_inschatting,
    &stage_noun_begeleidingskeuze,
    &stage_noun_afspraak,
    &stage_noun_signaal,
    &stage_noun_demping,
    &stage_noun_vrijstelling,
    &stage_noun_status,
    &stage_noun_prep,
    &stage_noun_show,
    &stage_noun_why,
    &stage_noun_plan,
    &stage_noun_route,
    &stage_noun_guide,
    &stage_noun_template,
    &stage_noun_import,
    &stage_noun_report,
    &stage_noun_remind,
    &stage_noun_mail,
    &stage_noun_bericht,
    &stage_noun_reactie,
    &stage_noun_blokkade,
    &stage_noun_norm,
    &stage_noun_holiday,
    &stage_noun_verlof,
    &stage_noun_search,
    &stage_noun_query,
    &stage_noun_history,
    &stage_noun_undo,
    &stage_noun_export,
    &stage_noun_db,
    &stage_noun_role,
    &stage_noun_config,
    &stage_noun_help,
    &stage_noun_complete,
    NULL,
};
/* clang-format on */

#define AT(member) offsetof(StageGlobals, member)

const StageOption stage_global_options[] = {
    { "store", 0, STAGE_ARG_FILE, N_("STORE"), N_("the store to use: a file, or postgresql://…"), AT(store) },
    { "quiet", 'q', STAGE_ARG_FLAG, NULL, N_("only data and errors"), AT(quiet) },
    { "verbose", 0, STAGE_ARG_FLAG, NULL, N_("also the words of the database in errors"), AT(verbose) },
    { "help", 'h', STAGE_ARG_FLAG, NULL, N_("explain and stop"), AT(help) },
    { "version", 0, STAGE_ARG_FLAG, NULL, N_("print the version and stop"), AT(version) },
    { 0 },
};

const StageOption stage_row_options[] = {
    { "format", 'f', STAGE_ARG_CHOICE, N_("FORMAT"), N_("how rows are written"), AT(format),
      .choices = stage_formats },
    { "columns", 0, STAGE_ARG_TEXT, N_("COLUMN,…"), N_("which columns, in which order"), AT(columns) },
    { 0 },
};

const StageOption stage_document_options[] = {
    { "format", 'f', STAGE_ARG_CHOICE, N_("FORMAT"), N_("how the page is written"), AT(format),
      .choices = stage_document_formats },
    { 0 },
};

const StageOption stage_page_options[] = {
    { "format", 'f', STAGE_ARG_CHOICE, N_("FORMAT"), N_("how the page, or its row, is written"), AT(format),
      .choices = stage_page_formats },
    { "columns", 0, STAGE_ARG_TEXT, N_("COLUMN,…"), N_("a row, of which columns, in which order"),
      AT(columns) },
    { 0 },
};

void
stage_say(StageContext *ctx, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_string_append_vprintf(ctx->said, format, args);
    va_end(args);
    g_string_append_c(ctx->said, '\n');
}

const StageNoun *
stage_noun_find(const char *name)
{
    for (const StageNoun *const *noun = stage_nouns; *noun != NULL; noun++)
        if (strcmp((*noun)->name, name) == 0)
            return *noun;
    return NULL;
}

const StageCommand *
stage_verb_find(const StageNoun *noun, const char *name)
{
    for (const StageCommand *const *verb = noun->verbs; verb != NULL && *verb != NULL; verb++)
        if (strcmp((*verb)->name, name) == 0)
            return *verb;
    return NULL;
}

const StageOption *
stage_command_output(const StageCommand *command)
{
    return command->output != NULL ? command->output : command->columns != NULL ? stage_row_options : NULL;
}

gboolean
stage_option_is_end(const StageOption *option)
{
    return option->name == NULL && option->arg == NULL;
}

gboolean
stage_option_is_positional(const StageOption *option)
{
    return option->name == NULL && option->arg != NULL;
}

gboolean
stage_kind_is_reference(StageArgKind kind)
{
    return kind >= STAGE_ARG_STUDENT;
}

char *
stage_command_path(const StageNoun *noun, const StageCommand *command)
{
    return g_strdup_printf("stage %s%s%s", noun->name, command->name == NULL ? "" : " ",
                           command->name == NULL ? "" : command->name);
}

char *
stage_command_usage(const StageNoun *noun, const StageCommand *command)
{
    g_autofree char *path = stage_command_path(noun, command);
    GString *out = g_string_new(path);

    g_string_append_printf(out, " [%s]", _("OPTION…"));
    for (const StageOption *o = command->options; o != NULL && !stage_option_is_end(o); o++) {
        if (o->name != NULL && o->required)
            g_string_append_printf(out, " --%s %s", o->name, _(o->arg));
        if (o->name == NULL)
            g_string_append_printf(out, o->required ? " %s%s" : " [%s%s]", _(o->arg),
                                   o->kind == STAGE_ARG_TEXTS ? "…" : "");
    }
    return g_string_free(out, FALSE);
}
