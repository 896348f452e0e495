/* Messages as the program sees them, whatever library builds and reads them: what goes out, and what came
 * in. The module `mail` (base/module.h) turns the one into bytes and bytes into the other; the rest of
 * lib/mail is plain text and needs no such library. */
#pragma once

#include <glib.h>

/* A message that is to go out. Text is borrowed and UTF-8; what stands in headers may come from outside, the
 * builder refuses what would break out of its line. */
typedef struct {
    const char *from; /* an address, as are the others */
    const char *from_name;
    const char *to;
    const char *to_name; /* or NULL */
    const char *reply_to;
    const char *subject;
    const char *text;              /* lines, ending in newlines; paragraphs have an empty line between them */
    const char *language;          /* of the text: nl, en */
    const char *message_id;        /* without angle brackets, as are the next ones */
    const char *const *references; /* the thread, the oldest first, ending with NULL; NULL: it begins one */
    gint64 date;                   /* seconds since 1970 */
    gboolean automatic;            /* not written by a person (RFC 3834) */
} StageMail;

/* The whole message with CRLF line ends, ready for sendmail(8) or a Maildir; NULL on error, else the caller's
 * to free. The same mail gives the same bytes. BAD_INPUT: an address or header that cannot be sent. */
typedef GBytes *(*StageMailBuild)(const StageMail *mail, GError **error);
GBytes *stage_mail_build(const StageMail *mail, GError **error);

typedef enum {
    STAGE_BRIEF_VAN_MENS,    /* somebody wrote it */
    STAGE_BRIEF_AUTOMATISCH, /* out of office and the like (RFC 3834, and what clients send without it) */
    STAGE_BRIEF_BEZORGING,   /* a delivery status notification (RFC 3464), or a bounce without that form */
} StageBriefSoort;

/* A message that came in. Nothing in it is trusted: lengths are bounded, text is valid UTF-8. */
typedef struct {
    StageBriefSoort soort;
    char *from; /* the address of From, folded to lower case; NULL: none. Never the name */
    char **to;  /* every address it went to: To, Cc, Delivered-To, X-Original-To, Envelope-To; never NULL */
    char *subject;
    char *message_id;  /* without angle brackets; NULL: none */
    char **references; /* In-Reply-To, then References from the last to the first; never NULL */
    char *text;        /* the body as lines: of HTML, what a reader would see, a quoted block with "> " before
                          its lines; never NULL */
    gboolean html;     /* there was no plain text */
    gboolean tnef;     /* it has a winmail.dat */
    guint attachments;
    gboolean cut; /* the body was longer than STAGE_BRIEF_TEXT_MAX */
    gboolean bsn; /* one stands in it, in any text or name: also where `text` does not have it */
    /* Of a delivery status notification. */
    char *bounced;      /* the address that could not be reached; NULL: not told */
    char *bounced_id;   /* the Message-ID of what was sent; NULL: not told */
    char *status;       /* "5.1.1" (RFC 3463); NULL: not told */
    char *diagnostic;   /* one line */
    gboolean permanent; /* it will not be tried again: status 5.x.x, action failed */
} StageBrief;

enum { STAGE_BRIEF_TEXT_MAX = 256 * 1024, STAGE_BRIEF_MAX = 32 * 1024 * 1024 };

/* NULL on error: BAD_INPUT when it is no message at all, or longer than STAGE_BRIEF_MAX bytes. The caller
 * frees it with stage_brief_free(). */
typedef StageBrief *(*StageMailRead)(const char *bytes, gsize length, GError **error);
StageBrief *stage_mail_read(const char *bytes, gsize length, GError **error);

void stage_brief_free(StageBrief *brief);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageBrief, stage_brief_free)
