#include "import/profiles.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "import/match.h"

/* --- loading --- */

static void
free_profile(void *profile)
{
    stage_profile_free(profile);
}

static int
by_name(gconstpointer one, gconstpointer other)
{
    return strcmp((*(StageProfile *const *)one)->name, (*(StageProfile *const *)other)->name);
}

static int
by_text(gconstpointer one, gconstpointer other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static void
put(StageProfiles *profiles, StageProfile *profile)
{
    for (guint i = 0; i < profiles->all->len; i++)
        if (strcmp(((StageProfile *)g_ptr_array_index(profiles->all, i))->name, profile->name) == 0) {
            g_ptr_array_remove_index(profiles->all, i);
            break;
        }
    g_ptr_array_add(profiles->all, profile);
}

static gboolean
load_folder(StageProfiles *profiles, const char *folder, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    const char *name = NULL;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
        if (g_str_has_suffix(name, ".json") && name[0] != '.')
            g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
    g_ptr_array_sort(paths, by_text);
    for (guint i = 0; i < paths->len; i++) {
        StageProfile *profile = stage_profile_load(g_ptr_array_index(paths, i), error);
        if (profile == NULL)
            return FALSE;
        put(profiles, profile);
    }
    return TRUE;
}

static void
know_all(GHashTable *headers, const GPtrArray *names)
{
    for (guint i = 0; names != NULL && i < names->len; i++)
        g_hash_table_add(headers, stage_fold_tight(g_ptr_array_index(names, i)));
}

static void
know(GHashTable *headers, const StageProfile *profile)
{
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        know_all(headers, profile->field[c].headers);
    know_all(headers, profile->leave);
    for (guint i = 0; i < profile->signs->len; i++)
        know_all(headers, ((StageProfileSign *)g_ptr_array_index(profile->signs, i))->headers);
}

StageProfiles *
stage_profiles_load(const char *const *folders, GError **error)
{
    g_autoptr(StageProfiles) profiles = g_new0(StageProfiles, 1);

    profiles->all = g_ptr_array_new_with_free_func(free_profile);
    profiles->headers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (; *folders != NULL; folders++)
        if (!load_folder(profiles, *folders, error))
            return NULL;
    g_ptr_array_sort(profiles->all, by_name);
    for (guint i = 0; i < profiles->all->len; i++)
        know(profiles->headers, g_ptr_array_index(profiles->all, i));
    return g_steal_pointer(&profiles);
}

void
stage_profiles_free(StageProfiles *profiles)
{
    if (profiles == NULL)
        return;
    g_ptr_array_unref(profiles->all);
    g_hash_table_unref(profiles->headers);
    g_free(profiles);
}

const StageProfile *
stage_profiles_find(const StageProfiles *profiles, const char *name, GError **error)
{
    g_autofree const char **names = g_new0(const char *, profiles->all->len + 1);
    g_autofree char *shown = stage_visible(name);

    for (guint i = 0; i < profiles->all->len; i++) {
        const StageProfile *profile = g_ptr_array_index(profiles->all, i);
        if (strcmp(profile->name, name) == 0)
            return profile;
        names[i] = profile->name;
    }
    const char *near = stage_nearest(name, names);
    return near != NULL
               ? stage_fail_null(error, STAGE_ERROR_NOT_FOUND,
                                 _("there is no profile '%s'; did you mean '%s'?"), shown, near)
               : stage_fail_null(error, STAGE_ERROR_NOT_FOUND,
                                 _("there is no profile '%s'; 'stage import profile list' lists them"),
                                 shown);
}

/* --- choosing --- */

static gboolean
has_all(GHashTable *keys, const GPtrArray *wanted)
{
    for (guint i = 0; i < wanted->len; i++)
        if (!g_hash_table_contains(keys, g_ptr_array_index(wanted, i)))
            return FALSE;
    return TRUE;
}

static gboolean
has_one(GHashTable *keys, const GPtrArray *unwanted)
{
    for (guint i = 0; i < unwanted->len; i++)
        if (g_hash_table_contains(keys, g_ptr_array_index(unwanted, i)))
            return TRUE;
    return FALSE;
}

/* How many columns the records of a profile have, when all of them are there: its bad rows are written under
 * their names. */
static guint
fit_names(const StageProfile *profile, GHashTable *keys)
{
    guint n = 0;

    for (guint i = 0; i < profile->records->len; i++) {
        const StageProfileRecord *record = g_ptr_array_index(profile->records, i);
        for (guint name = 1; name < record->names->len; name++, n++) {
            g_autofree char *key = stage_fold_tight(g_ptr_array_index(record->names, name));
            if (!g_hash_table_contains(keys, key))
                return 0;
        }
    }
    return n;
}

/* The headers of the longest sign of a profile that fits; 0 when none does. */
static guint
fit(const StageProfile *profile, GHashTable *keys)
{
    guint most = fit_names(profile, keys);

    for (guint i = 0; i < profile->signs->len; i++) {
        const StageProfileSign *sign = g_ptr_array_index(profile->signs, i);
        if (sign->cells->len == 0 && has_all(keys, sign->headers) && !has_one(keys, sign->without))
            most = MAX(most, sign->headers->len);
    }
    return most;
}

const StageProfile *
stage_profiles_choose(const StageProfiles *profiles, const StageRecord *header, char **out_several)
{
    g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GString) several = g_string_new(NULL);
    const StageProfile *best = NULL;
    guint most = 0;

    for (guint i = 0; i < header->n; i++)
        g_hash_table_add(keys, stage_fold_tight(header->fields[i]));
    for (guint i = 0; i < profiles->all->len; i++) {
        const StageProfile *profile = g_ptr_array_index(profiles->all, i);
        guint n = fit(profile, keys);
        if (n == 0 || n < most)
            continue;
        if (n > most)
            g_string_truncate(several, 0);
        g_string_append_printf(several, "%s%s", several->len > 0 ? ", " : "", profile->name);
        best = n > most ? profile : NULL;
        most = n;
    }
    *out_several = best == NULL && several->len > 0 ? g_strdup(several->str) : NULL;
    return best;
}

