#include "report/status.h"

#include <string.h>

#include "report/contact.h"
#include "report/signalering.h"

/* The columns. */
/* clang-format off */
enum {
    PLAATSING, NUMMER, STUDENT, KLAS, DOCENT, LEERBEDRIJF, GEHOUDEN, GEVRAAGD, TELLING, MOMENTEN, VOLGENDE, STAND, VOOR,
    DAGEN, AFSPRAKEN, SIGNALEN, NAGESPREK, ONBEKEND, AFWEZIG, LAAT, REGELS, AFSPRAKEN_LAAT
};
/* clang-format on */

/* Text is a copy: the rows wait to be sorted. */
typedef struct {
    StageValue values[STAGE_STATUS_COLUMNS];
    char *texts[STAGE_STATUS_COLUMNS];
    gboolean late;
    gboolean idle; /* nothing is to be done */
} Line;

typedef struct {
    StageDb *db;
    const StageStatusQuery *query;
    GPtrArray *lines; /* of the last `waiting` what was taken down is still to be read */
    guint waiting;
} Status;

static void
free_line(void *data)
{
    Line *line = data;

    for (guint i = 0; i < STAGE_STATUS_COLUMNS; i++)
        g_free(line->texts[i]);
    g_free(line);
}

static void
set_text(Line *line, guint column, const char *text)
{
    line->texts[column] = text == NULL || *text == '\0' ? NULL : g_strdup(text);
    line->values[column] = stage_text(line->texts[column]);
}

static gboolean
is_open(StageDay datum, StageDay gesloten, StageDay on)
{
    return stage_day_compare(datum, on) <= 0 &&
           (!stage_day_is_set(gesloten) || stage_day_compare(gesloten, on) > 0);
}

static void
count_open(const StageDossier *dossier, StageDay on, Line *line)
{
    guint agreed = 0, late = 0, signals = 0;

    for (guint i = 0; i < dossier->afspraken->len; i++) {
        const StageAfspraak *a = g_ptr_array_index(dossier->afspraken, i);
        if (!is_open(a->datum, a->gesloten, on))
            continue;
        agreed++;
        late += stage_day_is_set(a->voor) && stage_day_compare(a->voor, on) < 0 ? 1 : 0;
    }
    for (guint i = 0; i < dossier->signalen->len; i++) {
        const StageSignaal *s = g_ptr_array_index(dossier->signalen, i);
        signals += is_open(s->datum, s->gesloten, on) ? 1 : 0;
    }
    line->values[AFSPRAKEN] = stage_int(agreed);
    line->values[SIGNALEN] = stage_int(signals);
    line->values[AFSPRAKEN_LAAT] = stage_int(late);
}

static void
set_moments(Line *line, const StagePlacement *p, StageDay on)
{
    const StageEvaluation *state = p->state;
    g_autofree char *count = g_strdup_printf("%u/%u", state->held, state->asked);
    g_autoptr(GString) stands = g_string_new(NULL);
    g_autoptr(GString) late = g_string_new(NULL);

    line->values[GEHOUDEN] = stage_int(state->held);
    line->values[GEVRAAGD] = stage_int(state->asked);
    set_text(line, TELLING, count);
    for (guint i = 0; i < state->moments->len; i++) {
        const StageMoment *m = stage_moment_at(state, i);
        g_string_append_printf(stands, "%s%s", i > 0 ? "," : "", stage_standen[m->stand]);
        if (m->stand == STAGE_STAND_LAAT)
            g_string_append_printf(late, "%s%s", late->len > 0 ? ", " : "", stage_gesprek_soorten[m->soort]);
    }
    line->late = late->len > 0;
    set_text(line, LAAT, late->str);
    set_text(line, MOMENTEN, stands->str);
    line->values[VOLGENDE] = line->values[STAND] = line->values[VOOR] = line->values[DAGEN] = stage_null();
    if (state->due < 0)
        return;
    const StageMoment *m = stage_moment_at(state, (guint)state->due);
    StageDay day = m->stand == STAGE_STAND_GEPLAND ? p->contacts[m->contact].gepland : m->tot;
    set_text(line, VOLGENDE, stage_gesprek_soorten[m->soort]);
    set_text(line, STAND, stage_standen[m->stand]);
    set_text(line, VOOR, day.text);
    line->values[DAGEN] = stage_day_is_set(day) ? stage_int(stage_day_number(day) - stage_day_number(on))
                                                : stage_null();
}

