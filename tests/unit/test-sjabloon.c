#include "test.h"

#include <string.h>

#include "base/text.h"
#include "mail/sjabloon.h"
#include "mail/woorden.h"

/* --- helpers --- */

static void
add_fault(guint line, const char *what, void *data)
{
    g_assert_true(stage_is_visible(what));
    g_string_append_printf(data, "%u: %s\n", line, what);
}

/* Reads a template; its faults must be these. */
static StageSjabloon *
read_as(const char *soort, const char *text, const char *expected)
{
    g_autoptr(GString) faults = g_string_new(NULL);
    guint n = G_MAXUINT, lines = 0;
    StageSjabloon *s = stage_sjabloon_read(stage_sjabloon_soort(soort), text, add_fault, faults, &n);

    for (const char *at = faults->str; *at != '\0'; at++)
        lines += *at == '\n' ? 1 : 0;
    g_assert_cmpstr(faults->str, ==, expected);
    g_assert_cmpuint(n, ==, lines);
    return s;
}

static void
filled(const StageSjabloon *s, const char *veld, const StageInvulling *values, const char *expected)
{
    g_autofree char *text = stage_sjabloon_fill(s, veld, values);

    g_assert_cmpstr(text, ==, expected);
}

static void
fault(const char *soort, const char *text, const char *expected)
{
    stage_sjabloon_free(read_as(soort, text, expected));
}

/* --- what it makes --- */

static void
syntax(void)
{
    static const StageInvulling all[] = { { "naam", "Ria" }, { "student", "Zoë" },    { "tijd", "14.30 uur" },
                                          { "dag", "" },     { "leerbedrijf", NULL }, { 0 } };
    static const StageInvulling none[] = { { 0 } };
    g_autoptr(StageSjabloon) s = read_as("verslag-student",
                                         "# remark\n\n \nOnderwerp:  Over {student} \n# remark\n\n\n"
                                         "Beste {naam},\n"
                                         "# remark {with\n"
                                         "{?vorm}Vorm: {vorm}\n"
                                         "{?student}{student}: {{{student}} en {{x} }\n"
                                         "\n"
                                         "{dag}\n"
                                         " {dag} {leerbedrijf}\t\n"
                                         "\n"
                                         "  # geen remark\n"
                                         "Dag: {dag}\n"
                                         "\n\n",
                                         "");

    filled(s, "onderwerp", all, "Over Zoë");
    filled(s, NULL, all, "Beste Ria,\nZoë: {Zoë} en {x} }\n\n  # geen remark\nDag: \n");
    filled(s, "onderwerp", none, "Over");
    filled(s, NULL, none, "Beste ,\n\n  # geen remark\nDag: \n");
    filled(s, NULL, NULL, "Beste ,\n\n  # geen remark\nDag: \n");
    filled(s, "regel nu", all, "");
}

/* The line {?x} shows the line, not the value, and a value alone is shown when it is there. */
static void
conditions(void)
{
    static const StageInvulling all[] = { { "sleutel1", "een\n\ntwee" }, { "sleutel2", "drie\n" }, { 0 } };
    g_autoptr(StageSjabloon) s = read_as("verslag-opleider",
                                         "onderwerp: x\n\n"
                                         "{?sleutel1}Een:\n{sleutel1}\n\n"
                                         "{?sleutel3}Drie:\n{sleutel3}\n\n"
                                         "{?sleutel1}{sleutel3}\n"
                                         "{?sleutel2}Twee:\n{sleutel2}\n\n"
                                         "Groet\n",
                                         "");

    filled(s, NULL, all, "Een:\neen\n\ntwee\n\nTwee:\ndrie\n\nGroet\n");
    filled(s, NULL, NULL, "Groet\n");
}

