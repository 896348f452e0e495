#include "mail/antwoord.h"

#include "base/text.h"
#include "mail/antwoord_regel.h"

void
stage_antwoord_clear(StageAntwoord *answer)
{
    g_clear_pointer(&answer->vrij, g_free);
    for (guint n = 0; n < STAGE_ANTWOORD_VRAGEN; n++)
        g_clear_pointer(&answer->vraag[n], g_free);
    answer->stop = FALSE;
}

/* Thanks alone say nothing of what stands in a summary. */
static gboolean
is_thanks(const char *text)
{
    static const char *const known[] = {
        "dank",       "je",   "u",       "wel",  "bedankt", "dankjewel", "dankuwel", "hartelijk",
        "hartelijke", "veel", "prettig", "fijn", "leuk",    "goed",      "gesprek",  "het",
        "was",        "een",  "weer",    "voor", "de",      "mail",      "verslag",  "thanks",
        "thank",      "you",  "for",     "the",  "talk",    "summary",   NULL
    };
    static const char *const thanks[] = {
        "dank", "bedankt", "dankjewel", "dankuwel", "thanks", "thank", NULL
    };
    g_autofree char *folded = stage_fold(text);
    g_auto(GStrv) words = g_strsplit_set(folded, " \n", -1);
    gboolean thanked = FALSE;

    for (char **word = words; *word != NULL; word++) {
        if (**word != '\0' && !g_strv_contains(known, *word))
            return FALSE;
        thanked = thanked || g_strv_contains(thanks, *word);
    }
    return thanked;
}

StageReactieSoort
stage_antwoord_reactie(const StageAntwoord *answer)
{
    const char *only = answer->vrij;
    guint n = answer->vrij == NULL ? 0 : 1;

    for (guint i = 0; i < STAGE_ANTWOORD_VRAGEN; i++)
        if (answer->vraag[i] != NULL) {
            only = answer->vraag[i];
            n++;
        }
    if (n == 0 || (n == 1 && is_thanks(only)))
        return STAGE_REACTIE_LEEG;
    return n == 1 && stage_regel_akkoord(only) ? STAGE_REACTIE_AKKOORD : STAGE_REACTIE_BEZWAAR;
}

char *
stage_antwoord_all(const StageAntwoord *answer)
{
    g_autoptr(GString) out = g_string_new(answer->vrij);

    for (guint i = 0; i < STAGE_ANTWOORD_VRAGEN; i++)
        if (answer->vraag[i] != NULL)
            g_string_append_printf(out, "%s%u. %s", out->len > 0 ? "\n" : "", i + 1, answer->vraag[i]);
    return out->len == 0 ? NULL : g_string_free(g_steal_pointer(&out), FALSE);
}
