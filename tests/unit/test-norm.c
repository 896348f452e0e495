#include "test.h"

#include <string.h>

#include "rules/norm.h"

static const char *
chosen(const StageNorms *norms, const StageNormCase *of)
{
    const StageNorm *norm = stage_norms_choose(norms, of, of->begin);

    return norm == NULL ? NULL : norm->naam;
}

static void
built_in(void)
{
    g_autoptr(StageNorms) norms = stage_norms_new();
    StageNormCase of = { .begin = { "2026-09-01" }, .einde = { "2026-09-28" } };

    g_assert_cmpstr(chosen(norms, &of), ==, "standaard");
    of.einde = (StageDay){ "2026-09-27" };
    g_assert_cmpstr(chosen(norms, &of), ==, "kort");
    const StageNorm *kort = stage_norms_choose(norms, &of, of.begin);
    g_assert_cmpuint(kort->n, ==, 2);
    g_assert_cmpint(kort->nagesprek, ==, 14); /* as in standaard */
}

/* Who is told the most of goes first, then the norm for longer placements. */
static void
choosing(void)
{
    static const char file[] = "[bbl]\nleerweg=BBL\nminimaal=0\n"
                               "[cohort-28]\ncohort=2028\n"
                               "[zorg]\nteams=Zorg & Welzijn\n"
                               "[verzorgende]\nopleidingen=25491; Verzorgende IG\nminimaal=100\n";
    g_autoptr(StageNorms) norms = stage_norms_new();
    g_autoptr(GError) error = NULL;
    StageNormCase of = { .begin = { "2026-09-01" }, .einde = { "2027-01-18" } };

    test_done(stage_norms_read(norms, file, "test", &error), &error);
    g_assert_cmpstr(chosen(norms, &of), ==, "standaard");
    of.leerweg = "BBL";
    g_assert_cmpstr(chosen(norms, &of), ==, "bbl");
    of.cohort = "2027";
    g_assert_cmpstr(chosen(norms, &of), ==, "bbl");
    of.cohort = "2029";
    g_assert_cmpstr(chosen(norms, &of), ==, "cohort-28");
    of.team = "zorg &  welzijn";
    g_assert_cmpstr(chosen(norms, &of), ==, "zorg");
    of.crebo = "25491";
    g_assert_cmpstr(chosen(norms, &of), ==, "verzorgende");
    of.crebo = NULL;
    of.opleiding = "verzorgende ig";
    g_assert_cmpstr(chosen(norms, &of), ==, "verzorgende");
    of.einde = (StageDay){ "2026-10-15" };
    g_assert_cmpstr(chosen(norms, &of), ==, "zorg");
    of.einde = (StageDay){ "2026-09-03" };
    g_assert_cmpstr(chosen(norms, &of), ==, "bbl");
    of.leerweg = "BOL";
    g_assert_cmpstr(chosen(norms, &of), ==, "kort");
}

/* A version is for what begins on or after its day; what it leaves out is as before it. */
static void
versions(void)
{
    static const char file[] = "[standaard 2028-08-01]\nmomenten=eind 50%..100%\n"
                               "[standaard 2027-08-01]\nbezoeken=2\n"
                               "[nieuw 2027-09-01]\nminimaal=100\n";
    g_autoptr(StageNorms) norms = stage_norms_new();
    g_autoptr(GError) error = NULL;
    static const struct {
        const char *begin, *naam;
        guint moments;
        gint64 visits;
    } cases[] = { { "2027-07-31", "standaard", 3, 1 },
                  { "2027-08-01", "standaard", 3, 2 },
                  { "2027-09-01", "nieuw", 3, 2 },
                  { "2028-08-01", "nieuw", 3, 2 } };

    test_done(stage_norms_read(norms, file, "test", &error), &error);
    g_assert_cmpuint(stage_norms_count(norms), ==, 5);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        StageNormCase of = { .begin = { "" } };
        memcpy(of.begin.text, cases[i].begin, sizeof of.begin.text);
        of.einde = stage_day_plus(of.begin, 139);
        const StageNorm *norm = stage_norms_choose(norms, &of, of.begin);
        g_assert_cmpstr(norm->naam, ==, cases[i].naam);
        g_assert_cmpuint(norm->n, ==, cases[i].moments);
        g_assert_cmpint(norm->bezoeken, ==, cases[i].visits);
    }
    const StageNormCase shorter = { .begin = { "2028-08-01" }, .einde = { "2028-09-15" } };
    g_assert_cmpuint(stage_norms_choose(norms, &shorter, shorter.begin)->n, ==, 1);
}

