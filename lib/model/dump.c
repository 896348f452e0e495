#include "model/dump.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/gelijkenis.h"
#include "model/json.h"
#include "model/tables.h"

enum { VERSION = 1, LINE_MAX_BYTES = 48 * 1024 * 1024 };

/* --- out --- */

typedef struct {
    StageDumpLine line;
    void *data;
    GChecksum *sum;
    guint64 lines;
} Writer;

/* Takes the object. */
static gboolean
write_line(Writer *w, cJSON *object, GError **error)
{
    char *text = cJSON_PrintUnformatted(object);

    cJSON_Delete(object);
    g_assert(text != NULL);
    gboolean done = w->line(text, w->data, error);
    g_checksum_update(w->sum, (const guchar *)text, (gssize)strlen(text));
    g_checksum_update(w->sum, (const guchar *)"\n", 1);
    cJSON_free(text);
    w->lines++;
    return done;
}

static gboolean
write_table(Writer *w, StageDb *db, const StageEntity *of, GError **error)
{
    g_autoptr(StageStmt) rows = stage_entity_all(of, db, error);
    g_autofree void *entity = g_malloc0(of->size);
    gboolean done = rows != NULL;

    while (done && stage_stmt_next(rows)) {
        cJSON *object = cJSON_CreateObject();
        cJSON_AddStringToObject(object, "tabel", of->noun);
        cJSON_AddNumberToObject(object, "id", (double)stage_stmt_number(rows, 0));
        stage_fields_read(of->fields, entity, rows, 1);
        stage_fields_to_json(of->fields, entity, object);
        done = write_line(w, object, error);
    }
    stage_entity_clear(of, entity);
    return done && stage_stmt_done(rows, error);
}

static gboolean
write_number(const char *table, const char *name, gint64 last, void *data, GError **error)
{
    cJSON *object = cJSON_CreateObject();

    cJSON_AddStringToObject(object, "tabel", table);
    cJSON_AddStringToObject(object, "naam", name);
    cJSON_AddNumberToObject(object, "laatste", (double)last);
    return write_line(data, object, error);
}

static gboolean
write_all(Writer *w, StageDb *db, GError **error)
{
    static const char schema[] = "SELECT max(nummer) FROM migratie";
    cJSON *head = cJSON_CreateObject();
    gint64 version = 0;

    cJSON_AddStringToObject(head, "stage", "dump");
    cJSON_AddNumberToObject(head, "versie", VERSION);
    gboolean done = stage_db_number(db, schema, STAGE_NO_ARGS, &version, error);
    cJSON_AddNumberToObject(head, "schema", (double)version);
    done = write_line(w, head, done ? error : NULL) && done;
    for (guint i = 0; done && stage_table(i) != NULL; i++)
        done = write_table(w, db, stage_table(i), error);
    return done && stage_tables_numbers(db, write_number, w, error);
}

gboolean
stage_dump_write(StageDb *db, StageDumpLine line, void *data, guint64 *out_rows, GError **error)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    Writer w = { .line = line, .data = data, .sum = sum };

    if (!stage_db_sees_all(db, error) || !write_all(&w, db, error))
        return FALSE;
    *out_rows = w.lines - 1;
    g_autofree char *end = g_strdup_printf("{\"einde\":%" G_GUINT64_FORMAT ",\"sha256\":\"%s\"}", w.lines,
                                           g_checksum_get_string(sum));
    return line(end, data, error);
}

/* --- in --- */

typedef struct {
    StageDb *db;
    GChecksum *sum;
    guint64 lines; /* before this one */
    gboolean ended;
    const StageEntity *of; /* the table that is being filled */
    StageStmt *many;
} Reader;

static const char *
string_of(const cJSON *object, const char *name)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

static gboolean
whole_number(const cJSON *object, const char *name, gint64 *out, GError **error)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);

    if (!cJSON_IsNumber(item) || item->valuedouble < 0 || item->valuedouble >= 9007199254740992.0 ||
        (double)(gint64)item->valuedouble != item->valuedouble)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is missing, or no whole number"), name);
    *out = (gint64)item->valuedouble;
    return TRUE;
}

static gboolean
read_head(const cJSON *object, GError **error)
{
    gint64 version = 0;

    if (g_strcmp0(string_of(object, "stage"), "dump") != 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("it is no dump of stage"));
    if (!whole_number(object, "versie", &version, error))
        return FALSE;
    return version == VERSION ||
           stage_fail(error, STAGE_ERROR_TOO_NEW, _("the dump is of another version of stage"));
}

