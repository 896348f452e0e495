/* A table of rows for people, by libsmartcols. */
#pragma once

#include <stdio.h>

#include "db/db.h"
#include "report/column.h"

typedef struct StageTable StageTable;

/* A table of some of the columns: `chosen` has their indices, and is copied. `lines`: a value of more lines
 * keeps them, and stage_table_fit() comes before stage_table_print(). */
StageTable *stage_table_new(const StageColumn *columns, const guint *chosen, guint n_chosen,
                            gboolean coloured, gboolean lines);
void stage_table_free(StageTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageTable, stage_table_free)

/* Adds a row of as many values as there are columns. */
void stage_table_row(StageTable *table, const StageValue *values);

/* Wraps what is too long between its words, so that a table with lines is no wider than this, when that can
 * be. */
void stage_table_fit(StageTable *table, guint width);

void stage_table_print(StageTable *table, FILE *out);
