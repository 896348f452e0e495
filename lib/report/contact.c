#include "report/contact.h"

#include <string.h>

#include "base/text.h"
#include "model/query.h"

const char *const stage_contact_by[] = { "plaatsing", "docent", "opleiding", NULL };

/* The columns of the statement: first the placement's, as the report has them, then the talk's. */
/* clang-format off */
enum {
    PLAATSING, NUMMER, STUDENT, KLAS, OPLEIDING, DOCENT, LEERBEDRIJF, BEGIN, EINDE, STATUS, DOCENT_ID, OPLEIDING_ID,
    SOORT, GEHOUDEN, GEPLAND, GEANNULEERD, GEZAMENLIJK
};
/* clang-format on */

typedef struct {
    gint64 id; /* of the docent or opleiding; 0: none */
    char *name;
    guint placements, held, planned, missing, complete;
} Total;

typedef struct {
    const StageContactQuery *query;
    StageRowFunc row;
    void *data;
    StageContactCounts counts;
    /* The placement whose talks are being read; its texts are copies. */
    gint64 id, docent, opleiding;
    GString *text[STATUS];
    gboolean is_null[STATUS];
    gboolean in_report;
    GArray *contacts;
    GHashTable *totals; /* id → Total, not owned */
    GPtrArray *order;   /* Total, owned */
} Report;

/* --- one placement --- */

static StageDay
day_at(StageStmt *stmt, guint column)
{
    StageDay day = STAGE_NO_DAY;
    const char *text = stage_stmt_text(stmt, column);

    if (text != NULL && strlen(text) < sizeof day.text)
        memcpy(day.text, text, strlen(text) + 1);
    return day;
}

/* Whether the placement stands in the report; counts the ones that do not. */
static gboolean
is_in(Report *r, StageStmt *stmt)
{
    const StageContactQuery *q = r->query;
    StageDay begin = day_at(stmt, BEGIN), einde = day_at(stmt, EINDE);

    if (stage_stmt_text(stmt, STATUS) != NULL || stage_day_compare(begin, q->on) > 0) {
        r->counts.ahead++;
        return FALSE;
    }
    if (!q->all && stage_day_compare(einde, q->on) < 0 &&
        stage_day_number(q->on) - stage_day_number(einde) > STAGE_NORM_NALOOP) {
        r->counts.over++;
        return FALSE;
    }
    return TRUE;
}

static void
begin_placement(Report *r, StageStmt *stmt)
{
    r->id = stage_stmt_number(stmt, PLAATSING);
    r->docent = stage_stmt_number(stmt, DOCENT_ID);
    r->opleiding = stage_stmt_number(stmt, OPLEIDING_ID);
    g_array_set_size(r->contacts, 0);
    r->in_report = is_in(r, stmt);
    for (guint c = NUMMER; r->in_report && c < STATUS; c++) {
        const char *text = stage_stmt_text(stmt, c);
        r->is_null[c] = text == NULL;
        g_string_assign(r->text[c], text == NULL ? "" : text);
    }
}

static void
add_contact(Report *r, StageStmt *stmt)
{
    const char *soort = stage_stmt_text(stmt, SOORT);

    if (!r->in_report || soort == NULL)
        return;
    StageContact contact = { .soort = stage_soort_of(soort),
                             .gehouden = day_at(stmt, GEHOUDEN),
                             .gepland = day_at(stmt, GEPLAND),
                             .geannuleerd = day_at(stmt, GEANNULEERD),
                             .gezamenlijk = stage_stmt_number(stmt, GEZAMENLIJK) != 0 };
    g_array_append_val(r->contacts, contact);
}

/* "start, eind" */
static void
name_missing(const StageCoverage *c, char *out, gsize size)
{
    *out = '\0';
    for (guint s = 0; s < STAGE_SOORTEN; s++)
        for (guint i = c->held[s] + c->planned[s]; i < c->slots[s]; i++) {
            if (*out != '\0')
                g_strlcat(out, ", ", size);
            g_strlcat(out, stage_gesprek_soorten[s], size);
        }
}

