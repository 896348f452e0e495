/* Where a value comes from: an import, or somebody who typed it. What can be derived is not kept: the journal
 * knows who last changed a field. */
#pragma once

#include "model/entity.h"

/* Whether an action, a row of handeling `h`, is an import, in SQL. */
#define STAGE_SQL_IMPORT(h) "(" h ".opdracht = 'import' OR substr(" h ".opdracht, 1, 7) = 'import ')"

/* For each field of a row as it stands: TRUE when its last change was typed, FALSE when an import made it, or
 * nothing did since the store began its journal. Taking an action back gives its fields back to whose they
 * were. */
gboolean stage_herkomst_typed(StageDb *db, const StageEntity *of, const void *now,
                              gboolean out_typed[STAGE_FIELDS_MAX], GError **error);

/* The ids of the rows that anything else than an import ever touched, more than once maybe: of no other row
 * is a field typed. */
StageStmt *stage_herkomst_touched(StageDb *db, const StageEntity *of, GError **error);
