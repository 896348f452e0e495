/* One line of text as a day, a time, a name and a search key. */
#include "fuzz.h"

#include <string.h>

#include "base/day.h"
#include "base/name.h"
#include "base/text.h"

static void
try_day(const char *text)
{
    static const StageLean leans[] = { STAGE_LEAN_NEAR, STAGE_LEAN_PAST, STAGE_LEAN_NEXT };

    for (guint i = 0; i < G_N_ELEMENTS(leans); i++) {
        g_autoptr(GError) error = NULL;
        StageDay day = STAGE_NO_DAY, again = STAGE_NO_DAY;
        if (stage_day_parse(text, (StageDay){ "2026-11-12" }, leans[i], &day, &error))
            g_assert_true(stage_day_from_iso(day.text, &again) && stage_day_compare(day, again) == 0);
        else
            g_assert_true(!stage_day_is_set(day) && stage_is_visible(error->message));
    }
}

static void
try_time(const char *text)
{
    g_autoptr(GError) error = NULL;
    char time[6] = "";

    if (stage_time_parse(text, time, &error))
        g_assert_true(time[2] == ':' && time[5] == '\0');
    else
        g_assert_true(*time == '\0' && stage_is_visible(error->message));
}

static void
try_text(const char *text)
{
    g_autofree char *visible = stage_visible(text), *tidy = stage_squeeze(text),
                    *tidier = stage_squeeze(tidy);
    g_autofree char *key = stage_fold(text), *same_key = stage_fold(key), *tight = stage_fold_tight(text);

    g_assert_true(stage_is_visible(visible) && g_utf8_validate(visible, -1, NULL));
    g_assert_true(!g_utf8_validate(text, -1, NULL) || strcmp(tidy, tidier) == 0);
    g_assert_cmpstr(key, ==, same_key);
    g_assert_null(strchr(tight, ' '));
    if (stage_check_line(text, "x", NULL))
        g_assert_true(stage_check_note(text, "x", NULL) && stage_is_visible(text));
}

static void
try_name(const char *text)
{
    StageNaam naam;
    gboolean split = stage_naam_split(text, &naam);
    g_autofree char *full = stage_naam_full(&naam), *sorted = stage_naam_sorted(&naam);

    g_assert_true(split == (naam.achternaam != NULL));
    g_assert_true(!split || (*full != '\0' && *sorted != '\0'));
    stage_naam_clear(&naam);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);

    try_day(text);
    try_time(text);
    try_text(text);
    try_name(text);
    return 0;
}
