#include "cmd/parse.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/document.h"
#include "cmd/slots.h"
#include "cmd/value.h"
#include "model/afspraak.h"
#include "model/begeleidingskeuze.h"
#include "model/bericht.h"
#include "model/blokkade.h"
#include "model/demping.h"
#include "model/docent.h"
#include "model/gesprek.h"
#include "model/inschatting.h"
#include "model/leerbedrijf.h"
#include "model/notitie.h"
#include "model/opleider.h"
#include "model/opleiding.h"
#include "model/plaatsing.h"
#include "model/reactie.h"
#include "model/signaal.h"
#include "model/student.h"
#include "model/team.h"
#include "model/conflict.h"
#include "model/vakantie.h"
#include "model/verlof.h"
#include "model/vrijstelling.h"
#include "model/zoekvraag.h"

/* What was typed for an option whose value stands in the store. */
typedef struct {
    const StageOption *option;
    char *text;
} Reference;

struct StageParsed {
    const StageCommand *command;
    GArray *references;
    const void *values; /* of the command */
    gboolean any;       /* option of the command's own was given */
};

static const StageEntity *const entity_of_kind[] = {
    [STAGE_ARG_STUDENT] = &stage_student,
    [STAGE_ARG_DOCENT] = &stage_docent,
    [STAGE_ARG_LEERBEDRIJF] = &stage_leerbedrijf,
    [STAGE_ARG_OPLEIDER] = &stage_opleider,
    [STAGE_ARG_OPLEIDING] = &stage_opleiding,
    [STAGE_ARG_PLAATSING] = &stage_plaatsing,
    [STAGE_ARG_GESPREK] = &stage_gesprek,
    [STAGE_ARG_TEAM] = &stage_team,
    [STAGE_ARG_NOTITIE] = &stage_notitie,
    [STAGE_ARG_INSCHATTING] = &stage_inschatting,
    [STAGE_ARG_BEGELEIDINGSKEUZE] = &stage_begeleidingskeuze,
    [STAGE_ARG_AFSPRAAK] = &stage_afspraak,
    [STAGE_ARG_SIGNAAL] = &stage_signaal,
    [STAGE_ARG_ZOEKVRAAG] = &stage_zoekvraag,
    [STAGE_ARG_CONFLICT] = &stage_conflict,
    [STAGE_ARG_VRIJSTELLING] = &stage_vrijstelling,
    [STAGE_ARG_VAKANTIE] = &stage_vakantie,
    [STAGE_ARG_DEMPING] = &stage_demping,
    [STAGE_ARG_BERICHT] = &stage_bericht,
    [STAGE_ARG_BLOKKADE] = &stage_blokkade,
    [STAGE_ARG_VERLOF] = &stage_verlof,
    [STAGE_ARG_REACTIE] = &stage_reactie,
};

static void
clear_reference(void *reference)
{
    g_free(((Reference *)reference)->text);
}

void
stage_parsed_free(StageParsed *parsed)
{
    if (parsed == NULL)
        return;
    g_array_free(parsed->references, TRUE);
    g_free(parsed);
}

/* Says which option or argument an error is about. */
static gboolean
blame(const StageOption *o, GError **error)
{
    if (o->name != NULL)
        g_prefix_error(error, "--%s: ", o->name);
    else
        g_prefix_error(error, "%s: ", _(o->arg));
    return FALSE;
}

/* The value of one option into its member; a reference waits for the store. */
static gboolean
take(StageParsed *parsed, const StageOption *o, const char *text, StageDay today, void *values,
     GError **error)
{
    gboolean may_clear = parsed->command->clears;

    if (!stage_kind_is_reference(o->kind))
        return stage_value_read(o, text, today, may_clear, (char *)values + o->at, error) || blame(o, error);
    if (!(*text == '\0' && may_clear && !o->required) && !stage_check_line(text, N_("the value"), error))
        return blame(o, error);
    Reference reference = { o, g_strdup(text) };
    g_array_append_val(parsed->references, reference);
    return TRUE;
}

