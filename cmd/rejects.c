#include "cmd/rejects.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "import/dialect.h"

static gboolean
fail(const StageRejects *rejects, GError **error)
{
    g_autofree char *shown = stage_visible(rejects->path);

    return stage_fail(error, STAGE_ERROR_IO, _("cannot write '%s': %s"), shown, g_strerror(errno));
}

static void
write_cell(const StageRejects *rejects, const char *cell)
{
    if (cell[strcspn(cell, "\"\r\n")] == '\0' && strchr(cell, *rejects->separator) == NULL) {
        fputs(cell, rejects->file);
        return;
    }
    putc('"', rejects->file);
    for (; *cell != '\0'; cell++) {
        if (*cell == '"')
            putc('"', rejects->file);
        putc(*cell, rejects->file);
    }
    putc('"', rejects->file);
}

/* An object on a line of its own, without what is empty. */
static void
write_object(const StageRejects *rejects, guint n, const char *const *fields, const char *why)
{
    cJSON *object = cJSON_CreateObject();

    for (guint i = 0; i < n && rejects->header[i] != NULL; i++)
        if (*fields[i] != '\0')
            cJSON_AddStringToObject(object, rejects->header[i], fields[i]);
    cJSON_AddStringToObject(object, "reden", why);
    char *text = cJSON_PrintUnformatted(object);
    fprintf(rejects->file, "%s\n", text);
    cJSON_free(text);
    cJSON_Delete(object);
}

static void
write_row(const StageRejects *rejects, guint n, const char *const *fields, const char *last)
{
    for (guint i = 0; i < n; i++) {
        write_cell(rejects, fields[i]);
        putc(*rejects->separator, rejects->file);
    }
    write_cell(rejects, last);
    fputs("\r\n", rejects->file);
}

/* Of its owner only, under a passing name; with a byte order mark, so that Excel reads it as the UTF-8 it is.
 */
static gboolean
begin(StageRejects *rejects, GError **error)
{
    rejects->making = g_strconcat(rejects->path, ".new", NULL);
    int fd = open(rejects->making, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    rejects->file = fd < 0 ? NULL : fdopen(fd, "w");
    if (rejects->file == NULL)
        return fail(rejects, error);
    if (*rejects->separator == '\0')
        return TRUE;
    fputs("\xef\xbb\xbf", rejects->file);
    if (strchr(stage_csv_separators, *rejects->separator) == NULL)
        fprintf(rejects->file, "sep=%c\r\n", *rejects->separator);
    write_row(rejects, g_strv_length(rejects->header), (const char *const *)rejects->header, "reden");
    return TRUE;
}

gboolean
stage_rejects_row(StageRejects *rejects, guint n, const char *const *fields, const char *why, GError **error)
{
    if (rejects->path == NULL)
        return TRUE;
    if (why == NULL) {
        rejects->header = g_new0(char *, n + 1);
        for (guint i = 0; i < n; i++)
            rejects->header[i] = g_strdup(fields[i]);
        return TRUE;
    }
    if (rejects->file == NULL && !begin(rejects, error))
        return FALSE;
    if (*rejects->separator == '\0')
        write_object(rejects, n, fields, why);
    else
        write_row(rejects, n, fields, why);
    rejects->rows++;
    return !ferror(rejects->file) || fail(rejects, error);
}

gboolean
stage_rejects_end(StageRejects *rejects, GError **error)
{
    if (rejects->path == NULL)
        return TRUE;
    if (rejects->file == NULL)
        return unlink(rejects->path) == 0 || errno == ENOENT || fail(rejects, error);
    FILE *file = g_steal_pointer(&rejects->file);
    gboolean written = fflush(file) == 0 && fsync(fileno(file)) == 0;
    if (fclose(file) != 0 || !written || rename(rejects->making, rejects->path) != 0)
        return fail(rejects, error);
    g_clear_pointer(&rejects->making, g_free);
    return TRUE;
}

void
stage_rejects_clear(StageRejects *rejects)
{
    if (rejects->file != NULL)
        fclose(rejects->file);
    if (rejects->making != NULL)
        unlink(rejects->making);
    g_free(rejects->making);
    g_strfreev(rejects->header);
}
