/* Placements one by one, each laid beside its norm (rules/moment.h): what the reports, the morning page, the
 * plan and the reasons are made of. Memory does not grow with their number. */
#pragma once

#include "rules/moment.h"

typedef struct {
    const StageNorms *norms;
    StageDay on;      /* the day that is looked at; who guides is told as it is then */
    gint64 plaatsing; /* 0: all, here and below */
    gint64 docent;
    gint64 opleiding;
    gint64 student;
    gint64 team; /* of the docent, else of the opleiding */
    gint64 leerbedrijf;
    const char *klas; /* NULL: all, here and below */
    const char *cohort;
    StageDay from;    /* only those that had not ended before it; unset: before the naloop */
    StageDay until;   /* only those that have begun by it; unset: by `on` */
    gboolean over;    /* also those that ended longer ago than the naloop, when there is no `from` */
    gboolean ahead;   /* also those that have not begun (when there is no `until`), or are not certain yet */
    gboolean figures; /* to be counted: without texts and the place of the company, in the order of the ids */
} StagePlacementsQuery;

/* What was left out: ended too long ago; not begun, or not certain yet. */
typedef struct {
    guint over;
    guint ahead;
} StageLeftOut;

typedef enum {
    STAGE_PLACEMENT_NUMMER,
    STAGE_PLACEMENT_STUDENT,
    STAGE_PLACEMENT_KLAS,
    STAGE_PLACEMENT_OPLEIDING, /* crebo and name */
    STAGE_PLACEMENT_DOCENT,
    STAGE_PLACEMENT_LEERBEDRIJF,
    STAGE_PLACEMENT_TEXTS
} StagePlacementText;

/* One placement; all of it lives until the next. */
typedef struct {
    gint64 id, docent, opleiding, team, niveau, leerbedrijf; /* 0: none */
    const char *text[STAGE_PLACEMENT_TEXTS];                 /* or NULL */
    const char *postcode, *coordinaten;                      /* of the company; or NULL */
    StageDay begin, einde;
    gboolean certain; /* it is not voorlopig */
    const StageContact *contacts;
    guint n;
    const StageEvaluation *state;
} StagePlacement;

/* FALSE stops with the error that it set. */
typedef gboolean (*StagePlacementFunc)(const StagePlacement *placement, void *data, GError **error);

/* Docent by docent, then by id. `out` may be NULL. */
gboolean stage_placements_each(StageDb *db, const StagePlacementsQuery *query, StagePlacementFunc func,
                               void *data, StageLeftOut *out, GError **error);

/* What stage_placements_each() leaves out. */
gboolean stage_placements_left_out(StageDb *db, const StagePlacementsQuery *query, StageLeftOut *out,
                                   GError **error);
