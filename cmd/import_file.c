#include "cmd/import_file.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/import.h"
#include "model/invoer.h"

static gboolean
open_file(StageImportFile *file, const char *encoding, const char *profile, GError **error)
{
    if (g_strcmp0(profile, STAGE_PROFILE_GENERIC) != 0) {
        file->profiles = stage_import_profiles(error);
        if (file->profiles == NULL)
            return FALSE;
    }
    if (profile != NULL && file->profiles != NULL) {
        file->profile = stage_profiles_find(file->profiles, profile, error);
        if (file->profile == NULL)
            return FALSE;
    }
    if (stage_package_is(file->path))
        file->package = stage_package_open(file->path, encoding, error);
    else
        file->lines = stage_lines_open(file->path, encoding, error);
    return file->lines != NULL || file->package != NULL;
}

StageImportFile *
stage_import_file_open(const char *path, const char *encoding, const char *profile, GError **error)
{
    StageImportFile *file = g_new0(StageImportFile, 1);

    file->path = g_strdup(path);
    if (open_file(file, encoding, profile, error))
        return file;
    stage_import_file_free(file);
    return NULL;
}

void
stage_import_file_free(StageImportFile *file)
{
    if (file == NULL)
        return;
    g_free(file->path);
    stage_lines_free(file->lines);
    stage_package_free(file->package);
    stage_profiles_free(file->profiles);
    g_free(file);
}

gboolean
stage_import_file_run(StageDb *db, const StageImportFile *file, const StageImportOptions *options,
                      StageImportCounts *counts, GError **error)
{
    return file->package != NULL ? stage_import_package(db, file->package, options, counts, error)
                                 : stage_import_lines(db, file->lines, options, counts, error);
}

gboolean
stage_import_file_write_down(StageContext *ctx, const StageImportFile *file, const StageImportCounts *counts,
                             GError **error)
{
    const StageLines *first = file->package != NULL ? stage_package_lines(file->package, "users.csv")
                                                    : file->lines;
    StageInvoer done = { .bestand = strcmp(file->path, "-") == 0 ? g_strdup(file->path)
                                                                 : g_path_get_basename(file->path),
                         .sha256 = file->package != NULL ? stage_package_sha256(file->package, error)
                                                         : stage_lines_sha256(file->lines, error),
                         .codering = g_strdup(stage_lines_text(first)->encoding),
                         .profiel = g_strdup(counts->profile),
                         .rijen = counts->rows,
                         .geweigerd = counts->rejected,
                         .nieuw = counts->added,
                         .gewijzigd = counts->changed,
                         .ongewijzigd = counts->unchanged,
                         .conflicten = counts->conflicts,
                         .verdwenen = counts->gone };
    char *visible = stage_visible(done.bestand);

    g_free(done.bestand);
    done.bestand = visible;
    gboolean kept = done.sha256 != NULL && stage_entity_add(&stage_invoer, ctx->db, &done, error);
    stage_entity_clear(&stage_invoer, &done);
    return kept;
}

void
stage_import_say(StageContext *ctx, const StageImportCounts *counts, gboolean close, gboolean dry_run)
{
    for (guint i = 0; i < counts->said->len; i++)
        stage_say(ctx, "%s", (const char *)g_ptr_array_index(counts->said, i));
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++)
        if (counts->of[i].added + counts->of[i].changed + counts->of[i].unchanged > 0)
            stage_say(ctx, _("%-14s %u new, %u changed, %u unchanged"), _(counts->of[i].plural),
                      counts->of[i].added, counts->of[i].changed, counts->of[i].unchanged);
    if (counts->unused->len > 0) {
        g_autoptr(GString) names = g_string_new(NULL);
        for (guint i = 0; i < counts->unused->len; i++)
            g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                                   (const char *)g_ptr_array_index(counts->unused, i));
        stage_say(ctx, _("columns not used: %s"), names->str);
    }
    if (counts->left_out > 0)
        stage_say(ctx,
                  Q_("%u row of another kind is left out, as the profile says",
                     "%u rows of another kind are left out, as the profile says", counts->left_out),
                  counts->left_out);
    if (counts->contradicted > 0)
        stage_say(ctx,
                  Q_("%u row says something else than an earlier row of the file does: the first counts",
                     "%u rows say something else than an earlier row of the file does: the first counts",
                     counts->contradicted),
                  counts->contradicted);
    if (counts->conflicts > 0)
        stage_say(ctx,
                  Q_("%u field stays as somebody typed it: 'stage import conflicts' lists it",
                     "%u fields stay as somebody typed them: 'stage import conflicts' lists them",
                     counts->conflicts),
                  counts->conflicts);
    if (counts->gone > 0 && counts->closed)
        stage_say(ctx,
                  Q_("%u placement that is not in the file any more was closed",
                     "%u placements that are not in the file any more were closed", counts->gone),
                  counts->gone);
    else if (counts->gone > 0 && close)
        stage_say(
            ctx,
            Q_("%u placement is not in the file, but none was closed: a bad row may be of it",
               "%u placements are not in the file, but none was closed: a bad row may be of one of them",
               counts->gone),
            counts->gone);
    else if (counts->gone > 0)
        stage_say(ctx,
                  Q_("%u placement of an earlier import is not in the file (--changes lists it, --gone close "
                     "closes it)",
                     "%u placements of earlier imports are not in the file (--changes lists them, --gone "
                     "close closes them)",
                     counts->gone),
                  counts->gone);
    stage_say(ctx,
              Q_("%u row read: %u new, %u changed, %u unchanged, %u rejected%s",
                 "%u rows read: %u new, %u changed, %u unchanged, %u rejected%s", counts->rows),
              counts->rows, counts->added, counts->changed, counts->unchanged, counts->rejected,
              dry_run ? _("; nothing was changed (--dry-run)") : "");
}
