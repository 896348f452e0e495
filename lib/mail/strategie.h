/* Which of the three ways to guide an answer names. Pure. */
#pragma once

#include <glib.h>

/* Bits, in the order of stage_strategieen (model/begeleidingskeuze.h): those that the answer begins with by
 * letter ("a", "b en c", "A)"), else those whose own words stand in it. 0 when it names none: nothing is
 * guessed from what is described. */
guint stage_strategie_named(const char *text);
