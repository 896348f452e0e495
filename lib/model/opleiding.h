/* A programme: crebo (5 digits), name, niveau 1-4. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    char *crebo;
    char *naam;
    gint64 niveau;
    gint64 team;
    char *zoek;
} StageOpleiding;

extern const StageEntity stage_opleiding;

/* The crebo (or NULL) and the name of each, by name. */
StageStmt *stage_opleiding_list(StageDb *db, GError **error);
