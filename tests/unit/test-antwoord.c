/* Replies taken apart, and what is below that: HTML, flowed text, bytes, words of agreement, signs of a
 * machine, reports in words. */
#include "test.h"

#include <string.h>

#include "base/text.h"
#include "mail/adres.h"
#include "mail/antwoord.h"
#include "mail/automatisch.h"
#include "mail/bezorging.h"
#include "mail/flowed.h"
#include "mail/html.h"
#include "mail/tekst.h"

static const char *const questions[STAGE_ANTWOORD_VRAGEN] = {
    "1. Hoe gaat het met de student op de werkvloer?\n",
    "2. Kunt u \u00e9\u00e9n concreet voorbeeld geven van iets dat de afgelopen weken\n   opviel?\n",
    "3. Hoe begeleidt u de student nu het meest? Kies a, b of c:\n   a. laten zien: u doet het werk voor en "
    "legt "
    "uit\n      wat u doet en waarom.\n   b. mee laten doen: u werkt samen aan dezelfde taak.\n   c. "
    "toevertrouwen: "
    "de student doet een taak zelfstandig\n      en u kijkt achteraf mee.\n",
    "4. Waar moeten we het volgens u in het gesprek zeker over hebben?\n",
};
static const char above[] = "Beste mevrouw De Wit,\n\nWilt u vooraf vier vragen beantwoorden?\n\n";
static const char under[] =
    "\nWilt u deze vragen niet meer krijgen? Antwoord dan met STOP.\n\nMet vriendelijke groet,\nKees Ham\n";

static char *
whole(void)
{
    return g_strconcat(above, questions[0], "\n", questions[1], "\n", questions[2], "\n", questions[3], under,
                       NULL);
}

typedef struct {
    const char *text;
    const char *vrij, *vraag[STAGE_ANTWOORD_VRAGEN];
    gboolean stop;
} Geval;

