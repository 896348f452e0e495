/* Texts that are nearly equal: the measure against a naive count, how many the bands find, the table against
 * the same made anew, and what is found in a store. */
#include "test.h"

#include <string.h>

#include "base/gelijkenis.h"
#include "base/text.h"
#include "model/begeleidingskeuze.h"
#include "model/gelijkenis.h"
#include "model/gesprek.h"
#include "model/handeling.h"
#include "model/inschatting.h"
#include "model/journaal.h"
#include "model/leerbedrijf.h"
#include "model/notitie.h"
#include "model/plaatsing.h"
#include "model/student.h"
#include "random.h"

static const StageActor actor = { "2026-11-23T10:00:00Z", "kees", "test" };

/* --- the measure --- */

static GString *
random_text(int words, int vocabulary)
{
    GString *text = g_string_new(NULL);

    for (int i = 0; i < words; i++)
        g_string_append_printf(text, "%sw%d", i > 0 ? " " : "", g_test_rand_int_range(0, vocabulary));
    return text;
}

/* Some words changed, left out, put in. */
static char *
edited(const char *text, int edits)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    guint n = g_strv_length(words);
    GString *out = g_string_new(NULL);

    for (; edits > 0; edits--) {
        char **word = &words[g_test_rand_int_range(0, (gint32)n)];
        char *other = test_chance(33)   ? g_strdup("")
                      : test_chance(50) ? g_strdup_printf("x%d", g_test_rand_int_range(0, 1000))
                                        : g_strdup_printf("%s y%d", *word, g_test_rand_int_range(0, 1000));
        g_free(*word);
        *word = other;
    }
    for (guint i = 0; i < n; i++)
        if (*words[i] != '\0')
            g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", words[i]);
    return g_string_free(out, FALSE);
}

static GHashTable *
naive_shingles(const char *text)
{
    GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *folded = stage_fold(text);
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);

    for (guint i = 0; i + 2 < g_strv_length(words); i++)
        g_hash_table_add(set, g_strjoin(" ", words[i], words[i + 1], words[i + 2], NULL));
    return set;
}

static guint
naive(const char *one, const char *other)
{
    g_autoptr(GHashTable) a = naive_shingles(one), b = naive_shingles(other);
    GHashTableIter iter;
    void *shingle = NULL;
    guint both = 0;

    if (g_hash_table_size(a) < 3 || g_hash_table_size(b) < 3)
        return 0;
    g_hash_table_iter_init(&iter, a);
    while (g_hash_table_iter_next(&iter, &shingle, NULL))
        both += g_hash_table_contains(b, shingle) ? 1 : 0;
    return both * 100 / (g_hash_table_size(a) + g_hash_table_size(b) - both);
}

static void
like_the_naive_count(void)
{
    guint seen[5] = { 0 };

    for (int i = 0; i < 5000; i++) {
        int vocabulary = test_any(((const int[]){ 2, 5, 50 }));
        g_autoptr(GString) one = random_text(g_test_rand_int_range(0, 60), vocabulary),
                           other = random_text(g_test_rand_int_range(0, 60), vocabulary);
        g_autofree char *near = one->len == 0 ? g_strdup("") : edited(one->str, g_test_rand_int_range(0, 12));
        guint percent = stage_gelijkenis(one->str, near);

        g_assert_cmpuint(percent, ==, naive(one->str, near));
        g_assert_cmpuint(percent, ==, stage_gelijkenis(near, one->str));
        g_assert_cmpuint(stage_gelijkenis(one->str, other->str), ==, naive(one->str, other->str));
        seen[MIN(percent / 25, 4)]++;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(seen); i++)
        g_assert_cmpuint(seen[i], >, 0);
}

static gboolean
share_a_band(const char *one, const char *other)
{
    gint64 a[STAGE_GELIJKENIS_BANDS], b[STAGE_GELIJKENIS_BANDS];

    if (!stage_gelijkenis_bands(one, a) || !stage_gelijkenis_bands(other, b))
        return FALSE;
    for (guint i = 0; i < STAGE_GELIJKENIS_BANDS; i++)
        if (a[i] == b[i])
            return TRUE;
    return FALSE;
}

