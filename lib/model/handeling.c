#include "model/handeling.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "db/afdruk.h"
#include "model/gelijkenis.h"
#include "model/signaal.h"

/* --- one action --- */

gboolean
stage_handeling_begin(StageDb *db, const StageActor *actor, gint64 *out_id, GError **error)
{
    static const char sql[] = "INSERT INTO handeling (id, tijdstip, wie, opdracht, eerste) "
                              "SELECT coalesce(max(id), 0) + 1, $1, $2, $3, "
                              "(SELECT coalesce(max(id), 0) + 1 FROM journaal) FROM handeling RETURNING id";

    if (!stage_db_number(
            db, sql,
            STAGE_ARGS(stage_text(actor->instant), stage_text(actor->who), stage_text(actor->command)),
            out_id, error))
        return FALSE;
    stage_db_set_action(db, *out_id);
    return TRUE;
}

gboolean
stage_handeling_begun(StageDb *db, StageBegun *out, GError **error)
{
    static const char sql[] = "SELECT id, tijdstip, wie, opdracht FROM handeling WHERE hash IS NULL";
    g_autoptr(StageStmt) row = stage_db_query(db, sql, STAGE_NO_ARGS, error);

    *out = (StageBegun){ 0 };
    while (row != NULL && stage_stmt_next(row)) {
        stage_begun_clear(out);
        *out = (StageBegun){ stage_stmt_number(row, 0), g_strdup(stage_stmt_text(row, 1)),
                             g_strdup(stage_stmt_text(row, 2)), g_strdup(stage_stmt_text(row, 3)) };
    }
    return row != NULL && stage_stmt_done(row, error);
}

void
stage_begun_clear(StageBegun *begun)
{
    g_free(begun->instant);
    g_free(begun->who);
    g_free(begun->command);
    *begun = (StageBegun){ 0 };
}

gboolean
stage_handeling_again(StageDb *db, const StageBegun *begun, GError **error)
{
    const StageActor actor = { begun->instant, begun->who, begun->command };
    gint64 id = 0;

    stage_db_rollback(db);
    if (!stage_db_begin(db, error) || (begun->id != 0 && !stage_handeling_begin(db, &actor, &id, error)))
        return FALSE;
    return id == begun->id ||
           stage_fail(error, STAGE_ERROR_BUSY, _("somebody else wrote in between: try again"));
}

gboolean
stage_handeling_undoes(StageDb *db, gint64 id, gint64 undone, GError **error)
{
    static const char sql[] = "UPDATE handeling SET herstelt = $2 WHERE id = $1";

    return stage_db_exec(db, sql, STAGE_ARGS(stage_int(id), stage_int(undone)), error);
}

/* The hash over the action before this one, over what stands in its row, and over the hashes of its entries.
 * `row` is a row of the statement in seal_rows(). */
static GChecksum *
begin_seal(const char *before, StageStmt *row)
{
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);

    stage_afdruk_take(sum, before);
    for (guint column = 0; column < 5; column++) {
        StageValue value = stage_stmt_value(row, column);
        g_autofree char *number = value.type == STAGE_INT ? g_strdup_printf("%" PRId64, value.number) : NULL;
        stage_afdruk_take(sum, number == NULL ? value.text : number);
    }
    return sum;
}

static StageStmt *
seal_rows(StageDb *db, gint64 from, GError **error)
{
    static const char sql[] =
        "SELECT id, tijdstip, wie, opdracht, herstelt, eerste, laatste, hash FROM handeling "
        "WHERE id >= $1 ORDER BY id";

    return stage_db_query(db, sql, STAGE_ARGS(stage_int(from)), error);
}

static StageStmt *
entries_from(StageDb *db, gint64 first, GError **error)
{
    static const char sql[] =
        "SELECT id, handeling, afdruk, soort, student FROM journaal WHERE id >= $1 ORDER BY id";

    return stage_db_query(db, sql, STAGE_ARGS(stage_int(first)), error);
}

/* The content of an entry goes in by its print's hash alone, so that it can be erased. */
static void
seal_entry(GChecksum *sum, StageStmt *entry)
{
    g_autofree char *student = g_strdup_printf("%" PRId64, stage_stmt_number(entry, 4));

    stage_afdruk_take(sum, stage_afdruk_hash(stage_stmt_text(entry, 2)));
    stage_afdruk_take(sum, stage_stmt_text(entry, 3));
    stage_afdruk_take(sum, student);
}

static char *
hash_before(StageDb *db, gint64 id, GError **error)
{
    static const char sql[] = "SELECT hash FROM handeling WHERE id < $1 ORDER BY id DESC LIMIT 1";
    g_autoptr(StageStmt) row = stage_db_query(db, sql, STAGE_ARGS(stage_int(id)), error);

    if (row == NULL)
        return NULL;
    char *hash = g_strdup(stage_stmt_next(row) ? stage_stmt_text(row, 0) : "");
    if (stage_stmt_done(row, error))
        return hash;
    g_free(hash);
    return NULL;
}

