#include "model/demping.h"

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"
#include "cmd/placement.h"

typedef struct {
    StageEntityArgs args;
    StageDemping given;
    gint64 student;
    gint64 docent;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHICH { NULL, 0, STAGE_ARG_DEMPING, N_("DEMPING"), N_("its number"), AT(args.id), .required = TRUE }
#define DAYS(help_) \
    { "datum", 0, STAGE_ARG_DATE, N_("DATUM"), help_, AT(given.datum), .lean = STAGE_LEAN_PAST }, \
    { "tot", 0, STAGE_ARG_DATE, N_("DATUM"), N_("the last day (default: none)"), AT(given.tot), .lean = STAGE_LEAN_NEXT }
/* clang-format on */

static const StageOption add_options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("number or part of the name"), AT(student),
      .required = TRUE },
    { NULL, 0, STAGE_ARG_CHOICE, N_("REGEL"), N_("which rule"), AT(given.regel), .choices = stage_regels,
      .required = TRUE },
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
    { "regel", 0, STAGE_ARG_CHOICE, N_("REGEL"), N_("which rule"), AT(given.regel), .choices = stage_regels },
    { "reden", 0, STAGE_ARG_TEXT, N_("REDEN"), N_("why (no medical reasons)"), AT(given.reden) },
    DAYS(N_("from which day")),
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
    { "id", N_("id"), STAGE_COLUMN_NUMBER },
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER },
    { "nummer", N_("nummer"), STAGE_COLUMN_TEXT },
    { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "regel", N_("regel"), STAGE_COLUMN_TEXT },
    { "tot", N_("tot"), STAGE_COLUMN_DAY },
    { "reden", N_("reden"), STAGE_COLUMN_TEXT },
    { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_demping_list(ctx->db, &(StageOfPlaatsing){ .id = id, .on = ctx->today }, error);
}

/* The day of what is added is today, its placement the one that the day falls in. */
static gboolean
fill(StageContext *ctx, const void *options, void *given, GError **error)
{
    const Options *o = options;
    StageDemping *d = given;
    StagePlaatsing p = { 0 };

    if (!stage_check_past(ctx, d->datum, error))
        return FALSE;
    if (o->args.id != 0)
        return TRUE;
    if (!stage_day_is_set(d->datum) || d->datum.text[0] == '-')
        d->datum = ctx->today;
    const StageWhich which = {
        .plaatsing = d->plaatsing, .student = o->student, .force = d->plaatsing != 0, .insist = "--plaatsing"
    };
    gboolean found = stage_find_placement(ctx, &which, d->datum, &p, error);
    d->plaatsing = p.id;
    stage_entity_clear(&stage_plaatsing, &p);
    return found;
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    const StageOfPlaatsing filter = {
        .student = o->student, .plaatsing = o->given.plaatsing, .docent = o->docent, .on = ctx->today
    };
    g_autoptr(StageStmt) rows = stage_demping_list(ctx->db, &filter, error);

    return stage_list(ctx, rows, error);
}

static const StageEntityNoun noun = { &stage_demping, AT(given), 0, show_row, .fill = fill };

STAGE_ENTITY_VERBS(N_("mute a rule about a placement, with a reason"), N_("change a demping"),
                   N_("list dempingen, by day"), N_("show one demping"), N_("remove a demping"),
                   list_columns);

const StageNoun stage_noun_demping = { "demping", N_("rules that are muted about a placement, and why"),
                                       verbs, NULL };
