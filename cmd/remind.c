/* Reminders from cron: one digest for each person who must act. */
#include "cmd/remind.h"

#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/environment.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "cmd/print.h"
#include "cmd/templates.h"
#include "cmd/verzend.h"
#include "mail/digest.h"
#include "model/blokkade.h"
#include "model/herinnering.h"

typedef struct {
    gboolean dry;
    gboolean check;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption options[] = {
    { "dry-run", 'n', STAGE_ARG_FLAG, NULL, N_("show each mail, and send none"), AT(dry) },
    { "check", 0, STAGE_ARG_FLAG, NULL, N_("print nothing; exit status 1 when there is something to send"),
      AT(check) },
    { 0 },
};

StageHerinneringenQuery
stage_remind_query(const StageContext *ctx, const StageNorms *norms)
{
    StageHerinneringenQuery query = { .of = { .norms = norms, .on = ctx->today },
                                      .minute = stage_find_minute(),
                                      .ahead = (int)stage_settings_number(ctx->settings, "remind.ahead"),
                                      .between = (int)stage_settings_number(ctx->settings, "remind.again") };

    stage_verzend_hours(ctx, &query.from, &query.until);
    return query;
}

/* --- what there is to tell --- */

/* A message that is to be made, with its points. */
typedef struct {
    StageBericht bericht;
    GPtrArray *points; /* StageHerinnering */
} Digest;

typedef struct {
    StageContext *ctx;
    const Options *options;
    StagePrinter *printer;
    GPtrArray *digests;        /* to be written and sent */
    GHashTable *templates;     /* by file of the team: a template is read once */
    StageVerzendTelling count; /* of points */
} Run;

static void
free_points(void *data)
{
    stage_entity_clear(&stage_herinnering, data);
    g_free(data);
}

static void
free_digest(void *data)
{
    Digest *d = data;

    stage_entity_clear(&stage_bericht, &d->bericht);
    g_ptr_array_unref(d->points);
    g_free(d);
}

static const StageSjabloon *
template_for(Run *run, const StageHerinneringen *to, const char *taal, GError **error)
{
    const char *kind = to->coordinator ? "coordinator" : "herinnering";
    g_autofree char *key = g_strdup_printf("%s/%s", kind, to->team == NULL ? "" : to->team);
    StageSjabloon *s = g_hash_table_lookup(run->templates, key);

    if (s != NULL)
        return s;
    s = stage_template_load(run->ctx, stage_sjabloon_soort(kind), taal, to->team, error);
    if (s != NULL)
        g_hash_table_insert(run->templates, g_steal_pointer(&key), s);
    return s;
}

static void
write_text(const Run *run, const StageHerinneringen *to, const StageSjabloon *s, StageBericht *b)
{
    g_autofree StageDigestPunt *points = g_new0(StageDigestPunt, to->punten->len);

    for (guint i = 0; i < to->punten->len; i++) {
        const StageHerinneringPunt *p = g_ptr_array_index(to->punten, i);
        points[i] = (StageDigestPunt){ .stap = p->punt.stap,
                                       .soort = p->punt.soort,
                                       .voor = p->punt.voor,
                                       .student = p->student,
                                       .klas = p->klas,
                                       .leerbedrijf = p->leerbedrijf,
                                       .docent = p->docent,
                                       .adres = p->adres,
                                       .blokkade = p->soort };
    }
    const StageDigest digest = { .taal = b->taal,
                                 .naam = to->roepnaam == NULL ? to->naam : to->roepnaam,
                                 .school = stage_settings_get(run->ctx->settings, "mail.name"),
                                 .punten = points,
                                 .n = to->punten->len };
    stage_digest_make(s, &digest, &b->onderwerp, &b->tekst);
}

static GPtrArray *
ledger_of(const Run *run, const StageHerinneringen *to)
{
    GPtrArray *rows = g_ptr_array_new_with_free_func(free_points);

    for (guint i = 0; i < to->punten->len; i++) {
        const StageHerinneringPunt *p = g_ptr_array_index(to->punten, i);
        StageHerinnering *row = g_new0(StageHerinnering, 1);
        *row = (StageHerinnering){ .plaatsing = p->plaatsing,
                                   .punt = g_strdup(p->punt.punt),
                                   .stap = g_strdup(stage_stappen[p->punt.stap]),
                                   .rol = g_strdup(to->coordinator ? "coordinator" : "docent"),
                                   .keer = p->keer,
                                   .datum = run->ctx->today,
                                   .voor = p->punt.voor };
        g_ptr_array_add(rows, row);
    }
    return rows;
}

static gboolean
show(Run *run, const StageHerinneringen *to, const StageBericht *b, GError **error)
{
    const StageVerzendRij row = { .bericht = b,
                                  .rol = to->coordinator ? "coordinator" : "docent",
                                  .naam = to->naam,
                                  .adres = to->adres,
                                  .punten = to->punten->len,
                                  .uitkomst = "verstuurd",
                                  .text = TRUE };

    if (run->printer == NULL)
        stage_verzend_show(run->ctx->out, b, run->count.messages == 0);
    return stage_verzend_row(run->printer, &run->count, &row, error);
}

static gboolean
hold(Run *run, const StageHerinneringen *to, GError **error)
{
    const StageVerzendRij row = { .rol = to->coordinator ? "coordinator" : "docent",
                                  .naam = to->naam,
                                  .adres = to->adres,
                                  .punten = to->punten->len,
                                  .uitkomst = "tegengehouden",
                                  .reden = stage_tegen[to->tegen],
                                  .uitleg = stage_verzend_held(to->tegen) };

    return stage_verzend_row(run->printer, &run->count, &row, error);
}

static gboolean
take(const StageHerinneringen *to, void *data, GError **error)
{
    Run *run = data;
    const char *taal = stage_settings_get(run->ctx->settings, "mail.language");

    run->count.due += to->punten->len;
    if (run->options->check) {
        run->count.sent += to->tegen == STAGE_TEGEN_NIET ? to->punten->len : 0;
        return TRUE;
    }
    if (to->tegen != STAGE_TEGEN_NIET)
        return hold(run, to, error);
    const StageSjabloon *s = template_for(run, to, taal, error);
    if (s == NULL)
        return FALSE;
    Digest *d = g_new0(Digest, 1);
    d->bericht = (StageBericht){ .soort = g_strdup(to->coordinator ? "coordinator" : "herinnering"),
                                 .rol = g_strdup("docent"),
                                 .persoon = to->persoon,
                                 .adres = g_strdup(to->adres),
                                 .naam = g_strdup(to->naam),
                                 .taal = g_strdup(taal) };
    d->points = run->options->dry ? g_ptr_array_new() : ledger_of(run, to);
    write_text(run, to, s, &d->bericht);
    if (!run->options->dry) {
        g_ptr_array_add(run->digests, d);
        return TRUE;
    }
    gboolean done = show(run, to, &d->bericht, error);
    free_digest(d);
    return done;
}

/* --- write, then send --- */

/* A message of which nothing is so any more does not go; one of which something is goes as it was made.
 * Neither does a question about a talk that was held, cancelled or missed. */
static gboolean
lapse(StageContext *ctx, const GArray *ids, const char *now, GError **error)
{
    static const char empty[] =
        "SELECT id FROM bericht b WHERE verstuurd IS NULL AND ingetrokken IS NULL AND ((soort IN "
        "('herinnering', 'coordinator') AND NOT EXISTS (SELECT 1 FROM herinnering h WHERE h.bericht = b.id "
        "AND "
        "h.vervallen IS NOT 1)) OR (soort = 'vraag' AND NOT EXISTS (SELECT 1 FROM gesprek g WHERE g.id = "
        "b.gesprek AND g.gehouden IS NULL AND g.geannuleerd IS NULL AND g.gepland >= $1)))";
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

static gboolean
put(StageVerzender *v, StageDb *db, Digest *d, GError **error)
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
write_down(Run *run, StageVerzender *v, const GArray *lapsed, GError **error)
{
    StageDb *db = run->ctx->db;
    g_autofree char *now = stage_find_now(run->ctx->today);
    gboolean done = stage_db_begin(db, error) && lapse(run->ctx, lapsed, now, error);

    for (guint i = 0; done && i < run->digests->len; i++)
        done = put(v, db, g_ptr_array_index(run->digests, i), error);
    if (done && stage_db_commit(db, error))
        return TRUE;
    stage_db_rollback(db);
    return FALSE;
}

static gboolean
count_points(StageDb *db, gint64 bericht, guint *out, GError **error)
{
    static const char sql[] = "SELECT count(*) FROM herinnering WHERE bericht = $1 AND vervallen IS NOT 1";
    gint64 n = 0;

    if (!stage_db_number(db, sql, STAGE_ARGS(stage_int(bericht)), &n, error))
        return FALSE;
    *out = n == 0 ? 1 : (guint)n; /* what is no reminder is one thing */
    return TRUE;
}

static gboolean
sent(const StageBericht *b, StageVerzending what, const char *why, void *data, GError **error)
{
    Run *run = data;
    guint points = 0;

    return count_points(run->ctx->db, b->id, &points, error) &&
           stage_verzend_sent(run->printer, &run->count, b, what, why, points, error);
}

/* Messages of earlier runs: what is to go now, and what waits for its next attempt or for a blokkade to go.
 */
typedef struct {
    gint64 ready, waiting;
    gint64 points, held; /* of all, and of those that wait */
} Earlier;

static gboolean
read_earlier(Run *run, const char *now, Earlier *out, GError **error)
{
    static const char sql[] = "SELECT CASE WHEN b.volgende > $1 OR " STAGE_SQL_GEBLOKKEERD(
        "b") " THEN 1 ELSE 0 END, (SELECT count(*) FROM herinnering h WHERE "
             "h.bericht = b.id "
             "AND h.vervallen IS NOT 1) FROM bericht b WHERE b.verstuurd IS NULL AND b.ingetrokken IS NULL";
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
hand_out(Run *run, const StageHerinneringenQuery *query, const GArray *lapsed, GError **error)
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
        fresh += ((const Digest *)g_ptr_array_index(run->digests, i))->points->len;
    run->count.due += (guint)earlier.points - fresh;
    run->count.held += (guint)earlier.held;
    if (!is_open_now(query)) {
        run->count.held += (guint)(earlier.points - earlier.held);
        return TRUE;
    }
    if (earlier.ready > 0 && v == NULL)
        v = stage_verzender_new(run->ctx, error);
    return earlier.ready == 0 || (v != NULL && stage_verzender_run(v, NULL, sent, run, error));
}

/* --- the command --- */

static gboolean
look(Run *run, const StageHerinneringenQuery *query, GArray **out_lapsed, GError **error)
{
    gboolean done = stage_db_begin_read(run->ctx->db, error) &&
                    stage_report_herinneringen(run->ctx->db, query, take, run, out_lapsed, error);

    stage_db_rollback(run->ctx->db);
    return done;
}

static gboolean
answer(Run *run, const StageHerinneringenQuery *query, GError **error)
{
    g_autofree char *now = stage_find_now(run->ctx->today);
    Earlier earlier = { 0 };

    if (!look(run, query, NULL, error) || !read_earlier(run, now, &earlier, error))
        return FALSE;
    run->ctx->answer_no = run->count.sent > 0 || (earlier.ready > 0 && is_open_now(query));
    return TRUE;
}

static gboolean
send_all(Run *run, const StageHerinneringenQuery *query, GError **error)
{
    GArray *lapsed = NULL;
    int lock = stage_verzend_lock(run->ctx, error);
    gboolean done = lock >= 0 && look(run, query, &lapsed, error) && hand_out(run, query, lapsed, error);

    if (lapsed != NULL)
        g_array_free(lapsed, TRUE);
    if (lock >= 0)
        close(lock);
    return done;
}

static gboolean
remind(Run *run, const StageHerinneringenQuery *query, GError **error)
{
    if (run->options->check)
        return answer(run, query, error);
    gboolean as_mail = run->options->dry && stage_is_plain(run->ctx);
    run->printer = as_mail ? NULL : stage_printer_new(run->ctx, stage_verzend_columns, FALSE, error);
    if (!as_mail && run->printer == NULL)
        return FALSE;
    gboolean done = run->options->dry ? look(run, query, NULL, error) : send_all(run, query, error);
    done = done && stage_verzend_say(run->ctx, &run->count, run->options->dry, error) &&
           (as_mail || stage_printer_end(run->printer, error));
    stage_printer_free(run->printer);
    return done;
}

static gboolean
run(StageContext *ctx, const void *data, GError **error)
{
    g_autoptr(StageNorms) norms = stage_norms_load(ctx, error);
    g_autoptr(GPtrArray) digests = g_ptr_array_new_with_free_func(free_digest);
    g_autoptr(GHashTable) templates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                                            (GDestroyNotify)stage_sjabloon_free);
    Run r = { .ctx = ctx, .options = data, .digests = digests, .templates = templates };

    if (norms == NULL)
        return FALSE;
    const StageHerinneringenQuery query = stage_remind_query(ctx, norms);
    return remind(&r, &query, error);
}

static const StageCommand remind_self = {
    .summary = N_("tell who must act, in one mail for each person"),
    .details = N_(
        "From cron, as often as you like: what was told is not told again, and a run that was missed "
        "catches up.\nA docent is told of a point twice at most, then the coordinator once; then it is "
        "quiet."),
    .needs = STAGE_STEPS,
    .options = options,
    .options_size = sizeof(Options),
    .columns = stage_verzend_columns,
    .run = run,
};

static const StageCommand *const verbs[] = { &stage_remind_why, &stage_remind_snooze, &stage_remind_waive,
                                             NULL };

const StageNoun stage_noun_remind = { "remind", N_("reminders by mail: one digest for each person"), verbs,
                                      &remind_self };
