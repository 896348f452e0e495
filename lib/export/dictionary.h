/* The dictionary of what leaves the store by an export: of each table and each of its fields what it holds,
 * in words, and what it is to whom it is about. The fields themselves, their types and what they refer to
 * stand in the entities (model/field.h) and nowhere else; a test holds the two together. */
#pragma once

#include "model/entity.h"

/* What a field is, and so what becomes of it under a pseudonym (column.h). */
typedef enum {
    STAGE_PRIVACY_UNKNOWN,     /* nobody said: it does not leave under a pseudonym */
    STAGE_PRIVACY_PLAIN,       /* says nothing about who it is */
    STAGE_PRIVACY_QUASI,       /* with other facts it points at somebody */
    STAGE_PRIVACY_GROUP,       /* the name of a group of people */
    STAGE_PRIVACY_KEY,         /* somebody or something is known by it: a number, a code, an id */
    STAGE_PRIVACY_IDENTIFYING, /* tells who or where somebody is: a name, an address */
    STAGE_PRIVACY_PROSE,       /* somebody's own words, in which anything may stand */
} StagePrivacy;

/* "plain", "quasi", "group", "key", "identifying", "prose", as a package has it; "unknown". */
const char *stage_privacy_word(StagePrivacy privacy);

typedef struct {
    const char *name;
    StagePrivacy privacy;
    const char *about; /* to be translated */
} StageExportField;

typedef struct {
    const StageEntity *of;
    const char *about;              /* to be translated */
    const StageExportField *fields; /* ends with a NULL name */
    const char *confidential;       /* the field that is 1 in a row that is its author's own; NULL: none is */
} StageExportTable;

/* In the order of stage_entities; ends with a NULL entity. */
extern const StageExportTable stage_export_tables[];

/* The tables of the store that no export has: secrets, messages in and out, and what the program keeps for
 * itself. 'stage db dump' has them. Ends with NULL. */
extern const StageEntity *const stage_export_never[];

/* The table of a noun, or NULL. */
const StageExportTable *stage_export_table_named(const char *noun);
/* What is said of a field, or NULL. */
const StageExportField *stage_export_field_named(const StageExportTable *table, const char *name);
