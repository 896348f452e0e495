/* The embedded engine. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "db/sqlite_driver.h"

/* "STAG": what file(1) and we know a store by. */
enum { APPLICATION_ID = 0x53544147 };

typedef struct {
    sqlite3_stmt *handle;
    guint n;
    int parameter[64]; /* $1 … $n → SQLite's own number, given by first appearance */
} Prepared;

/* What the caller can do about an SQLite result code. */
static StageErrorCode
code_of(int extended)
{
    switch (extended) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return STAGE_ERROR_EXISTS;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return STAGE_ERROR_NOT_FOUND;
    case SQLITE_CONSTRAINT_TRIGGER: /* ON DELETE RESTRICT */
        return STAGE_ERROR_IN_USE;
    default:
        break;
    }
    switch (extended & 0xff) {
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
        return STAGE_ERROR_BAD_INPUT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL: /* many at once came between us and the write-ahead log */
        return STAGE_ERROR_BUSY;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return STAGE_ERROR_DENIED;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return STAGE_ERROR_CORRUPT;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
        return STAGE_ERROR_IO;
    default:
        return STAGE_ERROR_INTERNAL;
    }
}

gboolean
stage_sqlite_disk_failed(sqlite3 *handle, GError **error)
{
    sqlite3_file *log = NULL;
    int of_file = 0, of_log = 0;

    sqlite3_file_control(handle, "main", SQLITE_FCNTL_LAST_ERRNO, &of_file);
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (log != NULL && log->pMethods != NULL)
        log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &of_log);
    if (of_file != EIO && of_log != EIO)
        return FALSE;
    stage_fail(error, STAGE_ERROR_IO, "%s", _(stage_db_words(STAGE_ERROR_IO)));
    return TRUE;
}

/* SQLite calls a store read-only too when a full disk does not let it make the file beside the log. */
static gboolean
is_written_by_us(sqlite3 *handle)
{
    const char *path = sqlite3_db_filename(handle, "main");
    sqlite3_stmt *stmt = NULL;
    gboolean only_read = sqlite3_prepare_v2(handle, "PRAGMA query_only", -1, &stmt, NULL) != SQLITE_OK ||
                         sqlite3_step(stmt) != SQLITE_ROW || sqlite3_column_int(stmt, 0) != 0;

    sqlite3_finalize(stmt);
    return !only_read && sqlite3_db_readonly(handle, "main") == 0 && path != NULL && access(path, W_OK) == 0;
}

/* The engine's own words go to GLib's debug log, shown by --verbose only. It calls a store damaged too when
 * the disk does not give it. */
gboolean
stage_sqlite_fail(sqlite3 *handle, GError **error)
{
    int result = sqlite3_extended_errcode(handle);
    StageErrorCode code = code_of(result);

    g_debug("sqlite: %s (%d)", sqlite3_errmsg(handle), result);
    if (code == STAGE_ERROR_DENIED && result != SQLITE_READONLY_DIRECTORY && is_written_by_us(handle))
        code = STAGE_ERROR_IO;
    if (code == STAGE_ERROR_CORRUPT && stage_sqlite_disk_failed(handle, error))
        return FALSE;
    return stage_fail(error, code, "%s", _(stage_db_words(code)));
}

static gboolean
script(void *conn, const char *sql, GError **error)
{
    SqliteConnection *c = conn;

    return sqlite3_exec(c->handle, sql, NULL, NULL, NULL) == SQLITE_OK || stage_sqlite_fail(c->handle, error);
}

static void
close_connection(void *conn)
{
    SqliteConnection *c = conn;

    stage_sqlite_clear_functions(c);
    sqlite3_close(c->handle);
    g_free(c->deferred);
    g_free(c);
}

void
stage_sqlite_discard(const char *path)
{
    unlink(path);
    stage_sqlite_discard_companions(path);
}

void
stage_sqlite_discard_companions(const char *path)
{
    static const char *const companions[] = { "-wal", "-shm", "-journal" };

    for (gsize i = 0; i < G_N_ELEMENTS(companions); i++) {
        g_autofree char *file = g_strconcat(path, companions[i], NULL);
        unlink(file);
    }
}

