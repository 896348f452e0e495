/* What is typed of a conversation: taken apart by its headings, with nothing lost, and put into the store. */
#include "test.h"

#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "model/docent.h"
#include "model/handeling.h"
#include "model/json.h"
#include "model/leerbedrijf.h"
#include "model/opleider.h"
#include "model/student.h"
#include "verslag/form.h"
#include "verslag/verslag.h"

static const StageDay today = { "2026-11-23" }; /* a Monday */

static StageVerslag *
parsed(const char *text)
{
    g_autoptr(GError) error = NULL;
    StageVerslag *v = stage_verslag_new();

    test_done(stage_verslag_parse(v, text, today, &error), &error);
    return v;
}

static const StageVerslagNote *
note(const StageVerslag *v, guint i)
{
    g_assert_cmpuint(i, <, v->notes->len);
    return g_ptr_array_index(v->notes, i);
}

static void
assert_note(const StageVerslag *v, guint i, const char *kop, const char *text)
{
    g_assert_cmpstr(note(v, i)->kop->naam, ==, kop);
    g_assert_cmpstr(note(v, i)->tekst, ==, text);
}

/* --- headings --- */

static void
test_headings(void)
{
    g_autoptr(StageVerslag)
        v = parsed("[aha] Op de kop.\n[vraag]\nEronder,\n  en verder.\n\n# een vraag van ons\n"
                   "1: Kort.\npraten: nee\nLaten zien: het deeg\n[Laten-Zien]\nnog eens\n");

    g_assert_cmpuint(v->notes->len, ==, 6);
    assert_note(v, 0, "aha", "Op de kop.");
    assert_note(v, 1, "vraag", "Eronder,\n  en verder.");
    assert_note(v, 2, "1", "Kort.");
    assert_note(v, 3, "praten", NULL);
    g_assert_cmpint(note(v, 3)->geboden, ==, STAGE_NO);
    assert_note(v, 4, "laten-zien", "het deeg");
    assert_note(v, 5, "laten-zien", "nog eens");
    g_assert_cmpuint(note(v, 1)->line, ==, 2);
}

static void
test_every_heading_by_every_name(void)
{
    for (const StageKop *kop = stage_koppen; kop->naam != NULL; kop++) {
        g_autofree char *text = g_strdup_printf("[%s]\n12 jan\n", kop->naam);
        g_autoptr(StageVerslag) v = parsed(text);
        g_assert_true(stage_verslag_any(v));
        g_assert_true(stage_kop_named(kop->naam) == kop);
        if (kop->alias != NULL)
            g_assert_true(stage_kop_named(kop->alias) == kop);
    }
}

static void
test_key_with_aspect(void)
{
    g_autoptr(StageVerslag)
        v = parsed("1: aha: Snapt het nu.\n3: Werkt zelfstandig.\nvoorbeeld: de storing\n");

    g_assert_cmpuint(v->notes->len, ==, 3);
    assert_note(v, 0, "aha", "Snapt het nu.");
    assert_note(v, 1, "3", "Werkt zelfstandig.");
    g_assert_cmpint(note(v, 1)->kop->soort, ==, STAGE_KOP_OORDEEL);
    assert_note(v, 2, "voorbeeld", "de storing");
}

static void
test_what_is_prose(void)
{
    /* A colon makes no heading of what is none, nor does a bracket behind a space. */
    g_autoptr(StageVerslag) v = parsed("[aha]\nLet op: heet.\nherkend: dit is hier geen veld\n [foto] zie "
                                       "map\n vraag: ook niet\n#geen opmerking\n");

    g_assert_cmpuint(v->notes->len, ==, 1);
    assert_note(
        v, 0, "aha",
        "Let op: heet.\nherkend: dit is hier geen veld\n [foto] zie map\n vraag: ook niet\n#geen opmerking");
}

static void
test_left_as_it_was(void)
{
    g_autoptr(StageVragen) vragen = stage_vragen_new();
    g_autoptr(GPtrArray) open = g_ptr_array_new();
    StageAfspraak a = {
        .id = 3, .wie = g_strdup("student"), .wat = g_strdup("leest\n[aha] dit"), .voor = { "2026-11-20" }
    };
    g_autoptr(GError) error = NULL;

    g_ptr_array_add(open, &a);
    test_done(
        stage_vragen_read(vragen, "[aha]\nvraag=Wanneer?\n[sleutel1]\ntitel=leren\n", "vragen.ini", &error),
        &error);
    const StageVerslagForm form = { "0012 Zo\u00eb", open, today, vragen };
    g_autofree char *text = stage_verslag_form(&form);
    g_assert_nonnull(strstr(text, "\n[aha]\n# Wanneer?\n"));
    g_assert_nonnull(strstr(text, "\n[afspraak 3]\n# student: leest [aha] dit"));
    for (const StageKop *kop = stage_koppen; kop->naam != NULL; kop++) {
        g_autofree char *heading = g_strdup_printf("\n[%s]\n", kop->naam);
        g_assert_cmpint(strstr(text, heading) != NULL, ==, !g_ascii_isdigit(*kop->naam));
    }
    g_autoptr(StageVerslag) v = parsed(text);
    g_assert_false(stage_verslag_any(v));
    stage_entity_clear(&stage_afspraak, &a);
}