/* Takes in the entries from `first` on; *last is the last of them, 0 when there is none. */
static gboolean
seal_entries(StageDb *db, GChecksum *sum, gint64 first, gint64 *last, GError **error)
{
    g_autoptr(StageStmt) entries = entries_from(db, first, error);

    if (entries == NULL)
        return FALSE;
    while (stage_stmt_next(entries)) {
        seal_entry(sum, entries);
        *last = stage_stmt_number(entries, 0);
    }
    return stage_stmt_done(entries, error);
}

/* Puts the hash over an action; *first to *last are its entries. */
static gboolean
seal(StageDb *db, gint64 id, gint64 *first, gint64 *last, GError **error)
{
    static const char finish[] = "UPDATE handeling SET laatste = $2, hash = $3 WHERE id = $1";
    g_autofree char *before = hash_before(db, id, error);

    if (before == NULL)
        return FALSE;
    g_autoptr(StageStmt) row = seal_rows(db, id, error);
    if (row == NULL || !stage_stmt_next(row))
        return row != NULL && stage_stmt_done(row, error) &&
               stage_fail(error, STAGE_ERROR_INTERNAL, _("there is no action %" PRId64), id);
    g_autoptr(GChecksum) sum = begin_seal(before, row);
    *first = stage_stmt_number(row, 5);
    g_clear_pointer(&row, stage_stmt_free);
    if (!seal_entries(db, sum, *first, last, error))
        return FALSE;
    return *last == 0 ||
           stage_db_exec(db, finish,
                         STAGE_ARGS(stage_int(id), stage_int(*last), stage_text(g_checksum_get_string(sum))),
                         error);
}

gboolean
stage_handeling_end(StageDb *db, gint64 id, gboolean *out_changed, GError **error)
{
    gboolean seals = stage_db_seals(db);
    gint64 first = 0, last = 0;

    stage_db_set_action(db, STAGE_NO_ACTION);
    if (!(seals ? stage_db_seal : seal)(db, id, &first, &last, error))
        return FALSE;
    *out_changed = last > 0;
    return last == 0 || (stage_db_index_changes(db, first, last, error) &&
                         stage_gelijkenis_changes(db, first, last, error) &&
                         /* the last: the indexes read them */
                         (seals || stage_signaal_erase_stories(db, first, last, error)));
}

/* --- looking back --- */

StageStmt *
stage_handeling_list(StageDb *db, const StageHandelingFilter *filter, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT h.id, h.tijdstip, h.wie, h.opdracht, h.herstelt, "
        "(SELECT max(u.id) FROM handeling u WHERE u.herstelt = h.id "
        "AND NOT EXISTS (SELECT 1 FROM handeling r WHERE r.herstelt = u.id)), h.eerste, h.laatste "
        "FROM handeling h "
        "WHERE (CAST($1 AS BIGINT) IS NULL OR h.id = $1) "
        "AND (CAST($2 AS BIGINT) IS NULL OR h.id IN (SELECT j.handeling FROM journaal j WHERE j.student = $2)) "
        "AND (CAST($3 AS TEXT) IS NULL OR h.wie = $3) "
        "AND (CAST($4 AS TEXT) IS NULL OR substr(h.tijdstip, 1, 10) >= $4) "
        "AND (CAST($5 AS TEXT) IS NULL OR substr(h.tijdstip, 1, 10) <= $5) "
        "ORDER BY h.id DESC LIMIT $6";
    /* clang-format on */

    return stage_db_query(db, sql,
                          STAGE_ARGS(stage_int_set(filter->id), stage_int_set(filter->student),
                                     stage_text(filter->who), stage_text_set(filter->from.text),
                                     stage_text_set(filter->until.text),
                                     stage_int(filter->limit == 0 ? G_MAXINT32 : filter->limit)),
                          error);
}

char *
stage_handeling_summary(StageDb *db, gint64 id, gint64 student, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT j.tabel, count(CASE j.soort WHEN 'add' THEN 1 END), count(CASE j.soort WHEN 'edit' THEN 1 END), "
        "count(CASE j.soort WHEN 'rm' THEN 1 END) FROM journaal j JOIN handeling h ON h.id = j.handeling "
        "WHERE h.id = $1 AND j.id BETWEEN h.eerste AND h.laatste AND (CAST($2 AS BIGINT) IS NULL OR j.student = $2) "
        "GROUP BY j.tabel ORDER BY min(j.id)";
    /* clang-format on */
    static const char signs[] = "+~-";
    g_autoptr(StageStmt)
        rows = stage_db_query(db, sql, STAGE_ARGS(stage_int(id), stage_int_set(student)), error);
    g_autoptr(GString) out = g_string_new(NULL);

    if (rows == NULL)
        return NULL;
    while (stage_stmt_next(rows)) {
        g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", _(stage_stmt_text(rows, 0)));
        for (guint i = 0; i < strlen(signs); i++)
            if (stage_stmt_number(rows, i + 1) > 0)
                g_string_append_printf(out, " %c%" PRId64, signs[i], stage_stmt_number(rows, i + 1));
    }
    return stage_stmt_done(rows, error) ? g_strdup(out->str) : NULL;
}