/* Of texts that are alike for 80 % at least 95 % share a band, and of those that hardly are few do. */
static void
recall(void)
{
    guint near = 0, found = 0, far = 0, taken = 0;

    for (int i = 0; i < 8000; i++) {
        g_autoptr(GString) one = random_text(g_test_rand_int_range(20, 120), 3000);
        g_autofree char *other = edited(one->str, g_test_rand_int_range(1, 12));
        guint percent = stage_gelijkenis(one->str, other);
        g_autoptr(GString) elsewhere = random_text(60, 3000);

        if (percent >= 80) {
            near++;
            found += share_a_band(one->str, other) ? 1 : 0;
        }
        far++;
        taken += share_a_band(one->str, elsewhere->str) ? 1 : 0;
    }
    g_test_message("%u of %u with at least 80 %% share a band; %u of %u others", found, near, taken, far);
    g_assert_cmpuint(near, >, 1000);
    g_assert_cmpuint(found * 100, >=, near * 95);
    g_assert_cmpuint(taken * 100, <=, far);
}

/* The bands stand in stores: they may never come out otherwise, on whatever machine. */
static void
fixed(void)
{
    static const gint64 expected[STAGE_GELIJKENIS_BANDS] = {
        G_GINT64_CONSTANT(-2493920638787252915), G_GINT64_CONSTANT(7407443377880587187),
        G_GINT64_CONSTANT(-8561255777278392832), G_GINT64_CONSTANT(-9107602019252639006),
        G_GINT64_CONSTANT(8239559199528350562),  G_GINT64_CONSTANT(-7437225192423514137)
    };
    gint64 bands[STAGE_GELIJKENIS_BANDS] = { 0 };

    g_assert_true(stage_gelijkenis_bands("De kassa wordt nu toevertrouwd, omdat de telling klopte.", bands));
    for (guint i = 0; i < STAGE_GELIJKENIS_BANDS; i++)
        g_assert_cmpint(bands[i], ==, expected[i]);
}

static void
short_and_odd(void)
{
    static const char *const shorts[] = { "",
                                          "goed",
                                          "een twee drie vier",
                                          "goed goed goed goed goed goed goed",
                                          "a b a b a b a b",
                                          "... --- ... --- ... ---",
                                          "\xff\xfe drie vier vijf zes zeven",
                                          "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e" };
    static const char one[] = "Zoë vroeg hóe de ILO's telling klopte, bij\nde\tkassa";
    static const char same[] = "zoe vroeg hoe de ilos telling klopte bij de KASSA!";
    gint64 bands[STAGE_GELIJKENIS_BANDS] = { 42 };

    for (gsize i = 0; i < G_N_ELEMENTS(shorts); i++) {
        g_assert_false(stage_gelijkenis_bands(shorts[i], bands));
        g_assert_cmpint(bands[0], ==, 42);
        g_assert_cmpuint(stage_gelijkenis(shorts[i], shorts[i]), ==, 0);
        g_assert_cmpuint(stage_gelijkenis(shorts[i], one), ==, 0);
    }
    g_assert_true(stage_gelijkenis_bands("een twee drie vier vijf", bands));
    g_assert_cmpuint(stage_gelijkenis(one, same), ==, 100);
}

static void
longest(void)
{
    g_autoptr(GString) one = g_string_new(NULL);

    while (one->len < STAGE_NOTE_MAX)
        g_string_append_printf(one, "é%d😀 ", g_test_rand_int_range(0, 5000));
    g_autofree char *other = g_strconcat("Vooraf nog dit: ", one->str, NULL);
    g_assert_cmpuint(stage_gelijkenis(one->str, other), ==, naive(one->str, other));
    g_assert_cmpuint(stage_gelijkenis(one->str, other), >=, 99);
    g_assert_true(share_a_band(one->str, other));
}

