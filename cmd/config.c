#include "base/error.h"
#include "base/i18n.h"
#include "cmd/nouns.h"
#include "cmd/print.h"

typedef struct {
    char *key;
    char *value;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define KEY { NULL, 0, STAGE_ARG_SETTING, N_("KEY"), N_("such as plan.visits"), AT(key), .required = TRUE }
/* clang-format on */

static const StageOption get_options[] = { KEY, { 0 } };
static const StageOption set_options[] = {
    KEY,
    { NULL, 0, STAGE_ARG_TEXT, N_("VALUE"), N_("the value; empty goes back to the default"), AT(value) },
    { 0 },
};
static const StageOption list_options[] = { { 0 } };

static const StageColumn columns[] = {
    { "key", N_("key"), STAGE_COLUMN_TEXT },
    { "value", N_("value"), STAGE_COLUMN_TEXT },
    { "source", N_("from"), STAGE_COLUMN_TEXT },
    { "help", N_("meaning"), STAGE_COLUMN_TEXT },
    { 0 },
};

static gboolean
get_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;

    if (stage_setting_find(o->key, error) == NULL)
        return FALSE;
    const char *value = stage_settings_get(ctx->settings, o->key);
    if (value == NULL)
        ctx->answer_no = TRUE;
    else
        fprintf(ctx->out, "%s\n", value);
    return TRUE;
}

static gboolean
set_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;

    if (!stage_settings_set(ctx->user_config, o->key, o->value == NULL ? "" : o->value, error))
        return FALSE;
    stage_say(ctx, _("%s is set in '%s'"), o->key, ctx->user_config);
    return TRUE;
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    g_autoptr(StagePrinter) printer = stage_printer_new(ctx, columns, FALSE, error);

    (void)options;
    if (printer == NULL)
        return FALSE;
    for (const StageSetting *s = stage_settings_known; s->key != NULL; s++) {
        const StageValue row[] = { stage_text(s->key), stage_text(stage_settings_get(ctx->settings, s->key)),
                                   stage_text(stage_settings_source(ctx->settings, s->key)),
                                   stage_text(_(s->help)) };
        if (!stage_printer_row(printer, row, error))
            return FALSE;
    }
    return stage_printer_end(printer, error);
}

static const StageCommand get = {
    .name = "get",
    .summary = N_("print a setting"),
    .details = N_("Exit status 1 when it has no value."),
    .options = get_options,
    .options_size = sizeof(Options),
    .run = get_run,
};
static const StageCommand set = {
    .name = "set",
    .summary = N_("change a setting of this user"),
    .unconfigured = TRUE,
    .clears = TRUE,
    .options = set_options,
    .options_size = sizeof(Options),
    .run = set_run,
};
static const StageCommand list = {
    .name = "list",
    .summary = N_("list the settings, and where they come from"),
    .options = list_options,
    .columns = columns,
    .run = list_run,
};

static const StageCommand *const verbs[] = { &get, &set, &list, NULL };
const StageNoun stage_noun_config = { "config", N_("the settings"), verbs, NULL };