static void
test_removed_and_doubled(void)
{
    /* Without its heading a text goes with the one above it; twice the same below one heading is one note. */
    g_autoptr(StageVerslag)
        v = parsed("[aha]\neen\n\ntwee\n[aha]\ndrie\n[aha]\ndrie\n[vraag]\n[gevoel]\nvier\n");

    g_assert_cmpuint(v->notes->len, ==, 3);
    assert_note(v, 0, "aha", "een\n\ntwee");
    assert_note(v, 1, "aha", "drie");
    assert_note(v, 2, "gevoel", "vier");
}

static void
test_alike_but_not_the_same(void)
{
    g_autoptr(StageVerslag)
        v = parsed("[meedoen]\nherkend: ja\n[meedoen]\nherkend: nee\n[meedoen]\nherkend: ja\n"
                   "[toevertrouwen] de oven\ninschatting: 1\n[toevertrouwen] de oven\ninschatting: 2\n"
                   "[aha] x\nvolgens: student\n[aha] x\nvolgens: docent\n[aha] x\nvolgens: docent\n");

    g_assert_cmpuint(v->notes->len, ==, 6);
    g_assert_cmpstr(note(v, 1)->herkend, ==, "nee");
    g_assert_cmpint(note(v, 3)->inschatting, ==, 2);
    g_assert_cmpstr(note(v, 5)->volgens, ==, "docent");
}

/* Headings on one line, and notes, without end: neither deeper than the stack, nor by a quadratic loop,
 * which meets the timeout of the test. */
static void
test_very_many(void)
{
    g_autoptr(GString) line = g_string_new(NULL), notes = g_string_new(NULL);

    for (guint i = 0; i < 20000; i++)
        g_string_append(line, i % 2 == 0 ? "1:" : "[2] ");
    g_string_append(line, "tot slot");
    g_autoptr(StageVerslag) one = parsed(line->str);
    g_assert_cmpuint(one->notes->len, ==, 1);
    assert_note(one, 0, "2", "tot slot");
    for (guint i = 0; i < 50000; i++)
        g_string_append_printf(notes, "1:%u\n", i);
    g_autoptr(StageVerslag) many = parsed(notes->str);
    g_assert_cmpuint(many->notes->len, ==, 50000);
}

static void
test_mark_at_the_beginning(void)
{
    g_autoptr(StageVerslag) v = parsed("\xef\xbb\xbf[aha] Deeg.\r\n\r\n");

    g_assert_cmpuint(v->notes->len, ==, 1);
    assert_note(v, 0, "aha", "Deeg.");
    g_assert_true(stage_verslag_is_json("\xef\xbb\xbf{}"));
}

/* --- fields --- */

static void
test_fields(void)
{
    g_autoptr(StageVerslag)
        v = parsed("[praten]\ngeboden: ja, in de pauze\nvolgens: opleider\n[meekijken]\nNee: geen tijd\n"
                   "[uitvoeren-begeleid]\nja hoor\n[meedoen]\ngebied: team\nherkend: deels! een beetje\n"
                   "inschatting: 7\n[toevertrouwen]\nde kassa\nherkend:\ninschatting: geen\n");

    g_assert_cmpuint(v->notes->len, ==, 5);
    assert_note(v, 0, "praten", "in de pauze");
    g_assert_cmpint(note(v, 0)->geboden, ==, STAGE_YES);
    g_assert_cmpstr(note(v, 0)->volgens, ==, "opleider");
    assert_note(v, 1, "meekijken", "geen tijd");
    g_assert_cmpint(note(v, 1)->geboden, ==, STAGE_NO);
    assert_note(v, 2, "uitvoeren-begeleid", "ja hoor");
    g_assert_cmpint(note(v, 2)->geboden, ==, STAGE_YES);
    assert_note(v, 3, "meedoen", "een beetje");
    g_assert_cmpstr(note(v, 3)->gebied, ==, "team");
    g_assert_cmpstr(note(v, 3)->herkend, ==, "deels");
    g_assert_cmpint(note(v, 3)->inschatting, ==, 7);
    g_assert_null(note(v, 4)->herkend);
    g_assert_cmpint(note(v, 4)->inschatting, ==, -1);
}

/* --- agreements and the next talk --- */

