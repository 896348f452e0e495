/* What the export of one system looks like, as a JSON file that a school can read, adapt and write itself.
 * The keys are described in stage-import(1); this is where they are read and checked. */
#pragma once

#include "import/days.h"
#include "import/row.h"

/* The number behind "stage-import-profile": what this version reads. */
enum { STAGE_PROFILE_VERSION = 1 };

/* One way to know the file by itself: all of `headers` are in its header, and none of `without`; or, for
 * records without a header, each cell of `cells` has its form. */
typedef struct {
    GPtrArray *headers, *without; /* char *, folded tight */
    GPtrArray *cells;             /* StageProfileCell */
} StageProfileSign;

typedef struct {
    char *header; /* of the row's own type */
    GRegex *form; /* of the whole cell */
} StageProfileCell;

/* Rows of which this column holds none of these are left out. */
typedef struct {
    char *header;
    GPtrArray *values; /* char *, folded tight */
} StageProfileOnly;

/* A type of record in a file without a header: its first field, and the names of all of them. */
typedef struct {
    char *type;
    GPtrArray *names; /* char *; the first is the type's own */
} StageProfileRecord;

typedef struct {
    char *path; /* of its file; NULL for the generic one */
    char *name, *title, *source;
    char *refuse;             /* why such a file is not imported; NULL: it is */
    gboolean known;           /* rows only change placements that are there, found by leerbedrijf and begin */
    gboolean others;          /* columns that it does not name may still be known by their headers */
    gboolean months, serials; /* as in StageDayForm */
    guint days;               /* StageDayOrder bits */
    GPtrArray *signs;         /* StageProfileSign */
    GPtrArray *leave;         /* char *: headers of columns that are left out */
    GPtrArray *only;          /* StageProfileOnly */
    GPtrArray *records; /* StageProfileRecord, each a part of those before it; the last makes the rows */
    GPtrArray *skip;    /* char *: types of records that are left out */
    struct {
        GPtrArray *headers; /* char *: of its column, the first that the file has; or NULL */
        gboolean join;      /* all of them make the field, one behind the other */
        GHashTable *values; /* what stands there, folded tight → what it means; or NULL */
        char *set;          /* what it is in every row; or NULL */
        gboolean list;      /* the cell is a list, and the first of it counts */
    } field[STAGE_IMPORT_COLUMNS];
} StageProfile;

/* Reads a profile from its text. Errors begin with `path` and the line, or the key, that is wrong. */
StageProfile *stage_profile_parse(const char *path, const char *text, GError **error);
/* The same for a file of at most 1 MiB. */
StageProfile *stage_profile_load(const char *path, GError **error);
void stage_profile_free(StageProfile *profile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageProfile, stage_profile_free)

/* The place of a field in stage_import_columns, or -1. */
int stage_profile_field(const char *name);
