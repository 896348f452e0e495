/* Mail to one person about one talk, made and sent by a command: questions and summaries. */
#pragma once

#include "cmd/verzend.h"
#include "mail/gesprek.h"

typedef struct {
    StageContext *ctx;
    const char *taal, *school; /* of the settings */
    /* What it works with. */
    gboolean dry;
    int lock;              /* -1: none */
    StagePrinter *printer; /* NULL: mails are shown as they are */
    GHashTable *templates;
    GPtrArray *made;  /* StageBericht */
    GArray *replaced; /* ids of those that do not go any more */
    StageVerzendTelling count;
    StageTijd now; /* whether mail may go out at all */
} StageBrieven;

/* Holds the lock of mail unless it is a dry run. */
StageBrieven *stage_brieven_new(StageContext *ctx, gboolean dry, GError **error);
void stage_brieven_free(StageBrieven *to);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageBrieven, stage_brieven_free)

/* The template of a kind for a team (or NULL). CONFIG when it has faults. */
const StageSjabloon *stage_brieven_template(StageBrieven *to, const char *kind, const char *team,
                                            GError **error);

typedef struct {
    const char *rol;
    gint64 persoon;           /* 0: nobody */
    const char *naam, *adres; /* or NULL */
} StageBriefAan;
/* One message of a kind to somebody, or a row that says what holds it back. Its text, subject, plaatsing,
 * gesprek and versie (0: numbered here) are in `b`, which stays the caller's. */
gboolean stage_brieven_add(StageBrieven *to, const char *soort, const StageBriefAan *who,
                           const StageBericht *b, GError **error);

/* One that has yet to go does not go any more when the others are written down. */
void stage_brieven_replace(StageBrieven *to, gint64 bericht);

/* Writes them down, hands them over when mail may go out, and says what became of it. */
gboolean stage_brieven_send(StageBrieven *to, const char *soort, GError **error);
