#include "mail/gesprek.h"

#include "mail/woorden.h"

/* Each gives sleutel, a word that says what the line is about (or NULL), a second one, and a text. What is
 * confidential is left out here, in one place. */
/* clang-format off */
static const char select_notes[] =
    "SELECT sleutel, CASE WHEN sleutel = 2 THEN aspect END, CASE geboden WHEN 1 THEN 'ja' WHEN 0 THEN 'nee' END, tekst "
    "FROM notitie WHERE gesprek = $1 AND vertrouwelijk IS DISTINCT FROM 1 AND sleutel IS NOT NULL ORDER BY sleutel, id";
static const char select_judged[] =
    "SELECT sleutel, wat, NULL, tekst FROM (SELECT id, 1 AS nr, 3 AS sleutel, NULL AS wat, oordeel AS tekst FROM inschatting WHERE gesprek = $1 "
    "UNION ALL SELECT id, 2, 3, 'voorbeeld', voorbeeld FROM inschatting WHERE gesprek = $1 AND voorbeeld IS NOT NULL "
    "UNION ALL SELECT id, 3, 3, 'verwachting', verwachting FROM inschatting WHERE gesprek = $1 AND verwachting IS NOT NULL "
    "UNION ALL SELECT id, 4, 3, 'zienswijze', zienswijze FROM inschatting WHERE gesprek = $1 AND zienswijze IS NOT NULL) t "
    "ORDER BY id, nr";
static const char select_chosen[] =
    "SELECT 4, strategie, gebied, voorbeeld FROM begeleidingskeuze WHERE gesprek = $1 ORDER BY id";
static const char select_agreed[] =
    "SELECT wie, voor, wat FROM afspraak WHERE gesprek = $1 ORDER BY coalesce(voor, '9999'), id";
/* clang-format on */

static void
add_line(GString *text, const char *taal, const char *about, const char *also, const char *said)
{
    const char *parts[] = { about == NULL ? NULL : stage_mail_woord(taal, about),
                            also == NULL ? NULL : stage_mail_woord(taal, also), said };
    const char *between = "- ";

    if (text->len > 0)
        g_string_append_c(text, '\n');
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i] == NULL)
            continue;
        g_string_append_printf(text, "%s%s", between, parts[i]);
        between = i == 0 ? ": " : ", ";
    }
}

static gboolean
read_keys(StageDb *db, const char *sql, gint64 gesprek, const char *taal, GString *keys[4], GError **error)
{
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_ARGS(stage_int(gesprek)), error);

    while (rows != NULL && stage_stmt_next(rows)) {
        gint64 sleutel = stage_stmt_number(rows, 0);
        if (sleutel >= 1 && sleutel <= 4)
            add_line(keys[sleutel - 1], taal, stage_stmt_text(rows, 1), stage_stmt_text(rows, 2),
                     stage_stmt_text(rows, 3));
    }
    return rows != NULL && stage_stmt_done(rows, error);
}

static gboolean
read_agreed(StageDb *db, gint64 gesprek, const char *taal, GString *text, GError **error)
{
    g_autoptr(StageStmt) rows = stage_db_query(db, select_agreed, STAGE_ARGS(stage_int(gesprek)), error);

    while (rows != NULL && stage_stmt_next(rows)) {
        StageDay day = STAGE_NO_DAY;
        if (stage_stmt_text(rows, 1) != NULL)
            (void)stage_day_from_iso(stage_stmt_text(rows, 1), &day);
        g_autofree char *before = stage_mail_dag_kort(taal, day);
        add_line(text, taal, stage_stmt_text(rows, 0), NULL, stage_stmt_text(rows, 2));
        if (before != NULL)
            g_string_append_printf(text, " (%s %s)", stage_mail_woord(taal, "voor"), before);
    }
    return rows != NULL && stage_stmt_done(rows, error);
}

static char *
print_of(const StageMailGesprek *g, const StageSamenvatting *s)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    const char *const parts[] = { g->dag.text,   g->gesprek.soort, g->gesprek.vorm, s->sleutel[0],
                                  s->sleutel[1], s->sleutel[2],    s->sleutel[3],   s->afspraken };

    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_checksum_update(sum, (const guchar *)(parts[i] == NULL ? "" : parts[i]), -1);
        g_checksum_update(sum, (const guchar *)"", 1); /* where one ends */
    }
    return g_strdup(g_checksum_get_string(sum));
}

static char *
take(GString *text)
{
    gboolean empty = text->len == 0;
    char *taken = g_string_free(text, FALSE);

    if (empty)
        g_clear_pointer(&taken, g_free);
    return taken;
}

gboolean
stage_samenvatting_read(StageDb *db, const StageMailGesprek *g, const char *taal, StageSamenvatting *out,
                        GError **error)
{
    static const char *const statements[] = { select_judged, select_notes, select_chosen };
    GString *keys[4], *agreed = g_string_new(NULL);
    gboolean done = TRUE;

    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        keys[i] = g_string_new(NULL);
    for (gsize i = 0; done && i < G_N_ELEMENTS(statements); i++)
        done = read_keys(db, statements[i], g->gesprek.id, taal, keys, error);
    done = done && read_agreed(db, g->gesprek.id, taal, agreed, error);
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        out->sleutel[i] = take(keys[i]);
    out->afspraken = take(agreed);
    out->afdruk = print_of(g, out);
    return done;
}

void
stage_samenvatting_clear(StageSamenvatting *s)
{
    for (gsize i = 0; i < G_N_ELEMENTS(s->sleutel); i++)
        g_free(s->sleutel[i]);
    g_free(s->afspraken);
    g_free(s->afdruk);
    *s = (StageSamenvatting){ 0 };
}
