#include "report/herinneringen.h"

#include <inttypes.h>
#include <string.h>

#include "model/bericht.h"
#include "model/blokkade.h"
#include "model/herinnering.h"
#include "model/verlof.h"
#include "report/caseload.h"
#include "report/closed.h"
#include "report/herinneringen_punten.h"

const char *const stage_tegen[] = { "",         "uren",       "vrij",   "feestdag", "vakantie", "uitgesteld",
                                    "blokkade", "geen-adres", "vorige", "vandaag",  "mislukt",  NULL };

/* A docent, or a coordinator, who is one too. */
typedef struct {
    gint64 id;
    char *naam, *roepnaam, *adres, *team;
    gint64 coordinator; /* of their team */
    guint weekdays;
    gboolean blocked;
    gboolean away;   /* a day off of their own */
    gboolean failed; /* mail to this address was given up not long ago */
} Person;

typedef struct {
    StageDb *db;
    const StageHerinneringenQuery *query;
    StageHerinneringenFunc func;
    void *data;
    StagePunten *extra; /* points that are no moments */
    StageDempingen *muted;
    StageVerteld *told; /* of the placements of a docent, or of one */
    gint64 told_docent;
    GHashTable *open; /* "plaatsing punt stap rol" → the id in the ledger, of messages that have yet to go */
    GHashTable *waiting;      /* "soort persoon" whose message has yet to go */
    GHashTable *today;        /* "soort persoon" who were told today */
    GHashTable *coordinators; /* id → GPtrArray of points */
    GArray *closed;           /* StagePlanPeriod */
    GArray *points;
    gint64 docent; /* whose placements are coming */
    Person now;    /* the same, when there is something to tell; else whoever was told last */
    GPtrArray *due, *snoozed;
    StageHerinneringWaaromFunc why;
} Reader;

/* --- people --- */

static void
clear_person(Person *p)
{
    g_free(p->naam);
    g_free(p->roepnaam);
    g_free(p->adres);
    g_free(p->team);
    *p = (Person){ 0 };
}

/* It is tried again some days later: a relay that was wrongly set up closes no address for good. */
static gboolean
read_failed(Reader *r, Person *p, GError **error)
{
    static const char sql[] = "SELECT count(*) FROM bericht WHERE persoon = $1 AND rol = 'docent' AND soort "
                              "IN ('herinnering', 'coordinator') "
                              "AND adres = $2 AND verstuurd IS NULL AND ingetrokken IS NOT NULL AND fout IS "
                              "NOT NULL AND datum >= $3";
    StageDay since = stage_day_plus(r->query->of.on, -r->query->between);
    gint64 n = 0;

    if (!stage_db_number(r->db, sql,
                         STAGE_ARGS(stage_int(p->id), stage_text(p->adres == NULL ? "" : p->adres),
                                    stage_text(since.text)),
                         &n, error))
        return FALSE;
    p->failed = n > 0;
    return TRUE;
}

/* Whether mail gets to them at all. */
static gboolean
is_reachable(const Person *p)
{
    return p->adres != NULL && !p->blocked && !p->failed;
}

static gboolean
read_person(Reader *r, gint64 id, Person *out, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT coalesce(nullif(" STAGE_SQL_NAAM("d") ", ''), d.code), d.roepnaam, d.email, t.naam, t.coordinator, d.werkdagen "
        "FROM docent d LEFT JOIN team t ON t.id = d.team WHERE d.id = $1";
    /* clang-format on */
    gint64 blocked = 0;

    clear_person(out);
    out->id = id;
    if (id == 0)
        return TRUE;
    g_autoptr(StageStmt) row = stage_db_query(r->db, sql, STAGE_ARGS(stage_int(id)), error);
    if (row == NULL)
        return FALSE;
    if (stage_stmt_next(row)) {
        out->naam = g_strdup(stage_stmt_text(row, 0));
        out->roepnaam = g_strdup(stage_stmt_text(row, 1));
        out->adres = g_strdup(stage_stmt_text(row, 2));
        out->team = g_strdup(stage_stmt_text(row, 3));
        out->coordinator = stage_stmt_number(row, 4);
        out->weekdays = stage_weekdays_of(stage_stmt_text(row, 5));
    }
    if (!stage_stmt_done(row, error) ||
        (out->adres != NULL && !stage_blokkade_find(r->db, out->adres, "herinnering", &blocked, error)))
        return FALSE;
    out->blocked = blocked != 0;
    return read_failed(r, out, error) && stage_verlof_on(r->db, id, r->query->of.on, &out->away, error);
}

