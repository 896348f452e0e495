#include "cmd/typed.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

/* A note for every aspect and a template around them. */
enum { INPUT_MAX = 16 * STAGE_NOTE_MAX };
/* What is too long is kept too, unless somebody pipes without end. */
enum { KEPT_MAX = 64 * INPUT_MAX };

static gboolean
check_input(const char *text, gsize length, GError **error)
{
    if (length > INPUT_MAX)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the text is too long"));
    if (strlen(text) != length || !g_utf8_validate(text, (gssize)length, NULL))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the text is not valid UTF-8"));
    return TRUE;
}

/* --- drafts --- */

/* Nobody else may put another file in the place of a draft. */
static gboolean
make_folder(const char *folder, GError **error)
{
    struct stat st = { 0 };
    int fd = g_mkdir_with_parents(folder, 0700) == 0 ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    int failed = fd < 0 || fstat(fd, &st) != 0 ? errno : 0;
    gboolean ours = failed == 0 && (st.st_uid == geteuid() || geteuid() == 0);

    if (ours && (st.st_mode & 077) != 0 && fchmod(fd, 0700) != 0)
        failed = errno;
    if (fd >= 0)
        close(fd);
    if (failed != 0)
        return stage_fail(error, STAGE_ERROR_IO, _("cannot make '%s': %s"), folder, g_strerror(failed));
    return ours || stage_fail(error, STAGE_ERROR_DENIED, _("'%s' belongs to another user"), folder);
}

static char *
drafts_folder(void)
{
    return g_build_filename(g_get_user_state_dir(), "stage", "drafts", NULL);
}

/* A draft is named after the process whose it is. */
static char *
make_draft(const char *text, gsize length, GError **error)
{
    g_autofree char *folder = drafts_folder();
    g_autofree char *name = g_strdup_printf("stage-%d-XXXXXX", (int)getpid());
    g_autofree char *path = g_build_filename(folder, name, NULL);

    if (!make_folder(folder, error))
        return NULL;
    int fd = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0)
        return stage_fail_null(error, STAGE_ERROR_IO, _("cannot make '%s': %s"), path, g_strerror(errno));
    gssize written = write(fd, text, length);
    if (close(fd) == 0 && written == (gssize)length)
        return g_steal_pointer(&path);
    g_unlink(path);
    return stage_fail_null(error, STAGE_ERROR_IO, _("cannot write '%s'"), path);
}

gboolean
stage_typed_take_input(StageContext *ctx, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    char buffer[4096];
    gsize n = 0;

    if (ctx->input != NULL)
        return TRUE;
    while (text->len <= KEPT_MAX && (n = fread(buffer, 1, sizeof buffer, stdin)) > 0)
        g_string_append_len(text, buffer, (gssize)n);
    int failed = ferror(stdin) ? errno : 0;
    /* Where no draft can be made the text is still taken: whoever pipes it in may have it too. */
    g_autoptr(GError) why = NULL;
    if (strspn(text->str, " \t\r\n") != text->len)
        ctx->draft = make_draft(text->str, text->len, &why);
    if (why != NULL)
        ctx->no_draft = g_strdup(why->message);
    if (failed != 0)
        return stage_fail(error, STAGE_ERROR_IO, _("cannot read standard input: %s"), g_strerror(failed));
    if (text->len > KEPT_MAX)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the text is too long, and its end was not read"));
    ctx->input = g_strdup(text->str);
    return check_input(text->str, text->len, error);
}

char *
stage_typed_input(StageContext *ctx, GError **error)
{
    return stage_typed_take_input(ctx, error) ? g_strdup(ctx->input) : NULL;
}

/* --- the editor --- */

/* Ctrl-C in the editor is the editor's: it must not take us with it, draft and all. */
static void
heed_signals(void *data)
{
    (void)data;
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
}

static gboolean
run_editor(const char *path, GError **error)
{
    const char *visual = g_getenv("VISUAL"), *editor = g_getenv("EDITOR");
    const char *chosen = visual != NULL && *visual != '\0'   ? visual
                         : editor != NULL && *editor != '\0' ? editor
                                                             : "editor";
    /* A shell, since the variable may hold options; the path is no part of its text. Nor may Ctrl-C take the
     * shell away while the editor goes on: with a trap it waits, and the editor gets the signal as it was. */
    g_autofree char *script = g_strconcat("trap : INT QUIT\n", chosen, " \"$1\"", NULL);
    const char *argv[] = { "/bin/sh", "-c", script, "sh", path, NULL };
    g_autoptr(GError) failed = NULL;
    int status = 0;

    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    gboolean ran = g_spawn_sync(NULL, (char **)(guintptr)argv, NULL, G_SPAWN_CHILD_INHERITS_STDIN,
                                heed_signals, NULL, NULL, NULL, &status, &failed);
    heed_signals(NULL);
    if (!ran)
        return stage_fail(error, STAGE_ERROR_UNAVAILABLE, _("cannot run the editor: %s"), failed->message);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return TRUE;
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the editor did not end well, so nothing was stored"));
}

void
stage_typed_drop(StageContext *ctx)
{
    if (ctx->draft != NULL)
        g_unlink(ctx->draft);
    g_clear_pointer(&ctx->draft, g_free);
}

/* What the draft holds when the editor has ended; it goes when nothing was typed in it. `before` is what it
 * holds now; `typed`: of which the user typed something already. */
