/* Marks for gettext. _() translates here; N_() marks a string that a table holds, translated where it is
 * shown. */
#pragma once

#include <inttypes.h> /* PRId64, which gettext knows in a message, as it does not know GLib's names for it */
#include <libintl.h>

#define _(text)          gettext(text)
#define N_(text)         (text)
#define Q_(one, many, n) ngettext(one, many, (unsigned long)(n))
