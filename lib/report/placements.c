#include "report/placements.h"

#include <string.h>

#include "model/query.h"
#include "model/vrijstelling.h"

/* The columns of the statement: first the placement's, the texts in the order of StagePlacementText, then the
 * talk's. */
/* clang-format off */
enum {
    PLAATSING, TEXTS, BEGIN = TEXTS + STAGE_PLACEMENT_TEXTS, EINDE, STATUS, DOCENT_ID, OPLEIDING_ID,
    COHORT, LEERWEG, CREBO, OPLEIDING, TEAM, POSTCODE, COORDINATEN, TEAM_ID, NIVEAU, LEERBEDRIJF_ID,
    GESPREK, SOORT, GEHOUDEN, GEPLAND, GEANNULEERD, DOCENT_AANWEZIG, STUDENT_AANWEZIG, OPLEIDER_AANWEZIG, VORM,
    VERVANGER, EINDE_TOEN
};
/* clang-format on */

enum { MORE_TEXTS = COORDINATEN - COHORT + 1, ALL_TEXTS = STAGE_PLACEMENT_TEXTS + MORE_TEXTS };

typedef struct {
    StageDb *db;
    const StagePlacementsQuery *query;
    StagePlacementFunc func;
    void *data;
    StageLeftOut *out;
    StageDay from, until; /* of what is wanted; unset: without end */
    gboolean has_waivers;
    /* The placement whose talks are being read; its texts are copies. */
    StagePlacement now;
    gboolean wanted;
    GString *text[ALL_TEXTS];
    gboolean is_null[ALL_TEXTS];
    GArray *contacts, *waivers;
    StageEvaluation *state;
} Reader;

/* Whether the placement is among those that were asked for; counts the ones that are not. */
static gboolean
is_wanted(Reader *r)
{
    const StagePlacementsQuery *q = r->query;
    const StagePlacement *p = &r->now;

    gboolean bounded = stage_day_is_set(r->until);

    if ((!q->ahead && !p->certain) || (bounded && stage_day_compare(p->begin, r->until) > 0)) {
        r->out->ahead++;
        return FALSE;
    }
    if (stage_day_is_set(r->from) && stage_day_compare(p->einde, r->from) < 0) {
        r->out->over++;
        return FALSE;
    }
    return TRUE;
}

static void
begin_placement(Reader *r, StageStmt *stmt)
{
    StagePlacement *p = &r->now;

    p->id = stage_stmt_number(stmt, PLAATSING);
    p->docent = stage_stmt_number(stmt, DOCENT_ID);
    p->opleiding = stage_stmt_number(stmt, OPLEIDING_ID);
    p->team = stage_stmt_number(stmt, TEAM_ID);
    p->niveau = stage_stmt_number(stmt, NIVEAU);
    p->leerbedrijf = stage_stmt_number(stmt, LEERBEDRIJF_ID);
    p->begin = stage_day_at(stmt, BEGIN);
    p->einde = stage_day_at(stmt, EINDE);
    p->certain = stage_stmt_text(stmt, STATUS) == NULL;
    g_array_set_size(r->contacts, 0);
    r->wanted = is_wanted(r);
    for (guint i = 0; r->wanted && i < ALL_TEXTS; i++) {
        guint column = i < STAGE_PLACEMENT_TEXTS ? TEXTS + i : COHORT + i - STAGE_PLACEMENT_TEXTS;
        const char *text = stage_stmt_text(stmt, column);
        r->is_null[i] = text == NULL;
        g_string_assign(r->text[i], text == NULL ? "" : text);
    }
}

static void
add_contact(Reader *r, StageStmt *stmt)
{
    const char *soort = stage_stmt_text(stmt, SOORT);

    if (!r->wanted || soort == NULL)
        return;
    StageContact contact = { .id = stage_stmt_number(stmt, GESPREK),
                             .soort = stage_soort_of(soort),
                             .gehouden = stage_day_at(stmt, GEHOUDEN),
                             .gepland = stage_day_at(stmt, GEPLAND),
                             .geannuleerd = stage_day_at(stmt, GEANNULEERD),
                             .bezoek = g_strcmp0(stage_stmt_text(stmt, VORM), "bezoek") == 0,
                             .vervanger = stage_stmt_text(stmt, VERVANGER) != NULL,
                             .einde_toen = stage_day_at(stmt, EINDE_TOEN) };
    for (guint i = 0; i < STAGE_PARTIJEN; i++)
        contact.aanwezig[i] = stage_stmt_number(stmt, DOCENT_AANWEZIG + i) != 0;
    g_array_append_val(r->contacts, contact);
}

