#include "import/profile_keys.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

/* --- lists --- */

static GPtrArray *
texts_new(void)
{
    return g_ptr_array_new_with_free_func(g_free);
}

static void
free_sign(void *data)
{
    StageProfileSign *sign = data;

    g_ptr_array_unref(sign->headers);
    g_ptr_array_unref(sign->without);
    g_ptr_array_unref(sign->cells);
    g_free(sign);
}

static void
free_cell(void *data)
{
    StageProfileCell *cell = data;

    g_free(cell->header);
    g_clear_pointer(&cell->form, g_regex_unref);
    g_free(cell);
}

static void
free_only(void *data)
{
    StageProfileOnly *only = data;

    g_free(only->header);
    g_ptr_array_unref(only->values);
    g_free(only);
}

static void
free_record(void *data)
{
    StageProfileRecord *record = data;

    g_free(record->type);
    g_ptr_array_unref(record->names);
    g_free(record);
}

void
stage_profile_make_lists(StageProfile *p)
{
    p->signs = g_ptr_array_new_with_free_func(free_sign);
    p->leave = texts_new();
    p->only = g_ptr_array_new_with_free_func(free_only);
    p->records = g_ptr_array_new_with_free_func(free_record);
    p->skip = texts_new();
}

/* --- values --- */

/* What is being read, so that an error can say where. */
typedef struct {
    StageProfile *profile;
    const char *path;
    const char *key; /* of the outermost object */
} Reading;

static gboolean
wrong(const Reading *in, GError **error, const char *what)
{
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s: \"%s\": %s"), in->path, in->key, what);
}

static gboolean
read_text(const Reading *in, const cJSON *value, char **out, GError **error)
{
    if (!cJSON_IsString(value) || *value->valuestring == '\0')
        return wrong(in, error, _("it must be a text, between quotes"));
    if (!stage_is_visible(value->valuestring) || strlen(value->valuestring) > STAGE_LINE_MAX)
        return wrong(in, error, _("the text is too long, or holds control characters"));
    g_free(*out);
    *out = g_strdup(value->valuestring);
    return TRUE;
}

static gboolean
read_switch(const Reading *in, const cJSON *value, gboolean *out, GError **error)
{
    if (!cJSON_IsBool(value))
        return wrong(in, error, _("it must be true or false"));
    *out = cJSON_IsTrue(value);
    return TRUE;
}

/* One text, or an array of them; each as it is, or folded, and then an empty one is welcome. */
static gboolean
read_texts(const Reading *in, const cJSON *value, gboolean folded, GPtrArray *out, GError **error)
{
    const cJSON *item = cJSON_IsArray(value) ? value->child : value;

    for (; item != NULL; item = cJSON_IsArray(value) ? item->next : NULL) {
        g_autofree char *text = NULL;
        gboolean empty = folded && cJSON_IsString(item) && *item->valuestring == '\0';
        if (empty)
            text = g_strdup("");
        else if (!read_text(in, item, &text, error))
            return FALSE;
        g_ptr_array_add(out, folded ? stage_fold_tight(text) : g_steal_pointer(&text));
    }
    return TRUE;
}

static gboolean
is_object(const Reading *in, const cJSON *value, GError **error)
{
    return cJSON_IsObject(value) || wrong(in, error, _("it must be an object, between braces"));
}

/* The field that a key of an object names; it may be given once. */
static gboolean
read_field(const Reading *in, const cJSON *value, int *out, GError **error)
{
    const char *names[STAGE_IMPORT_COLUMNS + 1] = { NULL };
    g_autofree char *shown = stage_visible(value->string);

    *out = stage_profile_field(value->string);
    for (const cJSON *before = value->prev; *out >= 0 && before != NULL && before->next != NULL;
         before = before->prev)
        if (strcmp(before->string, value->string) == 0)
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s: \"%s\": '%s' stands there twice"),
                              in->path, in->key, shown);
    if (*out >= 0)
        return TRUE;
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        names[c] = stage_import_columns[c].name;
    const char *near = stage_nearest(value->string, names);
    return near != NULL
               ? stage_fail(error, STAGE_ERROR_BAD_INPUT,
                            _("%s: \"%s\": there is no field '%s'; did you mean '%s'?"), in->path, in->key,
                            shown, near)
               : stage_fail(error, STAGE_ERROR_BAD_INPUT,
                            _("%s: \"%s\": there is no field '%s'; the fields are in stage-import(1)"),
                            in->path, in->key, shown);
}

/* --- keys --- */

static gboolean
read_version(Reading *in, const cJSON *value, GError **error)
{
    if (cJSON_IsNumber(value) && value->valuedouble == STAGE_PROFILE_VERSION)
        return TRUE;
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s: this stage reads profiles of version %d"),
                      in->path, STAGE_PROFILE_VERSION);
}

