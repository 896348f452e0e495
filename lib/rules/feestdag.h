/* The Dutch public holidays, computed: nobody visits or is visited then. Those of a school are its own
 * (model/vakantie.h). */
#pragma once

#include "base/day.h"

/* Easter Sunday, by the anonymous Gregorian algorithm (Nature, 20 April 1876; Meeus, Astronomical Algorithms,
 * ch. 8). */
StageDay stage_easter(int year);

/* The name of the holiday that a day is, to be translated; NULL when it is none. Bevrijdingsdag is one every
 * year, as schools have it. */
const char *stage_feestdag(StageDay day);
