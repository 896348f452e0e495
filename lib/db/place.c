/* Where a store is: in a file, or on a server. */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "db/db.h"

gboolean
stage_db_is_server(const char *path)
{
    return g_str_has_prefix(path, "postgresql://") || g_str_has_prefix(path, "postgres://");
}

gboolean
stage_db_is_place(const char *path, GError **error)
{
    gsize length = strcspn(path, ":/");
    g_autofree char *scheme = g_strndup(path, length);
    g_autofree char *shown = stage_visible(scheme);

    return stage_db_is_server(path) || !g_str_has_prefix(path + length, "://") ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("no store is at '%s://': it is a file, or postgresql://SERVER/DATABASE"), shown);
}

/* postgresql://user:secret@host/name?password=secret. What is no URI may hold one as well, so rather too much
 * goes. */
char *
stage_db_shown(const char *path)
{
    static const char *const secrets[][2] = { { "(://[^/?@:]*):.*@", "\\1@" },
                                              { "([?&](ssl)?password=)[^&]*", "\\1***" } };
    char *plain = stage_visible(path);

    for (gsize i = 0; stage_db_is_server(path) && i < G_N_ELEMENTS(secrets); i++) {
        g_autoptr(GRegex) secret = g_regex_new(secrets[i][0], 0, 0, NULL);
        char *without = g_regex_replace(secret, plain, -1, 0, secrets[i][1], 0, NULL);
        g_free(plain);
        plain = without;
    }
    return plain;
}

gboolean
stage_db_has_secret(const char *path)
{
    g_autofree char *plain = stage_visible(path);
    g_autofree char *shown = stage_db_shown(path);

    return strcmp(plain, shown) != 0;
}

/* Files are copied, renamed and put in one another's place by the embedded engine only. */
gboolean
stage_db_is_file(const char *path, GError **error)
{
    g_autofree char *shown = stage_db_shown(path);

    return !stage_db_is_server(path) ||
           stage_fail(
               error, STAGE_ERROR_BAD_INPUT,
               _("'%s' is on a server, not in a file: copy it there with pg_dump, or use 'stage db dump'"),
               shown);
}
