#include "mail/bezorging.h"

#include <string.h>

#include "mail/adres.h"
#include "mail/tekst.h"

enum { DIAGNOSTIC_MAX = 300, STATUS_MAX = 12 };

/* One recipient of a report. */
typedef struct {
    char *final, *original, *action, *status, *diagnostic;
} Ontvanger;

static void
clear(Ontvanger *o)
{
    g_free(o->final);
    g_free(o->original);
    g_free(o->action);
    g_free(o->status);
    g_free(o->diagnostic);
    *o = (Ontvanger){ 0 };
}

/* The first "5.1.1" in a text, or NULL; the caller frees it. */
static char *
find_status(const char *text)
{
    for (const char *s = text; *s != '\0'; s++) {
        if (strchr("245", *s) == NULL || s[1] != '.' ||
            (s > text && (g_ascii_isalnum(s[-1]) || s[-1] == '.')))
            continue;
        gsize middle = strspn(s + 2, "0123456789");
        const char *last = s + 2 + middle + 1;
        if (middle == 0 || middle > 3 || s[2 + middle] != '.')
            continue;
        gsize end = strspn(last, "0123456789");
        if (end > 0 && end <= 3 && last[end] != '.' && !g_ascii_isalnum(last[end]))
            return g_strndup(s, 2 + middle + 1 + end);
    }
    return NULL;
}

/* What stands behind the type of an address or a diagnostic: "rfc822; x@y". */
static const char *
behind_type(const char *value)
{
    const char *mark = strchr(value, ';');

    return mark == NULL ? value : mark + 1 + strspn(mark + 1, " \t");
}

static int
rank(const Ontvanger *o)
{
    if (o->final == NULL && o->original == NULL && o->action == NULL && o->status == NULL)
        return 0;
    if (g_strcmp0(o->action, "failed") == 0)
        return 4;
    if (o->action == NULL && o->status != NULL && *o->status == '5')
        return 3;
    return g_strcmp0(o->action, "delayed") == 0 ? 2 : 1;
}

static void
take(StageBrief *brief, const Ontvanger *o)
{
    g_free(brief->bounced);
    g_free(brief->status);
    g_free(brief->diagnostic);
    /* What we sent to stands in the original one, when an alias or a forward made another of it. */
    brief->bounced = stage_adres_read(o->original == NULL ? "" : behind_type(o->original));
    if (brief->bounced == NULL)
        brief->bounced = stage_adres_read(o->final == NULL ? "" : behind_type(o->final));
    brief->status = o->status == NULL ? NULL : find_status(o->status);
    if (brief->status == NULL && o->diagnostic != NULL)
        brief->status = find_status(o->diagnostic);
    brief->diagnostic = stage_tekst_line(o->diagnostic == NULL ? NULL : behind_type(o->diagnostic),
                                         DIAGNOSTIC_MAX);
    brief->permanent = rank(o) >= 3;
}