static void
test_agreements(void)
{
    static const struct {
        const char *text, *wie, *wat, *voor;
    } cases[] = {
        { "student: leest het handboek, voor 5 dec", "student", "leest het handboek", "2026-12-05" },
        { "Praktijkopleider: regelt een bureau voor maandag", "opleider", "regelt een bureau", "2026-11-30" },
        { "belt vr\u00f3\u00f3r vrijdag", "docent", "belt vr\u00f3\u00f3r vrijdag", "" },
        { "belt v\u00f3\u00f3r vrijdag", "docent", "belt", "2026-11-27" },
        { "zorgt voor materiaal", "docent", "zorgt voor materiaal", "" },
        { "zorgt voor materiaal voor 1-12", "docent", "zorgt voor materiaal", "2026-12-01" },
        { "let op: bril mee", "docent", "let op: bril mee", "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(StageVerslag) v = stage_verslag_new();
        g_autoptr(GError) error = NULL;
        test_done(stage_verslag_afspraak(v, cases[i].text, today, &error), &error);
        const StageAfspraak *a = g_ptr_array_index(v->afspraken, 0);
        g_assert_cmpstr(a->wie, ==, cases[i].wie);
        g_assert_cmpstr(a->wat, ==, cases[i].wat);
        g_assert_cmpstr(a->voor.text, ==, cases[i].voor);
    }
}

static void
test_agreement_lines(void)
{
    g_autoptr(StageVerslag) v = parsed(
        "[afspraak]\n# een per regel\n- student: leest\n\ndocent: belt\n[afspraak 4]\nGelezen.\n"
        "[afspraak 5]\nvoor: 12 jan\nafspraken: opleider: kijkt mee\nafspraak 6: klaar\n[afspraak 7]\n");

    g_assert_cmpuint(v->afspraken->len, ==, 3);
    g_assert_cmpint(((const StageAfspraak *)g_ptr_array_index(v->afspraken, 0))->id, ==, 3); /* its line */
    g_assert_cmpint(((const StageAfspraak *)g_ptr_array_index(v->afspraken, 1))->id, ==, 5);
    g_assert_cmpuint(v->gedaan->len, ==, 3);
    const StageVerslagGedaan *g = g_ptr_array_index(v->gedaan, 0);
    g_assert_cmpint(g->afspraak, ==, 4);
    g_assert_cmpstr(g->resultaat, ==, "Gelezen.");
    g = g_ptr_array_index(v->gedaan, 1);
    g_assert_cmpint(g->afspraak, ==, 5);
    g_assert_cmpstr(g->voor.text, ==, "2027-01-12");
    g_assert_null(g->resultaat);
    g = g_ptr_array_index(v->gedaan, 2);
    g_assert_cmpint(g->afspraak, ==, 6);
}

/* A day is a field of an agreement that is there already; of a new one it is words. */
static void
test_agreement_day_is_no_field(void)
{
    g_autoptr(StageVerslag) v = parsed("[afspraak]\nvoor: de pauze is er koffie\n");

    g_assert_cmpuint(v->afspraken->len, ==, 1);
    g_assert_nonnull(strstr(((const StageAfspraak *)g_ptr_array_index(v->afspraken, 0))->wat, "koffie"));
    g_assert_cmpuint(v->gedaan->len, ==, 0);
}

static void
test_next_talk(void)
{
    static const struct {
        const char *text, *day, *tijd, *vorm;
    } cases[] = { { "12 jan 14:30 bezoek", "2027-01-12", "14:30", "bezoek" },
                  { "over 2 weken", "2026-12-07", NULL, NULL },
                  { "di 9u30", "2026-11-24", "09:30", NULL },
                  { "12-01-2027 online", "2027-01-12", NULL, "online" },
                  { "12.10", "2027-10-12", NULL, NULL } }; /* a day by itself is no time */

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strdup_printf("[volgende]\n%s\n", cases[i].text);
        g_autoptr(StageVerslag) v = parsed(text);
        g_assert_cmpstr(v->volgende.text, ==, cases[i].day);
        g_assert_cmpstr(v->tijd, ==, cases[i].tijd);
        g_assert_cmpstr(v->vorm, ==, cases[i].vorm);
    }
}

/* --- what is wrong is named --- */

static void
test_refused(void)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        { "zomaar tekst\n[aha]\n", "line 1 stands before the first heading" },
        { "# ok\n\n  tekst\n", "line 3 stands before" },
        { "[aha]\n[vraagg] x\n", "line 2: there is no heading [vraagg]; did you mean [vraag]?" },
        { "[qqqqqqqqqqqq]\n", "there are: 1, aha, vraag" },
        { "[meedoen]\nherkend: misschien\n", "line 2: herkend: 'misschien' is not one of ja, nee, deels" },
        { "[meedoen]\ninschatting: drie\n", "line 2: 'drie' is neither" },
        { "[meedoen]\ninschatting: geen\ninschatting: drie\n", "line 3: 'drie' is neither" },
        { "[meedoen]\ninschatting: geen\ninschatting: 3\n", "line 3: inschatting has another value already" },
        { "[praten]\ngeboden: ja\ngeboden: nee\n", "line 3: geboden has another value already" },
        { "[meedoen]\ngebied: team\n\ngebied: werk\n", "line 4: gebied has another value already" },
        { "[afspraak 3]\nvoor: 12 jan\nvoor: 13 jan\n", "line 3: voor has another value already" },
        { "[afspraak]\n\nleest, voor de zomer ooit\n", "line 3: " },
        { "[afspraak]\nleest voor 03/04/2026\n", "line 2: " },
        { "[afspraak 3]\nklaar\nvoor: 12 jan\n", "line 1: write what came of the agreement" },
        { "[volgende]\nergens\n", "line 1: " },
        { "[volgende]\n12 jan\n[volgende]\n13 jan\n", "line 3: the next talk has one day" },
        { "[afspraak x]\n", "line 1: there is no heading [afspraak x]" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(StageVerslag) v = stage_verslag_new();
        g_autoptr(GError) error = NULL;
        g_assert_false(stage_verslag_parse(v, cases[i].text, today, &error));
        g_assert_nonnull(error);
        if (strstr(error->message, cases[i].says) == NULL)
            g_error("case %" G_GSIZE_FORMAT ": %s", i, error->message);
    }
}

