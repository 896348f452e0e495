#include "model/vrijstelling.h"

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "cmd/placement.h"

typedef struct {
    StageEntityArgs args;
    StageVrijstelling given;
    gint64 student;
    gint64 docent;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHICH { NULL, 0, STAGE_ARG_VRIJSTELLING, N_("VRIJSTELLING"), N_("its number"), AT(args.id), .required = TRUE }
#define DAY(help_) { "datum", 0, STAGE_ARG_DATE, N_("DATUM"), help_, AT(given.datum), .lean = STAGE_LEAN_PAST }
/* clang-format on */

static const StageOption add_options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("number or part of the name"), AT(student),
      .required = TRUE },
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
static const StageOption list_options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("only of this student"), AT(student) },
    { "docent", 'd', STAGE_ARG_DOCENT, N_("DOCENT"), N_("only of placements that this docent guides today"),
      AT(docent) },
    { "plaatsing", 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("only of this placement"),
      AT(given.plaatsing) },
    { 0 },
};
static const StageOption who_options[] = { WHICH, { 0 } };

static const StageColumn list_columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },       { "plaatsing", NULL, STAGE_COLUMN_NUMBER },
    { "nummer", N_("nummer"), STAGE_COLUMN_TEXT }, { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "datum", N_("datum"), STAGE_COLUMN_DAY },    { "moment", N_("moment"), STAGE_COLUMN_TEXT },
    { "reden", N_("reden"), STAGE_COLUMN_TEXT },   { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_vrijstelling_list(ctx->db, &(StageVrijstellingFilter){ .id = id, .on = ctx->today }, error);
}

/* The day of what is added is today, its placement the one that the day falls in. */
static gboolean
fill(StageContext *ctx, const void *options, void *given, GError **error)
{
    const Options *o = options;
    StageVrijstelling *v = given;
    StagePlaatsing p = { 0 };

    if (!stage_check_past(ctx, v->datum, error))
        return FALSE;
    if (o->args.id != 0)
        return TRUE;
    if (!stage_day_is_set(v->datum) || v->datum.text[0] == '-')
        v->datum = ctx->today;
    const StageWhich which = {
        .plaatsing = v->plaatsing, .student = o->student, .force = v->plaatsing != 0, .insist = "--plaatsing"
    };
    gboolean found = stage_find_placement(ctx, &which, v->datum, &p, error);
    v->plaatsing = p.id;
    stage_entity_clear(&stage_plaatsing, &p);
    return found;
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    const StageVrijstellingFilter filter = {
        .student = o->student, .plaatsing = o->given.plaatsing, .docent = o->docent, .on = ctx->today
    };
    g_autoptr(StageStmt) rows = stage_vrijstelling_list(ctx->db, &filter, error);

    return stage_list(ctx, rows, error);
}

static const StageEntityNoun noun = { &stage_vrijstelling, AT(given), 0, show_row, .fill = fill };

STAGE_ENTITY_VERBS(N_("waive a moment: it was handled elsewhere"), N_("change a vrijstelling"),
                   N_("list vrijstellingen, by day"), N_("show one vrijstelling"),
                   N_("remove a vrijstelling"), list_columns);

const StageNoun stage_noun_vrijstelling = { "vrijstelling",
                                            N_("moments of the norm that were handled elsewhere"), verbs,
                                            NULL };
