/* How a row of the store is known again by what a file tells of it: by the keys of its entity, one after the
 * other. The first by which a row fits decides. */
#pragma once

#include "model/entity.h"

/* A field of an entity, by its name. */
const StageField *stage_key_field(const StageEntity *of, const char *field);
/* The value of a field, when there is one that can be a key. */
gboolean stage_key_value(const StageEntity *of, const char *field, const void *entity, StageValue *out);
/* Whether `given` tells all that the key goes by. */
gboolean stage_key_is_told(const StageEntity *of, const StageKey *key, const void *given);

/* Puts the rows of the store of which the key's first field has one of some values, at most STAGE_KEYED,
 * behind those that an array of stage_entities_new() has. */
gboolean stage_key_rows(const StageEntity *of, StageDb *db, const StageKey *key, const StageValue *values,
                        guint n, GPtrArray *rows, GError **error);
/* The one of these rows that `given` means by the key; NULL when it is none of them. AMBIGUOUS when there are
 * several, unless the key is a guess. */
gboolean stage_key_choose(const StageEntity *of, const StageKey *key, const void *given,
                          const GPtrArray *rows, const void **out, GError **error);

/* The row of the store that `given`, of which the derived fields are made here, means: into `out`, which must
 * be zero; its id stays 0 when there is none. */
gboolean stage_key_find(const StageEntity *of, StageDb *db, void *given, void *out, GError **error);