/* --- records without a header --- */

/* The record that the profile describes for this type, or NULL. */
static const StageProfileRecord *
record_of(const StageProfile *profile, const char *type)
{
    for (guint i = 0; i < profile->records->len; i++) {
        const StageProfileRecord *record = g_ptr_array_index(profile->records, i);
        if (strcmp(record->type, type) == 0)
            return record;
    }
    return NULL;
}

static gboolean
is_skipped(const StageProfile *profile, const char *type)
{
    for (guint i = 0; i < profile->skip->len; i++)
        if (strcmp(g_ptr_array_index(profile->skip, i), type) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
has_forms(const StageProfileSign *sign, const StageProfileRecord *type, char **record)
{
    for (guint i = 0; i < sign->cells->len; i++) {
        const StageProfileCell *cell = g_ptr_array_index(sign->cells, i);
        guint at = 0;
        while (at < type->names->len && strcmp(g_ptr_array_index(type->names, at), cell->header) != 0)
            at++;
        if (at >= type->names->len || at >= g_strv_length(record) ||
            !g_regex_match(cell->form, record[at], 0, NULL))
            return FALSE;
    }
    return TRUE;
}

/* Whether its first records are of types that the profile has, and those that make a row have the cells of
 * one of its signs. */
static gboolean
fits_records(const StageProfile *profile, const GPtrArray *records)
{
    enum { CERTAIN = 2 }; /* so many must be known; a later one that is not is told as a mistake */
    const StageProfileRecord *row = g_ptr_array_index(profile->records, profile->records->len - 1);

    for (guint i = 0; i < records->len; i++) {
        char **record = g_ptr_array_index(records, i);
        const StageProfileRecord *type = record_of(profile, record[0]);
        gboolean fits = type != row || profile->signs->len == 0;
        if (type == NULL && !is_skipped(profile, record[0]) && i < CERTAIN)
            return FALSE;
        for (guint s = 0; !fits && s < profile->signs->len; s++)
            fits = has_forms(g_ptr_array_index(profile->signs, s), row, record);
        if (!fits)
            return FALSE;
    }
    return records->len >= CERTAIN;
}

const StageProfile *
stage_profiles_choose_records(const StageProfiles *profiles, const GPtrArray *records)
{
    for (guint p = 0; p < profiles->all->len; p++) {
        const StageProfile *profile = g_ptr_array_index(profiles->all, p);
        if (profile->records->len > 0 && fits_records(profile, records))
            return profile;
    }
    return NULL;
}

gboolean
stage_profiles_is_type(const StageProfiles *profiles, const char *text)
{
    for (guint p = 0; p < profiles->all->len; p++) {
        const StageProfile *profile = g_ptr_array_index(profiles->all, p);
        if (record_of(profile, text) != NULL || is_skipped(profile, text))
            return TRUE;
    }
    return FALSE;
}

guint
stage_profiles_known(const StageRecord *record, const void *data)
{
    const StageProfiles *profiles = data;
    guint known = stage_import_known(record);

    for (guint i = 0; i < record->n; i++) {
        g_autofree char *key = stage_fold_tight(record->fields[i]);
        known += !stage_import_is_known(key) && g_hash_table_contains(profiles->headers, key) ? 1 : 0;
    }
    return known;
}
