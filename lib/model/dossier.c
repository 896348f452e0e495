#include "model/dossier.h"

#include <stddef.h>

#define AT(member) offsetof(StageDossier, member)

/* What belongs to a placement, where it goes, and where its struct says of which placement it is. A note says
 * of which talk, which stands before it here. */
static const struct {
    const StageEntity *of;
    gsize at;
    gsize plaatsing;
} parts[] = {
    { &stage_gesprek, AT(gesprekken), offsetof(StageGesprek, plaatsing) },
    { &stage_notitie, AT(notities), 0 },
    { &stage_inschatting, AT(inschattingen), offsetof(StageInschatting, plaatsing) },
    { &stage_begeleidingskeuze, AT(keuzes), offsetof(StageBegeleidingskeuze, plaatsing) },
    { &stage_afspraak, AT(afspraken), offsetof(StageAfspraak, plaatsing) },
    { &stage_signaal, AT(signalen), offsetof(StageSignaal, plaatsing) },
    { &stage_demping, AT(dempingen), offsetof(StageDemping, plaatsing) },
};

static GPtrArray **
part_of(StageDossier *dossier, gsize i)
{
    return (void *)((char *)dossier + parts[i].at);
}

static StageDossier *
new_dossier(void)
{
    StageDossier *dossier = g_new0(StageDossier, 1);

    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        *part_of(dossier, i) = stage_entities_new();
    return dossier;
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

/* --- of more placements --- */

/* The dossier that a row of a part belongs to; NULL when its placement is gone since. */
static StageDossier *
whose(const GPtrArray *dossiers, gsize part, const void *row)
{
    gint64 plaatsing = parts[part].plaatsing == 0
                           ? 0
                           : *(const gint64 *)(const void *)((const char *)row + parts[part].plaatsing);

    for (guint i = 0; i < dossiers->len; i++) {
        StageDossier *dossier = g_ptr_array_index(dossiers, i);
        if (plaatsing != 0 ? dossier->plaatsing.id == plaatsing
                           : stage_dossier_gesprek(dossier, ((const StageNotitie *)row)->gesprek) != NULL)
            return dossier;
    }
    return NULL;
}

static gboolean
read_part(StageDb *db, const GPtrArray *dossiers, gsize part, const gint64 *plaatsingen, guint n,
          GError **error)
{
    const StageEntity *of = parts[part].of;
    g_autoptr(StageStmt) rows = stage_entity_of_plaatsingen(of, db, plaatsingen, n, error);

    while (rows != NULL && stage_stmt_next(rows)) {
        g_autoptr(GPtrArray) one = stage_entities_new();
        g_ptr_array_add(one, stage_entity_new(of, rows));
        StageDossier *dossier = whose(dossiers, part, g_ptr_array_index(one, 0));
        if (dossier != NULL)
            g_ptr_array_extend_and_steal(*part_of(dossier, part), g_steal_pointer(&one));
    }
    return rows != NULL && stage_stmt_done(rows, error);
}

static gboolean
read_plaatsingen(StageDb *db, GPtrArray *dossiers, const gint64 *plaatsingen, guint n, GError **error)
{
    g_autoptr(StageStmt) rows = stage_entity_of_plaatsingen(&stage_plaatsing, db, plaatsingen, n, error);

    while (rows != NULL && stage_stmt_next(rows)) {
        StageDossier *dossier = new_dossier();
        stage_entity_read(&stage_plaatsing, rows, &dossier->plaatsing);
        g_ptr_array_add(dossiers, dossier);
    }
    return rows != NULL && stage_stmt_done(rows, error);
}

static void
free_dossier(void *dossier)
{
    stage_dossier_free(dossier);
}

GPtrArray *
stage_dossiers_read(StageDb *db, const gint64 *plaatsingen, guint n, GError **error)
{
    g_autoptr(GPtrArray) dossiers = g_ptr_array_new_with_free_func(free_dossier);

    if (!read_plaatsingen(db, dossiers, plaatsingen, n, error))
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (!read_part(db, dossiers, i, plaatsingen, n, error))
            return NULL;
    return g_steal_pointer(&dossiers);
}

const StageDossier *
stage_dossiers_of(const GPtrArray *dossiers, gint64 plaatsing)
{
    for (guint i = 0; i < dossiers->len; i++) {
        const StageDossier *dossier = g_ptr_array_index(dossiers, i);
        if (dossier->plaatsing.id == plaatsing)
            return dossier;
    }
    return NULL;
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
