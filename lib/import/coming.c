#include "import/coming.h"

#include <string.h>

/* The pointers to the fields, and then their text. */
static void
copy_record(StageRecord *to, const StageRecord *from)
{
    gsize head = from->n * sizeof *from->fields, size = head;

    for (guint i = 0; i < from->n; i++)
        size += strlen(from->fields[i]) + 1;
    char **fields = g_malloc(MAX(size, 1)), *text = (char *)fields + head;
    for (guint i = 0; i < from->n; i++) {
        gsize length = strlen(from->fields[i]) + 1;
        fields[i] = memcpy(text, from->fields[i], length);
        text += length;
    }
    *to = (StageRecord){ from->line, from->n, (const char *const *)fields };
}

void
stage_coming_clear(StageComing *coming)
{
    for (guint i = 0; i < coming->n; i++) {
        g_free((void *)(guintptr)coming->at[i].record.fields);
        stage_import_row_clear(&coming->at[i].row);
        coming->at[i].read = 0;
    }
    coming->n = 0;
    g_clear_error(&coming->failed);
}

void
stage_coming_read(StageComing *coming, StageRows *rows)
{
    const StageRecord *record = NULL;

    stage_coming_clear(coming);
    while (coming->n < STAGE_COMING && stage_rows_next(rows, &record, &coming->failed) && record != NULL)
        copy_record(&coming->at[coming->n++].record, record);
}
