/* What a column of an export may hold, as Frictionless Table Schema v1 says such things
 * (https://specs.frictionlessdata.io/table-schema/): all of it follows from the fields. */
#pragma once

#include <cjson/cJSON.h>

#include "export/column.h"

/* The schema of the CSV file of a table. A reference to a table that is not one of `tables`
 * (StageExportTable) is no foreign key. */
cJSON *stage_export_schema(const StageExportShape *shape, GPtrArray *tables);
