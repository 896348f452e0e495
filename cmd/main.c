/* From the words on the command line to an exit status: the settings, the row of the table, the store that
 * the row asks for, one transaction around a command that writes. */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/environment.h"
#include "cmd/external.h"
#include "cmd/help.h"
#include "cmd/parse.h"
#include "cmd/run.h"
#include "cmd/value.h"

/* stage(1), EXIT STATUS. */
enum {
    DONE = 0,
    NO = 1,
    USAGE = 64,
    DATA = 65,
    UNAVAILABLE = 69,
    INTERNAL = 70,
    OUTPUT = 74,
    AGAIN = 75,
    UNSURE = 76,
    DENIED = 77,
    CONFIG = 78
};

static int
status_of(const GError *error)
{
    static const int status[] = {
        [STAGE_ERROR_BAD_INPUT] = DATA, [STAGE_ERROR_NOT_FOUND] = DATA,
        [STAGE_ERROR_AMBIGUOUS] = DATA, [STAGE_ERROR_EXISTS] = DATA,
        [STAGE_ERROR_IN_USE] = DATA,    [STAGE_ERROR_BUSY] = AGAIN,
        [STAGE_ERROR_DENIED] = DENIED,  [STAGE_ERROR_TOO_NEW] = CONFIG,
        [STAGE_ERROR_CORRUPT] = DATA,   [STAGE_ERROR_CONFIG] = CONFIG,
        [STAGE_ERROR_IO] = OUTPUT,      [STAGE_ERROR_UNAVAILABLE] = UNAVAILABLE,
        [STAGE_ERROR_UNSURE] = UNSURE,  [STAGE_ERROR_INTERNAL] = INTERNAL,
    };

    return error->domain == STAGE_ERROR ? status[error->code] : INTERNAL;
}

/* Prints "stage gesprek log: …" and, for a wrong call, one line of usage. */
static int
complain(const StageContext *ctx, const GError *error, gboolean usage)
{
    g_autofree char *path = ctx->command != NULL ? stage_command_path(ctx->noun, ctx->command)
                            : ctx->noun != NULL  ? g_strconcat("stage ", ctx->noun->name, NULL)
                                                 : g_strdup("stage");

    if (ctx->placed)
        fprintf(stderr, "%s\n", error->message);
    else
        fprintf(stderr, "%s: %s\n", path, error->message);
    if (usage) {
        g_autofree char *call = stage_help_usage(ctx->noun, ctx->command);
        fprintf(stderr, _("usage: %s\n"), call);
    }
    return usage ? USAGE : status_of(error);
}

/* --- one command --- */

static int
finish(StageContext *ctx)
{
    gboolean written = fflush(stdout) == 0 && !ferror(stdout);
    int failed = errno;

    if (!ctx->globals->quiet)
        fputs(ctx->said->str, stderr);
    if (written)
        return ctx->answer_no ? NO : DONE;
    fprintf(stderr, _("stage: cannot write the output: %s\n"), g_strerror(failed));
    if (ctx->command != NULL && ctx->command->needs == STAGE_WRITES && !ctx->discard)
        fputs(_("stage: the change itself is in the store\n"), stderr);
    return OUTPUT;
}

static int
run_command(StageContext *ctx, StageGlobals *globals, const char *const *words)
{
    g_autoptr(GError) error = NULL;
    g_autofree void *values = g_malloc0(MAX(ctx->command->options_size, 1));
    g_autoptr(StageParsed) parsed = stage_parse(ctx->command, words, ctx->today, globals, values, &error);
    int status = DONE;

    g_free(ctx->store_path);
    ctx->store_path = stage_store_path(ctx->settings, globals->store);
    if (globals->verbose)
        g_setenv("G_MESSAGES_DEBUG", "stage", TRUE);
    if (parsed == NULL)
        status = complain(ctx, error, TRUE);
    else if (globals->help)
        stage_help_print(stdout, ctx->noun, ctx->command);
    else if (ctx->config_error != NULL && !ctx->command->unconfigured)
        status = complain(ctx, ctx->config_error, FALSE);
    else if (!stage_run(ctx, parsed, values, &error))
        status = complain(ctx, error, FALSE);
    stage_values_clear(ctx->command->options, values);
    return status == DONE ? finish(ctx) : status;
}

/* --- finding it --- */

/* Closes the list of names, and looks for the nearest of them. */
static gboolean
unknown(const char *word, GPtrArray *names, GError **error)
{
    g_autofree char *shown = stage_visible(word);

    g_ptr_array_add(names, NULL);
    const char *near = stage_nearest(word, (const char *const *)names->pdata);

    if (near != NULL)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no command; did you mean '%s'?"), shown,
                          near);
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no command"), shown);
}

