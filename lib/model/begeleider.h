/* Who guides a placement when. From its beginning that are the placement's own docent and opleider; who came
 * later, or stands in for a time, has a period here. On a day the one who stands in goes before the others,
 * and the later period before the earlier (STAGE_SQL_BEGELEIDER in query.h). */
#pragma once

#include "model/entity.h"
#include "model/plaatsing.h"

typedef enum { STAGE_ROL_DOCENT, STAGE_ROL_OPLEIDER } StageRol;
extern const char *const stage_rollen[];

typedef struct {
    gint64 id;
    gint64 plaatsing;
    char *rol;
    gint64 docent;   /* of the rol docent */
    gint64 opleider; /* of the rol opleider */
    gint64 vervangt; /* STAGE_YES: stands in, and the other comes back; STAGE_NO: took over */
    StageDay van;
    StageDay tot; /* the last day; unset: until further notice */
} StageBegeleider;

extern const StageEntity stage_begeleider;

/* The id of who guides on a day; 0: nobody. */
gboolean stage_begeleider_on(StageDb *db, gint64 plaatsing, StageRol rol, StageDay day, gint64 *out_id,
                             GError **error);

/* Who guides on a day (its beginning, when that is later) apart from who stands in; 0: nobody. *out_period is
 * the period that says so, 0 when the placement itself does. */
gboolean stage_begeleider_regular(StageDb *db, const StagePlaatsing *p, StageRol rol, StageDay day,
                                  gint64 *out_person, gint64 *out_period, GError **error);

/* From a day on (its beginning, when that is later) `person` guides the placement, whoever was to do so. */
gboolean stage_begeleider_set(StageDb *db, const StagePlaatsing *p, StageRol rol, gint64 person,
                              StageDay from, GError **error);

/* From a day until another (unset: until further notice) `person` stands in. EXISTS when somebody does
 * already. */
gboolean stage_begeleider_stand_in(StageDb *db, const StagePlaatsing *p, StageRol rol, gint64 person,
                                   StageDay from, StageDay until, GError **error);

/* From a day on docent `to` guides whenever `from_whom` would have done so. */
gboolean stage_begeleider_hand_over(StageDb *db, const StagePlaatsing *p, gint64 from_whom, gint64 to,
                                    StageDay from, GError **error);

/* The ids of the placements that have not ended before a day and that a docent guides on it or later. */
StageStmt *stage_begeleider_caseload(StageDb *db, gint64 docent, StageDay from, GError **error);

/* rol, naam, van, tot, vervangt of a placement's people, from the beginning on, and the day on which another
 * takes over (NULL for one who stands in, and for the last). */
StageStmt *stage_begeleider_list(StageDb *db, gint64 plaatsing, GError **error);

/* The ids of the placements that have ever changed a guide. */
StageStmt *stage_begeleider_plaatsingen(StageDb *db, GError **error);
