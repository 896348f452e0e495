/* A student, known by a number whose leading zeros matter. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    char *nummer;
    StageNaam naam;
    char *email;
    char *klas;
    char *cohort;
    char *leerweg; /* BOL, BBL */
    gint64 opleiding;
    char *zoek;
    char *zoek_achternaam;
} StageStudent;

extern const StageEntity stage_student;
extern const char *const stage_leerwegen[];

/* nummer, naam, klas, cohort, leerweg, opleiding, niveau, email; each filter may be NULL or 0. */
StageStmt *stage_student_list(StageDb *db, const char *part, const char *klas, gint64 opleiding,
                              GError **error);
/* The same columns for one, and roepnaam, voorvoegsel, achternaam, crebo, the number of placements and the
 * day of the last talk held. */
StageStmt *stage_student_show(StageDb *db, gint64 id, GError **error);
/* Whether there is a student of this class; NOT_FOUND, with the nearest class, when there is none. */
gboolean stage_student_check_klas(StageDb *db, const char *klas, GError **error);

/* nummer, naam, "Achternaam, roepnaam voorvoegsel" of at most `limit` students whose number, first name or
 * achternaam begins with `prefix`: words for completion, from an index. */
StageStmt *stage_student_complete(StageDb *db, const char *prefix, guint limit, GError **error);

/* The student whose number is this one with more or fewer zeros in front, 0 when there is none: a spreadsheet
 * takes the zeros away. AMBIGUOUS when there are several. A number that has anything but figures has no other
 * form. */
gboolean stage_student_other_zeros(StageDb *db, const char *nummer, gint64 *out_id, GError **error);
/* The numbers of all students; whether there is one that begins with a zero. */
StageStmt *stage_student_numbers(StageDb *db, GError **error);
gboolean stage_student_any_zeros(StageDb *db, gboolean *out, GError **error);
