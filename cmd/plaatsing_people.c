/* Who guides a placement when. */
#include "base/error.h"
#include "base/i18n.h"
#include "cmd/plaatsing.h"
#include "cmd/print.h"
#include "model/begeleider.h"
#include "model/docent.h"
#include "model/opleider.h"

#define AT(member) offsetof(StagePlaatsingOptions, member)

/* One of the two that a placement has, as it was given. */
typedef struct {
    StageRol rol;
    gint64 person; /* -1: nobody */
    const StageEntity *of;
} Given;

/* Without --from somebody new begins today; who is the first, or comes before the placement begins, has it
 * wholly. */
static gboolean
choose_from(StageContext *ctx, const StagePlaatsingOptions *o, const StagePlaatsing *p, const Given *g,
            StageDay *out, GError **error)
{
    gint64 now = 0;

    *out = p->begin;
    if (stage_day_is_set(o->from)) {
        *out = o->from;
        return TRUE;
    }
    if (g->person < 0 || stage_day_compare(ctx->today, p->begin) <= 0)
        return TRUE;
    if (!stage_begeleider_on(ctx->db, p->id, g->rol, ctx->today, &now, error))
        return FALSE;
    if (now != 0)
        *out = ctx->today;
    return TRUE;
}

static gboolean
check_given(const StagePlaatsingOptions *o, const StagePlaatsing *p, const Given *g, StageDay from,
            GError **error)
{
    StageDay einde = stage_plaatsing_einde(p);

    if (g->person < 0 && (stage_day_is_set(o->from) || stage_day_is_set(o->until)))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("from a day on somebody guides; name who"));
    return stage_day_compare(from, einde) <= 0 ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("plaatsing %" PRId64 " ended on %s, before %s"), p->id,
                      einde.text, from.text);
}

static gboolean
put_person(StageContext *ctx, const StagePlaatsingOptions *o, const StagePlaatsing *p, const Given *g,
           GError **error)
{
    StageDay from = STAGE_NO_DAY;

    if (g->person == 0)
        return TRUE;
    if (!choose_from(ctx, o, p, g, &from, error) || !check_given(o, p, g, from, error))
        return FALSE;
    if (stage_day_is_set(o->until) &&
        !stage_begeleider_stand_in(ctx->db, p, g->rol, g->person, from, o->until, error))
        return FALSE;
    if (!stage_day_is_set(o->until) &&
        !stage_begeleider_set(ctx->db, p, g->rol, MAX(g->person, 0), from, error))
        return FALSE;
    if (g->person < 0 || stage_day_compare(from, p->begin) <= 0)
        return TRUE;
    g_autofree char *who = stage_entity_label(g->of, ctx->db, g->person, error);
    if (who != NULL && stage_day_is_set(o->until))
        stage_say(ctx, _("%s: %s stands in from %s until %s"), _(stage_rollen[g->rol]), who, from.text,
                  o->until.text);
    else if (who != NULL)
        stage_say(ctx, _("%s: %s from %s on"), _(stage_rollen[g->rol]), who, from.text);
    return who != NULL;
}

gboolean
stage_plaatsing_put_people(StageContext *ctx, const StagePlaatsingOptions *o, GError **error)
{
    const Given given[] = { { STAGE_ROL_DOCENT, o->given.docent, &stage_docent },
                            { STAGE_ROL_OPLEIDER, o->given.opleider, &stage_opleider } };
    StagePlaatsing p = { 0 };
    gboolean done = TRUE;

    if ((stage_day_is_set(o->from) || stage_day_is_set(o->until)) && o->given.docent == 0 &&
        o->given.opleider == 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("--from and --until are about --docent or --opleider"));
    for (gsize i = 0; done && i < G_N_ELEMENTS(given); i++)
        done = stage_entity_get(&stage_plaatsing, ctx->db, o->args.id, &p, error) &&
               put_person(ctx, o, &p, &given[i], error);
    stage_entity_clear(&stage_plaatsing, &p);
    return done;
}

/* --- people --- */

static const StageOption people_options[] = {
    { NULL, 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("id, agreement number, or its student"), AT(args.id),
      .required = TRUE },
    { 0 },
};

static const StageColumn people_columns[] = {
    { "rol", N_("rol"), STAGE_COLUMN_TEXT },
    { "naam", N_("naam"), STAGE_COLUMN_TEXT },
    { "van", N_("van"), STAGE_COLUMN_DAY },
    { "tot", N_("tot"), STAGE_COLUMN_DAY },
    { "vervangt", N_("vervangt"), STAGE_COLUMN_YESNO },
    { 0 },
};

static gboolean
people_run(StageContext *ctx, const void *options, GError **error)
{
    const StagePlaatsingOptions *o = options;
    g_autoptr(StageStmt) rows = stage_begeleider_list(ctx->db, o->args.id, error);
    g_autoptr(StagePrinter) printer = rows == NULL ? NULL
                                                   : stage_printer_new(ctx, people_columns, FALSE, error);

    if (printer == NULL)
        return FALSE;
    while (stage_stmt_next(rows)) {
        StageDay next = STAGE_NO_DAY;
        StageValue values[5];
        for (guint i = 0; i < G_N_ELEMENTS(values); i++)
            values[i] = stage_stmt_value(rows, i);
        if (values[3].text == NULL &&
            stage_day_from_iso(stage_stmt_value(rows, 5).text == NULL ? "" : stage_stmt_text(rows, 5),
                               &next)) {
            next = stage_day_plus(next, -1);
            values[3] = stage_text(next.text);
        }
        if (!stage_printer_row(printer, values, error))
            return FALSE;
    }
    return stage_stmt_done(rows, error) && stage_printer_end(printer, error);
}

const StageCommand stage_plaatsing_people = {
    .name = "people",
    .summary = N_("who guides a placement, from when until when"),
    .needs = STAGE_READS,
    .options = people_options,
    .options_size = sizeof(StagePlaatsingOptions),
    .columns = people_columns,
    .run = people_run,
};