/* The coordinator of the team of the opleiding, for a placement that no docent guides. */
static gboolean
coordinator_of_opleiding(Reader *r, gint64 opleiding, gint64 *out, GError **error)
{
    static const char sql[] = "SELECT t.coordinator FROM opleiding o JOIN team t ON t.id = o.team "
                              "WHERE o.id = $1 AND t.coordinator IS NOT NULL";

    return stage_db_find(r->db, sql, STAGE_ARGS(stage_int(opleiding)), out, error);
}

static StageTegen
held(const Reader *r, const Person *p, gboolean coordinator)
{
    const StageHerinneringenQuery *q = r->query;
    const StageVerzendtijd when = { .from = q->from,
                                    .until = q->until,
                                    .weekdays = p->weekdays,
                                    .closed = (const StagePlanPeriod *)(void *)r->closed->data,
                                    .n_closed = r->closed->len };
    char key[40];

    if (p->adres == NULL)
        return STAGE_TEGEN_GEEN_ADRES;
    if (p->blocked)
        return STAGE_TEGEN_BLOKKADE;
    g_snprintf(key, sizeof key, "%s %" PRId64, coordinator ? "coordinator" : "herinnering", p->id);
    if (g_hash_table_contains(r->waiting, key))
        return STAGE_TEGEN_VORIGE;
    if (p->failed)
        return STAGE_TEGEN_MISLUKT;
    if (g_hash_table_contains(r->today, key))
        return STAGE_TEGEN_VANDAAG;
    if (p->away)
        return STAGE_TEGEN_VRIJ;
    return (StageTegen)stage_verzendtijd(&when, q->of.on, q->minute);
}

/* --- points --- */

static void
free_point(void *data)
{
    StageHerinneringPunt *p = data;

    g_free(p->student);
    g_free(p->klas);
    g_free(p->leerbedrijf);
    g_free(p->docent);
    g_free(p->adres);
    g_free(p->soort);
    g_free(p);
}

static GPtrArray *
new_points(void)
{
    return g_ptr_array_new_with_free_func(free_point);
}

static StageHerinneringPunt *
make_point(const StagePunt *point, const StagePlacement *p, const StageExtraPunt *extra, const Person *docent)
{
    StageHerinneringPunt *made = g_new0(StageHerinneringPunt, 1);

    *made = (StageHerinneringPunt){ .punt = *point,
                                    .plaatsing = p->id,
                                    .student = g_strdup(p->text[STAGE_PLACEMENT_STUDENT]),
                                    .klas = g_strdup(p->text[STAGE_PLACEMENT_KLAS]),
                                    .leerbedrijf = g_strdup(p->text[STAGE_PLACEMENT_LEERBEDRIJF]),
                                    .docent = g_strdup(docent->naam),
                                    .adres = g_strdup(extra == NULL ? NULL : extra->adres),
                                    .soort = g_strdup(extra == NULL ? NULL : extra->soort) };
    return made;
}

typedef struct {
    Reader *reader;
    const StagePlacement *placement;
} Look;

/* What stands in a message that has yet to go is still so. */
static void
see_open(Reader *r, gint64 plaatsing, const StagePunt *point)
{
    static const char *const roles[] = { "docent", "coordinator" };

    for (gsize i = 0; g_hash_table_size(r->open) > 0 && i < G_N_ELEMENTS(roles); i++) {
        g_autofree char *key = g_strdup_printf("%" PRId64 " %s %s %s", plaatsing, point->punt,
                                               stage_stappen[point->stap], roles[i]);
        g_hash_table_remove(r->open, key);
    }
}

