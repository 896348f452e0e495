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
    char *zoek;
    char *zoek_achternaam;
} StageDocent;

extern const StageEntity stage_docent;

/* id, code, naam, email, telefoon, how many placements run on `on`; of those whose name has `part` (NULL:
 * all), or the one with the id (0: all). */
StageStmt *stage_docent_list(StageDb *db, const char *part, gint64 id, StageDay on, GError **error);
