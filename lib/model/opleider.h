/* A praktijkopleider: the company's guide of the student. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    gint64 leerbedrijf;
    StageNaam naam;
    char *email;
    char *telefoon;
    char *zoek;
    char *zoek_achternaam;
} StageOpleider;

extern const StageEntity stage_opleider;

/* The id and the name with its company, of at most `limit` whose id begins with `prefix` or whose name has
 * it. */
StageStmt *stage_opleider_complete(StageDb *db, const char *prefix, guint limit, GError **error);

/* id, naam, leerbedrijf, plaats, email, telefoon, placements running on `on`; filters may be NULL or 0. */
StageStmt *stage_opleider_list(StageDb *db, const char *part, gint64 leerbedrijf, gint64 id, StageDay on,
                               GError **error);

/* The one of this name at whatever leerbedrijf, and that leerbedrijf: NOT_FOUND and AMBIGUOUS where it is not
 * one.
 */
gboolean stage_opleider_anywhere(StageDb *db, const StageNaam *naam, gint64 *out_leerbedrijf, GError **error);
