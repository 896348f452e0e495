/* How alike two texts are, and how texts that are nearly equal are found among many.
 *
 * A text is folded (text.h) and cut into words, and every three words that stand beside each other are a
 * shingle; how alike two texts are is how much of all their shingles they share (Jaccard), in percent. Case,
 * diacritics and punctuation do not count. A text of fewer than STAGE_SHINGLES_LEAST different shingles is
 * too short to be like another: "gaat goed op stage" is written by everybody.
 *
 * To find those that are alike without comparing all, a text has a signature (MinHash: Broder, On the
 * resemblance and containment of documents, 1997): the least value that each of 18 hash functions gives to
 * its shingles. Two texts have the same value at a place with the chance of their likeness s. The 18 are 6
 * bands of 3; texts that have a whole band in common are worth comparing. The chance that they have one is 1
 * - (1 - s^3)^6:
 *
 *     likeness   20 %   30 %   50 %   60 %   70 %   80 %   90 %   100 %
 *     found       5 %   15 %   55 %   77 %   92 %   99 %   100 %  100 %
 *
 * The hashes are the same on every machine: bytes one by one (FNV-1a, 64 bits), then whole numbers only. They
 * stand in the store, so another way of hashing needs a migration that empties the table. */
#pragma once

#include <glib.h>

#define STAGE_GELIJKENIS_BANDS 6
#define STAGE_SHINGLES_LEAST   3

/* From here texts are nearly equal. One word that is changed in the middle of a note breaks three shingles on
 * both sides: a note of 20 words (18 shingles) stays at 71 % then, one of 40 words at 72 % with two of them
 * changed. Those are copies in which a name was filled in; notes that two people wrote about the same task
 * seldom share a third. */
#define STAGE_GELIJKENIS_NEAR 70

/* The bands of a text, each a number that says which band it is too; FALSE, and `out` untouched, when it is
 * too short. */
gboolean stage_gelijkenis_bands(const char *text, gint64 out[STAGE_GELIJKENIS_BANDS]);

/* How alike two texts are, 0 to 100, rounded down: 100 says that they have the same shingles. 0 when one is
 * too short. */
guint stage_gelijkenis(const char *one, const char *other);

/* The shingles of a text that is compared with many. */
typedef struct StageShingles StageShingles;
StageShingles *stage_shingles_new(const char *text);
void stage_shingles_free(StageShingles *shingles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageShingles, stage_shingles_free)

/* As the two above. */
gboolean stage_shingles_bands(const StageShingles *shingles, gint64 out[STAGE_GELIJKENIS_BANDS]);
guint stage_shingles_alike(const StageShingles *one, const StageShingles *other);
