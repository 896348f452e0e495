/* Mail on its way out: every message is written in the store first, in a transaction, and handed over and
 * marked after that, one by one. What stops the process between the two is met by the Message-ID that the
 * message keeps: at worst one goes twice, under one name. */
#pragma once

#include "cmd/print.h"
#include "model/bericht.h"
#include "report/herinneringen.h"

typedef struct StageVerzender StageVerzender;

/* Nobody else makes or sends mail of this store until the descriptor is closed. -1 with BUSY when another
 * process does so; IO. */
int stage_verzend_lock(const StageContext *ctx, GError **error);

/* Ready to send, by the settings. CONFIG when they do not say how; UNAVAILABLE when the module mail is not
 * there. Who sends holds the lock. */
StageVerzender *stage_verzender_new(StageContext *ctx, GError **error);
void stage_verzender_free(StageVerzender *v);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageVerzender, stage_verzender_free)

/* Names a message and writes it down, inside the caller's transaction; `b` gets its id. */
gboolean stage_verzender_put(StageVerzender *v, StageBericht *b, GError **error);

typedef enum { STAGE_VERZONDEN, STAGE_VERZEND_LATER, STAGE_VERZEND_NOOIT } StageVerzending;
/* What became of one. FALSE stops. */
typedef gboolean (*StageVerzonden)(const StageBericht *b, StageVerzending what, const char *why, void *data,
                                   GError **error);

/* Hands over all that is to go and may be tried now, of one kind (NULL: of all); a message that fails stops
 * no other. Outside of a transaction. */
gboolean stage_verzender_run(StageVerzender *v, const char *soort, StageVerzonden done, void *data,
                             GError **error);

/* Whether mail may go out now at all, whoever it is to: a day from Monday to Friday that is no public
 * holiday, within the hours. */
StageTijd stage_verzend_now(const StageContext *ctx);
/* When mail may go out, by the settings; minutes of the day. */
void stage_verzend_hours(const StageContext *ctx, int *out_from, int *out_until);

/* --- what became of it, told alike by every command that sends: verzend_print.c --- */

/* A row about one person, or one message. Text may be NULL. */
typedef struct {
    const StageBericht *bericht; /* or NULL */
    const char *rol, *naam, *adres;
    guint punten;
    const char *uitkomst; /* verstuurd, later, mislukt, tegengehouden */
    const char *reden;    /* a word for programs */
    const char *uitleg;   /* a sentence for people */
    gboolean text;        /* with the mail itself */
} StageVerzendRij;
extern const StageColumn stage_verzend_columns[];

/* What there was to tell and what became of it: due = sent + held + failed. */
typedef struct {
    guint due, sent, held, failed;
    guint messages; /* sent */
    guint again;    /* messages that failed and will be tried again */
} StageVerzendTelling;

/* Counts a row by its uitkomst, and prints it (`printer` may be NULL). */
gboolean stage_verzend_row(StagePrinter *printer, StageVerzendTelling *count, const StageVerzendRij *row,
                           GError **error);
/* The same of a message that was handed over, or could not be. */
gboolean stage_verzend_sent(StagePrinter *printer, StageVerzendTelling *count, const StageBericht *b,
                            StageVerzending what, const char *why, guint punten, GError **error);
/* The mail itself, for people to look at; all but the first stand below a line. */
void stage_verzend_show(FILE *out, const StageBericht *b, gboolean first);
/* The closing line. `dry`: nothing was sent. The answer is "no" when something failed; INTERNAL when the sum
 * does not hold. */
gboolean stage_verzend_say(StageContext *ctx, const StageVerzendTelling *count, gboolean dry, GError **error);

/* What holds somebody's mail back, in words; NULL: nothing. */
const char *stage_verzend_held(StageTegen tegen);
