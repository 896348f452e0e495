/* A moment of the norm that need not be held: it was handled elsewhere, or there was good reason. */
#pragma once

#include "model/entity.h"
#include "model/query.h"

typedef struct {
    gint64 id;
    gint64 plaatsing;
    char *moment;   /* start, tussen, eind */
    StageDay datum; /* on which it was handled or decided; it tells of which school year the moment is */
    char *reden;
} StageVrijstelling;

extern const StageEntity stage_vrijstelling;
extern const char *const stage_vrijstelling_momenten[];

/* id, plaatsing, nummer and naam of the student, datum, moment, reden; by day. */
StageStmt *stage_vrijstelling_list(StageDb *db, const StageOfPlaatsing *filter, GError **error);

/* Whether any placement has one. */
gboolean stage_vrijstelling_any(StageDb *db, gboolean *out, GError **error);
/* moment, datum, reden of those of a placement; by day. */
StageStmt *stage_vrijstelling_of(StageDb *db, gint64 plaatsing, GError **error);
