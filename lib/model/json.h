/* The fields of an entity as a JSON object, as the journal and a dump have them: {"nummer": "0012", "klas":
 * null}. Derived fields are left out; they are made again. */
#pragma once

#include <cjson/cJSON.h>

#include "model/entity.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cJSON, cJSON_Delete)

/* One JSON value from a whole text, in which no object has a key twice and no text a NUL; BAD_INPUT. The
 * caller deletes it. */
cJSON *stage_json_read(const char *text, GError **error);

/* The place of `name` in a table of `n` rows of `size` bytes that each begin with the name of a member; `n`
 * and BAD_INPUT, with the names that there are, when it is none of them. */
gsize stage_json_member(const char *name, const void *table, gsize size, gsize n, GError **error);

/* Adds the fields to an object. */
void stage_fields_to_json(StageFields of, const void *entity, cJSON *object);

/* Fills a zeroed entity; a field that is not in the object has no value. BAD_INPUT for a member that is no
 * field (but for those in `also`, NULL-terminated or NULL), and for a value of the wrong type. */
gboolean stage_fields_from_json(StageFields of, void *entity, const cJSON *object, const char *const *also,
                                GError **error);
