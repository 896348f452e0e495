#include "import/survey.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "import/privacy.h"

/* So many rows tell whether a column is one of BSNs. */
enum { SAMPLE = 2000 };

/* Numbers of companies pass the eleven-test as often as other numbers, and some by intent; their headers say
 * what they are. */
static gboolean
is_company_number(const StageImportMap *map, guint column)
{
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++)
        if (map->at[c] == (int)column)
            return stage_import_columns[c].entity == &stage_leerbedrijf;
    return FALSE;
}

static gboolean
is_iso(const char *cell)
{
    return strlen(cell) == 10 && cell[4] == '-' && cell[7] == '-';
}

static void
see_days(const StageImportMap *map, const StageRecord *row, StageSurvey *out)
{
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++) {
        int at = map->at[c];
        if (stage_import_columns[c].kind != STAGE_CELL_DAY || at < 0 || (guint)at >= row->n ||
            is_iso(row->fields[at]))
            continue;
        g_autofree char *tidy = stage_import_tidy(row->fields[at]);
        stage_day_form_see(&out->how[c].days, tidy);
    }
}

static gboolean
see_rows(StageRows *rows, const StageImportMap *map, StageSurvey *out, StageBsnCount *counts, GError **error)
{
    const StageRecord *row = NULL;

    for (guint n = 0; stage_rows_next(rows, &row, error); n++) {
        if (row == NULL)
            return stage_rows_rewind(rows, error);
        see_days(map, row, out);
        for (guint i = 0; n < SAMPLE && i < MIN(row->n, map->n); i++)
            stage_bsn_count(&counts[i], row->fields[i]);
    }
    return FALSE;
}

static const char *
header_at(const StageImportMap *map, guint i)
{
    return g_ptr_array_index(map->headers, i);
}

static gboolean
is_used(const StageImportMap *map, guint column)
{
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++) {
        if (map->at[c] == (int)column)
            return TRUE;
        for (guint i = 0; map->more[c] != NULL && i < map->more[c]->len; i++)
            if (g_array_index(map->more[c], guint, i) == column)
                return TRUE;
    }
    return FALSE;
}

static gboolean
judge_numbers(const StageImportMap *map, const StageBsnCount *counts, StageSurvey *out, GError **error)
{
    for (guint i = 0; i < map->n; i++) {
        out->bsn[i] = !is_company_number(map, i) && stage_bsn_is_column(&counts[i]);
        if (out->bsn[i] && is_used(map, i))
            return stage_fail(
                error, STAGE_ERROR_BAD_INPUT,
                _("column \"%s\" (%u) holds burgerservicenummers, by the eleven-test: a school may not "
                  "use them here; take it out of the export, or leave it out with --map HEADER="),
                header_at(map, i), i + 1);
    }
    return TRUE;
}

static gboolean
decide_days(const StageImportMap *map, StageSurvey *out, GError **error)
{
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++) {
        if (stage_import_columns[c].kind != STAGE_CELL_DAY || stage_day_form_decide(&out->how[c].days, error))
            continue;
        g_prefix_error(error, _("column \"%s\": "), header_at(map, (guint)map->at[c]));
        return FALSE;
    }
    return TRUE;
}

gboolean
stage_survey(StageRows *rows, const StageImportMap *map, guint orders, StageDay today, StageSurvey *out,
             GError **error)
{
    const StageProfile *profile = map->profile;
    g_autofree StageBsnCount *counts = g_new0(StageBsnCount, map->n + 1);

    *out = (StageSurvey){ .bsn = g_new0(gboolean, map->n + 1) };
    for (guint c = 0; c < STAGE_IMPORT_COLUMNS; c++) {
        StageCellHow *how = &out->how[c];
        stage_day_form_init(&how->days,
                            orders != STAGE_ORDER_ANY ? orders
                            : profile != NULL         ? profile->days
                                                      : STAGE_ORDER_ANY,
                            today);
        how->days.months = profile != NULL && profile->months;
        how->days.serials = profile != NULL && profile->serials;
        how->values = profile != NULL ? profile->field[c].values : NULL;
        how->list = profile != NULL && profile->field[c].list;
    }
    if (!see_rows(rows, map, out, counts, error))
        return FALSE;
    if (judge_numbers(map, counts, out, error) && decide_days(map, out, error))
        return TRUE;
    g_prefix_error(error, "%s:%u: ", stage_lines_path(rows->lines), stage_rows_header(rows)->line);
    return FALSE;
}

void
stage_survey_clear(StageSurvey *survey)
{
    g_free(survey->bsn);
}
