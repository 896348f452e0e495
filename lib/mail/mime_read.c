/* Reads what came in, with GMime: part of the module mail. */
#include <gmime/gmime.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "mail/adres.h"
#include "mail/automatisch.h"
#include "mail/bezorging.h"
#include "mail/brief.h"
#include "mail/flowed.h"
#include "mail/html.h"
#include "mail/snoei.h"
#include "mail/tekst.h"

enum {
    DEPTH_MAX = 32, /* parts in parts; GMime itself stops at 1024 */
    PARTS_MAX = 1000,
    ADDRESSES_MAX = 100,
    REFERENCES_MAX = 100,
    HEADER_MAX = 998,                          /* RFC 5322, 2.1.1 */
    PART_MAX = STAGE_SNOEI_RUN / 4 * 3 - 1024, /* of a text: more may have been left out of base64 */
    COPY_MAX = 64 * 1024,                      /* of what a report sends back */
};

typedef struct {
    StageBrief *brief;
    GMimeMessage *message;
    GString *text;
    gboolean plain; /* some of it was not HTML */
    gboolean html;  /* and some was */
    guint parts;
} Lezer;

/* --- one part --- */

static gboolean
is_type(GMimeObject *part, const char *type, const char *subtype)
{
    GMimeContentType *content = g_mime_object_get_content_type(part);

    return content != NULL && g_mime_content_type_is_type(content, type, subtype);
}

static const char *
parameter(GMimeObject *part, const char *name)
{
    GMimeContentType *content = g_mime_object_get_content_type(part);

    return content == NULL ? NULL : g_mime_content_type_get_parameter(content, name);
}

/* The content without base64 or quoted-printable, at most `most` bytes. */
static GByteArray *
content_of(GMimeObject *part, gsize most, gboolean *out_cut)
{
    GByteArray *bytes = g_byte_array_new();
    GMimeDataWrapper *content = GMIME_IS_PART(part) ? g_mime_part_get_content(GMIME_PART(part)) : NULL;
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);

    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    if (content != NULL)
        g_mime_data_wrapper_write_to_stream(content, stream);
    g_object_unref(stream);
    if (bytes->len > most) {
        g_byte_array_set_size(bytes, (guint)most);
        *out_cut = TRUE;
    }
    return bytes;
}

static char *
decoded(GMimeObject *part, gsize most, gboolean *out_cut)
{
    g_autoptr(GByteArray) bytes = content_of(part, most, out_cut);
    const char *data = bytes->len == 0 ? "" : (const char *)bytes->data;
    g_autofree char *text = stage_tekst_decode(data, bytes->len, parameter(part, "charset"));

    return stage_tekst_clean(text, PART_MAX, out_cut);
}

static gboolean
is_attachment(GMimeObject *part)
{
    GMimeContentDisposition *disposition = g_mime_object_get_content_disposition(part);
    const char *how = disposition == NULL ? NULL : g_mime_content_disposition_get_disposition(disposition);

    return (how != NULL && g_ascii_strcasecmp(how, "attachment") == 0) ||
           (GMIME_IS_PART(part) && g_mime_part_get_filename(GMIME_PART(part)) != NULL);
}

/* The lines of a text as a reader would see them. */
static char *
lines_of(Lezer *l, GMimeObject *part)
{
    g_autofree char *text = decoded(part, PART_MAX, &l->brief->cut);
    const char *format = parameter(part, "format"), *delsp = parameter(part, "delsp");

    if (is_type(part, "text", "html")) {
        g_autofree char *seen = stage_html_text(text);
        return stage_tekst_clean(seen, PART_MAX, NULL);
    }
    if (format != NULL && g_ascii_strcasecmp(format, "flowed") == 0)
        return stage_flowed_text(text, delsp != NULL && g_ascii_strcasecmp(delsp, "yes") == 0);
    return g_steal_pointer(&text);
}

static gboolean
is_blank(const char *text)
{
    return strspn(text, " \t\n") == strlen(text);
}

static gboolean
add_text(Lezer *l, GMimeObject *part)
{
    g_autofree char *lines = lines_of(l, part);

    if (is_blank(lines))
        return FALSE;
    if (l->text->len > 0 && l->text->str[l->text->len - 1] != '\n')
        g_string_append_c(l->text, '\n');
    g_string_append(l->text, lines);
    if (is_type(part, "text", "html"))
        l->html = TRUE;
    else
        l->plain = TRUE;
    return TRUE;
}

/* --- parts in parts --- */

static void read_part(Lezer *l, GMimeObject *part, guint depth);

