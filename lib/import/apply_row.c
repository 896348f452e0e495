#include "import/apply_row.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

/* Of a company with a hundred students the export says the same a hundred times: what was said before is
 * known by its cells. So many are kept that memory does not grow with the length of the file. */
enum { KNOWN_MAX = 50000 };

/* --- reading a row --- */

/* What the row has of a field; NULL when it is not told. It lives until the next call. */
static const char *
cell_of(StageImporting *in, guint c)
{
    const GArray *more = in->map->more[c];
    int at = in->map->at[c];

    if (at < 0 || in->map->set[c] != NULL)
        return in->map->set[c];
    if (more == NULL)
        return in->record->fields[at];
    g_string_assign(in->joined, in->record->fields[at]);
    for (guint i = 0; i < more->len; i++)
        g_string_append_printf(in->joined, " %s", in->record->fields[g_array_index(more, guint, i)]);
    return in->joined->str;
}

/* Reads the cells of one entity. */
static gboolean
read_cells(StageImporting *in, StageRowEntity index, GError **error)
{
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++) {
        const StageImportColumn *column = &stage_import_columns[c];
        const char *cell = column->entity == stage_row_entities[index] ? cell_of(in, c) : NULL;
        if (cell == NULL || stage_import_cell(column, &in->survey.how[c], cell, &in->row, error))
            continue;
        if (in->map->at[c] < 0)
            g_prefix_error(error, "%s: ", column->name);
        else
            g_prefix_error(error, _("column \"%s\": "),
                           (const char *)g_ptr_array_index(in->map->headers, (guint)in->map->at[c]));
        return FALSE;
    }
    return TRUE;
}

gboolean
stage_import_is_wanted(const StageImporting *in)
{
    for (guint i = 0; i < in->only->len; i++) {
        const StageProfileOnly *only = g_ptr_array_index(in->map->profile->only, i);
        int at = g_array_index(in->only, int, i);
        g_autofree char *key = at < 0 || (guint)at >= in->record->n
                                   ? NULL
                                   : stage_fold_tight(in->record->fields[at]);
        gboolean wanted = key == NULL;
        for (guint v = 0; key != NULL && v < only->values->len; v++)
            wanted = wanted || strcmp(g_ptr_array_index(only->values, v), key) == 0;
        if (!wanted)
            return FALSE;
    }
    return TRUE;
}

/* --- what was said before --- */

/* The cells of one entity, and the id of what it belongs to. */
static char *
cells_of(StageImporting *in, StageRowEntity index, gint64 owner)
{
    GString *key = g_string_new(NULL);

    g_string_append_printf(key, "%" PRId64, owner);
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        if (stage_import_columns[c].entity == stage_row_entities[index] && in->map->at[c] >= 0) {
            g_string_append_c(key, '\x1f');
            g_string_append(key, cell_of(in, c));
        }
    return g_string_free(key, FALSE);
}

typedef struct {
    StageRowEntity index;
    char *key;
} Fresh;

static void
free_fresh(void *data)
{
    g_free(((Fresh *)data)->key);
    g_free(data);
}

static void
remember(StageImporting *in, StageRowEntity index, const char *key, gint64 id)
{
    Fresh *fresh = g_new(Fresh, 1);

    if (g_hash_table_size(in->known[index]) >= KNOWN_MAX)
        g_hash_table_remove_all(in->known[index]);
    g_hash_table_insert(in->known[index], g_strdup(key), g_memdup2(&id, sizeof id));
    *fresh = (Fresh){ index, g_strdup(key) };
    g_ptr_array_add(in->fresh, fresh);
}

void
stage_import_forget_row(StageImporting *in)
{
    for (guint i = 0; i < in->fresh->len; i++) {
        const Fresh *fresh = g_ptr_array_index(in->fresh, i);
        g_hash_table_remove(in->known[fresh->index], fresh->key);
    }
}

/* --- one entity --- */

