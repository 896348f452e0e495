#include "report/caseload.h"

#include <string.h>

#include "model/leerbedrijf.h"
#include "model/query.h"
#include "model/verlof.h"
#include "report/closed.h"
#include "rules/feestdag.h"

/* Two talks of one placement within two weeks say little more than one. */
enum { MIN_GAP = 14, YEARS_AHEAD = 5 };

typedef struct {
    StageDb *db;
    const StageCaseloadQuery *query;
    StageCaseload *load;
} Reader;

StagePlace
stage_place_of(const char *postcode, const char *coordinaten)
{
    StagePlace place = { .postcode = postcode };

    place.located = coordinaten != NULL &&
                    stage_coordinaten_read(coordinaten, &place.latitude, &place.longitude);
    return place;
}

guint
stage_weekdays_of(const char *werkdagen)
{
    static const char *const names[] = { "ma", "di", "wo", "do", "vr", "za", "zo" };
    g_auto(GStrv) words = werkdagen == NULL ? NULL : g_strsplit(werkdagen, ",", -1);
    guint days = 0;

    for (char **word = words; word != NULL && *word != NULL; word++)
        for (guint i = 0; i < G_N_ELEMENTS(names); i++)
            days |= strcmp(*word, names[i]) == 0 ? 1U << i : 0;
    return days == 0 ? 0x1f : days;
}

/* --- what there is --- */

static void
free_talk(void *data)
{
    StageCaseTalk *t = data;

    g_free(t->docent_naam);
    g_free(t->nummer);
    g_free(t->student);
    g_free(t->klas);
    g_free(t->leerbedrijf);
    g_free(t->plaats);
    g_free(t);
}

static StageCaseload *
new_caseload(void)
{
    StageCaseload *load = g_new0(StageCaseload, 1);

    load->talks = g_ptr_array_new_with_free_func(free_talk);
    load->too_late = g_ptr_array_new_with_free_func(free_talk);
    load->tasks = g_array_new(FALSE, FALSE, sizeof(StagePlanTask));
    load->docenten = g_array_new(FALSE, FALSE, sizeof(StagePlanDocent));
    load->places = g_array_new(FALSE, FALSE, sizeof(StagePlace));
    load->blocked = g_array_new(FALSE, FALSE, sizeof(StagePlanPeriod));
    load->leave = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    load->docent_index = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    load->place_index = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    load->texts = g_ptr_array_new_with_free_func(g_free);
    return load;
}

void
stage_caseload_free(StageCaseload *load)
{
    if (load == NULL)
        return;
    g_ptr_array_unref(load->talks);
    g_ptr_array_unref(load->too_late);
    g_array_free(load->tasks, TRUE);
    g_array_free(load->docenten, TRUE);
    g_array_free(load->places, TRUE);
    g_array_free(load->blocked, TRUE);
    g_ptr_array_unref(load->leave);
    g_hash_table_destroy(load->docent_index);
    g_hash_table_destroy(load->place_index);
    g_ptr_array_unref(load->texts);
    g_free(load);
}

static const char *
keep(StageCaseload *load, const char *text)
{
    if (text == NULL)
        return NULL;
    g_ptr_array_add(load->texts, g_strdup(text));
    return g_ptr_array_index(load->texts, load->texts->len - 1);
}

static guint
add_place(StageCaseload *load, const char *postcode, const char *coordinaten)
{
    StagePlace place = stage_place_of(keep(load, postcode), coordinaten);

    g_array_append_val(load->places, place);
    return load->places->len - 1;
}

/* The index that an id has, or gets. TRUE when it is new. */
static gboolean
index_of(GHashTable *table, gint64 id, guint next, guint *out)
{
    void *found = NULL;

    if (g_hash_table_lookup_extended(table, &id, NULL, &found)) {
        *out = GPOINTER_TO_UINT(found);
        return FALSE;
    }
    g_hash_table_insert(table, g_memdup2(&id, sizeof id), GUINT_TO_POINTER(next));
    *out = next;
    return TRUE;
}

/* A docent's own days off. */
static gboolean
read_leave(Reader *r, gint64 docent, GError **error)
{
    GArray *leave = g_array_new(FALSE, FALSE, sizeof(StagePlanPeriod));
    g_autoptr(StageStmt) rows = stage_verlof_of(r->db, docent, r->query->from, error);

    g_ptr_array_add(r->load->leave, leave);
    return rows != NULL && stage_periods_read(rows, 0, leave, error);
}

