/* Norms as data: which contact moments a placement asks, and what counts for them. The built-in ones are
 * ours, after the Stagepact MBO 2023-2027 (three joint talks per placement: at the beginning, halfway, at the
 * end); a school's own file goes before them. Pure functions: text and structs in, an answer out. */
#pragma once

#include "model/gesprek.h"

enum { STAGE_NORM_MOMENTS_MAX = 12 };

/* Until how many days after its end people may plan and log talks of a placement without insisting. */
enum { STAGE_NORM_NALOOP = 14 };

/* A bound of a window: so much of the period, and so many days after (before) that. A window runs from the
 * day of its first bound to the day before that of its second; of the whole period to its last day. */
typedef struct {
    int percent;
    int days;
} StageNormBound;

typedef struct {
    StageSoort soort; /* start, tussen, eind */
    StageNormBound from, until;
} StageNormMoment;

typedef enum { STAGE_PARTIJ_DOCENT, STAGE_PARTIJ_STUDENT, STAGE_PARTIJ_OPLEIDER, STAGE_PARTIJEN } StagePartij;

/* Whether a talk counts that was held without one of the three: no, when somebody sat in, yes. */
typedef enum { STAGE_ZONDER_NEE, STAGE_ZONDER_VERVANGER, STAGE_ZONDER_JA } StageZonder;

/* What comes of too few visits: they are asked for when a talk is planned, reported too, or a moment without
 * one does not count. */
typedef enum { STAGE_LOCATIE_GEVRAAGD, STAGE_LOCATIE_GEMELD, STAGE_LOCATIE_VEREIST } StageLocatie;

typedef struct {
    char *naam;
    StageDay van;   /* it is for periods that begin on or after this day; unset: for all */
    StageDay until; /* from here the next version of the same name is; unset: it is the last */
    char *bron;     /* the file that declares it; NULL: built in */
    char *omschrijving;
    StageNormMoment momenten[STAGE_NORM_MOMENTS_MAX]; /* by window */
    guint n;
    gint64 minimaal;    /* days: of the shortest placement that it applies to */
    char *cohort;       /* from which on; NULL: all, here and below */
    char *leerweg;      /* BOL, BBL */
    char **opleidingen; /* crebo's or names */
    char **teams;
    gint64 schooljaar;             /* months: a longer placement is judged per school year; 0: never */
    gint64 uitloop;                /* days after a window in which a talk still counts, late */
    gint64 bezoeken;               /* how many of the moments on location */
    gint64 locatie;                /* StageLocatie */
    gint64 zonder[STAGE_PARTIJEN]; /* StageZonder */
    gint64 nagesprek;              /* days: who was absent is to be spoken within them; 0: not asked */
    gint64 afwezig;                /* of how many absences of one party on is reported */
} StageNorm;

/* The keys of a norm, which are those of its group in the file; ends with a NULL key. */
typedef enum {
    STAGE_NORM_TEXT,
    STAGE_NORM_LIST,
    STAGE_NORM_NUMBER,
    STAGE_NORM_CHOICE, /* gint64: the index of one of .choices */
    STAGE_NORM_WINDOWS,
} StageNormKind;
typedef struct {
    const char *key;
    StageNormKind kind;
    gsize at;
    gint64 most; /* of a number; the least is 0 */
    const char *const *choices;
    const char *help;
} StageNormKey;
extern const StageNormKey stage_norm_keys[];

/* The value of a key as the file has it; the caller frees it. */
char *stage_norm_get(const StageNorm *norm, const StageNormKey *key);
/* NOT_FOUND, with the nearest one. */
const StageNormKey *stage_norm_key(const char *name, GError **error);

/* Norms that are used together; stage_norms_new() has the built-in ones. */
typedef struct StageNorms StageNorms;
StageNorms *stage_norms_new(void);
void stage_norms_free(StageNorms *norms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageNorms, stage_norms_free)

/* Adds the norms of a file (GKeyFile's ini), `bron` being its name. A group is [NAAM], or [NAAM DATUM] for a
 * version that is for periods from that day on; what it leaves out is as in the version before it, for a new
 * name as in standaard. A group that was there takes the place of the earlier one. CONFIG names the file, the
 * group and the key. */
gboolean stage_norms_read(StageNorms *norms, const char *text, const char *bron, GError **error);

/* By name, then by day; the pointers are theirs. */
guint stage_norms_count(const StageNorms *norms);
const StageNorm *stage_norms_at(const StageNorms *norms, guint i);

/* What decides which norm a placement has. Text may be NULL. */
typedef struct {
    StageDay begin;
    StageDay einde; /* the real one where it is known */
    const char *cohort;
    const char *leerweg;
    const char *crebo;
    const char *opleiding; /* its name */
    const char *team;
} StageNormCase;

/* The norm for a period of the placement that begins on a day: of those that apply the one that says the most
 * about whom it is for (opleiding, then team, cohort, leerweg), then the one for the longest placements.
 * NULL: none applies, and nothing is asked. */
const StageNorm *stage_norms_choose(const StageNorms *norms, const StageNormCase *of, StageDay on);
