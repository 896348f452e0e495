#include "report/groepen.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "model/entity.h"

typedef struct {
    StageGroep groep;
    char *naam, *team, *order;
} Group;

struct StageGroepen {
    guint n;
    GHashTable *by_key;
    GPtrArray *list; /* Group */
    gint64 *total;   /* made when it is asked for, unless it is counted apart */
    gint64 last_key; /* most rows are of the group of the row before */
    Group *last;
};

static void
free_group(void *data)
{
    Group *g = data;

    g_free(g->groep.tel);
    g_free(g->naam);
    g_free(g->team);
    g_free(g->order);
    g_free(g);
}

StageGroepen *
stage_groepen_new(guint n)
{
    StageGroepen *groepen = g_new0(StageGroepen, 1);

    groepen->n = n;
    groepen->by_key = g_hash_table_new(g_int64_hash, g_int64_equal);
    groepen->list = g_ptr_array_new_with_free_func(free_group);
    return groepen;
}

void
stage_groepen_free(StageGroepen *groepen)
{
    if (groepen == NULL)
        return;
    g_hash_table_destroy(groepen->by_key);
    g_ptr_array_free(groepen->list, TRUE);
    g_free(groepen->total);
    g_free(groepen);
}

gint64 *
stage_groepen_at(StageGroepen *groepen, gint64 key)
{
    if (groepen->last != NULL && groepen->last_key == key)
        return groepen->last->groep.tel;
    Group *group = g_hash_table_lookup(groepen->by_key, &key);
    if (group == NULL) {
        group = g_new0(Group, 1);
        group->groep.key = key;
        group->groep.tel = g_new0(gint64, groepen->n);
        g_hash_table_insert(groepen->by_key, &group->groep.key, group);
        g_ptr_array_add(groepen->list, group);
    }
    groepen->last = group;
    groepen->last_key = key;
    return group->groep.tel;
}

void
stage_groepen_add(StageGroepen *groepen, gint64 key, const gint64 *tel)
{
    gint64 *to = stage_groepen_at(groepen, key);

    for (guint i = 0; i < groepen->n; i++)
        to[i] += tel[i];
}

gint64 *
stage_groepen_find(const StageGroepen *groepen, gint64 key)
{
    const Group *group = g_hash_table_lookup(groepen->by_key, &key);

    return group == NULL ? NULL : group->groep.tel;
}

gint64 *
stage_groepen_total(StageGroepen *groepen)
{
    if (groepen->total == NULL)
        groepen->total = g_new0(gint64, groepen->n);
    return groepen->total;
}

guint
stage_groepen_count(const StageGroepen *groepen)
{
    return groepen->list->len;
}

const StageGroep *
stage_groepen_get(const StageGroepen *groepen, guint i)
{
    return &((Group *)g_ptr_array_index(groepen->list, i))->groep;
}

/* --- names --- */

/* clang-format off */
static const char *const select_names[STAGE_BYS] = {
    [STAGE_BY_TEAM] = "SELECT id, naam, NULL FROM team",
    [STAGE_BY_DOCENT] = "SELECT d.id, coalesce(d.code, " STAGE_SQL_NAAM("d") "), t.naam "
                        "FROM docent d LEFT JOIN team t ON t.id = d.team",
    [STAGE_BY_OPLEIDING] = "SELECT id, coalesce(crebo || ' ', '') || naam, NULL FROM opleiding",
    [STAGE_BY_LEERBEDRIJF] = "SELECT id, naam, NULL FROM leerbedrijf",
};
/* clang-format on */

static gboolean
read_names(StageGroepen *groepen, StageDb *db, const char *sql, GError **error)
{
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_NO_ARGS, error);

    while (rows != NULL && stage_stmt_next(rows)) {
        gint64 id = stage_stmt_number(rows, 0);
        Group *group = g_hash_table_lookup(groepen->by_key, &id);
        if (group == NULL)
            continue;
        group->naam = g_strdup(stage_stmt_text(rows, 1));
        group->team = g_strdup(stage_stmt_text(rows, 2));
    }
    return rows != NULL && stage_stmt_done(rows, error);
}

