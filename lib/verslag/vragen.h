/* The guiding questions that open a conversation, along the four keys: a text file
 * (data/gesprek/vragen.nl.ini) that a school or team lays its own over. */
#pragma once

#include "model/gesprek.h"

typedef struct StageVragen StageVragen;

StageVragen *stage_vragen_new(void);
void stage_vragen_free(StageVragen *vragen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageVragen, stage_vragen_free)

/* Reads an ini file over what there is: a key takes the place of the one that was read before. CONFIG names
 * the file and the group or key that is not known. */
gboolean stage_vragen_read(StageVragen *vragen, const char *text, const char *path, GError **error);

/* A text of a group ("sleutel1", a heading of verslag.h, "veiligheid"): titel, or vraag; NULL when it has
 * none. */
const char *stage_vragen_text(const StageVragen *vragen, const char *groep, const char *key);

/* The questions of a group for a kind of talk; those of an extra talk are those of one halfway. Of
 * "veiligheid" the kind makes no difference. The caller frees the list, which may be empty. */
char **stage_vragen_of(const StageVragen *vragen, const char *groep, StageSoort soort);

/* The words of a question without the letter in front that says whom it is asked of, which goes to *out_aan:
 * student, opleider, samen; NULL when it is not said. */
const char *stage_vraag_words(const char *vraag, const char **out_aan);
