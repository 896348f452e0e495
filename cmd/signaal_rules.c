/* What the rules see by themselves. */
#include "base/i18n.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "cmd/own.h"
#include "cmd/print.h"
#include "model/docent.h"
#include "model/student.h"
#include "report/signalering.h"

typedef struct {
    gint64 student;
    gint64 docent;
    gint64 team;
    char *klas;
    gboolean all;
    gboolean check;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("only of this student"), AT(student) },
    { "docent", 'd', STAGE_ARG_DOCENT, N_("DOCENT"),
      N_("of this docent (default: the setting docent, else all)"), AT(docent) },
    { "team", 0, STAGE_ARG_TEAM, N_("TEAM"), N_("of the docenten of this team"), AT(team) },
    { "klas", 'k', STAGE_ARG_TEXT, N_("KLAS"), N_("only this class"), AT(klas) },
    { "all", 'a', STAGE_ARG_FLAG, NULL, N_("also what is muted, and why"), AT(all) },
    { "check", 0, STAGE_ARG_FLAG, NULL, N_("print nothing; exit status 1 when something is seen"),
      AT(check) },
    { 0 },
};

/* Why something is muted is on the screen when it was asked for. */
/* clang-format off */
#define COLUMNS(gedempt) \
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER }, \
    { "nummer", N_("nummer"), STAGE_COLUMN_TEXT, .once = TRUE }, \
    { "student", N_("student"), STAGE_COLUMN_TEXT, .once = TRUE }, \
    { "klas", NULL, STAGE_COLUMN_TEXT }, \
    { "docent", NULL, STAGE_COLUMN_TEXT }, \
    { "leerbedrijf", NULL, STAGE_COLUMN_TEXT }, \
    { "regel", N_("regel"), STAGE_COLUMN_TEXT }, \
    { "soort", NULL, STAGE_COLUMN_TEXT }, \
    { "uitleg", N_("what is seen"), STAGE_COLUMN_TEXT }, \
    { "rijen", N_("where"), STAGE_COLUMN_TEXT }, \
    { "gedempt", gedempt, STAGE_COLUMN_TEXT }
/* clang-format on */
static const StageColumn columns[] = { COLUMNS(NULL), { 0 } };
static const StageColumn all_columns[] = { COLUMNS(N_("gedempt")), { 0 } };

static gboolean
print_row(const StageValue *values, void *data, GError **error)
{
    return stage_printer_row(data, values, error);
}

static gboolean
say(StageContext *ctx, gint64 docent, guint seen, GError **error)
{
    g_autofree char *who = docent == 0 ? NULL : stage_entity_label(&stage_docent, ctx->db, docent, error);

    if (docent != 0 && who == NULL)
        return FALSE;
    if (seen == 0)
        stage_say(ctx, _("the rules see nothing%s%s"), who == NULL ? "" : _(" with the placements of "),
                  who == NULL ? "" : who);
    else
        stage_say(
            ctx, _("a rule is no judgement: look, and ask. 'stage signaal add STUDENT SOORT' takes a concern "
                   "down,\n'stage gesprek plan STUDENT DATUM --soort extra' plans a talk about it, "
                   "'stage demping add STUDENT REGEL REDEN' mutes the rule"));
    return TRUE;
}

static gboolean
run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    gboolean own = o->student == 0 && o->team == 0 && o->klas == NULL;
    gint64 docent = o->docent;
    guint seen = 0;

    if ((o->klas != NULL && !stage_student_check_klas(ctx->db, o->klas, error)) ||
        (own && !stage_own_docent(ctx, o->docent, &docent, error)))
        return FALSE;
    const StageSignaleringQuery query = { .norm = stage_signalering_norm(ctx),
                                          .on = ctx->today,
                                          .student = o->student,
                                          .docent = docent,
                                          .team = o->team,
                                          .klas = o->klas,
                                          .muted = o->all };
    if (o->check) {
        if (!stage_report_signalering(ctx->db, &query, NULL, NULL, &seen, error))
            return FALSE;
        ctx->answer_no = seen > 0;
        return TRUE;
    }
    g_autoptr(StagePrinter) printer = stage_printer_new(ctx, o->all ? all_columns : columns, FALSE, error);
    return printer != NULL && stage_report_signalering(ctx->db, &query, print_row, printer, &seen, error) &&
           say(ctx, docent, seen, error) && stage_printer_end(printer, error);
}

const StageCommand stage_signaal_rules = {
    .name = "rules",
    .summary = N_("list what rules see by themselves, each with its name and the rows it saw"),
    .details = N_("There is no score: a rule sees something or it does not, and stage-signaal(1) has its "
                  "exact words.\n'stage demping add' mutes one about a placement, with a reason."),
    .needs = STAGE_READS,
    .options = options,
    .options_size = sizeof(Options),
    .columns = columns,
    .run = run,
};
