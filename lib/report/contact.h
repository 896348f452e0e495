/* The report contact: which of the norm's contact moments were held, are planned, are missing; how the share
 * of placements that meet it moves from month to month; and SBB's four figures over the same placements. */
#pragma once

#include "report/rapport.h"

/* Of its rows: plaatsing, nummer, student, klas, opleiding, docent, leerbedrijf, begin, einde, gehouden,
 * gepland, ontbreekt, welke (the kinds missing), laatste, volgende, apart, onbekend (planned, and not heard
 * of since), vrijgesteld, bezoeken, bezoeken_gevraagd, afwezig (who was absent as often as the norm reports),
 * and what the figures of a group are sums of. Docent by docent; memory does not grow with them. */

/* "opleider 2", or "": who was absent as often as the norm of the placement reports. */
void stage_contact_absent(const StageEvaluation *state, char *out, gsize size);
