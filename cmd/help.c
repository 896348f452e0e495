#include "cmd/help.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/nouns.h"

/* --- for people --- */

char *
stage_help_usage(const StageNoun *noun, const StageCommand *command)
{
    if (noun == NULL)
        return g_strdup(_("stage [OPTION…] COMMAND [ARGUMENT…]"));
    if (command != NULL)
        return stage_command_usage(noun, command);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "stage %s ", noun->name);
    for (const StageCommand *const *verb = noun->verbs; *verb != NULL; verb++)
        g_string_append_printf(out, "%s%s", verb == noun->verbs ? "" : "|", (*verb)->name);
    g_string_append_printf(out, " [%s]", _("OPTION…"));
    return g_string_free(out, FALSE);
}

static void
line(FILE *out, int width, const char *left, const char *right)
{
    glong length = g_utf8_strlen(left, -1);

    fprintf(out, "  %s%*s  %s\n", left, length < width ? (int)(width - length) : 0, "", right);
}

/* "-v, --vorm=VORM", or "STUDENT" for an argument. */
static char *
left_of(const StageOption *o)
{
    GString *out = g_string_new(NULL);

    if (o->name == NULL)
        g_string_append(out, _(o->arg));
    else if (o->letter != 0)
        g_string_append_printf(out, "-%c, --%s", o->letter, o->name);
    else
        g_string_append_printf(out, "    --%s", o->name);
    if (o->name != NULL && o->arg != NULL)
        g_string_append_printf(out, "=%s", _(o->arg));
    return g_string_free(out, FALSE);
}

static void
options(FILE *out, const char *heading, const StageOption *list, gboolean positional)
{
    gboolean any = FALSE;

    for (const StageOption *o = list; o != NULL && !stage_option_is_end(o); o++) {
        if (stage_option_is_positional(o) != positional)
            continue;
        if (!any)
            fprintf(out, "\n%s\n", heading);
        any = TRUE;
        g_autofree char *left = left_of(o);
        g_autofree char *choices = o->choices == NULL ? NULL
                                                      : g_strjoinv(", ", (char **)(guintptr)o->choices);
        g_autofree char *right = choices == NULL ? g_strdup(_(o->help))
                                                 : g_strdup_printf("%s: %s", _(o->help), choices);
        line(out, 26, left, right);
    }
}

static void
verbs(FILE *out, const StageNoun *noun)
{
    for (const StageCommand *const *verb = noun->verbs; verb != NULL && *verb != NULL; verb++) {
        g_autofree char *left = g_strdup_printf("stage %s %s", noun->name, (*verb)->name);
        if (!(*verb)->hidden)
            line(out, 26, left, _((*verb)->summary));
    }
}

/* The columns of one kind of rows, in one line. */
static void
columns(FILE *out, const char *line, const StageColumn *first, const StageColumn *then)
{
    const StageColumn *const lists[] = { first, then };
    g_autoptr(GString) keys = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        for (const StageColumn *c = lists[i]; c != NULL && c->key != NULL; c++)
            g_string_append_printf(keys, "%s%s", keys->len == 0 ? "" : ", ", c->key);
    if (keys->len > 0)
        fprintf(out, line, keys->str);
}

static void
command_help(FILE *out, const StageNoun *noun, const StageCommand *command)
{
    g_autofree char *usage = stage_command_usage(noun, command);

    fprintf(out, _("usage: %s\n"), usage);
    fprintf(out, "\n%s\n", _(command->summary));
    if (command->details != NULL)
        fprintf(out, "\n%s\n", _(command->details));
    options(out, _("Arguments:"), command->options, TRUE);
    options(out, _("Options:"), command->options, FALSE);
    options(out, _("Output:"), stage_command_output(command), FALSE);
    columns(out, _("  columns: %s\n"), command->columns, NULL);
    columns(out, _("  or: %s\n"), command->group_columns, command->total_columns);
    options(out, _("Every command:"), stage_global_options, FALSE);
    if (command == noun->self && noun->verbs != NULL) {
        fprintf(out, "\n%s\n", _("Also:"));
        verbs(out, noun);
    }
    fprintf(out, _("\nThe manual: man stage-%s\n"), noun->name);
}

