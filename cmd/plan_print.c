#include "cmd/plan.h"

#include <string.h>

#include "base/i18n.h"
#include "cmd/print.h"

const StageColumn stage_plan_columns[] = {
    { "week", N_("week"), STAGE_COLUMN_TEXT, .once = TRUE },
    { "dag", N_("dag"), STAGE_COLUMN_TEXT, .once = TRUE },
    { "datum", N_("datum"), STAGE_COLUMN_DAY, .once = TRUE },
    { "docent", N_("docent"), STAGE_COLUMN_TEXT },
    { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "nummer", NULL, STAGE_COLUMN_TEXT },
    { "klas", NULL, STAGE_COLUMN_TEXT },
    { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    { "plaats", N_("plaats"), STAGE_COLUMN_TEXT },
    { "moment", N_("moment"), STAGE_COLUMN_TEXT },
    { "vorm", NULL, STAGE_COLUMN_TEXT },
    { "wat", N_("what"), STAGE_COLUMN_TEXT },
    { "waarom", N_("why"), STAGE_COLUMN_TEXT },
    { "van", NULL, STAGE_COLUMN_DAY },
    { "tot", NULL, STAGE_COLUMN_DAY },
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER },
    { "gesprek", NULL, STAGE_COLUMN_NUMBER },
    { 0 },
};

static int
by_day(gconstpointer one, gconstpointer other, gpointer data)
{
    const StageMade *made = data;
    guint a = *(const guint *)one, b = *(const guint *)other;
    StageDay day = made->plan->days[a].day, with = made->plan->days[b].day;

    if (stage_day_is_set(day) != stage_day_is_set(with))
        return stage_day_is_set(day) ? -1 : 1; /* what has none comes last */
    int order = stage_day_compare(day, with);
    if (order == 0)
        order = g_strcmp0(stage_made_talk(made, a)->docent_naam, stage_made_talk(made, b)->docent_naam);
    if (order == 0)
        order = g_strcmp0(stage_made_talk(made, a)->leerbedrijf, stage_made_talk(made, b)->leerbedrijf);
    return order != 0 ? order : (a > b) - (a < b);
}

static const char *
reason_words(StagePlanReason reason)
{
    static const char *const words[] = {
        [STAGE_PLAN_PLACED] = "",
        [STAGE_PLAN_PASSED] = N_("its window has passed"),
        [STAGE_PLAN_LATER] = N_("its window begins after the last day to plan on"),
        [STAGE_PLAN_NO_DAY] = N_("docent and student have no working day together in its window"),
        [STAGE_PLAN_FULL] = N_("the days in its window are full"),
    };

    return reason == STAGE_PLAN_PLACED ? "" : _(words[reason]);
}

/* ISO 8601: "2026-W48". A week is of the year of its Thursday. */
static void
week_of(StageDay day, char out[16])
{
    GDate thursday;

    g_date_clear(&thursday, 1);
    g_date_set_julian(&thursday, (guint32)(stage_day_number(day) + 4 - stage_day_weekday(day)));
    g_snprintf(out, 16, "%04d-W%02u", g_date_get_year(&thursday),
               (g_date_get_day_of_year(&thursday) - 1) / 7 + 1);
}

static gboolean
send(StagePrinter *printer, const StageCaseTalk *t, StageDay day, const char *what, const char *why,
     GError **error)
{
    static const char *const weekdays[] = { N_("ma"), N_("di"), N_("wo"), N_("do"),
                                            N_("vr"), N_("za"), N_("zo") };
    char week[16] = "";

    if (stage_day_is_set(day))
        week_of(day, week);
    const StageValue row[] = { stage_text_set(week),
                               stage_text(stage_day_is_set(day) ? weekdays[stage_day_weekday(day) - 1]
                                                                : NULL),
                               stage_text_set(day.text),
                               stage_text(t->docent_naam),
                               stage_text(t->student),
                               stage_text(t->nummer),
                               stage_text(t->klas),
                               stage_text(t->leerbedrijf),
                               stage_text(t->plaats),
                               stage_text(stage_gesprek_soorten[t->soort]),
                               stage_text(t->on_road ? "bezoek" : "online"),
                               stage_text(what),
                               stage_text_set(why),
                               stage_text(t->first.text),
                               stage_text(t->last.text),
                               stage_int(t->plaatsing),
                               stage_int_set(t->gesprek) };

    return stage_printer_row(printer, row, error);
}

static gboolean
send_talk(StagePrinter *printer, const StageMade *made, guint i, GError **error)
{
    const StageCaseTalk *t = stage_made_talk(made, i);
    const StagePlanDay *d = &made->plan->days[i];
    g_autofree char *from = NULL;

    if (!stage_day_is_set(d->day))
        return send(printer, t, d->day, "niet geplaatst", reason_words(d->reason), error);
    if (t->gesprek == 0)
        return send(printer, t, d->day, "nieuw", NULL, error);
    if (stage_day_compare(d->day, t->planned) == 0)
        return send(printer, t, d->day, t->fixed ? "staat vast" : "blijft", NULL, error);
    from = g_strdup_printf(_("from %s"), t->planned.text);
    return send(printer, t, d->day, "verzet", from, error);
}

gboolean
stage_plan_print(StageContext *ctx, const StageMade *made, GError **error)
{
    g_autoptr(StagePrinter) printer = stage_printer_new(ctx, stage_plan_columns, FALSE, error);
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < made->load->talks->len; i++)
        g_array_append_val(order, i);
    g_array_sort_with_data(order, by_day, (void *)(guintptr)made);
    for (guint i = 0; printer != NULL && i < order->len; i++)
        if (!send_talk(printer, made, g_array_index(order, guint, i), error))
            return FALSE;
    for (guint i = 0; printer != NULL && i < made->load->too_late->len; i++)
        if (!send(printer, g_ptr_array_index(made->load->too_late, i), STAGE_NO_DAY, "niet geplaatst",
                  reason_words(STAGE_PLAN_PASSED), error))
            return FALSE;
    return printer != NULL && stage_printer_end(printer, error);
}