static gboolean
send_placement(Report *r, const StageCoverage *c, GError **error)
{
    char welke[STAGE_NORM_MOMENTS_MAX * 8];
    StageValue values[STAGE_CONTACT_COLUMNS];
    guint n = 0;

    name_missing(c, welke, sizeof welke);
    values[n++] = stage_int(r->id);
    for (guint i = NUMMER; i < STATUS; i++)
        values[n++] = stage_text(r->is_null[i] ? NULL : r->text[i]->str);
    values[n++] = stage_int(stage_coverage_held(c));
    values[n++] = stage_int(stage_coverage_planned(c));
    values[n++] = stage_int(stage_coverage_missing(c));
    values[n++] = stage_text_set(welke);
    values[n++] = stage_text_set(c->last.text);
    values[n++] = stage_text_set(c->next.text);
    values[n++] = stage_int(c->apart);
    values[n++] = stage_int(c->unlogged);
    g_assert(n == STAGE_CONTACT_COLUMNS);
    return r->row(values, r->data, error);
}

/* By id: two people of one name are two rows. */
static Total *
total_of(Report *r)
{
    gboolean docent = r->query->by == STAGE_BY_DOCENT;
    gint64 id = docent ? r->docent : r->opleiding;
    guint column = docent ? DOCENT : OPLEIDING;
    Total *total = g_hash_table_lookup(r->totals, &id);

    if (total == NULL) {
        total = g_new0(Total, 1);
        total->id = id;
        total->name = r->is_null[column] ? g_strdup("") : g_strdup(r->text[column]->str);
        g_hash_table_insert(r->totals, &total->id, total);
        g_ptr_array_add(r->order, total);
    }
    return total;
}

static void
add_to_total(Report *r, const StageCoverage *c)
{
    Total *total = total_of(r);

    total->placements++;
    total->held += stage_coverage_held(c);
    total->planned += stage_coverage_planned(c);
    total->missing += stage_coverage_missing(c);
    total->complete += stage_coverage_missing(c) == 0 ? 1 : 0;
}

static gboolean
end_placement(Report *r, GError **error)
{
    if (r->id == 0 || !r->in_report)
        return TRUE;
    StageCoverage c = stage_norm_coverage(r->query->moments, (const StageContact *)(void *)r->contacts->data,
                                          r->contacts->len, r->query->on);
    guint missing = stage_coverage_missing(&c);

    if (r->query->missing && missing == 0)
        return TRUE;
    r->counts.shown++;
    r->counts.missing += missing > 0 ? 1 : 0;
    if (r->query->by == STAGE_BY_PLAATSING)
        return send_placement(r, &c, error);
    add_to_total(r, &c);
    return TRUE;
}

/* --- all of them --- */

static int
by_name(gconstpointer one, gconstpointer other)
{
    const Total *const *a = one, *const *b = other;
    g_autofree char *name = stage_fold((*a)->name);
    g_autofree char *other_name = stage_fold((*b)->name);
    int order = strcmp(name, other_name);

    return order != 0 ? order : ((*a)->id > (*b)->id) - ((*a)->id < (*b)->id);
}

static void
free_total(void *data)
{
    g_free(((Total *)data)->name);
    g_free(data);
}

static gboolean
send_totals(Report *r, GError **error)
{
    g_ptr_array_sort(r->order, by_name);
    for (guint i = 0; i < r->order->len; i++) {
        const Total *t = g_ptr_array_index(r->order, i);
        const StageValue values[STAGE_CONTACT_TOTAL_COLUMNS] = {
            stage_text_set(t->name), stage_int(t->placements), stage_int(t->held),
            stage_int(t->planned),   stage_int(t->missing),    stage_int(t->complete),
        };
        if (!r->row(values, r->data, error))
            return FALSE;
    }
    return TRUE;
}

/* In the order of the index on docent, so that nothing needs to be sorted; the index on gesprek holds all
 * that is read of a talk. Most placements have one docent from beginning to end; those with periods are a
 * statement apart. */
