/* The settings: an ini file of the system, one of the user that goes before it, and defaults. Only known keys
 * exist, and every value is checked when it is read and when it is set. */
#pragma once

#include <glib.h>

typedef enum {
    STAGE_SETTING_PATH,
    STAGE_SETTING_CHOICE,
    STAGE_SETTING_NUMBER,
    STAGE_SETTING_TEXT,
    STAGE_SETTING_EMAIL,
    STAGE_SETTING_TIME, /* HH:MM */
    STAGE_SETTING_STORE /* a path, or the URI of a database */
} StageSettingKind;

typedef struct {
    const char *key; /* "plan.visits" is visits in the group [plan]; a key without a point is in [stage] */
    StageSettingKind kind;
    const char *fallback;       /* NULL: unset */
    const char *const *choices; /* for a choice; NULL-terminated */
    gint64 least, most;         /* for a number */
    const char *help;
} StageSetting;

/* Ends with a NULL key. */
extern const StageSetting stage_settings_known[];

typedef struct StageSettings StageSettings;

/* Reads both files; either path may be NULL or of no file. CONFIG names the file and the key that is wrong.
 */
StageSettings *stage_settings_load(const char *system_path, const char *user_path, GError **error);
void stage_settings_free(StageSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageSettings, stage_settings_free)

/* The value, or the default; NULL when it has none. The key must be a known one. */
const char *stage_settings_get(const StageSettings *settings, const char *key);
gint64 stage_settings_number(const StageSettings *settings, const char *key);
/* Where the value comes from: "default", or the file's path. */
const char *stage_settings_source(const StageSettings *settings, const char *key);
/* The description of a key; NOT_FOUND, with the nearest one, when it is not known. */
const StageSetting *stage_setting_find(const char *key, GError **error);

/* Writes an ini file whole, with its folder (modes 0600 and 0700). DENIED, IO. */
gboolean stage_settings_save(GKeyFile *file, const char *path, GError **error);

/* Checks the value and writes it into the user's file (made with its folder, mode 0600 and 0700); an empty
 * value takes the key out. The rest of the file stays as it is, comments too. */
gboolean stage_settings_set(const char *user_path, const char *key, const char *value, GError **error);
