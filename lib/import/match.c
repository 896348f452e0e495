#include "import/match.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

/* School's guide or company's? Both use these words; beside a column for the praktijkopleider they are the
 * school's. */
static const char *const either_guide[] = { "praktijkbegeleider", "stagebegeleider", "begeleider", NULL };

static int
column_named(const char *name)
{
    for (int c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        if (strcmp(stage_import_columns[c].name, name) == 0)
            return c;
    return -1;
}

static int
column_of_header(const char *tight)
{
    for (int c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        if (g_strv_contains(stage_import_columns[c].headers, tight))
            return c;
    return -1;
}

guint
stage_import_known(const StageRecord *header)
{
    guint known = 0;

    for (guint i = 0; i < header->n; i++) {
        g_autofree char *tight = stage_fold_tight(header->fields[i]);
        known += column_of_header(tight) >= 0 || g_strv_contains(either_guide, tight) ? 1 : 0;
    }
    return known;
}

void
stage_import_map_free(StageImportMap *map)
{
    if (map == NULL)
        return;
    g_ptr_array_free(map->headers, TRUE);
    g_ptr_array_free(map->keys, TRUE);
    g_ptr_array_free(map->unused, TRUE);
    g_free(map);
}

/* The folded header, by which it is known. */
static const char *
key_at(const StageImportMap *map, guint i)
{
    return g_ptr_array_index(map->keys, i);
}

static const char *
header_at(const StageImportMap *map, guint i)
{
    return g_ptr_array_index(map->headers, i);
}

static gboolean
assign(StageImportMap *map, int column, guint i, GError **error)
{
    if (map->at[column] >= 0)
        return stage_fail(
            error, STAGE_ERROR_BAD_INPUT,
            _("the columns '%s' (%d) and '%s' (%u) both mean %s: choose with --map HEADER=FIELD"),
            header_at(map, (guint)map->at[column]), map->at[column] + 1, header_at(map, i), i + 1,
            stage_import_columns[column].name);
    map->at[column] = (int)i;
    return TRUE;
}

/* What exports hold and guidance has no use for. A school may use the burgerservicenummer only for what a law
 * prescribes (UAVG art. 46), and of the rest no more than the goal needs (AVG art. 5): such a column stays
 * out, whatever it is said to mean. Parts of headers, folded tight. */
static const char *const forbidden[] = {
    "burgerservicen", "sofinummer",    "onderwijsnummer", "wachtwoord",  "password",    "bankrekening",
    "iban",           "nationaliteit", "geboorteda",      "geboortepla", "geboortelan", "geslacht",
    "gender",         "birthdate",     "allochtoon",      "gehandicapt", "godsdienst",  "religie",
    "etniciteit",     "schuld",        "diagnose",
};

gboolean
stage_import_is_forbidden(const char *key)
{
    if (g_str_has_prefix(key, "bsn") || g_str_has_suffix(key, "bsn") || strcmp(key, "lgf") == 0)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(forbidden); i++)
        if (strstr(key, forbidden[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* "HEADER=field"; an empty field leaves the column out. */
static gboolean
assign_given(StageImportMap *map, const char *given, gboolean *taken, GError **error)
{
    g_autofree char *shown = stage_visible(given);
    const char *equals = strrchr(given, '=');

    if (equals == NULL)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is not written like HEADER=FIELD"), shown);
    g_autofree char *wanted_header = g_strndup(given, (gsize)(equals - given));
    g_autofree char *wanted = stage_fold_tight(wanted_header);
    int column = column_named(equals + 1);
    if (column < 0 && equals[1] != '\0')
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("'%s': there is no such field; the fields are in stage-import(1)"), shown);
    if (column >= 0 && stage_import_is_forbidden(wanted))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s': a column of that name is never stored"),
                          shown);
    for (guint i = 0; i < map->n; i++) {
        if (taken[i] || strcmp(key_at(map, i), wanted) != 0)
            continue;
        taken[i] = TRUE;
        return column < 0 || assign(map, column, i, error);
    }
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s': the file has no such column"), shown);
}

/* An export that tells the agreed end by a name of its own means the real one by "Einddatum". */
static int
real_end(const StageImportMap *map, int column, const char *tight)
{
    int agreed = column_named("plaatsing.einde");

    if (column != agreed || (strcmp(tight, "einddatum") != 0 && strcmp(tight, "einde") != 0))
        return column;
    for (guint i = 0; i < map->n; i++) {
        const char *other = key_at(map, i);
        if (strcmp(other, tight) != 0 && column_of_header(other) == agreed)
            return column_named("plaatsing.einde_werkelijk");
    }
    return column;
}

static gboolean
assign_guide(StageImportMap *map, guint i, GError **error)
{
    if (map->at[column_named("opleider.naam")] >= 0)
        return assign(map, column_named("docent"), i, error);
    return stage_fail(error, STAGE_ERROR_AMBIGUOUS,
                      _("the column '%s' (%u) may mean the school's guide or the company's: say "
                        "--map '%s=docent' or --map '%s=opleider.naam'"),
                      header_at(map, i), i + 1, header_at(map, i), header_at(map, i));
}

static gboolean
assign_all(StageImportMap *map, const char *const *given, GError **error)
{
    g_autofree gboolean *taken = g_new0(gboolean, map->n);

    for (; given != NULL && *given != NULL; given++)
        if (!assign_given(map, *given, taken, error))
            return FALSE;
    for (guint pass = 0; pass < 2; pass++) /* the words for either guide last */
        for (guint i = 0; i < map->n; i++) {
            const char *tight = key_at(map, i);
            gboolean guide = g_strv_contains(either_guide, tight);
            int column = guide ? -1 : real_end(map, column_of_header(tight), tight);
            if (taken[i] || (pass == 0 && guide) || (pass == 1 && !guide))
                continue;
            if (column >= 0 && !assign(map, column, i, error))
                return FALSE;
            if (guide && !assign_guide(map, i, error))
                return FALSE;
            if (column < 0 && !guide && *tight != '\0')
                g_ptr_array_add(map->unused, (void *)(guintptr)header_at(map, i));
        }
    return TRUE;
}

/* --- what is needed --- */

static gboolean
has(const StageImportMap *map, const char *name)
{
    return map->at[column_named(name)] >= 0;
}

/* The unused header that comes nearest to one that the field is known by, or NULL. */
static const char *
nearest_unused(const StageImportMap *map, const char *field)
{
    const StageImportColumn *column = &stage_import_columns[column_named(field)];
    const char *best = NULL;
    guint least = G_MAXUINT;

    for (guint i = 0; i < map->unused->len; i++) {
        const char *header = g_ptr_array_index(map->unused, i);
        g_autofree char *tight = stage_fold_tight(header);
        const char *known = stage_nearest(tight, column->headers);
        guint distance = known == NULL ? G_MAXUINT : stage_distance(tight, known);
        if (distance < least) {
            least = distance;
            best = header;
        }
    }
    return best;
}

static gboolean
need(const StageImportMap *map, const char *field, const char *or_field, GString *missing)
{
    if (has(map, field) || (or_field != NULL && has(map, or_field)))
        return TRUE;
    const char *near = nearest_unused(map, field);
    const char *synonym = stage_import_columns[column_named(field)].headers[1];
    g_string_append_printf(missing, "%s%s", missing->len > 0 ? "; " : "", field);
    if (near != NULL)
        g_string_append_printf(missing, _(" (the nearest column is '%s')"), near);
    else
        g_string_append_printf(missing, _(" (a column such as '%s')"), synonym);
    return FALSE;
}

static gboolean
check_needed(StageImportMap *map, GError **error)
{
    g_autoptr(GString) missing = g_string_new(NULL);

    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        if (map->at[c] >= 0 && (stage_import_columns[c].entity == &stage_plaatsing ||
                                stage_import_columns[c].entity == &stage_leerbedrijf))
            map->plaatsingen = TRUE;
    need(map, "student.nummer", NULL, missing);
    if (map->plaatsingen) {
        need(map, "plaatsing.begin", NULL, missing);
        need(map, "plaatsing.einde", NULL, missing);
        need(map, "leerbedrijf.naam", "leerbedrijf.sbb", missing);
    } else {
        need(map, "student.achternaam", "student.naam", missing);
    }
    return missing->len == 0 ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the header has no column for %s"), missing->str);
}

StageImportMap *
stage_import_match(const StageRecord *header, const char *const *given, GError **error)
{
    g_autoptr(StageImportMap) map = g_new0(StageImportMap, 1);

    map->n = header->n;
    map->headers = g_ptr_array_new_with_free_func(g_free);
    map->keys = g_ptr_array_new_with_free_func(g_free);
    map->unused = g_ptr_array_new();
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        map->at[c] = -1;
    for (guint i = 0; i < header->n; i++) {
        g_autofree char *tidy = stage_squeeze(header->fields[i]);
        g_ptr_array_add(map->headers, stage_visible(tidy));
        g_ptr_array_add(map->keys, stage_fold_tight(tidy));
    }
    if (assign_all(map, given, error) && check_needed(map, error))
        return g_steal_pointer(&map);
    return NULL;
}
