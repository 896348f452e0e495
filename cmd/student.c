#include "model/student.h"

#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"

typedef struct {
    StageEntityArgs args;
    StageStudent given;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHO \
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("number or part of the name"), AT(args.id), .required = TRUE }
#define FIELDS \
    STAGE_NAME_PARTS(given.naam), \
    { "klas", 'k', STAGE_ARG_TEXT, N_("KLAS"), N_("class"), AT(given.klas) }, \
    { "cohort", 0, STAGE_ARG_TEXT, N_("COHORT"), N_("year of entry"), AT(given.cohort) }, \
    { "leerweg", 0, STAGE_ARG_CHOICE, N_("LEERWEG"), N_("learning pathway"), AT(given.leerweg), .choices = stage_leerwegen }, \
    { "opleiding", 'o', STAGE_ARG_OPLEIDING, N_("OPLEIDING"), N_("programme: crebo or part of the name"), AT(given.opleiding) }, \
    { "email", 0, STAGE_ARG_TEXT, N_("EMAIL"), N_("e-mail address"), AT(given.email) }
/* clang-format on */

static const StageOption add_options[] = {
    { NULL, 0, STAGE_ARG_TEXT, N_("NUMMER"), N_("student number; leading zeros count"), AT(given.nummer),
      .required = TRUE },
    { NULL, 0, STAGE_ARG_TEXT, N_("NAAM"), N_("the whole name, such as \"Zoë van 't Hof\""), AT(args.naam),
      .rest = TRUE },
    FIELDS,
    { 0 },
};
static const StageOption edit_options[] = {
    WHO,
    { "nummer", 0, STAGE_ARG_TEXT, N_("NUMMER"), N_("another number"), AT(given.nummer) },
    { "naam", 0, STAGE_ARG_TEXT, N_("NAAM"), N_("the whole name"), AT(args.naam) },
    FIELDS,
    { 0 },
};
static const StageOption list_options[] = {
    { NULL, 0, STAGE_ARG_TEXT, N_("NAAM"), N_("only names with this part"), AT(args.part), .rest = TRUE },
    { "klas", 'k', STAGE_ARG_TEXT, N_("KLAS"), N_("only this class"), AT(given.klas) },
    { "opleiding", 'o', STAGE_ARG_OPLEIDING, N_("OPLEIDING"), N_("only this programme"),
      AT(given.opleiding) },
    { 0 },
};
static const StageOption who_options[] = { WHO, { 0 } };

/* clang-format off */
#define LIST_COLUMNS \
    { "nummer", N_("nummer"), STAGE_COLUMN_TEXT }, \
    { "naam", N_("naam"), STAGE_COLUMN_TEXT }, \
    { "klas", N_("klas"), STAGE_COLUMN_TEXT }, \
    { "cohort", N_("cohort"), STAGE_COLUMN_TEXT }, \
    { "leerweg", N_("leerweg"), STAGE_COLUMN_TEXT }, \
    { "opleiding", N_("opleiding"), STAGE_COLUMN_TEXT }, \
    { "niveau", N_("niveau"), STAGE_COLUMN_NUMBER }, \
    { "email", N_("email"), STAGE_COLUMN_TEXT }
/* clang-format on */

static const StageColumn list_columns[] = { LIST_COLUMNS, { 0 } };
static const StageColumn show_columns[] = {
    LIST_COLUMNS,
    STAGE_NAME_COLUMNS,
    { "crebo", N_("crebo"), STAGE_COLUMN_TEXT },
    { "plaatsingen", N_("plaatsingen"), STAGE_COLUMN_NUMBER },
    { "laatste_gesprek", N_("laatste gesprek"), STAGE_COLUMN_DAY },
    { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_student_show(ctx->db, id, error);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    g_autoptr(StageStmt)
        rows = stage_student_list(ctx->db, o->args.part, o->given.klas, o->given.opleiding, error);

    return stage_list(ctx, rows, error);
}

static const StageEntityNoun noun = { &stage_student, AT(given), offsetof(StageStudent, naam), show_row };

STAGE_ENTITY_VERBS(N_("add a student"), N_("change a student"), N_("list students"), N_("show one student"),
                   N_("remove a student without placements"), show_columns);

const StageNoun stage_noun_student = { "student", N_("students"), verbs, NULL };