/* The statements leave the order of a placement's talks to the engine. */
static int
by_kind_and_day(gconstpointer one, gconstpointer other)
{
    const StageContact *a = one, *b = other;
    int order = strcmp(stage_gesprek_soorten[a->soort], stage_gesprek_soorten[b->soort]);

    if (order == 0)
        order = strcmp(a->gehouden.text, b->gehouden.text);
    if (order == 0)
        order = strcmp(a->gepland.text, b->gepland.text);
    return order != 0 ? order : (a->id > b->id) - (a->id < b->id);
}

static gboolean
read_waivers(Reader *r, GError **error)
{
    g_array_set_size(r->waivers, 0);
    if (!r->has_waivers)
        return TRUE;
    g_autoptr(StageStmt) rows = stage_vrijstelling_of(r->db, r->now.id, error);
    while (rows != NULL && stage_stmt_next(rows)) {
        StageWaiver waiver = { stage_soort_of(stage_stmt_text(rows, 0)), stage_day_at(rows, 1) };
        g_array_append_val(r->waivers, waiver);
    }
    return rows != NULL && stage_stmt_done(rows, error);
}

static const char *
text_of(const Reader *r, guint i)
{
    return r->is_null[i] ? NULL : r->text[i]->str;
}

static gboolean
end_placement(Reader *r, GError **error)
{
    StagePlacement *p = &r->now;

    if (p->id == 0 || !r->wanted)
        return TRUE;
    for (guint i = 0; i < STAGE_PLACEMENT_TEXTS; i++)
        p->text[i] = text_of(r, i);
    const guint first = STAGE_PLACEMENT_TEXTS;
    const StageNormCase of = { .begin = p->begin,
                               .einde = p->einde,
                               .cohort = text_of(r, first),
                               .leerweg = text_of(r, first + LEERWEG - COHORT),
                               .crebo = text_of(r, first + CREBO - COHORT),
                               .opleiding = text_of(r, first + OPLEIDING - COHORT),
                               .team = text_of(r, first + TEAM - COHORT) };
    p->postcode = text_of(r, first + POSTCODE - COHORT);
    p->coordinaten = text_of(r, first + COORDINATEN - COHORT);
    g_array_sort(r->contacts, by_kind_and_day);
    p->contacts = (const StageContact *)(void *)r->contacts->data;
    p->n = r->contacts->len;
    p->state = r->state;
    if (!read_waivers(r, error))
        return FALSE;
    stage_evaluate(r->state, r->query->norms, &of, p->contacts, p->n,
                   (const StageWaiver *)(void *)r->waivers->data, r->waivers->len, r->query->on);
    return r->func(p, r->data, error);
}

/* clang-format off */
/* The texts of a placement, in the order of StagePlacementText, and the place of its company; who counts goes
 * without, and so without a look at the company. */
#define NAMES \
    "s.nummer, " STAGE_SQL_NAAM("s") ", s.klas, coalesce(o.crebo || ' ', '') || o.naam, " \
    "coalesce(d.code, nullif(" STAGE_SQL_NAAM("d") ", '')), l.naam"
#define NO_NAMES "NULL, NULL, NULL, NULL, NULL, NULL"
#define PLACE "l.postcode, l.coordinaten"
#define NO_PLACE "NULL, NULL"

/* In the order of the index on docent, so that nothing needs to be sorted; the index on gesprek holds all
 * that is read of a talk. Most placements have one docent from beginning to end; those with periods are a
 * statement apart. Days without a bound are NULL. */
#define SELECT_ROWS(names, place, docent, condition, order) \
    "SELECT p.id, " names ", p.begin, " STAGE_SQL_EINDE("p") \
    ", p.status, " docent ", s.opleiding, s.cohort, s.leerweg, o.crebo, o.naam, t.naam, " place ", " \
    "coalesce(d.team, o.team), o.niveau, p.leerbedrijf, " \
    "g.id, g.soort, g.gehouden, g.gepland, g.geannuleerd, " \
    "g.docent_aanwezig, g.student_aanwezig, g.opleider_aanwezig, g.vorm, g.vervanger, g.einde_toen " \
    "FROM plaatsing p " \
    "JOIN student s ON s.id = p.student " \
    "LEFT JOIN leerbedrijf l ON l.id = p.leerbedrijf " \
    "LEFT JOIN docent d ON d.id = " docent " " \
    "LEFT JOIN opleiding o ON o.id = s.opleiding " \
    "LEFT JOIN team t ON t.id = o.team " \
    "LEFT JOIN gesprek g ON g.plaatsing = p.id " \
    "WHERE p.status IS DISTINCT FROM 'vervallen' AND " condition " " \
    "AND (CAST($1 AS BIGINT) IS NULL OR " docent " = $1) " \
    "AND (CAST($2 AS BIGINT) IS NULL OR s.opleiding = $2) " \
    "AND (CAST($3 AS BIGINT) IS NULL OR p.student = $3) " \
    "AND (CAST($4 AS TEXT) IS NULL OR s.klas = $4) " \
    "AND CAST($5 AS TEXT) IS NOT NULL " \
    "AND (CAST($6 AS BIGINT) IS NULL OR p.id = $6) " \
    "AND (CAST($7 AS BIGINT) IS NULL OR coalesce(d.team, o.team) = $7) " \
    "AND (CAST($8 AS BIGINT) IS NULL OR p.leerbedrijf = $8) " \
    "AND (CAST($9 AS TEXT) IS NULL OR s.cohort = $9) " \
    "AND (CAST($10 AS TEXT) IS NULL OR " STAGE_SQL_EINDE("p") " >= $10) " \
    "AND (CAST($11 AS TEXT) IS NULL OR p.begin <= $11) " \
    "AND (CAST($12 AS BIGINT) = 1 OR p.status IS NULL) " \
    "ORDER BY " order "p.id"
