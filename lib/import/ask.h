/* What the rows that come next need of the store, asked for all of them at once. */
#pragma once

#include "import/cells.h"

gboolean stage_import_ask(StageImporting *in, GError **error);
