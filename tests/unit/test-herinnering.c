/* Reminders: what there is to tell of a placement on each of its days, whose turn it is in every case that
 * there can be, and when mail may go. */
#include "test.h"

#include <string.h>

#include "rules/feestdag.h"
#include "rules/herinnering.h"

/* Its windows: start until 5 October, tussen until 14 December, eind until 1 February. */
static const StageNormCase half_year = { .begin = { "2026-09-01" },
                                         .einde = { "2027-01-18" } }; /* 140 days */
enum { LENGTH = 140, AHEAD = 14 };

static StageDay
day(int number)
{
    return stage_day_plus(half_year.begin, number);
}

static int
between(int least, int most)
{
    return g_test_rand_int_range(least, most + 1);
}

/* --- points --- */

/* "nu 0:start:1 2026-10-05" of each, with commas. */
static char *
points_on(const StageNormCase *of, const StageContact *talks, guint n, const char *on, int ahead)
{
    g_autoptr(StageNorms) norms = stage_norms_new();
    g_autoptr(StageEvaluation) e = stage_evaluation_new();
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(StagePunt));
    StageDay when = STAGE_NO_DAY;
    GString *text = g_string_new(NULL);

    g_assert_true(stage_day_from_iso(on, &when));
    stage_evaluate(e, norms, of, talks, n, NULL, 0, when);
    stage_herinnering_punten(e, talks, n, when, ahead, points);
    for (guint i = 0; i < points->len; i++) {
        const StagePunt *p = &g_array_index(points, StagePunt, i);
        g_string_append_printf(text, "%s%s %s %s", i > 0 ? "," : "", stage_stappen[p->stap], p->punt,
                               p->voor.text);
        g_assert_cmpint(p->soort, <, STAGE_SOORTEN);
    }
    return g_string_free(text, FALSE);
}

#define assert_points(talks, n, on, expected)                                                                \
    do {                                                                                                     \
        g_autofree char *got = points_on(&half_year, talks, n, on, AHEAD);                                   \
        g_assert_cmpstr(got, ==, expected);                                                                  \
    } while (0)

static StageContact
a_talk(gint64 id, StageSoort soort, const char *planned, const char *held, const char *cancelled)
{
    StageContact c = { .id = id, .soort = soort, .aanwezig = { TRUE, TRUE, TRUE } };

    g_strlcpy(c.gepland.text, planned, sizeof c.gepland.text);
    g_strlcpy(c.gehouden.text, held, sizeof c.gehouden.text);
    g_strlcpy(c.geannuleerd.text, cancelled, sizeof c.geannuleerd.text);
    return c;
}

/* Nobody does anything, from before the first day until long after the last. */
static void
windows(void)
{
    assert_points(NULL, 0, "2026-08-20", "");
    assert_points(NULL, 0, "2026-09-01", "");
    assert_points(NULL, 0, "2026-09-20", "");
    assert_points(NULL, 0, "2026-09-21", "nu 0:start:1 2026-10-05"); /* 14 days before */
    assert_points(NULL, 0, "2026-10-05", "nu 0:start:1 2026-10-05");
    assert_points(NULL, 0, "2026-10-06", "laat 0:start:1 2026-10-05");
    assert_points(NULL, 0, "2026-11-29", "laat 0:start:1 2026-10-05");
    assert_points(NULL, 0, "2026-11-30", "laat 0:start:1 2026-10-05,nu 0:tussen:1 2026-12-14");
    assert_points(NULL, 0, "2027-01-18",
                  "laat 0:start:1 2026-10-05,laat 0:tussen:1 2026-12-14,nu 0:eind:1 2027-02-01");
    assert_points(NULL, 0, "2028-01-01", "");
}

/* How many days ahead counts to the day. */
static void
ahead(void)
{
    static const struct {
        int ahead;
        const char *before, *first;
    } cases[] = { { 0, "2026-10-04", "2026-10-05" },
                  { 1, "2026-10-03", "2026-10-04" },
                  { 20, "2026-09-14", "2026-09-15" },
                  { 365, "2026-08-31", "2026-09-01" } };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *none = points_on(&half_year, NULL, 0, cases[i].before, cases[i].ahead);
        g_autofree char *one = points_on(&half_year, NULL, 0, cases[i].first, cases[i].ahead);
        g_assert_cmpstr(none, ==, "");
        g_assert_cmpstr(one, ==, "nu 0:start:1 2026-10-05");
    }
}

