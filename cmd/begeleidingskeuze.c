#include "model/begeleidingskeuze.h"

#include "base/i18n.h"
#include "cmd/nouns.h"
#include "cmd/of_plaatsing.h"

typedef struct {
    StageOfArgs of;
    StageBegeleidingskeuze given;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHICH \
    { NULL, 0, STAGE_ARG_BEGELEIDINGSKEUZE, N_("BEGELEIDINGSKEUZE"), N_("its number"), AT(of.args.id), .required = TRUE }
#define FIELDS \
    { "gebied", 0, STAGE_ARG_CHOICE, N_("GEBIED"), N_("of meedoen: in what"), AT(given.gebied), .choices = stage_gebieden }, \
    { "herkend", 0, STAGE_ARG_CHOICE, N_("HERKEND"), N_("does the student recognise it as guidance"), AT(given.herkend), .choices = stage_herkenningen }, \
    { "inschatting", 'i', STAGE_ARG_INSCHATTING, N_("INSCHATTING"), N_("the judgement that it answers"), AT(given.inschatting) }, \
    STAGE_OF_WHEN
/* clang-format on */

static const StageOption add_options[] = {
    STAGE_OF_STUDENT,
    { NULL, 0, STAGE_ARG_CHOICE, N_("STRATEGIE"), N_("how is guided"), AT(given.strategie),
      .choices = stage_strategieen, .required = TRUE },
    { NULL, 0, STAGE_ARG_NOTE, N_("VOORBEELD"), N_("an example of it"), AT(given.voorbeeld), .rest = TRUE },
    FIELDS,
    { 0 },
};
static const StageOption edit_options[] = {
    WHICH,
    { "strategie", 's', STAGE_ARG_CHOICE, N_("STRATEGIE"), N_("how is guided"), AT(given.strategie),
      .choices = stage_strategieen },
    { "voorbeeld", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("an example of it"), AT(given.voorbeeld) },
    FIELDS,
    { 0 },
};
static const StageOption list_options[] = {
    STAGE_OF_LIST,
    { "strategie", 's', STAGE_ARG_CHOICE, N_("STRATEGIE"), N_("only this one"), AT(of.only),
      .choices = stage_strategieen },
    { 0 },
};
static const StageOption who_options[] = { WHICH, { 0 } };

static const StageColumn list_columns[] = {
    STAGE_OF_COLUMNS,
    { "strategie", N_("strategie"), STAGE_COLUMN_TEXT },
    { "gebied", N_("gebied"), STAGE_COLUMN_TEXT },
    { "herkend", N_("herkend"), STAGE_COLUMN_TEXT },
    { "inschatting", NULL, STAGE_COLUMN_NUMBER },
    { "voorbeeld", N_("voorbeeld"), STAGE_COLUMN_TEXT },
    { 0 },
};

static const StageOfNoun noun = {
    STAGE_OF_NOUN(
        StageBegeleidingskeuze, stage_begeleidingskeuze, stage_of_fill,
        .text = offsetof(StageBegeleidingskeuze, voorbeeld),
        .guidance = N_(
            "What was shown, in what was the student involved, what was entrusted? One example is enough.")),
    .list = stage_begeleidingskeuze_list,
};

STAGE_ENTITY_ADD(N_("take down how the praktijkopleider guides a student"), list_columns,
                 .details = STAGE_ADD_DETAILS, .reads_input = stage_entity_add_reads,
                 .ask = stage_entity_add_ask, .run = stage_entity_add_run);
STAGE_ENTITY_EDIT(N_("change a begeleidingskeuze"), list_columns, .details = STAGE_EDIT_DETAILS,
                  .reads_input = stage_entity_edit_reads, .ask = stage_entity_edit_ask,
                  .run = stage_entity_edit_run);
STAGE_ENTITY_LOOK(N_("list begeleidingskeuzes, by day"), stage_of_list_run, N_("show one begeleidingskeuze"),
                  N_("remove a begeleidingskeuze"), list_columns);

static const StageCommand *const verbs[] = { &add, &edit, &list, &show, &rm, NULL };

const StageNoun stage_noun_begeleidingskeuze = { "begeleidingskeuze",
                                                 N_("key 4: how praktijkopleiders guide"), verbs, NULL };
