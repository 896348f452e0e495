/* One description per entity: its fields and its statements. Adding, saving, reading, removing and finding
 * work from it, so that a new entity is a table and its SQL, not five functions written again. */
#pragma once

#include "base/name.h"
#include "model/field.h"

typedef struct {
    const char *noun; /* what depends on it: "plaatsing" */
    const char *sql;  /* gives its ids for $1 */
} StageDependent;

/* One way to know a row again. */
typedef struct {
    /* What both have, and have alike. The first is what the store is asked by: few rows have the same. */
    const char *fields[4];
    gboolean (*fits)(const void *given, const void *row); /* what else there must be; NULL: nothing */
    gboolean guess;                                       /* where it could be several it is none of them */
} StageKey;

/* Its statements to insert, update, read and delete are made from its noun, which is the table, and its
 * fields, which are the columns (entity_sql.c). */
typedef struct StageEntity {
    const char *noun;   /* "student": the command, the table, the user's word */
    const char *plural; /* "studenten" */
    StageFields fields;
    gsize size;        /* of the struct, whose first member is gint64 id */
    gboolean shows_id; /* people know it by its id, for want of a better number */

    /* Finding, each giving id and a label that tells people which one it is. */
    const char *find_key;     /* by the number or code $1, exactly; NULL when it has none */
    const char *find_name;    /* the folded name is $1 */
    const char *find_part;    /* the folded name is LIKE $1 */
    const char *label;        /* the label of id $1 */
    const char *of_plaatsing; /* its rows of placements, and their order: what stands behind WHERE, with %s
                                 for which ones ("= $1"); NULL: it has none */
    const StageDependent *dependents; /* ends with a NULL noun */

    /* How an import knows a row again (model/key.h): what is tried, and then what. Rows that have the fields
     * of none of these alike are not the same. Ends with one of no fields; NULL where no import adds rows. */
    const StageKey *keys;
    void (*derive)(void *entity); /* fills the derived fields; may be NULL */
    gboolean (*check)(StageDb *db, const void *entity,
                      GError **error); /* what concerns several fields; may be NULL */
    /* Whether its texts are its author's own, and the history does not tell them; NULL: never. */
    gboolean (*is_private)(const void *entity);
} StageEntity;

/* Whether it could be added or saved as it is, as far as its own checks tell; they tidy it as well. Without a
 * store, what they ask of other rows is left out. */
gboolean stage_entity_check(const StageEntity *of, StageDb *db, void *entity, GError **error);
/* Checks and derives what is added later, by stage_entity_many(); what it refers to may not be there yet. */
gboolean stage_entity_ready(const StageEntity *of, void *entity, GError **error);
/* Checks, derives and inserts; sets the struct's id. */
gboolean stage_entity_add(const StageEntity *of, StageDb *db, void *entity, GError **error);
/* Checks, derives and writes all fields of the row whose id the struct has. */
gboolean stage_entity_save(const StageEntity *of, StageDb *db, void *entity, GError **error);
/* Reads one row; NOT_FOUND when there is none. `entity` must be zero or hold an earlier row. */
gboolean stage_entity_get(const StageEntity *of, StageDb *db, gint64 id, void *entity, GError **error);
/* Reads a row, lays `given` over it (stage_fields_overlay) and saves it. */
gboolean stage_entity_edit(const StageEntity *of, StageDb *db, gint64 id, const void *given, GError **error);
/* Its rows of a placement, as structs that the array owns, in the order of .of_plaatsing. */
GPtrArray *stage_entity_of_plaatsing(const StageEntity *of, StageDb *db, gint64 plaatsing, GError **error);
/* Its rows of some placements, at most STAGE_PLAATSINGEN, as a statement. */
enum { STAGE_PLAATSINGEN = 32 };
StageStmt *stage_entity_of_plaatsingen(const StageEntity *of, StageDb *db, const gint64 *plaatsingen, guint n,
                                       GError **error);
/* Its rows of which the first field of a key has one of some values, at most STAGE_KEYED, as a statement: id
 * and then the fields. */
enum { STAGE_KEYED = 32 };
StageStmt *stage_entity_keyed(const StageEntity *of, StageDb *db, const StageKey *key,
                              const StageValue *values, guint n, GError **error);
/* Reads a row of that statement into a struct, which must be zero; or into a new one, for an array of
 * stage_entities_new(), which owns what is in it. */
void stage_entity_read(const StageEntity *of, StageStmt *row, void *entity);
void *stage_entity_new(const StageEntity *of, StageStmt *row);
GPtrArray *stage_entities_new(void);
/* Removes one row; IN_USE, naming what, while something depends on it. */
gboolean stage_entity_remove(const StageEntity *of, StageDb *db, gint64 id, GError **error);
/* What uses a row, as "plaatsing 12, 15; gesprek 3"; NULL when nothing does. The caller frees it. */
char *stage_entity_dependents(const StageEntity *of, StageDb *db, gint64 id);
/* What people know it by, safe for a terminal; the caller frees it. NULL and NOT_FOUND when there is no such
 * id. */
char *stage_entity_label(const StageEntity *of, StageDb *db, gint64 id, GError **error);
void stage_entity_clear(const StageEntity *of, void *entity);
/* A copy of a row to the letter, with its id. `to` must be zero. */
void stage_entity_copy(const StageEntity *of, void *to, const void *from);

/* For what moves rows as they are (undo, load): puts a row in, writes over one, removes one, without the
 * checks of what is typed; the derived fields are made again. */
gboolean stage_entity_put_raw(const StageEntity *of, StageDb *db, void *entity, gboolean is_new,
                              GError **error);
gboolean stage_entity_remove_raw(const StageEntity *of, StageDb *db, gint64 id, GError **error);
/* id and then the fields of every row, by id. */
StageStmt *stage_entity_all(const StageEntity *of, StageDb *db, GError **error);
/* The same of those after an id. */
StageStmt *stage_entity_after(const StageEntity *of, StageDb *db, gint64 id, GError **error);
/* Puts many rows in as they are, or writes over them, column by column (stage_db_many_put()): id and then the
 * fields. */
StageStmt *stage_entity_many(const StageEntity *of, StageDb *db, gboolean is_new, GError **error);
/* How many rows there are, and the last id; 0 when there are none. */
gboolean stage_entity_count(const StageEntity *of, StageDb *db, gint64 *out, GError **error);
gboolean stage_entity_last(const StageEntity *of, StageDb *db, gint64 *out, GError **error);

/* The id of the one that `text` means: by its key or id ("id:12" is always the id), else by its whole name,
 * else by a part of the name, each without regard to case and diacritics. Nothing is guessed: NOT_FOUND, or
 * AMBIGUOUS with the candidates. */
gboolean stage_entity_find(const StageEntity *of, StageDb *db, const char *text, gint64 *out_id,
                           GError **error);

/* The columns zoek and zoek_achternaam of a person. */
void stage_naam_keys(const StageNaam *naam, char **zoek, char **zoek_achternaam);

/* The full name of a person in SQL, for a table or alias. */
#define STAGE_SQL_NAAM(t)                                                                                    \
    "trim(coalesce(" t ".roepnaam, '') || ' ' || coalesce(" t ".voorvoegsel || ' ', '') || coalesce(" t      \
    ".achternaam, ''))"
