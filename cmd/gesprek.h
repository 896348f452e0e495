/* What the commands of `stage gesprek` share. */
#pragma once

#include "cmd/entity.h"
#include "cmd/notes.h"
#include "model/gesprek.h"
#include "model/notitie.h"

typedef struct {
    StageEntityArgs args;
    StageGesprek given;
    gint64 student;
    gint64 docent;
    StageDay datum, from, until;
    char *stand;
    char *notes[STAGE_SLEUTELS];
    char *confidential;
    gboolean with_confidential;
    gboolean no_notes;
    gboolean fresh;
    gboolean force;
} StageGesprekOptions;

gboolean stage_gesprek_plan_run(StageContext *ctx, const void *options, GError **error);
gboolean stage_gesprek_log_ask(StageContext *ctx, void *options, GError **error);
gboolean stage_gesprek_log_run(StageContext *ctx, const void *options, GError **error);
gboolean stage_gesprek_edit_run(StageContext *ctx, const void *options, GError **error);

/* Whether the day of a gesprek is one that its placement allows, and not in the future when it was held;
 * --force allows every day. */
gboolean stage_gesprek_check_day(StageContext *ctx, const StageGesprekOptions *o, const StageGesprek *g,
                                 GError **error);

/* Prints the row of a gesprek when the user asked for it. */
gboolean stage_gesprek_confirm(StageContext *ctx, gint64 id, GError **error);
