#include "cmd/texts.h"

#include "config.h"

#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"

#define INSTALLED DATADIR "/stage"
#define BOM       "\xef\xbb\xbf"

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

/* The folder beside a configuration; NULL when there is none. */
static char *
beside(const char *config, const char *folder)
{
    g_autofree char *place = config == NULL ? NULL : g_path_get_dirname(config);

    return place == NULL ? NULL : g_build_filename(place, folder, NULL);
}

static void
add_beside(GPtrArray *paths, const char *config, const char *folder, const char *team, const char *name)
{
    g_autofree char *place = beside(config, folder);

    if (place == NULL)
        return;
    add(paths, place, NULL, name);
    if (team != NULL)
        add(paths, place, team, name);
}

/* A folded name has letters, figures and spaces only, so that no path leaves its folder. */
char *
stage_texts_team(const char *team)
{
    g_autofree char *folded = stage_fold(team == NULL ? "" : team);

    return *folded == '\0' ? NULL : g_strdelimit(g_steal_pointer(&folded), " ", '-');
}

char **
stage_texts_paths(const StageContext *ctx, const char *folder, const char *team, const char *name)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    g_autofree char *of_team = stage_texts_team(team);
    g_autofree char *installed = g_build_filename(INSTALLED, folder, NULL);

    add(paths, installed, NULL, name);
    add_beside(paths, ctx->system_config, folder, of_team, name);
    add_beside(paths, ctx->user_config, folder, of_team, name);
    g_ptr_array_add(paths, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&paths), FALSE);
}

char *
stage_texts_own(const StageContext *ctx, const char *folder, const char *team, const char *name,
                GError **error)
{
    g_autofree char *place = beside(ctx->user_config, folder);
    g_autofree char *of_team = stage_texts_team(team);

    if (team == NULL)
        return g_build_filename(place, name, NULL);
    if (of_team != NULL)
        return g_build_filename(place, of_team, name, NULL);
    g_autofree char *shown = stage_visible(team);
    return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no name of a team"), shown);
}

/* --- all that there are --- */

static void
free_file(void *data)
{
    StageTextsFile *file = data;

    g_free(file->path);
    g_free(file->name);
    g_free(file->team);
    g_free(file);
}

static StageTextsFile *
file_new(const char *path, const char *name, const char *team, gboolean ours)
{
    const StageTextsFile file = { g_strdup(path), g_strdup(name), g_strdup(team), ours };

    return g_memdup2(&file, sizeof file);
}

static void
add_files(GPtrArray *files, const char *folder, const char *team, gboolean ours)
{
    g_autoptr(GPtrArray) names = stage_file_names(folder);

    for (guint i = 0; names != NULL && i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (!g_file_test(path, G_FILE_TEST_IS_DIR))
            g_ptr_array_add(files, file_new(path, name, team, ours));
    }
}

/* A folder in it is a team's. */
static void
add_teams(GPtrArray *files, const char *folder)
{
    g_autoptr(GPtrArray) names = stage_file_names(folder);

    for (guint i = 0; names != NULL && i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            add_files(files, path, g_ptr_array_index(names, i), FALSE);
    }
}

GPtrArray *
stage_texts_files(const StageContext *ctx, const char *folder)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(free_file);
    const char *const configs[] = { ctx->system_config, ctx->user_config };
    g_autofree char *installed = g_build_filename(INSTALLED, folder, NULL);

    add_files(files, installed, NULL, TRUE);
    for (gsize i = 0; i < G_N_ELEMENTS(configs); i++) {
        g_autofree char *place = beside(configs[i], folder);
        if (place == NULL)
            continue;
        add_files(files, place, NULL, FALSE);
        add_teams(files, place);
    }
    return files;
}

/* --- reading one --- */

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
stage_texts_lines(const char *text)
{
    gsize mark = g_str_has_prefix(text, BOM) ? strlen(BOM) : 0;
    g_auto(GStrv) lines = g_strsplit(text + mark, "\r\n", -1);

    return g_strjoinv("\n", lines);
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
    return stage_texts_lines(text->str);
}

const char *
stage_texts_language(const StageContext *ctx)
{
    (void)ctx;
    /* The code of the language that this is translated into. */
    return strcmp(_("en"), "nl") == 0 ? "nl" : "en";
}
