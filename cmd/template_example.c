/* A mail as it would be: every placeholder has a value, of a placement that nobody has. */
#include <string.h>

#include "cmd/templates.h"
#include "mail/woorden.h"

typedef struct {
    const char *naam;
    const char *nl, *en; /* en NULL: the same */
} Example;

static const Example examples[] = {
    { "naam", "Ria Smit", NULL },
    { "student", "Zoë", NULL },
    { "student_heel", "Zoë van 't Hof", NULL },
    { "klas", "IT3", NULL },
    { "leerbedrijf", "Bakkerij De Korst", NULL },
    { "docent", "Kees de Wit", NULL },
    { "docent_mail", "k.dewit@school.example", NULL },
    { "docent_telefoon", "030 000 00 00", NULL },
    { "school", "Voorbeeldcollege", NULL },
    { "adres", "ria@korst.example", NULL },
    { "sleutel1", "Zoë snapt nu waarom deeg moet rusten: ze maakte twee keer hetzelfde brood.",
      "Zoë sees now why dough must rest: she made the same bread twice." },
    { "sleutel2", "Op dinsdag is er tijd om mee te kijken bij de oven.",
      "On Tuesdays there is time to watch at the oven." },
    { "sleutel3", "Zoë werkt rustig door als het druk is, zoals vorige week zaterdag.",
      "Zoë stays calm when it is busy, as last Saturday." },
    { "sleutel4", "Ria doet nieuw werk eerst voor. Het kleinbrood vertrouwt ze Zoë toe.",
      "Ria shows new work first. She entrusts the rolls to Zoë." },
    { "afspraken", "- Zoë schrijft de stappen van het desem op.\n- Ria plant een dag bij de oven.",
      "- Zoë writes down the steps of the sourdough.\n- Ria plans a day at the oven." },
    { "versie", "2", NULL },
    { "vervangt", "1", NULL },
};

/* To whom a kind of mail goes, where that is nobody of the list above. */
static const char *const whom[][2] = {
    { "herinnering", "Kees" },
    { "coordinator", "Anna" },
    { "verslag-student", "Zoë" },
};

typedef struct {
    GPtrArray *owned;
    GArray *values; /* of StageInvulling, ends with zeros */
} Filling;

/* What comes later goes before what came earlier, so it is put in front. */
static void
give(Filling *f, const char *naam, char *tekst)
{
    const StageInvulling value = { naam, tekst };

    g_ptr_array_add(f->owned, tekst);
    g_array_prepend_val(f->values, value);
}

static void
give_all(Filling *f, const char *taal, const char *soort, StageDay today)
{
    static const gboolean all_there[STAGE_PARTIJEN] = { TRUE, TRUE, TRUE };
    gboolean english = strcmp(taal, "en") == 0;

    for (gsize i = 0; i < G_N_ELEMENTS(examples); i++)
        give(f, examples[i].naam,
             g_strdup(english && examples[i].en != NULL ? examples[i].en : examples[i].nl));
    for (gsize i = 0; i < G_N_ELEMENTS(whom); i++)
        if (strcmp(whom[i][0], soort) == 0)
            give(f, "naam", g_strdup(whom[i][1]));
    give(f, "dag", stage_mail_dag(taal, stage_day_plus(today, 7)));
    give(f, "volgende", stage_mail_dag(taal, stage_day_plus(today, 70)));
    give(f, "tijd", stage_mail_tijd(taal, "14:30"));
    give(f, "moment", g_strdup(stage_mail_moment(taal, "tussen")));
    give(f, "vorm", g_strdup(stage_mail_vorm(taal, "bezoek")));
    give(f, "soort", g_strdup(stage_mail_soort(taal, "vraag")));
    give(f, "aanwezig", stage_mail_aanwezig(taal, all_there));
    give(f, "aantal", g_strdup("1"));
}

/* A digest has a line of each kind. */
static void
give_punten(Filling *f, const StageSjabloon *s, const StageSjabloonSoort *soort)
{
    g_autoptr(GString) punten = g_string_new(NULL);
    guint n = 0;

    for (const StageSjabloonVeld *veld = soort->velden; veld->naam != NULL; veld++)
        if (g_str_has_prefix(veld->naam, "regel ")) {
            g_autofree char *regel = stage_sjabloon_fill(s, veld->naam,
                                                         (const StageInvulling *)(void *)f->values->data);
            g_string_append_printf(punten, "%s%s", n++ > 0 ? "\n" : "", regel);
        }
    if (n == 0)
        return;
    give(f, "punten", g_strdup(punten->str));
    give(f, "aantal", g_strdup_printf("%u", n));
}

char *
stage_template_example(const StageSjabloon *s, const StageSjabloonSoort *soort, const char *taal,
                       StageDay today)
{
    g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) values = g_array_new(TRUE, FALSE, sizeof(StageInvulling));
    Filling f = { owned, values };

    give_all(&f, taal, soort->naam, today);
    give_punten(&f, s, soort);
    const StageInvulling *all = (const StageInvulling *)(void *)values->data;
    g_autofree char *onderwerp = stage_sjabloon_fill(s, "onderwerp", all);
    g_autofree char *body = stage_sjabloon_fill(s, NULL, all);
    return g_strdup_printf("%s\n\n%s", onderwerp, body);
}
