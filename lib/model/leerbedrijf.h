/* An accredited training company: SBB leerbedrijf-ID (9 digits, never changes), KvK (8), vestiging (12). */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    char *sbb;
    char *kvk;
    char *vestiging;
    char *naam;
    char *adres;
    char *postcode;
    char *plaats;
    char *telefoon;
    char *coordinaten; /* "52.0907,5.1214": latitude, longitude in degrees (WGS 84) */
    char *zoek;
} StageLeerbedrijf;

extern const StageEntity stage_leerbedrijf;

/* Reads latitude and longitude in degrees from "52.0907,5.1214"; either may be NULL. FALSE when it is no
 * place, and nothing is written then. */
gboolean stage_coordinaten_read(const char *text, double *out_latitude, double *out_longitude);

/* The SBB code or else the id, and the name, of at most `limit` whose code begins with `prefix` or whose name
 * has it: words for completion. */
StageStmt *stage_leerbedrijf_complete(StageDb *db, const char *prefix, guint limit, GError **error);

/* id, naam, sbb, adres, postcode, plaats, telefoon, placements running on `on`, kvk, vestiging; of those
 * whose name has `part` (NULL: all), or the one with the id (0: all). */
StageStmt *stage_leerbedrijf_list(StageDb *db, const char *part, gint64 id, StageDay on, GError **error);
