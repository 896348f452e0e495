/* A concern: something threatens to go wrong. It is open until the day on which it was closed. Of
 * discrimination and safety only the flag, the day and where they were referred to are kept, never the story.
 */
#pragma once

#include "model/entity.h"
#include "model/query.h"
#include "model/sluiting.h"

typedef struct {
    gint64 id;
    gint64 plaatsing;
    gint64 gesprek; /* in which it came up; 0: apart from a talk */
    StageDay datum;
    char *soort;
    char *ernst; /* geel, oranje, rood */
    char *omschrijving;
    char *verwezen; /* where it was referred to */
    StageDay gesloten;
    char *afloop;    /* what was done */
    char *opvolging; /* what is being done about it */
    StageDay voor;   /* the day before or on which that is looked at again */
    char *ingelicht; /* who was told, by role */
} StageSignaal;

extern const StageEntity stage_signaal;
extern const char *const stage_signaal_soorten[];
extern const char *const stage_signaal_ernst[];

/* Whether no story of this kind is kept. */
gboolean stage_signaal_is_silent(const char *soort);

/* Erases from the journal the story of a signaal that was changed by its entries first to last into one of
 * which no story is kept: what was undone would be the story again. The caller's transaction. */
gboolean stage_signaal_erase_stories(StageDb *db, gint64 first, gint64 last, GError **error);

/* How one is closed. */
extern const StageSluiting stage_signaal_sluiting;

/* id, plaatsing, gesprek, nummer and naam of the student, datum, soort, ernst, omschrijving, verwezen,
 * gesloten, afloop, opvolging, voor, ingelicht; by day. */
StageStmt *stage_signaal_list(StageDb *db, const StageOfPlaatsing *filter, GError **error);
