/* What says what an export is: datapackage.json for programs, LEESMIJ.txt for people. */
#pragma once

#include "export/export.h"
#include "export/rows.h"

/* A table that was written. */
typedef struct {
    StageExportShape *shape;
    StageExportRows count;
    guint64 csv_bytes, json_bytes;
    char *csv_sha256, *json_sha256;
} StageExportResource;

/* Writes both into the folder, of resources as StageExportResource; `schema` is the number of the store's. */
gboolean stage_export_package(const char *folder, const StageExportOptions *options, GPtrArray *resources,
                              gint64 schema, GError **error);
