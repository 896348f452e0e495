/* stage-NAME on PATH is run as "stage NAME". */
#pragma once

/* Becomes that program, with the further words and $STAGE_STORE set when a store was given; returns when
 * there is none or it cannot be run. */
void stage_external_run(const char *const *words, const char *store);
