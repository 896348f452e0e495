/* Reports: one way to run them all (report/rapport.h), with the same choices. */
#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/document.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "cmd/own.h"
#include "cmd/print.h"
#include "cmd/report.h"
#include "model/student.h"
#include "report/contact.h"

typedef struct {
    StageRapportQuery query;
    char *klas, *cohort, *by;
    gboolean rows, all, check;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define CHOICES \
    { "docent", 'd', STAGE_ARG_DOCENT, N_("DOCENT"), N_("only of this docent"), AT(query.of.docent) }, \
    { "team", 't', STAGE_ARG_TEAM, N_("TEAM"), N_("only of this team"), AT(query.of.team) }, \
    { "opleiding", 'o', STAGE_ARG_OPLEIDING, N_("OPLEIDING"), N_("only this programme"), AT(query.of.opleiding) }, \
    { "klas", 'k', STAGE_ARG_TEXT, N_("KLAS"), N_("only this class"), AT(klas) }, \
    { "cohort", 0, STAGE_ARG_TEXT, N_("COHORT"), N_("only this cohort"), AT(cohort) }, \
    { "leerbedrijf", 'l', STAGE_ARG_LEERBEDRIJF, N_("LEERBEDRIJF"), N_("only at this company"), AT(query.of.leerbedrijf) }, \
    { "from", 0, STAGE_ARG_DATE, N_("DATUM"), N_("only placements that had not ended before this day"), AT(query.of.from) }, \
    { "to", 0, STAGE_ARG_DATE, N_("DATUM"), N_("only placements that had begun by this day"), AT(query.of.until) }, \
    { "on", 0, STAGE_ARG_DATE, N_("DATUM"), N_("as it was or will be on this day (default: today)"), AT(query.of.on) }, \
    { "all", 'a', STAGE_ARG_FLAG, NULL, N_("also placements that are over, however long ago"), AT(all) }, \
    { "by", 0, STAGE_ARG_CHOICE, N_("WHAT"), N_("one row per"), AT(by), .choices = stage_by }
#define ROWS { "rows", 0, STAGE_ARG_FLAG, NULL, N_("the rows that the numbers are made of"), AT(rows) }
/* clang-format on */

static const StageOption options[] = { CHOICES, ROWS, { 0 } };
static const StageOption page_options[] = { CHOICES, { 0 } };
static const StageOption contact_options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("only of this student"), AT(query.student) },
    CHOICES,
    ROWS,
    { "missing", 'm', STAGE_ARG_FLAG, NULL, N_("only placements of which a moment is missing; lists them"),
      AT(query.missing) },
    { "check", 0, STAGE_ARG_FLAG, NULL, N_("print nothing; exit status 1 when something is missing"),
      AT(check) },
    { 0 },
};

/* --- rows --- */

typedef struct {
    StagePrinter *printer; /* NULL: they are only counted */
    guint missing_column;
    guint shown, missing;
} Rows;

static gboolean
take_row(const StageValue *values, void *data, GError **error)
{
    Rows *rows = data;

    rows->shown++;
    rows->missing += values[rows->missing_column].number > 0 ? 1 : 0;
    return rows->printer == NULL || stage_printer_row(rows->printer, values, error);
}

static guint
column_of(const StageColumn *columns, const char *key)
{
    for (guint i = 0; columns[i].key != NULL; i++)
        if (g_str_equal(columns[i].key, key))
            return i;
    return 0;
}

static gboolean
is_contact(const StageRapport *rapport)
{
    return rapport == &stage_rapport_contact;
}

