/* Bytes → text → records → rows → header and cells. Whatever comes in, what comes out is valid text, and what
 * is said about it can go to a terminal. */
#include "fuzz.h"

#include "base/text.h"
#include "import/match.h"
#include "import/reader.h"

static void
try_cells(const StageImportMap *map, const StageRecord *record)
{
    StageImportRow row = { 0 };

    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++) {
        g_autoptr(GError) error = NULL;
        if (map->at[c] < 0 || (guint)map->at[c] >= record->n)
            continue;
        StageCellHow how = { 0 };
        const char *cell = record->fields[map->at[c]];
        stage_day_form_init(&how.days, STAGE_ORDER_ANY, (StageDay){ "2026-11-12" });
        stage_day_form_see(&how.days, cell);
        if (!stage_day_form_decide(&how.days, &error) ||
            !stage_import_cell(&stage_import_columns[c], &how, cell, &row, &error))
            g_assert_true(stage_is_visible(error->message));
    }
    stage_import_row_clear(&row);
}

/* What is said of the reading can go to a terminal. */
static void
try_words(const StageReading *reading)
{
    g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);

    stage_reading_say(reading, said);
    for (guint i = 0; i < said->len; i++)
        g_assert_true(stage_is_visible(g_ptr_array_index(said, i)));
}

static void
read_all(StageLines *lines, const StageReaderOptions *options)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(StageReader) reader = stage_reader_new(lines, options, &error);
    g_autoptr(StageImportMap) map = NULL;
    const StageRecord *record = NULL;
    guint line = 0;

    g_assert_true((reader == NULL) == (error != NULL));
    if (reader != NULL && stage_reader_header(reader) != NULL) {
        g_autoptr(GError) failed = NULL;
        line = stage_reader_header(reader)->line;
        map = stage_import_match(stage_reader_header(reader), NULL, NULL, NULL, &failed);
        g_assert_true(map != NULL || stage_is_visible(failed->message));
    }
    while (reader != NULL && stage_reader_next(reader, &record, &error) && record != NULL) {
        g_assert_cmpuint(record->n, >, 0);
        g_assert_cmpuint(record->line, >, line);
        line = record->line;
        for (guint i = 0; i < record->n; i++)
            g_assert_true(g_utf8_validate(record->fields[i], -1, NULL));
        if (map != NULL)
            try_cells(map, record);
    }
    if (reader != NULL)
        try_words(stage_reader_reading(reader));
    g_assert_true(error == NULL || stage_is_visible(error->message));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const encodings[] = { NULL, "Windows-1252", "UTF-16LE", "ISO-2022-JP" };
    static const StageReaderOptions ways[] = {
        { 0 },
        { .separator = ';', .headerless = TRUE },
        { .separator = '|', .headerless = TRUE, .quoting = STAGE_QUOTING_LITERAL },
        { .quoting = STAGE_QUOTING_LITERAL },
    };
    int fd = -1;
    g_autofree char *path = fuzz_file(data, size, &fd);

    for (guint e = 0; e < G_N_ELEMENTS(encodings); e++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(StageLines) lines = stage_lines_open(path, encodings[e], &error);
        g_assert_true((lines == NULL) == (error != NULL));
        g_assert_true(error == NULL || stage_is_visible(error->message));
        for (guint w = 0; lines != NULL && w < G_N_ELEMENTS(ways); w++)
            read_all(lines, &ways[w]);
    }
    close(fd);
    return 0;
}
