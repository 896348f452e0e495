#include "model/inschatting.h"

#include "base/i18n.h"
#include "cmd/nouns.h"
#include "cmd/of_plaatsing.h"
#include "model/begeleider.h"
#include "model/begeleidingskeuze.h"

typedef struct {
    StageOfArgs of;
    StageInschatting given;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHICH \
    { NULL, 0, STAGE_ARG_INSCHATTING, N_("INSCHATTING"), N_("its number"), AT(of.args.id), .required = TRUE }
#define FIELDS \
    { "voorbeeld", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("the moment or example that shows it"), AT(given.voorbeeld) }, \
    { "verwachting", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("what the company expects of a beginner"), AT(given.verwachting) }, \
    { "zienswijze", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("what the student says of it"), AT(given.zienswijze) }, \
    { "herkend", 0, STAGE_ARG_CHOICE, N_("HERKEND"), N_("does the student recognise it"), AT(given.herkend), .choices = stage_herkenningen }, \
    { "begeleiding", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("how the praktijkopleider guides now, in their words"), AT(given.begeleiding) }, \
    { "bespreken", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("what the coming talk should be about"), AT(given.bespreken) }, \
    { "opleider", 'p', STAGE_ARG_OPLEIDER, N_("OPLEIDER"), N_("whose it is (default: who guides on that day)"), AT(given.opleider) }, \
    STAGE_OF_WHEN
/* clang-format on */

static const StageOption add_options[] = {
    STAGE_OF_STUDENT,
    { NULL, 0, STAGE_ARG_NOTE, N_("OORDEEL"), N_("how the student develops"), AT(given.oordeel),
      .rest = TRUE },
    FIELDS,
    { 0 },
};
static const StageOption edit_options[] = {
    WHICH,
    { "oordeel", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("how the student develops"), AT(given.oordeel) },
    FIELDS,
    { 0 },
};
static const StageOption list_options[] = { STAGE_OF_LIST, { 0 } };
static const StageOption who_options[] = { WHICH, { 0 } };

static const StageColumn list_columns[] = {
    STAGE_OF_COLUMNS,
    { "opleider", N_("opleider"), STAGE_COLUMN_TEXT },
    { "oordeel", N_("oordeel"), STAGE_COLUMN_TEXT },
    { "voorbeeld", N_("voorbeeld"), STAGE_COLUMN_TEXT },
    { "verwachting", NULL, STAGE_COLUMN_TEXT },
    { "zienswijze", NULL, STAGE_COLUMN_TEXT },
    { "herkend", N_("herkend"), STAGE_COLUMN_TEXT },
    { "begeleiding", NULL, STAGE_COLUMN_TEXT },
    { "bespreken", NULL, STAGE_COLUMN_TEXT },
    { 0 },
};

/* A judgement is of who guides on that day, unless it is said to be another's, or nobody's (""). */
static gboolean
fill(StageContext *ctx, const void *options, void *given, GError **error)
{
    const Options *o = options;
    StageInschatting *t = given;

    if (!stage_of_fill(ctx, options, given, error))
        return FALSE;
    return o->of.args.id != 0 || t->opleider != 0 ||
           stage_begeleider_on(ctx->db, t->plaatsing, STAGE_ROL_OPLEIDER, t->datum, &t->opleider, error);
}

static const StageOfNoun noun = {
    STAGE_OF_NOUN(StageInschatting, stage_inschatting, fill, .text = offsetof(StageInschatting, oordeel),
                  .guidance = N_("How does the student develop, in the praktijkopleider's view?")),
    .list = stage_inschatting_list,
};

STAGE_ENTITY_ADD(N_("take down how the praktijkopleider judges a student's development"), list_columns,
                 .details = STAGE_ADD_DETAILS, .reads_input = stage_entity_add_reads,
                 .ask = stage_entity_add_ask, .run = stage_entity_add_run);
STAGE_ENTITY_EDIT(N_("change an inschatting"), list_columns, .details = STAGE_EDIT_DETAILS,
                  .reads_input = stage_entity_edit_reads, .ask = stage_entity_edit_ask,
                  .run = stage_entity_edit_run);
STAGE_ENTITY_LOOK(N_("list inschattingen, by day"), stage_of_list_run, N_("show one inschatting"),
                  N_("remove an inschatting that no begeleidingskeuze answers"), list_columns);

static const StageCommand *const verbs[] = { &add, &stage_inschatting_ask, &edit, &list, &show, &rm, NULL };

const StageNoun stage_noun_inschatting = { "inschatting",
                                           N_("key 3: how praktijkopleiders judge the development"), verbs,
                                           NULL };
