/* One value of an option or argument, from text. */
#pragma once

#include "cmd/command.h"

/* Reads a value of any kind but a flag, a list or a reference into its member; BAD_INPUT or AMBIGUOUS says
 * what is wrong with it. */
gboolean stage_value_read(const StageOption *option, const char *text, StageDay today, gboolean may_clear,
                          void *to, GError **error);

/* Whether each of a list of texts may be kept, and none is empty; BAD_INPUT. */
gboolean stage_values_check(const StageOption *option, char *const *texts, GError **error);

/* Frees the texts in a command's struct. */
void stage_values_clear(const StageOption *options, void *values);
