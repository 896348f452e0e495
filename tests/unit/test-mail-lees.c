/* Every message of tests/mail/replies is read as the .ini beside it says. tests/mail/maak.py wrote them. */
#include "test.h"

#include <string.h>

#include "base/text.h"
#include "mail/antwoord.h"
#include "mail/brief.h"

enum { AT_LEAST = 120 };

static char *
read_file(const char *name, const char *suffix, gsize *out_size)
{
    g_autofree char *file = g_strconcat(STAGE_MAIL, "/", name, suffix, NULL);
    char *text = NULL;

    g_assert_true(g_file_get_contents(file, &text, out_size, NULL));
    return text;
}

/* The keys that were compared, so that none of an expectation is forgotten. */
typedef struct {
    GKeyFile *file;
    guint seen;
} Verwacht;

static void
check_text(Verwacht *v, const char *key, const char *got)
{
    g_autofree char *expected = g_key_file_get_string(v->file, "bericht", key, NULL);

    v->seen += expected == NULL ? 0 : 1;
    if (g_strcmp0(got, expected) != 0)
        g_test_message("%s", key);
    g_assert_cmpstr(got, ==, expected);
}

static void
check_flag(Verwacht *v, const char *key, gboolean got)
{
    check_text(v, key, got ? "true" : NULL);
}

/* A list is named only where it tells something. */
static void
check_list(Verwacht *v, const char *key, char **got)
{
    g_autofree char *all = g_strjoinv(" ", got);

    if (g_key_file_has_key(v->file, "bericht", key, NULL))
        check_text(v, key, all);
}

static void
check_brief(Verwacht *v, const StageBrief *b)
{
    static const char *const soorten[] = { "mens", "automatisch", "bezorging" };
    g_autofree char *attachments = b->attachments == 0 ? NULL : g_strdup_printf("%u", b->attachments);

    check_text(v, "soort", soorten[b->soort]);
    check_text(v, "from", b->from);
    check_list(v, "to", b->to);
    check_list(v, "references", b->references);
    check_flag(v, "html", b->html);
    check_flag(v, "tnef", b->tnef);
    if (b->soort == STAGE_BRIEF_VAN_MENS)
        check_text(v, "attachments", attachments);
    check_text(v, "bounced", b->bounced);
    check_text(v, "bounced_id", b->bounced_id);
    check_text(v, "status", b->status);
    check_text(v, "diagnostic", b->diagnostic);
    check_flag(v, "permanent", b->permanent);
    g_assert_nonnull(b->subject);
    g_assert_false(b->cut);
}

static void
check_answer(Verwacht *v, const StageAntwoord *a)
{
    static const char *const reacties[] = { "leeg", "akkoord", "bezwaar" };

    check_text(v, "vrij", a->vrij);
    for (guint n = 0; n < STAGE_ANTWOORD_VRAGEN; n++) {
        g_autofree char *key = g_strdup_printf("vraag%u", n + 1);
        check_text(v, key, a->vraag[n]);
    }
    check_flag(v, "stop", a->stop);
    if (g_key_file_has_key(v->file, "bericht", "reactie", NULL))
        check_text(v, "reactie", reacties[stage_antwoord_reactie(a)]);
}

static void
check_message(const void *data)
{
    const char *name = data;
    gsize size = 0;
    g_autofree char *bytes = read_file(name, ".eml", &size);
    g_autofree char *expected = read_file(name, ".ini", NULL);
    g_autofree char *sent = read_file("../vraag", ".txt", NULL);
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) error = NULL;
    Verwacht v = { .file = file };
    StageAntwoord answer = { 0 };
    gsize keys = 0;

    g_assert_true(g_key_file_load_from_data(file, expected, (gsize)-1, G_KEY_FILE_NONE, NULL));
    g_autoptr(StageBrief) brief = stage_mail_read(bytes, size, &error);
    g_assert_no_error(error);
    check_brief(&v, brief);
    /* A report in words has no answer that would be looked at. */
    if (g_key_file_has_key(file, "bericht", "antwoord", NULL)) {
        v.seen++;
    } else {
        stage_antwoord_read(&answer, brief->text, sent);
        check_answer(&v, &answer);
    }
    stage_antwoord_clear(&answer);
    g_auto(GStrv) all = g_key_file_get_keys(file, "bericht", &keys, NULL);
    g_assert_cmpuint(v.seen, ==, keys);
}

static void
refused(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *long_one = g_malloc0(STAGE_BRIEF_MAX + 1);

    test_failed(stage_mail_read("", 0, &error) != NULL, &error, STAGE_ERROR_BAD_INPUT);
    test_failed(stage_mail_read("just some words\n", 16, &error) != NULL, &error, STAGE_ERROR_BAD_INPUT);
    test_failed(stage_mail_read(long_one, STAGE_BRIEF_MAX + 1, &error) != NULL, &error,
                STAGE_ERROR_BAD_INPUT);
    stage_brief_free(NULL);
}

