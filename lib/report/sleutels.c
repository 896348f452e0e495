/* The report sleutels: which of the four keys, and which aspects of them, are talked about, how often, and by
 * how many docenten not at all. What a team never asks is its blind spot; what one docent never asks is
 * theirs to see. */
#include "base/i18n.h"
#include "base/text.h"
#include "model/notitie.h"
#include "report/rapport.h"

enum { SLEUTELS = 4, ASPECTEN = 14 };
/* Of a talk: a bit for each aspect, and behind them one for each key. */
#define SLEUTEL_BIT(sleutel) (1U << (ASPECTEN + (sleutel)-1))

enum {
    GESPREKKEN = 1,
    SLEUTEL_1,
    SLEUTEL_4 = SLEUTEL_1 + SLEUTELS - 1,
    GEEN,
    ALLE,
    DOCENTEN,
    DOCENT, /* behind it, as StageRapport.docenten says */
    COUNTERS
};

const StageColumn stage_sleutels_cijfers[] = {
    { "gesprekken", N_("gesprekken"), STAGE_COLUMN_NUMBER },
    { "leerproces", N_("1 leerproces"), STAGE_COLUMN_PERCENT },
    { "leerpotentieel", N_("2 leerpotentieel"), STAGE_COLUMN_PERCENT },
    { "inschatting", N_("3 inschatting"), STAGE_COLUMN_PERCENT },
    { "begeleiding", N_("4 begeleiding"), STAGE_COLUMN_PERCENT },
    { "alle", N_("alle vier"), STAGE_COLUMN_PERCENT },
    { "geen", N_("geen"), STAGE_COLUMN_NUMBER },
    { "docenten", N_("docenten"), STAGE_COLUMN_NUMBER },
    { "sleutel1", NULL, STAGE_COLUMN_NUMBER },
    { "sleutel2", NULL, STAGE_COLUMN_NUMBER },
    { "sleutel3", NULL, STAGE_COLUMN_NUMBER },
    { "sleutel4", NULL, STAGE_COLUMN_NUMBER },
    { 0 },
};
static const StageCijfer cijfers[] = {
    { GESPREKKEN },
    { SLEUTEL_1, GESPREKKEN },
    { SLEUTEL_1 + 1, GESPREKKEN },
    { SLEUTEL_1 + 2, GESPREKKEN },
    { SLEUTEL_4, GESPREKKEN },
    { ALLE, GESPREKKEN },
    { GEEN },
    { DOCENTEN, .los = TRUE },
    { SLEUTEL_1 },
    { SLEUTEL_1 + 1 },
    { SLEUTEL_1 + 2 },
    { SLEUTEL_4 },
};
G_STATIC_ASSERT(G_N_ELEMENTS(cijfers) == G_N_ELEMENTS(stage_sleutels_cijfers) - 1);
static const char *const heat[] = { "leerproces", "leerpotentieel", "inschatting", "begeleiding", NULL };

const StageColumn stage_sleutels_rows[] = {
    { "gesprek", N_("gesprek"), STAGE_COLUMN_NUMBER }, { "plaatsing", N_("plaatsing"), STAGE_COLUMN_NUMBER },
    { "team", N_("team"), STAGE_COLUMN_TEXT },         { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "sleutel1", N_("1"), STAGE_COLUMN_YESNO },       { "sleutel2", N_("2"), STAGE_COLUMN_YESNO },
    { "sleutel3", N_("3"), STAGE_COLUMN_YESNO },       { "sleutel4", N_("4"), STAGE_COLUMN_YESNO },
    { "aspecten", N_("aspecten"), STAGE_COLUMN_TEXT }, { 0 },
};

static const StageDefinitie definities[] = {
    { "gesprekken", N_("talks of the placements in the period that were held by the day; in the period, when "
                       "one was named") },
    { "leerproces",
      N_("the part of the talks in which something was taken down of key 1 (focus on the student's "
         "learning); and so on for the other keys. Confidential notes do not count") },
    { "inschatting", N_("key 3 also by a judgement of the praktijkopleider that was given in the talk") },
    { "begeleiding", N_("key 4 also by a guidance choice that was told in the talk") },
    { "geen", N_("talks of which nothing was taken down by any key") },
    { "docenten", N_("who took part for the school") },
    { "aspecten",
      N_("each aspect of a key; docenten_zonder: who took part in talks and never took it down") },
    { 0 },
};

/* --- reading talks with what was taken down of them --- */

typedef struct {
    StageKop kop;
    gint64 gesprek, docent;
    StageDay dag;
    guint bits;
} Talk;
typedef gboolean (*TalkFunc)(const Talk *talk, void *data, GError **error);

