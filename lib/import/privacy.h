/* What may never come in: by the name of its column, or by what stands in it. */
#pragma once

#include <glib.h>

/* Whether a column with this header, folded tight, may never come in, such as BSN or Wachtwoord. */
gboolean stage_import_is_forbidden(const char *key);

/* The cells of one column, as far as they could be a BSN. */
typedef struct {
    guint numbers;   /* cells of eight or nine figures */
    guint passing;   /* of these, the ones that pass the eleven-test */
    guint others;    /* cells of something else */
    guint32 seen[4]; /* the first different ones that pass: one number again and again proves nothing */
    guint n_seen;
} StageBsnCount;

void stage_bsn_count(StageBsnCount *count, const char *cell);
/* Whether the column is one of BSNs: nearly all of its cells pass, where of other numbers one in eleven does.
 */
gboolean stage_bsn_is_column(const StageBsnCount *count);
