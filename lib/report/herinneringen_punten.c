#include "report/herinneringen_punten.h"

#include <string.h>

#include "model/gesprek.h"
#include "model/herinnering.h"
#include "model/query.h"
#include "report/herinneringen.h"

/* --- points of rows --- */

struct StagePunten {
    GHashTable *of; /* plaatsing → GArray of StageExtraPunt */
};

static void
clear_extra(void *data)
{
    StageExtraPunt *e = data;

    g_free(e->adres);
    g_free(e->soort);
}

static GArray *
array_of(StagePunten *points, gint64 plaatsing)
{
    GArray *array = g_hash_table_lookup(points->of, &plaatsing);

    if (array == NULL) {
        array = g_array_new(FALSE, FALSE, sizeof(StageExtraPunt));
        g_array_set_clear_func(array, clear_extra);
        g_hash_table_insert(points->of, g_memdup2(&plaatsing, sizeof plaatsing), array);
    }
    return array;
}

/* Each gives plaatsing, id, the day it is about, adres and soort, for a day $1, a day of grace $2 and a
 * placement $3. */
/* clang-format off */
#define OF_ONE "(CAST($3 AS BIGINT) IS NULL OR t.plaatsing = $3) "
#define DAYS   "CAST($1 AS TEXT) IS NOT NULL AND CAST($2 AS TEXT) IS NOT NULL AND " OF_ONE
static const char afspraken[] =
    "SELECT t.plaatsing, t.id, t.voor, NULL, NULL FROM afspraak t "
    "WHERE t.gesloten IS NULL AND t.voor < $1 AND t.datum <= $1 AND " DAYS "ORDER BY t.voor, t.id";
static const char signalen[] =
    "SELECT t.plaatsing, t.id, coalesce(t.voor, t.datum), NULL, NULL FROM signaal t "
    "WHERE t.gesloten IS NULL AND t.datum <= $1 AND (t.voor < $1 OR "
    "(t.voor IS NULL AND t.opvolging IS NULL AND t.verwezen IS NULL AND t.datum <= $2)) AND " DAYS "ORDER BY t.id";
/* There are few blokkades: a CROSS JOIN keeps SQLite from going by all placements to them. */
#define BLOKKADEN(oorzaak) \
    "SELECT t.plaatsing, t.id, t.datum, t.adres, t.soort FROM (" \
    "SELECT p.id AS plaatsing, b.id, b.datum, b.adres, b.soort FROM blokkade b CROSS JOIN opleider o CROSS JOIN plaatsing p " \
    "WHERE b.oorzaak = '" oorzaak "' AND lower(o.email) = b.adres " \
    "AND " STAGE_SQL_IS_BEGELEIDER("p", "opleider", "o.id", "CAST($1 AS TEXT)") " " \
    "UNION SELECT p.id, b.id, b.datum, b.adres, b.soort FROM blokkade b CROSS JOIN student s CROSS JOIN plaatsing p " \
    "WHERE b.oorzaak = '" oorzaak "' AND lower(s.email) = b.adres AND p.student = s.id) t WHERE " DAYS "ORDER BY t.id, t.plaatsing"
static const char stops[] = BLOKKADEN("stop");
static const char bounces[] = BLOKKADEN("onbestelbaar");
static const char replies[] =
    "SELECT t.plaatsing, t.id, t.datum, NULL, NULL FROM post t "
    "WHERE t.uitkomst = 'nakijken' AND t.plaatsing IS NOT NULL AND " DAYS "ORDER BY t.id";
/* clang-format on */

static const struct {
    StageStap stap;
    const char *sql;
} sources[] = {
    { STAGE_STAP_AFSPRAAK, afspraken },   { STAGE_STAP_SIGNAAL, signalen }, { STAGE_STAP_STOP, stops },
    { STAGE_STAP_ONBESTELBAAR, bounces }, { STAGE_STAP_POST, replies },
};

static gboolean
read_source(StagePunten *points, StageDb *db, gsize source, const StageValue *args, GError **error)
{
    g_autoptr(StageStmt) rows = stage_db_query(db, sources[source].sql, args, 3, error);

    while (rows != NULL && stage_stmt_next(rows)) {
        StageExtraPunt e = { .adres = g_strdup(stage_stmt_text(rows, 3)),
                             .soort = g_strdup(stage_stmt_text(rows, 4)) };
        StageDay day = STAGE_NO_DAY;
        if (stage_stmt_text(rows, 2) != NULL)
            (void)stage_day_from_iso(stage_stmt_text(rows, 2), &day);
        stage_punt_of_row(&e.punt, sources[source].stap, stage_stmt_number(rows, 1), day);
        GArray *array = array_of(points, stage_stmt_number(rows, 0));
        g_array_append_val(array, e);
    }
    return rows != NULL && stage_stmt_done(rows, error);
}

StagePunten *
stage_punten_read(StageDb *db, StageDay on, int grace, gint64 plaatsing, GError **error)
{
    StagePunten *points = g_new0(StagePunten, 1);
    StageDay before = stage_day_plus(on, -grace);
    const StageValue args[] = { stage_text(on.text), stage_text(before.text), stage_int_set(plaatsing) };

    points->of = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
    for (gsize i = 0; i < G_N_ELEMENTS(sources); i++)
        if (!read_source(points, db, i, args, error)) {
            stage_punten_free(points);
            return NULL;
        }
    return points;
}