/* Line ends and a byte order mark are the editor's; the last newline may be missing. */
static void
editors(void)
{
    static const StageInvulling values[] = { { "naam", "Ria" }, { 0 } };
    static const char *const texts[] = {
        "Onderwerp: Hoi {naam}\n\nEen\nTwee {naam}\n",
        "Onderwerp: Hoi {naam}\r\n\r\nEen\r\nTwee {naam}\r\n",
        "\xef\xbb\xbfOnderwerp: Hoi {naam}\r\n\r\nEen\r\nTwee {naam}",
        "ONDERWERP :Hoi {naam}\n \t\nEen\nTwee {naam}\n\n\n\n",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(StageSjabloon) s = read_as("verslag-student", texts[i], "");
        filled(s, "onderwerp", values, "Hoi Ria");
        filled(s, NULL, values, "Een\nTwee Ria\n");
    }
}

/* What a value has is text, whatever it looks like; in a field it cannot end the line. */
static void
hostile(void)
{
    static const char *const texts[] = {
        "{student}",   "{{student}}",  "{?vorm}", "# x", "{naam", "}", "%s%n", "x\n\nBcc: a@b\n# {naam}",
        "\x1b[2J\r\n", "\u202e\u2028x"
    };
    g_autoptr(StageSjabloon)
        s = read_as("verslag-student", "Onderwerp: a {naam} b\n\n{naam}\n{?student}<{naam}|{student}>\n", "");

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        const StageInvulling values[] = { { "naam", texts[i] }, { "student", "Zoë" }, { 0 } };
        g_autofree char *expected = g_strdup_printf("%s\n<%s|Zoë>\n", texts[i], texts[i]);
        g_autofree char *field = stage_sjabloon_fill(s, "onderwerp", values);
        filled(s, NULL, values, expected);
        g_assert_true(stage_is_visible(field));
        g_assert_true(g_str_has_prefix(field, "a ") && g_str_has_suffix(field, " b"));
        if (stage_is_visible(texts[i])) {
            g_autofree char *whole = g_strdup_printf("a %s b", texts[i]);
            g_assert_cmpstr(field, ==, whole);
        }
    }
    const StageInvulling broken[] = { { "naam", "a\xff\x62" }, { 0 } };
    filled(s, NULL, broken, "a\ufffdb\n");
    filled(s, "onderwerp", broken, "a a\ufffdb b");
}

/* However often a long value is asked for. */
static void
bounded(void)
{
    g_autoptr(GString) text = g_string_new("Onderwerp: {naam}{naam}\n\n");
    g_autofree char *value = g_strnfill(64 * 1024, 'x');
    g_autoptr(GString) wide = g_string_new("x");

    while (wide->len < 64 * 1024)
        g_string_append(wide, "ë");
    for (guint i = 0; i < STAGE_SJABLOON_NAMEN_MAX - 2; i++)
        g_string_append(text, "{naam}");
    g_autoptr(StageSjabloon) s = read_as("verslag-student", text->str, "");
    const StageInvulling values[] = { { "naam", value }, { 0 } };
    const StageInvulling wides[] = { { "naam", wide->str }, { 0 } };
    g_autofree char *body = stage_sjabloon_fill(s, NULL, values);
    g_autofree char *field = stage_sjabloon_fill(s, "onderwerp", values);
    g_autofree char *cut = stage_sjabloon_fill(s, NULL, wides);
    g_assert_cmpuint(strlen(body), ==, STAGE_GEVULD_MAX);
    g_assert_cmpuint(strlen(field), ==, 2 * 64 * 1024);
    g_assert_cmpuint(strlen(cut), <=, STAGE_GEVULD_MAX);
    g_assert_true(g_utf8_validate(cut, -1, NULL));

    g_string_append(text, "\n{naam} {naam} {vorm}\n");
    fault("verslag-student", text->str, "4: there are more than 500 placeholders\n");
}

