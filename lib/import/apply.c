#include "import/apply.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "import/match.h"
#include "model/begeleider.h"

/* In the order in which a row refers to them. */
enum { OPLEIDING, STUDENT, DOCENT, LEERBEDRIJF, OPLEIDER, PLAATSING };
static const StageEntity *const entities[STAGE_IMPORT_ENTITIES] = { &stage_opleiding, &stage_student,
                                                                    &stage_docent,    &stage_leerbedrijf,
                                                                    &stage_opleider,  &stage_plaatsing };

typedef struct {
    StageDb *db;
    const StageImportOptions *options;
    StageImportCounts *counts;
    const char *path;
    const StageImportMap *map;
    const StageRecord *record;
    StageImportRow row;
    GPtrArray *pending; /* StageImportChange: what this row did, told when all of it succeeded */
} Import;

/* --- reading a row --- */

static gboolean
read_row(Import *in, GError **error)
{
    const StageRecord *record = in->record;

    if (record->n != in->map->n)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%u fields where the header has %u"), record->n,
                          in->map->n);
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++) {
        int at = in->map->at[c];
        if (at < 0 || stage_import_cell(&stage_import_columns[c], record->fields[at], in->options->today,
                                        &in->row, error))
            continue;
        g_prefix_error(error, _("column \"%s\": "),
                       (const char *)g_ptr_array_index(in->map->headers, (guint)at));
        return FALSE;
    }
    return TRUE;
}

/* --- one entity --- */

/* What people read: of a reference the label, not the id. */
static char *
shown_value(Import *in, const StageField *field, const void *entity)
{
    StageValue value = stage_field_value(field, entity);

    if (value.type == STAGE_INT && field->refers != NULL)
        return stage_entity_label(field->refers, in->db, value.number, NULL);
    return value.type == STAGE_INT ? g_strdup_printf("%" PRId64, value.number) : g_strdup(value.text);
}

static void
report(Import *in, const StageEntity *of, const void *entity, const StageField *field, const void *before)
{
    StageImportChange *change = g_new0(StageImportChange, 1);

    change->line = in->record->line;
    change->kind = field == NULL ? STAGE_IMPORT_NEW : STAGE_IMPORT_CHANGED;
    change->entity = of->noun;
    change->id = *(const gint64 *)entity;
    change->what = stage_entity_label(of, in->db, change->id, NULL);
    change->field = field == NULL ? NULL : field->name;
    change->before = field == NULL ? NULL : shown_value(in, field, before);
    change->after = field == NULL ? NULL : shown_value(in, field, entity);
    g_ptr_array_add(in->pending, change);
}

static void
free_change(void *data)
{
    StageImportChange *change = data;

    g_free(change->what);
    g_free(change->before);
    g_free(change->after);
    g_free(change);
}

/* What the export says is laid over what there is; empty cells change nothing. */
static gboolean
update(Import *in, const StageEntity *of, guint index, gint64 id, void *given, GError **error)
{
    g_autofree void *before = g_malloc0(of->size);
    g_autofree void *after = g_malloc0(of->size);
    gboolean done = stage_entity_get(of, in->db, id, before, error);
    guint differing = 0;

    if (done) {
        *(gint64 *)after = id;
        stage_fields_copy(of->fields, after, before);
        stage_fields_overlay(of->fields, after, given);
        done = stage_fields_check(of->fields, after, error);
    }
    for (guint f = 0; done && f < of->fields.n; f++)
        differing += stage_field_differs(&of->fields.fields[f], before, after) ? 1 : 0;
    if (done && differing > 0)
        done = stage_entity_save(of, in->db, after, error);
    for (guint f = 0; done && differing > 0 && f < of->fields.n; f++)
        if (of->fields.fields[f].kind != STAGE_FIELD_DERIVED &&
            stage_field_differs(&of->fields.fields[f], before, after))
            report(in, of, after, &of->fields.fields[f], before);
    if (done)
        *(differing > 0 ? &in->counts->of[index].changed : &in->counts->of[index].unchanged) += 1;
    *(gint64 *)given = id;
    stage_entity_clear(of, before);
    stage_entity_clear(of, after);
    return done;
}

static gboolean
put(Import *in, guint index, GError **error)
{
    const StageEntity *of = entities[index];
    void *given = stage_import_entity(&in->row, of);
    gint64 id = 0;

    if (!of->match(in->db, given, &id, error))
        return FALSE;
    if (id != 0)
        return update(in, of, index, id, given, error);
    if (!stage_entity_add(of, in->db, given, error))
        return FALSE;
    in->counts->of[index].added++;
    report(in, of, given, NULL, NULL);
    return TRUE;
}

/* --- one row --- */

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

/* A placement that is in the store keeps its past: who the export names for it guides from today on, or from
 * its beginning when that is still to come. */
typedef struct {
    StagePlaatsing known; /* as it was before this row; id 0: it is new */
    gint64 person[2];     /* by StageRol: who is to guide; 0: whoever does */
} Guides;

/* What is about people is taken out of the row for a placement that has them already. One that moved to
 * another company leaves its praktijkopleider behind, also when the export names no new one. */
static gboolean
take_guides(Import *in, Guides *guides, GError **error)
{
    StagePlaatsing *given = &in->row.plaatsing;
    gint64 id = 0;

    if (!stage_plaatsing.match(in->db, given, &id, error) ||
        (id != 0 && !stage_entity_get(&stage_plaatsing, in->db, id, &guides->known, error)))
        return FALSE;
    if (guides->known.docent != 0) {
        guides->person[STAGE_ROL_DOCENT] = given->docent;
        given->docent = 0;
    }
    if (id != 0 && guides->known.leerbedrijf != given->leerbedrijf) {
        given->opleider = given->opleider == 0 ? -1 : given->opleider;
    } else if (guides->known.opleider != 0) {
        guides->person[STAGE_ROL_OPLEIDER] = given->opleider;
        given->opleider = 0;
    }
    return TRUE;
}

