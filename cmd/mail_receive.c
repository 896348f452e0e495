/* Taking mail in: from a mailbox rule or .forward by standard input, or from a Maildir. */
#include "cmd/mail.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/module.h"
#include "base/text.h"
#include "cmd/environment.h"
#include "cmd/run.h"

typedef struct {
    char *maildir;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption options[] = {
    { "maildir", 0, STAGE_ARG_FILE, N_("FOLDER"),
      N_("take in what is new in this Maildir, in the place of one message on standard input"), AT(maildir) },
    { 0 },
};

StageMailRead
stage_mail_reader(GError **error)
{
    StageMailRead read_mail = NULL;

    *(void **)&read_mail = stage_module_symbol("mail", "stage_mail_read", error);
    return read_mail;
}

/* --- one message --- */

/* Errors of what somebody wrote, rather than of the store: a person looks at it. */
static gboolean
is_of_message(const GError *error)
{
    return error->domain == STAGE_ERROR &&
           (error->code == STAGE_ERROR_BAD_INPUT || error->code == STAGE_ERROR_NOT_FOUND ||
            error->code == STAGE_ERROR_EXISTS || error->code == STAGE_ERROR_IN_USE);
}

typedef struct {
    const StageBrief *brief;
    StageOntvangst *job;
} Action;

static gboolean
place(StageContext *ctx, const void *data, GError **error)
{
    const Action *a = data;

    return stage_ontvang_place(ctx->db, a->brief, a->job, error) &&
           stage_ontvang_settle(ctx->db, a->job, error);
}

/* When nothing that is journaled changed, the action took the outcome back with it. */
static gboolean
settle(StageContext *ctx, const StageOntvangst *job, GError **error)
{
    return stage_db_end(ctx->db, stage_db_begin(ctx->db, error) && stage_ontvang_settle(ctx->db, job, error),
                        error);
}

gboolean
stage_mail_place(StageContext *ctx, const StageBrief *brief, StageOntvangst *job, GError **error)
{
    const Action action = { brief, job };
    g_autoptr(GError) failed = NULL;

    if (brief == NULL) {
        job->uitkomst = "nakijken";
        job->reden = g_strdup(_("it could not be read"));
    } else if (!stage_run_action(ctx, place, &action, &failed)) {
        if (!is_of_message(failed)) {
            g_propagate_error(error, g_steal_pointer(&failed));
            return FALSE;
        }
        job->uitkomst = "nakijken";
        g_free(job->reden);
        job->reden = g_strdup(failed->message);
    }
    return settle(ctx, job, error);
}

void
stage_mail_say(StageContext *ctx, const StageOntvangst *job)
{
    stage_say(ctx, "post %" PRId64 ": %s%s%s", job->id, job->uitkomst, job->reden == NULL ? "" : ", ",
              job->reden == NULL ? "" : job->reden);
}

/* Of what could not be read: any bytes. */
static gboolean
has_bsn(const char *bytes, gsize length)
{
    g_autofree char *text = g_strndup(bytes, length);

    for (gsize i = 0; i < length; i++)
        text[i] = bytes[i] == '\0' ? '\n' : bytes[i];
    return stage_has_bsn(text);
}

static gboolean
keep(StageContext *ctx, const StageBrief *brief, GBytes *message, const StageOntvangTijd *when,
     gint64 *out_id, GError **error)
{
    char nothing[] = "";
    gsize length = 0;
    const char *bytes = g_bytes_get_data(message, &length);
    const StageBrief unread = { .text = nothing, .bsn = brief == NULL && has_bsn(bytes, length) };

    gboolean done = stage_db_begin(ctx->db, error) &&
                    stage_ontvang_keep(ctx->db, brief == NULL ? &unread : brief, bytes, length, when, out_id,
                                       error);
    return stage_db_end(ctx->db, done, error);
}

static gboolean
receive(StageContext *ctx, StageMailRead read_mail, GBytes *message, guint *review, GError **error)
{
    gsize length = 0;
    const char *bytes = g_bytes_get_data(message, &length);
    g_autoptr(GError) unread = NULL;
    g_autofree char *now = stage_find_now(ctx->today);
    StageOntvangst job = { .when = { now, ctx->today } };

    if (length == 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("there is no message"));
    if (length > STAGE_BRIEF_MAX)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the message is too long: at most %d MiB fit"),
                          STAGE_BRIEF_MAX / (1024 * 1024));
    g_autoptr(StageBrief) brief = read_mail(bytes, length, &unread);
    if (!keep(ctx, brief, message, &job.when, &job.id, error))
        return FALSE;
    if (job.id == 0) {
        stage_say(ctx, _("it was taken in before"));
        return TRUE;
    }
    gboolean done = stage_mail_place(ctx, brief, &job, error);
    if (done) {
        *review += strcmp(job.uitkomst, "nakijken") == 0 ? 1 : 0;
        stage_mail_say(ctx, &job);
    }
    g_free(job.reden);
    return done;
}

