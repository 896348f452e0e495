#include "cmd/verzend.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/module.h"
#include "base/text.h"
#include "cmd/environment.h"
#include "mail/bezorg.h"
#include "mail/brief.h"

/* A Maildir has a message once, whatever the number of times that it is put there, so that many may be marked
 * at once; what a relay took is marked one by one, since it cannot be taken back. */
enum { TOGETHER = 256 };

struct StageVerzender {
    StageContext *ctx;
    StageMailBuild build;
    StageBezorger *bezorger;
    const char *from, *name;
    gboolean plus;
    guint together; /* messages that are marked at once */
    char *now;
    char *chance;
};

/* On a server its connection holds the lock; the descriptor only stands for it. */
static int
lock_on_server(const StageContext *ctx, GError **error)
{
    g_autoptr(GError) failed = NULL;

    if (stage_db_hold(ctx->db, "mail", &failed))
        return open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (g_error_matches(failed, STAGE_ERROR, STAGE_ERROR_BUSY))
        stage_fail(error, STAGE_ERROR_BUSY, _("another process is sending mail: try again"));
    else
        g_propagate_error(error, g_steal_pointer(&failed));
    return -1;
}

/* One process at a time, so that no message is handed over by two. */
int
stage_verzend_lock(const StageContext *ctx, GError **error)
{
    if (stage_db_is_server(ctx->store_path))
        return lock_on_server(ctx, error);
    g_autofree char *path = g_strconcat(ctx->store_path, "-mail", NULL);
    g_autofree char *shown = stage_visible(path);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (fd < 0) {
        stage_fail(error, STAGE_ERROR_IO, _("cannot make '%s': %s"), shown, g_strerror(errno));
        return -1;
    }
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    close(fd);
    stage_fail(error, STAGE_ERROR_BUSY, _("another process is sending mail: try again"));
    return -1;
}

StageVerzender *
stage_verzender_new(StageContext *ctx, GError **error)
{
    const StageSettings *s = ctx->settings;
    const StageBezorgWeg way = { .sendmail = stage_settings_get(s, "mail.sendmail"),
                                 .maildir = stage_settings_get(s, "mail.maildir"),
                                 .samen = TRUE,
                                 .timeout_ms = (guint)stage_settings_number(s, "mail.timeout") * 1000 };
    g_autoptr(StageVerzender) v = g_new0(StageVerzender, 1);

    *v = (StageVerzender){ .ctx = ctx,
                           .from = stage_settings_get(s, "mail.from"),
                           .name = stage_settings_get(s, "mail.name"),
                           .plus = strcmp(stage_settings_get(s, "mail.plus"), "ja") == 0 };
    if (v->from == NULL)
        return stage_fail_null(error, STAGE_ERROR_CONFIG,
                               _("nobody sends the mail: 'stage config set mail.from ADDRESS'"));
    if (way.sendmail == NULL && way.maildir == NULL)
        return stage_fail_null(error, STAGE_ERROR_CONFIG,
                               _("there is no way for mail to go: 'stage config set mail.sendmail COMMAND', "
                                 "or 'mail.maildir FOLDER'"));
    v->together = way.maildir != NULL ? TOGETHER : 1;
    v->bezorger = stage_bezorger_new(&way, error);
    if (v->bezorger == NULL)
        return NULL;
    *(void **)&v->build = stage_module_symbol("mail", "stage_mail_build", error);
    if (v->build == NULL)
        return NULL;
    v->now = stage_find_now(ctx->today);
    v->chance = stage_find_chance(error);
    return v->chance == NULL ? NULL : g_steal_pointer(&v);
}

void
stage_verzender_free(StageVerzender *v)
{
    if (v == NULL)
        return;
    stage_bezorger_free(v->bezorger);
    g_free(v->now);
    g_free(v->chance);
    g_free(v);
}

gboolean
stage_verzender_put(StageVerzender *v, StageBericht *b, GError **error)
{
    b->datum = v->ctx->today;
    stage_set_text(&b->gemaakt, v->now);
    return stage_bericht_name(v->ctx->db, b, strchr(v->from, '@') + 1, v->chance, error) &&
           stage_entity_add(&stage_bericht, v->ctx->db, b, error);
}

/* stage+KENMERK@school.nl, when each message has an address of its own. */
static char *
address_of(const StageVerzender *v, const StageBericht *b)
{
    const char *at = strchr(v->from, '@');

    return v->plus ? g_strdup_printf("%.*s+%s%s", (int)(at - v->from), v->from, b->kenmerk, at)
                   : g_strdup(v->from);
}

static gint64
seconds_of(const char *instant)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(instant, NULL);

    return time == NULL ? 0 : g_date_time_to_unix(time);
}

static char *
later(const char *instant, int minutes)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(instant, NULL);
    g_autoptr(GDateTime) after = time == NULL ? NULL : g_date_time_add_minutes(time, minutes);

    return after == NULL ? g_strdup(instant) : g_date_time_format(after, "%Y-%m-%dT%H:%M:%SZ");
}