static char *
edit_draft(StageContext *ctx, const char *before, gboolean typed, GError **error)
{
    g_autofree char *after = NULL;
    g_autoptr(GError) failed = NULL;
    gsize length = 0;
    gint64 begun = g_get_monotonic_time();

    gboolean ended = run_editor(ctx->draft, &failed);
    gboolean there = g_file_get_contents(ctx->draft, &after, &length, NULL);
    /* An editor that breaks off may leave nothing of what was there. */
    if (typed && (!there || (!ended && *after == '\0')))
        g_file_set_contents_full(ctx->draft, before, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
    /* What cannot be read back is kept: it may be somebody's evening. */
    if (!there)
        return stage_fail_null(error, STAGE_ERROR_IO, _("cannot read '%s'"), ctx->draft);
    if (typed ? ended && *after == '\0' : *after == '\0' || strcmp(before, after) == 0)
        stage_typed_drop(ctx);
    if (ended && ctx->draft == NULL && g_get_monotonic_time() - begun < G_USEC_PER_SEC)
        fprintf(stderr, "%s\n",
                _("the editor ended at once: one with a window of its own needs the option to wait, as in "
                  "EDITOR='code --wait'"));
    if (!ended) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return NULL;
    }
    return check_input(after, length, error) ? g_steal_pointer(&after) : NULL;
}

/* Whether a draft is of a process that is no longer there. */
static gboolean
is_left(const char *name)
{
    char *end = NULL;
    gint64 pid = g_str_has_prefix(name, "stage-") ? g_ascii_strtoll(name + strlen("stage-"), &end, 10) : 0;

    return pid > 0 && pid <= G_MAXINT && *end == '-' && kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

/* What was typed earlier and is not in the store yet: it was told then, or the machine went down. */
static void
say_left(const StageContext *ctx)
{
    g_autofree char *folder = drafts_folder();
    g_autoptr(GDir) dir = ctx->globals->quiet ? NULL : g_dir_open(folder, 0, NULL);
    const char *name = NULL;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
        if (is_left(name)) {
            g_autofree char *shown = stage_visible(name);
            fprintf(stderr, _("a draft is kept from an earlier time: '%s/%s'\n"), folder, shown);
        }
}

char *
stage_typed_editor(StageContext *ctx, const char *before, GError **error)
{
    say_left(ctx);
    ctx->draft = make_draft(before, strlen(before), error);
    return ctx->draft == NULL ? NULL : edit_draft(ctx, before, FALSE, error);
}

static void
wake(int number)
{
    (void)number;
}

/* A line from the terminal, after a question; NULL for none. Ctrl-C is none too, and no end without a word
 * about the draft, from the moment at which the question stands there: until we wait it is held back. */
static char *
read_answer(const char *question, char *answer, int size)
{
    const struct sigaction interrupts = { .sa_handler = wake }; /* without SA_RESTART */
    struct sigaction before = { 0 };
    struct pollfd terminal = { .fd = STDIN_FILENO, .events = POLLIN };
    sigset_t held, open;

    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigprocmask(SIG_BLOCK, &held, &open);
    sigaction(SIGINT, &interrupts, &before);
    fprintf(stderr, "%s ", question);
    char *line = ppoll(&terminal, 1, NULL, &open) < 0 ? NULL : fgets(answer, size, stdin);
    sigprocmask(SIG_SETMASK, &open, NULL);
    sigaction(SIGINT, &before, NULL);
    return line;
}

/* A word from the terminal; no answer is no. */
static gboolean
ask_yes(const char *question)
{
    char answer[16] = "";

    if (read_answer(question, answer, sizeof answer) == NULL) {
        fputc('\n', stderr);
        clearerr(stdin);
        return FALSE;
    }
    return strchr("nN", answer[0]) == NULL;
}

char *
stage_typed_again(StageContext *ctx, const char *typed, const GError *why)
{
    fprintf(stderr, "%s\n", why->message);
    return ask_yes(_("go on in the editor? [Y/n]")) ? edit_draft(ctx, typed, TRUE, NULL) : NULL;
}

/* --- one text --- */

/* Its lines without blanks at their ends, and without our own. */
static char *
tidy(const char *text, gboolean is_draft)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *out = g_string_new(NULL);

    for (char **line = lines; *line != NULL; line++)
        if (!is_draft || !stage_is_remark(g_strchomp(*line)))
            g_string_append_printf(out, "%s\n", g_strchomp(*line));
    return g_strstrip(g_string_free(out, FALSE));
}

char *
stage_typed_text(StageContext *ctx, const char *guidance, const char *now, gboolean required, GError **error)
{
    gboolean terminal = isatty(STDIN_FILENO);
    g_autofree char *before = g_strdup_printf(
        "# %s\n# %s\n\n%s\n", guidance,
        _("Write what you would read aloud to the student; lines that begin with \"# \" are "
          "left out."),
        now == NULL ? "" : now);
    g_autofree char *typed = terminal ? stage_typed_editor(ctx, before, error)
                                      : stage_typed_input(ctx, error);

    if (typed == NULL)
        return NULL;
    g_autofree char *text = tidy(typed, terminal);
    if (terminal && g_strcmp0(text, now) == 0) {
        stage_typed_drop(ctx);
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("nothing was changed, so nothing was stored"));
    }
    if (*text != '\0')
        return g_steal_pointer(&text);
    stage_typed_drop(ctx);
    if (!required)
        return g_steal_pointer(&text);
    return stage_fail_null(error, STAGE_ERROR_BAD_INPUT,
                           terminal ? _("nothing was typed, so nothing was stored")
                                    : _("standard input has no text, so nothing was stored"));
}
