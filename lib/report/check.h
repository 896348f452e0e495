/* Is the store whole: the file, the chain of actions, every row against the journal, and what the field
 * itself says cannot be. Each finding names the command that mends it. */
#pragma once

#include "base/day.h"
#include "db/db.h"

typedef struct {
    const char *kind; /* stage_finding_kinds */
    const char *what; /* "student 0012 …" */
    const char *why;
    const char *mend; /* a command */
    gboolean damage;  /* the file itself is broken */
} StageFinding;

typedef gboolean (*StageTellFinding)(const StageFinding *finding, void *data, GError **error);

/* The file, its references and search index, the chain, and the rows against the journal. When the file
 * itself is damaged nothing after that is looked at. */
gboolean stage_check_store(StageDb *db, StageTellFinding tell, void *data, GError **error);

/* The same: the first thing that it finds, NULL when it finds nothing. The caller frees it. */
gboolean stage_check_first(StageDb *db, char **out_first, GError **error);

/* Placements that overlap, talks outside their placement, people twice, companies of nobody, and the like, as
 * it is on a day. */
gboolean stage_check_domain(StageDb *db, StageDay today, StageTellFinding tell, void *data, GError **error);
