/* What the store has of the rows of a file that come next: asked for many of them at once, as a server is far
 * away. What the import itself writes meanwhile is not in it; that it was told of, StageWaiting knows. */
#pragma once

#include "import/waiting.h"

enum { STAGE_AHEAD_KEYS = 4 };
typedef struct {
    StageDb *db;
    const StageWaiting *waiting; /* borrowed */
    struct {
        GPtrArray *rows;                  /* what the store gave */
        GHashTable *by[STAGE_AHEAD_KEYS]; /* the first field of a key → GPtrArray: which of them have it */
        GPtrArray *asked[STAGE_AHEAD_KEYS]; /* char *: values to be asked */
    } of[STAGE_ROW_ENTITIES];
} StageAhead;

void stage_ahead_begin(StageAhead *ahead, StageDb *db, const StageWaiting *waiting);
void stage_ahead_end(StageAhead *ahead);
/* Forgets what it has: other rows come. */
void stage_ahead_clear(StageAhead *ahead);

/* Whether it is known which row `given`, with its derived fields, means; *out is NULL when it is none. Else,
 * with `ask`, the next stage_ahead_ask() asks for it. AMBIGUOUS as stage_key_choose(). */
gboolean stage_ahead_find(StageAhead *ahead, const StageEntity *of, const void *given, gboolean ask,
                          gboolean *out_known, const void **out, GError **error);
/* Asks the store; *out_any is FALSE when there was nothing to be asked. */
gboolean stage_ahead_ask(StageAhead *ahead, gboolean *out_any, GError **error);
