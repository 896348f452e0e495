/* The bad rows of an import as a file that can be mended and imported again. */
#pragma once

#include <glib.h>
#include <stdio.h>

typedef struct {
    const char *path;      /* NULL: they are not kept */
    const char *separator; /* one character, known when the header is; '\0': the rows are JSON */
    char *making;          /* the file while it is written */
    FILE *file;
    char **header; /* written before the first bad row: without one there is no file */
    guint rows;
} StageRejects;

/* Keeps the header (`why` NULL), or writes a row and why it is bad. */
gboolean stage_rejects_row(StageRejects *rejects, guint n, const char *const *fields, const char *why,
                           GError **error);
/* Puts the file in its place; an older one goes, also when there are no bad rows now. */
gboolean stage_rejects_end(StageRejects *rejects, GError **error);
/* Frees it; a file that was not ended is removed. */
void stage_rejects_clear(StageRejects *rejects);