/* What is held, waived or planned needs nobody. */
static void
done(void)
{
    const StageContact held = a_talk(1, STAGE_SOORT_START, "", "2026-09-22", "");
    const StageContact plan = a_talk(1, STAGE_SOORT_START, "2026-09-30", "", "");
    g_autoptr(StageNorms) norms = stage_norms_new();
    g_autoptr(StageEvaluation) e = stage_evaluation_new();
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(StagePunt));
    const StageWaiver waiver = { STAGE_SOORT_START, { "2026-09-22" } };

    assert_points(&held, 1, "2026-09-21", ""); /* it was planned then */
    assert_points(&held, 1, "2026-09-22", "");
    assert_points(&held, 1, "2026-10-20", "");
    assert_points(&plan, 1, "2026-09-22", "");
    assert_points(&plan, 1, "2026-09-30", "");
    stage_evaluate(e, norms, &half_year, NULL, 0, &waiver, 1, (StageDay){ "2026-10-20" });
    stage_herinnering_punten(e, NULL, 0, (StageDay){ "2026-10-20" }, AHEAD, points);
    g_assert_cmpuint(points->len, ==, 0);
}

/* A moment that closes and opens again has the name that it had. */
static void
reopens(void)
{
    StageContact talk = a_talk(7, STAGE_SOORT_START, "", "2026-09-30", "");

    assert_points(NULL, 0, "2026-10-20", "laat 0:start:1 2026-10-05");
    assert_points(&talk, 1, "2026-10-20", "");
    talk = a_talk(7, STAGE_SOORT_START, "2026-10-30", "", "");
    assert_points(&talk, 1, "2026-10-20", "laat 0:start:1 2026-10-05"); /* too late to count */
    talk = a_talk(7, STAGE_SOORT_START, "2026-09-30", "", "2026-10-10");
    assert_points(&talk, 1, "2026-10-20", "laat 0:start:1 2026-10-05");
}

/* The talk stands for its moment; other moments stand for themselves. */
static void
not_logged(void)
{
    const StageContact start = a_talk(12, STAGE_SOORT_START, "2026-09-30", "", "");
    const StageContact extra = a_talk(13, STAGE_SOORT_EXTRA, "2026-09-30", "", "");
    const StageContact outside = a_talk(14, STAGE_SOORT_START, "2026-12-01", "", "");
    const StageContact two[] = { a_talk(21, STAGE_SOORT_START, "2026-09-28", "", ""),
                                 a_talk(22, STAGE_SOORT_START, "2026-09-30", "", "") };

    assert_points(&start, 1, "2026-10-01", "onbekend gesprek 12 2026-09-30");
    assert_points(&start, 1, "2026-10-20", "onbekend gesprek 12 2026-09-30");
    assert_points(&start, 1, "2026-12-01", "nu 0:tussen:1 2026-12-14,onbekend gesprek 12 2026-09-30");
    assert_points(&extra, 1, "2026-10-01", "nu 0:start:1 2026-10-05,onbekend gesprek 13 2026-09-30");
    assert_points(&outside, 1, "2026-12-02",
                  "laat 0:start:1 2026-10-05,nu 0:tussen:1 2026-12-14,onbekend gesprek 14 2026-12-01");
    assert_points(two, 2, "2026-10-01", "onbekend gesprek 21 2026-09-28,onbekend gesprek 22 2026-09-30");
}

/* A placement of more than a school year asks for a moment of each kind in each part. */
static void
years(void)
{
    const StageNormCase two_years = { .begin = { "2026-09-01" }, .einde = { "2028-06-30" } };
    g_autofree char *late = points_on(&two_years, NULL, 0, "2027-07-31", 0);
    g_autofree char *next = points_on(&two_years, NULL, 0, "2028-06-01", 0);

    g_assert_nonnull(strstr(late, "laat 0:start:1"));
    g_assert_nonnull(strstr(late, "laat 0:tussen:1"));
    g_assert_null(strstr(late, "1:start:1"));
    g_assert_nonnull(strstr(next, "laat 1:start:1"));
}

/* On any day and with any talks: no point twice; a moment that has a talk or that can wait is none; a talk is
 * one exactly when nobody said what became of it; and all of that is so on each day for itself. */
