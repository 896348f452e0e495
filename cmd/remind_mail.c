#include "cmd/remind_mail.h"

#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cmd/environment.h"
#include "cmd/remind_digest.h"
#include "mail/gesprek.h"
#include "model/blokkade.h"
#include "model/herinnering.h"

/* --- write, then send --- */

/* A message of which nothing is so any more does not go; one of which something is goes as it was made.
 * Neither does a question about a talk that was held, cancelled or missed, or that was given another day. */
static gboolean
lapse(StageContext *ctx, const GArray *ids, const char *now, GError **error)
{
    /* clang-format off */
    static const char empty[] =
        "SELECT id FROM bericht b WHERE verstuurd IS NULL AND ingetrokken IS NULL AND "
        "((soort IN ('herinnering', 'coordinator') AND NOT EXISTS (SELECT 1 FROM herinnering h WHERE h.bericht = b.id "
        "AND h.vervallen IS DISTINCT FROM 1)) OR (soort = 'vraag' AND NOT EXISTS (SELECT 1 FROM gesprek g WHERE g.id = b.gesprek "
        "AND g.gehouden IS NULL AND g.geannuleerd IS NULL AND g.gepland >= $1 "
        "AND b.inhoud = " STAGE_SQL_VRAAG_OVER("g") ")))";
    /* clang-format on */
    g_autoptr(GArray) gone = g_array_new(FALSE, FALSE, sizeof(gint64));

    for (guint i = 0; i < ids->len; i++)
        if (!stage_herinnering_lapse(ctx->db, g_array_index(ids, gint64, i), error))
            return FALSE;
    g_autoptr(StageStmt)
        rows = stage_db_query(ctx->db, empty, STAGE_ARGS(stage_text(ctx->today.text)), error);
    while (rows != NULL && stage_stmt_next(rows)) {
        gint64 id = stage_stmt_number(rows, 0);
        g_array_append_val(gone, id);
    }
    if (rows == NULL || !stage_stmt_done(rows, error))
        return FALSE;
    for (guint i = 0; i < gone->len; i++)
        if (!stage_bericht_withdraw(ctx->db, g_array_index(gone, gint64, i), now, error))
            return FALSE;
    return TRUE;
}

/* A summary that waits, and of which something was changed or made confidential since, does not go: 'stage
 * gesprek send' makes another. */
static gboolean
withdraw_changed(StageContext *ctx, const char *now, GError **error)
{
    static const char sql[] = "SELECT id FROM bericht WHERE soort = 'verslag' AND verstuurd IS NULL AND "
                              "ingetrokken IS NULL ORDER BY id";
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(StageStmt) rows = stage_db_query(ctx->db, sql, STAGE_NO_ARGS, error);
    gboolean done = rows != NULL;

    while (done && stage_stmt_next(rows)) {
        gint64 id = stage_stmt_number(rows, 0);
        g_array_append_val(ids, id);
    }
    done = done && stage_stmt_done(rows, error);
    for (guint i = 0; done && i < ids->len; i++) {
        StageBericht b = { 0 };
        gboolean holds = TRUE;
        done = stage_entity_get(&stage_bericht, ctx->db, g_array_index(ids, gint64, i), &b, error) &&
               stage_samenvatting_holds(ctx->db, &b, &holds, error) &&
               (holds || stage_bericht_withdraw(ctx->db, b.id, now, error));
        if (done && !holds)
            stage_say(ctx,
                      _("the summary of gesprek %" PRId64
                        " was changed and did not go: 'stage gesprek send %" PRId64 "' makes it anew"),
                      b.gesprek, b.gesprek);
        stage_entity_clear(&stage_bericht, &b);
    }
    return done;
}

