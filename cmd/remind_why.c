/* Why somebody is reminded, or is not; and what keeps a reminder back. */
#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/norms.h"
#include "cmd/placement.h"
#include "cmd/print.h"
#include "cmd/remind.h"
#include "cmd/verzend.h"
#include "model/demping.h"
#include "model/plaatsing.h"
#include "model/vrijstelling.h"

typedef struct {
    gint64 student;
    gint64 plaatsing;
    char *moment;
    StageDay until;
    StageDay datum;
    char *why;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHO \
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("number or part of the name"), AT(student), .required = TRUE }
#define PLACEMENT \
    { "plaatsing", 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("which placement, when the student has more"), AT(plaatsing) }
#define WHY \
    { "why", 'w', STAGE_ARG_TEXT, N_("REDEN"), N_("why (no medical reasons)"), AT(why), .required = TRUE }
/* clang-format on */

static const StageOption why_options[] = { WHO, PLACEMENT, { 0 } };
static const StageOption snooze_options[] = {
    WHO,
    { NULL, 0, STAGE_ARG_CHOICE, N_("MOMENT"), N_("only of this kind of moment"), AT(moment),
      .choices = stage_vrijstelling_momenten },
    { "until", 'u', STAGE_ARG_DATE, N_("DATUM"), N_("the last day without reminders"), AT(until),
      .required = TRUE, .lean = STAGE_LEAN_NEXT },
    WHY,
    PLACEMENT,
    { 0 },
};
static const StageOption waive_options[] = {
    WHO,
    { NULL, 0, STAGE_ARG_CHOICE, N_("MOMENT"), N_("which moment"), AT(moment),
      .choices = stage_vrijstelling_momenten, .required = TRUE },
    { "datum", 0, STAGE_ARG_DATE, N_("DATUM"), N_("the day on which it was handled (default: today)"),
      AT(datum), .lean = STAGE_LEAN_PAST },
    WHY,
    PLACEMENT,
    { 0 },
};

static const StageColumn why_columns[] = {
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER },
    { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    { "punt", N_("punt"), STAGE_COLUMN_TEXT },
    { "stap", N_("stap"), STAGE_COLUMN_TEXT },
    { "voor", N_("voor"), STAGE_COLUMN_DAY },
    { "docent", N_("docent"), STAGE_COLUMN_NUMBER },
    { "coordinator", N_("coordinator"), STAGE_COLUMN_NUMBER },
    { "laatst", N_("laatst"), STAGE_COLUMN_DAY },
    { "beurt", NULL, STAGE_COLUMN_TEXT },
    { "weer", NULL, STAGE_COLUMN_DAY },
    { "reden", NULL, STAGE_COLUMN_TEXT },
    { "uitleg", N_("what comes"), STAGE_COLUMN_TEXT },
    { 0 },
};

/* --- why --- */

typedef struct {
    StagePrinter *printer;
    guint points;
} Why;

static char *
what_comes(const StageHerinneringWaarom *w)
{
    const char *name = w->naam == NULL ? _("nobody") : w->naam;

    if (w->beurt == STAGE_BEURT_STIL)
        return g_strdup(_("quiet: all that may be was told"));
    if (w->tegen == STAGE_TEGEN_UITGESTELD)
        return g_strdup(stage_verzend_held(w->tegen));
    if (w->beurt == STAGE_BEURT_WACHT)
        return g_strdup_printf(_("again from %s on"), w->weer.text);
    return w->tegen == STAGE_TEGEN_NIET
               ? g_strdup_printf(_("%s is told at the next run"), name)
               : g_strdup_printf(_("%s is not told now: %s"), name, stage_verzend_held(w->tegen));
}

static gboolean
print_why(const StageHerinneringWaarom *w, void *data, GError **error)
{
    static const char *const turns[] = { "docent", "coordinator", "wacht", "stil" };
    Why *why = data;
    const StageHerinneringPunt *p = w->punt;
    g_autofree char *comes = what_comes(w);
    const StageValue values[] = { stage_int(p->plaatsing),
                                  stage_text(p->leerbedrijf),
                                  stage_text(p->punt.punt),
                                  stage_text(stage_stappen[p->punt.stap]),
                                  stage_text_set(p->punt.voor.text),
                                  stage_int(w->verteld.docent),
                                  stage_int(w->verteld.coordinator),
                                  stage_text_set(w->verteld.laatst.text),
                                  stage_text(turns[w->beurt]),
                                  stage_text_set(w->weer.text),
                                  stage_text_set(stage_tegen[w->tegen]),
                                  stage_text(comes) };

    why->points++;
    return stage_printer_row(why->printer, values, error);
}