static gboolean
docent_of(Reader *r, gint64 docent, guint *out, GError **error)
{
    static const char sql[] = "SELECT werkdagen FROM docent WHERE id = $1";
    StageCaseload *load = r->load;

    if (!index_of(load->docent_index, docent, load->docenten->len, out))
        return TRUE;
    g_autoptr(StageStmt) row = stage_db_query(r->db, sql, STAGE_ARGS(stage_int(docent)), error);
    if (row == NULL)
        return FALSE;
    const char *werkdagen = stage_stmt_next(row) ? stage_stmt_text(row, 0) : NULL;
    StagePlanDocent d = { .weekdays = stage_weekdays_of(werkdagen),
                          .school = r->query->school == NULL ? -1 : 0,
                          .visits_per_day = r->query->visits };
    g_array_append_val(load->docenten, d);
    return stage_stmt_done(row, error) && read_leave(r, docent, error);
}

/* --- a placement --- */

typedef struct {
    guint docent, place, weekdays, with;
    char *plaats;
} About;

static gboolean
read_about(Reader *r, const StagePlacement *p, About *about, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT l.id, l.postcode, l.coordinaten, l.plaats, p.werkdagen, "
        STAGE_SQL_BEGELEIDER("p", "opleider", "CAST($2 AS TEXT)")
        " FROM plaatsing p JOIN leerbedrijf l ON l.id = p.leerbedrijf WHERE p.id = $1";
    /* clang-format on */
    StageCaseload *load = r->load;
    g_autoptr(StageStmt)
        row = stage_db_query(r->db, sql, STAGE_ARGS(stage_int(p->id), stage_text(r->query->on.text)), error);

    if (row == NULL || !stage_stmt_next(row))
        return row != NULL && stage_stmt_done(row, error);
    if (index_of(load->place_index, stage_stmt_number(row, 0), load->places->len, &about->place))
        add_place(load, stage_stmt_text(row, 1), stage_stmt_text(row, 2));
    about->plaats = g_strdup(stage_stmt_text(row, 3));
    about->weekdays = stage_weekdays_of(stage_stmt_text(row, 4));
    about->with = (guint)stage_stmt_number(row, 5);
    return stage_stmt_done(row, error) && docent_of(r, p->docent, &about->docent, error);
}

static StageCaseTalk *
new_talk(const StagePlacement *p, const About *about)
{
    StageCaseTalk *t = g_new0(StageCaseTalk, 1);

    t->plaatsing = p->id;
    t->docent = p->docent;
    t->docent_naam = g_strdup(p->text[STAGE_PLACEMENT_DOCENT]);
    t->nummer = g_strdup(p->text[STAGE_PLACEMENT_NUMMER]);
    t->student = g_strdup(p->text[STAGE_PLACEMENT_STUDENT]);
    t->klas = g_strdup(p->text[STAGE_PLACEMENT_KLAS]);
    t->leerbedrijf = g_strdup(p->text[STAGE_PLACEMENT_LEERBEDRIJF]);
    t->plaats = g_strdup(about->plaats);
    return t;
}

static void
add_task(StageCaseload *load, const About *about, StageCaseTalk *t)
{
    StagePlanTask task = { .first = t->first,
                           .last = t->last,
                           .weekdays = about->weekdays,
                           .docent = about->docent,
                           .place = about->place,
                           .with = about->with,
                           .placement = (guint)t->plaatsing,
                           .on_road = t->on_road,
                           .planned = t->planned,
                           .fixed = t->fixed };

    g_array_append_val(load->tasks, task);
    g_ptr_array_add(load->talks, t);
}

static const StageGesprek *
open_talk(const GPtrArray *open, gint64 id)
{
    for (guint i = 0; i < open->len; i++)
        if (((const StageGesprek *)g_ptr_array_index(open, i))->id == id)
            return g_ptr_array_index(open, i);
    return NULL;
}

/* A talk without a form is taken for a visit. */
static gboolean
is_visit(const StageGesprek *g)
{
    return g->vorm == NULL || strcmp(g->vorm, "bezoek") == 0;
}

static void
add_moment(Reader *r, const StagePlacement *p, const About *about, const StageMoment *m,
           const GPtrArray *open)
{
    const StageGesprek *g = m->contact < 0 ? NULL : open_talk(open, p->contacts[m->contact].id);
    gboolean late = m->stand == STAGE_STAND_LAAT;
    gboolean passed = late && stage_day_compare(m->uiterlijk, r->query->from) < 0;

    if (m->stand == STAGE_STAND_GEHOUDEN || m->stand == STAGE_STAND_VRIJGESTELD ||
        m->stand == STAGE_STAND_GEMIST || (m->stand == STAGE_STAND_GEPLAND && g == NULL))
        return;
    StageCaseTalk *t = new_talk(p, about);
    t->soort = m->soort;
    t->stand = m->stand;
    t->first = m->van;
    t->last = late ? m->uiterlijk : m->tot;
    t->on_road = g != NULL ? is_visit(g) : !r->query->online || m->bezoek;
    if (g != NULL) {
        t->gesprek = g->id;
        t->planned = g->gepland;
        t->fixed = g->tijd != NULL; /* a time was agreed upon */
        t->last = stage_day_compare(t->planned, t->last) > 0 ? m->uiterlijk : t->last;
    }
    if (passed)
        g_ptr_array_add(r->load->too_late, t);
    else
        add_task(r->load, about, t);
}

