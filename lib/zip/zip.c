/* The module zip: the delimited files of a ZIP, by libarchive. */
#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "import/package.h"

/* The only symbol of the module; StageZipOpen (import/package.h). */
gboolean stage_zip_open(const char *path, guint64 most, StageZipAdd add, void *data, GError **error);

typedef struct archive Archive;

static gboolean
fail(Archive *zip, const char *shown, GError **error)
{
    const char *why = archive_error_string(zip);
    g_autofree char *safe = stage_visible(why == NULL ? "?" : why);

    return stage_fail(
        error, STAGE_ERROR_BAD_INPUT,
        _("%s:1: this is a workbook or an archive, no text: save it as CSV UTF-8 (as a ZIP: %s)"), shown,
        safe);
}

/* The content of one entry, in a file without a name; -1 when it cannot be had. */
static int
unpack(Archive *zip, const char *shown, guint64 *left, GError **error)
{
    g_autofree char *path = NULL;
    g_autofree char *buffer = g_malloc(64 * 1024);
    int fd = g_file_open_tmp("stage-XXXXXX", &path, NULL);
    la_ssize_t n = 0;
    gboolean done = fd >= 0 || stage_fail(error, STAGE_ERROR_IO, _("cannot make a temporary file"));

    if (fd >= 0)
        unlink(path);
    while (done && (n = archive_read_data(zip, buffer, 64 * 1024)) > 0) {
        if ((guint64)n > *left)
            done = stage_fail(error, STAGE_ERROR_BAD_INPUT,
                              _("%s:1: the ZIP holds more than 4 GiB: this is no export"), shown);
        else if (write(fd, buffer, (gsize)n) != n)
            done = stage_fail(error, STAGE_ERROR_IO, _("cannot write a temporary file"));
        *left -= MIN(*left, (guint64)n);
    }
    if (done && (n < 0 ? fail(zip, shown, error) : lseek(fd, 0, SEEK_SET) == 0))
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static gboolean
read_entries(Archive *zip, const char *shown, guint64 most, StageZipAdd add, void *data, GError **error)
{
    struct archive_entry *entry = NULL;
    int next = ARCHIVE_OK;

    while ((next = archive_read_next_header(zip, &entry)) == ARCHIVE_OK || next == ARCHIVE_WARN) {
        const char *path = archive_entry_pathname_utf8(entry);
        g_autofree char *name = path == NULL ? NULL : g_path_get_basename(path);
        g_autofree char *lower = name == NULL ? NULL : g_ascii_strdown(name, -1);
        if (lower == NULL || !g_str_has_suffix(lower, ".csv") || *lower == '.' || !stage_is_visible(lower) ||
            archive_entry_filetype(entry) != AE_IFREG)
            continue;
        int fd = unpack(zip, shown, &most, error);
        if (fd < 0 || !add(name, fd, data, error))
            return FALSE;
    }
    return next == ARCHIVE_EOF || fail(zip, shown, error);
}

gboolean
stage_zip_open(const char *path, guint64 most, StageZipAdd add, void *data, GError **error)
{
    g_autofree char *shown = stage_visible(path);
    Archive *zip = archive_read_new();

    archive_read_support_format_zip(zip);
    gboolean done = archive_read_open_filename(zip, path, 64 * 1024) == ARCHIVE_OK
                        ? read_entries(zip, shown, most, add, data, error)
                        : fail(zip, shown, error);
    archive_read_free(zip);
    return done;
}