/* Bytes of any kind: what is valid and what is not. */
static void
hostile(void)
{
    for (int i = 0; i < 2000; i++) {
        char bytes[200];
        gint64 bands[STAGE_GELIJKENIS_BANDS];
        int n = g_test_rand_int_range(0, sizeof bytes);

        for (int b = 0; b < n; b++)
            bytes[b] = (char)(test_chance(30) ? ' ' : g_test_rand_int_range(1, i % 2 == 0 ? 256 : 128));
        bytes[n] = '\0';
        gboolean enough = stage_gelijkenis_bands(bytes, bands);
        g_assert_cmpuint(stage_gelijkenis(bytes, bytes), ==, enough ? 100 : 0);
    }
}

/* --- the table --- */

typedef struct {
    char *folder;
    StageDb *db;
} World;

static World
begin_world(void)
{
    World w = { .folder = test_folder() };

    w.db = test_store(w.folder);
    return w;
}

static void
end_world(World *w)
{
    stage_db_rollback(w->db);
    stage_db_close(w->db);
    test_folder_free(w->folder);
}

static gint64
begin_action(StageDb *db)
{
    g_autoptr(GError) error = NULL;
    gint64 id = 0;

    test_done(stage_db_begin(db, &error), &error);
    test_done(stage_handeling_begin(db, &actor, &id, &error), &error);
    return id;
}

/* FALSE when it changed nothing and was taken back. */
static gboolean
end_action(StageDb *db, gint64 id)
{
    g_autoptr(GError) error = NULL;
    gboolean changed = FALSE;

    test_done(stage_handeling_end(db, id, &changed, &error), &error);
    if (changed)
        test_done(stage_db_commit(db, &error), &error);
    else
        stage_db_rollback(db);
    return changed;
}

/* FALSE when it was refused, and nothing has changed. */
static gboolean
undo(StageDb *db, gint64 undone)
{
    g_autoptr(GError) error = NULL;
    gint64 id = begin_action(db);

    test_done(stage_handeling_undoes(db, id, undone, &error), &error);
    if (stage_journaal_undo(db, undone, NULL))
        return end_action(db, id);
    stage_db_set_action(db, STAGE_NO_ACTION);
    stage_db_rollback(db);
    return FALSE;
}

static char *
table(StageDb *db)
{
    static const char sql[] = "SELECT band, tabel, rij FROM gelijkenis ORDER BY band, tabel, rij";
    g_autoptr(GError) error = NULL;
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_NO_ARGS, &error);
    GString *out = g_string_new(NULL);

    g_assert_no_error(error);
    while (stage_stmt_next(rows))
        g_string_append_printf(out, "%" G_GINT64_FORMAT " %s %" G_GINT64_FORMAT "\n",
                               stage_stmt_number(rows, 0), stage_stmt_text(rows, 1),
                               stage_stmt_number(rows, 2));
    test_done(stage_stmt_done(rows, &error), &error);
    return g_string_free(out, FALSE);
}

/* That the table is what it would be when it was made anew; gives how long it is. */
static gsize
is_up_to_date(StageDb *db)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *kept = table(db);

    test_done(stage_db_begin(db, &error), &error);
    test_done(stage_gelijkenis_all(db, &error), &error);
    g_autofree char *made = table(db);
    stage_db_rollback(db);
    g_assert_cmpstr(kept, ==, made);
    return strlen(made);
}

static void
change_something(StageDb *db)
{
    static const StageEntity *const texts[] = { &stage_notitie, &stage_inschatting,
                                                &stage_begeleidingskeuze };
    const StageEntity *of = test_chance(70) ? test_any(texts) : random_table();
    g_autofree void *entity = g_malloc0(of->size);
    gint64 id = random_row(db, of);

    if (id == 0 || test_chance(50)) {
        if (random_entity(db, of, entity))
            stage_entity_add(of, db, entity, NULL);
    } else if (test_chance(70)) {
        *(gint64 *)entity = id;
        if (random_entity(db, of, entity))
            stage_entity_save(of, db, entity, NULL);
    } else {
        stage_entity_remove(of, db, id, NULL);
    }
    stage_entity_clear(of, entity);
}

