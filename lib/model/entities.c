#include "model/entities.h"

#include <string.h>

#include "model/afspraak.h"
#include "model/begeleider.h"
#include "model/begeleidingskeuze.h"
#include "model/bericht.h"
#include "model/blokkade.h"
#include "model/conflict.h"
#include "model/demping.h"
#include "model/docent.h"
#include "model/geheim.h"
#include "model/gesprek.h"
#include "model/herinnering.h"
#include "model/inschatting.h"
#include "model/invoer.h"
#include "model/leerbedrijf.h"
#include "model/notitie.h"
#include "model/opleider.h"
#include "model/opleiding.h"
#include "model/plaatsing.h"
#include "model/post.h"
#include "model/reactie.h"
#include "model/signaal.h"
#include "model/student.h"
#include "model/team.h"
#include "model/vakantie.h"
#include "model/verlof.h"
#include "model/vrijstelling.h"
#include "model/zoekvraag.h"

const StageEntity *const stage_entities[] = {
    &stage_team,        &stage_opleiding,    &stage_docent,      &stage_student,
    &stage_leerbedrijf, &stage_opleider,     &stage_plaatsing,   &stage_begeleider,
    &stage_gesprek,     &stage_notitie,      &stage_inschatting, &stage_begeleidingskeuze,
    &stage_afspraak,    &stage_signaal,      &stage_zoekvraag,   &stage_invoer,
    &stage_conflict,    &stage_vrijstelling, &stage_vakantie,    &stage_demping,
    &stage_blokkade,    &stage_reactie,      &stage_verlof,      NULL,
};

const StageEntity *const stage_logs[] = { &stage_geheim, &stage_bericht, &stage_herinnering, &stage_post,
                                          NULL };

const StageEntity *
stage_entity_named(const char *table)
{
    for (const StageEntity *const *of = stage_entities; *of != NULL; of++)
        if (g_strcmp0((*of)->noun, table) == 0)
            return *of;
    return NULL;
}
