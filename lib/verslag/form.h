/* The template that a docent writes a report in (verslag.h says how it is read back). */
#pragma once

#include "verslag/verslag.h"
#include "verslag/vragen.h"

typedef struct {
    const char *heading;  /* whom it is about, and when */
    GPtrArray *afspraken; /* StageAfspraak: the open ones, which come first */
    StageDay today;
    const StageVragen *vragen;
} StageVerslagForm;

/* The caller frees it. Read back as it is, it holds nothing. */
char *stage_verslag_form(const StageVerslagForm *form);

/* An agreement as people say it: "student: leest het handboek, voor 2026-12-05 (2 days late)". The caller
 * frees it. */
char *stage_afspraak_words(const StageAfspraak *afspraak, StageDay today);
