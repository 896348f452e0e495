#include "report/route.h"

#include <string.h>

#include "base/i18n.h"
#include "model/query.h"
#include "report/caseload.h"

/* The columns of the statement that are texts of a row, in the order of the report from tijd on. */
/* clang-format off */
enum {
    TIJD, LEERBEDRIJF, ADRES, POSTCODE, PLAATS, TELEFOON, OPLEIDER, OPLEIDER_TELEFOON, STUDENT, NUMMER, KLAS, SOORT, VORM,
    COORDINATEN, DOCENT, LAST, AGREED, TEXTS,
    GESPREK = TEXTS, PLAATSING, LEERBEDRIJF_ID, OPLEIDER_ID, AFSPRAKEN, SIGNALEN
};
/* clang-format on */

typedef struct {
    char *text[TEXTS];
    gint64 gesprek, plaatsing, leerbedrijf, opleider, afspraken, signalen;
    gboolean on_road;
    guint stop; /* its index among the stops */
} Visit;

static void
free_visit(void *data)
{
    Visit *v = data;

    for (guint i = 0; i < TEXTS; i++)
        g_free(v->text[i]);
    g_free(v);
}

static StageStmt *
select_visits(StageDb *db, const StageRouteQuery *q, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT g.tijd, l.naam, l.adres, l.postcode, l.plaats, l.telefoon, nullif(" STAGE_SQL_NAAM("o") ", ''), o.telefoon, "
        STAGE_SQL_NAAM("s") ", s.nummer, s.klas, g.soort, g.vorm, l.coordinaten, coalesce(d.code, " STAGE_SQL_NAAM("d") "), "
        "(SELECT e.gehouden || ' ' || e.soort FROM gesprek e WHERE e.plaatsing = p.id AND e.gehouden IS NOT NULL "
        "ORDER BY e.gehouden DESC, e.id DESC LIMIT 1), "
        "(SELECT a.wie || ': ' || a.wat FROM afspraak a WHERE a.plaatsing = p.id AND a.gesloten IS NULL "
        "ORDER BY coalesce(a.voor, '9999'), a.id LIMIT 1), "
        "g.id, p.id, l.id, o.id, "
        "(SELECT count(*) FROM afspraak a WHERE a.plaatsing = p.id AND a.gesloten IS NULL), "
        "(SELECT count(*) FROM signaal a WHERE a.plaatsing = p.id AND a.gesloten IS NULL) "
        "FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing JOIN student s ON s.id = p.student "
        "JOIN leerbedrijf l ON l.id = p.leerbedrijf "
        "LEFT JOIN docent d ON d.id = " STAGE_SQL_BEGELEIDER("p", "docent", "CAST($1 AS TEXT)") " "
        "LEFT JOIN opleider o ON o.id = " STAGE_SQL_BEGELEIDER("p", "opleider", "CAST($1 AS TEXT)") " "
        "WHERE g.gepland = $1 AND g.gehouden IS NULL AND g.geannuleerd IS NULL "
        "AND (CAST($2 AS BIGINT) IS NULL OR d.id = $2) ORDER BY coalesce(g.tijd, '99'), l.naam, s.zoek, g.id";
    /* clang-format on */

    return stage_db_query(db, sql, STAGE_ARGS(stage_text(q->day.text), stage_int_set(q->docent)), error);
}

static GPtrArray *
read_visits(StageDb *db, const StageRouteQuery *q, GError **error)
{
    g_autoptr(GPtrArray) visits = g_ptr_array_new_with_free_func(free_visit);
    g_autoptr(StageStmt) rows = select_visits(db, q, error);

    while (rows != NULL && stage_stmt_next(rows)) {
        Visit *v = g_new0(Visit, 1);
        for (guint i = 0; i < TEXTS; i++)
            v->text[i] = g_strdup(stage_stmt_text(rows, i));
        v->gesprek = stage_stmt_number(rows, GESPREK);
        v->plaatsing = stage_stmt_number(rows, PLAATSING);
        v->leerbedrijf = stage_stmt_number(rows, LEERBEDRIJF_ID);
        v->opleider = stage_stmt_number(rows, OPLEIDER_ID);
        v->afspraken = stage_stmt_number(rows, AFSPRAKEN);
        v->signalen = stage_stmt_number(rows, SIGNALEN);
        v->on_road = v->text[VORM] == NULL || strcmp(v->text[VORM], "bezoek") == 0;
        g_ptr_array_add(visits, v);
    }
    return rows != NULL && stage_stmt_done(rows, error) ? g_steal_pointer(&visits) : NULL;
}

static int
minutes_of(const char *tijd)
{
    return tijd == NULL ? -1
                        : (int)(g_ascii_strtoll(tijd, NULL, 10) * 60 + g_ascii_strtoll(tijd + 3, NULL, 10));
}

