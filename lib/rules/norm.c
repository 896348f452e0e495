#include "rules/norm.h"

#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

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

#define AT(member) offsetof(StageNorm, member)

static const char *const zonder[] = { "nee", "vervanger", "ja", NULL };
static const char *const locaties[] = { "gevraagd", "gemeld", "vereist", NULL };
static const char *const leerwegen[] = { "BOL", "BBL", NULL };

enum { DAYS = 3660, MONTHS = 120 };

/* clang-format off */
const StageNormKey stage_norm_keys[] = {
    { "omschrijving", STAGE_NORM_TEXT, AT(omschrijving), 0, NULL, N_("what it is, in a line") },
    { "momenten", STAGE_NORM_WINDOWS, 0, 0, NULL, N_("the moments and their windows: \"start 0%..25%; eind 75%..100%+14d\"") },
    { "minimaal", STAGE_NORM_NUMBER, AT(minimaal), DAYS, NULL, N_("days of the shortest placement that it applies to") },
    { "cohort", STAGE_NORM_TEXT, AT(cohort), 0, NULL, N_("from which cohort on") },
    { "leerweg", STAGE_NORM_TEXT, AT(leerweg), 0, leerwegen, N_("BOL or BBL; empty: both") },
    { "opleidingen", STAGE_NORM_LIST, AT(opleidingen), 0, NULL, N_("crebo's or names, with ; between them; empty: all") },
    { "teams", STAGE_NORM_LIST, AT(teams), 0, NULL, N_("names, with ; between them; empty: all") },
    { "schooljaar", STAGE_NORM_NUMBER, AT(schooljaar), MONTHS, NULL, N_("months: a longer placement is judged per school year; 0: never") },
    { "uitloop", STAGE_NORM_NUMBER, AT(uitloop), DAYS, NULL, N_("days after a window in which a talk still counts") },
    { "bezoeken", STAGE_NORM_NUMBER, AT(bezoeken), STAGE_NORM_MOMENTS_MAX, NULL, N_("how many of the moments on location") },
    { "locatie", STAGE_NORM_CHOICE, AT(locatie), 0, locaties, N_("whether those visits are asked for, reported or required") },
    { "zonder_docent", STAGE_NORM_CHOICE, AT(zonder[STAGE_PARTIJ_DOCENT]), 0, zonder, N_("whether a talk without the docent counts: nee, vervanger (when somebody sat in), ja") },
    { "zonder_student", STAGE_NORM_CHOICE, AT(zonder[STAGE_PARTIJ_STUDENT]), 0, zonder, N_("the same without the student") },
    { "zonder_opleider", STAGE_NORM_CHOICE, AT(zonder[STAGE_PARTIJ_OPLEIDER]), 0, zonder, N_("the same without the praktijkopleider") },
    { "nagesprek", STAGE_NORM_NUMBER, AT(nagesprek), DAYS, NULL, N_("days within which who was absent is spoken to; 0: not asked") },
    { "afwezig", STAGE_NORM_NUMBER, AT(afwezig), 99, NULL, N_("from how many absences on they are reported; 0: never") },
    { NULL, STAGE_NORM_TEXT, 0, 0, NULL, NULL },
};
/* clang-format on */

struct StageNorms {
    GPtrArray *all;    /* StageNorm, by name and day */
    GPtrArray *ranked; /* the same, not owned: what says the most first */
};

/* --- windows as text --- */

/* "75%", "100%+14d", "0%-7d", "28d" */
static gboolean
read_bound(const char *text, StageNormBound *out)
{
    const char *at = text;
    char *end = NULL;
    StageNormBound bound = { 0, 0 };
    gint64 number;

    if (g_ascii_isdigit(*at)) {
        number = g_ascii_strtoll(at, &end, 10);
        if (*end == '%') {
            if (number > 100)
                return FALSE;
            bound.percent = (int)number;
            at = end + 1;
        }
    }
    if (*at != '\0') {
        number = g_ascii_strtoll(at, &end, 10);
        if (end == at || g_ascii_isspace(*at) || strcmp(end, "d") != 0 || ABS(number) > DAYS)
            return FALSE;
        bound.days = (int)number;
    }
    *out = bound;
    return at != text || bound.days != 0;
}