/* --- nothing typed is lost: each word of a random report is somewhere in what was read --- */

static void
add_text(GString *all, const char *text)
{
    g_string_append_printf(all, " %s ", text == NULL ? "" : text);
}

static char *
all_of(const StageVerslag *v)
{
    GString *all = g_string_new(NULL);

    for (guint i = 0; i < v->notes->len; i++)
        add_text(all, note(v, i)->tekst);
    for (guint i = 0; i < v->afspraken->len; i++)
        add_text(all, ((const StageAfspraak *)g_ptr_array_index(v->afspraken, i))->wat);
    for (guint i = 0; i < v->gedaan->len; i++)
        add_text(all, ((const StageVerslagGedaan *)g_ptr_array_index(v->gedaan, i))->resultaat);
    return g_string_free(all, FALSE);
}

static void
test_nothing_is_lost(void)
{
    static const char *const shapes[] = { "w%d",       "w%d w%d",  "  w%d", "- w%d: w%d", "w%d, voor w%d w",
                                          "ja w%d",    "nee, w%d", "w%d:",  "# w",        "",
                                          "(w%d) w%d!" };

    for (int round = 0; round < 2000; round++) {
        g_autoptr(GString) form = g_string_new(NULL);
        int words = 0;
        gboolean lines = FALSE;
        for (int h = g_test_rand_int_range(1, 6); h > 0; h--) {
            const StageKop *kop = &stage_koppen[g_test_rand_int_range(0, 20)]; /* of notes and agreements */
            lines = lines || kop->soort == STAGE_KOP_AFSPRAAK;
            g_string_append_printf(form,
                                   test_chance(50)   ? "[%s] "
                                   : test_chance(50) ? "[%s]\n"
                                                     : "%s: ",
                                   kop->naam);
            for (int l = g_test_rand_int_range(0, 4); l > 0; l--) {
                const char *shape = test_any(shapes);
                int n = words + 1;
                words++;
                g_string_append_printf(form, shape, n, n);
                g_string_append_c(form, '\n');
            }
            g_string_append_c(form, '\n');
        }
        g_autoptr(StageVerslag) v = stage_verslag_new();
        g_autoptr(GError) error = NULL;
        if (!stage_verslag_parse(v, form->str, today, &error)) { /* the draft is kept then */
            g_assert_true(lines);                                /* ", voor" what is no day */
            continue;
        }
        g_autofree char *all = all_of(v);
        for (int w = 1; w <= words; w++) {
            g_autofree char *word = g_strdup_printf("w%d", w);
            g_autofree char *pattern = g_strdup_printf("\\b%s\\b", word);
            g_autoptr(GRegex) as_typed = g_regex_new(pattern, 0, 0, NULL);
            if (g_regex_match(as_typed, form->str, 0, NULL) && !g_regex_match(as_typed, all, 0, NULL))
                g_error("%s is lost of:\n%s", word, form->str);
        }
    }
}

static void
test_settled_with_nothing(void)
{
    static const char *const bad[] = { "3", "3 ", "3  \n", "drie klaar" };
    g_autoptr(StageVerslag) v = stage_verslag_new();
    g_autoptr(GError) error = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        test_failed(stage_verslag_gedaan(v, bad[i], &error), &error, STAGE_ERROR_BAD_INPUT);
    test_done(stage_verslag_gedaan(v, "3 klaar", &error), &error);
    g_assert_cmpuint(v->gedaan->len, ==, 1);
}

/* --- JSON lines --- */

