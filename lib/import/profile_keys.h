/* The keys of a profile: one reader for each. */
#pragma once

#include <cjson/cJSON.h>

#include "import/profile.h"

/* The empty lists of a new profile. */
void stage_profile_make_lists(StageProfile *profile);

/* Reads one key into the profile. `seen` has a bit for each key that was read, the lowest for the version. */
gboolean stage_profile_read_key(StageProfile *profile, const char *path, const cJSON *value, guint *seen,
                                GError **error);
