/* Handing over: fake relays that do what relays do on bad days, and a Maildir with a reader in it. */
#include "test.h"

#include <dirent.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mail/bezorg.h"

enum { TIMEOUT_MS = 20000 };

static GBytes *
message(gsize size)
{
    g_autofree char *text = g_strnfill(size, 'x');

    return g_bytes_new(text, size);
}

/* A relay: a script of the shell, and the command that calls it. */
typedef struct {
    char *folder, *script, *command;
} Relay;

static Relay
relay(const char *body)
{
    Relay r = { .folder = test_folder() };
    g_autofree char *text = g_strconcat("#!/bin/sh\ncd '", r.folder, "' || exit 99\n", body, "\n", NULL);

    r.script = test_file(r.folder, "relay", text, -1);
    g_assert_cmpint(g_chmod(r.script, 0700), ==, 0);
    r.command = g_strdup(r.script);
    return r;
}

static void
relay_free(Relay *r)
{
    test_folder_free(r->folder);
    g_free(r->script);
    g_free(r->command);
}

static char *
content(const Relay *r, const char *name)
{
    g_autofree char *path = g_build_filename(r->folder, name, NULL);
    char *text = NULL;

    return g_file_get_contents(path, &text, NULL, NULL) ? text : NULL;
}

static StageBezorging
hand_over(const Relay *r, guint timeout_ms, GBytes *bytes, char **out_why)
{
    g_autoptr(GError) error = NULL;
    const StageBezorgWeg weg = { .sendmail = r->command, .timeout_ms = timeout_ms };
    g_autoptr(StageBezorger) b = stage_bezorger_new(&weg, &error);

    g_assert_no_error(error);
    return stage_bezorg(b, "stage@example.org", "ria@example.org", "een", bytes, out_why);
}

/* No child of ours is left, ended or not. */
static void
no_children(void)
{
    g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1);
}

static guint
descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    guint n = 0;

    while (readdir(folder) != NULL)
        n++;
    closedir(folder);
    return n;
}

/* --- sendmail --- */

static void
called_without_a_shell(void)
{
    Relay r = relay("for a; do printf '[%s]' \"$a\"; done >args; cat >message; echo out; echo err >&2");
    g_autoptr(GBytes) bytes = message(300 * 1024);
    g_autofree char *why = NULL;

    g_free(r.command);
    r.command = g_strdup_printf("'%s' -x 'two words' \"$HOME\" ';' '`id`' '' ~", r.script);
    g_assert_cmpint(hand_over(&r, TIMEOUT_MS, bytes, &why), ==, STAGE_BEZORGD);
    g_autofree char *args = content(&r, "args"), *came = content(&r, "message");
    g_assert_cmpstr(args, ==,
                    "[-x][two words][$HOME][;][`id`][][~][-i][-f][stage@example.org][--][ria@example.org]");
    g_assert_cmpuint(strlen(came), ==, g_bytes_get_size(bytes));
    g_assert_cmpuint(strspn(came, "x"), ==, g_bytes_get_size(bytes));
    g_assert_cmpstr(why, ==, "err");
    no_children();
    relay_free(&r);
}

static void
statuses(void)
{
    g_autoptr(GBytes) bytes = message(10);
    g_autoptr(GHashTable) never = g_hash_table_new(NULL, NULL);

    for (int status = 65; status <= 69; status += 2) /* 65, 67, 69 */
        g_hash_table_add(never, GINT_TO_POINTER(status));
    for (int status = 0; status < 130; status++) {
        g_autofree char *body = g_strdup_printf("exit %d", status), *why = NULL;
        Relay r = relay(body);
        StageBezorging came = hand_over(&r, TIMEOUT_MS, bytes, &why);
        g_assert_cmpint(came, ==,
                        status == 0                                             ? STAGE_BEZORGD
                        : g_hash_table_contains(never, GINT_TO_POINTER(status)) ? STAGE_BEZORG_NOOIT
                                                                                : STAGE_BEZORG_LATER);
        g_autofree char *said = status == 0 ? NULL : g_strdup_printf("sendmail ended with status %d", status);
        g_assert_cmpstr(why, ==, said);
        relay_free(&r);
    }
    no_children();
}

typedef struct {
    const char *body;
    StageBezorging came;
    const char *why; /* NULL: not looked at */
} Case;

