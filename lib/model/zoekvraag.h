/* A search that is kept under a name. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    char *naam;
    char *vraag;
} StageZoekvraag;

extern const StageEntity stage_zoekvraag;

/* naam, vraag of the one with the id (0: all), by name. */
StageStmt *stage_zoekvraag_list(StageDb *db, gint64 id, GError **error);