/* What is planned for no moment takes its room all the same. */
static void
add_others(Reader *r, const StagePlacement *p, const About *about, const GPtrArray *open)
{
    for (guint i = 0; i < p->n; i++) {
        const StageVerdict *v = &g_array_index(p->state->verdicts, StageVerdict, i);
        const StageGesprek *g = open_talk(open, p->contacts[i].id);
        if (g == NULL || v->moment >= 0 || stage_day_compare(g->gepland, r->query->from) < 0)
            continue;
        StageCaseTalk *t = new_talk(p, about);
        t->soort = stage_soort_of(g->soort);
        t->stand = STAGE_STAND_GEPLAND;
        t->gesprek = g->id;
        t->first = t->last = t->planned = g->gepland;
        t->fixed = TRUE;
        t->on_road = is_visit(g);
        add_task(r->load, about, t);
    }
}

static gboolean
take(const StagePlacement *p, void *data, GError **error)
{
    Reader *r = data;
    About about = { 0 };

    if (!p->certain)
        return TRUE;
    if (p->docent == 0) {
        r->load->without_docent++;
        return TRUE;
    }
    g_autoptr(GPtrArray) open = stage_gesprek_open(r->db, p->id, error);
    gboolean done = open != NULL && read_about(r, p, &about, error);
    for (guint i = 0; done && i < p->state->moments->len; i++)
        add_moment(r, p, &about, stage_moment_at(p->state, i), open);
    if (done)
        add_others(r, p, &about, open);
    g_free(about.plaats);
    return done;
}

/* --- days --- */

/* Behind each docent's own days off. */
static gboolean
add_holidays(Reader *r, GError **error)
{
    g_autoptr(GArray) closed = stage_closed_read(r->db, r->query->from, error);

    for (guint i = 0; closed != NULL && i < r->load->leave->len; i++)
        g_array_append_vals(g_ptr_array_index(r->load->leave, i), closed->data, closed->len);
    return closed != NULL;
}

static void
add_public(Reader *r)
{
    StageDay day = r->query->from;

    for (guint i = 0; i < YEARS_AHEAD * 366 && stage_day_compare(day, (StageDay){ "2199-12-31" }) < 0; i++) {
        StagePlanPeriod period = { day, day };
        if (stage_feestdag(day) != NULL)
            g_array_append_val(r->load->blocked, period);
        day = stage_day_plus(day, 1);
    }
}

/* The arrays stand still now. */
static void
make_problem(Reader *r)
{
    StageCaseload *load = r->load;

    for (guint i = 0; i < load->docenten->len; i++) {
        StagePlanDocent *d = &g_array_index(load->docenten, StagePlanDocent, i);
        const GArray *days = g_ptr_array_index(load->leave, i);
        d->blocked = (const StagePlanPeriod *)(void *)days->data;
        d->n_blocked = days->len;
    }
    load->problem = (StagePlanProblem){ .tasks = (const StagePlanTask *)(void *)load->tasks->data,
                                        .n_tasks = load->tasks->len,
                                        .docenten = (const StagePlanDocent *)(void *)load->docenten->data,
                                        .n_docenten = load->docenten->len,
                                        .places = (const StagePlace *)(void *)load->places->data,
                                        .n_places = load->places->len,
                                        .blocked = (const StagePlanPeriod *)(void *)load->blocked->data,
                                        .n_blocked = load->blocked->len,
                                        .from = r->query->from,
                                        .until = r->query->until,
                                        .min_gap = MIN_GAP };
}

StageCaseload *
stage_caseload_read(StageDb *db, const StageCaseloadQuery *query, GError **error)
{
    g_autoptr(StageCaseload) load = new_caseload();
    Reader r = { db, query, load };
    const StagePlacementsQuery of = {
        .norms = query->norms, .on = query->on, .docent = query->docent, .team = query->team, .ahead = TRUE
    };

    if (query->school != NULL) { /* the place with index 0 */
        gboolean located = stage_coordinaten_read(query->school, NULL, NULL);
        add_place(load, located ? NULL : query->school, located ? query->school : NULL);
    }
    if (!stage_placements_each(db, &of, take, &r, &load->left_out, error) || !add_holidays(&r, error))
        return NULL;
    add_public(&r);
    make_problem(&r);
    return g_steal_pointer(&load);
}
