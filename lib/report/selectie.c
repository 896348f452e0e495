#include "report/selectie.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "model/query.h"

const char *const stage_by[] = { "team", "docent", "opleiding", "niveau", "leerbedrijf", "maand", NULL };

gboolean
stage_selectie_complete(StageSelectie *of, GError **error)
{
    of->period = stage_day_is_set(of->from) || stage_day_is_set(of->until);
    if (!stage_day_is_set(of->until))
        of->until = of->on;
    if (!stage_day_is_set(of->from))
        of->from = stage_day_plus(of->until, -STAGE_NORM_NALOOP);
    return stage_day_compare(of->from, of->until) <= 0 ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the period ends on %s, before it begins on %s"),
                      of->until.text, of->from.text);
}

StageDay
stage_selectie_first(const StageSelectie *of)
{
    return of->period ? of->from : (StageDay){ "1900-01-01" };
}

StageDay
stage_selectie_last(const StageSelectie *of)
{
    return of->period && stage_day_compare(of->until, of->on) < 0 ? of->until : of->on;
}

/* --- groups --- */

gint64
stage_month_of(StageDay day)
{
    return strtol(day.text, NULL, 10) * 12 + strtol(day.text + 5, NULL, 10) - 1;
}

void
stage_month_text(gint64 month, char out[STAGE_MONTH_SIZE])
{
    g_snprintf(out, STAGE_MONTH_SIZE, "%04u-%02u", (guint)(month / 12) % 10000, (guint)(month % 12) + 1);
}

StageKop
stage_kop_of(const StagePlacement *p)
{
    return (
        StageKop){ p->id, p->docent, p->opleiding, p->team, p->niveau, p->leerbedrijf, p->begin, p->einde };
}

int
stage_deel_of(StageDay begin, StageDay einde, StageDay day)
{
    int first = stage_day_number(begin), length = stage_day_number(einde) - first + 1;
    int after = stage_day_number(day) - first;

    return after * 4 < length ? 0 : after * 4 < length * 3 ? 1 : 2;
}

gint64
stage_groep_of(StageBy by, const StageKop *kop, StageDay day)
{
    const gint64 keys[STAGE_BYS] = {
        [STAGE_BY_TEAM] = kop->team,
        [STAGE_BY_DOCENT] = kop->docent,
        [STAGE_BY_NIVEAU] = kop->niveau,
        [STAGE_BY_OPLEIDING] = kop->opleiding,
        [STAGE_BY_MAAND] = 0,
        [STAGE_BY_LEERBEDRIJF] = kop->leerbedrijf,
    };

    return by == STAGE_BY_MAAND ? stage_month_of(day) : keys[by];
}

/* --- who --- */

typedef struct {
    gint64 id, team, niveau;
} Of;

struct StageWie {
    GHashTable *docenten, *opleidingen; /* id → Of */
    GHashTable *guides;                 /* plaatsing → Of, whose team is the docent who guides it instead */
    GHashTable *teams;                  /* id → its name */
};

static gboolean
read_into(GHashTable *table, StageDb *db, const char *sql, const StageValue *args, guint n, GError **error)
{
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, args, n, error);

    while (rows != NULL && stage_stmt_next(rows)) {
        Of *of = g_new(Of, 1);
        *of = (Of){ stage_stmt_number(rows, 0), stage_stmt_number(rows, 1), stage_stmt_number(rows, 2) };
        g_hash_table_replace(table, &of->id, of);
    }
    return rows != NULL && stage_stmt_done(rows, error);
}

static gboolean
read_teams(GHashTable *teams, StageDb *db, GError **error)
{
    static const char sql[] = "SELECT id, naam FROM team";
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_NO_ARGS, error);

    while (rows != NULL && stage_stmt_next(rows)) {
        gint64 id = stage_stmt_number(rows, 0);
        g_hash_table_replace(teams, g_memdup2(&id, sizeof id), g_strdup(stage_stmt_text(rows, 1)));
    }
    return rows != NULL && stage_stmt_done(rows, error);
}

const char *
stage_wie_team(const StageWie *wie, gint64 team)
{
    return g_hash_table_lookup(wie->teams, &team);
}

StageWie *
stage_wie_read(StageDb *db, StageDay on, GError **error)
{
    static const char docenten[] = "SELECT id, team, NULL FROM docent";
    static const char opleidingen[] = "SELECT id, team, niveau FROM opleiding";
    /* The last one of a placement is the one that goes before the others (STAGE_SQL_BEGELEIDER). */
    static const char guides[] =
        "SELECT plaatsing, docent, NULL FROM begeleider WHERE rol = 'docent' AND van <= $1 "
        "AND (tot IS NULL OR tot >= $1) ORDER BY plaatsing, vervangt, van";
    g_autoptr(StageWie) wie = g_new0(StageWie, 1);

    wie->docenten = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    wie->opleidingen = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    wie->guides = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    wie->teams = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    if (read_teams(wie->teams, db, error) && read_into(wie->docenten, db, docenten, STAGE_NO_ARGS, error) &&
        read_into(wie->opleidingen, db, opleidingen, STAGE_NO_ARGS, error) &&
        read_into(wie->guides, db, guides, STAGE_ARGS(stage_text(on.text)), error))
        return g_steal_pointer(&wie);
    return NULL;
}

void
stage_wie_free(StageWie *wie)
{
    if (wie == NULL)
        return;
    g_hash_table_destroy(wie->docenten);
    g_hash_table_destroy(wie->opleidingen);
    g_hash_table_destroy(wie->guides);
    g_hash_table_destroy(wie->teams);
    g_free(wie);
}

/* --- rows --- */

/* The days that a selection takes and what it chooses by, in the order of STAGE_SQL_SELECTIE. */
StageStmt *
stage_selectie_query(StageDb *db, const char *sql, const StageSelectie *of, GError **error)
{
    StageDay first = stage_selectie_first(of), last = stage_selectie_last(of);

    return stage_db_query(db, sql,
                          STAGE_ARGS(stage_text(of->from.text), stage_text(of->until.text),
                                     stage_text(of->klas), stage_text(of->cohort),
                                     stage_int_set(of->opleiding), stage_int_set(of->leerbedrijf),
                                     stage_text(first.text), stage_text(last.text)),
                          error);
}

gboolean
stage_kop_read(const StageWie *wie, const StageSelectie *of, StageStmt *row, StageKop *out)
{
    gint64 plaatsing = stage_stmt_number(row, 0), docent = stage_stmt_number(row, 1);
    gint64 opleiding = stage_stmt_number(row, 2);
    const Of *instead = g_hash_table_size(wie->guides) == 0 ? NULL
                                                            : g_hash_table_lookup(wie->guides, &plaatsing);

    if (instead != NULL)
        docent = instead->team;
    const Of *guide = g_hash_table_lookup(wie->docenten, &docent);
    const Of *course = g_hash_table_lookup(wie->opleidingen, &opleiding);
    *out = (StageKop){ .plaatsing = plaatsing,
                       .docent = docent,
                       .opleiding = opleiding,
                       .team = guide != NULL && guide->team != 0 ? guide->team
                               : course != NULL                  ? course->team
                                                                 : 0,
                       .niveau = course == NULL ? 0 : course->niveau,
                       .leerbedrijf = stage_stmt_number(row, 3),
                       .begin = stage_day_at(row, 4),
                       .einde = stage_day_at(row, 5) };
    return (of->docent == 0 || docent == of->docent) && (of->team == 0 || out->team == of->team);
}
