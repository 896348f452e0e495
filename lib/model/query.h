/* What the list queries share. */
#pragma once

#include "db/db.h"

/* Whether a placement runs on a day: certain, begun, and not ended before it. Its days decide, not a status.
 */
#define STAGE_SQL_LOOPT(p, day)                                                                              \
    "(" p ".status IS NULL AND " p ".begin <= " day " AND coalesce(" p ".einde_werkelijk, " p                \
    ".einde) >= " day ")"

/* The day on which a placement ended or will end. */
#define STAGE_SQL_EINDE(p) "coalesce(" p ".einde_werkelijk, " p ".einde)"

/* Runs a list query whose $1 is a LIKE pattern on folded names: all rows when `part` is NULL. The first of
 * `args` is taken by the pattern. */
StageStmt *stage_query_part(StageDb *db, const char *sql, const char *part, const StageValue *args, guint n,
                            GError **error);
