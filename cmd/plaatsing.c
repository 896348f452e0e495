#include "cmd/plaatsing.h"

#include "base/i18n.h"
#include "cmd/nouns.h"

typedef StagePlaatsingOptions Options;

#define AT(member) offsetof(StagePlaatsingOptions, member)
/* clang-format off */
#define WHO \
    { NULL, 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("id, agreement number, or its student"), AT(args.id), .required = TRUE }
#define DAYS(req) \
    { "begin", 0, STAGE_ARG_DATE, N_("DATUM"), N_("first day"), AT(given.begin), .required = req }, \
    { "einde", 0, STAGE_ARG_DATE, N_("DATUM"), N_("last day, as agreed"), AT(given.einde), .required = req }
#define FIELDS \
    { "docent", 'd', STAGE_ARG_DOCENT, N_("DOCENT"), N_("who guides for the school: code or part of the name"), AT(given.docent) }, \
    { "opleider", 'p', STAGE_ARG_OPLEIDER, N_("OPLEIDER"), N_("praktijkopleider: id, e-mail or part of the name"), AT(given.opleider) }, \
    { "uren", 0, STAGE_ARG_NUMBER, N_("UREN"), N_("hours in all"), AT(given.uren) }, \
    { "overeenkomst", 0, STAGE_ARG_TEXT, N_("NUMMER"), N_("number of the praktijkovereenkomst"), AT(given.overeenkomst) }, \
    { "status", 0, STAGE_ARG_CHOICE, N_("STATUS"), N_("what no day can tell"), AT(given.status), .choices = stage_plaatsing_statussen }, \
    { "status-sinds", 0, STAGE_ARG_DATE, N_("DATUM"), N_("from which day the status is so (default: today)"), AT(given.status_sinds) }, \
    { "werkdagen", 0, STAGE_ARG_TEXT, N_("DAGEN"), N_("the student's working days, such as ma,di,do or ma-vr"), AT(given.werkdagen) }
/* clang-format on */

static const StageOption add_options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("number or part of the name"), AT(given.student),
      .required = TRUE },
    { "bedrijf", 'b', STAGE_ARG_LEERBEDRIJF, N_("LEERBEDRIJF"),
      N_("the company: SBB code, id or part of the name"), AT(given.leerbedrijf), .required = TRUE },
    DAYS(TRUE),
    FIELDS,
    { 0 },
};
static const StageOption edit_options[] = {
    WHO,
    DAYS(FALSE),
    { "einde-werkelijk", 0, STAGE_ARG_DATE, N_("DATUM"), N_("the day on which it really ended"),
      AT(given.einde_werkelijk) },
    { "reden", 0, STAGE_ARG_TEXT, N_("REDEN"), N_("why it ended"), AT(given.reden) },
    { "bedrijf", 'b', STAGE_ARG_LEERBEDRIJF, N_("LEERBEDRIJF"), N_("another company"),
      AT(given.leerbedrijf) },
    FIELDS,
    { "from", 0, STAGE_ARG_DATE, N_("DATUM"),
      N_("from which day --docent or --opleider guides (default: today)"), AT(from),
      .lean = STAGE_LEAN_NEXT },
    { "until", 0, STAGE_ARG_DATE, N_("DATUM"), N_("until which day: they stand in, and the other comes back"),
      AT(until), .lean = STAGE_LEAN_NEXT },
    { 0 },
};
static const StageOption list_options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("only of this student"), AT(given.student) },
    { "docent", 'd', STAGE_ARG_DOCENT, N_("DOCENT"), N_("only of this docent"), AT(given.docent) },
    { "bedrijf", 'b', STAGE_ARG_LEERBEDRIJF, N_("LEERBEDRIJF"), N_("only at this company"),
      AT(given.leerbedrijf) },
    { "opleider", 'p', STAGE_ARG_OPLEIDER, N_("OPLEIDER"), N_("only of this praktijkopleider"),
      AT(given.opleider) },
    { "klas", 'k', STAGE_ARG_TEXT, N_("KLAS"), N_("only this class"), AT(klas) },
    { "on", 0, STAGE_ARG_DATE, N_("DATUM"), N_("only those that run on this day"), AT(on) },
    { 0 },
};
static const StageOption who_options[] = { WHO, { 0 } };

static const StageColumn list_columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },
    { "nummer", N_("nummer"), STAGE_COLUMN_TEXT },
    { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "klas", N_("klas"), STAGE_COLUMN_TEXT },
    { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    { "plaats", N_("plaats"), STAGE_COLUMN_TEXT },
    { "docent", N_("docent"), STAGE_COLUMN_TEXT },
    { "opleider", N_("opleider"), STAGE_COLUMN_TEXT },
    { "begin", N_("begin"), STAGE_COLUMN_DAY },
    { "einde", N_("einde"), STAGE_COLUMN_DAY },
    { "uren", NULL, STAGE_COLUMN_NUMBER },
    { "overeenkomst", NULL, STAGE_COLUMN_TEXT },
    { "status", N_("status"), STAGE_COLUMN_TEXT },
    { "reden", NULL, STAGE_COLUMN_TEXT },
    { "werkdagen", NULL, STAGE_COLUMN_TEXT },
    { "status_sinds", NULL, STAGE_COLUMN_DAY },
    { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_plaatsing_list(ctx->db, &(StagePlaatsingFilter){ .id = id, .today = ctx->today }, error);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const StagePlaatsingOptions *o = options;
    const StagePlaatsingFilter filter = { .student = o->given.student,
                                          .docent = o->given.docent,
                                          .leerbedrijf = o->given.leerbedrijf,
                                          .opleider = o->given.opleider,
                                          .klas = o->klas,
                                          .on = o->on,
                                          .today = ctx->today };
    g_autoptr(StageStmt) rows = stage_plaatsing_list(ctx->db, &filter, error);

    return stage_list(ctx, rows, error);
}

static const StageEntityNoun noun = { &stage_plaatsing, AT(given), 0, show_row };

/* Who guides is put in place by day. A placement that moves to another company begins anew with its opleider.
 */
static gboolean
edit_run(StageContext *ctx, const void *options, GError **error)
{
    const StagePlaatsingOptions *o = options;
    StagePlaatsing given = o->given;

    given.docent = 0;
    if (given.leerbedrijf == 0)
        given.opleider = 0;
    if (given.status != NULL && !stage_day_is_set(given.status_sinds))
        given.status_sinds = ctx->today;
    return stage_entity_edit(&stage_plaatsing, ctx->db, o->args.id, &given, error) &&
           stage_plaatsing_put_people(ctx, o, error) &&
           stage_entity_say(ctx, &noun, o->args.id, _("%s %s changed"), error);
}

STAGE_ENTITY_ROWS(N_("add a placement"), N_("change a placement"), N_("list placements"),
                  N_("show one placement"), N_("remove a placement without conversations"), list_columns,
                  edit_run);

static const StageCommand *const verbs[] = { &add, &edit, &list, &show, &stage_plaatsing_people, &rm, NULL };

const StageNoun stage_noun_plaatsing = { "plaatsing", N_("placements: who is where, from when until when"),
                                         verbs, NULL };