static void
set_absence(Line *line, const StageEvaluation *state, StageDay on)
{
    static const char *const who[STAGE_PARTIJEN] = { "docent", "student", "opleider" };
    g_autoptr(GString) speak = g_string_new(NULL);
    char absent[120];

    for (guint i = 0; i < STAGE_PARTIJEN; i++)
        if (stage_day_is_set(state->nagesprek[i])) {
            g_string_append_printf(speak, "%s%s %s", speak->len > 0 ? ", " : "", who[i],
                                   state->nagesprek[i].text);
            line->late = line->late || stage_day_compare(on, state->nagesprek[i]) > 0;
        }
    set_text(line, NAGESPREK, speak->str);
    line->values[ONBEKEND] = stage_int(state->unknown);
    stage_contact_absent(state, absent, sizeof absent);
    set_text(line, AFWEZIG, absent);
}

static void
look_at(const Status *status, const StageDossier *dossier, Line *line)
{
    StageDay on = status->query->of.on;
    guint seen = stage_signalering_count(dossier, &status->query->signalering, on);

    count_open(dossier, on, line);
    line->values[REGELS] = stage_int(seen);
    line->idle = line->idle && line->values[AFSPRAKEN].number == 0 && line->values[SIGNALEN].number == 0 &&
                 seen == 0;
}

/* Reads what was taken down of the placements that wait, and leaves those out that are not wanted. */
static gboolean
look_at_waiting(Status *status, GError **error)
{
    gint64 plaatsingen[STAGE_PLAATSINGEN];
    guint n = status->waiting, first = status->lines->len - n;

    for (guint i = 0; i < n; i++)
        plaatsingen[i] =
            ((const Line *)g_ptr_array_index(status->lines, first + i))->values[PLAATSING].number;
    g_autoptr(GPtrArray) dossiers = n == 0 ? NULL : stage_dossiers_read(status->db, plaatsingen, n, error);
    if (n > 0 && dossiers == NULL)
        return FALSE;
    for (guint i = n; i-- > 0;) {
        Line *line = g_ptr_array_index(status->lines, first + i);
        const StageDossier *dossier = stage_dossiers_of(dossiers, plaatsingen[i]);
        if (dossier != NULL)
            look_at(status, dossier, line);
        if (dossier == NULL || (status->query->open && line->idle))
            g_ptr_array_remove_index(status->lines, first + i);
    }
    status->waiting = 0;
    return TRUE;
}

static gboolean
take(const StagePlacement *p, void *data, GError **error)
{
    Status *status = data;
    StageDay on = status->query->of.on;
    Line *line = g_new0(Line, 1);

    g_ptr_array_add(status->lines, line);
    line->values[PLAATSING] = stage_int(p->id);
    set_text(line, NUMMER, p->text[STAGE_PLACEMENT_NUMMER]);
    set_text(line, STUDENT, p->text[STAGE_PLACEMENT_STUDENT]);
    set_text(line, KLAS, p->text[STAGE_PLACEMENT_KLAS]);
    set_text(line, DOCENT, p->text[STAGE_PLACEMENT_DOCENT]);
    set_text(line, LEERBEDRIJF, p->text[STAGE_PLACEMENT_LEERBEDRIJF]);
    set_moments(line, p, on);
    set_absence(line, p->state, on);
    line->idle = p->state->due < 0 && line->texts[NAGESPREK] == NULL && p->state->unknown == 0;
    return ++status->waiting < STAGE_PLAATSINGEN || look_at_waiting(status, error);
}

static int
by_urgency(gconstpointer one, gconstpointer other)
{
    const Line *a = *(const Line *const *)one, *b = *(const Line *const *)other;
    const char *day = a->texts[VOOR] == NULL ? "9999" : a->texts[VOOR];
    int order = strcmp(day, b->texts[VOOR] == NULL ? "9999" : b->texts[VOOR]);

    if (a->late != b->late)
        return a->late ? -1 : 1;
    return order != 0
               ? order
               : (a->values[0].number > b->values[0].number) - (a->values[0].number < b->values[0].number);
}

gboolean
stage_report_status(StageDb *db, const StageStatusQuery *query, StageRowFunc row, void *data,
                    guint *out_shown, StageLeftOut *out, GError **error)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(free_line);
    Status status = { db, query, lines, 0 };

    if (!stage_placements_each(db, &query->of, take, &status, out, error) || !look_at_waiting(&status, error))
        return FALSE;
    g_ptr_array_sort(lines, by_urgency);
    *out_shown = lines->len;
    for (guint i = 0; i < lines->len; i++)
        if (!row(((const Line *)g_ptr_array_index(lines, i))->values, data, error))
            return FALSE;
    return TRUE;
}
