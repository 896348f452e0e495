/* Names of people, the Dutch way: roepnaam voorvoegsel achternaam, sorted on the achternaam. */
#pragma once

#include <glib.h>

typedef struct {
    char *roepnaam;    /* "Zoë", or initials; NULL when not known */
    char *voorvoegsel; /* "van 't", without a capital; NULL when there is none */
    char *achternaam;  /* "Hof"; NULL only in an empty name */
} StageNaam;

void stage_naam_clear(StageNaam *naam);

/* Takes a full name apart: "Zoë van 't Hof", "Hof, Zoë van 't", "van 't Hof, Zoë", with or without a
 * title ("Mevr. J. de Wit"). The voorvoegsel is found by a list of Dutch ones; a name without one is
 * the first word and the rest; one word is an achternaam. White space is squeezed. FALSE for an
 * empty text, and then `out` is empty. */
gboolean stage_naam_split(const char *text, StageNaam *out);

/* "Zoë van 't Hof". The caller frees it. */
char *stage_naam_full(const StageNaam *naam);

/* "Hof, Zoë van 't": the form in which lists are sorted. The caller frees it. */
char *stage_naam_sorted(const StageNaam *naam);
