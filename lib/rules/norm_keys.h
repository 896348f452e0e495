/* The keys of a norm, to be read from text; only norm.c needs it. */
#pragma once

#include "rules/norm.h"

/* Where a norm has the value of a key. */
void *stage_norm_member(const StageNorm *norm, const StageNormKey *key);
/* Reads a value as the file has it; BAD_INPUT. */
gboolean stage_norm_set(StageNorm *norm, const StageNormKey *key, const char *value, GError **error);
