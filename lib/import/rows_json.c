#include <cjson/cJSON.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "import/reader.h"
#include "import/rows_forms.h"

/* A file of objects is read object by object, so that its length does not matter: only where each begins and
 * ends is found here, cJSON reads it. */

enum { COLUMNS_MAX = 500, DEPTH_MAX = 32 };
/* The largest whole number that a double holds exactly: 2^53. */
#define EXACT_MAX 9007199254740992.0

/* Where the objects stand: in an array, one behind the other, or in the array of a key of one object. */
typedef enum { WHERE_ARRAY, WHERE_LINES, WHERE_ITEMS } Where;

typedef struct {
    StageLines *lines;
    char *block;
    gsize length, at; /* of the block */
    guint line;
    Where where;
    guint depth;       /* of brackets that are open */
    gboolean in_items; /* inside the array of "items" */
    gboolean ended;    /* the outermost bracket is closed */
    GString *key;      /* the last text at the depth of the keys of the outermost object */
    GString *object;   /* the object that is being read */
    GPtrArray *names;  /* char *: a column for each path */
    GHashTable *place; /* path → its place + 1 */
    GPtrArray *cells;  /* char *: of the row */
    guint objects;
    StageRecord header, row;
} Json;

/* --- flattening --- */

static gboolean
fail_at(const Json *j, guint line, GError **error, const char *why)
{
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, "%s:%u: %s", stage_lines_path(j->lines), line, why);
}

/* A new path is a new column, but only while the columns are being collected. */
static gboolean
put_cell(Json *j, const char *path, const char *text, GError **error)
{
    gpointer place = g_hash_table_lookup(j->place, path);

    if (place == NULL) {
        if (j->names->len == COLUMNS_MAX)
            return fail_at(j, j->line, error, _("the objects have more than 500 different keys"));
        g_ptr_array_add(j->names, g_strdup(path));
        place = GUINT_TO_POINTER(j->names->len);
        g_hash_table_insert(j->place, g_strdup(path), place);
    }
    guint at = GPOINTER_TO_UINT(place) - 1;
    if (at >= j->cells->len)
        g_ptr_array_set_size(j->cells, (gint)at + 1);
    if (j->cells->pdata[at] != NULL)
        return fail_at(j, j->line, error, _("a key stands twice in one object"));
    j->cells->pdata[at] = g_strdup(text);
    return TRUE;
}

/* A number as it was written, as far as that can be known. */
static gboolean
put_number(Json *j, const char *path, double number, GError **error)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    if (number > EXACT_MAX || number < -EXACT_MAX)
        return fail_at(j, j->line, error,
                       _("a number is too long to be exact: write it as a text, in quotes"));
    g_ascii_formatd(text, sizeof text, "%.15g", number);
    if (number == (double)(gint64)number)
        g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, (gint64)number);
    return put_cell(j, path, text, error);
}

static gboolean flatten(Json *j, const cJSON *value, const char *path, guint depth, GError **error);

/* {"codeType": "student_number", "code": "0012"}, as OOAPI writes numbers: the type names the column. */
static gboolean
put_code(Json *j, const cJSON *object, const char *path, gboolean *done, GError **error)
{
    const cJSON *type = cJSON_GetObjectItemCaseSensitive(object, "codeType");
    const cJSON *code = cJSON_GetObjectItemCaseSensitive(object, "code");
    const char *dot = strrchr(path, '.');

    *done = cJSON_IsString(type) && cJSON_IsString(code);
    if (!*done)
        return TRUE;
    g_autofree char *parent = g_strndup(path, dot == NULL ? 0 : (gsize)(dot - path) + 1);
    g_autofree char *name = g_strconcat(parent, type->valuestring, NULL);
    return put_cell(j, name, code->valuestring, error);
}

static gboolean
flatten_object(Json *j, const cJSON *object, const char *path, guint depth, GError **error)
{
    gboolean done = FALSE;

    if (*path != '\0' && !put_code(j, object, path, &done, error))
        return FALSE;
    for (const cJSON *item = object->child; !done && item != NULL; item = item->next) {
        g_autofree char *inner = *path == '\0' ? g_strdup(item->string)
                                               : g_strconcat(path, ".", item->string, NULL);
        if (!flatten(j, item, inner, depth + 1, error))
            return FALSE;
    }
    return TRUE;
}

