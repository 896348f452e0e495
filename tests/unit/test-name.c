#include "test.h"

#include <string.h>

#include "base/name.h"

typedef struct {
    const char *text, *roepnaam, *voorvoegsel, *achternaam;
} Split;

static const Split splits[] = {
    { "Zoë van 't Hof", "Zoë", "van 't", "Hof" },
    { "Hof, Zoë van 't", "Zoë", "van 't", "Hof" },
    { "van 't Hof, Zoë", "Zoë", "van 't", "Hof" },
    { "Van 't Hof, Zoë", "Zoë", "van 't", "Hof" },
    { "Mevr. J. de Wit", "J.", "de", "Wit" },
    { "mevrouw Van 't Hof", NULL, "van 't", "Hof" },
    { "dhr. ir. P. Jansen", "P.", NULL, "Jansen" },
    { "Chiara d'Ancona", "Chiara", NULL, "d'Ancona" },
    { "IJsbrand IJsselstein", "IJsbrand", NULL, "IJsselstein" },
    { "Sem Çelik", "Sem", NULL, "Çelik" },
    { "Fatima El Amrani", "Fatima", NULL, "El Amrani" },
    { "El Amrani, Fatima", "Fatima", NULL, "El Amrani" },
    { "Jansen", NULL, NULL, "Jansen" },
    { "de Wit", NULL, "de", "Wit" },
    { "De Wit", NULL, "de", "Wit" },
    { "Kees de Wit", "Kees", "de", "Wit" },
    { "Kees De Wit", "Kees", "de", "Wit" },
    { "KEES VAN DER BERG", "KEES", "van der", "BERG" },
    { "Jan Peter van der Berg", "Jan Peter", "van der", "Berg" },
    { "Maria de la Cruz", "Maria", "de la", "Cruz" },
    { "Anna in 't Veld", "Anna", "in 't", "Veld" },
    { "Anna in \u2019t Veld", "Anna", "in \u2019t", "Veld" },
    { "Piet van den Berg-de Wit", "Piet", "van den", "Berg-de Wit" },
    { "Lo Jansen", "Lo", NULL, "Jansen" },
    { "A de Wit", "A", "de", "Wit" },
    { "T. Smit", "T.", NULL, "Smit" },
    { "S Smit", "S", NULL, "Smit" },
    { "  Zoë \u00a0 van\t't  Hof ", "Zoë", "van 't", "Hof" },
    { "Hof,", NULL, NULL, "Hof" },
    { "Berg, Jan Peter van der", "Jan Peter", "van der", "Berg" },
    { "drs. Wit, K. de", "K.", "de", "Wit" },
    { "Dr.", NULL, NULL, "Dr." },
};

static void
split(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(splits); i++) {
        StageNaam naam;
        g_test_message("%s", splits[i].text);
        g_assert_true(stage_naam_split(splits[i].text, &naam));
        g_assert_cmpstr(naam.roepnaam, ==, splits[i].roepnaam);
        g_assert_cmpstr(naam.voorvoegsel, ==, splits[i].voorvoegsel);
        g_assert_cmpstr(naam.achternaam, ==, splits[i].achternaam);
        stage_naam_clear(&naam);
        g_assert_null(naam.achternaam);
    }
}

static void
empty(void)
{
    static const char *const texts[] = { "", " ", ",", " , ", ", Zoë", "\u00a0" };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        StageNaam naam = { .roepnaam = (char *)(guintptr) "untouched?" };
        g_assert_false(stage_naam_split(texts[i], &naam));
        g_assert_true(naam.roepnaam == NULL && naam.voorvoegsel == NULL && naam.achternaam == NULL);
        g_autofree char *full = stage_naam_full(&naam), *sorted = stage_naam_sorted(&naam);
        g_assert_cmpstr(full, ==, "");
        g_assert_cmpstr(sorted, ==, "");
    }
}

