/* The statements of an entity, made from its noun, which is the table, and its fields, which are the columns.
 */
#pragma once

#include "model/entity.h"

/* KEYED is by the first key, the number after it by the second, and so on. */
typedef enum {
    STAGE_ENTITY_INSERT,
    STAGE_ENTITY_UPDATE,
    STAGE_ENTITY_GET,
    STAGE_ENTITY_DELETE,
    STAGE_ENTITY_ALL,
    STAGE_ENTITY_OF_PLAATSING,
    STAGE_ENTITY_OF_PLAATSINGEN,
    STAGE_ENTITY_AFTER,
    STAGE_ENTITY_COUNT,
    STAGE_ENTITY_LAST,
    STAGE_ENTITY_KEYED
} StageEntitySql;

/* INSERT INTO student (id, nummer, …) VALUES ($1, $2, …), and so on. It lives as long as the handle. */
const char *stage_entity_sql(const StageEntity *of, StageDb *db, guint statement);
