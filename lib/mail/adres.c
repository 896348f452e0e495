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