/* Codes each have a column of their own; of other things the first, the second and so on have. */
static gboolean
flatten_array(Json *j, const cJSON *array, const char *path, guint depth, GError **error)
{
    guint n = 1;

    for (const cJSON *item = array->child; item != NULL; item = item->next, n++) {
        gboolean done = FALSE;
        g_autofree char *inner = g_strdup_printf("%s.%u", path, n);
        if (cJSON_IsObject(item) && !put_code(j, item, path, &done, error))
            return FALSE;
        if (!done && !flatten(j, item, inner, depth + 1, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
flatten(Json *j, const cJSON *value, const char *path, guint depth, GError **error)
{
    if (depth > DEPTH_MAX)
        return fail_at(j, j->line, error, _("the object is nested too deeply"));
    if (cJSON_IsObject(value))
        return flatten_object(j, value, path, depth, error);
    if (cJSON_IsArray(value))
        return flatten_array(j, value, path, depth, error);
    if (cJSON_IsNumber(value))
        return put_number(j, path, value->valuedouble, error);
    return put_cell(j, path,
                    cJSON_IsString(value)  ? value->valuestring
                    : cJSON_IsTrue(value)  ? "true"
                    : cJSON_IsFalse(value) ? "false"
                                           : "",
                    error);
}

/* --- finding the objects --- */

/* The next character, or '\0' at the end. */
static gboolean
next_character(Json *j, char *out, GError **error)
{
    *out = '\0';
    if (j->at == j->length) {
        if (!stage_lines_read(j->lines, &j->block, &j->length, error))
            return FALSE;
        j->at = 0;
        if (j->length == 0)
            return TRUE;
    }
    *out = j->block[j->at++];
    j->line += *out == '\n' ? 1 : 0;
    return TRUE;
}

/* The rest of a text; it goes into the object, or else becomes the key. */
static gboolean
read_string(Json *j, GString *into, GError **error)
{
    gboolean escaped = FALSE;
    char c = '\0';

    while (next_character(j, &c, error)) {
        if (c == '\0')
            return fail_at(j, j->line, error, _("the JSON ends in the middle of a text"));
        if (into->len > STAGE_IMPORT_LINE_MAX)
            return fail_at(j, j->line, error,
                           _("a text or an object is longer than 1 MiB: this is no export"));
        g_string_append_c(into, c);
        if (!escaped && c == '"')
            return TRUE;
        escaped = !escaped && c == '\\';
    }
    return FALSE;
}

/* Whether an object that opens here is a row. */
static gboolean
is_row_here(const Json *j)
{
    return j->where == WHERE_ITEMS ? j->in_items && j->depth == 2
                                   : j->depth == (j->where == WHERE_ARRAY ? 1U : 0U);
}

/* The rest of an object into j->object, whose first brace is there. */
static gboolean
read_object(Json *j, GError **error)
{
    guint depth = 1;
    char c = '\0';

    while (depth > 0) {
        if (!next_character(j, &c, error))
            return FALSE;
        if (c == '\0')
            return fail_at(j, j->line, error, _("the JSON ends in the middle of an object"));
        if (j->object->len > STAGE_IMPORT_LINE_MAX)
            return fail_at(j, j->line, error,
                           _("a text or an object is longer than 1 MiB: this is no export"));
        g_string_append_c(j->object, c);
        depth += c == '{' || c == '[' ? 1U : 0U;
        depth -= c == '}' || c == ']' ? 1U : 0U;
        if (c == '"' && !read_string(j, j->object, error))
            return FALSE;
    }
    return TRUE;
}

/* What stands between the objects. */
static gboolean
step_over(Json *j, char c, GError **error)
{
    gboolean around = j->where == WHERE_ITEMS && j->depth > 0 && !j->in_items;

    if (c == '"' && around) {
        g_string_truncate(j->key, 0);
        return read_string(j, j->key, error);
    }
    if (c == '[' || c == '{') {
        if (j->ended)
            return fail_at(j, j->line, error, _("there is more behind the end of the JSON"));
        j->depth++;
        if (c == '[' && j->depth == 2)
            j->in_items = strcmp(j->key->str, "items\"") == 0;
        return j->depth <= DEPTH_MAX || fail_at(j, j->line, error, _("the object is nested too deeply"));
    }
    if (c == ']' || c == '}') {
        if (j->depth == 0)
            return fail_at(j, j->line, error, _("a bracket closes that was not opened"));
        j->in_items = j->in_items && j->depth != 2;
        j->ended = --j->depth == 0;
        return TRUE;
    }
    /* A byte order mark too, which UTF-16 keeps. */
    if (strchr(" \t\r\n,", c) != NULL || around ||
        (j->depth == 0 && j->line == 1 && strchr("\xef\xbb\xbf", c) != NULL))
        return TRUE;
    return fail_at(j, j->line, error, _("here a JSON object must stand"));
}

/* The next object, in j->object; an empty one at the end. */
static gboolean
find_object(Json *j, guint *line, GError **error)
{
    char c = '\0';

    g_string_truncate(j->object, 0);
    while (next_character(j, &c, error)) {
        if (c == '{' && is_row_here(j)) {
            *line = j->line;
            g_string_append_c(j->object, c);
            return read_object(j, error);
        }
        if (c == '\0')
            return j->depth == 0 ||
                   fail_at(j, j->line, error, _("the JSON ends before its brackets are closed"));
        if (!step_over(j, c, error))
            return FALSE;
    }
    return FALSE;
}

/* Whether a text has \u0000, at which it would end for us; in \\u0000 the backslash is a letter. */
static gboolean
has_nul(const char *object)
{
    for (const char *at = object; (at = strstr(at, "\\u0000")) != NULL; at++) {
        const char *first = at;
        while (first > object && first[-1] == '\\')
            first--;
        if ((at - first) % 2 == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
json_next(void *self, const StageRecord **out, GError **error)
{
    Json *j = self;
    guint line = 0;

    *out = NULL;
    if (!find_object(j, &line, error))
        return FALSE;
    if (j->object->len == 0)
        return TRUE;
    if (has_nul(j->object->str))
        return fail_at(j, line, error, _("a text of the object that begins here holds a NUL"));
    cJSON *object = cJSON_ParseWithLength(j->object->str, j->object->len);
    if (object == NULL)
        return fail_at(j, line, error, _("the object that begins here is no JSON"));
    g_ptr_array_set_size(j->cells, 0);
    g_ptr_array_set_size(j->cells, (gint)j->names->len);
    gboolean done = flatten_object(j, object, "", 0, error);
    cJSON_Delete(object);
    for (guint i = 0; i < j->cells->len; i++)
        if (j->cells->pdata[i] == NULL)
            j->cells->pdata[i] = g_strdup("");
    j->objects++;
    j->row = (StageRecord){ line, j->cells->len, (const char *const *)(void *)j->cells->pdata };
    *out = &j->row;
    return done;
}

/* One pass over the file finds all columns; where the objects stand follows from its first brackets. */
static gboolean
start(Json *j, GError **error)
{
    if (!stage_lines_rewind(j->lines, error))
        return FALSE;
    j->at = j->length = 0;
    j->line = 1;
    j->depth = 0;
    j->objects = 0;
    j->in_items = j->ended = FALSE;
    g_string_truncate(j->key, 0);
    return TRUE;
}

static gboolean
json_rewind(void *self, GError **error)
{
    return start(self, error);
}

static const StageRecord *
json_header(const void *self)
{
    return &((const Json *)self)->header;
}

static void
json_say(const void *self, GPtrArray *out)
{
    const StageText *text = stage_lines_text(((const Json *)self)->lines);

    g_ptr_array_add(out, g_strdup_printf(_("read as JSON, %s"), text->encoding));
    stage_text_say(text, out);
}

static void
json_free(void *self)
{
    Json *j = self;

    g_string_free(j->key, TRUE);
    g_string_free(j->object, TRUE);
    g_ptr_array_unref(j->names);
    g_ptr_array_unref(j->cells);
    g_hash_table_unref(j->place);
    g_free(j);
}

static const StageRowsForm form = { json_header, json_next, json_rewind, json_say, json_free };

/* Whether one object holds all the others, as a page of an API does: the first object has a key "items". */
static gboolean
find_where(Json *j, GError **error)
{
    char c = '\0';

    do
        if (!next_character(j, &c, error))
            return FALSE;
    while (c != '[' && c != '{');
    j->where = c == '[' ? WHERE_ARRAY : WHERE_LINES;
    if (c == '[')
        return TRUE;
    j->depth = 1;
    while (j->depth > 0 && next_character(j, &c, error) && c != '\0') {
        if (c == '"') {
            g_string_truncate(j->key, 0);
            if (!read_string(j, j->key, error))
                return FALSE;
        }
        if (c == '[' && j->depth == 1 && strcmp(j->key->str, "items\"") == 0) {
            j->where = WHERE_ITEMS;
            return TRUE;
        }
        j->depth += c == '{' || c == '[' ? 1U : 0U;
        j->depth -= c == '}' || c == ']' ? 1U : 0U;
    }
    return error == NULL || *error == NULL;
}

gboolean
stage_rows_open_json(StageRows *rows, StageLines *lines, GError **error)
{
    Json *j = g_new0(Json, 1);
    const StageRecord *row = NULL;

    rows->form = &form;
    rows->self = j;
    j->lines = lines;
    j->key = g_string_new(NULL);
    j->object = g_string_new(NULL);
    j->names = g_ptr_array_new_with_free_func(g_free);
    j->cells = g_ptr_array_new_with_free_func(g_free);
    j->place = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!start(j, error) || !find_where(j, error) || !start(j, error))
        return FALSE;
    do
        if (!json_next(j, &row, error))
            return FALSE;
    while (row != NULL);
    j->header = (StageRecord){ 1, j->names->len, (const char *const *)(void *)j->names->pdata };
    return start(j, error);
}
