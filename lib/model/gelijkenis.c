#include "model/gelijkenis.h"

#include <string.h>

#include "model/json.h"

enum { TEXTS = 2 };

/* Where the texts are. `rows` gives id and the texts of the rows from $1 to $2, but for a confidential note.
 */
typedef struct {
    const char *tabel;
    const char *columns[TEXTS];
    const char *rows;
} Bron;

static const Bron bronnen[] = {
    { "notitie",
      { "tekst" },
      "SELECT id, tekst, NULL FROM notitie WHERE tekst IS NOT NULL AND vertrouwelijk IS DISTINCT FROM 1" },
    { "inschatting", { "oordeel", "voorbeeld" }, "SELECT id, oordeel, voorbeeld FROM inschatting" },
    { "begeleidingskeuze",
      { "voorbeeld" },
      "SELECT id, voorbeeld, NULL FROM begeleidingskeuze WHERE voorbeeld IS NOT NULL" },
};

static const Bron *
bron_named(const char *tabel)
{
    for (gsize i = 0; i < G_N_ELEMENTS(bronnen); i++)
        if (g_strcmp0(bronnen[i].tabel, tabel) == 0)
            return &bronnen[i];
    return NULL;
}

/* --- bands on their way to the table --- */

typedef struct {
    gint64 band;
    gint64 rij;
    const Bron *bron;
} Band;

static int
by_band(const void *a, const void *b)
{
    const Band *one = a, *other = b;

    if (one->band != other->band)
        return one->band < other->band ? -1 : 1;
    if (one->bron != other->bron)
        return strcmp(one->bron->tabel, other->bron->tabel);
    return one->rij < other->rij ? -1 : one->rij > other->rij;
}

static void
take_text(GArray *bands, const Bron *bron, gint64 rij, const char *text)
{
    gint64 of[STAGE_GELIJKENIS_BANDS];

    if (text == NULL || !stage_gelijkenis_bands(text, of))
        return;
    for (guint i = 0; i < STAGE_GELIJKENIS_BANDS; i++) {
        const Band band = { of[i], rij, bron };
        g_array_append_val(bands, band);
    }
}

/* In the order of the table, in which a row finds its place at once. Leaves `bands` empty. */
static gboolean
run_sorted(StageDb *db, const char *sql, GArray *bands, GError **error)
{
    g_autoptr(StageStmt) many = bands->len == 0 ? NULL : stage_db_many(db, sql, error);

    if (many == NULL)
        return bands->len == 0;
    g_array_sort(bands, by_band);
    for (guint i = 0; i < bands->len; i++) {
        const Band *band = &g_array_index(bands, Band, i);
        if (!stage_db_many_put(
                many, STAGE_ARGS(stage_int(band->band), stage_text(band->bron->tabel), stage_int(band->rij)),
                error))
            return FALSE;
    }
    g_array_set_size(bands, 0);
    return stage_db_many_end(many, error);
}

static gboolean
put_bands(StageDb *db, GArray *bands, GError **error)
{
    /* The two texts of an inschatting may share a band. */
    static const char sql[] =
        "INSERT INTO gelijkenis (band, tabel, rij) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

    return run_sorted(db, sql, bands, error);
}

static gboolean
remove_bands(StageDb *db, GArray *bands, GError **error)
{
    static const char sql[] = "DELETE FROM gelijkenis WHERE band = $1 AND tabel = $2 AND rij = $3";

    return run_sorted(db, sql, bands, error);
}

/* The bands of the rows as they stand; `many` of them go to the table at once. */
static gboolean
take_rows(StageDb *db, GArray *bands, const Bron *bron, guint many, GError **error)
{
    g_autoptr(StageStmt) rows = stage_db_query(db, bron->rows, STAGE_NO_ARGS, error);

    if (rows == NULL)
        return FALSE;
    while (stage_stmt_next(rows)) {
        for (guint i = 0; i < TEXTS; i++)
            take_text(bands, bron, stage_stmt_number(rows, 0), stage_stmt_text(rows, i + 1));
        if (bands->len >= many && !put_bands(db, bands, error))
            return FALSE;
    }
    return stage_stmt_done(rows, error);
}