/* A second list beside the talks, in the same order: what belongs to a talk is laid upon it. */
typedef struct {
    StageStmt *rows;
    gboolean has;
    void (*add)(StageStmt *row, Talk *talk);
} Beside;

/* clang-format off */
/* The keys are named so that SQLite takes the index on notitie, and does not make one of all notes in memory. */
static const char select_talks[] =
    "SELECT " STAGE_SQL_KOP ", g.id, g.gehouden, g.docent, n.sleutel, n.aspect "
    "FROM plaatsing p JOIN student s ON s.id = p.student JOIN gesprek g ON g.plaatsing = p.id "
    "LEFT JOIN notitie n ON n.gesprek = g.id AND n.sleutel BETWEEN 1 AND 4 AND n.vertrouwelijk IS DISTINCT FROM 1 "
    "WHERE " STAGE_SQL_SELECTIE "AND " STAGE_SQL_TOEN("g.gehouden") " ORDER BY p.id, g.id";
/* In the same order: by placement, then by talk. A CROSS JOIN keeps SQLite from sorting all that there is. */
#define BESIDE(table, columns) \
    "SELECT t.plaatsing, t.gesprek, " columns " FROM plaatsing p CROSS JOIN " table " t " \
    "WHERE t.plaatsing = p.id AND t.gesprek IS NOT NULL " \
    "AND p.status IS NULL AND " STAGE_SQL_EINDE("p") " >= $1 AND p.begin <= $2 ORDER BY p.id, t.gesprek"
static const char select_judged[] =
    BESIDE("inschatting", "CASE WHEN t.voorbeeld IS NULL THEN 0 ELSE 1 END, CASE WHEN t.verwachting IS NULL THEN 0 ELSE 1 END");
static const char select_chosen[] = BESIDE("begeleidingskeuze", "t.strategie");
/* clang-format on */
enum { GESPREK = STAGE_KOP_COLUMNS, GEHOUDEN, WIE, SLEUTEL, ASPECT };

static void
add_aspect(Talk *talk, const char *aspect)
{
    int i = stage_word_place(stage_aspecten, aspect);

    if (i < 0)
        return;
    g_assert(i < ASPECTEN);
    talk->bits |= 1U << i | SLEUTEL_BIT(stage_aspect_sleutel(aspect));
}

static void
add_note(StageStmt *row, Talk *talk)
{
    gint64 sleutel = stage_stmt_number(row, SLEUTEL);

    if (sleutel >= 1 && sleutel <= SLEUTELS)
        talk->bits |= SLEUTEL_BIT(sleutel);
    add_aspect(talk, stage_stmt_text(row, ASPECT));
}

static void
add_judged(StageStmt *row, Talk *talk)
{
    add_aspect(talk, "oordeel");
    add_aspect(talk, stage_stmt_number(row, 2) != 0 ? "voorbeeld" : NULL);
    add_aspect(talk, stage_stmt_number(row, 3) != 0 ? "verwachting" : NULL);
}

static void
add_chosen(StageStmt *row, Talk *talk)
{
    add_aspect(talk, stage_stmt_text(row, 2));
}

/* Where a row of the second list stands: before the talk, at it, or after it. */
static int
place_of(const Beside *b, const Talk *talk)
{
    gint64 plaatsing = stage_stmt_number(b->rows, 0), gesprek = stage_stmt_number(b->rows, 1);

    if (plaatsing != talk->kop.plaatsing)
        return plaatsing < talk->kop.plaatsing ? -1 : 1;
    return (gesprek > talk->gesprek) - (gesprek < talk->gesprek);
}

static void
lay_upon(Beside *beside, guint n, Talk *talk)
{
    for (guint i = 0; i < n; i++) {
        Beside *b = &beside[i];
        int place = 0;
        while (b->has && (place = place_of(b, talk)) <= 0) {
            if (place == 0)
                b->add(b->rows, talk);
            b->has = stage_stmt_next(b->rows);
        }
    }
}

static gboolean
end_talk(Beside *beside, guint n, Talk *talk, TalkFunc func, void *data, GError **error)
{
    lay_upon(beside, n, talk);
    return func(talk, data, error);
}