gboolean
stage_handeling_is_undone(StageDb *db, gint64 id, gboolean *out_undone, GError **error)
{
    static const char sql[] = "SELECT id FROM handeling WHERE herstelt = $1 ORDER BY id DESC LIMIT 1";
    gint64 by = id;

    /* Each undoing may be undone in its turn: an even number of them leaves the action standing. */
    *out_undone = TRUE;
    while (by != 0) {
        *out_undone = !*out_undone;
        if (!stage_db_find(db, sql, STAGE_ARGS(stage_int(by)), &by, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
stage_handeling_last(StageDb *db, const char *who, gint64 *out_id, GError **error)
{
    static const char sql[] =
        "SELECT id FROM handeling WHERE wie = $1 AND herstelt IS NULL AND hash IS NOT NULL "
        "ORDER BY id DESC";
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_ARGS(stage_text(who)), error);

    *out_id = 0;
    if (rows == NULL)
        return FALSE;
    while (stage_stmt_next(rows)) {
        gint64 id = stage_stmt_number(rows, 0);
        gboolean undone = FALSE;
        if (!stage_handeling_is_undone(db, id, &undone, error))
            return FALSE;
        if (!undone) {
            *out_id = id;
            return TRUE;
        }
    }
    return stage_stmt_done(rows, error);
}

/* --- the chain --- */

typedef struct {
    void (*found)(gint64 id, const char *why, void *data);
    void *data;
    char *before;   /* the hash of the action before */
    gint64 id;      /* of the action before */
    gint64 laatste; /* its last entry */
} Chain;

/* Takes in the entries that an action says are its own; `entries` stands on the first that was not taken yet.
 */
static const char *
follow_entries(Chain *chain, StageStmt *row, StageStmt *entries, gboolean *more, GChecksum *sum)
{
    gint64 id = stage_stmt_number(row, 0), first = stage_stmt_number(row, 5),
           last = stage_stmt_number(row, 6);
    gint64 expected = chain->laatste + 1;

    if (first != expected || last < first)
        return N_("its entries do not follow those of the action before it");
    for (; expected <= last; expected++) {
        if (!*more || stage_stmt_number(entries, 0) != expected)
            return N_("an entry of it is missing");
        if (stage_stmt_number(entries, 1) != id)
            return N_("an entry of it is of another action");
        seal_entry(sum, entries);
        *more = stage_stmt_next(entries);
    }
    return NULL;
}

/* Why the action is not what its hash says; NULL when it is. */
static const char *
follow(Chain *chain, StageStmt *row, StageStmt *entries, gboolean *more)
{
    g_autoptr(GChecksum) sum = begin_seal(chain->before, row);
    const char *hash = stage_stmt_text(row, 7);
    const char *why = follow_entries(chain, row, entries, more, sum);

    if (stage_stmt_number(row, 0) != chain->id + 1)
        why = N_("an action before it is missing");
    else if (why == NULL && g_strcmp0(hash, g_checksum_get_string(sum)) != 0)
        why = N_("it is not what its hash says");
    while (*more && stage_stmt_number(entries, 0) <= stage_stmt_number(row, 6)) /* go on after a fault */
        *more = stage_stmt_next(entries);
    g_free(chain->before);
    chain->before = g_strdup(hash == NULL ? "" : hash);
    chain->id = stage_stmt_number(row, 0);
    chain->laatste = stage_stmt_number(row, 6);
    return why;
}

gboolean
stage_handeling_verify(StageDb *db, void (*found)(gint64 id, const char *why, void *data), void *data,
                       GError **error)
{
    g_autoptr(StageStmt) rows = seal_rows(db, 0, error);
    g_autoptr(StageStmt) entries = rows == NULL ? NULL : entries_from(db, 0, error);
    Chain chain = { .found = found, .data = data, .before = g_strdup("") };
    gboolean more = entries != NULL && stage_stmt_next(entries);

    if (entries != NULL) {
        while (stage_stmt_next(rows)) {
            const char *why = follow(&chain, rows, entries, &more);
            if (why != NULL)
                found(chain.id, _(why), data);
        }
        if (more)
            found(chain.id + 1, _("there are entries of no action"), data);
    }
    g_free(chain.before);
    return entries != NULL && stage_stmt_done(rows, error) && stage_stmt_done(entries, error);
}
