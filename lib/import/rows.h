/* Rows under a header, wherever they come from: a delimited file, records without a header, JSON, a package
 * of files. What follows (match, row, apply) sees no difference. */
#pragma once

#include "import/package.h"
#include "import/profiles.h"

typedef struct {
    const char *const *map;        /* "HEADER=field": these headers are known too; may be NULL */
    const StageProfiles *profiles; /* may be NULL: none */
    const StageProfile *profile;   /* the one that the user chose, or NULL: chosen by the file */
} StageRowsOptions;

/* What a form of rows can do. */
typedef struct {
    const StageRecord *(*header)(const void *self);
    gboolean (*next)(void *self, const StageRecord **out, GError **error);
    gboolean (*rewind)(void *self, GError **error);
    void (*say)(const void *self, GPtrArray *out);
    void (*free)(void *self);
} StageRowsForm;

typedef struct {
    const StageRowsForm *form;
    void *self;
    char separator;              /* '\0': JSON */
    const StageLines *lines;     /* of the file, or of the users of a package */
    const char *name;            /* of the profile that the form itself asks for, or NULL */
    const StageProfile *profile; /* NULL: none */
    char *several;               /* "a, b": profiles that fit as well as each other, so that none was taken */
} StageRows;

/* Finds out what the lines hold. The lines and the options stay the caller's, and alive. */
StageRows *stage_rows_new(StageLines *lines, const StageRowsOptions *options, GError **error);
/* The same for a package. */
StageRows *stage_rows_new_package(const StagePackage *package, const StageRowsOptions *options,
                                  GError **error);
void stage_rows_free(StageRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageRows, stage_rows_free)

const StageRecord *stage_rows_header(const StageRows *rows);
/* The next row; TRUE and NULL at the end. It lives until the next one. */
gboolean stage_rows_next(StageRows *rows, const StageRecord **out, GError **error);
/* Back to the first row. */
gboolean stage_rows_rewind(StageRows *rows, GError **error);
/* How it was read, in words, each line a char *. The caller frees the array. */
GPtrArray *stage_rows_say(const StageRows *rows);