/* What came of handing one over; *out_why is the caller's to free. */
static gboolean
hand_over(StageVerzender *v, const StageBericht *b, StageBezorging *out, char **out_why, GError **error)
{
    g_auto(GStrv) thread = stage_bericht_thread(v->ctx->db, b, error);
    g_autofree char *reply = address_of(v, b);
    g_autoptr(GError) failed = NULL;

    if (thread == NULL)
        return FALSE;
    const StageMail mail = { .from = v->from,
                             .from_name = v->name,
                             .to = b->adres,
                             .to_name = b->naam,
                             .reply_to = reply,
                             .subject = b->onderwerp,
                             .text = b->tekst == NULL ? "" : b->tekst,
                             .language = b->taal,
                             .message_id = b->messageid,
                             .references = *thread == NULL ? NULL : (const char *const *)thread,
                             .date = seconds_of(b->gemaakt),
                             .automatic = TRUE };
    g_autoptr(GBytes) bytes = v->build(&mail, &failed);
    if (bytes == NULL) { /* it will never be one */
        *out = STAGE_BEZORG_NOOIT;
        *out_why = g_strdup(failed->message);
        return TRUE;
    }
    *out = stage_bezorg(v->bezorger, reply, b->adres, b->kenmerk, bytes, out_why);
    return TRUE;
}

/* One that was handed over and is not marked yet. */
typedef struct {
    StageBericht b;
    StageBezorging what;
    StageVerzending became;
    char *why;
} Handed;

static void
free_handed(void *data)
{
    Handed *h = data;

    stage_entity_clear(&stage_bericht, &h->b);
    g_free(h->why);
    g_free(h);
}

static gboolean
mark(StageVerzender *v, Handed *h, GError **error)
{
    StageDb *db = v->ctx->db;
    int wait = h->what == STAGE_BEZORG_LATER ? stage_bericht_wait(h->b.pogingen + 1) : 0;
    g_autofree char *next = wait == 0 ? NULL : later(v->now, wait);

    h->became = h->what == STAGE_BEZORGD ? STAGE_VERZONDEN
                : wait == 0              ? STAGE_VERZEND_NOOIT
                                         : STAGE_VERZEND_LATER;
    return h->what == STAGE_BEZORGD
               ? stage_bericht_sent(db, h->b.id, v->now, error)
               : stage_bericht_failed(db, h->b.id, v->now, next, h->why == NULL ? "" : h->why, error);
}

static gboolean
mark_all(StageVerzender *v, GPtrArray *group, GError **error)
{
    gboolean done = stage_db_begin(v->ctx->db, error);

    for (guint i = 0; done && i < group->len; i++)
        done = mark(v, g_ptr_array_index(group, i), error);
    return stage_db_end(v->ctx->db, done, error);
}

/* On the disk, then marked, then told. What cannot be put on the disk is tried again. */
static gboolean
settle(StageVerzender *v, GPtrArray *group, StageVerzonden done, void *data, GError **error)
{
    g_autoptr(GError) failed = NULL;
    gboolean flushed = stage_bezorger_flush(v->bezorger, &failed);

    for (guint i = 0; !flushed && i < group->len; i++) {
        Handed *h = g_ptr_array_index(group, i);
        if (h->what == STAGE_BEZORGD) {
            h->what = STAGE_BEZORG_LATER;
            h->why = g_strdup(failed->message);
        }
    }
    gboolean going = mark_all(v, group, error);
    for (guint i = 0; going && i < group->len; i++) {
        const Handed *h = g_ptr_array_index(group, i);
        going = done(&h->b, h->became, h->why, data, error);
    }
    g_ptr_array_set_size(group, 0);
    return going;
}

gboolean
stage_verzender_run(StageVerzender *v, const char *soort, StageVerzonden done, void *data, GError **error)
{
    g_autoptr(GPtrArray) group = g_ptr_array_new_with_free_func(free_handed);
    gint64 after = 0;

    for (;;) {
        Handed *h = g_new0(Handed, 1);
        g_ptr_array_add(group, h);
        if (!stage_bericht_next(v->ctx->db, after, v->now, &h->b, error))
            return FALSE;
        after = h->b.id;
        if (after == 0 || (soort != NULL && strcmp(soort, h->b.soort) != 0))
            g_ptr_array_set_size(group, (int)group->len - 1);
        else if (!hand_over(v, &h->b, &h->what, &h->why, error))
            return FALSE;
        if ((group->len >= v->together || after == 0) && !settle(v, group, done, data, error))
            return FALSE;
        if (after == 0)
            return TRUE;
    }
}

void
stage_verzend_hours(const StageContext *ctx, int *out_from, int *out_until)
{
    *out_from = stage_minute_of(stage_settings_get(ctx->settings, "remind.from"));
    *out_until = stage_minute_of(stage_settings_get(ctx->settings, "remind.until"));
}

StageTijd
stage_verzend_now(const StageContext *ctx)
{
    StageVerzendtijd when = { .weekdays = 0x1f };

    stage_verzend_hours(ctx, &when.from, &when.until);
    return stage_verzendtijd(&when, ctx->today, stage_find_minute());
}
