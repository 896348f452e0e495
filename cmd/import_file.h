/* The file of an import: opened before the transaction begins, and written down and told of after it. */
#pragma once

#include "cmd/command.h"
#include "import/apply.h"

typedef struct {
    char *path;
    StageLines *lines;     /* a file, or */
    StagePackage *package; /* several of them */
    StageProfiles *profiles;
    const StageProfile *profile; /* that was asked for, or NULL */
} StageImportFile;

/* Reads the profiles and opens the file, in an encoding when that is not NULL, for a profile when that is
 * not. */
StageImportFile *stage_import_file_open(const char *path, const char *encoding, const char *profile,
                                        GError **error);
void stage_import_file_free(StageImportFile *file);

/* Imports it. */
gboolean stage_import_file_run(StageDb *db, const StageImportFile *file, const StageImportOptions *options,
                               StageImportCounts *counts, GError **error);
/* What it did, for stage import history. */
gboolean stage_import_file_write_down(StageContext *ctx, const StageImportFile *file,
                                      const StageImportCounts *counts, GError **error);
/* What it did, for people. `close`: what is gone was to be closed. */
void stage_import_say(StageContext *ctx, const StageImportCounts *counts, gboolean close, gboolean dry_run);
