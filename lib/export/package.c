#include "export/package.h"

#include "base/i18n.h"
#include "export/readme.h"
#include "export/schema.h"
#include "model/json.h"

#define README "LEESMIJ.txt"

static void
add_file(cJSON *to, const char *noun, const char *format, guint64 bytes, const char *sha256)
{
    g_autofree char *path = g_strdup_printf("%s.%s", noun, format);
    g_autofree char *type = g_strdup_printf("%s/%s", g_str_equal(format, "csv") ? "text" : "application",
                                            format);
    g_autofree char *hash = g_strconcat("sha256:", sha256, NULL);

    cJSON_AddStringToObject(to, "path", path);
    cJSON_AddStringToObject(to, "format", format);
    cJSON_AddStringToObject(to, "mediatype", type);
    cJSON_AddStringToObject(to, "encoding", "utf-8");
    cJSON_AddNumberToObject(to, "bytes", (double)bytes);
    cJSON_AddStringToObject(to, "hash", hash);
}

/* As stage_csv_cell() writes it (https://specs.frictionlessdata.io/csv-dialect/). */
static cJSON *
dialect(void)
{
    cJSON *to = cJSON_CreateObject();

    cJSON_AddStringToObject(to, "delimiter", ",");
    cJSON_AddStringToObject(to, "lineTerminator", "\r\n");
    cJSON_AddStringToObject(to, "quoteChar", "\"");
    cJSON_AddBoolToObject(to, "doubleQuote", TRUE);
    cJSON_AddBoolToObject(to, "skipInitialSpace", FALSE);
    cJSON_AddBoolToObject(to, "header", TRUE);
    return to;
}

static cJSON *
resource_of(const StageExportResource *resource, GPtrArray *tables)
{
    const StageExportShape *shape = resource->shape;
    const char *noun = shape->table->of->noun;
    cJSON *to = cJSON_CreateObject();

    cJSON_AddStringToObject(to, "profile", "tabular-data-resource");
    cJSON_AddStringToObject(to, "name", noun);
    cJSON_AddStringToObject(to, "title", _(shape->table->of->plural));
    cJSON_AddStringToObject(to, "description", _(shape->table->about));
    add_file(to, noun, "csv", resource->csv_bytes, resource->csv_sha256);
    cJSON_AddItemToObject(to, "dialect", dialect());
    cJSON_AddItemToObject(to, "schema", stage_export_schema(shape, tables));
    cJSON_AddNumberToObject(to, "rows", (double)resource->count.rows);
    if (shape->table->confidential != NULL)
        cJSON_AddNumberToObject(to, "confidential_left_out", (double)resource->count.confidential);
    if (shape->left_out->len > 0) {
        cJSON *left_out = cJSON_AddArrayToObject(to, "fields_left_out");
        for (guint i = 0; i < shape->left_out->len; i++)
            cJSON_AddItemToArray(left_out, cJSON_CreateString(shape->left_out->pdata[i]));
    }
    add_file(cJSON_AddObjectToObject(to, "json"), noun, "json", resource->json_bytes, resource->json_sha256);
    return to;
}

/* The mark is a pseudonym of nothing: it is the same under the same key, and tells nothing of it. */
static void
add_pseudonym(cJSON *package, const StagePseudonym *under)
{
    cJSON *to = cJSON_AddObjectToObject(package, "pseudonym");
    char mark[STAGE_PSEUDONYM_FIGURES + 1];

    stage_pseudonym_of(under, "", "", "", mark);
    cJSON_AddStringToObject(to, "method", "HMAC-SHA256, first 128 bits");
    cJSON_AddStringToObject(to, "key_mark", mark);
    cJSON_AddNumberToObject(to, "least_rows", STAGE_EXPORT_COMMON);
}

static cJSON *
package_of(const StageExportOptions *options, GPtrArray *resources, const char *about, gint64 schema)
{
    cJSON *package = cJSON_CreateObject();

    cJSON_AddStringToObject(package, "profile", "tabular-data-package");
    cJSON_AddStringToObject(package, "name",
                            options->under == NULL ? "stage-export" : "stage-export-pseudonym");
    cJSON_AddStringToObject(package, "title", _("Placements and their talks, exported by stage"));
    cJSON_AddStringToObject(package, "description", about);
    cJSON_AddStringToObject(package, "created", options->now);
    cJSON_AddNumberToObject(package, "store_schema", (double)schema);
    if (options->under != NULL)
        add_pseudonym(package, options->under);
    cJSON *list = cJSON_AddArrayToObject(package, "resources");
    for (guint i = 0; i < resources->len; i++)
        cJSON_AddItemToArray(list, resource_of(resources->pdata[i], options->tables));
    return package;
}

static gboolean
write_text(const char *folder, const char *name, const char *text, GError **error)
{
    g_autoptr(StageStream) stream = stage_stream_new(folder, name, error);

    if (stream == NULL)
        return FALSE;
    g_string_append(stream->waiting, text);
    g_string_append(stream->waiting, g_str_has_suffix(text, "\n") ? "" : "\n");
    return stage_stream_end(stream, error);
}

gboolean
stage_export_package(const char *folder, const StageExportOptions *options, GPtrArray *resources,
                     gint64 schema, GError **error)
{
    g_autofree char *about = stage_export_about(options, resources);
    g_autofree char *readme = stage_export_readme(about, options, resources);
    g_autoptr(cJSON) package = package_of(options, resources, about, schema);
    char *text = cJSON_Print(package);

    if (text == NULL)
        g_error("cJSON: out of memory");
    gboolean done = write_text(folder, "datapackage.json", text, error) &&
                    write_text(folder, README, readme, error);
    cJSON_free(text);
    return done;
}
