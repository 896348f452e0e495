/* All that was taken down of one placement: what a preparation, its story and the rules that watch over it
 * are made of. */
#pragma once

#include "model/afspraak.h"
#include "model/begeleidingskeuze.h"
#include "model/demping.h"
#include "model/gesprek.h"
#include "model/inschatting.h"
#include "model/notitie.h"
#include "model/plaatsing.h"
#include "model/signaal.h"

typedef struct {
    StagePlaatsing plaatsing;
    GPtrArray *gesprekken;    /* StageGesprek: by day, held ones by the day on which they were */
    GPtrArray *notities;      /* StageNotitie: by talk, then key; the confidential ones too */
    GPtrArray *inschattingen; /* StageInschatting: by day */
    GPtrArray *keuzes;        /* StageBegeleidingskeuze: by day */
    GPtrArray *afspraken;     /* StageAfspraak: what is to be done first, first; the closed ones too */
    GPtrArray *signalen;      /* StageSignaal: by day; the closed ones too */
    GPtrArray *dempingen;     /* StageDemping: by day */
} StageDossier;

/* NOT_FOUND when there is no such placement. The caller frees it. */
StageDossier *stage_dossier_read(StageDb *db, gint64 plaatsing, GError **error);
void stage_dossier_free(StageDossier *dossier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageDossier, stage_dossier_free)

/* Those of some placements, at most STAGE_PLAATSINGEN, in one statement for each kind of row however many
 * they are, in any order. The caller frees the array. */
GPtrArray *stage_dossiers_read(StageDb *db, const gint64 *plaatsingen, guint n, GError **error);
/* The one of a placement; NULL when it was gone. */
const StageDossier *stage_dossiers_of(const GPtrArray *dossiers, gint64 plaatsing);

/* The talk of that id; NULL when it is none of this placement. */
const StageGesprek *stage_dossier_gesprek(const StageDossier *dossier, gint64 id);
/* The day on which a note was taken down: that of its talk. */
StageDay stage_dossier_day_of(const StageDossier *dossier, const StageNotitie *notitie);
