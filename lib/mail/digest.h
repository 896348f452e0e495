/* A digest: one message to a docent or a coordinator with all that there is to do, from a template. Pure. */
#pragma once

#include "mail/sjabloon.h"
#include "rules/herinnering.h"

/* One point. Text may be NULL. */
typedef struct {
    StageStap stap;
    StageSoort soort;
    StageDay voor;
    const char *student, *klas, *leerbedrijf, *docent;
    const char *adres, *blokkade; /* of a blokkade: its address, and its kind */
} StageDigestPunt;

typedef struct {
    const char *taal;
    const char *naam;   /* of whom it is to */
    const char *school; /* or NULL */
    const StageDigestPunt *punten;
    guint n;
} StageDigest;

/* A point is a line, of the template's own wording. Signalen and replies are only counted, for a coordinator
 * docent by docent: which they are stands in no mail. The caller frees both. */
void stage_digest_make(const StageSjabloon *s, const StageDigest *d, char **out_onderwerp, char **out_tekst);