static int
by_window(gconstpointer one, gconstpointer other)
{
    const StageNormMoment *a = one, *b = other;

    return a->from.percent != b->from.percent ? a->from.percent - b->from.percent
           : a->from.days != b->from.days     ? a->from.days - b->from.days
                                              : (int)a->soort - (int)b->soort;
}

/* "start 0%..25%" */
static gboolean
read_moment(const char *text, StageNormMoment *out)
{
    g_auto(GStrv) words = g_strsplit(text, " ", 2);
    g_auto(GStrv) bounds = g_strv_length(words) == 2 ? g_strsplit(words[1], "..", 2) : NULL;

    if (bounds == NULL || g_strv_length(bounds) != 2)
        return FALSE;
    out->soort = stage_soort_of(words[0]);
    return out->soort != STAGE_SOORT_EXTRA && read_bound(g_strstrip(bounds[0]), &out->from) &&
           read_bound(g_strstrip(bounds[1]), &out->until) &&
           (out->from.percent < out->until.percent ||
            (out->from.percent == out->until.percent && out->from.days < out->until.days));
}

static gboolean
read_windows(StageNorm *norm, const char *value, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(value, ";", -1);
    StageNormMoment momenten[STAGE_NORM_MOMENTS_MAX] = { 0 };
    guint n = 0;

    for (char **part = parts; *part != NULL; part++) {
        g_autofree char *text = stage_squeeze(*part);
        g_autofree char *shown = stage_visible(text);
        if (*text == '\0')
            continue;
        if (n == STAGE_NORM_MOMENTS_MAX)
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("a norm has at most %d moments"),
                              STAGE_NORM_MOMENTS_MAX);
        if (!read_moment(text, &momenten[n++]))
            return stage_fail(
                error, STAGE_ERROR_BAD_INPUT,
                _("'%s' is no moment: write start, tussen or eind and its window, such as 75%%..100%%+14d"),
                shown);
    }
    qsort(momenten, n, sizeof *momenten, by_window);
    memcpy(norm->momenten, momenten, n * sizeof *momenten);
    norm->n = n;
    return TRUE;
}

static void
append_bound(GString *to, StageNormBound bound)
{
    g_string_append_printf(to, "%d%%", bound.percent);
    if (bound.days != 0)
        g_string_append_printf(to, "%+dd", bound.days);
}

static char *
show_windows(const StageNorm *norm)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < norm->n; i++) {
        const StageNormMoment *m = &norm->momenten[i];
        g_string_append_printf(text, "%s%s ", i > 0 ? "; " : "", stage_gesprek_soorten[m->soort]);
        append_bound(text, m->from);
        g_string_append(text, "..");
        append_bound(text, m->until);
    }
    return g_string_free(text, FALSE);
}

/* --- keys --- */

static void *
member(const StageNorm *norm, const StageNormKey *key)
{
    return (char *)(guintptr)norm + key->at;
}

const StageNormKey *
stage_norm_key(const char *name, GError **error)
{
    const char *names[G_N_ELEMENTS(stage_norm_keys)] = { NULL };
    gsize n = 0;

    for (const StageNormKey *key = stage_norm_keys; key->key != NULL; key++) {
        if (strcmp(key->key, name) == 0)
            return key;
        names[n++] = key->key;
    }
    g_autofree char *shown = stage_visible(name);
    const char *near = stage_nearest(name, names);
    if (near != NULL)
        return stage_fail_null(error, STAGE_ERROR_NOT_FOUND, _("a norm has no '%s'; did you mean '%s'?"),
                               shown, near);
    return stage_fail_null(error, STAGE_ERROR_NOT_FOUND, _("a norm has no '%s'"), shown);
}

