/* Which column of an export is which field. */
#pragma once

#include "import/dialect.h"
#include "import/profile.h"

typedef struct {
    int at[STAGE_IMPORT_COLUMNS];       /* the field's place in a record, or -1 */
    GArray *more[STAGE_IMPORT_COLUMNS]; /* guint: columns that stand behind that one; NULL: none */
    char *set[STAGE_IMPORT_COLUMNS];    /* what the field is in every row; or NULL */
    guint n;                            /* how many columns a record has */
    GPtrArray *headers;                 /* char *: the headers as they stand, safe to show, n of them */
    GPtrArray *keys;                    /* char *: the same, folded tight */
    GPtrArray *unused;                  /* the ones of them that mean nothing here */
    const StageProfile *profile;        /* NULL: none */
    StageRowEntity about;               /* what a row is one of */
} StageImportMap;

/* Reads a header. `given` are the user's "HEADER=field" (NULL-terminated, may be NULL); they go before what
 * the profile says (may be NULL; it must outlive the map), and that before the known headers. Of columns with
 * the same header "HEADER#2" is the second. `set` are "field=VALUE" (may be NULL), instead of a column.
 * Errors name the columns: two for one field, a word that may mean either guide, a field that is needed and
 * not there (with the nearest header). */
StageImportMap *stage_import_match(const StageRecord *header, const StageProfile *profile,
                                   const char *const *given, const char *const *set, GError **error);
void stage_import_map_free(StageImportMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageImportMap, stage_import_map_free)

/* Whether a header, folded tight, is known everywhere. */
gboolean stage_import_is_known(const char *key);
/* How many of a record's fields are: what the separator is chosen by. */
guint stage_import_known(const StageRecord *header);

/* Whether the map gives a field a value: a column, or what the profile sets. */
gboolean stage_import_map_has(const StageImportMap *map, const char *field);
/* The column that a header, or "HEADER#2", names, from 0; -1 when there is none. */
int stage_import_map_find(const StageImportMap *map, const char *header);