gboolean
stage_gelijkenis_all(StageDb *db, GError **error)
{
    enum { MANY = 1000000 }; /* some 24 MB */
    static const char clear[] = "DELETE FROM gelijkenis";
    g_autoptr(GArray) bands = g_array_new(FALSE, FALSE, sizeof(Band));
    gboolean done = stage_db_exec(db, clear, STAGE_NO_ARGS, error);

    for (gsize i = 0; done && i < G_N_ELEMENTS(bronnen); i++)
        done = take_rows(db, bands, &bronnen[i], MANY, error);
    return done && put_bands(db, bands, error);
}

/* --- what an action changed --- */

/* Its condition on the table keeps SQLite to the range of ids: by the index on tabel it would read every
 * entry since the store began. */
#define OF_CHANGED_TEXTS                                                                                     \
    "WHERE j.id BETWEEN $1 AND $2 "                                                                          \
    "AND coalesce(j.tabel, '') IN ('notitie', 'inschatting', 'begeleidingskeuze')"

typedef struct {
    const Bron *bron;
    gint64 rij;
} Row;

/* The bands of a row whose text before the action is not known are looked for one by one. */
static gboolean
remove_row(StageDb *db, const Row *row, GError **error)
{
    static const char sql[] = "DELETE FROM gelijkenis WHERE tabel = $1 AND rij = $2";

    return stage_db_exec(db, sql, STAGE_ARGS(stage_text(row->bron->tabel), stage_int(row->rij)), error);
}

/* The bands of the state before an entry, from its JSON. */
static gboolean
take_before(StageDb *db, GArray *out, const Row *row, const char *voor, GError **error)
{
    g_autoptr(cJSON) object = voor == NULL ? NULL : cJSON_Parse(voor);
    const cJSON *confidential = cJSON_GetObjectItemCaseSensitive(object, "vertrouwelijk");

    if (object == NULL)
        return remove_row(db, row, error);
    if (cJSON_IsNumber(confidential) && confidential->valuedouble > 0)
        return TRUE;
    for (guint i = 0; i < TEXTS && row->bron->columns[i] != NULL; i++)
        take_text(out, row->bron, row->rij,
                  cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, row->bron->columns[i])));
    return TRUE;
}

/* A row that an action changed more than once has more states before it: those in between were never in the
 * table, and taking them out does no harm, as what is there now goes in last. Each entry comes with the texts
 * of its row as it is, which are NULL when it went or is confidential. */
static gboolean
take_changes(StageDb *db, gint64 first, gint64 last, GError **error)
{
    static const char sql[] =
        "SELECT j.tabel, j.rij, j.soort, j.voor, coalesce(n.tekst, i.oordeel, b.voorbeeld), i.voorbeeld "
        "FROM journaal j "
        "LEFT JOIN notitie n ON j.tabel = 'notitie' AND n.id = j.rij AND n.vertrouwelijk IS DISTINCT FROM 1 "
        "LEFT JOIN inschatting i ON j.tabel = 'inschatting' AND i.id = j.rij "
        "LEFT JOIN begeleidingskeuze b ON j.tabel = 'begeleidingskeuze' AND b.id = j.rij " OF_CHANGED_TEXTS
        " ORDER BY j.id";
    g_autoptr(GArray) out = g_array_new(FALSE, FALSE, sizeof(Band)),
                      in = g_array_new(FALSE, FALSE, sizeof(Band));
    g_autoptr(StageStmt)
        entries = stage_db_query(db, sql, STAGE_ARGS(stage_int(first), stage_int(last)), error);
    gboolean done = entries != NULL;

    while (done && stage_stmt_next(entries)) {
        const Row row = { bron_named(stage_stmt_text(entries, 0)), stage_stmt_number(entries, 1) };
        gboolean was_there = strcmp(stage_stmt_text(entries, 2), "add") != 0;
        for (guint i = 0; i < TEXTS; i++)
            take_text(in, row.bron, row.rij, stage_stmt_text(entries, i + 4));
        done = !was_there || take_before(db, out, &row, stage_stmt_text(entries, 3), error);
    }
    return done && stage_stmt_done(entries, error) && remove_bands(db, out, error) &&
           put_bands(db, in, error);
}

/* Whether to make it anew: nothing is in it yet, or a large action, such as taking an import back, changed
 * more rows than there are left. */