static gboolean
put(StageImporting *in, StageRowEntity index, GError **error)
{
    const StageEntity *of = stage_row_entities[index];
    void *given = stage_import_entity(&in->row, of);
    StagePutOutcome out = STAGE_PUT_UNCHANGED;
    gboolean done = index == STAGE_ROW_PLAATSING ? stage_put_plaatsing(&in->put, given, &out, error)
                                                 : stage_put(&in->put, of, given, &out, error);

    if (!done)
        return FALSE;
    *(out == STAGE_PUT_NEW       ? &in->counts->of[index].added
      : out == STAGE_PUT_CHANGED ? &in->counts->of[index].changed
                                 : &in->counts->of[index].unchanged) += 1;
    /* What the row is about decides whether the row is new. */
    in->outcome = MAX(in->outcome, out == STAGE_PUT_NEW && index != in->about ? STAGE_PUT_CHANGED : out);
    return TRUE;
}

/* An opleiding of which the export gives the crebo only is called by it until a name comes. */
static gboolean
name_opleiding(StageImporting *in, GError **error)
{
    StageOpleiding *o = &in->row.opleiding, known = { 0 };

    if (o->naam != NULL)
        return TRUE;
    if (!stage_put_find(&in->put, &stage_opleiding, o, &known, error))
        return FALSE;
    if (known.id == 0)
        stage_set_text(&o->naam, o->crebo);
    stage_entity_clear(&stage_opleiding, &known);
    return TRUE;
}

/* A number that lost its zeros in a spreadsheet, or has them while the store's lost theirs, is written as in
 * the store; one of another person, by the surname, is not the same number, and cannot be told apart from it
 * for long.
 */
static gboolean
settle_zeros(StageImporting *in, GError **error)
{
    StageStudent *s = &in->row.student, known = { 0 };
    gint64 other = 0;
    gboolean may = FALSE;

    if (*s->nummer != '0' && !in->zeros)
        return TRUE;
    in->zeros = TRUE;
    if (!stage_waiting_look(&in->put.waiting, &stage_student, s, &may, error))
        return FALSE;
    if (!may)
        return TRUE;
    if (!stage_put_find(&in->put, &stage_student, s, &known, error) ||
        (known.id == 0 && !stage_student_other_zeros(in->db, s->nummer, &other, error)))
        return FALSE;
    stage_entity_clear(&stage_student, &known);
    if (other == 0)
        return TRUE;
    gboolean done = stage_entity_get(&stage_student, in->db, other, &known, error);
    g_autofree char *one = s->naam.achternaam == NULL ? NULL : stage_fold(s->naam.achternaam);
    g_autofree char *two = done && known.naam.achternaam != NULL ? stage_fold(known.naam.achternaam) : NULL;
    if (done && one != NULL && g_strcmp0(one, two) != 0)
        done = stage_fail(
            error, STAGE_ERROR_AMBIGUOUS,
            _("the student's number is in the store with other zeros in front, and another surname: are "
              "the zeros lost? One who is somebody else is added by 'stage student add' first"));
    else if (done)
        stage_set_text(&s->nummer, known.nummer);
    stage_entity_clear(&stage_student, &known);
    return done;
}

/* Whether the cells of a row say anything of an entity. */
static gboolean
is_said(const StageImporting *in, StageRowEntity index)
{
    const StageImportRow *row = &in->row;

    switch (index) {
    case STAGE_ROW_OPLEIDING:
        return row->opleiding.crebo != NULL || row->opleiding.naam != NULL;
    case STAGE_ROW_STUDENT: /* of placements, always: who has none is a bad row */
        return row->student.nummer != NULL || row->student.naam.achternaam != NULL ||
               in->map->about != STAGE_ROW_STUDENT;
    case STAGE_ROW_DOCENT:
        return row->docent.code != NULL || row->docent.naam.achternaam != NULL;
    case STAGE_ROW_LEERBEDRIJF:
        return row->leerbedrijf.sbb != NULL || row->leerbedrijf.naam != NULL;
    case STAGE_ROW_OPLEIDER:
        return row->opleider.naam.achternaam != NULL;
    default:
        return TRUE;
    }
}

