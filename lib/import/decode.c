#include "import/decode.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "import/utf8.h"

enum { RAW = 64 * 1024, CONVERTED = 3 * RAW };

struct StageLines {
    char *path;        /* safe to show */
    const char *given; /* the encoding that was asked for, safe to show; NULL: none */
    int fd;
    GIConv converter; /* NULL: the file is UTF-8, or is only looked at */
    gboolean checked; /* what does not convert must be UTF-8 */
    gboolean examined;
    StageText text;
    GError *failed;
    guint number; /* the line on which the block begins */
    guint after;  /* the line on which the next one does */
    gboolean at_start, at_end;
    gsize raw_n;           /* bytes in raw that are not converted yet */
    gsize kept;            /* bytes at the end of the block that begin the next one */
    gsize length;          /* of the block, what is kept not counted */
    char raw[RAW];         /* before conversion */
    char block[CONVERTED]; /* what is given out */
};

const StageText *
stage_lines_text(const StageLines *lines)
{
    return &lines->text;
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
    g_free(lines->path);
    g_free(lines);
}

static gboolean
refuse(StageLines *lines, guint line, const char *what)
{
    return stage_fail(&lines->failed, STAGE_ERROR_BAD_INPUT, "%s:%u: %s", lines->path, line, what);
}

/* --- line ends --- */

typedef struct {
    guint lf, cr, crlf; /* all LF, all CR, those that are CRLF */
} Ends;

static Ends
count_ends(const char *text, gsize length)
{
    Ends ends = { 0 };
    const char *end = text + length;

    for (const char *p = text; p < end && (p = memchr(p, '\n', (gsize)(end - p))) != NULL; p++) {
        ends.lf++;
        ends.crlf += p > text && p[-1] == '\r' ? 1 : 0;
    }
    for (const char *p = text; p < end && (p = memchr(p, '\r', (gsize)(end - p))) != NULL; p++)
        ends.cr++;
    return ends;
}

guint
stage_lines_count(const char *text, gsize length)
{
    Ends ends = count_ends(text, length);

    return ends.lf + ends.cr - ends.crlf;
}

/* --- blocks --- */

static gsize
read_bytes(StageLines *lines, char *to, gsize size)
{
    ssize_t n = 0;

    do
        n = read(lines->fd, to, size);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        stage_fail(&lines->failed, STAGE_ERROR_IO, _("cannot read '%s': %s"), lines->path, g_strerror(errno));
    return n > 0 ? (gsize)n : 0;
}

/* A byte that the encoding does not have, after `length` bytes of the block. */
static gboolean
refuse_byte(StageLines *lines, gsize length, unsigned char byte)
{
    guint line = lines->after + stage_lines_count(lines->block, length);

    if (lines->given != NULL)
        return stage_fail(&lines->failed, STAGE_ERROR_BAD_INPUT, _("%s:%u: the byte 0x%02x is not %s"),
                          lines->path, line, byte, lines->given);
    if (lines->converter == NULL)
        return stage_fail(&lines->failed, STAGE_ERROR_BAD_INPUT,
                          _("%s:%u: the file says that it is UTF-8, but this line is not (byte 0x%02x)"),
                          lines->path, line, byte);
    if (strcmp(lines->text.encoding, "Windows-1252") == 0)
        return stage_fail(&lines->failed, STAGE_ERROR_BAD_INPUT,
                          _("%s:%u: a byte is neither UTF-8 nor Windows-1252 (0x%02x): say --encoding"),
                          lines->path, line, byte);
    return stage_fail(&lines->failed, STAGE_ERROR_BAD_INPUT,
                      _("%s:%u: the file says that it is UTF-16, but this line is not"), lines->path, line);
}

/* Fills the block behind what is kept by converting. Sets `filled`; nothing more comes when it stays as it
 * was. */
static gboolean
convert(StageLines *lines, gsize *filled)
{
    while (*filled <= lines->kept) {
        gsize n = read_bytes(lines, lines->raw + lines->raw_n, sizeof lines->raw - lines->raw_n);
        char *in = lines->raw, *to = lines->block + *filled;
        gsize left = lines->raw_n + n, room = sizeof lines->block - *filled;
        if (lines->failed != NULL)
            return FALSE;
        if (left == 0) {
            g_iconv(lines->converter, NULL, NULL, &to, &room);
            *filled = sizeof lines->block - room;
            return TRUE;
        }
        gboolean whole = g_iconv(lines->converter, &in, &left, &to, &room) != (gsize)-1;
        int why = whole ? 0 : errno;
        *filled = sizeof lines->block - room;
        lines->raw_n = left;
        if (why == EILSEQ || (why == EINVAL && n == 0))
            return refuse_byte(lines, *filled, (unsigned char)*in);
        memmove(lines->raw, in, left);
    }
    return TRUE;
}