/* Without what was sent: all that can be told from the reply alone. */
static const Geval cases[] = {
    { "", NULL, { 0 }, FALSE },
    { "\n \n\t\n", NULL, { 0 }, FALSE },
    { "Goed.", "Goed.", { 0 }, FALSE },
    { "Beste Kees,\n\nGoed.\n\nGroet, Anna", "Goed.", { 0 }, FALSE },
    { "Beste Kees, goed.", "Beste Kees, goed.", { 0 }, FALSE },
    { "Dag Kees. Akkoord.", "Dag Kees. Akkoord.", { 0 }, FALSE },
    { "Hoi Akkoord", "Hoi Akkoord", { 0 }, FALSE },
    { "Hallo,\nGoed.", "Goed.", { 0 }, FALSE },
    { "hoi kees,\nGoed.", "Goed.", { 0 }, FALSE },
    { "Beste van de klas is ze.", "Beste van de klas is ze.", { 0 }, FALSE },
    { "1. Goed\n2. Nee", NULL, { "Goed", "Nee" }, FALSE },
    { "*1.* Goed\n_2)_ Nee", NULL, { "Goed", "Nee" }, FALSE },
    { "Even kort:\n1: Goed\nen netjes\n3 - b", "Even kort:", { "Goed\nen netjes", NULL, "b" }, FALSE },
    { "1. goed 2. brood 3. b 4. niks", NULL, { "goed", "brood", "b", "niks" }, FALSE },
    { "1. goed, 2. is nog niet zo ver", NULL, { "goed, 2. is nog niet zo ver" }, FALSE },
    { "Goed\n\nMvg,\nAnna\n\nIndustrieweg 12\n7411 AA  Deventer\nTel. 0570 - 123 456\nwww.example.nl\n\nP "
      "Denk aan "
      "het milieu voordat u deze e-mail print",
      "Goed",
      { 0 },
      FALSE },
    { "bij 1: goed", NULL, { "goed" }, FALSE },
    { "Goed\nMet vriendelijke groet / Kind regards,\nAnna", "Goed", { 0 }, FALSE },
    { "Goed\nFijne dag verder,\nAnna", "Goed", { 0 }, FALSE },
    { "Goed\nFijne dag gehad samen", "Goed\nFijne dag gehad samen", { 0 }, FALSE },
    { "1.5 uur per dag", "1.5 uur per dag", { 0 }, FALSE },
    { "2-3 dagen", "2-3 dagen", { 0 }, FALSE },
    { "2 dagen per week", "2 dagen per week", { 0 }, FALSE },
    { "1:30 uur", "1:30 uur", { 0 }, FALSE },
    { "5. Vijf", "5. Vijf", { 0 }, FALSE },
    { "1. een\n1. nog een", NULL, { "een\n1. nog een" }, FALSE },
    { "> 1. Vraag?\nGoed\n> 2. Vraag?\n> verder\nNee\n", NULL, { "Goed", "Nee" }, FALSE },
    { "> vraag\n\nGoed", "Goed", { 0 }, FALSE },
    { "Goed\n\n-- \nAnna\n0570-123456", "Goed", { 0 }, FALSE },
    { "Goed\n--\nAnna\n\nHet brood was lekker en ze was trots.",
      "Goed\n\nHet brood was lekker en ze was trots.",
      { 0 },
      FALSE },
    { "Met vriendelijke groet,\nAnna\n\nAkkoord", "Akkoord", { 0 }, FALSE },
    { "Mvg,\nAnna\n\n1. Goed", NULL, { "Goed" }, FALSE },
    { "Groeten uit Deventer aan de hele klas", "Groeten uit Deventer aan de hele klas", { 0 }, FALSE },
    { "Goed\nVerstuurd vanaf mijn iPhone", "Goed", { 0 }, FALSE },
    { "Verzonden met de post van dinsdag", "Verzonden met de post van dinsdag", { 0 }, FALSE },
    { "Verstuurd vanaf mijn iPhone\nGoed", "Goed", { 0 }, FALSE },
    { "Op dinsdag 1 december schreef ze haar naam:\nheel netjes",
      "Op dinsdag 1 december schreef ze haar naam:\nheel netjes",
      { 0 },
      FALSE },
    { "STOP", NULL, { 0 }, TRUE },
    { "Stop a.u.b.", NULL, { 0 }, TRUE },
    { "stop met deze mails", NULL, { 0 }, TRUE },
    { "Stop niet met vragen", "Stop niet met vragen", { 0 }, FALSE },
    { "stop.\n\nGroet, Anna", NULL, { 0 }, TRUE },
    { "Stop!\nIk wil dit niet.", "Ik wil dit niet.", { 0 }, TRUE },
    { "Stop met mailen", "Stop met mailen", { 0 }, FALSE },
    { "Goed\nSTOP", "Goed\nSTOP", { 0 }, FALSE },
    { "> STOP\nGoed", "Goed", { 0 }, FALSE },
    { "Van: Kees\nVerzonden: dinsdag\nAan: Anna\nOnderwerp: x\n\nGoed", "Goed", { 0 }, FALSE },
    { "Ja\n\nVan: Kees\nVerzonden: dinsdag\nAan: Anna\nOnderwerp: x\n\nDe vraag", "Ja", { 0 }, FALSE },
    { "Van: maandag tot donderdag\nis ze er.", "Van: maandag tot donderdag\nis ze er.", { 0 }, FALSE },
    { "LET OP: deze mail komt van buiten de organisatie.\n\nGoed", "Goed", { 0 }, FALSE },
    { "Dit is vertrouwelijk: ze stopt misschien.",
      "Dit is vertrouwelijk: ze stopt misschien.",
      { 0 },
      FALSE },
};

static void
alone(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        StageAntwoord a = { 0 };
        g_test_message("%s", cases[i].text);
        stage_antwoord_read(&a, cases[i].text, NULL);
        g_assert_cmpstr(a.vrij, ==, cases[i].vrij);
        for (guint n = 0; n < STAGE_ANTWOORD_VRAGEN; n++)
            g_assert_cmpstr(a.vraag[n], ==, cases[i].vraag[n]);
        g_assert_cmpint(a.stop, ==, cases[i].stop);
        stage_antwoord_clear(&a);
    }
}