static const Case cases[] = {
    { "kill -KILL $$", STAGE_BEZORG_LATER, "sendmail was ended by signal 9" },
    { "kill -SEGV $$", STAGE_BEZORG_LATER, NULL },
    { "exec <&-; exit 0", STAGE_BEZORGD, NULL },
    { "exec <&- >&- 2>&-; sleep 0.2; exit 67", STAGE_BEZORG_NOOIT, "sendmail ended with status 67" },
    { "echo 'no such user' >&2; exit 67", STAGE_BEZORG_NOOIT, "no such user" },
    { "printf 'a\\r\\nb\\n\\n' >&2; exit 75", STAGE_BEZORG_LATER, "a  b" },
    { "printf 'x\\033[31m\\000\\377y' >&2; exit 75", STAGE_BEZORG_LATER, "x\\x1b[31m \\xffy" },
    { "echo 'msmtp: server message: 451 4.3.0 not now' >&2; exit 69", STAGE_BEZORG_LATER, NULL },
    { "echo 'msmtp: server message: 450-not now' >&2; exit 69", STAGE_BEZORG_LATER, NULL },
    { "echo 'msmtp: server message: 550 4.1.1 never' >&2; exit 69", STAGE_BEZORG_NOOIT, NULL },
    { "echo 'port 450 of 451' >&2; exit 69", STAGE_BEZORG_NOOIT, NULL },
    { "echo ': 451 not now' >&2; exit 0", STAGE_BEZORGD, NULL },
    { "printf '  \\n' >&2; exit 75", STAGE_BEZORG_LATER, "sendmail ended with status 75" },
    { "yes | head -c 3000000", STAGE_BEZORGD, NULL },
    { "rm relay; exit 0", STAGE_BEZORGD, NULL },
};

static void
what_relays_do(void)
{
    g_autoptr(GBytes) bytes = message(1024 * 1024); /* more than a pipe holds */

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Relay r = relay(cases[i].body);
        g_autofree char *why = NULL;
        g_test_message("%s", cases[i].body);
        g_assert_cmpint(hand_over(&r, TIMEOUT_MS, bytes, &why), ==, cases[i].came);
        if (cases[i].why != NULL)
            g_assert_cmpstr(why, ==, cases[i].why);
        relay_free(&r);
    }
    no_children();
}

static void
huge_stderr(void)
{
    Relay r = relay("yes 'a long complaint' | head -c 20000000 >&2; exit 67");
    g_autoptr(GBytes) bytes = message(10);
    g_autofree char *why = NULL;

    g_assert_cmpint(hand_over(&r, TIMEOUT_MS, bytes, &why), ==, STAGE_BEZORG_NOOIT);
    g_assert_true(g_str_has_prefix(why, "a long complaint a long"));
    g_assert_cmpuint(strlen(why), <=, 600);
    relay_free(&r);
}

/* Of a process that ended nothing is left, or an empty command line. */
static gboolean
runs(const char *path)
{
    g_autofree char *words = NULL;

    return g_file_get_contents(path, &words, NULL, NULL) && *words != '\0';
}

/* The processes that it started end too: a message that we call late must not go out later. */
static void
hanging(void)
{
    static const char *const bodies[] = {
        "sleep 60 & echo $! >child; wait",
        "trap '' TERM INT HUP; sleep 60 & echo $! >child; exec 2>&-; wait",
        "sleep 60 & echo $! >child; yes >&2",
    };
    g_autoptr(GBytes) bytes = message(10);

    for (gsize i = 0; i < G_N_ELEMENTS(bodies); i++) {
        Relay r = relay(bodies[i]);
        g_autofree char *why = NULL;
        gint64 begin = g_get_monotonic_time();
        g_assert_cmpint(hand_over(&r, 1500, bytes, &why), ==, STAGE_BEZORG_LATER);
        g_assert_cmpint(g_get_monotonic_time() - begin, >=, 1500 * 1000);
        g_assert_cmpint(g_get_monotonic_time() - begin, <, 20 * G_USEC_PER_SEC);
        g_assert_cmpstr(why, ==, "sendmail did not end within 1500 ms");
        g_autofree char *child = content(&r, "child");
        g_assert_nonnull(child);
        /* Its new parent takes it away in its own time. */
        g_autofree char *path = g_strdup_printf("/proc/%d/cmdline", (int)g_ascii_strtoll(child, NULL, 10));
        for (int n = 0; n < 100 && runs(path); n++)
            g_usleep(50 * 1000);
        g_assert_false(runs(path));
        relay_free(&r);
    }
    no_children();
}

