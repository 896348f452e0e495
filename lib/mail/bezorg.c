#include "mail/bezorg.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <glib-unix.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "mail/adres.h"
#include "mail/maildir.h"

/* What is kept of what sendmail says, in bytes. */
enum { SAID_MAX = 600 };

struct StageBezorger {
    StageMaildir *maildir;
    char **command; /* the words of sendmail, the first one a path; NULL with a Maildir */
    guint timeout_ms;
};

/* --- ready --- */

static char **
find_command(const char *text, GError **error)
{
    g_auto(GStrv) words = NULL;
    g_autofree char *shown = stage_visible(text);

    if (!g_shell_parse_argv(text, NULL, &words, NULL))
        return stage_fail_null(error, STAGE_ERROR_CONFIG, _("sendmail '%s' is no command"), shown);
    char *path = g_find_program_in_path(words[0]);
    if (path == NULL)
        return stage_fail_null(error, STAGE_ERROR_CONFIG, _("sendmail '%s' is not a program that is here"),
                               shown);
    g_free(words[0]);
    words[0] = path;
    return g_steal_pointer(&words);
}

StageBezorger *
stage_bezorger_new(const StageBezorgWeg *weg, GError **error)
{
    g_autoptr(StageBezorger) b = g_new0(StageBezorger, 1);

    b->timeout_ms = weg->timeout_ms;
    if (weg->maildir != NULL)
        b->maildir = stage_maildir_open(weg->maildir, weg->samen, error);
    else if (weg->sendmail != NULL)
        b->command = find_command(weg->sendmail, error);
    else
        return stage_fail_null(error, STAGE_ERROR_CONFIG, _("there is no way set for mail to go out"));
    return b->maildir == NULL && b->command == NULL ? NULL : g_steal_pointer(&b);
}

void
stage_bezorger_free(StageBezorger *b)
{
    if (b == NULL)
        return;
    stage_maildir_free(b->maildir);
    g_strfreev(b->command);
    g_free(b);
}

/* --- sendmail --- */

typedef struct {
    GPid pid;
    int said, process, timer; /* what it prints to standard error, its end, and the end of its time */
    GString *text;
    gboolean too_late;
} Sending;

/* The message as a file in memory, so that sendmail has it whole whatever becomes of us: a pipe that broke
 * off would look like its end. -1: errno says why not. */
static int
message_file(GBytes *message)
{
    gsize length = 0;
    const char *bytes = g_bytes_get_data(message, &length);
    int fd = memfd_create("message", MFD_CLOEXEC);

    for (gsize at = 0; fd >= 0 && at < length;) {
        ssize_t n = write(fd, bytes + at, length - at);
        if (n > 0)
            at += (gsize)n;
        else if (errno != EINTR) {
            int cause = errno;
            close(fd);
            errno = cause;
            return -1;
        }
    }
    if (fd >= 0)
        lseek(fd, 0, SEEK_SET);
    return fd;
}

/* Runs in the child: a group of its own, so that its children end with it when its time is up. */
static void
own_group(gpointer data)
{
    (void)data;
    setpgid(0, 0);
}

/* -1 when there is no limit. */
static int
timer_of(guint timeout_ms)
{
    const struct itimerspec when = { .it_value = { .tv_sec = timeout_ms / 1000,
                                                   .tv_nsec = (long)(timeout_ms % 1000) * 1000000 } };
    int fd = timeout_ms == 0 ? -1 : timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);

    if (fd >= 0)
        timerfd_settime(fd, 0, &when, NULL);
    return fd;
}

/* Takes what there is to read; the first part of it is kept. What read() tells. */
static ssize_t
listen_to(Sending *s)
{
    char piece[4096];
    ssize_t n = read(s->said, piece, sizeof piece);
    gsize room = SAID_MAX - s->text->len;

    if (n > 0)
        g_string_append_len(s->text, piece, MIN(n, (gssize)room));
    return n;
}

/* Until it has ended, or its time has. */
static void
wait_for(Sending *s)
{
    struct pollfd on[] = { { s->process, POLLIN, 0 }, { s->timer, POLLIN, 0 }, { s->said, POLLIN, 0 } };

    for (;;) {
        if (poll(on, G_N_ELEMENTS(on), -1) < 0 && errno != EINTR)
            return;
        if (on[0].revents != 0)
            return;
        s->too_late = on[1].revents != 0;
        if (s->too_late)
            return;
        /* Its standard error may be closed while it goes on. */
        if (on[2].revents != 0 && listen_to(s) == 0)
            on[2].fd = -1;
    }
}

