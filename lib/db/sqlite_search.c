/* Full-text search by FTS5 (lib/db/sqlite/0005-zoeken.sql). Its tables may not be written by triggers, which
 * run with an untrusted schema, so the journal tells at the end of each action what is to be indexed anew. */
#include "db/sqlite_driver.h"

typedef struct {
    const char *tabel;
    const char *const *columns;
} Index;

#define COLUMNS(...) ((const char *const[]){ __VA_ARGS__, NULL })
static const Index indexes[] = {
    { "student", COLUMNS("nummer", "roepnaam", "voorvoegsel", "achternaam", "klas") },
    { "docent", COLUMNS("code", "roepnaam", "voorvoegsel", "achternaam") },
    { "leerbedrijf", COLUMNS("naam", "sbb", "plaats") },
    { "opleider", COLUMNS("roepnaam", "voorvoegsel", "achternaam") },
    { "notitie", COLUMNS("tekst") },
    { "inschatting",
      COLUMNS("oordeel", "voorbeeld", "verwachting", "zienswijze", "begeleiding", "bespreken") },
    { "begeleidingskeuze", COLUMNS("voorbeeld") },
    { "afspraak", COLUMNS("wat", "resultaat") },
    { "signaal", COLUMNS("omschrijving", "verwezen", "afloop", "opvolging") },
};

/* What was indexed goes out, by the state before the action; what there is now goes in. The + keeps SQLite to
 * the range of ids: by the index on tabel it would read every entry of the table since the store began. */
static char *
index_sql(const Index *index, gint64 first, gint64 last)
{
    g_autofree char *range = g_strdup_printf("id BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT, first,
                                             last);
    g_autofree char *columns = g_strjoinv(", ", (char **)(guintptr)index->columns);
    g_autofree char *voor = g_strjoinv("'), json_extract(j.voor, '$.", (char **)(guintptr)index->columns);
    const char *t = index->tabel;

    return g_strdup_printf(
        "INSERT INTO zoek_%s (zoek_%s, rowid, %s) SELECT 'delete', j.rij, json_extract(j.voor, '$.%s') "
        "FROM journaal j WHERE j.%s AND +j.tabel = '%s' AND j.soort <> 'add' AND NOT EXISTS (SELECT 1 FROM "
        "journaal e "
        "WHERE e.tabel = j.tabel AND e.rij = j.rij AND e.%s AND e.id < j.id);"
        "INSERT INTO zoek_%s (rowid, %s) SELECT id, %s FROM %s WHERE id IN "
        "(SELECT rij FROM journaal WHERE %s AND +tabel = '%s')",
        t, t, columns, voor, range, t, range, t, columns, columns, t, range, t);
}

static gboolean
has_changes(sqlite3_stmt *changed, const char *tabel)
{
    sqlite3_bind_text(changed, 3, tabel, -1, SQLITE_STATIC);
    gboolean found = sqlite3_step(changed) == SQLITE_ROW;
    sqlite3_reset(changed);
    return found;
}