/* What an entity needs beside its cells; `owner` is the id of what it belongs to. */
static gboolean
complete(StageImporting *in, StageRowEntity index, gint64 owner, GError **error)
{
    StageImportRow *row = &in->row;

    switch (index) {
    case STAGE_ROW_OPLEIDING:
        return name_opleiding(in, error);
    case STAGE_ROW_OPLEIDER:
        row->opleider.leerbedrijf = owner;
        return TRUE;
    case STAGE_ROW_STUDENT:
        row->student.opleiding = owner;
        if (row->student.nummer != NULL)
            return settle_zeros(in, error);
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("column \"%s\": it is empty, and the row needs it"),
                          (const char *)g_ptr_array_index(in->map->headers, (guint)MAX(in->map->at[0], 0)));
    default:
        return TRUE;
    }
}

/* The id of what a row says of anything but a placement; 0 when it says nothing. `owner` is the id of what it
 * belongs to. */
static gboolean
put_kept(StageImporting *in, StageRowEntity index, gint64 owner, gint64 *out_id, GError **error)
{
    g_autofree char *key = cells_of(in, index, owner);
    const gint64 *known = g_hash_table_lookup(in->known[index], key);

    g_assert(index != STAGE_ROW_PLAATSING);
    if (known != NULL) {
        *out_id = *known;
        return TRUE;
    }
    if (!read_cells(in, index, error))
        return FALSE;
    if (is_said(in, index)) {
        if (!complete(in, index, owner, error) || !put(in, index, error))
            return FALSE;
        *out_id = *(gint64 *)stage_import_entity(&in->row, stage_row_entities[index]);
    }
    remember(in, index, key, *out_id);
    return TRUE;
}

/* --- one row --- */

/* A placement that is over ended on the day that the export gives; what was agreed stays as it was. */
static gboolean
settle_end(StageImporting *in, GError **error)
{
    StagePlaatsing *p = &in->row.plaatsing, known = { 0 };

    if (!in->row.ended || !stage_day_is_set(p->einde) || stage_day_is_set(p->einde_werkelijk) ||
        stage_day_compare(p->einde, in->options->today) > 0)
        return TRUE;
    if (!stage_put_find(&in->put, &stage_plaatsing, p, &known, error))
        return FALSE;
    p->einde_werkelijk = p->einde;
    if (known.id != 0)
        p->einde = known.einde;
    stage_entity_clear(&stage_plaatsing, &known);
    return TRUE;
}