static void
test_json(void)
{
    static const char text[] =
        "{\"aspect\": \"aha\", \"tekst\": \"Snapt het.\"}\n\n"
        "{\"aspect\": \"praten\", \"geboden\": true, \"volgens\": \"student\", \"tekst\": null}\n"
        "{\"sleutel\": 1, \"tekst\": \"Los.\"}\n"
        "{\"aspect\": \"Meedoen\", \"gebied\": \"team\", \"herkend\": \"deels\", \"inschatting\": 4, "
        "\"tekst\": \"x\"}\n"
        "{\"vertrouwelijk\": true, \"tekst\": \"Voor mij.\"}\n"
        "{\"afspraak\": {\"wie\": \"student\", \"wat\": \"leest\", \"voor\": \"2026-12-05\"}}\n"
        "{\"gedaan\": 3, \"resultaat\": \"Gelezen\"}\n{\"volgende\": \"2027-01-12\", \"tijd\": \"9:30\", "
        "\"vorm\": \"online\"}";
    g_autoptr(StageVerslag) v = stage_verslag_new();
    g_autoptr(GError) error = NULL;

    g_assert_true(stage_verslag_is_json(text));
    g_assert_false(stage_verslag_is_json("1: {"));
    test_done(stage_verslag_parse_json(v, text, &error), &error);
    g_assert_cmpuint(v->notes->len, ==, 5);
    assert_note(v, 0, "aha", "Snapt het.");
    g_assert_cmpint(note(v, 1)->geboden, ==, STAGE_YES);
    assert_note(v, 2, "1", "Los.");
    g_assert_cmpint(note(v, 3)->inschatting, ==, 4);
    g_assert_cmpint(note(v, 4)->kop->soort, ==, STAGE_KOP_VERTROUWELIJK);
    g_assert_cmpuint(v->afspraken->len, ==, 1);
    g_assert_cmpuint(v->gedaan->len, ==, 1);
    g_assert_cmpstr(v->tijd, ==, "09:30");
    g_assert_cmpstr(v->volgende.text, ==, "2027-01-12");
}

static void
test_json_refused(void)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        { "{\"aspect\": \"ahaa\", \"tekst\": \"x\"}",
          "line 1: there is no aspect 'ahaa'; there are: aha, vraag" },
        { "{}\n", "line 1: an item is one thing" },
        { "\n{\"aspect\": \"aha\"}", "line 2: a note has a text" },
        { "{\"tekst\": \"x\"}", "a note has an aspect or a key" },
        { "{\"sleutel\": 5, \"tekst\": \"x\"}", "between 1 and 4" },
        { "{\"aspect\": \"aha\", \"tekst\": \"x\", \"gebied\": \"team\"}", "[aha] takes no gebied" },
        { "{\"aspect\": \"aha\", \"text\": \"x\"}", "there is no member 'text'; there are: aspect" },
        { "{\"aspect\": \"aha\", \"tekst\": 3}", "tekst holds a value of the wrong kind" },
        { "{\"aspect\": \"aha\", \"tekst\": \"x\", \"tekst\": \"y\"}", "'tekst' stands twice" },
        { "{\"aspect\": \"aha\", \"tekst\": \"x\\u0000y\"}", "NUL" },
        { "{\"aspect\": \"aha\", \"tekst\": \"x\"", "it is no JSON" },
        { "[1]", "it is no JSON object" },
        { "{\"afspraak\": {\"wat\": \"x\", \"wanneer\": 1}}",
          "there is no member 'wanneer'; there are: wie, wat, voor" },
        { "{\"gedaan\": 3}", "gedaan needs the number" },
        { "{\"gedaan\": 3, \"resultaat\": \"x\", \"voor\": \"2027-01-01\"}", "either resultaat or voor" },
        { "{\"resultaat\": \"x\"}", "gedaan needs the number" },
        { "{\"aspect\": \"aha\", \"geboden\": true}", "[aha] takes no geboden" },
        { "{\"aspect\": \"oordeel\", \"tekst\": \"x\", \"volgens\": \"student\"}",
          "[oordeel] takes no volgens" },
        { "{\"aspect\": \"aha\", \"tekst\": \"x\", \"inschatting\": 1}", "[aha] takes no inschatting" },
        { "{\"volgende\": \"morgen\"}", "volgende: 'morgen' is no day" },
        { "{\"aspect\": \"aha\", \"tekst\": \"x\", \"volgende\": \"2027-01-01\"}", "an item is one thing" },
        { "{\"aspect\": \"aha\", \"tekst\": \" \\n\"}", "a note has a text" },
        { "{\"aspect\": \"aha\", \"sleutel\": 4, \"tekst\": \"x\"}", "aspect aha is of key 1" },
        { "{\"sleutel\": 4, \"aspect\": \"aha\", \"tekst\": \"x\"}", "aspect aha is of key 1" },
        { "{\"aspect\": \"aha\", \"sleutel\": \"1\", \"tekst\": \"x\"}", "sleutel holds" },
        { "{\"aspect\": \"aha\", \"vertrouwelijk\": true, \"tekst\": \"x\"}", "outside the keys" },
        { "{\"afspraak\": {\"wie\": \"student\"}}", "it does not say what is agreed" },
        { "{\"afspraak\": {\"wat\": \"\"}}", "it does not say what is agreed" },
        { "{\"tijd\": \"14:30\"}", "volgende says the day" },
        { "{\"volgende\": \"2027-01-01\", \"vorm\": \"brief\"}", "vorm: 'brief' is not one of bezoek" },
        { "{\"volgende\": \"2027-01-01\"}\n{\"volgende\": \"2027-01-02\"}",
          "line 2: the next talk has one day" },
        { "{\"volgende\": \"2027-01-01\"}\n{\"tijd\": \"9:00\"}", "line 2: the next talk has one day" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(StageVerslag) v = stage_verslag_new();
        g_autoptr(GError) error = NULL;
        g_assert_false(stage_verslag_parse_json(v, cases[i].text, &error));
        if (error == NULL || strstr(error->message, cases[i].says) == NULL)
            g_error("case %" G_GSIZE_FORMAT ": %s", i, error == NULL ? "-" : error->message);
    }
}

