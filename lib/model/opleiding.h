/* A programme: crebo (5 digits), name, niveau 1-4. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    char *crebo;
    char *naam;
    gint64 niveau;
    char *zoek;
} StageOpleiding;

extern const StageEntity stage_opleiding;
