#include "cmd/external.h"

#include <glib.h>
#include <string.h>
#include <unistd.h>

void
stage_external_run(const char *const *words, const char *store)
{
    g_autofree char *name = g_strconcat("stage-", words[0], NULL);
    g_autofree char *path = strchr(name, '/') == NULL ? g_find_program_in_path(name) : NULL;

    if (path == NULL)
        return;
    if (store != NULL)
        g_setenv("STAGE_STORE", store, TRUE);
    g_auto(GStrv) args = g_strdupv((char **)(guintptr)words);
    g_free(args[0]);
    args[0] = g_strdup(name);
    execv(path, args);
}