/* Its status as waitpid() tells it; -1 when that is not to be had. */
static int
end_of(Sending *s)
{
    int status = -1;

    s->process = pidfd_open(s->pid, 0);
    if (s->process >= 0)
        wait_for(s);
    if (s->process < 0 || s->too_late)
        killpg(s->pid, SIGKILL);
    while (waitpid(s->pid, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    /* What it said last; somebody that it left behind may hold the pipe open, so nobody waits for its end. */
    for (int i = 0; i < 16 && listen_to(s) > 0; i++)
        continue;
    return status;
}

static void
clear(const Sending *s)
{
    const int fds[] = { s->said, s->process, s->timer };

    for (gsize i = 0; i < G_N_ELEMENTS(fds); i++)
        if (fds[i] >= 0)
            close(fds[i]);
}

/* What was said as one line; NULL: nothing. */
static char *
one_line(GString *said)
{
    for (gsize i = 0; i < said->len; i++)
        if (g_ascii_isspace(said->str[i]) || said->str[i] == '\0')
            said->str[i] = ' ';
    g_strstrip(said->str);
    return *said->str == '\0' ? NULL : stage_visible(said->str);
}

/* What a status says: of sysexits.h these are about the message or whom it goes to, all others about the
 * relay and the way to it (of msmtp 68: the relay's own name is not known; 77: it wants another password).
 * msmtp has one status for all that a server refuses, and then says its answer: 4 and two figures is "not
 * now" (RFC 5321, 4.2.1). */
static StageBezorging
came_of(int status, const char *said)
{
    static const int never[] = { EX_DATAERR, EX_NOUSER, EX_UNAVAILABLE };

    if (status == -1 || !WIFEXITED(status))
        return STAGE_BEZORG_LATER;
    if (WEXITSTATUS(status) == EX_OK)
        return STAGE_BEZORGD;
    if (said != NULL && g_regex_match_simple(": 4[0-9][0-9][ -]", said, G_REGEX_RAW, 0))
        return STAGE_BEZORG_LATER;
    for (gsize i = 0; i < G_N_ELEMENTS(never); i++)
        if (WEXITSTATUS(status) == never[i])
            return STAGE_BEZORG_NOOIT;
    return STAGE_BEZORG_LATER;
}

static char *
why_of(const StageBezorger *b, Sending *s, int status)
{
    char *said = one_line(s->text);

    if (s->too_late) {
        g_free(said);
        return g_strdup_printf(_("sendmail did not end within %u ms"), b->timeout_ms);
    }
    if (said != NULL || (status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == EX_OK))
        return said;
    return status == -1        ? g_strdup(_("what became of sendmail is not known"))
           : WIFEXITED(status) ? g_strdup_printf(_("sendmail ended with status %d"), WEXITSTATUS(status))
                               : g_strdup_printf(_("sendmail was ended by signal %d"), WTERMSIG(status));
}

/* The words to start it with; they are borrowed. */
static const char **
arguments(const StageBezorger *b, const char *from, const char *to)
{
    const char *const ours[] = { "-i", "-f", from, "--", to };
    guint n = g_strv_length(b->command);
    const char **words = g_new0(const char *, n + G_N_ELEMENTS(ours) + 1);

    memcpy(words, b->command, n * sizeof *words);
    memcpy(words + n, ours, sizeof ours);
    return words;
}

static StageBezorging
hand_over(StageBezorger *b, const char *from, const char *to, GBytes *message, char **out_why)
{
    g_autofree const char **words = arguments(b, from, to);
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    Sending s = { .said = -1, .process = -1, .timer = -1, .text = text };
    int file = message_file(message);

    if (file < 0) {
        *out_why = g_strdup_printf(_("no room for the message: %s"), g_strerror(errno));
        return STAGE_BEZORG_LATER;
    }
    gboolean started = g_spawn_async_with_pipes_and_fds(
        NULL, words, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, own_group, NULL, file, -1,
        -1, NULL, NULL, 0, &s.pid, NULL, NULL, &s.said, &error);
    close(file);
    if (!started) {
        *out_why = stage_visible(error->message);
        return STAGE_BEZORG_LATER;
    }
    g_unix_set_fd_nonblocking(s.said, TRUE, NULL);
    s.timer = timer_of(b->timeout_ms);
    int status = end_of(&s);
    clear(&s);
    *out_why = why_of(b, &s, status);
    return came_of(status, *out_why);
}

/* --- either --- */

StageBezorging
stage_bezorg(StageBezorger *b, const char *from, const char *to, const char *key, GBytes *message,
             char **out_why)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *sender = stage_adres_ascii(from, N_("the sender"), &error);
    g_autofree char *recipient = sender == NULL ? NULL : stage_adres_ascii(to, N_("the recipient"), &error);

    *out_why = NULL;
    if (recipient != NULL && b->maildir == NULL)
        return hand_over(b, sender, recipient, message, out_why);
    if (recipient != NULL && stage_maildir_put(b->maildir, key, message, &error))
        return STAGE_BEZORGD;
    *out_why = g_strdup(error->message);
    /* Of another sender, or on another disk, it may go. */
    return sender != NULL && recipient == NULL ? STAGE_BEZORG_NOOIT : STAGE_BEZORG_LATER;
}

gboolean
stage_bezorger_flush(StageBezorger *b, GError **error)
{
    return b->maildir == NULL || stage_maildir_flush(b->maildir, error);
}
