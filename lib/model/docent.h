/* A teacher who guides placements for the school, known by a code (afkorting); a docent that an export names
 * without a code has a name only. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    char *code;
    StageNaam naam;
    char *email;
    char *telefoon;
    gint64 team;
    char *werkdagen; /* "ma,di,do" */
    char *zoek;
    char *zoek_achternaam;
} StageDocent;

extern const StageEntity stage_docent;

typedef struct {
    gint64 id;        /* 0: all, here and below */
    const char *part; /* of the name; NULL: all */
    gint64 team;
    StageDay on; /* always set */
} StageDocentFilter;

/* id, code, naam, email, telefoon, team, how many placements run on `on`, werkdagen; by
 * name. */
StageStmt *stage_docent_list(StageDb *db, const StageDocentFilter *filter, GError **error);
