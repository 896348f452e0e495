/* Two lines of whatever text as notes: alike in both directions, bands only of what is long enough, and the
 * same bands of what is the same. As a list of words: refused with words that can go to a terminal, or one
 * that finds only words of the text. */
#include "fuzz.h"

#include <string.h>

#include "base/error.h"
#include "base/gelijkenis.h"
#include "base/text.h"
#include "rules/kwaliteit.h"

static void
try_notes(const char *one, const char *other)
{
    gint64 bands[STAGE_GELIJKENIS_BANDS] = { 0 }, again[STAGE_GELIJKENIS_BANDS] = { 0 };
    g_autofree char *folded = stage_fold(one);
    guint percent = stage_gelijkenis(one, other);

    g_assert_cmpuint(percent, <=, 100);
    g_assert_cmpuint(percent, ==, stage_gelijkenis(other, one));
    g_assert_cmpuint(stage_gelijkenis(folded, other), ==, percent);
    gboolean enough = stage_gelijkenis_bands(one, bands);
    g_assert_cmpuint(stage_gelijkenis(one, one), ==, enough ? 100 : 0);
    g_assert_true(stage_gelijkenis_bands(folded, again) == enough);
    g_assert_true(memcmp(bands, again, sizeof bands) == 0);
    if (percent == 100) {
        g_assert_true(stage_gelijkenis_bands(other, again));
        g_assert_true(memcmp(bands, again, sizeof bands) == 0);
    }
    stage_kwaliteit_is_short(one);
}

static void
try_words(const char *list, const char *text)
{
    g_autoptr(StageWoorden) woorden = stage_woorden_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *folded = stage_fold(text);

    if (!stage_woorden_read(woorden, list, "woorden.ini", &error)) {
        g_assert_true(g_error_matches(error, STAGE_ERROR, STAGE_ERROR_CONFIG) &&
                      stage_is_visible(error->message));
        return;
    }
    g_autoptr(GPtrArray) found = stage_woorden_find(woorden, text);
    for (guint i = 0; i < found->len; i++) {
        const StageWoordVondst *vondst = g_ptr_array_index(found, i);
        g_assert_true(g_strv_contains(stage_woorden_groepen, vondst->groep));
        g_assert_nonnull(strstr(folded, vondst->woorden));
        g_assert_cmpuint(strlen(vondst->woorden), >=, 3);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    const char *line = strchr(text, '\n');
    g_autofree char *first = line == NULL ? g_strdup(text) : g_strndup(text, (gsize)(line - text));

    try_notes(first, line == NULL ? text : line + 1);
    try_words(text, text);
    return 0;
}
