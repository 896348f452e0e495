/* The norms of this school, and what a placement's say of it. */
#pragma once

#include "cmd/command.h"
#include "report/placements.h"
#include "rules/signalering.h"

/* The file beside a configuration file: /etc/stage/norm.ini, ~/.config/stage/norm.ini. The caller frees it.
 */
char *stage_norm_file(const char *config);

/* The built-in norms, the system's and the user's, each going before the one before it. CONFIG names the file
 * and the key that is wrong. */
StageNorms *stage_norms_load(const StageContext *ctx, GError **error);

/* Whether a text would be a file of norms; BAD_INPUT says why not, with the name of the file. */
gboolean stage_norms_try(const char *text, const char *path, GError **error);

/* Calls `func` for one placement, whatever its days; not for one that never took place. */
gboolean stage_judge_placement(StageContext *ctx, gint64 plaatsing, StageDay on, StagePlacementFunc func,
                               void *data, GError **error);

/* The kind of talk that a day of a placement asks for. */
gboolean stage_soort_on(StageContext *ctx, gint64 plaatsing, StageDay day, StageSoort *out, GError **error);

/* Says what a talk of a placement counts for, or why it does not, and what is asked of who was absent. */
gboolean stage_say_counted(StageContext *ctx, gint64 plaatsing, gint64 gesprek, GError **error);

/* What the settings say of the rules that watch. */
StageSignaleringNorm stage_signalering_norm(const StageContext *ctx);

/* Why a talk counts or does not, in words: "counts", "without the praktijkopleider". */
const char *stage_reason_words(StageReason reason);
/* "start", "tussen 2", "tussen 2 (2026/27)": what people call a moment. The caller frees it. */
char *stage_moment_words(const StageEvaluation *state, const StageMoment *m);