char *
stage_norm_get(const StageNorm *norm, const StageNormKey *key)
{
    char **list = key->kind == STAGE_NORM_LIST ? *(char ***)member(norm, key) : NULL;

    switch (key->kind) {
    case STAGE_NORM_TEXT:
        return g_strdup(*(char **)member(norm, key) == NULL ? "" : *(char **)member(norm, key));
    case STAGE_NORM_LIST:
        return list == NULL ? g_strdup("") : g_strjoinv("; ", list);
    case STAGE_NORM_NUMBER:
        return g_strdup_printf("%" PRId64, *(gint64 *)member(norm, key));
    case STAGE_NORM_CHOICE:
        return g_strdup(key->choices[*(gint64 *)member(norm, key)]);
    default:
        return show_windows(norm);
    }
}

static gboolean
set_choice(const StageNormKey *key, const char *value, gint64 *out, GError **error)
{
    for (gint64 i = 0; key->choices[i] != NULL; i++)
        if (g_ascii_strcasecmp(key->choices[i], value) == 0) {
            *out = i;
            return TRUE;
        }
    g_autofree char *known = g_strjoinv(", ", (char **)(guintptr)key->choices);
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is not one of %s"), value, known);
}

static gboolean
set_text(StageNorm *norm, const StageNormKey *key, const char *value, GError **error)
{
    gint64 choice = 0;

    if (*value != '\0' && (!stage_check_line(value, key->key, error) ||
                           (key->choices != NULL && !set_choice(key, value, &choice, error))))
        return FALSE;
    g_free(*(char **)member(norm, key));
    *(char **)member(norm, key) = *value == '\0'
                                      ? NULL
                                      : g_strdup(key->choices == NULL ? value : key->choices[choice]);
    return TRUE;
}

static gboolean
set_list(StageNorm *norm, const StageNormKey *key, const char *value, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(value, ";", -1);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);

    for (char **part = parts; *part != NULL; part++) {
        char *text = stage_squeeze(*part);
        g_ptr_array_add(list, text);
        if (*text == '\0')
            g_ptr_array_remove_index(list, list->len - 1);
        else if (!stage_check_line(text, key->key, error))
            return FALSE;
    }
    g_strfreev(*(char ***)member(norm, key));
    *(char ***)member(norm, key) = NULL;
    if (list->len > 0) {
        g_ptr_array_add(list, NULL);
        *(char ***)member(norm, key) = (char **)g_ptr_array_free(g_steal_pointer(&list), FALSE);
    }
    return TRUE;
}

static gboolean
set_key(StageNorm *norm, const StageNormKey *key, const char *value, GError **error)
{
    g_autofree char *shown = stage_visible(value);
    gint64 number = 0;

    switch (key->kind) {
    case STAGE_NORM_TEXT:
        return set_text(norm, key, value, error);
    case STAGE_NORM_LIST:
        return set_list(norm, key, value, error);
    case STAGE_NORM_CHOICE:
        return set_choice(key, value, member(norm, key), error);
    case STAGE_NORM_WINDOWS:
        return read_windows(norm, value, error);
    default:
        if (!g_ascii_string_to_signed(value, 10, 0, key->most, &number, NULL))
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no number from 0 to %" PRId64), shown,
                              key->most);
        *(gint64 *)member(norm, key) = number;
        return TRUE;
    }
}

/* --- one norm --- */

static void
free_norm(void *data)
{
    StageNorm *norm = data;

    for (const StageNormKey *key = stage_norm_keys; key->key != NULL; key++) {
        if (key->kind == STAGE_NORM_TEXT)
            g_free(*(char **)member(norm, key));
        if (key->kind == STAGE_NORM_LIST)
            g_strfreev(*(char ***)member(norm, key));
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
            *(char **)member(norm, key) = g_strdup(*(char **)member(from, key));
        if (key->kind == STAGE_NORM_LIST)
            *(char ***)member(norm, key) = g_strdupv(*(char ***)member(from, key));
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

static gboolean
read_keys(StageNorm *norm, GKeyFile *file, const char *group, GError **error)
{
    g_auto(GStrv) names = g_key_file_get_keys(file, group, NULL, error);

    for (char **name = names; name != NULL && *name != NULL; name++) {
        const StageNormKey *key = stage_norm_key(*name, error);
        g_autofree char *value = key == NULL ? NULL : g_key_file_get_string(file, group, *name, error);
        if (value == NULL || !set_key(norm, key, value, error)) {
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
