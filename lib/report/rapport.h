/* Reports: figures of groups of placements, what else is worth a table or a picture, how everything is
 * counted, and the rows that a number is made of. Each report is one StageRapport in a file of its own; how
 * one becomes a document or rows is here. Memory grows with the groups, not with the placements. */
#pragma once

#include "report/groepen.h"

typedef struct {
    StageSelectie of;
    const StageNorms *norms;
    gboolean missing;   /* contact: only placements of which a moment is missing */
    gint64 student;     /* contact: only of this student */
    gint64 own;         /* the docent who asks; 0: not known */
    const char *school; /* where travel begins: postcode, or latitude,longitude; NULL: not known */
} StageRapportQuery;

typedef struct StageRapport StageRapport;

/* A report that is being made. */
typedef struct {
    StageDb *db;
    const StageRapport *rapport;
    const StageRapportQuery *query;
    StageWie *wie;
    StageGroepen *groepen;
    StageLeftOut left_out;
    GHashTable *norms;    /* StageNorm → how many placements have it */
    guint without_norm;   /* placements that none is for */
    gboolean groups_only; /* nothing is told but its groups: what only the rest needs is not read */
    guint outside;        /* rows left out for a reason of the report itself (.outside says which) */
    StageGeheim geheim;   /* .few when it leaves the team; count() sets the rest */
    guint untold;         /* groups of one docent, which are not shown */
    StageRowFunc row;     /* who takes the rows; NULL: it is counted */
    void *data;           /* of who takes them */
    const char *prefix; /* before the keys of sections: "" of a report alone, "contact_" of one of several */
    void *own;          /* what it sums up besides the groups: rapport->size bytes, zeros at first */
} StageRapportage;

typedef struct {
    const char *begrip;    /* the key of a column or section */
    const char *betekenis; /* N_() */
} StageDefinitie;

struct StageRapport {
    const char *name;
    const char *title; /* N_(), as the next ones */
    const char *group_title;
    const StageColumn *cijfers; /* of a group; ends with a NULL key */
    const StageCijfer *parts;   /* as many */
    guint counters;             /* of a group, with number 0 */
    StageBy by;                 /* when the user does not say */
    StageChartKind chart;       /* of the groups */
    const char *const *chart_columns;
    const StageColumn *rows; /* what --rows lists; ends with a NULL key */
    const StageDefinitie *definities;
    const char *outside; /* N_(): why rows of it were left out */
    guint docenten; /* figures of one docent are for that docent alone: the counter of how many took part, and
                     * behind it the id of one of them; 0: they are for all */
    gboolean counts_left_out; /* itself, while it reads; else the frame does */
    gboolean hides_few;       /* counts below STAGE_FEW do not leave the team */
    gsize size;
    gboolean (*count)(StageRapportage *r, GError **error); /* fills groepen, left_out and own */
    gboolean (*more)(StageRapportage *r, StageDocument *document, GError **error); /* or NULL */
    void (*clear)(StageRapportage *r);                                             /* of own; or NULL */
    gboolean (*each)(StageRapportage *r, GError **error); /* sends its rows to r->row */
};

extern const StageRapport stage_rapport_contact, stage_rapport_sleutels, stage_rapport_begeleiding,
    stage_rapport_leerpotentieel, stage_rapport_signalen, stage_rapport_caseload, stage_rapport_inspectie;

/* Their .cijfers and .rows, for who needs them as constants. */
extern const StageColumn stage_contact_cijfers[], stage_contact_rows[];
extern const StageColumn stage_sleutels_cijfers[], stage_sleutels_rows[];
extern const StageColumn stage_begeleiding_cijfers[], stage_begeleiding_rows[];
extern const StageColumn stage_leerpotentieel_cijfers[], stage_leerpotentieel_rows[];
extern const StageColumn stage_signalen_cijfers[], stage_signalen_rows[];
extern const StageColumn stage_caseload_cijfers[], stage_caseload_rows[];
extern const StageColumn stage_inspectie_cijfers[], stage_inspectie_rows[];

/* Whether its figures, or its rows, may be told; DENIED when not, as the next ones say. */
gboolean stage_rapport_may(const StageRapport *rapport, const StageRapportQuery *query, gboolean rows,
                           GError **error);

/* The page of a report. DENIED when it would tell the figures of a docent to somebody else. */
StageDocument *stage_rapport_document(StageDb *db, const StageRapport *rapport,
                                      const StageRapportQuery *query, GError **error);
/* One page of all of them, each with its name before the keys of its sections. The same errors. */
StageDocument *stage_rapport_overzicht(StageDb *db, const StageRapportQuery *query, gboolean by_said,
                                       GError **error);

/* The rows of its groups alone, with stage_groep_columns() of its figures. The same errors. */
gboolean stage_rapport_cijfers(StageDb *db, const StageRapport *rapport, const StageRapportQuery *query,
                               StageRowFunc row, void *data, GError **error);

/* What its numbers are made of: rapport->rows. The same errors; and DENIED when a count that does not leave
 * the team could be made of them. *out_left_out may be NULL. */
gboolean stage_rapport_rows(StageDb *db, const StageRapport *rapport, const StageRapportQuery *query,
                            StageRowFunc row, void *data, StageLeftOut *out_left_out, GError **error);

/* --- for the reports --- */

/* Begins a section of rows or facts, whose key has the prefix. */
void stage_rapport_section(StageRapportage *r, StageDocument *document, const char *key, const char *title,
                           const StageColumn *columns, const char *none);

/* Adds a table of groups that have their names, and their total. */
void stage_rapport_groepen(StageRapportage *r, StageDocument *document, StageGroepen *groepen,
                           const StageGroepTabel *tabel);

/* Counts the norm of a placement (NULL: none); of a report that counts any the page says which there are. */
void stage_rapport_norm(StageRapportage *r, const StageNorm *norm);

/* The placements that a report is about, as stage_placements_each() chooses them. */
StagePlacementsQuery stage_rapport_placements(const StageRapportQuery *query);

/* Tenths of a percent; NULL of nothing. */
StageValue stage_rapport_part(gint64 part, gint64 whole);
