#include "base/i18n.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "cmd/own.h"
#include "cmd/print.h"
#include "model/docent.h"
#include "model/student.h"
#include "report/status.h"

typedef struct {
    gint64 student;
    gint64 docent;
    gint64 team;
    char *klas;
    StageDay on;
    gboolean all;
    gboolean open;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("only of this student, also what is over or to come"),
      AT(student) },
    { "docent", 'd', STAGE_ARG_DOCENT, N_("DOCENT"),
      N_("of this docent (default: the setting docent, else all)"), AT(docent) },
    { "team", 0, STAGE_ARG_TEAM, N_("TEAM"), N_("of the docenten of this team"), AT(team) },
    { "klas", 'k', STAGE_ARG_TEXT, N_("KLAS"), N_("only this class"), AT(klas) },
    { "open", 0, STAGE_ARG_FLAG, NULL, N_("only what has something to do"), AT(open) },
    { "all", 'a', STAGE_ARG_FLAG, NULL, N_("of all docenten"), AT(all) },
    { "on", 0, STAGE_ARG_DATE, N_("DATUM"), N_("as it was or will be on this day (default: today)"), AT(on) },
    { 0 },
};

static const StageColumn columns[] = {
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER },
    { "nummer", NULL, STAGE_COLUMN_TEXT },
    { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "klas", N_("klas"), STAGE_COLUMN_TEXT },
    { "docent", NULL, STAGE_COLUMN_TEXT },
    { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    { "gehouden", NULL, STAGE_COLUMN_NUMBER },
    { "gevraagd", NULL, STAGE_COLUMN_NUMBER },
    { "telling", N_("gehouden"), STAGE_COLUMN_TEXT },
    { "momenten", N_("momenten"), STAGE_COLUMN_BAR },
    { "volgende", N_("volgende"), STAGE_COLUMN_TEXT },
    { "stand", N_("stand"), STAGE_COLUMN_STAND },
    { "voor", N_("voor"), STAGE_COLUMN_DAY },
    { "dagen", N_("dagen"), STAGE_COLUMN_NUMBER },
    { "afspraken", N_("afspraken"), STAGE_COLUMN_NUMBER },
    { "signalen", N_("signalen"), STAGE_COLUMN_NUMBER },
    { "nagesprek", N_("nagesprek"), STAGE_COLUMN_TEXT },
    { "onbekend", NULL, STAGE_COLUMN_NUMBER },
    { "afwezig", NULL, STAGE_COLUMN_TEXT },
    { "laat", N_("laat"), STAGE_COLUMN_TEXT },
    { "regels", N_("regels"), STAGE_COLUMN_NUMBER },
    { "afspraken_laat", N_("afspr. laat"), STAGE_COLUMN_NUMBER },
    { 0 },
};

typedef struct {
    StagePrinter *printer;
    guint late, unknown, seen;
} Page;

enum { ONBEKEND = 17, LAAT = 19, REGELS };

static gboolean
print_row(const StageValue *values, void *data, GError **error)
{
    Page *page = data;

    page->late += values[LAAT].type != STAGE_NULL ? 1 : 0;
    page->unknown += values[ONBEKEND].number > 0 ? 1 : 0;
    page->seen += values[REGELS].number > 0 ? 1 : 0;
    return stage_printer_row(page->printer, values, error);
}

static gboolean
say(StageContext *ctx, const Page *page, guint shown, gint64 docent, const StageLeftOut *out, GError **error)
{
    g_autofree char *who = docent == 0 ? NULL : stage_entity_label(&stage_docent, ctx->db, docent, error);

    if (docent != 0 && who == NULL)
        return FALSE;
    stage_say(ctx, Q_("%u placement%s%s; %u late", "%u placements%s%s; %u late", shown), shown,
              who == NULL ? "" : _(" of "), who == NULL ? "" : who, page->late);
    if (page->unknown > 0)
        stage_say(
            ctx,
            Q_("%u has a talk that was planned and not logged: 'stage gesprek log' or 'stage gesprek cancel'",
               "%u have a talk that was planned and not logged: 'stage gesprek log' or 'stage gesprek "
               "cancel'",
               page->unknown),
            page->unknown);
    if (page->seen > 0)
        stage_say(ctx,
                  Q_("rules see something with %u placement: 'stage signaal rules'",
                     "rules see something with %u placements: 'stage signaal rules'", page->seen),
                  page->seen);
    if (out->ahead > 0)
        stage_say(ctx, _("left out: %u not begun or not certain yet"), out->ahead);
    return TRUE;
}

static gboolean
run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    g_autoptr(StageNorms) norms = stage_norms_load(ctx, error);
    gint64 docent = o->docent;

    if (norms == NULL || (o->klas != NULL && !stage_student_check_klas(ctx->db, o->klas, error)))
        return FALSE;
    gboolean own = !o->all && o->student == 0 && o->team == 0 && o->klas == NULL;
    if (own && !stage_own_docent(ctx, o->docent, &docent, error))
        return FALSE;
    const StageStatusQuery query = { .of = { .norms = norms,
                                             .on = stage_day_is_set(o->on) ? o->on : ctx->today,
                                             .docent = docent,
                                             .student = o->student,
                                             .team = o->team,
                                             .klas = o->klas,
                                             .over = o->student != 0,
                                             .ahead = o->student != 0 },
                                     .signalering = stage_signalering_norm(ctx),
                                     .open = o->open };
    g_autoptr(StagePrinter) printer = stage_printer_new(ctx, columns, FALSE, error);
    Page page = { .printer = printer };
    StageLeftOut out = { 0 };
    guint shown = 0;
    if (printer == NULL)
        return FALSE;
    if (o->student != 0)
        stage_printer_as_pages(printer);
    return stage_report_status(ctx->db, &query, print_row, &page, &shown, &out, error) &&
           say(ctx, &page, shown, docent, &out, error) && stage_printer_end(printer, error);
}

static const StageCommand status = {
    .summary = N_("what to do: each placement with its next moment, what is late first"),
    .details = N_(
        "The bar has a sign for each moment that the norm asks: ● held, ◌ waived, ◐ planned, ○ due, ! late, "
        "· to come, "
        "✗ missed.\n'stage config set docent CODE' makes yours the default; 'stage why STUDENT' explains."),
    .needs = STAGE_READS,
    .options = options,
    .options_size = sizeof(Options),
    .columns = columns,
    .run = run,
};
const StageNoun stage_noun_status = { "status", N_("what to do: your placements and their next moments"),
                                      NULL, &status };