/* A character that is not complete, and a CR of which the LF may follow, wait for the next block. */
static gsize
to_keep(const char *block, gsize filled)
{
    if (filled > 0 && block[filled - 1] == '\r')
        return 1;
    return stage_utf8_unfinished(block, filled);
}

static void
drop_nuls(StageLines *lines)
{
    char *to = memchr(lines->block, '\0', lines->length);

    if (to == NULL)
        return;
    if (!lines->examined && lines->text.nuls == 0)
        lines->text.nul_line = lines->number + stage_lines_count(lines->block, (gsize)(to - lines->block));
    for (const char *from = to; from < lines->block + lines->length; from++)
        if (*from != '\0')
            *to++ = *from;
    gsize left = (gsize)(to - lines->block);
    lines->text.nuls += lines->examined ? 0 : lines->length - left;
    memmove(to, lines->block + lines->length, lines->kept);
    lines->length = left;
}

/* A block may also be empty because it held nothing but NULs or a byte order mark. */
static gboolean
is_end(const StageLines *lines)
{
    return lines->at_end && lines->length == 0;
}

/* What the block tells about the whole. */
static void
note_block(StageLines *lines, const Ends *ends)
{
    lines->text.crlf = lines->text.crlf || ends->crlf > 0;
    lines->text.lf = lines->text.lf || ends->lf > ends->crlf;
    lines->text.cr = lines->text.cr || ends->cr > ends->crlf;
    lines->text.quotes = lines->text.quotes || memchr(lines->block, '"', lines->length) != NULL;
}

static gboolean
check_block(StageLines *lines)
{
    guint64 doubled = lines->text.doubled;
    gsize first = 0;

    if (!lines->checked)
        return TRUE;
    gsize valid = stage_utf8_valid(lines->block, lines->length, &doubled, &first);
    if (valid < lines->length)
        return refuse_byte(lines, valid, (unsigned char)lines->block[valid]);
    if (!lines->examined && doubled > 0 && lines->text.doubled == 0)
        lines->text.doubled_line = lines->number + stage_lines_count(lines->block, first);
    lines->text.doubled = lines->examined ? lines->text.doubled : doubled;
    return TRUE;
}

/* The next block into lines->block; empty at the end of the file. */
static gboolean
next_block(StageLines *lines)
{
    do {
        gsize filled = lines->kept;
        memmove(lines->block, lines->block + lines->length, lines->kept);
        if (lines->at_end)
            filled = lines->kept = 0;
        else if (lines->converter != NULL && !convert(lines, &filled))
            return FALSE;
        else if (lines->converter == NULL)
            filled += read_bytes(lines, lines->block + filled, RAW - filled);
        if (lines->failed != NULL)
            return FALSE;
        lines->at_end = filled == lines->kept;
        lines->kept = lines->at_end ? 0 : to_keep(lines->block, filled);
        lines->length = filled - lines->kept;
        lines->number = lines->after;
    } while (lines->length == 0 && !lines->at_end);
    if (!check_block(lines))
        return FALSE;
    if (lines->at_start && lines->checked && lines->length >= 3 &&
        memcmp(lines->block, "\xef\xbb\xbf", 3) == 0) {
        lines->length -= 3;
        memmove(lines->block, lines->block + 3, lines->length + lines->kept);
    }
    lines->at_start = FALSE;
    drop_nuls(lines);
    Ends ends = count_ends(lines->block, lines->length);
    lines->after += ends.lf + ends.cr - ends.crlf;
    if (!lines->examined)
        note_block(lines, &ends);
    return TRUE;
}

gboolean
stage_lines_read(StageLines *lines, char **out_text, gsize *out_length, GError **error)
{
    do
        if (!next_block(lines)) {
            g_propagate_error(error, g_steal_pointer(&lines->failed));
            return FALSE;
        }
    while (lines->length == 0 && !is_end(lines));
    *out_text = lines->block;
    *out_length = lines->length;
    return TRUE;
}

gboolean
stage_lines_rewind(StageLines *lines, GError **error)
{
    if (lseek(lines->fd, 0, SEEK_SET) < 0)
        return stage_fail(error, STAGE_ERROR_IO, _("cannot read '%s': %s"), lines->path, g_strerror(errno));
    if (lines->converter != NULL)
        g_iconv(lines->converter, NULL, NULL, NULL, NULL);
    lines->number = lines->after = 1;
    lines->at_start = TRUE;
    lines->at_end = FALSE;
    lines->raw_n = lines->kept = lines->length = 0;
    return TRUE;
}

/* --- which encoding --- */

