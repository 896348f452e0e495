/* What may come next on a command line: the words that the completions of bash, zsh and fish ask for, from
 * the same table and the same store as everything else. Nothing here may fail loudly: a word that is not
 * offered can still be typed. */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/complete.h"
#include "cmd/import.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "export/dictionary.h"

typedef struct {
    char **words;
} Options;

static const StageOption complete_options[] = {
    { NULL, 0, STAGE_ARG_TEXTS, N_("WORD"), N_("the words so far, the last one unfinished"),
      offsetof(Options, words) },
    { 0 },
};

/* --- words from the table --- */

static void
offer_commands(StageContext *ctx, const StageNoun *noun, const char *current)
{
    for (const StageNoun *const *n = stage_nouns; noun == NULL && *n != NULL; n++)
        if ((*n)->self == NULL || !(*n)->self->hidden)
            stage_offer(ctx, current, (*n)->name, _((*n)->summary));
    for (const StageCommand *const *verb = noun == NULL ? NULL : noun->verbs; verb != NULL && *verb != NULL;
         verb++)
        stage_offer(ctx, current, (*verb)->name, _((*verb)->summary));
}

static void
offer_options(StageContext *ctx, const StageOption *options, const char *current)
{
    for (const StageOption *o = options; o != NULL && !stage_option_is_end(o); o++) {
        g_autofree char *word = o->name == NULL ? NULL : g_strconcat("--", o->name, NULL);
        if (word != NULL)
            stage_offer(ctx, current, word, _(o->help));
    }
}

/* The shell knows its files best. */
static void
offer_files(StageContext *ctx)
{
    fputs("\tfile\n", ctx->out);
}

/* A word as the last of a list with commas. */
static void
offer_last(StageContext *ctx, const char *current, const char *word, const char *help)
{
    const char *comma = strrchr(current, ',');
    g_autofree char *before = comma == NULL ? g_strdup("") : g_strndup(current, (gsize)(comma - current) + 1);
    g_autofree char *list = g_strconcat(before, word, NULL);

    stage_offer(ctx, current, list, help);
}

static void
offer_columns(StageContext *ctx, const StageColumn *columns, const char *current)
{
    for (const StageColumn *c = columns; c != NULL && c->key != NULL; c++)
        offer_last(ctx, current, c->key, c->title == NULL ? "" : _(c->title));
}

static void
offer_profiles(StageContext *ctx, const char *current)
{
    g_autoptr(StageProfiles) profiles = stage_import_profiles(NULL);

    for (guint i = 0; profiles != NULL && i < profiles->all->len; i++) {
        const StageProfile *profile = g_ptr_array_index(profiles->all, i);
        stage_offer(ctx, current, profile->name, profile->title);
    }
}

static void
offer_norms(StageContext *ctx, const char *current)
{
    g_autoptr(StageNorms) norms = stage_norms_load(ctx, NULL);

    for (guint i = 0; norms != NULL && i < stage_norms_count(norms); i++) {
        const StageNorm *norm = stage_norms_at(norms, i);
        if (!stage_day_is_set(norm->until)) /* its last version */
            stage_offer(ctx, current, norm->naam, norm->omschrijving);
    }
}

static void
offer_values(StageContext *ctx, const StageCommand *command, const StageOption *o, const char *before,
             const char *current)
{
    static const char *const yesno[] = { "ja", "nee", NULL };
    static const char *const days[] = { "vandaag", "gisteren", "morgen", "ma", "di", "wo", "do", "vr", NULL };
    const char *const *words = o->kind == STAGE_ARG_CHOICE  ? o->choices
                               : o->kind == STAGE_ARG_YESNO ? yesno
                               : o->kind == STAGE_ARG_DATE  ? days
                                                            : NULL;

    for (; words != NULL && *words != NULL; words++)
        stage_offer(ctx, current, *words, NULL);
    if (o->kind == STAGE_ARG_SETTING)
        for (const StageSetting *s = stage_settings_known; s->key != NULL; s++)
            stage_offer(ctx, current, s->key, _(s->help));
    if (o->kind == STAGE_ARG_NORM)
        offer_norms(ctx, current);
    if (o->kind == STAGE_ARG_NORM_KEY)
        for (const StageNormKey *key = stage_norm_keys; key->key != NULL; key++)
            stage_offer(ctx, current, key->key, _(key->help));
    if (o->kind == STAGE_ARG_TABLES)
        for (const StageExportTable *table = stage_export_tables; table->of != NULL; table++)
            offer_last(ctx, current, table->of->noun, _(table->about));
    if (o->kind == STAGE_ARG_PROFILE)
        offer_profiles(ctx, current);
    if (o->kind == STAGE_ARG_COMMAND)
        offer_commands(ctx, before == NULL ? NULL : stage_noun_find(before), current);
    if (o->name != NULL && strcmp(o->name, "columns") == 0) {
        offer_columns(ctx, command->columns, current);
        offer_columns(ctx, command->total_columns, current);
        offer_columns(ctx, command->group_columns, current);
    }
    if (o->kind == STAGE_ARG_FILE)
        offer_files(ctx);
    if (stage_kind_is_reference(o->kind) && ctx->db != NULL)
        stage_offer_stored(ctx, o->kind, current);
}

