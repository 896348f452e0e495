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
    STAGE_DB_COPY,   /* as WRITE, and the only mode that takes a copy which is not finished */
} StageDbMode;

/* The number, in the table of migrations, of a row that says that a store is a copy which is not finished
 * (model/copy.h). No migration gets as far, so that an older program too takes it for a store that it cannot
 * read. */
#define STAGE_DB_UNFINISHED 1000000

typedef struct {
    const char *path; /* a file, for the embedded engine; else a URI (stage_db_is_server()) */
    StageDbMode mode;
    guint busy_ms;       /* how long to wait for another writer, in milliseconds */
    const char *today;   /* names the copy that is made before a migration */
    char *migrated_copy; /* out: that copy's path when a migration was done, else NULL; the caller frees it */
} StageDbOptions;

/* Whether a store's place is a database on a server: postgresql://… or postgres://…. Its engine is in the
 * module `postgres`; without that, opening one is UNAVAILABLE. There is no file, so of the functions on a
 * path only opening is for it: the others fail, and say what to do instead. */
gboolean stage_db_is_server(const char *path);
/* Whether it is that or a file; a URI of anything else is BAD_INPUT, and not shown, as it may hold a
 * password. */
gboolean stage_db_is_place(const char *path, GError **error);
/* The opposite, with an error that tells what to do instead: BAD_INPUT. */
gboolean stage_db_is_file(const char *path, GError **error);
/* A store's place as it may be shown: safe for a terminal, and without the password that a URI may hold. The
 * caller frees it. */
char *stage_db_shown(const char *path);
/* Whether it holds a password. */
gboolean stage_db_has_secret(const char *path);

/* Opens a store, and migrates one of an older program (lib/db/migrate.h) after copying it. Errors: NOT_FOUND,
 * EXISTS, CORRUPT (not a store), TOO_NEW, DENIED, BUSY, IO; BAD_INPUT for a copy that is not finished. */
StageDb *stage_db_open(StageDbOptions *options, GError **error);
void stage_db_close(StageDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageDb, stage_db_close)

/* Whether this process may write to the store at all. */
gboolean stage_db_is_writable(StageDb *db);

/* Takes what only one process may have of a store on a server, by its name, until the store is closed. BUSY
 * when another has it. */
gboolean stage_db_hold(StageDb *db, const char *what, GError **error);

/* Whom the journal writes changes down to (model/handeling.h): the id of the current action; STAGE_NO_ACTION
 * refuses every change, STAGE_NO_JOURNAL writes nothing down, while a dump with a journal of its own is
 * loaded. */
enum { STAGE_NO_ACTION = -1, STAGE_NO_JOURNAL = 0 };
void stage_db_set_action(StageDb *db, gint64 action);

/* Whether the engine ends an action itself: a server, which does not take a hash from who wrote the entries.
 */
gboolean stage_db_seals(StageDb *db);
/* Ends one there: *out_first and *out_last are its entries, *out_last 0 when there are none. What
 * stage_handeling_end() does with hash and erased stories is done then. */
gboolean stage_db_seal(StageDb *db, gint64 action, gint64 *out_first, gint64 *out_last, GError **error);

/* Begins a transaction that reads one and the same state of the store until it is rolled back. */
gboolean stage_db_begin_read(StageDb *db, GError **error);

/* Inside a transaction that fills a store which is empty: indexes that are only for searching are made all at
 * once by stage_db_bulk_end(), which must come before the commit; until then what they serve is slow, and on
 * a server nobody else reads the tables, and a missing parent is told at the end. Rolling back brings them
 * back too. Who fills one from another store ends with it as well, with or without the beginning. */
gboolean stage_db_bulk_begin(StageDb *db, GError **error);
gboolean stage_db_bulk_end(StageDb *db, GError **error);

/* Begins a transaction that puts a dump into an empty store: nothing is journaled, and references are looked
 * at when it is committed. */
gboolean stage_db_begin_load(StageDb *db, GError **error);

/* Begins a transaction that may write; waits for another writer at most the store's busy time, then BUSY. */
gboolean stage_db_begin(StageDb *db, GError **error);
/* UNSURE when it is not known whether it was kept: the connection broke off, and the server cannot be asked.
 */
