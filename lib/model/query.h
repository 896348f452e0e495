/* What the list queries share. */
#pragma once

#include "base/day.h"
#include "db/db.h"

/* Whether a placement runs on a day: certain, begun, and not ended before it. Its days decide, not a status.
 */
#define STAGE_SQL_LOOPT(p, day)                                                                              \
    "(" p ".status IS NULL AND " p ".begin <= " day " AND coalesce(" p ".einde_werkelijk, " p                \
    ".einde) >= " day ")"

/* The day on which a placement ended or will end. */
#define STAGE_SQL_EINDE(p) "coalesce(" p ".einde_werkelijk, " p ".einde)"

/* clang-format off */
/* Who guides placement `p` on a day: rol is docent or opleider (begeleider.h). */
#define STAGE_SQL_BEGELEIDER(p, rol, day) \
    "coalesce((SELECT b." rol " FROM begeleider b WHERE b.plaatsing = " p ".id AND b.rol = '" rol "' AND b.van <= " day \
    " AND (b.tot IS NULL OR b.tot >= " day ") ORDER BY b.vervangt DESC, b.van DESC LIMIT 1), " p "." rol ")"

/* Whether that is the person with this id; by the indexes on who ever did. */
#define STAGE_SQL_IS_BEGELEIDER(p, rol, person, day) \
    "(" p ".id IN (SELECT id FROM plaatsing WHERE " rol " = " person \
    " UNION ALL SELECT plaatsing FROM begeleider WHERE " rol " = " person ") " \
    "AND " STAGE_SQL_BEGELEIDER(p, rol, day) " = " person ")"

/* The tables and conditions of a list over table `t`, whose statement stage_query_of_plaatsing() runs. `closed` tells
 * whether a row is closed, `kind` is the column of .only. */
#define STAGE_SQL_OF_PLAATSING(table, closed, kind) \
    " FROM " table " t JOIN plaatsing p ON p.id = t.plaatsing JOIN student s ON s.id = p.student " \
    "WHERE (CAST($1 AS BIGINT) IS NULL OR t.id = $1) " \
    "AND (CAST($2 AS BIGINT) IS NULL OR p.student = $2) " \
    "AND (CAST($3 AS BIGINT) IS NULL OR t.plaatsing = $3) " \
    "AND (CAST($4 AS BIGINT) IS NULL OR t.gesprek = $4) " \
    "AND (CAST($5 AS BIGINT) IS NULL OR " STAGE_SQL_IS_BEGELEIDER("p", "docent", "$5", "CAST($6 AS TEXT)") ") " \
    "AND ($7 = 0 OR NOT (" closed ")) " \
    "AND (CAST($8 AS TEXT) IS NULL OR " kind " = $8) "

/* The same of what belongs to no talk and is not closed, run by stage_query_by_plaatsing(). */
#define STAGE_SQL_BY_PLAATSING(table) \
    " FROM " table " t JOIN plaatsing p ON p.id = t.plaatsing JOIN student s ON s.id = p.student " \
    "WHERE (CAST($1 AS BIGINT) IS NULL OR t.id = $1) " \
    "AND (CAST($2 AS BIGINT) IS NULL OR p.student = $2) " \
    "AND (CAST($3 AS BIGINT) IS NULL OR t.plaatsing = $3) " \
    "AND (CAST($4 AS BIGINT) IS NULL OR " STAGE_SQL_IS_BEGELEIDER("p", "docent", "$4", "CAST($5 AS TEXT)") ") "
/* clang-format on */

/* What the lists of what belongs to a placement (judgements, agreements, concerns) choose by. */
typedef struct {
    gint64 id; /* 0: all, here and below */
    gint64 student;
    gint64 plaatsing;
    gint64 gesprek;
    gint64 docent;    /* who guides the placement on `on` */
    StageDay on;      /* always set */
    gboolean open;    /* only what is not closed */
    const char *only; /* NULL, or one kind: of signaal, of strategie, of whose the afspraak is */
} StageOfPlaatsing;

StageStmt *stage_query_of_plaatsing(StageDb *db, const char *sql, const StageOfPlaatsing *filter,
                                    GError **error);
StageStmt *stage_query_by_plaatsing(StageDb *db, const char *sql, const StageOfPlaatsing *filter,
                                    GError **error);

/* The ids (gint64) that a statement gives in its first column, which it takes over; NULL on its error, or
 * when it is NULL already. The caller frees them. */
GArray *stage_query_ids(StageStmt *rows, GError **error);

/* The day that a column has; unset for NULL, and for what is no day. */
StageDay stage_day_at(StageStmt *row, guint column);

/* Whether a statement without arguments counts any row. */
gboolean stage_query_any(StageDb *db, const char *sql, gboolean *out, GError **error);

/* Runs a list query whose $1 is a LIKE pattern on folded names: all rows when `part` is NULL. The first of
 * `args` is taken by the pattern. */
StageStmt *stage_query_part(StageDb *db, const char *sql, const char *part, const StageValue *args, guint n,
                            GError **error);
