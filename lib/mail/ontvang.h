/* What is done with a message that came in. It is kept first (stage_ontvang_keep), then looked at, and what
 * cannot be placed stays where a person sees it. */
#pragma once

#include "mail/brief.h"
#include "model/post.h"

typedef struct {
    const char *now; /* an instant */
    StageDay today;
} StageOntvangTijd;

/* Keeps it, to be looked at (uitkomst nakijken); of what a machine wrote by itself only that it came. The
 * very same bytes are kept once: *out_id is 0 then. A BSN is made unreadable, and then the message itself is
 * not kept, only its text. The caller's transaction. */
gboolean stage_ontvang_keep(StageDb *db, const StageBrief *brief, const char *bytes, gsize length,
                            const StageOntvangTijd *when, gint64 *out_id, GError **error);

typedef struct {
    gint64 id; /* of the post */
    /* Of a message that a person placed: what it answers or which placement it is about; and then the sender
     * is not compared with whom the question went to. 0: to be found. */
    gint64 bericht, plaatsing;
    gboolean accepted;
    StageOntvangTijd when;
    /* Out. */
    const char *uitkomst; /* stage_post_uitkomsten */
    char *reden;          /* why it is to be looked at, or what became of it; the caller frees it */
} StageOntvangst;

/* Does with it what it says: an inschatting with its guidance choices, a reaction, a blokkade. An error of
 * the store only: what a message lacks makes it one to be looked at. Inside an action of the caller's
 * (model/handeling.h), which writes the outcome down with stage_ontvang_settle(). */
gboolean stage_ontvang_place(StageDb *db, const StageBrief *brief, StageOntvangst *job, GError **error);
gboolean stage_ontvang_settle(StageDb *db, const StageOntvangst *job, GError **error);
