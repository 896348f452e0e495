/* What the fuzz targets share. Each gives LLVMFuzzerTestOneInput(); with replay.c instead of libFuzzer the
 * inputs in corpus/ run as a plain test. To fuzz, from the top of the source, with embed.sh's output for the
 * migrations and the config.h of a build in build-test:
 *
 *   lib/db/embed.sh sqlite lib/db/sqlite/0*.sql >/tmp/migrations.c
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -D_GNU_SOURCE \
 *       -DG_LOG_DOMAIN='"stage"' -I. -Ilib -Ibuild-test tests/fuzz/fuzz-csv.c \
 *       $(find lib -name '*.c' ! -name 'postgres*') /tmp/migrations.c \
 *       $(pkg-config --cflags --libs gmodule-2.0 sqlite3 libcjson libarchive libical gmime-3.0) -lcsv -lm \
 *       -o /tmp/fuzz-csv
 *   G_DEBUG=fatal-criticals /tmp/fuzz-csv -max_len=2048 NEW_INPUTS tests/fuzz/corpus/csv
 *
 * and keep what it found with -merge=1. */
#pragma once

#include <glib.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes as a file without a name on disk; its path is good until the descriptor is closed. */
static inline char *
fuzz_file(const uint8_t *data, size_t size, int *out_fd)
{
    int fd = memfd_create("fuzz", MFD_CLOEXEC);

    g_assert_cmpint(fd, >=, 0);
    g_assert_true(write(fd, data, size) == (ssize_t)size);
    *out_fd = fd;
    return g_strdup_printf("/proc/self/fd/%d", fd);
}
