#include "base/settings.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/day.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

static const char *const yesno[] = { "ja", "nee", NULL };
static const char *const languages[] = { "nl", "en", NULL };

const StageSetting stage_settings_known[] = {
    { .key = "store",
      .kind = STAGE_SETTING_STORE,
      .help = N_("the file that holds the store, or the URI of a database on a server") },
    { .key = "language",
      .kind = STAGE_SETTING_CHOICE,
      .choices = languages,
      .help = N_("the language of messages and tables (default: that of the locale)") },
    { .key = "docent",
      .kind = STAGE_SETTING_TEXT,
      .help = N_("your own code: whose placements 'stage status' and 'stage plan' are about") },
    { .key = "log.kort",
      .kind = STAGE_SETTING_CHOICE,
      .fallback = "ja",
      .choices = yesno,
      .help = N_("whether 'stage gesprek log' tells of a note that is too short to be of use") },
    { .key = "log.dubbel",
      .kind = STAGE_SETTING_CHOICE,
      .fallback = "ja",
      .choices = yesno,
      .help = N_("whether 'stage gesprek log' tells of a note that is nearly the same as one in another "
                 "student's file") },
    { .key = "log.voorbeeld",
      .kind = STAGE_SETTING_CHOICE,
      .fallback = "ja",
      .choices = yesno,
      .help = N_("whether 'stage gesprek log' tells of an inschatting without an example") },
    { .key = "log.bijzonder",
      .kind = STAGE_SETTING_CHOICE,
      .fallback = "ja",
      .choices = yesno,
      .help = N_("whether 'stage gesprek log' tells of words that point at special personal data") },
    { .key = "store.timeout",
      .kind = STAGE_SETTING_NUMBER,
      .fallback = "10",
      .least = 0,
      .most = 3600,
      .help = N_("seconds to wait while another process writes to the store") },
    { .key = "plan.visits",
      .kind = STAGE_SETTING_NUMBER,
      .fallback = "3",
      .least = 1,
      .most = 12,
      .help = N_("visits that 'stage plan' gives a docent on a day at most") },
    { .key = "plan.school",
      .kind = STAGE_SETTING_TEXT,
      .help = N_("where days on the road begin and end: postcode, or latitude,longitude") },
    { .key = "signaal.contact",
      .kind = STAGE_SETTING_NUMBER,
      .fallback = "70",
      .least = 14,
      .most = 365,
      .help = N_("days without a talk after which 'stage signaal rules' tells of it") },
    { .key = "remind.from",
      .kind = STAGE_SETTING_TIME,
      .fallback = "08:00",
      .help = N_("the time from which on mail goes out") },
    { .key = "remind.until",
      .kind = STAGE_SETTING_TIME,
      .fallback = "18:00",
      .help = N_("the time from which on no mail goes out any more that day") },
    { .key = "remind.ahead",
      .kind = STAGE_SETTING_NUMBER,
      .fallback = "14",
      .least = 0,
      .most = 365,
      .help = N_("days before the window of a moment closes in which 'stage remind' tells of it") },
    { .key = "remind.again",
      .kind = STAGE_SETTING_NUMBER,
      .fallback = "7",
      .least = 1,
      .most = 90,
      .help = N_("days between two reminders of the same, and before the coordinator is told") },
    { .key = "vraag.vooraf",
      .kind = STAGE_SETTING_NUMBER,
      .fallback = "7",
      .least = 1,
      .most = 60,
      .help = N_("days before a planned gesprek in which 'stage inschatting ask --due' asks") },
    { .key = "mail.from",
      .kind = STAGE_SETTING_EMAIL,
      .help = N_("the address that mail comes from, and that replies and bounces go to") },
    { .key = "mail.name",
      .kind = STAGE_SETTING_TEXT,
      .help = N_("the name of the school, as mail is signed with") },
    { .key = "mail.plus",
      .kind = STAGE_SETTING_CHOICE,
      .fallback = "nee",
      .choices = yesno,
      .help = N_("whether replies go to an address of their own for each message: stage+…@school.nl") },
    { .key = "mail.sendmail",
      .kind = STAGE_SETTING_TEXT,
      .help = N_("the command that takes mail, such as /usr/sbin/sendmail or msmtp") },
    { .key = "mail.maildir",
      .kind = STAGE_SETTING_PATH,
      .help = N_("the Maildir that mail is written to, in the place of sending it") },
    { .key = "mail.timeout",
      .kind = STAGE_SETTING_NUMBER,
      .fallback = "60",
      .least = 1,
      .most = 3600,
      .help = N_("seconds that the command may take for one message") },
    { .key = "mail.language",
      .kind = STAGE_SETTING_CHOICE,
      .fallback = "nl",
      .choices = languages,
      .help = N_("the language of mail") },
    { .key = "meldpunt.school",
      .kind = STAGE_SETTING_TEXT,
      .help = N_("the school's own meldpunt, and how it is reached") },
    { .key = "meldpunt.vertrouwenspersoon",
      .kind = STAGE_SETTING_TEXT,
      .help = N_("the vertrouwenspersoon of the school, and how they are reached") },
    { .key = "meldpunt.sbb",
      .kind = STAGE_SETTING_TEXT,
      .fallback = "Meldpunt Stagediscriminatie van SBB (s-bb.nl)",
      .help = N_("where discrimination in a stage is reported") },
    { .key = "meldpunt.job",
      .kind = STAGE_SETTING_TEXT,
      .fallback = "JOB MBO (jobmbo.nl)",
      .help = N_("the students' union") },
    { .key = "meldpunt.discriminatie",
      .kind = STAGE_SETTING_TEXT,
      .fallback = "discriminatie.nl",
      .help = N_("where any discrimination is reported") },
    { .key = NULL },
};