static gboolean
read_talks(const StageRapportage *r, Beside *beside, guint n, TalkFunc func, void *data, GError **error)
{
    const StageSelectie *of = &r->query->of;
    g_autoptr(StageStmt) rows = stage_selectie_query(r->db, select_talks, of, error);
    Talk talk = { 0 };
    gboolean wanted = FALSE, done = rows != NULL;

    while (done && stage_stmt_next(rows)) {
        gint64 gesprek = stage_stmt_number(rows, GESPREK);
        if (gesprek != talk.gesprek) {
            done = !wanted || end_talk(beside, n, &talk, func, data, error);
            wanted = stage_kop_read(r->wie, of, rows, &talk.kop);
            talk.gesprek = gesprek;
            talk.bits = 0;
            talk.dag = stage_day_at(rows, GEHOUDEN);
            talk.docent = stage_stmt_number(rows, WIE) != 0 ? stage_stmt_number(rows, WIE) : talk.kop.docent;
        }
        if (wanted)
            add_note(rows, &talk);
    }
    return done && stage_stmt_done(rows, error) && (!wanted || end_talk(beside, n, &talk, func, data, error));
}

static gboolean
each_talk(const StageRapportage *r, TalkFunc func, void *data, GError **error)
{
    const StageValue days[] = { stage_text(r->query->of.from.text), stage_text(r->query->of.until.text) };
    g_autoptr(StageStmt) judged = stage_db_query(r->db, select_judged, days, G_N_ELEMENTS(days), error);
    g_autoptr(StageStmt) chosen = judged == NULL
                                      ? NULL
                                      : stage_db_query(r->db, select_chosen, days, G_N_ELEMENTS(days), error);

    if (chosen == NULL)
        return FALSE;
    Beside beside[] = { { judged, stage_stmt_next(judged), add_judged },
                        { chosen, stage_stmt_next(chosen), add_chosen } };
    return read_talks(r, beside, G_N_ELEMENTS(beside), func, data, error);
}

/* --- figures --- */

typedef struct {
    gint64 groep, docent; /* first: it is its own key */
    guint bits;           /* what they ever took down there */
} Habit;

typedef struct {
    GHashTable *habits; /* of a docent in a group; group 0 and above are the report's, -1 is all together */
    gint64 talks;
    gint64 aspect[ASPECTEN], own_aspect[ASPECTEN];
    StageDay last[ASPECTEN];
} Sums;

static guint
habit_hash(gconstpointer key)
{
    const Habit *h = key;

    return g_int64_hash(&h->groep) * 31 + g_int64_hash(&h->docent);
}

static gboolean
habit_equal(gconstpointer one, gconstpointer other)
{
    const Habit *a = one, *b = other;

    return a->groep == b->groep && a->docent == b->docent;
}

/* TRUE when the docent is new in the group. */
static gboolean
add_habit(Sums *sums, gint64 groep, const Talk *talk)
{
    const Habit key = { groep, talk->docent, 0 };
    Habit *habit = g_hash_table_lookup(sums->habits, &key);
    gboolean is_new = habit == NULL;

    if (is_new) {
        habit = g_memdup2(&key, sizeof key);
        g_hash_table_add(sums->habits, habit);
    }
    habit->bits |= talk->bits;
    return is_new;
}

enum { ALL_TOGETHER = -1 };

static gboolean
count_talk(const Talk *talk, void *data, GError **error)
{
    StageRapportage *r = data;
    Sums *sums = r->own;
    gint64 groep = r->query->of.by == STAGE_BY_DOCENT
                       ? talk->docent
                       : stage_groep_of(r->query->of.by, &talk->kop, talk->dag);
    gint64 *tel = stage_groepen_at(r->groepen, groep);
    guint keys = talk->bits >> ASPECTEN;

    (void)error;
    tel[GESPREKKEN]++;
    for (guint k = 0; k < SLEUTELS; k++)
        tel[SLEUTEL_1 + k] += keys >> k & 1;
    tel[GEEN] += keys == 0 ? 1 : 0;
    tel[ALLE] += keys == (1U << SLEUTELS) - 1 ? 1 : 0;
    if (talk->docent != 0 && add_habit(sums, groep, talk)) {
        tel[DOCENTEN]++;
        tel[DOCENT] = talk->docent;
    }
    sums->talks++;
    for (guint a = 0; a < ASPECTEN; a++) {
        gint64 said = talk->bits >> a & 1;
        sums->aspect[a] += said;
        sums->own_aspect[a] += talk->docent == r->query->own ? said : 0;
        if (said != 0 && stage_day_compare(talk->dag, sums->last[a]) > 0)
            sums->last[a] = talk->dag;
    }
    if (talk->docent != 0)
        add_habit(sums, ALL_TOGETHER, talk);
    return TRUE;
}

static gboolean
count(StageRapportage *r, GError **error)
{
    Sums *sums = r->own;

    sums->habits = g_hash_table_new_full(habit_hash, habit_equal, g_free, NULL);
    return each_talk(r, count_talk, r, error);
}

