/* The norms: what they are, changing them, and what a change would do. */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "cmd/print.h"

typedef struct {
    char *naam;
    char *key;
    char *value;
    StageDay from;
    StageDay on;
    gboolean always;
    gboolean fresh;
    gboolean system;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption list_options[] = { { 0 } };
static const StageOption show_options[] = {
    { NULL, 0, STAGE_ARG_NORM, N_("NORM"), N_("its name (default: standaard)"), AT(naam) },
    { "on", 0, STAGE_ARG_DATE, N_("DATUM"), N_("as it is for what begins on this day (default: today)"),
      AT(on) },
    { 0 },
};
static const StageOption set_options[] = {
    { NULL, 0, STAGE_ARG_NORM, N_("NORM"), N_("its name"), AT(naam), .required = TRUE },
    { NULL, 0, STAGE_ARG_NORM_KEY, N_("KEY"), N_("such as bezoeken"), AT(key), .required = TRUE },
    { NULL, 0, STAGE_ARG_TEXT, N_("VALUE"), N_("its new value; empty takes it away"), AT(value),
      .rest = TRUE },
    { "from", 0, STAGE_ARG_DATE, N_("DATUM"), N_("for what begins on or after this day (default: today)"),
      AT(from), .lean = STAGE_LEAN_NEXT },
    { "always", 0, STAGE_ARG_FLAG, NULL, N_("for all that ever began: history is judged anew"), AT(always) },
    { "new", 0, STAGE_ARG_FLAG, NULL, N_("it is a new norm"), AT(fresh) },
    { "system", 0, STAGE_ARG_FLAG, NULL, N_("in the file of the system, for every user"), AT(system) },
    { 0 },
};
static const StageColumn list_columns[] = {
    { "norm", N_("norm"), STAGE_COLUMN_TEXT },
    { "van", N_("van"), STAGE_COLUMN_DAY },
    { "tot", NULL, STAGE_COLUMN_DAY },
    { "omschrijving", N_("omschrijving"), STAGE_COLUMN_TEXT },
    { "momenten", N_("momenten"), STAGE_COLUMN_NUMBER },
    { "minimaal", N_("minimaal"), STAGE_COLUMN_NUMBER },
    { "cohort", NULL, STAGE_COLUMN_TEXT },
    { "leerweg", NULL, STAGE_COLUMN_TEXT },
    { "opleidingen", NULL, STAGE_COLUMN_TEXT },
    { "teams", NULL, STAGE_COLUMN_TEXT },
    { "bron", N_("from where"), STAGE_COLUMN_TEXT },
    { 0 },
};
static const StageColumn show_columns[] = {
    { "sleutel", N_("key"), STAGE_COLUMN_TEXT },
    { "waarde", N_("value"), STAGE_COLUMN_TEXT },
    { "uitleg", N_("what it is"), STAGE_COLUMN_TEXT },
    { 0 },
};
/* --- list, show --- */

static char *
value_of(const StageNorm *norm, const char *name)
{
    const StageNormKey *key = stage_norm_key(name, NULL);

    g_assert(key != NULL);
    return stage_norm_get(norm, key);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    g_autoptr(StageNorms) norms = stage_norms_load(ctx, error);
    g_autoptr(StagePrinter) printer = norms == NULL ? NULL
                                                    : stage_printer_new(ctx, list_columns, FALSE, error);

    (void)options;
    for (guint i = 0; printer != NULL && i < stage_norms_count(norms); i++) {
        const StageNorm *norm = stage_norms_at(norms, i);
        g_autofree char *opleidingen = value_of(norm, "opleidingen");
        g_autofree char *teams = value_of(norm, "teams");
        const StageValue row[] = { stage_text(norm->naam),
                                   stage_text_set(norm->van.text),
                                   stage_text_set(norm->until.text),
                                   stage_text(norm->omschrijving),
                                   stage_int(norm->n),
                                   stage_int(norm->minimaal),
                                   stage_text(norm->cohort),
                                   stage_text(norm->leerweg),
                                   stage_text_set(opleidingen),
                                   stage_text_set(teams),
                                   stage_text(norm->bron == NULL ? _("built in") : norm->bron) };
        if (!stage_printer_row(printer, row, error))
            return FALSE;
    }
    return printer != NULL && stage_printer_end(printer, error);
}

/* The version of a name that holds on a day. */
static const StageNorm *
version_on(const StageNorms *norms, const char *naam, StageDay on, GError **error)
{
    const StageNorm *found = NULL;
    const char *names[64] = { NULL };
    guint n = 0;

    for (guint i = 0; i < stage_norms_count(norms); i++) {
        const StageNorm *norm = stage_norms_at(norms, i);
        if (strcmp(norm->naam, naam) == 0 &&
            (found == NULL || !stage_day_is_set(norm->van) || stage_day_compare(norm->van, on) <= 0))
            found = norm;
        if (n + 1 < G_N_ELEMENTS(names))
            names[n++] = norm->naam;
    }
    g_autofree char *shown = stage_visible(naam);
    const char *near = stage_nearest(naam, names);
    if (found == NULL && near != NULL)
        return stage_fail_null(error, STAGE_ERROR_NOT_FOUND, _("there is no norm '%s'; did you mean '%s'?"),
                               shown, near);
    return found != NULL ? found
                         : stage_fail_null(error, STAGE_ERROR_NOT_FOUND, _("there is no norm '%s'"), shown);
}

static gboolean
show_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    StageDay on = stage_day_is_set(o->on) ? o->on : ctx->today;
    g_autoptr(StageNorms) norms = stage_norms_load(ctx, error);
    const StageNorm *norm = norms == NULL
                                ? NULL
                                : version_on(norms, o->naam == NULL ? "standaard" : o->naam, on, error);
    g_autoptr(StagePrinter) printer = norm == NULL ? NULL
                                                   : stage_printer_new(ctx, show_columns, FALSE, error);

    for (const StageNormKey *key = stage_norm_keys; printer != NULL && key->key != NULL; key++) {
        g_autofree char *value = stage_norm_get(norm, key);
        const StageValue row[] = { stage_text(key->key), stage_text_set(value), stage_text(_(key->help)) };
        if (!stage_printer_row(printer, row, error))
            return FALSE;
    }
    if (printer == NULL)
        return FALSE;
    stage_say(ctx, _("norm %s%s%s, %s"), norm->naam, stage_day_is_set(norm->van) ? _(", from ") : "",
              norm->van.text, norm->bron == NULL ? _("built in") : norm->bron);
    return stage_printer_end(printer, error);
}

