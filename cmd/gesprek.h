/* What the commands of `stage gesprek` share. */
#pragma once

#include "cmd/entity.h"
#include "cmd/verslag.h"
#include "model/gesprek.h"
#include "model/notitie.h"

typedef struct {
    StageEntityArgs args;
    StageGesprek given;
    gint64 student;
    gint64 docent;
    StageDay datum, from, until;
    char *stand;
    StageVerslagOptions verslag;
    char *replaced[STAGE_SLEUTELS]; /* the notes of an edit, and what is confidential */
    char *replaced_confidential;
    gboolean with_confidential;
    gboolean fresh;
    gboolean force;
    char *file; /* of a bulk */
    gboolean skip_bad, dry_run;
} StageGesprekOptions;

gboolean stage_gesprek_plan_run(StageContext *ctx, const void *options, GError **error);
gboolean stage_gesprek_log_reads(const StageCommand *command, const void *options, gboolean any);
gboolean stage_gesprek_log_ask(StageContext *ctx, void *options, GError **error);
gboolean stage_gesprek_log_run(StageContext *ctx, const void *options, GError **error);
/* Of log and note: says what of it is nearly equal to what stands in another student's file. */
void stage_gesprek_log_after(StageContext *ctx);
gboolean stage_gesprek_note_ask(StageContext *ctx, void *options, GError **error);
gboolean stage_gesprek_note_run(StageContext *ctx, const void *options, GError **error);
gboolean stage_gesprek_bulk_ask(StageContext *ctx, void *options, GError **error);
gboolean stage_gesprek_bulk_run(StageContext *ctx, const void *options, GError **error);
gboolean stage_gesprek_edit_run(StageContext *ctx, const void *options, GError **error);

/* --- which placement, which day: gesprek_when.c --- */

/* The placement that a day of a student falls in, or the one that was named. */
gboolean stage_gesprek_placement(StageContext *ctx, const StageGesprekOptions *o, StageDay day,
                                 StagePlaatsing *out, GError **error);
/* Whether a day has come; --force allows every day. */
gboolean stage_gesprek_check_past(const StageContext *ctx, const StageGesprekOptions *o, StageDay day,
                                  GError **error);
/* Whether the day of a gesprek is one that its placement allows, and not in the future when it was held;
 * --force allows every day. */
gboolean stage_gesprek_check_day(StageContext *ctx, const StageGesprekOptions *o, const StageGesprek *g,
                                 GError **error);
/* Gives it the kind that its day asks for, when none was said. */
gboolean stage_gesprek_set_soort(StageContext *ctx, StageGesprek *g, StageDay day, GError **error);

/* --- */

/* Plans the next talk that a report agrees on, if it does, for the placement of `g`. */
gboolean stage_gesprek_plan_next(StageContext *ctx, const StageVerslag *verslag, const StageGesprek *g,
                                 GError **error);

/* Logs one talk with its report: which is to be that of `o`. */
gboolean stage_gesprek_log_one(StageContext *ctx, const StageGesprekOptions *o, const StageVerslag *verslag,
                               GError **error);

/* Prints the row of a gesprek when the user asked for it. */
gboolean stage_gesprek_confirm(StageContext *ctx, gint64 id, GError **error);
