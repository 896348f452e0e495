/* What somebody typed stays, and what the export says of it is a conflict until somebody decides. */
#pragma once

#include "import/put.h"

/* Which fields of a row somebody typed. */
gboolean stage_put_typed(StagePut *put, const StageEntity *of, const void *row,
                         gboolean typed[STAGE_FIELDS_MAX], GError **error);
/* Whether the user said that the export is right about a field: "klas" or "student.klas". */
gboolean stage_put_accepts(const StagePut *put, const StageEntity *of, const char *veld);
/* Writes down what the export says, unless somebody decided about just that: *out_open is FALSE then. */
gboolean stage_put_conflict(StagePut *put, const StageEntity *of, gint64 rij, const char *veld,
                            const char *waarde, gboolean *out_open, GError **error);
/* The store and the export agree again. */
gboolean stage_put_agree(StagePut *put, const StageEntity *of, gint64 rij, const char *veld, GError **error);
