/* What a report is about: the placements of a period, who guides them, and how they are put together in
 * groups. Every report has the same choices. */
#pragma once

#include "model/query.h"
#include "report/placements.h"

typedef enum {
    STAGE_BY_TEAM, /* of the docent, else of the opleiding */
    STAGE_BY_DOCENT,
    STAGE_BY_OPLEIDING,
    STAGE_BY_NIVEAU,
    STAGE_BY_LEERBEDRIJF,
    STAGE_BY_MAAND, /* of what is counted; of a placement the one in which it ends */
    STAGE_BYS
} StageBy;
extern const char
    *const stage_by[]; /* their words, which are also the keys of their columns; ends with NULL */

typedef struct {
    StageDay on; /* what was known by then; who guides is told as it is then */
    StageDay from,
        until;       /* placements of which a day lies between them; stage_selectie_complete() sets both */
    gboolean period; /* the user named one of them: what happened outside is not counted */
    gint64 docent;   /* 0: all, here and below */
    gint64 team;
    gint64 opleiding;
    gint64 leerbedrijf;
    const char *klas; /* NULL: all, here and below */
    const char *cohort;
    StageBy by;
} StageSelectie;

/* Without a first day: from the naloop before `on`, so that a placement is looked at until it is closed;
 * without a last one: `on`. BAD_INPUT when the period ends before it begins. */
gboolean stage_selectie_complete(StageSelectie *of, GError **error);

/* The days between which something must have happened to be counted. */
StageDay stage_selectie_first(const StageSelectie *of);
StageDay stage_selectie_last(const StageSelectie *of);

/* A placement as a report sees it. */
typedef struct {
    gint64 plaatsing, docent, opleiding, team, niveau, leerbedrijf; /* 0: none */
    StageDay begin, einde;
} StageKop;

StageKop stage_kop_of(const StagePlacement *p);

/* Its group; `day` is that of what is counted. Of a month: year × 12 + month - 1. */
gint64 stage_groep_of(StageBy by, const StageKop *kop, StageDay day);

/* In which part of a period a day falls: 0 the first quarter (or before it), 1 the half after it, 2 the rest.
 */
int stage_deel_of(StageDay begin, StageDay einde, StageDay day);

/* A month of a group: "2026-11". */
enum { STAGE_MONTH_SIZE = 8 };
void stage_month_text(gint64 month, char out[STAGE_MONTH_SIZE]);
gint64 stage_month_of(StageDay day);

/* --- reading rows that hang on placements --- */

/* clang-format off */
/* A statement of a report is
 *   "SELECT " STAGE_SQL_KOP ", … FROM plaatsing p JOIN student s ON s.id = p.student … WHERE " STAGE_SQL_SELECTIE
 *   " AND " STAGE_SQL_TOEN("day") " ORDER BY p.id"
 * and is run by stage_selectie_query(); its own columns begin at STAGE_KOP_COLUMNS. */
#define STAGE_SQL_KOP "p.id, p.docent, s.opleiding, p.leerbedrijf, p.begin, " STAGE_SQL_EINDE("p")
enum { STAGE_KOP_COLUMNS = 6 };
#define STAGE_SQL_SELECTIE \
    "p.status IS NULL AND " STAGE_SQL_EINDE("p") " >= $1 AND p.begin <= $2 " \
    "AND (CAST($3 AS TEXT) IS NULL OR s.klas = $3) AND (CAST($4 AS TEXT) IS NULL OR s.cohort = $4) " \
    "AND (CAST($5 AS BIGINT) IS NULL OR s.opleiding = $5) AND (CAST($6 AS BIGINT) IS NULL OR p.leerbedrijf = $6) "
#define STAGE_SQL_TOEN(day) day " BETWEEN $7 AND $8"
/* clang-format on */
StageStmt *stage_selectie_query(StageDb *db, const char *sql, const StageSelectie *of, GError **error);

/* Who guides, and of which team: read once, so that no row asks again. Memory grows with the docenten, the
 * opleidingen, and the placements that have another docent on the day than at their beginning. */
typedef struct StageWie StageWie;
StageWie *stage_wie_read(StageDb *db, StageDay on, GError **error);
void stage_wie_free(StageWie *wie);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageWie, stage_wie_free)

/* The name of a team, or NULL. */
const char *stage_wie_team(const StageWie *wie, gint64 team);

/* The placement of a row; FALSE when it is not of the docent or the team that was asked for. */
gboolean stage_kop_read(const StageWie *wie, const StageSelectie *of, StageStmt *row, StageKop *out);
