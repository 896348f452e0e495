/* An export of several files that belong together: a folder, or a ZIP of one. */
#pragma once

#include "import/decode.h"

typedef struct {
    char *path;         /* safe to show */
    GPtrArray *members; /* StagePackageMember, by name */
} StagePackage;

typedef struct {
    char *name; /* "users.csv", in small letters */
    StageLines *lines;
} StagePackageMember;

/* Whether the path is a folder with a manifest.csv, or a file that begins as a ZIP. */
gboolean stage_package_is(const char *path);

/* Opens the *.csv in it. A ZIP needs the module zip, and is unpacked into nameless private files. */
StagePackage *stage_package_open(const char *path, const char *encoding, GError **error);
void stage_package_free(StagePackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StagePackage, stage_package_free)

/* The lines of a member, "users.csv"; NULL when it is not there. */
StageLines *stage_package_lines(const StagePackage *package, const char *name);
/* A SHA-256 over the names and the hashes of all members. The caller frees it. */
char *stage_package_sha256(const StagePackage *package, GError **error);

/* What the module zip gives: calls `add` for every *.csv in the ZIP, with its name without folders and a
 * descriptor of its content, which `add` takes over. All of it together may be at most `most` bytes. */
typedef gboolean (*StageZipAdd)(const char *name, int fd, void *data, GError **error);
typedef gboolean (*StageZipOpen)(const char *path, guint64 most, StageZipAdd add, void *data, GError **error);
