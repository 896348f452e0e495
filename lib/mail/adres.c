#include "mail/adres.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

/* What a local part may have without quotes (RFC 5322, atext). */
#define ATOM "!#$%&'*+/=?^_`{|}~-"

enum { LOCAL_MAX = 64, LABEL_MAX = 63 };

/* Words with points between them. One that begins with a hyphen looks like an option to the program that it
 * is handed to. */
static gboolean
is_local(const char *text, gsize length)
{
    if (length == 0 || length > LOCAL_MAX || *text == '-' || *text == '.' || text[length - 1] == '.')
        return FALSE;
    for (gsize i = 0; i < length; i++)
        if (text[i] == '.' ? text[i - 1] == '.' : !g_ascii_isalnum(text[i]) && strchr(ATOM, text[i]) == NULL)
            return FALSE;
    return TRUE;
}

static gboolean
is_domain(const char *text)
{
    g_auto(GStrv) labels = g_strsplit(text, ".", -1);

    for (char **label = labels; *label != NULL; label++) {
        gsize length = strlen(*label);
        if (length == 0 || length > LABEL_MAX || **label == '-' || (*label)[length - 1] == '-')
            return FALSE;
        for (const char *c = *label; *c != '\0'; c++)
            if (!g_ascii_isalnum(*c) && *c != '-')
                return FALSE;
    }
    return labels[0] != NULL;
}

char *
stage_adres_ascii(const char *address, const char *what, GError **error)
{
    const char *at = address == NULL ? NULL : strrchr(address, '@');

    if (address == NULL || *address == '\0')
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("%s is empty"), _(what));
    if (strlen(address) > STAGE_ADRES_MAX)
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("%s has %zu bytes, at most %zu fit"), _(what),
                               strlen(address), (gsize)STAGE_ADRES_MAX);
    g_autofree char *shown = stage_visible(address);
    if (at == NULL || !g_utf8_validate(address, -1, NULL))
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("%s '%s' is no mail address"), _(what), shown);
    g_autofree char *local = g_strndup(address, (gsize)(at - address));
    if (!g_str_is_ascii(local))
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT,
                               _("%s '%s' has letters before the @ that mail cannot carry"), _(what), shown);
    g_autofree char *domain = g_hostname_to_ascii(at + 1);
    if (!is_local(local, strlen(local)) || domain == NULL || !is_domain(domain) ||
        strlen(local) + 1 + strlen(domain) > STAGE_ADRES_MAX)
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("%s '%s' is no mail address"), _(what), shown);
    return g_strconcat(local, "@", domain, NULL);
}

/* --- what came in --- */

enum { ADDRESS_MAX = 254, ID_MAX = 900 };

/* What stands between angle brackets, or all of it; NULL when that is no single word. */
static char *
bare(const char *text, gsize most)
{
    text += strspn(text, " \t\r\n");
    gboolean open = *text == '<';
    gsize length = strcspn(text, open ? "> \t\r\n" : " \t\r\n");
    g_autofree char *word = g_strndup(text + (open ? 1 : 0), length - (open ? 1 : 0));

    if (*word == '\0' || strlen(word) > most || strpbrk(word, "<>") != NULL || !stage_is_visible(word))
        return NULL;
    return g_steal_pointer(&word);
}

char *
stage_adres_read(const char *text)
{
    g_autofree char *word = bare(text, ADDRESS_MAX);

    if (word != NULL && g_str_has_suffix(word, ",")) /* of a list */
        word[strlen(word) - 1] = '\0';
    const char *at = word == NULL ? NULL : strrchr(word, '@');
    if (at == NULL || at == word || at[1] == '\0' || strpbrk(word, "\",;:()[]\\") != NULL)
        return NULL;
    return g_utf8_strdown(word, -1);
}

char *
stage_adres_id(const char *text)
{
    return bare(text, ID_MAX);
}