static gboolean
is_to_be_made(StageDb *db, gint64 first, gint64 last, gboolean *out, GError **error)
{
    enum { FEW = 1000 };
    static const char any[] = "SELECT 1 FROM gelijkenis LIMIT 1";
    static const char changes[] = "SELECT count(*) FROM journaal j " OF_CHANGED_TEXTS " AND j.soort <> 'add'";
    static const char rows[] = "SELECT (SELECT count(*) FROM notitie) + (SELECT count(*) FROM inschatting) + "
                               "(SELECT count(*) FROM begeleidingskeuze)";
    gint64 found = 0, changed = 0, left = 0;

    if (!stage_db_find(db, any, STAGE_NO_ARGS, &found, error))
        return FALSE;
    *out = found == 0;
    if (*out || last - first < FEW)
        return TRUE;
    if (!stage_db_number(db, changes, STAGE_ARGS(stage_int(first), stage_int(last)), &changed, error) ||
        (changed > 0 && !stage_db_number(db, rows, STAGE_NO_ARGS, &left, error)))
        return FALSE;
    *out = changed > left;
    return TRUE;
}

gboolean
stage_gelijkenis_changes(StageDb *db, gint64 first, gint64 last, GError **error)
{
    static const char any[] = "SELECT 1 FROM journaal j " OF_CHANGED_TEXTS " LIMIT 1";
    gboolean all = stage_db_sees_all(db, NULL), anew = FALSE;
    gint64 changed = 0;

    if (!all && !stage_db_find(db, any, STAGE_ARGS(stage_int(first), stage_int(last)), &changed, error))
        return FALSE;
    if (!all && changed == 0) /* a role that writes no texts may not even read what is made of them */
        return TRUE;
    if (!is_to_be_made(db, first, last, &anew, error))
        return FALSE;
    return anew ? stage_gelijkenis_all(db, error) : take_changes(db, first, last, error);
}

/* --- a text that is nearly equal --- */

/* The columns of a candidate; its texts first. */
enum { TEXT, TABEL = TEXT + TEXTS, RIJ, GESPREK, PLAATSING, STUDENT, DATUM };

/* The more bands a row shares with it, the more alike it is likely to be. Each candidate comes with its texts
 * and with where it belongs, which are all NULL when they are confidential: the next
 * STAGE_GELIJKENIS_COMPARED of them. */
static StageStmt *
find_candidates(StageDb *db, const gint64 *bands, gint64 after, GError **error)
{
    /* clang-format off */
#define BAND(parameter) \
    "SELECT * FROM (SELECT tabel, rij FROM gelijkenis WHERE band = " parameter \
    " ORDER BY tabel DESC, rij DESC LIMIT " G_STRINGIFY(STAGE_GELIJKENIS_PER_BAND) ") AS b"
    static const char sql[] =
        "WITH k AS (SELECT tabel, rij, count(*) AS n FROM (" BAND("$1") " UNION ALL " BAND("$2") " UNION ALL " BAND("$3")
        " UNION ALL " BAND("$4") " UNION ALL " BAND("$5") " UNION ALL " BAND("$6") ") AS alle GROUP BY tabel, rij "
        "ORDER BY n DESC, tabel DESC, rij DESC LIMIT " G_STRINGIFY(STAGE_GELIJKENIS_COMPARED) " OFFSET $7) "
        "SELECT coalesce(t.tekst, i.oordeel, b.voorbeeld), i.voorbeeld, k.tabel, k.rij, "
        "coalesce(t.gesprek, i.gesprek, b.gesprek), p.id, p.student, coalesce(g.gehouden, g.gepland, i.datum, b.datum) "
        "FROM k LEFT JOIN notitie t ON k.tabel = 'notitie' AND t.id = k.rij AND t.vertrouwelijk IS DISTINCT FROM 1 "
        "LEFT JOIN gesprek g ON g.id = t.gesprek "
        "LEFT JOIN inschatting i ON k.tabel = 'inschatting' AND i.id = k.rij "
        "LEFT JOIN begeleidingskeuze b ON k.tabel = 'begeleidingskeuze' AND b.id = k.rij "
        "LEFT JOIN plaatsing p ON p.id = coalesce(g.plaatsing, i.plaatsing, b.plaatsing) "
        "ORDER BY k.n DESC, k.tabel DESC, k.rij DESC";
#undef BAND
    /* clang-format on */
    G_STATIC_ASSERT(STAGE_GELIJKENIS_BANDS == 6);

    return stage_db_query(db, sql,
                          STAGE_ARGS(stage_int(bands[0]), stage_int(bands[1]), stage_int(bands[2]),
                                     stage_int(bands[3]), stage_int(bands[4]), stage_int(bands[5]),
                                     stage_int(after)),
                          error);
}