/* A NUL would end the text; a backslash and these letters are a text like any other. */
static void
test_json_nul(void)
{
    static const char *const bad[] = { "\"a\\u0000b\"", "\"\\\\\\u0000\"", "\"\\\\u0000\\u0000\"" };
    g_autoptr(GError) error = NULL;
    g_autoptr(cJSON) good = stage_json_read("\"\\\\u0000\"", &error);

    g_assert_no_error(error);
    g_assert_cmpstr(good->valuestring, ==, "\\u0000");
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        test_failed(stage_json_read(bad[i], &error) != NULL, &error, STAGE_ERROR_BAD_INPUT);
}

static void
test_json_wide_and_deep(void)
{
    g_autoptr(GString) wide = g_string_new("{"), deep = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < 100000; i++)
        g_string_append_printf(wide, "\"%u\":1,", i);
    g_string_append(wide, "\"7\":1}");
    test_failed(stage_json_read(wide->str, &error) != NULL, &error, STAGE_ERROR_BAD_INPUT);
    for (guint i = 0; i < 100000; i++)
        g_string_append(deep, "{\"a\":[");
    test_failed(stage_json_read(deep->str, &error) != NULL, &error, STAGE_ERROR_BAD_INPUT);
}

/* --- into the store --- */

typedef struct {
    char *folder;
    StageDb *db;
    StageGesprek g;
} World;

static World
begin_world(void)
{
    static const StageActor actor = { "2026-11-23T10:00:00Z", "kees", "test" };
    World w = { .folder = test_folder() };
    StageStudent s = { .nummer = g_strdup("0012"), .naam = { g_strdup("Zo\u00eb"), NULL, g_strdup("Hof") } };
    StageLeerbedrijf l = { .naam = g_strdup("De Korst") };
    StageOpleider o = { .naam = { g_strdup("Ria"), NULL, g_strdup("Smit") } };
    gint64 action = 0;
    g_autoptr(GError) error = NULL;

    w.db = test_store(w.folder);
    test_done(stage_db_begin(w.db, &error) && stage_handeling_begin(w.db, &actor, &action, &error), &error);
    test_done(stage_entity_add(&stage_student, w.db, &s, &error), &error);
    test_done(stage_entity_add(&stage_leerbedrijf, w.db, &l, &error), &error);
    o.leerbedrijf = l.id;
    test_done(stage_entity_add(&stage_opleider, w.db, &o, &error), &error);
    StagePlaatsing p = { .student = s.id,
                         .leerbedrijf = l.id,
                         .opleider = o.id,
                         .begin = { "2026-09-01" },
                         .einde = { "2027-01-29" } };
    test_done(stage_entity_add(&stage_plaatsing, w.db, &p, &error), &error);
    w.g = (StageGesprek){ .plaatsing = p.id,
                          .soort = g_strdup("tussen"),
                          .gehouden = { "2026-11-22" },
                          .docent_aanwezig = STAGE_YES,
                          .student_aanwezig = STAGE_YES,
                          .opleider_aanwezig = STAGE_YES,
                          .opleider = o.id };
    test_done(stage_entity_add(&stage_gesprek, w.db, &w.g, &error), &error);
    stage_entity_clear(&stage_student, &s);
    stage_entity_clear(&stage_leerbedrijf, &l);
    stage_entity_clear(&stage_opleider, &o);
    return w;
}

static void
end_world(World *w)
{
    stage_entity_clear(&stage_gesprek, &w->g);
    stage_db_rollback(w->db);
    stage_db_close(w->db);
    test_folder_free(w->folder);
}

static StageVerslagCounts
keep(World *w, const char *text)
{
    g_autoptr(StageVerslag) v = parsed(text);
    g_autoptr(GError) error = NULL;
    StageVerslagCounts n = { 0 };

    test_done(stage_verslag_keep(w->db, v, &w->g, &n, &error), &error);
    return n;
}

