#include "model/afspraak.h"

#include "base/i18n.h"
#include "cmd/nouns.h"
#include "cmd/of_plaatsing.h"

typedef struct {
    StageOfArgs of;
    StageAfspraak given;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHICH { NULL, 0, STAGE_ARG_AFSPRAAK, N_("AFSPRAAK"), N_("its number"), AT(of.args.id), .required = TRUE }
#define FIELDS \
    { "wie", 'w', STAGE_ARG_CHOICE, N_("WIE"), N_("who does it"), AT(given.wie), .choices = stage_afspraak_wie }, \
    { "voor", 0, STAGE_ARG_DATE, N_("DATUM"), N_("the day before or on which it is done"), AT(given.voor), .lean = STAGE_LEAN_NEXT }, \
    STAGE_OF_WHEN
/* clang-format on */

static const StageOption add_options[] = {
    STAGE_OF_STUDENT,
    { NULL, 0, STAGE_ARG_NOTE, N_("WAT"), N_("what is done"), AT(given.wat), .rest = TRUE },
    FIELDS,
    { 0 },
};
static const StageOption edit_options[] = {
    WHICH,
    { "wat", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("what is done"), AT(given.wat) },
    FIELDS,
    { "gesloten", 0, STAGE_ARG_DATE, N_("DATUM"), N_("the day on which it was closed; empty: open again"),
      AT(given.gesloten), .lean = STAGE_LEAN_PAST },
    { "resultaat", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("what came of it"), AT(given.resultaat) },
    { 0 },
};
static const StageOption close_options[] = {
    WHICH,
    { NULL, 0, STAGE_ARG_NOTE, N_("RESULTAAT"), N_("what came of it"), AT(given.resultaat), .rest = TRUE },
    { "datum", 0, STAGE_ARG_DATE, N_("DATUM"), N_("the day on which it was closed (default: today)"),
      AT(of.closed), .lean = STAGE_LEAN_PAST },
    { 0 },
};
static const StageOption list_options[] = {
    STAGE_OF_LIST,
    { "open", 0, STAGE_ARG_FLAG, NULL, N_("only what is not closed"), AT(of.open) },
    { "wie", 'w', STAGE_ARG_CHOICE, N_("WIE"), N_("only what is done by one"), AT(of.only),
      .choices = stage_afspraak_wie },
    { 0 },
};
static const StageOption who_options[] = { WHICH, { 0 } };

static const StageColumn list_columns[] = {
    STAGE_OF_COLUMNS,
    { "wie", N_("wie"), STAGE_COLUMN_TEXT },
    { "wat", N_("wat"), STAGE_COLUMN_TEXT },
    { "voor", N_("voor"), STAGE_COLUMN_DAY },
    { "gesloten", N_("gesloten"), STAGE_COLUMN_DAY },
    { "resultaat", NULL, STAGE_COLUMN_TEXT },
    { 0 },
};

/* Who writes it down does it, unless it is said otherwise. */
static gboolean
fill(StageContext *ctx, const void *options, void *given, GError **error)
{
    const Options *o = options;
    StageAfspraak *t = given;

    if (o->of.args.id == 0 && t->wie == NULL)
        t->wie = g_strdup("docent");
    return stage_of_fill(ctx, options, given, error);
}

static const StageOfNoun noun = {
    STAGE_OF_NOUN(
        StageAfspraak, stage_afspraak, fill, .text = offsetof(StageAfspraak, wat),
        .guidance = N_("What was agreed? Small and clear: what is done, and how you see that it is.")),
    .list = stage_afspraak_list,
    .sluiting = &stage_afspraak_sluiting,
};

STAGE_ENTITY_ADD(N_("take down what was agreed"), list_columns, .details = STAGE_ADD_DETAILS,
                 .reads_input = stage_entity_add_reads, .ask = stage_entity_add_ask,
                 .run = stage_entity_add_run);
STAGE_ENTITY_EDIT(N_("change an afspraak"), list_columns, .details = STAGE_EDIT_DETAILS,
                  .reads_input = stage_entity_edit_reads, .ask = stage_entity_edit_ask,
                  .run = stage_entity_edit_run);
STAGE_ENTITY_LOOK(N_("list afspraken, what is to be done first, first"), stage_of_list_run,
                  N_("show one afspraak"), N_("remove an afspraak"), list_columns);
STAGE_ENTITY_ROW(close_row, "close", N_("close an afspraak: it is done, or no longer needed"),
                 .needs = STAGE_WRITES, .again = TRUE, .options = close_options, .columns = list_columns,
                 .run = stage_of_close_run);

static const StageCommand *const verbs[] = { &add, &edit, &list, &show, &close_row, &rm, NULL };

const StageNoun stage_noun_afspraak = { "afspraak", N_("agreements: who does what before when"), verbs,
                                        NULL };
