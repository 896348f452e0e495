/* A search that is kept under a name. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    char *naam;
    char *vraag;
} StageZoekvraag;

extern const StageEntity stage_zoekvraag;

/* naam, vraag; by name. */
StageStmt *stage_zoekvraag_list(StageDb *db, GError **error);