/* Whatever is added, changed, removed or undone, the table is what it would be when it was made anew. */
static void
kept_up(void)
{
    enum { ACTIONS = 120 };
    gsize most = 0; /* of all rounds: in one of them no text may be long enough */
    guint undone = 0;

    for (int round = 0; round < 3; round++) {
        World w = begin_world();
        gint64 ids[ACTIONS] = { 0 };

        for (int i = 0; i < ACTIONS; i++) {
            gint64 id = begin_action(w.db);
            for (int n = i < 20 ? 10 : g_test_rand_int_range(1, 8); n > 0; n--)
                change_something(w.db);
            ids[i] = end_action(w.db, id) ? id : 0;
            id = ids[g_test_rand_int_range(MAX(i - 3, 0), i + 1)];
            if (id != 0 && test_chance(40))
                undone += undo(w.db, id) ? 1 : 0;
            most = MAX(most, is_up_to_date(w.db));
        }
        end_world(&w);
    }
    g_assert_cmpuint(most, >, 0);
    g_assert_cmpuint(undone, >, 0);
}

/* --- what is found --- */

typedef struct {
    gint64 student, plaatsing, gesprek;
} Place;

/* A student with a placement and a talk. */
static Place
add_place(StageDb *db, const char *nummer)
{
    StageStudent s = { .nummer = g_strdup(nummer) };
    StageLeerbedrijf l = { .naam = g_strdup_printf("Bakkerij %s", nummer) };
    StageGesprek g = { .soort = g_strdup("tussen"), .gepland = { "2026-03-02" } };
    g_autoptr(GError) error = NULL;

    s.naam.achternaam = g_strdup("Jansen");
    test_done(stage_entity_add(&stage_student, db, &s, &error), &error);
    test_done(stage_entity_add(&stage_leerbedrijf, db, &l, &error), &error);
    StagePlaatsing p = {
        .student = s.id, .leerbedrijf = l.id, .begin = { "2026-02-01" }, .einde = { "2026-07-01" }
    };
    test_done(stage_entity_add(&stage_plaatsing, db, &p, &error), &error);
    g.plaatsing = p.id;
    test_done(stage_entity_add(&stage_gesprek, db, &g, &error), &error);
    const Place place = { s.id, p.id, g.id };
    stage_entity_clear(&stage_student, &s);
    stage_entity_clear(&stage_leerbedrijf, &l);
    stage_entity_clear(&stage_plaatsing, &p);
    stage_entity_clear(&stage_gesprek, &g);
    return place;
}

static gint64
add_note(StageDb *db, const Place *place, const char *text, gboolean confidential)
{
    StageNotitie n = { .gesprek = place->gesprek,
                       .sleutel = 1,
                       .tekst = g_strdup(text),
                       .vertrouwelijk = confidential ? STAGE_YES : 0 };
    g_autoptr(GError) error = NULL;

    test_done(stage_entity_add(&stage_notitie, db, &n, &error), &error);
    gint64 id = n.id;
    stage_entity_clear(&stage_notitie, &n);
    return id;
}

static StageGelijkenisVondst
find(StageDb *db, const char *text, const Place *of, gint64 own)
{
    const StageGelijkenisVraag vraag = { text, of == NULL ? 0 : of->student, own == 0 ? NULL : "notitie",
                                         own };
    StageGelijkenisVondst found = { .rij = -1 };
    g_autoptr(GError) error = NULL;

    test_done(stage_gelijkenis_find(db, &vraag, &found, &error), &error);
    return found;
}

#define NOTE                                                                                                 \
    "Deed de intake van een nieuwe bewoner zelf, van het eerste gesprek tot het zorgplan, en vroeg daarna "  \
    "aan de verpleegkundige wat er nog beter kon."

