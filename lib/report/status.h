/* The page that a docent opens in the morning: each placement with its next moment, what is open and what is
 * late. */
#pragma once

#include "report/column.h"
#include "report/placements.h"
#include "rules/signalering.h"

typedef struct {
    StagePlacementsQuery of;
    StageSignaleringNorm signalering;
    gboolean open; /* only what has something to do */
} StageStatusQuery;

/* plaatsing, nummer, student, klas, docent, leerbedrijf, gehouden, gevraagd, telling ("1/3"), momenten (their
 * states in order, with commas), volgende (the moment to see to), stand (of it), voor (the day on which it is
 * planned, or should be held at the latest), dagen (until then, negative when it has passed), afspraken,
 * signalen (how many are open), nagesprek (who was absent and by when they are to be spoken to), onbekend
 * (talks planned before the day, and not heard of since), afwezig, laat (which moments are), regels (how many
 * rules that are not muted see something), afspraken_laat (how many open agreements should have been done).
 * What is late comes first, then by `voor`.
 */
enum { STAGE_STATUS_COLUMNS = 22 };

gboolean stage_report_status(StageDb *db, const StageStatusQuery *query, StageRowFunc row, void *data,
                             guint *out_shown, StageLeftOut *out, GError **error);
