/* What reports count with: periods, groups and their tables, and which small counts may be told. */
#include "test.h"

#include <string.h>

#include "report/groepen.h"

/* --- periods --- */

static void
period(void)
{
    static const struct {
        const char *on, *from, *until;                 /* as they were asked for; "": not */
        const char *is_from, *is_until, *first, *last; /* NULL: refused */
    } cases[] = {
        { "2026-11-23", "", "", "2026-11-09", "2026-11-23", "1900-01-01", "2026-11-23" },
        { "2024-03-14", "", "", "2024-02-29", "2024-03-14", "1900-01-01", "2024-03-14" },
        { "2025-03-14", "", "", "2025-02-28", "2025-03-14", "1900-01-01", "2025-03-14" },
        { "2026-11-23", "2026-01-01", "", "2026-01-01", "2026-11-23", "2026-01-01", "2026-11-23" },
        { "2026-11-23", "", "2026-06-30", "2026-06-16", "2026-06-30", "2026-06-16", "2026-06-30" },
        { "2026-11-23", "", "2027-06-30", "2027-06-16", "2027-06-30", "2027-06-16", "2026-11-23" },
        { "2026-11-23", "2026-11-23", "2026-11-23", "2026-11-23", "2026-11-23", "2026-11-23", "2026-11-23" },
        { "2026-11-23", "2026-11-24", "", NULL, NULL, NULL, NULL },
        { "2026-11-23", "2026-10-01", "2026-09-30", NULL, NULL, NULL, NULL },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        StageSelectie of = { 0 };
        g_strlcpy(of.on.text, cases[i].on, sizeof of.on.text);
        g_strlcpy(of.from.text, cases[i].from, sizeof of.from.text);
        g_strlcpy(of.until.text, cases[i].until, sizeof of.until.text);
        if (cases[i].is_from == NULL) {
            test_failed(stage_selectie_complete(&of, &error), &error, STAGE_ERROR_BAD_INPUT);
            continue;
        }
        test_done(stage_selectie_complete(&of, &error), &error);
        g_assert_cmpstr(of.from.text, ==, cases[i].is_from);
        g_assert_cmpstr(of.until.text, ==, cases[i].is_until);
        g_assert_cmpstr(stage_selectie_first(&of).text, ==, cases[i].first);
        g_assert_cmpstr(stage_selectie_last(&of).text, ==, cases[i].last);
    }
}

static void
month(void)
{
    static const char *const days[] = { "1999-12-31", "2000-01-01", "2024-02-29", "2026-12-01",
                                        "2027-01-31" };

    for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
        StageDay day;
        char text[STAGE_MONTH_SIZE];
        g_strlcpy(day.text, days[i], sizeof day.text);
        stage_month_text(stage_month_of(day), text);
        g_assert_true(g_str_has_prefix(days[i], text));
        g_assert_cmpuint(strlen(text), ==, 7);
    }
    g_assert_cmpint(stage_month_of((StageDay){ "2027-01-01" }) - stage_month_of((StageDay){ "2026-12-31" }),
                    ==, 1);
}

/* --- tables of groups --- */

enum { ALL = 1, OPEN, DICHT, ROOD, DAGEN, COUNTERS };
static const StageCijfer cijfers[] = {
    { ALL }, { OPEN }, { DICHT }, { ROOD }, { DAGEN, DICHT }, { ROOD, ALL }
};
enum { FIGURES = G_N_ELEMENTS(cijfers), GEMIDDELD = 4, AANDEEL };
static const StageColumn columns[] = {
    { "naam", NULL, STAGE_COLUMN_TEXT },       { "all", NULL, STAGE_COLUMN_NUMBER },
    { "open", NULL, STAGE_COLUMN_NUMBER },     { "dicht", NULL, STAGE_COLUMN_NUMBER },
    { "rood", NULL, STAGE_COLUMN_NUMBER },     { "dagen", NULL, STAGE_COLUMN_NUMBER },
    { "aandeel", NULL, STAGE_COLUMN_PERCENT }, { 0 },
};
static const char *const words[] = { "een", "twee", "drie", "vier", "vijf", "zes", NULL };