static void
name_by_key(Group *group, StageBy by)
{
    char month[STAGE_MONTH_SIZE];

    if (group->groep.key == 0)
        return;
    stage_month_text(group->groep.key, month);
    group->naam = by == STAGE_BY_MAAND ? g_strdup(month)
                                       : g_strdup_printf("%" G_GINT64_FORMAT, group->groep.key);
}

static int
by_order(gconstpointer one, gconstpointer other)
{
    const Group *const *a = one, *const *b = other;
    int order = strcmp((*a)->order, (*b)->order);

    return order != 0 ? order : ((*a)->groep.key > (*b)->groep.key) - ((*a)->groep.key < (*b)->groep.key);
}

gboolean
stage_groepen_name(StageGroepen *groepen, StageDb *db, StageBy by, GError **error)
{
    if (select_names[by] != NULL && !read_names(groepen, db, select_names[by], error))
        return FALSE;
    for (guint i = 0; i < groepen->list->len; i++) {
        Group *group = g_ptr_array_index(groepen->list, i);
        if (select_names[by] == NULL)
            name_by_key(group, by);
        group->groep.naam = group->naam == NULL ? "" : group->naam;
        group->groep.team = group->team;
        g_autofree char *folded = stage_fold(group->groep.naam);
        group->order = g_strconcat(*folded == '\0' ? "1" : "0", folded, NULL);
    }
    g_ptr_array_sort(groepen->list, by_order);
    return TRUE;
}

void
stage_groepen_name_words(StageGroepen *groepen, const char *const *words)
{
    for (guint i = 0; i < groepen->list->len; i++) {
        Group *group = g_ptr_array_index(groepen->list, i);
        group->groep.naam = words[group->groep.key - 1];
        group->order = g_strdup_printf("%04u", (guint)group->groep.key);
    }
    g_ptr_array_sort(groepen->list, by_order);
}

/* --- the table --- */