static gboolean
use_converter(StageLines *lines, const char *encoding)
{
    lines->converter = g_iconv_open("UTF-8", encoding);
    if (lines->converter != (GIConv)-1)
        return TRUE;
    lines->converter = NULL;
    return FALSE;
}

/* Names with a slash are instructions to iconv ("//TRANSLIT"). */
static gboolean
use_given(StageLines *lines, const char *encoding)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:+";
    g_autofree char *shown = stage_visible(encoding);

    lines->given = g_intern_string(shown); /* it is told long after the file is closed */
    lines->text.encoding = lines->given;
    if (g_ascii_strcasecmp(encoding, "UTF-8") == 0 || g_ascii_strcasecmp(encoding, "UTF8") == 0)
        return TRUE;
    if (*encoding != '\0' && strspn(encoding, letters) == strlen(encoding) && use_converter(lines, encoding))
        return TRUE;
    return stage_fail(&lines->failed, STAGE_ERROR_BAD_INPUT,
                      _("there is no encoding '%s'; iconv --list shows the names"), lines->given);
}

/* Whether nearly every other byte is NUL, as they are in UTF-16. */
static gboolean
nul_at(const char *bytes, gsize length, gsize offset)
{
    gsize nuls = 0;

    for (gsize i = offset; i < length; i += 2)
        nuls += bytes[i] == '\0' ? 1 : 0;
    return length >= 4 && nuls * 5 >= length * 2;
}

/* What a file shows by its first bytes. Sets `decided` when that is its encoding, or `given` is. */
static gboolean
look_at_head(StageLines *lines, const char *given, gboolean *decided)
{
    static const struct {
        const char *bytes;
        gsize n;
        const char *shown, *converter;
    } marks[] = {
        { "\xef\xbb\xbf", 3, "UTF-8 (BOM)", NULL },
        { "\xff\xfe", 2, "UTF-16LE (BOM)", "UTF-16LE" },
        { "\xfe\xff", 2, "UTF-16BE (BOM)", "UTF-16BE" },
    };
    const char *head = lines->raw;
    gsize n = read_bytes(lines, lines->raw, sizeof lines->raw);

    if (lines->failed != NULL)
        return FALSE;
    if (n == 0)
        return stage_fail(&lines->failed, STAGE_ERROR_BAD_INPUT, _("'%s' is empty"), lines->path);
    if (n >= 4 && (memcmp(head, "PK\3\4", 4) == 0 || memcmp(head, "\xd0\xcf\x11\xe0", 4) == 0))
        return refuse(lines, 1, _("this is a workbook or an archive, no text: save it as CSV UTF-8"));
    *decided = given != NULL;
    if (given != NULL)
        return use_given(lines, given);
    for (gsize i = 0; !*decided && i < G_N_ELEMENTS(marks); i++) {
        if (n < marks[i].n || memcmp(head, marks[i].bytes, marks[i].n) != 0)
            continue;
        *decided = TRUE;
        lines->text.encoding = marks[i].shown;
        if (marks[i].converter != NULL && !use_converter(lines, marks[i].converter))
            return stage_fail(&lines->failed, STAGE_ERROR_UNAVAILABLE,
                              _("this system cannot convert from %s"), marks[i].converter);
    }
    if (*decided || (!nul_at(head, n, 0) && !nul_at(head, n, 1)))
        return TRUE;
    if (nul_at(head, n, 0) && nul_at(head, n, 1))
        return refuse(lines, 1, _("the line is full of NUL bytes: this is no text file"));
    return refuse(
        lines, 1,
        nul_at(head, n, 1)
            ? _("every other byte is NUL: this is UTF-16 without its mark; say --encoding UTF-16LE")
            : _("every other byte is NUL: this is UTF-16 without its mark; say --encoding UTF-16BE"));
}

/* Whether all of it is UTF-8. Refuses a file of which some lines are and others are not: Windows-1252 hardly
 * ever happens to be UTF-8, and read as that every name in the good lines would be spoilt. */
static gboolean
find_out(StageLines *lines, gboolean *utf8)
{
    gboolean multibyte = FALSE, good = TRUE, some_good = FALSE;
    guint line = 1, first_bad = 0;
    char last = '\0';

    if (!stage_lines_rewind(lines, &lines->failed))
        return FALSE;
    lines->checked = FALSE;
    while (next_block(lines) && !is_end(lines))
        for (gsize i = 0, n = 0; i < lines->length; i += MAX(n, 1)) {
            char c = lines->block[i];
            n = stage_utf8_character(lines->block + i, lines->length - i);
            multibyte = multibyte || n > 1;
            good = good && n > 0;
            first_bad = n == 0 && first_bad == 0 ? line : first_bad;
            if (c == '\n' || c == '\r') {
                some_good = some_good || (good && multibyte);
                line += c == '\n' && last == '\r' ? 0 : 1;
                multibyte = FALSE;
                good = TRUE;
            }
            last = c;
        }
    *utf8 = first_bad == 0;
    some_good = some_good || (good && multibyte);
    if (lines->failed == NULL && !*utf8 && some_good)
        return refuse(lines, first_bad,
                      _("this line is not UTF-8, but others are: save the file again in one encoding, or say "
                        "--encoding"));
    return lines->failed == NULL;
}

