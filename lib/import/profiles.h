/* The profiles that are there, and which of them a file is of. */
#pragma once

#include "import/dialect.h"
#include "import/profile.h"

typedef struct {
    GPtrArray *all;      /* StageProfile *, by name */
    GHashTable *headers; /* every header that one of them names, folded tight */
} StageProfiles;

/* Reads each *.json of the folders (NULL-terminated); one of a later folder takes the place of one with the
 * same name. A folder that is not there has none; a profile that is wrong is an error. */
StageProfiles *stage_profiles_load(const char *const *folders, GError **error);
void stage_profiles_free(StageProfiles *profiles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageProfiles, stage_profiles_free)

/* By name; NOT_FOUND, with the nearest name. */
const StageProfile *stage_profiles_find(const StageProfiles *profiles, const char *name, GError **error);

/* The profile that a header belongs to, or NULL: the one with the sign that has most headers. Of several that
 * fit as well none is taken: *out_several names them ("a, b"; NULL otherwise); the caller frees it. */
const StageProfile *stage_profiles_choose(const StageProfiles *profiles, const StageRecord *header,
                                          char **out_several);

/* The one whose types of records the first records of a file have (each a GStrv), or NULL. */
const StageProfile *stage_profiles_choose_records(const StageProfiles *profiles, const GPtrArray *records);
/* Whether a text is a type of record of one of them. */
gboolean stage_profiles_is_type(const StageProfiles *profiles, const char *text);

/* How many of a record's fields are headers that are known everywhere or to a profile: for
 * StageReaderOptions. */
guint stage_profiles_known(const StageRecord *record, const void *profiles);