/* --- set --- */

static gboolean
load(GKeyFile *file, const char *path, GError **error)
{
    g_autoptr(GError) failed = NULL;

    if (g_key_file_load_from_file(file, path, G_KEY_FILE_KEEP_COMMENTS, &failed) ||
        g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
    return stage_fail(error, STAGE_ERROR_CONFIG, "%s: %s", path, failed->message);
}

/* A norm that nobody has is a misspelt one more often than a new one. */
static gboolean
is_known(const StageNorms *norms, const char *naam, GError **error)
{
    g_autoptr(GError) failed = NULL;

    return version_on(norms, naam, STAGE_NO_DAY, &failed) != NULL ||
           stage_fail(error, STAGE_ERROR_NOT_FOUND, _("%s; --new makes it"), failed->message);
}

static gboolean
set_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    StageDay from = stage_day_is_set(o->from) && o->from.text[0] != '-' ? o->from : ctx->today;
    g_autofree char *path = stage_norm_file(o->system ? ctx->system_config : ctx->user_config);
    g_autofree char *group = o->always ? g_strdup(o->naam) : g_strdup_printf("%s %s", o->naam, from.text);
    g_autoptr(GKeyFile) file = g_key_file_new();
    const StageNormKey *key = stage_norm_key(o->key, error);
    g_autoptr(StageNorms) norms = key == NULL ? NULL : stage_norms_load(ctx, error);

    if (norms == NULL || (!o->fresh && !is_known(norms, o->naam, error)) || !load(file, path, error))
        return FALSE;
    g_key_file_set_value(file, group, o->key, o->value == NULL ? "" : o->value);
    g_autofree char *text = g_key_file_to_data(file, NULL, NULL);
    if (!stage_norms_try(text, path, error) || !stage_settings_save(file, path, error))
        return FALSE;
    if (o->always)
        stage_say(ctx, _("norm %s: %s is changed for all placements, in '%s'"), o->naam, o->key, path);
    else
        stage_say(ctx, _("norm %s: %s is changed for what begins on or after %s, in '%s'"), o->naam, o->key,
                  from.text, path);
    return TRUE;
}

static const StageCommand list = {
    .name = "list",
    .summary = N_("list the norms, built in and the school's own"),
    .options = list_options,
    .options_size = sizeof(Options),
    .columns = list_columns,
    .run = list_run,
};
static const StageCommand show = {
    .name = "show",
    .summary = N_("show what a norm asks"),
    .options = show_options,
    .options_size = sizeof(Options),
    .columns = show_columns,
    .run = show_run,
};
static const StageCommand set = {
    .name = "set",
    .summary = N_("change a norm from a day on"),
    .details = N_(
        "What began before that day stays judged by the norm of its time. The norms are groups in norm.ini "
        "beside\nstage.conf; what is wrong in it is refused. 'stage norm test FILE' says first what a change "
        "would do."),
    .clears = TRUE,
    .options = set_options,
    .options_size = sizeof(Options),
    .run = set_run,
};
static const StageCommand *const verbs[] = { &list, &show, &set, &stage_norm_test, NULL };
const StageNoun stage_noun_norm = { "norm", N_("norms: which contact moments a placement asks"), verbs,
                                    NULL };
