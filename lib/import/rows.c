#include "import/rows.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "import/reader.h"
#include "import/rows_forms.h"

/* --- delimited, with a header --- */

typedef struct {
    StageReader *reader;
    StageReaderOptions how;
} Delimited;

static const StageRecord *
delimited_header(const void *self)
{
    return stage_reader_header(((const Delimited *)self)->reader);
}

static gboolean
delimited_next(void *self, const StageRecord **out, GError **error)
{
    return stage_reader_next(((Delimited *)self)->reader, out, error);
}

static gboolean
delimited_rewind(void *self, GError **error)
{
    return stage_reader_rewind(((Delimited *)self)->reader, error);
}

static void
delimited_say(const void *self, GPtrArray *out)
{
    stage_reading_say(stage_reader_reading(((const Delimited *)self)->reader), out);
}

static void
delimited_free(void *self)
{
    stage_reader_free(((Delimited *)self)->reader);
    g_free(self);
}

static const StageRowsForm delimited = { delimited_header, delimited_next, delimited_rewind, delimited_say,
                                         delimited_free };

gboolean
stage_rows_open_delimited(StageRows *rows, StageLines *lines, const StageRowsOptions *options, GError **error)
{
    Delimited *self = g_new0(Delimited, 1);

    rows->form = &delimited;
    rows->self = self;
    self->how = (StageReaderOptions){ .map = options->map };
    if (options->profiles != NULL) {
        self->how.known = stage_profiles_known;
        self->how.data = options->profiles;
    }
    self->reader = stage_reader_new(lines, &self->how, error);
    if (self->reader == NULL)
        return FALSE;
    rows->separator = stage_reader_reading(self->reader)->separator;
    return TRUE;
}

/* --- which form --- */

/* The first character that is no blank. */
static gboolean
begins_as_json(StageLines *lines, gboolean *out, GError **error)
{
    char *text = NULL;
    gsize length = 0;

    if (!stage_lines_rewind(lines, error) || !stage_lines_read(lines, &text, &length, error))
        return FALSE;
    gsize i = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0; /* UTF-16 keeps its mark */
    while (i < length && strchr(" \t\r\n", text[i]) != NULL)
        i++;
    *out = i < length && (text[i] == '{' || text[i] == '[');
    return TRUE;
}

/* The first records of the file under one separator. Empty when they cannot be read so, or the first of them
 * is of no type. */
static GPtrArray *
first_records(StageLines *lines, const StageProfiles *profiles, char separator, GError **error)
{
    enum { RECORDS = 2000 };
    const StageDialect dialect = { separator, TRUE, FALSE };
    g_autoptr(StageCsv) csv = stage_csv_new(lines, &dialect, error);
    GPtrArray *out = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    const StageRecord *record = NULL;

    while (csv != NULL && out->len < RECORDS && stage_csv_next(csv, &record, NULL) && record != NULL) {
        if (out->len == 0 && !stage_profiles_is_type(profiles, record->fields[0]))
            return out;
        char **fields = g_new0(char *, record->n + 1);
        for (guint i = 0; i < record->n; i++)
            fields[i] = g_strdup(record->fields[i]);
        g_ptr_array_add(out, fields);
    }
    return out;
}

/* Whether the file has the records of a profile, under one of the separators. */
static gboolean
find_records(StageLines *lines, const StageRowsOptions *options, const StageProfile **out, char *separator,
             GError **error)
{
    for (const char *s = stage_csv_separators; *s != '\0' && *out == NULL; s++) {
        g_autoptr(GPtrArray) records = first_records(lines, options->profiles, *s, error);
        if (error != NULL && *error != NULL)
            return FALSE;
        *out = stage_profiles_choose_records(options->profiles, records);
        *separator = *s;
    }
    return TRUE;
}

static gboolean
open_form(StageRows *rows, StageLines *lines, const StageRowsOptions *options, GError **error)
{
    gboolean json = FALSE;
    const StageProfile *records = NULL;
    char separator = '\0';

    if (!begins_as_json(lines, &json, error))
        return FALSE;
    if (json)
        return stage_rows_open_json(rows, lines, error);
    if (options->profiles != NULL && !find_records(lines, options, &records, &separator, error))
        return FALSE;
    if (records != NULL && (options->profile == NULL || options->profile == records)) {
        rows->profile = records;
        return stage_rows_open_records(rows, lines, records, separator, error);
    }
    return stage_rows_open_delimited(rows, lines, options, error);
}

/* The profile that the user chose, or the form, or the header. */
static gboolean
choose_profile(StageRows *rows, const StageRowsOptions *options, GError **error)
{
    if (options->profile != NULL)
        rows->profile = options->profile;
    else if (rows->name != NULL && options->profiles != NULL)
        rows->profile = stage_profiles_find(options->profiles, rows->name, error);
    else if (rows->profile == NULL && options->profiles != NULL)
        rows->profile = stage_profiles_choose(options->profiles, stage_rows_header(rows), &rows->several);
    if (rows->name != NULL && rows->profile == NULL)
        return options->profiles == NULL &&
               stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s: a package needs the profile %s"),
                          stage_lines_path(rows->lines), rows->name);
    return rows->profile == NULL || rows->profile->refuse == NULL ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s: this is a file of %s: %s"),
                      stage_lines_path(rows->lines), rows->profile->title, rows->profile->refuse);
}

StageRows *
stage_rows_new(StageLines *lines, const StageRowsOptions *options, GError **error)
{
    g_autoptr(StageRows) rows = g_new0(StageRows, 1);

    rows->lines = lines;
    return open_form(rows, lines, options, error) && choose_profile(rows, options, error)
               ? g_steal_pointer(&rows)
               : NULL;
}

StageRows *
stage_rows_new_package(const StagePackage *package, const StageRowsOptions *options, GError **error)
{
    g_autoptr(StageRows) rows = g_new0(StageRows, 1);

    if (!stage_rows_open_oneroster(rows, package, error))
        return NULL;
    rows->lines = stage_package_lines(package, "users.csv");
    return choose_profile(rows, options, error) ? g_steal_pointer(&rows) : NULL;
}

void
stage_rows_free(StageRows *rows)
{
    if (rows == NULL)
        return;
    if (rows->form != NULL)
        rows->form->free(rows->self);
    g_free(rows->several);
    g_free(rows);
}

const StageRecord *
stage_rows_header(const StageRows *rows)
{
    return rows->form->header(rows->self);
}

gboolean
stage_rows_next(StageRows *rows, const StageRecord **out, GError **error)
{
    return rows->form->next(rows->self, out, error);
}

gboolean
stage_rows_rewind(StageRows *rows, GError **error)
{
    return rows->form->rewind(rows->self, error);
}

GPtrArray *
stage_rows_say(const StageRows *rows)
{
    GPtrArray *out = g_ptr_array_new_with_free_func(g_free);

    rows->form->say(rows->self, out);
    if (rows->profile != NULL)
        g_ptr_array_add(out,
                        g_strdup_printf(_("profile: %s (%s)"), rows->profile->name, rows->profile->title));
    if (rows->several != NULL)
        g_ptr_array_add(out, g_strdup_printf(_("the header fits several profiles, so none was taken: %s "
                                               "(--profile chooses)"),
                                             rows->several));
    return out;
}
