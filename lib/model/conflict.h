/* Where an export says another value than somebody typed. The field keeps what was typed; what the export
 * says stands here until it is settled. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    char *tabel;
    gint64 rij;
    char *veld;
    char *waarde;    /* what the export says; of a reference the id, in digits */
    gint64 behouden; /* STAGE_YES: what was typed stays until the export says something else */
} StageConflict;

extern const StageEntity stage_conflict;

/* Tells the conflicts, those that were settled by keeping too when `kept`: what people know the row by, what
 * the store has, and what the export says. The texts live during the call; FALSE of `tell` stops with its
 * error. */
typedef gboolean (*StageTellConflict)(const StageConflict *conflict, const char *wat, const char *nu,
                                      const char *export_, void *data, GError **error);
gboolean stage_conflict_tell(StageDb *db, gboolean kept, StageDay on, StageTellConflict tell, void *data,
                             GError **error);

/* Puts what the export says in the place of what was typed, and forgets the conflict; who guides a placement
 * does so from today on. */
gboolean stage_conflict_accept(StageDb *db, gint64 id, StageDay today, GError **error);
/* What was typed stays, until the export says something else. */
gboolean stage_conflict_keep(StageDb *db, gint64 id, GError **error);
