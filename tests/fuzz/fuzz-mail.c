/* Bytes as a message: what is read of it is bounded and safe to keep, and what somebody answered stands in
 * it. The same bytes as HTML and as flowed text. To fuzz, see fuzz.h; lib/mail/mime_read.c wants gmime-3.0
 * too. */
#include "fuzz.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "mail/antwoord.h"
#include "mail/brief.h"
#include "mail/flowed.h"
#include "mail/html.h"

static const char sent[] =
    "Beste Anna,\n\n1. Hoe gaat het met de student?\n2. Kunt u een voorbeeld geven?\n"
    "3. Hoe begeleidt u nu?\n   a. laten zien\n   b. mee laten doen\n4. Waarover praten we?\n"
    "\nGroet,\nKees\n";

static void
check_line(const char *line)
{
    g_assert_true(line == NULL || (*line != '\0' && stage_is_visible(line) && strlen(line) <= 1000));
}

static void
check_text(const char *text)
{
    g_assert_true(g_utf8_validate(text, -1, NULL));
    g_assert_cmpuint(strlen(text), <=, STAGE_BRIEF_TEXT_MAX);
    for (const char *s = text; *s != '\0'; s++)
        g_assert_true((guchar)*s >= ' ' || *s == '\n' || *s == '\t');
}

/* Every line of an answer stands in the text. */
static void
check_answer(const char *answer, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(answer == NULL ? "" : answer, "\n", -1);

    g_assert_true(answer == NULL || (*answer != '\0' && g_utf8_validate(answer, -1, NULL)));
    for (char **line = lines; *line != NULL; line++)
        g_assert_nonnull(strstr(text, *line));
}

static void
try_answer(const char *text, const char *of)
{
    StageAntwoord a = { 0 };
    gboolean any = FALSE;

    stage_antwoord_read(&a, text, of);
    check_answer(a.vrij, text);
    any = a.vrij != NULL;
    for (guint n = 0; n < STAGE_ANTWOORD_VRAGEN; n++) {
        check_answer(a.vraag[n], text);
        any = any || a.vraag[n] != NULL;
    }
    g_assert_true(any || stage_antwoord_reactie(&a) == STAGE_REACTIE_LEEG);
    g_autofree char *all = stage_antwoord_all(&a);
    g_assert_cmpint(all != NULL, ==, any);
    stage_antwoord_clear(&a);
}

static void
check_brief(const StageBrief *b)
{
    const char *lines[] = { b->from,       b->subject, b->message_id, b->bounced,
                            b->bounced_id, b->status,  b->diagnostic };

    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++)
        check_line(lines[i]);
    for (char **one = b->to; *one != NULL; one++)
        check_line(*one);
    for (char **one = b->references; *one != NULL; one++)
        check_line(*one);
    g_assert_cmpuint(g_strv_length(b->to) + g_strv_length(b->references), <=, 200);
    g_assert_true(b->soort == STAGE_BRIEF_BEZORGING || (b->bounced == NULL && !b->permanent));
    check_text(b->text);
    try_answer(b->text, sent);
    try_answer(b->text, NULL);
    try_answer(b->text, b->text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *bytes = size == 0 ? g_strdup("") : g_strndup((const char *)data, size);
    g_autofree char *valid = g_utf8_make_valid(bytes, -1);
    g_autoptr(GError) error = NULL;
    g_autoptr(StageBrief) brief = stage_mail_read((const char *)data, size, &error);

    if (brief != NULL)
        check_brief(brief);
    else
        g_assert_error(error, STAGE_ERROR, STAGE_ERROR_BAD_INPUT);
    g_autofree char *seen = stage_html_text(valid);
    g_assert_true(g_utf8_validate(seen, -1, NULL));
    g_autofree char *flowed = stage_flowed_text(valid, size % 2 == 0);
    g_assert_true(g_utf8_validate(flowed, -1, NULL));
    try_answer(valid, sent);
    return 0;
}
