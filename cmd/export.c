/* The store in a folder, for others to read. */
#include "export/export.h"

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/environment.h"
#include "cmd/nouns.h"

typedef struct {
    char *folder;
    gboolean all;
    char *only;
    gboolean pseudonym;
    char *key;
    gboolean confidential;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption export_options[] = {
    { "all", 0, STAGE_ARG_FLAG, NULL, N_("every table that an export can have"), AT(all) },
    { "only", 0, STAGE_ARG_TABLES, N_("TABLES"), N_("these tables, with commas between them"), AT(only) },
    { "pseudonym", 0, STAGE_ARG_FLAG, NULL, N_("without names, and with pseudonyms for numbers and ids"),
      AT(pseudonym) },
    { "key", 0, STAGE_ARG_FILE, N_("FILE"),
      N_("the key that the pseudonyms are made with; made when it is not there"), AT(key) },
    { "vertrouwelijk", 0, STAGE_ARG_FLAG, NULL, N_("also what authors of notes keep to themselves"),
      AT(confidential) },
    { NULL, 0, STAGE_ARG_FILE, N_("FOLDER"), N_("a new folder"), AT(folder), .required = TRUE },
    { 0 },
};

static gboolean
check_options(const Options *o, GError **error)
{
    if (o->all == (o->only != NULL))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("say which tables: either --all or --only"));
    if (o->pseudonym != (o->key != NULL))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("--pseudonym and --key FILE go together: the pseudonyms are made with a key"));
    return TRUE;
}

static StagePseudonym *
open_key(StageContext *ctx, const Options *o, GError **error)
{
    g_autofree char *chance = stage_find_chance(error);
    g_autofree char *shown = stage_visible(o->key);
    gboolean made = FALSE;

    if (chance == NULL)
        return NULL;
    StagePseudonym *under = stage_pseudonym_open(o->key, o->folder, chance, &made, error);
    if (made)
        stage_say(ctx, _("the key '%s' is made: keep it, apart from what it is used for"), shown);
    return under;
}

/* All of it as it stands at one moment. */
static gboolean
write_state(StageContext *ctx, const Options *o, const StageExportOptions *options, GError **error)
{
    g_autofree char *shown = stage_visible(o->folder);
    StageExportOutcome out;
    gboolean done = stage_db_begin_read(ctx->db, error) &&
                    stage_export_write(ctx->db, o->folder, options, &out, error);

    stage_db_rollback(ctx->db);
    if (!done)
        return FALSE;
    stage_say(ctx, Q_("%u row in '%s'", "%u rows in '%s'", (guint)out.rows), (guint)out.rows, shown);
    if (out.confidential > 0)
        stage_say(ctx,
                  Q_("%u confidential note was left out; --vertrouwelijk takes it along",
                     "%u confidential notes were left out; --vertrouwelijk takes them along",
                     (guint)out.confidential),
                  (guint)out.confidential);
    return TRUE;
}

static gboolean
export_run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;

    if (!check_options(o, error))
        return FALSE;
    g_autoptr(GPtrArray) tables = stage_export_choose(o->only, error);
    if (tables == NULL || !stage_export_check(o->folder, error))
        return FALSE;
    g_autoptr(StagePseudonym) under = o->pseudonym ? open_key(ctx, o, error) : NULL;
    if (o->pseudonym && under == NULL)
        return FALSE;
    g_autofree char *now = stage_find_now(ctx->today);
    const StageExportOptions options = {
        .tables = tables, .under = under, .confidential = o->confidential, .now = now
    };
    return write_state(ctx, o, &options, error);
}

static const StageCommand export_ = {
    .summary = N_("write the store as CSV and JSON, with a description of every field"),
    .details = N_(
        "A folder with a CSV and a JSON file per table, datapackage.json (Frictionless) and LEESMIJ.txt. "
        "No messages, no journal, and no confidential notes unless asked for. For the store as a whole "
        "there is 'stage db dump'."),
    .needs = STAGE_READS,
    .options = export_options,
    .options_size = sizeof(Options),
    .run = export_run,
};

const StageNoun stage_noun_export = {
    "export", N_("write the store as CSV and JSON, with a description of every field"), NULL, &export_
};
