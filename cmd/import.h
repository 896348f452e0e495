/* The verbs of import, beside importing a file. */
#pragma once

#include "cmd/command.h"
#include "import/profiles.h"

extern const StageCommand stage_import_history, stage_import_conflicts, stage_import_accept,
    stage_import_keep, stage_import_profile;

/* What the headers that are known everywhere are called. */
#define STAGE_PROFILE_GENERIC "generiek"

/* The profiles that are installed, and those of the system and of the user. */
StageProfiles *stage_import_profiles(GError **error);
/* A profile for what the lines hold, as JSON; asks on a terminal, and tells what is to be looked at. The
 * caller frees it. */
char *stage_import_suggest(StageContext *ctx, StageLines *lines, const char *name, GError **error);