/* Of the same text in more forms the plain one, unless that is empty; else the last that has any. */
static void
read_alternative(Lezer *l, GMimeMultipart *multipart, guint depth)
{
    int n = MIN(g_mime_multipart_get_count(multipart), PARTS_MAX);
    gsize before = l->text->len;

    for (int i = 0; i < n; i++) {
        GMimeObject *part = g_mime_multipart_get_part(multipart, i);
        if (is_type(part, "text", "plain") && GMIME_IS_PART(part) && !is_attachment(part) &&
            add_text(l, part))
            return;
    }
    for (int i = n - 1; i >= 0 && l->text->len == before; i--)
        read_part(l, g_mime_multipart_get_part(multipart, i), depth + 1);
}

/* A message inside the message is not what somebody answers, and is not read. */
static void
read_part(Lezer *l, GMimeObject *part, guint depth)
{
    if (depth > DEPTH_MAX || l->parts++ > PARTS_MAX || l->text->len > STAGE_BRIEF_TEXT_MAX) {
        l->brief->cut = TRUE;
        return;
    }
    if (GMIME_IS_MULTIPART(part)) {
        GMimeMultipart *multipart = GMIME_MULTIPART(part);
        gboolean first = is_type(part, "multipart", "related") || is_type(part, "multipart", "signed");
        int n = g_mime_multipart_get_count(multipart);
        if (is_type(part, "multipart", "alternative")) {
            read_alternative(l, multipart, depth);
            return;
        }
        for (int i = 0; i < MIN(n, first ? 1 : PARTS_MAX); i++)
            read_part(l, g_mime_multipart_get_part(multipart, i), depth + 1);
    } else if (GMIME_IS_PART(part) && !is_attachment(part) &&
               (is_type(part, "text", "plain") || is_type(part, "text", "html"))) {
        add_text(l, part);
    }
}

static gboolean
counts(GMimeObject *part, gboolean related)
{
    if (is_type(part, "application", "pgp-signature") || is_type(part, "application", "pkcs7-signature") ||
        is_type(part, "application", "x-pkcs7-signature") || is_type(part, "message", "delivery-status") ||
        is_type(part, "message", "disposition-notification"))
        return FALSE;
    if (is_type(part, "text", "plain") || is_type(part, "text", "html"))
        return is_attachment(part);
    return !related; /* the pictures of its HTML */
}

static void
count_attachments(Lezer *l, GMimeObject *part, gboolean related, guint depth)
{
    if (depth > DEPTH_MAX || l->parts++ > PARTS_MAX)
        return;
    if (GMIME_IS_MULTIPART(part)) {
        GMimeMultipart *multipart = GMIME_MULTIPART(part);
        gboolean pictures = is_type(part, "multipart", "related");
        for (int i = 0; i < MIN(g_mime_multipart_get_count(multipart), PARTS_MAX); i++)
            count_attachments(l, g_mime_multipart_get_part(multipart, i), pictures, depth + 1);
        return;
    }
    const char *name = GMIME_IS_PART(part) ? g_mime_part_get_filename(GMIME_PART(part)) : NULL;
    if (is_type(part, "application", "ms-tnef") || is_type(part, "application", "vnd.ms-tnef") ||
        (name != NULL && g_ascii_strcasecmp(name, "winmail.dat") == 0))
        l->brief->tnef = TRUE;
    if (counts(part, related))
        l->brief->attachments++;
}

/* --- headers --- */

static const char *
header(void *data, const char *name)
{
    return g_mime_object_get_header(GMIME_OBJECT(data), name);
}

/* Each stands in it once; NULL is nothing. */
static void
add_once(GPtrArray *all, char *one)
{
    if (one == NULL || g_ptr_array_find_with_equal_func(all, one, g_str_equal, NULL))
        g_free(one);
    else
        g_ptr_array_add(all, one);
}

/* The addresses of a list, those of its groups too, until there are enough. */
static void
add_addresses(GPtrArray *to, InternetAddressList *list, guint depth)
{
    int n = list == NULL || depth > 4 ? 0 : internet_address_list_length(list);

    for (int i = 0; i < n && to->len < ADDRESSES_MAX; i++) {
        InternetAddress *one = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_GROUP(one)) {
            add_addresses(to, internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)), depth + 1);
            continue;
        }
        const char *text = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one));
        add_once(to, text == NULL ? NULL : stage_adres_read(text));
    }
}

static void
read_from(Lezer *l)
{
    g_autoptr(GPtrArray) from = g_ptr_array_new_with_free_func(g_free);

    add_addresses(from, g_mime_message_get_from(l->message), 0);
    if (from->len > 0)
        l->brief->from = g_strdup(g_ptr_array_index(from, 0));
}