static void
clear(StageRapportage *r)
{
    Sums *sums = r->own;

    g_clear_pointer(&sums->habits, g_hash_table_destroy);
}

/* --- blind spots --- */

static const StageColumn aspect_columns[] = {
    { "sleutel", N_("sleutel"), STAGE_COLUMN_NUMBER, .once = TRUE },
    { "aspect", N_("aspect"), STAGE_COLUMN_TEXT },
    { "gesprekken", N_("gesprekken"), STAGE_COLUMN_NUMBER },
    { "aandeel", N_("aandeel"), STAGE_COLUMN_PERCENT },
    { "laatst", N_("laatst"), STAGE_COLUMN_DAY },
    { "docenten", NULL, STAGE_COLUMN_NUMBER },
    { "docenten_zonder", N_("docenten zonder"), STAGE_COLUMN_NUMBER },
    { "eigen", N_("eigen"), STAGE_COLUMN_NUMBER },
    { 0 },
};

/* How many docenten there are, one of them, and how many never took an aspect down. */
static void
count_without(const Sums *sums, gint64 *out_docenten, gint64 *out_one, gint64 without[ASPECTEN])
{
    GHashTableIter iter;
    void *key;

    *out_docenten = *out_one = 0;
    g_hash_table_iter_init(&iter, sums->habits);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const Habit *h = key;
        if (h->groep != ALL_TOGETHER)
            continue;
        *out_docenten += 1;
        *out_one = h->docent;
        for (guint a = 0; a < ASPECTEN; a++)
            without[a] += (h->bits >> a & 1) == 0 ? 1 : 0;
    }
}

static void
add_aspects(const StageRapportage *r, StageDocument *document, gint64 docenten,
            const gint64 without[ASPECTEN])
{
    const Sums *sums = r->own;
    gboolean points = docenten > 0 && docenten < STAGE_FEW; /* at somebody */

    for (guint a = 0; a < ASPECTEN; a++)
        stage_document_row(
            document, (const StageValue[]){
                          stage_int(stage_aspect_sleutel(stage_aspecten[a])), stage_text(stage_aspecten[a]),
                          stage_int(sums->aspect[a]), stage_rapport_part(sums->aspect[a], sums->talks),
                          stage_text_set(sums->last[a].text), stage_int(docenten),
                          points ? stage_few() : stage_int(without[a]),
                          r->query->own == 0 ? stage_null() : stage_int(sums->own_aspect[a]) });
}

static gboolean
more(StageRapportage *r, StageDocument *document, GError **error)
{
    gint64 docenten, one, without[ASPECTEN] = { 0 };

    (void)error;
    count_without(r->own, &docenten, &one, without);
    stage_rapport_section(r, document, "aspecten", _("Aspects of the keys, and blind spots"), aspect_columns,
                          _("all talks are of one docent, and show to that docent only"));
    if (docenten != 1 || one == r->query->own)
        add_aspects(r, document, docenten, without);
    return TRUE;
}

/* --- rows --- */

static gboolean
send_talk(const Talk *talk, void *data, GError **error)
{
    const StageRapportage *r = data;
    g_autoptr(GString) said = g_string_new(NULL);
    StageValue values[G_N_ELEMENTS(stage_sleutels_rows) - 1];
    guint n = 0;

    for (guint a = 0; a < ASPECTEN; a++)
        if ((talk->bits >> a & 1) != 0)
            g_string_append_printf(said, "%s%s", said->len > 0 ? ", " : "", stage_aspecten[a]);
    values[n++] = stage_int(talk->gesprek);
    values[n++] = stage_int(talk->kop.plaatsing);
    values[n++] = stage_text(stage_wie_team(r->wie, talk->kop.team));
    values[n++] = stage_text(talk->dag.text);
    for (guint k = 1; k <= SLEUTELS; k++)
        values[n++] = stage_int((talk->bits & SLEUTEL_BIT(k)) != 0 ? 1 : 0);
    values[n++] = stage_text_set(said->str);
    return r->row(values, r->data, error);
}

static gboolean
each(StageRapportage *r, GError **error)
{
    return each_talk(r, send_talk, r, error);
}

const StageRapport stage_rapport_sleutels = {
    .name = "sleutels",
    .title = N_("The four keys: what is talked about"),
    .group_title = N_("Keys"),
    .cijfers = stage_sleutels_cijfers,
    .parts = cijfers,
    .counters = COUNTERS,
    .docenten = DOCENTEN,
    .chart = STAGE_CHART_HEAT,
    .chart_columns = heat,
    .rows = stage_sleutels_rows,
    .definities = definities,
    .size = sizeof(Sums),
    .count = count,
    .more = more,
    .clear = clear,
    .each = each,
};
