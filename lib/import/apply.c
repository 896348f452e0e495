#include "import/apply.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "import/gone.h"
#include "import/match.h"
#include "import/put.h"

/* In the order in which a row refers to them. */
enum { OPLEIDING, STUDENT, DOCENT, LEERBEDRIJF, OPLEIDER, PLAATSING };
static const StageEntity *const entities[STAGE_IMPORT_ENTITIES] = { &stage_opleiding, &stage_student,
                                                                    &stage_docent,    &stage_leerbedrijf,
                                                                    &stage_opleider,  &stage_plaatsing };

/* Of a company with a hundred students the export says the same a hundred times: what was said before is
 * known by its cells. So many are kept that memory does not grow with the length of the file. */
enum { KNOWN_MAX = 50000 };

typedef struct {
    StageDb *db;
    const StageImportOptions *options;
    StageImportCounts *counts;
    const char *path;
    const StageImportMap *map;
    const StageRecord *record;
    StageImportRow row;
    StagePut put;
    GHashTable *known[STAGE_IMPORT_ENTITIES]; /* the cells of one, joined → its id */
    GPtrArray *fresh;                         /* what this row added to them, to be forgotten when it fails */
    StageSeen seen;
    StagePutOutcome outcome; /* the most that the row did */
} Import;

/* --- reading a row --- */

/* Reads the cells of one entity. */
static gboolean
read_cells(Import *in, const StageEntity *of, GError **error)
{
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++) {
        int at = in->map->at[c];
        if (stage_import_columns[c].entity != of || at < 0 ||
            stage_import_cell(&stage_import_columns[c], in->record->fields[at], in->options->today, &in->row,
                              error))
            continue;
        g_prefix_error(error, _("column \"%s\": "),
                       (const char *)g_ptr_array_index(in->map->headers, (guint)at));
        return FALSE;
    }
    return TRUE;
}

/* --- what was said before --- */

/* Students and placements come once each; the others again and again. */
static gboolean
is_kept(guint index)
{
    return index != STUDENT && index != PLAATSING;
}

/* The cells of one entity, and the id of what it belongs to. */
static char *
cells_of(const Import *in, guint index, gint64 owner)
{
    GString *key = g_string_new(NULL);

    g_string_append_printf(key, "%" PRId64, owner);
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        if (stage_import_columns[c].entity == entities[index] && in->map->at[c] >= 0) {
            g_string_append_c(key, '\x1f');
            g_string_append(key, in->record->fields[in->map->at[c]]);
        }
    return g_string_free(key, FALSE);
}

typedef struct {
    guint index;
    char *key;
} Fresh;

static void
free_fresh(void *data)
{
    g_free(((Fresh *)data)->key);
    g_free(data);
}

static void
remember(Import *in, guint index, const char *key, gint64 id)
{
    Fresh *fresh = g_new(Fresh, 1);

    if (g_hash_table_size(in->known[index]) >= KNOWN_MAX)
        g_hash_table_remove_all(in->known[index]);
    g_hash_table_insert(in->known[index], g_strdup(key), g_memdup2(&id, sizeof id));
    *fresh = (Fresh){ index, g_strdup(key) };
    g_ptr_array_add(in->fresh, fresh);
}

static void
forget_row(Import *in)
{
    for (guint i = 0; i < in->fresh->len; i++) {
        const Fresh *fresh = g_ptr_array_index(in->fresh, i);
        g_hash_table_remove(in->known[fresh->index], fresh->key);
    }
}

/* --- one entity --- */

static gboolean
put(Import *in, guint index, GError **error)
{
    const StageEntity *of = entities[index];
    void *given = stage_import_entity(&in->row, of);
    StagePutOutcome out = STAGE_PUT_UNCHANGED;
    gboolean done = index == PLAATSING ? stage_put_plaatsing(&in->put, given, &out, error)
                                       : stage_put(&in->put, of, given, &out, error);

    if (!done)
        return FALSE;
    *(out == STAGE_PUT_NEW       ? &in->counts->of[index].added
      : out == STAGE_PUT_CHANGED ? &in->counts->of[index].changed
                                 : &in->counts->of[index].unchanged) += 1;
    if (index == PLAATSING)
        stage_seen_add(&in->seen, in->row.plaatsing.id);
    /* What the row is about decides whether the row is new. */
    gboolean about = index == (in->map->plaatsingen ? PLAATSING : STUDENT);
    in->outcome = MAX(in->outcome, out == STAGE_PUT_NEW && !about ? STAGE_PUT_CHANGED : out);
    return TRUE;
}

