#include "export/rows.h"

#include <string.h>

#include "base/csv.h"
#include "base/error.h"
#include "base/i18n.h"

/* So many rows are put in order at once; a table of more is read so many times more. */
enum { AT_ONCE = 512 * 1024 };

typedef struct {
    StageExportShape *shape;
    const StageExportOptions *options;
    StageStream *csv, *json;
    StageExportRows *out;
} Writer;

/* --- its statements --- */

typedef enum { ALL, ONE, IDS } Statement;

/* The id and then every field that is not derived, as stage_export_shape_new() counts them. */
static char *
make_sql(const void *owner, guint kind)
{
    const StageExportTable *table = owner;
    StageFields of = table->of->fields;
    GString *sql = g_string_new("SELECT id");

    for (guint i = 0; kind != IDS && i < of.n; i++)
        if (of.fields[i].kind != STAGE_FIELD_DERIVED)
            g_string_append_printf(sql, ", %s", of.fields[i].name);
    g_string_append_printf(sql, " FROM %s %s", table->of->noun,
                           kind == ONE ? "WHERE id = $1" : "ORDER BY id");
    return g_string_free(sql, FALSE);
}

static StageStmt *
query(const Writer *w, StageDb *db, Statement statement, gint64 id, GError **error)
{
    const char *sql = stage_db_made(db, w->shape->table, statement, make_sql);

    return statement == ONE ? stage_db_query(db, sql, STAGE_ARGS(stage_int(id)), error)
                            : stage_db_query(db, sql, STAGE_NO_ARGS, error);
}

/* --- a row --- */

/* A text of JSON (RFC 8259, 7). Written here rather than built as a tree first, which would take most of the
 * time that an export does. */
static void
append_json(GString *to, const char *text)
{
    static const char figures[] = "0123456789abcdef";
    const char *from = text;

    g_string_append_c(to, '"');
    for (; *text != '\0'; text++) {
        guchar c = (guchar)*text;
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        g_string_append_len(to, from, text - from);
        from = text + 1;
        g_string_append_c(to, '\\');
        if (c == '"' || c == '\\')
            g_string_append_c(to, (char)c);
        else if (c == '\n' || c == '\t' || c == '\r')
            g_string_append_c(to, c == '\n' ? 'n' : c == '\t' ? 't' : 'r');
        else {
            const char code[] = { 'u', '0', '0', figures[c >> 4], figures[c & 15], '\0' };
            g_string_append(to, code);
        }
    }
    g_string_append_len(to, from, text - from);
    g_string_append_c(to, '"');
}

static void
append_value(const Writer *w, const StageExportColumn *column, StageValue value)
{
    char number[24];

    if (value.type == STAGE_NULL) {
        g_string_append(w->json->waiting, "null");
    } else if (value.type == STAGE_TEXT) {
        append_json(w->json->waiting, value.text);
        stage_csv_cell(w->csv->waiting, value.text);
    } else {
        gboolean yesno = column->field != NULL && column->field->kind == STAGE_FIELD_YESNO;
        g_snprintf(number, sizeof number, "%" G_GINT64_FORMAT, value.number);
        const char *word = !yesno ? number : value.number != 0 ? "true" : "false";
        g_string_append(w->json->waiting, word);
        g_string_append(w->csv->waiting, word);
    }
}

static gboolean
check_text(const Writer *w, const StageExportColumn *column, gint64 id, StageValue value, GError **error)
{
    return value.type != STAGE_TEXT || g_utf8_validate(value.text, -1, NULL) ||
           stage_fail(error, STAGE_ERROR_CORRUPT, _("%s %" PRId64 ": %s is no UTF-8"),
                      _(w->shape->table->of->noun), id, _(column->name));
}

static gboolean
write_row(const Writer *w, StageStmt *row, GError **error)
{
    GString *csv = w->csv->waiting, *json = w->json->waiting;
    gint64 id = stage_stmt_number(row, 0);
    StageExportRoom room;

    if (!w->options->confidential && stage_export_is_private(w->shape, row)) {
        w->out->confidential++;
        return TRUE;
    }
    g_string_append(json, w->out->rows > 0 ? ",\n{" : "\n{");
    for (guint i = 0; i < w->shape->n; i++) {
        const StageExportColumn *column = &w->shape->columns[i];
        StageValue value = stage_export_value(w->shape, column, stage_stmt_value(row, column->at), &room);
        if (!check_text(w, column, id, value, error))
            return FALSE;
        g_string_append(csv, i > 0 ? "," : "");
        g_string_append(json, i > 0 ? ",\"" : "\"");
        g_string_append(json, column->name);
        g_string_append(json, "\":");
        append_value(w, column, value);
    }
    g_string_append(csv, "\r\n");
    g_string_append_c(json, '}');
    w->out->rows++;
    return stage_stream_flow(w->csv, error) && stage_stream_flow(w->json, error);
}

