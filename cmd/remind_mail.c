#include "cmd/remind_mail.h"

#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cmd/environment.h"
#include "cmd/remind_digest.h"
#include "mail/gesprek.h"
#include "model/blokkade.h"
#include "model/herinnering.h"
#include "model/query.h"

/* --- write, then send --- */

/* A digest of which nothing is so any more does not go; one of which something is goes as it was made. */
static gboolean
lapse(StageContext *ctx, const GArray *points, const char *now, GError **error)
{
    /* clang-format off */
    static const char empty[] =
        "SELECT id FROM bericht b WHERE " STAGE_SQL_TE_GAAN("b") " AND soort IN ('herinnering', 'coordinator') "
        "AND NOT EXISTS (SELECT 1 FROM herinnering h WHERE h.bericht = b.id AND h.vervallen IS DISTINCT FROM 1)";
    /* clang-format on */

    for (guint i = 0; i < points->len; i++)
        if (!stage_herinnering_lapse(ctx->db, g_array_index(points, gint64, i), error))
            return FALSE;
    g_autoptr(GArray) ids = stage_query_ids(stage_db_query(ctx->db, empty, STAGE_NO_ARGS, error), error);
    for (guint i = 0; ids != NULL && i < ids->len; i++)
        if (!stage_bericht_withdraw(ctx->db, g_array_index(ids, gint64, i), now, error))
            return FALSE;
    return ids != NULL;
}

/* A question or a summary that waits does not go when it no longer holds; another can be made. */
static gboolean
check_letter(StageContext *ctx, gint64 id, const char *now, GError **error)
{
    StageBericht b = { 0 };
    gboolean holds = TRUE;
    gboolean done = stage_entity_get(&stage_bericht, ctx->db, id, &b, error) &&
                    stage_mail_brief_holds(ctx->db, &b, ctx->today, &holds, error) &&
                    (holds || stage_bericht_withdraw(ctx->db, id, now, error));

    if (done && !holds && strcmp(b.soort, "verslag") == 0)
        stage_say(ctx,
                  _("the summary of gesprek %" PRId64
                    " was changed and did not go: 'stage gesprek send %" PRId64 "' makes it anew"),
                  b.gesprek, b.gesprek);
    stage_entity_clear(&stage_bericht, &b);
    return done;
}

static gboolean
check_letters(StageContext *ctx, const char *now, GError **error)
{
    static const char sql[] = "SELECT id FROM bericht b WHERE " STAGE_SQL_TE_GAAN(
        "b") " AND soort IN ('vraag', 'verslag') ORDER BY id";
    g_autoptr(GArray) ids = stage_query_ids(stage_db_query(ctx->db, sql, STAGE_NO_ARGS, error), error);

    for (guint i = 0; ids != NULL && i < ids->len; i++)
        if (!check_letter(ctx, g_array_index(ids, gint64, i), now, error))
            return FALSE;
    return ids != NULL;
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
                    check_letters(run->ctx, now, error);

    for (guint i = 0; done && i < run->digests->len; i++)
        done = put(v, db, g_ptr_array_index(run->digests, i), error);
    return stage_db_end(db, done, error);
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
    gint64 ready;        /* messages that may be tried now */
    gint64 points, held; /* of all, and of those that wait */
} Earlier;

static gboolean
read_earlier(StageRemindRun *run, const char *now, Earlier *out, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT CASE WHEN b.volgende > $1 OR " STAGE_SQL_GEBLOKKEERD("b") " THEN 1 ELSE 0 END, "
        "(SELECT count(*) FROM herinnering h WHERE h.bericht = b.id AND h.vervallen IS DISTINCT FROM 1) "
        "FROM bericht b WHERE " STAGE_SQL_TE_GAAN("b");
    /* clang-format on */
    g_autoptr(StageStmt) rows = stage_db_query(run->ctx->db, sql, STAGE_ARGS(stage_text(now)), error);

    *out = (Earlier){ 0 };
    while (rows != NULL && stage_stmt_next(rows)) {
        gint64 waits = stage_stmt_number(rows, 0), points = MAX(1, stage_stmt_number(rows, 1));
        out->ready += 1 - waits;
        out->points += points;
        out->held += waits * points;
    }
    return rows != NULL && stage_stmt_done(rows, error);
}

static gboolean
hand_out(StageRemindRun *run, const GArray *lapsed, GError **error)
{
    g_autofree char *now = stage_find_now(run->ctx->today);
    g_autoptr(StageVerzender) v = NULL;
    Earlier earlier = { 0 };

    if (!read_earlier(run, now, &earlier, error))
        return FALSE;
    if (run->digests->len > 0) {
        v = stage_verzender_new(run->ctx, error);
        if (v == NULL)
            return FALSE;
    }
    if ((v != NULL || lapsed->len > 0 || earlier.points > 0) && !write_down(run, v, lapsed, error))
        return FALSE;
    if (!read_earlier(run, now, &earlier, error))
        return FALSE;
    guint fresh = 0; /* points of this run stand in the store by now */
    for (guint i = 0; i < run->digests->len; i++)
        fresh += ((const StageRemindDigest *)g_ptr_array_index(run->digests, i))->points->len;
    run->count->due += (guint)earlier.points - fresh;
    run->count->held += (guint)earlier.held;
    if (stage_verzend_now(run->ctx) != STAGE_TIJD_GOED) {
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
    *out = count.sent > 0 || (earlier.ready > 0 && earlier.points - earlier.held > gone &&
                              stage_verzend_now(ctx) == STAGE_TIJD_GOED);
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
    gboolean done = lock >= 0 && look(&run, query, &lapsed, error) && hand_out(&run, lapsed, error);
    stage_remind_end(&run);
    if (lapsed != NULL)
        g_array_free(lapsed, TRUE);
    if (lock >= 0)
        close(lock);
    return done;
}
