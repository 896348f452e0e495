#include "rules/norm.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "rules/norm_keys.h"

static const char built_in[] = "[standaard]\n"
                               "omschrijving=Stagepact: drie gezamenlijke gesprekken\n"
                               "momenten=start 0%..25%; tussen 25%..75%; eind 75%..100%+14d\n"
                               "minimaal=28\n"
                               "schooljaar=12\n"
                               "bezoeken=1\n"
                               "locatie=gemeld\n"
                               "zonder_opleider=vervanger\n"
                               "nagesprek=14\n"
                               "afwezig=2\n"
                               "[kort]\n"
                               "omschrijving=Korter dan vier weken: start en eind\n"
                               "momenten=start 0%..25%; eind 75%..100%+14d\n"
                               "minimaal=0\n";

struct StageNorms {
    GPtrArray *all;    /* StageNorm, by name and day */
    GPtrArray *ranked; /* the same, not owned: what says the most first */
};

/* --- one norm --- */

static void
free_norm(void *data)
{
    StageNorm *norm = data;

    for (const StageNormKey *key = stage_norm_keys; key->key != NULL; key++) {
        if (key->kind == STAGE_NORM_TEXT)
            g_free(*(char **)stage_norm_member(norm, key));
        if (key->kind == STAGE_NORM_LIST)
            g_strfreev(*(char ***)stage_norm_member(norm, key));
    }
    g_free(norm->naam);
    g_free(norm->bron);
    g_free(norm);
}

static StageNorm *
copy_norm(const StageNorm *from)
{
    StageNorm *norm = g_new0(StageNorm, 1);

    if (from == NULL)
        return norm;
    *norm = *from;
    for (const StageNormKey *key = stage_norm_keys; key->key != NULL; key++) {
        if (key->kind == STAGE_NORM_TEXT)
            *(char **)stage_norm_member(norm, key) = g_strdup(*(char **)stage_norm_member(from, key));
        if (key->kind == STAGE_NORM_LIST)
            *(char ***)stage_norm_member(norm, key) = g_strdupv(*(char ***)stage_norm_member(from, key));
    }
    return norm;
}

/* --- a file --- */

/* "verzorging", "standaard 2027-08-01" */
static gboolean
read_group_name(const char *group, char **out_naam, StageDay *out_van)
{
    const char *space = strchr(group, ' ');
    gsize length = space == NULL ? strlen(group) : (gsize)(space - group);

    if (length == 0 || length > 60 || strspn(group, "abcdefghijklmnopqrstuvwxyz0123456789-_") != length ||
        (space != NULL && !stage_day_from_iso(space + 1, out_van)))
        return FALSE;
    *out_naam = g_strndup(group, length);
    return TRUE;
}

/* By name, then by day: a version comes after what it leaves out its keys to; standaard before all others. */
static int
compare(const StageNorm *a, const StageNorm *b)
{
    gboolean first = strcmp(a->naam, "standaard") == 0, other = strcmp(b->naam, "standaard") == 0;
    int order = first != other ? (first ? -1 : 1) : strcmp(a->naam, b->naam);

    return order != 0 ? order : stage_day_compare(a->van, b->van);
}

static int
by_name_and_day(gconstpointer one, gconstpointer other)
{
    return compare(*(const StageNorm *const *)one, *(const StageNorm *const *)other);
}

/* What a group without a key takes over. */
static const StageNorm *
before(const StageNorms *norms, const StageNorm *of)
{
    const StageNorm *found = NULL, *standard = NULL;

    for (guint i = 0; i < norms->all->len; i++) {
        const StageNorm *norm = g_ptr_array_index(norms->all, i);
        if (strcmp(norm->naam, "standaard") == 0 &&
            (!stage_day_is_set(norm->van) || stage_day_compare(norm->van, of->van) <= 0))
            standard = norm;
        if (strcmp(norm->naam, of->naam) == 0 && stage_day_compare(norm->van, of->van) <= 0)
            found = norm;
    }
    return found == NULL ? standard : found;
}

static void
put(StageNorms *norms, StageNorm *norm)
{
    for (guint i = 0; i < norms->all->len; i++)
        if (compare(g_ptr_array_index(norms->all, i), norm) == 0) {
            g_ptr_array_remove_index(norms->all, i);
            break;
        }
    g_ptr_array_add(norms->all, norm);
    g_ptr_array_sort(norms->all, by_name_and_day);
}

/* Values as they stand: GLib warns of a wrong escape twice over, and nothing here needs one. */
static gboolean
read_keys(StageNorm *norm, GKeyFile *file, const char *group, GError **error)
{
    g_auto(GStrv) names = g_key_file_get_keys(file, group, NULL, error);

    for (char **name = names; name != NULL && *name != NULL; name++) {
        const StageNormKey *key = stage_norm_key(*name, error);
        g_autofree char *value = key == NULL ? NULL : g_key_file_get_value(file, group, *name, error);
        if (value == NULL || !stage_norm_set(norm, key, value, error)) {
            if (key != NULL)
                g_prefix_error(error, "%s: ", key->key);
            return FALSE;
        }
    }
    return names != NULL;
}

static gboolean
read_group(StageNorms *norms, GKeyFile *file, const StageNorm *named, const char *group, const char *bron,
           GError **error)
{
    StageNorm *norm = copy_norm(before(norms, named));

    norm->naam = g_strdup(named->naam);
    norm->van = named->van;
    norm->bron = g_strdup(bron);
    if (read_keys(norm, file, group, error)) {
        put(norms, norm);
        return TRUE;
    }
    free_norm(norm);
    g_autofree char *shown = stage_visible(group);
    g_prefix_error(error, "[%s] ", shown);
    return FALSE;
}