static gboolean
why_run(StageContext *ctx, const void *data, GError **error)
{
    static const char sql[] = "SELECT id FROM plaatsing WHERE student = $1 AND "
                              "(CAST($2 AS BIGINT) IS NULL OR id = $2) ORDER BY begin, id";
    const Options *o = data;
    g_autoptr(StageNorms) norms = stage_norms_load(ctx, error);
    g_autoptr(StagePrinter) printer = norms == NULL ? NULL
                                                    : stage_printer_new(ctx, why_columns, FALSE, error);
    Why why = { .printer = printer };

    if (printer == NULL)
        return FALSE;
    const StageHerinneringenQuery query = stage_remind_query(ctx, norms);
    g_autoptr(StageStmt) rows = stage_db_query(
        ctx->db, sql, STAGE_ARGS(stage_int(o->student), stage_int_set(o->plaatsing)), error);
    while (rows != NULL && stage_stmt_next(rows))
        if (!stage_report_herinnering_why(ctx->db, &query, stage_stmt_number(rows, 0), print_why, &why,
                                          error))
            return FALSE;
    if (rows == NULL || !stage_stmt_done(rows, error))
        return FALSE;
    if (why.points == 0)
        stage_say(ctx, _("nothing to be told of today; 'stage why' tells where it stands"));
    return stage_printer_end(printer, error);
}

const StageCommand stage_remind_why = {
    .name = "why",
    .summary = N_("what a student's placements are reminded of, how often that was done, and what comes"),
    .needs = STAGE_READS,
    .options = why_options,
    .options_size = sizeof(Options),
    .columns = why_columns,
    .run = why_run,
};

/* --- snooze and waive --- */

static gboolean
find(StageContext *ctx, const Options *o, StageDay day, gint64 *out, GError **error)
{
    const StageWhich which = { .plaatsing = o->plaatsing, .student = o->student, .insist = "--plaatsing" };
    StagePlaatsing p = { 0 };
    gboolean done = stage_find_placement(ctx, &which, day, &p, error);

    *out = p.id;
    stage_entity_clear(&stage_plaatsing, &p);
    return done;
}

static gboolean
snooze_run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    StageDemping row = { .datum = ctx->today, .tot = o->until };
    gboolean done = find(ctx, o, ctx->today, &row.plaatsing, error);

    row.regel = o->moment == NULL ? g_strdup("herinnering") : g_strdup_printf("herinnering-%s", o->moment);
    row.reden = g_strdup(o->why);
    done = done && stage_entity_add(&stage_demping, ctx->db, &row, error);
    if (done)
        stage_say(ctx, _("demping %" PRId64 ": no reminders until and with %s"), row.id, row.tot.text);
    stage_entity_clear(&stage_demping, &row);
    return done;
}

const StageCommand stage_remind_snooze = {
    .name = "snooze",
    .summary = N_("no reminders of a placement until a day, with a reason"),
    .details = N_("It is kept as a demping: 'stage demping list' shows it, 'stage demping rm' ends it."),
    .needs = STAGE_WRITES,
    .options = snooze_options,
    .options_size = sizeof(Options),
    .run = snooze_run,
};

static gboolean
waive_run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    StageVrijstelling row = { .datum = stage_day_is_set(o->datum) ? o->datum : ctx->today };
    gboolean done = stage_check_past(ctx, o->datum, error) && find(ctx, o, row.datum, &row.plaatsing, error);

    row.moment = g_strdup(o->moment);
    row.reden = g_strdup(o->why);
    done = done && stage_entity_add(&stage_vrijstelling, ctx->db, &row, error);
    if (done)
        stage_say(ctx, _("vrijstelling %" PRId64 ": the %s moment need not be held"), row.id, row.moment);
    stage_entity_clear(&stage_vrijstelling, &row);
    return done;
}

const StageCommand stage_remind_waive = {
    .name = "waive",
    .summary = N_("a moment was handled elsewhere, or need not be held, with a reason"),
    .details = N_("It is kept as a vrijstelling: 'stage vrijstelling list' shows it."),
    .needs = STAGE_WRITES,
    .options = waive_options,
    .options_size = sizeof(Options),
    .run = waive_run,
};
