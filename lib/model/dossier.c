#include "model/dossier.h"

#include <stddef.h>

#define AT(member) offsetof(StageDossier, member)

/* What belongs to a placement, and where it goes. */
static const struct {
    const StageEntity *of;
    gsize at;
} parts[] = {
    { &stage_gesprek, AT(gesprekken) },        { &stage_notitie, AT(notities) },
    { &stage_inschatting, AT(inschattingen) }, { &stage_begeleidingskeuze, AT(keuzes) },
    { &stage_afspraak, AT(afspraken) },        { &stage_signaal, AT(signalen) },
    { &stage_demping, AT(dempingen) },
};

static GPtrArray **
part_of(StageDossier *dossier, gsize i)
{
    return (void *)((char *)dossier + parts[i].at);
}

StageDossier *
stage_dossier_read(StageDb *db, gint64 plaatsing, GError **error)
{
    g_autoptr(StageDossier) dossier = g_new0(StageDossier, 1);

    if (!stage_entity_get(&stage_plaatsing, db, plaatsing, &dossier->plaatsing, error))
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        *part_of(dossier, i) = stage_entity_of_plaatsing(parts[i].of, db, plaatsing, error);
        if (*part_of(dossier, i) == NULL)
            return NULL;
    }
    return g_steal_pointer(&dossier);
}

void
stage_dossier_free(StageDossier *dossier)
{
    if (dossier == NULL)
        return;
    stage_entity_clear(&stage_plaatsing, &dossier->plaatsing);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (*part_of(dossier, i) != NULL)
            g_ptr_array_free(*part_of(dossier, i), TRUE);
    g_free(dossier);
}

const StageGesprek *
stage_dossier_gesprek(const StageDossier *dossier, gint64 id)
{
    for (guint i = 0; i < dossier->gesprekken->len; i++) {
        const StageGesprek *g = g_ptr_array_index(dossier->gesprekken, i);
        if (g->id == id)
            return g;
    }
    return NULL;
}

StageDay
stage_dossier_day_of(const StageDossier *dossier, const StageNotitie *notitie)
{
    const StageGesprek *g = stage_dossier_gesprek(dossier, notitie->gesprek);

    return g == NULL ? STAGE_NO_DAY : stage_day_is_set(g->gehouden) ? g->gehouden : g->gepland;
}