/* A paragraph may be one line; a text is no longer than it may be. */
static void
long_texts(void)
{
    g_autofree char *word = g_strnfill(100 * 1000, 'w');
    g_autofree char *line = g_strdup_printf("Onderwerp: x\n\n%s {naam} %s\n", word, word);
    g_autoptr(StageSjabloon) s = read_as("verslag-student", line, "");
    g_autofree char *expected = g_strdup_printf("%s Ria %s\n", word, word);
    const StageInvulling values[] = { { "naam", "Ria" }, { 0 } };

    filled(s, NULL, values, expected);

    g_autoptr(GString) text = g_string_new("Onderwerp: x\n\n");
    while (text->len < STAGE_SJABLOON_MAX)
        g_string_append(text, text->len % 100 == 0 ? "\n" : "x");
    fault("verslag-student", text->str, "");
    g_string_append(text, "x");
    fault("verslag-student", text->str, "1: the text is too long: at most 256 KiB fit\n");
    g_string_truncate(text, STAGE_SJABLOON_MAX - 1);
    g_string_append(text, "ë"); /* half of it fits */
    fault("verslag-student", text->str, "1: the text is too long: at most 256 KiB fit\n");
}

/* --- what is wrong --- */

static void
faults(void)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        { "Onderwerp: x\n\nx {studnet}\n", "3: there is no {studnet} here; did you mean {student}?\n" },
        { "Onderwerp: x\n\n{?vrom}x\n", "3: there is no {vrom} here; did you mean {vorm}?\n" },
        { "Onderwerp: x\n\nx { naam }\n", "3: there is no { naam } here; did you mean {naam}?\n" },
        { "Onderwerp: x\n\nx {Naam}\n", "3: there is no {Naam} here; did you mean {naam}?\n" },
        { "Onderwerp: x {Naam}\n\nx\n", "1: there is no {Naam} here; did you mean {naam}?\n" },
        { "Onderwerp: x\n\nx {}\n",
          "3: there is no {} here; there are: naam, student, leerbedrijf, docent, docent_mail, dag, moment, "
          "vorm, aanwezig, sleutel1, sleutel2, sleutel3, sleutel4, afspraken, volgende, versie, vervangt, "
          "school\n" },
        { "Onderwerp: x\n\nx {naam\ny}\n",
          "3: a brace is not closed; {{ is a brace that begins no placeholder\n" },
        { "Onderwerp: x\n\nx {naam {dag}\n",
          "3: a brace is not closed; {{ is a brace that begins no placeholder\n" },
        { "Onderwerp: x\n\nx {\n", "3: a brace is not closed; {{ is a brace that begins no placeholder\n" },
        { "Onderwerp: x\n\n{?\n", "3: a brace is not closed; {{ is a brace that begins no placeholder\n" },
        { "Onderwerp: x\n\n{this is a sentence that goes on and on before it is closed}\n",
          "3: a brace is not closed; {{ is a brace that begins no placeholder\n" },
        { "Onderwerp: x\n\nx {?naam}y\n",
          "3: {?…} stands at the beginning of a line of the body, and nowhere else\n" },
        { "Onderwerp: x\n\n{?naam}{?dag}y\n",
          "3: {?…} stands at the beginning of a line of the body, and nowhere else\n" },
        { "Onderwerp: {?naam}y\n\nx\n",
          "1: {?…} stands at the beginning of a line of the body, and nowhere else\n" },
        { "Onderwerp: x\nOnderwerp: y\n\nx\n", "2: the field 'onderwerp' is there twice\n" },
        { "Onderwerp:  \n\nx\n", "1: the field 'onderwerp' has no text\n" },
        { "Onderwrp: x\n\nx\n", "1: there is no field 'onderwrp'; did you mean 'onderwerp'?\n2: the field "
                                "'onderwerp' is missing\n" },
        { "Onderwerp: x\nBeste Ria: hallo\n\nx\n",
          "2: there is no field 'beste ria'; is an empty line missing before the text?\n" },
        { "Onderwerp: x\nBeste Ria,\n\nx\n",
          "2: this is no field, a name and a colon; is an empty line missing before the text?\n" },
        { "Onderwerp: x\n", "1: there is no text below the fields\n" },
        { "Onderwerp: x\n\n# remark\n \n\n", "5: there is no text below the fields\n" },
        { "", "1: the field 'onderwerp' is missing\n1: there is no text below the fields\n" },
        { "# x\n", "1: the field 'onderwerp' is missing\n1: there is no text below the fields\n" },
        { "Onderwerp: x\n\na\x1b[2Jb\n",
          "3: this line has control characters, or others that cannot be seen\n" },
        { "Onderwerp: a\u202e\n\nb\r\rc\n",
          "1: this line has control characters, or others that cannot be seen\n"
          "3: this line has control characters, or others that cannot be seen\n" },
        { "Onderwerp: x\n\na\nb\xff{naam}\n", "4: the text is not valid UTF-8\n" },
        { "Onderwerp: x\n\n{studen\x1b}\n",
          "3: this line has control characters, or others that cannot be seen\n"
          "3: there is no {studen\\x1b} here; did you mean {student}?\n" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        fault("verslag-opleider", cases[i].text, cases[i].expected);
}

