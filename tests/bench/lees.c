/* How fast a file is read, without a store: bench-lees FILE prints rows, megabytes in a second and the memory
 * that it took. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "import/reader.h"

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    const StageRecord *record = NULL;
    struct rusage usage = { 0 };
    struct stat info = { 0 };
    guint64 rows = 0;

    if (argc != 2 || stat(argv[1], &info) != 0) {
        fprintf(stderr, "usage: bench-lees FILE\n");
        return 64;
    }
    gint64 start = g_get_monotonic_time();
    g_autoptr(StageLines) lines = stage_lines_open(argv[1], NULL, &error);
    double opened = (double)(g_get_monotonic_time() - start) / 1e6;
    g_autoptr(StageReader) reader = lines == NULL ? NULL : stage_reader_new(lines, NULL, &error);
    while (reader != NULL && stage_reader_next(reader, &record, &error) && record != NULL)
        rows++;
    if (error != NULL) {
        fprintf(stderr, "%s\n", error->message);
        return 65;
    }
    double seconds = (double)(g_get_monotonic_time() - start) / 1e6, mb = (double)info.st_size / 1e6;
    getrusage(RUSAGE_SELF, &usage);
    printf("%" G_GUINT64_FORMAT " rows, %.0f MB in %.2f s (%.2f s to find the encoding): %.0f MB/s, %ld kB\n",
           rows, mb, seconds, opened, mb / seconds, usage.ru_maxrss);
    return 0;
}