gboolean stage_db_commit(StageDb *db, GError **error);
/* Ends what stage_db_begin() began: commits it when all was done, else, or when that fails, takes it back. */
gboolean stage_db_end(StageDb *db, gboolean done, GError **error);
/* Whether a transaction was begun. */
gboolean stage_db_in_transaction(StageDb *db);
/* Takes back everything since stage_db_begin(); harmless without one. */
void stage_db_rollback(StageDb *db);

/* After something failed in a transaction, which was taken back: whether it failed only because the
 * connection broke off, or because two who write stood in each other's way, so that all of it can be done
 * again. What could be begun again without being noticed already was. */
gboolean stage_db_can_again(StageDb *db);

/* Inside a transaction: begin, and later end, a part that can be taken back alone. Within one there may be
 * another, which ends before it. */
gboolean stage_db_savepoint(StageDb *db, GError **error);
void stage_db_savepoint_undo(StageDb *db);
gboolean stage_db_savepoint_end(StageDb *db, GError **error);

/* Runs a statement; step through its rows with stage_stmt_next(). `sql` must be a literal: the prepared
 * statement is kept by its address for the life of the handle. NULL on error. */
StageStmt *stage_db_query(StageDb *db, const char *sql, const StageValue *args, guint n, GError **error);

/* Runs a statement to its end. Errors by constraint: EXISTS (unique), NOT_FOUND (a missing parent), IN_USE
 * (deleting what something refers to), BAD_INPUT (CHECK, NOT NULL). */
gboolean stage_db_exec(StageDb *db, const char *sql, const StageValue *args, guint n, GError **error);

/* Inside a transaction: puts in, changes or removes many rows, by an INSERT … VALUES ($1, $2, …), an UPDATE …
 * SET b = $2, … WHERE a = $1 or a DELETE … WHERE a = $1 AND …, without waiting for each; that one of them
 * failed may be told at a later one or at the end, and takes the transaction, or the part of it, with it.
 * Nothing else is asked of the handle meanwhile. The end in two: all of them are on their way, and all were
 * answered, between which only other many rows may go. NULL on error. */
StageStmt *stage_db_many(StageDb *db, const char *sql, GError **error);
gboolean stage_db_many_put(StageStmt *many, const StageValue *args, guint n, GError **error);
gboolean stage_db_many_end(StageStmt *many, GError **error);
gboolean stage_db_many_send(StageStmt *many, GError **error);
gboolean stage_db_many_hear(StageDb *db, GError **error);

/* Runs an INSERT of one row, and gives its id. */
gboolean stage_db_insert(StageDb *db, const char *sql, const StageValue *args, guint n, gint64 *out_id,
                         GError **error);
/* Runs an UPDATE or DELETE. NOT_FOUND when there was no row to change. */
gboolean stage_db_change(StageDb *db, const char *sql, const StageValue *args, guint n, GError **error);

/* Runs a statement that finds at most one id: 0 when there is none, AMBIGUOUS when there are more. */
gboolean stage_db_find(StageDb *db, const char *sql, const StageValue *args, guint n, gint64 *out_id,
                       GError **error);

/* Runs a statement that gives one number (a RETURNING id, a count). NOT_FOUND when it gives no row. */
gboolean stage_db_number(StageDb *db, const char *sql, const StageValue *args, guint n, gint64 *out,
                         GError **error);

/* A statement that is made rather than written: `make` is called once for an owner and a kind, and its text,
 * which it hands over, lives as long as the handle. */
typedef char *(*StageMakeSql)(const void *owner, guint kind);
const char *stage_db_made(StageDb *db, const void *owner, guint kind, StageMakeSql make);

/* Whether the engine takes a statement, which is not run: for the test of all that there are. */
gboolean stage_db_takes(StageDb *db, const char *sql, GError **error);

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

/* --- who may what, in a store on a server (lib/db/postgres/0009-rollen.sql) --- */

/* The name by which the server let us in; NULL for a file, of which only the system knows who opens it. */
const char *stage_db_login(StageDb *db);

/* DENIED when there may be rows in the store that this login does not see: for what is about all of them. */
gboolean stage_db_sees_all(StageDb *db, GError **error);

typedef struct {
    const char *login;
    const char *rol; /* one of stage_db_rollen */
    gint64 docent;   /* for whom the login stands, as `docent` */
    gint64 team;     /* whose placements it sees, as `coordinator` */
} StageGrant;

