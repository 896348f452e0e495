#include "import/package.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/module.h"
#include "base/text.h"

/* All of a ZIP together, unpacked: more is no export but an attack. */
#define UNPACKED_MAX (4 * G_GUINT64_CONSTANT(1024) * 1024 * 1024)

static gboolean
begins_as_zip(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    char head[4] = "";
    gboolean zip = fd >= 0 && pread(fd, head, 4, 0) == 4 && memcmp(head, "PK\3\4", 4) == 0;

    if (fd >= 0)
        close(fd);
    return zip;
}

/* The file of this name, in whatever case, in a folder; the caller frees it. */
static char *
member_path(const char *folder, const char *name)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *entry = NULL;

    while (dir != NULL && (entry = g_dir_read_name(dir)) != NULL)
        if (g_ascii_strcasecmp(entry, name) == 0)
            return g_build_filename(folder, entry, NULL);
    return NULL;
}

gboolean
stage_package_is(const char *path)
{
    if (!g_file_test(path, G_FILE_TEST_IS_DIR))
        return begins_as_zip(path);
    g_autofree char *manifest = member_path(path, "manifest.csv");
    return manifest != NULL;
}

static void
free_member(void *data)
{
    StagePackageMember *member = data;

    g_free(member->name);
    stage_lines_free(member->lines);
    g_free(member);
}

static void
add_member(StagePackage *package, const char *name, StageLines *lines)
{
    StagePackageMember *member = g_new(StagePackageMember, 1);

    *member = (StagePackageMember){ g_ascii_strdown(name, -1), lines };
    g_ptr_array_add(package->members, member);
}

typedef struct {
    StagePackage *package;
    const char *encoding;
} Adding;

static gboolean
add_file(const char *name, int fd, void *data, GError **error)
{
    const Adding *adding = data;
    g_autofree char *shown = g_strdup_printf("%s/%s", adding->package->path, name);
    g_autoptr(GError) failed = NULL;
    StageLines *lines = stage_lines_open_fd(fd, shown, adding->encoding, &failed);

    if (lines != NULL) {
        add_member(adding->package, name, lines);
        return TRUE;
    }
    if (g_error_matches(failed, STAGE_ERROR, STAGE_ERROR_BAD_INPUT) && lseek(fd, 0, SEEK_END) <= 0)
        return TRUE; /* an empty file has nothing to say */
    g_propagate_error(error, g_steal_pointer(&failed));
    return FALSE;
}

static gboolean
is_csv(const char *name)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);

    return g_str_has_suffix(lower, ".csv") && name[0] != '.';
}

static gboolean
open_folder(StagePackage *package, const char *path, Adding *adding, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name = NULL;

    if (dir == NULL)
        return stage_fail(error, STAGE_ERROR_IO, _("cannot read the folder '%s'"), package->path);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        int fd = is_csv(name) ? open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
        if (fd < 0 && is_csv(name))
            return stage_fail(error, STAGE_ERROR_IO, _("cannot open '%s/%s'"), package->path, name);
        if (fd >= 0 && !add_file(name, fd, adding, error))
            return FALSE;
    }
    return TRUE;
}

static int
by_name(gconstpointer one, gconstpointer other)
{
    return strcmp((*(StagePackageMember *const *)one)->name, (*(StagePackageMember *const *)other)->name);
}

StagePackage *
stage_package_open(const char *path, const char *encoding, GError **error)
{
    g_autoptr(StagePackage) package = g_new0(StagePackage, 1);
    Adding adding = { package, encoding };

    package->path = stage_visible(path);
    package->members = g_ptr_array_new_with_free_func(free_member);
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
        if (!open_folder(package, path, &adding, error))
            return NULL;
    } else {
        void *symbol = stage_module_symbol("zip", "stage_zip_open", error);
        StageZipOpen unzip = NULL;
        memcpy(&unzip, &symbol, sizeof symbol);
        if (symbol == NULL || !unzip(path, UNPACKED_MAX, add_file, &adding, error))
            return NULL;
    }
    g_ptr_array_sort(package->members, by_name);
    if (stage_package_lines(package, "manifest.csv") != NULL)
        return g_steal_pointer(&package);
    return stage_fail_null(
        error, STAGE_ERROR_BAD_INPUT,
        _("%s:1: this is a workbook or an archive, no text: save it as CSV UTF-8 (only a OneRoster "
          "package, with a manifest.csv, is read as a ZIP)"),
        package->path);
}

void
stage_package_free(StagePackage *package)
{
    if (package == NULL)
        return;
    g_free(package->path);
    g_ptr_array_unref(package->members);
    g_free(package);
}

StageLines *
stage_package_lines(const StagePackage *package, const char *name)
{
    for (guint i = 0; i < package->members->len; i++) {
        const StagePackageMember *member = g_ptr_array_index(package->members, i);
        if (strcmp(member->name, name) == 0)
            return member->lines;
    }
    return NULL;
}

char *
stage_package_sha256(const StagePackage *package, GError **error)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

    for (guint i = 0; i < package->members->len; i++) {
        const StagePackageMember *member = g_ptr_array_index(package->members, i);
        g_autofree char *hash = stage_lines_sha256(member->lines, error);
        if (hash == NULL)
            return NULL;
        g_checksum_update(sum, (const guchar *)member->name, (gssize)strlen(member->name) + 1);
        g_checksum_update(sum, (const guchar *)hash, (gssize)strlen(hash));
    }
    return g_strdup(g_checksum_get_string(sum));
}