static void
read_to(Lezer *l)
{
    static const char *const others[] = { "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To" };
    GPtrArray *to = g_ptr_array_new();
    GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(l->message));

    add_addresses(to, g_mime_message_get_addresses(l->message, GMIME_ADDRESS_TYPE_TO), 0);
    add_addresses(to, g_mime_message_get_addresses(l->message, GMIME_ADDRESS_TYPE_CC), 0);
    for (int i = 0; i < MIN(g_mime_header_list_get_count(headers), PARTS_MAX); i++) {
        GMimeHeader *one = g_mime_header_list_get_header_at(headers, i);
        for (gsize n = 0; n < G_N_ELEMENTS(others) && to->len < ADDRESSES_MAX; n++) {
            const char *value = g_mime_header_get_value(one);
            if (value != NULL && g_ascii_strcasecmp(g_mime_header_get_name(one), others[n]) == 0)
                add_once(to, stage_adres_read(value));
        }
    }
    g_ptr_array_add(to, NULL);
    l->brief->to = (char **)g_ptr_array_free(to, FALSE);
}

/* The Message-IDs of a header, backwards or not. */
static void
add_references(GPtrArray *out, const char *value, gboolean backwards)
{
    g_autofree char *line = value == NULL ? NULL : g_strndup(value, COPY_MAX);
    g_autofree char *valid = line == NULL ? NULL : g_utf8_make_valid(line, -1);
    GMimeReferences *list = valid == NULL ? NULL : g_mime_references_parse(NULL, valid);
    int n = list == NULL ? 0 : g_mime_references_length(list);

    for (int i = 0; i < n && out->len < REFERENCES_MAX; i++) {
        const char *text = g_mime_references_get_message_id(list, backwards ? n - 1 - i : i);
        add_once(out, text == NULL ? NULL : stage_adres_id(text));
    }
    if (list != NULL)
        g_mime_references_free(list);
}

static void
read_headers(Lezer *l)
{
    StageBrief *b = l->brief;
    const char *id = g_mime_message_get_message_id(l->message);
    GPtrArray *references = g_ptr_array_new();

    read_from(l);
    read_to(l);
    b->subject = stage_tekst_line(g_mime_message_get_subject(l->message), HEADER_MAX);
    b->message_id = id == NULL ? NULL : stage_adres_id(id);
    add_references(references, header(l->message, "In-Reply-To"), FALSE);
    add_references(references, header(l->message, "References"), TRUE);
    g_ptr_array_add(references, NULL);
    b->references = (char **)g_ptr_array_free(references, FALSE);
}

/* --- what may not be kept --- */

static gboolean
has_bsn(const char *text)
{
    return text != NULL && stage_has_bsn(text);
}

/* As a program shows it, and as a reader of HTML would see it. */
static gboolean
text_has_bsn(Lezer *l, GMimeObject *part)
{
    gboolean cut = FALSE;
    g_autofree char *text = decoded(part, PART_MAX, &cut);
    g_autofree char *lines = lines_of(l, part);

    return stage_has_bsn(text) || stage_has_bsn(lines);
}

/* In any part that is text, in a message inside too, and in the name of a file. What identifiers and
 * boundaries hold is no text. */
static gboolean
part_has_bsn(Lezer *l, GMimeObject *part, guint depth)
{
    gboolean found = FALSE;

    if (part == NULL || depth > DEPTH_MAX || l->parts++ > PARTS_MAX)
        return FALSE;
    if (GMIME_IS_MULTIPART(part)) {
        GMimeMultipart *multipart = GMIME_MULTIPART(part);
        for (int i = 0; !found && i < MIN(g_mime_multipart_get_count(multipart), PARTS_MAX); i++)
            found = part_has_bsn(l, g_mime_multipart_get_part(multipart, i), depth + 1);
    } else if (GMIME_IS_MESSAGE_PART(part)) {
        GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
        found = inner != NULL && (has_bsn(g_mime_message_get_subject(inner)) ||
                                  part_has_bsn(l, g_mime_message_get_mime_part(inner), depth + 1));
    } else if (GMIME_IS_PART(part)) {
        found = has_bsn(g_mime_part_get_filename(GMIME_PART(part))) ||
                (is_type(part, "text", "*") && text_has_bsn(l, part));
    }
    return found;
}

static void
read_bsn(Lezer *l, GMimeObject *root)
{
    static const char *const names[] = { "Subject",  "From",   "To",       "Cc",
                                         "Reply-To", "Sender", "Comments", "Keywords" };
    gboolean cut = l->brief->cut;

    l->parts = 0;
    l->brief->bsn = part_has_bsn(l, root, 0);
    l->brief->cut = cut;
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = header(l->message, names[i]);
        g_autofree char *read = value == NULL ? NULL : g_mime_utils_header_decode_text(NULL, value);
        l->brief->bsn |= has_bsn(read);
    }
}

/* --- reports of delivery --- */

