#include "model/copy.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "db/afdruk.h"
#include "model/entities.h"
#include "model/gelijkenis.h"
#include "model/tables.h"

/* Rows in a transaction: enough for its end to cost little beside them. */
enum { BATCH = 10000 };

/* Says of which of the two stores an error is. */
static gboolean
of_store(const char *name, gboolean done, GError **error)
{
    if (!done)
        g_prefix_error(error, "'%s': ", name);
    return done;
}

/* --- the print of the store that is copied --- */

static void
take_number(GChecksum *sum, gint64 number)
{
    g_autofree char *text = g_strdup_printf("%" PRId64, number);

    stage_afdruk_take(sum, text);
}

/* The chain of actions stands for all that the journal watches over. */
static gboolean
take_last_action(GChecksum *sum, StageDb *db, GError **error)
{
    static const char sql[] = "SELECT id, hash FROM handeling ORDER BY id DESC LIMIT 1";
    g_autoptr(StageStmt) row = stage_db_query(db, sql, STAGE_NO_ARGS, error);

    if (row == NULL)
        return FALSE;
    if (stage_stmt_next(row)) {
        take_number(sum, stage_stmt_number(row, 0));
        stage_afdruk_take(sum, stage_stmt_text(row, 1));
    }
    return stage_stmt_done(row, error);
}

/* What no journal watches over, to the last word. */
static gboolean
take_log(GChecksum *sum, StageDb *db, const StageEntity *of, GError **error)
{
    g_autoptr(StageStmt) rows = stage_entity_all(of, db, error);

    while (rows != NULL && stage_stmt_next(rows))
        for (guint i = 0; i <= of->fields.n; i++) {
            StageValue value = stage_stmt_value(rows, i);
            if (value.type == STAGE_INT)
                take_number(sum, value.number);
            else
                stage_afdruk_take(sum, value.text);
        }
    return rows != NULL && stage_stmt_done(rows, error);
}

static gboolean
take_print(StageCopy *copy, GError **error)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    const StageEntity *of = NULL;
    gint64 n = 0;
    gboolean done = take_last_action(sum, copy->from, error);

    for (guint i = 0; done && (of = stage_table(i)) != NULL; i++) {
        done = stage_entity_count(of, copy->from, &n, error);
        take_number(sum, n);
        copy->total += (guint64)n;
    }
    for (const StageEntity *const *log = stage_logs; done && *log != NULL; log++)
        done = take_log(sum, copy->from, *log, error);
    if (done)
        copy->print = g_strdup(g_checksum_get_string(sum));
    return of_store(copy->from_name, done, error);
}

/* --- the mark of a copy that is not finished --- */

/* The print in the mark; *out is NULL when there is no mark. */
static gboolean
read_mark(StageDb *db, char **out, GError **error)
{
    static const char sql[] = "SELECT sha256 FROM migratie WHERE nummer = " G_STRINGIFY(STAGE_DB_UNFINISHED);
    g_autoptr(StageStmt) row = stage_db_query(db, sql, STAGE_NO_ARGS, error);

    if (row == NULL)
        return FALSE;
    *out = stage_stmt_next(row) ? g_strdup(stage_stmt_text(row, 0)) : NULL;
    return stage_stmt_done(row, error);
}

static gboolean
mark(StageCopy *copy, GError **error)
{
    static const char sql[] = "INSERT INTO migratie (nummer, naam, sha256, toegepast) VALUES (" G_STRINGIFY(
        STAGE_DB_UNFINISHED) ", 'kopie', $1, $2)";
    gboolean empty = FALSE;

    if (!stage_db_begin_load(copy->to, error) || !stage_tables_are_empty(copy->to, &empty, error))
        return FALSE;
    if (!empty)
        return stage_fail(error, STAGE_ERROR_EXISTS, _("it is not empty: copy into a new store"));
    return stage_db_exec(copy->to, sql, STAGE_ARGS(stage_text(copy->print), stage_text(copy->today)),
                         error) &&
           stage_db_commit(copy->to, error);
}

static gboolean
count_there(StageCopy *copy, GError **error)
{
    const StageEntity *of = NULL;

    for (guint i = 0; (of = stage_table(i)) != NULL; i++) {
        gint64 n = 0;
        if (!stage_entity_count(of, copy->to, &n, error))
            return FALSE;
        copy->there += (guint64)n;
    }
    copy->kept = copy->there;
    return TRUE;
}

gboolean
stage_copy_begin(StageCopy *copy, GError **error)
{
    g_autofree char *found = NULL;

    if (copy->print == NULL && !take_print(copy, error))
        return FALSE;
    gboolean done = read_mark(copy->to, &found, error);
    if (done && found != NULL && strcmp(found, copy->print) != 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("'%s' is an unfinished copy of another store than '%s' is now: remove it, or "
                            "empty its database, and copy anew"),
                          copy->to_name, copy->from_name);
    done = done && (found == NULL ? mark(copy, error) : count_there(copy, error));
    if (!done)
        stage_db_rollback(copy->to);
    return of_store(copy->to_name, done, error);
}

void
stage_copy_clear(StageCopy *copy)
{
    g_clear_pointer(&copy->print, g_free);
}

/* --- rows --- */

typedef struct {
    StageCopy *copy;
    StageStmt *many; /* puts in those of the table that it is at */
    gboolean begun;
    guint rows; /* in this transaction */
} Batch;