static gboolean
has_column(const StageColumn *columns, const char *key)
{
    for (; columns != NULL && columns->key != NULL; columns++)
        if (strcmp(columns->key, key) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
check_columns(const StageCommand *command, const char *wanted, GError **error)
{
    g_auto(GStrv) keys = g_strsplit(wanted == NULL ? "" : wanted, ",", -1);

    for (char **key = keys; *key != NULL; key++)
        if (!has_column(command->columns, *key) && !has_column(command->total_columns, *key) &&
            !has_column(command->group_columns, *key)) {
            g_autofree char *shown = stage_visible(*key);
            g_autoptr(GString) known = g_string_new(NULL);
            for (const StageColumn *c = command->columns; c->key != NULL; c++)
                g_string_append_printf(known, "%s%s", c == command->columns ? "" : ", ", c->key);
            return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                              _("--columns: there is no column '%s'; there are: %s"), shown, known->str);
        }
    return TRUE;
}

gboolean
stage_parsed_any(const StageParsed *parsed)
{
    return parsed->any;
}

static gboolean
take_slot(StageParsed *parsed, StageSlot *slot, StageDay today, GError **error)
{
    void *to = (char *)slot->values + slot->option->at;
    guint n = slot->texts == NULL ? 0 : g_strv_length(slot->texts);

    if (slot->values == parsed->values && (n > 0 || slot->flag))
        parsed->any = TRUE;

    if (slot->option->kind == STAGE_ARG_FLAG) {
        *(gboolean *)to = *(gboolean *)to || slot->flag;
        return TRUE;
    }
    if (slot->option->kind == STAGE_ARG_TEXTS || slot->option->kind == STAGE_ARG_NOTES) {
        *(char ***)to = g_steal_pointer(&slot->texts);
        return stage_values_check(slot->option, *(char ***)to, error) || blame(slot->option, error);
    }
    if (n > 1)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("--%s is given more than once"),
                          slot->option->name);
    if (n == 1)
        return take(parsed, slot->option, slot->texts[0], today, slot->values, error);
    return !slot->option->required ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("--%s is missing"), slot->option->name);
}

/* --- positional arguments --- */

/* "gisteren bezoek": the last word is the choice that may end what an argument takes in. It is taken off
 * `words`. */
static gboolean
take_tail(const StageCommand *command, char **words, void *values, GError **error)
{
    guint n = g_strv_length(words);

    for (const StageOption *o = command->options; n > 0 && o != NULL && !stage_option_is_end(o); o++) {
        if (o->name != NULL || !o->tail || !g_strv_contains(o->choices, words[n - 1]))
            continue;
        char **to = (char **)(void *)((char *)values + o->at);
        if (*to != NULL)
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s is given more than once"), _(o->arg));
        *to = g_steal_pointer(&words[--n]);
    }
    return TRUE;
}

static gboolean
take_words(StageParsed *parsed, const StageCommand *command, char **words, StageDay today, void *values,
           GError **error)
{
    for (const StageOption *o = command->options; o != NULL && !stage_option_is_end(o); o++) {
        if (o->name != NULL || o->tail)
            continue;
        if (*words == NULL) {
            if (o->required)
                return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s is missing"), _(o->arg));
            continue;
        }
        if (o->kind == STAGE_ARG_TEXTS) {
            *(char ***)(void *)((char *)values + o->at) = g_strdupv(words);
            return TRUE;
        }
        g_autofree char *all = o->rest ? g_strjoinv(" ", words) : NULL;
        if (!take(parsed, o, o->rest ? all : *words, today, values, error))
            return FALSE;
        words += o->rest ? g_strv_length(words) : 1;
    }
    if (*words == NULL)
        return TRUE;
    g_autofree char *shown = stage_visible(*words);
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is one argument too many"), shown);
}

/* --- all of it --- */

