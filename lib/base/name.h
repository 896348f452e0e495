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

/* Names that are not to be told. */
typedef struct StageNamen StageNamen;
StageNamen *stage_namen_new(void);
void stage_namen_add(StageNamen *namen, const StageNaam *naam);
void stage_namen_free(StageNamen *namen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageNamen, stage_namen_free)

/* A copy of a text in which none of these people is named: the roepnaam, whatever its case, alone or with the
 * rest of the name behind it, and the achternaam where it has a capital (a baker is no Bakker), as whole
 * words, become `instead`. The caller frees it. */
char *stage_namen_left_out(const StageNamen *namen, const char *text, const char *instead);