/* What was counted, on which day, and what was left out, so that nobody takes a part for the whole. */
static void
say_counts(StageContext *ctx, const StageRapport *rapport, const StageRapportQuery *query, const Rows *rows,
           const StageLeftOut *left_out)
{
    if (is_contact(rapport))
        stage_say(ctx,
                  Q_("%u placement on %s; %u with a moment missing",
                     "%u placements on %s; %u with a moment missing", rows->shown),
                  rows->shown, query->of.on.text, rows->missing);
    else
        stage_say(ctx, Q_("%u row on %s", "%u rows on %s", rows->shown), rows->shown, query->of.on.text);
    if (left_out->over > 0 && query->of.period)
        stage_say(ctx, _("left out: %u that ended before %s"), left_out->over, query->of.from.text);
    else if (left_out->over > 0)
        stage_say(ctx, _("left out: %u over for more than %u days (--all shows them)"), left_out->over,
                  (guint)STAGE_NORM_NALOOP);
    if (left_out->ahead > 0)
        stage_say(ctx, _("left out: %u not begun or not certain yet"), left_out->ahead);
}

static gboolean
print_rows(StageContext *ctx, const StageRapport *rapport, const StageRapportQuery *query, gboolean check,
           GError **error)
{
    g_autoptr(StagePrinter) printer = check ? NULL : stage_printer_new(ctx, rapport->rows, FALSE, error);
    Rows rows = { printer, column_of(rapport->rows, "ontbreekt"), 0, 0 };
    StageLeftOut left_out = { 0 };

    if ((printer == NULL && !check) ||
        !stage_rapport_rows(ctx->db, rapport, query, take_row, &rows, &left_out, error))
        return FALSE;
    ctx->answer_no = check && rows.missing > 0;
    if (!check)
        say_counts(ctx, rapport, query, &rows, &left_out);
    else if (rows.shown == 0 && !query->missing)
        stage_say(ctx, "%s", _("note: no placement was looked at"));
    return check || stage_printer_end(printer, error);
}

/* --- figures --- */

static gboolean
print_row(const StageValue *values, void *data, GError **error)
{
    return stage_printer_row(data, values, error);
}

static gboolean
print_figures(StageContext *ctx, const StageRapport *rapport, const StageRapportQuery *query, GError **error)
{
    if (!stage_is_document_wanted(ctx)) {
        g_autofree StageColumn *columns = stage_groep_columns(query->of.by, rapport->cijfers);
        g_autoptr(StagePrinter) printer = stage_printer_new(ctx, columns, FALSE, error);
        return printer != NULL && stage_rapport_cijfers(ctx->db, rapport, query, print_row, printer, error) &&
               stage_printer_end(printer, error);
    }
    g_autoptr(StageDocument) document = stage_rapport_document(ctx->db, rapport, query, error);
    return document != NULL && stage_document_print(ctx, document, &(StageDocumentLook){ 0 }, error);
}

/* --- running one --- */

/* The choice of groups; the report's own when the user made none. */
static StageBy
group_by(const Options *o, const StageRapport *rapport)
{
    int by = stage_word_place(stage_by, o->by);

    return by >= 0 ? (StageBy)by : rapport == NULL ? STAGE_BY_TEAM : rapport->by;
}

static gboolean
make_query(StageContext *ctx, const Options *o, const StageRapport *rapport, const StageNorms *norms,
           StageRapportQuery *out, GError **error)
{
    *out = o->query;
    out->norms = norms;
    out->of.klas = o->klas;
    out->of.cohort = o->cohort;
    out->school = stage_settings_get(ctx->settings, "plan.school");
    if (!stage_day_is_set(out->of.on))
        out->of.on = ctx->today;
    out->of.by = group_by(o, rapport);
    if (o->all && !stage_day_is_set(out->of.from))
        out->of.from = (StageDay){ "1900-01-01" };
    if (o->klas != NULL && !stage_student_check_klas(ctx->db, o->klas, error))
        return FALSE; /* a class that is misspelt lacks nothing */
    gboolean secret = rapport == NULL || rapport->docenten != 0;
    return stage_selectie_complete(&out->of, error) && (!secret || stage_own_asker(ctx, &out->own, error));
}

/* All reports on one page. */
static gboolean
page_run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    StageRapportQuery query;

    g_autoptr(StageNorms) norms = stage_norms_load(ctx, error);
    if (norms == NULL || !make_query(ctx, o, NULL, norms, &query, error))
        return FALSE;
    g_autoptr(StageDocument) document = stage_rapport_overzicht(ctx->db, &query, o->by != NULL, error);
    return document != NULL && stage_document_print(ctx, document, &(StageDocumentLook){ 0 }, error);
}

