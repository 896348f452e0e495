/* The journal: every row that an action added, changed or removed, with what it was before. What it was
 * afterwards is the state before its next entry, or the row as it stands. */
#pragma once

#include "model/entity.h"
#include "model/handeling.h"

/* One field that an action changed. */
typedef struct {
    gint64 handeling;
    const char *tabel;
    gint64 rij;
    const char *what; /* what people know the row by, as it is or was; NULL when it is gone */
    const char *veld;
    const char *voor; /* NULL: no value; of a reference what people know it by */
    const char *na;
} StageChange;

/* Tells the fields that an action changed, of one student or of all (0). FALSE of `tell` stops it with its
 * error. */
gboolean stage_journaal_changes(StageDb *db, gint64 handeling, gint64 student,
                                gboolean (*tell)(const StageChange *change, void *data, GError **error),
                                void *data, GError **error);

/* Tells the states that a row went through, the first first: the action, and the row before and after it
 * (NULL: there was none, or it is not known any more). `now` is the row as it stands. FALSE of `tell` stops
 * it with its error. */
gboolean stage_journaal_states(StageDb *db, const StageEntity *of, gint64 rij, const void *now,
                               gboolean (*tell)(gint64 handeling, const void *before, const void *after,
                                                void *data, GError **error),
                               void *data, GError **error);

/* Takes an action back, row by row, the last first, as a part of the current action. IN_USE, with the reason,
 * when a row is no longer what the action left, or when something that came later needs it. */
gboolean stage_journaal_undo(StageDb *db, gint64 handeling, GError **error);

/* Compares every row with its entries; calls `found` for every one that is not what they say. */
gboolean stage_journaal_verify(StageDb *db,
                               void (*found)(const char *tabel, gint64 rij, const char *why, void *data),
                               void *data, GError **error);

/* Whether nothing was ever done in the store. */
gboolean stage_journaal_is_empty(StageDb *db, gboolean *out, GError **error);
