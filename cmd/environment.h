/* What the program takes from around it: descriptors, locale, clock, places. The library reads none of it. */
#pragma once

#include "base/day.h"
#include "base/settings.h"

/* Makes sure that the three standard descriptors are taken, so that no file that is opened later becomes one.
 */
void stage_keep_standard_descriptors(void);

/* Takes the locale of the user, but for numbers, and UTF-8 always; finds the translations. */
void stage_set_locale(void);
/* The language of messages, from the settings; NULL leaves it to the locale. */
void stage_set_language(const char *language);

/* The day of $STAGE_TODAY, else the day in Europe/Amsterdam. CONFIG when the variable is no day. */
gboolean stage_find_today(StageDay *out, GError **error);

/* The instant, as YYYY-MM-DDTHH:MM:SSZ; when $STAGE_TODAY sets the day, the time of now on that day. The
 * caller frees it. */
char *stage_find_now(StageDay today);

/* The minute of the day on the school's clock, Europe/Amsterdam: that of $STAGE_TODAY when it has one. */
int stage_find_minute(void);

/* The store: what was given on the command line (or NULL), else $STAGE_STORE, else the setting, else the
 * user's data folder. The caller frees it. */
char *stage_store_path(const StageSettings *settings, const char *given);

/* The settings of the system: $STAGE_CONFIG_SYSTEM, else the place that the build chose. */
const char *stage_system_config(void);
/* The settings of the user, by XDG. The caller frees it. */
char *stage_user_config(void);

/* Where the profiles of exports are: installed, of the system, of the user; the later ones go first. The
 * caller frees them. */
char **stage_profile_folders(void);

/* 64 hexadecimal figures that nobody can guess. UNAVAILABLE. The caller frees it. */
char *stage_find_chance(GError **error);
