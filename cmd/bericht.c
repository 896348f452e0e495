#include "model/bericht.h"

#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/environment.h"
#include "cmd/nouns.h"

enum { NEWEST = 50 };

typedef struct {
    StageEntityArgs args;
    gint64 student;
    gint64 gesprek;
    char *soort;
    gboolean open;
    gint64 limit;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHICH { NULL, 0, STAGE_ARG_BERICHT, N_("BERICHT"), N_("its number"), AT(args.id), .required = TRUE }
/* clang-format on */

static const StageOption list_options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("only about this student"), AT(student) },
    { "gesprek", 'g', STAGE_ARG_GESPREK, N_("GESPREK"), N_("only about this talk"), AT(gesprek) },
    { "soort", 0, STAGE_ARG_CHOICE, N_("SOORT"), N_("only of this kind"), AT(soort),
      .choices = stage_bericht_soorten },
    { "open", 0, STAGE_ARG_FLAG, NULL, N_("only what did not go: to be tried again, or given up"), AT(open) },
    { "limit", 0, STAGE_ARG_NUMBER, N_("NUMBER"), N_("the newest so many (default: 50)"), AT(limit) },
    { 0 },
};
static const StageOption who_options[] = { WHICH, { 0 } };

static const StageColumn list_columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "soort", N_("soort"), STAGE_COLUMN_TEXT },
    { "rol", NULL, STAGE_COLUMN_TEXT },
    { "naam", N_("naam"), STAGE_COLUMN_TEXT },
    { "adres", N_("adres"), STAGE_COLUMN_TEXT },
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER },
    { "gesprek", N_("gesprek"), STAGE_COLUMN_NUMBER },
    { "versie", NULL, STAGE_COLUMN_NUMBER },
    { "gemaakt", NULL, STAGE_COLUMN_TEXT },
    { "verstuurd", N_("verstuurd"), STAGE_COLUMN_TEXT },
    { "pogingen", N_("pogingen"), STAGE_COLUMN_NUMBER },
    { "volgende", N_("volgende"), STAGE_COLUMN_TEXT },
    { "fout", N_("fout"), STAGE_COLUMN_TEXT },
    { "ingetrokken", N_("ingetrokken"), STAGE_COLUMN_TEXT },
    { "messageid", NULL, STAGE_COLUMN_TEXT },
    { "onderwerp", NULL, STAGE_COLUMN_TEXT },
    { "tekst", NULL, STAGE_COLUMN_TEXT },
    { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_bericht_list(ctx->db, &(StageBerichtFilter){ .id = id }, error);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    const StageBerichtFilter filter = { .student = o->student,
                                        .gesprek = o->gesprek,
                                        .soort = o->soort,
                                        .open = o->open,
                                        .limit = o->limit == 0 ? NEWEST : (guint)o->limit };
    g_autoptr(StageStmt) rows = stage_bericht_list(ctx->db, &filter, error);

    return stage_list(ctx, rows, error);
}

static const StageEntityNoun noun = { .entity = &stage_bericht, .show = show_row };

static gboolean
retry_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;

    return stage_bericht_retry(ctx->db, o->args.id, error) &&
           stage_entity_say(ctx, &noun, o->args.id, _("%s %s is tried again at the next run"), error);
}

STAGE_ENTITY_ROW(list, "list", N_("list messages, the newest first"), .needs = STAGE_READS,
                 .options = list_options, .columns = list_columns, .run = list_run);
STAGE_ENTITY_ROW(show, "show", N_("show one message, with its text when that is kept"), .needs = STAGE_READS,
                 .options = who_options, .columns = list_columns, .run = stage_entity_show_run);
/* What happens to messages is in no journal, so this is no action that could be taken back. */
STAGE_ENTITY_ROW(retry, "retry", N_("try one that did not go again at the next run"),
                 .needs = STAGE_MAINTAINS, .options = who_options, .columns = list_columns, .run = retry_run);

static const StageCommand *const verbs[] = { &list, &show, &retry, NULL };

const StageNoun stage_noun_bericht = { "bericht", N_("what went out by mail, and what did not"), verbs,
                                       NULL };