static void
others_only(void)
{
    World w = begin_world();
    gint64 action = begin_action(w.db);
    const Place sem = add_place(w.db, "0001"), noor = add_place(w.db, "0002"), bram = add_place(w.db, "0003");
    gint64 own = add_note(w.db, &sem, NOTE, FALSE);
    gint64 secret = add_note(w.db, &noor, NOTE, TRUE);

    g_assert_true(end_action(w.db, action));
    g_assert_cmpint(find(w.db, NOTE, &sem, own).rij, ==, 0); /* one's own row, and a confidential one */
    g_assert_cmpint(find(w.db, NOTE, &sem, 0).rij, ==, 0);   /* one's own file */
    g_assert_cmpint(find(w.db, NOTE, NULL, own).rij, ==, 0); /* the row itself, whosever it is */
    g_assert_cmpint(find(w.db, "goed", NULL, 0).rij, ==, 0); /* too short */
    StageGelijkenisVondst found = find(w.db, NOTE, &noor, secret);
    g_assert_cmpint(found.rij, ==, own);
    g_assert_cmpstr(found.tabel, ==, "notitie");
    g_assert_cmpuint(found.percent, ==, 100);
    g_assert_cmpint(found.gesprek, ==, sem.gesprek);
    g_assert_cmpint(found.plaatsing, ==, sem.plaatsing);
    g_assert_cmpint(found.student, ==, sem.student);
    g_assert_cmpstr(found.datum.text, ==, "2026-03-02");

    /* The most alike of two. */
    action = begin_action(w.db);
    gint64 near = add_note(w.db, &bram, NOTE " Dat ging prima.", FALSE);
    g_assert_true(end_action(w.db, action));
    g_assert_cmpint(find(w.db, NOTE, &noor, 0).rij, ==, own);
    found = find(w.db, NOTE " Dat ging heel goed.", &sem, own);
    g_assert_cmpint(found.rij, ==, near);
    g_assert_cmpuint(found.percent, >=, STAGE_GELIJKENIS_NEAR);
    g_assert_cmpuint(found.percent, <, 100);
    end_world(&w);
}

/* An inschatting by either of its texts, a begeleidingskeuze by its example. */
static void
other_tables(void)
{
    World w = begin_world();
    g_autoptr(GError) error = NULL;
    gint64 action = begin_action(w.db);
    const Place sem = add_place(w.db, "0001"), noor = add_place(w.db, "0002");
    StageInschatting i = { .plaatsing = sem.plaatsing,
                           .datum = { "2026-04-01" },
                           .oordeel = g_strdup("Werkt nauwkeurig en vraagt door als iets niet klopt"),
                           .voorbeeld = g_strdup(NOTE) };
    StageBegeleidingskeuze b = { .plaatsing = sem.plaatsing,
                                 .datum = { "2026-04-02" },
                                 .strategie = g_strdup("meedoen"),
                                 .voorbeeld = g_strdup(
                                     "Mocht de telling van de kassa drie weken zelf doen") };

    test_done(stage_entity_add(&stage_inschatting, w.db, &i, &error), &error);
    test_done(stage_entity_add(&stage_begeleidingskeuze, w.db, &b, &error), &error);
    g_assert_true(end_action(w.db, action));
    StageGelijkenisVondst found = find(w.db, NOTE, &noor, 0);
    g_assert_cmpstr(found.tabel, ==, "inschatting");
    g_assert_cmpint(found.rij, ==, i.id);
    g_assert_cmpint(found.gesprek, ==, 0);
    g_assert_cmpstr(found.datum.text, ==, "2026-04-01");
    g_assert_cmpstr(find(w.db, i.oordeel, &noor, 0).tabel, ==, "inschatting");
    g_assert_cmpstr(find(w.db, b.voorbeeld, &noor, 0).tabel, ==, "begeleidingskeuze");
    g_assert_cmpint(find(w.db, b.voorbeeld, &sem, 0).rij, ==, 0);
    stage_entity_clear(&stage_inschatting, &i);
    stage_entity_clear(&stage_begeleidingskeuze, &b);
    end_world(&w);
}

