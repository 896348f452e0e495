#include "cmd/texts.h"

#include "config.h"

#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

#define FOLDER "gesprek"
#define BOM    "\xef\xbb\xbf"

/* The longest text, in bytes. */
enum { MOST = 256 * 1024 };

static void
add(GPtrArray *paths, const char *folder, const char *team, const char *name)
{
    g_autofree char *path = team == NULL ? g_build_filename(folder, name, NULL)
                                         : g_build_filename(folder, team, name, NULL);

    if (g_file_test(path, G_FILE_TEST_EXISTS))
        g_ptr_array_add(paths, g_steal_pointer(&path));
}

/* The files beside a configuration. */
static void
add_beside(GPtrArray *paths, const char *config, const char *team, const char *name)
{
    g_autofree char *beside = config == NULL ? NULL : g_path_get_dirname(config);
    g_autofree char *folder = config == NULL ? NULL : g_build_filename(beside, FOLDER, NULL);

    if (folder == NULL)
        return;
    add(paths, folder, NULL, name);
    if (team != NULL)
        add(paths, folder, team, name);
}

/* A folded name has letters, figures and spaces only, so that no path leaves its folder. */
static char *
folder_of(const char *team)
{
    g_autofree char *folded = stage_fold(team == NULL ? "" : team);

    return *folded == '\0' ? NULL : g_strdelimit(g_steal_pointer(&folded), " ", '-');
}

char **
stage_texts_paths(const StageContext *ctx, const char *team, const char *name)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    g_autofree char *folder = folder_of(team);

    add(paths, DATADIR "/stage/" FOLDER, NULL, name);
    add_beside(paths, ctx->system_config, folder, name);
    add_beside(paths, ctx->user_config, folder, name);
    g_ptr_array_add(paths, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&paths), FALSE);
}

/* The bytes of a file, one more than fit at most. */
static GString *
read_bytes(const char *path, GError **error)
{
    g_autoptr(GString) text = g_string_sized_new(4096);
    FILE *file = fopen(path, "re");
    gsize n = 0;

    for (char block[4096]; file != NULL && text->len <= MOST;) {
        n = fread(block, 1, sizeof block, file);
        if (n == 0)
            break;
        g_string_append_len(text, block, (gssize)n);
    }
    int failed = file == NULL || ferror(file) ? errno : 0;
    if (file != NULL)
        fclose(file);
    if (failed == 0)
        return g_steal_pointer(&text);
    g_autofree char *shown = stage_visible(path);
    stage_fail(error, STAGE_ERROR_CONFIG, _("cannot read '%s': %s"), shown, g_strerror(failed));
    return NULL;
}

char *
stage_texts_read(const char *path, GError **error)
{
    g_autoptr(GString) text = read_bytes(path, error);
    g_autofree char *shown = stage_visible(path);
    const char *end = NULL;

    if (text == NULL)
        return NULL;
    if (text->len > MOST) {
        stage_fail(error, STAGE_ERROR_CONFIG, _("'%s' is too long: at most %d KiB fit"), shown, MOST / 1024);
        return NULL;
    }
    if (!g_utf8_validate(text->str, (gssize)text->len, &end)) { /* a NUL is not valid here either */
        stage_fail(error, STAGE_ERROR_CONFIG, _("'%s' is not valid UTF-8 at byte %zu"), shown,
                   (gsize)(end - text->str) + 1);
        return NULL;
    }
    g_auto(GStrv)
        lines = g_strsplit(text->str + (g_str_has_prefix(text->str, BOM) ? strlen(BOM) : 0), "\r\n", -1);
    return g_strjoinv("\n", lines);
}

const char *
stage_texts_language(const StageContext *ctx)
{
    (void)ctx;
    /* The code of the language that this is translated into. */
    return strcmp(_("en"), "nl") == 0 ? "nl" : "en";
}