enum { FILES = 2 };

struct StageSettings {
    GKeyFile *file[FILES]; /* system, user */
    char *path[FILES];
    GHashTable *values; /* key → value, from the last file that has it */
    GHashTable *source; /* key → path, not owned */
};

static void
split_key(const char *key, char **group, const char **name)
{
    const char *point = strchr(key, '.');

    *group = point == NULL ? g_strdup("stage") : g_strndup(key, (gsize)(point - key));
    *name = point == NULL ? key : point + 1;
}

const StageSetting *
stage_setting_find(const char *key, GError **error)
{
    const char *names[G_N_ELEMENTS(stage_settings_known)] = { NULL };
    gsize n = 0;

    for (const StageSetting *s = stage_settings_known; s->key != NULL; s++) {
        if (strcmp(s->key, key) == 0)
            return s;
        names[n++] = s->key;
    }
    g_autofree char *shown = stage_visible(key);
    const char *near = stage_nearest(key, names);
    if (near != NULL)
        return stage_fail_null(error, STAGE_ERROR_NOT_FOUND,
                               _("there is no setting '%s'; did you mean '%s'?"), shown, near);
    return stage_fail_null(error, STAGE_ERROR_NOT_FOUND, _("there is no setting '%s'"), shown);
}

/* Where a store can be: what a URI says is for its engine to judge. */
static gboolean
is_place(const char *value)
{
    return stage_is_visible(value) &&
           (g_path_is_absolute(value) || g_str_has_prefix(value, "postgresql://") ||
            g_str_has_prefix(value, "postgres://"));
}

static gboolean
check_value(const StageSetting *s, const char *value, StageErrorCode code, GError **error)
{
    g_autofree char *shown = stage_visible(value);
    gint64 number = 0;
    char time[6];

    if (s->kind == STAGE_SETTING_NUMBER &&
        !g_ascii_string_to_signed(value, 10, s->least, s->most, &number, NULL))
        return stage_fail(error, code, _("%s: '%s' is no number from %" PRId64 " to %" PRId64), s->key, shown,
                          s->least, s->most);
    if (s->kind == STAGE_SETTING_CHOICE && !g_strv_contains(s->choices, value)) {
        g_autofree char *known = g_strjoinv(", ", (char **)(guintptr)s->choices);
        return stage_fail(error, code, _("%s: '%s' is not one of %s"), s->key, shown, known);
    }
    if (s->kind == STAGE_SETTING_EMAIL && (!stage_is_email(value) || !stage_is_visible(value)))
        return stage_fail(error, code, _("%s: '%s' is no e-mail address"), s->key, shown);
    if (s->kind == STAGE_SETTING_TIME && (!stage_time_parse(value, time, NULL) || strcmp(time, value) != 0))
        return stage_fail(error, code, _("%s: '%s' is no time like 08:00"), s->key, shown);
    if (s->kind == STAGE_SETTING_TEXT && !stage_is_visible(value))
        return stage_fail(error, code, _("%s: '%s' is no text of one line"), s->key, shown);
    if (s->kind == STAGE_SETTING_PATH && (!g_path_is_absolute(value) || !stage_is_visible(value)))
        return stage_fail(error, code, _("%s: '%s' is no absolute path"), s->key, shown);
    if (s->kind == STAGE_SETTING_STORE && !is_place(value))
        return stage_fail(error, code,
                          _("%s: '%s' is no absolute path, and no URI like postgresql://server/name"), s->key,
                          shown);
    return TRUE;
}

/* What GLib says of a file may hold its text. */
static gboolean
wrong(const char *path, const GError *failed, GError **error)
{
    g_autofree char *shown = stage_visible(path);
    g_autofree char *safe = stage_visible(failed->message);

    return stage_fail(error, STAGE_ERROR_CONFIG, "%s: %s", shown, safe);
}