/* With faults it is read as far as it can be. */
static void
read_on(void)
{
    static const StageInvulling values[] = { { "naam", "Ria" }, { 0 } };
    g_autoptr(GString) told = g_string_new(NULL);
    g_autoptr(StageSjabloon) s = stage_sjabloon_read(
        stage_sjabloon_soort("vraag"),
        "onderwerp: {nam} {naam}\nx\n\n{nam} {naam} {naam\n{?nam}x {naam}\n{?naam\n1. x\n", add_fault, told,
        NULL);

    filled(s, "onderwerp", values, "{nam} Ria");
    filled(s, NULL, values, "{nam} Ria {naam\n{?nam}x Ria\n{?naam\n1. x\n");
    g_assert_cmpstr(told->str, !=, "");
}

static void
questions(void)
{
    static const struct {
        const char *body, *expected;
    } cases[] = {
        { "1. a\n2. b\n\n3. c\nd\n4. e\n", "" },
        { "1. a\n10 b\n2. b {naam}\n3. c\n4.\td\n", "" },
        { "1. a\n2. b\n4. d\n", "5: this would be question 4; the questions are 1 to 4, in their order\n"
                                "5: question 3 is missing: a line that begins with '3.'\n"
                                "5: question 4 is missing: a line that begins with '4.'\n" },
        { "1. a\n2. b\n2. b\n3. c\n4. d\n",
          "5: this would be question 2; the questions are 1 to 4, in their order\n" },
        { "1. a\n2. b\n3. c\n4. d\n5. e\n",
          "7: this would be question 5; the questions are 1 to 4, in their order\n" },
        { "1. a\n2. b\n3. c\n4. d\n99999999999999999999999. e\n",
          "7: this would be question 18446744073709551615; the questions are 1 to 4, in their order\n" },
        { "1. a\n2. \n3. c\n4. d\n", "4: question 2 has no text\n" },
        { "1. a\n{?tijd}2. b\n3. c\n4. d\n", "4: question 2 is always there: {?…} cannot stand before it\n" },
        { " 1. a\n2. b\n3. c\n4. d\n",
          "4: this would be question 2; the questions are 1 to 4, in their order\n"
          "5: this would be question 3; the questions are 1 to 4, in their order\n"
          "6: this would be question 4; the questions are 1 to 4, in their order\n"
          "6: question 1 is missing: a line that begins with '1.'\n"
          "6: question 2 is missing: a line that begins with '2.'\n"
          "6: question 3 is missing: a line that begins with '3.'\n"
          "6: question 4 is missing: a line that begins with '4.'\n" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat("Onderwerp: x\n\n", cases[i].body, NULL);
        fault("vraag", text, cases[i].expected);
    }
    fault("verslag-student", "Onderwerp: x\n\n7. a\n", ""); /* which has none */
}

/* A digest cannot tell whom a signaal is about, and has a line for every kind of point. */
static void
digests(void)
{
    g_autoptr(GString) text = g_string_new("Onderwerp: {aantal}\n");
    const StageSjabloonSoort *soort = stage_sjabloon_soort("herinnering");

    for (const StageSjabloonVeld *veld = soort->velden + 1; veld->naam != NULL; veld++)
        g_string_append_printf(text, "%s: - {%s}\n", veld->naam, veld->namen[0]);
    g_autofree char *good = g_strconcat(text->str, "\n{punten}\n", NULL);
    fault("herinnering", good, "");
    fault("coordinator", good, "");
    g_autofree char *without = g_strconcat(text->str, "\n{naam}\n", NULL);
    fault("herinnering", without, "11: {punten} is missing: without it the mail says nothing\n");
    g_autofree char *twice = g_strconcat("Regel signaal: {aantal} {student}\n", good, NULL);
    fault("herinnering", twice,
          "1: there is no {student} here; there are: aantal, docent\n"
          "7: the field 'regel signaal' is there twice\n");
    fault("herinnering", "Onderwerp: {student}\nRegel laatt: x\n\n{punten}\n",
          "1: there is no {student} here; there are: naam, aantal, punten, school\n"
          "2: there is no field 'regel laatt'; did you mean 'regel laat'?\n"
          "3: the field 'regel nu' is missing\n3: the field 'regel laat' is missing\n"
          "3: the field 'regel onbekend' is missing\n3: the field 'regel afspraak' is missing\n"
          "3: the field 'regel signaal' is missing\n3: the field 'regel stop' is missing\n"
          "3: the field 'regel onbestelbaar' is missing\n3: the field 'regel post' is missing\n");
}

static void
kinds(void)
{
    guint n = 0;

    for (const StageSjabloonSoort *soort = stage_sjabloon_soorten; soort->naam != NULL; soort++) {
        g_assert_cmpstr(stage_sjabloon_namen[n++], ==, soort->naam);
        g_assert_true(stage_sjabloon_soort(soort->naam) == soort);
        g_assert_cmpstr(soort->velden[0].naam, ==, "onderwerp");
        for (const char *const *taal = stage_mail_talen; *taal != NULL; taal++)
            g_assert_nonnull(stage_mail_soort(*taal, soort->naam));
    }
    g_assert_null(stage_sjabloon_namen[n]);
    g_assert_null(stage_sjabloon_soort("herinering"));
}

/* --- the installed ones --- */

static char *
installed(const StageSjabloonSoort *soort, const char *taal)
{
    g_autofree char *name = g_strdup_printf("%s.%s.txt", soort->naam, taal);
    g_autofree char *path = g_build_filename(STAGE_TEMPLATES, name, NULL);
    char *text = NULL;

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

/* What a template leaves out since it may be missing in the middle of a line. */
static gboolean
may_lack(const char *soort, const char *veld, const char *naam)
{
    gboolean digest = strcmp(soort, "herinnering") == 0 || strcmp(soort, "coordinator") == 0;

    return (digest && (strcmp(naam, "klas") == 0 || strcmp(naam, "aantal") == 0)) ||
           (strcmp(soort, "herinnering") == 0 && strcmp(naam, "docent") == 0) ||
           (strcmp(veld, "regel onbestelbaar") == 0 && strcmp(naam, "soort") == 0);
}

/* Every placeholder of a place shows there: with a value of its own, that value is in what comes out. */
static void
uses(const StageSjabloon *s, const StageSjabloonSoort *soort, const char *veld, const char *const *namen)
{
    for (; *namen != NULL; namen++) {
        if (veld != NULL && (strcmp(veld, "onderwerp") == 0 || may_lack(soort->naam, veld, *namen)))
            continue;
        const StageInvulling one[] = { { *namen, "<<here>>" }, { "vervangt", "1" }, { 0 } };
        g_autofree char *text = stage_sjabloon_fill(s, veld, one);
        g_autofree char *onderwerp = stage_sjabloon_fill(s, "onderwerp", one);
        if (strcmp(*namen, "vervangt") == 0)
            continue;
        if (strstr(text, "<<here>>") == NULL && (veld != NULL || strstr(onderwerp, "<<here>>") == NULL))
            g_error("%s: {%s} is not used in %s", soort->naam, *namen, veld == NULL ? "the text" : veld);
    }
}

static void
installed_ones(void)
{
    guint n = 0;

    for (const StageSjabloonSoort *soort = stage_sjabloon_soorten; soort->naam != NULL; soort++)
        for (const char *const *taal = stage_mail_talen; *taal != NULL; taal++, n++) {
            g_autofree char *text = installed(soort, *taal);
            g_autoptr(StageSjabloon) s = read_as(soort->naam, text, "");
            for (const StageSjabloonVeld *veld = soort->velden; veld->naam != NULL; veld++)
                uses(s, soort, veld->naam, veld->namen == NULL ? soort->namen : veld->namen);
            uses(s, soort, NULL, soort->namen);
            /* Whoever gets a mail that goes outside the school can stop it. */
            g_autofree char *body = stage_sjabloon_fill(s, NULL, NULL);
            g_assert_true((strstr(body, "STOP") != NULL) ==
                          (strstr(soort->naam, "verslag") != NULL || soort->vragen > 0));
            g_assert_true(g_str_has_prefix(soort->naam, "verslag") == (strstr(body, "akkoord") != NULL));
        }
    g_assert_cmpuint(n, ==, 10);
}

/* A version that replaces another says so, and only that one. */
static void
replaced(void)
{
    for (const char *const *taal = stage_mail_talen; *taal != NULL; taal++) {
        g_autofree char *text = installed(stage_sjabloon_soort("verslag-student"), *taal);
        g_autoptr(StageSjabloon) s = read_as("verslag-student", text, "");
        const StageInvulling first[] = { { "versie", "1" }, { 0 } };
        const StageInvulling second[] = { { "versie", "2" }, { "vervangt", "1" }, { 0 } };
        g_autofree char *one = stage_sjabloon_fill(s, NULL, first);
        g_autofree char *two = stage_sjabloon_fill(s, NULL, second);
        g_assert_null(strstr(one, "versi"));
        g_assert_nonnull(strstr(two, "versi"));
        g_assert_null(strstr(two, "\n\n\n"));
        g_assert_null(strstr(one, "\n\n\n"));
    }
}

/* u to a praktijkopleider, je to a student. */
static void
address(void)
{
    static const struct {
        const char *soort, *never;
    } cases[] = { { "vraag", "\\b(je|jij|jou|jouw|jullie)\\b" },
                  { "verslag-opleider", "\\b(je|jij|jou|jouw|jullie)\\b" },
                  { "verslag-student", "\\b(u|uw)\\b" },
                  { "herinnering", "\\b(u|uw)\\b" },
                  { "coordinator", "\\b(u|uw)\\b" } };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = installed(stage_sjabloon_soort(cases[i].soort), "nl");
        g_assert_false(g_regex_match_simple(cases[i].never, text, G_REGEX_CASELESS, 0));
        g_assert_false(g_regex_match_simple("niet gereageerd|te laat|verzuim", text, G_REGEX_CASELESS, 0));
    }
}

/* --- words --- */

#define IS(call, expected)                                                                                   \
    do {                                                                                                     \
        g_autofree char *is_got = (call);                                                                    \
        g_assert_cmpstr(is_got, ==, expected);                                                               \
    } while (0)

static void
words(void)
{
    const StageDay dag = { "2026-12-01" }, first = { "2027-03-07" };

    IS(stage_mail_dag("nl", dag), "dinsdag 1 december 2026");
    IS(stage_mail_dag("en", dag), "Tuesday 1 December 2026");
    IS(stage_mail_dag("nl", first), "zondag 7 maart 2027");
    IS(stage_mail_dag("xx", first), "zondag 7 maart 2027");
    IS(stage_mail_dag(NULL, STAGE_NO_DAY), NULL);
    IS(stage_mail_dag_kort("nl", dag), "1 december");
    IS(stage_mail_dag_kort("en", first), "7 March");
    IS(stage_mail_dag_kort("en", STAGE_NO_DAY), NULL);
    IS(stage_mail_tijd("nl", "09:05"), "09.05 uur");
    IS(stage_mail_tijd("en", "14:30"), "14:30");
    IS(stage_mail_tijd("en", NULL), NULL);
    IS(stage_mail_tijd("nl", ""), NULL);
    g_assert_cmpstr(stage_mail_moment("nl", "start"), ==, "startgesprek");
    g_assert_cmpstr(stage_mail_moment("nl", "tussen"), ==, "tussengesprek");
    g_assert_cmpstr(stage_mail_moment("nl", "eind"), ==, "eindgesprek");
    g_assert_cmpstr(stage_mail_moment("nl", "extra"), ==, "extra gesprek");
    g_assert_cmpstr(stage_mail_moment("en", "eind"), ==, "final talk");
    g_assert_null(stage_mail_moment("en", NULL));
    g_assert_null(stage_mail_moment("nl", "einde"));
    g_assert_cmpstr(stage_mail_vorm("nl", "bezoek"), ==, "een bezoek");
    g_assert_cmpstr(stage_mail_vorm("nl", "telefoon"), ==, "telefonisch");
    g_assert_cmpstr(stage_mail_vorm("en", "op-school"), ==, "at school");
    g_assert_null(stage_mail_vorm("nl", NULL));
    g_assert_cmpstr(stage_mail_soort("nl", "verslag-student"), ==, "verslagen");
    g_assert_null(stage_mail_soort("nl", "x"));
}

static void
present(void)
{
    static const gboolean all[] = { TRUE, TRUE, TRUE }, two[] = { TRUE, FALSE, TRUE },
                          one[] = { FALSE, TRUE, FALSE }, none[] = { FALSE, FALSE, FALSE };

    IS(stage_mail_aanwezig("nl", all), "docent, student en praktijkopleider");
    IS(stage_mail_aanwezig("nl", two), "docent en praktijkopleider");
    IS(stage_mail_aanwezig("en", two), "teacher and praktijkopleider");
    IS(stage_mail_aanwezig("en", one), "student");
    IS(stage_mail_aanwezig("nl", none), NULL);
}

/* Every day of a leap year and the next has the weekday and the month that GLib knows. */
static void
days(void)
{
    static const char *const weekdays[] = { "maandag", "dinsdag",  "woensdag", "donderdag",
                                            "vrijdag", "zaterdag", "zondag" };

    for (StageDay day = { "2028-01-01" }; strcmp(day.text, "2030-01-01") < 0; day = stage_day_plus(day, 1)) {
        g_autoptr(GDateTime) known = g_date_time_new_utc(
            (int)g_ascii_strtoll(day.text, NULL, 10), (int)g_ascii_strtoll(day.text + 5, NULL, 10),
            (int)g_ascii_strtoll(day.text + 8, NULL, 10), 0, 0, 0);
        g_autofree char *nl = stage_mail_dag("nl", day), *en = stage_mail_dag("en", day);
        g_autofree char *expected = g_date_time_format(known, "%A %-d %B %Y"); /* in the C locale */
        g_assert_cmpstr(en, ==, expected);
        g_assert_true(g_str_has_prefix(nl, weekdays[g_date_time_get_day_of_week(known) - 1]));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sjabloon/syntax", syntax);
    g_test_add_func("/sjabloon/conditions", conditions);
    g_test_add_func("/sjabloon/editors", editors);
    g_test_add_func("/sjabloon/hostile", hostile);
    g_test_add_func("/sjabloon/bounded", bounded);
    g_test_add_func("/sjabloon/long-texts", long_texts);
    g_test_add_func("/sjabloon/faults", faults);
    g_test_add_func("/sjabloon/read-on", read_on);
    g_test_add_func("/sjabloon/questions", questions);
    g_test_add_func("/sjabloon/digests", digests);
    g_test_add_func("/sjabloon/kinds", kinds);
    g_test_add_func("/sjabloon/installed", installed_ones);
    g_test_add_func("/sjabloon/replaced", replaced);
    g_test_add_func("/sjabloon/address", address);
    g_test_add_func("/woorden/words", words);
    g_test_add_func("/woorden/present", present);
    g_test_add_func("/woorden/days", days);
    return g_test_run();
}
