#include "cmd/notes.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

enum { INPUT_MAX = STAGE_SLEUTELS * STAGE_NOTE_MAX + 64 * 1024 };

/* The four keys of the article "Een goed gesprek over stage", each with questions that open it. */
typedef struct {
    const char *key;
    const char *questions[4];
} Key;
static const Key keys[STAGE_SLEUTELS] = {
    { N_("the student's learning"),
      { N_("When did the penny drop? What do you know or can you do now, and where else is that of use?"),
        N_("Which question or dilemma did you meet? What bothered you?"),
        N_("At which work did you feel in your place, and where not?") } },
    { N_("the learning potential of the company"),
      { N_("When is there time on a day to talk about the work, and with whom?"),
        N_("Whom can you watch at work? What have you not been able to see yet?"),
        N_("Which work do you do together with somebody, and which by yourself?") } },
    { N_("the praktijkopleider's judgement"),
      { N_("How does the student develop, in your view?"), N_("By which moment do you see that?"),
        N_("What do you expect here of somebody who begins in the profession?") } },
    { N_("guidance choices"),
      { N_("What have you shown lately? How do you involve the student? What do you entrust by now?"),
        N_("Which judgement was behind that choice?"),
        N_("To the student: do you recognise this as guidance?") } },
};

static int
key_of(const char *line)
{
    return line[0] >= '1' && line[0] <= '0' + STAGE_SLEUTELS && line[1] == ':' ? line[0] - '1' : -1;
}

gboolean
stage_notes_parse(const char *text, char *out_notes[STAGE_SLEUTELS], GError **error)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *notes[STAGE_SLEUTELS] = { NULL };
    gboolean good = TRUE;
    int key = -1;

    for (guint i = 0; good && lines[i] != NULL; i++) {
        const char *line = g_strchomp(lines[i]);
        if (strcmp(line, "#") == 0 || g_str_has_prefix(line, "# "))
            continue;
        if (key_of(line) >= 0) {
            key = key_of(line);
            line += 2;
            if (notes[key] == NULL)
                notes[key] = g_string_new(NULL);
        } else if (key < 0 && *line != '\0') {
            good = stage_fail(error, STAGE_ERROR_BAD_INPUT,
                              _("line %u stands before the first key: begin a note with 1:, 2:, 3: or 4:"),
                              i + 1);
        }
        if (key >= 0)
            g_string_append_printf(notes[key], "%s\n", line);
    }
    for (guint k = 0; k < STAGE_SLEUTELS; k++) {
        g_autofree char *note = notes[k] == NULL ? NULL : g_strstrip(g_string_free(notes[k], FALSE));
        if (good && note != NULL && *note != '\0') {
            g_free(out_notes[k]);
            out_notes[k] = g_steal_pointer(&note);
        }
    }
    return good;
}

static gboolean
check_input(const char *text, gsize length, GError **error)
{
    if (length > INPUT_MAX)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the notes are too long"));
    if (strlen(text) != length || !g_utf8_validate(text, (gssize)length, NULL))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the notes are not valid UTF-8"));
    return TRUE;
}

gboolean
stage_notes_from_input(char *out_notes[STAGE_SLEUTELS], GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    char buffer[4096];
    gsize n = 0;

    while (text->len <= INPUT_MAX && (n = fread(buffer, 1, sizeof buffer, stdin)) > 0)
        g_string_append_len(text, buffer, (gssize)n);
    if (ferror(stdin))
        return stage_fail(error, STAGE_ERROR_IO, _("cannot read standard input: %s"), g_strerror(errno));
    return check_input(text->str, text->len, error) && stage_notes_parse(text->str, out_notes, error);
}

/* --- the editor --- */

static char *template(const char *heading)
{
    GString *out = g_string_new(NULL);

    g_string_append_printf(out, "# %s\n# %s\n# %s\n", heading,
                           _("Write behind the number of a key; what stays empty is not kept, nor are lines "
                             "that begin with \"# \"."),
                           _("Write what you would read aloud to the student."));
    for (guint k = 0; k < STAGE_SLEUTELS; k++) {
        g_string_append_printf(out, "\n# %u, %s\n", k + 1, _(keys[k].key));
        for (const char *const *question = keys[k].questions; *question != NULL; question++)
            g_string_append_printf(out, "#   %s\n", _(*question));
        g_string_append_printf(out, "%u: \n", k + 1);
    }
    return g_string_free(out, FALSE);
}

static char *
make_draft(const char *text, GError **error)
{
    g_autofree char *folder = g_build_filename(g_get_user_state_dir(), "stage", "drafts", NULL);
    g_autofree char *path = g_build_filename(folder, "gesprek-XXXXXX", NULL);

    if (g_mkdir_with_parents(folder, 0700) != 0)
        return stage_fail_null(error, STAGE_ERROR_IO, _("cannot make '%s': %s"), folder, g_strerror(errno));
    int fd = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0)
        return stage_fail_null(error, STAGE_ERROR_IO, _("cannot make '%s': %s"), path, g_strerror(errno));
    gssize written = write(fd, text, strlen(text));
    if (close(fd) == 0 && written == (gssize)strlen(text))
        return g_steal_pointer(&path);
    g_unlink(path);
    return stage_fail_null(error, STAGE_ERROR_IO, _("cannot write '%s'"), path);
}

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
    /* A shell, since the variable may hold options; the path is no part of its text. */
    g_autofree char *script = g_strconcat(chosen, " \"$1\"", NULL);
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
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the editor did not end well, so nothing was logged"));
}

gboolean
stage_notes_any(char *const notes[STAGE_SLEUTELS])
{
    for (guint k = 0; k < STAGE_SLEUTELS; k++)
        if (notes[k] != NULL)
            return TRUE;
    return FALSE;
}

gboolean
stage_notes_from_editor(StageContext *ctx, const char *heading, char *out_notes[STAGE_SLEUTELS],
                        GError **error)
{
    g_autofree char *before = template(heading);
    g_autofree char *after = NULL;
    gsize length = 0;

    ctx->draft = make_draft(before, error);
    if (ctx->draft == NULL)
        return FALSE;
    g_autoptr(GError) failed = NULL;
    gboolean ended = run_editor(ctx->draft, &failed);
    /* What cannot be read back is kept: it may be somebody's evening. */
    if (!g_file_get_contents(ctx->draft, &after, &length, NULL))
        return stage_fail(error, STAGE_ERROR_IO, _("cannot read '%s'"), ctx->draft);
    gboolean typed = *after != '\0' && strcmp(before, after) != 0;
    if (!ended)
        g_propagate_error(error, g_steal_pointer(&failed));
    else if (!check_input(after, length, error) || !stage_notes_parse(after, out_notes, error))
        ended = FALSE;
    else if (!stage_notes_any(out_notes))
        typed = stage_fail(
            error, STAGE_ERROR_BAD_INPUT,
            _("nothing was typed, so nothing was logged; --zonder-notities logs without notes"));
    if (!typed) { /* there is nothing to keep */
        g_unlink(ctx->draft);
        g_clear_pointer(&ctx->draft, g_free);
    }
    return ended && typed;
}
