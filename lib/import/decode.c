#include "import/decode.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

typedef enum { UTF8, UTF8_BOM, WINDOWS_1252 } Encoding;

static const char *const encoding_names[] = { "UTF-8", "UTF-8 (BOM)", "Windows-1252" };

struct StageLines {
    char *path; /* safe to show */
    int fd;
    Encoding encoding;
    GIConv converter;
    guint number;
    GError *failed;
    gboolean at_end;
    gboolean after_cr; /* a CR ended the last line: an LF right after it belongs to it */
    gsize used, filled;
    GString *raw;    /* the line as it is in the file */
    char *converted; /* the same in UTF-8, when it had to be converted */
    char buffer[64 * 1024];
};

const char *
stage_lines_encoding(const StageLines *lines)
{
    return encoding_names[lines->encoding];
}

const char *
stage_lines_path(const StageLines *lines)
{
    return lines->path;
}

guint
stage_lines_number(const StageLines *lines)
{
    return lines->number;
}

void
stage_lines_free(StageLines *lines)
{
    if (lines == NULL)
        return;
    if (lines->fd >= 0)
        close(lines->fd);
    if (lines->converter != NULL)
        g_iconv_close(lines->converter);
    g_clear_error(&lines->failed);
    g_string_free(lines->raw, TRUE);
    g_free(lines->converted);
    g_free(lines->path);
    g_free(lines);
}

static gboolean
refuse(StageLines *lines, const char *what)
{
    return stage_fail(&lines->failed, STAGE_ERROR_BAD_INPUT, "%s:%u: %s", lines->path, lines->number + 1,
                      what);
}

static gboolean
fill(StageLines *lines)
{
    ssize_t n = 0;

    do
        n = read(lines->fd, lines->buffer, sizeof lines->buffer);
    while (n < 0 && errno == EINTR);
    lines->used = 0;
    lines->filled = n > 0 ? (gsize)n : 0;
    if (n < 0)
        return stage_fail(&lines->failed, STAGE_ERROR_IO, _("cannot read '%s': %s"), lines->path,
                          g_strerror(errno));
    return n > 0;
}

/* Reads up to and over a line end into lines->raw. FALSE at the end of the file without a last line. */
static gboolean
read_raw(StageLines *lines)
{
    g_string_truncate(lines->raw, 0);
    while (lines->used < lines->filled || fill(lines)) {
        const char *from = lines->buffer + lines->used;
        gsize left = lines->filled - lines->used, n = 0;
        if (lines->after_cr && *from == '\n') {
            lines->after_cr = FALSE;
            lines->used++;
            continue;
        }
        lines->after_cr = FALSE;
        while (n < left && from[n] != '\n' && from[n] != '\r')
            n++;
        g_string_append_len(lines->raw, from, (gssize)n);
        lines->used += n;
        if (lines->raw->len > STAGE_IMPORT_LINE_MAX)
            return refuse(lines, _("the line is longer than 1 MiB: this is no export"));
        if (n == left)
            continue;
        lines->after_cr = from[n] == '\r';
        lines->used++;
        return TRUE;
    }
    return lines->failed == NULL && lines->raw->len > 0;
}

const char *
stage_lines_next(StageLines *lines)
{
    g_clear_pointer(&lines->converted, g_free);
    if (lines->failed != NULL || lines->at_end)
        return NULL;
    if (!read_raw(lines)) {
        lines->at_end = TRUE;
        return NULL;
    }
    if (lines->number == 0 && g_str_has_prefix(lines->raw->str, "\xef\xbb\xbf"))
        g_string_erase(lines->raw, 0, 3);
    lines->number++;
    if (lines->encoding != WINDOWS_1252 || g_str_is_ascii(lines->raw->str))
        return lines->raw->str;
    lines->converted = g_convert_with_iconv(lines->raw->str, (gssize)lines->raw->len, lines->converter, NULL,
                                            NULL, NULL);
    if (lines->converted == NULL) {
        lines->number--;
        refuse(lines, _("a byte is neither UTF-8 nor Windows-1252"));
    }
    return lines->converted;
}

gboolean
stage_lines_done(StageLines *lines, GError **error)
{
    if (lines->failed == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&lines->failed));
    return FALSE;
}

gboolean
stage_lines_rewind(StageLines *lines, GError **error)
{
    if (lseek(lines->fd, 0, SEEK_SET) < 0)
        return stage_fail(error, STAGE_ERROR_IO, _("cannot read '%s': %s"), lines->path, g_strerror(errno));
    lines->number = 0;
    lines->used = lines->filled = 0;
    lines->at_end = lines->after_cr = FALSE;
    return TRUE;
}

