/* Bytes → lines → records → header and cells. Whatever comes in, what comes out is valid text, and what is
 * said about it can go to a terminal. */
#include "fuzz.h"

#include "base/text.h"
#include "import/match.h"

static void
try_cells(const StageImportMap *map, const StageRecord *record)
{
    StageImportRow row = { 0 };

    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++) {
        g_autoptr(GError) error = NULL;
        if (map->at[c] < 0 || (guint)map->at[c] >= record->n)
            continue;
        if (!stage_import_cell(&stage_import_columns[c], record->fields[map->at[c]],
                               (StageDay){ "2026-11-12" }, &row, &error))
            g_assert_true(stage_is_visible(error->message));
    }
    stage_import_row_clear(&row);
}

static void
read_all(StageLines *lines, char separator)
{
    g_autoptr(StageCsv) csv = stage_csv_new(lines, separator);
    g_autoptr(StageImportMap) map = NULL;
    g_autoptr(GError) error = NULL;
    const StageRecord *record = NULL;

    while (stage_csv_next(csv, &record, &error) && record != NULL) {
        g_autoptr(GError) failed = NULL;
        g_assert_cmpuint(record->n, >, 0);
        for (guint i = 0; i < record->n; i++)
            g_assert_true(g_utf8_validate(record->fields[i], -1, NULL));
        if (map != NULL)
            try_cells(map, record);
        else if ((map = stage_import_match(record, NULL, &failed)) == NULL)
            g_assert_true(stage_is_visible(failed->message));
        if (map == NULL)
            break;
    }
    g_assert_true(error == NULL || stage_is_visible(error->message));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    int fd = -1;
    g_autofree char *path = fuzz_file(data, size, &fd);
    g_autoptr(StageLines) lines = stage_lines_open(path, &error);

    g_assert_true((lines == NULL) == (error != NULL));
    for (const char *separator = stage_csv_separators; lines != NULL && *separator != '\0'; separator++) {
        read_all(lines, *separator);
        g_assert_true(stage_lines_rewind(lines, NULL));
    }
    close(fd);
    return 0;
}
