/* Random rows of all that the store holds, and what the store holds as text. */
#pragma once

#include "model/entities.h"

/* Fills a zeroed entity with what could be put in now: its references are to rows that are there. A number or
 * a name may be taken, and then the store refuses it. FALSE when a row that it needs is not there. */
gboolean random_entity(StageDb *db, const StageEntity *of, void *entity);

/* The id of a row; 0 when there is none. */
gint64 random_row(StageDb *db, const StageEntity *of);
const StageEntity *random_table(void);

/* "student 12" → the row as text, of every row of every table; the caller frees it. */
GHashTable *store_rows(StageDb *db);
/* The difference of two of them, NULL when there is none; the caller frees it. */
char *rows_differ(GHashTable *one, GHashTable *other);