static void
values(void)
{
    g_autoptr(StageGroepen) groepen = stage_groepen_new(COUNTERS);
    static const StageCijfer loose[] = { { ALL },  { OPEN, .los = TRUE }, { DICHT },
                                         { ROOD }, { DAGEN, DICHT },      { ROOD, ALL } };
    const StageGroepTabel tabel = { .columns = columns, .leading = 1, .cijfers = loose };
    StageValue out[1 + FIGURES];
    gint64 *two = stage_groepen_at(groepen, 2), *one = stage_groepen_at(groepen, 1);

    g_assert_true(two == stage_groepen_at(groepen, 2));
    g_assert_true(stage_groepen_find(groepen, 3) == NULL);
    two[ALL] = 3, two[ROOD] = 1, two[DICHT] = 2, two[DAGEN] = 5;
    one[ALL] = 5, one[ROOD] = 1;
    stage_groepen_name_words(groepen, words);
    stage_groep_values(groepen, stage_groepen_get(groepen, 0), &tabel, out);
    g_assert_cmpstr(out[0].text, ==, "een");
    g_assert_cmpint(out[1 + AANDEEL].number, ==, 200);
    g_assert_true(out[1 + GEMIDDELD].type == STAGE_NULL &&
                  !stage_is_few(out[1 + GEMIDDELD])); /* of nothing */
    stage_groep_values(groepen, stage_groepen_get(groepen, 1), &tabel, out);
    g_assert_cmpint(out[1 + AANDEEL].number, ==, 333);
    g_assert_cmpint(out[1 + GEMIDDELD].number, ==, 3); /* 2.5, upward */
    stage_groep_values(groepen, NULL, &tabel, out);
    g_assert_cmpint(out[1].number, ==, 8);
    g_assert_true(out[2].type == STAGE_NULL);
    g_assert_cmpint(out[1 + AANDEEL].number, ==, 250);
}

/* All together counted apart: a thing may be in several groups. */
static void
apart(void)
{
    g_autoptr(StageGroepen) groepen = stage_groepen_new(COUNTERS);
    const StageGroepTabel tabel = { .columns = columns, .leading = 1, .cijfers = cijfers };
    StageValue out[1 + FIGURES];

    stage_groepen_at(groepen, 1)[ALL] = 1;
    stage_groepen_at(groepen, 2)[ALL] = 1;
    stage_groepen_total(groepen)[ALL] = 1;
    stage_groep_values(groepen, NULL, &tabel, out);
    g_assert_cmpint(out[1].number, ==, 1);
}

/* --- small counts --- */

enum { ROWS_MAX = 5 };

/* The same things in two tables: each thing falls in a random row of either. */
static void
fill(StageGroepen *one, StageGroepen *other)
{
    int rows = g_test_rand_int_range(1, ROWS_MAX + 1), kinds = g_test_rand_int_range(1, ROWS_MAX + 1);

    for (int n = g_test_rand_int_range(1, 40); n > 0; n--) {
        gint64 *tel[] = { stage_groepen_at(one, g_test_rand_int_range(1, rows + 1)),
                          stage_groepen_at(other, g_test_rand_int_range(1, kinds + 1)) };
        gboolean open = test_chance(60), red = test_chance(30);
        for (guint t = 0; t < 2; t++) {
            tel[t][ALL]++;
            tel[t][open ? OPEN : DICHT]++;
            tel[t][ROOD] += red ? 1 : 0;
            tel[t][DAGEN] += open ? 0 : 10;
        }
    }
    stage_groepen_name_words(one, words);
    stage_groepen_name_words(other, words);
}

typedef struct {
    guint hidden;     /* rows whose whole is not told */
    gint64 told, sum; /* what the others have, and what all have */
    gboolean has_total;
    gboolean tells_parts; /* of each row; else of all of a row or none of it */
} Seen;