static gboolean
read_number(Reader *r, const char *table, const cJSON *object, GError **error)
{
    gint64 last = 0;

    return whole_number(object, "laatste", &last, error) &&
           stage_tables_put_number(r->db, table, string_of(object, "naam"), last, error);
}

static gboolean
end_table(Reader *r, GError **error)
{
    gboolean done = r->many == NULL || stage_db_many_end(r->many, error);

    g_clear_pointer(&r->many, stage_stmt_free);
    r->of = NULL;
    return done;
}

static gboolean
put_row(Reader *r, const StageEntity *of, gint64 id, void *entity, GError **error)
{
    StageValue values[STAGE_FIELDS_MAX + 1];

    if (of != r->of && !end_table(r, error))
        return FALSE;
    if (r->many == NULL)
        r->many = stage_entity_many(of, r->db, TRUE, error);
    r->of = of;
    if (of->derive != NULL)
        of->derive(entity);
    guint n = stage_fields_bind(of->fields, id, entity, values);
    return r->many != NULL && stage_db_many_put(r->many, values, n, error);
}

static gboolean
read_row(Reader *r, const StageEntity *of, const cJSON *object, GError **error)
{
    static const char *const others[] = { "tabel", "id", NULL };
    g_autofree void *entity = g_malloc0(of->size);
    gint64 id = 0;
    gboolean done = whole_number(object, "id", &id, error) &&
                    stage_fields_from_json(of->fields, entity, object, others, error);

    if (done && id == 0)
        done = stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is missing, or no whole number"), "id");
    done = done && put_row(r, of, id, entity, error);
    stage_entity_clear(of, entity);
    return done;
}

static gboolean
read_end(Reader *r, const cJSON *object, GError **error)
{
    gint64 lines = 0;

    if (!whole_number(object, "einde", &lines, error))
        return FALSE;
    if ((guint64)lines != r->lines ||
        g_strcmp0(string_of(object, "sha256"), g_checksum_get_string(r->sum)) != 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the dump is not whole, or it was changed"));
    r->ended = TRUE;
    return TRUE;
}

static gboolean
read_object(Reader *r, const cJSON *object, GError **error)
{
    const char *table = string_of(object, "tabel");

    if (r->ended)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("it stands after the end"));
    if (r->lines == 0)
        return read_head(object, error);
    if (table == NULL)
        return end_table(r, error) && read_end(r, object, error);
    if (stage_tables_is_number(table))
        return end_table(r, error) && read_number(r, table, object, error);
    if (stage_table_named(table) == NULL)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("it is of no table"));
    return read_row(r, stage_table_named(table), object, error);
}

static gboolean
read_line(Reader *r, const char *line, gsize length, GError **error)
{
    if (length > LINE_MAX_BYTES || strlen(line) != length || !g_utf8_validate(line, (gssize)length, NULL))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the line is too long, or not valid UTF-8"));
    g_autoptr(cJSON) object = cJSON_ParseWithOpts(line, NULL, TRUE);
    if (!cJSON_IsObject(object))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("it is no JSON object"));
    if (!read_object(r, object, error))
        return FALSE;
    if (r->ended) /* the hash is read, and takes in no more */
        return TRUE;
    g_checksum_update(r->sum, (const guchar *)line, (gssize)length);
    g_checksum_update(r->sum, (const guchar *)"\n", 1);
    r->lines++;
    return TRUE;
}

gboolean
stage_dump_read(StageDb *db, FILE *from, const char *name, guint64 *out_rows, GError **error)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    Reader r = { .db = db, .sum = sum };
    char *line = NULL;
    size_t size = 0;
    ssize_t length = 0;
    gboolean empty = FALSE;
    gboolean done = stage_tables_are_empty(db, &empty, error) &&
                    (empty || stage_fail(error, STAGE_ERROR_EXISTS,
                                         _("the store is not empty: load a dump into a new one")));

    while (done && (length = getline(&line, &size, from)) >= 0) {
        if (length > 0 && line[length - 1] == '\n')
            line[--length] = '\0';
        done = read_line(&r, line, (gsize)length, error);
        if (!done)
            g_prefix_error(error, "%s:%" G_GUINT64_FORMAT ": ", name, r.lines + 1);
    }
    free(line);
    g_clear_pointer(&r.many, stage_stmt_free);
    if (done && ferror(from))
        return stage_fail(error, STAGE_ERROR_IO, _("cannot read '%s': %s"), name, g_strerror(errno));
    if (done && !r.ended)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("%s: the dump is not whole: its last line is missing"), name);
    *out_rows = r.lines == 0 ? 0 : r.lines - 1;
    return done && stage_db_bulk_end(db, error) && stage_db_index_all(db, error) &&
           stage_gelijkenis_all(db, error);
}