static GPtrArray *
points_of_coordinator(Reader *r, gint64 id)
{
    GPtrArray *points = g_hash_table_lookup(r->coordinators, &id);

    if (points == NULL) {
        points = new_points();
        g_hash_table_insert(r->coordinators, g_memdup2(&id, sizeof id), points);
    }
    return points;
}

/* Whom the placement's coordinator is; the docent is not told again as one. */
static gboolean
find_coordinator(Reader *r, const StagePlacement *p, gint64 *out, GError **error)
{
    *out = r->now.coordinator;
    return r->now.id != 0 || coordinator_of_opleiding(r, p->opleiding, out, error);
}

static gboolean
explain(Look *look, const StageHerinneringPunt *made, const StageHerinnerd *told, StageBeurt turn,
        StageDay again, gboolean snoozed, gint64 coordinator, GError **error)
{
    Reader *r = look->reader;
    Person person = { 0 };
    gboolean to_coordinator = turn == STAGE_BEURT_COORDINATOR;
    gboolean done = !to_coordinator || read_person(r, coordinator, &person, error);
    const Person *who = to_coordinator ? &person : &r->now;
    const StageHerinneringWaarom why = { .punt = made,
                                         .verteld = *told,
                                         .beurt = turn,
                                         .weer = again,
                                         .tegen = snoozed ? STAGE_TEGEN_UITGESTELD
                                                          : held(r, who, to_coordinator),
                                         .naam = who->naam };

    done = done && r->why(&why, r->data, error);
    clear_person(&person);
    return done;
}

static gboolean
take_point(Look *look, const StagePunt *point, const StageExtraPunt *extra, GError **error)
{
    Reader *r = look->reader;
    const StagePlacement *p = look->placement;
    StageHerinnerd told = stage_verteld_of(r->told, p->id, point);
    StageDay again = STAGE_NO_DAY;
    StageBeurt turn = stage_herinnering_beurt(point->stap, &told, is_reachable(&r->now), r->query->between,
                                              r->query->of.on, &again);
    gboolean snoozed = stage_dempingen_has(r->muted, p->id, point);
    gint64 coordinator = 0;

    see_open(r, p->id, point);
    if (turn == STAGE_BEURT_COORDINATOR && !find_coordinator(r, p, &coordinator, error))
        return FALSE;
    if (turn == STAGE_BEURT_COORDINATOR && coordinator != 0 && coordinator == r->now.id)
        /* Who was told twice is no help to themselves; whom no mail reaches is held back, and stays in the
         * sum. */
        turn = is_reachable(&r->now) ? STAGE_BEURT_STIL : STAGE_BEURT_DOCENT;
    if (r->why == NULL && (turn == STAGE_BEURT_WACHT || turn == STAGE_BEURT_STIL))
        return TRUE;
    StageHerinneringPunt *made = make_point(point, p, extra, &r->now);
    made->keer = 1 + (turn == STAGE_BEURT_COORDINATOR ? told.keer_coordinator : told.keer_docent);
    if (r->why != NULL) {
        gboolean done = explain(look, made, &told, turn, again, snoozed, coordinator, error);
        free_point(made);
        return done;
    }
    g_ptr_array_add(snoozed                           ? r->snoozed
                    : turn == STAGE_BEURT_COORDINATOR ? points_of_coordinator(r, coordinator)
                                                      : r->due,
                    made);
    return TRUE;
}

/* What was told is read docent by docent, as placements come; of a placement without one, or that was asked
 * for, alone. */
static gboolean
read_told(Reader *r, const StagePlacement *p, GError **error)
{
    gint64 docent = r->why == NULL ? p->docent : 0;

    if (r->told != NULL && docent != 0 && r->told_docent == docent)
        return TRUE;
    stage_verteld_free(r->told);
    r->told = stage_verteld_read(r->db, docent, p->id, error);
    r->told_docent = docent;
    return r->told != NULL;
}

