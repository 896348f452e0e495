/* A file from outside as lines of UTF-8: the first step of an import. */
#pragma once

#include <glib.h>

/* The longest line that is read, in bytes; a longer one is no export. */
#define STAGE_IMPORT_LINE_MAX (1024 * 1024)

typedef struct StageLines StageLines;

/* Opens a regular file (or a pipe, which is first copied to a nameless private file) and reads it once to
 * decide its encoding: a byte order mark, else UTF-8 when all of it is valid, else Windows-1252. Refused,
 * with file and line: an empty file, a directory, UTF-16, NUL bytes, a line over STAGE_IMPORT_LINE_MAX. */
StageLines *stage_lines_open(const char *path, GError **error);
void stage_lines_free(StageLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageLines, stage_lines_free)

/* What was taken: "UTF-8", "UTF-8 (BOM)", "Windows-1252". */
const char *stage_lines_encoding(const StageLines *lines);
/* The name to put before messages. */
const char *stage_lines_path(const StageLines *lines);

/* The next line without its end (LF, CRLF or CR), in UTF-8, living until the next call; NULL at the end of
 * the file or on an error, which stage_lines_done() reports. */
const char *stage_lines_next(StageLines *lines);
/* The number of that line, from 1. */
guint stage_lines_number(const StageLines *lines);
gboolean stage_lines_done(StageLines *lines, GError **error);
/* Back to the first line. */
gboolean stage_lines_rewind(StageLines *lines, GError **error);
/* The SHA-256 of the file as it is, in hexadecimal digits; the lines stand where they stood. The
 * caller frees it; NULL when it cannot be read. */
char *stage_lines_sha256(const StageLines *lines, GError **error);
