/* All that a store holds, as a dump and a copy walk through it: the entities, the logs, and the journal,
 * which is told here as if it were two more; then numbers by name. What can be made anew from these (indexes)
 * is not among them. */
#pragma once

#include "model/entity.h"

/* The tables in an order in which each refers to earlier ones only (but for a team and its coordinator), from
 * 0 on; NULL after the last. Of those of the journal only what concerns rows may be asked. */
const StageEntity *stage_table(guint at);
const StageEntity *stage_table_named(const char *name);

/* Whether no table has a row. */
gboolean stage_tables_are_empty(StageDb *db, gboolean *out_empty, GError **error);

/* Tells, under the names "voor_journaal" and "teller", the last id that is older than the journal, and the
 * last that was given out, of each table that has one. FALSE of `tell` stops it with its error. */
typedef gboolean (*StageTellNumber)(const char *table, const char *name, gint64 last, void *data,
                                    GError **error);
gboolean stage_tables_numbers(StageDb *db, StageTellNumber tell, void *data, GError **error);
gboolean stage_tables_is_number(const char *table);
/* Keeps one that was told. BAD_INPUT when it is of no table. */
gboolean stage_tables_put_number(StageDb *db, const char *table, const char *name, gint64 last,
                                 GError **error);