static void
any_state(void)
{
    g_autoptr(StageNorms) norms = stage_norms_new();
    g_autoptr(StageEvaluation) e = stage_evaluation_new();
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(StagePunt));

    for (guint round = 0; round < 20000; round++) {
        StageContact talks[4];
        guint n = (guint)between(0, G_N_ELEMENTS(talks)), expected = 0;
        StageDay on = day(between(-10, LENGTH + 40));
        g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
        for (guint i = 0; i < n; i++) {
            int kind = between(0, 2);
            talks[i] = a_talk(i + 1, (StageSoort)between(0, STAGE_SOORTEN - 1), day(between(0, LENGTH)).text,
                              kind == 1 ? day(between(0, LENGTH)).text : "",
                              kind == 2 ? day(between(0, LENGTH)).text : "");
        }
        stage_evaluate(e, norms, &half_year, talks, n, NULL, 0, on);
        g_array_set_size(points, 0);
        stage_herinnering_punten(e, talks, n, on, AHEAD, points);
        for (guint i = 0; i < points->len; i++) {
            StagePunt *p = &g_array_index(points, StagePunt, i);
            g_assert_true(g_hash_table_add(names, p->punt));
            g_assert_true(stage_day_is_set(p->voor));
            g_assert_true((p->stap == STAGE_STAP_NU) == (stage_day_compare(on, p->voor) <= 0));
        }
        for (guint i = 0; i < n; i++) {
            g_autofree char *name = g_strdup_printf("gesprek %u", i + 1);
            gboolean open = strcmp(talks[i].gepland.text, on.text) < 0 &&
                            (talks[i].gehouden.text[0] == '\0' ||
                             strcmp(talks[i].gehouden.text, on.text) > 0) &&
                            (talks[i].geannuleerd.text[0] == '\0' ||
                             strcmp(talks[i].geannuleerd.text, on.text) > 0);
            if (open && stage_day_is_set(talks[i].gehouden))
                continue; /* it was held after that day: a plan that moved */
            g_assert_true(g_hash_table_contains(names, name) == open);
            expected += open ? 1 : 0;
        }
        for (guint i = 0; i < e->moments->len; i++) {
            const StageMoment *m = stage_moment_at(e, i);
            g_autofree char *name = g_strdup_printf("0:%s:%u", stage_gesprek_soorten[m->soort], m->nummer);
            gboolean late = m->stand == STAGE_STAND_LAAT, now = m->stand == STAGE_STAND_NU;
            int left = stage_day_number(m->tot) - stage_day_number(on);
            gboolean listed = g_hash_table_contains(names, name);
            g_assert_true(!listed || late || (now && left >= 0 && left <= AHEAD));
            g_assert_true(listed || e->unknown > 0 || !(late || (now && left <= AHEAD)));
            expected += listed ? 1 : 0;
        }
        g_assert_cmpuint(points->len, >=, expected);
    }
}

static void
of_rows(void)
{
    static const struct {
        StageStap stap;
        const char *name;
    } cases[] = { { STAGE_STAP_ONBEKEND, "gesprek 9223372036854775807" },
                  { STAGE_STAP_AFSPRAAK, "afspraak 9223372036854775807" },
                  { STAGE_STAP_SIGNAAL, "signaal 9223372036854775807" },
                  { STAGE_STAP_STOP, "blokkade 9223372036854775807" },
                  { STAGE_STAP_ONBESTELBAAR, "blokkade 9223372036854775807" },
                  { STAGE_STAP_POST, "post 9223372036854775807" } };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        StagePunt p;
        stage_punt_of_row(&p, cases[i].stap, G_MAXINT64, day(3));
        g_assert_cmpstr(p.punt, ==, cases[i].name);
        g_assert_cmpint(p.stap, ==, cases[i].stap);
        g_assert_cmpint(p.soort, ==, STAGE_SOORTEN);
        g_assert_cmpstr(p.voor.text, ==, "2026-09-04");
    }
    g_assert_cmpuint(g_strv_length((char **)(guintptr)stage_stappen), ==, STAGE_STAPPEN);
}

/* --- whose turn it is --- */

/* Who is told, one after another, of each step that is of no more than that: d the docent, c the coordinator.
 */
static const char *const turns[STAGE_STAPPEN] = {
    [STAGE_STAP_NU] = "dd",          [STAGE_STAP_LAAT] = "ddc",    [STAGE_STAP_ONBEKEND] = "ddc",
    [STAGE_STAP_AFSPRAAK] = "ddc",   [STAGE_STAP_SIGNAAL] = "ddc", [STAGE_STAP_STOP] = "d",
    [STAGE_STAP_ONBESTELBAAR] = "d", [STAGE_STAP_POST] = "dd",
};