static gboolean
run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    const StageRapport *rapport = ctx->command->extra;
    StageRapportQuery query;
    gboolean rows = o->rows || (o->by == NULL && (o->query.missing || o->query.student != 0));

    g_autoptr(StageNorms) norms = stage_norms_load(ctx, error);
    if (norms == NULL || !make_query(ctx, o, rapport, norms, &query, error) ||
        !stage_rapport_may(rapport, &query, rows, error)) /* before a header is written */
        return FALSE;
    if (!rows && !o->check)
        return print_figures(ctx, rapport, &query, error);
    if (rows && ctx->globals->format != NULL && stage_is_prose(ctx->globals->format))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("rows are written as table, json, csv or tsv"));
    return print_rows(ctx, rapport, &query, o->check, error);
}

static const StageCommand contact = {
    .name = "contact",
    .summary = N_("which contact moments were held, are planned, are missing"),
    .details = N_(
        "What each placement is asked is in its norm ('stage norm show'): by default joint talks at the "
        "start, "
        "halfway\nand at the end; 'stage why' tells what counts and why.\n"
        "Placements that run on the day are shown, and those that ended at most 14 days before it.\n"
        "--format html makes one page with pictures, to be read without a network; table, csv and tsv have "
        "one row "
        "per group."),
    .needs = STAGE_READS,
    .options = contact_options,
    .options_size = sizeof(Options),
    .columns = stage_contact_rows,
    .total_columns = stage_contact_cijfers,
    .group_columns = stage_groep_leads,
    .output = stage_page_options,
    .run = run,
    .extra = &stage_rapport_contact,
};

#define REPORT(noun, text, more)                                                                             \
    static const StageCommand noun = {                                                                       \
        .name = #noun,                                                                                       \
        .summary = text,                                                                                     \
        .details = more,                                                                                     \
        .needs = STAGE_READS,                                                                                \
        .options = options,                                                                                  \
        .options_size = sizeof(Options),                                                                     \
        .columns = stage_##noun##_rows,                                                                      \
        .total_columns = stage_##noun##_cijfers,                                                             \
        .group_columns = stage_groep_leads,                                                                  \
        .output = stage_page_options,                                                                        \
        .run = run,                                                                                          \
        .extra = &stage_rapport_##noun,                                                                      \
    }
REPORT(
    sleutels, N_("which of the four keys are talked about, and which never"),
    N_("Per team; the figures of one docent are for that docent alone (the setting docent says who asks)."));
REPORT(begeleiding, N_("how praktijkopleiders guide, and what students recognise of it"),
       N_("The three strategies over time, and in the course of placements."));
REPORT(leerpotentieel, N_("companies by what they offer to learn, and by last visit"),
       N_("What was never offered, and where no docent has been for the longest time."));
REPORT(signalen, N_("concerns by kind, what is open, and how long it takes"),
       N_("Counts below 5 do not leave the team: --team or --docent shows them to who is of it."));
REPORT(caseload, N_("what each docent has in hand, with travel, time and a fair share"),
       N_("The setting plan.school says where travel begins. --by team adds the docenten up."));
REPORT(inspectie, N_("the school's evidence of workplace learning, in one document"),
       N_("Contact, agreements kept, guidance and evaluation, with what each figure counts."));

static const StageCommand overzicht = {
    .name = "overzicht",
    .summary = N_("all of these on one page"),
    .details = N_("--format html makes the page that a team or a school looks at."),
    .needs = STAGE_READS,
    .options = page_options,
    .options_size = sizeof(Options),
    .output = stage_document_options,
    .run = page_run,
};

static const StageCommand *const verbs[] = { &contact,
                                             &sleutels,
                                             &begeleiding,
                                             &leerpotentieel,
                                             &signalen,
                                             &caseload,
                                             &inspectie,
                                             &overzicht,
                                             &stage_report_bewijs_command,
                                             NULL };
const StageNoun stage_noun_report = { "report", N_("reports"), verbs, NULL };