/* What a reader sees of a table; that no small count itself is among it. */
static Seen
look(StageGroepen *groepen, StageGeheim geheim)
{
    const StageGroepTabel tabel = { columns, 1, cijfers, geheim };
    Seen seen = { .tells_parts = TRUE };
    StageValue out[1 + FIGURES];

    for (guint i = 0; i < stage_groepen_count(groepen); i++) {
        const StageGroep *groep = stage_groepen_get(groepen, i);
        guint parts = 0;
        stage_groep_values(groepen, groep, &tabel, out);
        for (guint c = 0; c < FIGURES; c++) {
            gint64 counted = groep->tel[cijfers[c].teller];
            g_assert_true(stage_is_few(out[1 + c]) || cijfers[c].noemer != 0 || counted == 0 ||
                          counted >= STAGE_FEW);
            g_assert_true(stage_is_few(out[1 + c]) || cijfers[c].noemer != 0 || out[1 + c].number == counted);
            parts += c > 0 && !stage_is_few(out[1 + c]) ? 1 : 0;
        }
        g_assert_true(parts == 0 || parts == FIGURES - 1); /* one would tell of another */
        g_assert_true(parts == 0 || !stage_is_few(out[1]));
        seen.tells_parts = seen.tells_parts && parts > 0;
        seen.hidden += stage_is_few(out[1]) ? 1 : 0;
        seen.told += stage_is_few(out[1]) ? 0 : out[1].number;
        seen.sum += groep->tel[ALL];
    }
    stage_groep_values(groepen, NULL, &tabel, out);
    seen.has_total = !stage_is_few(out[1]);
    for (guint c = 1; c < FIGURES; c++) /* with the parts of all together, those of a row would follow */
        g_assert_true(stage_is_few(out[1 + c]) || seen.tells_parts);
    return seen;
}

/* Whether a row that is not told can have two numbers at least, when all together have one of `totals`: each
 * total is tried, and so is each number, without what the program reckons with. */
static gboolean
is_open(Seen seen, const gboolean *totals, gint64 n_totals)
{
    guint possible = 0;

    for (gint64 x = 1; x < STAGE_FEW; x++) {
        gboolean can = FALSE;
        for (gint64 total = 0; !can && total < n_totals; total++) {
            gint64 rest = total - seen.told - x, others = (gint64)seen.hidden - 1;
            can = totals[total] && rest >= others && rest <= others * (STAGE_FEW - 1);
        }
        possible += can ? 1 : 0;
    }
    return possible >= 2;
}

enum { MOST = 100 };

/* The totals that a table can have by what is seen of it. */
static void
narrow(Seen seen, gboolean totals[MOST])
{
    for (gint64 total = 0; total < MOST; total++) {
        gint64 rest = total - seen.told;
        totals[total] = totals[total] && rest >= seen.hidden &&
                        rest <= (gint64)seen.hidden * (STAGE_FEW - 1) &&
                        (!seen.has_total || total == seen.sum);
    }
}

static void
few(void)
{
    guint kept = 0, left_out = 0, whole = 0;

    for (guint round = 0; round < 20000; round++) {
        g_autoptr(StageGroepen) one = stage_groepen_new(COUNTERS);
        g_autoptr(StageGroepen) other = stage_groepen_new(COUNTERS);
        StageGeheim of_one, of_other;
        gboolean totals[MOST];
        fill(one, other);
        stage_groepen_keep(one, other, cijfers, FIGURES, &of_one, &of_other);
        Seen a = look(one, of_one);
        for (guint i = 0; i < MOST; i++)
            totals[i] = TRUE;
        narrow(a, totals);
        if (of_other.nothing) {
            left_out++;
        } else {
            Seen b = look(other, of_other);
            g_assert_true(!b.tells_parts ||
                          a.tells_parts); /* nor do the parts of one table tell of the other */
            narrow(b, totals);
            g_assert_true(b.hidden == 0 || is_open(b, totals, MOST));
            kept += b.hidden > 0 ? 1 : 0;
        }
        g_assert_true(a.hidden == 0 || is_open(a, totals, MOST));
        whole += a.hidden == 0 && a.has_total ? 1 : 0;
    }
    /* It is no use to hide all. */
    g_assert_cmpuint(kept, >, 1000);
    g_assert_cmpuint(left_out, >, 100);
    g_assert_cmpuint(whole, >, 1000);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rapport/period", period);
    g_test_add_func("/rapport/month", month);
    g_test_add_func("/rapport/values", values);
    g_test_add_func("/rapport/apart", apart);
    g_test_add_func("/rapport/few", few);
    return g_test_run();
}
