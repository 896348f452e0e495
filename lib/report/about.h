/* Who, where and when of a placement: what the pages about one begin with. */
#pragma once

#include "base/day.h"
#include "report/document.h"

/* Adds the facts at the top (plaatsing, nummer, student, klas, opleiding, leerweg, email, begin, einde, uren,
 * docent and how to reach them) and the section `waar` (leerbedrijf, its address and telephone, the
 * praktijkopleider and how to reach them, the student's working days), as it is on a day. */
gboolean stage_document_about(StageDocument *document, StageDb *db, gint64 plaatsing, StageDay on,
                              GError **error);

/* "Zoë van 't Hof": for titles. The caller frees it. */
char *stage_about_student(StageDb *db, gint64 plaatsing, GError **error);
