#include "db/afdruk.h"

#include <string.h>

void
stage_afdruk_take(GChecksum *sum, const char *text)
{
    char length[24] = "", *begin = length + sizeof length;
    gsize n = text == NULL ? 0 : strlen(text), rest = n;

    *--begin = ':';
    do
        *--begin = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    g_checksum_update(sum, (const guchar *)begin, length + sizeof length - begin);
    if (n > 0)
        g_checksum_update(sum, (const guchar *)text, (gssize)n);
    g_checksum_update(sum, (const guchar *)",", 1);
}

StageAfdruk
stage_afdruk_begin(const char *zout, const char *tabel, gint64 rij, const char *voor)
{
    StageAfdruk afdruk = { g_checksum_new(G_CHECKSUM_SHA256) };
    char id[24];

    g_snprintf(id, sizeof id, "%" G_GINT64_FORMAT, rij);
    stage_afdruk_take(afdruk.sum, zout);
    stage_afdruk_take(afdruk.sum, tabel);
    stage_afdruk_take(afdruk.sum, id);
    stage_afdruk_take(afdruk.sum, voor);
    return afdruk;
}

void
stage_afdruk_add(StageAfdruk *afdruk, const char *name, const char *value)
{
    if (value == NULL)
        return;
    stage_afdruk_take(afdruk->sum, name);
    stage_afdruk_take(afdruk->sum, value);
}

void
stage_afdruk_end(StageAfdruk *afdruk, const char *zout, char out[STAGE_AFDRUK + 1])
{
    g_snprintf(out, STAGE_AFDRUK + 1, "%s$%s", zout, g_checksum_get_string(afdruk->sum));
    g_clear_pointer(&afdruk->sum, g_checksum_free);
}

const char *
stage_afdruk_hash(const char *afdruk)
{
    const char *hash = afdruk == NULL ? NULL : strchr(afdruk, '$');

    return hash == NULL || strlen(hash + 1) != STAGE_HASH ? NULL : hash + 1;
}
