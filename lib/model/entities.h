/* All that the store holds and the journal watches over. */
#pragma once

#include "model/entity.h"

/* In an order in which each refers to earlier ones only (but for a team and its coordinator); ends with NULL.
 */
extern const StageEntity *const stage_entities[];

/* The entity of a table; NULL when it is none of them. */
const StageEntity *stage_entity_named(const char *table);
