/* What the commands of `stage plaatsing` share. */
#pragma once

#include "cmd/entity.h"
#include "model/plaatsing.h"

typedef struct {
    StageEntityArgs args;
    StagePlaatsing given;
    StageDay from, until; /* of the docent or opleider that is given */
    char *klas;
    StageDay on;
} StagePlaatsingOptions;

/* Puts the docent and opleider that were given in their place, from their day on. */
gboolean stage_plaatsing_put_people(StageContext *ctx, const StagePlaatsingOptions *o, GError **error);

extern const StageCommand stage_plaatsing_people;