/* --- nothing that somebody typed is lost --- */

/* Answers that look like something else. */
static const char *const tricky[] = {
    "ja",
    "Nee",
    "a",
    "b",
    "c",
    "b.",
    "b. mee laten doen",
    "laten zien",
    "toevertrouwen",
    "Goed",
    "Goed.",
    "a. laten zien: u doet het werk voor en legt uit",
    "b. mee laten doen: u werkt samen aan dezelfde taak.",
    "u kijkt achteraf mee",
    "de student doet een taak zelfstandig",
    "Geen idee",
    "Hoe gaat het met u?",
    "Beste van de hele groep",
    "Dag en nacht bereikbaar",
    "Groeten doet ze altijd netjes",
    "Tel 5 klanten op een dag",
    "Ze zei: stop",
    "2 dagen",
    "1.5 uur",
    "2 weken ziek geweest",
    "4 klanten geholpen",
    "en waarom ook niet",
    "Student",
    "Een voorbeeld",
    "Waar moeten we het over hebben? Niets.",
    "Het werk",
    "Opviel: niets",
    "Op maandag 7 december schreef ze een plan: prima",
    "Zie www.example.nl voor de foto",
    "0570-123456 bellen",
    "Verzonden pakjes klopten allemaal",
    "Van: alles wat",
    "On time",
    "Ok",
    "Prima",
    "\u2013",
    "-",
    "10",
    "Anna helpt haar",
    "Ze is vertrouwelijk met klanten omgegaan.",
    "Kees mag bellen",
    "hallo",
    "Hoi zegt ze niet vaak",
    "Er zijn geen bijlagen",
    "> niets",
    "*b*",
    "B!",
    "Met vriendelijke groet leren zeggen tegen klanten",
};

typedef enum { GMAIL, GMAIL_NARROW, OUTLOOK, INSIDE, WAYS } Way;

/* Lines of ours as a client quotes them; a narrow one breaks them anew. */
static void
quote(GString *out, const char *text, Way way)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (char **line = lines; *line != NULL && (line[1] != NULL || **line != '\0'); line++) {
        gsize width = strlen(*line);
        const char *mark = way == OUTLOOK ? "" : "> ";
        char *space = way == GMAIL_NARROW && width > 40 ? strchr(*line + 30, ' ') : NULL;
        if (space != NULL)
            g_string_append_printf(out, "%s%.*s\n%s%s\n", mark, (int)(space - *line), *line, mark, space + 1);
        else
            g_string_append_printf(out, "%s%s\n", mark, *line);
    }
}

static void
reply(GString *out, const char *const answers[STAGE_ANTWOORD_VRAGEN], Way way)
{
    const char *gap = way == GMAIL || way == OUTLOOK ? "\n" : "";

    g_string_append(out,
                    way == OUTLOOK
                        ? "Van: Kees\nVerzonden: dinsdag 1 december 2026\nAan: Anna\nOnderwerp: Vragen\n\n"
                        : "Op di 1 dec 2026 om 10:12 schreef Kees <kees@school.example>:\n\n");
    quote(out, above, way);
    for (guint n = 0; n < STAGE_ANTWOORD_VRAGEN; n++) {
        quote(out, questions[n], way);
        g_string_append_printf(out, "%s%s%s\n%s", gap, way == INSIDE ? "> " : "", answers[n], gap);
    }
    quote(out, under, way);
}

static void
check_kept(const char *answer, const char *typed, const char *text)
{
    /* A mark of quotation that they typed themselves may go. */
    typed += g_str_has_prefix(typed, "> ") ? 2 : 0;
    if (answer == NULL || strstr(answer, typed) == NULL)
        g_test_message("lost '%s' in:\n%s", typed, text);
    g_assert_nonnull(answer);
    g_assert_nonnull(strstr(answer, typed));
}