/* Every key comes back as it was written. */
static void
keys(void)
{
    static const char *const values[][2] = {
        { "omschrijving", "Twee bezoeken" },
        { "momenten", "start 0%..25%; tussen 25%-3d..75%; eind 100%-21d..100%+14d" },
        { "minimaal", "40" },
        { "cohort", "2026" },
        { "leerweg", "BBL" },
        { "opleidingen", "25491; Verzorgende IG" },
        { "teams", "Zorg" },
        { "schooljaar", "0" },
        { "uitloop", "7" },
        { "bezoeken", "2" },
        { "locatie", "vereist" },
        { "zonder_docent", "vervanger" },
        { "zonder_student", "ja" },
        { "zonder_opleider", "nee" },
        { "nagesprek", "10" },
        { "afwezig", "3" },
    };
    g_autoptr(StageNorms) norms = stage_norms_new();
    g_autoptr(GString) file = g_string_new("[standaard]\n");
    g_autoptr(GError) error = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(values); i++)
        g_string_append_printf(file, "%s=%s\n", values[i][0], values[i][1]);
    test_done(stage_norms_read(norms, file->str, "test", &error), &error);
    for (gsize i = 0; stage_norm_keys[i].key != NULL; i++) {
        g_autofree char *value = stage_norm_get(stage_norms_at(norms, 0), &stage_norm_keys[i]);
        g_assert_cmpstr(stage_norm_keys[i].key, ==, values[i][0]);
        g_assert_cmpstr(value, ==, values[i][1]);
    }
}

static void
refused(void)
{
    static const char *const files[] = {
        "bezoeken=1\n",
        "[standaard\nbezoeken=1\n",
        "[Standaard]\n",
        "[standaard 2027-02-30]\n",
        "[standaard gisteren]\n",
        "[]\n",
        "[standaard]\nbezoek=1\n",
        "[standaard]\nbezoeken=13\n",
        "[standaard]\nbezoeken=-1\n",
        "[standaard]\nbezoeken=een\n",
        "[standaard]\nlocatie=soms\n",
        "[standaard]\nleerweg=MBO\n",
        "[standaard]\nmomenten=extra 0%..25%\n",
        "[standaard]\nmomenten=start 25%..0%\n",
        "[standaard]\nmomenten=start 0%..0%\n",
        "[standaard]\nmomenten=start 0%..101%\n",
        "[standaard]\nmomenten=start 0%..25%+d\n",
        "[standaard]\nmomenten=start 0%..99999d\n",
        "[standaard]\nmomenten=start\n",
        "[standaard]\nmomenten=start 0% 25%\n",
        "[standaard]\nomschrijving=\xff\n",
        "\xff\xfe",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(StageNorms) norms = stage_norms_new();
        g_autoptr(GError) error = NULL;
        test_failed(stage_norms_read(norms, files[i], "norm.ini", &error), &error, STAGE_ERROR_CONFIG);
    }
}

/* Whatever a file holds, it is read or refused. */
static void
any_file(void)
{
    static const char *const pieces[] = { "[",           "]",        "standaard", "\n",          "=",
                                          " 2027-08-01", "momenten", "start",     " 0%..25%",    ";",
                                          "99%",         "+",        "d",         "opleidingen", "\xff",
                                          "minimaal",    "-1",       "7",         "#",           "\\" };

    for (guint round = 0; round < 20000; round++) {
        g_autoptr(StageNorms) norms = stage_norms_new();
        g_autoptr(GString) text = g_string_new(test_chance(70) ? "[standaard]\n" : "");
        g_autoptr(GError) error = NULL;
        for (int n = g_test_rand_int_range(0, 20); n > 0; n--)
            g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
        if (!stage_norms_read(norms, text->str, "test", &error))
            g_assert_error(error, STAGE_ERROR, STAGE_ERROR_CONFIG);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/norm/built-in", built_in);
    g_test_add_func("/norm/choosing", choosing);
    g_test_add_func("/norm/versions", versions);
    g_test_add_func("/norm/keys", keys);
    g_test_add_func("/norm/refused", refused);
    g_test_add_func("/norm/any-file", any_file);
    return g_test_run();
}
