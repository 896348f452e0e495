/* The talks that a case-load still needs, as a problem for the planner (rules/planning.h): windows from the
 * norm, working days, holidays, places. */
#pragma once

#include "report/placements.h"
#include "rules/planning.h"

typedef struct {
    const StageNorms *norms;
    StageDay on;          /* today */
    StageDay from, until; /* of what is planned; until may be unset */
    gint64 docent;        /* 0: all, here and below */
    gint64 team;
    guint visits;       /* at most a day */
    gboolean online;    /* only the visits that the norm asks are on location */
    const char *school; /* postcode, or latitude,longitude; NULL: unknown */
} StageCaseloadQuery;

/* One talk; text is its own. */
typedef struct {
    gint64 plaatsing, docent;
    gint64 gesprek; /* that is planned already; 0: none */
    StageSoort soort;
    StageStand stand; /* of its moment */
    StageDay first, last, planned;
    gboolean fixed;
    gboolean on_road;
    char *docent_naam, *nummer, *student, *klas, *leerbedrijf, *plaats;
} StageCaseTalk;

typedef struct {
    StagePlanProblem problem; /* its arrays are the ones below */
    GPtrArray *talks;         /* StageCaseTalk, one for each task */
    GPtrArray *too_late;      /* StageCaseTalk: moments whose window has passed */
    guint without_docent;     /* placements that nobody guides */
    StageLeftOut left_out;
    GArray *tasks, *docenten, *places, *blocked;
    GPtrArray *leave; /* a GArray of StagePlanPeriod for each docent: their days off and the school's */
    GHashTable *docent_index, *place_index;
    GPtrArray *texts;
} StageCaseload;

StageCaseload *stage_caseload_read(StageDb *db, const StageCaseloadQuery *query, GError **error);
void stage_caseload_free(StageCaseload *load);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageCaseload, stage_caseload_free)

/* A place from what a school or company says of it; `postcode` stays the caller's. */
StagePlace stage_place_of(const char *postcode, const char *coordinaten);

/* "ma,di,do" as bits, Monday the lowest; Monday to Friday when it is NULL. */
guint stage_weekdays_of(const char *werkdagen);