/* --- all rows --- */

static gboolean
count_common(const Writer *w, StageDb *db, GError **error)
{
    gboolean any = FALSE;

    for (guint i = 0; i < w->shape->n; i++)
        any = any || w->shape->columns[i].common != NULL;
    if (!any)
        return TRUE;
    g_autoptr(StageStmt) rows = query(w, db, ALL, 0, error);
    while (rows != NULL && stage_stmt_next(rows))
        for (guint i = 0; i < w->shape->n; i++)
            if (w->shape->columns[i].common != NULL)
                stage_export_count(&w->shape->columns[i], stage_stmt_value(rows, w->shape->columns[i].at));
    return rows != NULL && stage_stmt_done(rows, error);
}

static gboolean
write_by_id(const Writer *w, StageDb *db, GError **error)
{
    g_autoptr(StageStmt) rows = query(w, db, ALL, 0, error);

    while (rows != NULL && stage_stmt_next(rows))
        if (!write_row(w, rows, error))
            return FALSE;
    return rows != NULL && stage_stmt_done(rows, error);
}

static gboolean
write_one(const Writer *w, StageDb *db, gint64 id, GError **error)
{
    g_autoptr(StageStmt) row = query(w, db, ONE, id, error);

    if (row == NULL || (stage_stmt_next(row) && !write_row(w, row, error)))
        return FALSE;
    return stage_stmt_done(row, error);
}

/* Where a row stands under a pseudonym: the first 64 bits of its own. */
typedef struct {
    guint64 place;
    gint64 id;
} Place;

static int
by_place(gconstpointer one, gconstpointer other)
{
    const Place *a = one, *b = other;

    return a->place < b->place ? -1 : a->place > b->place ? 1 : a->id < b->id ? -1 : 1;
}

/* Of all places the part'th of `parts`. */
static GArray *
read_places(const Writer *w, StageDb *db, guint part, guint parts, GError **error)
{
    const StageExportShape *shape = w->shape;
    guint64 width = G_MAXUINT64 / parts + 1;
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    g_autoptr(StageStmt) rows = query(w, db, IDS, 0, error);
    StageExportRoom room;

    while (rows != NULL && stage_stmt_next(rows)) {
        Place place = { .id = stage_stmt_number(rows, 0) };
        StageValue value = stage_export_value(shape, &shape->columns[0], stage_int(place.id), &room);
        room.text[16] = '\0';
        place.place = value.text == NULL ? 0 : g_ascii_strtoull(room.text, NULL, 16);
        if (parts == 1 || place.place / width == part)
            g_array_append_val(places, place);
    }
    if (rows == NULL || !stage_stmt_done(rows, error))
        return NULL;
    g_array_sort(places, by_place);
    return g_steal_pointer(&places);
}

/* By pseudonym, part after part, so that the order of a large table takes no more memory than that of one. */
static gboolean
write_by_pseudonym(const Writer *w, StageDb *db, GError **error)
{
    g_autoptr(StageStmt) rows = query(w, db, IDS, 0, error);
    guint64 n = 0;

    while (rows != NULL && stage_stmt_next(rows))
        n++;
    if (rows == NULL || !stage_stmt_done(rows, error))
        return FALSE;
    guint at_once = w->options->at_once == 0 ? AT_ONCE : w->options->at_once;
    guint parts = (guint)(n / at_once) + 1;
    for (guint part = 0; part < parts; part++) {
        g_autoptr(GArray) places = read_places(w, db, part, parts, error);
        if (places == NULL)
            return FALSE;
        for (guint i = 0; i < places->len; i++)
            if (!write_one(w, db, g_array_index(places, Place, i).id, error))
                return FALSE;
    }
    return TRUE;
}

gboolean
stage_export_rows(StageDb *db, StageExportShape *shape, const StageExportOptions *options, StageStream *csv,
                  StageStream *json, StageExportRows *out, GError **error)
{
    Writer w = { .shape = shape, .options = options, .csv = csv, .json = json, .out = out };

    for (guint i = 0; i < shape->n; i++) {
        g_string_append(csv->waiting, i > 0 ? "," : "");
        stage_csv_cell(csv->waiting, shape->columns[i].name);
    }
    g_string_append(csv->waiting, "\r\n");
    g_string_append_c(json->waiting, '[');
    if (!count_common(&w, db, error) ||
        !(shape->under == NULL ? write_by_id(&w, db, error) : write_by_pseudonym(&w, db, error)))
        return FALSE;
    g_string_append(json->waiting, out->rows > 0 ? "\n]\n" : "]\n");
    return stage_stream_end(csv, error) && stage_stream_end(json, error);
}