static void
kept(void)
{
    g_autofree char *sent = whole();

    for (guint round = 0; round < 3000; round++) {
        const char *answers[STAGE_ANTWOORD_VRAGEN];
        g_autoptr(GString) text = g_string_new(NULL);
        Way way = (Way)g_test_rand_int_range(0, WAYS);
        StageAntwoord a = { 0 };
        for (guint n = 0; n < STAGE_ANTWOORD_VRAGEN; n++)
            do
                answers[n] = test_any(tricky);
            while (*answers[n] == '>' && way != GMAIL);
        reply(text, answers, way);
        stage_antwoord_read(&a, text->str, sent);
        for (guint n = 0; n < STAGE_ANTWOORD_VRAGEN; n++)
            if (*answers[n] != '>')
                check_kept(a.vraag[n], answers[n], text->str);
        stage_antwoord_clear(&a);
    }
}

/* Above the quotation, in any order of greeting, lines and signature. */
static void
kept_above(void)
{
    g_autofree char *sent = whole();

    for (guint round = 0; round < 3000; round++) {
        g_autoptr(GString) text = g_string_new(test_chance(50) ? "Beste Kees,\n\n" : "");
        const char *lines[3];
        StageAntwoord a = { 0 };
        g_string_append(text, "Hierbij.\n");
        for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
            lines[i] = test_any(tricky);
            g_string_append_printf(text, "%s\n%s", lines[i], test_chance(50) ? "\n" : "");
        }
        g_string_append(text, test_chance(50) ? "\nMet vriendelijke groet,\nAnna de Wit\n\n" : "\n");
        quote(text, sent, test_chance(50) ? GMAIL : OUTLOOK);
        stage_antwoord_read(&a, text->str, sent);
        g_autofree char *all = stage_antwoord_all(&a);
        for (gsize i = 0; i < G_N_ELEMENTS(lines); i++)
            if (*lines[i] != '>')
                check_kept(all, lines[i], text->str);
        stage_antwoord_clear(&a);
    }
}

/* A message may be long and hold anything. Where a line costs more the longer the text is, this takes
 * minutes; under sanitizers strstr() does, so it is kept short. */
static void
is_linear(void)
{
    static const char *const pieces[] = {
        "a\n",
        "Op 1 2 3 x\n",
        "> 1. Hoe gaat het met de student\n",
        "Van: x\n",
        "Van: x\nAan: y\nDatum: z\n\n",
        "b. mee laten doen: u werkt samen\n",
        "1. Goed\n",
        "hoe gaat het met de ",
        ">",
        "> ",
        "Beste Kees,\n",
        "Groet, Anna\n",
        "e mail ",
        "\n",
        "Goed\n\n\n\n\n\n\n",
        "-",
        "u ",
        "u\n",
        "Van:\n",
        "<http",
        "Wilt u deze\n",
        "Op 1 dec schreef x:\n",
        "aan dezelfde taak.\n",
        "1. Hoe gaat het met de student op de werkvloer?\n",
    };
    g_autofree char *sent = whole();

    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        StageAntwoord a = { 0 };
        while (text->len < 32 * 1024)
            g_string_append(text, pieces[i]);
        gint64 start = g_get_monotonic_time();
        stage_antwoord_read(&a, text->str, sent);
        g_test_message("%s: %d ms", pieces[i], (int)((g_get_monotonic_time() - start) / 1000));
        g_assert_cmpint(g_get_monotonic_time() - start, <, 10 * G_USEC_PER_SEC);
        stage_antwoord_clear(&a);
    }
}

/* --- agreement --- */