#define PERIODS "p.id IN (SELECT plaatsing FROM begeleider WHERE rol = 'docent')"
/* clang-format on */

/* Few placements are found by the index of what was asked for, whoever guides them when. */
#define NOW STAGE_SQL_BEGELEIDER("p", "docent", "CAST($5 AS TEXT)")
#define EVER                                                                                                 \
    "p.id IN (SELECT id FROM plaatsing WHERE docent = $1 UNION SELECT plaatsing FROM begeleider WHERE "      \
    "docent = $1)"
static const char select_one[] = SELECT_ROWS(NAMES, PLACE, NOW, "p.id = $6", NOW " NULLS FIRST, ");
static const char select_student[] = SELECT_ROWS(NAMES, PLACE, NOW, "p.student = $3", NOW " NULLS FIRST, ");
static const char select_docent[] = SELECT_ROWS(NAMES, PLACE, NOW, EVER, NOW " NULLS FIRST, ");
static const char select_steady[] = SELECT_ROWS(NAMES, PLACE, "p.docent", "NOT " PERIODS,
                                                "p.docent NULLS FIRST, ");
static const char select_changing[] = SELECT_ROWS(NAMES, PLACE, NOW, PERIODS, NOW " NULLS FIRST, ");
static const char count_steady[] = SELECT_ROWS(NO_NAMES, NO_PLACE, "p.docent", "NOT " PERIODS, "");
static const char count_changing[] = SELECT_ROWS(NO_NAMES, NO_PLACE, NOW, PERIODS, "");

/* The days that a query is about. */
static void
set_bounds(Reader *r)
{
    const StagePlacementsQuery *q = r->query;

    r->from = stage_day_is_set(q->from) || q->over ? q->from : stage_day_plus(q->on, -STAGE_NORM_NALOOP);
    r->until = stage_day_is_set(q->until) || q->ahead ? q->until : q->on;
}

/* `bounded`: what is not wanted is not read, and so not counted by is_wanted(). */
static StageStmt *
select_rows(const Reader *r, const char *sql, gboolean bounded, GError **error)
{
    const StagePlacementsQuery *q = r->query;

    return stage_db_query(
        r->db, sql,
        STAGE_ARGS(stage_int_set(q->docent), stage_int_set(q->opleiding), stage_int_set(q->student),
                   stage_text(q->klas), stage_text(q->on.text), stage_int_set(q->plaatsing),
                   stage_int_set(q->team), stage_int_set(q->leerbedrijf), stage_text(q->cohort),
                   stage_text_set(bounded ? r->from.text : NULL),
                   stage_text_set(bounded ? r->until.text : NULL), stage_int(bounded && !q->ahead ? 0 : 1)),
        error);
}