/* Some put a message in their queue and go on with it by themselves. */
static void
goes_on_by_itself(void)
{
    Relay r = relay("sleep 5 & exit 0");
    g_autoptr(GBytes) bytes = message(10);
    g_autofree char *why = NULL;
    gint64 begin = g_get_monotonic_time();

    g_assert_cmpint(hand_over(&r, TIMEOUT_MS, bytes, &why), ==, STAGE_BEZORGD);
    g_assert_cmpint(g_get_monotonic_time() - begin, <, 4 * G_USEC_PER_SEC);
    g_assert_null(why);
    relay_free(&r);
}

static void
no_descriptors(void)
{
    Relay r = relay("ls /proc/self/fd >fds; echo x >&2; exit 75");
    g_autoptr(GBytes) bytes = message(10);
    int open_for_all = dup(STDERR_FILENO); /* would stay open in a child */
    guint before = descriptors();

    for (int i = 0; i < 30; i++) {
        g_autofree char *why = NULL;
        g_assert_cmpint(hand_over(&r, i % 2 == 0 ? TIMEOUT_MS : 0, bytes, &why), ==, STAGE_BEZORG_LATER);
    }
    g_assert_cmpuint(descriptors(), ==, before);
    g_autofree char *seen = content(&r, "fds");
    g_assert_cmpstr(seen, ==, "0\n1\n2\n3\n"); /* 3 is the folder that ls reads */
    close(open_for_all);
    no_children();
    relay_free(&r);
}

/* Who has us started may not want to hear of children; then their end is not told. */
static void
nobody_tells_the_end(void)
{
    Relay r = relay("exit 0");
    g_autoptr(GBytes) bytes = message(10);
    g_autofree char *why = NULL;
    void (*before)(int) = signal(SIGCHLD, SIG_IGN);

    g_assert_cmpint(hand_over(&r, TIMEOUT_MS, bytes, &why), ==, STAGE_BEZORG_LATER);
    g_assert_cmpstr(why, ==, "what became of sendmail is not known");
    signal(SIGCHLD, before);
    relay_free(&r);
}

static void
gone_meanwhile(void)
{
    Relay r = relay("exit 0");
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = message(10);
    const StageBezorgWeg weg = { .sendmail = r.command };
    g_autoptr(StageBezorger) b = stage_bezorger_new(&weg, &error);
    g_autofree char *why = NULL;

    g_assert_no_error(error);
    g_assert_cmpint(g_unlink(r.script), ==, 0);
    g_assert_cmpint(stage_bezorg(b, "stage@example.org", "ria@example.org", "een", bytes, &why), ==,
                    STAGE_BEZORG_LATER);
    g_assert_nonnull(why);
    relay_free(&r);
}

