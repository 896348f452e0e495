/* The rows of an export, whatever it is written like: which separator, which quoting, which line ends, and
 * where the header is, is found by reading, decided over the whole file, and said. */
#pragma once

#include "import/dialect.h"

typedef enum {
    STAGE_QUOTING_FOUND,  /* as an option: find out */
    STAGE_QUOTING_NONE,   /* there is no quote in the file */
    STAGE_QUOTING_QUOTED, /* cells may stand in quotes */
    STAGE_QUOTING_MIXED,  /* and quotes also stand inside cells without: 5" pipe */
    STAGE_QUOTING_LITERAL /* a quote is a letter like any other */
} StageQuoting;

typedef struct {
    const char *const *map; /* "HEADER=field": these headers are known too; may be NULL */
    /* How many of a record's fields are known headers; NULL: stage_import_known(). */
    guint (*known)(const StageRecord *record, const void *data);
    const void *data;
    char separator;       /* '\0': find out */
    StageQuoting quoting; /* FOUND, QUOTED or LITERAL */
    gboolean headerless;  /* the first row is data, and rows may differ in length */
} StageReaderOptions;

/* What was taken and what was left out. It grows while rows are read. */
typedef struct {
    StageText text;
    char separator;
    StageQuoting quoting;
    gboolean crlf_only; /* an LF or CR by itself was part of a value */
    guint header_line;  /* 0: no header */
    guint above_header; /* records above it: a title */
    guint repeated;     /* the header again, among the data */
    guint blank;        /* rows of nothing but separators */
} StageReading;

typedef struct StageReader StageReader;

/* The lines and the options stay the caller's, and alive. Fails, with file and line, when there is no row at
 * all, and when a quote is not closed as it should be and the file does not read well without quotes either.
 */
StageReader *stage_reader_new(StageLines *lines, const StageReaderOptions *options, GError **error);
void stage_reader_free(StageReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageReader, stage_reader_free)

/* The header, without the empty columns at its end; NULL when there is none. */
const StageRecord *stage_reader_header(const StageReader *reader);
const StageReading *stage_reader_reading(const StageReader *reader);

/* The next row; TRUE and NULL at the end. What a row has under the empty columns at the end of the header is
 * cut off when it is empty, and stays otherwise: such a row is longer than the header. */
gboolean stage_reader_next(StageReader *reader, const StageRecord **out, GError **error);

/* Back to the first row. */
gboolean stage_reader_rewind(StageReader *reader, GError **error);

/* Adds what is worth telling of a text: NULs that were left out, letters that were encoded twice. */
void stage_text_say(const StageText *text, GPtrArray *out);
/* Adds the reading in words to `out`, each line a char *: "read as UTF-8, separated by ';'", and what is
 * worth telling beside it. */
void stage_reading_say(const StageReading *reading, GPtrArray *out);
