#include "base/gelijkenis.h"

#include <string.h>

#include "base/text.h"

enum { WORDS = 3, ROWS = 3, VALUES = STAGE_GELIJKENIS_BANDS * ROWS };

/* A shingle is known by its hash: among the 10,000 of the longest note two share one by chance in less than
 * one of 10^11 notes. Sorted, each once. */
struct StageShingles {
    GArray *hashes; /* guint64 */
};

/* --- hashes --- */

/* FNV-1a (Fowler, Noll, Vo). */
static guint64
hash_bytes(const char *from, const char *end)
{
    guint64 hash = G_GUINT64_CONSTANT(0xcbf29ce484222325);

    for (; from < end; from++)
        hash = (hash ^ (guchar)*from) * G_GUINT64_CONSTANT(0x100000001b3);
    return hash;
}

/* Every bit of the outcome depends on every bit of x, and no two x have the same (Steele, Lea and Flood,
 * SplitMix, 2014). */
static guint64
mix(guint64 x)
{
    x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* Hash function number i of a shingle. */
static guint64
hash_value(guint64 shingle, guint i)
{
    return mix(shingle ^ mix((i + 1) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15)));
}

/* --- shingles --- */

static int
compare(const void *a, const void *b)
{
    guint64 one = *(const guint64 *)a, other = *(const guint64 *)b;

    return one < other ? -1 : one > other;
}

static void
drop_repeated(GArray *hashes)
{
    guint n = 0;

    g_array_sort(hashes, compare);
    for (guint i = 0; i < hashes->len; i++)
        if (n == 0 || g_array_index(hashes, guint64, n - 1) != g_array_index(hashes, guint64, i))
            g_array_index(hashes, guint64, n++) = g_array_index(hashes, guint64, i);
    g_array_set_size(hashes, n);
}

StageShingles *
stage_shingles_new(const char *text)
{
    StageShingles *shingles = g_new(StageShingles, 1);
    g_autofree char *folded = stage_fold(text);
    const char *begins[WORDS] = { NULL }; /* of the last words, by their number */
    const char *word = folded;

    shingles->hashes = g_array_new(FALSE, FALSE, sizeof(guint64));
    for (guint n = 1; *word != '\0'; n++) {
        const char *end = word + strcspn(word, " ");
        begins[(n - 1) % WORDS] = word;
        if (n >= WORDS) { /* one space stands between folded words: a shingle is a piece of the text */
            guint64 hash = hash_bytes(begins[n % WORDS], end);
            g_array_append_val(shingles->hashes, hash);
        }
        word = end + strspn(end, " ");
    }
    drop_repeated(shingles->hashes);
    return shingles;
}

void
stage_shingles_free(StageShingles *shingles)
{
    if (shingles == NULL)
        return;
    g_array_unref(shingles->hashes);
    g_free(shingles);
}

gboolean
stage_shingles_bands(const StageShingles *shingles, gint64 out[STAGE_GELIJKENIS_BANDS])
{
    guint64 least[VALUES];

    if (shingles->hashes->len < STAGE_SHINGLES_LEAST)
        return FALSE;
    for (guint i = 0; i < VALUES; i++) {
        least[i] = G_MAXUINT64;
        for (guint s = 0; s < shingles->hashes->len; s++)
            least[i] = MIN(least[i], hash_value(g_array_index(shingles->hashes, guint64, s), i));
    }
    for (guint band = 0; band < STAGE_GELIJKENIS_BANDS; band++) {
        guint64 hash = mix(band + 1);
        for (guint row = 0; row < ROWS; row++)
            hash = mix(hash ^ least[band * ROWS + row]);
        memcpy(&out[band], &hash, sizeof hash);
    }
    return TRUE;
}

guint
stage_shingles_alike(const StageShingles *one, const StageShingles *other)
{
    guint i = 0, j = 0, both = 0, n = one->hashes->len, m = other->hashes->len;

    if (n < STAGE_SHINGLES_LEAST || m < STAGE_SHINGLES_LEAST)
        return 0;
    while (i < n && j < m) {
        guint64 a = g_array_index(one->hashes, guint64, i), b = g_array_index(other->hashes, guint64, j);
        both += a == b;
        i += a <= b;
        j += b <= a;
    }
    return both * 100 / (n + m - both);
}

/* --- of a text --- */

gboolean
stage_gelijkenis_bands(const char *text, gint64 out[STAGE_GELIJKENIS_BANDS])
{
    g_autoptr(StageShingles) shingles = stage_shingles_new(text);

    return stage_shingles_bands(shingles, out);
}

guint
stage_gelijkenis(const char *one, const char *other)
{
    g_autoptr(StageShingles) a = stage_shingles_new(one), b = stage_shingles_new(other);

    return stage_shingles_alike(a, b);
}
