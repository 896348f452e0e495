/* The database interface. Callers see StageDb, StageStmt and errors; which engine answers is the driver's
 * business (driver.h). A statement is written once for every engine: parameters $1 … $n in order of first
 * use, days and instants as text, booleans 0 and 1. */
#pragma once

#include <glib.h>

typedef struct StageDb StageDb;
typedef struct StageStmt StageStmt;

/* A value on its way into or out of the database, and to the printer. Text is borrowed. */
typedef enum { STAGE_NULL, STAGE_INT, STAGE_TEXT } StageType;
typedef struct {
    StageType type;
    gint64 number;
    const char *text;
} StageValue;

static inline StageValue
stage_null(void)
{
    return (StageValue){ STAGE_NULL, 0, NULL };
}

static inline StageValue
stage_int(gint64 number)
{
    return (StageValue){ STAGE_INT, number, NULL };
}

/* NULL becomes NULL. */
static inline StageValue
stage_text(const char *text)
{
    return (StageValue){ text == NULL ? STAGE_NULL : STAGE_TEXT, 0, text };
}

/* Empty text becomes NULL: an unset day. */
static inline StageValue
stage_text_set(const char *text)
{
    return stage_text(text == NULL || *text == '\0' ? NULL : text);
}

/* 0 becomes NULL: an id that refers to nothing, a number that is not known. */
static inline StageValue
stage_int_set(gint64 number)
{
    return number == 0 ? stage_null() : stage_int(number);
}

typedef enum {
    STAGE_DB_READ,   /* the store must exist; nothing is written to it, but for a migration */
    STAGE_DB_WRITE,  /* the store must exist */
    STAGE_DB_CREATE, /* the store must not exist */
    STAGE_DB_PEEK,   /* as READ, but an older store is refused rather than migrated */
} StageDbMode;

typedef struct {
    const char *path; /* a file, for the embedded engine */
    StageDbMode mode;
    guint busy_ms;       /* how long to wait for another writer, in milliseconds */
    const char *today;   /* names the copy that is made before a migration */
    char *migrated_copy; /* out: that copy's path when a migration was done, else NULL; the caller frees it */
} StageDbOptions;

/* Opens a store, and migrates one of an older program (lib/db/migrate.h) after copying it. Errors: NOT_FOUND,
 * EXISTS, CORRUPT (not a store), TOO_NEW, DENIED, BUSY, IO. */
StageDb *stage_db_open(StageDbOptions *options, GError **error);
void stage_db_close(StageDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageDb, stage_db_close)

/* Whether this process may write to the store at all. */
gboolean stage_db_is_writable(StageDb *db);

/* Begins a transaction that may write; waits for another writer at most the store's busy time, then BUSY. */
gboolean stage_db_begin(StageDb *db, GError **error);
gboolean stage_db_commit(StageDb *db, GError **error);
/* Takes back everything since stage_db_begin(); harmless without one. */
void stage_db_rollback(StageDb *db);

/* Inside a transaction: begin, and later end, a part that can be taken back alone. They do not nest. */
gboolean stage_db_savepoint(StageDb *db, GError **error);
void stage_db_savepoint_undo(StageDb *db);
gboolean stage_db_savepoint_end(StageDb *db, GError **error);

/* Runs a statement; step through its rows with stage_stmt_next(). `sql` must be a literal: the prepared
 * statement is kept by its address for the life of the handle. NULL on error. */
StageStmt *stage_db_query(StageDb *db, const char *sql, const StageValue *args, guint n, GError **error);

/* Runs a statement to its end. Errors by constraint: EXISTS (unique), NOT_FOUND (a missing parent), IN_USE
 * (deleting what something refers to), BAD_INPUT (CHECK, NOT NULL). */
gboolean stage_db_exec(StageDb *db, const char *sql, const StageValue *args, guint n, GError **error);

/* Runs a statement that finds at most one id: 0 when there is none, AMBIGUOUS when there are more. */
gboolean stage_db_find(StageDb *db, const char *sql, const StageValue *args, guint n, gint64 *out_id,
                       GError **error);

/* Runs a statement that gives one number (a RETURNING id, a count). NOT_FOUND when it gives no row. */
gboolean stage_db_number(StageDb *db, const char *sql, const StageValue *args, guint n, gint64 *out,
                         GError **error);

/* The arguments of a statement: stage_db_exec(db, sql, STAGE_ARGS(stage_text(nummer), stage_int(id)), error)
 */
#define STAGE_ARGS(...)                                                                                      \
    (const StageValue[]){ __VA_ARGS__ }, G_N_ELEMENTS(((const StageValue[]){ __VA_ARGS__ }))
#define STAGE_NO_ARGS NULL, 0

/* Moves to the next row. FALSE at the end, and on an error, which stage_stmt_done() reports. */
gboolean stage_stmt_next(StageStmt *stmt);
/* Whether the rows ended without an error: `return stage_stmt_done(rows, error);` */
gboolean stage_stmt_done(StageStmt *stmt, GError **error);
/* The value of a column of the current row, counted from 0; its text lives until the next step. */
StageValue stage_stmt_value(StageStmt *stmt, guint column);
/* The text of a column, NULL for NULL; the number of a column, 0 for NULL. */
const char *stage_stmt_text(StageStmt *stmt, guint column);
gint64 stage_stmt_number(StageStmt *stmt, guint column);
/* How many columns its rows have. */
guint stage_stmt_columns(StageStmt *stmt);
/* Ends the statement; it goes back to the handle for the next use. */
void stage_stmt_free(StageStmt *stmt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageStmt, stage_stmt_free)
