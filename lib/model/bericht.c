#include "model/bericht.h"

#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "model/blokkade.h"
#include "model/geheim.h"

#define AT(member) offsetof(StageBericht, member)
#define TEXT(member)                                                                                         \
    {                                                                                                        \
        .name = #member, .kind = STAGE_FIELD_KEPT, .at = AT(member)                                          \
    }
#define NUMBER(member)                                                                                       \
    {                                                                                                        \
        .name = #member, .kind = STAGE_FIELD_NUMBER, .at = AT(member), .size = STAGE_FIELD_MANY              \
    }

const char *const stage_bericht_soorten[] = { "herinnering", "coordinator", "vraag", "verslag", NULL };
const char *const stage_bericht_rollen[] = { "docent", "student", "opleider", NULL };
static const char *const talen[] = { "nl", "en", NULL };

static const StageField fields[] = {
    { .name = N_("soort"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(soort),
      .choices = stage_bericht_soorten,
      .required = TRUE },
    { .name = N_("rol"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(rol),
      .choices = stage_bericht_rollen,
      .required = TRUE },
    { .name = N_("persoon"),
      .kind = STAGE_FIELD_NUMBER,
      .at = AT(persoon),
      .size = STAGE_FIELD_MANY,
      .required = TRUE },
    { .name = N_("adres"), .kind = STAGE_FIELD_EMAIL, .at = AT(adres), .required = TRUE },
    TEXT(naam),
    NUMBER(plaatsing),
    NUMBER(gesprek),
    NUMBER(versie),
    { .name = N_("taal"), .kind = STAGE_FIELD_CHOICE, .at = AT(taal), .choices = talen, .required = TRUE },
    { .name = "kenmerk", .kind = STAGE_FIELD_KEPT, .at = AT(kenmerk), .required = TRUE },
    { .name = "messageid", .kind = STAGE_FIELD_KEPT, .at = AT(messageid), .required = TRUE },
    { .name = N_("onderwerp"), .kind = STAGE_FIELD_KEPT, .at = AT(onderwerp) },
    { .name = N_("tekst"), .kind = STAGE_FIELD_KEPT, .at = AT(tekst) },
    TEXT(inhoud),
    { .name = N_("datum"), .kind = STAGE_FIELD_DAY, .at = AT(datum), .required = TRUE },
    { .name = "gemaakt", .kind = STAGE_FIELD_KEPT, .at = AT(gemaakt), .required = TRUE },
    TEXT(verstuurd),
    TEXT(ingetrokken),
    NUMBER(pogingen),
    TEXT(volgende),
    TEXT(fout),
};

const StageEntity stage_bericht = {
    .noun = N_("bericht"),
    .plural = N_("berichten"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageBericht),
    .shows_id = TRUE,
    .label = "SELECT CAST(id AS TEXT) || ' ' || soort || ', ' || datum FROM bericht WHERE id = $1",
};

/* --- names --- */

enum { KENMERK = 20 }; /* figures of a hash, four bits each */

static gboolean
number_it(StageDb *db, StageBericht *b, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT coalesce(max(versie), 0) + 1 FROM bericht WHERE soort = $1 AND rol = $2 "
        "AND (gesprek = $3 OR (CAST($3 AS BIGINT) IS NULL AND persoon = $4))";
    /* clang-format on */

    return b->versie != 0 || stage_db_number(db, sql,
                                             STAGE_ARGS(stage_text(b->soort), stage_text(b->rol),
                                                        stage_int_set(b->gesprek), stage_int(b->persoon)),
                                             &b->versie, error);
}

gboolean
stage_bericht_name(StageDb *db, StageBericht *b, const char *domain, const char *chance, GError **error)
{
    g_autofree char *secret = NULL;

    if (!number_it(db, b, error) || !stage_geheim_get(db, "bericht", chance, &secret, error))
        return FALSE;
    g_autofree char *about = g_strdup_printf(
        "%s\n%" PRId64 "\n%" PRId64 "\n%s\n%" PRId64 "\n%s\n%s\n%s", b->soort, b->gesprek, b->versie, b->rol,
        b->persoon, b->adres, b->onderwerp == NULL ? "" : b->onderwerp, b->tekst == NULL ? "" : b->tekst);
    g_autofree char *hash = g_compute_hmac_for_string(G_CHECKSUM_SHA256, (const guchar *)secret,
                                                      strlen(secret), about, -1);
    g_free(b->kenmerk);
    g_free(b->messageid);
    b->kenmerk = g_strndup(hash, KENMERK);
    b->messageid = g_strdup_printf("%s.%" PRId64 ".%" PRId64 ".%s@%s", b->soort, b->gesprek, b->versie,
                                   b->kenmerk, domain);
    return TRUE;
}

gboolean
stage_bericht_find(StageDb *db, const char *name, gint64 *out_id, GError **error)
{
    static const char sql[] = "SELECT id FROM bericht WHERE messageid = $1 OR kenmerk = $1";

    return stage_db_find(db, sql, STAGE_ARGS(stage_text(name)), out_id, error);
}

gboolean
stage_bericht_last(StageDb *db, const char *soort, gint64 gesprek, const char *rol, gint64 *out_id,
                   GError **error)
{
    static const char sql[] =
        "SELECT id FROM bericht WHERE gesprek = $1 AND soort = $2 AND rol = $3 ORDER BY id DESC LIMIT 1";

    return stage_db_find(db, sql, STAGE_ARGS(stage_int(gesprek), stage_text(soort), stage_text(rol)), out_id,
                         error);
}

char **
stage_bericht_thread(StageDb *db, const StageBericht *b, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT messageid FROM (SELECT id, messageid FROM bericht WHERE rol = $1 AND persoon = $2 AND verstuurd IS NOT NULL "
        "AND id < $3 AND (gesprek = $4 OR (CAST($4 AS BIGINT) IS NULL AND gesprek IS NULL AND soort = $5)) "
        "ORDER BY id DESC LIMIT 10) t ORDER BY id";
    /* clang-format on */
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autoptr(StageStmt)
        rows = stage_db_query(db, sql,
                              STAGE_ARGS(stage_text(b->rol), stage_int(b->persoon), stage_int(b->id),
                                         stage_int_set(b->gesprek), stage_text(b->soort)),
                              error);

    while (rows != NULL && stage_stmt_next(rows))
        g_ptr_array_add(names, g_strdup(stage_stmt_text(rows, 0)));
    g_ptr_array_add(names, NULL);
    char **thread = (char **)g_ptr_array_free(g_steal_pointer(&names), FALSE);
    if (rows != NULL && stage_stmt_done(rows, error))
        return thread;
    g_strfreev(thread);
    return NULL;
}

/* --- handing over --- */

/* Minutes after each attempt that failed: an hour, four, a day, two; then it is given up. */
static const int waits[] = { 60, 240, 1440, 2880 };

int
stage_bericht_wait(gint64 attempt)
{
    return attempt >= 1 && attempt <= (gint64)G_N_ELEMENTS(waits) ? waits[attempt - 1] : 0;
}

gboolean
stage_bericht_next(StageDb *db, gint64 after, const char *now, StageBericht *out, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT id FROM bericht b WHERE " STAGE_SQL_TE_GAAN("b") " AND id > $1 AND (volgende IS NULL OR volgende <= $2) "
        "AND NOT " STAGE_SQL_GEBLOKKEERD("b") " ORDER BY id LIMIT 1";
    /* clang-format on */
    gint64 id = 0;

    if (!stage_db_find(db, sql, STAGE_ARGS(stage_int(after), stage_text(now)), &id, error))
        return FALSE;
    if (id != 0)
        return stage_entity_get(&stage_bericht, db, id, out, error);
    stage_entity_clear(&stage_bericht, out);
    return TRUE;
}

gboolean
stage_bericht_sent(StageDb *db, gint64 id, const char *now, GError **error)
{
    static const char sql[] =
        "UPDATE bericht SET verstuurd = $1, volgende = NULL, fout = NULL, pogingen = coalesce(pogingen, 0) + "
        "1, "
        "tekst = CASE WHEN soort IN ('herinnering', 'coordinator') THEN NULL ELSE tekst END WHERE id = $2";

    return stage_db_change(db, sql, STAGE_ARGS(stage_text(now), stage_int(id)), error);
}

gboolean
stage_bericht_failed(StageDb *db, gint64 id, const char *now, const char *next, const char *why,
                     GError **error)
{
    static const char sql[] =
        "UPDATE bericht SET pogingen = coalesce(pogingen, 0) + 1, fout = $1, volgende = $2, "
        "ingetrokken = CASE WHEN CAST($2 AS TEXT) IS NULL THEN $3 ELSE ingetrokken END WHERE id = $4";

    return stage_db_change(
        db, sql, STAGE_ARGS(stage_text(why), stage_text(next), stage_text(now), stage_int(id)), error);
}

/* A question or a summary that never went may be made again, under the name that it had. */
gboolean
stage_bericht_withdraw(StageDb *db, gint64 id, const char *now, GError **error)
{
    static const char withdraw[] =
        "UPDATE bericht SET ingetrokken = $1, tekst = NULL, fout = NULL, volgende = NULL WHERE id = $2";
    static const char drop[] = "DELETE FROM bericht WHERE id = $1 AND soort IN ('vraag', 'verslag')";

    return stage_db_change(db, withdraw, STAGE_ARGS(stage_text(now), stage_int(id)), error) &&
           stage_db_exec(db, drop, STAGE_ARGS(stage_int(id)), error);
}

gboolean
stage_bericht_retry(StageDb *db, gint64 id, GError **error)
{
    static const char sql[] = "UPDATE bericht SET volgende = NULL, ingetrokken = NULL, "
                              "pogingen = CASE WHEN ingetrokken IS NULL THEN pogingen END WHERE id = $1";
    StageBericht b = { 0 };
    gboolean done = stage_entity_get(&stage_bericht, db, id, &b, error);

    if (done && b.verstuurd != NULL)
        done = stage_fail(error, STAGE_ERROR_BAD_INPUT, _("bericht %" PRId64 " went on %s"), id, b.verstuurd);
    else if (done && b.ingetrokken != NULL && b.fout == NULL)
        done = stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("bericht %" PRId64 " was withdrawn on %s, since it was no longer needed"), id,
                          b.ingetrokken);
    stage_entity_clear(&stage_bericht, &b);
    return done && stage_db_change(db, sql, STAGE_ARGS(stage_int(id)), error);
}

StageStmt *
stage_bericht_list(StageDb *db, const StageBerichtFilter *f, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT b.id, b.datum, b.soort, b.rol, b.naam, b.adres, b.plaatsing, b.gesprek, b.versie, b.gemaakt, b.verstuurd, "
        "coalesce(b.pogingen, 0), b.volgende, b.fout, b.ingetrokken, b.messageid, b.onderwerp, b.tekst FROM bericht b "
        "WHERE (CAST($1 AS BIGINT) IS NULL OR b.id = $1) "
        "AND (CAST($2 AS BIGINT) IS NULL OR b.plaatsing IN (SELECT id FROM plaatsing WHERE student = $2) "
        "OR b.id IN (SELECT h.bericht FROM herinnering h JOIN plaatsing p ON p.id = h.plaatsing WHERE p.student = $2)) "
        "AND (CAST($3 AS BIGINT) IS NULL OR b.gesprek = $3) "
        "AND (CAST($4 AS TEXT) IS NULL OR b.soort = $4) "
        "AND ($5 = 0 OR (b.verstuurd IS NULL AND (b.ingetrokken IS NULL OR b.fout IS NOT NULL))) "
        "ORDER BY b.id DESC LIMIT $6";
    /* clang-format on */

    return stage_db_query(db, sql,
                          STAGE_ARGS(stage_int_set(f->id), stage_int_set(f->student),
                                     stage_int_set(f->gesprek), stage_text(f->soort), stage_int(f->open),
                                     stage_int(f->limit == 0 ? G_MAXINT32 : f->limit)),
                          error);
}