static gboolean
read_name(Reading *in, const cJSON *value, GError **error)
{
    if (!read_text(in, value, &in->profile->name, error))
        return FALSE;
    const char *name = in->profile->name;
    if (strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-.") == strlen(name) && strlen(name) <= 40 &&
        g_ascii_isalpha(*name))
        return TRUE;
    return wrong(
        in, error,
        _("a name has small letters, figures, '-' and '.', begins with a letter, and is at most 40 long"));
}

static gboolean
read_title(Reading *in, const cJSON *value, GError **error)
{
    return read_text(in, value, &in->profile->title, error);
}

static gboolean
read_source(Reading *in, const cJSON *value, GError **error)
{
    return read_text(in, value, &in->profile->source, error);
}

static gboolean
read_refuse(Reading *in, const cJSON *value, GError **error)
{
    return read_text(in, value, &in->profile->refuse, error);
}

static gboolean
read_cells(const Reading *in, const cJSON *value, GPtrArray *out, GError **error)
{
    if (!is_object(in, value, error))
        return FALSE;
    for (const cJSON *item = value->child; item != NULL; item = item->next) {
        g_autoptr(GError) failed = NULL;
        g_autofree char *form = NULL;
        StageProfileCell *cell = g_new0(StageProfileCell, 1);
        g_ptr_array_add(out, cell);
        cell->header = g_strdup(item->string);
        if (!read_text(in, item, &form, error))
            return FALSE;
        g_autofree char *whole = g_strdup_printf("^(?:%s)$", form);
        cell->form = g_regex_new(whole, G_REGEX_DOLLAR_ENDONLY, 0, &failed);
        if (cell->form == NULL)
            return wrong(in, error, failed->message);
    }
    return TRUE;
}

static gboolean
read_sign(const Reading *in, const cJSON *value, StageProfileSign *sign, GError **error)
{
    for (const cJSON *item = value->child; item != NULL; item = item->next) {
        gboolean done = strcmp(item->string, "headers") == 0
                            ? read_texts(in, item, TRUE, sign->headers, error)
                        : strcmp(item->string, "without") == 0
                            ? read_texts(in, item, TRUE, sign->without, error)
                        : strcmp(item->string, "cells") == 0
                            ? read_cells(in, item, sign->cells, error)
                            : wrong(in, error, _("its parts are \"headers\", \"without\" and \"cells\""));
        if (!done)
            return FALSE;
    }
    return sign->headers->len + sign->cells->len > 0 ||
           wrong(in, error, _("\"headers\" must name one or more, or \"cells\""));
}

