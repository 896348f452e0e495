/* Names of people that are not to be told, left out of a text. */
#pragma once

#include "base/name.h"

typedef struct StageNamen StageNamen;

StageNamen *stage_namen_new(void);
void stage_namen_add(StageNamen *namen, const StageNaam *naam);
void stage_namen_free(StageNamen *namen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageNamen, stage_namen_free)

/* A copy of a text in which none of these people is named: the roepnaam, whatever its case, alone or with the
 * rest of the name behind it, and the achternaam where it has a capital (a baker is no Bakker) become
 * `instead`, as whole words, without regard to diacritics, to the kind of apostrophe, or to what stands
 * between two words of a name. What possesses keeps its apostrophe ("Zoë's"), and loses an s that is written
 * fast to it ("Sems"). One letter, or initials, are no name without the rest of it. The caller frees it. */
char *stage_namen_left_out(const StageNamen *namen, const char *text, const char *instead);