/* Parts in parts to any depth, in both ways; a body of megabytes; addresses without end. */
static void
bounded(void)
{
    g_autoptr(GString) deep = g_string_new("From: a@example.org\n");
    g_autoptr(GString) inside = g_string_new("From: a@example.org\n");
    g_autoptr(GString) big = g_string_new("From: a@example.org\nTo: x@example.org");

    for (guint i = 0; i < 5000; i++) {
        g_string_append_printf(deep, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
        g_string_append(inside, "Content-Type: message/rfc822\n\n");
        g_string_append_printf(big, ", x%u@example.org", i);
    }
    g_string_append(deep, "\ntext\n");
    g_string_append(big, "\n\n");
    for (guint i = 0; i < 100000; i++)
        g_string_append(big, "a line of text, and one more\n");
    g_autoptr(StageBrief) one = stage_mail_read(deep->str, deep->len, NULL);
    g_autoptr(StageBrief) other = stage_mail_read(inside->str, inside->len, NULL);
    g_autoptr(StageBrief) third = stage_mail_read(big->str, big->len, NULL);
    g_assert_true(one->cut);
    g_assert_cmpstr(other->text, ==, "");
    g_assert_true(third->cut);
    g_assert_cmpuint(strlen(third->text), <=, STAGE_BRIEF_TEXT_MAX);
    g_assert_cmpuint(g_strv_length(third->to), ==, 100);
}

/* What costs GMime minutes, gigabytes or the end of the stack: `piece` over and over behind the headers. */
static void
cheap(void)
{
    static const struct {
        const char *headers, *piece;
    } some[] = {
        { "Cc: ", "a:" },
        { "From: ", "a:;" },
        { "To: ", "a@b, " },
        { "References: ", "<a@b> " },
        { "Cc: ", "(" },
        { "Subject: ", "=?utf-8?q?a?= " },
        { "Subject: ", "a" },
        { "", "X: y\n" },
        { "Content-Type: text/plain", "; a=b" },
        { "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\n" },
        { "Content-Type: text/html\n\n", "<b>" },
        { "Content-Type: message/rfc822\n\nTo: ", "a:" },
        { "\n", "a\n" },
        { "\n", "--\n" },
        { "\n", "\n" },
        { "X: ", "\n " },
        { "Cc: x\n", " a:\n" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(some); i++) {
        g_autoptr(GString) bytes = g_string_new("Date: Wed, 2 Dec 2026 09:41:07 +0100\n");
        g_string_append(bytes, some[i].headers);
        while (bytes->len < 1500 * 1000)
            g_string_append(bytes, some[i].piece);
        gint64 start = g_get_monotonic_time();
        g_autoptr(StageBrief) brief = stage_mail_read(bytes->str, bytes->len, NULL);
        g_test_message("%s%s: %d ms", some[i].headers, some[i].piece,
                       (int)((g_get_monotonic_time() - start) / 1000));
        g_assert_nonnull(brief);
        g_assert_cmpuint(strlen(brief->text), <=, STAGE_BRIEF_TEXT_MAX);
        g_assert_cmpint(g_get_monotonic_time() - start, <, 20 * G_USEC_PER_SEC);
    }
}

/* A big attachment is cut short for the reader, but nothing of the text is lost. */
static void
big_attachment(void)
{
    g_autoptr(GString)
        bytes = g_string_new("From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n"
                             "--b\nContent-Type: application/pdf; name=x.pdf\n\n");

    while (bytes->len < 12 * 1000 * 1000)
        g_string_append(bytes,
                        "JVBERi0xLjQKJcOkw7zDtsOfCjIgMCBvYmoKPDwvTGVuZ3RoIDMgMCBSL0ZpbHRlci9GbGF0ZURl\n");
    g_string_append(bytes, "\n--b\n\nThe text below it\n--b--\n");
    g_autoptr(StageBrief) brief = stage_mail_read(bytes->str, bytes->len, NULL);
    g_assert_cmpstr(brief->text, ==, "The text below it");
    g_assert_cmpuint(brief->attachments, ==, 1);
    g_assert_false(brief->cut);
}

int
main(int argc, char **argv)
{
    g_autoptr(GDir) folder = g_dir_open(STAGE_MAIL, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    g_test_init(&argc, &argv, NULL);
    g_assert_nonnull(folder);
    for (const char *file; (file = g_dir_read_name(folder)) != NULL;)
        if (g_str_has_suffix(file, ".eml"))
            g_ptr_array_add(names, g_strndup(file, strlen(file) - 4));
    g_assert_cmpuint(names->len, >=, AT_LEAST);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_strconcat("/replies/", (char *)g_ptr_array_index(names, i), NULL);
        g_test_add_data_func(path, g_ptr_array_index(names, i), check_message);
    }
    g_test_add_func("/refused", refused);
    g_test_add_func("/bounded", bounded);
    g_test_add_func("/cheap", cheap);
    g_test_add_func("/big-attachment", big_attachment);
    return g_test_run();
}
