#include "report/contact.h"

#include <string.h>

#include "base/text.h"

const char *const stage_contact_by[] = { "plaatsing", "docent", "opleiding", NULL };

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
    GHashTable *totals; /* id → Total, not owned */
    GPtrArray *order;   /* Total, owned */
} Report;

/* --- one placement --- */

static void
add_word(char *out, gsize size, const char *word)
{
    if (*out != '\0')
        g_strlcat(out, ", ", size);
    g_strlcat(out, word, size);
}

/* "start, eind" */
static void
name_missing(const StageEvaluation *state, char *out, gsize size)
{
    *out = '\0';
    for (guint i = 0; i < state->moments->len; i++) {
        const StageMoment *m = stage_moment_at(state, i);
        if (m->contact < 0 && m->waiver < 0)
            add_word(out, size, stage_gesprek_soorten[m->soort]);
    }
}

void
stage_contact_absent(const StageEvaluation *state, char *out, gsize size)
{
    static const char *const parties[STAGE_PARTIJEN] = { "docent", "student", "opleider" };

    *out = '\0';
    for (guint i = 0; i < STAGE_PARTIJEN; i++)
        if (state->norm != NULL && state->norm->afwezig > 0 && state->absent[i] >= state->norm->afwezig) {
            char text[40];
            g_snprintf(text, sizeof text, "%s %u", parties[i], state->absent[i]);
            add_word(out, size, text);
        }
}

static gboolean
send_placement(Report *r, const StagePlacement *p, GError **error)
{
    const StageEvaluation *state = p->state;
    char welke[400], afwezig[120];
    StageValue values[STAGE_CONTACT_COLUMNS];
    guint n = 0;

    name_missing(state, welke, sizeof welke);
    stage_contact_absent(state, afwezig, sizeof afwezig);
    values[n++] = stage_int(p->id);
    for (guint i = 0; i < STAGE_PLACEMENT_TEXTS; i++)
        values[n++] = stage_text(p->text[i]);
    values[n++] = stage_text(p->begin.text);
    values[n++] = stage_text(p->einde.text);
    values[n++] = stage_int(state->held);
    values[n++] = stage_int(state->planned);
    values[n++] = stage_int(state->missing);
    values[n++] = stage_text_set(welke);
    values[n++] = stage_text_set(state->last.text);
    values[n++] = stage_text_set(state->next.text);
    values[n++] = stage_int(state->apart);
    values[n++] = stage_int(state->unknown);
    values[n++] = stage_int(state->waived);
    values[n++] = stage_int(state->visits);
    values[n++] = stage_int(state->visits_asked);
    values[n++] = stage_text_set(afwezig);
    g_assert(n == STAGE_CONTACT_COLUMNS);
    return r->row(values, r->data, error);
}

/* By id: two people of one name are two rows. */
static Total *
total_of(Report *r, const StagePlacement *p)
{
    gboolean docent = r->query->by == STAGE_BY_DOCENT;
    gint64 id = docent ? p->docent : p->opleiding;
    const char *name = p->text[docent ? STAGE_PLACEMENT_DOCENT : STAGE_PLACEMENT_OPLEIDING];
    Total *total = g_hash_table_lookup(r->totals, &id);

    if (total == NULL) {
        total = g_new0(Total, 1);
        total->id = id;
        total->name = g_strdup(name == NULL ? "" : name);
        g_hash_table_insert(r->totals, &total->id, total);
        g_ptr_array_add(r->order, total);
    }
    return total;
}

static gboolean
take_placement(const StagePlacement *p, void *data, GError **error)
{
    Report *r = data;
    const StageEvaluation *state = p->state;

    if (r->query->missing && state->missing == 0)
        return TRUE;
    r->counts.shown++;
    r->counts.missing += state->missing > 0 ? 1 : 0;
    if (r->query->by == STAGE_BY_PLAATSING)
        return send_placement(r, p, error);
    Total *total = total_of(r, p);
    total->placements++;
    total->held += state->held;
    total->planned += state->planned;
    total->missing += state->missing;
    total->complete += state->missing == 0 ? 1 : 0;
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

gboolean
stage_report_contact(StageDb *db, const StageContactQuery *query, StageRowFunc row, void *data,
                     StageContactCounts *out_counts, GError **error)
{
    Report r = { .query = query, .row = row, .data = data };

    r.totals = g_hash_table_new(g_int64_hash, g_int64_equal);
    r.order = g_ptr_array_new_with_free_func(free_total);
    gboolean done = stage_placements_each(db, &query->of, take_placement, &r, &r.counts.left_out, error) &&
                    send_totals(&r, error);
    *out_counts = r.counts;
    g_hash_table_destroy(r.totals);
    g_ptr_array_free(r.order, TRUE);
    return done;
}