/* --- where the cursor is --- */

static const StageOption *
option_in(const StageOption *options, const char *word)
{
    for (const StageOption *o = options; o != NULL && !stage_option_is_end(o); o++)
        if (o->name != NULL &&
            ((g_str_has_prefix(word, "--") && strcmp(word + 2, o->name) == 0) ||
             (word[0] == '-' && word[1] != '\0' && word[1] == o->letter && word[2] == '\0')))
            return o;
    return NULL;
}

static const StageOption *
option_named(const StageCommand *command, const char *word)
{
    const StageOption *o = option_in(command->options, word);

    if (o == NULL)
        o = option_in(stage_command_output(command), word);
    return o != NULL ? o : option_in(stage_global_options, word);
}

/* The option whose value the last word is, or the positional argument that it is. */
static const StageOption *
at_cursor(const StageCommand *command, char **words)
{
    const StageOption *waiting = NULL, *o = command->options;
    guint position = 0;

    for (; words[0] != NULL && words[1] != NULL; words++) {
        if (waiting != NULL) {
            waiting = NULL;
            continue;
        }
        waiting = words[0][0] == '-' ? option_named(command, words[0]) : NULL;
        if (waiting != NULL && waiting->kind == STAGE_ARG_FLAG)
            waiting = NULL;
        position += words[0][0] == '-' ? 0 : 1;
    }
    if (waiting != NULL)
        return waiting;
    for (; o != NULL && !stage_option_is_end(o); o++)
        if (stage_option_is_positional(o) && (position-- == 0 || o->rest))
            return o;
    return NULL;
}

/* Completion answers from whatever store there is, and says nothing when there is none. */
static void
open_store(StageContext *ctx)
{
    StageDbOptions options = { .path = ctx->store_path, .mode = STAGE_DB_PEEK, .today = ctx->today.text };

    if (stage_db_is_server(ctx->store_path) || g_file_test(ctx->store_path, G_FILE_TEST_IS_REGULAR))
        ctx->db = stage_db_open(&options, NULL);
    g_free(options.migrated_copy);
}

static void
complete_command(StageContext *ctx, const StageCommand *command, char **words, const char *current)
{
    const StageOption *o = at_cursor(command, words);
    const char *equals = strchr(current, '=');

    gboolean ended = FALSE; /* after a lone "--" there are no options */

    for (char **word = words; word[0] != NULL && word[1] != NULL; word++)
        ended = ended || strcmp(word[0], "--") == 0;
    if (!ended && *current == '-' && equals == NULL && (o == NULL || o->name == NULL)) {
        offer_options(ctx, command->options, current);
        offer_options(ctx, stage_command_output(command), current);
        offer_options(ctx, stage_global_options, current);
        return;
    }
    if (o == NULL)
        return;
    if (stage_kind_is_reference(o->kind))
        open_store(ctx);
    offer_values(ctx, command, o, words[0] != NULL && words[1] != NULL ? words[0] : NULL, current);
    for (const StageOption *tail = command->options; o->rest && !stage_option_is_end(tail); tail++)
        if (tail->tail)
            offer_values(ctx, command, tail, NULL, current);
}

/* The store that the line being typed names goes before all others. */
static void
take_store(StageContext *ctx, char **words)
{
    const char *given = NULL;

    for (; words != NULL && words[0] != NULL && words[1] != NULL; words++)
        if (strcmp(words[0], "--store") == 0)
            given = words[1];
        else if (g_str_has_prefix(words[0], "--store="))
            given = words[0] + strlen("--store=");
    if (given == NULL)
        return;
    g_free(ctx->store_path);
    ctx->store_path = g_strdup(given);
}

static gboolean
complete_run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    char **words = o->words;

    (void)error;
    take_store(ctx, words);
    while (words != NULL && words[0] != NULL && words[1] != NULL && words[0][0] == '-') {
        gboolean store = strcmp(words[0], "--store") == 0; /* options before the noun */
        if (store && words[2] == NULL) {
            offer_files(ctx);
            return TRUE;
        }
        words += store ? 2 : 1;
    }
    guint n = words == NULL ? 0 : g_strv_length(words);
    const char *current = n == 0 ? "" : words[n - 1];
    const StageNoun *noun = n < 2 ? NULL : stage_noun_find(words[0]);
    const StageCommand *verb = noun == NULL || n < 3 ? NULL : stage_verb_find(noun, words[1]);

    if (n < 2 && *current == '-')
        offer_options(ctx, stage_global_options, current);
    else if (n < 2)
        offer_commands(ctx, NULL, current);
    else if (noun != NULL && n == 2)
        offer_commands(ctx, noun, current);
    if (verb != NULL)
        complete_command(ctx, verb, words + 2, current);
    else if (noun != NULL && noun->self != NULL)
        complete_command(ctx, noun->self, words + 1, current);
    return TRUE;
}

static const StageCommand complete = {
    .summary = N_("what may come next on a command line"),
    .hidden = TRUE,
    .unconfigured = TRUE,
    .options = complete_options,
    .options_size = sizeof(Options),
    .run = complete_run,
};

const StageNoun stage_noun_complete = { "complete", N_("what may come next on a command line"), NULL,
                                        &complete };