typedef struct {
    const StageGelijkenisVraag *vraag;
    const StageShingles *shingles; /* of the text that is asked about */
    StageGelijkenisVondst best;
    guint compared; /* texts, a long one for more */
} Search;

static void
compare_texts(Search *search, const Bron *bron, StageStmt *row)
{
    StageGelijkenisVondst found = { .tabel = bron->tabel,
                                    .rij = stage_stmt_number(row, RIJ),
                                    .gesprek = stage_stmt_number(row, GESPREK),
                                    .plaatsing = stage_stmt_number(row, PLAATSING),
                                    .student = stage_stmt_number(row, STUDENT) };

    for (guint i = 0; i < TEXTS; i++) {
        const char *text = stage_stmt_text(row, TEXT + i);
        if (text == NULL)
            continue;
        search->compared += 1 + (guint)(strlen(text) / STAGE_GELIJKENIS_LONG);
        g_autoptr(StageShingles) other = stage_shingles_new(text);
        found.percent = MAX(found.percent, stage_shingles_alike(search->shingles, other));
    }
    if (found.percent < STAGE_GELIJKENIS_NEAR || found.percent <= search->best.percent)
        return;
    search->best = found;
    stage_day_from_iso(stage_stmt_text(row, DATUM), &search->best.datum);
}

static gboolean
is_over(const Search *search)
{
    return search->compared >= STAGE_GELIJKENIS_COMPARED || search->best.percent == 100;
}

/* Neither the row itself nor a text of the same student is a copy. */
static void
compare_row(Search *search, StageStmt *row)
{
    const StageGelijkenisVraag *vraag = search->vraag;
    const Bron *bron = bron_named(stage_stmt_text(row, TABEL));
    gboolean itself = vraag->rij == stage_stmt_number(row, RIJ) &&
                      g_strcmp0(vraag->tabel, stage_stmt_text(row, TABEL)) == 0;
    gboolean same = vraag->student != 0 && vraag->student == stage_stmt_number(row, STUDENT);

    if (bron != NULL && !itself && !same)
        compare_texts(search, bron, row);
}

/* Most texts share no band with any other, which is told much faster than what is alike. */
static gboolean
shares_band(StageDb *db, const gint64 *bands, gboolean *out, GError **error)
{
    static const char sql[] = "SELECT rij FROM gelijkenis WHERE band IN ($1, $2, $3, $4, $5, $6) LIMIT 1";
    gint64 found = 0;

    if (!stage_db_find(db, sql,
                       STAGE_ARGS(stage_int(bands[0]), stage_int(bands[1]), stage_int(bands[2]),
                                  stage_int(bands[3]), stage_int(bands[4]), stage_int(bands[5])),
                       &found, error))
        return FALSE;
    *out = found != 0;
    return TRUE;
}

/* Some of the candidates; *out_more when there may be others to look at. */
static gboolean
compare_some(Search *search, StageDb *db, const gint64 *bands, gint64 after, gboolean *out_more,
             GError **error)
{
    g_autoptr(StageStmt) rows = find_candidates(db, bands, after, error);
    guint seen = 0;

    if (rows == NULL)
        return FALSE;
    for (; !is_over(search) && stage_stmt_next(rows); seen++)
        compare_row(search, rows);
    *out_more = seen == STAGE_GELIJKENIS_COMPARED && !is_over(search);
    return stage_stmt_done(rows, error);
}

gboolean
stage_gelijkenis_find(StageDb *db, const StageGelijkenisVraag *vraag, StageGelijkenisVondst *out,
                      GError **error)
{
    g_autoptr(StageShingles) shingles = stage_shingles_new(vraag->text);
    Search search = { .vraag = vraag, .shingles = shingles };
    gint64 bands[STAGE_GELIJKENIS_BANDS];
    gboolean more = FALSE;

    if (stage_shingles_bands(shingles, bands) && !shares_band(db, bands, &more, error))
        return FALSE;
    for (gint64 after = 0; more; after += STAGE_GELIJKENIS_COMPARED)
        if (!compare_some(&search, db, bands, after, &more, error))
            return FALSE;
    *out = search.best;
    return TRUE;
}