static void
reactions(void)
{
    static const struct {
        const char *text;
        StageReactieSoort soort;
    } said[] = {
        { "", STAGE_REACTIE_LEEG },
        { "Akkoord", STAGE_REACTIE_AKKOORD },
        { "akkoord!", STAGE_REACTIE_AKKOORD },
        { "Beste Kees,\n\nAkkoord, bedankt!\n\nGroet,\nAnna", STAGE_REACTIE_AKKOORD },
        { "Helemaal mee eens", STAGE_REACTIE_AKKOORD },
        { "Ja, dat klopt.", STAGE_REACTIE_AKKOORD },
        { "Prima zo", STAGE_REACTIE_AKKOORD },
        { "Agreed, thank you", STAGE_REACTIE_AKKOORD },
        { "OK \U0001F44D", STAGE_REACTIE_AKKOORD },
        { "Wat mij betreft akkoord", STAGE_REACTIE_AKKOORD },
        { "Geen opmerkingen.", STAGE_REACTIE_AKKOORD },
        { "1. Akkoord", STAGE_REACTIE_AKKOORD },
        { "Niet akkoord", STAGE_REACTIE_BEZWAAR },
        { "Niet mee eens", STAGE_REACTIE_BEZWAAR },
        { "Oneens", STAGE_REACTIE_BEZWAAR },
        { "Akkoord, maar de datum klopt niet", STAGE_REACTIE_BEZWAAR },
        { "ok, alleen de datum klopt niet", STAGE_REACTIE_BEZWAAR },
        { "Klopt dit wel?", STAGE_REACTIE_BEZWAAR },
        { "Bedankt voor het verslag", STAGE_REACTIE_LEEG },
        { "Dank je wel, prettig gesprek!", STAGE_REACTIE_LEEG },
        { "Bedankt, maar de datum klopt niet", STAGE_REACTIE_BEZWAAR },
        { "Nee", STAGE_REACTIE_BEZWAAR },
        { "Not agreed", STAGE_REACTIE_BEZWAAR },
        { "Akkoord\n2. Behalve dit", STAGE_REACTIE_BEZWAAR },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(said); i++) {
        StageAntwoord a = { 0 };
        g_test_message("%s", said[i].text);
        stage_antwoord_read(&a, said[i].text, NULL);
        g_assert_cmpint(stage_antwoord_reactie(&a), ==, said[i].soort);
        stage_antwoord_clear(&a);
    }
}

static void
all_of_it(void)
{
    StageAntwoord a = { 0 };

    g_assert_null(stage_antwoord_all(&a));
    stage_antwoord_read(&a, "Dag Kees,\nEerst dit.\n2. Nee\n4. Ja\nhoor\n", NULL);
    g_autofree char *all = stage_antwoord_all(&a);
    g_assert_cmpstr(all, ==, "Eerst dit.\n2. Nee\n4. Ja\nhoor");
    stage_antwoord_clear(&a);
    g_assert_null(a.vrij);
    g_assert_null(a.vraag[1]);
}

/* --- what is below it --- */

typedef struct {
    const char *from, *to;
} Paar;