static void
read_returned(Lezer *l, GMimeObject *part, guint depth)
{
    StageBrief *b = l->brief;
    gboolean cut = FALSE;

    if (depth > DEPTH_MAX || l->parts++ > PARTS_MAX)
        return;
    if (GMIME_IS_MULTIPART(part)) {
        GMimeMultipart *multipart = GMIME_MULTIPART(part);
        for (int i = 0; i < MIN(g_mime_multipart_get_count(multipart), PARTS_MAX); i++)
            read_returned(l, g_mime_multipart_get_part(multipart, i), depth + 1);
    } else if (GMIME_IS_MESSAGE_PART(part)) {
        GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
        const char *id = inner == NULL ? NULL : g_mime_message_get_message_id(inner);
        if (id != NULL && b->bounced_id == NULL)
            b->bounced_id = stage_adres_id(id);
    } else if (is_type(part, "message", "delivery-status") ||
               is_type(part, "message", "global-delivery-status")) {
        g_autofree char *fields = decoded(part, COPY_MAX, &cut);
        if (b->bounced == NULL && b->status == NULL)
            stage_bezorging_status(b, fields);
    } else if (is_type(part, "text", "rfc822-headers") || is_type(part, "message", "global-headers")) {
        g_autofree char *headers = decoded(part, COPY_MAX, &cut);
        if (b->bounced_id == NULL)
            b->bounced_id = stage_bezorging_id(headers);
    }
}

/* Whether From names the program that delivers mail. */
static gboolean
is_from_daemon(Lezer *l)
{
    const char *from = header(l->message, "From"), *path = header(l->message, "Return-Path");
    g_autofree char *lower = g_ascii_strdown(from == NULL ? "" : from, -1);
    gboolean nobody = path != NULL && (strstr(path, "<>") != NULL || strstr(path, "<#@[]>") != NULL);

    return strstr(lower, "mailer-daemon") != NULL || (nobody && strstr(lower, "postmaster") != NULL);
}

/* What kind of message it is; a report tells what it knows. */
static void
read_soort(Lezer *l, GMimeObject *root)
{
    StageBrief *b = l->brief;
    const char *report = parameter(root, "report-type"), *failed = header(l->message, "X-Failed-Recipients");
    gboolean multipart = is_type(root, "multipart", "report");
    gboolean status = multipart && (report == NULL || g_ascii_strcasecmp(report, "delivery-status") == 0);

    if (stage_is_automatisch(header, l->message) || multipart)
        b->soort = STAGE_BRIEF_AUTOMATISCH;
    if (status) {
        l->parts = 0;
        read_returned(l, root, 0);
        b->soort = STAGE_BRIEF_BEZORGING;
    } else if (failed != NULL || (is_from_daemon(l) && stage_bezorging_is_report(b->text))) {
        stage_bezorging_text(b, b->text, failed);
        l->parts = 0;
        read_returned(l, root, 0);
        b->soort = STAGE_BRIEF_BEZORGING;
    }
    if (b->soort == STAGE_BRIEF_BEZORGING && b->bounced_id == NULL)
        b->bounced_id = g_strdup(b->references[0]);
}

/* --- all of it --- */

static gboolean
is_message(GMimeMessage *message)
{
    static const char *const one_of[] = { "From", "To", "Date", "Message-ID", "Received", "Return-Path" };

    for (gsize i = 0; i < G_N_ELEMENTS(one_of); i++)
        if (header(message, one_of[i]) != NULL)
            return TRUE;
    return FALSE;
}

static StageBrief *
read_message(GMimeMessage *message)
{
    StageBrief *brief = g_new0(StageBrief, 1);
    Lezer l = { .brief = brief, .message = message, .text = g_string_new(NULL) };
    GMimeObject *root = g_mime_message_get_mime_part(message);

    read_headers(&l);
    if (root != NULL) {
        count_attachments(&l, root, FALSE, 0);
        l.parts = 0;
        read_part(&l, root, 0);
    }
    brief->text = stage_tekst_clean(l.text->str, STAGE_BRIEF_TEXT_MAX, &brief->cut);
    brief->html = l.html && !l.plain;
    read_bsn(&l, root);
    g_string_free(l.text, TRUE);
    if (root != NULL)
        read_soort(&l, root);
    else if (stage_is_automatisch(header, message))
        brief->soort = STAGE_BRIEF_AUTOMATISCH;
    return brief;
}

StageBrief *
stage_mail_read(const char *bytes, gsize length, GError **error)
{
    if (length > STAGE_BRIEF_MAX)
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("the message has more than 32 MiB"));
    if (length == 0)
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("this is no message: it has no headers"));
    g_mime_init();
    gboolean cut = FALSE;
    g_autoptr(GByteArray) pruned = stage_snoei(bytes, length, &cut);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)pruned->data, pruned->len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    StageBrief *brief = message != NULL && is_message(message) ? read_message(message) : NULL;

    if (message != NULL)
        g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
    if (brief == NULL)
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("this is no message: it has no headers"));
    brief->cut = brief->cut || cut;
    return brief;
}