void
stage_help_print(FILE *out, const StageNoun *noun, const StageCommand *command)
{
    g_autofree char *usage = stage_help_usage(noun, command);

    if (command != NULL) {
        command_help(out, noun, command);
        return;
    }
    fprintf(out, _("usage: %s\n"), usage);
    if (noun != NULL) {
        fprintf(out, "\n%s\n\n", _(noun->summary));
        verbs(out, noun);
        fprintf(out, _("\nThe manual: man stage-%s\n"), noun->name);
        return;
    }
    fprintf(
        out, "\n%s\n\n",
        _("stage helps an mbo school to hold good stagegesprekken: which are due, what was said, who acts."));
    for (const StageNoun *const *n = stage_nouns; *n != NULL; n++)
        if ((*n)->self == NULL || !(*n)->self->hidden)
            line(out, 14, (*n)->name, _((*n)->summary));
    options(out, _("Options:"), stage_global_options, FALSE);
    fprintf(out, "\n%s\n", _("'stage COMMAND --help' explains a command. The manual: man stage"));
}

/* --- as data --- */

static const char *const kind_names[] = {
    [STAGE_ARG_FLAG] = "flag",
    [STAGE_ARG_TEXT] = "text",
    [STAGE_ARG_NOTE] = "note",
    [STAGE_ARG_TEXTS] = "texts",
    [STAGE_ARG_NOTES] = "notes",
    [STAGE_ARG_FILE] = "file",
    [STAGE_ARG_NUMBER] = "number",
    [STAGE_ARG_DATE] = "date",
    [STAGE_ARG_TIME] = "time",
    [STAGE_ARG_CHOICE] = "choice",
    [STAGE_ARG_YESNO] = "yesno",
    [STAGE_ARG_SETTING] = "setting",
    [STAGE_ARG_PROFILE] = "profile",
    [STAGE_ARG_NORM] = "norm",
    [STAGE_ARG_NORM_KEY] = "norm key",
    [STAGE_ARG_TABLES] = "tables",
    [STAGE_ARG_COMMAND] = "command",
    [STAGE_ARG_STUDENT] = "student",
    [STAGE_ARG_DOCENT] = "docent",
    [STAGE_ARG_LEERBEDRIJF] = "leerbedrijf",
    [STAGE_ARG_OPLEIDER] = "opleider",
    [STAGE_ARG_OPLEIDING] = "opleiding",
    [STAGE_ARG_PLAATSING] = "plaatsing",
    [STAGE_ARG_GESPREK] = "gesprek",
    [STAGE_ARG_TEAM] = "team",
    [STAGE_ARG_NOTITIE] = "notitie",
    [STAGE_ARG_INSCHATTING] = "inschatting",
    [STAGE_ARG_BEGELEIDINGSKEUZE] = "begeleidingskeuze",
    [STAGE_ARG_AFSPRAAK] = "afspraak",
    [STAGE_ARG_SIGNAAL] = "signaal",
    [STAGE_ARG_ZOEKVRAAG] = "query",
    [STAGE_ARG_CONFLICT] = "conflict",
    [STAGE_ARG_VRIJSTELLING] = "vrijstelling",
    [STAGE_ARG_VAKANTIE] = "vakantie",
    [STAGE_ARG_DEMPING] = "demping",
    [STAGE_ARG_BERICHT] = "bericht",
    [STAGE_ARG_BLOKKADE] = "blokkade",
    [STAGE_ARG_VERLOF] = "verlof",
    [STAGE_ARG_REACTIE] = "reactie",
};

static cJSON *
option_data(const StageOption *o)
{
    cJSON *data = cJSON_CreateObject();
    const char letter[2] = { o->letter, '\0' };

    if (o->name != NULL)
        cJSON_AddStringToObject(data, "name", o->name);
    if (o->letter != 0)
        cJSON_AddStringToObject(data, "letter", letter);
    if (o->arg != NULL)
        cJSON_AddStringToObject(data, "arg", o->arg);
    cJSON_AddStringToObject(data, "kind", kind_names[o->kind]);
    cJSON_AddStringToObject(data, "help", _(o->help));
    cJSON_AddBoolToObject(data, "required", o->required);
    if (o->choices != NULL)
        cJSON_AddItemToObject(data, "choices",
                              cJSON_CreateStringArray((const char *const *)o->choices,
                                                      (int)g_strv_length((char **)(guintptr)o->choices)));
    return data;
}

static cJSON *
options_data(const StageOption *list, gboolean positional)
{
    cJSON *array = cJSON_CreateArray();

    for (const StageOption *o = list; o != NULL && !stage_option_is_end(o); o++)
        if (stage_option_is_positional(o) == positional)
            cJSON_AddItemToArray(array, option_data(o));
    return array;
}

