/* A profile of whatever text: refused with words that can go to a terminal, or one that can read a header. */
#include "fuzz.h"

#include <string.h>

#include "base/text.h"
#include "import/match.h"
#include "import/suggest.h"

/* What was suggested is a profile. */
static void
try_suggestion(const StageRecord *header)
{
    g_autoptr(StageSuggestion) suggestion = stage_suggest(header);
    g_autofree char *text = stage_suggestion_text(suggestion, "x");
    g_autoptr(GError) error = NULL;
    g_autoptr(StageProfile) again = stage_profile_parse("x", text, &error);
    gboolean meaning = FALSE;

    for (guint i = 0; i < suggestion->columns->len; i++)
        meaning = meaning || ((StageSuggested *)g_ptr_array_index(suggestion->columns, i))->field >= 0;
    if (meaning)
        g_assert_no_error(error);
    g_assert_true(again != NULL || !meaning);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const fields[] = { "Nummer",     "Naam",      "Adres",   "Adres",
                                          "Begindatum", "Einddatum", "Bedrijf", "BSN" };
    const StageRecord header = { 1, G_N_ELEMENTS(fields), fields };
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(GError) error = NULL, failed = NULL;
    g_autoptr(StageProfile) profile = stage_profile_parse("x", text, &error);

    g_assert_true((profile == NULL) == (error != NULL));
    g_assert_true(error == NULL || stage_is_visible(error->message));
    if (profile != NULL) {
        g_autoptr(StageImportMap) map = stage_import_match(&header, profile, NULL, NULL, &failed);
        g_assert_true(map == NULL || map->at[0] != 7); /* a BSN is no student number, whatever is written */
        g_assert_true(map != NULL || stage_is_visible(failed->message));
    }
    g_auto(GStrv) words = g_strsplit(text, ";", 20);
    const StageRecord other = { 1, g_strv_length(words), (const char *const *)(void *)words };
    if (other.n > 0 && g_utf8_validate(text, -1, NULL))
        try_suggestion(&other);
    return 0;
}