/* Sets ctx->noun and ctx->command from the first words; *used of them were taken. */
static gboolean
find_command(StageContext *ctx, const char *const *words, guint *used, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    ctx->noun = stage_noun_find(words[0]);
    for (const StageNoun *const *noun = stage_nouns; ctx->noun == NULL && *noun != NULL; noun++)
        g_ptr_array_add(names, (void *)(guintptr)(*noun)->name);
    if (ctx->noun == NULL)
        return unknown(words[0], names, error);
    *used = 1;
    ctx->command = words[1] == NULL ? NULL : stage_verb_find(ctx->noun, words[1]);
    if (ctx->command != NULL) {
        *used = 2;
        return TRUE;
    }
    ctx->command = ctx->noun->self;
    if (ctx->command != NULL || words[1] == NULL || words[1][0] == '-')
        return TRUE;
    for (const StageCommand *const *verb = ctx->noun->verbs; *verb != NULL; verb++)
        g_ptr_array_add(names, (void *)(guintptr)(*verb)->name);
    return unknown(words[1], names, error);
}

/* "stage gesprek", with --help or without a verb. */
static int
run_noun(StageContext *ctx, const char *word)
{
    g_autoptr(GError) error = NULL;

    if (word != NULL && (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)) {
        stage_help_print(stdout, ctx->noun, NULL);
        return finish(ctx);
    }
    stage_fail(&error, STAGE_ERROR_BAD_INPUT, _("which command? 'stage %s --help' lists them"),
               ctx->noun->name);
    return complain(ctx, error, TRUE);
}

static int
run_words(StageContext *ctx, StageGlobals *globals, const char *const *words)
{
    g_autoptr(GError) error = NULL;
    guint used = 0;

    if (!stage_parse_globals(words, globals, &used, &error))
        return complain(ctx, error, TRUE);
    words += used;
    if (globals->version) {
        fprintf(stdout, "stage %s\n", VERSION);
        return finish(ctx);
    }
    if (globals->help && *words == NULL) {
        stage_help_print(stdout, NULL, NULL);
        return finish(ctx);
    }
    if (*words == NULL) {
        stage_fail(&error, STAGE_ERROR_BAD_INPUT, _("which command? 'stage --help' lists them"));
        return complain(ctx, error, TRUE);
    }
    if (!find_command(ctx, words, &used, &error)) {
        if (ctx->noun == NULL)
            stage_external_run(words, globals->store);
        return complain(ctx, error, TRUE);
    }
    if (ctx->command == NULL)
        return run_noun(ctx, globals->help ? "--help" : words[1]);
    return run_command(ctx, globals, words + used);
}

/* The words of a command are to be seen by everybody on the machine: --store=URI, or a word that is one. */
static gboolean
tells_secret(const char *word)
{
    const char *value = g_str_has_prefix(word, "--") ? strchr(word, '=') : NULL;

    return stage_db_has_secret(value == NULL ? word : value + 1);
}

static gboolean
check_words(int argc, char **argv, GError **error)
{
    for (int i = 1; i < argc; i++) {
        if (!g_utf8_validate(argv[i], -1, NULL)) {
            g_autofree char *shown = stage_visible(argv[i]);
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("argument '%s' is not valid UTF-8"), shown);
        }
        if (tells_secret(argv[i]))
            return stage_fail(
                error, STAGE_ERROR_BAD_INPUT,
                _("a password among the words of a command is seen by everybody on this machine: put it "
                  "in ~/.pgpass, and leave it out of the URI"));
    }
    return TRUE;
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    StageGlobals globals = { 0 };
    g_autofree char *user_config = NULL;
    StageContext ctx = { .globals = &globals, .system_config = stage_system_config() };
    int status = DONE;

    stage_keep_standard_descriptors();
    signal(SIGXFSZ, SIG_IGN);                  /* a limit on the size of files is an error like a full disk */
    g_log_writer_default_set_use_stderr(TRUE); /* standard output is for data */
    stage_set_locale();
    user_config = stage_user_config();
    ctx.user_config = user_config;
    ctx.said = g_string_new(NULL);
    g_autoptr(GError) config_error = NULL;
    g_autoptr(StageSettings) settings = stage_settings_load(ctx.system_config, user_config, &config_error);
    if (settings == NULL)
        settings = stage_settings_load(NULL, NULL, NULL);
    ctx.settings = settings;
    ctx.config_error = config_error;
    stage_set_language(stage_settings_get(settings, "language"));
    if (!stage_find_today(&ctx.today, &error))
        status = complain(&ctx, error, FALSE);
    else if (!check_words(argc, argv, &error))
        status = complain(&ctx, error, TRUE);
    else
        status = run_words(&ctx, &globals, (const char *const *)argv + 1);
    stage_values_clear(stage_global_options, &globals);
    stage_values_clear(stage_row_options, &globals);
    g_free(ctx.store_path);
    g_string_free(ctx.said, TRUE);
    return status;
}