const GArray *
stage_punten_of(const StagePunten *points, gint64 plaatsing)
{
    return g_hash_table_lookup(points->of, &plaatsing);
}

void
stage_punten_free(StagePunten *points)
{
    if (points == NULL)
        return;
    g_hash_table_destroy(points->of);
    g_free(points);
}

/* --- what was told of placements --- */

typedef struct {
    gint64 plaatsing;
    char *punt, *stap;
    gboolean coordinator;
    guint times, last_number;
    StageDay last;
} Told;

struct StageVerteld {
    GArray *rows;
};

static void
clear_told(void *data)
{
    Told *t = data;

    g_free(t->punt);
    g_free(t->stap);
}

StageVerteld *
stage_verteld_read(StageDb *db, gint64 docent, gint64 plaatsing, GError **error)
{
    StageVerteld *told = g_new0(StageVerteld, 1);
    g_autoptr(StageStmt) rows = docent != 0 ? stage_herinnering_of_docent(db, docent, error)
                                            : stage_herinnering_of(db, plaatsing, error);

    told->rows = g_array_new(FALSE, FALSE, sizeof(Told));
    g_array_set_clear_func(told->rows, clear_told);
    while (rows != NULL && stage_stmt_next(rows)) {
        Told t = { .plaatsing = stage_stmt_number(rows, 6),
                   .punt = g_strdup(stage_stmt_text(rows, 0)),
                   .stap = g_strdup(stage_stmt_text(rows, 1)),
                   .coordinator = g_strcmp0(stage_stmt_text(rows, 2), "coordinator") == 0,
                   .times = (guint)stage_stmt_number(rows, 3),
                   .last_number = (guint)stage_stmt_number(rows, 5) };
        if (stage_stmt_text(rows, 4) != NULL)
            (void)stage_day_from_iso(stage_stmt_text(rows, 4), &t.last);
        g_array_append_val(told->rows, t);
    }
    if (rows != NULL && stage_stmt_done(rows, error))
        return told;
    stage_verteld_free(told);
    return NULL;
}

StageHerinnerd
stage_verteld_of(const StageVerteld *told, gint64 plaatsing, const StagePunt *point)
{
    StageHerinnerd out = { 0 };

    for (guint i = 0; i < told->rows->len; i++) {
        const Told *t = &g_array_index(told->rows, Told, i);
        if (t->plaatsing != plaatsing || strcmp(t->punt, point->punt) != 0 ||
            strcmp(t->stap, stage_stappen[point->stap]) != 0)
            continue;
        *(t->coordinator ? &out.coordinator : &out.docent) = t->times;
        *(t->coordinator ? &out.keer_coordinator : &out.keer_docent) = t->last_number;
        if (stage_day_is_set(t->last) &&
            (!stage_day_is_set(out.laatst) || stage_day_compare(t->last, out.laatst) > 0))
            out.laatst = t->last;
    }
    return out;
}

void
stage_verteld_free(StageVerteld *told)
{
    if (told == NULL)
        return;
    g_array_free(told->rows, TRUE);
    g_free(told);
}

/* --- what is snoozed --- */

enum { ALL = 1U << STAGE_SOORTEN };

struct StageDempingen {
    GHashTable *of; /* plaatsing → bits */
};

StageDempingen *
stage_dempingen_read(StageDb *db, StageDay on, gint64 plaatsing, GError **error)
{
    static const char sql[] =
        "SELECT plaatsing, regel FROM demping WHERE regel LIKE 'herinnering%' AND datum <= $1 AND "
        "(tot IS NULL OR tot >= $1) AND (CAST($2 AS BIGINT) IS NULL OR plaatsing = $2)";
    StageDempingen *muted = g_new0(StageDempingen, 1);
    g_autoptr(StageStmt)
        rows = stage_db_query(db, sql, STAGE_ARGS(stage_text(on.text), stage_int_set(plaatsing)), error);

    muted->of = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    while (rows != NULL && stage_stmt_next(rows)) {
        gint64 id = stage_stmt_number(rows, 0);
        const char *kind = strchr(stage_stmt_text(rows, 1), '-');
        guint bits = GPOINTER_TO_UINT(g_hash_table_lookup(muted->of, &id));
        bits |= kind == NULL ? (guint)ALL : 1U << stage_soort_of(kind + 1);
        g_hash_table_insert(muted->of, g_memdup2(&id, sizeof id), GUINT_TO_POINTER(bits));
    }
    if (rows != NULL && stage_stmt_done(rows, error))
        return muted;
    stage_dempingen_free(muted);
    return NULL;
}

gboolean
stage_dempingen_has(const StageDempingen *muted, gint64 plaatsing, const StagePunt *point)
{
    guint bits = GPOINTER_TO_UINT(g_hash_table_lookup(muted->of, &plaatsing));

    return (bits & ALL) != 0 || (point->soort < STAGE_SOORTEN && (bits & 1U << point->soort) != 0);
}

void
stage_dempingen_free(StageDempingen *muted)
{
    if (muted == NULL)
        return;
    g_hash_table_destroy(muted->of);
    g_free(muted);
}
