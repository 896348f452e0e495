/* What the store knows and nobody else can guess. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    char *naam;
    char *waarde; /* 64 hexadecimal figures */
} StageGeheim;

extern const StageEntity stage_geheim;

/* The secret of a name; the first time that is `chance`, which nobody can guess. The caller frees it. The
 * store must be writable. */
gboolean stage_geheim_get(StageDb *db, const char *naam, const char *chance, char **out, GError **error);
