#include "base/i18n.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "cmd/print.h"
#include "model/student.h"
#include "report/contact.h"

typedef struct {
    StageContactQuery query;
    char *klas;
    char *by;
    gboolean check;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption contact_options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("only of this student"), AT(query.of.student) },
    { "docent", 'd', STAGE_ARG_DOCENT, N_("DOCENT"), N_("only of this docent"), AT(query.of.docent) },
    { "opleiding", 'o', STAGE_ARG_OPLEIDING, N_("OPLEIDING"), N_("only this programme"),
      AT(query.of.opleiding) },
    { "klas", 'k', STAGE_ARG_TEXT, N_("KLAS"), N_("only this class"), AT(klas) },
    { "on", 0, STAGE_ARG_DATE, N_("DATUM"), N_("as it was or will be on this day (default: today)"),
      AT(query.of.on) },
    { "missing", 'm', STAGE_ARG_FLAG, NULL, N_("only placements of which a moment is missing"),
      AT(query.missing) },
    { "all", 'a', STAGE_ARG_FLAG, NULL, N_("also placements that are over"), AT(query.of.over) },
    { "by", 0, STAGE_ARG_CHOICE, N_("WHAT"), N_("one row per"), AT(by), .choices = stage_contact_by },
    { "check", 0, STAGE_ARG_FLAG, NULL, N_("print nothing; exit status 1 when something is missing"),
      AT(check) },
    { 0 },
};

/* The first columns are those of a placement; with --by the totals of its name take their place. */
static const StageColumn columns[] = {
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER },
    { "nummer", N_("nummer"), STAGE_COLUMN_TEXT },
    { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "klas", N_("klas"), STAGE_COLUMN_TEXT },
    { "opleiding", NULL, STAGE_COLUMN_TEXT },
    { "docent", N_("docent"), STAGE_COLUMN_TEXT },
    { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    { "begin", N_("begin"), STAGE_COLUMN_DAY },
    { "einde", N_("einde"), STAGE_COLUMN_DAY },
    { "gehouden", N_("gehouden"), STAGE_COLUMN_NUMBER },
    { "gepland", N_("gepland"), STAGE_COLUMN_NUMBER },
    { "ontbreekt", N_("ontbreekt"), STAGE_COLUMN_NUMBER },
    { "welke", N_("welke"), STAGE_COLUMN_TEXT },
    { "laatste", N_("laatste"), STAGE_COLUMN_DAY },
    { "volgende", N_("volgende"), STAGE_COLUMN_DAY },
    { "apart", NULL, STAGE_COLUMN_NUMBER },
    { "onbekend", NULL, STAGE_COLUMN_NUMBER },
    { "vrijgesteld", NULL, STAGE_COLUMN_NUMBER },
    { "bezoeken", NULL, STAGE_COLUMN_NUMBER },
    { "bezoeken_gevraagd", NULL, STAGE_COLUMN_NUMBER },
    { "afwezig", N_("afwezig"), STAGE_COLUMN_TEXT },
    { 0 },
};
/* clang-format off */
#define TOTALS(of) \
    { { of, N_(of), STAGE_COLUMN_TEXT }, \
      { "plaatsingen", N_("plaatsingen"), STAGE_COLUMN_NUMBER }, \
      { "gehouden", N_("gehouden"), STAGE_COLUMN_NUMBER }, \
      { "gepland", N_("gepland"), STAGE_COLUMN_NUMBER }, \
      { "ontbreekt", N_("ontbreekt"), STAGE_COLUMN_NUMBER }, \
      { "volledig", N_("volledig"), STAGE_COLUMN_NUMBER }, \
      { 0 } }
/* clang-format on */
/* What --by has besides. */
static const StageColumn total_columns[] = {
    { "plaatsingen", N_("plaatsingen"), STAGE_COLUMN_NUMBER },
    { "volledig", N_("volledig"), STAGE_COLUMN_NUMBER },
    { 0 },
};
static const StageColumn docent_columns[] = TOTALS("docent");
static const StageColumn opleiding_columns[] = TOTALS("opleiding");
static const StageColumn *const columns_by[] = { columns, docent_columns, opleiding_columns };

static gboolean
print_row(const StageValue *values, void *data, GError **error)
{
    return data == NULL || stage_printer_row(data, values, error);
}

/* What was counted, on which day, and what was left out, so that nobody takes a part for the whole. */
static void
say_counts(StageContext *ctx, const StageContactQuery *query, const StageContactCounts *counts)
{
    stage_say(ctx,
              Q_("%u placement on %s; %u with a moment missing",
                 "%u placements on %s; %u with a moment missing", counts->shown),
              counts->shown, query->of.on.text, counts->missing);
    if (counts->left_out.over > 0)
        stage_say(ctx, _("left out: %u over for more than %u days (--all shows them)"), counts->left_out.over,
                  (guint)STAGE_NORM_NALOOP);
    if (counts->left_out.ahead > 0)
        stage_say(ctx, _("left out: %u not begun or not certain yet"), counts->left_out.ahead);
}

static gboolean
contact_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    StageContactQuery query = o->query;
    StageContactCounts counts = { 0 };

    g_autoptr(StageNorms) norms = stage_norms_load(ctx, error);

    if (norms == NULL)
        return FALSE;
    query.of.klas = o->klas;
    query.of.norms = norms;
    if (o->klas != NULL && !stage_student_check_klas(ctx->db, o->klas, error))
        return FALSE; /* a class that is misspelt lacks nothing */
    if (!stage_day_is_set(query.of.on))
        query.of.on = ctx->today;
    for (guint by = 0; o->by != NULL && stage_contact_by[by] != NULL; by++)
        if (g_str_equal(stage_contact_by[by], o->by))
            query.by = (StageContactBy)by;
    g_autoptr(StagePrinter) printer = o->check ? NULL
                                               : stage_printer_new(ctx, columns_by[query.by], FALSE, error);
    if ((printer == NULL && !o->check) ||
        !stage_report_contact(ctx->db, &query, print_row, printer, &counts, error))
        return FALSE;
    ctx->answer_no = o->check && counts.missing > 0;
    if (o->check) {
        if (counts.shown == 0 && !o->query.missing)
            stage_say(ctx, "%s", _("note: no placement was looked at"));
        return TRUE;
    }
    say_counts(ctx, &query, &counts);
    return stage_printer_end(printer, error);
}

static const StageCommand contact = {
    .name = "contact",
    .summary = N_("which contact moments were held, are planned, are missing"),
    .details = N_(
        "What each placement is asked is in its norm ('stage norm show'): by default joint talks at the "
        "start, "
        "halfway\nand at the end; 'stage why' tells what counts and why.\n"
        "Placements that run on the day are shown, and those that ended at most 14 days before it."),
    .needs = STAGE_READS,
    .options = contact_options,
    .options_size = sizeof(Options),
    .columns = columns,
    .total_columns = total_columns,
    .run = contact_run,
};

static const StageCommand *const verbs[] = { &contact, NULL };
const StageNoun stage_noun_report = { "report", N_("reports"), verbs, NULL };
