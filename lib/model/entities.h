/* All that the store holds and the journal watches over. */
#pragma once

#include "model/entity.h"

/* In an order in which each refers to earlier ones only (but for a team and its coordinator); ends with NULL.
 */
extern const StageEntity *const stage_entities[];

/* What happened outside of the store and cannot be taken back: mail. It is in a dump, and no journal watches
 * over it; ends with NULL. */
extern const StageEntity *const stage_logs[];

/* The entity of a table of the first list; NULL when it is none of them. */
const StageEntity *stage_entity_named(const char *table);