gboolean
stage_placements_left_out(StageDb *db, const StagePlacementsQuery *query, StageLeftOut *out, GError **error)
{
    /* clang-format off */
#define AHEAD "(p.status IS NOT NULL AND CAST($12 AS BIGINT) = 0) OR p.begin > CAST($11 AS TEXT)"
    /* Of the student nothing is read unless it is asked for. */
    static const char sql[] =
        "SELECT count(CASE WHEN " AHEAD " THEN NULL WHEN " STAGE_SQL_EINDE("p") " < CAST($10 AS TEXT) THEN 1 END), "
        "count(CASE WHEN " AHEAD " THEN 1 END) "
        "FROM plaatsing p WHERE p.status IS DISTINCT FROM 'vervallen' "
        "AND (CAST($1 AS BIGINT) IS NULL OR " NOW " = $1) "
        "AND (CAST($2 AS BIGINT) IS NULL OR (SELECT opleiding FROM student WHERE id = p.student) = $2) "
        "AND (CAST($3 AS BIGINT) IS NULL OR p.student = $3) "
        "AND (CAST($4 AS TEXT) IS NULL OR (SELECT klas FROM student WHERE id = p.student) = $4) "
        "AND (CAST($6 AS BIGINT) IS NULL OR p.id = $6) "
        "AND (CAST($7 AS BIGINT) IS NULL OR coalesce((SELECT team FROM docent WHERE id = " NOW "), "
        "(SELECT o.team FROM opleiding o JOIN student s ON s.opleiding = o.id WHERE s.id = p.student)) = $7) "
        "AND (CAST($8 AS BIGINT) IS NULL OR p.leerbedrijf = $8) "
        "AND (CAST($9 AS TEXT) IS NULL OR (SELECT cohort FROM student WHERE id = p.student) = $9)";
    /* clang-format on */
    Reader r = { .db = db, .query = query };
    set_bounds(&r);
    g_autoptr(StageStmt) row = select_rows(&r, sql, TRUE, error);

    if (row == NULL || !stage_stmt_next(row))
        return row != NULL && stage_stmt_done(row, error);
    *out = (StageLeftOut){ .over = (guint)stage_stmt_number(row, 0),
                           .ahead = (guint)stage_stmt_number(row, 1) };
    return TRUE;
}

/* Whether the row of `one` comes before that of `other`: by docent, unless they are counted, and by
 * placement. */
static gboolean
comes_first(const Reader *r, StageStmt *one, StageStmt *other)
{
    gint64 a = stage_stmt_number(one, DOCENT_ID), b = stage_stmt_number(other, DOCENT_ID);

    return a != b && !r->query->figures
               ? a < b
               : stage_stmt_number(one, PLAATSING) < stage_stmt_number(other, PLAATSING);
}

/* Merges the two, each in order. */
static gboolean
read_all(Reader *r, StageStmt *steady, StageStmt *changing, GError **error)
{
    gboolean has_steady = stage_stmt_next(steady),
             has_changing = changing != NULL && stage_stmt_next(changing);

    while (has_steady || has_changing) {
        gboolean first = has_steady && (!has_changing || comes_first(r, steady, changing));
        StageStmt *stmt = first ? steady : changing;
        if (stage_stmt_number(stmt, PLAATSING) != r->now.id) {
            if (!end_placement(r, error))
                return FALSE;
            begin_placement(r, stmt);
        }
        add_contact(r, stmt);
        *(first ? &has_steady : &has_changing) = stage_stmt_next(stmt);
    }
    return stage_stmt_done(steady, error) && (changing == NULL || stage_stmt_done(changing, error)) &&
           end_placement(r, error);
}

/* Of few placements what is left out is counted on the way. */
static gboolean
read_few(Reader *r, const char *sql, GError **error)
{
    g_autoptr(StageStmt) rows = select_rows(r, sql, FALSE, error);

    return rows != NULL && read_all(r, rows, NULL, error);
}

static gboolean
read_many(Reader *r, StageLeftOut *out, GError **error)
{
    gboolean figures = r->query->figures;
    g_autoptr(StageStmt) steady = select_rows(r, figures ? count_steady : select_steady, TRUE, error);
    g_autoptr(StageStmt)
        changing = steady == NULL ? NULL
                                  : select_rows(r, figures ? count_changing : select_changing, TRUE, error);

    return changing != NULL && (out == NULL || stage_placements_left_out(r->db, r->query, out, error)) &&
           read_all(r, steady, changing, error);
}

gboolean
stage_placements_each(StageDb *db, const StagePlacementsQuery *query, StagePlacementFunc func, void *data,
                      StageLeftOut *out, GError **error)
{
    StageLeftOut unasked = { 0 };
    Reader r = { .db = db, .query = query, .func = func, .data = data, .out = out == NULL ? &unasked : out };
    const char *few = query->plaatsing != 0 ? select_one
                      : query->student != 0 ? select_student
                      : query->docent != 0  ? select_docent
                                            : NULL;

    set_bounds(&r);
    if (!stage_vrijstelling_any(db, &r.has_waivers, error))
        return FALSE;
    for (guint i = 0; i < ALL_TEXTS; i++)
        r.text[i] = g_string_new(NULL);
    r.contacts = g_array_new(FALSE, FALSE, sizeof(StageContact));
    r.waivers = g_array_new(FALSE, FALSE, sizeof(StageWaiver));
    r.state = stage_evaluation_new();
    gboolean done = few != NULL ? read_few(&r, few, error) : read_many(&r, out, error);
    for (guint i = 0; i < ALL_TEXTS; i++)
        g_string_free(r.text[i], TRUE);
    g_array_free(r.contacts, TRUE);
    g_array_free(r.waivers, TRUE);
    stage_evaluation_free(r.state);
    return done;
}
