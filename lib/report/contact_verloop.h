/* What the report contact has besides its groups: the months, the weeks, and SBB's four figures.
 */
#pragma once

#include "report/rapport.h"

typedef struct StageVerloop StageVerloop;
/* Over the months of the period, at most three years of them; without a period over the twelve up to `on`. */
StageVerloop *stage_verloop_new(const StageSelectie *of);
void stage_verloop_free(StageVerloop *verloop);

/* The first day of which a placement must be read: a year before the first month. */
StageDay stage_verloop_first(const StageVerloop *verloop);

/* Counts a placement; `inside`: it is one of those that the report is about, not of the year before only. */
void stage_verloop_add(StageVerloop *verloop, const StagePlacement *p, gboolean inside);

/* The tables: all of them, or the four figures apart. */
void stage_verloop_monitor(StageVerloop *verloop, StageRapportage *r, StageDocument *document);
void stage_verloop_document(StageVerloop *verloop, StageRapportage *r, StageDocument *document);

/* --- of one placement --- */

/* Whether its talk was held between two days, and known by the day. */
gboolean stage_verloop_was_held(const StagePlacement *p, guint talk, StageDay first, StageDay last);
/* With docent, student and praktijkopleider. */
gboolean stage_verloop_is_joint(const StageContact *c);
/* Whether each moment whose time has passed was held or waived. */
gboolean stage_verloop_meets(const StageEvaluation *state);
/* How many of its moments were held within their window. */
guint stage_verloop_in_time(const StagePlacement *p);
