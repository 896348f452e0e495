/* One row of an export into the store. */
#pragma once

#include "import/cells.h"

/* Puts the row in, as far as it goes: the caller takes back what a bad one began, and forgets it. */
gboolean stage_import_put_row(StageImporting *in, GError **error);
