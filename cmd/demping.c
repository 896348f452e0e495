#include "model/demping.h"

#include "base/i18n.h"
#include "cmd/nouns.h"
#include "cmd/of_plaatsing.h"

typedef struct {
    StageOfArgs of;
    StageDemping given;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHICH { NULL, 0, STAGE_ARG_DEMPING, N_("DEMPING"), N_("its number"), AT(of.args.id), .required = TRUE }
#define DAYS(help_) \
    { "datum", 0, STAGE_ARG_DATE, N_("DATUM"), help_, AT(given.datum), .lean = STAGE_LEAN_PAST }, \
    { "tot", 0, STAGE_ARG_DATE, N_("DATUM"), N_("the last day (default: none)"), AT(given.tot), .lean = STAGE_LEAN_NEXT }
/* clang-format on */

static const StageOption add_options[] = {
    STAGE_OF_STUDENT,
    { NULL, 0, STAGE_ARG_CHOICE, N_("REGEL"), N_("which rule"), AT(given.regel),
      .choices = stage_demping_regels, .required = TRUE },
    { NULL, 0, STAGE_ARG_TEXT, N_("REDEN"),
      N_("why, such as \"we bellen elke vrijdag\" (no medical reasons)"), AT(given.reden), .required = TRUE,
      .rest = TRUE },
    DAYS(N_("from which day (default: today)")),
    { "plaatsing", 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("which placement, when the student has more"),
      AT(given.plaatsing) },
    { 0 },
};
static const StageOption edit_options[] = {
    WHICH,
    { "regel", 0, STAGE_ARG_CHOICE, N_("REGEL"), N_("which rule"), AT(given.regel),
      .choices = stage_demping_regels },
    { "reden", 0, STAGE_ARG_TEXT, N_("REDEN"), N_("why (no medical reasons)"), AT(given.reden) },
    DAYS(N_("from which day")),
    { 0 },
};
static const StageOption list_options[] = { STAGE_OF_LIST_APART, { 0 } };
static const StageOption who_options[] = { WHICH, { 0 } };

static const StageColumn list_columns[] = {
    STAGE_OF_COLUMNS_APART,
    { "regel", N_("regel"), STAGE_COLUMN_TEXT },
    { "tot", N_("tot"), STAGE_COLUMN_DAY },
    { "reden", N_("reden"), STAGE_COLUMN_TEXT },
    { 0 },
};

static const StageOfNoun noun = {
    STAGE_OF_NOUN_APART(StageDemping, stage_demping, stage_of_fill),
    .list = stage_demping_list,
};

STAGE_ENTITY_ADD(N_("mute a rule about a placement, with a reason"), list_columns,
                 .run = stage_entity_add_run);
STAGE_ENTITY_EDIT(N_("change a demping"), list_columns, .run = stage_entity_edit_run,
                  .details = STAGE_CHANGE_DETAILS);
STAGE_ENTITY_LOOK(N_("list dempingen, by day"), stage_of_list_run, N_("show one demping"),
                  N_("remove a demping"), list_columns);

static const StageCommand *const verbs[] = { &add, &edit, &list, &show, &rm, NULL };

const StageNoun stage_noun_demping = { "demping", N_("rules that are muted about a placement, and why"),
                                       verbs, NULL };