/* Whether all that the tables up to this one refer to is in the store with them: a transaction that ends here
 * has no reference to what is still to come. */
static gboolean
may_end(guint at)
{
    const StageEntity *later = NULL;

    for (guint i = at + 1; (later = stage_table(i)) != NULL; i++)
        for (guint j = 0; j <= at; j++)
            for (guint f = 0; f < stage_table(j)->fields.n; f++)
                if (stage_table(j)->fields.fields[f].refers == later)
                    return FALSE;
    return TRUE;
}

/* What is there is what we left: another process would have gone on from it. */
static gboolean
begin_batch(Batch *b, const StageEntity *of, gint64 last, GError **error)
{
    StageDb *to = b->copy->to;
    g_autofree char *found = NULL;
    gint64 there = 0;

    b->rows = 0;
    b->begun = stage_db_begin_load(to, error);
    if (!b->begun || !read_mark(to, &found, error) || !stage_entity_last(of, to, &there, error))
        return FALSE;
    return (g_strcmp0(found, b->copy->print) == 0 && there == last) ||
           stage_fail(error, STAGE_ERROR_BUSY, _("another process is copying into it"));
}

static gboolean
end_table(Batch *b, GError **error)
{
    gboolean done = b->many == NULL || stage_db_many_end(b->many, error);

    g_clear_pointer(&b->many, stage_stmt_free);
    return done;
}

static gboolean
end_batch(Batch *b, GError **error)
{
    if (!b->begun || !end_table(b, error))
        return !b->begun;
    b->begun = FALSE;
    if (!stage_db_commit(b->copy->to, error))
        return FALSE;
    b->copy->kept += b->rows;
    return TRUE;
}

/* The row at which `rows` stands; *last is the one before it. */
static gboolean
put_row(Batch *b, const StageEntity *of, StageStmt *rows, gint64 *last, GError **error)
{
    StageCopy *copy = b->copy;
    StageValue values[STAGE_FIELDS_MAX + 1];
    guint n = of->fields.n + 1;

    if (!b->begun && !begin_batch(b, of, *last, error))
        return FALSE;
    if (b->many == NULL)
        b->many = stage_entity_many(of, copy->to, TRUE, error);
    if (b->many == NULL)
        return FALSE;
    for (guint i = 0; i < n; i++)
        values[i] = stage_stmt_value(rows, i);
    if (!stage_db_many_put(b->many, values, n, error))
        return FALSE;
    *last = values[0].number;
    b->rows++;
    copy->copied++;
    copy->step((guint)copy->copied, (double)(copy->there + copy->copied) / (double)copy->total, copy->data);
    return TRUE;
}

static gboolean
copy_table(Batch *b, guint at, GError **error)
{
    const StageCopy *copy = b->copy;
    const StageEntity *of = stage_table(at);
    gint64 last = 0;

    if (!of_store(copy->to_name, stage_entity_last(of, copy->to, &last, error), error))
        return FALSE;
    g_autoptr(StageStmt) rows = stage_entity_after(of, copy->from, last, error);
    if (rows == NULL)
        return of_store(copy->from_name, FALSE, error);
    while (stage_stmt_next(rows)) {
        gboolean done = put_row(b, of, rows, &last, error) &&
                        (b->rows < BATCH || !may_end(at) || end_batch(b, error));
        if (!of_store(copy->to_name, done, error))
            return FALSE;
    }
    return of_store(copy->from_name, stage_stmt_done(rows, error), error) &&
           of_store(copy->to_name, end_table(b, error), error);
}

gboolean
stage_copy_rows(StageCopy *copy, GError **error)
{
    Batch b = { .copy = copy };
    gboolean done = TRUE;

    for (guint i = 0; done && stage_table(i) != NULL; i++)
        done = copy_table(&b, i, error);
    done = done && of_store(copy->to_name, end_batch(&b, error), error);
    g_clear_pointer(&b.many, stage_stmt_free);
    if (!done)
        stage_db_rollback(copy->to);
    return done;
}

/* --- the end --- */

static gboolean
put_number(const char *table, const char *name, gint64 last, void *data, GError **error)
{
    const StageCopy *copy = data;

    return stage_tables_put_number(copy->to, table, name, last, error);
}

static gboolean
count_all(StageCopy *copy, GError **error)
{
    copy->there = 0;
    return count_there(copy, error) &&
           (copy->there == copy->total ||
            stage_fail(error, STAGE_ERROR_CORRUPT, _("it does not have the rows that it should have")));
}

gboolean
stage_copy_finish(StageCopy *copy, GError **error)
{
    static const char unmark[] = "DELETE FROM migratie WHERE nummer = " G_STRINGIFY(STAGE_DB_UNFINISHED);
    gboolean done = stage_db_begin_load(copy->to, error) && count_all(copy, error) &&
                    stage_tables_numbers(copy->from, put_number, copy, error) &&
                    stage_db_bulk_end(copy->to, error) && stage_db_index_all(copy->to, error) &&
                    stage_gelijkenis_all(copy->to, error) &&
                    stage_db_change(copy->to, unmark, STAGE_NO_ARGS, error);

    if (!done)
        stage_db_rollback(copy->to);
    return of_store(copy->to_name, done, error);
}
