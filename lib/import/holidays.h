/* The school's own holidays from a file: rows under van, tot, naam (in any order, also begin, einde, start,
 * end, vakantie, omschrijving), or an iCalendar (.ics), which the module `agenda` reads. */
#pragma once

#include "import/decode.h"
#include "model/vakantie.h"

/* The holidays of a file, as StageVakantie; all of them or none. BAD_INPUT begins with "FILE:LINE: ". */
GPtrArray *stage_holidays_read(StageLines *lines, StageDay today, GError **error);