/* A note that becomes confidential is found no more, and one that is shared is found. */
static void
confidential(void)
{
    World w = begin_world();
    g_autoptr(GError) error = NULL;
    gint64 action = begin_action(w.db);
    const Place sem = add_place(w.db, "0001"), noor = add_place(w.db, "0002");
    gint64 note = add_note(w.db, &sem, NOTE, FALSE);

    g_assert_true(end_action(w.db, action));
    for (int i = 0; i < 2; i++) {
        StageNotitie n = { 0 };
        g_assert_cmpint(find(w.db, NOTE, &noor, 0).rij, ==, i == 0 ? note : 0);
        action = begin_action(w.db);
        test_done(stage_entity_get(&stage_notitie, w.db, note, &n, &error), &error);
        n.vertrouwelijk = i == 0 ? STAGE_YES : STAGE_NO;
        test_done(stage_entity_save(&stage_notitie, w.db, &n, &error), &error);
        g_assert_true(end_action(w.db, action));
        stage_entity_clear(&stage_notitie, &n);
        is_up_to_date(w.db);
    }
    g_assert_cmpint(find(w.db, NOTE, &noor, 0).rij, ==, note);
    end_world(&w);
}

/* A store that was migrated has texts and an empty table: the first action, of whatever, makes all of it. */
static void
migrated(void)
{
    World w = begin_world();
    g_autoptr(GError) error = NULL;
    gint64 action = begin_action(w.db);
    const Place sem = add_place(w.db, "0001"), noor = add_place(w.db, "0002");
    gint64 note = add_note(w.db, &sem, NOTE, FALSE);

    g_assert_true(end_action(w.db, action));
    test_done(stage_db_exec(w.db, "DELETE FROM gelijkenis", STAGE_NO_ARGS, &error), &error);
    g_assert_cmpint(find(w.db, NOTE, &noor, 0).rij, ==, 0);
    action = begin_action(w.db);
    add_place(w.db, "0003");
    g_assert_true(end_action(w.db, action));
    g_assert_cmpint(find(w.db, NOTE, &noor, 0).rij, ==, note);
    end_world(&w);
}

/* A large action, undone and brought back: made anew when that is less work, and right either way. A phrase
 * that all of them have does not keep the one that is equal from being found. */
static void
large(void)
{
    enum { NOTES = 3000 };
    World w = begin_world();
    gint64 action = begin_action(w.db);
    const Place sem = add_place(w.db, "0001"), noor = add_place(w.db, "0002");
    g_autofree char *wanted = g_strdup_printf(NOTE " Dat was op dag %d van week %d.", 1234, 1234 / 7);

    add_note(w.db, &noor, NOTE, FALSE);
    g_assert_true(end_action(w.db, action));
    action = begin_action(w.db);
    for (int i = 0; i < NOTES; i++) {
        g_autofree char *text = g_strdup_printf(NOTE " Dat was op dag %d van week %d.", i, i / 7);
        add_note(w.db, &sem, text, FALSE);
    }
    g_assert_true(end_action(w.db, action));
    gsize all = is_up_to_date(w.db);
    g_assert_cmpuint(find(w.db, wanted, &noor, 0).percent, >=, STAGE_GELIJKENIS_NEAR);
    g_assert_true(undo(w.db, action));
    g_assert_cmpuint(is_up_to_date(w.db), <, all);
    g_assert_true(undo(w.db, action + 1));
    g_assert_cmpuint(is_up_to_date(w.db), ==, all);
    end_world(&w);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gelijkenis/like-the-naive-count", like_the_naive_count);
    g_test_add_func("/gelijkenis/recall", recall);
    g_test_add_func("/gelijkenis/fixed", fixed);
    g_test_add_func("/gelijkenis/short-and-odd", short_and_odd);
    g_test_add_func("/gelijkenis/longest", longest);
    g_test_add_func("/gelijkenis/hostile", hostile);
    g_test_add_func("/gelijkenis/kept-up", kept_up);
    g_test_add_func("/gelijkenis/others-only", others_only);
    g_test_add_func("/gelijkenis/other-tables", other_tables);
    g_test_add_func("/gelijkenis/confidential", confidential);
    g_test_add_func("/gelijkenis/migrated", migrated);
    g_test_add_func("/gelijkenis/large", large);
    return g_test_run();
}