static gboolean
protect(void *conn, GError **error)
{
    ((SqliteConnection *)conn)->reads = TRUE;
    return script(conn, "PRAGMA query_only = ON", error);
}

/* The first number that a pragma gives. */
static gboolean
pragma_number(SqliteConnection *c, const char *sql, gint64 *out, GError **error)
{
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v2(c->handle, sql, -1, &stmt, NULL) != SQLITE_OK)
        return stage_sqlite_fail(c->handle, error);
    gboolean found = sqlite3_step(stmt) == SQLITE_ROW;
    if (found)
        *out = sqlite3_column_int64(stmt, 0);
    else
        stage_sqlite_fail(c->handle, error);
    sqlite3_finalize(stmt);
    return found;
}

/* The file is made here, so that it never exists with wider rights than its owner's; SQLite gives its
 * companions the same mode. */
gboolean
stage_sqlite_make_file(const char *path, GError **error)
{
    g_autofree char *shown = stage_file_shown(path);
    int fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

    if (fd >= 0) {
        close(fd);
        return TRUE;
    }
    return stage_fail(error,
                      errno == EEXIST                     ? STAGE_ERROR_EXISTS
                      : errno == EACCES || errno == EROFS ? STAGE_ERROR_DENIED
                                                          : STAGE_ERROR_IO,
                      errno == EEXIST ? _("'%s' is there already") : _("cannot make '%s': %s"), shown,
                      g_strerror(errno));
}

static gboolean
check_file(const char *path, GError **error)
{
    g_autofree char *shown = stage_visible(path);
    struct stat info;

    if (stat(path, &info) != 0)
        return stage_fail(error,
                          errno == ENOENT || errno == ENOTDIR ? STAGE_ERROR_NOT_FOUND
                          : errno == EACCES                   ? STAGE_ERROR_DENIED
                                                              : STAGE_ERROR_IO,
                          errno == ENOENT ? _("there is no store '%s': make one with 'stage init'")
                                          : _("cannot open the store '%s': %s"),
                          shown, g_strerror(errno));
    if (!S_ISREG(info.st_mode))
        return stage_fail(error, STAGE_ERROR_CORRUPT, _("'%s' is no file, so no stage store"), shown);
    if (access(path, R_OK) != 0)
        return stage_fail(error, STAGE_ERROR_DENIED, _("cannot open the store '%s': %s"), shown,
                          g_strerror(errno));
    return TRUE;
}

/* A store in a folder where we may not write cannot get the companion files of write-ahead logging; when
 * nobody has it open for writing it can still be read, as a file that does not change. */
static char *
uri_of(const StageDbOptions *options, gboolean *out_writable)
{
    g_autofree char *absolute = g_canonicalize_filename(options->path, NULL);
    g_autofree char *folder = g_path_get_dirname(absolute);
    g_autofree char *log = g_strconcat(absolute, "-wal", NULL);
    g_autofree char *escaped = g_uri_escape_string(absolute, "/", FALSE);

    *out_writable = access(absolute, W_OK) == 0 && access(folder, W_OK) == 0;
    if (*out_writable)
        return g_strdup_printf("file:%s?mode=rw", escaped);
    return g_strdup_printf("file:%s?mode=ro%s", escaped, access(log, F_OK) == 0 ? "" : "&immutable=1");
}

/* 0 is what every other SQLite file has. */
static gboolean
check_application(SqliteConnection *c, const StageDbOptions *options, GError **error)
{
    gint64 id = 0;

    if (!pragma_number(c, "PRAGMA application_id", &id, error)) {
        g_autofree char *shown = stage_file_shown(options->path);
        g_prefix_error(error, "'%s': ", shown);
        return FALSE;
    }
    if (id == APPLICATION_ID)
        return TRUE;
    g_autofree char *shown = stage_visible(options->path);
    return stage_fail(error, STAGE_ERROR_CORRUPT, _("'%s' is no stage store"), shown);
}

