/* Marks for gettext. _() translates here; N_() marks a string that a table holds, translated where it is
 * shown. */
#pragma once

#include <libintl.h>

#define _(text)          gettext(text)
#define N_(text)         (text)
#define Q_(one, many, n) ngettext(one, many, (unsigned long)(n))
