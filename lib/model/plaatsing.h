/* One student's placement at one leerbedrijf for a period. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    gint64 student;
    gint64 leerbedrijf;
    gint64 docent;   /* from the beginning; who came later is in begeleider.h */
    gint64 opleider; /* the same */
    StageDay begin;
    StageDay einde;           /* as agreed */
    StageDay einde_werkelijk; /* as it came, when it ended otherwise */
    char *reden;              /* of ending */
    gint64 uren;              /* in all */
    char *overeenkomst;       /* number of the praktijkovereenkomst */
    char *status;             /* voorlopig, vervallen; NULL for a certain one */
    char *werkdagen;          /* of the student: "ma,di,do" */
    StageDay status_sinds;    /* the day from which the status is what it is */
} StagePlaatsing;

extern const StageEntity stage_plaatsing;
extern const char *const stage_plaatsing_statussen[];

/* The last day of the placement: the real one where it is known. */
StageDay stage_plaatsing_einde(const StagePlaatsing *p);

typedef struct {
    gint64 id; /* 0: all, here and below */
    gint64 student;
    gint64 docent;
    gint64 leerbedrijf;
    gint64 opleider;
    const char *klas;
    StageDay on;    /* those that run on this day */
    StageDay today; /* always set: who guides is told, and chosen by, as it is on `on`, else on this day */
} StagePlaatsingFilter;

/* id, nummer and naam of the student, klas, leerbedrijf, plaats, docent, opleider, begin, einde (the real one
 * where known), uren, overeenkomst, status, reden, werkdagen, status_sinds; by begin, then student. */
StageStmt *stage_plaatsing_list(StageDb *db, const StagePlaatsingFilter *filter, GError **error);

/* The placement of a student that a day falls in. When none does, the nearest one, and *out_inside is FALSE.
 * NOT_FOUND when the student has none, AMBIGUOUS (naming them) when the day falls in several. Placements that
 * never took place are left out. */
gboolean stage_plaatsing_on(StageDb *db, gint64 student, StageDay day, StagePlaatsing *out,
                            gboolean *out_inside, GError **error);

/* The one that began on a day at the leerbedrijf with an SBB code, of a student of the opleiding with a crebo
 * (NULL: of any): how DUO's records, which have no student number, are known. NOT_FOUND, AMBIGUOUS. */
gboolean stage_plaatsing_registered(StageDb *db, const char *sbb, StageDay begin, const char *crebo,
                                    gint64 *out_id, GError **error);
