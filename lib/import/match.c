#include "import/match.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "import/privacy.h"

/* School's guide or company's? Both use these words; beside a column for the praktijkopleider they are the
 * school's. */
static const char *const either_guide[] = { "praktijkbegeleider", "stagebegeleider", "begeleider", NULL };

static int
column_of_header(const char *tight)
{
    for (int c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        if (g_strv_contains(stage_import_columns[c].headers, tight))
            return c;
    for (int c = 0; c < STAGE_IMPORT_COLUMNS; c++) { /* "plaatsing.begin" */
        g_autofree char *name = stage_fold_tight(stage_import_columns[c].name);
        if (strcmp(name, tight) == 0)
            return c;
    }
    return -1;
}

gboolean
stage_import_is_known(const char *key)
{
    return column_of_header(key) >= 0 || g_strv_contains(either_guide, key);
}

guint
stage_import_known(const StageRecord *header)
{
    guint known = 0;

    for (guint i = 0; i < header->n; i++) {
        g_autofree char *key = stage_fold_tight(header->fields[i]);
        known += stage_import_is_known(key) ? 1 : 0;
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
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++) {
        g_clear_pointer(&map->more[c], g_array_unref);
        g_free(map->set[c]);
    }
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

/* --- headers that are named --- */

/* The first column with this key, from one on; -1 when there is none. */
static int
find_key_from(const StageImportMap *map, const char *key, guint from)
{
    for (guint i = from; i < map->n; i++)
        if (strcmp(key_at(map, i), key) == 0)
            return (int)i;
    return -1;
}

int
stage_import_map_find(const StageImportMap *map, const char *header)
{
    g_autofree char *whole = stage_fold_tight(header);
    const char *number = strrchr(header, '#');
    int found = find_key_from(map, whole, 0);

    if (found >= 0 || number == NULL || number[1] < '1' || number[1] > '9' || number[2] != '\0')
        return found;
    g_autofree char *name = g_strndup(header, (gsize)(number - header));
    g_autofree char *key = stage_fold_tight(name);
    found = find_key_from(map, key, 0);
    for (char n = number[1]; n > '1' && found >= 0; n--)
        found = find_key_from(map, key, (guint)found + 1);
    return found;
}

/* "HEADER=field"; an empty field leaves the column out. */
static gboolean
assign_given(StageImportMap *map, const char *given, gboolean *taken, GError **error)
{
    g_autofree char *shown = stage_visible(given);
    const char *equals = strrchr(given, '=');

    if (equals == NULL)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is not written like HEADER=FIELD"), shown);
    g_autofree char *wanted = g_strndup(given, (gsize)(equals - given));
    int column = stage_profile_field(equals + 1), at = stage_import_map_find(map, wanted);
    if (column < 0 && equals[1] != '\0')
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("'%s': there is no such field; the fields are in stage-import(1)"), shown);
    if (at < 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s': the file has no such column"), shown);
    if (column >= 0 && stage_import_is_forbidden(key_at(map, (guint)at)))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s': a column of that name is never stored"),
                          shown);
    while (taken[at] && find_key_from(map, key_at(map, (guint)at), (guint)at + 1) >= 0)
        at = find_key_from(map, key_at(map, (guint)at), (guint)at + 1); /* said again: the next one */
    taken[at] = TRUE;
    return column < 0 || assign(map, column, (guint)at, error);
}

/* "field=VALUE" goes before what the profile sets, and both before a column. */
static gboolean
set_all(StageImportMap *map, const char *const *given, GError **error)
{
    for (guint c = 0; map->profile != NULL && c < STAGE_IMPORT_COLUMNS; c++)
        map->set[c] = g_strdup(map->profile->field[c].set);
    for (; given != NULL && *given != NULL; given++) {
        const char *equals = strchr(*given, '=');
        g_autofree char *name = g_strndup(*given, equals == NULL ? 0 : (gsize)(equals - *given));
        g_autofree char *shown = stage_visible(*given);
        int c = stage_profile_field(name);
        if (equals == NULL)
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is not written like FIELD=VALUE"), shown);
        if (c < 0)
            return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                              _("'%s': there is no such field; the fields are in stage-import(1)"), shown);
        g_free(map->set[c]);
        map->set[c] = g_strdup(equals + 1);
    }
    return TRUE;
}

