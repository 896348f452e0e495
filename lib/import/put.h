/* One entity of a row of an export into the store: added, changed, or left as somebody typed it. */
#pragma once

#include "import/ahead.h"
#include "import/apply.h"
#include "import/seen.h"
#include "import/waiting.h"
#include "model/plaatsing.h"

typedef enum { STAGE_PUT_UNCHANGED, STAGE_PUT_CHANGED, STAGE_PUT_NEW } StagePutOutcome;

typedef struct {
    StageDb *db;
    const StageImportOptions *options;
    guint line;       /* of the row */
    gboolean fresh;   /* nothing was in the store: nobody typed anything */
    gboolean part;    /* the row has begun to write, in a part that can be taken back */
    gboolean careful; /* what a row adds is written at once, in its part, rather than waiting */
    StageWaiting waiting;
    StageAhead ahead;
    StageSeen periods; /* placements of which a guide has changed: who guides now is to be looked up */
    StageSeen seen[STAGE_ROW_ENTITIES];    /* what a row of this file told of */
    StageSeen touched[STAGE_ROW_ENTITIES]; /* what anything else than an import ever touched */
    gboolean asked[STAGE_ROW_ENTITIES];    /* of which entities that is known (put_typed.c) */
    guint contradicted; /* fields of the row of which an earlier row of the file says something else */
    guint conflicts;    /* fields of the row that stayed as somebody typed them */
    GPtrArray *pending; /* StageImportChange: what the row did, to be told when all of it succeeded */
    GHashTable
        *unsettled; /* "student 12 klas" → the id of its conflict; NULL: there was none when we began */
} StagePut;

/* The row that `given` means, in the store or on its way there: into `out`, which must be zero; its id stays
 * 0 when there is none. */
gboolean stage_put_find(StagePut *put, const StageEntity *of, void *given, void *out, GError **error);

/* Lays `given` over the row of the store that it matches, or adds it; sets its id. Empty fields change
 * nothing, and one that somebody typed stays: what the export says of it becomes a conflict. Of what several
 * rows of the file say of one thing the first counts, so that the same file again changes nothing. */
gboolean stage_put(StagePut *put, const StageEntity *of, void *given, StagePutOutcome *out, GError **error);

/* The same for a placement, which keeps its past: who the export names for one that is known guides from
 * today on, or from its beginning when that is still to come. One that has its id is that placement. */
gboolean stage_put_plaatsing(StagePut *put, StagePlaatsing *given, StagePutOutcome *out, GError **error);