static gboolean
look_at(Reader *r, const StagePlacement *p, GError **error)
{
    const GArray *extra = stage_punten_of(r->extra, p->id);
    Look look = { .reader = r, .placement = p };

    g_array_set_size(r->points, 0);
    stage_herinnering_punten(p->state, p->contacts, p->n, r->query->of.on, r->query->ahead, r->points);
    if (r->points->len == 0 && extra == NULL)
        return TRUE;
    if (r->now.id != p->docent && !read_person(r, p->docent, &r->now, error))
        return FALSE;
    gboolean done = read_told(r, p, error);
    for (guint i = 0; done && i < r->points->len; i++)
        done = take_point(&look, &g_array_index(r->points, StagePunt, i), NULL, error);
    for (guint i = 0; done && extra != NULL && i < extra->len; i++) {
        const StageExtraPunt *e = &g_array_index(extra, StageExtraPunt, i);
        done = take_point(&look, &e->punt, e, error);
    }
    return done;
}

/* --- person by person --- */

static gboolean
tell(Reader *r, const Person *p, gboolean coordinator, const GPtrArray *points, StageTegen reason,
     GError **error)
{
    const StageHerinneringen to = { .coordinator = coordinator,
                                    .persoon = p->id,
                                    .naam = p->naam,
                                    .roepnaam = p->roepnaam,
                                    .adres = p->adres,
                                    .team = p->team,
                                    .punten = points,
                                    .tegen = reason };

    return points->len == 0 || r->func(&to, r->data, error);
}

static gboolean
end_docent(Reader *r, GError **error)
{
    gboolean done = r->func == NULL || (tell(r, &r->now, FALSE, r->due, held(r, &r->now, FALSE), error) &&
                                        tell(r, &r->now, FALSE, r->snoozed, STAGE_TEGEN_UITGESTELD, error));

    g_ptr_array_set_size(r->due, 0);
    g_ptr_array_set_size(r->snoozed, 0);
    return done;
}

static gboolean
take(const StagePlacement *p, void *data, GError **error)
{
    Reader *r = data;

    if (p->docent != r->docent && !end_docent(r, error))
        return FALSE;
    r->docent = p->docent;
    return look_at(r, p, error);
}

static int
by_id(gconstpointer one, gconstpointer other)
{
    gint64 a = *(const gint64 *)one, b = *(const gint64 *)other;

    return (a > b) - (a < b);
}

static gboolean
tell_coordinators(Reader *r, GError **error)
{
    g_autoptr(GList) ids = g_list_sort(g_hash_table_get_keys(r->coordinators), by_id);
    gboolean done = TRUE;

    for (const GList *at = ids; done && at != NULL; at = at->next) {
        Person person = { 0 };
        done = read_person(r, *(const gint64 *)at->data, &person, error) &&
               tell(r, &person, TRUE, g_hash_table_lookup(r->coordinators, at->data), held(r, &person, TRUE),
                    error);
        clear_person(&person);
    }
    return done;
}

/* --- all of it --- */

/* Adds "soort persoon" of each row. */
static gboolean
read_people(Reader *r, const char *sql, const StageValue *args, guint n, GHashTable *people, GError **error)
{
    g_autoptr(StageStmt) rows = stage_db_query(r->db, sql, args, n, error);

    while (rows != NULL && stage_stmt_next(rows))
        g_hash_table_add(
            people, g_strdup_printf("%s %" PRId64, stage_stmt_text(rows, 0), stage_stmt_number(rows, 1)));
    return rows != NULL && stage_stmt_done(rows, error);
}