static void
report_guide(Import *in, StageRol rol, gint64 before, gint64 after)
{
    const StageEntity *of = rol == STAGE_ROL_DOCENT ? &stage_docent : &stage_opleider;
    StageImportChange *change = g_new0(StageImportChange, 1);

    change->line = in->record->line;
    change->kind = STAGE_IMPORT_CHANGED;
    change->entity = stage_plaatsing.noun;
    change->id = in->row.plaatsing.id;
    change->what = stage_entity_label(&stage_plaatsing, in->db, change->id, NULL);
    change->field = stage_rollen[rol];
    change->before = before == 0 ? NULL : stage_entity_label(of, in->db, before, NULL);
    change->after = stage_entity_label(of, in->db, after, NULL);
    g_ptr_array_add(in->pending, change);
}

static gboolean
put_guides(Import *in, const Guides *guides, gboolean *changed, GError **error)
{
    for (StageRol rol = STAGE_ROL_DOCENT; rol <= STAGE_ROL_OPLEIDER; rol++) {
        gint64 now = 0, person = guides->person[rol];
        if (person == 0)
            continue;
        if (!stage_begeleider_on(in->db, guides->known.id, rol, in->options->today, &now, error))
            return FALSE;
        if (now == person)
            continue;
        if (!stage_begeleider_set(in->db, &guides->known, rol, person, in->options->today, error))
            return FALSE;
        report_guide(in, rol, now, person);
        *changed = TRUE;
    }
    return TRUE;
}

static gboolean
put_plaatsing(Import *in, GError **error)
{
    guint *was_unchanged = &in->counts->of[PLAATSING].unchanged, before = *was_unchanged;
    Guides guides = { 0 };
    gboolean changed = FALSE;
    gboolean done = take_guides(in, &guides, error) && put(in, PLAATSING, error) &&
                    put_guides(in, &guides, &changed, error);

    if (changed && *was_unchanged > before) {
        *was_unchanged = before;
        in->counts->of[PLAATSING].changed++;
    }
    stage_entity_clear(&stage_plaatsing, &guides.known);
    return done;
}

static gboolean
apply_row(Import *in, GError **error)
{
    StageImportRow *row = &in->row;
    gboolean has_opleiding = row->opleiding.crebo != NULL || row->opleiding.naam != NULL;
    gboolean has_docent = row->docent.code != NULL || row->docent.naam.achternaam != NULL;
    gboolean has_bedrijf = row->leerbedrijf.sbb != NULL || row->leerbedrijf.naam != NULL;
    gboolean has_plaatsing = stage_day_is_set(row->plaatsing.begin) || has_bedrijf;

    if (row->student.nummer == NULL)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("column \"%s\": it is empty, and the row needs it"),
                          (const char *)g_ptr_array_index(in->map->headers, (guint)in->map->at[0]));
    if (has_opleiding && !(name_opleiding(in, error) && put(in, OPLEIDING, error)))
        return FALSE;
    row->student.opleiding = row->opleiding.id;
    if (!put(in, STUDENT, error) || (has_docent && !put(in, DOCENT, error)))
        return FALSE;
    if (!has_plaatsing)
        return TRUE;
    if (!has_bedrijf)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the placement has no leerbedrijf"));
    if (!put(in, LEERBEDRIJF, error))
        return FALSE;
    row->opleider.leerbedrijf = row->plaatsing.leerbedrijf = row->leerbedrijf.id;
    if (row->opleider.naam.achternaam != NULL && !put(in, OPLEIDER, error))
        return FALSE;
    row->plaatsing.student = row->student.id;
    row->plaatsing.docent = row->docent.id;
    row->plaatsing.opleider = row->opleider.id;
    return put_plaatsing(in, error);
}

/* A bad row that is left out takes what it had begun back with it. */
static gboolean
try_row(Import *in, GError **error)
{
    const StageImportCounts before = *in->counts;

    if (!read_row(in, error))
        return FALSE;
    if (!stage_db_savepoint(in->db, error))
        return FALSE;
    gboolean done = apply_row(in, error);
    if (!done) {
        memcpy(in->counts->of, before.of, sizeof before.of);
        stage_db_savepoint_undo(in->db);
    }
    if (!stage_db_savepoint_end(in->db, done ? error : NULL) || !done)
        return FALSE;
    for (guint i = 0; i < in->pending->len; i++)
        in->options->change(g_ptr_array_index(in->pending, i), in->options->data);
    return TRUE;
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

static gboolean
do_row(Import *in, GError **error)
{
    g_autoptr(GError) failed = NULL;

    in->counts->rows++;
    g_ptr_array_set_size(in->pending, 0);
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
    return TRUE;
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
    const StageRecord *header = stage_reader_header(reader);
    g_autoptr(StageImportMap) map = stage_import_match(header, options->map, error);
    if (map == NULL) {
        g_prefix_error(error, "%s:%u: ", in.path, header->line);
        return FALSE;
    }
    in.map = map;
    for (guint i = 0; i < map->unused->len; i++)
        g_ptr_array_add(out->unused, g_strdup(g_ptr_array_index(map->unused, i)));
    g_autoptr(GPtrArray) pending = g_ptr_array_new_with_free_func(free_change);
    in.pending = pending;
    gboolean done = read_rows(&in, reader, error);
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