/* All of a file or pipe, one byte more than fits at most. */
static GBytes *
read_all(int fd, const char *name, GError **error)
{
    g_autoptr(GByteArray) all = g_byte_array_new();
    guint8 block[65536];
    gssize n = 1;

    while (n > 0 && all->len <= STAGE_BRIEF_MAX) {
        n = read(fd, block, sizeof block);
        if (n > 0)
            g_byte_array_append(all, block, (guint)n);
    }
    if (n < 0)
        return stage_fail_null(error, STAGE_ERROR_IO, _("cannot read '%s': %s"), name, g_strerror(errno));
    return g_byte_array_free_to_bytes(g_steal_pointer(&all));
}

/* --- a Maildir --- */

static gboolean
receive_file(StageContext *ctx, StageMailRead read_mail, const char *path, guint *review, GError **error)
{
    g_autofree char *shown = stage_visible(path);
    struct stat st = { 0 };
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) {
        close(fd);
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no file"), shown);
    }
    if (fd < 0)
        return stage_fail(error, STAGE_ERROR_IO, _("cannot read '%s': %s"), shown, g_strerror(errno));
    g_autoptr(GBytes) message = read_all(fd, shown, error);
    close(fd);
    return message != NULL && receive(ctx, read_mail, message, review, error);
}

/* What was taken in is seen, as a reader of mail would have it; what was not stays new. */
static gboolean
receive_maildir(StageContext *ctx, StageMailRead read_mail, const char *maildir, guint *review,
                GError **error)
{
    g_autofree char *folder = g_build_filename(maildir, "new", NULL);
    g_autofree char *folder_shown = stage_visible(folder);
    g_autoptr(GPtrArray) names = stage_file_names(folder);
    guint taken = 0, failed = 0;

    if (names == NULL)
        return stage_fail(error, STAGE_ERROR_IO, _("cannot read the folder '%s'"), folder_shown);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (*name == '.')
            continue;
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *seen = g_strconcat(name, ":2,S", NULL);
        g_autofree char *to = g_build_filename(maildir, "cur", seen, NULL);
        g_autoptr(GError) wrong = NULL;
        if (!receive_file(ctx, read_mail, path, review, &wrong)) {
            if (!is_of_message(wrong) && wrong->code != STAGE_ERROR_IO) {
                g_propagate_error(error, g_steal_pointer(&wrong));
                return FALSE;
            }
            g_autofree char *shown = stage_visible(name);
            stage_say(ctx, "%s: %s", shown, wrong->message);
            failed++;
        } else if (g_rename(path, to) != 0) {
            return stage_fail(error, STAGE_ERROR_IO, _("cannot move '%s': %s"), path, g_strerror(errno));
        } else {
            taken++;
        }
    }
    stage_say(ctx, _("%u taken in, %u to be looked at, %u left"), taken, *review, failed);
    ctx->answer_no = failed > 0;
    return TRUE;
}

static gboolean
run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    StageMailRead read_mail = stage_mail_reader(error);
    guint review = 0;

    if (read_mail == NULL)
        return FALSE;
    if (o->maildir != NULL)
        return receive_maildir(ctx, read_mail, o->maildir, &review, error);
    g_autoptr(GBytes) message = read_all(STDIN_FILENO, _("standard input"), error);
    return message != NULL && receive(ctx, read_mail, message, &review, error);
}

const StageCommand stage_mail_receive = {
    .name = "receive",
    .summary = N_("take in a reply: one message on standard input, or what is new in a Maildir"),
    .details = N_(
        "What it cannot place is kept for 'stage mail list'; the status is 0 for whatever is kept, so "
        "that no reply\nis sent back to who wrote it."),
    .needs = STAGE_STEPS,
    .options = options,
    .options_size = sizeof(Options),
    .run = run,
};
