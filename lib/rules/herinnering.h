/* Who must act, and whether they are told of it today. Pure: the state of a placement and what it was told of
 * before in, an answer out; no clock decides, so that a run that was missed catches up, and one that comes
 * twice changes nothing.
 *
 * What needs somebody is a point, of a placement. A point stands at a step. Each point is told of at each
 * step to the docent so many times at most, with some days between; when that did not help the coordinator is
 * told once, and then it is quiet. That order, two reminders, one digest further up and then silence, is
 * ours, after what users of other systems ask for. Whoever guides: a docent who comes later is not told
 * again. */
#pragma once

#include "rules/moment.h"
#include "rules/planning.h"

typedef enum {
    STAGE_STAP_NU,           /* the window of a moment is open, and closes soon; nothing is planned */
    STAGE_STAP_LAAT,         /* it has closed */
    STAGE_STAP_ONBEKEND,     /* a talk was planned, its day has passed, and nobody said whether it was held */
    STAGE_STAP_AFSPRAAK,     /* an agreement is past its day */
    STAGE_STAP_SIGNAAL,      /* a signaal is open and without follow-up, or past the day for it */
    STAGE_STAP_STOP,         /* somebody wants no more mail of a kind */
    STAGE_STAP_ONBESTELBAAR, /* mail to somebody does not arrive */
    STAGE_STAP_POST,         /* a reply could not be placed */
    STAGE_STAPPEN
} StageStap;
extern const char *const stage_stappen[]; /* their words; ends with NULL */

/* A moment is named by its place in the norm (its school year, its kind, its number), so that it keeps its
 * name when it closes and opens again; what has a row is named by that. */
typedef struct {
    StageStap stap;
    char punt[32];    /* "0:start:1", "gesprek 12", "afspraak 3" */
    StageSoort soort; /* of a moment or talk; else STAGE_SOORTEN */
    StageDay voor;    /* the day it is about: the last of the window, of the plan, of the agreement */
} StagePunt;

/* Adds what the norm's state has to tell on a day: moments that are due within `ahead` days or late, and
 * talks that were not logged. A talk that was not logged stands for the moment that it was planned for: that
 * one is told of when it is logged or cancelled. */
void stage_herinnering_punten(const StageEvaluation *state, const StageContact *contacts, guint n,
                              StageDay on, int ahead, GArray *points);
/* Names the point of a row: "afspraak 3". */
void stage_punt_of_row(StagePunt *point, StageStap stap, gint64 id, StageDay voor);

/* What a point was told of at its step. */
typedef struct {
    guint docent, coordinator;           /* how many times */
    StageDay laatst;                     /* the last time; unset: never */
    guint keer_docent, keer_coordinator; /* the last number in the ledger, also of what never went */
} StageHerinnerd;

typedef enum {
    STAGE_BEURT_DOCENT,
    STAGE_BEURT_COORDINATOR,
    STAGE_BEURT_WACHT, /* told, and not long ago */
    STAGE_BEURT_STIL,  /* all that may be was told */
} StageBeurt;

/* Whose turn it is. `reachable`: there is a docent and mail reaches them; without one the coordinator is told
 * at once. `*out_again` (may be NULL) is the day from which on it is told again, unset unless WACHT. */
StageBeurt stage_herinnering_beurt(StageStap stap, const StageHerinnerd *told, gboolean reachable,
                                   int between, StageDay on, StageDay *out_again);

/* When mail may go to somebody. */
typedef struct {
    int from, until;               /* minutes of the day: at or after, and before */
    guint weekdays;                /* on which they work, bit 0 = Monday */
    const StagePlanPeriod *closed; /* holidays of the school, for who works there */
    guint n_closed;
} StageVerzendtijd;

typedef enum {
    STAGE_TIJD_GOED,
    STAGE_TIJD_UREN,     /* outside of the hours */
    STAGE_TIJD_VRIJ,     /* no day on which they work */
    STAGE_TIJD_FEESTDAG, /* a public holiday */
    STAGE_TIJD_VAKANTIE, /* a holiday of the school */
} StageTijd;
StageTijd stage_verzendtijd(const StageVerzendtijd *when, StageDay day, int minute);
