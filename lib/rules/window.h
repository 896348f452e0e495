/* The moments of a placement and their windows: how its norm lies over its days. */
#pragma once

#include "rules/moment.h"

/* Puts the moments (StageMoment, without a state yet) into an array, which may hold earlier ones. A placement
 * of years has them for each school year, by the norm of that year's beginning. Gives the norm of the
 * placement's own beginning; NULL: none. */
const StageNorm *stage_window_moments(GArray *moments, const StageNorms *norms, const StageNormCase *of);
