#include "model/vrijstelling.h"

#include "base/i18n.h"
#include "cmd/nouns.h"
#include "cmd/of_plaatsing.h"

typedef struct {
    StageOfArgs of;
    StageVrijstelling given;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHICH { NULL, 0, STAGE_ARG_VRIJSTELLING, N_("VRIJSTELLING"), N_("its number"), AT(of.args.id), .required = TRUE }
#define DAY(help_) { "datum", 0, STAGE_ARG_DATE, N_("DATUM"), help_, AT(given.datum), .lean = STAGE_LEAN_PAST }
/* clang-format on */

static const StageOption add_options[] = {
    STAGE_OF_STUDENT,
    { NULL, 0, STAGE_ARG_CHOICE, N_("MOMENT"), N_("which moment"), AT(given.moment),
      .choices = stage_vrijstelling_momenten, .required = TRUE },
    { NULL, 0, STAGE_ARG_TEXT, N_("REDEN"),
      N_("why, such as \"gesproken op de werkconferentie\" (no medical reasons)"), AT(given.reden),
      .required = TRUE, .rest = TRUE },
    DAY(N_("the day on which it was handled (default: today)")),
    { "plaatsing", 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("which placement, when the student has more"),
      AT(given.plaatsing) },
    { 0 },
};
static const StageOption edit_options[] = {
    WHICH,
    { "moment", 0, STAGE_ARG_CHOICE, N_("MOMENT"), N_("which moment"), AT(given.moment),
      .choices = stage_vrijstelling_momenten },
    { "reden", 0, STAGE_ARG_TEXT, N_("REDEN"), N_("why (no medical reasons)"), AT(given.reden) },
    DAY(N_("the day on which it was handled")),
    { 0 },
};
static const StageOption list_options[] = { STAGE_OF_LIST_APART, { 0 } };
static const StageOption who_options[] = { WHICH, { 0 } };

static const StageColumn list_columns[] = {
    STAGE_OF_COLUMNS_APART,
    { "moment", N_("moment"), STAGE_COLUMN_TEXT },
    { "reden", N_("reden"), STAGE_COLUMN_TEXT },
    { 0 },
};

static const StageOfNoun noun = {
    STAGE_OF_NOUN_APART(StageVrijstelling, stage_vrijstelling, stage_of_fill),
    .list = stage_vrijstelling_list,
};

STAGE_ENTITY_ADD(N_("waive a moment: it was handled elsewhere"), list_columns, .run = stage_entity_add_run);
STAGE_ENTITY_EDIT(N_("change a vrijstelling"), list_columns, .run = stage_entity_edit_run,
                  .details = STAGE_CHANGE_DETAILS);
STAGE_ENTITY_LOOK(N_("list vrijstellingen, by day"), stage_of_list_run, N_("show one vrijstelling"),
                  N_("remove a vrijstelling"), list_columns);

static const StageCommand *const verbs[] = { &add, &edit, &list, &show, &rm, NULL };

const StageNoun stage_noun_vrijstelling = { "vrijstelling",
                                            N_("moments of the norm that were handled elsewhere"), verbs,
                                            NULL };