static gboolean
read_open(Reader *r, GError **error)
{
    /* clang-format off */
    static const char waiting[] =
        "SELECT DISTINCT soort, persoon FROM bericht b WHERE " STAGE_SQL_TE_GAAN("b") " AND soort IN ('herinnering', 'coordinator')";
    static const char today[] =
        "SELECT DISTINCT soort, persoon FROM bericht WHERE datum = $1 AND verstuurd IS NOT NULL "
        "AND soort IN ('herinnering', 'coordinator')";
    /* clang-format on */
    g_autoptr(StageStmt) points = stage_herinnering_open(r->db, error);

    while (points != NULL && stage_stmt_next(points)) {
        gint64 id = stage_stmt_number(points, 4);
        g_hash_table_insert(r->open,
                            g_strdup_printf("%" PRId64 " %s %s %s", stage_stmt_number(points, 0),
                                            stage_stmt_text(points, 1), stage_stmt_text(points, 2),
                                            stage_stmt_text(points, 3)),
                            g_memdup2(&id, sizeof id));
    }
    return points != NULL && stage_stmt_done(points, error) &&
           read_people(r, waiting, STAGE_NO_ARGS, r->waiting, error) &&
           read_people(r, today, STAGE_ARGS(stage_text(r->query->of.on.text)), r->today, error);
}

static GArray *
lapsed(const Reader *r)
{
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    GHashTableIter iter;
    void *id = NULL;

    g_hash_table_iter_init(&iter, r->open);
    while (g_hash_table_iter_next(&iter, NULL, &id))
        g_array_append_val(ids, *(gint64 *)id);
    g_array_sort(ids, by_id);
    return ids;
}

static void
begin(Reader *r)
{
    r->open = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    r->waiting = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    r->today = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    r->coordinators = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free,
                                            (GDestroyNotify)g_ptr_array_unref);
    r->closed = NULL;
    r->points = g_array_new(FALSE, FALSE, sizeof(StagePunt));
    r->due = new_points();
    r->snoozed = new_points();
}

static void
end(Reader *r)
{
    g_hash_table_destroy(r->open);
    g_hash_table_destroy(r->waiting);
    g_hash_table_destroy(r->today);
    g_hash_table_destroy(r->coordinators);
    if (r->closed != NULL)
        g_array_free(r->closed, TRUE);
    g_array_free(r->points, TRUE);
    g_ptr_array_unref(r->due);
    g_ptr_array_unref(r->snoozed);
    stage_punten_free(r->extra);
    stage_dempingen_free(r->muted);
    stage_verteld_free(r->told);
    clear_person(&r->now);
}

static gboolean
read_all(Reader *r, const StagePlacementsQuery *of, GError **error)
{
    StageLeftOut out = { 0 };

    r->closed = stage_closed_read(r->db, of->on, error);
    r->extra = r->closed == NULL ? NULL
                                 : stage_punten_read(r->db, of->on, r->query->between, of->plaatsing, error);
    r->muted = r->extra == NULL ? NULL : stage_dempingen_read(r->db, of->on, of->plaatsing, error);
    return r->muted != NULL && read_open(r, error) &&
           stage_placements_each(r->db, of, take, r, &out, error) && end_docent(r, error);
}

gboolean
stage_report_herinneringen(StageDb *db, const StageHerinneringenQuery *query, StageHerinneringenFunc func,
                           void *data, GArray **out_lapsed, GError **error)
{
    Reader r = { .db = db, .query = query, .func = func, .data = data };

    begin(&r);
    gboolean done = read_all(&r, &query->of, error) && tell_coordinators(&r, error);
    if (done && out_lapsed != NULL)
        *out_lapsed = lapsed(&r);
    end(&r);
    return done;
}

gboolean
stage_report_herinnering_why(StageDb *db, const StageHerinneringenQuery *query, gint64 plaatsing,
                             StageHerinneringWaaromFunc func, void *data, GError **error)
{
    Reader r = { .db = db, .query = query, .why = func, .data = data };
    StagePlacementsQuery of = query->of;

    of.plaatsing = plaatsing;
    begin(&r);
    gboolean done = read_all(&r, &of, error);
    end(&r);
    return done;
}
