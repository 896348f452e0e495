#include "export/pseudonym.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"

struct StagePseudonym {
    GHmac *keyed; /* has taken in the key, and nothing else */
};

StagePseudonym *
stage_pseudonym_new(const char *key)
{
    guchar bytes[STAGE_PSEUDONYM_KEY / 2];

    if (strlen(key) != STAGE_PSEUDONYM_KEY)
        return NULL;
    for (gsize i = 0; i < sizeof bytes; i++) {
        int high = g_ascii_xdigit_value(key[2 * i]), low = g_ascii_xdigit_value(key[2 * i + 1]);
        if (high < 0 || low < 0)
            return NULL;
        bytes[i] = (guchar)(high * 16 + low);
    }
    StagePseudonym *pseudonym = g_new0(StagePseudonym, 1);
    pseudonym->keyed = g_hmac_new(G_CHECKSUM_SHA256, bytes, sizeof bytes);
    explicit_bzero(bytes, sizeof bytes);
    return pseudonym;
}

void
stage_pseudonym_free(StagePseudonym *pseudonym)
{
    if (pseudonym == NULL)
        return;
    g_hmac_unref(pseudonym->keyed);
    g_free(pseudonym);
}

/* The zero behind each part keeps them apart: no text has one. */
void
stage_pseudonym_of(const StagePseudonym *pseudonym, const char *table, const char *field, const char *value,
                   char out[STAGE_PSEUDONYM_FIGURES + 1])
{
    static const char figures[] = "0123456789abcdef";
    g_autoptr(GHmac) hmac = g_hmac_copy(pseudonym->keyed);
    guint8 digest[32];
    gsize length = sizeof digest;

    g_hmac_update(hmac, (const guchar *)table, (gssize)strlen(table) + 1);
    g_hmac_update(hmac, (const guchar *)field, (gssize)strlen(field) + 1);
    g_hmac_update(hmac, (const guchar *)value, (gssize)strlen(value) + 1);
    g_hmac_get_digest(hmac, digest, &length);
    for (gsize i = 0; i < STAGE_PSEUDONYM_FIGURES / 2; i++) {
        out[2 * i] = figures[digest[i] >> 4];
        out[2 * i + 1] = figures[digest[i] & 15];
    }
    out[STAGE_PSEUDONYM_FIGURES] = '\0';
}

/* --- the file of the key --- */

static gboolean
make_key(const char *path, const char *shown, const char *chance, GError **error)
{
    g_autofree char *made = stage_file_new_name(path);
    g_autofree char *line = g_strconcat(chance, "\n", NULL);
    gssize length = (gssize)strlen(line);
    int fd = open(made, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

    if (fd < 0)
        return stage_fail(error, STAGE_ERROR_IO, _("cannot make '%s': %s"), shown, g_strerror(errno));
    gboolean done = write(fd, line, (gsize)length) == length && fsync(fd) == 0;
    if (!done)
        stage_fail(error, STAGE_ERROR_IO, _("cannot write '%s': %s"), shown, g_strerror(errno));
    close(fd);
    explicit_bzero(line, (gsize)length);
    done = done && stage_file_give_name(made, path, error);
    if (!done)
        unlink(made);
    return done;
}

static StagePseudonym *
read_key(int fd, const char *shown, GError **error)
{
    char text[STAGE_PSEUDONYM_KEY + 3];
    struct stat file;

    if (fstat(fd, &file) != 0 || !S_ISREG(file.st_mode))
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no file"), shown);
    if ((file.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return stage_fail_null(error, STAGE_ERROR_DENIED, _("others may read the key '%s': chmod 600"),
                               shown);
    gssize length = read(fd, text, sizeof text - 1);
    text[MAX(length, 0)] = '\0';
    g_strchomp(text);
    StagePseudonym *pseudonym = stage_pseudonym_new(text);
    explicit_bzero(text, sizeof text);
    if (pseudonym == NULL)
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("'%s' holds no key of %d hexadecimal figures"),
                               shown, STAGE_PSEUDONYM_KEY);
    return pseudonym;
}

StagePseudonym *
stage_pseudonym_open(const char *path, const char *folder, const char *chance, gboolean *out_made,
                     GError **error)
{
    g_autofree char *shown = stage_visible(path);
    g_autofree char *whole = g_canonicalize_filename(path, NULL);
    g_autofree char *given_away = g_canonicalize_filename(folder, NULL);
    gsize length = strlen(given_away);

    *out_made = FALSE;
    if (strncmp(whole, given_away, length) == 0 && (whole[length] == '/' || whole[length] == '\0'))
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT,
                               _("the key '%s' is not to lie in the export: keep it apart"), shown);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT) {
        if (!make_key(path, shown, chance, error))
            return NULL;
        *out_made = TRUE;
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    }
    if (fd < 0)
        return stage_fail_null(error, errno == EACCES ? STAGE_ERROR_DENIED : STAGE_ERROR_IO,
                               _("cannot read '%s': %s"), shown, g_strerror(errno));
    StagePseudonym *pseudonym = read_key(fd, shown, error);
    close(fd);
    return pseudonym;
}