static void
test_kept_rows(void)
{
    World w = begin_world();
    g_autoptr(GError) error = NULL;
    StageVerslagCounts n = keep(
        &w, "[voorbeeld] de storing\n[toevertrouwen] de kassa\nherkend: ja\n[oordeel] Groeit.\n[zienswijze]\n"
            "vind ik ook\nherkend: deels\n[oordeel] Let op tempo.\n[verwachting] rustig\n[meedoen] teamdag\n"
            "gebied: team\ninschatting: geen\n[aha] ja\n[vertrouwelijk] voor mij\n[afspraak] docent: belt\n");

    g_assert_cmpuint(n.inschattingen, ==, 2);
    g_assert_cmpuint(n.keuzes, ==, 2);
    g_assert_cmpuint(n.notities, ==, 2);
    g_assert_cmpuint(n.afspraken, ==, 1);
    g_autoptr(StageDossier) d = stage_dossier_read(w.db, w.g.plaatsing, &error);
    g_assert_no_error(error);
    const StageInschatting *one = g_ptr_array_index(d->inschattingen, 0),
                           *two = g_ptr_array_index(d->inschattingen, 1);
    g_assert_cmpstr(one->oordeel, ==, "Groeit.");
    g_assert_cmpstr(one->voorbeeld, ==, "de storing"); /* what stands before the first goes with the first */
    g_assert_cmpstr(one->zienswijze, ==, "vind ik ook");
    g_assert_cmpstr(one->herkend, ==, "deels");
    g_assert_cmpint(one->opleider, ==, w.g.opleider);
    g_assert_cmpstr(one->datum.text, ==, "2026-11-22");
    g_assert_cmpstr(two->verwachting, ==, "rustig");
    g_assert_null(two->voorbeeld);
    for (guint i = 0; i < d->keuzes->len; i++) {
        const StageBegeleidingskeuze *k = g_ptr_array_index(d->keuzes, i);
        gboolean entrusted = strcmp(k->strategie, "toevertrouwen") == 0;
        g_assert_cmpint(k->inschatting, ==, entrusted ? two->id : 0);
        g_assert_cmpstr(k->gebied, ==, entrusted ? NULL : "team");
    }
    end_world(&w);
}

static void
test_key3_without_judgement(void)
{
    World w = begin_world();
    StageVerslagCounts n = keep(&w, "[voorbeeld] de storing\n[zienswijze] vind ik niet\n");
    g_autoptr(GError) error = NULL;
    g_autoptr(StageDossier) d = stage_dossier_read(w.db, w.g.plaatsing, &error);

    g_assert_cmpuint(n.notities, ==, 2);
    g_assert_cmpuint(n.inschattingen, ==, 0);
    const StageNotitie *one = g_ptr_array_index(d->notities, 0), *two = g_ptr_array_index(d->notities, 1);
    g_assert_cmpstr(one->aspect, ==, "voorbeeld");
    g_assert_null(two->aspect);
    g_assert_cmpstr(two->volgens, ==, "student");
    end_world(&w);
}

/* Whether a judgement is recognised may be said below a heading of its own. */
static void
test_recognised_apart(void)
{
    World w = begin_world();
    g_autoptr(GError) error = NULL;
    StageVerslagCounts n = keep(&w, "[oordeel] Groeit.\n[oordeel]\nherkend: ja\n[voorbeeld] de oven\n"
                                    "[zienswijze] klopt\n[voorbeeld] de vlechten\n");

    g_assert_cmpuint(n.inschattingen, ==, 1);
    g_autoptr(StageDossier) d = stage_dossier_read(w.db, w.g.plaatsing, &error);
    g_assert_no_error(error);
    const StageInschatting *one = g_ptr_array_index(d->inschattingen, 0);
    g_assert_cmpstr(one->herkend, ==, "ja");
    g_assert_cmpstr(one->voorbeeld, ==, "de oven\nde vlechten");
    g_assert_cmpstr(one->zienswijze, ==, "klopt");
    g_assert_null(one->verwachting);
    end_world(&w);
}

static void
test_recognised_nowhere_or_twice(void)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        { "[aha] x\n[zienswijze]\nherkend: nee\n", "line 2: herkend is said of an inschatting" },
        { "[zienswijze] zo niet\nherkend: nee\n", "line 1: herkend is said of an inschatting" },
        { "[oordeel] x\nherkend: ja\n[zienswijze]\nherkend: nee\n", "line 3: herkend has another value" },
    };
    World w = begin_world();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(StageVerslag) v = parsed(cases[i].text);
        g_autoptr(GError) error = NULL;
        StageVerslagCounts n = { 0 };
        g_assert_false(stage_verslag_keep(w.db, v, &w.g, &n, &error));
        if (strstr(error->message, cases[i].says) == NULL)
            g_error("case %" G_GSIZE_FORMAT ": %s", i, error->message);
    }
    end_world(&w);
}

static void
test_agreements_settled(void)
{
    World w = begin_world();
    StageAfspraak a = { .plaatsing = w.g.plaatsing,
                        .datum = { "2026-10-01" },
                        .wie = g_strdup("student"),
                        .wat = g_strdup("leest") };
    StageAfspraak b = { 0 };
    g_autoptr(GError) error = NULL;

    stage_fields_copy(stage_afspraak.fields, &b, &a);
    test_done(stage_entity_add(&stage_afspraak, w.db, &a, &error), &error);
    test_done(stage_entity_add(&stage_afspraak, w.db, &b, &error), &error);
    g_autofree char *text = g_strdup_printf(
        "[afspraak %" PRId64 "] Gelezen.\n[afspraak %" PRId64 "]\nvoor: 12 jan\n", a.id, b.id);
    StageVerslagCounts n = keep(&w, text);
    g_assert_cmpuint(n.gesloten, ==, 1);
    g_assert_cmpuint(n.verzet, ==, 1);
    g_autoptr(StageDossier) d = stage_dossier_read(w.db, w.g.plaatsing, &error);
    for (guint i = 0; i < d->afspraken->len; i++) {
        const StageAfspraak *row = g_ptr_array_index(d->afspraken, i);
        g_assert_cmpstr(row->gesloten.text, ==, row->id == a.id ? "2026-11-22" : "");
        g_assert_cmpstr(row->resultaat, ==, row->id == a.id ? "Gelezen." : NULL);
        g_assert_cmpstr(row->voor.text, ==, row->id == a.id ? "" : "2027-01-12");
    }
    /* It is closed now, and nobody else's number will do. */
    g_autoptr(StageVerslag) again = parsed(text);
    test_failed(stage_verslag_keep(w.db, again, &w.g, &n, &error), &error, STAGE_ERROR_IN_USE);
    g_autoptr(StageVerslag) nowhere = parsed("[afspraak 99] x\n");
    test_failed(stage_verslag_keep(w.db, nowhere, &w.g, &n, &error), &error, STAGE_ERROR_NOT_FOUND);
    stage_entity_clear(&stage_afspraak, &a);
    stage_entity_clear(&stage_afspraak, &b);
    end_world(&w);
}

