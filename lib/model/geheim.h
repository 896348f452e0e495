/* What the store knows and nobody else can guess. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    char *naam;
    char *waarde; /* 64 hexadecimal figures */
} StageGeheim;

extern const StageEntity stage_geheim;

/* The secret of a name, which is made the first time, by the system's own source of chance; the caller frees
 * it. The store must be writable then. */
gboolean stage_geheim_get(StageDb *db, const char *naam, char **out, GError **error);
