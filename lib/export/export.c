#include "export/export.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "export/package.h"

/* --- which tables --- */

static gboolean
check_name(const char *name, GError **error)
{
    g_autofree char *shown = stage_visible(name);
    g_autoptr(GString) known = g_string_new(NULL);

    if (stage_export_table_named(name) != NULL)
        return TRUE;
    for (const StageEntity *const *of = stage_export_never; *of != NULL; of++)
        if (strcmp((*of)->noun, name) == 0)
            return stage_fail(
                error, STAGE_ERROR_BAD_INPUT,
                _("'%s' does not leave by an export; 'stage db dump' has all that the store has"), shown);
    for (const StageExportTable *table = stage_export_tables; table->of != NULL; table++)
        g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "", table->of->noun);
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("there is no table '%s'; there are: %s"), shown,
                      known->str);
}

GPtrArray *
stage_export_choose(const char *names, GError **error)
{
    g_auto(GStrv) list = g_strsplit(names == NULL ? "" : names, ",", -1);
    g_autoptr(GPtrArray) tables = g_ptr_array_new();

    gboolean known = names == NULL || *list != NULL || check_name("", error);
    for (char **name = list; known && *name != NULL; name++)
        known = check_name(g_strstrip(*name), error);
    if (!known)
        return NULL;
    for (const StageExportTable *table = stage_export_tables; table->of != NULL; table++)
        if (names == NULL || g_strv_contains((const char *const *)list, table->of->noun))
            g_ptr_array_add(tables, (void *)(guintptr)table);
    return g_steal_pointer(&tables);
}

/* --- the folder --- */

static void
resource_free(void *data)
{
    StageExportResource *resource = data;

    stage_export_shape_free(resource->shape);
    g_free(resource->csv_sha256);
    g_free(resource->json_sha256);
    g_free(resource);
}

static gboolean
write_table(StageDb *db, const char *folder, const StageExportOptions *options, StageExportResource *resource,
            GError **error)
{
    const char *noun = resource->shape->table->of->noun;
    g_autofree char *csv_name = g_strconcat(noun, ".csv", NULL);
    g_autofree char *json_name = g_strconcat(noun, ".json", NULL);
    g_autoptr(StageStream) csv = stage_stream_new(folder, csv_name, error);
    g_autoptr(StageStream) json = csv == NULL ? NULL : stage_stream_new(folder, json_name, error);

    if (json == NULL || !stage_export_rows(db, resource->shape, options, csv, json, &resource->count, error))
        return FALSE;
    resource->csv_bytes = csv->bytes;
    resource->json_bytes = json->bytes;
    resource->csv_sha256 = g_strdup(g_checksum_get_string(csv->sum));
    resource->json_sha256 = g_strdup(g_checksum_get_string(json->sum));
    return TRUE;
}

static gboolean
write_all(StageDb *db, const char *folder, const StageExportOptions *options, StageExportOutcome *out,
          GError **error)
{
    static const char schema[] = "SELECT max(nummer) FROM migratie";
    g_autoptr(GPtrArray) resources = g_ptr_array_new_with_free_func(resource_free);
    gint64 number = 0;

    *out = (StageExportOutcome){ 0 };
    for (guint i = 0; i < options->tables->len; i++) {
        StageExportResource *resource = g_new0(StageExportResource, 1);
        resource->shape = stage_export_shape_new(options->tables->pdata[i], options->under);
        g_ptr_array_add(resources, resource);
        if (!write_table(db, folder, options, resource, error))
            return FALSE;
        out->rows += resource->count.rows;
        out->confidential += resource->count.confidential;
    }
    return stage_db_number(db, schema, STAGE_NO_ARGS, &number, error) &&
           stage_export_package(folder, options, resources, number, error);
}

/* What a shell's completion puts behind a folder is no part of its name. */
static char *
bare_name(const char *folder)
{
    char *name = g_strdup(folder);

    for (gsize length = strlen(name); length > 1 && name[length - 1] == '/'; length--)
        name[length - 1] = '\0';
    return name;
}

gboolean
stage_export_check(const char *folder, GError **error)
{
    g_autofree char *path = bare_name(folder);
    g_autofree char *shown = stage_visible(path);
    struct stat there;

    return lstat(path, &there) != 0 ||
           stage_fail(error, STAGE_ERROR_EXISTS, _("'%s' is there already"), shown);
}

gboolean
stage_export_write(StageDb *db, const char *folder, const StageExportOptions *options,
                   StageExportOutcome *out, GError **error)
{
    g_autofree char *path = bare_name(folder);
    g_autofree char *shown = stage_visible(path);

    if (!stage_db_sees_all(db, error) || !stage_export_check(path, error))
        return FALSE;
    g_autofree char *made = stage_file_new_name(path);
    if (mkdir(made, 0700) != 0)
        return stage_fail(error, errno == EACCES ? STAGE_ERROR_DENIED : STAGE_ERROR_IO,
                          _("cannot make '%s': %s"), shown, g_strerror(errno));
    g_autofree char *inside = g_build_filename(made, "x", NULL);
    gboolean done = write_all(db, made, options, out, error);
    if (done)
        stage_file_flush_folder(inside);
    done = done && stage_file_give_name(made, path, error);
    if (!done)
        stage_file_remove_folder(made);
    return done;
}
