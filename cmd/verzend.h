/* Mail on its way out: every message is written in the store first, in a transaction, and handed over and
 * marked after that, one by one. What stops the process between the two is met by the Message-ID that the
 * message keeps: at worst one goes twice, under one name. */
#pragma once

#include "cmd/command.h"
#include "model/bericht.h"

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

/* The name and the text of a mail for people to look at. */
void stage_verzend_show(FILE *out, const StageBericht *b);

/* When mail may go out, by the settings; minutes of the day. */
void stage_verzend_hours(const StageContext *ctx, int *out_from, int *out_until);
