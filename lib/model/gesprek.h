/* A stagegesprek: a contact moment of docent, student and praktijkopleider. Whether it is planned, held or
 * cancelled follows from its days. */
#pragma once

#include "model/entity.h"

typedef enum {
    STAGE_SOORT_START,
    STAGE_SOORT_TUSSEN,
    STAGE_SOORT_EIND,
    STAGE_SOORT_EXTRA,
    STAGE_SOORTEN
} StageSoort;

/* In the order of StageSoort; both lists end with NULL. */
extern const char *const stage_gesprek_soorten[];
extern const char *const stage_gesprek_vormen[];

/* The kind that a word stands for. What is none of them, in a store that was changed by hand, is extra: it
 * counts for nothing. */
StageSoort stage_soort_of(const char *soort);

typedef struct {
    gint64 id;
    gint64 plaatsing;
    char *soort;
    char *vorm;
    StageDay gepland;
    char *tijd; /* HH:MM, of the plan */
    StageDay gehouden;
    StageDay geannuleerd; /* the day on which it was cancelled */
    char *reden;          /* of cancelling */
    /* Who was there: STAGE_YES, STAGE_NO; 0 while it was not held. */
    gint64 docent_aanwezig;
    gint64 student_aanwezig;
    gint64 opleider_aanwezig;
    /* Who they were, or would have been, on that day; 0 while it was not held. */
    gint64 docent;
    gint64 opleider;
    char *anderen;       /* who else was there, by role */
    char *plek;          /* where */
    gint64 duur;         /* minutes */
    char *vervanger;     /* who sat in for a praktijkopleider who was absent, by role */
    StageDay einde_toen; /* the last day of the placement as it was known when the talk was held */
} StageGesprek;

extern const StageEntity stage_gesprek;

/* Held with all three: docent, student and praktijkopleider. */
gboolean stage_gesprek_gezamenlijk(const StageGesprek *g);

typedef struct {
    gint64 id; /* 0: all, here and below */
    gint64 student;
    gint64 docent; /* who took part, else who guides the placement on its day */
    gint64 plaatsing;
    StageDay from;         /* planned or held on or after */
    StageDay until;        /* planned or held on or before */
    const char *state;     /* gepland, gehouden, geannuleerd; NULL: all */
    gboolean confidential; /* with the confidential notes */
    gboolean mail;         /* with what went by mail and came back */
} StageGesprekFilter;

extern const char *const stage_gesprek_standen[];

/* id, plaatsing, nummer and naam of the student, klas, leerbedrijf, docent, day (held, else planned), tijd,
 * soort, vorm, state, docent_aanwezig, student_aanwezig, opleider_aanwezig, gezamenlijk, reden, the notes of
 * key 1 to 4, the confidential ones, opleider, anderen, plek, duur, vervanger, vraag, verslag_student and
 * verslag_opleider (what became of the question and the summary by mail). Docent and opleider are who
 * took part, else who guides then. */
StageStmt *stage_gesprek_list(StageDb *db, const StageGesprekFilter *filter, GError **error);

/* The planned talks of a placement that were neither held nor cancelled, as StageGesprek, by day. */
GPtrArray *stage_gesprek_open(StageDb *db, gint64 plaatsing, GError **error);
void stage_gesprek_free(StageGesprek *g);

/* Reads one that was held; BAD_INPUT when it was not, or was cancelled. `out` is the caller's to clear. */
gboolean stage_gesprek_get_held(StageDb *db, gint64 id, StageGesprek *out, GError **error);

/* The ids of the talks of a placement that were held on a day. */
StageStmt *stage_gesprek_held(StageDb *db, gint64 plaatsing, StageDay day, GError **error);

/* Whether a gesprek (0: none) is of that placement; BAD_INPUT when it is not. */
gboolean stage_gesprek_check_of(StageDb *db, gint64 gesprek, gint64 plaatsing, GError **error);

/* Cancels a planned talk on a day; IN_USE when it was held or cancelled already. */
gboolean stage_gesprek_cancel(StageDb *db, gint64 id, StageDay day, const char *reden, GError **error);
