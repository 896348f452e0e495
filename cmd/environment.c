#include "cmd/environment.h"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

/* A closed descriptor would be given to the next file that is opened, and what is printed would land in it.
 * Opened the wrong way round, its use fails as it should. */
void
stage_keep_standard_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
            (void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* Text is UTF-8 inside, whatever the locale says: cron has none. */
void
stage_set_locale(void)
{
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    if (!g_get_charset(NULL))
        setlocale(LC_CTYPE, "C.UTF-8");
    bindtextdomain("stage", LOCALEDIR);
    bind_textdomain_codeset("stage", "UTF-8");
    textdomain("stage");
}

/* gettext looks at $LANGUAGE only when the locale is not the plain C one. */
void
stage_set_language(const char *language)
{
    const char *messages = setlocale(LC_MESSAGES, NULL);

    if (language == NULL)
        return;
    if (messages == NULL || strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0)
        setlocale(LC_MESSAGES, "C.UTF-8");
    g_setenv("LANGUAGE", language, TRUE);
}

gboolean
stage_find_today(StageDay *out, GError **error)
{
    const char *given = g_getenv("STAGE_TODAY");

    if (given != NULL && *given != '\0') {
        g_autofree char *shown = stage_visible(given);
        return stage_day_from_iso(given, out) ||
               stage_fail(error, STAGE_ERROR_CONFIG, _("$STAGE_TODAY '%s' is no day like 2026-11-12"), shown);
    }
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Amsterdam");
    g_autoptr(GDateTime) now = zone == NULL ? g_date_time_new_now_local() : g_date_time_new_now(zone);
    g_autofree char *text = g_date_time_format(now, "%Y-%m-%d");
    return stage_day_from_iso(text, out) || stage_fail(error, STAGE_ERROR_INTERNAL, "%s", text);
}

char *
stage_find_now(StageDay today)
{
    const char *given = g_getenv("STAGE_TODAY");
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *time = g_date_time_format(now, "T%H:%M:%SZ");

    if (given != NULL && *given != '\0')
        return g_strconcat(today.text, time, NULL);
    return g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
}

char *
stage_store_path(const StageSettings *settings, const char *given)
{
    const char *environment = g_getenv("STAGE_STORE");
    const char *setting = stage_settings_get(settings, "store");

    if (given != NULL)
        return g_strdup(given);
    if (environment != NULL && *environment != '\0')
        return g_strdup(environment);
    if (setting != NULL)
        return g_strdup(setting);
    return g_build_filename(g_get_user_data_dir(), "stage", "stage.db", NULL);
}

const char *
stage_system_config(void)
{
    const char *given = g_getenv("STAGE_CONFIG_SYSTEM");

    return given != NULL && *given != '\0' ? given : SYSCONFDIR "/stage/stage.conf";
}

char *
stage_user_config(void)
{
    return g_build_filename(g_get_user_config_dir(), "stage", "stage.conf", NULL);
}

char **
stage_profile_folders(void)
{
    g_autofree char *system = g_path_get_dirname(stage_system_config());
    char **folders = g_new0(char *, 4);

    folders[0] = g_strdup(DATADIR "/stage/import");
    folders[1] = g_build_filename(system, "import", NULL);
    folders[2] = g_build_filename(g_get_user_config_dir(), "stage", "import", NULL);
    return folders;
}
