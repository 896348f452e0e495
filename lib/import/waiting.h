/* Rows that an import adds or changes wait here for one another, and are written many at once. Each has its
 * id as soon as it is added: whoever imports holds the writer's lock, so nobody else gives one out. The rows
 * of a row of the file that turns out bad are dropped. */
#pragma once

#include "import/bloom.h"
#include "import/row.h"

typedef enum { STAGE_WAITING_NEW, STAGE_WAITING_CHANGED, STAGE_WAITING_KINDS } StageWaitingKind;
typedef struct {
    GPtrArray *rows; /* copies of entities, those that are new in the order of their ids */
    guint kept;      /* how many of them are of rows of the file that are good */
} StageWaitingRows;

typedef struct {
    StageDb *db;
    struct {
        StageWaitingRows rows[STAGE_WAITING_KINDS];
        gint64 next; /* the id of the next one that is new; 0: the store is to be asked */
        gint64 had;  /* the last id that was given out when the import began; 0: none was */
    } of[STAGE_ROW_ENTITIES];
    StageBloom told;  /* by what the import's own rows can be known */
    gboolean refused; /* the store refused what was written: one of many, nobody knows which */
} StageWaiting;

gboolean stage_waiting_begin(StageWaiting *waiting, StageDb *db, GError **error);
void stage_waiting_end(StageWaiting *waiting);

/* Where a row that fits `given` may be: nowhere; in the store as it was when the import began, and untouched
 * since; or among what the import told of, which is written first. */
typedef enum { STAGE_WAITING_NOWHERE, STAGE_WAITING_STORED, STAGE_WAITING_TOLD } StageWaitingPlace;
gboolean stage_waiting_look(StageWaiting *waiting, const StageEntity *of, void *given, StageWaitingPlace *out,
                            GError **error);
/* Whether the store had none of them when the import began. */
gboolean stage_waiting_had_none(const StageWaiting *waiting, const StageEntity *of);
/* Whether the import gave out an id: no row that was there before refers to that. */
gboolean stage_waiting_is_new(const StageWaiting *waiting, const StageEntity *of, gint64 id);

/* Lets a row wait that was checked and derived (stage_entity_ready()), as a copy: a new one, which is given
 * its id, or one that the store has as `before`. */
gboolean stage_waiting_add(StageWaiting *waiting, const StageEntity *of, void *entity, GError **error);
void stage_waiting_change(StageWaiting *waiting, const StageEntity *of, const void *before,
                          const void *after);
/* Tells of a row that was written already: as it is now, and as it was. */
void stage_waiting_tell(StageWaiting *waiting, const StageEntity *of, const void *entity);

/* Writes what is of good rows; writes all. When that fails, `refused` is set and the import is to be taken
 * back.
 */
gboolean stage_waiting_write_kept(StageWaiting *waiting, GError **error);
gboolean stage_waiting_write_all(StageWaiting *waiting, GError **error);

/* The store has taken what was sent; for before it is asked something. Fails as writing does. */
gboolean stage_waiting_hear(StageWaiting *waiting, GError **error);

/* The row of the file is good, and writes when enough waits; or it is bad. */
gboolean stage_waiting_keep(StageWaiting *waiting, GError **error);
void stage_waiting_drop(StageWaiting *waiting);