static void
html(void)
{
    static const Paar pairs[] = {
        { "", "" },
        { "woord", "woord\n" },
        { " a \n b\t c ", "a b c\n" },
        { "a<br>b<br/><br>c", "a\nb\n\nc\n" },
        { "<p>a</p><p>b</p>", "a\n\nb\n" },
        { "<p class=MsoNormal>a</p><p class=MsoNormal>b</p>", "a\nb\n" },
        { "<div>a<div>b</div></div>c", "a\nb\nc\n" },
        { "<b>a</b>b <i>c</i>", "ab c\n" },
        { "<ul><li>a<li>b</ul><ol start=3><li>c</li><li>d</ol>", "- a\n- b\n3. c\n4. d\n" },
        { "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc\n" },
        { "<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n> > b\nc\n" },
        { "<blockquote style='border:none'>a</blockquote>", "a\n" },
        { "&eacute;&amp;&lt;&gt;&nbsp;&#235;&#xEB;&euro&onbekend;&",
          "\u00e9&<> \u00eb\u00eb\u20ac&onbekend;&\n" },
        { "&#128;&#0;&#xD800;&#99999999999;", "\u20ac\uFFFD\uFFFD&#99999999999;\n" },
        { "&gt; getypt", " > getypt\n" },
        { "a<!-- b -->c<!-- d", "ac\n" },
        { "<script>a<b></script>c<style>d", "c\n" },
        { "<head><title>a</title></head><body>b</body>", "b\n" },
        { "<head><meta><body>b", "b\n" },
        { "<div style=\"display:none\"><div>a</div>b</div>c", "c\n" },
        { "3 < 4 <5 <", "3 < 4 <5 <\n" },
        { "<a href=\"x>y\">a</a>", "a\n" },
        { "a<hr>b", "a\n________________________________\nb\n" },
        { "<pre>a  b\n c</pre>", "a  b\n c\n" },
        { "<img alt='\U0001F600'><img alt='logo'>", "\U0001F600\n" },
        { "</blockquote></ul></pre>a", "a\n" },
        { "<![if !mso]>a<![endif]>", "a\n" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *text = stage_html_text(pairs[i].from);
        g_test_message("%s", pairs[i].from);
        g_assert_cmpstr(text, ==, pairs[i].to);
    }
}

/* What makes other readers take seconds, or end: each of these is read at once. */
static void
html_is_linear(void)
{
    static const Paar pieces[] = {
        { "", "<b>" },
        { "", "</i>" },
        { "", "<blockquote>" },
        { "<a ", "x " },
        { "", "<" },
        { "", "<ul><li>" },
        { "", "&" },
        { "", "<!" },
        { "<script>", "</scrip" },
        { "<div hidden>", "<div>" },
        { "", "<hr>" },
        { "", "<table><tr><td>" },
        { "<pre>", "\n" },
        { "", "<a b='" },
        { "<head>", "<!--" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_new(pieces[i].from);
        while (text->len < 512 * 1024)
            g_string_append(text, pieces[i].to);
        gint64 start = g_get_monotonic_time();
        g_autofree char *seen = stage_html_text(text->str);
        g_test_message("%s: %d ms", pieces[i].to, (int)((g_get_monotonic_time() - start) / 1000));
        g_assert_cmpint(g_get_monotonic_time() - start, <, 2 * G_USEC_PER_SEC);
        g_assert_cmpuint(strlen(seen), <=, 2 * text->len);
    }
}

static void
flowed(void)
{
    static const Paar pairs[] = {
        { "", "" },
        { "a \nb\n", "a b\n" },
        { "a\nb\n", "a\nb\n" },
        { "> a \n> b\n", "> a b\n" },
        { ">> a \n> b\n", "> > a \n> b\n" },
        { " >a\n", " >a\n" },
        { " From\n", "From\n" },
        { "a \n-- \nb\n", "a \n-- \nb\n" },
        { "a ", "a \n" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *text = stage_flowed_text(pairs[i].from, FALSE);
        g_assert_cmpstr(text, ==, pairs[i].to);
    }
    g_autofree char *joined = stage_flowed_text("wer \nken\n", TRUE);
    g_assert_cmpstr(joined, ==, "werken\n");
}

static void
bytes(void)
{
    static const struct {
        const char *bytes;
        gsize length;
        const char *charset, *text;
    } some[] = {
        { "Zo\xeb", 3, "iso-8859-1", "Zo\u00eb" },
        { "Zo\xeb", 3, NULL, "Zo\u00eb" },
        { "Zo\xeb", 3, "utf-8", "Zo\u00eb" },
        { "Zo\xeb", 3, "../../x", "Zo\u00eb" },
        { "Zo\u00eb", 4, "us-ascii", "Zo\u00eb" },
        { "\x80", 1, "iso-8859-1", "\u20ac" },
        { "\xa4", 1, "ISO-8859-15", "\u20ac" },
        { "\u00e9\xff", 3, "utf-8", "\u00e9\uFFFD" },
        { "a\0b", 3, NULL, "ab" },
        { "", 0, NULL, "" },
    };
    gboolean cut = FALSE;

    for (gsize i = 0; i < G_N_ELEMENTS(some); i++) {
        g_autofree char *text = stage_tekst_decode(some[i].bytes, some[i].length, some[i].charset);
        g_assert_cmpstr(text, ==, some[i].text);
    }
    g_autofree char *clean = stage_tekst_clean("a\r\nb\rc\x1b\x07\u202e\u200bd\te\u2028f", 100, &cut);
    g_assert_cmpstr(clean, ==, "a\nb\ncd\te\nf");
    g_assert_false(cut);
    g_autofree char *shorter = stage_tekst_clean("a\u00e9", 2, &cut);
    g_assert_cmpstr(shorter, ==, "a");
    g_assert_true(cut);
    g_assert_null(stage_tekst_line(" \n ", 10));
    g_assert_null(stage_tekst_line(NULL, 10));
}

static void
addresses(void)
{
    static const Paar pairs[] = {
        { "A@Example.NL", "a@example.nl" },
        { "<a@b>", "a@b" },
        { " <a@b> (x)", "a@b" },
        { "a", NULL },
        { "@b", NULL },
        { "a@", NULL },
        { "a@b,c@d", NULL },
        { "", NULL },
        { "a@b\x01", NULL },
        { "<a@b", "a@b" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *address = stage_adres_read(pairs[i].from);
        g_assert_cmpstr(address, ==, pairs[i].to);
    }
    g_autofree char *id = stage_adres_id("<x.y@z>");
    g_assert_cmpstr(id, ==, "x.y@z");
    g_autofree char *header = stage_bezorging_id("From: x\nmessage-id:\n <1@x>\n");
    g_assert_cmpstr(header, ==, "1@x");
    g_assert_null(stage_bezorging_id("From: x\n"));
}

/* A header of a table for the test: name, value. */
static const char *
lookup(void *data, const char *name)
{
    for (const Paar *p = data; p->from != NULL; p++)
        if (g_ascii_strcasecmp(p->from, name) == 0)
            return p->to;
    return NULL;
}

static void
machines(void)
{
    static const struct {
        Paar headers[3];
        gboolean machine;
    } some[] = {
        { { { "Subject", "Re: vragen" } }, FALSE },
        { { { "Auto-Submitted", "no" } }, FALSE },
        { { { "Auto-Submitted", "No; x" } }, FALSE },
        { { { "auto-submitted", "auto-replied" } }, TRUE },
        { { { "Precedence", "bulk" } }, TRUE },
        { { { "Precedence", "list" } }, FALSE },
        { { { "X-Auto-Response-Suppress", "All" }, { "Subject", "RE: vragen" } }, FALSE },
        { { { "X-Auto-Response-Suppress", "All" }, { "Subject", "Afwezig" } }, TRUE },
        { { { "Subject", "Afwezig" } }, FALSE },
        { { { "Subject", "Automatisch antwoord: vragen" } }, TRUE },
        { { { "Subject", "RE: Automatisch antwoord: vragen" } }, FALSE },
        { { { "Return-Path", "<>" }, { "Subject", "vragen" } }, FALSE },
        { { { "Return-Path", "<>" }, { "Subject", "Vakantie" } }, TRUE },
        { { { "X-Autoreply", "yes" } }, TRUE },
        { { { "X-MS-Exchange-Inbox-Rules-Loop", "x@y" }, { "Subject", "RE: vragen" } }, FALSE },
        { { { "X-MS-Exchange-Inbox-Rules-Loop", "x@y" }, { "Subject", "Out of office" } }, TRUE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(some); i++) {
        Paar headers[G_N_ELEMENTS(some[i].headers) + 1] = { { NULL, NULL } };
        memcpy(headers, some[i].headers, sizeof some[i].headers);
        g_test_message("%s: %s", headers[0].from, headers[0].to);
        g_assert_cmpint(stage_is_automatisch(lookup, headers), ==, some[i].machine);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/alone", alone);
    g_test_add_func("/kept", kept);
    g_test_add_func("/kept-above", kept_above);
    g_test_add_func("/is-linear", is_linear);
    g_test_add_func("/reactions", reactions);
    g_test_add_func("/all", all_of_it);
    g_test_add_func("/html", html);
    g_test_add_func("/html-is-linear", html_is_linear);
    g_test_add_func("/flowed", flowed);
    g_test_add_func("/bytes", bytes);
    g_test_add_func("/addresses", addresses);
    g_test_add_func("/machines", machines);
    return g_test_run();
}