/* An opleiding of which the export gives the crebo only is called by it until a name comes. */
static gboolean
name_opleiding(Import *in, GError **error)
{
    StageOpleiding *o = &in->row.opleiding;
    gint64 known = 0;

    if (o->naam != NULL)
        return TRUE;
    if (!stage_opleiding.match(in->db, o, &known, error))
        return FALSE;
    if (known == 0)
        stage_set_text(&o->naam, o->crebo);
    return TRUE;
}

/* Whether the cells of a row say anything of an entity. */
static gboolean
is_said(const StageImportRow *row, guint index)
{
    switch (index) {
    case OPLEIDING:
        return row->opleiding.crebo != NULL || row->opleiding.naam != NULL;
    case DOCENT:
        return row->docent.code != NULL || row->docent.naam.achternaam != NULL;
    case LEERBEDRIJF:
        return row->leerbedrijf.sbb != NULL || row->leerbedrijf.naam != NULL;
    case OPLEIDER:
        return row->opleider.naam.achternaam != NULL;
    default:
        return TRUE;
    }
}

/* The id of what a row says of an opleiding, docent, company or opleider; 0 when it says nothing. `owner` is
 * the id of what it belongs to. */
static gboolean
put_kept(Import *in, guint index, gint64 owner, gint64 *out_id, GError **error)
{
    const StageEntity *of = entities[index];
    g_autofree char *key = cells_of(in, index, owner);
    const gint64 *known = g_hash_table_lookup(in->known[index], key);

    g_assert(is_kept(index));
    if (known != NULL) {
        *out_id = *known;
        return TRUE;
    }
    if (index == OPLEIDER)
        in->row.opleider.leerbedrijf = owner;
    if (!read_cells(in, of, error))
        return FALSE;
    if (is_said(&in->row, index)) {
        if ((index == OPLEIDING && !name_opleiding(in, error)) || !put(in, index, error))
            return FALSE;
        *out_id = *(gint64 *)stage_import_entity(&in->row, of);
    }
    remember(in, index, key, *out_id);
    return TRUE;
}

/* --- one row --- */

static gboolean
put_placement(Import *in, GError **error)
{
    StageImportRow *row = &in->row;
    gint64 leerbedrijf = 0;

    if (!put_kept(in, LEERBEDRIJF, 0, &leerbedrijf, error))
        return FALSE;
    if (leerbedrijf == 0 && !stage_day_is_set(row->plaatsing.begin))
        return TRUE;
    if (leerbedrijf == 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the placement has no leerbedrijf"));
    row->plaatsing.leerbedrijf = leerbedrijf;
    row->plaatsing.student = row->student.id;
    return put_kept(in, OPLEIDER, leerbedrijf, &row->plaatsing.opleider, error) && put(in, PLAATSING, error);
}

static gboolean
apply_row(Import *in, GError **error)
{
    StageImportRow *row = &in->row;

    /* What can be refused by itself is read before anything is written. */
    if (in->record->n != in->map->n)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%u fields where the header has %u"), in->record->n,
                          in->map->n);
    if (!read_cells(in, &stage_student, error) || !read_cells(in, &stage_plaatsing, error))
        return FALSE;
    if (row->student.nummer == NULL)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("column \"%s\": it is empty, and the row needs it"),
                          (const char *)g_ptr_array_index(in->map->headers, (guint)in->map->at[0]));
    return put_kept(in, OPLEIDING, 0, &row->student.opleiding, error) && put(in, STUDENT, error) &&
           put_kept(in, DOCENT, 0, &row->plaatsing.docent, error) && put_placement(in, error);
}

static void
count_row(Import *in)
{
    *(in->outcome == STAGE_PUT_NEW       ? &in->counts->added
      : in->outcome == STAGE_PUT_CHANGED ? &in->counts->changed
                                         : &in->counts->unchanged) += 1;
    in->counts->conflicts += in->put.conflicts;
}

/* A bad row that is left out takes what it had begun back with it. */
static gboolean
try_row(Import *in, GError **error)
{
    const StageImportCounts before = *in->counts;

    in->put.line = in->record->line;
    in->put.conflicts = 0;
    in->outcome = STAGE_PUT_UNCHANGED;
    g_ptr_array_set_size(in->fresh, 0);
    gboolean done = apply_row(in, error);
    if (!stage_put_settle(&in->put, done, done ? error : NULL))
        return FALSE;
    if (done) {
        count_row(in);
    } else {
        memcpy(in->counts->of, before.of, sizeof before.of);
        forget_row(in);
    }
    return done;
}

/* Whether the fault lies with the row, not with the store or the machine. */
static gboolean
is_bad_row(const GError *error)
{
    static const StageErrorCode data[] = { STAGE_ERROR_BAD_INPUT, STAGE_ERROR_NOT_FOUND,
                                           STAGE_ERROR_AMBIGUOUS, STAGE_ERROR_EXISTS, STAGE_ERROR_IN_USE };

    for (gsize i = 0; i < G_N_ELEMENTS(data); i++)
        if (g_error_matches(error, STAGE_ERROR, (gint)data[i]))
            return TRUE;
    return FALSE;
}