/* The number that a statement gives; 0 when it does not run. */
static gint64
number_of(const SqliteConnection *c, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    gint64 n = 0;

    if (sqlite3_prepare_v2(c->handle, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
        n = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return n;
}

/* Whether an index is made anew faster than it is brought up to date: a large action, such as taking an
 * import back, changed more rows than there are left. */
static gboolean
is_mostly_changed(const SqliteConnection *c, const char *tabel, gint64 first, gint64 last)
{
    enum { FEW = 1000 };

    if (last - first < FEW)
        return FALSE;
    g_autofree char *changed = g_strdup_printf(
        "SELECT count(*) FROM journaal WHERE id BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT
        " AND +tabel = '%s' AND soort <> 'add'",
        first, last, tabel);
    g_autofree char *left = g_strdup_printf("SELECT count(*) FROM %s", tabel);
    return number_of(c, changed) > number_of(c, left);
}

static char *
rebuild_sql(const char *tabel)
{
    return g_strdup_printf("INSERT INTO zoek_%s (zoek_%s) VALUES ('rebuild')", tabel, tabel);
}

gboolean
stage_sqlite_index_changes(void *conn, gint64 first, gint64 last, GError **error)
{
    static const char sql[] = "SELECT 1 FROM journaal WHERE id BETWEEN ?1 AND ?2 AND +tabel = ?3 LIMIT 1";
    const SqliteConnection *c = conn;
    sqlite3_stmt *changed = NULL;
    gboolean done = TRUE;

    if (sqlite3_prepare_v2(c->handle, sql, -1, &changed, NULL) != SQLITE_OK)
        return stage_sqlite_fail(c->handle, error);
    sqlite3_bind_int64(changed, 1, first);
    sqlite3_bind_int64(changed, 2, last);
    for (gsize i = 0; done && i < G_N_ELEMENTS(indexes); i++) {
        if (!has_changes(changed, indexes[i].tabel))
            continue;
        g_autofree char *update = is_mostly_changed(c, indexes[i].tabel, first, last)
                                      ? rebuild_sql(indexes[i].tabel)
                                      : index_sql(&indexes[i], first, last);
        done = sqlite3_exec(c->handle, update, NULL, NULL, NULL) == SQLITE_OK ||
               stage_sqlite_fail(c->handle, error);
    }
    sqlite3_finalize(changed);
    return done;
}

gboolean
stage_sqlite_index_all(void *conn, GError **error)
{
    const SqliteConnection *c = conn;

    for (gsize i = 0; i < G_N_ELEMENTS(indexes); i++) {
        g_autofree char *sql = rebuild_sql(indexes[i].tabel);
        if (sqlite3_exec(c->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
            return stage_sqlite_fail(c->handle, error);
    }
    return TRUE;
}

/* Each word as the beginning of one: "wer"* "haag"* */
char *
stage_sqlite_search_words(const char *const *words)
{
    GString *out = g_string_new(NULL);

    for (; *words != NULL; words++) {
        g_auto(GStrv) parts = g_strsplit(*words, "\"", -1);
        g_autofree char *plain = g_strjoinv("", parts);
        g_string_append_printf(out, "%s\"%s\"*", out->len > 0 ? " " : "", plain);
    }
    return g_string_free(out, FALSE);
}

/* What all searches of text share: the rank of FTS5 goes through its rows best first, so that the joins and
 * the snippet are for the first ones only. */
/* clang-format off */
#define TEXT(tabel, sleutel, datum, tables, conditions) \
    "SELECT * FROM (SELECT '" tabel "' AS soort, t.id AS id, p.id AS plaatsing, p.student AS student, " datum " AS datum, " \
    sleutel " AS sleutel, snippet(zoek_" tabel ", -1, '[', ']', '…', 16) AS tekst, z.rank AS rang " \
    "FROM zoek_" tabel " z CROSS JOIN " tabel " t ON t.id = z.rowid " tables \
    "WHERE zoek_" tabel " MATCH $1 " conditions \
    "AND ($2 IS NULL OR " sleutel " = $2) AND ($4 IS NULL OR " datum " >= $4) AND ($5 IS NULL OR " datum " <= $5) " \
    "AND ($3 IS NULL OR $3 = coalesce(" \
    "(SELECT b.docent FROM begeleider b WHERE b.plaatsing = p.id AND b.rol = 'docent' AND b.van <= " datum \
    " AND (b.tot IS NULL OR b.tot >= " datum ") ORDER BY b.vervangt DESC, b.van DESC LIMIT 1), p.docent)) " \
    "ORDER BY z.rank LIMIT $6)"
#define OF_PLAATSING "CROSS JOIN plaatsing p ON p.id = t.plaatsing "
#define NAME(tabel, order, label, student) \
    "SELECT * FROM (SELECT '" tabel "' AS soort, t.id AS id, NULL AS plaatsing, " student " AS student, NULL AS datum, " \
    "NULL AS sleutel, " label " AS tekst, " order " AS rang FROM " tabel " t " \
    "WHERE t.id IN (SELECT rowid FROM zoek_" tabel " WHERE zoek_" tabel " MATCH $1) " \
    "AND $2 IS NULL AND $3 IS NULL AND $4 IS NULL AND $5 IS NULL ORDER BY t.zoek, t.id LIMIT $6)"
#define PERSON "trim(coalesce(t.roepnaam, '') || ' ' || coalesce(t.voorvoegsel || ' ', '') || coalesce(t.achternaam, ''))"

const char stage_sqlite_search[] =
    "SELECT h.soort, h.id, h.plaatsing, s.nummer, "
    "trim(coalesce(s.roepnaam, '') || ' ' || coalesce(s.voorvoegsel || ' ', '') || s.achternaam), "
    "h.datum, h.sleutel, h.tekst FROM ("
    NAME("student", "-1e9", PERSON " || coalesce(' (' || t.klas || ')', '')", "t.id")
    " UNION ALL " NAME("docent", "-1e8", "trim(coalesce(t.code || ' ', '') || " PERSON ")", "NULL")
    " UNION ALL " NAME("leerbedrijf", "-1e7", "t.naam || coalesce(', ' || t.plaats, '')", "NULL")
    " UNION ALL " NAME("opleider", "-1e6", PERSON, "NULL")
    " UNION ALL " TEXT("notitie", "t.sleutel", "coalesce(g.gehouden, g.gepland)",
        "CROSS JOIN gesprek g ON g.id = t.gesprek CROSS JOIN plaatsing p ON p.id = g.plaatsing ",
        "AND ($7 = 1 OR t.vertrouwelijk IS NOT 1) ")
    " UNION ALL " TEXT("inschatting", "3", "t.datum", OF_PLAATSING, "")
    " UNION ALL " TEXT("begeleidingskeuze", "4", "t.datum", OF_PLAATSING, "")
    " UNION ALL " TEXT("afspraak", "NULL", "t.datum", OF_PLAATSING, "")
    " UNION ALL " TEXT("signaal", "NULL", "t.datum", OF_PLAATSING, "")
    ") h LEFT JOIN student s ON s.id = h.student ORDER BY h.rang, h.id LIMIT $6";
/* clang-format on */
