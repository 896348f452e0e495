/* Whether a note is of use, and whether its words are for a file at all: what a docent is told, gently, when
 * a conversation is taken down. Nothing here forbids anything. */
#pragma once

#include <glib.h>

/* A note of fewer words says too little to look back on. */
#define STAGE_KWALITEIT_WORDS 5

/* Whether a text is too short to be of use: fewer words than that, or none but words such as goed, prima and
 * gaat, however many ("alles gaat nog steeds gewoon goed"). A note that only says yes or no to a chance to
 * learn has no text to judge: that is the caller's to know. */
gboolean stage_kwaliteit_is_short(const char *text);

/* --- words of special personal data --- */

/* What the AVG calls special, and what comes near it: gezondheid, geloof, herkomst, seksualiteit, politiek,
 * strafrecht, schulden; and veiligheid, of which no story is kept (model/signaal.h). NULL-terminated. */
#define STAGE_WOORDEN_VEILIGHEID "veiligheid"
extern const char *const stage_woorden_groepen[];

/* Lists of words by group. */
typedef struct StageWoorden StageWoorden;
/* Without any words. */
StageWoorden *stage_woorden_new(void);
void stage_woorden_free(StageWoorden *woorden);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageWoorden, stage_woorden_free)

/* Reads the text of a file (GKeyFile's ini), `path` being its name:
 *
 *     [gezondheid]
 *     woorden = adhd|depressie*|ziek gemeld
 *
 * A word fits the same word of a text, folded (base/text.h) as all is here; with a * at its end every word
 * that begins with it; words with a space between them fit in that order. A group takes the place of the same
 * one of an earlier file, and no words at all switch it off. CONFIG, naming the file and the group, for a
 * group or a key that is not known, for a group without its key, and for a word of fewer than three letters
 * or with a * elsewhere; then nothing has changed. */
gboolean stage_woorden_read(StageWoorden *woorden, const char *text, const char *path, GError **error);

/* What of a text fitted. */
typedef struct {
    const char *groep; /* one of stage_woorden_groepen */
    char *woorden;     /* the words of the text, folded */
} StageWoordVondst;

/* The words of a text that are in a list, as StageWoordVondst, in their order, each once; of those that begin
 * at the same word the longest. Empty when there are none. The caller frees it. */
GPtrArray *stage_woorden_find(const StageWoorden *woorden, const char *text);