static gboolean
put_placement(StageImporting *in, GError **error)
{
    StageImportRow *row = &in->row;
    gint64 leerbedrijf = 0;

    if (!put_kept(in, STAGE_ROW_LEERBEDRIJF, 0, &leerbedrijf, error))
        return FALSE;
    if (leerbedrijf == 0 && !stage_day_is_set(row->plaatsing.begin))
        return TRUE;
    if (leerbedrijf == 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the placement has no leerbedrijf"));
    row->plaatsing.leerbedrijf = leerbedrijf;
    return put_kept(in, STAGE_ROW_OPLEIDER, leerbedrijf, &row->plaatsing.opleider, error) &&
           settle_end(in, error) && put(in, STAGE_ROW_PLAATSING, error);
}

/* DUO's records: only a placement that is there. */
static gboolean
put_registered(StageImporting *in, GError **error)
{
    StageImportRow *row = &in->row;

    if (!read_cells(in, STAGE_ROW_PLAATSING, error) || !read_cells(in, STAGE_ROW_LEERBEDRIJF, error) ||
        !read_cells(in, STAGE_ROW_OPLEIDING, error))
        return FALSE;
    if (row->leerbedrijf.sbb == NULL || !stage_day_is_set(row->plaatsing.begin))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the record has no leerbedrijf or no first day"));
    return stage_waiting_write_kept(&in->put.waiting, error) &&
           stage_plaatsing_registered(in->db, row->leerbedrijf.sbb, row->plaatsing.begin,
                                      row->opleiding.crebo, &row->plaatsing.id, error) &&
           put(in, STAGE_ROW_PLAATSING, error);
}

/* A row that names no student: in a file of users it may be a docent's. */
static gboolean
put_instead(StageImporting *in, GError **error)
{
    gint64 id = 0;

    in->about = STAGE_ROW_DOCENT;
    return put_kept(in, STAGE_ROW_DOCENT, 0, &id, error) &&
           (id != 0 || stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the row has no student number")));
}

static gboolean
put_student(StageImporting *in, GError **error)
{
    StageImportRow *row = &in->row;
    gint64 opleiding = 0, student = 0;

    if (!read_cells(in, STAGE_ROW_PLAATSING, error))
        return FALSE;
    if (!stage_day_is_set(row->plaatsing.begin))
        in->about = STAGE_ROW_STUDENT;
    if (!put_kept(in, STAGE_ROW_OPLEIDING, 0, &opleiding, error) ||
        !put_kept(in, STAGE_ROW_STUDENT, opleiding, &student, error))
        return FALSE;
    if (student == 0)
        return put_instead(in, error);
    row->plaatsing.student = student;
    return put_kept(in, STAGE_ROW_DOCENT, 0, &row->plaatsing.docent, error) &&
           (in->map->about == STAGE_ROW_STUDENT || put_placement(in, error));
}

/* A row of a file of companies, contacts, staff or programmes. */
static gboolean
put_alone(StageImporting *in, GError **error)
{
    StageRowEntity about = in->map->about;
    gint64 owner = 0, id = 0;

    if (about == STAGE_ROW_OPLEIDER && !put_kept(in, STAGE_ROW_LEERBEDRIJF, 0, &owner, error))
        return FALSE;
    if (about == STAGE_ROW_OPLEIDER && owner == 0 &&
        (!read_cells(in, about, error) ||
         (is_said(in, about) && (!stage_waiting_write_kept(&in->put.waiting, error) ||
                                 !stage_opleider_anywhere(in->db, &in->row.opleider.naam, &owner, error)))))
        return FALSE;
    if (!put_kept(in, about, owner, &id, error))
        return FALSE;
    return id != 0 || stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the row names nobody and nothing"));
}

gboolean
stage_import_put_row(StageImporting *in, GError **error)
{
    StageRowEntity about = in->map->about;

    if (in->record->n != in->map->n)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%u fields where the header has %u"), in->record->n,
                          in->map->n);
    if (about == STAGE_ROW_PLAATSING && in->map->profile != NULL && in->map->profile->known &&
        !stage_import_map_has(in->map, "student.nummer"))
        return put_registered(in, error);
    return about == STAGE_ROW_PLAATSING || about == STAGE_ROW_STUDENT ? put_student(in, error)
                                                                      : put_alone(in, error);
}

void
stage_import_rows_begin(StageImporting *in)
{
    in->fresh = g_ptr_array_new_with_free_func(free_fresh);
    in->joined = g_string_new(NULL);
    in->only = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; in->map->profile != NULL && i < in->map->profile->only->len; i++) {
        const StageProfileOnly *only = g_ptr_array_index(in->map->profile->only, i);
        int at = stage_import_map_find(in->map, only->header);
        g_array_append_val(in->only, at);
    }
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++)
        in->known[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

void
stage_import_rows_end(StageImporting *in)
{
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++)
        g_hash_table_unref(in->known[i]);
    g_array_unref(in->only);
    g_string_free(in->joined, TRUE);
    g_ptr_array_unref(in->fresh);
}
