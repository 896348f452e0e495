/* A placement laid beside its norm on a day: which contact moments were held, are planned, are due, are late
 * or were missed, what counts for them, and why the rest does not. Pure: structs and a day in, an answer out.
 *
 * Windows are in days of the effective period (the real end where it is known); a placement of more than the
 * norm's months is cut at each 1 August, where the school year begins (WEB art. 1.1.1), and every part has
 * the norm of its own beginning. Each talk counts for one moment at most, and as many moments as possible are
 * fulfilled: a maximum matching by augmenting paths (Berge 1957; Kuhn 1955), talks that were held first, then
 * waivers, then plans for what those leave.
 *
 * A talk counts where it counted when it was held: a placement that becomes shorter or longer afterwards
 * moves only moments that are still open. */
#pragma once

#include "rules/norm.h"

/* What the rules need to know of one talk. Text and days are as in StageGesprek. */
typedef struct {
    gint64 id;
    StageSoort soort;
    StageDay gepland;
    StageDay gehouden;
    StageDay geannuleerd;
    gboolean aanwezig[STAGE_PARTIJEN]; /* when it was held */
    gboolean vervanger;                /* somebody sat in for the praktijkopleider */
    gboolean bezoek;                   /* on location */
    StageDay einde_toen; /* the end of the placement as it was known then; unset: as it is now */
} StageContact;

/* A moment that was handled elsewhere. */
typedef struct {
    StageSoort moment;
    StageDay datum;
} StageWaiver;

typedef enum {
    STAGE_STAND_GEHOUDEN,
    STAGE_STAND_VRIJGESTELD,
    STAGE_STAND_GEPLAND, /* a talk is planned for it on or after the day */
    STAGE_STAND_NU,      /* its window is open */
    STAGE_STAND_LAAT,    /* its window has passed, and the period has not */
    STAGE_STAND_LATER,   /* its window is still to come */
    STAGE_STAND_GEMIST,
    STAGE_STANDEN
} StageStand;
extern const char *const stage_standen[]; /* their words; ends with NULL */

typedef struct {
    const StageNorm *norm;
    guint deel; /* of the placement, from 0: the school year */
    StageDay deel_van, deel_tot;
    StageSoort soort;
    guint nummer; /* among those of its soort in that part, from 1 */
    StageDay van, tot;
    StageDay uiterlijk; /* tot and the norm's uitloop */
    StageStand stand;
    int contact;     /* the talk, held or planned, that is for it; -1: none */
    int waiver;      /* -1: none */
    gboolean bezoek; /* a talk for it still counts, and is asked on location */
} StageMoment;

/* Why a talk counts or does not. */
typedef enum {
    STAGE_TELT,         /* held, and counts for a moment */
    STAGE_TELT_GEPLAND, /* planned for a moment */
    STAGE_EXTRA,        /* extra talks count for none */
    STAGE_BUITEN,       /* in no window */
    STAGE_ZONDER_DE_DOCENT,
    STAGE_ZONDER_DE_STUDENT,
    STAGE_ZONDER_DE_OPLEIDER,
    STAGE_OVER,        /* the moments whose window it falls in have one */
    STAGE_GEEN_BEZOEK, /* what is left must be held on location */
    STAGE_GEANNULEERD,
    STAGE_ONBEKEND, /* planned before the day, and not heard of since */
} StageReason;

typedef struct {
    StageReason reason;
    gboolean held; /* by the day */
    int moment;    /* -1: none */
} StageVerdict;

typedef struct {
    const StageNorm *norm; /* of the placement's beginning; NULL: none */
    GArray *moments;       /* StageMoment, by part and window */
    GArray *verdicts;      /* StageVerdict, of each talk as it was given */
    /* Of the moments: asked = held + waived + planned + missing. */
    guint asked, held, waived, planned, missing;
    guint visits; /* of the moments held: on location */
    guint visits_asked;
    guint apart;   /* held, and without one of the three */
    guint unknown; /* planned before the day, and not heard of since */
    StageDay last; /* the last talk held, of any kind */
    StageDay next; /* the next one planned, of any kind */
    int due; /* the moment to see to: what is late and can still count, else what comes first; -1: none */
    guint absent[STAGE_PARTIJEN];       /* from how many talks, extra ones apart */
    StageDay nagesprek[STAGE_PARTIJEN]; /* who was absent is to be spoken to by this day; unset: nobody */
    int nagesprek_van[STAGE_PARTIJEN];  /* the talk that it follows */
    /* What it works with. */
    GArray *then, *taken, *tried;
} StageEvaluation;

StageEvaluation *stage_evaluation_new(void);
void stage_evaluation_free(StageEvaluation *e);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageEvaluation, stage_evaluation_free)

/* The state on a day: what was held later is planned on it, what was cancelled later still stood. `e` may
 * hold an earlier answer. */
void stage_evaluate(StageEvaluation *e, const StageNorms *norms, const StageNormCase *of,
                    const StageContact *contacts, guint n, const StageWaiver *waivers, guint n_waivers,
                    StageDay on);

static inline const StageMoment *
stage_moment_at(const StageEvaluation *e, guint i)
{
    return &g_array_index(e->moments, StageMoment, i);
}

/* The kind of talk that a day asks for: of the moment whose window it falls in, else of the nearest one. */
StageSoort stage_moment_soort(const StageEvaluation *e, StageDay day);

/* The index in `open` (StageGesprek, by day) of the planned talk that one held on `day` fulfils, or -1: the
 * nearest by day of the kind that was said, or of any kind when `soort` is NULL, then at most 14 days away;
 * an extra one, which has a purpose of its own, then only on its own day. Of two equally near the earlier. */
int stage_moment_fulfils(const GPtrArray *open, const char *soort, StageDay day);
