/* Key 2 of a company: what all talks about it, over all its placements and years, say that there is to learn.
 * No student's name stands in it. */
#pragma once

#include "base/day.h"
#include "report/document.h"

typedef struct {
    gint64 leerbedrijf;
    gint64 behalve; /* a placement that is left out; 0: none */
    StageDay on;    /* what was said later is not known yet */
    guint examples; /* of each chance, at most */
    const char *
        none; /* said when nothing was said of it in any talk; NULL: then each chance is a row all the same */
} StageLeerpotentieelQuery;

/* Adds a section `leerpotentieel` of a row for each chance to learn (aspect, how often it was said to be
 * there and not to be there, the last day, the praktijkopleiders who were there, examples), those that were
 * never offered too, and a section `werkveld` of the news from the field. *out_talks is in how many talks
 * anything of it was said. */
gboolean stage_document_leerpotentieel(StageDocument *document, StageDb *db,
                                       const StageLeerpotentieelQuery *query, guint *out_talks,
                                       GError **error);

/* The page of a company: its own facts as stage_leerbedrijf_list() has them, when a docent last visited, its
 * leerpotentieel, and how its praktijkopleiders guide. */
StageDocument *stage_report_leerbedrijf(StageDb *db, gint64 leerbedrijf, StageDay on, GError **error);
