#include "report/overdracht.h"

#include "base/i18n.h"
#include "model/afspraak.h"
#include "model/plaatsing.h"
#include "model/query.h"
#include "model/signaal.h"

static void add_line(GString *to, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
add_line(GString *to, const char *format, ...)
{
    va_list args;

    if (to->len > 0)
        g_string_append_c(to, '\n');
    va_start(args, format);
    g_string_append_vprintf(to, format, args);
    va_end(args);
}

/* The last talk that was held, and what was taken down of it by key. */
static gboolean
read_last(StageDb *db, gint64 plaatsing, GString *last, GString *notes, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT g.gehouden, g.soort, n.sleutel1, n.sleutel2, n.sleutel3, n.sleutel4 "
        "FROM gesprek g JOIN gesprek_notities n ON n.gesprek = g.id "
        "WHERE g.id = (SELECT id FROM gesprek WHERE plaatsing = $1 AND gehouden IS NOT NULL "
        "ORDER BY gehouden DESC, id DESC LIMIT 1)";
    /* clang-format on */
    enum { NOTES = 2, SLEUTELS = 4 };
    g_autoptr(StageStmt) row = stage_db_query(db, sql, STAGE_ARGS(stage_int(plaatsing)), error);

    if (row == NULL || !stage_stmt_next(row))
        return row != NULL && stage_stmt_done(row, error);
    g_string_printf(last, "%s %s", stage_stmt_text(row, 0), stage_stmt_text(row, 1));
    for (guint k = 0; k < SLEUTELS; k++) {
        g_auto(GStrv) lines = g_strsplit(
            stage_stmt_text(row, NOTES + k) == NULL ? "" : stage_stmt_text(row, NOTES + k), "\n", -1);
        for (char **line = lines; *line != NULL; line++)
            add_line(notes, "%u %s", k + 1, *line);
    }
    return stage_stmt_done(row, error);
}

static gboolean
read_open(StageDb *db, const StageOfPlaatsing *of, GString *afspraken, GString *signalen, GError **error)
{
    g_autoptr(StageStmt) agreed = stage_afspraak_list(db, of, error);
    g_autoptr(StageStmt) signals = agreed == NULL ? NULL : stage_signaal_list(db, of, error);

    if (signals == NULL)
        return FALSE;
    while (stage_stmt_next(agreed)) {
        const char *before = stage_stmt_text(agreed, 8);
        add_line(afspraken, "%s: %s%s%s", stage_stmt_text(agreed, 6), stage_stmt_text(agreed, 7),
                 before == NULL ? "" : _(", before "), before == NULL ? "" : before);
    }
    while (stage_stmt_next(signals)) {
        const char *severity = stage_stmt_text(signals, 7);
        add_line(signalen, "%s %s %s", stage_stmt_text(signals, 5), stage_stmt_text(signals, 6),
                 severity == NULL ? "" : severity);
    }
    return stage_stmt_done(agreed, error) && stage_stmt_done(signals, error);
}

/* The next talk planned, else the moment to see to. */
static gboolean
read_next(const StagePlacement *placement, void *data, GError **error)
{
    const StageEvaluation *state = placement->state;
    GString *next = data;

    (void)error;
    if (stage_day_is_set(state->next))
        g_string_append_printf(next, _("planned: %s"), state->next.text);
    else if (state->due >= 0)
        g_string_append_printf(next, _("to be planned: %s"),
                               stage_gesprek_soorten[stage_moment_at(state, (guint)state->due)->soort]);
    return TRUE;
}

gboolean
stage_report_overdracht(StageDb *db, gint64 plaatsing, const StageNorms *norms, StageDay on, StageRowFunc row,
                        void *data, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT p.id, s.nummer, " STAGE_SQL_NAAM("s") ", s.klas, l.naam || coalesce(', ' || l.plaats, ''), "
        "(SELECT " STAGE_SQL_NAAM("o") " FROM opleider o WHERE o.id = " STAGE_SQL_BEGELEIDER("p", "opleider", "CAST($2 AS TEXT)") "), "
        "p.begin, " STAGE_SQL_EINDE("p")
        " FROM plaatsing p JOIN student s ON s.id = p.student JOIN leerbedrijf l ON l.id = p.leerbedrijf WHERE p.id = $1";
    /* clang-format on */
    const StagePlacementsQuery query = {
        .norms = norms, .on = on, .plaatsing = plaatsing, .over = TRUE, .ahead = TRUE
    };
    StageLeftOut out = { 0 };
    const StageOfPlaatsing of = { .plaatsing = plaatsing, .open = TRUE, .on = on };
    g_autoptr(GString) last = g_string_new(NULL);
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(GString) afspraken = g_string_new(NULL);
    g_autoptr(GString) signalen = g_string_new(NULL);
    g_autoptr(GString) next = g_string_new(NULL);
    const GString *const texts[] = { last, notes, afspraken, signalen, next };
    StageValue values[STAGE_OVERDRACHT_COLUMNS];
    guint n = 0;

    if (!read_last(db, plaatsing, last, notes, error) || !read_open(db, &of, afspraken, signalen, error) ||
        !stage_placements_each(db, &query, read_next, next, &out, error))
        return FALSE;
    g_autoptr(StageStmt)
        about = stage_db_query(db, sql, STAGE_ARGS(stage_int(plaatsing), stage_text(on.text)), error);
    if (about == NULL || !stage_stmt_next(about))
        return about != NULL && stage_stmt_done(about, error);
    for (; n < stage_stmt_columns(about); n++)
        values[n] = stage_stmt_value(about, n);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        values[n++] = stage_text_set(texts[i]->str);
    g_assert(n == STAGE_OVERDRACHT_COLUMNS);
    return row(values, data, error);
}