/* Hands on a record (the header, with `why` NULL) without what may not come in. */
static gboolean
reject(Import *in, const StageRecord *record, const char *why, GError **error)
{
    if (in->options->reject == NULL)
        return TRUE;
    g_autofree const char **fields = g_new(const char *, record->n);
    for (guint i = 0; i < record->n; i++)
        fields[i] = i < in->map->n && why != NULL &&
                            stage_import_is_forbidden(g_ptr_array_index(in->map->keys, i))
                        ? ""
                        : record->fields[i];
    return in->options->reject(record->n, fields, why, in->options->data, error);
}

static gboolean
do_row(Import *in, GError **error)
{
    g_autoptr(GError) failed = NULL;

    in->counts->rows++;
    gboolean done = try_row(in, &failed);
    stage_import_row_clear(&in->row);
    if (done)
        return TRUE;
    if (!is_bad_row(failed)) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return FALSE;
    }
    g_autofree char *message = g_strdup_printf("%s:%u: %s", in->path, in->record->line, failed->message);
    in->options->problem(message, in->options->data);
    in->counts->rejected++;
    return reject(in, in->record, failed->message, error);
}

/* --- the file --- */

static gboolean
read_rows(Import *in, StageReader *reader, GError **error)
{
    while (TRUE) {
        if (!stage_reader_next(reader, &in->record, error))
            return FALSE;
        if (in->record == NULL)
            break;
        if (!do_row(in, error))
            return FALSE;
    }
    if (in->counts->rejected > 0 && !in->options->skip_bad)
        return stage_fail(
            error, STAGE_ERROR_BAD_INPUT,
            Q_("%s: %u of %u rows is bad, so nothing was imported; --skip-bad imports the good ones",
               "%s: %u of %u rows are bad, so nothing was imported; --skip-bad imports the good ones",
               in->counts->rejected),
            in->path, in->counts->rejected, in->counts->rows);
    return TRUE;
}

/* With what is kept from row to row. */
static gboolean
run(Import *in, StageReader *reader, GError **error)
{
    in->put = (StagePut){ .db = in->db, .options = in->options };
    in->fresh = g_ptr_array_new_with_free_func(free_fresh);
    for (guint i = 0; i < STAGE_IMPORT_ENTITIES; i++)
        in->known[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    gboolean done = stage_put_begin(&in->put, error) && read_rows(in, reader, error) &&
                    (!in->map->plaatsingen ||
                     stage_import_gone(&in->put, &in->seen, &in->counts->gone, error));
    if (in->seen.bits != NULL)
        g_byte_array_unref(in->seen.bits);
    for (guint i = 0; i < STAGE_IMPORT_ENTITIES; i++)
        g_hash_table_unref(in->known[i]);
    g_ptr_array_unref(in->fresh);
    stage_put_end(&in->put);
    return done;
}

gboolean
stage_import_lines(StageDb *db, StageLines *lines, const StageImportOptions *options, StageImportCounts *out,
                   GError **error)
{
    Import in = { .db = db, .options = options, .counts = out };
    const StageReaderOptions how = { .map = options->map };

    *out = (StageImportCounts){ .unused = g_ptr_array_new_with_free_func(g_free) };
    for (guint i = 0; i < STAGE_IMPORT_ENTITIES; i++)
        out->of[i].plural = entities[i]->plural;
    in.path = stage_lines_path(lines);
    g_autoptr(StageReader) reader = stage_reader_new(lines, &how, error);
    if (reader == NULL)
        return FALSE;
    out->reading = *stage_reader_reading(reader);
    const StageRecord *header = stage_reader_header(reader);
    g_autoptr(StageImportMap) map = stage_import_match(header, options->map, error);
    if (map == NULL) {
        g_prefix_error(error, "%s:%u: ", in.path, header->line);
        return FALSE;
    }
    in.map = map;
    if (!reject(&in, header, NULL, error))
        return FALSE;
    for (guint i = 0; i < map->unused->len; i++)
        g_ptr_array_add(out->unused, g_strdup(g_ptr_array_index(map->unused, i)));
    gboolean done = run(&in, reader, error);
    out->reading = *stage_reader_reading(reader);
    return done;
}

gboolean
stage_import_run(StageDb *db, const char *path, const StageImportOptions *options, StageImportCounts *out,
                 GError **error)
{
    g_autoptr(StageLines) lines = stage_lines_open(path, options->encoding, error);

    *out = (StageImportCounts){ 0 };
    if (lines == NULL)
        out->unused = g_ptr_array_new_with_free_func(g_free);
    return lines != NULL && stage_import_lines(db, lines, options, out, error);
}
