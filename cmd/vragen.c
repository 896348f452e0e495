#include "cmd/vragen.h"

#include "cmd/texts.h"
#include "model/team.h"

StageVragen *
stage_vragen_load(StageContext *ctx, gint64 plaatsing, GError **error)
{
    g_autoptr(StageVragen) vragen = stage_vragen_new();
    g_autofree char *team = NULL;

    if (plaatsing != 0 && !stage_team_of_plaatsing(ctx->db, plaatsing, ctx->today, &team, error))
        return NULL;
    g_autofree char *name = g_strdup_printf("vragen.%s.ini", stage_texts_language(ctx));
    g_auto(GStrv) paths = stage_texts_paths(ctx, STAGE_TEXTS_GESPREK, team, name);
    for (char **path = paths; *path != NULL; path++) {
        g_autofree char *text = stage_texts_read(*path, error);
        if (text == NULL || !stage_vragen_read(vragen, text, *path, error))
            return NULL;
    }
    return g_steal_pointer(&vragen);
}
