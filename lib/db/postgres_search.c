/* Full-text search by tsvector (lib/db/postgres/0008-zoeken.sql), and what the index can be checked by. */
#include "db/postgres_driver.h"

/* The words of a query go to the server as they are, which folds them as it folds a text. */
char *
stage_postgres_search_words(const char *const *words)
{
    return g_strjoinv(" ", (char **)(guintptr)words);
}

gboolean
stage_postgres_index_changes(void *conn, gint64 first, gint64 last, GError **error)
{
    g_autofree char *from = g_strdup_printf("%" G_GINT64_FORMAT, first),
                    *until = g_strdup_printf("%" G_GINT64_FORMAT, last);
    const char *const entries[] = { from, until };

    stage_postgres_ask(conn, "SELECT zoek_bijwerken($1, $2)", 2, entries);
    return stage_postgres_heard(conn, error);
}

gboolean
stage_postgres_index_all(void *conn, GError **error)
{
    return stage_postgres_run(conn,
                              "DELETE FROM zoekindex; "
                              "INSERT INTO zoekindex SELECT tabel, rij, zoek_vector(tekst) FROM zoek_tekst",
                              error);
}

/* Tells every row of a statement of one column. */
static gboolean
tell_rows(StagePgConnection *c, const char *sql, StageFault fault, StageFound found, void *data,
          GError **error)
{
    PGresult *result = stage_postgres_rows(c, sql, 0, NULL, error);
    gboolean done = result != NULL;

    for (int i = 0; done && i < PQntuples(result); i++)
        found(fault, PQgetvalue(result, i, 0), data);
    PQclear(result);
    return done;
}

/* The server keeps its files and references whole itself; whether a reference was ever let through (a
 * constraint that is not validated, or a trigger that was switched off) it can tell. */
gboolean
stage_postgres_integrity(void *conn, StageFound found, void *data, GError **error)
{
    static const char references[] =
        "SELECT conrelid::regclass || ' ' || conname FROM pg_constraint "
        "WHERE connamespace = current_schema()::regnamespace AND contype = 'f' AND NOT convalidated "
        "UNION ALL SELECT tgrelid::regclass || ' ' || tgname FROM pg_trigger JOIN pg_class r ON r.oid = "
        "tgrelid "
        "WHERE r.relnamespace = current_schema()::regnamespace AND tgenabled = 'D' ORDER BY 1";
    static const char indexes[] = "SELECT DISTINCT 'zoek_' || coalesce(t.tabel, z.tabel) FROM zoek_tekst t "
                                  "FULL JOIN zoekindex z ON z.tabel = t.tabel AND z.rij = t.rij "
                                  "WHERE zoek_vector(t.tekst) IS DISTINCT FROM z.woorden ORDER BY 1";

    return tell_rows(conn, references, STAGE_FAULT_REFERENCE, found, data, error) &&
           tell_rows(conn, indexes, STAGE_FAULT_INDEX, found, data, error);
}

/* As the statement of the embedded engine (sqlite_search.c): the same columns, the same parameters. */
/* clang-format off */
#define MATCHES(tabel) \
    "FROM treffer z JOIN " tabel " t ON t.id = z.rij "
#define FOUND(tabel) \
    "WHERE z.tabel = '" tabel "' "
#define TEXT(tabel, sleutel, datum, tekst, tables, conditions) \
    "SELECT * FROM (SELECT '" tabel "' AS soort, t.id AS id, p.id AS plaatsing, p.student AS student, " datum " AS datum, " \
    sleutel "::bigint AS sleutel, zoek_fragment(" tekst ", $1) AS tekst, " \
    "z.rang AS rang " \
    MATCHES(tabel) tables FOUND(tabel) conditions \
    "AND ($2::bigint IS NULL OR " sleutel "::bigint = $2) AND ($4::text IS NULL OR " datum " >= $4) " \
    "AND ($5::text IS NULL OR " datum " <= $5) " \
    "AND ($3::bigint IS NULL OR $3 = coalesce(" \
    "(SELECT b.docent FROM begeleider b WHERE b.plaatsing = p.id AND b.rol = 'docent' AND b.van <= " datum \
    " AND (b.tot IS NULL OR b.tot >= " datum ") ORDER BY b.vervangt DESC, b.van DESC LIMIT 1), p.docent)) " \
    "ORDER BY rang, t.id LIMIT $6) " tabel
#define OF_PLAATSING "JOIN plaatsing p ON p.id = t.plaatsing "
#define NAME(tabel, order, label, student) \
    "SELECT * FROM (SELECT '" tabel "' AS soort, t.id AS id, NULL::bigint AS plaatsing, " student "::bigint AS student, " \
    "NULL::text AS datum, NULL::bigint AS sleutel, " label " AS tekst, " order "::real AS rang " \
    MATCHES(tabel) FOUND(tabel) \
    "AND $2::bigint IS NULL AND $3::bigint IS NULL AND $4::text IS NULL AND $5::text IS NULL " \
    "ORDER BY t.zoek, t.id LIMIT $6) " tabel
#define PERSON "trim(coalesce(t.roepnaam, '') || ' ' || coalesce(t.voorvoegsel || ' ', '') || coalesce(t.achternaam, ''))"

const char stage_postgres_search[] =
    "WITH treffer AS MATERIALIZED (SELECT * FROM zoek_treffers(zoek_vraag($1))) "
    "SELECT h.soort, h.id, h.plaatsing, s.nummer, "
    "trim(coalesce(s.roepnaam, '') || ' ' || coalesce(s.voorvoegsel || ' ', '') || s.achternaam), "
    "h.datum, h.sleutel, h.tekst FROM ("
    NAME("student", "'-1e9'", PERSON " || coalesce(' (' || t.klas || ')', '')", "t.id")
    " UNION ALL " NAME("docent", "'-1e8'", "trim(coalesce(t.code || ' ', '') || " PERSON ")", "NULL")
    " UNION ALL " NAME("leerbedrijf", "'-1e7'", "t.naam || coalesce(', ' || t.plaats, '')", "NULL")
    " UNION ALL " NAME("opleider", "'-1e6'", PERSON, "NULL")
    " UNION ALL " TEXT("notitie", "t.sleutel", "coalesce(g.gehouden, g.gepland)", "t.tekst",
        "JOIN gesprek g ON g.id = t.gesprek JOIN plaatsing p ON p.id = g.plaatsing ",
        "AND ($7 = 1 OR t.vertrouwelijk IS DISTINCT FROM 1) ")
    " UNION ALL " TEXT("inschatting", "3", "t.datum",
        "concat_ws(' ', t.oordeel, t.voorbeeld, t.verwachting, t.zienswijze, t.begeleiding, t.bespreken)", OF_PLAATSING, "")
    " UNION ALL " TEXT("begeleidingskeuze", "4", "t.datum", "t.voorbeeld", OF_PLAATSING, "")
    " UNION ALL " TEXT("afspraak", "NULL", "t.datum", "concat_ws(' ', t.wat, t.resultaat)", OF_PLAATSING, "")
    " UNION ALL " TEXT("signaal", "NULL", "t.datum",
        "concat_ws(' ', t.omschrijving, t.verwezen, t.afloop, t.opvolging)", OF_PLAATSING, "")
    ") h LEFT JOIN student s ON s.id = h.student ORDER BY h.rang, h.id LIMIT $6";
/* clang-format on */
