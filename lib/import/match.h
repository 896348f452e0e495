/* Which column of an export is which field. */
#pragma once

#include "import/dialect.h"
#include "import/row.h"

typedef struct {
    int at[STAGE_IMPORT_COLUMNS]; /* the field's place in a record, or -1 */
    guint n;                      /* how many columns a record has */
    GPtrArray *headers;           /* char *: the headers as they stand, safe to show, n of them */
    GPtrArray *keys;              /* char *: the same, folded tight */
    GPtrArray *unused;            /* the ones of them that mean nothing here */
    gboolean plaatsingen;         /* the rows are placements, not only students */
} StageImportMap;

/* Reads a header. `given` are the user's "HEADER=field" (NULL-terminated, may be NULL); they go before the
 * known headers. Errors name the columns: two for one field, a word that may mean either guide, a field that
 * is needed and not there (with the nearest header). */
StageImportMap *stage_import_match(const StageRecord *header, const char *const *given, GError **error);
void stage_import_map_free(StageImportMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageImportMap, stage_import_map_free)

/* How many of a record's fields are known headers: what the separator is chosen by. */
guint stage_import_known(const StageRecord *header);

/* Whether a column with this header, folded tight, may never come in, such as BSN or Wachtwoord. */
gboolean stage_import_is_forbidden(const char *key);
