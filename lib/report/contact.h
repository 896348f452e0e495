/* Per placement, docent or opleiding: how many of the norm's contact moments were held, are planned, are
 * missing. */
#pragma once

#include "report/placements.h"

typedef enum { STAGE_BY_PLAATSING, STAGE_BY_DOCENT, STAGE_BY_OPLEIDING } StageContactBy;
extern const char *const stage_contact_by[];

typedef struct {
    StagePlacementsQuery of;
    gboolean missing; /* only placements of which a moment is missing */
    StageContactBy by;
} StageContactQuery;

typedef struct {
    guint shown;   /* placements in the report */
    guint missing; /* of those, with a moment missing */
    StageLeftOut left_out;
} StageContactCounts;

/* The rows of a report: as many values as its columns. FALSE stops the report with the error that it set. */
typedef gboolean (*StageRowFunc)(const StageValue *values, void *data, GError **error);

/* Columns by placement: plaatsing, nummer, student, klas, opleiding, docent, leerbedrijf, begin, einde,
 * gehouden, gepland, ontbreekt, welke (the kinds missing), laatste, volgende, apart, onbekend (planned, and
 * not heard of since), vrijgesteld, bezoeken, bezoeken_gevraagd, afwezig (who was absent as often as the norm
 * reports). By docent or opleiding: its name, plaatsingen, gehouden, gepland, ontbreekt, volledig (placements
 * without a missing moment). Rows come docent by docent; memory does not grow with them. */
gboolean stage_report_contact(StageDb *db, const StageContactQuery *query, StageRowFunc row, void *data,
                              StageContactCounts *out_counts, GError **error);

enum { STAGE_CONTACT_COLUMNS = 21, STAGE_CONTACT_TOTAL_COLUMNS = 6 };

/* "opleider 2", or "": who was absent as often as the norm of the placement reports. */
void stage_contact_absent(const StageEvaluation *state, char *out, gsize size);