static void
read_field(Ontvanger *o, const char *name, const char *value)
{
    const struct {
        const char *name;
        char **value;
    } known[] = {
        { "Final-Recipient", &o->final }, { "Original-Recipient", &o->original }, { "Action", &o->action },
        { "Status", &o->status },         { "Diagnostic-Code", &o->diagnostic },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
        if (g_ascii_strcasecmp(name, known[i].name) == 0 && *known[i].value == NULL)
            *known[i].value = g_strstrip(g_strdup(value));
    if (g_ascii_strcasecmp(name, "Action") == 0) {
        g_autofree char *lower = g_ascii_strdown(o->action, -1);
        lower[strcspn(lower, " \t(;")] = '\0';
        g_free(o->action);
        o->action = g_steal_pointer(&lower);
    }
}

/* Fields in groups with an empty line between them; the lines of a folded one are joined. */
void
stage_bezorging_status(StageBrief *brief, const char *fields)
{
    g_auto(GStrv) lines = g_strsplit(fields, "\n", -1);
    g_autoptr(GString) field = g_string_new(NULL);
    Ontvanger o = { 0 };
    int best = 0;

    for (char **line = lines;; line++) {
        gboolean end = *line == NULL || **line == '\0';
        if (!end && (**line == ' ' || **line == '\t') && field->len > 0) {
            g_string_append(field, *line);
            continue;
        }
        char *colon = strchr(field->str, ':');
        if (colon != NULL) {
            *colon = '\0';
            read_field(&o, field->str, colon + 1);
        }
        g_string_assign(field, end ? "" : *line);
        if (end && rank(&o) > best) {
            best = rank(&o);
            take(brief, &o);
        }
        if (end)
            clear(&o);
        if (*line == NULL)
            break;
    }
}

/* --- reports in words --- */

/* What qmail, exim and others begin a report with. */
static const char *const reports[] = {
    "this is the qmail-send program",
    "a message that you sent could not be delivered",
    "this message was created automatically by mail delivery software",
    "this message was created automatically by mail delivery",
    "i'm afraid i wasn't able to deliver your message",
    "delivery to the following recipient failed",
    "delivery to the following recipients failed",
    "your message could not be delivered",
    "your message wasn't delivered",
    "undelivered mail returned to sender",
    "the following addresses had permanent fatal errors",
    "the following address failed",
    "could not be delivered to",
    "kon niet worden bezorgd",
    "kan niet worden bezorgd",
    "is niet bezorgd",
    "message has not yet been delivered",
    "unable to deliver",
};

/* The message waits; its sender tries again. */
static const char *const waiting[] = {
    "has not yet been delivered",
    "will continue to",
    "will be retried",
    "no action is required",
    "still being retried",
    "delivery attempts will continue",
    "wordt opnieuw geprobeerd",
    "warning message only",
    "will keep trying",
    "temporarily",
    "delayed",
};

static gboolean
has_any(const char *lower, const char *const *list, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (strstr(lower, list[i]) != NULL)
            return TRUE;
    return FALSE;
}

gboolean
stage_bezorging_is_report(const char *text)
{
    g_autofree char *lower = g_ascii_strdown(text, -1);

    return has_any(lower, reports, G_N_ELEMENTS(reports));
}

/* The address that a line of a report gives: "<x@y>:", or nothing but "x@y". */
static char *
address_of(const char *line)
{
    g_autofree char *text = g_strstrip(g_strdup(line));
    gsize length = strlen(text);

    if (length > 0 && text[length - 1] == ':')
        text[--length] = '\0';
    return *text == '\0' || strpbrk(text, " \t") != NULL ? NULL : stage_adres_read(text);
}

/* From where the message itself is sent back. */
static gboolean
is_copy(const char *line)
{
    return g_str_has_prefix(line, "--- Below this line") ||
           g_str_has_prefix(line, "------ This is a copy of") ||
           g_str_has_prefix(line, "----- Original message") || g_str_has_prefix(line, "Return-Path:") ||
           g_str_has_prefix(line, "Received:");
}

void
stage_bezorging_text(StageBrief *brief, const char *text, const char *failed)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) told = g_string_new(NULL), why = g_string_new(NULL);
    char **line = lines;

    brief->bounced = failed == NULL ? NULL : stage_adres_read(failed);
    for (; *line != NULL && !is_copy(*line); line++) {
        g_autofree char *address = address_of(*line);
        g_string_append(told, *line);
        g_string_append_c(told, '\n');
        gboolean this_one = address != NULL &&
                            (brief->bounced == NULL || strcmp(brief->bounced, address) == 0);
        if (!this_one || why->len > 0)
            continue;
        if (brief->bounced == NULL)
            brief->bounced = g_steal_pointer(&address);
        for (char **next = line + 1; *next != NULL && **next != '\0' && why->len < DIAGNOSTIC_MAX; next++)
            g_string_append_printf(why, "%s ", *next);
    }
    g_autofree char *lower = g_ascii_strdown(told->str, -1);
    brief->diagnostic = stage_tekst_line(why->str, DIAGNOSTIC_MAX);
    brief->status = find_status(why->len > 0 ? why->str : told->str);
    brief->permanent = !has_any(lower, waiting, G_N_ELEMENTS(waiting)) &&
                       (brief->status == NULL || *brief->status != '4');
    g_autoptr(GString) copy = g_string_new(NULL);
    for (; *line != NULL; line++)
        g_string_append_printf(copy, "%s\n", *line);
    if (brief->bounced_id == NULL)
        brief->bounced_id = stage_bezorging_id(copy->str);
}

char *
stage_bezorging_id(const char *headers)
{
    for (const char *line = headers; line != NULL && *line != '\0'; line = strchr(line, '\n')) {
        line += *line == '\n' ? 1 : 0;
        if (g_ascii_strncasecmp(line, "Message-ID:", 11) != 0)
            continue;
        const char *open = line + 11 + strspn(line + 11, " \t\r\n");
        return *open == '<' ? stage_adres_id(open) : NULL;
    }
    return NULL;
}