/* The pass that decides. The lines are still raw here, whatever the encoding. */
static gboolean
examine(StageLines *lines)
{
    gboolean valid = TRUE, bom = FALSE, multibyte = FALSE;
    guint first_bad = 0;

    while (read_raw(lines)) {
        const GString *raw = lines->raw;
        if (lines->number == 0 && raw->len >= 2 &&
            (memcmp(raw->str, "\xff\xfe", 2) == 0 || memcmp(raw->str, "\xfe\xff", 2) == 0))
            return refuse(lines, _("this is UTF-16: save it as CSV UTF-8"));
        if (strlen(raw->str) != raw->len)
            return refuse(lines, _("the line holds NUL bytes: this is no text file"));
        if (lines->number == 0)
            bom = g_str_has_prefix(raw->str, "\xef\xbb\xbf");
        gboolean good = g_utf8_validate(raw->str, (gssize)raw->len, NULL);
        valid = valid && good;
        multibyte = multibyte || (good && !g_str_is_ascii(raw->str));
        first_bad = good || first_bad > 0 ? first_bad : lines->number + 1;
        if (bom && !valid)
            return refuse(lines, _("the file says that it is UTF-8, but this line is not"));
        lines->number++;
    }
    /* Windows-1252 hardly ever happens to be UTF-8: read as that, every name in the good lines would be
     * spoilt. */
    if (lines->failed == NULL && multibyte && !valid) {
        lines->number = first_bad - 1;
        return refuse(lines,
                      _("this line is not UTF-8, but others are: save the file again in one encoding"));
    }
    lines->encoding = !valid ? WINDOWS_1252 : bom ? UTF8_BOM : UTF8;
    if (lines->failed == NULL && lines->number == 0)
        return stage_fail(&lines->failed, STAGE_ERROR_BAD_INPUT, _("'%s' is empty"), lines->path);
    return lines->failed == NULL;
}

/* A pipe cannot be read twice. The copy has no name, so nobody else can open it and it goes with us. */
static gboolean
spool(StageLines *lines)
{
    g_autofree char *path = NULL;
    g_autoptr(GError) failed = NULL;
    int copy = g_file_open_tmp("stage-XXXXXX", &path, &failed);

    if (copy < 0)
        return stage_fail(&lines->failed, STAGE_ERROR_IO, "%s", failed->message);
    unlink(path);
    while (fill(lines))
        for (gsize done = 0; done < lines->filled;) {
            ssize_t n = write(copy, lines->buffer + done, lines->filled - done);
            if (n < 0 && errno != EINTR) {
                close(copy);
                return stage_fail(&lines->failed, STAGE_ERROR_IO, _("cannot keep a copy of '%s': %s"),
                                  lines->path, g_strerror(errno));
            }
            done += n > 0 ? (gsize)n : 0;
        }
    close(lines->fd);
    lines->fd = copy;
    return lines->failed == NULL && stage_lines_rewind(lines, &lines->failed);
}

static gboolean
open_file(StageLines *lines, const char *path)
{
    struct stat info;

    lines->fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (lines->fd < 0 || fstat(lines->fd, &info) != 0)
        return stage_fail(&lines->failed,
                          errno == ENOENT   ? STAGE_ERROR_NOT_FOUND
                          : errno == EACCES ? STAGE_ERROR_DENIED
                                            : STAGE_ERROR_IO,
                          _("cannot open '%s': %s"), lines->path, g_strerror(errno));
    if (S_ISDIR(info.st_mode))
        return stage_fail(&lines->failed, STAGE_ERROR_BAD_INPUT, _("'%s' is a directory"), lines->path);
    return S_ISREG(info.st_mode) ? stage_lines_rewind(lines, &lines->failed) : spool(lines);
}

StageLines *
stage_lines_open(const char *path, GError **error)
{
    StageLines *lines = g_new0(StageLines, 1);

    lines->path = stage_visible(path);
    lines->raw = g_string_new(NULL);
    if (open_file(lines, path) && examine(lines) && stage_lines_rewind(lines, &lines->failed)) {
        if (lines->encoding == WINDOWS_1252)
            lines->converter = g_iconv_open("UTF-8", "WINDOWS-1252");
        if (lines->converter != (GIConv)-1)
            return lines;
        lines->converter = NULL;
        stage_fail(&lines->failed, STAGE_ERROR_UNAVAILABLE,
                   _("this system cannot convert from Windows-1252"));
    }
    stage_lines_done(lines, error);
    stage_lines_free(lines);
    return NULL;
}

char *
stage_lines_sha256(const StageLines *lines, GError **error)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    guchar buffer[64 * 1024];
    gssize n = 0;

    for (off_t at = 0; (n = pread(lines->fd, buffer, sizeof buffer, at)) != 0; at += n) {
        if (n < 0)
            return stage_fail_null(error, STAGE_ERROR_IO, _("cannot read '%s': %s"), lines->path,
                                   g_strerror(errno));
        g_checksum_update(sum, buffer, n);
    }
    return g_strdup(g_checksum_get_string(sum));
}
