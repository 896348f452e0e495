/* The words of a mail that its template leaves to us, in the language of the mail: who reads it is not who
 * runs the program, so they do not come from gettext. `taal` is a code, nl or en; any other is taken for nl.
 */
#pragma once

#include "base/day.h"
#include "rules/norm.h"

/* The languages that templates have; ends with NULL. */
extern const char *const stage_mail_talen[];

/* "dinsdag 1 december 2026"; NULL without a day. The caller frees it. */
char *stage_mail_dag(const char *taal, StageDay dag);
/* "1 december". The same. */
char *stage_mail_dag_kort(const char *taal, StageDay dag);
/* "14.30 uur", of HH:MM; NULL without a time. The caller frees it. */
char *stage_mail_tijd(const char *taal, const char *tijd);

/* "startgesprek", of start; NULL for what is none, as for the next ones. */
const char *stage_mail_moment(const char *taal, const char *moment);
/* "telefonisch", of telefoon: how a talk is held, to stand alone or between commas. */
const char *stage_mail_vorm(const char *taal, const char *vorm);
/* "vragen vooraf", of vraag: what somebody may want no more of, by the name of its template. */
const char *stage_mail_soort(const char *taal, const char *sjabloon);

/* "zelfstandig uitvoeren", of uitvoeren-zelfstandig: an aspect, a strategy, a party; the code itself when
 * there is no word. */
const char *stage_mail_woord(const char *taal, const char *code);

/* "docent, student en praktijkopleider", of those who were there; NULL when nobody was. The caller frees it.
 */
char *stage_mail_aanwezig(const char *taal, const gboolean aanwezig[STAGE_PARTIJEN]);