const StageColumn stage_groep_leads[STAGE_BYS + 1] = {
    [STAGE_BY_TEAM] = { "team", N_("team"), STAGE_COLUMN_TEXT },
    [STAGE_BY_DOCENT] = { "docent", N_("docent"), STAGE_COLUMN_TEXT },
    [STAGE_BY_OPLEIDING] = { "opleiding", N_("opleiding"), STAGE_COLUMN_TEXT },
    [STAGE_BY_NIVEAU] = { "niveau", N_("niveau"), STAGE_COLUMN_TEXT },
    [STAGE_BY_LEERBEDRIJF] = { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    [STAGE_BY_MAAND] = { "maand", N_("maand"), STAGE_COLUMN_TEXT },
};

guint
stage_groep_leading(StageBy by)
{
    return by == STAGE_BY_DOCENT ? 2 : 1;
}

StageColumn *
stage_groep_columns(StageBy by, const StageColumn *cijfers)
{
    guint n = stage_columns_count(cijfers), first = stage_groep_leading(by);
    StageColumn *columns = g_new0(StageColumn, first + n + 1);

    columns[0] = stage_groep_leads[by];
    if (first > 1)
        columns[1] = stage_groep_leads[STAGE_BY_TEAM];
    memcpy(columns + first, cijfers, n * sizeof *cijfers);
    return columns;
}

static const gint64 *
total_of(StageGroepen *groepen)
{
    if (groepen->total == NULL) {
        groepen->total = g_new0(gint64, groepen->n);
        for (guint i = 0; i < groepen->list->len; i++)
            for (guint c = 0; c < groepen->n; c++)
                groepen->total[c] += stage_groepen_get(groepen, i)->tel[c];
    }
    return groepen->total;
}

/* --- what stays inside --- */

static gboolean
is_few(const gint64 *tel, guint counter)
{
    return tel[counter] > 0 && tel[counter] < STAGE_FEW;
}

static gboolean
has_few(const gint64 *tel, const StageCijfer *cijfers, guint n)
{
    for (guint c = 0; c < n; c++)
        if (cijfers[c].noemer == 0 && is_few(tel, cijfers[c].teller))
            return TRUE;
    return FALSE;
}

/* The rows of a table whose whole is not told, what the others have together, and whether any row has
 * something that is not told. */
typedef struct {
    gint64 hidden, told;
    gboolean any;
} Few;

static Few
count_few(const StageGroepen *groepen, const StageCijfer *cijfers, guint n)
{
    Few few = { 0 };

    for (guint i = 0; i < groepen->list->len; i++) {
        const gint64 *tel = stage_groepen_get(groepen, i)->tel;
        few.any = few.any || has_few(tel, cijfers, n);
        few.hidden += is_few(tel, cijfers[0].teller) ? 1 : 0;
        few.told += is_few(tel, cijfers[0].teller) ? 0 : tel[cijfers[0].teller];
    }
    return few;
}

/* Whether who knows that all together have from `least` to `most` knows exactly what a row has that is not
 * told: all of them are alike, each between 1 and STAGE_FEW - 1. */
static gboolean
is_told(Few few, gint64 least, gint64 most)
{
    gint64 others = few.hidden - 1;

    return few.hidden > 0 && MAX(1, least - few.told - others * (STAGE_FEW - 1)) ==
                                 MIN(STAGE_FEW - 1, most - few.told - others);
}

void
stage_groepen_keep(StageGroepen *one, StageGroepen *other, const StageCijfer *cijfers, guint n,
                   StageGeheim *out_one, StageGeheim *out_other)
{
    const Few a = count_few(one, cijfers, n), b = count_few(other, cijfers, n);
    const gint64 total = total_of(one)[cijfers[0].teller], most = STAGE_FEW - 1;
    gboolean any = a.any || b.any, gives_away = is_told(a, total, total) || is_told(b, total, total);
    gint64 low = MAX(a.told + a.hidden, b.told + b.hidden);
    gint64 high = MIN(a.told + a.hidden * most, b.told + b.hidden * most);

    *out_one = (StageGeheim){ .few = TRUE, .no_sums = any, .no_total = gives_away };
    *out_other = (StageGeheim){ .few = TRUE,
                                .no_parts = any,
                                .no_sums = any,
                                .no_total = gives_away,
                                .nothing = gives_away && (is_told(a, low, high) || is_told(b, low, high)) };
}

/* Whether a figure of a group (or of all together) is not told. */
static gboolean
is_hidden(const gint64 *tel, const StageGroepTabel *tabel, guint n, guint c, gboolean total)
{
    const StageGeheim *g = &tabel->geheim;

    if (!g->few)
        return FALSE;
    if (g->nothing || is_few(tel, tabel->cijfers[0].teller) || (total && g->no_total))
        return TRUE;
    return c > 0 && (g->no_parts || (total && g->no_sums) || has_few(tel, tabel->cijfers, n));
}

/* --- the figures --- */

static StageValue
value_of(const gint64 *tel, StageCijfer of, StageColumnType type)
{
    gint64 teller = tel[of.teller], noemer = of.noemer == 0 ? 1 : tel[of.noemer];

    if (type == STAGE_COLUMN_PERCENT)
        teller *= 1000;
    return noemer == 0 ? stage_null() : stage_int((teller + noemer / 2) / noemer);
}

void
stage_groep_values(StageGroepen *groepen, const StageGroep *groep, const StageGroepTabel *tabel,
                   StageValue *out)
{
    guint first = tabel->leading, n = stage_columns_count(tabel->columns) - first;
    const gint64 *tel = groep == NULL ? total_of(groepen) : groep->tel;
    const StageCijfer *cijfers = tabel->cijfers;

    out[0] = groep == NULL ? stage_text(_("totaal")) : stage_text_set(groep->naam);
    if (first > 1)
        out[1] = groep == NULL ? stage_null() : stage_text_set(groep->team);
    for (guint c = 0; c < n; c++) {
        out[first + c] = is_hidden(tel, tabel, n, c, groep == NULL) ? stage_few()
                         : groep == NULL && cijfers[c].los
                             ? stage_null()
                             : value_of(tel, cijfers[c], tabel->columns[first + c].type);
    }
}
