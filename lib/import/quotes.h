/* Whether the quotes of a file pair up: read over the whole of it before libcsv sees it, because libcsv lets
 * one that is not closed swallow all that follows. */
#pragma once

#include "import/decode.h"

typedef struct {
    guint64 quoted; /* cells in quotes */
    guint64 inside; /* quotes in cells without: 5" pipe */
    guint line;     /* of the first quote that opens a cell and does not end it as it should; 0: none */
    const char *why;
    guint spanning; /* the line of the first quoted cell that may be several rows; 0: none */
} StageQuotes;

/* Reads from the first line to the last, or to the first bad quote. A quoted cell with newlines may be
 * several rows when it holds as many separators as a row of `columns` does. FALSE when the file cannot be
 * read. */
gboolean stage_quotes_check(StageLines *lines, char separator, guint columns, StageQuotes *out,
                            GError **error);