/* How much a norm says about whom it is for. */
static guint
rank(const StageNorm *norm)
{
    return (norm->opleidingen != NULL ? 8U : 0U) + (norm->teams != NULL ? 4U : 0U) +
           (norm->cohort != NULL ? 2U : 0U) + (norm->leerweg != NULL ? 1U : 0U);
}

static int
by_rank(gconstpointer one, gconstpointer other)
{
    const StageNorm *a = *(const StageNorm *const *)one, *b = *(const StageNorm *const *)other;

    if (rank(a) != rank(b))
        return (int)rank(b) - (int)rank(a);
    if (g_strcmp0(a->cohort, b->cohort) != 0)
        return g_strcmp0(b->cohort, a->cohort);
    return a->minimaal != b->minimaal ? (a->minimaal < b->minimaal ? 1 : -1) : compare(a, b);
}

static void
arrange(StageNorms *norms)
{
    g_ptr_array_set_size(norms->ranked, 0);
    for (guint i = 0; i < norms->all->len; i++) {
        StageNorm *norm = g_ptr_array_index(norms->all, i);
        const StageNorm *next = i + 1 < norms->all->len ? g_ptr_array_index(norms->all, i + 1) : NULL;
        norm->until = next != NULL && strcmp(next->naam, norm->naam) == 0 ? next->van : STAGE_NO_DAY;
        g_ptr_array_add(norms->ranked, norm);
    }
    g_ptr_array_sort(norms->ranked, by_rank);
}

/* The groups, in the order in which they take over from each other. */
static gboolean
read_file(StageNorms *norms, GKeyFile *file, const char *bron, GError **error)
{
    g_auto(GStrv) groups = g_key_file_get_groups(file, NULL);
    g_autoptr(GPtrArray) named = g_ptr_array_new_with_free_func(free_norm);

    for (char **group = groups; *group != NULL; group++) {
        StageNorm *norm = g_new0(StageNorm, 1);
        g_ptr_array_add(named, norm);
        if (!read_group_name(*group, &norm->naam, &norm->van)) {
            norm->naam = g_strdup("");
            g_autofree char *shown = stage_visible(*group);
            return stage_fail(
                error, STAGE_ERROR_CONFIG,
                _("[%s] is neither [naam] nor [naam 2027-08-01]; a naam has small letters, figures and -"),
                shown);
        }
    }
    g_ptr_array_sort(named, by_name_and_day);
    for (guint i = 0; i < named->len; i++) {
        const StageNorm *norm = g_ptr_array_index(named, i);
        g_autofree char *group = stage_day_is_set(norm->van)
                                     ? g_strdup_printf("%s %s", norm->naam, norm->van.text)
                                     : g_strdup(norm->naam);
        if (!read_group(norms, file, norm, group, bron, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
stage_norms_read(StageNorms *norms, const char *text, const char *bron, GError **error)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) failed = NULL;

    if ((*text == '\0' || g_key_file_load_from_data(file, text, (gsize)-1, G_KEY_FILE_NONE, &failed)) &&
        read_file(norms, file, bron, &failed)) {
        arrange(norms);
        return TRUE;
    }
    g_autofree char *safe = stage_visible(failed->message); /* GLib's words may hold the file's text */
    return stage_fail(error, STAGE_ERROR_CONFIG, "%s: %s", bron == NULL ? "" : bron, safe);
}

StageNorms *
stage_norms_new(void)
{
    StageNorms *norms = g_new0(StageNorms, 1);
    gboolean good;

    norms->all = g_ptr_array_new_with_free_func(free_norm);
    norms->ranked = g_ptr_array_new();
    good = stage_norms_read(norms, built_in, NULL, NULL);
    g_assert(good);
    return norms;
}

void
stage_norms_free(StageNorms *norms)
{
    if (norms == NULL)
        return;
    g_ptr_array_unref(norms->ranked);
    g_ptr_array_unref(norms->all);
    g_free(norms);
}

guint
stage_norms_count(const StageNorms *norms)
{
    return norms->all->len;
}

const StageNorm *
stage_norms_at(const StageNorms *norms, guint i)
{
    return g_ptr_array_index(norms->all, i);
}

/* --- which one --- */

static gboolean
is_among(char *const *list, const char *code, const char *name)
{
    for (; *list != NULL; list++) {
        if (g_strcmp0(*list, code) == 0)
            return TRUE;
        g_autofree char *one = name == NULL ? NULL : stage_fold(name);
        g_autofree char *other = name == NULL ? NULL : stage_fold(*list);
        if (name != NULL && strcmp(one, other) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
applies(const StageNorm *norm, const StageNormCase *of, StageDay on)
{
    if ((stage_day_is_set(norm->van) && stage_day_compare(on, norm->van) < 0) ||
        (stage_day_is_set(norm->until) && stage_day_compare(on, norm->until) >= 0))
        return FALSE;
    return stage_day_number(of->einde) - stage_day_number(of->begin) + 1 >= norm->minimaal &&
           (norm->cohort == NULL || g_strcmp0(of->cohort, norm->cohort) >= 0) &&
           (norm->leerweg == NULL || g_strcmp0(of->leerweg, norm->leerweg) == 0) &&
           (norm->opleidingen == NULL || is_among(norm->opleidingen, of->crebo, of->opleiding)) &&
           (norm->teams == NULL || is_among(norm->teams, NULL, of->team));
}

const StageNorm *
stage_norms_choose(const StageNorms *norms, const StageNormCase *of, StageDay on)
{
    for (guint i = 0; i < norms->ranked->len; i++) {
        const StageNorm *norm = g_ptr_array_index(norms->ranked, i);
        if (applies(norm, of, on))
            return norm;
    }
    return NULL;
}