/* The rule once more: the coordinator ends it; whom no mail reaches has had their turns. */
static StageBeurt
expected_turn(StageStap stap, const StageHerinnerd *told, gboolean reachable, int since, int gap)
{
    const char *order = reachable ? turns[stap] : "c";
    gsize at = reachable ? told->docent : 0;

    if (told->coordinator > 0)
        return STAGE_BEURT_STIL;
    if (at >= strlen(order) && strchr(order, 'c') == NULL)
        return STAGE_BEURT_STIL;
    if (since >= 0 && since < gap)
        return STAGE_BEURT_WACHT;
    return at < strlen(order) && order[at] == 'd' ? STAGE_BEURT_DOCENT : STAGE_BEURT_COORDINATOR;
}

static void
every_case(void)
{
    guint seen[4] = { 0 };

    for (int stap = 0; stap < STAGE_STAPPEN; stap++)
        for (guint docent = 0; docent <= 3; docent++)
            for (guint coordinator = 0; coordinator <= 1; coordinator++)
                for (int reachable = 0; reachable <= 1; reachable++)
                    for (int gap = 1; gap <= 10; gap += 3)
                        for (int since = -1; since <= 12; since++) {
                            StageDay on = day(50), again = day(99);
                            const StageHerinnerd told = { docent, coordinator,
                                                          since < 0 ? STAGE_NO_DAY : day(50 - since) };
                            StageBeurt turn = stage_herinnering_beurt((StageStap)stap, &told, reachable, gap,
                                                                      on, &again);
                            g_assert_cmpint(turn, ==,
                                            expected_turn((StageStap)stap, &told, reachable, since, gap));
                            g_assert_cmpstr(again.text, ==,
                                            turn == STAGE_BEURT_WACHT ? day(50 - since + gap).text : "");
                            g_assert_cmpint(
                                turn, ==,
                                stage_herinnering_beurt((StageStap)stap, &told, reachable, gap, on, NULL));
                            seen[turn]++;
                        }
    for (gsize i = 0; i < G_N_ELEMENTS(seen); i++)
        g_assert_cmpuint(seen[i], >, 0);
}

/* Tells whoever's turn it is; TRUE when somebody was. */
static gboolean
tell(StageStap stap, StageHerinnerd *told, gboolean reachable, int gap, StageDay on, GString *said)
{
    StageBeurt turn = stage_herinnering_beurt(stap, told, reachable, gap, on, NULL);

    if (turn != STAGE_BEURT_DOCENT && turn != STAGE_BEURT_COORDINATOR)
        return FALSE;
    *(turn == STAGE_BEURT_DOCENT ? &told->docent : &told->coordinator) += 1;
    told->laatst = on;
    g_string_append_c(said, turn == STAGE_BEURT_DOCENT ? 'd' : 'c');
    return TRUE;
}

/* Whatever days are skipped and however often a day comes, a state that stays tells the same people in the
 * same order, with the days between, and then nobody. */
static void
any_days(void)
{
    for (guint round = 0; round < 20000; round++) {
        StageStap stap = (StageStap)between(0, STAGE_STAPPEN - 1);
        gboolean reachable = test_chance(80);
        int gap = between(1, 14), last = -1;
        StageHerinnerd told = { 0 };
        g_autoptr(GString) said = g_string_new(NULL);
        for (int on = 0; on < 400; on += between(0, 20)) {
            if (tell(stap, &told, reachable, gap, day(on), said)) {
                g_assert_true(last < 0 || on - last >= gap);
                last = on;
            }
            g_assert_false(tell(stap, &told, reachable, gap, day(on), said)); /* the same day again */
        }
        g_assert_cmpstr(said->str, ==, reachable ? turns[stap] : "c");
    }
}

/* The same when docenten come and go: two and one at most, and nothing after the coordinator. */
static void
any_docent(void)
{
    for (guint round = 0; round < 20000; round++) {
        StageStap stap = (StageStap)between(0, STAGE_STAPPEN - 1);
        StageHerinnerd told = { 0 };
        g_autoptr(GString) said = g_string_new(NULL);
        for (int on = 0; on < 400; on += between(0, 20))
            tell(stap, &told, test_chance(50), 7, day(on), said);
        g_assert_cmpuint(told.docent, <=, 2);
        g_assert_cmpuint(told.coordinator, <=, 1);
        const char *end = strchr(said->str, 'c');
        g_assert_true(end == NULL || end[1] == '\0');
    }
}

