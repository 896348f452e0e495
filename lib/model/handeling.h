/* An action: what one command did to the store, when, and who gave it. What it changed stands in the journal
 * (journaal.h), written by the database itself. Its hash is over the hashes of those entries and over the
 * action before it, so that a changed or missing one is found. */
#pragma once

#include "base/day.h"
#include "db/db.h"

typedef struct {
    const char *instant; /* YYYY-MM-DDTHH:MM:SSZ */
    const char *who;     /* the user's name on this machine */
    const char *command; /* "gesprek log", without its arguments */
} StageActor;

/* Begins an action inside a transaction that may write; from here on changes are written down under it. */
gboolean stage_handeling_begin(StageDb *db, const StageActor *actor, gint64 *out_id, GError **error);
/* Which action is under way, kept so that it can begin anew. */
typedef struct {
    gint64 id; /* 0: none is */
    char *instant, *who, *command;
} StageBegun;
gboolean stage_handeling_begun(StageDb *db, StageBegun *out, GError **error);
void stage_begun_clear(StageBegun *begun);
/* Takes back all that was done in the transaction, which begins anew and with it the action. A savepoint at
 * its beginning would do as well, but then every statement costs an engine the more, the more was changed.
 * BUSY when somebody else wrote in between. */
gboolean stage_handeling_again(StageDb *db, const StageBegun *begun, GError **error);
/* Says of the current action that it takes another back. */
gboolean stage_handeling_undoes(StageDb *db, gint64 id, gint64 undone, GError **error);

/* Ends it: seals it, and brings the search index and the table of likeness (gelijkenis.h) up to date. When it
 * changed nothing *out_changed is FALSE, and the transaction is to be rolled back, so that no empty action is
 * kept. */
gboolean stage_handeling_end(StageDb *db, gint64 id, gboolean *out_changed, GError **error);

typedef struct {
    gint64 id;      /* 0: all, here and below */
    gint64 student; /* that it changed something of */
    const char *who;
    StageDay from;
    StageDay until;
    guint limit; /* the newest; 0: all */
} StageHandelingFilter;

/* id, tijdstip, wie, opdracht, herstelt (the action that it took back), hersteld_door (the one that took it
 * back), and the range of its entries, eerste and laatste; the newest first. */
StageStmt *stage_handeling_list(StageDb *db, const StageHandelingFilter *filter, GError **error);

/* What an action changed, as "gesprek +1, notitie +3 ~1 -2": added, changed, removed; of one student, or of
 * all (0). The caller frees it. */
char *stage_handeling_summary(StageDb *db, gint64 id, gint64 student, GError **error);

/* Whether an action was taken back, by one that was not taken back itself. */
gboolean stage_handeling_is_undone(StageDb *db, gint64 id, gboolean *out_undone, GError **error);

/* The last action of a user that is no undoing and was not undone; 0 when there is none. */
gboolean stage_handeling_last(StageDb *db, const char *who, gint64 *out_id, GError **error);

/* Follows the chain from its beginning; calls `found` for every action that is not what its hash says. */
gboolean stage_handeling_verify(StageDb *db, void (*found)(gint64 id, const char *why, void *data),
                                void *data, GError **error);
