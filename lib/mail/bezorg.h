/* Handing a message over: to sendmail(8), or to a Maildir. */
#pragma once

#include <glib.h>

typedef enum {
    STAGE_BEZORGD,
    STAGE_BEZORG_LATER, /* try again: the relay is away, a disk is full */
    STAGE_BEZORG_NOOIT, /* this message to this address will not go */
} StageBezorging;

typedef struct {
    const char *sendmail; /* a command as for a shell, without one: words and quotes; NULL: not that way */
    const char *maildir;  /* a folder; goes before sendmail when both are set */
    guint timeout_ms;     /* after which sendmail is ended; 0: never */
    gboolean samen;       /* a Maildir gets many at once: see stage_bezorger_flush() */
} StageBezorgWeg;

typedef struct StageBezorger StageBezorger;

/* Ready to hand messages over; CONFIG when there is no way, or it cannot be one (a command that is not there,
 * a folder that cannot be made or written to). A Maildir is made with cur, new and tmp (modes 0700). */
StageBezorger *stage_bezorger_new(const StageBezorgWeg *weg, GError **error);
void stage_bezorger_free(StageBezorger *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageBezorger, stage_bezorger_free)

/* Hands one over. `from` is the envelope's sender, `to` its one recipient; `key` names the message: the same
 * key in a Maildir is the same file, so that what is handed over twice is there once. sendmail is called as
 * `COMMAND -i -f FROM -- TO` with the message on its standard input, without a shell, and its status says
 * what came of it (sysexits: 0 done; 65, 67 and 69 never, unless it tells that the server answered with 4 and
 * two figures; the rest and a signal later: the relay, the network or a configuration is at fault, and that
 * goes for every message). An address that is none is never. `*out_why` (a line that the caller frees, or
 * NULL) is what it said. The message is on the disk when a Maildir has it. */
StageBezorging stage_bezorg(StageBezorger *b, const char *from, const char *to, const char *key,
                            GBytes *message, char **out_why);

/* With `samen` a Maildir's messages wait in its tmp until this is called, and then go to the disk together,
 * which takes one flush for all and not two for each. IO: of those since the last call none is certain to be
 * there; to hand them over again does no harm. What is not flushed when the bezorger is freed is not
 * delivered. Without `samen`, and for sendmail, there is nothing to do. */
gboolean stage_bezorger_flush(StageBezorger *b, GError **error);