extern const char *const stage_db_rollen[]; /* docent, coordinator, bpvbureau, auditor, NULL */

/* Gives a login a role, or takes all that it has of that role. Only the owner of the store may. BAD_INPUT for
 * a file; NOT_FOUND when the server has no such login, or it has no such role; DENIED. */
gboolean stage_db_grant(StageDb *db, const StageGrant *what, GError **error);
gboolean stage_db_revoke(StageDb *db, const StageGrant *what, GError **error);
/* login, rol, code or name of the docent, name of the team. */
StageStmt *stage_db_roles(StageDb *db, GError **error);
/* The docent for whom the login stands; 0 when there is none or more than one, and in a file. */
gboolean stage_db_own_docent(StageDb *db, gint64 *out, GError **error);

/* --- the store as a whole: its checks and its index are for a login that sees all of it, else DENIED --- */

/* A fault that the engine itself finds. */
typedef enum { STAGE_FAULT_FILE, STAGE_FAULT_REFERENCE, STAGE_FAULT_INDEX } StageFault;
typedef void (*StageFound)(StageFault fault, const char *text, void *data);
gboolean stage_db_integrity(StageDb *db, StageFound found, void *data, GError **error);

/* Puts all that was committed into the store's own file: closed then, it can be given another name. */
gboolean stage_db_settle(StageDb *db, GError **error);

/* A whole, checked copy of the store at `from` in a new file, while others may write: one file for good, or
 * one that is to be a store. A process that is stopped leaves half a copy, so `to` is best a name that nobody
 * looks at (base/file.h). EXISTS, CORRUPT, BUSY, IO. */
typedef enum { STAGE_DB_AS_FILE, STAGE_DB_AS_STORE } StageDbCopy;
gboolean stage_db_copy(const char *from, const char *to, StageDbCopy kind, guint busy_ms, GError **error);
/* Gives a store that cannot be copied another name, which begins with its own and `suffix`; the caller frees
 * it. */
char *stage_db_put_aside(const char *path, const char *suffix, GError **error);
/* Whether a file is a store, or a copy of one, by how it begins; it may be damaged further on. */
gboolean stage_db_is_store(const char *path);
/* Removes a store, or a copy of one. */
void stage_db_remove(const char *path);
/* Gives a store or a copy that was made under another name (base/file.h) its own, and removes what one that
 * had that name earlier left beside it. Never over a file that is there: EXISTS, IO. */
gboolean stage_db_give_name(const char *made, const char *path, GError **error);
/* What stands beside a store belongs to that one only: this goes before another takes its name. */
void stage_db_remove_companions(const char *path);
/* Puts the copy `from` in the place of what the store holds, all or nothing. What it held, to the last action
 * of whoever works in it meanwhile, is kept beside it under a free name that begins with its own and
 * `suffix`; the caller frees that name. CORRUPT when what it holds cannot be kept, BUSY, IO. */
char *stage_db_overwrite(const char *from, const char *store, const char *suffix, guint busy_ms,
                         GError **error);

/* Full-text search. The index is brought up to date with a range of the journal's entries, or made anew. */
gboolean stage_db_index_changes(StageDb *db, gint64 first, gint64 last, GError **error);
gboolean stage_db_index_all(StageDb *db, GError **error);

typedef struct {
    const char *const *words; /* each the beginning of a word that must be there; at least one */
    gint64 sleutel;           /* 0: all, here and below */
    gint64 docent;            /* who guided on the day */
    const char *from;         /* day; NULL: all */
    const char *until;
    guint limit;
    gboolean confidential; /* also confidential notes */
} StageSearch;

/* soort (the table), id, plaatsing, nummer and naam of the student, datum, sleutel, tekst (for a note a
 * snippet, with the words in brackets): names first, then texts, best first. */
StageStmt *stage_db_search(StageDb *db, const StageSearch *search, GError **error);

/* The last id that each table has given out: name, number. */
StageStmt *stage_db_counters(StageDb *db, GError **error);
gboolean stage_db_set_counter(StageDb *db, const char *table, gint64 last, GError **error);
/* That of one table. Inside a transaction that may write, the next row gets the number after it. */
gboolean stage_db_last_number(StageDb *db, const char *table, gint64 *out, GError **error);
