/* The Stagepact's norm: so many joint talks per placement, at the beginning, halfway and at the end. Pure
 * functions: structs and a day in, an answer out. */
#pragma once

#include "model/gesprek.h"

enum { STAGE_NORM_MOMENTS = 3, STAGE_NORM_MOMENTS_MAX = 12 };

/* How many days after the end of a placement its last talk may still be held. */
enum { STAGE_NORM_NALOOP = 14 };

/* How many of the norm's `moments` are of each kind: the first is a start, the last an eind, the others are
 * tussen; a norm of one moment asks an eind. Extra talks are asked never. */
void stage_norm_slots(guint moments, guint out_slots[STAGE_SOORTEN]);

/* The kind of talk that a day of a placement asks for: the first quarter start, the last quarter eind, tussen
 * between (the default windows of the norm). Days outside count with the nearer end. */
StageSoort stage_norm_soort(StageDay begin, StageDay einde, StageDay day);

/* What the norm needs to know of one talk. */
typedef struct {
    StageSoort soort;
    StageDay gepland;
    StageDay gehouden;
    StageDay geannuleerd;
    gboolean gezamenlijk; /* when it was held: with all three */
} StageContact;

typedef struct {
    guint slots[STAGE_SOORTEN];
    guint held[STAGE_SOORTEN];    /* joint talks held that count, at most the slots */
    guint planned[STAGE_SOORTEN]; /* open slots for which a talk is planned on or after the day */
    guint apart;                  /* talks held, but without one of the three */
    guint unlogged;               /* planned before the day, and nothing is known of them since */
    StageDay last;                /* the last talk held, joint or not */
    StageDay next;                /* the next one planned */
} StageCoverage;

/* The state on a day: what was held later is planned on it, what was cancelled later still stood. Every talk
 * counts for one moment of its own kind at most; an extra talk never lowers the count. */
StageCoverage stage_norm_coverage(guint moments, const StageContact *contacts, guint n, StageDay on);

guint stage_coverage_held(const StageCoverage *c);
guint stage_coverage_planned(const StageCoverage *c);
guint stage_coverage_missing(const StageCoverage *c);

/* The index in `open` (StageGesprek, by day) of the planned talk that one held on `day` fulfils, or -1: the
 * nearest by day of the kind that was said, or of any kind when `soort` is NULL, then at most 14 days away.
 * Of two equally near the earlier. */
int stage_norm_fulfils(const GPtrArray *open, const char *soort, StageDay day);