static gboolean
put(StageVerzender *v, StageDb *db, StageRemindDigest *d, GError **error)
{
    if (!stage_verzender_put(v, &d->bericht, error))
        return FALSE;
    for (guint i = 0; i < d->points->len; i++) {
        StageHerinnering *row = g_ptr_array_index(d->points, i);
        row->bericht = d->bericht.id;
        if (!stage_entity_add(&stage_herinnering, db, row, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_down(StageRemindRun *run, StageVerzender *v, const GArray *lapsed, GError **error)
{
    StageDb *db = run->ctx->db;
    g_autofree char *now = stage_find_now(run->ctx->today);
    gboolean done = stage_db_begin(db, error) && lapse(run->ctx, lapsed, now, error) &&
                    withdraw_changed(run->ctx, now, error);

    for (guint i = 0; done && v != NULL && i < run->digests->len; i++)
        done = put(v, db, g_ptr_array_index(run->digests, i), error);
    if (done && stage_db_commit(db, error))
        return TRUE;
    stage_db_rollback(db);
    return FALSE;
}

static gboolean
count_points(StageDb *db, gint64 bericht, guint *out, GError **error)
{
    static const char sql[] =
        "SELECT count(*) FROM herinnering WHERE bericht = $1 AND vervallen IS DISTINCT FROM 1";
    gint64 n = 0;

    if (!stage_db_number(db, sql, STAGE_ARGS(stage_int(bericht)), &n, error))
        return FALSE;
    *out = n == 0 ? 1 : (guint)n; /* what is no reminder is one thing */
    return TRUE;
}

static gboolean
sent(const StageBericht *b, StageVerzending what, const char *why, void *data, GError **error)
{
    StageRemindRun *run = data;
    guint points = 0;

    return count_points(run->ctx->db, b->id, &points, error) &&
           stage_verzend_sent(run->printer, run->count, b, what, why, points, error);
}

/* Messages of earlier runs: what is to go now, and what waits for its next attempt or for a blokkade to go.
 */
typedef struct {
    gint64 ready, waiting;
    gint64 points, held; /* of all, and of those that wait */
} Earlier;

static gboolean
read_earlier(StageRemindRun *run, const char *now, Earlier *out, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT CASE WHEN b.volgende > $1 OR " STAGE_SQL_GEBLOKKEERD("b") " THEN 1 ELSE 0 END, "
        "(SELECT count(*) FROM herinnering h WHERE h.bericht = b.id AND h.vervallen IS DISTINCT FROM 1) "
        "FROM bericht b WHERE b.verstuurd IS NULL AND b.ingetrokken IS NULL";
    /* clang-format on */
    g_autoptr(StageStmt) rows = stage_db_query(run->ctx->db, sql, STAGE_ARGS(stage_text(now)), error);

    *out = (Earlier){ 0 };
    while (rows != NULL && stage_stmt_next(rows)) {
        gint64 waits = stage_stmt_number(rows, 0), points = MAX(1, stage_stmt_number(rows, 1));
        out->waiting += waits;
        out->ready += 1 - waits;
        out->points += points;
        out->held += waits * points;
    }
    return rows != NULL && stage_stmt_done(rows, error);
}

/* Mail waits for a day and an hour at which it may go at all, whoever it is to. */
static gboolean
is_open_now(const StageHerinneringenQuery *q)
{
    const StageVerzendtijd when = { .from = q->from, .until = q->until, .weekdays = 0x1f };

    return stage_verzendtijd(&when, q->of.on, q->minute) == STAGE_TIJD_GOED;
}

static gboolean
hand_out(StageRemindRun *run, const StageHerinneringenQuery *query, const GArray *lapsed, GError **error)
{
    g_autofree char *now = stage_find_now(run->ctx->today);
    g_autoptr(StageVerzender) v = NULL;
    Earlier earlier = { 0 };

    if (!read_earlier(run, now, &earlier, error))
        return FALSE;
    if (run->digests->len == 0 && (lapsed->len > 0 || earlier.points > 0) &&
        !write_down(run, NULL, lapsed, error))
        return FALSE;
    if (run->digests->len > 0) {
        v = stage_verzender_new(run->ctx, error);
        if (v == NULL || !write_down(run, v, lapsed, error))
            return FALSE;
    }
    if (!read_earlier(run, now, &earlier, error))
        return FALSE;
    guint fresh = 0; /* points of this run stand in the store by now */
    for (guint i = 0; i < run->digests->len; i++)
        fresh += ((const StageRemindDigest *)g_ptr_array_index(run->digests, i))->points->len;
    run->count->due += (guint)earlier.points - fresh;
    run->count->held += (guint)earlier.held;
    if (!is_open_now(query)) {
        run->count->held += (guint)(earlier.points - earlier.held);
        return TRUE;
    }
    if (earlier.ready > 0 && v == NULL)
        v = stage_verzender_new(run->ctx, error);
    return earlier.ready == 0 || (v != NULL && stage_verzender_run(v, NULL, sent, run, error));
}

/* --- the three things that are asked of it --- */

/* One state of the store; what follows from it is written after that. */
static gboolean
look(StageRemindRun *run, const StageHerinneringenQuery *query, GArray **out_lapsed, GError **error)
{
    gboolean done = stage_db_begin_read(run->ctx->db, error) &&
                    stage_report_herinneringen(run->ctx->db, query, stage_remind_take, run, out_lapsed,
                                               error);

    stage_db_rollback(run->ctx->db);
    return done;
}

gboolean
stage_remind_any(StageContext *ctx, const StageHerinneringenQuery *query, gboolean *out, GError **error)
{
    g_autofree char *now = stage_find_now(ctx->today);
    StageVerzendTelling count = { 0 };
    StageRemindRun run = { .ctx = ctx, .check = TRUE, .count = &count };
    Earlier earlier = { 0 };
    GArray *lapsed = NULL;

    stage_remind_begin(&run);
    gboolean done = look(&run, query, &lapsed, error) && read_earlier(&run, now, &earlier, error);
    stage_remind_end(&run);
    gint64 gone = lapsed == NULL ? 0 : lapsed->len; /* no longer so: a run only withdraws it */
    *out = count.sent > 0 ||
           (earlier.ready > 0 && earlier.points - earlier.held > gone && is_open_now(query));
    if (lapsed != NULL)
        g_array_free(lapsed, TRUE);
    return done;
}

gboolean
stage_remind_show(StageContext *ctx, const StageHerinneringenQuery *query, StagePrinter *printer,
                  StageVerzendTelling *count, GError **error)
{
    StageRemindRun run = { .ctx = ctx, .dry = TRUE, .printer = printer, .count = count };

    stage_remind_begin(&run);
    gboolean done = look(&run, query, NULL, error);
    stage_remind_end(&run);
    return done;
}

gboolean
stage_remind_send(StageContext *ctx, const StageHerinneringenQuery *query, StagePrinter *printer,
                  StageVerzendTelling *count, GError **error)
{
    StageRemindRun run = { .ctx = ctx, .printer = printer, .count = count };
    GArray *lapsed = NULL;
    int lock = stage_verzend_lock(ctx, error);

    stage_remind_begin(&run);
    gboolean done = lock >= 0 && look(&run, query, &lapsed, error) && hand_out(&run, query, lapsed, error);
    stage_remind_end(&run);
    if (lapsed != NULL)
        g_array_free(lapsed, TRUE);
    if (lock >= 0)
        close(lock);
    return done;
}
