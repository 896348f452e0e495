#include "model/notitie.h"

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"
#include "model/gesprek.h"

typedef struct {
    StageEntityArgs args;
    StageNotitie given;
    gint64 student;
    gint64 plaatsing;
    gboolean confidential;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHICH { NULL, 0, STAGE_ARG_NOTITIE, N_("NOTITIE"), N_("its number"), AT(args.id), .required = TRUE }
#define UNDER \
    { "sleutel", 's', STAGE_ARG_NUMBER, N_("SLEUTEL"), N_("the key, 1 to 4"), AT(given.sleutel) }, \
    { "aspect", 'a', STAGE_ARG_CHOICE, N_("ASPECT"), N_("what of the key it is about; tells the key too"), AT(given.aspect), .choices = stage_aspecten }
#define FIELDS \
    UNDER, \
    { "geboden", 0, STAGE_ARG_YESNO, N_("ja|nee"), N_("of a chance to learn (key 2): does the company offer it"), AT(given.geboden) }, \
    { "volgens", 0, STAGE_ARG_CHOICE, N_("WIE"), N_("whose words they are"), AT(given.volgens), .choices = stage_notitie_volgens }
/* clang-format on */

static const StageOption add_options[] = {
    { NULL, 0, STAGE_ARG_GESPREK, N_("GESPREK"), N_("the talk that it is of"), AT(given.gesprek),
      .required = TRUE },
    { NULL, 0, STAGE_ARG_NOTE, N_("TEXT"), N_("what to note"), AT(given.tekst), .rest = TRUE },
    FIELDS,
    { "vertrouwelijk", 0, STAGE_ARG_FLAG, NULL,
      N_("what you keep to yourself: not in lists, reports or search"), AT(confidential) },
    { 0 },
};
static const StageOption edit_options[] = {
    WHICH,
    { "tekst", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("another text"), AT(given.tekst) },
    FIELDS,
    { "vertrouwelijk", 0, STAGE_ARG_YESNO, N_("ja|nee"), N_("whether you keep it to yourself"),
      AT(given.vertrouwelijk) },
    { 0 },
};
static const StageOption list_options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("only of this student"), AT(student) },
    { "gesprek", 'g', STAGE_ARG_GESPREK, N_("GESPREK"), N_("only of this talk"), AT(given.gesprek) },
    { "plaatsing", 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("only of this placement"), AT(plaatsing) },
    UNDER,
    { "vertrouwelijk", 0, STAGE_ARG_FLAG, NULL, N_("also what you keep to yourself"), AT(confidential) },
    { 0 },
};
static const StageOption who_options[] = { WHICH, { 0 } };

static const StageColumn list_columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },       { "gesprek", NULL, STAGE_COLUMN_NUMBER },
    { "nummer", NULL, STAGE_COLUMN_TEXT },         { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "datum", N_("datum"), STAGE_COLUMN_DAY },    { "sleutel", N_("sleutel"), STAGE_COLUMN_NUMBER },
    { "aspect", N_("aspect"), STAGE_COLUMN_TEXT }, { "geboden", N_("geboden"), STAGE_COLUMN_YESNO },
    { "vertrouwelijk", NULL, STAGE_COLUMN_YESNO }, { "tekst", N_("tekst"), STAGE_COLUMN_TEXT },
    { "volgens", NULL, STAGE_COLUMN_TEXT },        { 0 },
};

/* Who names a note by its number has it, confidential or not. */
static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_notitie_list(ctx->db, &(StageNotitieFilter){ .id = id, .confidential = TRUE }, error);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    const StageNotitieFilter filter = { .gesprek = o->given.gesprek,
                                        .student = o->student,
                                        .plaatsing = o->plaatsing,
                                        .sleutel = o->given.sleutel,
                                        .aspect = o->given.aspect,
                                        .confidential = o->confidential };

    if (filter.sleutel > 4)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s %" PRId64 " is not between 1 and %u"),
                          _("sleutel"), filter.sleutel, 4U);
    g_autoptr(StageStmt) rows = stage_notitie_list(ctx->db, &filter, error);

    return stage_list(ctx, rows, error);
}

static gboolean
check_held(StageContext *ctx, gint64 gesprek, GError **error)
{
    StageGesprek g = { 0 };
    gboolean good = stage_gesprek_get_held(ctx->db, gesprek, &g, error);

    stage_entity_clear(&stage_gesprek, &g);
    return good;
}

/* An aspect is of one key only. */
static gboolean
fill(StageContext *ctx, const void *options, void *given, GError **error)
{
    const Options *o = options;
    StageNotitie *n = given;

    if (n->sleutel == 0)
        n->sleutel = stage_aspect_sleutel(n->aspect);
    if (o->confidential)
        n->vertrouwelijk = STAGE_YES;
    if (o->args.id != 0)
        return TRUE;
    if (n->sleutel <= 0 && !o->confidential)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("a note has an aspect or a key: --aspect or --sleutel says which; only what is "
                            "--vertrouwelijk may do without"));
    return check_held(ctx, n->gesprek, error);
}

static const StageEntityNoun noun = { .entity = &stage_notitie,
                                      .given = AT(given),
                                      .show = show_row,
                                      .fill = fill,
                                      .text = offsetof(StageNotitie, tekst),
                                      .guidance = N_(
                                          "What came up? A moment or an example says more than a label.") };

STAGE_ENTITY_ADD(N_("add a note to a conversation"), list_columns, .details = STAGE_ADD_DETAILS,
                 .reads_input = stage_entity_add_reads, .ask = stage_entity_add_ask,
                 .run = stage_entity_add_run);
STAGE_ENTITY_EDIT(N_("change a note"), list_columns, .details = STAGE_EDIT_DETAILS,
                  .reads_input = stage_entity_edit_reads, .ask = stage_entity_edit_ask,
                  .run = stage_entity_edit_run);
STAGE_ENTITY_LOOK(N_("list notes, by day and key"), list_run, N_("show one note"), N_("remove a note"),
                  list_columns);

static const StageCommand *const verbs[] = { &add, &edit, &list, &show, &rm, NULL };

const StageNoun stage_noun_notitie = { "notitie", N_("notes of conversations, by key and aspect"), verbs,
                                       NULL };
