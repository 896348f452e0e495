/* The headings there are. A new aspect is a row here. */
#include <string.h>

#include "base/text.h"
#include "verslag/verslag.h"

/* clang-format off */
const StageKop stage_koppen[] = {
    { "1", STAGE_KOP_SLEUTEL, 1, NULL, "leerproces" },
    { "aha", STAGE_KOP_ASPECT, 1, "aha", "kwartje" },
    { "vraag", STAGE_KOP_ASPECT, 1, "vraag", "dilemma" },
    { "gevoel", STAGE_KOP_ASPECT, 1, "gevoel", NULL },
    { "2", STAGE_KOP_SLEUTEL, 2, NULL, "leerpotentieel" },
    { "praten", STAGE_KOP_KANS, 2, "praten", NULL },
    { "meekijken", STAGE_KOP_KANS, 2, "meekijken", NULL },
    { "uitvoeren-begeleid", STAGE_KOP_KANS, 2, "uitvoeren-begeleid", "begeleid" },
    { "uitvoeren-zelfstandig", STAGE_KOP_KANS, 2, "uitvoeren-zelfstandig", "zelfstandig" },
    { "werkveld", STAGE_KOP_ASPECT, 2, "werkveld", NULL },
    { "oordeel", STAGE_KOP_OORDEEL, 3, "oordeel", "inschatting" },
    { "voorbeeld", STAGE_KOP_VOORBEELD, 3, "voorbeeld", NULL },
    { "zienswijze", STAGE_KOP_ZIENSWIJZE, 3, "zienswijze", NULL },
    { "verwachting", STAGE_KOP_VERWACHTING, 3, "verwachting", NULL },
    { "3", STAGE_KOP_OORDEEL, 3, NULL, NULL },
    { "4", STAGE_KOP_SLEUTEL, 4, NULL, "begeleiding" },
    { "laten-zien", STAGE_KOP_KEUZE, 4, "laten-zien", NULL },
    { "meedoen", STAGE_KOP_KEUZE, 4, "meedoen", NULL },
    { "toevertrouwen", STAGE_KOP_KEUZE, 4, "toevertrouwen", NULL },
    { "afspraak", STAGE_KOP_AFSPRAAK, 0, NULL, "afspraken" },
    { "volgende", STAGE_KOP_VOLGENDE, 0, NULL, NULL },
    { "vertrouwelijk", STAGE_KOP_VERTROUWELIJK, 0, NULL, NULL },
    { NULL, STAGE_KOP_SLEUTEL, 0, NULL, NULL },
};
/* clang-format on */

const StageKop *
stage_kop_named(const char *naam)
{
    g_autofree char *key = g_strdelimit(stage_fold(naam), " ", '-');

    for (const StageKop *kop = stage_koppen; kop->naam != NULL; kop++)
        if (strcmp(kop->naam, key) == 0 || g_strcmp0(kop->alias, key) == 0)
            return kop;
    return NULL;
}

char *
stage_kop_names(gboolean aspects)
{
    GString *names = g_string_new(NULL);

    for (const StageKop *kop = stage_koppen; kop->naam != NULL; kop++)
        if (!aspects || (kop->sleutel > 0 && !g_ascii_isdigit(*kop->naam)))
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", kop->naam);
    return g_string_free(names, FALSE);
}
