/* One page for the coming gesprek, along the four keys: what was said, judged and agreed so far, what is
 * known of the company, and questions for what was never talked about. It may lie on the table: no signal, no
 * confidential note and no question about safety stands on it. */
#pragma once

#include "report/document.h"
#include "report/placements.h"
#include "verslag/vragen.h"

typedef struct {
    const StageNorms *norms;
    const StageVragen *vragen;
    gint64 plaatsing;
    StageDay on;
    const char
        *soort; /* of the coming talk; NULL: that of the one planned next, else of the moment that is due */
} StageVoorbereidingQuery;

/* What is not on the page, for who prepares. */
typedef struct {
    guint signalen;      /* open ones */
    guint vertrouwelijk; /* confidential notes */
} StageVoorbereidingRest;

/* NOT_FOUND when there is no such placement. */
StageDocument *stage_report_voorbereiding(StageDb *db, const StageVoorbereidingQuery *query,
                                          StageVoorbereidingRest *out, GError **error);

/* The sheet for the student alone, which no praktijkopleider sees: questions about safety and being treated
 * alike, and where the student is helped (`routes`, a line each). */
StageDocument *stage_report_alleen(const StageVragen *vragen, const char *const *routes);
