/* What the rules (rules/signalering.h) see of placements on a day. */
#pragma once

#include "base/day.h"
#include "report/column.h"
#include "rules/signalering.h"

typedef struct {
    StageSignaleringNorm norm;
    StageDay on;    /* always set; who guides is told as it is then */
    gint64 student; /* 0: all, here and below; of a student, or one placement, also what is to come */
    gint64 plaatsing;
    gint64 docent;
    gint64 team;      /* of the docent */
    const char *klas; /* NULL: all */
    gboolean muted;   /* also what is muted */
} StageSignaleringQuery;

/* plaatsing, nummer, student, klas, docent, leerbedrijf, regel, soort (of the signaal that it would be),
 * uitleg (a sentence in the user's language), rijen ("inschatting 3, inschatting 5": what it saw), gedempt
 * (why it is muted). By placement, and then in the order of the rules. Memory does not grow with the
 * placements. */
enum { STAGE_SIGNALERING_COLUMNS = 11 };

/* *out_seen is how many rows there are; `row` may be NULL. */
gboolean stage_report_signalering(StageDb *db, const StageSignaleringQuery *query, StageRowFunc row,
                                  void *data, guint *out_seen, GError **error);

/* How many rules that are not muted see something of one placement. */
guint stage_signalering_count(const StageDossier *dossier, const StageSignaleringNorm *norm, StageDay on);