/* --- questions --- */

static void
test_questions(void)
{
    g_autoptr(StageVragen) v = stage_vragen_new();
    g_autoptr(GError) error = NULL;
    const char *aan = NULL;

    test_done(stage_vragen_read(v, "[aha]\nvraag=Wanneer?\nstart=S: Een?|P: Twee? |\ntussen=Drie?\n", "a.ini",
                                &error),
              &error);
    test_done(
        stage_vragen_read(v, "[aha]\ntussen=A: Vier?\n[veiligheid]\nvragen=S: Veilig?\n", "b.ini", &error),
        &error);
    g_auto(GStrv) start = stage_vragen_of(v, "aha", STAGE_SOORT_START);
    g_assert_cmpuint(g_strv_length(start), ==, 2);
    g_assert_cmpstr(stage_vraag_words(start[1], &aan), ==, "Twee?");
    g_assert_cmpstr(aan, ==, "opleider");
    g_auto(GStrv)
        extra = stage_vragen_of(v, "aha", STAGE_SOORT_EXTRA); /* as halfway; the later file goes first */
    g_assert_cmpstr(stage_vraag_words(extra[0], &aan), ==, "Vier?");
    g_auto(GStrv) none = stage_vragen_of(v, "gevoel", STAGE_SOORT_EIND);
    g_assert_cmpuint(g_strv_length(none), ==, 0);
    g_auto(GStrv) safe = stage_vragen_of(v, "veiligheid", STAGE_SOORT_EIND);
    g_assert_cmpuint(g_strv_length(safe), ==, 1);

    static const char *const bad[] = { "[ahaa]\nvraag=x\n",     "[aha]\nvragen=x\n",
                                       "[sleutel5]\ntitel=x\n", "[1]\nvraag=x\n",
                                       "[afspraak]\nvraag=x\n", "vraag=x\n",
                                       "[aha]\nvraag=x\x1by\n" };
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        test_failed(stage_vragen_read(v, bad[i], "c.ini", &error), &error, STAGE_ERROR_CONFIG);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/verslag/headings", test_headings);
    g_test_add_func("/verslag/every-heading", test_every_heading_by_every_name);
    g_test_add_func("/verslag/key-with-aspect", test_key_with_aspect);
    g_test_add_func("/verslag/prose", test_what_is_prose);
    g_test_add_func("/verslag/template-left-as-it-was", test_left_as_it_was);
    g_test_add_func("/verslag/removed-and-doubled", test_removed_and_doubled);
    g_test_add_func("/verslag/alike-but-not-the-same", test_alike_but_not_the_same);
    g_test_add_func("/verslag/very-many", test_very_many);
    g_test_add_func("/verslag/mark-at-the-beginning", test_mark_at_the_beginning);
    g_test_add_func("/verslag/fields", test_fields);
    g_test_add_func("/verslag/agreements", test_agreements);
    g_test_add_func("/verslag/agreement-lines", test_agreement_lines);
    g_test_add_func("/verslag/agreement-day-is-no-field", test_agreement_day_is_no_field);
    g_test_add_func("/verslag/next-talk", test_next_talk);
    g_test_add_func("/verslag/refused", test_refused);
    g_test_add_func("/verslag/nothing-is-lost", test_nothing_is_lost);
    g_test_add_func("/verslag/settled-with-nothing", test_settled_with_nothing);
    g_test_add_func("/verslag/json", test_json);
    g_test_add_func("/verslag/json-nul", test_json_nul);
    g_test_add_func("/verslag/json-wide-and-deep", test_json_wide_and_deep);
    g_test_add_func("/verslag/json-refused", test_json_refused);
    g_test_add_func("/verslag/kept-rows", test_kept_rows);
    g_test_add_func("/verslag/key3-without-judgement", test_key3_without_judgement);
    g_test_add_func("/verslag/recognised-apart", test_recognised_apart);
    g_test_add_func("/verslag/recognised-nowhere-or-twice", test_recognised_nowhere_or_twice);
    g_test_add_func("/verslag/agreements-settled", test_agreements_settled);
    g_test_add_func("/verslag/questions", test_questions);
    return g_test_run();
}
