/* Messages made, by GMime: part of the module mail. */
#include <gmime/gmime.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "mail/adres.h"
#include "mail/brief.h"
#include "mail/opmaak.h"

/* GMime declares none of its own. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeObject, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMultipart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMessage, g_object_unref)

/* In bytes. A name or subject is folded, an identifier cannot be: with its header it fits a line of 998. */
enum { HEADER_MAX = 1000, ID_MAX = 900, TEXT_MAX = 1024 * 1024 };
/* A thread tells its first message and its last ones. */
enum { REFERENCES_MAX = 40 };
/* The longest line that goes as it is. */
enum { LINE_MAX_7BIT = 76 };

/* --- what may go out --- */

static gboolean
check_header(const char *text, const char *what, GError **error)
{
    if (text == NULL || *text == '\0')
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s is empty"), _(what));
    if (strlen(text) > HEADER_MAX)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s has %zu bytes, at most %zu fit"), _(what),
                          strlen(text), (gsize)HEADER_MAX);
    if (stage_is_visible(text))
        return TRUE;
    g_autofree char *shown = stage_visible(text);
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s holds a control character: '%s'"), _(what), shown);
}

/* An identifier of a message: printable ASCII without spaces and angle brackets. */
static gboolean
check_id(const char *id, const char *what, GError **error)
{
    gsize length = id == NULL ? 0 : strlen(id);
    gboolean good = length > 0 && length <= ID_MAX;

    for (gsize i = 0; good && i < length; i++)
        good = id[i] > ' ' && id[i] < 0x7f && strchr("<>\"\\(),", id[i]) == NULL;
    if (good)
        return TRUE;
    g_autofree char *shown = stage_visible(id == NULL ? "" : id);
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s '%s' is not of a form that mail can carry"),
                      _(what), shown);
}

/* A tag of a language (RFC 5646), by its letters. */
static gboolean
check_language(const char *language, GError **error)
{
    gsize length = language == NULL
                       ? 0
                       : strspn(language, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");

    if (length >= 2 && length <= 35 && language[length] == '\0' && g_ascii_isalpha(language[0]))
        return TRUE;
    g_autofree char *shown = stage_visible(language == NULL ? "" : language);
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no language"), shown);
}

static gboolean
check_text(const char *text, GError **error)
{
    gsize length = text == NULL ? 0 : strlen(text);

    if (text == NULL || length > TEXT_MAX || !g_utf8_validate(text, -1, NULL))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("the text of the message is not UTF-8, or longer than %d bytes"), TEXT_MAX);
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c != '\n' && c != '\t' && g_unichar_iscntrl(c))
            return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                              _("the text of the message holds a control character (U+%04X)"), c);
    }
    return TRUE;
}

static gboolean
check(const StageMail *mail, GError **error)
{
    if (!check_header(mail->subject, N_("the subject"), error) ||
        !check_id(mail->message_id, N_("the message identifier"), error) ||
        !check_language(mail->language, error) || !check_text(mail->text, error))
        return FALSE;
    for (const char *const *id = mail->references; id != NULL && *id != NULL; id++)
        if (!check_id(*id, N_("the identifier of an earlier message"), error))
            return FALSE;
    return TRUE;
}

/* --- headers --- */

/* Of an encoded word the text that fits, in bytes (RFC 2047, 2), and the longest word that goes as it is. */
enum { ENCODED_MAX = 42, WORD_MAX = 60 };

/* GMime leaves a word alone that looks encoded, and so a reader would see what it says encoded; and it does
 * not break a long one. */
static gboolean
needs_encoding(const char *text)
{
    for (const char *word = text; *word != '\0'; word += strspn(word, " ")) {
        gsize length = strcspn(word, " ");
        if (length > WORD_MAX)
            return TRUE;
        word += length;
    }
    return strstr(text, "=?") != NULL;
}