/* What SQLite sets aside while a transaction runs holds the rows of students: it stays out of /tmp, which may
 * be full, or others' too. */
static gboolean
configure(SqliteConnection *c, const StageDbOptions *options, GError **error)
{
    static const int off[] = { SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_DQS_DML,
                               SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION };
    static const int on[] = { SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_ENABLE_FKEY };

    sqlite3_extended_result_codes(c->handle, 1);
    sqlite3_busy_timeout(c->handle, (int)options->busy_ms);
    script(c, "PRAGMA cache_size = -65536", NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(off); i++)
        sqlite3_db_config(c->handle, off[i], 0, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(on); i++)
        sqlite3_db_config(c->handle, on[i], 1, NULL);
    if (!script(c, "PRAGMA temp_store = MEMORY", error))
        return FALSE;
    if (options->mode == STAGE_DB_CREATE) {
        g_autofree char *identify = g_strdup_printf("PRAGMA application_id = %d; PRAGMA journal_mode = WAL;",
                                                    APPLICATION_ID);
        return script(c, identify, error);
    }
    return check_application(c, options, error);
}

static void *
open_connection(const StageDbOptions *options, GError **error)
{
    g_autofree SqliteConnection *c = g_new0(SqliteConnection, 1);
    gboolean made = options->mode == STAGE_DB_CREATE;

    if (made ? !stage_sqlite_make_file(options->path, error) : !check_file(options->path, error))
        return NULL;
    c->action = STAGE_NO_ACTION;
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* nobody asks how much memory is in use */
    g_autofree char *uri = uri_of(options, &c->writable);
    int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
                (c->writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    gboolean opened = sqlite3_open_v2(uri, &c->handle, flags, NULL) == SQLITE_OK ||
                      stage_sqlite_fail(c->handle, error);
    if (opened && configure(c, options, error) && stage_sqlite_add_functions(c, error))
        return g_steal_pointer(&c);
    sqlite3_close(c->handle);
    if (made)
        stage_sqlite_discard(options->path);
    return NULL;
}

static void
finalize(void *stmt)
{
    Prepared *p = stmt;

    sqlite3_finalize(p->handle);
    g_free(p);
}

static void *
prepare(void *conn, const char *sql, GError **error)
{
    SqliteConnection *c = conn;
    Prepared *p = g_new0(Prepared, 1);

    if (sqlite3_prepare_v3(c->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &p->handle, NULL) != SQLITE_OK) {
        stage_sqlite_fail(c->handle, error);
        finalize(p);
        return NULL;
    }
    p->n = (guint)sqlite3_bind_parameter_count(p->handle);
    g_assert(p->n <= G_N_ELEMENTS(p->parameter));
    for (guint i = 0; i < p->n; i++) {
        char name[8];
        g_snprintf(name, sizeof name, "$%u", i + 1);
        p->parameter[i] = sqlite3_bind_parameter_index(p->handle, name);
        g_assert(p->parameter[i] > 0); /* the statement skips a number */
    }
    return p;
}

static gboolean
bind(void *stmt, const StageValue *args, guint n, gboolean lasts, GError **error)
{
    Prepared *p = stmt;
    sqlite3_destructor_type kept = lasts ? SQLITE_STATIC : SQLITE_TRANSIENT;

    g_assert(n == p->n);
    for (guint i = 0; i < n; i++) {
        int at = p->parameter[i], rc = SQLITE_OK;
        if (args[i].type == STAGE_TEXT)
            rc = sqlite3_bind_text(p->handle, at, args[i].text, -1, kept);
        else if (args[i].type == STAGE_INT)
            rc = sqlite3_bind_int64(p->handle, at, args[i].number);
        else
            rc = sqlite3_bind_null(p->handle, at);
        if (rc != SQLITE_OK)
            return stage_sqlite_fail(sqlite3_db_handle(p->handle), error);
    }
    return TRUE;
}

static StageStep
step(void *stmt, GError **error)
{
    Prepared *p = stmt;
    int rc = sqlite3_step(p->handle);

    if (rc == SQLITE_ROW)
        return STAGE_STEP_ROW;
    if (rc == SQLITE_DONE)
        return STAGE_STEP_DONE;
    stage_sqlite_fail(sqlite3_db_handle(p->handle), error);
    return STAGE_STEP_FAILED;
}

static void
reset(void *stmt)
{
    Prepared *p = stmt;

    sqlite3_reset(p->handle);
    sqlite3_clear_bindings(p->handle);
}

/* Triggers have rows of their own, which neither of the two counts. */
static gint64
last_id(void *conn)
{
    return sqlite3_last_insert_rowid(((SqliteConnection *)conn)->handle);
}

static gint64
changed(void *conn)
{
    return sqlite3_changes64(((SqliteConnection *)conn)->handle);
}

static guint
columns(void *stmt)
{
    Prepared *p = stmt;

    return (guint)sqlite3_column_count(p->handle);
}

static StageValue
value(void *stmt, guint column)
{
    Prepared *p = stmt;
    int at = (int)column;

    switch (sqlite3_column_type(p->handle, at)) {
    case SQLITE_INTEGER:
        return stage_int(sqlite3_column_int64(p->handle, at));
    case SQLITE_NULL:
        return stage_null();
    default:
        return stage_text((const char *)sqlite3_column_text(p->handle, at));
    }
}

/* A schema that cannot be read is another answer than a table that is not in it. */
static gboolean
has_table(void *conn, const char *name, gboolean *out_there, GError **error)
{
    SqliteConnection *c = conn;
    int rc = sqlite3_table_column_metadata(c->handle, NULL, name, NULL, NULL, NULL, NULL, NULL, NULL);

    if (rc != SQLITE_OK && (rc & 0xff) != SQLITE_ERROR)
        return stage_sqlite_fail(c->handle, error);
    *out_there = rc == SQLITE_OK;
    return TRUE;
}

static gboolean
settle(void *conn, GError **error)
{
    gint64 busy = 0;

    return pragma_number(conn, "PRAGMA wal_checkpoint(TRUNCATE)", &busy, error) &&
           (busy == 0 || stage_fail(error, STAGE_ERROR_BUSY, "%s", _(stage_db_words(STAGE_ERROR_BUSY))));
}

static gboolean
writable(void *conn)
{
    return ((SqliteConnection *)conn)->writable;
}

static void
set_action(void *conn, gint64 action)
{
    ((SqliteConnection *)conn)->action = action;
}

const StageDriver stage_sqlite_driver = {
    .open = open_connection,
    .close = close_connection,
    .discard = stage_sqlite_discard,
    .discard_companions = stage_sqlite_discard_companions,
    .give_name = stage_sqlite_give_name,
    .protect = protect,
    .script = script,
    .prepare = prepare,
    .finalize = finalize,
    .bind = bind,
    .step = step,
    .reset = reset,
    .last_id = last_id,
    .changed = changed,
    .columns = columns,
    .value = value,
    .has_table = has_table,
    .settle = settle,
    .copy = stage_sqlite_copy,
    .is_store = stage_sqlite_is_store,
    .keep_copy = stage_sqlite_keep_copy,
    .put_aside = stage_sqlite_put_aside,
    .overwrite = stage_sqlite_overwrite,
    .set_action = set_action,
    .integrity = stage_sqlite_integrity,
    .index_changes = stage_sqlite_index_changes,
    .index_all = stage_sqlite_index_all,
    .bulk_begin = stage_sqlite_bulk_begin,
    .bulk_end = stage_sqlite_bulk_end,
    .search_words = stage_sqlite_search_words,
    .search = stage_sqlite_search,
    .defer = "PRAGMA defer_foreign_keys = ON",
    .counters = "SELECT name, seq FROM sqlite_sequence ORDER BY name",
    .last_number = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = $1",
    .set_counter = "UPDATE sqlite_sequence SET seq = $2 WHERE name = $1",
    .add_counter = "INSERT INTO sqlite_sequence (name, seq) SELECT $1, $2 "
                   "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = $1)",
    .writable = writable,
    .migrations = stage_sqlite_migrations,
};
