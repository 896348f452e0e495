#include "test.h"

#include <string.h>

#include "base/namen.h"
#include "base/text.h"

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

/* --- names left out --- */

typedef struct {
    const char *names; /* "roepnaam|voorvoegsel|achternaam", with a ; between people */
    const char *text;
    const char *left; /* NULL: as it was */
} Left;

static const Left lefts[] = {
    /* The roepnaam, alone or with the rest. */
    { "Zoë|van 't|Hof", "Zoë werkt netjes.", "# werkt netjes." },
    { "Zoë|van 't|Hof", "Met Zoë van 't Hof gepraat", "Met # gepraat" },
    { "Zoë|van 't|Hof", "zoe en ZOË en Zoe\u0308", "# en # en #" },
    { "Zoë|van 't|Hof", "zoë van 't hof", "#" },
    { "Zoë|van 't|Hof", "Zoë Hof", "#" },
    { "Zoë|van 't|Hof", "Zoë Van \u2019t Hof, ja", "#, ja" },
    { "Zoë|van 't|Hof", "Zoë  van\n't\u00a0Hof", "#" },
    { "Zoë|van 't|Hof", "(Zoë)", "(#)" },
    { "Zoë|van 't|Hof", "Zoë,Zoë;Zoë/Zoë", "#,#;#/#" },
    { "Zoë|van 't|Hof", "-Zoë\n-Zoë", "-#\n-#" },
    { "Zoë|van 't|Hof", "Zoë van Dijk", "# van Dijk" },
    { "Zoë|van 't|Hof", "Zoë. Hofleverancier", "#. Hofleverancier" },
    { "|de|Wit", "Mevrouw De Wit", "Mevrouw #" },
    { "Jan Peter|van der|Berg", "Jan Peter", "#" },
    { "Jan Peter|van der|Berg", "Jan", NULL },
    { "Jan Peter|van der|Berg", "Jan Peter van der Berg", "#" },
    /* Whole words. */
    { "Sem||Çelik", "semester Semmelweis Assem", NULL },
    { "Zoë||Hof", "Hofstad, Voorhof, Hof1", NULL },
    { "Jan||Dijk", "Jan-Willem en Klaas-Jan", NULL },
    /* The achternaam: a baker is no Bakker. */
    { "Ria||Bakker", "De bakker en Bakker", "De bakker en #" },
    { "Ria||Bakker", "BAKKER", "#" },
    { "Ria||Bakker", "ria bakker", "#" },
    { "Kees|de|Wit", "de Wit, De Wit, wit", "#, #, wit" },
    { "Kees|de|Wit", "Deeg De wit", NULL },
    { "Fatima||El Amrani", "El Amrani en el Amrani", "# en #" },
    { "Fatima||El Amrani", "el amrani", NULL },
    /* Apostrophes and hyphens. */
    { "Chiara||d'Ancona", "d'Ancona d\u2019Ancona D'Ancona d`Ancona", "# # # #" },
    { "D'Angelo||Smit", "D'Angelo en d\u2019angelo", "# en #" },
    { "Anne-Marie||Smit", "Anne-Marie, Anne Marie, anne\u2010marie", "#, #, #" },
    { "Anne-Marie||Smit", "Anne, Marie en annes", "#, # en annes" },
    { "Anne||Smit", "Anne-Marie", NULL },
    { "Piet|van den|Berg-de Wit", "Berg-de Wit; van den Berg - de Wit", "#; #" },
    { "Ada||'s-Gravesande", "'s-Gravesande", "'#" },
    /* What belongs to somebody. */
    { "Zoë||Hof", "Zoë's deeg, Zoë\u2019s deeg", "#'s deeg, #\u2019s deeg" },
    { "Sem||Çelik", "Sems rooster en sems", "# rooster en sems" },
    { "Thomas||Hof", "Thomas' rooster", "#' rooster" },
    { "Sem||Smit", "Smits en smits", "# en smits" },
    { "Sem||Smit", "Sems-dag", NULL },
    /* A part of a double name, one that became a word, and a letter that is not seen. */
    { "Ria|de|Boer-Visser", "mevrouw Visser, de Boer en de boer", "mevrouw #, de # en de boer" },
    { "Anna-Maria||Smit", "AnnaMaria en Annamaria", "# en #" },
    { "Zoë||Hof", "Zo\u00adë", "#" },
    /* Initials are no name by themselves. */
    { "J.||Jansen", "J. Jansen, J.Jansen, J Jansen", "#, #, #" },
    { "A.||Jansen", "a baker, plan A", NULL },
    { "J.P.||Jansen", "J.P. Jansen, J. P. Jansen; J.P.", "#, #; J.P." },
    /* Unicode. */
    { "Sem||Çelik", "ÇELİK Çelik Celik çelik", "# # # çelik" },
    { "Çağla||Ünal", "ÇAĞLA u\u0308nal, U\u0308nal", "#, #" },
    { "IJsbrand||IJssel", "IJsbrand Ijsbrand ijsbrand, IJssel", "# # #, #" },
    { "Нина||Иванова", "нина и Иванова", "# и #" },
    { "小明||王", "小明", "#" },
    /* Several people: the longest name, and everybody. */
    { "Sem||Çelik;Zoë|van 't|Hof", "Sem en Zoë van 't Hof met Çelik", "# en # met #" },
    { "Jan||Smit;Jan|de|Wit", "Jan de Wit en Jan Smit", "# en #" },
    { "Jan||Peter;Jan Peter||Smit", "Jan Peter Smit", "#" },
    { "Sem||Çelik;Sem||Çelik", "Sem", "#" },
    /* Nobody, nothing. */
    { "", "Zoë", NULL },
    { "Zoë||Hof", "", NULL },
    { "Zoë||Hof", " \n.", NULL },
    { "||", "Zoë", NULL },
    { "...|'|-", "... ' -", NULL },
    /* Hostile. */
    { "Zoë||Hof", "<b>Zoë</b> [Zoë](x) *Zoë* =Zoë \x1bZoë \u202eZoë\u202c",
      "<b>#</b> [#](x) *#* =# \x1b# \u202e#\u202c" },
    { "<b>||%s%n", "<b> %s%n B s", NULL },
};

