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

typedef struct {
    gint64 id;        /* 0: all, here and below */
    const char *part; /* of the name; NULL: all */
    gint64 team;
} StageOpleidingFilter;

/* The crebo (or NULL), naam, niveau, team and how many students of each, by name. */
StageStmt *stage_opleiding_list(StageDb *db, const StageOpleidingFilter *filter, GError **error);