/* What the profile says of the columns that the user left to it. Headers that the file does not have are no
 * mistake: an export has the columns that somebody chose for it. */
static void
assign_profile_field(StageImportMap *map, guint c, gboolean *taken)
{
    const GPtrArray *headers = map->profile->field[c].headers;

    for (guint i = 0; headers != NULL && i < headers->len; i++) {
        int at = stage_import_map_find(map, g_ptr_array_index(headers, i));
        if (at < 0 || taken[at])
            continue;
        taken[at] = TRUE;
        if (map->at[c] < 0) {
            map->at[c] = at;
        } else {
            if (map->more[c] == NULL)
                map->more[c] = g_array_new(FALSE, FALSE, sizeof(guint));
            g_array_append_val(map->more[c], at);
        }
        if (!map->profile->field[c].join)
            return;
    }
}

static void
assign_profile(StageImportMap *map, gboolean *taken)
{
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        if (map->at[c] < 0)
            assign_profile_field(map, c, taken);
    for (guint i = 0; i < map->profile->leave->len; i++) {
        int at = stage_import_map_find(map, g_ptr_array_index(map->profile->leave, i));
        if (at >= 0)
            taken[at] = TRUE;
    }
}

/* The headers that are known everywhere, in what is left. Where a profile speaks a field that has its column
 * keeps it. */
static gboolean
assign_known(StageImportMap *map, int column, guint i, GError **error)
{
    if (map->profile != NULL && stage_import_map_has(map, stage_import_columns[column].name)) {
        g_ptr_array_add(map->unused, (void *)(guintptr)header_at(map, i));
        return TRUE;
    }
    return assign(map, column, i, error);
}

/* An export that tells the agreed end by a name of its own means the real one by "Einddatum". */
static int
real_end(const StageImportMap *map, int column, const char *tight)
{
    int agreed = stage_profile_field("plaatsing.einde");

    if (column != agreed || (strcmp(tight, "einddatum") != 0 && strcmp(tight, "einde") != 0))
        return column;
    for (guint i = 0; i < map->n; i++) {
        const char *other = key_at(map, i);
        if (strcmp(other, tight) != 0 && column_of_header(other) == agreed)
            return stage_profile_field("plaatsing.einde_werkelijk");
    }
    return column;
}

static gboolean
assign_guide(StageImportMap *map, guint i, GError **error)
{
    if (map->at[stage_profile_field("opleider.naam")] >= 0)
        return assign(map, stage_profile_field("docent"), i, error);
    return stage_fail(error, STAGE_ERROR_AMBIGUOUS,
                      _("the column '%s' (%u) may mean the school's guide or the company's: say "
                        "--map '%s=docent' or --map '%s=opleider.naam'"),
                      header_at(map, i), i + 1, header_at(map, i), header_at(map, i));
}

static gboolean
assign_all(StageImportMap *map, const char *const *given, GError **error)
{
    g_autofree gboolean *taken = g_new0(gboolean, map->n);
    gboolean others = map->profile == NULL || map->profile->others;

    for (; given != NULL && *given != NULL; given++)
        if (!assign_given(map, *given, taken, error))
            return FALSE;
    if (map->profile != NULL)
        assign_profile(map, taken);
    for (guint pass = 0; pass < 2; pass++) /* the words for either guide last */
        for (guint i = 0; i < map->n; i++) {
            const char *tight = key_at(map, i);
            gboolean guide = others && g_strv_contains(either_guide, tight);
            int column = guide || !others ? -1 : real_end(map, column_of_header(tight), tight);
            if (taken[i] || (pass == 0 && guide) || (pass == 1 && !guide))
                continue;
            if (column >= 0 && !assign_known(map, column, i, error))
                return FALSE;
            if (guide && !assign_guide(map, i, error))
                return FALSE;
            if (column < 0 && !guide && *tight != '\0' && others)
                g_ptr_array_add(map->unused, (void *)(guintptr)header_at(map, i));
        }
    return TRUE;
}

/* --- what is needed --- */

