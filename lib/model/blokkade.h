/* No mail of a kind goes to an address: its owner answered STOP, or mail does not arrive there. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    char *adres;
    char *soort;   /* stage_blokkade_soorten */
    char *oorzaak; /* stage_blokkade_oorzaken */
    StageDay datum;
    char *uitleg;
} StageBlokkade;

extern const StageEntity stage_blokkade;
/* Both end with NULL. */
extern const char *const stage_blokkade_soorten[];
extern const char *const stage_blokkade_oorzaken[];

/* SQL: whether one keeps a bericht, by its alias, from its address. */
#define STAGE_SQL_GEBLOKKEERD(b)                                                                             \
    "EXISTS (SELECT 1 FROM blokkade x WHERE x.adres = lower(" b ".adres) AND x.soort IN ('alles', CASE " b   \
    ".soort WHEN 'coordinator' THEN 'herinnering' ELSE " b ".soort END))"

/* The one that keeps mail of a kind (stage_bericht_soorten) from an address; 0 when there is none. A message
 * to a coordinator is a herinnering. */
gboolean stage_blokkade_find(StageDb *db, const char *adres, const char *soort, gint64 *out_id,
                             GError **error);
/* Puts one there, unless it is there: *out_id is 0 then. */
gboolean stage_blokkade_put(StageDb *db, const StageBlokkade *given, gint64 *out_id, GError **error);

/* id, adres, soort, oorzaak, datum, uitleg; by address. */
StageStmt *stage_blokkade_list(StageDb *db, gint64 id, const char *adres, GError **error);
