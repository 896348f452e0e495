/* An export into the store: rows are read, checked, matched by key, and put in or changed. */
#pragma once

#include "base/day.h"
#include "db/db.h"
#include "import/rows.h"

/* STAGE_IMPORT_CONFLICT: the export says `after`, and `before`, which somebody typed, stays. GONE: it was
 * in an earlier export and is not in this one. */
typedef enum {
    STAGE_IMPORT_NEW,
    STAGE_IMPORT_CHANGED,
    STAGE_IMPORT_CONFLICT,
    STAGE_IMPORT_GONE
} StageImportKind;

/* One thing that the import does. */
typedef struct {
    guint line;
    StageImportKind kind;
    const char *entity; /* "student" */
    gint64 id;
    char *what;        /* the row's number or name */
    const char *field; /* for a change; NULL for a new row */
    char *before;      /* NULL: no value */
    char *after;
} StageImportChange;

typedef struct {
    const char *const *map;        /* "HEADER=field", NULL-terminated; may be NULL */
    const char *const *set;        /* "FIELD=value" for every row; may be NULL */
    const char *const *accept;     /* fields of which the export is right whoever typed them; may be NULL */
    const char *encoding;          /* for stage_import_run(); NULL: found out */
    const StageProfiles *profiles; /* may be NULL: none */
    const StageProfile *profile;   /* the one that the user chose; NULL: chosen by the file */
    guint days;                    /* StageDayOrder bits that the user allows; 0: found out */
    gboolean skip_bad; /* leave bad rows out and go on; otherwise they are all reported and nothing goes in */
    gboolean close_gone; /* close the placements that are gone, unless rows were bad */
    StageDay today;
    /* Called for every change (NULL: nobody listens), and for every bad row with "file:line: column …: why".
     */
    void (*change)(const StageImportChange *change, void *data);
    void (*problem)(const char *message, void *data);
    /* Called with the header, and with each bad row; NULL: nobody keeps them. Cells of columns that may not
     * come in (import/match.h) are empty. FALSE stops the import with its error. */
    gboolean (*reject)(guint n, const char *const *fields, const char *why, void *data, GError **error);
    /* Called now and then with the rows so far and the part of the file that they are (0 to 1); may be NULL.
     */
    void (*progress)(guint rows, double part, void *data);
    void *data;
} StageImportOptions;

typedef struct {
    GPtrArray *said;     /* char *: how the file was read, in words */
    const char *profile; /* the name of its profile, or NULL */
    char separator;      /* '\0': it is JSON */
    guint rows;          /* records after the header: each is one of the next five */
    guint rejected;      /* bad ones */
    guint added;         /* what the row is about is new */
    guint changed;       /* something of it changed */
    guint unchanged;     /* all of it was there */
    guint left_out;      /* of another kind, which the profile leaves out */
    guint contradicted;  /* say something else of a thing than an earlier row, which counts */
    guint conflicts;     /* fields that stayed as somebody typed them */
    guint gone;          /* placements of an earlier import that this one does not have */
    gboolean closed;     /* they were closed */
    struct {
        const char *plural;
        guint added, changed, unchanged; /* a company of many rows counts once */
    } of[STAGE_ROW_ENTITIES];
    GPtrArray *unused; /* char *: columns that mean nothing here */
} StageImportCounts;
void stage_import_counts_clear(StageImportCounts *counts);

/* Runs inside the caller's transaction, as the first that it does; where the store refuses what no check
 * foresees it begins anew (stage_handeling_again()). FALSE when the file cannot be read as an export, and
 * when rows were bad and skip_bad is off; the caller then rolls back. `out` is filled as far as it went, and
 * cleared by the caller in any case. */
gboolean stage_import_lines(StageDb *db, StageLines *lines, const StageImportOptions *options,
                            StageImportCounts *out, GError **error);

/* The same for a package. */
gboolean stage_import_package(StageDb *db, const StagePackage *package, const StageImportOptions *options,
                              StageImportCounts *out, GError **error);

/* The same for a path, opened in options->encoding. */
gboolean stage_import_run(StageDb *db, const char *path, const StageImportOptions *options,
                          StageImportCounts *out, GError **error);
