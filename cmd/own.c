#include "cmd/own.h"

#include "base/error.h"
#include "base/i18n.h"
#include "model/docent.h"

gboolean
stage_own_docent(StageContext *ctx, gint64 named, gint64 *out, GError **error)
{
    const char *own = stage_settings_get(ctx->settings, "docent");
    g_autoptr(GError) failed = NULL;

    *out = named;
    if (named != 0)
        return TRUE;
    if (own == NULL)
        return stage_db_own_docent(ctx->db, out, error);
    if (stage_entity_find(&stage_docent, ctx->db, own, out, &failed))
        return TRUE;
    return stage_fail(error, STAGE_ERROR_CONFIG, _("the setting docent: %s"), failed->message);
}

gboolean
stage_own_asker(StageContext *ctx, gint64 *out, GError **error)
{
    return stage_db_sees_all(ctx->db, NULL) ? stage_own_docent(ctx, 0, out, error)
                                            : stage_db_own_docent(ctx->db, out, error);
}
