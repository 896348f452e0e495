/* What student or praktijkopleider says of the summary of a talk, and of which version. It locks nothing, and
 * no reaction is no agreement. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    gint64 gesprek;
    gint64 versie;
    char *rol; /* student, opleider */
    StageDay datum;
    char *soort; /* akkoord, bezwaar */
    char *tekst;
} StageReactie;

extern const StageEntity stage_reactie;
/* Both end with NULL. */
extern const char *const stage_reactie_rollen[];
extern const char *const stage_reactie_soorten[];

/* id, gesprek, nummer and naam of the student, datum, versie, rol, soort, tekst; by gesprek and day. 0: all.
 */
StageStmt *stage_reactie_list(StageDb *db, gint64 id, gint64 gesprek, gint64 student, GError **error);

/* The version that was sent last to one of them; 1 when none was. */
gboolean stage_reactie_versie(StageDb *db, gint64 gesprek, const char *rol, gint64 *out, GError **error);
