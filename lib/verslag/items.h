/* One item of a report: what the form and the JSON lines share, and whole talks in JSON need. */
#pragma once

#include "model/json.h"
#include "verslag/verslag.h"

/* Whether a name is a field of what stands below that heading; `closes`: of an agreement that has a number.
 */
gboolean stage_verslag_is_field(const StageKop *kop, gboolean closes, const char *name);

/* Takes the value of a field; an empty one says nothing. What stands behind a value that is a choice ("ja,
 * want …") goes to *out_rest (NULL: nothing), which the caller frees. BAD_INPUT says what a value may be, or
 * that the field has another one already. */
gboolean stage_verslag_field(StageVerslagNote *note, const char *name, const char *value, StageDay today,
                             StageDay *out_voor, char **out_rest, GError **error);

/* A text behind the mark that some editors put at the beginning of a file. */
const char *stage_verslag_without_bom(const char *text);

/* Takes NULL. */
void stage_verslag_note_free(void *note);

/* Adds the item that a JSON object is; `line` is the one that errors about its row name (0: none). BAD_INPUT
 * names what is not known, and what is. */
gboolean stage_verslag_item(StageVerslag *verslag, const cJSON *object, guint line, GError **error);
