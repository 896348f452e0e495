#include "cmd/environment.h"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <sys/random.h>
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

/* $STAGE_TODAY is a day, or a day and a time there: 2026-11-12T14:30. */
static gboolean
read_given(const char *given, StageDay *out_day, char out_time[6])
{
    g_auto(GStrv) parts = g_strsplit(given, "T", 2);

    out_time[0] = '\0';
    return stage_day_from_iso(parts[0], out_day) &&
           (parts[1] == NULL || (strlen(parts[1]) == 5 && stage_time_parse(parts[1], out_time, NULL)));
}

static GDateTime *
now_in_zone(void)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Amsterdam");

    return zone == NULL ? g_date_time_new_now_local() : g_date_time_new_now(zone);
}

gboolean
stage_find_today(StageDay *out, GError **error)
{
    const char *given = g_getenv("STAGE_TODAY");
    char time[6];

    if (given != NULL && *given != '\0') {
        g_autofree char *shown = stage_visible(given);
        return read_given(given, out, time) ||
               stage_fail(error, STAGE_ERROR_CONFIG,
                          _("$STAGE_TODAY '%s' is no day like 2026-11-12, or time like 2026-11-12T14:30"),
                          shown);
    }
    g_autoptr(GDateTime) now = now_in_zone();
    g_autofree char *text = g_date_time_format(now, "%Y-%m-%d");
    return stage_day_from_iso(text, out) || stage_fail(error, STAGE_ERROR_INTERNAL, "%s", text);
}

int
stage_find_minute(void)
{
    const char *given = g_getenv("STAGE_TODAY");
    StageDay day = STAGE_NO_DAY;
    char time[6] = "";

    if (given != NULL && read_given(given, &day, time) && time[0] != '\0')
        return stage_minute_of(time);
    g_autoptr(GDateTime) now = now_in_zone();
    return g_date_time_get_hour(now) * 60 + g_date_time_get_minute(now);
}

/* A time that was given is of the school's clock; the seconds are those of now. */
static char *
given_instant(StageDay day, const char *time)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Amsterdam");
    g_autofree char *text = g_strdup_printf("%sT%s:00", day.text, time);
    g_autoptr(GDateTime) local = zone == NULL ? NULL : g_date_time_new_from_iso8601(text, zone);
    g_autoptr(GDateTime) there = local == NULL ? NULL : g_date_time_to_utc(local);

    return there == NULL ? g_strconcat(text, "Z", NULL) : g_date_time_format(there, "%Y-%m-%dT%H:%M:%SZ");
}

char *
stage_find_now(StageDay today)
{
    const char *given = g_getenv("STAGE_TODAY");
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *clock = g_date_time_format(now, "T%H:%M:%SZ");
    StageDay day = STAGE_NO_DAY;
    char time[6] = "";

    if (given == NULL || *given == '\0')
        return g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    if (read_given(given, &day, time) && time[0] != '\0')
        return given_instant(day, time);
    return g_strconcat(today.text, clock, NULL);
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

char *
stage_find_chance(GError **error)
{
    guchar bytes[32];
    g_autoptr(GString) hex = g_string_new(NULL);

    if (getrandom(bytes, sizeof bytes, 0) != (gssize)sizeof bytes)
        return stage_fail_null(error, STAGE_ERROR_UNAVAILABLE, _("the system gives no random numbers: %s"),
                               g_strerror(errno));
    for (gsize i = 0; i < sizeof bytes; i++)
        g_string_append_printf(hex, "%02x", bytes[i]);
    return g_string_free(g_steal_pointer(&hex), FALSE);
}