gboolean
stage_import_map_has(const StageImportMap *map, const char *field)
{
    int c = stage_profile_field(field);

    return map->at[c] >= 0 || map->set[c] != NULL;
}

/* The unused header that comes nearest to one that the field is known by, or NULL. */
static const char *
nearest_unused(const StageImportMap *map, const char *field)
{
    const StageImportColumn *column = &stage_import_columns[stage_profile_field(field)];
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

/* One of up to three fields. */
static void
need(const StageImportMap *map, const char *const fields[3], GString *missing)
{
    for (guint i = 0; i < 3 && fields[i] != NULL; i++)
        if (stage_import_map_has(map, fields[i]))
            return;
    const char *near = nearest_unused(map, fields[0]);
    const char *synonym = stage_import_columns[stage_profile_field(fields[0])].headers[1];
    g_string_append_printf(missing, "%s%s", missing->len > 0 ? "; " : "", fields[0]);
    if (near != NULL)
        g_string_append_printf(missing, _(" (the nearest column is '%s')"), near);
    else
        g_string_append_printf(missing, _(" (a column such as '%s')"), synonym);
}

static gboolean
says(const StageImportMap *map, StageRowEntity entity)
{
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        if ((map->at[c] >= 0 || map->set[c] != NULL) &&
            stage_import_columns[c].entity == stage_row_entities[entity])
            return TRUE;
    return FALSE;
}

/* Rows that tell of a student and a company are placements, and are students as soon as they tell of one;
 * else they are the contacts, companies, staff or programmes of a file of their own. */
static StageRowEntity
find_about(const StageImportMap *map)
{
    static const StageRowEntity alone[] = { STAGE_ROW_OPLEIDER, STAGE_ROW_LEERBEDRIJF, STAGE_ROW_DOCENT,
                                            STAGE_ROW_OPLEIDING };
    gboolean student = says(map, STAGE_ROW_STUDENT);

    if (says(map, STAGE_ROW_PLAATSING) || (student && says(map, STAGE_ROW_LEERBEDRIJF)))
        return STAGE_ROW_PLAATSING;
    for (gsize i = 0; !student && i < G_N_ELEMENTS(alone); i++)
        if (says(map, alone[i]))
            return alone[i];
    return STAGE_ROW_STUDENT;
}

static gboolean
check_needed(StageImportMap *map, GError **error)
{
    static const char *const needed[STAGE_ROW_ENTITIES][4][3] = {
        [STAGE_ROW_OPLEIDING] = { { "opleiding.naam", "opleiding.crebo" } },
        [STAGE_ROW_STUDENT] = { { "student.nummer" }, { "student.achternaam", "student.naam" } },
        [STAGE_ROW_DOCENT] = { { "docent.code", "docent", "docent.naam" } },
        [STAGE_ROW_LEERBEDRIJF] = { { "leerbedrijf.naam", "leerbedrijf.sbb" } },
        [STAGE_ROW_OPLEIDER] = { { "opleider.naam", "opleider.achternaam" } },
        [STAGE_ROW_PLAATSING] = { { "student.nummer" },
                                  { "plaatsing.begin" },
                                  { "plaatsing.einde" },
                                  { "leerbedrijf.naam", "leerbedrijf.sbb" } },
    };
    static const char *const needed_known[4][3] = { { "leerbedrijf.sbb" }, { "plaatsing.begin" } };
    g_autoptr(GString) missing = g_string_new(NULL);
    gboolean known = map->profile != NULL && map->profile->known;

    map->about = find_about(map);
    for (guint i = 0; i < 4; i++) {
        const char *const *fields = known ? needed_known[i] : needed[map->about][i];
        if (fields[0] != NULL)
            need(map, fields, missing);
    }
    return missing->len == 0 ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the header has no column for %s"), missing->str);
}

StageImportMap *
stage_import_match(const StageRecord *header, const StageProfile *profile, const char *const *given,
                   const char *const *set, GError **error)
{
    g_autoptr(StageImportMap) map = g_new0(StageImportMap, 1);

    map->profile = profile;
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
    if (set_all(map, set, error) && assign_all(map, given, error) && check_needed(map, error))
        return g_steal_pointer(&map);
    return NULL;
}
