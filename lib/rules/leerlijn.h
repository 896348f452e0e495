/* What a dossier says along the keys: which of them were talked about, what was judged last, how trust grows,
 * and where two people see the same thing otherwise. Pure: a dossier and a day in, an answer out. Nothing
 * that is confidential is used, and nothing of after the day. */
#pragma once

#include "model/dossier.h"

enum { STAGE_SLEUTELS_MAX = 4 };

/* Whether a talk was held on or before a day. */
gboolean stage_gesprek_was_held(const StageGesprek *gesprek, StageDay on);

/* Whether a key (1-4) was ever talked about, and an aspect of it (as in stage_aspecten, and "zienswijze").
 * What stands below a key without an aspect touches the key alone. */
gboolean stage_leerlijn_sleutel(const StageDossier *dossier, StageDay on, gint64 sleutel);
gboolean stage_leerlijn_aspect(const StageDossier *dossier, StageDay on, const char *aspect);

/* The last inschatting on or before a day; NULL when there is none. */
const StageInschatting *stage_leerlijn_laatste(const StageDossier *dossier, StageDay on);

/* How often each strategy was chosen on one day of a talk or beside one, in the order of stage_strategieen.
 */
typedef struct {
    StageDay datum;
    guint n[3];
} StageGroei;
/* By day; the caller frees the array. */
GArray *stage_leerlijn_groei(const StageDossier *dossier, StageDay on);

/* Where praktijkopleider and student see the same thing otherwise: a judgement or a guidance choice that the
 * student does not recognise, or only in part, and a chance to learn of which one says that it is there and
 * the other that it is not (the last word of each). */
typedef struct {
    StageDay datum;
    const char *onderwerp; /* oordeel, a strategy, or a chance */
    const char *opleider;  /* what the praktijkopleider says: text, or ja and nee */
    const char *student;   /* the same; NULL: only that it is not recognised */
    const char *herkend;   /* nee, deels; NULL of a chance */
} StageVerschil;
/* By day; its texts are the dossier's. The caller frees the array. */
GArray *stage_leerlijn_verschillen(const StageDossier *dossier, StageDay on);
