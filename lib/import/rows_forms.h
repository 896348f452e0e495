/* The forms of rows that a file can have; rows.c chooses. Each fills form and self of `rows`. */
#pragma once

#include "import/rows.h"

gboolean stage_rows_open_delimited(StageRows *rows, StageLines *lines, const StageRowsOptions *options,
                                   GError **error);
/* Records whose first field is their type, nested by their order: a row is the last of them, with what stands
 * above it. `profile` describes them. */
gboolean stage_rows_open_records(StageRows *rows, StageLines *lines, const StageProfile *profile,
                                 char separator, GError **error);
/* Objects of an array, one behind the other, or the "items" of one object; nested ones become "outer.inner".
 */
gboolean stage_rows_open_json(StageRows *rows, StageLines *lines, GError **error);
/* The users of a OneRoster package. */
gboolean stage_rows_open_oneroster(StageRows *rows, const StagePackage *package, GError **error);