static StageNamen *
names_of(const char *text)
{
    StageNamen *namen = stage_namen_new();
    g_auto(GStrv) people = g_strsplit(text, ";", -1);

    for (char **person = people; *person != NULL; person++) {
        g_auto(GStrv) parts = g_strsplit(*person, "|", 3);
        const StageNaam naam = { *parts[0] == '\0' ? NULL : parts[0], *parts[1] == '\0' ? NULL : parts[1],
                                 *parts[2] == '\0' ? NULL : parts[2] };
        stage_namen_add(namen, &naam);
    }
    return namen;
}

static void
left_out(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(lefts); i++) {
        g_autoptr(StageNamen) namen = names_of(lefts[i].names);
        g_autofree char *left = stage_namen_left_out(namen, lefts[i].text, "#");
        g_test_message("%s: %s", lefts[i].names, lefts[i].text);
        g_assert_cmpstr(left, ==, lefts[i].left == NULL ? lefts[i].text : lefts[i].left);
    }
    stage_namen_free(NULL);
}

/* Whoever is named, in full or in part, is not in what comes out, which says nothing of the rest either. */
static void
nobody_is_left(void)
{
    for (guint i = 0; i < 2000; i++) {
        StageNaam naam = { (char *)(guintptr)first_names[g_test_rand_int_range(0, 12)],
                           (char *)(guintptr)test_any(prefixes), (char *)(guintptr)test_any(last_names) };
        g_autoptr(StageNamen) namen = stage_namen_new();
        stage_namen_add(namen, &naam);
        g_autofree char *full = stage_naam_full(&naam);
        g_autofree char *text = test_chance(50) ? g_utf8_strup(full, -1) : g_strdup(full);
        g_autofree char *around = g_strdup_printf("op 3 mei ging %s naar huis, en %s ook", text, full);
        g_autofree char *left = stage_namen_left_out(namen, around, "#");
        g_test_message("%s", around);
        if (!g_str_has_prefix(full, "'"))
            g_assert_cmpstr(left, ==, "op 3 mei ging # naar huis, en # ook");
    }
}

/* The longest note, and a company where a thousand students were who share their first name. */
static void
many_names(void)
{
    static const char *const endings[] = {
        "Zoë ", "Zoë van 't ", "van 't Hof ", "a", "- ", "Naam7 van Zoë\n"
    };
    g_autoptr(StageNamen) namen = stage_namen_new();

    for (guint i = 0; i < 1000; i++) {
        g_autofree char *last = g_strdup_printf("Naam%u", i);
        const StageNaam naam = { (char *)(guintptr) "Zoë", (char *)(guintptr) "van 't", last };
        stage_namen_add(namen, &naam);
    }
    for (gsize e = 0; e < G_N_ELEMENTS(endings); e++) {
        GString *text = g_string_new(NULL);
        while (text->len < STAGE_NOTE_MAX)
            g_string_append(text, endings[e]);
        gint64 begin = g_get_monotonic_time();
        g_autofree char *left = stage_namen_left_out(namen, text->str, "#");
        g_assert_cmpint(g_get_monotonic_time() - begin, <, 20 * G_USEC_PER_SEC);
        g_test_message("%s: %" G_GINT64_FORMAT " ms", endings[e], (g_get_monotonic_time() - begin) / 1000);
        g_assert_null(strstr(left, "Zoë"));
        g_assert_null(strstr(left, "Naam7"));
        g_string_free(text, TRUE);
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
    g_test_add_func("/name/left-out", left_out);
    g_test_add_func("/name/nobody-is-left", nobody_is_left);
    g_test_add_func("/name/many-names", many_names);
    return g_test_run();
}
