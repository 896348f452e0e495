/* A file from outside as blocks of UTF-8: the first step of an import. */
#pragma once

#include <glib.h>

typedef struct StageLines StageLines;

/* What a file is made of, found by reading it once from end to end. */
typedef struct {
    const char
        *encoding;   /* "UTF-8", "UTF-8 (BOM)", "UTF-16LE (BOM)", "Windows-1252", or the one that was given */
    gboolean quotes; /* there is a quote in it */
    gboolean crlf, lf, cr; /* which line ends there are; LF and CR by themselves */
    guint64 nuls;          /* NUL bytes, read as if they were not there */
    guint nul_line;        /* the first line that has one */
    guint64 doubled;       /* pairs such as "Ã«": UTF-8 that was taken for Windows-1252 and encoded again */
    guint doubled_line;
} StageText;

/* Opens a regular file (or a pipe, which is first copied to a nameless private file) and reads it once, in a
 * memory that does not grow with it. Its encoding is `encoding`, by any name that iconv knows; when that is
 * NULL a byte order mark (UTF-8, UTF-16), else UTF-8 when all of it is valid, else Windows-1252. Refused,
 * with file and line: an empty file, a directory, a workbook, UTF-16 without a mark, a byte that the encoding
 * does not have. */
StageLines *stage_lines_open(const char *path, const char *encoding, GError **error);
/* The same for a descriptor, which is taken over in any case, of what messages call `name`. */
StageLines *stage_lines_open_fd(int fd, const char *name, const char *encoding, GError **error);
void stage_lines_free(StageLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageLines, stage_lines_free)

const StageText *stage_lines_text(const StageLines *lines);
/* The name to put before messages. */
const char *stage_lines_path(const StageLines *lines);

/* The next block: valid UTF-8 of whole characters without NULs, the line ends as they are in the file, never
 * cut between a CR and its LF. The caller may write in it; it lives until the next call. A length of 0 is the
 * end of the file. */
gboolean stage_lines_read(StageLines *lines, char **out_text, gsize *out_length, GError **error);
/* The physical line on which that block begins, from 1. */
guint stage_lines_number(const StageLines *lines);
/* Its size in bytes. */
guint64 stage_lines_size(const StageLines *lines);
/* How much of the file has been read, from 0 to 1. */
double stage_lines_part(const StageLines *lines);
/* Back to the first block. */
gboolean stage_lines_rewind(StageLines *lines, GError **error);

/* How many line ends a text holds: LF, CRLF or CR. */
guint stage_lines_count(const char *text, gsize length);
/* The SHA-256 of the file as it is, in hexadecimal digits; the lines stand where they stood. The
 * caller frees it; NULL when it cannot be read. */
char *stage_lines_sha256(const StageLines *lines, GError **error);