static void
addresses_of_the_envelope(void)
{
    Relay r = relay("for a; do printf '[%s]' \"$a\"; done >args");
    g_autoptr(GBytes) bytes = message(10);
    const StageBezorgWeg weg = { .sendmail = r.command };
    g_autoptr(StageBezorger) b = stage_bezorger_new(&weg, NULL);
    const struct {
        const char *from, *to;
        StageBezorging came;
        const char *args;
    } each[] = {
        { "stage@example.org", "-oQ/tmp@example.org", STAGE_BEZORG_NOOIT, NULL },
        { "stage@example.org", "ria", STAGE_BEZORG_NOOIT, NULL },
        { "stage@example.org", "ria@example.org,sem@example.org", STAGE_BEZORG_NOOIT, NULL },
        { "stage@example.org", "", STAGE_BEZORG_NOOIT, NULL },
        { "-x", "ria@example.org", STAGE_BEZORG_LATER, NULL },
        { "stage@m\u00fcsli.example", "ria@b\u00e4ckerei.example", STAGE_BEZORGD,
          "[-i][-f][stage@xn--msli-0ra.example][--][ria@xn--bckerei-5wa.example]" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(each); i++) {
        g_autofree char *why = NULL;
        g_assert_cmpint(stage_bezorg(b, each[i].from, each[i].to, "een", bytes, &why), ==, each[i].came);
        g_assert_true((why != NULL) == (each[i].args == NULL));
        g_autofree char *args = content(&r, "args");
        g_assert_cmpstr(args, ==, each[i].args);
    }
    relay_free(&r);
}

static void
ways_that_cannot_be(void)
{
    char *folder = test_folder();
    g_autofree char *file = test_file(folder, "file", "", 0), *below = g_build_filename(file, "x", NULL);
    const StageBezorgWeg ways[] = {
        { 0 },
        { .sendmail = "" },
        { .sendmail = "'open" },
        { .sendmail = "/does/not/exist -x" },
        { .sendmail = file },
        { .sendmail = "stage-no-such-relay" },
        { .maildir = file },
        { .maildir = below },
        { .maildir = below, .sendmail = "true" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(stage_bezorger_new(&ways[i], &error));
        g_assert_error(error, STAGE_ERROR, STAGE_ERROR_CONFIG);
    }
    stage_bezorger_free(NULL);
    test_folder_free(folder);
}

/* --- Maildir --- */

static guint
count_in(const char *maildir, const char *part)
{
    g_autofree char *folder = g_build_filename(maildir, part, NULL);
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    guint n = 0;

    while (g_dir_read_name(files) != NULL)
        n++;
    return n;
}

/* A reader sees a message in new: it moves to cur, with marks. */
static void
read_one(const char *maildir)
{
    g_autofree char *new = g_build_filename(maildir, "new", NULL);
    g_autoptr(GDir) files = g_dir_open(new, 0, NULL);
    const char *name = g_dir_read_name(files);

    if (name == NULL)
        return;
    g_autofree char *from = g_build_filename(new, name, NULL);
    g_autofree char *to = g_strconcat(maildir, "/cur/", name, test_chance(50) ? ":2,S" : ":2,FRS", NULL);
    g_assert_cmpint(g_rename(from, to), ==, 0);
}

/* Any keys in any order, a reader meanwhile, and programs that begin anew: each message is there once. What
 * waits is not there yet, and is not delivered when nobody flushes it. */
static void
once_each(const void *data)
{
    gboolean samen = GPOINTER_TO_INT(data);
    char *folder = test_folder();
    const StageBezorgWeg weg = { .maildir = folder, .samen = samen };
    g_autoptr(GHashTable) there = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) waiting = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    StageBezorger *b = stage_bezorger_new(&weg, NULL);
    g_autoptr(GBytes) bytes = message(100);

    for (int i = 0; i < 400; i++) {
        char *key = g_strdup_printf("%s%d", test_any(((const char *[]){ "a", "../", "\u00e9 ", ":2," })),
                                    g_test_rand_int_range(0, 40));
        g_autofree char *why = NULL;
        g_assert_cmpint(stage_bezorg(b, "stage@example.org", "ria@example.org", key, bytes, &why), ==,
                        STAGE_BEZORGD);
        g_assert_null(why);
        if (g_hash_table_contains(there, key))
            g_free(key);
        else
            g_hash_table_add(samen ? waiting : there, key);
        if (test_chance(30))
            read_one(folder);
        if (test_chance(20)) {
            g_assert_true(stage_bezorger_flush(b, NULL));
            GHashTableIter each;
            gpointer one = NULL;
            g_hash_table_iter_init(&each, waiting);
            while (g_hash_table_iter_next(&each, &one, NULL)) {
                g_hash_table_iter_steal(&each);
                g_hash_table_add(there, one);
            }
        }
        if (test_chance(10)) {
            stage_bezorger_free(b);
            g_hash_table_remove_all(waiting);
            b = stage_bezorger_new(&weg, NULL);
        }
        g_assert_cmpuint(count_in(folder, "new") + count_in(folder, "cur"), ==, g_hash_table_size(there));
        g_assert_cmpuint(count_in(folder, "tmp"), ==, g_hash_table_size(waiting));
    }
    g_autofree char *why = NULL;
    stage_bezorg(b, "stage@example.org", "ria@example.org", "the last", bytes, &why);
    g_assert_cmpuint(count_in(folder, "tmp"), >=, samen ? 1 : 0);
    stage_bezorger_free(b);
    g_assert_cmpuint(count_in(folder, "tmp"), ==, 0);
    test_folder_free(folder);
}

static void
two_at_once(void)
{
    char *folder = test_folder();
    const StageBezorgWeg weg = { .maildir = folder };
    g_autoptr(StageBezorger) one = stage_bezorger_new(&weg, NULL), two = stage_bezorger_new(&weg, NULL);
    g_autoptr(GBytes) bytes = message(100);
    g_autofree char *why = NULL;

    g_assert_cmpint(stage_bezorg(one, "s@example.org", "r@example.org", "k", bytes, &why), ==, STAGE_BEZORGD);
    g_assert_cmpint(stage_bezorg(two, "s@example.org", "r@example.org", "k", bytes, &why), ==, STAGE_BEZORGD);
    g_assert_cmpuint(count_in(folder, "new"), ==, 1);
    g_assert_cmpuint(count_in(folder, "tmp"), ==, 0);
    test_folder_free(folder);
}

/* A program that was killed leaves its messages in tmp; one that still runs is let be. */
static void
left_behind(void)
{
    char *folder = test_folder();
    const StageBezorgWeg weg = { .maildir = folder };
    g_autofree char *tmp = g_build_filename(folder, "tmp", NULL), *hash = g_strnfill(64, 'a');

    stage_bezorger_free(stage_bezorger_new(&weg, NULL));
    g_autofree char *gone = g_strdup_printf("%s.stage.new-2147483647", hash);
    g_autofree char *here = g_strdup_printf("%s.stage.new-%d", hash, (int)getppid());
    g_autofree char *one = test_file(tmp, gone, "", 0), *two = test_file(tmp, here, "", 0);
    g_autofree char *other = test_file(tmp, "1795428000.1.example", "", 0);
    stage_bezorger_free(stage_bezorger_new(&weg, NULL));
    g_assert_false(g_file_test(one, G_FILE_TEST_EXISTS));
    g_assert_true(g_file_test(two, G_FILE_TEST_EXISTS));
    g_assert_true(g_file_test(other, G_FILE_TEST_EXISTS));
    test_folder_free(folder);
}

/* Others put files in it too, of every name. */
static void
among_others(void)
{
    char *folder = test_folder();
    const StageBezorgWeg weg = { .maildir = folder };
    g_autofree char *cur = g_build_filename(folder, "cur", NULL);

    stage_bezorger_free(stage_bezorger_new(&weg, NULL));
    for (int length = 1; length < 200; length += 3) {
        g_autofree char *name = g_strnfill((gsize)length, 'a');
        g_autofree char *file = test_file(cur, name, "", 0);
    }
    g_autoptr(StageBezorger) b = stage_bezorger_new(&weg, NULL);
    g_autoptr(GBytes) bytes = message(0);
    g_autofree char *why = NULL;
    g_assert_cmpint(stage_bezorg(b, "s@example.org", "r@example.org", "k", bytes, &why), ==, STAGE_BEZORGD);
    g_assert_cmpuint(count_in(folder, "new"), ==, 1);
    test_folder_free(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/bezorg/called-without-a-shell", called_without_a_shell);
    g_test_add_func("/bezorg/statuses", statuses);
    g_test_add_func("/bezorg/what-relays-do", what_relays_do);
    g_test_add_func("/bezorg/huge-stderr", huge_stderr);
    g_test_add_func("/bezorg/hanging", hanging);
    g_test_add_func("/bezorg/goes-on-by-itself", goes_on_by_itself);
    g_test_add_func("/bezorg/no-descriptors", no_descriptors);
    g_test_add_func("/bezorg/nobody-tells-the-end", nobody_tells_the_end);
    g_test_add_func("/bezorg/gone-meanwhile", gone_meanwhile);
    g_test_add_func("/bezorg/addresses-of-the-envelope", addresses_of_the_envelope);
    g_test_add_func("/bezorg/ways-that-cannot-be", ways_that_cannot_be);
    g_test_add_data_func("/bezorg/maildir/once-each", GINT_TO_POINTER(FALSE), once_each);
    g_test_add_data_func("/bezorg/maildir/once-each-together", GINT_TO_POINTER(TRUE), once_each);
    g_test_add_func("/bezorg/maildir/left-behind", left_behind);
    g_test_add_func("/bezorg/maildir/two-at-once", two_at_once);
    g_test_add_func("/bezorg/maildir/among-others", among_others);
    return g_test_run();
}
