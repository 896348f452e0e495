#include "rules/norm_keys.h"

#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

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

void *
stage_norm_member(const StageNorm *norm, const StageNormKey *key)
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
    char **list = key->kind == STAGE_NORM_LIST ? *(char ***)stage_norm_member(norm, key) : NULL;

    switch (key->kind) {
    case STAGE_NORM_TEXT:
        return g_strdup(
            *(char **)stage_norm_member(norm, key) == NULL ? "" : *(char **)stage_norm_member(norm, key));
    case STAGE_NORM_LIST:
        return list == NULL ? g_strdup("") : g_strjoinv("; ", list);
    case STAGE_NORM_NUMBER:
        return g_strdup_printf("%" PRId64, *(gint64 *)stage_norm_member(norm, key));
    case STAGE_NORM_CHOICE:
        return g_strdup(key->choices[*(gint64 *)stage_norm_member(norm, key)]);
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
    g_free(*(char **)stage_norm_member(norm, key));
    *(char **)stage_norm_member(
        norm, key) = *value == '\0' ? NULL : g_strdup(key->choices == NULL ? value : key->choices[choice]);
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
    g_strfreev(*(char ***)stage_norm_member(norm, key));
    *(char ***)stage_norm_member(norm, key) = NULL;
    if (list->len > 0) {
        g_ptr_array_add(list, NULL);
        *(char ***)stage_norm_member(norm, key) = (char **)g_ptr_array_free(g_steal_pointer(&list), FALSE);
    }
    return TRUE;
}

gboolean
stage_norm_set(StageNorm *norm, const StageNormKey *key, const char *value, GError **error)
{
    g_autofree char *shown = stage_visible(value);
    gint64 number = 0;

    switch (key->kind) {
    case STAGE_NORM_TEXT:
        return set_text(norm, key, value, error);
    case STAGE_NORM_LIST:
        return set_list(norm, key, value, error);
    case STAGE_NORM_CHOICE:
        return set_choice(key, value, stage_norm_member(norm, key), error);
    case STAGE_NORM_WINDOWS:
        return read_windows(norm, value, error);
    default:
        if (!g_ascii_string_to_signed(value, 10, 0, key->most, &number, NULL))
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no number from 0 to %" PRId64), shown,
                              key->most);
        *(gint64 *)stage_norm_member(norm, key) = number;
        return TRUE;
    }
}
