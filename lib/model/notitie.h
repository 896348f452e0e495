/* A note of a gesprek: under one of the four keys and, when it is known, an aspect of it. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    gint64 gesprek;
    gint64 sleutel; /* 1-4; 0 only when it is confidential */
    char *aspect;
    gint64 geboden; /* of a chance to learn: whether the company offers it (STAGE_YES, STAGE_NO) */
    char *tekst;
    gint64 vertrouwelijk; /* STAGE_YES: the author's own */
    char *volgens;        /* whose words they are: student, opleider, docent; NULL: not said */
} StageNotitie;

extern const StageEntity stage_notitie;
extern const char *const stage_aspecten[];
extern const char *const stage_notitie_volgens[];

/* The key of an aspect; 0 when it is none. */
gint64 stage_aspect_sleutel(const char *aspect);

typedef struct {
    gint64 id; /* 0: all, here and below */
    gint64 gesprek;
    gint64 student;
    gint64 plaatsing;
    gint64 sleutel;
    const char *aspect;    /* NULL: all */
    gboolean confidential; /* also the confidential ones */
} StageNotitieFilter;

/* id, gesprek, nummer and naam of the student, datum of the talk, sleutel, aspect, geboden, vertrouwelijk,
 * tekst, volgens; by day, then key. */
StageStmt *stage_notitie_list(StageDb *db, const StageNotitieFilter *filter, GError **error);

/* Adds a note without an aspect to a key (0: a confidential one). */
gboolean stage_notitie_add(StageDb *db, gint64 gesprek, int sleutel, const char *tekst, GError **error);
/* Puts one note in the place of those of a key that have no aspect; NULL only takes them away. */
gboolean stage_notitie_replace(StageDb *db, gint64 gesprek, int sleutel, const char *tekst, GError **error);