/* Day by day: on which days each is told. */
static void
daily(void)
{
    StageHerinnerd told = { 0 };
    g_autoptr(GString) said = g_string_new(NULL);
    g_autoptr(GString) days = g_string_new(NULL);

    for (int on = 0; on < 400; on++)
        if (tell(STAGE_STAP_LAAT, &told, TRUE, 7, day(on), said))
            g_string_append_printf(days, "%d ", on);
    g_assert_cmpstr(said->str, ==, "ddc");
    g_assert_cmpstr(days->str, ==, "0 7 14 ");
}

/* A clock that went back does not tell anybody twice. */
static void
days_back(void)
{
    const StageHerinnerd told = { 1, 0, day(50) };

    for (int on = 0; on < 57; on++)
        g_assert_cmpint(stage_herinnering_beurt(STAGE_STAP_LAAT, &told, TRUE, 7, day(on), NULL), ==,
                        STAGE_BEURT_WACHT);
}

/* --- when mail goes --- */

static void
hours(void)
{
    const StageVerzendtijd when = { .from = 480, .until = 1080, .weekdays = 0x1f };
    const StageDay monday = { "2026-11-23" };
    static const struct {
        int minute;
        StageTijd expected;
    } cases[] = { { 0, STAGE_TIJD_UREN },    { 479, STAGE_TIJD_UREN },  { 480, STAGE_TIJD_GOED },
                  { 1079, STAGE_TIJD_GOED }, { 1080, STAGE_TIJD_UREN }, { 1439, STAGE_TIJD_UREN } };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(stage_verzendtijd(&when, monday, cases[i].minute), ==, cases[i].expected);
    const StageVerzendtijd never = { .from = 600, .until = 600, .weekdays = 0x1f };
    for (int minute = 0; minute < 1440; minute++)
        g_assert_cmpint(stage_verzendtijd(&never, monday, minute), ==, STAGE_TIJD_UREN);
}

/* Each day of five years, with any working days and holidays: good exactly when nothing is against it, and
 * what is told is against it. */
static void
days(void)
{
    guint seen[STAGE_TIJD_VAKANTIE + 1] = { 0 };

    for (int n = 0; n < 5 * 365; n++) {
        const StagePlanPeriod closed[] = { { day(between(0, 1800)), day(between(0, 1800)) },
                                           { day(n - between(0, 2)), day(n + between(-2, 2)) } };
        StageVerzendtijd when = { .from = 480,
                                  .until = 1080,
                                  .weekdays = (guint)between(0, 127),
                                  .closed = closed,
                                  .n_closed = (guint)between(0, 2) };
        StageDay on = day(n);
        gboolean holiday = stage_feestdag(on) != NULL, shut = FALSE;
        gboolean off = (when.weekdays >> (stage_day_weekday(on) - 1) & 1) == 0;
        for (guint i = 0; i < when.n_closed; i++)
            shut = shut ||
                   (strcmp(closed[i].from.text, on.text) <= 0 && strcmp(on.text, closed[i].until.text) <= 0);
        StageTijd at_ten = stage_verzendtijd(&when, on, 600), at_night = stage_verzendtijd(&when, on, 0);
        const gboolean against[] = { [STAGE_TIJD_GOED] = !holiday && !off && !shut,
                                     [STAGE_TIJD_UREN] = FALSE,
                                     [STAGE_TIJD_VRIJ] = off,
                                     [STAGE_TIJD_FEESTDAG] = holiday,
                                     [STAGE_TIJD_VAKANTIE] = shut };
        g_assert_true(against[at_ten]);
        g_assert_cmpint(at_night, ==, at_ten == STAGE_TIJD_GOED ? STAGE_TIJD_UREN : at_ten);
        seen[at_ten]++;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(seen); i++)
        g_assert_true(seen[i] > 0 || i == STAGE_TIJD_UREN);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/herinnering/windows", windows);
    g_test_add_func("/herinnering/ahead", ahead);
    g_test_add_func("/herinnering/done", done);
    g_test_add_func("/herinnering/reopens", reopens);
    g_test_add_func("/herinnering/not-logged", not_logged);
    g_test_add_func("/herinnering/years", years);
    g_test_add_func("/herinnering/any-state", any_state);
    g_test_add_func("/herinnering/of-rows", of_rows);
    g_test_add_func("/herinnering/every-case", every_case);
    g_test_add_func("/herinnering/any-days", any_days);
    g_test_add_func("/herinnering/any-docent", any_docent);
    g_test_add_func("/herinnering/daily", daily);
    g_test_add_func("/herinnering/days-back", days_back);
    g_test_add_func("/herinnering/hours", hours);
    g_test_add_func("/herinnering/days", days);
    return g_test_run();
}