static gboolean
parse_with(StageSlots *slots, StageParsed *parsed, const StageCommand *command, char ***words, StageDay today,
           const StageGlobals *globals, void *values, GError **error)
{
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) failed = NULL;

    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, slots->entries, NULL);
    if (!stage_slots_check_flags(slots, *words, error))
        return FALSE;
    if (!g_option_context_parse_strv(context, words, &failed))
        return stage_slots_explain(slots, failed, error);
    for (guint i = 0; i < slots->n; i++)
        if (slots->slots[i].option->kind == STAGE_ARG_FLAG &&
            !take_slot(parsed, &slots->slots[i], today, error))
            return FALSE;
    if (globals->help)
        return TRUE;
    for (guint i = 0; i < slots->n; i++)
        if (slots->slots[i].option->kind != STAGE_ARG_FLAG &&
            !take_slot(parsed, &slots->slots[i], today, error))
            return FALSE;
    if (command->columns != NULL && !check_columns(command, globals->columns, error))
        return FALSE;
    if (globals->columns != NULL && globals->format != NULL && stage_is_prose(globals->format))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("--columns does not go with --format %s"),
                          globals->format);
    char **rest = *words + 1; /* the first word is the program's name to GOption */
    if (*rest != NULL && strcmp(*rest, "--") == 0)
        rest++;
    return take_tail(command, rest, values, error) && take_words(parsed, command, rest, today, values, error);
}

StageParsed *
stage_parse(const StageCommand *command, const char *const *words, StageDay today, StageGlobals *globals,
            void *values, GError **error)
{
    g_autoptr(StageParsed) parsed = g_new0(StageParsed, 1);
    g_autofree StageSlots *slots = g_new0(StageSlots, 1);
    guint n = g_strv_length((char **)(guintptr)words);
    g_auto(GStrv) copy = g_new0(char *, n + 2);

    parsed->command = command;
    parsed->values = values;
    parsed->references = g_array_new(FALSE, FALSE, sizeof(Reference));
    g_array_set_clear_func(parsed->references, clear_reference);
    copy[0] = g_strdup("stage");
    for (guint i = 0; i < n; i++)
        copy[i + 1] = g_strdup(words[i]);
    stage_slots_add(slots, command->options, values);
    stage_slots_add(slots, stage_command_output(command), globals);
    stage_slots_add(slots, stage_global_options, globals);
    gboolean done = parse_with(slots, parsed, command, &copy, today, globals, values, error);
    for (guint i = 0; i < slots->n; i++)
        g_strfreev(slots->slots[i].texts);
    return done ? g_steal_pointer(&parsed) : NULL;
}

gboolean
stage_parse_resolve(const StageParsed *parsed, StageDb *db, void *values, GError **error)
{
    for (guint i = 0; i < parsed->references->len; i++) {
        const Reference *reference = &g_array_index(parsed->references, Reference, i);
        gint64 *to = (gint64 *)(void *)((char *)values + reference->option->at);
        if (*reference->text == '\0' && !reference->option->required)
            *to = -1;
        else if (!stage_entity_find(entity_of_kind[reference->option->kind], db, reference->text, to, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
stage_parse_globals(const char *const *words, StageGlobals *globals, guint *out_used, GError **error)
{
    guint used = 0;

    for (; words[used] != NULL && words[used][0] == '-' && strcmp(words[used], "--") != 0; used++) {
        const char *word = words[used];
        gsize length = strcspn(word, "=");
        const StageOption *o = stage_global_options;
        while (!stage_option_is_end(o) &&
               !(strncmp(word, "--", 2) == 0 && strlen(o->name) == length - 2 &&
                 strncmp(word + 2, o->name, length - 2) == 0) &&
               !(word[1] == o->letter && word[2] == '\0'))
            o++;
        g_autofree char *shown = stage_visible(word);
        if (stage_option_is_end(o))
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("unknown option '%s'"), shown);
        void *to = (char *)globals + o->at;
        if (o->kind == STAGE_ARG_FLAG) {
            if (word[length] == '=')
                return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                                  _("option '%s' has no value, or one too many"), shown);
            *(gboolean *)to = TRUE;
            continue;
        }
        const char *value = word[length] == '=' ? word + length + 1 : words[used + 1];
        if (value == NULL)
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("option '%s' has no value, or one too many"),
                              shown);
        if (!stage_value_read(o, value, STAGE_NO_DAY, FALSE, to, error))
            return FALSE;
        used += word[length] == '=' ? 0 : 1;
    }
    *out_used = used;
    return TRUE;
}
