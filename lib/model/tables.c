#include "model/tables.h"

#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "model/entities.h"

/* --- the tables of the journal, which are no entities --- */

typedef struct {
    gint64 id;
    char *tijdstip, *wie, *opdracht;
    gint64 herstelt, eerste, laatste;
    char *hash;
} Handeling;
typedef struct {
    gint64 id;
    gint64 handeling;
    char *tabel;
    gint64 rij, student;
    char *soort, *voor, *afdruk;
} Journaal;

#define TEXT(type, member)                                                                                   \
    {                                                                                                        \
        .name = #member, .kind = STAGE_FIELD_LINE, .at = offsetof(type, member)                              \
    }
#define NUMBER(type, member)                                                                                 \
    {                                                                                                        \
        .name = #member, .kind = STAGE_FIELD_NUMBER, .at = offsetof(type, member)                            \
    }
static const StageField handeling_fields[] = {
    TEXT(Handeling, tijdstip),   TEXT(Handeling, wie),      TEXT(Handeling, opdracht),
    NUMBER(Handeling, herstelt), NUMBER(Handeling, eerste), NUMBER(Handeling, laatste),
    TEXT(Handeling, hash),
};
static const StageField journaal_fields[] = {
    NUMBER(Journaal, handeling), TEXT(Journaal, tabel), NUMBER(Journaal, rij),  NUMBER(Journaal, student),
    TEXT(Journaal, soort),       TEXT(Journaal, voor),  TEXT(Journaal, afdruk),
};
static const StageEntity handeling = { .noun = "handeling",
                                       .fields = STAGE_FIELDS(handeling_fields),
                                       .size = sizeof(Handeling) };
static const StageEntity journaal = { .noun = "journaal",
                                      .fields = STAGE_FIELDS(journaal_fields),
                                      .size = sizeof(Journaal) };
static const StageEntity *const journal[] = { &handeling, &journaal, NULL };

/* --- the walk --- */

static const StageEntity *const *const lists[] = { stage_entities, stage_logs, journal };

const StageEntity *
stage_table(guint at)
{
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        for (const StageEntity *const *of = lists[i]; *of != NULL; of++)
            if (at-- == 0)
                return *of;
    return NULL;
}

const StageEntity *
stage_table_named(const char *name)
{
    const StageEntity *of = NULL;

    for (guint i = 0; (of = stage_table(i)) != NULL; i++)
        if (g_strcmp0(of->noun, name) == 0)
            return of;
    return NULL;
}

gboolean
stage_tables_are_empty(StageDb *db, gboolean *out_empty, GError **error)
{
    const StageEntity *of = NULL;
    gboolean empty = TRUE;

    for (guint i = 0; empty && (of = stage_table(i)) != NULL; i++) {
        g_autoptr(StageStmt) rows = stage_entity_all(of, db, error);
        if (rows == NULL)
            return FALSE;
        empty = !stage_stmt_next(rows);
        if (empty && !stage_stmt_done(rows, error))
            return FALSE;
    }
    *out_empty = empty;
    return TRUE;
}

/* --- the numbers beside them --- */

static const char before[] = "voor_journaal", counter[] = "teller";

/* Rows of (name, number). */
static gboolean
tell_numbers(const char *table, StageStmt *rows, StageTellNumber tell, void *data, GError **error)
{
    if (rows == NULL)
        return FALSE;
    while (stage_stmt_next(rows))
        if (!tell(table, stage_stmt_text(rows, 0), stage_stmt_number(rows, 1), data, error))
            return FALSE;
    return stage_stmt_done(rows, error);
}

gboolean
stage_tables_numbers(StageDb *db, StageTellNumber tell, void *data, GError **error)
{
    static const char sql[] = "SELECT tabel, laatste FROM voor_journaal ORDER BY tabel";
    g_autoptr(StageStmt) older = stage_db_query(db, sql, STAGE_NO_ARGS, error);
    g_autoptr(StageStmt) counters = older == NULL ? NULL : stage_db_counters(db, error);

    return counters != NULL && tell_numbers(before, older, tell, data, error) &&
           tell_numbers(counter, counters, tell, data, error);
}

gboolean
stage_tables_is_number(const char *table)
{
    return strcmp(table, before) == 0 || strcmp(table, counter) == 0;
}

gboolean
stage_tables_put_number(StageDb *db, const char *table, const char *name, gint64 last, GError **error)
{
    static const char sql[] = "INSERT INTO voor_journaal (tabel, laatste) VALUES ($1, $2)";

    if (strcmp(table, counter) == 0) /* only of tables that are there */
        return stage_table_named(name) == NULL
                   ? stage_fail(error, STAGE_ERROR_BAD_INPUT, _("it is of no table"))
                   : stage_db_set_counter(db, name, last, error);
    return stage_db_exec(db, sql, STAGE_ARGS(stage_text(name), stage_int(last)), error);
}