static gboolean
read_group(StageSettings *settings, guint f, const char *group, GError **error)
{
    g_auto(GStrv) names = g_key_file_get_keys(settings->file[f], group, NULL, error);

    for (char **name = names; name != NULL && *name != NULL; name++) {
        g_autofree char *key = strcmp(group, "stage") == 0 ? g_strdup(*name)
                                                           : g_strdup_printf("%s.%s", group, *name);
        /* [stage] plan.visits is no way to write [plan] visits. */
        gboolean misplaced = strcmp(group, "stage") == 0 && strchr(*name, '.') != NULL;
        const StageSetting *s = misplaced ? NULL : stage_setting_find(key, error);
        if (misplaced)
            return stage_fail(error, STAGE_ERROR_CONFIG, _("'%s' does not stand under its own [group]"), key);
        g_autofree char *value = s == NULL ? NULL
                                           : g_key_file_get_string(settings->file[f], group, *name, error);
        if (value == NULL || !check_value(s, value, STAGE_ERROR_CONFIG, error))
            return FALSE;
        g_hash_table_replace(settings->source, (void *)(guintptr)s->key, settings->path[f]);
        g_hash_table_replace(settings->values, (void *)(guintptr)s->key, g_steal_pointer(&value));
    }
    return names != NULL;
}

static gboolean
read_file(StageSettings *settings, guint f, const char *path, GError **error)
{
    g_autoptr(GError) failed = NULL;

    settings->path[f] = g_strdup(path);
    settings->file[f] = g_key_file_new();
    if (path == NULL)
        return TRUE;
    if (!g_key_file_load_from_file(settings->file[f], path, G_KEY_FILE_NONE, &failed)) {
        if (g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
            g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
            return TRUE;
        return wrong(path, failed, error);
    }
    g_auto(GStrv) groups = g_key_file_get_groups(settings->file[f], NULL);
    for (char **group = groups; *group != NULL; group++)
        if (!read_group(settings, f, *group, &failed))
            return wrong(path, failed, error);
    return TRUE;
}

StageSettings *
stage_settings_load(const char *system_path, const char *user_path, GError **error)
{
    g_autoptr(StageSettings) settings = g_new0(StageSettings, 1);

    settings->values = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    settings->source = g_hash_table_new(g_str_hash, g_str_equal);
    if (read_file(settings, 0, system_path, error) && read_file(settings, 1, user_path, error))
        return g_steal_pointer(&settings);
    return NULL;
}

void
stage_settings_free(StageSettings *settings)
{
    if (settings == NULL)
        return;
    for (guint f = 0; f < FILES; f++) {
        g_clear_pointer(&settings->file[f], g_key_file_free);
        g_free(settings->path[f]);
    }
    g_hash_table_destroy(settings->values);
    g_hash_table_destroy(settings->source);
    g_free(settings);
}

const char *
stage_settings_get(const StageSettings *settings, const char *key)
{
    const StageSetting *s = stage_setting_find(key, NULL);
    const char *value = g_hash_table_lookup(settings->values, key);

    g_assert(s != NULL);
    return value == NULL ? s->fallback : value;
}

gint64
stage_settings_number(const StageSettings *settings, const char *key)
{
    const char *value = stage_settings_get(settings, key);

    return value == NULL ? 0 : g_ascii_strtoll(value, NULL, 10);
}

const char *
stage_settings_source(const StageSettings *settings, const char *key)
{
    const char *path = g_hash_table_lookup(settings->source, key);

    return path == NULL ? "default" : path;
}

gboolean
stage_settings_save(GKeyFile *file, const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(GError) failed = NULL;
    gsize length = 0;
    g_autofree char *text = g_key_file_to_data(file, &length, NULL);

    if (g_mkdir_with_parents(folder, 0700) == 0 &&
        g_file_set_contents_full(path, text, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &failed))
        return TRUE;
    gboolean denied = errno == EACCES || g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_ACCES);
    return stage_fail(error, denied ? STAGE_ERROR_DENIED : STAGE_ERROR_IO, _("cannot write '%s': %s"), path,
                      failed == NULL ? folder : failed->message);
}

gboolean
stage_settings_set(const char *user_path, const char *key, const char *value, GError **error)
{
    const StageSetting *s = stage_setting_find(key, error);
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) failed = NULL;
    g_autofree char *group = NULL;
    const char *name = NULL;

    if (s == NULL || (*value != '\0' && !check_value(s, value, STAGE_ERROR_BAD_INPUT, error)))
        return FALSE;
    split_key(key, &group, &name);
    if (!g_key_file_load_from_file(file, user_path, G_KEY_FILE_KEEP_COMMENTS, &failed) &&
        !g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return wrong(user_path, failed, error);
    if (*value == '\0')
        g_key_file_remove_key(file, group, name, NULL);
    else
        g_key_file_set_string(file, group, name, value);
    return stage_settings_save(file, user_path, error);
}