/* A name or subject as GMime is to get it; the caller frees it. */
static char *
header_text(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);

    if (!needs_encoding(text))
        return g_strdup(text);
    while (*text != '\0') {
        const char *end = text + MIN(strlen(text), (gsize)ENCODED_MAX);
        while (((guchar)*end & 0xc0) == 0x80) /* inside a character */
            end--;
        g_autofree char *encoded = g_base64_encode((const guchar *)text, (gsize)(end - text));
        g_string_append_printf(out, "%s=?UTF-8?B?%s?=", out->len == 0 ? "" : " ", encoded);
        text = end;
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static gboolean
add_address(GMimeMessage *message, GMimeAddressType type, const char *name, const char *address,
            const char *what, GError **error)
{
    g_autofree char *ascii = stage_adres_ascii(address, what, error);
    gboolean named = name != NULL && *name != '\0';

    if (ascii == NULL || (named && !check_header(name, what, error)))
        return FALSE;
    g_autofree char *shown = named ? header_text(name) : NULL;
    InternetAddress *mailbox = internet_address_mailbox_new(shown, ascii);
    internet_address_set_charset(mailbox, "utf-8");
    internet_address_list_add(g_mime_message_get_addresses(message, type), mailbox);
    g_object_unref(mailbox);
    return TRUE;
}

static void
add_thread(GMimeObject *message, const char *const *references)
{
    guint n = 0;
    g_autoptr(GString) all = g_string_new(NULL);

    while (references != NULL && references[n] != NULL)
        n++;
    if (n == 0)
        return;
    for (guint i = 0; i < n; i++)
        if (i == 0 || n - i < REFERENCES_MAX)
            g_string_append_printf(all, "%s<%s>", i == 0 ? "" : " ", references[i]);
    g_autofree char *last = g_strdup_printf("<%s>", references[n - 1]);
    g_mime_object_set_header(message, "In-Reply-To", last, NULL);
    g_mime_object_set_header(message, "References", all->str, NULL);
}

static gboolean
add_headers(GMimeMessage *message, const StageMail *mail, GError **error)
{
    GMimeObject *object = GMIME_OBJECT(message);
    g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(mail->date);

    if (date == NULL)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the date of the message is none"));
    if (!add_address(message, GMIME_ADDRESS_TYPE_FROM, mail->from_name, mail->from, N_("the sender"),
                     error) ||
        !add_address(message, GMIME_ADDRESS_TYPE_TO, mail->to_name, mail->to, N_("the recipient"), error) ||
        (mail->reply_to != NULL && !add_address(message, GMIME_ADDRESS_TYPE_REPLY_TO, NULL, mail->reply_to,
                                                N_("the address for replies"), error)))
        return FALSE;
    g_autofree char *subject = header_text(mail->subject);
    g_mime_message_set_subject(message, subject, "utf-8");
    g_mime_message_set_date(message, date);
    g_mime_message_set_message_id(message, mail->message_id);
    add_thread(object, mail->references);
    g_mime_object_set_header(object, "MIME-Version", "1.0", NULL);
    g_mime_object_set_header(object, "Content-Language", mail->language, NULL);
    if (mail->automatic) {
        g_mime_object_set_header(object, "Auto-Submitted", "auto-generated", NULL);
        /* What Exchange understands; bounces stay on. */
        g_mime_object_set_header(object, "X-Auto-Response-Suppress", "OOF, AutoReply", NULL);
    }
    return TRUE;
}

/* --- the body --- */

/* Whether every relay passes the text as it is: short lines of ASCII, none of which ends in a space, which
 * some take away, or begins as one that stands above a message in a file of many. */
static gboolean
is_safe_as_it_is(const char *text)
{
    const char *end = NULL;

    for (const char *line = text; *line != '\0'; line = *end == '\0' ? end : end + 1) {
        end = strchrnul(line, '\n');
        if (end - line > LINE_MAX_7BIT || (end > line && end[-1] == ' ') || g_str_has_prefix(line, "From "))
            return FALSE;
    }
    return g_str_is_ascii(text);
}

static GMimeObject *
text_part(const char *subtype, const char *text)
{
    GMimePart *part = g_mime_part_new_with_type("text", subtype);
    g_autoptr(GMimeStream) bytes = g_mime_stream_mem_new_with_buffer(text, strlen(text));
    g_autoptr(GMimeDataWrapper)
        content = g_mime_data_wrapper_new_with_stream(bytes, GMIME_CONTENT_ENCODING_DEFAULT);

    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
    g_mime_part_set_content(part, content);
    g_mime_part_set_content_encoding(part, is_safe_as_it_is(text) ? GMIME_CONTENT_ENCODING_7BIT
                                                                  : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    return GMIME_OBJECT(part);
}

/* Of the text too, so that nobody who knows what identifier comes can write it into the text. */
static void
set_boundary(GMimeMultipart *body, const StageMail *mail)
{
    g_autofree char *both = g_strconcat(mail->message_id, "\n", mail->text, NULL);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, both, -1);
    g_autofree char *boundary = g_strdup_printf("=_%.32s", hash);

    g_mime_multipart_set_boundary(body, boundary);
}

static void
add_body(GMimeMessage *message, const StageMail *mail)
{
    g_autoptr(GMimeMultipart) body = g_mime_multipart_new_with_subtype("alternative");
    g_autofree char *flowed = stage_opmaak_flowed(mail->text);
    g_autofree char *page = stage_opmaak_html(mail->text, mail->subject, mail->language);
    g_autoptr(GMimeObject) plain = text_part("plain", flowed), html = text_part("html", page);

    g_mime_object_set_content_type_parameter(plain, "format", "flowed");
    g_mime_object_set_content_type_parameter(plain, "delsp", "no");
    set_boundary(body, mail);
    g_mime_multipart_add(body, plain);
    g_mime_multipart_add(body, html);
    g_mime_message_set_mime_part(message, GMIME_OBJECT(body));
}

static GBytes *
bytes_of(GMimeMessage *message)
{
    GMimeFormatOptions *format = g_mime_format_options_new();

    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
    char *text = g_mime_object_to_string(GMIME_OBJECT(message), format);
    g_mime_format_options_free(format);
    return g_bytes_new_take(text, strlen(text));
}

GBytes *
stage_mail_build(const StageMail *mail, GError **error)
{
    g_mime_init(); /* only the first time it does more than count */
    g_autoptr(GMimeMessage) message = g_mime_message_new(TRUE);

    if (!check(mail, error) || !add_headers(message, mail, error))
        return NULL;
    add_body(message, mail);
    return bytes_of(message);
}