static gboolean
read_signs(Reading *in, const cJSON *value, GError **error)
{
    if (!cJSON_IsArray(value))
        return wrong(in, error, _("it must be an array of objects"));
    for (const cJSON *item = value->child; item != NULL; item = item->next) {
        StageProfileSign *sign = g_new0(StageProfileSign, 1);
        sign->headers = texts_new();
        sign->without = texts_new();
        sign->cells = g_ptr_array_new_with_free_func(free_cell);
        g_ptr_array_add(in->profile->signs, sign);
        if (!is_object(in, item, error) || !read_sign(in, item, sign, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
read_columns(Reading *in, const cJSON *value, GError **error)
{
    int c = 0;

    if (!is_object(in, value, error))
        return FALSE;
    for (const cJSON *item = value->child; item != NULL; item = item->next) {
        const cJSON *join = cJSON_GetObjectItemCaseSensitive(item, "join");
        if (!read_field(in, item, &c, error))
            return FALSE;
        in->profile->field[c].headers = texts_new();
        in->profile->field[c].join = join != NULL;
        if (!read_texts(in, join != NULL ? join : item, FALSE, in->profile->field[c].headers, error))
            return FALSE;
        if (in->profile->field[c].headers->len == 0)
            return wrong(in, error, _("a field without a header"));
    }
    return TRUE;
}

static gboolean
read_set(Reading *in, const cJSON *value, GError **error)
{
    int c = 0;

    if (!is_object(in, value, error))
        return FALSE;
    for (const cJSON *item = value->child; item != NULL; item = item->next)
        if (!read_field(in, item, &c, error) || !read_text(in, item, &in->profile->field[c].set, error))
            return FALSE;
    return TRUE;
}

/* An empty text means: nothing. */
static gboolean
read_meanings(const Reading *in, const cJSON *value, GHashTable *out, GError **error)
{
    if (!is_object(in, value, error))
        return FALSE;
    for (const cJSON *item = value->child; item != NULL; item = item->next) {
        if (!cJSON_IsString(item) || !stage_is_visible(item->valuestring))
            return wrong(in, error, _("it must be a text, between quotes"));
        g_hash_table_insert(out, stage_fold_tight(item->string), g_strdup(item->valuestring));
    }
    return TRUE;
}

static gboolean
read_values(Reading *in, const cJSON *value, GError **error)
{
    int c = 0;

    if (!is_object(in, value, error))
        return FALSE;
    for (const cJSON *item = value->child; item != NULL; item = item->next) {
        if (!read_field(in, item, &c, error))
            return FALSE;
        in->profile->field[c].values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        if (!read_meanings(in, item, in->profile->field[c].values, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
read_lists(Reading *in, const cJSON *value, GError **error)
{
    g_autoptr(GPtrArray) names = texts_new();

    if (!read_texts(in, value, FALSE, names, error))
        return FALSE;
    for (guint i = 0; i < names->len; i++) {
        int c = stage_profile_field(g_ptr_array_index(names, i));
        if (c < 0)
            return wrong(in, error, _("there is no such field; the fields are in stage-import(1)"));
        in->profile->field[c].list = TRUE;
    }
    return TRUE;
}

static gboolean
read_leave(Reading *in, const cJSON *value, GError **error)
{
    return read_texts(in, value, FALSE, in->profile->leave, error);
}

static gboolean
read_skip(Reading *in, const cJSON *value, GError **error)
{
    return read_texts(in, value, FALSE, in->profile->skip, error);
}

static gboolean
read_only(Reading *in, const cJSON *value, GError **error)
{
    if (!is_object(in, value, error))
        return FALSE;
    for (const cJSON *item = value->child; item != NULL; item = item->next) {
        StageProfileOnly *only = g_new0(StageProfileOnly, 1);
        only->header = g_strdup(item->string);
        only->values = texts_new();
        g_ptr_array_add(in->profile->only, only);
        if (!read_texts(in, item, TRUE, only->values, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
read_records(Reading *in, const cJSON *value, GError **error)
{
    if (!is_object(in, value, error))
        return FALSE;
    for (const cJSON *item = value->child; item != NULL; item = item->next) {
        StageProfileRecord *record = g_new0(StageProfileRecord, 1);
        record->type = g_strdup(item->string);
        record->names = texts_new();
        g_ptr_array_add(record->names, g_strdup(item->string));
        g_ptr_array_add(in->profile->records, record);
        if (!cJSON_IsArray(item) || !read_texts(in, item, FALSE, record->names, error))
            return error != NULL && *error != NULL ? FALSE
                                                   : wrong(in, error, _("it must be an array of names"));
    }
    return TRUE;
}

static gboolean
read_days(Reading *in, const cJSON *value, GError **error)
{
    g_autofree char *word = NULL;

    if (!read_text(in, value, &word, error))
        return FALSE;
    in->profile->days = stage_day_orders(word);
    return in->profile->days != 0 || wrong(in, error, _("it is one of found, dmy, mdy and ymd"));
}

static gboolean
read_months(Reading *in, const cJSON *value, GError **error)
{
    return read_switch(in, value, &in->profile->months, error);
}

static gboolean
read_serials(Reading *in, const cJSON *value, GError **error)
{
    return read_switch(in, value, &in->profile->serials, error);
}

static gboolean
read_known(Reading *in, const cJSON *value, GError **error)
{
    return read_switch(in, value, &in->profile->known, error);
}

static gboolean
read_others(Reading *in, const cJSON *value, GError **error)
{
    return read_switch(in, value, &in->profile->others, error);
}

static const struct {
    const char *key;
    gboolean (*read)(Reading *in, const cJSON *value, GError **error);
} keys[] = {
    { "stage-import-profile", read_version },
    { "name", read_name },
    { "title", read_title },
    { "source", read_source },
    { "recognise", read_signs },
    { "refuse", read_refuse },
    { "columns", read_columns },
    { "leave", read_leave },
    { "others", read_others },
    { "set", read_set },
    { "values", read_values },
    { "lists", read_lists },
    { "only", read_only },
    { "records", read_records },
    { "skip", read_skip },
    { "known", read_known },
    { "days", read_days },
    { "months", read_months },
    { "serials", read_serials },
};

gboolean
stage_profile_read_key(StageProfile *profile, const char *path, const cJSON *value, guint *seen,
                       GError **error)
{
    Reading reading = { profile, path, NULL }, *in = &reading;
    const char *names[G_N_ELEMENTS(keys) + 1] = { NULL };

    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        names[i] = keys[i].key;
        if (strcmp(keys[i].key, value->string) != 0)
            continue;
        in->key = keys[i].key;
        if (*seen & 1U << i)
            return wrong(in, error, _("it stands there twice"));
        *seen |= 1U << i;
        return keys[i].read(in, value, error);
    }
    const char *near = stage_nearest(value->string, names);
    g_autofree char *shown = stage_visible(value->string);
    return near != NULL
               ? stage_fail(error, STAGE_ERROR_BAD_INPUT,
                            _("%s: there is no key \"%s\"; did you mean \"%s\"?"), in->path, shown, near)
               : stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s: there is no key \"%s\""), in->path, shown);
}
