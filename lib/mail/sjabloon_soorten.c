/* The kinds of mail that there are, and what may stand in each. */
#include "mail/sjabloon.h"

#include <string.h>

#include "base/i18n.h"

/* --- digests --- */

static const char *const overzicht_namen[] = { "naam", "aantal", "punten", "school", NULL };
static const char *const moment_namen[] = {
    "student", "klas", "leerbedrijf", "moment", "dag", "docent", NULL
};
static const char *const afspraak_namen[] = { "student", "klas",   "leerbedrijf", "dag",
                                              "aantal",  "docent", NULL };
/* Never whom a signaal is about, nor of what kind it is. */
static const char *const aantal_namen[] = { "aantal", "docent", NULL };
static const char *const adres_namen[] = { "adres", "soort", "docent", NULL };

static const StageSjabloonVeld overzicht_velden[] = {
    { "onderwerp", NULL },
    { "regel nu", moment_namen },
    { "regel laat", moment_namen },
    { "regel onbekend", moment_namen },
    { "regel afspraak", afspraak_namen },
    { "regel signaal", aantal_namen },
    { "regel stop", adres_namen },
    { "regel onbestelbaar", adres_namen },
    { "regel post", aantal_namen },
    { 0 },
};

/* --- to one person about one talk --- */

static const char *const vraag_namen[] = {
    "naam",   "student", "student_heel", "leerbedrijf", "docent", "docent_mail", "docent_telefoon",
    "moment", "dag",     "tijd",         "vorm",        "school", NULL
};
static const char *const verslag_namen[] = { "naam",        "student",   "leerbedrijf", "docent",
                                             "docent_mail", "dag",       "moment",      "vorm",
                                             "aanwezig",    "sleutel1",  "sleutel2",    "sleutel3",
                                             "sleutel4",    "afspraken", "volgende",    "versie",
                                             "vervangt",    "school",    NULL };

static const StageSjabloonVeld brief_velden[] = { { "onderwerp", NULL }, { 0 } };

const StageSjabloonSoort stage_sjabloon_soorten[] = {
    { "herinnering", N_("to a docent: what there is to do"), overzicht_velden, overzicht_namen, "punten", 0 },
    { "coordinator", N_("to a coordinator: what stayed open after two reminders"), overzicht_velden,
      overzicht_namen, "punten", 0 },
    { "vraag", N_("to a praktijkopleider: four questions before a talk"), brief_velden, vraag_namen, NULL,
      4 },
    { "verslag-opleider", N_("to a praktijkopleider: the summary of a talk"), brief_velden, verslag_namen,
      NULL, 0 },
    { "verslag-student", N_("to a student: the summary of a talk"), brief_velden, verslag_namen, NULL, 0 },
    { 0 },
};

const char *const stage_sjabloon_namen[] = { "herinnering",      "coordinator",     "vraag",
                                             "verslag-opleider", "verslag-student", NULL };

const StageSjabloonSoort *
stage_sjabloon_soort(const char *naam)
{
    for (const StageSjabloonSoort *soort = stage_sjabloon_soorten; soort->naam != NULL; soort++)
        if (strcmp(soort->naam, naam) == 0)
            return soort;
    return NULL;
}
