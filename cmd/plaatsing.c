#include "model/plaatsing.h"

#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"

typedef struct {
    StageEntityArgs args;
    StagePlaatsing given;
    char *klas;
    StageDay on;
} Options;

#define AT(member) offsetof(Options, member)
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
    { "status", 0, STAGE_ARG_CHOICE, N_("STATUS"), N_("what no day can tell"), AT(given.status), .choices = stage_plaatsing_statussen }
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
    { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_plaatsing_list(ctx->db, &(StagePlaatsingFilter){ .id = id }, error);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    const StagePlaatsingFilter filter = { .student = o->given.student,
                                          .docent = o->given.docent,
                                          .leerbedrijf = o->given.leerbedrijf,
                                          .opleider = o->given.opleider,
                                          .klas = o->klas,
                                          .on = o->on };
    g_autoptr(StageStmt) rows = stage_plaatsing_list(ctx->db, &filter, error);

    return stage_list(ctx, rows, error);
}

static const StageEntityNoun noun = { &stage_plaatsing, AT(given), 0, show_row };

STAGE_ENTITY_VERBS(N_("add a placement"), N_("change a placement"), N_("list placements"),
                   N_("show one placement"), N_("remove a placement without conversations"), list_columns);

const StageNoun stage_noun_plaatsing = { "plaatsing", N_("placements: who is where, from when until when"),
                                         verbs, NULL };