/* clang-format off */
#define SELECT_ROWS(docent, condition) \
    "SELECT p.id, s.nummer, " STAGE_SQL_NAAM("s") \
    ", s.klas, coalesce(o.crebo || ' ', '') || o.naam, coalesce(d.code, nullif(" STAGE_SQL_NAAM("d") \
    ", '')), l.naam, p.begin, " STAGE_SQL_EINDE("p") \
    ", p.status, " docent ", s.opleiding, g.soort, g.gehouden, g.gepland, g.geannuleerd, " \
    "g.docent_aanwezig * g.student_aanwezig * g.opleider_aanwezig " \
    "FROM plaatsing p " \
    "JOIN student s ON s.id = p.student " \
    "JOIN leerbedrijf l ON l.id = p.leerbedrijf " \
    "LEFT JOIN docent d ON d.id = " docent " " \
    "LEFT JOIN opleiding o ON o.id = s.opleiding " \
    "LEFT JOIN gesprek g ON g.plaatsing = p.id " \
    "WHERE p.status IS DISTINCT FROM 'vervallen' AND " condition " " \
    "AND (CAST($1 AS BIGINT) IS NULL OR " docent " = $1) " \
    "AND (CAST($2 AS BIGINT) IS NULL OR s.opleiding = $2) " \
    "AND (CAST($3 AS BIGINT) IS NULL OR p.student = $3) " \
    "AND (CAST($4 AS TEXT) IS NULL OR s.klas = $4) " \
    "AND CAST($5 AS TEXT) IS NOT NULL " \
    "ORDER BY " docent ", p.id"
#define PERIODS "p.id IN (SELECT plaatsing FROM begeleider WHERE rol = 'docent')"
/* clang-format on */

static StageStmt *
select_rows(StageDb *db, const StageContactQuery *q, gboolean periods, GError **error)
{
    static const char steady[] = SELECT_ROWS("p.docent", "NOT " PERIODS);
    static const char changing[] = SELECT_ROWS(STAGE_SQL_BEGELEIDER("p", "docent", "CAST($5 AS TEXT)"),
                                               PERIODS);

    return stage_db_query(db, periods ? changing : steady,
                          STAGE_ARGS(stage_int_set(q->docent), stage_int_set(q->opleiding),
                                     stage_int_set(q->student), stage_text(q->klas), stage_text(q->on.text)),
                          error);
}

/* Whether the row of `one` comes before that of `other`: by docent, then by placement. */
static gboolean
comes_first(StageStmt *one, StageStmt *other)
{
    gint64 a = stage_stmt_number(one, DOCENT_ID), b = stage_stmt_number(other, DOCENT_ID);

    return a != b ? a < b : stage_stmt_number(one, PLAATSING) < stage_stmt_number(other, PLAATSING);
}

/* Merges the two, each in order, so that the report comes docent by docent. */
static gboolean
read_all(Report *r, StageStmt *steady, StageStmt *changing, GError **error)
{
    gboolean has_steady = stage_stmt_next(steady), has_changing = stage_stmt_next(changing);

    while (has_steady || has_changing) {
        gboolean first = has_steady && (!has_changing || comes_first(steady, changing));
        StageStmt *stmt = first ? steady : changing;
        if (stage_stmt_number(stmt, PLAATSING) != r->id) {
            if (!end_placement(r, error))
                return FALSE;
            begin_placement(r, stmt);
        }
        add_contact(r, stmt);
        *(first ? &has_steady : &has_changing) = stage_stmt_next(stmt);
    }
    return stage_stmt_done(steady, error) && stage_stmt_done(changing, error) && end_placement(r, error) &&
           send_totals(r, error);
}

gboolean
stage_report_contact(StageDb *db, const StageContactQuery *query, StageRowFunc row, void *data,
                     StageContactCounts *out_counts, GError **error)
{
    Report r = { .query = query, .row = row, .data = data };
    g_autoptr(StageStmt) steady = select_rows(db, query, FALSE, error);
    g_autoptr(StageStmt) changing = steady == NULL ? NULL : select_rows(db, query, TRUE, error);

    if (changing == NULL)
        return FALSE;
    for (guint i = 0; i < STATUS; i++)
        r.text[i] = g_string_new(NULL);
    r.contacts = g_array_new(FALSE, FALSE, sizeof(StageContact));
    r.totals = g_hash_table_new(g_int64_hash, g_int64_equal);
    r.order = g_ptr_array_new_with_free_func(free_total);
    gboolean done = read_all(&r, steady, changing, error);
    *out_counts = r.counts;
    for (guint i = 0; i < STATUS; i++)
        g_string_free(r.text[i], TRUE);
    g_array_free(r.contacts, TRUE);
    g_hash_table_destroy(r.totals);
    g_ptr_array_free(r.order, TRUE);
    return done;
}