/* Reads all of it, in the encoding that is set. */
static gboolean
examine(StageLines *lines)
{
    const char *encoding = lines->text.encoding;

    lines->text = (StageText){ .encoding = encoding };
    lines->checked = TRUE;
    if (!stage_lines_rewind(lines, &lines->failed))
        return FALSE;
    while (next_block(lines) && !is_end(lines))
        ;
    return lines->failed == NULL;
}

static gboolean
choose(StageLines *lines, const char *encoding)
{
    gboolean decided = FALSE, utf8 = FALSE;

    lines->text.encoding = "UTF-8";
    if (!look_at_head(lines, encoding, &decided))
        return FALSE;
    if (examine(lines))
        return TRUE;
    if (decided || lines->converter != NULL ||
        !g_error_matches(lines->failed, STAGE_ERROR, STAGE_ERROR_BAD_INPUT))
        return FALSE;
    g_clear_error(&lines->failed);
    if (!find_out(lines, &utf8))
        return FALSE;
    lines->text.encoding = "Windows-1252";
    if (!use_converter(lines, "WINDOWS-1252"))
        return stage_fail(&lines->failed, STAGE_ERROR_UNAVAILABLE, _("this system cannot convert from %s"),
                          "Windows-1252");
    return examine(lines);
}

/* --- opening --- */

/* A pipe cannot be read twice. The copy has no name, so nobody else can open it and it goes with us. */
static gboolean
spool(StageLines *lines)
{
    g_autofree char *path = NULL;
    g_autoptr(GError) failed = NULL;
    int copy = g_file_open_tmp("stage-XXXXXX", &path, &failed);
    gsize filled = 0;

    if (copy < 0)
        return stage_fail(&lines->failed, STAGE_ERROR_IO, "%s", failed->message);
    unlink(path);
    while ((filled = read_bytes(lines, lines->raw, sizeof lines->raw)) > 0)
        for (gsize done = 0; done < filled;) {
            ssize_t n = write(copy, lines->raw + done, filled - done);
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
check_file(StageLines *lines)
{
    struct stat info;

    if (lines->fd < 0 || fstat(lines->fd, &info) != 0)
        return stage_fail(&lines->failed,
                          errno == ENOENT   ? STAGE_ERROR_NOT_FOUND
                          : errno == EACCES ? STAGE_ERROR_DENIED
                                            : STAGE_ERROR_IO,
                          _("cannot open '%s': %s"), lines->path, g_strerror(errno));
    if (S_ISDIR(info.st_mode))
        return stage_fail(&lines->failed, STAGE_ERROR_BAD_INPUT, _("'%s' is a directory"), lines->path);
    /* A device without end would fill the disk. */
    if (S_ISCHR(info.st_mode) && isatty(lines->fd) == 0 &&
        read_bytes(lines, lines->raw, sizeof lines->raw) > 0)
        return stage_fail(&lines->failed, STAGE_ERROR_BAD_INPUT, _("'%s' is a device"), lines->path);
    return S_ISREG(info.st_mode) ? stage_lines_rewind(lines, &lines->failed) : spool(lines);
}

StageLines *
stage_lines_open_fd(int fd, const char *name, const char *encoding, GError **error)
{
    g_autoptr(StageLines) lines = g_new0(StageLines, 1);

    lines->fd = fd;
    lines->path = stage_visible(name);
    if (check_file(lines) && choose(lines, encoding) && stage_lines_rewind(lines, &lines->failed)) {
        lines->examined = TRUE;
        return g_steal_pointer(&lines);
    }
    g_propagate_error(error, g_steal_pointer(&lines->failed));
    return NULL;
}

StageLines *
stage_lines_open(const char *path, const char *encoding, GError **error)
{
    int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);

    return stage_lines_open_fd(fd, path, encoding, error);
}

guint64
stage_lines_size(const StageLines *lines)
{
    struct stat info;

    return fstat(lines->fd, &info) == 0 ? (guint64)info.st_size : 0;
}

double
stage_lines_part(const StageLines *lines)
{
    off_t at = lseek(lines->fd, 0, SEEK_CUR);
    guint64 size = stage_lines_size(lines);

    return at < 0 || size == 0 ? 0 : (double)at / (double)size;
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
