/* Who helps with what is not for a guidance file: discrimination, and not being safe. */
#pragma once

#include "cmd/command.h"

/* The ways to help of the school's configuration (the settings meldpunt.*), one on each line behind "the
 * student is helped by:"; of the school's own it is said when there is none. The caller frees it. */
char *stage_routes(const StageContext *ctx);
