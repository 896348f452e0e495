#include "mail/adres.h"

#include <string.h>

#include "base/text.h"

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
