#include <errno.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/nouns.h"
#include "cmd/run.h"

static gboolean
init_run(StageContext *ctx, const void *data, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(ctx->store_path);
    g_autofree char *shown = stage_db_shown(ctx->store_path);

    (void)data;
    if (!stage_db_is_place(ctx->store_path, error))
        return FALSE;
    if (!stage_db_is_server(ctx->store_path) && g_mkdir_with_parents(folder, 0700) != 0)
        return stage_fail(error, errno == EACCES ? STAGE_ERROR_DENIED : STAGE_ERROR_IO,
                          _("cannot make '%s': %s"), folder, g_strerror(errno));
    if (!stage_make_store(ctx, NULL, NULL, error))
        return FALSE;
    stage_say(ctx, _("the store '%s' is made"), shown);
    return TRUE;
}

static const StageOption no_options[] = { { 0 } };
static const StageCommand init = {
    .summary = N_("make a new, empty store"),
    .details = N_("The place is --store, else $STAGE_STORE, else the setting store, else that of the user's "
                  "data (XDG)."),
    .options = no_options,
    .run = init_run,
};

const StageNoun stage_noun_init = { "init", N_("make a new, empty store"), NULL, &init };