/* A title of two words is one too. */
static void
de_heer(void)
{
    StageNaam naam;

    g_assert_true(stage_naam_split("De heer P. Jansen", &naam));
    g_assert_cmpstr(naam.roepnaam, ==, "P.");
    g_assert_null(naam.voorvoegsel);
    g_assert_cmpstr(naam.achternaam, ==, "Jansen");
    stage_naam_clear(&naam);
    g_assert_true(stage_naam_split("Jan de Heer", &naam));
    g_assert_cmpstr(naam.achternaam, ==, "Heer");
    stage_naam_clear(&naam);
}

static void
joined(void)
{
    StageNaam naam = { (char *)(guintptr) "Zoë", (char *)(guintptr) "van 't", (char *)(guintptr) "Hof" };
    g_autofree char *full = stage_naam_full(&naam), *sorted = stage_naam_sorted(&naam);

    g_assert_cmpstr(full, ==, "Zoë van 't Hof");
    g_assert_cmpstr(sorted, ==, "Hof, Zoë van 't");
}

static const char *const prefixes[] = {
    NULL,      NULL,       NULL,      "van",     "van de",  "van den", "van der", "van het", "van 't",
    "de",      "den",      "der",     "ter",     "ten",     "te",      "'t",      "in 't",   "in het",
    "op de",   "op den",   "op 't",   "uit de",  "uit den", "uit het", "aan de",  "aan den", "bij de",
    "bij 't",  "onder de", "over de", "voor de", "von",     "von der", "zu",      "zum",     "zur",
    "auf dem", "de la",    "du",      "des",     "di",      "da",      "dos",     "del",     "della",
    "la",      "le",       "les",     "vander",  "vanden",  "het",     "tot",     "thoe",
};
static const char *const first_names[] = { "Zoë",       "Sem",   "Anne-Marie", "J.P.",
                                           "Jan Peter", "Çağla", "D'Angelo",   "Lo",
                                           "IJsbrand",  "A",     "T.",         "Mohammed Ali" };
static const char *const last_names[] = { "Hof",    "Wit",           "Çelik",      "Berg-Smit",
                                          "Jansen", "d'Ancona",      "IJssel",     "Ünal",
                                          "Heer",   "'s-Gravesande", "Smit Jansen" };

static void
same(const StageNaam *expected, char *(*write)(const StageNaam *))
{
    g_autofree char *text = write(expected);
    StageNaam naam;

    g_test_message("%s", text);
    g_assert_true(stage_naam_split(text, &naam));
    g_assert_cmpstr(naam.roepnaam, ==, expected->roepnaam);
    g_assert_cmpstr(naam.voorvoegsel, ==, expected->voorvoegsel);
    g_assert_cmpstr(naam.achternaam, ==, expected->achternaam);
    stage_naam_clear(&naam);
}

/* Without a voorvoegsel nobody can tell where the first name ends; a family name of two words has one. */
static void
round_trip(void)
{
    for (guint i = 0; i < 5000; i++) {
        StageNaam naam = { (char *)(guintptr)first_names[g_test_rand_int_range(0, 12)],
                           (char *)(guintptr)test_any(prefixes), (char *)(guintptr)test_any(last_names) };
        same(&naam, stage_naam_sorted);
        if (naam.voorvoegsel != NULL || strchr(naam.roepnaam, ' ') == NULL)
            same(&naam, stage_naam_full);
    }
}

/* As registers write somebody of whom no first name is known: "Wit, de". */
static void
no_first_name(void)
{
    for (guint i = 0; i < 500; i++) {
        StageNaam naam = { NULL, (char *)(guintptr)test_any(prefixes), (char *)(guintptr)last_names[i % 10] };
        same(&naam, stage_naam_full);
        same(&naam, stage_naam_sorted);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/name/split", split);
    g_test_add_func("/name/empty", empty);
    g_test_add_func("/name/joined", joined);
    g_test_add_func("/name/round-trip", round_trip);
    g_test_add_func("/name/de-heer", de_heer);
    g_test_add_func("/name/no-first-name", no_first_name);
    return g_test_run();
}
