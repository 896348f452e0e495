/* A team of docenten that has one or more opleidingen, and its coordinator. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    char *naam;
    gint64 coordinator; /* a docent */
    char *zoek;
} StageTeam;

extern const StageEntity stage_team;

/* naam, coordinator, the numbers of docenten and of opleidingen; of the one with the id (0: all), by name. */
StageStmt *stage_team_list(StageDb *db, gint64 id, GError **error);

/* The name of the team of the docent who guides a placement on a day; NULL when nobody does, or who does is
 * of no team. The caller frees it. */
gboolean stage_team_of_plaatsing(StageDb *db, gint64 plaatsing, StageDay day, char **out_naam,
                                 GError **error);