/* The stop at which the same praktijkopleider of the same company is seen; 0 has no opleider to share. */
static const Visit *
shared(const GPtrArray *visits, guint n, const Visit *of)
{
    for (guint i = 0; i < n; i++) {
        const Visit *v = g_ptr_array_index(visits, i);
        if (v->on_road && v->leerbedrijf == of->leerbedrijf && v->opleider == of->opleider &&
            of->opleider != 0)
            return v;
    }
    return NULL;
}

/* The statement gives what has a time first, so that a stop takes that of the first of its visits. */
static void
make_stops(GPtrArray *visits, GArray *stops, GArray *places)
{
    for (guint i = 0; i < visits->len; i++) {
        Visit *v = g_ptr_array_index(visits, i);
        const Visit *other = v->on_road ? shared(visits, i, v) : NULL;
        StagePlace place = stage_place_of(v->text[POSTCODE], v->text[COORDINATEN]);
        StageStop stop = { .minutes = minutes_of(v->text[TIJD]) };
        v->stop = other != NULL ? other->stop : stops->len;
        if (!v->on_road || other != NULL)
            continue;
        g_array_append_val(places, place);
        g_array_append_val(stops, stop);
    }
    for (guint i = 0; i < stops->len; i++)
        g_array_index(stops, StageStop, i).place = &g_array_index(places, StagePlace, i);
}

static char *
prep_of(const Visit *v)
{
    GString *prep = g_string_new(NULL);

    if (v->text[LAST] != NULL)
        g_string_append_printf(prep, _("last talk %s"), v->text[LAST]);
    else
        g_string_append(prep, _("first talk"));
    if (v->afspraken > 0)
        g_string_append_printf(prep, _("; agreed (%" PRId64 " open): %s"), v->afspraken, v->text[AGREED]);
    if (v->signalen > 0)
        g_string_append_printf(prep, _("; open signals: %" PRId64), v->signalen);
    return g_string_free(prep, FALSE);
}

typedef struct {
    StageRowFunc row;
    void *data;
} Out;

/* Stop 0: none. */
static gboolean
send(const Out *out, const Visit *v, guint stop, const char *km, GError **error)
{
    g_autofree char *prep = prep_of(v);
    StageValue values[STAGE_ROUTE_COLUMNS];
    guint n = 0;

    values[n++] = stage_int_set(stop);
    for (guint i = TIJD; i <= VORM; i++)
        values[n++] = stage_text(v->text[i]);
    values[n++] = stage_text(km);
    values[n++] = stage_text(prep);
    values[n++] = stage_int(v->gesprek);
    values[n++] = stage_int(v->plaatsing);
    values[n++] = stage_text(v->text[DOCENT]);
    g_assert(n == STAGE_ROUTE_COLUMNS);
    return out->row(values, out->data, error);
}

/* The visits of one stop, the way to it beside the first of them. */
static gboolean
send_stop(const Out *out, const GPtrArray *visits, guint index, guint number, guint metres, GError **error)
{
    char km[16];
    gboolean first = TRUE;

    g_snprintf(km, sizeof km, "%u.%u", metres / 1000, metres % 1000 / 100);
    for (guint i = 0; i < visits->len; i++) {
        const Visit *v = g_ptr_array_index(visits, i);
        if (!v->on_road || v->stop != index)
            continue;
        if (!send(out, v, number, first && metres > 0 ? km : NULL, error))
            return FALSE;
        first = FALSE;
    }
    return TRUE;
}

gboolean
stage_report_route(StageDb *db, const StageRouteQuery *query, StageRowFunc row, void *data, guint *out_stops,
                   guint64 *out_metres, GError **error)
{
    g_autoptr(GPtrArray) visits = read_visits(db, query, error);
    g_autoptr(GArray) stops = g_array_new(FALSE, FALSE, sizeof(StageStop));
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(StagePlace));
    gboolean located = query->school != NULL && stage_place_of(NULL, query->school).located;
    StagePlace home = stage_place_of(located ? NULL : query->school, located ? query->school : NULL);
    const StagePlace *before = query->school == NULL ? NULL : &home;
    const Out out = { row, data };

    if (visits == NULL)
        return FALSE;
    make_stops(visits, stops, places);
    g_autofree guint *order = g_new0(guint, stops->len + 1);
    *out_stops = stops->len;
    *out_metres = stops->len == 0
                      ? 0
                      : stage_route_order((const StageStop *)(void *)stops->data, stops->len, before, order);
    for (guint i = 0; i < stops->len; i++) {
        const StagePlace *place = &g_array_index(places, StagePlace, order[i]);
        guint metres = before == NULL ? 0 : stage_travel_metres(before, place);
        if (!send_stop(&out, visits, order[i], i + 1, metres, error))
            return FALSE;
        before = place;
    }
    for (guint i = 0; i < visits->len; i++) {
        const Visit *v = g_ptr_array_index(visits, i);
        if (!v->on_road && !send(&out, v, 0, NULL, error))
            return FALSE;
    }
    return TRUE;
}
