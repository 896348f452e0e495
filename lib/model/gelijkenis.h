/* Texts that are nearly equal to one in another student's file: a note that was copied says little of who it
 * is about. The table gelijkenis has the bands (base/gelijkenis.h) of the text of a notitie that is not
 * confidential, of the oordeel and the voorbeeld of an inschatting, and of the voorbeeld of a
 * begeleidingskeuze.
 *
 * It follows from the rest of the store: stage_handeling_end() brings it up to date, the journal does not
 * watch it, a dump does not hold it. */
#pragma once

#include "base/day.h"
#include "base/gelijkenis.h"
#include "db/db.h"

/* Brings the table up to date with a range of the journal's entries. When it is empty, as in a store that was
 * just migrated, or when most rows changed, it is made anew. */
gboolean stage_gelijkenis_changes(StageDb *db, gint64 first, gint64 last, GError **error);

/* Makes it anew from what the store holds. */
gboolean stage_gelijkenis_all(StageDb *db, GError **error);

/* A text of which a copy is looked for. Of a confidential note none is: whoever calls does not ask. */
typedef struct {
    const char *text;
    gint64 student;    /* whose file it is for: what stands there is not looked at; 0: all files are */
    const char *tabel; /* the row that it stands in, which is no copy of itself; NULL when in none yet */
    gint64 rij;
} StageGelijkenisVraag;

typedef struct {
    const char *tabel; /* notitie, inschatting, begeleidingskeuze; lives as long as the program */
    gint64 rij;        /* 0: nothing is nearly equal */
    gint64 gesprek;    /* that it was said in; 0: apart from a talk */
    gint64 plaatsing;
    gint64 student;
    StageDay datum; /* of the talk, else of the row itself */
    guint percent;  /* from STAGE_GELIJKENIS_NEAR to 100 */
} StageGelijkenisVondst;

/* The text in another student's file that is most like it, when one is nearly equal; confidential notes are
 * never looked at. Of each band the newest STAGE_GELIJKENIS_PER_BAND rows are taken, and of those the ones
 * that share most bands, the newest first, are compared to the word: STAGE_GELIJKENIS_COMPARED texts, where a
 * long one counts once more for every STAGE_GELIJKENIS_LONG bytes of it. It ends at one that is equal. So a
 * phrase that thousands of notes have costs no more than one that hundreds have, and may hide a copy among
 * them. */
#define STAGE_GELIJKENIS_PER_BAND 500
#define STAGE_GELIJKENIS_COMPARED 300
#define STAGE_GELIJKENIS_LONG     4096
gboolean stage_gelijkenis_find(StageDb *db, const StageGelijkenisVraag *vraag, StageGelijkenisVondst *out,
                               GError **error);