static void
add_columns(cJSON *array, const StageColumn *columns)
{
    static const char *const types[] = {
        [STAGE_COLUMN_TEXT] = "text",      [STAGE_COLUMN_NUMBER] = "number", [STAGE_COLUMN_YESNO] = "boolean",
        [STAGE_COLUMN_DAY] = "date",       [STAGE_COLUMN_STAND] = "text",    [STAGE_COLUMN_BAR] = "text",
        [STAGE_COLUMN_PERCENT] = "number",
    };

    for (const StageColumn *c = columns; c != NULL && c->key != NULL; c++) {
        cJSON *column = cJSON_CreateObject();
        cJSON_AddStringToObject(column, "key", c->key);
        cJSON_AddStringToObject(column, "type", types[c->type]);
        cJSON_AddItemToArray(array, column);
    }
}

static cJSON *
command_data(const StageNoun *noun, const StageCommand *command)
{
    static const char *const needs[] = { [STAGE_NEEDS_NOTHING] = "nothing",
                                         [STAGE_READS] = "read",
                                         [STAGE_MAINTAINS] = "maintain",
                                         [STAGE_STEPS] = "steps",
                                         [STAGE_WRITES] = "write" };
    cJSON *data = cJSON_CreateObject();
    cJSON *columns = cJSON_CreateArray();
    g_autofree char *path = stage_command_path(noun, command);

    cJSON_AddStringToObject(data, "command", path);
    cJSON_AddStringToObject(data, "noun", noun->name);
    cJSON_AddItemToObject(data, "verb",
                          command->name == NULL ? cJSON_CreateNull() : cJSON_CreateString(command->name));
    cJSON_AddStringToObject(data, "summary", _(command->summary));
    cJSON_AddStringToObject(data, "needs", needs[command->needs]);
    cJSON_AddBoolToObject(data, "hidden", command->hidden);
    cJSON_AddItemToObject(data, "arguments", options_data(command->options, TRUE));
    cJSON_AddItemToObject(data, "options", options_data(command->options, FALSE));
    cJSON_AddItemToObject(data, "output", options_data(stage_command_output(command), FALSE));
    cJSON_AddItemToObject(data, "columns", columns);
    add_columns(columns, command->columns);
    add_columns(columns, command->total_columns);
    return data;
}

static void
print_data(FILE *out)
{
    cJSON *data = cJSON_CreateObject();
    cJSON *commands = cJSON_AddArrayToObject(data, "commands");

    cJSON_AddItemToObject(data, "options", options_data(stage_global_options, FALSE));
    for (const StageNoun *const *noun = stage_nouns; *noun != NULL; noun++) {
        if ((*noun)->self != NULL)
            cJSON_AddItemToArray(commands, command_data(*noun, (*noun)->self));
        for (const StageCommand *const *verb = (*noun)->verbs; verb != NULL && *verb != NULL; verb++)
            cJSON_AddItemToArray(commands, command_data(*noun, *verb));
    }
    char *text = cJSON_Print(data);
    fprintf(out, "%s\n", text);
    cJSON_free(text);
    cJSON_Delete(data);
}

/* --- the command --- */

typedef struct {
    char *noun;
    char *verb;
    char *format;
} HelpOptions;

#define AT(member) offsetof(HelpOptions, member)

static const char *const formats[] = { "text", "json", NULL };
static const StageOption help_options[] = {
    { "format", 'f', STAGE_ARG_CHOICE, N_("FORMAT"), N_("text, or the whole table of commands as data"),
      AT(format), .choices = formats },
    { NULL, 0, STAGE_ARG_COMMAND, N_("NOUN"), N_("what to explain"), AT(noun) },
    { NULL, 0, STAGE_ARG_COMMAND, N_("VERB"), N_("which of its commands"), AT(verb) },
    { 0 },
};

static gboolean
help_run(StageContext *ctx, const void *data, GError **error)
{
    const HelpOptions *o = data;
    const StageNoun *noun = o->noun == NULL ? NULL : stage_noun_find(o->noun);
    const StageCommand *command = noun == NULL      ? NULL
                                  : o->verb == NULL ? noun->self
                                                    : stage_verb_find(noun, o->verb);

    if (o->format != NULL && strcmp(o->format, "json") == 0) {
        print_data(ctx->out);
        return TRUE;
    }
    if ((o->noun != NULL && noun == NULL) || (o->verb != NULL && command == NULL)) {
        g_autofree char *shown = stage_visible(noun == NULL ? o->noun : o->verb);
        return stage_fail(error, STAGE_ERROR_NOT_FOUND, _("'%s' is no command"), shown);
    }
    stage_help_print(ctx->out, noun, command);
    return TRUE;
}

static const StageCommand help_command = {
    .summary = N_("explain a command"),
    .unconfigured = TRUE,
    .options = help_options,
    .options_size = sizeof(HelpOptions),
    .run = help_run,
};

const StageNoun stage_noun_help = { "help", N_("explain a command"), NULL, &help_command };
